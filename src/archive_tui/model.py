r"""The nouns of the program: immutable values, no behaviour beyond themselves.

Three names for three directions of one thing: what comes from outside is ``Imported…``, what the library holds is
``Article`` and ``Comment``, what goes out will be a ``Selection``. Times are aware and in UTC. Texts are cleaned
(see ``archive_tui.text``): plain, ``\\n`` line ends, a blank line between paragraphs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NewType

if TYPE_CHECKING:
    from array import array
    from datetime import datetime

ArticleId = NewType("ArticleId", int)
CommentId = NewType("CommentId", int)


class State(StrEnum):
    """What is left of a comment."""

    NORMAL = "normal"
    DELETED = "deleted"
    """Its text was removed at the source; its place was kept there."""
    GHOST = "ghost"
    """Never seen: known only because a reply stands below it."""


class Kind(StrEnum):
    """What a comment is."""

    COMMENT = "comment"
    PINGBACK = "pingback"
    """A pingback or trackback: another page's link to the article."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a comment is spam, who says so, and why."""

    label: Literal["spam", "ham"] = "ham"
    score: float = 0.0
    """0.0 (surely not spam) to 1.0 (surely spam)."""
    by: Literal["filter", "reader", "source"] = "filter"
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageNote:
    """A part of the page that belongs neither to the body nor to a comment."""

    kind: Literal["next", "editor", "policy", "heading", "footer"]
    text: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A part of a source that was not taken in, or could not be placed as the source meant it."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """An article as an importer found it."""

    key: str
    """Stable: the same page imported again, from another file or on another machine, has the same key."""
    title: str
    section: str | None = None
    """The kicker: the rubric above the title."""
    dek: str | None = None
    """The standfirst below the title."""
    author: str | None = None
    published: datetime | None = None
    url: str | None = None
    body: str = ""
    notes: tuple[PageNote, ...] = ()
    declared: int | None = None
    """How many comments the source itself says it has."""


@dataclass(frozen=True, slots=True)
class ImportedComment:
    """A comment as an importer found it."""

    ref: str
    """Names the comment within its thread; what ``parent`` of a reply refers to."""
    parent: str | None = None
    """The parent's ``ref``; None for a root. It may come later, or never."""
    source_id: str | None = None
    """The source's own id, unique in the article and the same in every export of it; None where there is none."""
    author: str | None = None
    created: datetime | None = None
    score: int | None = None
    text: str = ""
    url: str | None = None
    """The comment's permalink."""
    state: State = State.NORMAL
    kind: Kind = Kind.COMMENT
    verdict: Verdict | None = None
    """The source's own verdict, where it has one."""


@dataclass(frozen=True, slots=True)
class ImportedThread:
    """One article with all its comments, siblings in the order of the source."""

    article: ImportedArticle
    comments: tuple[ImportedComment, ...]
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """An article without its texts: what a list of articles shows."""

    id: ArticleId
    key: str
    title: str
    section: str | None
    author: str | None
    published: datetime | None
    imported: datetime
    source: str
    """Where it was imported from: a path, as it was given."""
    format: str
    """The importer's name."""
    comments: int
    spam: int
    max_depth: int
    picked: int
    unread: int
    new: int = 0
    """Came with the last re-import, and not dismissed yet."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article in the library."""

    summary: ArticleSummary
    dek: str | None
    url: str | None
    body: str
    notes: tuple[PageNote, ...]
    declared: int | None


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in the library, at its place in the thread."""

    id: CommentId
    key: str
    article_id: ArticleId
    parent_id: CommentId | None
    position: int
    """Zero-based place in pre-order."""
    size: int
    """Comments in its subtree, itself included."""
    depth: int
    """A root has 1."""
    number: str
    """As a reader counts: "3.2.1"."""
    author: str | None
    created: datetime | None
    score: int | None
    text: str
    url: str | None
    state: State
    kind: Kind
    verdict: Verdict
    missing: bool
    """No longer in the source when the article was last imported."""
    read: bool
    new: bool = False
    """Came with the last re-import, and not dismissed yet."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What one source gave: the honest account of an import."""

    source: str
    format: str | None
    """The importer's name; None if the source was refused."""
    articles: int = 0
    comments: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    missing: int = 0
    """In the library, no longer in the source; kept."""
    ghosts: int = 0
    declared: int | None = None
    skipped: tuple[Skipped, ...] = ()
    seconds: float = 0.0
    error: str | None = None
    """The sentence that says why nothing was imported; None if something was."""
    article_ids: tuple[ArticleId, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import has come, over all of its sources."""

    source: str
    """The source that is being read."""
    done: int
    """Bytes read; within a source an estimate, at its end exact."""
    total: int
    """Bytes of all sources."""
    articles: int
    comments: int


@dataclass(frozen=True, slots=True)
class CommentText:
    """What is painted of a comment, apart from its place."""

    author: str | None
    created: datetime | None
    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stopped reading."""

    comment_id: CommentId
    """0 stands for the article itself."""
    line: int
    """Lines of that comment above the top of the screen."""
    narrowed: CommentId | None = None
    """The branch that the view was narrowed to."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What somebody did to an article by reading it. Comment id 0 stands for the article itself."""

    read: array[int]
    """('q') Ids of comments that were read, ascending."""
    folded: array[int]
    """('q') Ids of comments that are folded, ascending."""
    starred: array[int]
    """('q') Ids of comments that have a star, ascending."""
    place: Place | None


Mark = Literal["read", "star", "new"]
"""What a reader can set and clear on a comment, and undo."""


@dataclass(frozen=True, slots=True)
class Change:
    """A mark that was set or cleared on some comments."""

    article_id: ArticleId
    mark: Mark
    ids: tuple[CommentId, ...]
    """Those whose mark did change; 0 stands for the article itself."""
    value: bool
    """Set or cleared."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A part of a comment that repeats what somebody else wrote."""

    comment_id: CommentId
    """The comment that quotes."""
    paragraph: int
    """Zero-based."""
    start: int
    """Characters of the comment's text before the quotation."""
    stop: int
    source: Literal["comment", "article"] | None
    """What is quoted; None if it is marked as a quotation, of something unknown."""
    source_id: CommentId | None
    """The comment that is quoted."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A comment out of its thread: what a list of one author's comments shows."""

    comment_id: CommentId
    article_id: ArticleId
    title: str
    """Of the article."""
    created: datetime | None
    text: str
    """Its beginning."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format that the program can read, now that its plugins are installed."""

    name: str
    description: str
    direction: Literal["import"] = "import"


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
