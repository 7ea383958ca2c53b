"""Libraries filled without importers: articles of comments, stored as an import stores them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pytest

from archive_tui.archive import Archive
from archive_tui.model import ArticleId, ImportedArticle, ImportedComment, ImportedThread
from archive_tui.storage import articles, imports, threads
from archive_tui.storage.imports import Fingerprint
from archive_tui.storage.library import Library
from archive_tui.thread.tree import grow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Store = Callable[[str, Sequence[str | ImportedComment]], ArticleId]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "library.db") as opened:
        yield opened


@pytest.fixture
def store(archive: Archive) -> Store:
    """Return what stores an article by its key, again if it is there, and answers with its id."""

    def stored(key: str, comments: Sequence[str | ImportedComment]) -> ArticleId:
        library = Library(archive.path)
        imported = [
            one
            if isinstance(one, ImportedComment)
            else ImportedComment(str(place), source_id=str(place), text=one)
            for place, one in enumerate(comments)
        ]
        article = ImportedArticle(key, f"Article {key}")
        with library.write() as connection:
            import_id = imports.begin(connection, Fingerprint(key, "test", "1", "0", 0), 0)
            known = articles.recognise(
                connection, article, source=key, format_name="test", import_id=import_id
            )
            thread = ImportedThread(article, tuple(imported))
            result = threads.store(connection, known, thread, grow(thread.comments), import_id)
        library.close()
        assert result.article_id is not None
        return result.article_id

    return stored
