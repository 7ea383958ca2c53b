"""What a reader did: read, folded, starred, and where they stopped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from array import array

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
