"""From the texts of a thread to its stored quotations: read, search, write.

The invariant: the search runs outside any transaction, and what it found is stored only if the texts are still those
that it read.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from archive_tui.errors import LibraryBusyError
from archive_tui.model import Quote
from archive_tui.storage import comments, quotes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from archive_tui.model import ArticleId
    from archive_tui.storage.library import Library
    from archive_tui.storage.quotes import Searchable

EDITION = 1
"""Of the search in ``archive_tui.text.quotes``: raised when it would find others in the same texts."""

MOST_UNASKED = 4_000_000
"""Characters of the longest thread that is searched without being asked: about 10,000 comments, a second, 80 MB."""

MOST_IN_A_RUN = 10_000_000
"""Characters that one run of an import searches: some three seconds. The rest is searched when it is opened."""

MOST_WHEN_UNCHANGED = 500_000
"""Characters that a run searches which finds everything as it was: it must be over at once."""


class _CancelledError(Exception):
    """The search is not wanted any more."""


def stored_quotes(library: Library, article_id: ArticleId) -> list[Quote] | None:
    """Return the quotations of an article if they are known, None if it has to be searched.

    Raises:
        NotFoundError: there is no such article.
    """
    with library.read() as connection:
        return quotes.stored(connection, article_id, EDITION)


def find_quotes(
    library: Library, article_id: ArticleId, cancelled: Callable[[], bool] | None = None
) -> list[Quote] | None:
    """Search an article and its thread for quotations, and store them, unless another program is writing.

    Costs about 0.5 s for a million words, and O(characters) of memory.

    Returns:
        The quotations in the order of the thread; None if it was cancelled.

    Raises:
        NotFoundError: there is no such article.
    """
    while True:
        with library.read() as connection:
            thread = quotes.searchable(connection, article_id)
        try:
            found = list(_search(thread, cancelled))
        except _CancelledError:
            return None
        with suppress(LibraryBusyError), library.write() as connection:
            if not quotes.replace(connection, article_id, found, edition=EDITION, import_id=thread.import_id):
                continue
        return found


def find_unasked(
    library: Library, ids: Iterable[ArticleId], most: int, cancelled: Callable[[], bool] | None = None
) -> int:
    """Search those of the articles that were not searched yet and are short, as long as that is ``most`` characters.

    Returns:
        The number of characters that were searched.
    """
    with library.read() as connection:
        wanting = quotes.wanting(connection, ids, EDITION)
    searched = 0
    for article_id in wanting:
        size = length(library, article_id)
        if size <= min(MOST_UNASKED, most - searched):
            if find_quotes(library, article_id, cancelled) is None:
                break
            searched += size
    return searched


def length(library: Library, article_id: ArticleId) -> int:
    """Return the characters of a thread.

    Raises:
        NotFoundError: there is no such article.
    """
    with library.read() as connection:
        return sum(comments.outline(connection, article_id).chars)


def _search(thread: Searchable, cancelled: Callable[[], bool] | None) -> Iterator[Quote]:
    from archive_tui.text.quotes import QuoteFinder  # noqa: PLC0415 - rapidfuzz is not needed to start

    def check() -> None:
        if cancelled is not None and cancelled():
            raise _CancelledError

    finder = QuoteFinder(
        thread.texts,
        thread.parents,
        title=thread.title,
        article=f"{thread.dek}\n\n{thread.body}",
        check=check,
    )
    for found in finder.quotes():
        source = found.source_position
        yield Quote(
            comment_id=thread.ids[found.position],
            paragraph=found.paragraph,
            start=found.start,
            stop=found.end,
            source=found.source,
            source_id=None if source is None else thread.ids[source],
        )
