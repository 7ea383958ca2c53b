"""A library with one of everything that a comment can be, and the means to run the program on it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from archive_tui.archive import Archive
from archive_tui.cli.program import program
from archive_tui.model import ImportedArticle, ImportedComment, ImportedThread, Kind, State, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from archive_tui.importers import Source

PAGE = """\
Harbour Notes

The ferry that forgot an island

Nobody noticed until Tuesday.

For three days the ferry called at every pier but one, and the timetable said that all was well.

On the island they lit a bonfire, and then a larger one.

5 thoughts on “The ferry that forgot an island”

  1. The timetable is a work of fiction, and not even a good one.

    1. It has a strong opening, though.

      1. And nobody knows how it ends.

    2. I liked the map.

  2. We still have the bonfire going. Please send marshmallows.

Comments are closed.
"""


class ThreadImporter:
    """Reads a JSON file of this folder's tests: an article and its comments, keys as in the model."""

    name = "thread-json"
    description = "An article with its comments as one JSON object"
    spans_files = False

    def confidence(self, source: Source) -> float:
        return 1.0 if source.head.startswith(b'{"article"') else 0.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        [path] = paths
        found = json.loads(path.read_text(encoding="utf-8"))
        yield ImportedThread(
            article=ImportedArticle(**_typed(found["article"])),
            comments=tuple(ImportedComment(**_typed(comment)) for comment in found["comments"]),
        )


def _typed(fields: Mapping[str, Any]) -> dict[str, Any]:
    kinds: dict[str, Callable[[Any], Any]] = {
        "published": _moment,
        "created": _moment,
        "state": State,
        "kind": Kind,
        "verdict": lambda verdict: Verdict(**{**verdict, "reasons": tuple(verdict["reasons"])}),
    }
    return {name: kinds.get(name, lambda value: value)(value) for name, value in fields.items()}


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


SPAM = {"label": "spam", "score": 0.98, "by": "source", "reasons": ["the site's own filter"]}

THREAD: dict[str, Any] = {
    "article": {
        "key": "example.org/lighthouse",
        "title": "灯台守の手紙: a lighthouse keeper writes home",
        "section": "Letters",
        "dek": "He has not been asked to stop.",
        "author": "Ines Corral",
        "published": "2019-03-04T00:00:00+00:00",
        "url": "https://example.org/lighthouse",
        "body": "The lamp is well, and so am I.\n\nSend more ink, and a smaller moon.",
        "declared": 9,
    },
    "comments": [
        {
            "ref": "a",
            "source_id": "a",
            "author": "Ann",
            "created": "2019-03-04T09:30:00+00:00",
            "score": 5,
            "text": "I read this to my gulls. They asked for it twice, and then for bread instead.",
        },
        {
            "ref": "b",
            "source_id": "b",
            "parent": "a",
            "author": "Moneybags",
            "text": "Earn 900 a day 0nline!",
            "verdict": SPAM,
        },
        {"ref": "c", "source_id": "c", "parent": "b", "author": "Ann", "text": "My gulls earn more."},
        {"ref": "d", "source_id": "d", "author": "Moneybags", "text": "Cheap w0rk at home!", "verdict": SPAM},
        {
            "ref": "e",
            "source_id": "e",
            "parent": "gone",
            "author": "Bo",
            "text": "You are right about the moon.",
        },
        {"ref": "f", "source_id": "f", "text": "", "state": "deleted"},
        {
            "ref": "g",
            "source_id": "g",
            "author": "another-blog.example",
            "text": "A letter worth the stamp",
            "kind": "pingback",
            "url": "https://another-blog.example/letter",
        },
    ],
}

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the library and the settings of whoever runs it."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "data"))
    for name in ("ARCHIVE_TUI_DB", "NO_COLOR", "COLUMNS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Return a page dump of five comments."""
    path = tmp_path / "ferry.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Return a library with one article that has one of everything."""
    return _library(tmp_path, THREAD)


@pytest.fixture
def long_library(tmp_path: Path) -> Path:
    """Return a library longer than a pipe holds: 3,000 comments, 500 of them each in the one before."""
    comments = [
        {
            "ref": str(index),
            "parent": str(index - 1) if 0 < index < 500 else None,
            "text": f"Wave {index}. " * 20,
        }
        for index in range(3_000)
    ]
    return _library(tmp_path, {"article": {"key": "waves", "title": "Waves"}, "comments": comments})


@pytest.fixture
def echo_library(tmp_path: Path) -> Path:
    """Return a library where the second comment nearly repeats the first, the third takes it up, the last does not."""
    texts = (
        "The quartermaster counted every lantern on the quay, and found one that nobody had signed for.",
        "The quartermaster counted every lantern on the quay and found one that nobody signed for!",
        "A quartermaster who cannot find a lantern should look in his own hand.",
        "Soup again.",
    )
    comments = [{"ref": str(index), "text": text} for index, text in enumerate(texts)]
    return _library(tmp_path, {"article": {"key": "quay", "title": "On the quay"}, "comments": comments})


def _library(folder: Path, thread: Mapping[str, Any]) -> Path:
    source = folder / "thread.json"
    source.write_text(json.dumps(thread), encoding="utf-8")
    path = folder / "library.db"
    with Archive.open(path, importers=[ThreadImporter()]) as archive:
        (report,) = archive.import_paths([source])
    assert report.error is None
    return path


@pytest.fixture
def run() -> Run:
    """Return what runs the program in this process."""

    def call(*arguments: str | Path, **options: Any) -> Result:
        return CliRunner().invoke(program, [str(argument) for argument in arguments], **options)

    return call


@pytest.fixture
def spawn() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Return what runs the program in a process of its own."""

    def call(*arguments: str | bytes | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
        command: list[str | bytes | Path] = [sys.executable, "-m", "archive_tui", *arguments]
        options.setdefault("env", dict(os.environ))
        return subprocess.run(command, capture_output=True, check=False, timeout=60, **options)  # noqa: S603

    return call
