"""Opening a library: made, looked at before it is touched, refused with a sentence."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.storage.conftest import ARTICLE, COMMENTS, JsonLinesImporter, write_lines

from archive_tui.archive import Archive
from archive_tui.errors import (
    ArchiveError,
    LibraryBusyError,
    LibraryDamagedError,
    LibraryTooNewError,
    StorageError,
)
from archive_tui.model import CommentId, Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive_tui.model import ArticleId

not_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")


def newer(path: Path) -> None:
    """Make a library that a newer program has migrated."""
    Archive.open(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)",
            ("archive_tui", "m9999_telepathy", "2999-01-01"),
        )


def beside(path: Path) -> dict[str, bytes]:
    return {entry.name: entry.read_bytes() for entry in path.parent.iterdir() if entry.is_file()}


def test_a_new_library_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "library.db"
    with Archive.open(path) as archive:
        assert archive.path == path
        assert archive.articles() == []
    assert path.read_bytes().startswith(b"SQLite format 3")


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.touch()
    with Archive.open(path) as archive:
        assert archive.articles() == []


def test_the_log_is_write_ahead(archive: Archive) -> None:
    with closing(sqlite3.connect(archive.path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_newer_library_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    newer(path)
    before = beside(path)
    with pytest.raises(LibraryTooNewError, match="m9999_telepathy"):
        Archive.open(path)
    assert beside(path) == before


def test_a_newer_library_without_a_write_ahead_log_does_not_get_one(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    newer(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    before = beside(path)
    with pytest.raises(LibraryTooNewError):
        Archive.open(path)
    assert beside(path) == before


def test_a_newer_library_in_use_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    Archive.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        with connection:
            connection.execute(
                "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)",
                ("archive_tui", "m9999_telepathy", "2999-01-01"),
            )
        assert path.with_name("library.db-wal").stat().st_size > 0
        with pytest.raises(LibraryTooNewError):
            Archive.open(path)


def test_a_database_of_another_program_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    before = beside(path)
    with pytest.raises(LibraryDamagedError, match="another program"):
        Archive.open(path)
    assert beside(path) == before


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n" + b"\0" * 5_000, b"SQLite format 3\0" + b"junk" * 3_000]
)
def test_a_file_that_is_no_database_is_refused_and_not_touched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(content)
    with pytest.raises(LibraryDamagedError):
        Archive.open(path)
    assert path.read_bytes() == content


def test_a_damaged_library_says_so(archive: Archive, pond: ArticleId) -> None:
    path = archive.path
    archive.close()
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(4096)
        file.write(b"\xde\xad" * ((size - 4096) // 2))
    with pytest.raises(LibraryDamagedError, match="backup"), Archive.open(path) as opened:
        opened.articles()


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="a folder"):
        Archive.open(tmp_path)


def test_a_file_is_no_folder_for_a_library(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="cannot be opened"):
        Archive.open(tmp_path / "file" / "library.db")


@not_root
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StorageError):
        Archive.open(tmp_path / "library.db")
    tmp_path.chmod(0o700)


@not_root
def test_a_library_that_cannot_be_read(archive: Archive) -> None:
    archive.close()
    archive.path.chmod(0o000)
    with pytest.raises(StorageError, match="cannot be read"):
        Archive.open(archive.path)


def test_a_closed_archive_says_so(archive: Archive) -> None:
    archive.close()
    with pytest.raises(StorageError, match="closed"):
        archive.articles()


WRITES: dict[str, Callable[[Archive, ArticleId], object]] = {
    "mark_read": lambda archive, article: archive.mark_read(article, [CommentId(1)], read=True),
    "save_folds": lambda archive, article: archive.save_folds(article, [CommentId(1)], []),
    "save_place": lambda archive, article: archive.save_place(article, Place(CommentId(1), 0)),
    "set_setting": lambda archive, article: archive.set_setting("theme", "ink"),
    "import_paths": lambda archive, article: list(
        archive.import_paths([archive.path.parent / "other.jsonl"])
    ),
}

READS: dict[str, Callable[[Archive, ArticleId], object]] = {
    "articles": lambda archive, article: archive.articles(),
    "article": lambda archive, article: archive.article(article),
    "outline": lambda archive, article: len(archive.outline(article)),
    "comments": lambda archive, article: archive.comments(article),
    "texts": lambda archive, article: archive.texts(article, [0, 1]),
    "comment": lambda archive, article: archive.comment(f"{article}#1"),
    "reading": lambda archive, article: list(archive.reading(article).read),
    "setting": lambda archive, article: archive.setting("theme"),
    "stats": lambda archive, article: archive.stats(),
    "check": lambda archive, article: archive.check(),
    "dry run": lambda archive, article: [
        r.new for r in archive.import_paths([archive.path.parent / "other.jsonl"], dry_run=True)
    ],
}


@pytest.fixture
def locked(archive: Archive, pond: ArticleId, tmp_path: Path) -> Archive:
    """Return an archive that does not wait for locks, with a source that it has not seen."""
    write_lines(tmp_path / "other.jsonl", ({**ARTICLE, "key": "other", "title": "Other"}, COMMENTS))
    return Archive.open(archive.path, importers=[JsonLinesImporter()], busy_seconds=0.05)


@pytest.mark.parametrize("name", WRITES)
def test_a_write_to_a_locked_library_says_that_it_is_busy(
    locked: Archive, pond: ArticleId, name: str
) -> None:
    with closing(sqlite3.connect(locked.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryBusyError, match="try again"):
            WRITES[name](locked, pond)
        other.rollback()
        WRITES[name](locked, pond)
    locked.close()


@pytest.mark.parametrize("name", READS)
def test_reading_does_not_wait_for_a_writer(locked: Archive, pond: ArticleId, name: str) -> None:
    before = READS[name](locked, pond)
    with closing(sqlite3.connect(locked.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE comments SET text = 'half done'")
        assert READS[name](locked, pond) == before
        other.rollback()
    locked.close()


def test_threads_use_one_archive_at_once(archive: Archive, pond: ArticleId) -> None:
    ids = [c.id for c in archive.comments(pond)]
    failures: list[ArchiveError] = []
    start = threading.Barrier(8)

    def work(number: int) -> None:
        start.wait()
        try:
            for turn in range(20):
                archive.mark_read(pond, [ids[(number + turn) % 6]], read=turn % 2 == 0)
                archive.outline(pond)
                archive.set_setting(f"thread {number}", str(turn))
                assert len(archive.comments(pond)) == 6
        except ArchiveError as error:
            failures.append(error)

    workers = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert failures == []
    assert [archive.setting(f"thread {number}") for number in range(8)] == ["19"] * 8
    assert archive.check().problems == ()


def test_two_programs_make_one_library_at_once(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    failures: list[ArchiveError] = []
    start = threading.Barrier(6)

    def work() -> None:
        start.wait()
        try:
            with Archive.open(path) as archive:
                archive.set_setting("made", "yes")
        except ArchiveError as error:
            failures.append(error)

    workers = [threading.Thread(target=work) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert failures == []
    assert [entry.name for entry in Path(tmp_path).iterdir() if "backup" in entry.name] == []
