"""Find where a run of words was said before, in the ancestors first.

The invariant: a text is looked up before it is added, so nothing is found in itself or in what comes after
it; what a look-up costs does not depend on how many texts there are, nor on how deep the thread is.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHINGLE = 4
"""Words in a row that are looked up together."""

_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}]{{1,32}}")
"""A character of a script without spaces counts as a word; so does a piece of a very long word."""

_MOST_WORDS = 1 << 20
"""Words of one text that are looked at."""

_NEAREST = 3
"""Ancestors with the same shingle that are considered, beside the farthest."""

_EARLIEST = 2
"""Other earlier texts with the same shingle that are considered."""


def weight(word: str) -> int:
    """Return how much it says that two texts share the word: short words are everywhere."""
    if word[0] < "\u0590":
        return min(max(len(word) - 3, 0), 7)
    return min(2 * len(word), 8)


class Words:
    """The words of all texts as numbers, text after text in one array."""

    def __init__(self, texts: Iterable[str]) -> None:
        numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self._numbers = array("i")
        self._starts = array("q", [0])
        for text in texts:
            self._numbers.extend(map(numbers.__getitem__, words_of(text)[:_MOST_WORDS]))
            self._starts.append(len(self._numbers))
        self.words = tuple(numbers)
        self.weights = array("b", map(weight, self.words))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def total(self) -> int:
        """Return the number of words in all texts together."""
        return len(self._numbers)

    def of(self, text: int) -> array[int]:
        """Return the words of one text."""
        return self._numbers[self._starts[text] : self._starts[text + 1]]

    def part(self, text: int, first: int, last: int) -> array[int]:
        """Return some of the words of one text; what lies outside it is left out. O(last - first)."""
        start, end = self._starts[text], self._starts[text + 1]
        return self._numbers[max(start + first, start) : max(min(start + last, end), start)]

    def joined(self, numbers: Sequence[int]) -> str:
        """Return the words with single spaces between them."""
        return " ".join([self.words[number] for number in numbers])


def words_of(text: str) -> list[str]:
    """Return the words of a text, in the form in which they are compared."""
    return _WORD.findall(text.casefold())


def word_starts(text: str) -> list[int]:
    """Return where the words of a text begin: as many as ``Words`` has of it."""
    folded = text.casefold()
    starts = [word.start() for word in _WORD.finditer(folded)][:_MOST_WORDS]
    if len(folded) == len(text):
        return starts
    origin = [index for index, character in enumerate(text) for _ in character.casefold()]
    return [origin[start] for start in starts]


def shingles(numbers: Sequence[int]) -> list[int]:
    """Return a hash of every ``SHINGLE`` words in a row, by the place of the first."""
    return list(map(hash, zip(*(numbers[first:] for first in range(SHINGLE)), strict=False)))


def repeated_shingles(words: Words) -> set[int]:
    """Return the shingles that occur twice or more, and a few others: only they need an index. O(words)."""
    slots = 1 << min(max((4 * words.total()).bit_length(), 10), 27)
    seen = bytearray(slots)
    repeated: set[int] = set()
    for text in range(len(words)):
        for shingle in shingles(words.of(text)):
            slot = shingle & (slots - 1)
            if seen[slot]:
                repeated.add(shingle)
            else:
                seen[slot] = 1
    return repeated


class PhraseIndex:
    """Where each shingle occurred in the texts added so far.

    Texts are numbered in pre-order, the root of all being 0, and added in that order.
    """

    def __init__(self, last: Sequence[int], repeated: set[int]) -> None:
        """Begin with no text.

        Args:
            last: for every text, the last text of its subtree.
            repeated: the shingles to remember.
        """
        self._last = last
        self._repeated = repeated
        self._open: dict[int, list[int]] = {}
        """For every shingle the stack of its occurrences on the path, and off it while unnoticed."""
        self._closed: dict[int, tuple[int, ...]] = {}
        self.work = 0
        """Occurrences looked at so far: what the search costs."""

    def add(self, text: int, hashes: Sequence[int]) -> None:
        """Remember the first occurrence of every shingle of the text."""
        for place, shingle in enumerate(hashes):
            if shingle in self._repeated:
                stack = self._path(shingle, text)
                if not stack or stack[-1] // _MOST_WORDS != text:
                    stack.append(text * _MOST_WORDS + place)

    def find(self, text: int, shingle: int) -> list[tuple[int, int]]:
        """Return (text, place) of the nearest ancestors, the farthest, and the earliest others."""
        if shingle not in self._open:
            return []
        stack = self._path(shingle, text)
        found = stack[-1 : -_NEAREST - 1 : -1]
        if len(stack) > _NEAREST:
            found.append(stack[0])
        found.extend(self._closed.get(shingle, ()))
        self.work += len(found)
        return [divmod(occurrence, _MOST_WORDS) for occurrence in found]

    def knows_any(self, hashes: Sequence[int]) -> bool:
        """Say whether a text added so far has one of the shingles."""
        return not self._open.keys().isdisjoint(hashes)

    def _path(self, shingle: int, text: int) -> list[int]:
        """Return the shingle's occurrences in ancestors of the text, or in itself. O(1), amortised.

        What lies below an ancestor on the stack is an ancestor of it: only the top can be off the path.
        """
        stack = self._open.setdefault(shingle, [])
        while stack and self._last[stack[-1] // _MOST_WORDS] < text:
            occurrence = stack.pop()
            self.work += 1
            closed = self._closed.get(shingle, ())
            if len(closed) < _EARLIEST or occurrence < closed[-1]:
                self._closed[shingle] = tuple(sorted((*closed, occurrence))[:_EARLIEST])
        return stack
