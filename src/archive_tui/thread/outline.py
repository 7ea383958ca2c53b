"""The shape of a thread without its texts: one array per property, all in pre-order.

Opening a thread reads an outline alone; texts are fetched by position as they come near the screen.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from enum import IntFlag

NO_DATE = -(2**63)
"""``created`` of a comment without a date."""

NO_SCORE = -(2**31)
"""``score`` of a comment without one."""


class Flag(IntFlag):
    """What a comment is, in the bits of one byte."""

    SPAM = 1
    DELETED = 2
    GHOST = 4
    PINGBACK = 8
    MISSING = 16
    NEW = 32
    HIDDEN = 64
    """The reader hid it."""
    MUTED = 128
    """Its author is muted, or it is a pingback and those are hidden."""


NOISE = Flag.SPAM | Flag.HIDDEN | Flag.MUTED
"""What keeps a comment out of sight."""


IS_THERE = bytes(not bits & Flag.GHOST for bits in range(256))
"""By the bits of a comment's flags: 0 for a ghost, which is counted nowhere, else 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """A thread of n comments; every array has n entries, and position is the index into each."""

    ids: array[int]
    """('q') Comment ids."""
    parent: array[int]
    """('i') Position of the parent, -1 for a root."""
    depth: array[int]
    """('i') A root has 1."""
    size: array[int]
    """('i') Comments in the subtree, itself included."""
    rank: array[int]
    """('i') One-based place among its siblings."""
    chars: array[int]
    """('i') Characters of the text."""
    breaks: array[int]
    """('i') Line ends in the text."""
    author: array[int]
    """('i') Index into ``authors``, -1 where the author is unknown."""
    created: array[int]
    """('q') Seconds since 1970 in UTC, or ``NO_DATE``."""
    score: array[int]
    """('i') Votes, or ``NO_SCORE``."""
    flags: bytearray
    """``Flag`` bits."""
    authors: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.ids)

    def number(self, position: int) -> str:
        """Return the number as a reader counts, "3.2.1". O(depth)."""
        ranks: list[str] = []
        while position >= 0:
            ranks.append(str(self.rank[position]))
            position = self.parent[position]
        return ".".join(reversed(ranks))

    def find(self, number: str) -> int | None:
        """Return the position of the comment that a reader counts as ``number``, None if there is none.

        O(siblings on the way to it).
        """
        position, stop = 0, len(self)
        found = None
        for rank in number.split("."):
            if not (rank.isascii() and rank.isdigit() and len(rank) < 10):
                return None
            for _ in range(int(rank) - 1):
                if position >= stop:
                    return None
                position += self.size[position]
            if position >= stop or int(rank) < 1:
                return None
            found = position
            stop = position + self.size[position]
            position += 1
        return found


def empty_outline() -> Outline:
    """Return the outline of a thread without comments."""
    return Outline(
        ids=array("q"),
        parent=array("i"),
        depth=array("i"),
        size=array("i"),
        rank=array("i"),
        chars=array("i"),
        breaks=array("i"),
        author=array("i"),
        created=array("q"),
        score=array("i"),
        flags=bytearray(),
        authors=(),
    )
