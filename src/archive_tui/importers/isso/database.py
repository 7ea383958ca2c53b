"""The database of isso, an SQLite file.

Invariant: the file is not changed, and nothing in it is trusted. It is opened for reading alone and as it lies
there, views and functions that a schema could bring are refused, values are bounded, and a query that does not end
is ended.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from archive_tui.errors import ImportFailedError
from archive_tui.importers import values
from archive_tui.model import ImportedArticle, ImportedComment, ImportedThread, Skipped, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Source

_MAGIC = b"SQLite format 3\0"
_LONGEST = 64 * 1024 * 1024
_STEPS = 1_000_000
_ROUNDS = 20_000
"""Times that a query may take so many steps: far more than the largest blog needs."""

_DELETED = 4
_COLUMNS = ("id", "parent", "created", "mode", "remote_addr", "text", "author", "email", "likes", "dislikes")


class IssoImporter:
    """Read the threads of a database."""

    name = "isso"
    description = "isso database (SQLite)"
    spans_files = False

    def confidence(self, source: Source) -> float:
        """Look for the tables of isso in the schema, which stands at the beginning of the file."""
        if not source.head.startswith(_MAGIC):
            return 0.0
        head = source.head.lower()
        return (
            0.9 if all(word in head for word in (b"comments", b"threads", b"remote_addr", b"voters")) else 0.0
        )

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the threads that have comments, in the order of the database.

        Raises:
            ImportFailedError: the file is no database of isso, or it is damaged.
        """
        for path in paths:
            try:
                with closing(_open(path)) as connection:
                    yield from _threads(path, connection)
            except sqlite3.Error as error:
                raise ImportFailedError(path, "", f"the database cannot be read: {error}") from error


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1", uri=True)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    for pragma in ("query_only = ON", "trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
        connection.execute(f"PRAGMA {pragma}")
    rounds = iter(range(_ROUNDS))
    connection.set_progress_handler(lambda: int(next(rounds, None) is None), _STEPS)
    return connection


def _threads(path: Path, connection: sqlite3.Connection) -> Iterator[ImportedThread]:
    tables = dict(
        connection.execute(
            "SELECT name, type FROM sqlite_master WHERE name IN ('comments', 'threads')"
        ).fetchall()
    )
    if tables != {"comments": "table", "threads": "table"}:
        raise ImportFailedError(
            path, "", "this is no database of isso: it has no tables of threads and comments"
        )
    there = {name for _, name, *_ in connection.execute("PRAGMA table_info(comments)")}
    columns = ", ".join(name if name in there else f"NULL AS {name}" for name in _COLUMNS)
    skipped = _unwritten(path)
    found = False
    pages = connection.execute(
        "SELECT t.id, t.uri, t.title FROM threads AS t "
        "WHERE EXISTS (SELECT 1 FROM comments AS c WHERE c.tid = t.id) ORDER BY t.id"
    ).fetchall()
    homeless = connection.execute(
        "SELECT DISTINCT tid, NULL, NULL FROM comments WHERE tid IS NULL OR tid NOT IN (SELECT id FROM threads)"
    ).fetchall()
    for tid, uri, title in [*pages, *homeless]:
        found = True
        rows = connection.execute(
            f"SELECT {columns} FROM comments WHERE tid IS :tid ORDER BY id",  # noqa: S608 - names of our own
            {"tid": tid},
        )
        comments = tuple([_comment(dict(zip(_COLUMNS, row, strict=True))) for row in rows])
        yield ImportedThread(_article(tid, uri, title), comments, skipped)
        skipped = ()
    if not found:
        raise ImportFailedError(path, "", "there is no comment in this database")


def _unwritten(path: Path) -> tuple[Skipped, ...]:
    """Return what has to be said where a journal lies beside the database: what is in it is not read."""
    for ending in ("-wal", "-journal"):
        journal = path.with_name(path.name + ending)
        if journal.is_file() and journal.stat().st_size:
            return (
                Skipped(
                    journal.name,
                    "isso has not written what is in this journal yet; stop isso, and import again",
                ),
            )
    return ()


def _article(tid: object, uri: object, title: object) -> ImportedArticle:
    """Return the article of a page; most have no address but a path, which two sites may have alike."""
    address, heading = values.line(uri), values.line(title)
    return ImportedArticle(
        key=f"isso:{address or values.text(tid)} {heading or ''}".rstrip(),
        title=heading or address or f"isso thread {values.text(tid)}",
        url=address,
    )


def _comment(row: dict[str, Any]) -> ImportedComment:
    own = values.text(row["id"])
    likes, dislikes = values.whole(row["likes"]), values.whole(row["dislikes"])
    return ImportedComment(
        ref=own,
        parent=values.identifier(row["parent"]),
        source_id=own,
        author=values.line(row["author"]),
        created=values.moment(row["created"]),
        score=None if likes is None else likes - (dislikes or 0),
        text=values.text(row["text"]),
        state=State.DELETED if row["mode"] == _DELETED else State.NORMAL,
        email=values.line(row["email"]),
        ip=values.line(row["remote_addr"]),
    )
