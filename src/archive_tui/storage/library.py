"""A library that is open: who may use which connection, and for how long.

The invariant: a file is looked at before it is touched, every read sees one state of the library, every write
is one transaction, and reading never waits for writing (write-ahead log).
"""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

from archive_tui.errors import LibraryDamagedError, StorageError
from archive_tui.storage.errors import translated
from archive_tui.storage.migrating import pending_migrations, upgrade

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY_SECONDS = 5.0
"""How long a write waits for another program's write."""

_LOG_PAGES = 8_000
"""After which the log is written into the library: 32 MB, so that a bulk load waits for the disk more seldom."""

_MAGIC = b"SQLite format 3\0"


class Library:
    """An open library; any thread may use it, each has a connection of its own while it does."""

    def __init__(self, path: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        """Open the library, make it if there is none, upgrade it if it is older than the program.

        Raises:
            LibraryTooNewError: made by a newer program; it was not touched.
            LibraryDamagedError: no library, or a damaged one; it was not touched.
            LibraryBusyError: it has to be made or upgraded, and another program is writing to it.
            StorageError: the file or its folder cannot be read or written.
        """
        self.path = path
        self._busy_seconds = busy_seconds
        self._idle: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._closed = False
        with translated(path):
            if _must_be_made(path) or _look(path):
                with closing(self._connect()) as connection:
                    _switch_to_wal(connection, busy_seconds)
                    upgrade(connection, path)

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that sees one state of the library for as long as it is held."""
        with self._borrowed() as connection, translated(self.path):
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Give a connection inside a transaction: committed at the end, rolled back if anything is raised.

        Raises:
            LibraryBusyError: another program kept the write lock too long.
        """
        with self._borrowed() as connection, translated(self.path):
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    @contextmanager
    def bare(self) -> Iterator[sqlite3.Connection]:
        """Give a connection without a transaction, for what cannot run inside one."""
        with self._borrowed() as connection, translated(self.path):
            yield connection

    def close(self) -> None:
        """Close every connection; one that is in use is closed when it is given back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    @contextmanager
    def _borrowed(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            if self._closed:
                message = f"{self.path}: the library is closed"
                raise StorageError(message)
            connection = self._idle.pop() if self._idle else None
        if connection is None:
            with translated(self.path):
                connection = self._connect()
        try:
            yield connection
        finally:
            with self._lock:
                keep = not self._closed
                if keep:
                    self._idle.append(connection)
            if not keep:
                connection.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=self._busy_seconds, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("PRAGMA cache_size = -16384")
            connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def _must_be_made(path: Path) -> bool:
    """Return whether there is no library yet; make its folder then.

    Raises:
        StorageError: there is something else, or the folder cannot be made.
    """
    try:
        if path.is_dir():
            message = f"{path}: a folder, not a library; give the path of a file"
            raise StorageError(message)
        if path.exists():
            return path.stat().st_size == 0
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{path}: the library cannot be opened: {error.strerror or error}"
        raise StorageError(message) from error
    return True


def _look(path: Path) -> bool:
    """Return whether the library has to be upgraded, without touching it.

    Raises:
        LibraryDamagedError: the file is no library.
        LibraryTooNewError: it was made by a newer program.
        StorageError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            magic = file.read(len(_MAGIC))
    except OSError as error:
        message = f"{path}: the library cannot be read: {error.strerror or error}"
        raise StorageError(message) from error
    if magic != _MAGIC:
        message = f"{path}: not a library (no SQLite database); it was not touched"
        raise LibraryDamagedError(message)
    # Without a log beside it nobody has written since it was closed: immutable makes no log of our own. With
    # one, somebody is at work, or was killed, and the log has to be read.
    quiet = not path.with_name(f"{path.name}-wal").exists()
    if quiet:
        with suppress(sqlite3.DatabaseError):
            return _pending(path, "mode=ro&immutable=1")
    return _pending(path, "mode=ro")


def _pending(path: Path, mode: str) -> bool:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True)) as connection:
        return bool(pending_migrations(connection, path))


def _switch_to_wal(connection: sqlite3.Connection, patience: float) -> None:
    """Switch the write-ahead log on; SQLite does not wait for a lock here by itself."""
    deadline = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return
