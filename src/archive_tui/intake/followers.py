"""What follows once an article is stored: work that its storing does not wait for, and that can be made up for.

Invariant: an article is whole without any of it. A follower is called after the transaction, never inside one.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

from archive_tui import quoting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from archive_tui.model import ArticleId
    from archive_tui.storage.library import Library


_SECONDS = 3.0
"""After which a run does not search on: threads that repeat themselves take much longer than others."""


class Follower(Protocol):
    """Works on articles that have been stored."""

    def stored(self, ids: Sequence[ArticleId]) -> None:
        """Take note of articles that were just stored, or that came as they are in a changed source; do little."""
        ...

    def unchanged(self, ids: Sequence[ArticleId]) -> None:
        """Take note of articles of sources that were as they had been; do next to nothing."""
        ...

    def finish(self) -> None:
        """Do what is left to do, once all that was imported can be found; bounded, or cancellable."""
        ...


class QuoteFollower:
    """Searches articles for quotations, until a run has searched enough; the rest is searched when it is opened."""

    def __init__(self, library: Library, cancelled: Callable[[], bool]) -> None:
        self._library = library
        self._cancelled = cancelled
        self._ids: dict[ArticleId, None] = {}
        self._most = quoting.MOST_WHEN_UNCHANGED

    def stored(self, ids: Sequence[ArticleId]) -> None:
        """Remember them: to search takes as long as to store."""
        self._ids.update(dict.fromkeys(ids))
        self._most = quoting.MOST_IN_A_RUN

    def unchanged(self, ids: Sequence[ArticleId]) -> None:
        """Remember them: an earlier run may have had too much to search."""
        self._ids.update(dict.fromkeys(ids))

    def finish(self) -> None:
        """Search in transactions of its own."""
        deadline = time.monotonic() + _SECONDS
        quoting.find_unasked(
            self._library,
            self._ids,
            self._most,
            lambda: self._cancelled() or time.monotonic() > deadline,
        )
        self._ids.clear()
