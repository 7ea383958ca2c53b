"""Find the topmost post above each of millions, with eight bytes for a post."""

from __future__ import annotations

import heapq
from array import array
from bisect import bisect_left

_RUN = 1 << 18
_BITS = 32
_MASK = (1 << _BITS) - 1
_REMEMBERED = 200_000


class Ancestry:
    """Who is the parent of whom, by numbers below 2³²."""

    def __init__(self) -> None:
        self._runs: list[array[int]] = []
        self._fresh = array("Q")
        self._links: array[int] | None = None
        self._known: dict[int, int] = {}

    def add(self, child: int, parent: int) -> None:
        """Note a parent; of two for one child the lower number counts."""
        if not (0 <= child <= _MASK and 0 <= parent <= _MASK):
            return
        self._fresh.append(child << _BITS | parent)
        if len(self._fresh) >= _RUN:
            self._runs.append(array("Q", sorted(self._fresh)))
            self._fresh = array("Q")

    def top(self, number: int) -> int:
        """Return the topmost ancestor, itself if it has no parent; of a ring of parents the lowest number in it.

        Nothing can be added afterwards. O(depth · log n).
        """
        links = self._sorted()
        path: list[int] = []
        above: set[int] = set()
        current = number
        while current not in self._known:
            if current in above:
                self._known[current] = min(path[path.index(current) :])
                break
            path.append(current)
            above.add(current)
            place = bisect_left(links, current << _BITS)
            if place == len(links) or links[place] >> _BITS != current:
                self._known[current] = current
                break
            current = links[place] & _MASK
        found = self._known[current]
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        self._known.update(dict.fromkeys(path, found))
        return found

    def _sorted(self) -> array[int]:
        if self._links is None:
            runs = [*self._runs, array("Q", sorted(self._fresh))]
            self._links = array("Q", heapq.merge(*runs))
            self._runs.clear()
        return self._links
