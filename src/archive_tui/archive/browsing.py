"""What an open library holds: articles, threads, comments, quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui import quoting
from archive_tui.archive.door import Door
from archive_tui.storage import articles, comments, private

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from archive_tui.model import (
        Article,
        ArticleId,
        ArticleSummary,
        Comment,
        CommentId,
        CommentText,
        PrivateDetails,
        Quote,
        Utterance,
    )
    from archive_tui.thread.outline import Outline


class Browsing(Door):
    """What can be read."""

    def articles(self) -> list[ArticleSummary]:
        """Return all articles, newest import first."""
        with self._library.read() as connection:
            return articles.summaries(connection)

    def article(self, reference: int | str) -> Article:
        """Return the article that an id or a key names.

        Raises:
            NotFoundError: it names none.
        """
        with self._library.read() as connection:
            return articles.article(connection, articles.article_id(connection, reference))

    def outline(self, article_id: ArticleId) -> Outline:
        """Return the shape of a thread: all that is needed to open it.

        Raises:
            NotFoundError: there is no such article.
        """
        with self._library.read() as connection:
            return comments.outline(connection, article_id)

    def comments(self, article_id: ArticleId, start: int = 0, stop: int | None = None) -> list[Comment]:
        """Return the comments at a range of positions, in pre-order; a subtree is such a range.

        Raises:
            NotFoundError: there is no such article.
        """
        with self._library.read() as connection:
            return comments.comments(connection, article_id, start, stop)

    def comments_named(self, article_id: ArticleId, ids: Iterable[CommentId]) -> list[Comment]:
        """Return the comments of an article with these ids, in pre-order; those that it has not are left out.

        Raises:
            NotFoundError: there is no such article.
        """
        with self._library.read() as connection:
            return comments.by_ids(connection, article_id, ids)

    def ids_of_keys(self, article_id: ArticleId, keys: Iterable[str]) -> dict[str, CommentId]:
        """Return the ids of the comments of an article that have these keys, by their keys."""
        with self._library.read() as connection:
            return comments.ids_of_keys(connection, article_id, keys)

    def texts(self, article_id: ArticleId, positions: Sequence[int]) -> dict[int, CommentText]:
        """Return what is painted of the comments at some positions; those that are not there are left out."""
        with self._library.read() as connection:
            return comments.texts(connection, article_id, positions)

    def comment(self, reference: int | str) -> Comment:
        """Return the comment that an id or "ARTICLE#3.2.1" names.

        Raises:
            NotFoundError: it names none.
        """
        with self._library.read() as connection:
            return comments.comment(connection, reference)

    def by_author(
        self, author: str, *, most: int = 1000, offset: int = 0, chars: int = 400
    ) -> list[Utterance]:
        """Return an author's comments over all articles, newest first, with ``chars`` characters of each."""
        with self._library.read() as connection:
            return comments.by_author(connection, author, most=most, offset=offset, chars=chars)

    def quotes(self, article_id: ArticleId) -> list[Quote]:
        """Return the quotations of an article, in the order of its thread; search for them if that was not done.

        Raises:
            NotFoundError: there is no such article.
        """
        found = quoting.stored_quotes(self._library, article_id)
        if found is None:
            found = quoting.find_quotes(self._library, article_id)
        return found or []

    def known_quotes(self, article_id: ArticleId) -> list[Quote] | None:
        """Return the quotations of an article if it was searched for them, None if not.

        Raises:
            NotFoundError: there is no such article.
        """
        return quoting.stored_quotes(self._library, article_id)

    def find_quotes(
        self, article_id: ArticleId, cancelled: Callable[[], bool] | None = None, *, unasked: bool = False
    ) -> list[Quote] | None:
        """Search an article for quotations and store them; about a second for 10,000 comments.

        Args:
            article_id: The article.
            cancelled: Asked before every comment; True ends the search.
            unasked: Leave a thread alone that takes much longer than a second.

        Returns:
            The quotations in the order of the thread; None if it was cancelled or left alone.

        Raises:
            NotFoundError: there is no such article.
        """
        if unasked and quoting.length(self._library, article_id) > quoting.MOST_UNASKED:
            return None
        return quoting.find_quotes(self._library, article_id, cancelled)

    def private_details(self, ids: Iterable[int]) -> dict[CommentId, PrivateDetails]:
        """Return what is private of the authors of comments, where somebody asked to keep it."""
        with self._library.read() as connection:
            return private.details(connection, ids)
