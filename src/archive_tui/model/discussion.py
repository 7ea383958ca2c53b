"""The nouns of a discussion as the library holds it: articles, comments, and who quotes whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NewType

if TYPE_CHECKING:
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
    source_id: str | None = None
    """The source's own id."""
    picked: bool = False
    note: str | None = None
    """What the reader wrote to it, Markdown."""
    tags: tuple[str, ...] = ()
    hidden: bool = False
    """The reader hid it, for a reason of their own."""
    muted: bool = False
    """Its author is muted, or it is a pingback and those are hidden."""

    @property
    def out_of_sight(self) -> bool:
        """Return whether the comment is not shown unless somebody asks for it: spam, hidden or muted."""
        return self.verdict.label == "spam" or self.hidden or self.muted


@dataclass(frozen=True, slots=True)
class PrivateDetails:
    """What is private of a comment's author; kept only if somebody asked for it."""

    email: str | None
    ip: str | None


@dataclass(frozen=True, slots=True)
class CommentText:
    """What is painted of a comment, apart from its place."""

    author: str | None
    created: datetime | None
    text: str
    url: str | None


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
