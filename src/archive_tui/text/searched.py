"""A comment's text while it is searched: its paragraphs and where its words begin.

The invariant: word n of the text is the n-th of its numbers.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from archive_tui.text.paragraphs import paragraphs
from archive_tui.text.phrases import word_starts

if TYPE_CHECKING:
    from collections.abc import Sequence


class SearchedText:
    """A comment's text with its words, while it is searched."""

    def __init__(self, text: str, numbers: Sequence[int], hashes: Sequence[int]) -> None:
        self.text = text
        self.numbers = numbers
        self.hashes = hashes
        self.paragraphs = paragraphs(text)
        self._starts = word_starts(text)

    def words_in(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of words that begin in a range of characters."""
        return bisect_left(self._starts, start), bisect_left(self._starts, end)

    def is_line(self, start: int, end: int) -> bool:
        """Return whether a range is all that stands on its lines."""
        before = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        after = self.text[end : self.text.find("\n", end) % (len(self.text) + 1)]
        return not before.strip() and not after.strip()
