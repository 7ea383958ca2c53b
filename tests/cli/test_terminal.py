"""The program on a terminal: a real pseudo-terminal, of a real size."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
from typing import TYPE_CHECKING

import pytest

from archive_tui.cli.cells import cells

if TYPE_CHECKING:
    from pathlib import Path

_ESCAPE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


class Terminal:
    """Runs the program with stdin, stdout and stderr on a terminal."""

    def __init__(self, *arguments: str | Path, columns: int = 80, **environment: str) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "archive_tui", *map(str, arguments)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, "TERM": "xterm-256color", **environment},
            start_new_session=True,
        )
        os.close(slave)
        self.text = ""

    def read_until(self, wanted: str) -> None:
        """Read on until the text has come; EOF before it is a failure."""
        while wanted not in self.text:
            assert self._read(), self.text

    def finish(self) -> int:
        """Read all that comes, and return the exit code."""
        while self._read():
            pass
        os.close(self._master)
        return self.process.wait(timeout=60)

    def _read(self) -> bool:
        try:
            piece = os.read(self._master, 65_536)
        except OSError:  # Linux answers so when the other end is closed
            return False
        self.text += piece.decode(errors="replace")
        return bool(piece)


def show(*arguments: str | Path, columns: int = 80, **environment: str) -> str:
    terminal = Terminal(*arguments, columns=columns, **environment)
    assert terminal.finish() == 0, terminal.text
    return terminal.text.replace("\r\n", "\n")


def test_colours_are_for_terminals_and_can_be_declined(library: Path) -> None:
    arguments = ("--db", library, "show", "1")
    coloured = show(*arguments)
    assert "\x1b[1m" in coloured
    plain = _ESCAPE.sub("", coloured)
    assert show(*arguments, "--no-color") == plain
    assert show(*arguments, NO_COLOR="1") == plain
    assert show(*arguments, TERM="dumb") == plain
    assert show(*arguments, NO_COLOR="") == coloured, "an empty NO_COLOR declines nothing (no-color.org)"


@pytest.mark.parametrize("columns", [24, 40, 60, 80, 120])
def test_the_table_fits_the_terminal(library: Path, columns: int) -> None:
    lines = show("--db", library, "articles", "--no-color", columns=columns).splitlines()
    assert len(lines) == 2
    assert max(map(cells, lines)) <= columns
    assert lines[0].split()[:2] == ["ID", "TITLE"]
    assert "灯台守" in lines[1]


def test_text_is_wrapped_to_the_terminal_and_never_beyond_the_measure(library: Path) -> None:
    for columns, measure in ((50, 50), (200, 80)):
        lines = show("--db", library, "show", "1", "--no-color", columns=columns).splitlines()
        assert measure - 12 < max(map(cells, lines)) <= measure


def _pages(folder: Path, count: int) -> Path:
    """Write many page dumps, each of its own title."""
    folder.mkdir()
    for number in range(count):
        comments = "\n\n".join(
            f"  {index}. Remark {index} on pier {number}, which has a bench and a view."
            for index in range(1, 101)
        )
        page = f"The pier {number} gazette\n\nA bench was painted.\n\n100 Comments\n\n{comments}\n"
        (folder / f"{number:04}.txt").write_text(page, encoding="utf-8")
    return folder


def test_the_bar_is_drawn_on_a_terminal_and_wiped(tmp_path: Path) -> None:
    terminal = Terminal("--db", tmp_path / "x.db", "import", _pages(tmp_path / "pages", 40))
    assert terminal.finish() == 0
    assert re.search(r"\r\x1b\[K\[[#-]{20}\] +\d+%  ", terminal.text)
    last_frame = terminal.text.rindex("\r\x1b[K")
    assert not terminal.text[last_frame:].startswith("\r\x1b[K["), "the bar is taken off the screen"
    assert "Imported 40 sources: 40 articles, 4,000 comments." in terminal.text


def test_ctrl_c_stops_between_articles_and_the_import_can_be_run_again(tmp_path: Path) -> None:
    db, pages = tmp_path / "x.db", _pages(tmp_path / "pages", 150)
    terminal = Terminal("--db", db, "import", pages)
    terminal.read_until("0001.txt: page-dump")
    terminal.process.send_signal(signal.SIGINT)
    assert terminal.finish() == 130
    assert "Stopping after this article." in terminal.text
    assert re.search(r"Interrupted\. Imported \d+ sources: .* Run the same command again", terminal.text)
    assert "Traceback" not in terminal.text
    assert "The library is whole" in show("--db", db, "check")
    done = json.loads(show("--db", db, "articles", "--json"))
    assert 0 < len(done) < 150
    assert Terminal("--db", db, "import", pages).finish() == 0
    assert len(json.loads(show("--db", db, "articles", "--json"))) == 150
