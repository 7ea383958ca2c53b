"""Threads that come in parts: months of a list, comments without their article."""

from __future__ import annotations

import itertools
import json
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.storage.conftest import JsonLinesImporter, write_lines

from archive_tui.archive import Archive
from archive_tui.model import CommentId, ImportedArticle, ImportedComment, ImportedThread, State
from archive_tui.storage import joining

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Source
    from archive_tui.model import Comment

MAGIC = b'{"message"'


class ListImporter:
    """Reads messages, one a line, of any number of files: those that answer are comments on the first of their refs."""

    name = "test-list"
    description = "messages, for tests"
    spans_files = True

    def confidence(self, source: Source) -> float:
        return 0.9 if source.head.startswith(MAGIC) else 0.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        threads: dict[str, list[dict[str, Any]]] = {}
        for path in paths:
            for line in path.read_text(encoding="utf-8").splitlines():
                message = json.loads(line)["message"]
                threads.setdefault(message["article"], []).append(message)
        for key, messages in threads.items():
            own = [message for message in messages if message["id"] == key]
            article = ImportedArticle(key=key, title="")
            if own:
                article = ImportedArticle(
                    key=key,
                    title=own[0]["title"],
                    body=own[0]["text"],
                    published=datetime.fromisoformat(own[0]["date"]),
                )
            yield ImportedThread(
                article, tuple(_comment(m) for m in messages if m["id"] != key), partial=True
            )


def _comment(message: dict[str, Any]) -> ImportedComment:
    parent = message["parent"]
    return ImportedComment(
        ref=message["id"],
        source_id=message["id"],
        parent=None if parent == message["article"] else parent,
        author=message.get("author"),
        created=datetime.fromisoformat(message["date"]),
        text=message["text"],
    )


def message(number: int, parent: int | None = None, article: int = 1) -> dict[str, Any]:
    return {
        "id": f"m{number}",
        "article": f"m{article}",
        "parent": None if parent is None else f"m{parent}",
        "title": f"Title of m{number}",
        "text": f"Text of message {number}.",
        "date": f"2004-02-{number:02}T10:00:00+00:00",
    }


THREAD = [
    message(1),
    message(2, 1),
    message(3, 2),
    message(4, 1),
    message(5, 3),
    message(6, 5),
    message(7, 2),
]


def write_messages(path: Path, messages: Sequence[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps({"message": m}) + "\n" for m in messages), encoding="utf-8")
    return path


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "library.db", importers=[JsonLinesImporter(), ListImporter()]) as opened:
        yield opened


def seen(comments: Sequence[Comment]) -> list[tuple[object, ...]]:
    return [(c.number, c.text, c.state, c.missing, c.new) for c in comments]


def test_months_of_one_call_are_one_source(archive: Archive, tmp_path: Path) -> None:
    paths = [write_messages(tmp_path / f"2004-{n}.txt", THREAD[n::2]) for n in range(2)]
    (report,) = archive.import_paths(paths)
    assert report.source == f"{paths[0]}, {paths[1]}"
    assert (report.format, report.articles, report.comments, report.ghosts) == ("test-list", 1, 6, 0)
    assert [c.number for c in archive.comments(report.article_ids[0])] == [
        "1",
        "1.1",
        "1.1.1",
        "1.1.1.1",
        "1.2",
        "2",
    ]
    (again,) = archive.import_paths(paths)
    assert (again.new, again.unchanged) == (0, 6)


