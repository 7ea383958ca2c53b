"""Progress bars on stderr: of an import, how much is done, how fast, how long it will still take; of judging spam.

Each takes one line, is drawn only where stderr is a terminal, and is gone before anything else is written
there.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self

from archive_tui.cli import output
from archive_tui.cli.cells import cut

if TYPE_CHECKING:
    from types import TracebackType

    from archive_tui.model import JudgingProgress, Progress

_SECONDS_BETWEEN_FRAMES = 0.1
_BAR = 20
_UNITS = ("B", "kB", "MB", "GB")


class ProgressBar:
    """Shows the progress it is called with; as a context manager, leaves the line empty behind it."""

    def __init__(self) -> None:
        self._visible = sys.stderr.isatty()
        self._started = self._drawn = time.monotonic()
        self._on_screen = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def __call__(self, progress: Progress) -> None:
        """Show how far it is: at most ten times a second."""
        now = time.monotonic()
        if not self._visible or now - self._drawn < _SECONDS_BETWEEN_FRAMES:
            return
        self._drawn = now
        self._on_screen = True
        sys.stderr.write("\r\x1b[K" + frame(progress, now - self._started, output.width() - 1))
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the bar off the screen, to write something else."""
        if self._on_screen:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._on_screen = False


class JudgingBar:
    """Shows how far the filter has come on one line of a terminal; as a context manager, leaves it empty."""

    def __init__(self) -> None:
        self._visible = sys.stderr.isatty()
        self._drawn = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def __call__(self, progress: JudgingProgress) -> None:
        """Show how far it is, at most ten times a second."""
        now = time.monotonic()
        if not self._visible or now - self._drawn < _SECONDS_BETWEEN_FRAMES:
            return
        self._drawn = now
        share = progress.done / max(progress.total, 1)
        bar = "#" * int(share * _BAR)
        count = f"{progress.done:,} of {progress.total:,} comments  {progress.held:,} held"
        line = f"[{bar:-<{_BAR}}] {share:4.0%}  {count}"
        sys.stderr.write("\r\x1b[K" + cut(line, output.width() - 1))
        sys.stderr.flush()


def frame(progress: Progress, seconds: float, width: int) -> str:
    """Return the bar after so many seconds, in at most ``width`` cells."""
    share = min(progress.done / progress.total, 1.0) if progress.total else 0.0
    filled = int(share * _BAR)
    parts = [f"[{'#' * filled}{'-' * (_BAR - filled)}] {share:4.0%}"]
    rate = progress.done / seconds if seconds > 0 else 0.0
    if rate:
        parts.append(f"{size(rate)}/s, {clock((progress.total - progress.done) / rate)} left")
    parts.append(f"{progress.comments:,} comments")
    parts.append(output.legible(progress.source))
    return cut("  ".join(parts), width)


def size(count: float) -> str:
    """Return a number of bytes as people read it, in powers of 1,000: "12 kB"."""
    unit = 0
    while count >= 999.5 and unit < len(_UNITS) - 1:
        count /= 1000
        unit += 1
    return f"{count:.1f} {_UNITS[unit]}" if unit and count < 9.95 else f"{count:,.0f} {_UNITS[unit]}"


def clock(seconds: float) -> str:
    """Return a duration as minutes and seconds, with hours where there are any: "1:02:03"."""
    minutes, rest = divmod(max(round(seconds), 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
