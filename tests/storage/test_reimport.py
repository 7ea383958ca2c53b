"""Importing again: what is reported, and that ids and personal state stay."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from tests.storage.conftest import ARTICLE, COMMENTS, JsonLinesImporter, write_lines

from archive_tui.archive import Archive
from archive_tui.model import CommentId, Place, State

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from archive_tui.model import ArticleId, ImportReport

    Import = Callable[[list[dict[str, Any]]], ImportReport]


def accounts(report: ImportReport) -> tuple[int, int, int, int, int]:
    return report.comments, report.new, report.changed, report.unchanged, report.missing


def test_the_first_import_is_all_new_but_flags_nothing(archive: Archive, imported: Import) -> None:
    report = imported(COMMENTS)
    assert accounts(report) == (6, 6, 0, 0, 0)
    assert not any(c.new for c in archive.comments(report.article_ids[0]))


def test_the_same_again(archive: Archive, imported: Import) -> None:
    first = imported(COMMENTS)
    before = archive.comments(first.article_ids[0])
    again = imported(COMMENTS)
    assert accounts(again) == (6, 0, 0, 6, 0)
    assert again.article_ids == first.article_ids
    assert archive.comments(first.article_ids[0]) == before


def test_the_same_comments_from_another_file(archive: Archive, imported: Import, tmp_path: Path) -> None:
    first = imported(COMMENTS)
    outline = archive.outline(first.article_ids[0])
    (again,) = archive.import_paths([write_lines(tmp_path / "copy.jsonl", (ARTICLE, COMMENTS))])
    assert accounts(again) == (6, 0, 0, 6, 0)
    assert archive.outline(first.article_ids[0]).ids == outline.ids
    assert archive.articles()[0].source.endswith("copy.jsonl")
    # The first file is not the article's last source any more: it has to be read again, and gives the article
    # back.
    assert accounts(imported(COMMENTS)) == (6, 0, 0, 6, 0)
    assert archive.articles()[0].source.endswith("pond.jsonl")


def test_personal_state_stays(archive: Archive, imported: Import) -> None:
    article = imported(COMMENTS).article_ids[0]
    by_text = {c.text: c.id for c in archive.comments(article)}
    archive.mark_read(article, [by_text["You do."], by_text["The ducks do."]], read=True)
    archive.save_folds(article, [by_text["The ducks do."]], [])
    archive.save_place(article, Place(by_text["You do."], 3, by_text["Who pays for this?"]))
    before = archive.reading(article)

    added = {"ref": "x", "text": "First!", "author": "Dot"}
    edited = {**COMMENTS[0], "text": "Who pays for this??"}
    report = imported([added, edited, *COMMENTS[1:4]])
    assert accounts(report) == (5, 1, 1, 3, 2)
    after = archive.reading(article)
    assert (after.read, after.folded, after.place) == (before.read, before.folded, before.place)
    comments = archive.comments(article)
    assert [(c.number, c.text, c.new, c.missing) for c in comments] == [
        ("1", "First!", True, False),
        ("2", "Who pays for this??", False, False),
        ("2.1", "The ducks do.", False, False),
        ("2.1.1", "In bread, I suppose.", False, False),
        ("2.2", "You do.", False, False),
        ("3", "I saw the lifeguard asleep.", False, True),
        ("3.1", "So were the ducks.", False, True),
    ]
    assert {c.text: c.id for c in comments[2:]} == {c.text: by_text[c.text] for c in comments[2:]}
    assert archive.articles()[0].unread == 5
    assert archive.check().problems == ()


def test_what_was_missing_comes_back(archive: Archive, imported: Import) -> None:
    article = imported(COMMENTS).article_ids[0]
    ids = [c.id for c in archive.comments(article)]
    assert accounts(imported([])) == (0, 0, 0, 0, 6)
    assert all(c.missing for c in archive.comments(article))
    assert accounts(imported(COMMENTS[:4])) == (4, 0, 0, 4, 2)
    assert accounts(imported(COMMENTS)) == (6, 0, 0, 6, 0)
    assert [c.id for c in archive.comments(article)] == ids


def test_a_ghost_is_replaced_by_its_comment(archive: Archive, imported: Import) -> None:
    orphan = {"ref": "7", "parent": "3", "source_id": "7", "text": "Well said."}
    report = imported([orphan])
    assert (report.comments, report.ghosts) == (1, 1)
    article = report.article_ids[0]
    ghost, _ = archive.comments(article)
    assert ghost.state is State.GHOST
    archive.save_folds(article, [ghost.id], [])
    assert archive.articles()[0].comments == 1
    assert archive.articles()[0].unread == 1
    report = imported([{"ref": "3", "source_id": "3", "text": "Ducks can swim."}, orphan])
    assert (report.new, report.unchanged, report.ghosts) == (1, 1, 0)
    real, _ = archive.comments(article)
    assert (real.id, real.state, real.new) == (ghost.id, State.NORMAL, True)
    assert list(archive.reading(article).folded) == [real.id]


def test_a_ghost_stays_for_what_is_missing_below_it(archive: Archive, imported: Import) -> None:
    article = imported([{"ref": "7", "parent": "3", "text": "Well said."}]).article_ids[0]
    imported([{"ref": "8", "text": "Quite."}])
    comments = archive.comments(article)
    assert [(c.state, c.text, c.depth, c.missing) for c in comments] == [
        (State.GHOST, "", 1, True),
        (State.NORMAL, "Well said.", 2, True),
        (State.NORMAL, "Quite.", 1, False),
    ]
    assert archive.check().problems == ()


def test_a_long_orphan_is_recognised_when_its_ghost_goes(archive: Archive, imported: Import) -> None:
    text = "Well said, and at such a length that nobody else will have said it."
    article = imported([{"ref": "7", "parent": "3", "text": text}]).article_ids[0]
    ghost, orphan = archive.comments(article)
    archive.save_place(article, Place(ghost.id, 4, ghost.id))
    report = imported([{"ref": "7", "text": text}])
    assert (report.new, report.changed, report.ghosts) == (0, 1, 0)
    assert [c.id for c in archive.comments(article)] == [orphan.id]
    assert archive.reading(article).place == Place(CommentId(0), 4, None)
    assert archive.check().problems == ()


def test_source_and_title_recognise_an_article_whose_key_has_changed(
    archive: Archive, tmp_path: Path
) -> None:
    path = write_lines(tmp_path / "pond.jsonl", (ARTICLE, COMMENTS))
    (first,) = archive.import_paths([path])
    write_lines(path, ({**ARTICLE, "key": "other", "title": "The  Pond gets a LIFEGUARD"}, COMMENTS))
    (second,) = archive.import_paths([path])
    assert second.article_ids == first.article_ids
    assert second.unchanged == 6
    assert archive.articles()[0].key == "pond"


def test_two_articles_of_one_title_in_one_source_stay_two(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "twins.jsonl"
    twins = [{**ARTICLE, "key": key} for key in ("left", "right")]
    (first,) = archive.import_paths([write_lines(path, (twins[0], COMMENTS), (twins[1], COMMENTS[:2]))])
    assert len(set(first.article_ids)) == 2
    (second,) = archive.import_paths([write_lines(path, (twins[0], COMMENTS), (twins[1], COMMENTS[:1]))])
    assert second.article_ids == first.article_ids
    assert second.missing == 1


def test_one_key_twice_in_one_source_is_said_and_both_are_kept(archive: Archive, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "twice.jsonl", (ARTICLE, COMMENTS), (ARTICLE, COMMENTS[:2]))
    (report,) = archive.import_paths([path])
    assert (report.articles, report.comments, report.missing) == (2, 8, 0)
    assert [s.where for s in report.skipped] == ["article pond"]
    assert {a.key for a in archive.articles()} == {"pond", "pond~2"}


def test_what_the_source_does_not_say_any_more_is_kept(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "pond.jsonl"
    full = {
        **ARTICLE,
        "section": "Parks",
        "dek": "He cannot swim.",
        "author": "Dot",
        "published": "2011-06-02T12:00:00+02:00",
        "url": "https://example.org/pond",
        "notes": [["policy", "Be kind."]],
        "declared": 7,
    }
    list(archive.import_paths([write_lines(path, (full, COMMENTS))]))
    before = archive.article("pond")
    assert before.summary.published is not None
    assert before.summary.published.isoformat() == "2011-06-02T10:00:00+00:00"
    list(archive.import_paths([write_lines(path, ({"key": "pond", "title": ARTICLE["title"]}, COMMENTS))]))
    after = archive.article("pond")
    assert (after.body, after.dek, after.url, after.notes, after.declared) == (
        before.body,
        before.dek,
        before.url,
        before.notes,
        before.declared,
    )
    assert (after.summary.section, after.summary.author) == ("Parks", "Dot")


def test_the_source_verdict_is_stored(archive: Archive, imported: Import) -> None:
    spam = {"label": "spam", "score": 1.0, "by": "source", "reasons": ["dead"]}
    article = imported([*COMMENTS, {"ref": "s", "text": "Cheap towels!", "verdict": spam}]).article_ids[0]
    comment = archive.comments(article)[-1]
    assert (comment.verdict.label, comment.verdict.by, comment.verdict.reasons) == (
        "spam",
        "source",
        ("dead",),
    )
    (summary,) = archive.articles()
    assert (summary.comments, summary.spam, summary.unread) == (7, 1, 6)
    archive.mark_read(article, [comment.id], read=True)
    assert archive.articles()[0].unread == 6
    imported([*COMMENTS, {"ref": "s", "text": "Cheap towels!"}])
    assert archive.comments(article)[-1].verdict.label == "ham"
    assert archive.check().problems == ()


def test_state_lasts_across_restarts(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "library.db"
    source = write_lines(tmp_path / "pond.jsonl", (ARTICLE, COMMENTS))
    with Archive.open(path, importers=[JsonLinesImporter()]) as archive:
        (report,) = archive.import_paths([source])
        article: ArticleId = report.article_ids[0]
        ids = [c.id for c in archive.comments(article)]
        archive.mark_read(article, ids[:2], read=True)
        archive.save_folds(article, ids[:1], [])
        archive.save_place(article, Place(ids[1], 1))
        archive.set_setting("sort", "unread")
    with Archive.open(path, importers=[JsonLinesImporter()]) as archive:
        reading = archive.reading(article)
        assert (list(reading.read), list(reading.folded)) == (ids[:2], ids[:1])
        assert reading.place == Place(ids[1], 1)
        assert archive.setting("sort") == "unread"
        assert [a.unread for a in archive.articles()] == [4]


@pytest.mark.parametrize("times", [1, 3])
def test_thousands_of_comments_shuffled_and_thinned(archive: Archive, imported: Import, times: int) -> None:
    comments = [
        {"ref": str(n), "parent": str(n // 3) if n % 5 else None, "text": sha256(b"%d" % n).hexdigest()}
        for n in range(1, 3_000)
    ]
    article = imported(comments).article_ids[0]
    ids = {c.text: c.id for c in archive.comments(article) if c.text}
    for turn in range(times):
        imported([c for n, c in enumerate(comments) if n % 7 != turn and (c["parent"] is None or n > 2_000)])
        assert archive.check().problems == ()
    imported(comments)
    assert {c.text: c.id for c in archive.comments(article) if c.text in ids} == ids
    assert not any(c.missing for c in archive.comments(article))
