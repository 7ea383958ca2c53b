"""What a reader takes out of a thread: the comments that were picked, and how they go out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive_tui.model.selection import Context, SpamRule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archive_tui.model.discussion import ArticleId, Comment, CommentId
    from archive_tui.model.selection import Annotation, Choice


@dataclass(frozen=True, slots=True)
class Rules:
    """How the picks of an article go out."""

    context: Context = Context.ANCESTORS
    """What comes with a pick that does not say it itself."""
    spam: SpamRule = SpamRule.HIDE
    order: str = "source"
    """How siblings follow each other: a value of ``thread.order.Order``."""
    body: bool = True
    """Whether the article's text goes out, too."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A comment that was picked, and what it was then."""

    comment: Comment
    """As the library has it now."""
    context: Context | None
    """None: as the rules say."""
    author: str | None
    """When it was picked; it goes out under this name."""
    text: str
    """When it was picked; this is what goes out."""

    @property
    def changed(self) -> bool:
        """Return whether the source changed it since."""
        return (self.author, self.text) != (self.comment.author, self.comment.text)


@dataclass(frozen=True, slots=True)
class Scope:
    """What of an article is to go out."""

    article_id: ArticleId
    choices: Mapping[CommentId, Choice] | None = None
    """The comments that were chosen, and what is special about them; None for all."""
    rules: Rules = field(default_factory=Rules)
    annotations: Mapping[CommentId, Annotation] | None = None
    """What goes out beside them; None for what the library has."""


@dataclass(frozen=True, slots=True)
class RecipeComment:
    """A comment in a recipe: chosen, or with something beside it."""

    key: str
    number: str
    """For people: it is found by its key."""
    chosen: bool
    digest: str | None = None
    """Of its author and text, if it was chosen."""
    context: Context | None = None
    spam: bool = False
    """Whether it goes out even if it is spam."""
    picked: bool = False
    starred: bool = False
    note: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecipeArticle:
    """What of an article a recipe takes."""

    key: str
    title: str
    """For people: it is found by its key."""
    whole: bool
    rules: Rules
    starred: bool = False
    note: str | None = None
    tags: tuple[str, ...] = ()
    comments: tuple[RecipeComment, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to make a document again, on another machine, too: all is named by stable keys."""

    format: str
    options: Mapping[str, str]
    articles: tuple[RecipeArticle, ...]
