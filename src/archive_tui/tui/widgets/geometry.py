"""Where the parts of an entry stand in a line: cursor bar, guides, mark, text.

However deep a comment is, its text keeps at least 32 cells (where the terminal has them) and at most 80.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import add, floordiv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive_tui.thread.order import Arrangement
    from archive_tui.thread.outline import Outline

INDENT = 2
"""Cells a level."""
MEASURE = 80
"""The widest a text gets, in cells."""
LEAST_MEASURE = 32
MARK = 2
"""Cells of the fold mark and the space behind it."""
BAR = 1
"""Cells of the bar at the current comment."""
COLUMN = BAR + 12 * INDENT + MARK + MEASURE + 1
"""The widest the thread gets; it stands in the middle of a wider terminal."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """The lines' layout at a width in cells."""

    width: int
    base: int = 0
    """Levels left out because the view is narrowed to a branch that deep."""

    @property
    def column(self) -> int:
        """Cells of the thread, margins left out."""
        return min(self.width, COLUMN)

    @property
    def margin(self) -> int:
        """Cells left of the thread."""
        return (self.width - self.column) // 2

    @property
    def levels(self) -> int:
        """Levels that are indented; deeper ones show their depth as a number."""
        room = self.column - BAR - MARK - 1 - LEAST_MEASURE
        return max(0, min(self.column // 3, room) // INDENT)

    def guides(self, depth: int) -> int:
        """Return the number of guides left of an entry at this depth."""
        return max(0, min(depth - 1 - self.base, self.levels))

    def is_capped(self, depth: int) -> bool:
        """Return whether an entry is deeper than its indentation says."""
        return depth - 1 - self.base > self.levels

    def measure(self, depth: int) -> int:
        """Return the cells a text has at this depth."""
        return max(2, min(MEASURE, self.column - BAR - INDENT * self.guides(depth) - MARK - 1))


def estimated_heights(
    outline: Outline, arrangement: Arrangement, geometry: Geometry, article: int
) -> list[int]:
    """Return the unfolded height of every entry from the lengths of the texts, ``article`` for the article's.

    Wrapping leaves about three cells of a line empty. O(n), without a text.
    """
    measures = [max(1, geometry.measure(depth) - 3) for depth in range(max(arrangement.depth) + 1)]
    chars, breaks = arrangement.by_entry(outline.chars), arrangement.by_entry(outline.breaks)
    # Maps of C functions take a third of the time of a comprehension; this runs whenever the terminal is resized.
    wrapped = map(floordiv, chars, map(measures.__getitem__, arrangement.depth[1:]))
    return [article, *map(add, wrapped, map((3).__add__, breaks))]
