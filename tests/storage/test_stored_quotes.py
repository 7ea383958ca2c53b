"""Quotations in the library: found with the import or when asked for, dropped when the texts change."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from tests.storage.conftest import JsonLinesImporter, write_lines

from archive_tui import quoting
from archive_tui.archive import Archive
from archive_tui.errors import NotFoundError
from archive_tui.model import ArticleId, Quote

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from archive_tui.model import ImportReport

    Import = Callable[[list[dict[str, Any]]], ImportReport]

KIOSK = "The kiosk beside the pond sells umbrellas only when the weather is splendid."
SWANS = "Every swan on the register has signed the petition against pedalos."
THREAD: list[dict[str, Any]] = [
    {"ref": "a", "text": f"{KIOSK} {SWANS}"},
    {"ref": "b", "parent": "a", "text": f"{KIOSK}\n\nThat is called a business plan.", "author": "Ben"},
    {"ref": "c", "parent": "b", "text": f"Two of them cannot write.\n\n{SWANS}\n\nTwo."},
    {"ref": "d", "text": "> nobody has ever said so here\n\nI have."},
]


def read(archive: Archive, article: ArticleId, quotes: list[Quote] | None = None) -> list[tuple[object, ...]]:
    """Return (number, paragraph, quoted text, number of the source) of the quotations, as they are stored."""
    found = archive.known_quotes(article) if quotes is None else quotes
    assert found is not None
    comments = {comment.id: comment for comment in archive.comments(article)}
    return [
        (
            comments[quote.comment_id].number,
            quote.paragraph,
            comments[quote.comment_id].text[quote.start : quote.stop],
            quote.source if quote.source_id is None else comments[quote.source_id].number,
        )
        for quote in found
    ]


ALL = [
    ("1.1", 0, KIOSK, "1"),
    ("1.1.1", 1, SWANS, "1"),
    ("2", 0, "> nobody has ever said so here", None),
]


def forget(archive: Archive) -> None:
    """Make the library one that was never searched."""
    connection = sqlite3.connect(archive.path)
    with connection:
        connection.execute("DELETE FROM quotes")
        connection.execute("DELETE FROM quoted")
    connection.close()


def test_an_import_finds_them(archive: Archive, imported: Import) -> None:
    (article,) = imported(THREAD).article_ids
    assert read(archive, article) == ALL
    assert archive.quotes(article) == archive.known_quotes(article)


def test_the_article_is_a_source(archive: Archive, tmp_path: Path) -> None:
    page = {"key": "k", "title": "T", "dek": KIOSK, "body": f"It rained.\n\n{SWANS}"}
    answers = [f"{KIOSK}\n\nAt last, a plan.", f"{SWANS}\n\nWith which foot?"]
    comments = [{"ref": str(at), "text": text} for at, text in enumerate(answers)]
    (report,) = archive.import_paths([write_lines(tmp_path / "k.jsonl", (page, comments))])
    assert read(archive, report.article_ids[0]) == [("1", 0, KIOSK, "article"), ("2", 0, SWANS, "article")]


def test_a_dry_run_finds_nothing(archive: Archive, imported: Import, tmp_path: Path) -> None:
    (article,) = imported(THREAD).article_ids
    forget(archive)
    list(archive.import_paths([tmp_path / "pond.jsonl"], dry_run=True))
    assert archive.known_quotes(article) is None


def test_they_are_found_when_asked_for_and_kept(archive: Archive, imported: Import) -> None:
    (article,) = imported(THREAD).article_ids
    forget(archive)
    assert archive.known_quotes(article) is None
    assert read(archive, article, archive.quotes(article)) == ALL
    assert read(archive, article) == ALL


def test_another_edition_of_the_search_searches_again(
    archive: Archive, imported: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    (article,) = imported(THREAD).article_ids
    monkeypatch.setattr(quoting, "EDITION", quoting.EDITION + 1)
    assert archive.known_quotes(article) is None
    archive.quotes(article)
    assert read(archive, article) == ALL


def test_an_unchanged_source_brings_them_to_a_library_without(
    archive: Archive, imported: Import, tmp_path: Path
) -> None:
    (article,) = imported(THREAD).article_ids
    forget(archive)
    (report,) = archive.import_paths([tmp_path / "pond.jsonl"])
    assert report.unchanged == len(THREAD)
    assert read(archive, article) == ALL


def test_a_cancelled_search_leaves_nothing(archive: Archive, imported: Import) -> None:
    (article,) = imported(THREAD).article_ids
    forget(archive)
    asked: list[None] = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) > 7  # one for each text while they are read, then in the search

    assert archive.find_quotes(article, cancelled) is None
    assert len(asked) == 8
    assert archive.known_quotes(article) is None


def test_a_long_thread_waits_until_it_is_asked_for(
    archive: Archive, imported: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    length = sum(len(comment["text"]) for comment in THREAD)
    monkeypatch.setattr(quoting, "MOST_UNASKED", length - 1)
    (article,) = imported(THREAD).article_ids
    assert archive.known_quotes(article) is None
    assert archive.find_quotes(article, unasked=True) is None
    assert archive.known_quotes(article) is None
    assert read(archive, article, archive.quotes(article)) == ALL
    monkeypatch.setattr(quoting, "MOST_UNASKED", length)
    forget(archive)
    assert archive.find_quotes(article, unasked=True) == archive.known_quotes(article)


def test_a_run_searches_no_more_than_it_may(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    length = sum(len(comment["text"]) for comment in THREAD)
    monkeypatch.setattr(quoting, "MOST_IN_A_RUN", 2 * length)
    paths = [
        write_lines(tmp_path / f"{name}.jsonl", ({"key": name, "title": name}, THREAD)) for name in "abc"
    ]

    def known() -> int:
        return sum(archive.known_quotes(each.id) is not None for each in archive.articles())

    list(archive.import_paths(paths))
    assert known() == 2
    list(archive.import_paths(paths))  # all unchanged
    assert known() == 3


def test_changed_texts_are_searched_again(archive: Archive, imported: Import) -> None:
    imported(THREAD)
    edited = {**THREAD[1], "text": f"As you say:\n\n{KIOSK}\n\nThat is called a business plan."}
    (article,) = imported([THREAD[0], edited, *THREAD[2:]]).article_ids
    assert read(archive, article) == [("1.1", 1, KIOSK, "1"), *ALL[1:]]


@pytest.mark.parametrize(
    ("change", "known"),
    [
        ({"text": f"{KIOSK}\n\nThat is called a plan."}, False),
        ({"parent": None}, False),
        ({"author": "Benjamin"}, True),
        ({"score": 7}, True),
    ],
)
def test_what_they_depend_on_drops_them(
    archive: Archive,
    imported: Import,
    monkeypatch: pytest.MonkeyPatch,
    change: dict[str, Any],
    known: bool,
) -> None:
    thread = [{**comment, "source_id": comment["ref"]} for comment in THREAD]
    (article,) = imported(thread).article_ids
    monkeypatch.setattr(quoting, "MOST_UNASKED", -1)
    report = imported([thread[0], {**thread[1], **change}, *thread[2:]])
    assert report.article_ids == (article,)
    assert (archive.known_quotes(article) is not None) is known


@pytest.mark.parametrize(("part", "known"), [("body", False), ("dek", False), ("section", True)])
def test_the_articles_own_words_drop_them(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str, known: bool
) -> None:
    page = {"key": "k", "title": "T", "body": "It rained."}
    (report,) = archive.import_paths([write_lines(tmp_path / "k.jsonl", (page, THREAD))])
    monkeypatch.setattr(quoting, "MOST_UNASKED", -1)
    list(archive.import_paths([write_lines(tmp_path / "k.jsonl", ({**page, part: KIOSK}, THREAD))]))
    assert (archive.known_quotes(report.article_ids[0]) is not None) is known


def test_what_was_found_in_older_texts_is_searched_again(archive: Archive, imported: Import) -> None:
    """The article is imported again while it is being searched."""
    thread = [{**comment, "source_id": comment["ref"]} for comment in THREAD]
    (article,) = imported(thread).article_ids
    forget(archive)
    again: list[ImportReport] = []

    def cancelled() -> bool:
        if not again:
            again.append(imported([{**thread[0], "text": KIOSK}, *thread[1:]]))
            forget(archive)
        return False

    found = archive.find_quotes(article, cancelled)
    assert read(archive, article, found) == [ALL[0], ALL[2]]
    assert archive.known_quotes(article) == found


def test_while_another_program_writes_they_are_found_all_the_same(imported: Import, archive: Archive) -> None:
    (article,) = imported(THREAD).article_ids
    forget(archive)
    with Archive.open(archive.path, importers=[JsonLinesImporter()], busy_seconds=0.05) as impatient:
        other = sqlite3.connect(archive.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert read(impatient, article, impatient.quotes(article)) == ALL
        other.close()
        assert impatient.known_quotes(article) is None


def test_an_article_that_is_not_there(archive: Archive) -> None:
    for ask in (archive.quotes, archive.known_quotes, archive.find_quotes):
        with pytest.raises(NotFoundError):
            ask(ArticleId(5))


@pytest.mark.parametrize(
    "damage",
    ["DELETE FROM quoted", "UPDATE quotes SET stop = 5000 WHERE paragraph = 1"],
)
def test_a_check_finds_stale_ones_and_a_repair_drops_them(
    archive: Archive, imported: Import, damage: str
) -> None:
    (article,) = imported(THREAD).article_ids
    assert archive.check().ok
    connection = sqlite3.connect(archive.path)
    with connection:
        connection.execute(damage)
    connection.close()
    (problem,) = archive.check().problems
    assert "quotations" in problem
    assert archive.check(repair=True).repaired == (problem,)
    assert archive.known_quotes(article) is None
    assert read(archive, article, archive.quotes(article)) == ALL
