"""What the filter says of a comment and why, and what a reader's correction would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from archive_tui.model.discussion import ArticleId, CommentId, Verdict

Label = Literal["spam", "ham"]
"""What a reader calls a comment."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that was noticed in a text."""

    name: str
    """Of the rule: "money pitch"."""
    sentence: str
    """What fired, with the words that fired it, for a person."""
    weight: float
    """What it adds to the score; negative if it speaks for the comment."""
    holds: float | None = None
    """The score from which on it holds a comment; None if it only helps."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A comment of the library that says nearly the same."""

    comment_id: CommentId
    article_id: ArticleId
    title: str
    """Of its article."""
    likeness: float
    """0.0 to 1.0."""
    label: Label
    """Its own verdict."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that a verdict rests on."""

    comment_id: CommentId
    verdict: Verdict
    filtered: Verdict
    """What the filter says, whoever has the last word."""
    signals: tuple[Signal, ...]
    """What fired, strongest first."""
    words: tuple[tuple[str, float], ...]
    """The words that weigh most, for spam (above 0) or against it, strongest first."""
    copies: tuple[Copy, ...]
    """Near-copies, most alike first."""
    score: float
    """What the text adds up to; see docs/spam.md for what is held."""
    learned: float
    """The part of the score that the reader's corrections add."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a correction changes in one article."""

    article_id: ArticleId
    title: str
    comments: int
    """Of the article."""
    hides: tuple[CommentId, ...]
    """Comments that become spam, those that were marked included."""
    shows: tuple[CommentId, ...]
    """Comments that are spam no more."""
    answered: int
    """How many of those it hides have a reply that stays."""
    hidden: int
    """Spam of the article afterwards."""

    @property
    def share(self) -> float:
        """Return the part of the article's comments that the correction hides, 0.0 to 1.0."""
        return len(self.hides) / self.comments if self.comments else 0.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a correction did, or would do."""

    label: Label | None
    """What was said of the comments; None if labels were taken back or put in."""
    ids: tuple[CommentId, ...]
    """The comments of which it was said."""
    before: tuple[tuple[CommentId, Label | None], ...]
    """What the reader had said of them before: what undoes it."""
    effects: tuple[Effect, ...]
    """By article, the largest first."""
    excessive: tuple[Effect, ...] = ()
    """Those that hide more of an article than should go unasked."""

    @property
    def hides(self) -> int:
        """Return how many comments become spam."""
        return sum(len(effect.hides) for effect in self.effects)

    @property
    def shows(self) -> int:
        """Return how many comments are spam no more."""
        return sum(len(effect.shows) for effect in self.effects)

    @property
    def answered(self) -> int:
        """Return how many of the comments that it hides have a reply that stays."""
        return sum(effect.answered for effect in self.effects)


@dataclass(frozen=True, slots=True)
class Held:
    """A comment that is held as spam, out of its thread."""

    comment_id: CommentId
    article_id: ArticleId
    title: str
    """Of its article."""
    number: str
    author: str | None
    text: str
    verdict: Verdict
    replies: int
    """In its subtree, itself not included."""
    cluster: int
    """The same for near-copies of each other: the id of the first of them."""


@dataclass(frozen=True, slots=True)
class JudgingProgress:
    """How far the filter has come."""

    done: int
    total: int
    """An estimate from above until it is done."""
    held: int
    """Found to be spam so far, in this run."""


@dataclass(frozen=True, slots=True)
class SharedLabel:
    """A reader's label as it is exported: named by keys that are the same in every library."""

    article: str
    comment: str
    label: Label
    text: str
    made: int
    """Seconds since 1970, UTC."""
