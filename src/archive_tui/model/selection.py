"""What goes out: an article with the comments that were chosen, in an order in which they still read as a talk.

A selection holds all that a document needs and nothing that it must not have: what was left out is counted and not
there, a stub holds the beginning of its text and no more, and of spam that was left out not even the name is there.
An exporter needs no library and can give nothing away.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from archive_tui.model.discussion import Article, Comment


class Context(StrEnum):
    """How much of the talk around it a comment carries that was chosen."""

    NONE = "none"
    PARENT = "parent"
    """A stub of what it answers."""
    ANCESTORS = "ancestors"
    """Stubs of all that it answers, up to the root."""
    BRANCH = "branch"
    """All replies to it, whole, and the stubs of its ancestors."""


class SpamRule(StrEnum):
    """What becomes of spam."""

    HIDE = "hide"
    """It is left out and counted; where something that is shown answers it, an empty stub holds its place."""
    SHOW = "show"


class Role(StrEnum):
    """Why a comment is in a selection."""

    PICKED = "picked"
    """It was chosen for itself: a pick, or a hit of the search that is exported."""
    WHOLE = "whole"
    """It comes, whole, with what was chosen: a branch, or the whole article."""
    STUB = "stub"
    """Something that was chosen answers it: it has the beginning of its text; if spam is left out, nothing."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is special about one of the comments that were chosen."""

    context: Context | None = None
    """None: as the selection's rule says."""
    spam: bool = False
    """Whether it is wanted even if it is spam, and the rule leaves spam out."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """What the reader attached to a comment, or to the article itself."""

    note: str | None = None
    """Markdown, of several lines perhaps; never by a commenter."""
    tags: tuple[str, ...] = ()
    picked: bool = False
    starred: bool = False
    text: str | None = None
    """The comment's text when it was picked, where the source changed it since; it is what goes out."""
    author: str | None = None
    """The comment's author then, where ``text`` is given."""

    @property
    def changed(self) -> bool:
        """Return whether the source changed the text since it was picked."""
        return self.text is not None


@dataclass(frozen=True, slots=True)
class Quotation:
    """A part of a comment's text that repeats what somebody else wrote."""

    paragraph: int
    """Zero-based."""
    start: int
    """Characters of the text before it."""
    stop: int
    source: Literal["comment", "article"] | None
    """None if it is marked as a quotation, of something unknown."""
    number: str | None
    """Of the comment that is quoted."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A comment that goes out."""

    comment: Comment
    role: Role
    level: int
    """How deeply it is nested in the document: one more than its ancestors in it. At most its depth."""
    annotation: Annotation = field(default_factory=Annotation)
    quotes: tuple[Quotation, ...] = ()
    """Ascending; none in a stub."""
    parent_key: str | None = None
    """The key of what it answers, in the selection or not; None for a root."""
    now: Comment | None = None
    """As the library has it, where it goes out as it was picked, and the source changed it since."""
    spam_left_out: bool = False
    """Whether it is a stub that holds the place of spam, and nothing of it."""


@dataclass(frozen=True, slots=True)
class Omission:
    """Comments in a row that were left out, below the same comment that was not."""

    level: int
    """As if it were a comment."""
    comments: int
    """Without ghosts."""
    spam: int = 0
    """Of them."""
    ghosts: int = 0

    @property
    def total(self) -> int:
        """Return how many places of the thread it stands for."""
        return self.comments + self.ghosts


Entry = Chosen | Omission


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an article comes from, so that a document can say it."""

    source: str
    """Path of the file, as it was given."""
    format: str
    """The importer's name."""
    digest: str
    """SHA-256 of the file, hexadecimal; empty if it is not known."""
    imported: datetime
    program: str
    """Version of archive-tui."""


@dataclass(frozen=True, slots=True)
class Selection:
    """An article and what was chosen of its thread."""

    article: Article
    entries: tuple[Entry, ...]
    """In the order of the thread; an omission stands where the comments would."""
    provenance: Provenance
    annotation: Annotation = field(default_factory=Annotation)
    """The article's own."""
    whole: bool = True
    """Whether nothing was chosen, but all of it wanted."""
    context: Context = Context.ANCESTORS
    spam: SpamRule = SpamRule.HIDE
    order: str = "source"
    """How siblings follow each other: a value of ``thread.order.Order``."""

    def chosen(self) -> Iterator[Chosen]:
        """Yield the comments without the omissions."""
        for entry in self.entries:
            if isinstance(entry, Chosen):
                yield entry

    def omitted(self) -> Omission:
        """Return all that was left out, added up."""
        parts = [entry for entry in self.entries if isinstance(entry, Omission)]
        return Omission(
            0,
            sum(part.comments for part in parts),
            sum(part.spam for part in parts),
            sum(part.ghosts for part in parts),
        )
