"""Shell commands get the text, and cannot end the program."""

from __future__ import annotations

import io
import os
import pty
import signal
import termios
import threading
import time
from typing import TYPE_CHECKING

import pytest

from archive_tui.tui.shell import NO_SUCH_COMMAND, run_command, wait_for_key

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def plain_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/bin/sh")


def test_the_command_reads_the_text(tmp_path: Path) -> None:
    target = tmp_path / "got"
    assert run_command(f"cat > '{target}'", "Ünïcode\nand \ud800 half") == 0
    assert target.read_text(encoding="utf-8") == "Ünïcode\nand ? half"


def test_a_command_that_does_not_read_is_no_failure() -> None:
    assert run_command("true", "a line\n" * 100_000) == 0


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("exit 3", 3),
        ("no-such-command-here", NO_SUCH_COMMAND),
        ("kill -TERM $$", -15),
        ("a\0b", NO_SUCH_COMMAND),
    ],
)
def test_failures_have_their_codes(command: str, code: int) -> None:
    assert run_command(command, "text") == code


def test_a_shell_that_is_not_there_is_a_command_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/nowhere/shell")
    assert run_command("true", "text") == NO_SUCH_COMMAND


def test_an_interrupt_is_for_the_command_alone() -> None:
    before = signal.getsignal(signal.SIGINT)
    # The command interrupts this process, as the terminal does all that stand on it, and then itself.
    assert run_command(f"kill -INT {os.getpid()}; kill -INT $$", "text") == -signal.SIGINT
    assert signal.getsignal(signal.SIGINT) is before


def test_one_key_is_enough_and_the_terminal_is_as_before() -> None:
    own, theirs = pty.openpty()
    with open(theirs, encoding="utf-8") as stdin:  # noqa: PTH123 - a descriptor has no path
        before = termios.tcgetattr(theirs)
        os.write(own, b"typed ahead")  # by then it is not meant as an answer

        def press() -> None:
            while termios.tcgetattr(theirs)[3] & termios.ICANON:
                time.sleep(0.01)
            os.write(own, b"x")

        presser = threading.Thread(target=press)
        presser.start()
        said = io.StringIO()
        wait_for_key("Any key ", stdin, said)
        presser.join()
        assert said.getvalue() == "\r\nAny key \n"
        assert termios.tcgetattr(theirs) == before
    os.close(own)


def test_without_a_terminal_a_line_is_waited_for() -> None:
    stdin = io.StringIO("first\nsecond\n")
    wait_for_key("Any key ", stdin, io.StringIO())
    assert stdin.read() == "second\n"
