"""Archive: the one door that the command line and the terminal UI use.

It holds no state but the open library; every method may be called from any thread, and answers with values of
``archive_tui.model``. What it raises is an ``ArchiveError``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Self, cast

from archive_tui import plugins, quoting
from archive_tui.errors import PluginError
from archive_tui.model import ArticleId, Format
from archive_tui.search.engine import Engine
from archive_tui.search.indexer import Indexer
from archive_tui.storage import articles, comments, marks, reading, settings, stats
from archive_tui.storage.backup import backup
from archive_tui.storage.check import check
from archive_tui.storage.library import BUSY_SECONDS, Library

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from archive_tui.importers import Importer
    from archive_tui.model import (
        Article,
        ArticleSummary,
        Change,
        CheckReport,
        Comment,
        CommentId,
        CommentText,
        Facets,
        Hit,
        ImportReport,
        IndexProgress,
        Mark,
        Place,
        Progress,
        Quote,
        Reading,
        SearchAnswer,
        Stats,
        ThreadHits,
        Utterance,
    )
    from archive_tui.thread.outline import Outline


class Archive:
    """An open library, and what can be done with it."""

    def __init__(self, library: Library, importers: Sequence[Importer] | None = None) -> None:
        self._library = library
        self._importers = importers
        self._indexer = Indexer(library)
        self._engine = Engine(library)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        importers: Sequence[Importer] | None = None,
        busy_seconds: float = BUSY_SECONDS,
    ) -> Archive:
        """Open the library at a path; make it if there is none, upgrade it if it is older than the program.

        Args:
            path: The library's file.
            importers: Those to choose from; None for all that are installed.
            busy_seconds: How long a write waits for another program's.

        Raises:
            LibraryTooNewError: made by a newer program; it was not touched.
            LibraryDamagedError: no library, or a damaged one; it was not touched.
            StorageError: it cannot be read or written.
        """
        return cls(Library(path, busy_seconds=busy_seconds), importers)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the library; the archive answers nothing after that."""
        self._library.close()

    @property
    def path(self) -> Path:
        """The library's file."""
        return self._library.path

    def import_paths(
        self,
        paths: Iterable[Path],
        *,
        format: str | None = None,  # noqa: A002 - as it is called on the command line
        dry_run: bool = False,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        indexing: Callable[[IndexProgress], None] | None = None,
    ) -> Iterator[ImportReport]:
        """Import files and folders; yield a report for each file as soon as it is stored.

        Args:
            paths: Files, and folders that are walked to the bottom.
            format: The importer's name; None to find out each file's format from its content.
            dry_run: Report what would happen, and write nothing.
            progress: Called after every article.
            cancelled: Asked before every article; True ends the import there.
            indexing: Called while what was imported is indexed, after the last report.

        Raises:
            PluginError: there is no importer of that name.
            StorageError: the library cannot be written; what was stored stays.
        """
        from archive_tui.intake import Intake  # noqa: PLC0415 - 45 ms, and who only reads does not import

        intake = Intake(
            self._library,
            self._importers,
            format_name=format,
            dry_run=dry_run,
            progress=progress,
            cancelled=cancelled,
        )
        reports = intake.reports(paths)
        return reports if dry_run else self._index_after(reports, indexing, cancelled)

    def _index_after(
        self,
        reports: Iterator[ImportReport],
        progress: Callable[[IndexProgress], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> Iterator[ImportReport]:
        """Pass the reports on, then index what was imported, all at once."""
        yield from reports
        self._indexer.catch_up(progress, cancelled)

    def hits_in(
        self, article_id: ArticleId, query: str, *, exact: bool = False, typing: bool = False
    ) -> array[int]:
        """Return the stored positions ('i') of all comments of a thread that match, ascending.

        They are the exact ones if there are any, else the corrected ones.

        Raises:
            QuerySyntaxError: the query cannot be answered; never with ``typing``.
        """
        return self._engine.hits_in(article_id, query, exact=exact, typing=typing)

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

    def reading(self, article_id: ArticleId) -> Reading:
        """Return what was read and folded in an article, and where somebody stopped.

        Raises:
            NotFoundError: there is no such article.
        """
        with self._library.read() as connection:
            return reading.reading(connection, article_id)

    def mark_read(self, article_id: ArticleId, ids: Iterable[CommentId], *, read: bool) -> None:
        """Mark comments of an article as read or unread; id 0 stands for the article itself.

        Raises:
            NotFoundError: there is no such article.
            LibraryBusyError: another program is writing; try again.
        """
        with self._library.write() as connection:
            reading.mark_read(connection, article_id, ids, read=read)

    def change(
        self, article_id: ArticleId, mark: Mark, ids: Iterable[CommentId], *, value: bool
    ) -> Change | None:
        """Set or clear a mark on comments of an article, so that it can be undone.

        Returns:
            What did change; None if nothing did.

        Raises:
            NotFoundError: there is no such article.
            LibraryBusyError: another program is writing; try again.
        """
        with self._library.write() as connection:
            return marks.change(connection, article_id, mark, ids, value=value)

    def undo(self, article_id: ArticleId) -> Change | None:
        """Take the last change of an article's marks back, also one of an earlier day.

        Returns:
            What that changed; None if there is nothing to take back.

        Raises:
            LibraryBusyError: another program is writing; try again.
        """
        with self._library.write() as connection:
            return marks.undo(connection, article_id)

    def redo(self, article_id: ArticleId) -> Change | None:
        """Do again what was last undone; any change since then has ended that.

        Returns:
            What that changed; None if there is nothing to do again.

        Raises:
            LibraryBusyError: another program is writing; try again.
        """
        with self._library.write() as connection:
            return marks.redo(connection, article_id)

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

    def save_folds(
        self, article_id: ArticleId, folded: Iterable[CommentId], unfolded: Iterable[CommentId]
    ) -> None:
        """Remember what was folded and unfolded since the last time; id 0 stands for the article itself.

        Raises:
            NotFoundError: there is no such article.
            LibraryBusyError: another program is writing; try again.
        """
        with self._library.write() as connection:
            reading.save_folds(connection, article_id, folded, unfolded)

    def save_place(self, article_id: ArticleId, place: Place) -> None:
        """Remember where somebody stopped reading.

        Raises:
            NotFoundError: there is no such article.
            LibraryBusyError: another program is writing; try again.
        """
        with self._library.write() as connection:
            reading.save_place(connection, article_id, place)

    def setting(self, name: str) -> str | None:
        """Return a small setting of the whole program, None if it was never set."""
        with self._library.read() as connection:
            return settings.setting(connection, name)

    def set_setting(self, name: str, value: str) -> None:
        """Set a small setting of the whole program.

        Raises:
            LibraryBusyError: another program is writing; try again.
        """
        with self._library.write() as connection:
            settings.set_setting(connection, name, value)

    def formats(self) -> list[Format]:
        """Return the formats that can be imported; one whose plugin cannot be loaded says so."""
        if self._importers is not None:
            return [Format(importer.name, importer.description) for importer in self._importers]
        found = []
        for name in plugins.names():
            try:
                found.append(Format(name, cast("Importer", plugins.load(name)).description))
            except PluginError as error:
                found.append(Format(name, str(error)))
        return found

    def stats(self, article_id: ArticleId | None = None) -> Stats:
        """Return counts over an article, or over the whole library.

        Raises:
            NotFoundError: there is no such article.
        """
        size = self.path.stat().st_size
        with self._library.read() as connection:
            if article_id is not None:
                articles.article_id(connection, article_id)
            return stats.stats(connection, article_id, size)

    def check(self, *, repair: bool = False) -> CheckReport:
        """Check that the library is whole and its index agrees; ``repair`` makes anew what is derived and wrong."""
        report = check(self._library, repair=repair)
        problems, repaired = self._indexer.check(repair=repair)
        return replace(report, problems=(*report.problems, *problems), repaired=(*report.repaired, *repaired))

    def backup(self, target: Path) -> None:
        """Copy the library, in use or not, to a file that is not there yet.

        Raises:
            StorageError: the target is there already, or cannot be written.
        """
        backup(self._library, target)
