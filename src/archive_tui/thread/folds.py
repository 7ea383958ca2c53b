"""Folding everywhere at once.

Each function returns the ``folded`` flags a view should take on, and changes nothing. The article is never
folded or unfolded by these: it is not a level of the thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive_tui.thread.order import Arrangement
    from archive_tui.thread.view import ThreadView


def _with_article(view: ThreadView, folded: bytearray) -> bytearray:
    folded[0] = view.folded[0]
    return folded


def fold_to_depth(view: ThreadView, depth: int) -> bytearray:
    """Fold what has replies from this depth on, and leaves just at it: each branch shows ``depth`` levels.

    Leaves further down keep their text, so that opening one branch shows it ready to read.
    """
    depths = view.arrangement.depth
    # Bytes made and combined at the speed of C: a loop over a hundred thousand would be felt.
    deep, level = _bits(map(depth.__le__, depths)), _bits(map(depth.__eq__, depths))
    answered = _bits(map((1).__lt__, view.arrangement.size))
    return _with_article(view, bytearray((deep & (answered | level)).to_bytes(len(view))))


def _bits(flags: Iterable[int]) -> int:
    return int.from_bytes(bytes(flags))


def fold_nothing(view: ThreadView) -> bytearray:
    """Unfold everything."""
    return _with_article(view, bytearray(len(view)))


def one_level_more(view: ThreadView) -> bytearray:
    """Unfold every visible folded entry: each branch shows one level more."""
    folded = view.folded[:]
    for entry in view.rows:
        if folded[entry]:
            folded[entry] = 0
    return _with_article(view, folded)


def one_level_less(view: ThreadView) -> bytearray:
    """Fold every visible open branch in which no other is open; if there is none, what else is open."""
    folded = view.folded[:]
    size = view.arrangement.size
    opened = bytearray(len(view))
    for entry in view.rows:
        if size[entry] > 1 and not folded[entry]:
            opened[entry] = 1
    if 1 in opened:
        entry = opened.find(1)
        while entry >= 0:
            if opened.find(1, entry + 1, entry + size[entry]) < 0:
                folded[entry] = 1
            entry = opened.find(1, entry + 1)
    else:
        for entry in view.rows:
            folded[entry] = 1
    return _with_article(view, folded)


def fold_all_but(view: ThreadView, kept: Iterable[int]) -> bytearray:
    """Fold every entry but these and their ancestors. O(n + kept), each ancestor looked at once."""
    folded = bytearray(b"\x01") * len(view)
    parent = view.arrangement.parent
    for entry in kept:
        above = entry
        while above > 0 and folded[above]:
            folded[above] = 0
            above = parent[above]
    return _with_article(view, folded)


def folded_above(arrangement: Arrangement, folded: bytearray, entries: Iterable[int]) -> list[int]:
    """Return the folded ancestors of some entries, each once. O(n + entries), each ancestor looked at once."""
    if 1 not in folded:
        return []
    parent = arrangement.parent
    seen = bytearray(len(folded))
    found = []
    for entry in entries:
        above = parent[entry]
        while above > 0 and not seen[above]:
            seen[above] = 1
            if folded[above]:
                found.append(above)
            above = parent[above]
    return found


def flagged(*flags: bytearray) -> list[int]:
    """Return the entries with any of these flags, ascending."""
    found: set[int] = set()
    for each in flags:
        entry = each.find(1)
        while entry >= 0:
            found.add(entry)
            entry = each.find(1, entry + 1)
    return sorted(found)
