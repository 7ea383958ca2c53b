"""What Archive answers about an article that was imported."""

from __future__ import annotations

import hashlib
from array import array
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from archive_tui.errors import NotFoundError
from archive_tui.model import ArticleId, Choice, CommentId, Place

if TYPE_CHECKING:
    from pathlib import Path

    from archive_tui.archive import Archive


def test_comments_come_in_pre_order_with_their_places(archive: Archive, pond: ArticleId) -> None:
    comments = archive.comments(pond)
    assert [(c.number, c.depth, c.size, c.position) for c in comments] == [
        ("1", 1, 4, 0),
        ("1.1", 2, 2, 1),
        ("1.1.1", 3, 1, 2),
        ("1.2", 2, 1, 3),
        ("2", 1, 2, 4),
        ("2.1", 2, 1, 5),
    ]
    assert [c.parent_id for c in comments] == [
        None,
        *(comments[i].id for i in (0, 1, 0)),
        None,
        comments[4].id,
    ]
    assert comments[2].text == "In bread, I suppose."
    assert comments[2].score == 3
    assert comments[0].created == datetime(2011, 6, 3, 10, tzinfo=UTC)
    assert not any(c.read or c.new or c.missing for c in comments)


def test_a_range_of_positions(archive: Archive, pond: ArticleId) -> None:
    assert [c.number for c in archive.comments(pond, 2, 4)] == ["1.1.1", "1.2"]
    assert [c.number for c in archive.comments(pond, 4)] == ["2", "2.1"]
    assert archive.comments(pond, 6) == []
    assert archive.comments(pond, 5, 99) == archive.comments(pond, 5)


def test_the_summary_counts(archive: Archive, pond: ArticleId) -> None:
    (summary,) = archive.articles()
    assert (summary.id, summary.key, summary.title) == (pond, "pond", "The pond gets a lifeguard")
    assert (summary.comments, summary.unread, summary.max_depth, summary.spam) == (6, 6, 3, 0)
    assert summary.format == "test-lines"
    assert summary.source.endswith("pond.jsonl")


def test_an_article_by_id_and_by_key(archive: Archive, pond: ArticleId) -> None:
    assert archive.article(pond) == archive.article("pond") == archive.article(str(pond))
    assert archive.article(pond).body == "Ducks object."
    for reference in (pond + 1, "puddle", "", "9" * 40):
        with pytest.raises(NotFoundError):
            archive.article(reference)


def test_a_comment_by_id_and_by_number(archive: Archive, pond: ArticleId) -> None:
    found = archive.comment(f"{pond}#1.1.1")
    assert found.text == "In bread, I suppose."
    assert (
        archive.comment(found.id) == archive.comment(str(found.id)) == archive.comment("pond#1.1.1") == found
    )
    for reference in (
        10**9,
        "pond#3",
        "pond#1.1.1.1",
        "pond#1.3",
        "pond#0",
        "pond#1..1",
        "pond#",
        "x#1",
        "x",
    ):
        with pytest.raises(NotFoundError):
            archive.comment(reference)


def test_the_outline_agrees_with_the_comments(archive: Archive, pond: ArticleId) -> None:
    outline = archive.outline(pond)
    comments = archive.comments(pond)
    assert list(outline.ids) == [c.id for c in comments]
    assert list(outline.parent) == [-1, 0, 1, 0, -1, 4]
    assert list(outline.chars) == [len(c.text) for c in comments]
    assert [outline.authors[i] if i >= 0 else None for i in outline.author] == [c.author for c in comments]
    assert [outline.number(p) for p in range(len(outline))] == [c.number for c in comments]
    assert [outline.find(c.number) for c in comments] == list(range(6))


def test_texts_by_position(archive: Archive, pond: ArticleId) -> None:
    texts = archive.texts(pond, [5, 0, 17])
    assert {position: text.text for position, text in texts.items()} == {
        0: "Who pays for this?",
        5: "So were the ducks.",
    }
    assert texts[0].author == "Ada"
    assert archive.texts(pond, []) == {}


def test_read_marks_move_the_count(archive: Archive, pond: ArticleId) -> None:
    ids = [c.id for c in archive.comments(pond)]
    archive.mark_read(pond, [ids[1], ids[0], CommentId(0), CommentId(999)], read=True)
    archive.mark_read(pond, [ids[1], ids[2]], read=True)
    assert archive.reading(pond).read == array("q", [0, *ids[:3]])
    assert archive.articles()[0].unread == 3
    archive.mark_read(pond, [ids[2], ids[3], CommentId(0)], read=False)
    assert archive.reading(pond).read == array("q", ids[:2])
    assert archive.articles()[0].unread == 4
    assert [c.read for c in archive.comments(pond)] == [True, True, False, False, False, False]


def test_folds_are_kept(archive: Archive, pond: ArticleId) -> None:
    ids = [c.id for c in archive.comments(pond)]
    archive.save_folds(pond, [CommentId(0), ids[0], ids[4]], [])
    archive.save_folds(pond, [ids[1]], [ids[4], CommentId(0)])
    assert archive.reading(pond).folded == array("q", ids[:2])


def test_the_place_is_kept(archive: Archive, pond: ArticleId) -> None:
    assert archive.reading(pond).place is None
    ids = [c.id for c in archive.comments(pond)]
    archive.save_place(pond, Place(ids[2], 7, ids[1]))
    assert archive.reading(pond).place == Place(ids[2], 7, ids[1])
    archive.save_place(pond, Place(CommentId(0), 2))
    assert archive.reading(pond).place == Place(CommentId(0), 2, None)


def test_settings(archive: Archive) -> None:
    assert archive.setting("theme") is None
    archive.set_setting("theme", "ink")
    archive.set_setting("theme", "paper")
    assert archive.setting("theme") == "paper"


def test_formats(archive: Archive) -> None:
    assert [f.name for f in archive.formats() if f.direction == "import"] == ["test-lines"]


def test_a_selection_knows_its_source_and_its_stars(
    archive: Archive, pond: ArticleId, tmp_path: Path
) -> None:
    third = archive.comment(f"{pond}#1.1.1")
    archive.change(pond, "star", [third.id], value=True)
    selection = archive.selection(pond, choices={third.id: Choice()})
    assert [(c.comment.number, c.role.value, c.annotation.starred) for c in selection.chosen()] == [
        ("1", "stub", False),
        ("1.1", "stub", False),
        ("1.1.1", "picked", True),
    ]
    assert selection.omitted().comments == 3
    source = tmp_path / "pond.jsonl"
    assert selection.provenance.digest == hashlib.sha256(source.read_bytes()).hexdigest()
    assert (selection.provenance.source, selection.provenance.format) == (str(source), "test-lines")
    assert selection.provenance.imported == selection.article.summary.imported
    with pytest.raises(NotFoundError):
        archive.provenance(ArticleId(99))
