"""Migrations: each from its predecessor, after a copy; listed and applied with sqlite-utils alone too."""

from __future__ import annotations

import runpy
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlite_utils import Database

import archive_tui
from archive_tui.archive import Archive
from archive_tui.errors import StorageError
from archive_tui.storage import migrating
from archive_tui.storage.library import Library
from archive_tui.storage.migrating import known_migrations, migrations_folder

if TYPE_CHECKING:
    from collections.abc import Callable

CHECKOUT = Path(__file__).parents[2]

ADDS_BADGES = '''
"""Add badges."""

def upgrade(db):
    """Add the table, and a badge for every article."""
    db.execute("CREATE TABLE badges (article_id INTEGER PRIMARY KEY REFERENCES articles (id)) STRICT")
    db.execute("INSERT INTO badges SELECT id FROM articles")
'''

FAILS_HALF_WAY = ADDS_BADGES.replace("SELECT id", "SELECT title")


ROWS = {
    "m0001_library": """
        INSERT INTO imports VALUES (1, 'page.txt', 'page-dump', 'e', 'd', 10, 0, NULL);
        INSERT INTO articles VALUES (1, 'key', 1, 'Title', 'title', NULL, NULL, NULL, 1, 0, 1, 1);
        INSERT INTO article_texts VALUES (1, NULL, NULL, 'Body', '[]', NULL);
        INSERT INTO comments (id, article_id, position, depth, size, rank, key, state, kind, text)
               VALUES (1, 1, 0, 1, 1, 1, 'c', 'normal', 'comment', 'Text');
        INSERT INTO outlines VALUES (1, x'01', x'', x'', x'', x'', x'', x'', x'', x'', x'', x'', '[]');
        INSERT INTO read_marks VALUES (1, 1);
        INSERT INTO folds VALUES (1, 1);
        INSERT INTO places VALUES (1, 0, 0, 3, 1, NULL);
        INSERT INTO settings VALUES ('theme', 'ink');
    """,
    "m0002_marks": """
        INSERT INTO stars VALUES (1, 1);
        INSERT INTO history VALUES (1, 1, 'star', 1, '[1]', 0);
        INSERT INTO quotes VALUES (1, 0, 4, 1, 0, 'article', NULL);
        INSERT INTO quoted VALUES (1, 1);
    """,
    "m0003_search": """
        INSERT INTO search_documents (rowid, text, title, labels) VALUES (1, 'Text', '', 'label');
        INSERT INTO search_terms VALUES (1, 'text', 1);
        INSERT INTO search_buckets VALUES (1, 1, x'01000000');
        INSERT INTO search_completions VALUES ('te', x'01000000');
        INSERT INTO search_changes VALUES (1, 1, NULL, NULL, NULL, 'Text');
    """,
    "m0004_new": "",
    "m0005_history": "INSERT INTO history VALUES (2, 1, 'read', '[1, 0]', '[false, false]', '[true, true]', 1);",
    "m0008_curation": """
        INSERT INTO picks VALUES (1, 1, 'Ann', 'Text', 'parent', 0);
        INSERT INTO notes VALUES (1, NULL, 'To be read again.');
        INSERT INTO tags VALUES (1, 1, 'lamps');
        INSERT INTO selections VALUES (1, 'none', 'show', 'newest', 0);
    """,
    "m0007_spam": """
        INSERT INTO spam_labels VALUES ('key', 'c', 'spam', 'Text', 0, '["ham", 0.5, []]');
        INSERT INTO spam_suspects VALUES (1, 3.5, 1, 1, 0);
        INSERT INTO spam_shingles VALUES (7, 1);
        INSERT INTO spam_changes VALUES (1);
    """,
    "m0006_private": "INSERT INTO private_details VALUES (1, 'ada@example.org', NULL);",
    "m0009_noise": "INSERT INTO mutes VALUES ('Bob', 0); UPDATE comments SET hidden = 1;",
    "m0010_imports": """
        INSERT INTO article_parts VALUES (1, x'00', 1, 0, NULL);
        INSERT INTO import_places VALUES ('pages', 'e', 's', NULL, '[]');
        INSERT INTO import_runs VALUES (1, 0, 1.5, '["pages"]', 0);
        INSERT INTO import_reports VALUES (1, 1, 'page.txt', NULL, '{}');
    """,
}
"""What each migration's new tables are given."""

Rows = dict[str, list[tuple[object, ...]]]


def _with_values(rows: Rows) -> Rows:
    return rows | {
        "history": [
            (number, article, mark, ids, f"[{_word(not value)}]", f"[{_word(bool(value))}]", undone)
            for number, article, mark, value, ids, undone in rows["history"]
        ]
    }


def _word(value: bool) -> str:
    return "true" if value else "false"


def _with_noise(rows: Rows) -> Rows:
    return rows | {"comments": [(*row, 0, 0) for row in rows["comments"]]}


def _with_realms(rows: Rows) -> Rows:
    return rows | {"articles": [(*row, None, None) for row in rows["articles"]]}


