"""Which migrations there are, which a library has, and how it gets the rest.

A library with a migration that this program does not know is never written to.
"""

from __future__ import annotations

import runpy
import sqlite3
from contextlib import closing
from pathlib import Path

import archive_tui
from archive_tui.errors import LibraryDamagedError, LibraryTooNewError, StorageError

_SET = "archive_tui"


def migrations_folder() -> Path:
    """Return where the migrations are: in the wheel beside the package, in a checkout at the top."""
    package = Path(archive_tui.__file__).parent
    for folder in (package / "_migrations", package.parent.parent / "migrations"):
        if (folder / "migrations.py").is_file():
            return folder
    message = f"{package}: the library's migrations are not installed; install archive-tui again"
    raise StorageError(message)


def known_migrations() -> list[str]:
    """Return the names of all migrations of this program, in order."""
    return sorted(path.stem for path in migrations_folder().glob("m[0-9]*.py"))


def applied_migrations(connection: sqlite3.Connection) -> list[str] | None:
    """Return a library's migrations in the order in which it got them; None for a foreign file."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "_sqlite_migrations" not in tables:
        return None if tables else []
    return [
        name
        for (name,) in connection.execute(
            "SELECT name FROM _sqlite_migrations WHERE migration_set = :set ORDER BY id", {"set": _SET}
        )
    ]


def pending_migrations(connection: sqlite3.Connection, path: Path) -> list[str]:
    """Return the names of the migrations that a library lacks.

    Raises:
        LibraryTooNewError: it has one that this program does not know.
        LibraryDamagedError: the file is a database of something else.
    """
    applied = applied_migrations(connection)
    if applied is None:
        message = f"{path}: a database of another program, not a library; it was not touched"
        raise LibraryDamagedError(message)
    known = known_migrations()
    unknown = sorted(set(applied) - set(known))
    if unknown:
        message = f"{path}: made by a newer archive-tui ({unknown[-1]}), and not touched; upgrade archive-tui"
        raise LibraryTooNewError(message)
    return [name for name in known if name not in applied]


def upgrade(connection: sqlite3.Connection, path: Path) -> None:
    """Give a library the migrations it lacks, all or none; one with rows in it is first copied beside itself.

    Raises:
        sqlite3.Error: the file cannot be written, or is locked.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        pending = pending_migrations(connection, path)
        if pending and applied_migrations(connection):
            _copy_beside(path, pending[0])
        if pending:
            _apply(connection)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _apply(connection: sqlite3.Connection) -> None:
    """Run the migrations inside the transaction that is open; sqlite-utils nests savepoints in it."""
    # Only an upgrade needs it, and it takes a tenth of a second to import.
    from sqlite_utils import Database  # noqa: PLC0415

    namespace = runpy.run_path(str(migrations_folder() / "migrations.py"))
    namespace["migrations"].apply(Database(connection))


def _copy_beside(path: Path, migration: str) -> None:
    """Copy the library as it is before a migration to a name of its own in the same folder."""
    copy = path.with_name(f"{path.name}.backup-before-{migration}")
    number = 1
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.name}.backup-before-{migration}-{number}")
    partial = copy.with_name(f"{copy.name}.partial")
    with (
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(partial)) as target,
    ):
        source.backup(target)
    partial.replace(copy)
