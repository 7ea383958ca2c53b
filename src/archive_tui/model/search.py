"""What a search found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from array import array
    from datetime import datetime

    from archive_tui.model.discussion import ArticleId, CommentId


@dataclass(frozen=True, slots=True)
class IndexProgress:
    """How far indexing has come."""

    done: int
    """Documents: comments and articles."""
    total: int


@dataclass(frozen=True, slots=True)
class Match:
    """A word of the query and what it met in a hit."""

    term: str
    """As the query has it, folded."""
    matched: str
    """As the hit has it, folded."""
    distance: int
    """Slips between them: letters too many, too few, changed or swapped; 0 is exact."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A comment, or an article, that a search found."""

    id: CommentId
    """0 for the article itself."""
    article_id: ArticleId
    position: int
    """Stored position in the thread; -1 for the article itself."""
    number: str
    """"3.2.1"; empty for the article itself."""
    title: str
    """The article's."""
    author: str | None
    created: datetime | None
    score: float
    """How well it matches, to be compared within one answer only."""
    snippet: str
    """One line around the match, "…" where it was cut."""
    spans: tuple[tuple[int, int], ...]
    """Where the matches are in the snippet: first character, first after; ascending, apart."""
    matches: tuple[Match, ...]
    exact: bool
    """Whether every word of the query is there as typed, but for those that nearly all comments have."""
    spam: bool
    hidden: bool = False
    """The reader hid it, or muted its author."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What was found in place of a word of the query."""

    term: str
    replacements: tuple[str, ...]
    """Most used first."""

    def __str__(self) -> str:
        return f"{self.term} → {', '.join(self.replacements)}"


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What a search found."""

    hits: tuple[Hit, ...]
    """Best first; every exact one before every corrected one."""
    corrections: tuple[Correction, ...] = ()
    """What the hits that are not exact rest on."""
    total: int = 0
    """How many documents match, or a lower bound."""
    total_exact: bool = True
    complete: bool = True
    """False if time ran out, or the search was cancelled: searched again without ``typing`` it may say more."""
    behind: int = 0
    """Documents that are not indexed yet."""
    relaxed: bool = False
    """Nothing has all of the words, so the hits have all but one."""


@dataclass(frozen=True, slots=True)
class ThreadHits:
    """What a search found in one thread, and what to highlight there."""

    positions: array[int]
    """('i') Stored positions, ascending."""
    words: tuple[str, ...] = ()
    """Folded, ``*`` behind one that may go on; those of a phrase with a blank between them."""
    literals: tuple[str, ...] = ()
    """Folded strings that may begin and end anywhere."""
    corrections: tuple[Correction, ...] = ()
    """What the hits rest on, if they are not exact."""


@dataclass(frozen=True, slots=True)
class Facets:
    """How the hits of a query are spread; most first."""

    articles: tuple[tuple[ArticleId, str, int], ...]
    """(id, title, hits)."""
    authors: tuple[tuple[str, int], ...]
    years: tuple[tuple[int, int], ...]
    counted: int
    """Hits that were counted."""
    complete: bool
    """False if there are more hits than were counted, the newest."""
