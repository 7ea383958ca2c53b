"""A list of one-line rows: one widget however many there are, drawn line by line.

Every text is cleaned here once more, so nothing that came from outside reaches the terminal as anything but
text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from archive_tui.text.clean import clean_line
from archive_tui.tui.widgets.columns import GUTTER, fit

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style
    from textual import events

Cell = tuple[str, str, int]
"""A text, its look ("text", "meta" or "key") and the cells it takes; the cells of a row fill its width."""


class RowList(ScrollView, can_focus=False):
    """Rows, one of them current; whoever uses it says how many there are, and what stands in them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--text",
        "rows--meta",
        "rows--key",
        "rows--cursor",
        "rows--bar",
    }
    DEFAULT_CSS = """
    RowList {
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .rows--text { color: $foreground; }
        & > .rows--meta { color: $meta; }
        & > .rows--key { color: $accent; text-style: bold; }
        & > .rows--cursor { background: $cursor-line; text-style: bold; }
        & > .rows--bar { color: $accent; }
        &:ansi > .rows--cursor { text-style: reverse; }
    }
    """

    @dataclass
    class Moved(Message):
        """Another row is current, or the rows are others."""

        row: int

    @dataclass
    class Opened(Message):
        """A row was chosen."""

        row: int

    def __init__(self, cells: Callable[[int, int], list[Cell]], count: int = 0) -> None:
        """Take what gives the cells of a row in a width."""
        super().__init__()
        self.cursor = 0
        """The current row."""
        self._cells = cells
        self._count = count
        self._styles: dict[str, Style] = {}

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._count

    @property
    def page(self) -> int:
        """Rows that are visible at once."""
        return max(1, self.scrollable_content_region.height)

    def changed(self, count: int, cursor: int) -> None:
        """Draw the rows anew: so many there are now."""
        self._count = count
        self.cursor = max(0, min(cursor, count - 1))
        self._measure()
        self.post_message(self.Moved(self.cursor))

    def move_to(self, row: int) -> None:
        """Make a row current; beyond the ends means the ends."""
        row = max(0, min(row, self._count - 1))
        if row != self.cursor:
            self.cursor = row
            self._show_cursor()
            self.post_message(self.Moved(row))

    def on_resize(self) -> None:
        """Share the new width."""
        self._measure()

    def notify_style_update(self) -> None:
        """Forget the colours of the theme before."""
        super().notify_style_update()
        self._styles = {}

    def on_click(self, event: events.Click) -> None:
        """Select a row; open it at the second click."""
        offset = event.get_content_offset(self)
        row = -1 if offset is None else offset.y + round(self.scroll_y)
        if 0 <= row < self._count:
            again = row == self.cursor and event.chain > 1
            self.move_to(row)
            if again:
                self.post_message(self.Opened(row))

    def render_line(self, y: int) -> Strip:
        """Draw the row that has scrolled here."""
        if not self._styles:
            for name in self.COMPONENT_CLASSES:
                style = self.get_component_rich_style(name, partial=True)
                self._styles[name.removeprefix("rows--")] = style
            self._styles["base"] = self.rich_style
        styles, width = self._styles, self.scrollable_content_region.width
        row = y + round(self.scroll_y)
        if row >= self._count:
            return Strip.blank(width, styles["base"])
        current = row == self.cursor
        ground = styles["base"] + styles["cursor"] if current else styles["base"]
        segments = [Segment("▎ " if current else " " * GUTTER, ground + styles["bar"])]
        segments += [
            Segment(fit(clean_line(text), cells), ground + styles[look])
            for text, look, cells in self._cells(row, max(0, width - GUTTER))
        ]
        return Strip(segments).adjust_cell_length(width, ground)

    def _measure(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self._count)
        self._show_cursor()

    def _show_cursor(self) -> None:
        top = round(self.scroll_y)
        if self.cursor < top:
            top = self.cursor
        elif self.cursor >= top + self.page:
            top = self.cursor - self.page + 1
        if top != round(self.scroll_y):
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self.refresh()
