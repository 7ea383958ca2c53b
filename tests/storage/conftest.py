"""A small importer for JSON lines, and libraries that it fills: real files, real SQLite."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from archive_tui.archive import Archive
from archive_tui.errors import ImportFailedError
from archive_tui.model import (
    ArticleId,
    ImportedArticle,
    ImportedComment,
    ImportedThread,
    ImportReport,
    Kind,
    PageNote,
    Skipped,
    State,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Source

MAGIC = b'{"article"'


class JsonLinesImporter:
    """Reads a line for each article, followed by a line for each of its comments."""

    name = "test-lines"
    description = "JSON lines, for tests"
    spans_files = False

    def confidence(self, source: Source) -> float:
        return 0.9 if source.head.startswith(MAGIC) else 0.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        [path] = paths
        article: ImportedArticle | None = None
        comments: list[ImportedComment] = []
        skipped: list[Skipped] = []
        with path.open(encoding="utf-8", errors="surrogatepass") as lines:
            for number, line in enumerate(lines, start=1):
                try:
                    fields: dict[str, Any] = json.loads(line)
                except ValueError as error:
                    raise ImportFailedError(path, f"line {number}", "no JSON") from error
                if "article" in fields:
                    if article is not None:
                        yield ImportedThread(article, tuple(comments), tuple(skipped))
                        comments, skipped = [], []
                    article = _article(fields["article"])
                elif "skipped" in fields:
                    skipped.append(Skipped(*fields["skipped"]))
                else:
                    comments.append(_comment(fields))
        if article is not None:
            yield ImportedThread(article, tuple(comments), tuple(skipped))


def _article(fields: dict[str, Any]) -> ImportedArticle:
    notes = tuple(PageNote(kind, text) for kind, text in fields.pop("notes", ()))
    published = fields.pop("published", None)
    return ImportedArticle(
        **fields, notes=notes, published=datetime.fromisoformat(published) if published else None
    )


def _comment(fields: dict[str, Any]) -> ImportedComment:
    created = fields.pop("created", None)
    verdict = fields.pop("verdict", None)
    return ImportedComment(
        **{
            **fields,
            "created": datetime.fromisoformat(created) if created else None,
            "verdict": Verdict(**{**verdict, "reasons": tuple(verdict["reasons"])}) if verdict else None,
            "state": State(fields.get("state", "normal")),
            "kind": Kind(fields.get("kind", "comment")),
        }
    )


def write_lines(path: Path, *threads: tuple[dict[str, Any], list[dict[str, Any]]]) -> Path:
    """Write articles with their comments as the importer reads them."""
    with path.open("w", encoding="utf-8") as file:
        for article, comments in threads:
            file.write(json.dumps({"article": article}) + "\n")
            for comment in comments:
                file.write(json.dumps(comment) + "\n")
    return path


ARTICLE: dict[str, Any] = {"key": "pond", "title": "The pond gets a lifeguard", "body": "Ducks object."}

COMMENTS: list[dict[str, Any]] = [
    {"ref": "a", "author": "Ada", "text": "Who pays for this?", "created": "2011-06-03T10:00:00+00:00"},
    {
        "ref": "b",
        "parent": "a",
        "author": "Ben",
        "text": "The ducks do.",
        "created": "2011-06-03T11:00:00+00:00",
    },
    {"ref": "c", "parent": "b", "author": "Ada", "text": "In bread, I suppose.", "score": 3},
    {"ref": "d", "parent": "a", "text": "You do."},
    {
        "ref": "e",
        "author": "Cy",
        "text": "I saw the lifeguard asleep.",
        "created": "2011-07-01T00:00:00+00:00",
    },
    {"ref": "f", "parent": "e", "author": "Ben", "text": "So were the ducks."},
]

Imported = tuple[Archive, "Callable[[list[dict[str, Any]]], ImportReport]"]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "library.db", importers=[JsonLinesImporter()]) as opened:
        yield opened


@pytest.fixture
def imported(archive: Archive, tmp_path: Path) -> Callable[[list[dict[str, Any]]], ImportReport]:
    """Return what imports comments of one article, again and again from one file."""

    def run(comments: list[dict[str, Any]]) -> ImportReport:
        path = write_lines(tmp_path / "pond.jsonl", (ARTICLE, comments))
        (report,) = archive.import_paths([path])
        assert report.error is None
        return report

    return run


@pytest.fixture
def pond(imported: Callable[[list[dict[str, Any]]], ImportReport]) -> ArticleId:
    """Return the id of an article with six comments."""
    return imported(COMMENTS).article_ids[0]
