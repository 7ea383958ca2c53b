"""What a reader did to an open library, which survives every import: marks, folds, places, settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from archive_tui.archive.door import Door
from archive_tui.storage import marks, reading, settings

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from archive_tui.model import (
        ArticleId,
        Change,
        CommentId,
        Mark,
        Place,
        Reading,
        Value,
    )


_OUT_OF_SIGHT: Final = frozenset({"hide", "mute", "pingbacks"})
"""Marks that take comments out of sight."""


class Keeping(Door):
    """What can be marked and remembered."""

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
        self, article_id: ArticleId, mark: Mark, ids: Iterable[CommentId], *, value: Value
    ) -> Change | None:
        """Give comments of an article a mark, or take it from them, so that it can be undone.

        Returns:
            What did change; None if nothing did.

        Raises:
            NotFoundError: there is no such article.
            LibraryBusyError: another program is writing; try again.
        """
        return self.change_each(article_id, mark, dict.fromkeys(ids, value))

    def change_each(
        self, article_id: ArticleId, mark: Mark, values: Mapping[CommentId, Value]
    ) -> Change | None:
        """Give comments of an article a mark of their own each, as one step that can be undone.

        Returns:
            What did change; None if nothing did.

        Raises:
            NotFoundError: there is no such article.
            LibraryBusyError: another program is writing; try again.
        """
        with self._library.write() as connection:
            return self._noted(connection, marks.change(connection, article_id, mark, values))

    def undo(self, article_id: ArticleId) -> Change | None:
        """Take the last change of an article's marks back, also one of an earlier day.

        Returns:
            What that changed; None if there is nothing to take back.

        Raises:
            LibraryBusyError: another program is writing; try again.
        """
        with self._library.write() as connection:
            return self._noted(connection, marks.undo(connection, article_id))

    def redo(self, article_id: ArticleId) -> Change | None:
        """Do again what was last undone; any change since then has ended that.

        Returns:
            What that changed; None if there is nothing to do again.

        Raises:
            LibraryBusyError: another program is writing; try again.
        """
        with self._library.write() as connection:
            return self._noted(connection, marks.redo(connection, article_id))

    def _noted(self, _connection: sqlite3.Connection, change: Change | None) -> Change | None:
        """Do what follows from a change, in its transaction; return the change."""
        if change is not None and change.mark in _OUT_OF_SIGHT:
            self._rank_anew()
        return change

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
