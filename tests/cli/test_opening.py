"""``archive-tui`` and ``archive-tui PATH...``: from the command line into the UI, on a pseudo-terminal."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

import archive_tui
from archive_tui.archive import Archive

_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_PATIENCE = 20.0
"""Seconds of silence after which the program is taken to hang, and ended."""

Run = Callable[..., Result]
Spawn = Callable[..., "subprocess.CompletedProcess[bytes]"]


def drive(wanted: str, *arguments: str | Path, cwd: Path | None = None) -> tuple[int, str]:
    """Run the program until the text is on its screen, quit; return the exit code and all that was drawn."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "archive_tui", *map(str, arguments)],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=cwd,
        env={
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "PYTHONPATH": str(Path(archive_tui.__file__).parents[1]),
        },
        start_new_session=True,
    )
    os.close(slave)
    drawn = b""
    asked = False
    while True:
        if not select.select([master], [], [], _PATIENCE)[0]:
            process.kill()
        try:
            piece = os.read(master, 65_536)
        except OSError:  # Linux answers so when the other end is closed
            break
        if not piece:
            break
        drawn += piece
        if not asked and wanted in _ESCAPE.sub("", drawn.decode(errors="replace")):
            os.write(master, b"Q")
            asked = True
    os.close(master)
    code, text = process.wait(timeout=60), drawn.decode(errors="replace")
    assert asked, text
    return code, text


def welcomed(db: Path) -> Path:
    """Return the library, with the first orientation already seen."""
    with Archive.open(db) as archive:
        archive.set_setting("welcomed", "yes")
    return db


def test_a_page_is_imported_and_opened(run: Run, page: Path, tmp_path: Path) -> None:
    db = welcomed(tmp_path / "x.db")
    code, text = drive("strong opening", "--db", db, page)
    assert code == 0
    assert "page-dump, 1 article, 5 comments" in text
    assert [article["comments"] for article in json.loads(run("--db", db, "articles", "--json").stdout)] == [
        5
    ]


def test_without_arguments_the_library_opens(run: Run, page: Path, tmp_path: Path) -> None:
    db = welcomed(tmp_path / "x.db")
    run("--db", db, "import", page)
    code, _ = drive("The ferry that forgot an island", "--db", db)
    assert code == 0


def test_a_bad_file_among_good_ones_shows_in_the_exit_code(page: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    code, text = drive("strong opening", "--db", welcomed(tmp_path / "x.db"), empty, page)
    assert code == 1
    assert "empty.txt: " in text


def test_a_file_that_is_called_like_a_command(page: Path, tmp_path: Path) -> None:
    page.rename(tmp_path / "import")
    db = welcomed(tmp_path / "x.db")
    for arguments in (["./import"], ["--", "import"]):
        code, _ = drive("strong opening", "--db", db, *arguments, cwd=tmp_path)
        assert code == 0


def test_nothing_to_open_opens_nothing(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    result = run("--db", tmp_path / "x.db", empty)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "empty.txt: " in result.stderr


def test_without_a_terminal_the_ui_is_a_sentence(run: Run, page: Path, tmp_path: Path, spawn: Spawn) -> None:
    for arguments in ([], [page]):
        completed = spawn("--db", tmp_path / "x.db", *arguments, stdin=subprocess.DEVNULL)
        assert (completed.returncode, completed.stdout) == (1, b"")
        assert b"terminal" in completed.stderr
        assert b"Traceback" not in completed.stderr
    assert "The ferry" in run("--db", tmp_path / "x.db", "articles").stdout
