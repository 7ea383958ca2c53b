"""What the terminal can do, found out before anything is drawn on it."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import TYPE_CHECKING, Final, TextIO

from archive_tui.errors import ArchiveError

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Mapping
    from types import FrameType

_FEW_COLOURS: Final = ("linux", "vt100", "vt220", "ansi", "xterm", "xterm-color", "screen", "dumb")
"""Values of TERM that promise at most sixteen colours."""
_PATIENCE: Final = 3.0
"""Seconds for leaving in order, once a signal has asked for it."""


class NoTerminalError(ArchiveError):
    """The UI was asked for where there is nothing to draw on."""


def require_terminal(stdin: TextIO, stdout: TextIO, stderr: TextIO) -> None:
    """Make sure that somebody can see and type.

    Raises:
        NoTerminalError: One of them is a file or a pipe. Textual reads the first, draws on the last (so that its
            output can be piped), and would do so into a file, and wait for ever.
    """
    for stream, name in ((stdin, "input"), (stdout, "output"), (stderr, "error output")):
        if not stream.isatty():
            raise NoTerminalError(
                f"The {name} is no terminal: the UI needs one; `archive-tui show` and `articles` print without it."
            )


def in_browser(environment: Mapping[str, str]) -> bool:
    """Return whether textual-serve shows us in a browser's window, and the streams are its pipes."""
    return environment.get("TEXTUAL_DRIVER", "").endswith(":WebDriver")


def has_few_colours(environment: Mapping[str, str]) -> bool:
    """Return whether to use the terminal's own colours, or none: NO_COLOR, or a terminal of sixteen.

    See https://no-color.org: a value that is not empty counts.
    """
    if environment.get("NO_COLOR"):
        return True
    if environment.get("COLORTERM", "") in ("truecolor", "24bit"):
        return False
    return environment.get("TERM", "") in _FEW_COLOURS


def leave_on_signals(
    loop: asyncio.AbstractEventLoop, leave: Callable[[int], object], save: Callable[[], object]
) -> None:
    """Leave in order on SIGTERM and SIGHUP, and in any case.

    When the terminal is gone, Textual's output thread dies, its queue fills up, and the event loop waits on it for
    ever: no loop handler would run then. So the handlers are Python's own, and a thread has the last word.

    Args:
        loop: Where ``leave`` runs.
        leave: Takes the exit code.
        save: Writes what is not written yet; may run on another thread.
    """

    def insist(code: int) -> None:
        time.sleep(_PATIENCE)
        save()
        os._exit(code)

    def handle(number: int, _frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(leave, 128 + number)
        threading.Thread(target=insist, args=(128 + number,), daemon=True).start()

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, handle)


def leave_with_parent() -> None:
    """Leave, as on SIGTERM, when the process that started this one is gone: a web server that was killed.

    Textual's driver for the browser does not mind that its input has ended, and would stay for ever.
    """
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_PATIENCE)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
