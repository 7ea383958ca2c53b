"""Which documents to rank, when more match than can be ranked.

Invariant: work is bounded by counts, not by a clock, so that the same question gets the same candidates; a clock or a
person can only end it early.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive_tui.storage import search_find
from archive_tui.storage.search_find import Find

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

MANY = 8_000
"""Matches from which on they are not sorted by the index's own rank any more."""
CAP = 300
"""Documents that are ranked at most: corrections bring in much that ranking has to sort out."""
EXACT_CAP = 100
"""The same for what was typed, where the index's own rank is good."""
_SORTED_CAP = 150
_CLOSE_CAP = 40
_WINDOW = 65_536
"""Ids looked through in the first statement; each after it looks through twice as many."""
_CLOSE_REACH = 400_000
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
    cap: int,
    *,
    by_rank: bool,
    close: Sequence[str],
    stop: Callable[[], bool],
) -> Candidates:
    """Return the documents to rank: all, or the best by the index's rank, or the newest and the closest.

    Args:
        connection: Reads the library.
        find: What must match.
        bounds: Of the ids.
        cap: So many are ranked; up to so many matches, all of them.
        by_rank: Sort by the index's rank what are too many; costly with many variants.
        close: Expressions for words that stand together, tried if too many match.
        stop: Asked between statements.
    """
    ids = scan(connection, find, bounds, MANY, stop)
    if len(ids) < MANY:
        if len(ids) <= cap:
            return Candidates(ids, len(ids), not stop())
        if not by_rank:
            return Candidates(ids[: _SORTED_CAP // 2], len(ids), total_exact=True)
        ranked = search_find.best(connection, find, min(cap, _SORTED_CAP))
        return Candidates(ranked, len(ids), total_exact=True)
    chosen = dict.fromkeys(ids[: min(cap, _SORTED_CAP) // (2 if close else 1)])
    near = Bounds(max(bounds.least, bounds.greatest - _CLOSE_REACH), bounds.greatest)
    for expression in close:
        if stop():
            break
        together = Find(f"({find.match}) AND {expression}", find.where)
        chosen.update(dict.fromkeys(scan(connection, together, near, _CLOSE_CAP, stop)))
    return Candidates(list(chosen), len(ids), total_exact=False)


def scan(
    connection: sqlite3.Connection, find: Find, bounds: Bounds, limit: int, stop: Callable[[], bool]
) -> list[int]:
    """Return the newest documents that match, in windows, so that a stop is heard between them."""
    found: list[int] = []
    below, window = bounds.greatest + 1, _WINDOW
    while below > bounds.least and len(found) < limit and not stop():
        above = max(below - window, bounds.least)
        if above <= 0 < below:
            above = bounds.least  # the few articles go with the last comments
        found += search_find.newest(connection, find, below=below, above=above, limit=limit - len(found))
        below, window = above, window * 2
    return found
