"""What a reader does not want to see besides spam: single comments, all by an author, pingbacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive_tui.model.discussion import Kind

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Mutes:
    """What is hidden in every article of the library."""

    authors: frozenset[str]
    """Names, exactly as comments have them."""
    pingbacks: bool
    """Whether pingbacks are hidden."""

    def cover(self, author: str | None, kind: Kind | str) -> bool:
        """Return whether a comment by this author, and of this kind, is hidden."""
        return author in self.authors or (self.pingbacks and kind == Kind.PINGBACK)


@dataclass(frozen=True, slots=True)
class AuthorShare:
    """How much of the library an author wrote: what muting hides."""

    name: str
    comments: int
    articles: int
    answered: int
    """Comments with a reply by somebody else, which stays."""
    muted: datetime | None = None
    """Since when the author is muted; None if not."""
