"""Finding comments and articles in an open library; the search index follows the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui.archive.door import Door

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable

    from archive_tui.model import (
        ArticleId,
        CommentId,
        Facets,
        Hit,
        IndexProgress,
        SearchAnswer,
        ThreadHits,
    )


class Finding(Door):
    """What can be asked of the search index."""

    def search(
        self,
        query: str,
        *,
        limit: int = 50,
        offset: int = 0,
        exact: bool = False,
        article: ArticleId | None = None,
        typing: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> SearchAnswer:
        """Find comments and articles, best first, every exact hit before every corrected one.

        Args:
            query: What was typed; see ``archive_tui.search.query``.
            limit: Hits of the page.
            offset: Hits before the page.
            exact: Correct nothing.
            article: Search in this thread alone.
            typing: The query may be unfinished, its last word may go on, and what was found after 50 ms is enough.
            cancelled: Asked every millisecond or so; True ends the search with what was found.

        Raises:
            QuerySyntaxError: the query cannot be answered; never with ``typing``.
        """
        if not typing:
            self._indexer.catch_up_if_little()
        return self._engine.search(
            query,
            limit=limit,
            offset=offset,
            exact=exact,
            article=article,
            typing=typing,
            cancelled=cancelled,
        )

    def find_in(
        self,
        article_id: ArticleId,
        query: str,
        *,
        exact: bool = False,
        typing: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> ThreadHits:
        """Find all comments of a thread that match, and say what to highlight and what was corrected.

        Args:
            article_id: Whose thread.
            query: What was typed.
            exact: Correct nothing.
            typing: The query may be unfinished, and its last word may go on.
            cancelled: Asked every millisecond or so; True ends the search with nothing found.

        Raises:
            QuerySyntaxError: the query cannot be answered; never with ``typing``.
        """
        self._indexer.catch_up_if_little()
        return self._engine.find_in(article_id, query, exact=exact, typing=typing, cancelled=cancelled)

    def hits_in(
        self, article_id: ArticleId, query: str, *, exact: bool = False, typing: bool = False
    ) -> array[int]:
        """Return the stored positions ('i') of all comments of a thread that match, ascending.

        They are the exact ones if there are any, else the corrected ones.

        Raises:
            QuerySyntaxError: the query cannot be answered; never with ``typing``.
        """
        return self._engine.hits_in(article_id, query, exact=exact, typing=typing)

    def facets(
        self, query: str, *, exact: bool = False, article: ArticleId | None = None, typing: bool = False
    ) -> Facets:
        """Count the hits of a query by article, author and year; the newest twenty thousand of them.

        Raises:
            QuerySyntaxError: the query cannot be answered; never with ``typing``.
        """
        return self._engine.facets(query, exact=exact, article=article, typing=typing)

    def explain(self, query: str, *, exact: bool = False) -> str:
        """Draw what a query is taken for, and what its words stand for.

        Raises:
            QuerySyntaxError: the query cannot be answered.
        """
        return self._engine.explain(query, exact=exact)

    def similar(self, comment_id: CommentId, *, limit: int = 20) -> tuple[Hit, ...]:
        """Return comments of the library that share rare words with one, most alike first."""
        return self._engine.similar(comment_id, limit)

    def duplicates_of(self, comment_id: CommentId, *, limit: int = 50) -> tuple[Hit, ...]:
        """Return comments of the library with nearly the same text; the score is the part that is equal."""
        return self._engine.duplicates_of(comment_id, limit)

    def reindex(
        self,
        progress: Callable[[IndexProgress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> int:
        """Make the search index anew; return how many documents it has. Cancelled, it is behind until ``catch_up``.

        Raises:
            StorageError: the library cannot be written.
        """
        return self._indexer.rebuild(progress, cancelled)

    def catch_up(
        self,
        progress: Callable[[IndexProgress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> int:
        """Index what imports left behind; return how many documents that were.

        Args:
            progress: Called after every transaction.
            cancelled: Asked before every transaction; True ends it there, and the next call goes on.

        Raises:
            StorageError: the library cannot be written.
        """
        return self._indexer.catch_up(progress, cancelled)
