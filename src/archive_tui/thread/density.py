"""What lies where in a thread, squeezed into a few buckets: the map beside the scrollbar."""

from __future__ import annotations

from enum import IntFlag
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive_tui.thread.view import ThreadView


class Density(IntFlag):
    """What at least one entry of a bucket is."""

    UNREAD = 1
    STARRED = 2
    HIT = 4
    HIDDEN = 8
    NEW = 16
    PICKED = 32


def density(view: ThreadView, height: int) -> list[Density]:
    """Return what lies in each of ``height`` equal parts of the lines, folded entries at their fold's row.

    O(height · (log v + 512)) and memchr.
    """
    total = view.heights.total
    stop = view.bounds[1]
    kinds = (
        (Density.UNREAD, view.within_reach(view.wanted(view.unread))),
        (Density.STARRED, view.within_reach(view.starred)),
        (Density.HIT, view.within_reach(view.hit)),
        (Density.HIDDEN, view.hidden),
        (Density.NEW, view.within_reach(view.wanted(view.new))),
        (Density.PICKED, view.within_reach(view.picked)),
    )
    present = [(kind, flags) for kind, flags in kinds if 1 in flags]
    edges = [view.heights.at(part * total // height)[0] for part in range(height)]
    edges.append(len(view.rows))
    buckets = []
    for first, following in pairwise(edges):
        after = max(first + 1, following)
        start = view.rows[first]
        end = view.rows[after] if after < len(view.rows) else stop
        bucket = Density(0)
        for kind, flags in present:
            if flags.find(1, start, end) >= 0:
                bucket |= kind
        buckets.append(bucket)
    return buckets
