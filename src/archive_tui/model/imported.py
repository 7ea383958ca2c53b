"""What comes from outside, and the account of how it came."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from archive_tui.model.discussion import Kind, State

if TYPE_CHECKING:
    from datetime import datetime

    from archive_tui.model.discussion import ArticleId, PageNote, Verdict
    from archive_tui.model.selection import Annotation


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
    source_id: str | None = None
    """The source's own id of the article, where a part of its thread may have it for a comment: see ``realm``."""
    annotation: Annotation | None = None
    """What a reader attached, where the source was another library; it is added to what is there."""


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
    email: str | None = None
    """Private: it goes no further than the gate (``importers.cleaned``), unless somebody asked to keep it."""
    ip: str | None = None
    """Private, too."""
    key: str | None = None
    """The key that it has in another library, where the source was one; ``ref`` is the same then."""
    missing: bool = False
    """That other library no longer found it in its own source."""
    annotation: Annotation | None = None
    """What a reader attached there; it is added to what is there already."""


@dataclass(frozen=True, slots=True)
class ImportedThread:
    """One article with all its comments, siblings in the order of the source."""

    article: ImportedArticle
    comments: tuple[ImportedComment, ...]
    skipped: tuple[Skipped, ...] = ()
    partial: bool = False
    """The source may hold a part of the thread alone (a month of a list): what is not in it is not missing.

    Its comments need a ``source_id`` that equals their ``ref``. They stand in order of time, siblings by their dates,
    so that the tree is the same in whatever parts and order it comes. An article without body and date is one that this
    part knows by name alone: it adds what the library lacks, and takes nothing away.
    """
    ordered: bool = False
    """Of a partial thread: siblings stand in the order of the whole, and the comments need no ``source_id``."""
    realm: str | None = None
    """Names the space in which the ids of articles and comments are unique beyond this thread ("mail").

    A part that knows only the parent of its comments then takes that parent for the article (``source_id``); it joins
    the thread that has this comment, whichever of them comes first.
    """


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
    container: str | None = None
    """The kind of a container ("zip") whose members have reports of their own: this one says what was left of it."""


@dataclass(frozen=True, slots=True)
class ImportRun:
    """One time that somebody imported something, as the library remembers it."""

    id: int
    started: datetime
    seconds: float | None
    """None if it is running, or was broken off."""
    paths: tuple[str, ...]
    """As they were given."""
    sources: int
    """Those that have a report: all but the unchanged ones."""
    failed: int
    unchanged: int
    """Sources that were as they had been."""
    articles: int
    comments: int
    new: int
    skipped: int


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
class Format:
    """A format that the program can read or write, now that its plugins are installed."""

    name: str
    description: str
    direction: Literal["import", "export"] = "import"