def test_a_month_that_comes_later_finds_its_thread(archive: Archive, tmp_path: Path) -> None:
    (first,) = archive.import_paths([write_messages(tmp_path / "1.txt", THREAD[3:])])
    article = archive.articles()[0]
    assert (first.comments, first.ghosts, article.title) == (4, 2, "1")
    ghosts = [c for c in archive.comments(article.id) if c.state is State.GHOST]
    archive.save_folds(article.id, [ghosts[0].id], [])
    (second,) = archive.import_paths([write_messages(tmp_path / "2.txt", THREAD[:3])])
    assert (second.new, second.missing, second.article_ids) == (2, 0, (article.id,))
    known = archive.article(str(article.id))
    assert (known.summary.title, known.body) == ("Title of m1", "Text of message 1.")
    comments = archive.comments(article.id)
    assert [c.number for c in comments] == ["1", "1.1", "1.1.1", "1.1.1.1", "1.2", "2"]
    assert list(archive.reading(article.id).folded) == [ghosts[0].id]
    assert ghosts[0].id in {c.id for c in comments if c.state is State.NORMAL}
    # A part that lacks the article takes nothing from it.
    (third,) = archive.import_paths([write_messages(tmp_path / "3.txt", THREAD[4:])])
    assert (third.new, third.unchanged, third.missing) == (0, 3, 0)
    assert archive.article(str(article.id)).summary.title == "Title of m1"
    assert not any(c.missing for c in archive.comments(article.id))
    assert archive.check().problems == ()


def test_what_comes_in_one_run_is_not_marked_as_new(archive: Archive, tmp_path: Path) -> None:
    for n in range(2):
        write_messages(tmp_path / "lists" / str(n) / "month.txt", THREAD[n::2])
    reports = list(archive.import_paths([tmp_path / "lists"]))
    assert [r.new for r in reports] == [3, 3]
    assert not any(c.new for c in archive.comments(reports[0].article_ids[0]))
    write_messages(tmp_path / "lists" / "2" / "month.txt", [message(8, 7)])
    list(archive.import_paths([tmp_path / "lists"]))
    assert [c.text for c in archive.comments(reports[0].article_ids[0]) if c.new] == ["Text of message 8."]


def test_the_verdict_of_the_source_stays_with_a_comment_that_is_missing(
    archive: Archive, tmp_path: Path
) -> None:
    path = tmp_path / "pond.jsonl"
    spam = {"label": "spam", "score": 1.0, "by": "source", "reasons": ["dead"]}
    comments: list[dict[str, Any]] = [
        {"ref": "a", "text": "Fine."},
        {"ref": "b", "text": "Cheap towels!", "verdict": spam},
    ]
    write_lines(path, ({"key": "pond", "title": "Pond"}, comments))
    (report,) = archive.import_paths([path])
    write_lines(path, ({"key": "pond", "title": "Pond"}, comments[:1]))
    list(archive.import_paths([path]))
    assert [c.verdict.label for c in archive.comments(report.article_ids[0])] == ["ham", "spam"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(THREAD), cuts=st.lists(st.integers(0, len(THREAD)), max_size=4))
