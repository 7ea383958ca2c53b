"""Where a reader can go from an entry.

Every function returns an entry that would be a row if nothing were folded, or None; ``parent`` and ``root``
alone may leave the narrowed branch or the filter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

    from archive_tui.thread.view import ThreadView


def sibling(view: ThreadView, entry: int, step: int) -> int | None:
    """Return the next (step 1) or previous (step -1) sibling.

    Comments alone are siblings. O(siblings skipped).
    """
    if entry == 0:
        return None
    parent, size = view.arrangement.parent, view.arrangement.size
    start, stop = view.bounds
    above = parent[entry]
    if entry == start:
        return None
    if step > 0:
        end = min(stop, above + size[above]) if above else stop
        other = entry + size[entry]
        while other < end:
            if view.is_reachable(other):
                return other
            other += size[other]
        return None
    other = entry - 1
    while other > above:
        while parent[other] != above:
            other = parent[other]
        if view.is_reachable(other):
            return other
        other -= 1
    return None


def parent(view: ThreadView, entry: int) -> int | None:
    """Return the parent, None for a root and the article; true to the thread in a flat arrangement too."""
    stored = view.arrangement.stored[entry]
    if stored < 0 or view.outline.parent[stored] < 0:
        return None
    return view.arrangement.entry[view.outline.parent[stored]]


def root(view: ThreadView, entry: int) -> int:
    """Return the root of the branch that an entry is in, itself if it is a root or the article. O(depth)."""
    stored = view.arrangement.stored[entry]
    if stored < 0:
        return entry
    while view.outline.parent[stored] >= 0:
        stored = view.outline.parent[stored]
    return view.arrangement.entry[stored]


def top_level(view: ThreadView, entry: int, step: int) -> int | None:
    """Return the next root, or the previous; going back from within a branch, its own root comes first."""
    start, stop = view.bounds
    if view.narrowed is not None and not view.arrangement.flat:
        return start if step < 0 and entry != start else None
    size = view.arrangement.size
    if step > 0:
        other = entry
        while view.arrangement.parent[other] > 0:
            other = view.arrangement.parent[other]
        other += size[other]
        while other < stop:
            if view.is_reachable(other):
                return other
            other += size[other]
        return None
    own = entry
    while view.arrangement.parent[own] > 0:
        own = view.arrangement.parent[own]
    if own != entry and view.is_reachable(own):
        return own
    return sibling(view, own, -1)


def first_reply(view: ThreadView, entry: int) -> int | None:
    """Return the first reply that is not hidden away; None in a flat arrangement."""
    size = view.arrangement.size
    other, end = entry + 1, entry + size[entry]
    while other < end:
        if view.is_reachable(other):
            return other
        other += size[other]
    return None


def flagged(view: ThreadView, flags: bytearray, entry: int, step: int) -> int | None:
    """Return the next or previous entry with the flag, folded or not, stubs left out; no wrapping.

    Uses memchr.
    """
    start, stop = view.bounds
    other = entry
    while True:
        if step > 0:
            other = flags.find(1, max(other + 1, start), stop)
        else:
            other = flags.rfind(1, start, max(start, min(other, stop)))
        if other < 0:
            return None
        if view.is_reachable(other) and not view.is_stub(other):
            return other


def by_authors(view: ThreadView, authors: Container[int], entry: int, step: int) -> int | None:
    """Return the next or previous comment by one of these authors, folded or not, stubs left out; no wrapping."""
    author, stored = view.outline.author, view.arrangement.stored
    start, stop = view.bounds
    entries = range(max(entry + 1, start), stop) if step > 0 else range(entry - 1, max(start, 1) - 1, -1)
    for other in entries:
        if (
            other > 0
            and author[stored[other]] in authors
            and view.is_reachable(other)
            and not view.is_stub(other)
        ):
            return other
    return None
