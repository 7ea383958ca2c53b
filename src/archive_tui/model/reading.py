"""What a reader did: read, folded, starred, and where they stopped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, Self, TypeAlias

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable

    from archive_tui.model.discussion import ArticleId, CommentId


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


Mark = Literal[
    "read",
    "star",
    "new",
    "hide",
    "mute",
    "pingbacks",
    "pick",
    "context",
    "wording",
    "note",
    "tags",
    "rules",
    "spam",
]
"""What a reader can set and clear on a comment, and undo.

A pick has a ``Context`` (as text, None where the rules say it) and a wording: author and text as they were picked. Tags
are one text, with blanks between them. The rules are those of the whole article's picks. Spam is what the
reader says of a comment: "spam", "ham" or None.
"""

Value: TypeAlias = "bool | str | None"
"""What a mark is on a comment: set or not; for a mark with words, those, or None where there are none."""


@dataclass(frozen=True, slots=True)
class Change:
    """A mark that became another on some comments of an article."""

    article_id: ArticleId
    mark: Mark
    ids: tuple[CommentId, ...]
    """Those whose mark did change; 0 stands for the article itself."""
    before: tuple[Value, ...]
    """What the mark was, one value for each id."""
    after: tuple[Value, ...]
    """What it is now."""

    @classmethod
    def flag(cls, article_id: ArticleId, mark: Mark, ids: Iterable[CommentId], *, value: bool) -> Self:
        """Return the change that sets a mark on comments that did not have it, or clears it on those that did."""
        changed = tuple(ids)
        return cls(article_id, mark, changed, (not value,) * len(changed), (value,) * len(changed))

    @property
    def value(self) -> Value:
        """What the mark is now on the first of them; on all of them, if it is one that is set or cleared."""
        return self.after[0]

    @property
    def reversed(self) -> Self:
        """The change that takes this one back."""
        return replace(self, before=self.after, after=self.before)
