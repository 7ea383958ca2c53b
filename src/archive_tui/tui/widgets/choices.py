"""A list to choose from, with headings and a number at the right end of a row; one widget however long it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from archive_tui.tui.widgets.columns import fit
from archive_tui.tui.widgets.lines import LineList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive_tui.tui.finding import Choice

_PARTS = ("heading", "row", "note", "cursor", "bar")


class ChoiceList(LineList, can_focus=False):
    """Rows of which one is current while the list has the keys. Rows without a value are passed over."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"choices--{part}" for part in _PARTS}
    DEFAULT_CSS = """
    ChoiceList {
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
        self.active = False
        """Whether the keys go here, so that the cursor is shown."""

    @property
    def current(self) -> Choice | None:
        """The row under the cursor."""
        chosen = self.rows[self.cursor] if self.cursor < len(self.rows) else None
        return chosen if chosen is not None and chosen.value else None

    @property
    def count(self) -> int:
        """How many rows there are, headings included."""
        return len(self.rows)

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
        self.move_to(possible[max(0, min(now + count, len(possible) - 1))])

    def move_to(self, row: int) -> None:
        """Make a row current if it can be chosen."""
        if 0 <= row < len(self.rows) and self.rows[row].value:
            self.cursor = row
            self._show_cursor()

    def _row_clicked(self, row: int, *, twice: bool) -> None:  # noqa: ARG002 - the first click chooses
        """Choose the row."""
        if self.rows[row].value:
            self.move_to(row)
            self.post_message(self.Chosen(self.rows[row]))

    def _draw_row(self, row: int, width: int) -> list[Strip]:
        choice, styles = self.rows[row], self._part_styles()
        if not choice.value:
            return [Strip([Segment(fit(choice.label, width), styles["base"] + styles["heading"])])]
        current = self.active and row == self.cursor
        ground = self._ground(current=current)
        room = max(0, width - 3 - len(choice.note))
        segments = [
            self._bar(current=current),
            Segment(fit(choice.label, room), ground + styles["row"]),
            Segment(" " + choice.note, ground + styles["note"]),
        ]
        return [Strip(segments).adjust_cell_length(width, ground)]

    def _top_for(self, top: int) -> int:
        """Show the heading above the current row too when the list goes up to it."""
        above = self.cursor - 1 if self.cursor and not self.rows[self.cursor - 1].value else self.cursor
        if above < top:
            return above if above > 1 else 0
        return super()._top_for(top)
