"""A small library to search in: the corpus of relevance.toml, imported as any source is."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from archive_tui.archive import Archive
from archive_tui.model import ArticleId, CommentId, Hit, ImportedArticle, ImportedComment, ImportedThread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from archive_tui.importers import Source

RELEVANCE = Path(__file__).with_name("relevance.toml")


class ThreadsImporter:
    """Reads a JSON list of articles, each with its comments."""

    name = "threads"
    description = "threads as JSON, for tests"
    spans_files = False

    def confidence(self, source: Source) -> float:
        return 0.9 if source.head.startswith(b"[") else 0.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        [path] = paths
        for found in json.loads(path.read_text(encoding="utf-8")):
            article = ImportedArticle(
                key=found["title"],
                title=found["title"],
                section=found.get("section"),
                dek=found.get("dek"),
                author=found.get("author"),
                published=_moment(found.get("published")),
                body=found.get("body", ""),
            )
            comments = [
                ImportedComment(
                    ref=name,
                    parent=parent or None,
                    source_id=name,
                    author=author or None,
                    created=_moment(date),
                    text=text,
                )
                for name, parent, author, date, text in found["comments"]
            ]
            yield ImportedThread(article, tuple(comments))


def _moment(date: str | None) -> datetime | None:
    return datetime.fromisoformat(date).replace(tzinfo=UTC) if date else None


@dataclass
class Library:
    """An archive, and its comments by the names that the corpus gives them."""

    archive: Archive
    folder: Path

    def add(self, articles: list[dict[str, Any]]) -> None:
        """Import articles; one of the same title is imported again."""
        source = self.folder / "source.json"
        source.write_text(json.dumps(articles), encoding="utf-8")
        for report in self.archive.import_paths([source]):
            assert report.error is None

    def article(self, title: str) -> ArticleId:
        return self.archive.article(title).summary.id

    def name(self, hit: Hit) -> str:
        if not hit.id:
            return f"@{hit.title.split()[0]}"
        return self.archive.comment(hit.id).key.removeprefix("id:")

    def names(self, query: str, **options: Any) -> list[str]:
        return [self.name(hit) for hit in self.archive.search(query, **options).hits]

    def comment(self, name: str) -> CommentId:
        for summary in self.archive.articles():
            for comment in self.archive.comments(summary.id):
                if comment.key == f"id:{name}":
                    return comment.id
        raise KeyError(name)


def article(title: str, texts: list[str], **fields: Any) -> dict[str, Any]:
    """Return an article whose comments are roots, named after the title and their places."""
    comments = [[f"{title}-{place}", "", "Nobody", None, text] for place, text in enumerate(texts)]
    return {"title": title, "comments": comments, **fields}


def corpus() -> list[dict[str, Any]]:
    """Return the articles of relevance.toml as the importer reads them."""
    articles = tomllib.loads(RELEVANCE.read_text(encoding="utf-8"))["article"]
    for found in articles:
        lines: list[str] = []
        for line in found["comments"].strip("\n").split("\n"):
            if line.startswith("  "):
                lines[-1] += "\n" + line.strip()
            else:
                lines.append(line)
        found["comments"] = [[part.strip() for part in line.split("|", 4)] for line in lines]
        if "published" in found:
            found["published"] = found["published"].isoformat()
    return list(articles)


@pytest.fixture
def make_library(tmp_path: Path) -> Iterator[Callable[..., Library]]:
    opened: list[Archive] = []

    def make(*articles: dict[str, Any]) -> Library:
        archive = Archive.open(tmp_path / "library.db", importers=[ThreadsImporter()])
        opened.append(archive)
        library = Library(archive, tmp_path)
        if articles:
            library.add(list(articles))
        return library

    yield make
    for archive in opened:
        archive.close()


@pytest.fixture(scope="session")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The corpus, to be read only."""
    folder = tmp_path_factory.mktemp("searched")
    with Archive.open(folder / "library.db", importers=[ThreadsImporter()]) as archive:
        library = Library(archive, folder)
        library.add(corpus())
        yield library