REWRITTEN: dict[str, Callable[[Rows], Rows]] = {
    "m0005_history": _with_values,
    "m0009_noise": _with_noise,
    "m0010_imports": _with_realms,
}
"""What becomes of rows that a migration writes anew; each history above is of one comment."""
"""Rows for every table that a migration adds."""


def make(path: Path, last: str) -> None:
    """Make a library as it was after a migration, with rows in every table."""
    namespace = runpy.run_path(str(migrations_folder() / "migrations.py"))
    for name, following in pairwise([*known_migrations(), None]):
        database = Database(path)
        namespace["migrations"].apply(database, stop_before=following)
        database.close()
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.executescript(ROWS[str(name)])
        if name == last:
            break


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Return a library of this program with a row in every table."""
    path = tmp_path / "library.db"
    make(path, known_migrations()[-1])
    return path


@pytest.fixture
def with_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return what gives the program one migration more."""

    def add(program: str) -> None:
        package = tmp_path / "site" / "archive_tui"
        shutil.copytree(
            migrations_folder(), package / "_migrations", ignore=shutil.ignore_patterns("__pycache__")
        )
        (package / "_migrations" / "m9998_badges.py").write_text(program, encoding="utf-8")
        monkeypatch.setattr(archive_tui, "__file__", str(package / "__init__.py"))

    return add


def rows(path: Path) -> Rows:
    """Return all rows of all tables, apart from the record of migrations."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {
            table: list(connection.execute(f"SELECT * FROM {table}"))  # noqa: S608 - names from the schema
            for table in tables
            if table != "_sqlite_migrations"
        }


def test_a_new_library_has_every_migration(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    Archive.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        assert migrating.applied_migrations(connection) == known_migrations()
    assert known_migrations()[0] == "m0001_library"


def test_the_migrations_of_the_checkout_are_found(tmp_path: Path) -> None:
    assert migrations_folder() == CHECKOUT / "migrations"


def test_the_migrations_of_a_wheel_go_before_those_of_a_checkout(
    with_migration: Callable[[str], None], tmp_path: Path
) -> None:
    with_migration(ADDS_BADGES)
    assert migrations_folder() == tmp_path / "site" / "archive_tui" / "_migrations"
    assert known_migrations()[-1] == "m9998_badges"


def test_migrations_that_are_not_installed_are_missed_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_tui, "__file__", str(tmp_path / "a" / "b" / "__init__.py"))
    with pytest.raises(StorageError, match="install archive-tui again"):
        migrations_folder()


@pytest.mark.parametrize("last", known_migrations()[:-1])
def test_every_migration_keeps_the_rows_of_its_predecessor(tmp_path: Path, last: str) -> None:
    path = tmp_path / "library.db"
    make(path, last)
    before = rows(path)
    assert all(before.values())
    Library(path).close()
    after = rows(path)
    expected = before
    for name in known_migrations():
        if name > last and name in REWRITTEN and (name != "m0005_history" or "history" in before):
            expected = REWRITTEN[name](expected)
    assert {table: after[table] for table in before} == expected
    assert rows(next(tmp_path.glob("*.backup-before-*"))) == before


def test_an_older_library_is_upgraded_after_a_copy(
    library: Path, with_migration: Callable[[str], None]
) -> None:
    before = rows(library)
    with_migration(ADDS_BADGES)
    Library(library).close()
    after = rows(library)
    assert after.pop("badges") == [(1,)]
    assert after == before
    copy = library.with_name("library.db.backup-before-m9998_badges")
    assert rows(copy) == before
    Library(library).close()
    assert [entry.name for entry in library.parent.glob("*backup*")] == [copy.name]


def test_an_upgrade_that_fails_leaves_the_library_as_it_was(
    library: Path, with_migration: Callable[[str], None]
) -> None:
    before = rows(library)
    with_migration(FAILS_HALF_WAY)
    for _ in range(2):
        with pytest.raises(sqlite3.IntegrityError):
            Library(library)
    assert rows(library) == before
    assert sorted(entry.name for entry in library.parent.glob("*backup*")) == [
        "library.db.backup-before-m9998_badges",
        "library.db.backup-before-m9998_badges-2",
    ]


def test_sqlite_utils_lists_and_applies_them(tmp_path: Path) -> None:
    path = tmp_path / "library.db"

    def migrate(*options: str) -> str:
        command = [sys.executable, "-m", "sqlite_utils", "migrate", str(path), "migrations", *options]
        done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)  # noqa: S603
        return done.stdout

    applied, _, pending = migrate("--list").partition("Pending:")
    assert "archive_tui" in applied
    assert "m0001_library" in pending
    migrate()
    applied, _, pending = migrate("--list").partition("Pending:")
    assert "m0001_library" in applied
    assert "(none)" in pending
    with Archive.open(path) as archive:
        assert archive.check().ok


def test_every_table_is_strict_and_every_column_that_needs_it_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    Archive.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        tables = dict(
            connection.execute(
                """
                SELECT name, sql FROM sqlite_master
                 WHERE type = 'table' AND name NOT LIKE '%sqlite_%' AND name NOT LIKE 'search_documents%'
                """
            )
        )
    assert len(tables) >= 9
    for sql in tables.values():
        assert "STRICT" in sql.rpartition(")")[2]
