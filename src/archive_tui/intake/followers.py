"""What follows once an article is stored: work that its storing does not wait for, and that can be made up for.

Invariant: an article is whole without any of it. A follower is called after the transaction, never inside one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from archive_tui import quoting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from archive_tui.model import ArticleId
    from archive_tui.storage.library import Library


class Follower(Protocol):
    """Works on articles that have been stored."""

    def stored(self, ids: Sequence[ArticleId]) -> None:
        """Do what there is to do about articles that were just stored, or found unchanged; bounded, or cancellable."""
        ...


class QuoteFollower:
    """Searches articles for quotations, until a run has searched enough; the rest is searched when it is opened."""

    def __init__(self, library: Library, cancelled: Callable[[], bool]) -> None:
        self._library = library
        self._cancelled = cancelled
        self._left = quoting.MOST_IN_A_RUN

    def stored(self, ids: Sequence[ArticleId]) -> None:
        """Search in transactions of its own."""
        if self._left > 0:
            self._left -= quoting.find_unasked(self._library, ids, self._left, self._cancelled)
