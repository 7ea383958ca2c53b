"""Heights of the visible rows, summed in blocks: the sum of every block always equals the heights in it.

Plain lists in blocks of 512 beat a Fenwick tree and numpy here, because folding moves whole slices.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BLOCK = 512


class BlockHeights:
    """Rows of at least one line each, stacked from line 0."""

    def __init__(self, heights: Sequence[int] = ()) -> None:
        self._heights = list(heights)
        self._sums: list[int] = []
        self._starts: list[int] = [0]
        self._sum_from(0)

    def _sum_from(self, row: int) -> None:
        block = row // BLOCK
        heights = self._heights
        self._sums[block:] = [sum(heights[i : i + BLOCK]) for i in range(block * BLOCK, len(heights), BLOCK)]
        self._starts = list(accumulate(self._sums, initial=0))

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, row: int) -> int:
        return self._heights[row]

    @property
    def total(self) -> int:
        """Lines of all rows together."""
        return self._starts[-1]

    def top(self, row: int) -> int:
        """Return the first line of a row, or the total for the row past the last. O(block)."""
        block = min(row // BLOCK, len(self._starts) - 1)
        return self._starts[block] + sum(self._heights[block * BLOCK : row])

    def at(self, line: int) -> tuple[int, int]:
        """Return (row, line within the row) of a line, clamped to the first and the last.

        O(log rows + block).

        Raises:
            IndexError: There are no rows.
        """
        if not self._heights:
            raise IndexError("no rows")
        line = max(0, min(line, self.total - 1))
        block = bisect_right(self._starts, line) - 1
        within = line - self._starts[block]
        ends = list(accumulate(self._heights[block * BLOCK : (block + 1) * BLOCK]))
        row = bisect_right(ends, within)
        return block * BLOCK + row, within - (ends[row - 1] if row else 0)

    def splice(self, start: int, stop: int, heights: Sequence[int]) -> None:
        """Put ``heights`` in the place of the rows from ``start`` up to ``stop``."""
        self._heights[start:stop] = heights
        self._sum_from(start)

    def change(self, changes: Iterable[tuple[int, int]]) -> None:
        """Give rows other heights: (row, height) pairs."""
        touched = False
        for row, height in changes:
            difference = height - self._heights[row]
            if difference:
                self._heights[row] = height
                self._sums[row // BLOCK] += difference
                touched = True
        if touched:
            self._starts = list(accumulate(self._sums, initial=0))
