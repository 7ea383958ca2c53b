"""What the lists share: one widget however many rows there are, drawn line by line.

Invariant: every row is as tall as every other, so that row and line are one multiplication apart; the lines of the head
never scroll.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from archive_tui.tui.widgets.thread_styles import component_style

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events


class LineList(ScrollView, can_focus=False):
    """Rows of which one is current.

    A list says how many rows there are and what they look like. Its component classes are ``LIST--PART``; "cursor" and
    "bar", the ground and the mark of the current row, must be among the parts.
    """

    HEAD: ClassVar[int] = 0
    """Lines above the rows that stay where they are."""
    DEFAULT_CSS = """
    LineList { overflow-x: hidden; scrollbar-size-vertical: 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as in Textual
        super().__init__(id=id)
        self.cursor = 0
        """The current row."""
        self._styles: dict[str, Style] = {}

    @property
    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    @property
    def tall(self) -> int:
        """Lines of a row."""
        return 1

    @property
    def page(self) -> int:
        """Rows that are wholly visible at once."""
        return max(1, self._room // self.tall)

    @property
    def _room(self) -> int:
        """Lines for rows."""
        return max(1, self.scrollable_content_region.height - self.HEAD)

    def move_to(self, row: int) -> None:
        """Make a row current; beyond the ends means the ends."""
        row = max(0, min(row, self.count - 1))
        if row != self.cursor:
            self.cursor = row
            self._show_cursor()
            self._moved()

    def on_resize(self) -> None:
        """Draw in the new width."""
        self._measure()

    def notify_style_update(self) -> None:
        """Forget the colours of the theme before."""
        super().notify_style_update()
        self._styles = {}

    def on_click(self, event: events.Click) -> None:
        """Find out what is under the pointer."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.y < self.HEAD:
            self._head_clicked(offset.x)
            return
        row = self._at(offset.y)[0]
        if row < self.count:
            self._row_clicked(row, twice=event.chain > 1)

    def render_line(self, y: int) -> Strip:
        """Draw a line of the head, or of the row that has scrolled here."""
        width = self.scrollable_content_region.width
        if y < self.HEAD:
            return self._draw_head(width)
        row, line = self._at(y)
        lines = self._draw_row(row, width) if row < self.count else []
        return lines[line] if line < len(lines) else Strip.blank(width, self._part_styles()["base"])

    def _draw_head(self, width: int) -> Strip:
        """Draw what stands above the rows."""
        raise NotImplementedError

    def _draw_row(self, row: int, width: int) -> list[Strip]:
        """Draw the lines of a row; those that it leaves out are empty."""
        raise NotImplementedError

    def _moved(self) -> None:
        """Tell that another row is current."""

    def _open(self, row: int) -> None:
        """Tell that a row was chosen."""

    def _head_clicked(self, x: int) -> None:
        """Do what a click on the head means."""

    def _row_clicked(self, row: int, *, twice: bool) -> None:
        """Select a row; open it at the second click."""
        again = twice and row == self.cursor
        self.move_to(row)
        if again:
            self._open(row)

    def _part_styles(self) -> dict[str, Style]:
        """Return the style of every part, to be laid over "base", the widget's own."""
        if not self._styles:
            parts = {name.partition("--")[2]: component_style(self, name) for name in self.COMPONENT_CLASSES}
            self._styles = {"base": self.rich_style, **parts}
        return self._styles

    def _ground(self, *, current: bool) -> Style:
        styles = self._part_styles()
        return styles["base"] + styles["cursor"] if current else styles["base"]

    def _bar(self, *, current: bool) -> Segment:
        """Return the gutter of a row: the mark of the current one, else nothing."""
        style = self._ground(current=current) + self._part_styles()["bar"]
        return Segment("▎ " if current else "  ", style)

    def _at(self, y: int) -> tuple[int, int]:
        """Return the row that has scrolled to a line below the head, and which of its lines is there."""
        return divmod(y - self.HEAD + round(self.scroll_y), self.tall)

    def _measure(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self.HEAD + self.count * self.tall)
        self._show_cursor()

    def _top_for(self, top: int) -> int:
        """Return the scroll position nearest to this one that shows the whole current row."""
        first, room = self.cursor * self.tall, self._room
        if first < top:
            return first
        return max(top, first + self.tall - room)

    def _show_cursor(self) -> None:
        before = round(self.scroll_y)
        top = self._top_for(before)
        if top != before:
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self.refresh()
