"""Dumps of comments on their way into a library: stopped while they are read, told of, put together."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from archive_tui.archive import Archive
from archive_tui.importers.reddit import RedditDumpImporter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archive_tui.model import Progress

COMMENTS = 3000


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """Return a folder with comments on ten submissions, five of which are there."""
    folder = tmp_path / "dump"
    folder.mkdir()
    comments = [
        {
            "id": f"c{number:04}",
            "link_id": f"t3_s{number % 10}",
            "parent_id": f"t3_s{number % 10}" if number < 1000 else f"t1_c{number - 1000:04}",
            "author": "ada",
            "body": f"This is {number}.",
            "unused": "x" * 400,
            "created_utc": 1_700_000_000 + number,
            "subreddit": "sheds",
        }
        for number in range(COMMENTS)
    ]
    submissions = [
        {
            "id": f"s{number}",
            "title": f"Shed {number}",
            "created_utc": 1,
            "subreddit": "sheds",
            "num_comments": COMMENTS // 10,
        }
        for number in range(5)
    ]
    for name, records in (("comments", comments), ("submissions", submissions)):
        (folder / f"{name}.ndjson").write_text(
            "".join(json.dumps(record) + "\n" for record in records), encoding="utf-8"
        )
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "library.db", importers=[RedditDumpImporter()]) as opened:
        yield opened


def test_submissions_and_comments_meet_whichever_comes_first(archive: Archive, dump: Path) -> None:
    (first,) = archive.import_paths([dump / "comments.ndjson"])
    assert (first.articles, first.comments) == (10, COMMENTS)
    (second,) = archive.import_paths([dump / "submissions.ndjson"])
    assert second.missing == 0
    titles = sorted(article.title for article in archive.articles())
    assert titles == [f"Shed {number}" for number in range(5)] + [
        f"r/sheds thread t3_s{number}" for number in range(5, 10)
    ]
    assert all(article.comments == COMMENTS // 10 for article in archive.articles())


def test_progress_is_told_while_nothing_is_stored_yet(archive: Archive, dump: Path) -> None:
    told: list[Progress] = []
    list(archive.import_paths([dump], progress=told.append))
    before = [progress.done for progress in told if not progress.articles]
    assert len(set(before)) > 3
    assert before == sorted(before)
    assert told[-1].done == told[-1].total


def test_an_import_can_be_stopped_while_it_reads(archive: Archive, dump: Path) -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 4

    (report,) = archive.import_paths([dump], cancelled=cancelled)
    assert [skipped.why for skipped in report.skipped] == ["the import was stopped"]
    assert report.error is None
    assert not archive.articles()
    (whole,) = archive.import_paths([dump])
    assert whole.comments == COMMENTS
