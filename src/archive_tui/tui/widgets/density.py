"""A map of the thread, one column wide.

It shows what is unread, picked, starred, found, hidden or new, and where the window is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from archive_tui.thread.density import Density, density
from archive_tui.tui.widgets.thread_styles import component_style

if TYPE_CHECKING:
    from textual import events

    from archive_tui.tui.widgets.thread import ThreadWidget

_MARKS: Final = (
    (Density.HIT, "hit", "◆"),
    (Density.PICKED, "picked", "✓"),
    (Density.STARRED, "starred", "★"),
    (Density.NEW, "new", "+"),
    (Density.UNREAD, "unread", "•"),
    (Density.HIDDEN, "hidden", "×"),
)
"""What is shown if a line stands for several, the first first."""


class DensityMap(Widget):
    """Stands beside a thread widget and follows it; a click goes there."""

    DEFAULT_CSS = """
    DensityMap {
        width: 1; height: 1fr; background: $surface; color: $foreground 40%;
        & > .density--window { background: $foreground 15%; }
        & > .density--hit { color: $warning; }
        & > .density--picked { color: $success; }
        & > .density--starred { color: $warning; }
        & > .density--new { color: $success; }
        & > .density--unread { color: $accent; }
        & > .density--hidden { color: $foreground 40%; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "density--window", "density--hit", "density--picked", "density--starred", "density--new",
        "density--unread", "density--hidden",
    }  # fmt: skip
    ALLOW_SELECT = False

    def __init__(self, thread: ThreadWidget, *, id: str | None = None) -> None:  # noqa: A002 - as in Textual
        super().__init__(id=id)
        self._thread = thread
        self._buckets: list[Density] = []
        self._strips: dict[tuple[str, bool], Strip] = {}

    def on_mount(self) -> None:
        """Follow the thread."""
        for watched in ("revision", "total_lines"):
            self.watch(self._thread, watched, self._recount, init=False)
        self.watch(self._thread, "scroll_y", self._moved, init=False)

    def on_resize(self) -> None:
        """Count for another height."""
        self._recount()

    def notify_style_update(self) -> None:
        """Paint in the new colours."""
        super().notify_style_update()
        self._strips.clear()

    def _recount(self) -> None:
        self._buckets = []
        self.refresh()

    def _moved(self) -> None:
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint a line: the mark of what is there, on the window's ground if the window shows it."""
        height = self.size.height
        if len(self._buckets) != height:
            self._buckets = density(self._thread.view, height)
        bucket = self._buckets[y]
        part = next((part for kind, part, _ in _MARKS if kind in bucket), "")
        total = self._thread.view.heights.total
        scroll = self._thread.scroll_offset.y
        below, above = scroll + self._thread.window_height, scroll
        return self._mark(part, in_window=y * total < below * height and (y + 1) * total > above * height)

    def _mark(self, part: str, *, in_window: bool) -> Strip:
        strip = self._strips.get((part, in_window))
        if strip is None:
            style = self.rich_style
            if in_window:
                style += component_style(self, "density--window")
            if part:
                style += component_style(self, f"density--{part}")
            mark = next((mark for _, name, mark in _MARKS if name == part), " ")
            strip = self._strips[part, in_window] = Strip(
                [Segment(mark.translate(self._thread.badges), style)], 1
            )
        return strip

    def on_click(self, event: events.Click) -> None:
        """Go where the map was clicked."""
        self._thread.to_fraction(event.y / max(1, self.size.height - 1))
