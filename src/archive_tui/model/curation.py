"""What a reader takes out of a thread: the comments that were picked, and how they go out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive_tui.model.selection import Context, SpamRule

if TYPE_CHECKING:
    from archive_tui.model.discussion import Comment


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
