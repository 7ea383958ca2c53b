"""Which documents to rank, when more match than can be ranked.

Invariant: work is bounded by counts, not by a clock, so that the same question gets the same candidates; a clock or a
person can only end it early.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive_tui.storage import search_find
from archive_tui.storage.search_find import Find, StoppedError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

MANY = 5_000
"""Matches that are looked at, the newest first; beyond them, the words standing together are looked for too."""
CAP = 150
"""Documents that are ranked at most of one question."""
_BEST = CAP
"""Documents that the index's own rank proposes; it is the better judge, but has to read all about each word."""
_AFFORDABLE = 350_000
"""Documents that have one of the words, up to which the index's own rank is asked: some 8 ms."""
_PER_MATCH = 60
"""A document that matches costs as much there as so many that have one of the words."""
_CLOSE_CAP = 40
_CLOSE_REACH = 100_000
"""Ids looked through, newest first, for words that are frequent but stand together seldom."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Documents worth ranking."""

    ids: list[int]
    total: int
    """Documents that match, or a lower bound."""
    total_exact: bool


@dataclass(frozen=True, slots=True)
class Bounds:
    """The ids that documents can have."""

    least: int
    greatest: int


def gather(
    connection: sqlite3.Connection,
    find: Find,
    bounds: Bounds,
    *,
    occurrences: float,
    close: Sequence[str],
    stop: Callable[[], bool],
) -> Candidates:
    """Return the documents to rank: all, or the best by the index's rank, or the shortest and the closest.

    A document that has all words is the better the shorter it is, if nothing else is known of it. Stopped, it
    returns what was found until then.

    Args:
        connection: Reads the library.
        find: What must match.
        bounds: Of the ids.
        occurrences: Documents of all words together: what the index's own rank would have to read.
        close: Expressions for words that stand together, tried if too many match.
        stop: Asked while statements run.
    """
    ids = scan(connection, find, bounds, MANY, stop)
    total, whole = len(ids), len(ids) < MANY
    if total <= CAP or stop():
        return Candidates(ids[:CAP], total, whole and not stop())
    chosen: dict[int, None] = {}
    if whole and total * _PER_MATCH + occurrences <= _AFFORDABLE:
        with suppress(StoppedError), search_find.stoppable(connection, stop):
            return Candidates(search_find.best(connection, find, _BEST), total, total_exact=True)
    if not whole:
        near = Bounds(max(bounds.least, bounds.greatest - _CLOSE_REACH), bounds.greatest)
        for expression in close:
            together = Find(f"({find.match}) AND {expression}", find.where)
            chosen.update(dict.fromkeys(scan(connection, together, near, _CLOSE_CAP, stop)))
    chosen.update(dict.fromkeys(search_find.shortest(connection, ids, CAP - len(chosen))))
    return Candidates(list(chosen), total, whole)


def scan(
    connection: sqlite3.Connection, find: Find, bounds: Bounds, limit: int, stop: Callable[[], bool]
) -> list[int]:
    """Return the newest documents that match; those found until a stop.

    In one statement: the index looks on from one match to the next whatever the bounds, and would do so again for
    every window of ids.
    """
    with search_find.stoppable(connection, stop):
        found, _ = search_find.newest(
            connection, find, below=bounds.greatest + 1, above=bounds.least, limit=limit
        )
    return found
