"""What a paragraph and one possible source of it have in common.

The invariant: places are word places in the comment, shifts lead from there into the source; an overlap is
made of whole shingles, so a word that both happen to use does not count.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

from archive_tui.text.phrases import SHINGLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CHUNK = 48
"""Words compared at once: bounds the cost of comparing, which is quadratic."""


class Overlap:
    """The shingles that a paragraph shares with a text."""

    def __init__(
        self, text: int, matches: Sequence[tuple[int, int]], first: int, last: int, *, ancestor: bool
    ) -> None:
        """Count what is common. O(words of the paragraph).

        Args:
            text: number of the text that the paragraph may come from; 0 is the article.
            matches: (place in the comment, place in the source) of every common shingle, ascending.
            first: the paragraph's first word.
            last: the word behind its last.
            ancestor: whether the text is the article or an ancestor.
        """
        self.text = text
        self.ancestor = ancestor
        self._matches = matches
        self._first = first
        common = bytearray(last - first)
        for place, _ in matches:
            common[place - first : place - first + SHINGLE] = b"\1" * SHINGLE
        self._before = [0, *accumulate(common)]

    def share(self, first: int, last: int) -> float:
        """Return the share of the words that are common."""
        return (self._before[last - self._first] - self._before[first - self._first]) / max(last - first, 1)

    def pieces(self, first: int, last: int) -> Iterator[tuple[int, int, int]]:
        """Yield (first word, behind the last, shift) of pieces that stand in the source in one run.

        Together they are all the words, those that differ included; nothing if no shingle is common. None is
        longer than ``CHUNK``.
        """
        begin = first
        shift: int | None = None
        start = bisect_left(self._matches, (first - SHINGLE + 1, 0))
        for place, there in self._matches[start : bisect_left(self._matches, (last, 0))]:
            if shift is None:
                shift = there - place
            elif there - place != shift:
                yield begin, place, shift
                begin, shift = place, there - place
            while place - begin >= CHUNK:
                yield begin, begin + CHUNK, shift
                begin += CHUNK
        if shift is not None:
            for begins in range(begin, last, CHUNK):
                yield begins, min(begins + CHUNK, last), shift
