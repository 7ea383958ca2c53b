"""The orders a thread can be read in.

Each is a permutation of the stored positions, and every subtree of a threaded arrangement is one interval of
entries.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter
from threading import Lock
from typing import TYPE_CHECKING

from archive_tui.thread.outline import NO_DATE, NO_SCORE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from archive_tui.thread.outline import Outline

_LAST = 2**63
"""Sorts behind every date and score."""


class Order(StrEnum):
    """How siblings (or, in a flat arrangement, all comments) follow each other."""

    SOURCE = "source"
    """As in the source; the oldest first in a flat arrangement."""
    OLDEST = "oldest"
    NEWEST = "newest"
    REPLIES = "replies"
    """Most replies first, replies to replies counted."""
    SCORE = "score"
    """Best score first."""


@dataclass(frozen=True, slots=True, eq=False)
class Arrangement:
    """A thread laid out for reading: entry 0 is the article, every other entry a comment."""

    order: Order
    flat: bool
    stored: array[int]
    """('i') Stored position of every entry, -1 for the article."""
    entry: array[int]
    """('i') Entry of every stored position."""
    parent: array[int]
    """('i') Entry of the parent; 0 for a root (and for every comment if flat), -1 for the article."""
    depth: array[int]
    """('i') 0 for the article, 1 for a root (and for every comment if flat)."""
    size: array[int]
    """('i') Entries in the subtree, itself included; 1 for the article."""

    def __len__(self) -> int:
        return len(self.stored)

    @property
    def is_stored(self) -> bool:
        """Whether comments follow each other as they are stored."""
        return self.order is Order.SOURCE and not self.flat

    def by_entry(self, values: Sequence[int]) -> Sequence[int]:
        """Return values by stored position in the order of the entries; the article has none."""
        return values if self.is_stored else taker(self.stored[1:])(values)


def sort_keys(outline: Outline, order: Order) -> Sequence[int]:
    """Return a number for every stored position that sorts in this order.

    What has no date or score comes last.
    """
    match order:
        case Order.OLDEST:
            return [_LAST if at == NO_DATE else at for at in outline.created]
        case Order.NEWEST:
            return [_LAST if at == NO_DATE else -at for at in outline.created]
        case Order.REPLIES:
            return [-size for size in outline.size]
        case Order.SCORE:
            return [_LAST if score == NO_SCORE else -score for score in outline.score]
        case Order.SOURCE:
            return range(len(outline))


def flat_order(outline: Outline, order: Order) -> array[int]:
    """Return the stored positions of all comments in this order, equals as in the source. O(n log n)."""
    keys = sort_keys(outline, Order.OLDEST if order is Order.SOURCE else order)
    return array("i", sorted(range(len(outline)), key=keys.__getitem__))


def sibling_order(outline: Outline, order: Order) -> array[int]:
    """Return the stored positions in pre-order with siblings in this order, equals as in the source.

    O(n log n).
    """
    count = len(outline)
    if order is Order.SOURCE:
        return array("i", range(count))
    keys = sort_keys(outline, order)
    parent, size = outline.parent, outline.size
    taken = [0] * (count + 1)
    before = [0] * count
    for position in sorted(range(count), key=keys.__getitem__):
        above = parent[position]
        before[position] = taken[above]
        taken[above] += size[position]
    # A parent stands before its replies in the source's order, so its place is known when they are placed.
    place = [0] * count + [-1]
    placed = array("i", bytes(4 * count))
    for position, above in enumerate(parent):
        place[position] = here = place[above] + 1 + before[position]
        placed[here] = position
    return placed


def arrange(outline: Outline, order: Order = Order.SOURCE, *, flat: bool = False) -> Arrangement:
    """Lay a thread out. O(n) in the source's order, otherwise O(n log n)."""
    count = len(outline)
    if flat:
        return _arranged(outline, flat_order(outline, order), order, flat=True)
    if order is not Order.SOURCE:
        return _arranged(outline, sibling_order(outline, order), order, flat=False)
    ascending = array("i", range(-1, count + 1))
    return Arrangement(
        order=order,
        flat=False,
        stored=ascending[:-1],
        entry=ascending[2:],
        parent=array("i", [-1]) + array("i", map((1).__add__, outline.parent)),
        depth=array("i", [0]) + outline.depth,
        size=array("i", [1]) + outline.size,
    )


class Arrangements:
    """The arrangements of one thread, each made once: an outline does not change while it is read.

    Any thread may ask; one that asks for what another is just making waits for it.
    """

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self._made: dict[tuple[Order, bool], Arrangement] = {}
        self._making: dict[tuple[Order, bool], Lock] = defaultdict(Lock)

    def get(self, order: Order, *, flat: bool) -> Arrangement:
        """Return an arrangement: at once if it was made before, else see ``arrange``."""
        wanted = (order, flat)
        with self._making[wanted]:
            if wanted not in self._made:
                self._made[wanted] = arrange(self.outline, order, flat=flat)
            return self._made[wanted]


def _arranged(outline: Outline, permutation: array[int], order: Order, *, flat: bool) -> Arrangement:
    count = len(outline)
    entry = array("i", bytes(4 * count))
    for at, position in enumerate(permutation, start=1):
        entry[position] = at
    ones = array("i", [1]) * count
    if flat:
        parent = array("i", bytes(4 * count))
        depth, size = ones, ones
    else:
        take = taker(permutation)
        parent = array("i", [entry[position] if position >= 0 else 0 for position in take(outline.parent)])
        depth = array("i", take(outline.depth))
        size = array("i", take(outline.size))
    return Arrangement(
        order=order,
        flat=flat,
        stored=array("i", [-1]) + permutation,
        entry=entry,
        parent=array("i", [-1]) + parent,
        depth=array("i", [0]) + depth,
        size=array("i", [1]) + size,
    )


def taker(places: Sequence[int]) -> Callable[[Sequence[int]], Sequence[int]]:
    """Return a function that takes the values at these places from a sequence, at the speed of C."""
    if len(places) < 2:
        return lambda values: [values[place] for place in places]
    return itemgetter(*places)
