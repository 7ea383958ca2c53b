"""A list to choose from, with headings and a number at the right end of a row; one widget however long it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from archive_tui.tui.widgets.columns import fit
from archive_tui.tui.widgets.thread_styles import component_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual import events

    from archive_tui.tui.finding import Choice

_PARTS = ("heading", "row", "note", "cursor", "bar")


class ChoiceList(ScrollView, can_focus=False):
    """Rows of which one is current while the list has the keys. Rows without a value are passed over."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"choices--{part}" for part in _PARTS}
    DEFAULT_CSS = """
    ChoiceList {
        overflow-x: hidden; scrollbar-size-vertical: 1;
        & > .choices--heading { color: $accent; }
        & > .choices--row { color: $foreground; }
        & > .choices--note { color: $meta; }
        & > .choices--cursor { background: $cursor-line; text-style: bold; }
        & > .choices--bar { color: $accent; }
        &:ansi > .choices--cursor { text-style: reverse; }
    }
    """

    @dataclass
    class Chosen(Message):
        """A row was chosen."""

        choice: Choice

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as in Textual
        super().__init__(id=id)
        self.rows: Sequence[Choice] = ()
        self.cursor = 0
        self.active = False
        """Whether the keys go here, so that the cursor is shown."""
        self._styles: dict[str, Style] = {}

    @property
    def current(self) -> Choice | None:
        """The row under the cursor."""
        chosen = self.rows[self.cursor] if self.cursor < len(self.rows) else None
        return chosen if chosen is not None and chosen.value else None

    @property
    def page(self) -> int:
        """Rows that are visible at once."""
        return max(1, self.scrollable_content_region.height)

    def fill(self, rows: Sequence[Choice]) -> None:
        """Show other rows, with the cursor on the one of the same value if it is there."""
        before = self.current
        self.rows = rows
        same = (
            at
            for at, row in enumerate(rows)
            if before and (row.name, row.value) == (before.name, before.value)
        )
        self.cursor = next(same, next((at for at, row in enumerate(rows) if row.value), 0))
        self._measure()

    def activate(self, *, active: bool) -> None:
        """Take the keys, or leave them."""
        self.active = active
        self._show_cursor()

    def move(self, count: int) -> None:
        """Go on by rows that can be chosen; beyond the ends means the ends."""
        possible = [at for at, row in enumerate(self.rows) if row.value]
        if not possible:
            return
        now = possible.index(self.cursor) if self.cursor in possible else 0
        self.cursor = possible[max(0, min(now + count, len(possible) - 1))]
        self._show_cursor()

    def on_resize(self) -> None:
        """Draw in the new width."""
        self._measure()

    def notify_style_update(self) -> None:
        """Forget the colours of the theme before."""
        super().notify_style_update()
        self._styles = {}

    def on_click(self, event: events.Click) -> None:
        """Choose the row under the pointer."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        row = offset.y + round(self.scroll_y)
        if row < len(self.rows) and self.rows[row].value:
            self.cursor = row
            self._show_cursor()
            self.post_message(self.Chosen(self.rows[row]))

    def render_line(self, y: int) -> Strip:
        """Draw the row that has scrolled here."""
        if not self._styles:
            self._styles = {part: component_style(self, f"choices--{part}") for part in _PARTS}
        width, base = self.scrollable_content_region.width, self.rich_style
        at = y + round(self.scroll_y)
        if at >= len(self.rows):
            return Strip.blank(width, base)
        row = self.rows[at]
        if not row.value:
            return Strip([Segment(fit(row.label, width), base + self._styles["heading"])])
        current = self.active and at == self.cursor
        if current:
            base += self._styles["cursor"]
        room = max(0, width - 3 - len(row.note))
        return Strip([
            Segment("▎ " if current else "  ", base + self._styles["bar"]),
            Segment(fit(row.label, room), base + self._styles["row"]),
            Segment(" " + row.note, base + self._styles["note"]),
        ]).adjust_cell_length(width, base)  # fmt: skip

    def _measure(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.rows))
        self._show_cursor()

    def _show_cursor(self) -> None:
        top = round(self.scroll_y)
        above = self.cursor - 1 if self.cursor and not self.rows[self.cursor - 1].value else self.cursor
        if above < top:
            top = above if above > 1 else 0
        elif self.cursor >= top + self.page:
            top = self.cursor - self.page + 1
        if top != round(self.scroll_y):
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self.refresh()
