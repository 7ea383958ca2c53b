"""From SQLite's errors to sentences that a person can act on; bugs pass through."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from archive_tui.errors import LibraryBusyError, LibraryDamagedError, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SENTENCES = {
    sqlite3.SQLITE_FULL: "{path}: the disk is full; nothing of this step was stored",
    sqlite3.SQLITE_IOERR: "{path}: the disk could not be read or written ({error})",
    sqlite3.SQLITE_READONLY: "{path}: the library cannot be written; look at the permissions of its folder",
    sqlite3.SQLITE_CANTOPEN: "{path}: the library cannot be opened; look at the permissions of its folder",
    sqlite3.SQLITE_PERM: "{path}: the library cannot be opened; look at its permissions",
    sqlite3.SQLITE_AUTH: "{path}: the library cannot be opened; look at its permissions",
    sqlite3.SQLITE_TOOBIG: "{path}: a text is too long to be stored",
}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise what SQLite says about the file, the disk or a lock as a ``StorageError``."""
    try:
        yield
    except sqlite3.Error as error:
        storage_error = translate(error, path)
        if storage_error is None:
            raise
        raise storage_error from error


def translate(error: sqlite3.Error, path: Path) -> StorageError | None:
    """Return the error in a person's words, None for one that only a programmer can act on."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & 0xFF
    if primary in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return LibraryBusyError(
            f"{path}: another program is writing to the library; try again when it is done"
        )
    if primary in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return LibraryDamagedError(f"{path}: not a library, or a damaged one ({error}); restore a backup")
    sentence = _SENTENCES.get(primary)
    return None if sentence is None else StorageError(sentence.format(path=path, error=error))
