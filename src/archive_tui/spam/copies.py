"""Near-copies: which runs of words a text is met by, and how alike two texts are.

The invariant: texts are compared in their plain form, so that disguises, case and sums make no difference; a text of
a few words is nobody's copy.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive_tui.spam.plain import Plain

FEWEST = 8
"""Words of a text that can be a copy of one that was called spam."""
REPEATED = 12
"""Words of a text that is held for being repeated."""
ALIKE = 0.80
"""From so much likeness on, two texts are copies."""
ALIKE_LABELLED = 0.82
"""The same where one was labelled by the reader."""
KEPT = 12
"""Runs of words that are kept of a text: those with the least numbers, which copies have in common."""
_RUN = 3
LONGEST = 2_000
"""Characters that are compared."""


def shingles(text: Plain) -> list[int]:
    """Return the runs of words that a text is met by, at most ``KEPT``; none for a short one."""
    words = text.words
    if len(words) < FEWEST:
        return []
    runs = {
        zlib.crc32(" ".join(words[start : start + _RUN]).encode()) for start in range(len(words) - _RUN + 1)
    }
    return sorted(runs)[:KEPT]


def likeness(one: str, other: str, least: float = ALIKE) -> float:
    """Return how alike two rows of words are, from 0.0 to 1.0; 0.0 if that is below ``least``."""
    return fuzz.ratio(one[:LONGEST], other[:LONGEST], score_cutoff=100 * least) / 100


def most_alike(row: str, others: Sequence[str], least: float) -> tuple[int, float] | None:
    """Return which of some rows is most like a row, and how much; None if none is alike enough."""
    best: tuple[int, float] | None = None
    for place, other in enumerate(others):
        alike = likeness(row, other, max(least, best[1] if best else 0.0))
        if alike > (best[1] if best else 0.0):
            best = place, alike
    return best
