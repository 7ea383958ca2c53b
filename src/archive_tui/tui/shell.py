"""Shell commands on the terminal, while the program has left it.

Invariant: whatever the command does, also when it is interrupted by Ctrl+C, this program goes on.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_SUCH_COMMAND: Final = 127
"""Exit code of a shell that cannot find what it was told to run (POSIX, XCU 2.8.2)."""


def run_command(command: str, text: str) -> int:
    """Run a command line in the reader's shell, on this terminal, with the text as its standard input.

    Returns:
        Its exit code, negative for the signal that ended it; 127 if there is no such command, or no shell.
    """
    try:
        with _interrupted_elsewhere():
            process = subprocess.Popen([*_shell(), command], stdin=subprocess.PIPE)  # noqa: S603 - what the reader typed
            # A command that does not read to the end (head, true) is no failure: communicate() forgives it.
            process.communicate(text.encode("utf-8", "replace"))
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return NO_SUCH_COMMAND
    return process.returncode


def _shell() -> list[str]:
    if os.name == "nt":
        return [os.environ.get("COMSPEC", "cmd.exe"), "/c"]
    return [os.environ.get("SHELL") or "/bin/sh", "-c"]


@contextmanager
def _interrupted_elsewhere() -> Iterator[None]:
    """Let Ctrl+C end the command and not this program.

    A handler that does nothing, and not SIG_IGN, which the command would inherit.
    """
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def wait_for_key(question: str, stdin: TextIO, stdout: TextIO) -> None:
    """Ask, and wait for any key; where keys cannot be read one by one, for Enter."""
    if os.name != "posix" or not stdin.isatty():
        stdout.write(f"\n{question}")
        stdout.flush()
        stdin.readline()
        return
    import termios  # noqa: PLC0415 - not on every system
    import tty  # noqa: PLC0415

    descriptor = stdin.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        tty.setraw(descriptor)  # first, for it drops what was typed ahead
        stdout.write(f"\r\n{question}")
        stdout.flush()
        os.read(descriptor, 1_024)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
    stdout.write("\n")
