"""Figures and findings about a whole library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts over an article or over the whole library. Ghosts count nowhere but in ``ghosts``."""

    articles: int
    comments: int
    roots: int
    authors: int
    characters: int
    """Of the comments' texts."""
    spam: int
    deleted: int
    pingbacks: int
    ghosts: int
    missing: int
    """No longer in the source when it was last imported; kept."""
    unread: int
    max_depth: int
    library_bytes: int
    """Size of the library's file, whatever the scope."""
    first: datetime | None
    """The oldest date of a comment."""
    last: datetime | None
    busiest: tuple[tuple[str, int], ...]
    """Authors by number of comments, most first; at most twenty."""
    months: tuple[tuple[str, int], ...]
    """("2011-06", comments) in order of time; months without comments are left out."""
    depths: tuple[tuple[int, int], ...]
    """(depth, comments) from 1 on."""

    @property
    def spam_share(self) -> float:
        """Return spam as a part of all comments, 0.0 to 1.0."""
        return self.spam / self.comments if self.comments else 0.0


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check of the library found."""

    articles: int
    comments: int
    problems: tuple[str, ...]
    """One sentence each: what is wrong, and still is."""
    repaired: tuple[str, ...] = ()
    """One sentence each: what was wrong, and was rebuilt."""

    @property
    def ok(self) -> bool:
        """Return whether the library is whole now."""
        return not self.problems
