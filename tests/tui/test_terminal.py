"""The program in a real terminal: how it starts there, and how it ends."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archive_tui.archive import Archive
from archive_tui.tui.terminal import has_few_colours

_RUN = "import sys; from pathlib import Path; from archive_tui.tui.app import run; sys.exit(run(Path(sys.argv[1])))"
_PATIENCE = 20.0
_SOURCE = str(Path(__file__).parents[2] / "src")


class Terminal:
    """The program in a pseudo-terminal."""

    def __init__(self, library: Path, **environment: str) -> None:
        self.seen = b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(
                {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": _SOURCE, **environment}
            )
            os.execv(sys.executable, [sys.executable, "-c", _RUN, str(library)])  # noqa: S606 - itself

    def wait_for(self, text: bytes) -> None:
        while text not in self.seen:
            if not select.select([self.fd], [], [], _PATIENCE)[0]:
                raise TimeoutError(self.seen[-500:])
            self.seen += os.read(self.fd, 65_536)

    def press(self, keys: bytes) -> None:
        self.seen = b""
        os.write(self.fd, keys)

    def drain(self) -> int:
        """Read until the program ends; return its exit code, negative for a signal."""
        while select.select([self.fd], [], [], _PATIENCE)[0]:
            try:
                if not os.read(self.fd, 65_536):
                    break
            except OSError:  # the other end is closed
                break
        else:
            os.kill(self.pid, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@pytest.fixture
def greeted(library: Path) -> Path:
    with Archive.open(library) as archive:
        archive.set_setting("welcomed", "yes")
        archive.set_setting("library.order", "comments")
    return library


def _has_place(library: Path) -> bool:
    with Archive.open(library) as archive:
        article = next(each.id for each in archive.articles() if each.key == "harbour")
        place = archive.reading(article).place
        return place is not None and place.comment_id != 0


def test_reads_and_leaves_by_keys(greeted: Path) -> None:
    terminal = Terminal(greeted)
    terminal.wait_for(b"Harbour")
    terminal.press(b"g\r")
    terminal.wait_for(b"second lamp")
    terminal.press(b"jjQ")
    assert terminal.drain() == 0
    assert _has_place(greeted)


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_in_order(greeted: Path, name: signal.Signals) -> None:
    terminal = Terminal(greeted)
    terminal.wait_for(b"Harbour")
    terminal.press(b"g\r")
    terminal.wait_for(b"second lamp")
    terminal.press(b"jj")
    terminal.wait_for(b"2/10")
    os.kill(terminal.pid, name)
    assert terminal.drain() == 128 + name
    assert _has_place(greeted)


def test_a_terminal_that_goes_away_loses_nothing(greeted: Path) -> None:
    terminal = Terminal(greeted)
    terminal.wait_for(b"Harbour")
    terminal.press(b"g\r")
    terminal.wait_for(b"second lamp")
    terminal.press(b"jj")
    terminal.wait_for(b"2/10")
    os.close(terminal.fd)
    for _ in range(200):
        if os.waitpid(terminal.pid, os.WNOHANG)[0]:
            break
        time.sleep(0.1)
    else:
        os.kill(terminal.pid, signal.SIGKILL)
        pytest.fail("it goes on without a terminal")
    assert _has_place(greeted)


def test_without_colour_nothing_is_coloured(greeted: Path) -> None:
    terminal = Terminal(greeted, NO_COLOR="1")
    terminal.wait_for(b"Harbour")
    terminal.press(b"g\r")
    terminal.wait_for(b"second lamp")
    assert b"\x1b[38;" not in terminal.seen
    assert b";38;2;" not in terminal.seen
    terminal.press(b"Q")
    terminal.drain()


def test_without_a_terminal_it_says_so(greeted: Path) -> None:
    done = subprocess.run(  # noqa: S603 - itself
        [sys.executable, "-c", _RUN, str(greeted)],
        input="",
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": _SOURCE},
        timeout=_PATIENCE,
    )
    assert "NoTerminalError: The input is no terminal: the UI needs one" in done.stderr
    assert done.stdout == ""


def test_a_command_gets_the_terminal_and_the_comment(greeted: Path, tmp_path: Path) -> None:
    terminal = Terminal(greeted, SHELL="/bin/sh")
    terminal.wait_for(b"Harbour")
    terminal.press(b"g\r")
    terminal.wait_for(b"second lamp")
    terminal.press(b"jj|")
    terminal.wait_for(b"Pipe comment 1.1 to")
    terminal.press(b"\tcat > '%s'; echo do''ne\r" % bytes(tmp_path / "piped"))
    terminal.wait_for(b"done")
    terminal.wait_for(b"Any key goes back")
    terminal.press(b" ")
    terminal.wait_for(b"second lamp")
    assert (tmp_path / "piped").read_text(encoding="utf-8") == (
        "1.1  Bob · 2012-05-04 11:00 · 3 points\n"
        "It has one, and nobody looks at it.\n"
        "\n"
        "  1.1.1  Ann · 2012-05-04 10:00 · 9 points\n"
        "  I look at it. See https://example.org/lamp for a drawing.\n"
    )
    terminal.press(b"Q")
    assert terminal.drain() == 0


def test_ctrl_c_ends_the_command_and_not_the_program(greeted: Path) -> None:
    terminal = Terminal(greeted, SHELL="/bin/sh")
    terminal.wait_for(b"Harbour")
    terminal.press(b"g\r")
    terminal.wait_for(b"second lamp")
    terminal.press(b"j|")
    terminal.wait_for(b"Pipe comment 1 to")
    terminal.press(b"echo star''ted; exec sleep 300\r")
    terminal.wait_for(b"started")
    terminal.press(b"\x03")
    terminal.wait_for(b"Any key goes back")
    terminal.press(b" ")
    terminal.wait_for(b"ended with signal 2")
    terminal.press(b"Q")
    assert terminal.drain() == 0


def test_a_browser_on_the_terminal_has_it_for_itself(greeted: Path, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{tmp_path}/opened"\n', encoding="utf-8")
    browser.chmod(0o755)
    terminal = Terminal(greeted, BROWSER=str(browser))
    terminal.wait_for(b"Harbour")
    terminal.press(b"g\r")
    terminal.wait_for(b"second lamp")
    terminal.press(b"jjjo")
    terminal.wait_for(b"Opened")
    assert (tmp_path / "opened").read_text(encoding="utf-8") == "https://example.org/lamp\n"
    terminal.press(b"Q")
    assert terminal.drain() == 0


@pytest.mark.parametrize(
    ("environment", "few"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "linux"}, True),
        ({"TERM": "linux", "COLORTERM": "truecolor"}, False),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, True),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, False),
    ],
)
def test_knows_terminals_of_few_colours(environment: dict[str, str], few: bool) -> None:
    assert has_few_colours(environment) is few
