"""A list of one-line rows: one widget however many there are, drawn line by line.

Every text is cleaned here once more, so nothing that came from outside reaches the terminal as anything but
text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from archive_tui.text.clean import clean_line
from archive_tui.tui.widgets.columns import GUTTER, fit
from archive_tui.tui.widgets.lines import LineList

if TYPE_CHECKING:
    from collections.abc import Callable

Cell = tuple[str, str, int]
"""A text, its look ("text", "meta" or "key") and the cells it takes; the cells of a row fill its width."""


class RowList(LineList, can_focus=False):
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
        self._cells = cells
        self._count = count

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._count

    def changed(self, count: int, cursor: int) -> None:
        """Draw the rows anew: so many there are now."""
        self._count = count
        self.cursor = max(0, min(cursor, count - 1))
        self._measure()
        self._moved()

    def _moved(self) -> None:
        self.post_message(self.Moved(self.cursor))

    def _open(self, row: int) -> None:
        self.post_message(self.Opened(row))

    def _draw_row(self, row: int, width: int) -> list[Strip]:
        current = row == self.cursor
        styles, ground = self._part_styles(), self._ground(current=current)
        segments = [self._bar(current=current)]
        segments += [
            Segment(fit(clean_line(text), cells), ground + styles[look])
            for text, look, cells in self._cells(row, max(0, width - GUTTER))
        ]
        return [Strip(segments).adjust_cell_length(width, ground)]
