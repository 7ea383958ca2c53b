"""Check, repair, backup, statistics."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from tests.storage.conftest import ARTICLE, COMMENTS, write_lines

from archive_tui.archive import Archive
from archive_tui.errors import NotFoundError, StorageError
from archive_tui.model import ArticleId

if TYPE_CHECKING:
    from pathlib import Path


def spoil(archive: Archive, *statements: str) -> None:
    with closing(sqlite3.connect(archive.path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_a_whole_library_passes(archive: Archive, pond: ArticleId) -> None:
    report = archive.check()
    assert (report.ok, report.articles, report.comments, report.problems) == (True, 1, 6, ())


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE comments SET position = position + 1 WHERE position > 2", "place"),
        ("UPDATE comments SET size = 9 WHERE position = 0", "place"),
        ("UPDATE comments SET depth = 1", "place"),
        ("UPDATE comments SET rank = 7 WHERE position = 3", "place"),
        ("UPDATE comments SET parent_id = 1 WHERE position = 2", "place"),
        ("UPDATE comments SET parent_id = id WHERE position = 4", "place"),
        ("DELETE FROM outlines", "outline"),
        ("UPDATE outlines SET flags = zeroblob(6), depth = zeroblob(24)", "outline"),
        ("UPDATE outlines SET size = zeroblob(5)", "outline"),
        ("UPDATE comments SET text = 'longer than it was' WHERE position = 1", "outline"),
        ("UPDATE articles SET unread = 0", "counts"),
        ("UPDATE articles SET max_depth = 12, comments = 40", "counts"),
    ],
)
def test_what_is_derived_is_checked_and_rebuilt(
    archive: Archive, pond: ArticleId, statement: str, words: str
) -> None:
    spoil(archive, statement)
    broken = archive.check()
    assert not broken.ok
    assert any(words in problem for problem in broken.problems)
    mended = archive.check(repair=True)
    assert mended.ok
    assert mended.repaired == broken.problems
    assert archive.check().problems == ()
    assert len(archive.outline(pond)) == 6


def test_an_outline_that_is_lost_is_missed_with_a_sentence(archive: Archive, pond: ArticleId) -> None:
    spoil(archive, "DELETE FROM outlines")
    with pytest.raises(StorageError, match="check --repair"):
        archive.outline(pond)
    with pytest.raises(NotFoundError):
        archive.outline(ArticleId(pond + 1))


def test_rows_that_refer_to_nothing_are_reported_but_not_guessed_at(
    archive: Archive, pond: ArticleId
) -> None:
    spoil(archive, "INSERT INTO read_marks (article_id, comment_id) VALUES (1, 999)")
    report = archive.check(repair=True)
    assert [p for p in report.problems if "read_marks" in p]
    assert not report.ok


def test_a_backup_is_a_library(archive: Archive, pond: ArticleId, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    archive.backup(target)
    with Archive.open(target) as copy:
        assert copy.comments(pond) == archive.comments(pond)
        assert copy.check().ok
    assert not list(tmp_path.glob("*.partial"))


def test_a_backup_overwrites_nothing(archive: Archive, tmp_path: Path) -> None:
    target = tmp_path / "precious.db"
    target.write_bytes(b"precious")
    with pytest.raises(StorageError, match="there already"):
        archive.backup(target)
    assert target.read_bytes() == b"precious"
    with pytest.raises(StorageError, match="there already"):
        archive.backup(archive.path)
    with pytest.raises(StorageError, match="cannot be written"):
        archive.backup(tmp_path / "nowhere" / "copy.db")


def test_a_backup_while_another_program_writes(archive: Archive, pond: ArticleId, tmp_path: Path) -> None:
    with closing(sqlite3.connect(archive.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE comments SET text = 'half done'")
        archive.backup(tmp_path / "copy.db")
        other.rollback()
    with Archive.open(tmp_path / "copy.db") as copy:
        assert copy.comments(pond) == archive.comments(pond)


def test_statistics_of_an_article(archive: Archive, pond: ArticleId) -> None:
    stats = archive.stats(pond)
    assert (stats.articles, stats.comments, stats.roots, stats.authors, stats.unread) == (1, 6, 2, 3, 6)
    assert stats.characters == sum(len(c["text"]) for c in COMMENTS)
    assert (stats.spam, stats.ghosts, stats.deleted, stats.pingbacks, stats.missing) == (0, 0, 0, 0, 0)
    assert stats.busiest == (("Ada", 2), ("Ben", 2), ("Cy", 1))
    assert stats.months == (("2011-06", 2), ("2011-07", 1))
    assert stats.depths == ((1, 2), (2, 3), (3, 1))
    assert stats.max_depth == 3
    assert (stats.first, stats.last) == (
        datetime(2011, 6, 3, 10, tzinfo=UTC),
        datetime(2011, 7, 1, tzinfo=UTC),
    )
    assert stats.library_bytes == archive.path.stat().st_size


def test_statistics_of_the_library(archive: Archive, pond: ArticleId, tmp_path: Path) -> None:
    spam = {"label": "spam", "score": 1.0, "by": "source", "reasons": []}
    other: list[dict[str, Any]] = [
        {"ref": "1", "parent": "0", "text": "An orphan."},
        {"ref": "2", "text": "Cheap towels", "verdict": spam},
        {"ref": "3", "state": "deleted"},
        {"ref": "4", "kind": "pingback", "text": "Pingback: towels"},
    ]
    article = {**ARTICLE, "key": "towels", "title": "Towels"}
    list(archive.import_paths([write_lines(tmp_path / "towels.jsonl", (article, other))]))
    stats = archive.stats()
    assert (stats.articles, stats.comments, stats.ghosts, stats.deleted, stats.pingbacks) == (2, 10, 1, 1, 1)
    assert (stats.spam, stats.spam_share, stats.unread) == (1, 0.1, 9)
    # The orphan's parent is not in the archive: the orphan is no root.
    assert stats.roots == 5


def test_statistics_of_nothing(archive: Archive) -> None:
    stats = archive.stats()
    assert (stats.articles, stats.comments, stats.spam_share, stats.depths) == (0, 0, 0.0, ())
    assert stats.first is stats.last is None
    with pytest.raises(NotFoundError):
        archive.stats(ArticleId(1))