def test_any_split_gives_the_same_library(
    tmp_path_factory: pytest.TempPathFactory, order: list[dict[str, Any]], cuts: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("split")
    bounds = [0, *sorted(cuts), len(order)]
    whole = write_messages(folder / "whole.txt", THREAD)
    found = []
    for name, paths in {
        "whole": [whole],
        "parts": [
            write_messages(folder / f"{number}.txt", order[start:stop])
            for number, (start, stop) in enumerate(itertools.pairwise(bounds))
            if start < stop
        ],
    }.items():
        with Archive.open(folder / f"{name}.db", importers=[ListImporter()]) as archive:
            for path in paths:
                assert all(report.error is None for report in archive.import_paths([path]))
            (article,) = archive.articles()
            assert archive.check().problems == ()
            text = archive.article(article.id)
            shape = [(c.number, c.key, c.text, c.state, c.missing) for c in archive.comments(article.id)]
            found.append((article.title, text.body, text.summary.published, shape))
    assert found[0] == found[1]


class RealmImporter(ListImporter):
    """Knows of a message what it answers, and no more: an article is what nothing in the same files stands above."""

    name = "test-realm"

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        messages = {
            m["id"]: m
            for path in paths
            for m in (json.loads(line)["message"] for line in path.read_text(encoding="utf-8").splitlines())
        }
        threads: dict[str, list[dict[str, Any]]] = {}
        for message in messages.values():
            top = message
            while top["parent"] in messages:
                top = messages[top["parent"]]
            threads.setdefault(top["parent"] or top["id"], []).append(message)
        for key, members in threads.items():
            own = messages.get(key)
            article = ImportedArticle(key=f"list:{key}", title="", source_id=key)
            if own is not None:
                article = ImportedArticle(
                    key=f"list:{key}",
                    title=own["title"],
                    body=own["text"],
                    published=datetime.fromisoformat(own["date"]),
                    source_id=key,
                )
            comments = tuple(_comment({**m, "article": key}) for m in members if m["id"] != key)
            yield ImportedThread(article, comments, partial=True, realm="list")


BY_PARENTS = [
    message(1),
    message(2, 1),
    message(3, 2),
    message(4, 1),
    message(5, 3),
    message(6, 5),
    message(7, 2),
]


@settings(max_examples=40, deadline=None)
@given(order=st.permutations(BY_PARENTS), cuts=st.lists(st.integers(0, len(BY_PARENTS)), max_size=6))
def test_parts_that_know_their_parents_alone_become_one_thread(
    tmp_path_factory: pytest.TempPathFactory, order: list[dict[str, Any]], cuts: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("realm")
    bounds = [0, *sorted(cuts), len(order)]
    ids: dict[str, int] = {}
    with Archive.open(folder / "library.db", importers=[RealmImporter()]) as archive:
        for number, (start, stop) in enumerate(pairwise(bounds)):
            if start == stop:
                continue
            (report,) = archive.import_paths([write_messages(folder / f"{number}.txt", order[start:stop])])
            assert report.error is None
            assert archive.check().problems == ()
            for summary in archive.articles():
                for comment in archive.comments(summary.id):
                    if comment.state is State.NORMAL:
                        assert ids.setdefault(comment.text, comment.id) == comment.id
        (article,) = archive.articles()
        assert (article.title, article.key) in {("Title of m1", "list:m1")}
        assert archive.article(article.id).body == "Text of message 1."
        comments = archive.comments(article.id)
        assert [(c.number, c.text[-2:-1], c.state) for c in comments] == [
            ("1", "2", State.NORMAL),
            ("1.1", "3", State.NORMAL),
            ("1.1.1", "5", State.NORMAL),
            ("1.1.1.1", "6", State.NORMAL),
            ("1.2", "7", State.NORMAL),
            ("2", "4", State.NORMAL),
        ]
        hits = {hit.id for hit in archive.search("text", limit=50).hits if hit.id}
        assert hits == {c.id for c in comments}


def test_what_a_reader_did_moves_with_the_comments(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "library.db", importers=[RealmImporter()]) as archive:
        list(archive.import_paths([write_messages(tmp_path / "1.txt", [message(3, 2), message(6, 3)])]))
        (before,) = archive.articles()
        assert before.key == "list:m2"
        ids = [c.id for c in archive.comments(before.id)]
        archive.mark_read(before.id, [CommentId(0), ids[0]], read=True)
        archive.save_folds(before.id, [ids[0]], [])
        list(archive.import_paths([write_messages(tmp_path / "2.txt", [message(1), message(2, 1)])]))
        (after,) = archive.articles()
        assert after.key == "list:m1"
        comments = archive.comments(after.id)
        assert [c.text for c in comments] == [f"Text of message {n}." for n in (2, 3, 6)]
        assert [c.id for c in comments[1:]] == ids
        reading = archive.reading(after.id)
        assert set(reading.read) == {comments[0].id, ids[0]}
        assert list(reading.folded) == [ids[0]]
        # The first part again: it is known by another name now.
        list(archive.import_paths([write_messages(tmp_path / "1.txt", [message(3, 2), message(6, 3)])]))
        assert [c.id for c in archive.comments(after.id)] == [c.id for c in comments]
        assert len(archive.articles()) == 1
        assert archive.check().problems == ()


def test_every_table_about_comments_moves_with_them(tmp_path: Path) -> None:
    """Whatever a later version adds: rows of comments go where the comments go."""
    with Archive.open(tmp_path / "library.db", importers=[RealmImporter()]) as archive:
        list(archive.import_paths([write_messages(tmp_path / "1.txt", [message(3, 2)])]))
        list(archive.import_paths([write_messages(tmp_path / "2.txt", [message(1), message(2, 1)])]))
        with archive._library.read() as connection:
            assert {"read_marks", "folds", "stars"} <= set(joining._personal(connection))
