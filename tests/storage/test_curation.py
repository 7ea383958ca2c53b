"""Picks keep what was picked; notes, tags and rules stay where they were put, whatever an import brings."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.storage.conftest import COMMENTS

from archive_tui.archive import Archive
from archive_tui.model import CommentId, Context, Rules, SpamRule
from archive_tui.text.tags import LONGEST, parse_tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive_tui.model import ArticleId, ImportReport

    Imported = Callable[[list[dict[str, Any]]], ImportReport]

ARTICLE = CommentId(0)


def ids(archive: Archive, article: ArticleId, *numbers: str) -> list[CommentId]:
    return [archive.comment(f"{article}#{number}").id for number in numbers]


def test_picks_come_in_the_order_of_the_thread(archive: Archive, pond: ArticleId) -> None:
    change = archive.pick(pond, ids(archive, pond, "2.1", "1.1"))
    assert change is not None
    assert change.mark == "pick"
    archive.set_context(pond, ids(archive, pond, "2.1"), Context.BRANCH)
    found = archive.picks(pond)
    assert [(each.comment.number, each.context) for each in found] == [("1.1", None), ("2.1", Context.BRANCH)]
    assert [each.number for each in archive.comments(pond) if each.picked] == ["1.1", "2.1"]
    assert archive.articles()[0].picked == 2


def test_a_pick_keeps_what_was_picked(archive: Archive, imported: Imported) -> None:
    pond = imported(COMMENTS).article_ids[0]
    archive.pick(pond, ids(archive, pond, "1.1", "1.1.1", "2"))
    later = [dict(each) for each in COMMENTS if each["ref"] != "e"]
    later[1] |= {"text": "The ducks do not.", "author": "Benjamin"}
    imported(later)
    changed, same, gone = archive.picks(pond)
    assert (changed.changed, changed.author, changed.text) == (True, "Ben", "The ducks do.")
    assert changed.comment.text == "The ducks do not."
    assert (same.changed, same.comment.missing) == (False, False)
    assert (gone.changed, gone.comment.missing) == (False, True)
    annotation = archive.annotations(pond)[changed.comment.id]
    assert (annotation.changed, annotation.author, annotation.text) == (True, "Ben", "The ducks do.")
    assert archive.annotations(pond)[same.comment.id].text is None
    chosen = {each.comment.id: each.comment for each in archive.selection(pond).chosen()}
    assert (chosen[changed.comment.id].author, chosen[changed.comment.id].text) == ("Ben", "The ducks do.")


def test_the_present_text_is_taken_over_when_asked_for_and_given_back(
    archive: Archive, imported: Imported
) -> None:
    pond = imported(COMMENTS).article_ids[0]
    picked = ids(archive, pond, "1.1", "2")
    archive.pick(pond, picked)
    imported([each | {"text": "The ducks do not."} if each["ref"] == "b" else each for each in COMMENTS])
    change = archive.retake(pond, picked)
    assert change is not None
    assert change.ids == (picked[0],)
    assert [each.text for each in archive.picks(pond)] == ["The ducks do not.", "I saw the lifeguard asleep."]
    assert not any(each.changed for each in archive.picks(pond))
    archive.undo(pond)
    assert archive.picks(pond)[0].text == "The ducks do."
    assert archive.retake(pond, ids(archive, pond, "1")) is None


def test_a_dropped_pick_comes_back_as_it_was_by_undo_and_as_it_is_by_picking(
    archive: Archive, imported: Imported
) -> None:
    pond = imported(COMMENTS).article_ids[0]
    picked = ids(archive, pond, "1.1")
    archive.pick(pond, picked)
    archive.set_context(pond, picked, Context.NONE)
    imported([each | {"text": "The ducks do not."} if each["ref"] == "b" else each for each in COMMENTS])
    archive.pick(pond, picked, picked=False)
    assert archive.picks(pond) == []
    with Archive.open(archive.path) as again:
        again.undo(pond)
    (back,) = archive.picks(pond)
    assert (back.text, back.context) == ("The ducks do.", Context.NONE)
    archive.pick(pond, picked, picked=False)
    archive.pick(pond, picked)
    (anew,) = archive.picks(pond)
    assert (anew.text, anew.context, anew.changed) == ("The ducks do not.", None, False)


def test_notes_and_tags_stand_on_comments_and_on_the_article(archive: Archive, pond: ArticleId) -> None:
    (duck,) = ids(archive, pond, "1.1")
    archive.annotate(pond, duck, "  *Who else?*\r\n\r\nNobody.\x1b[31m ")
    archive.annotate(pond, ARTICLE, "Summer, as always.")
    archive.tag(pond, [duck, ARTICLE], add="#Ducks, bread")
    archive.tag(pond, [duck], remove="BREAD")
    comment = archive.comment(duck)
    assert (comment.note, comment.tags) == ("*Who else?*\n\nNobody.", ("ducks",))
    assert archive.annotations(pond)[ARTICLE].tags == ("bread", "ducks")
    assert archive.annotations(pond)[ARTICLE].note == "Summer, as always."
    assert archive.tags() == ["ducks", "bread"]
    archive.annotate(pond, duck, " ")
    assert archive.comment(duck).note is None
    archive.undo(pond)
    assert archive.comment(duck).note == "*Who else?*\n\nNobody."


def test_everything_survives_a_re_import_that_moves_everything(archive: Archive, imported: Imported) -> None:
    pond = imported(COMMENTS).article_ids[0]
    (duck,) = ids(archive, pond, "1.1")
    archive.pick(pond, [duck])
    archive.annotate(pond, duck, "A note.")
    archive.tag(pond, [duck], add="ducks")
    archive.set_rules(pond, Rules(Context.BRANCH, SpamRule.SHOW, "newest", body=False))
    imported([{"ref": "z", "text": "First!"}, *COMMENTS])
    comment = archive.comment(f"{pond}#2.1")
    assert (comment.id, comment.picked, comment.note, comment.tags) == (duck, True, "A note.", ("ducks",))
    assert archive.rules(pond) == Rules(Context.BRANCH, SpamRule.SHOW, "newest", body=False)
    assert archive.check().ok


def test_a_ghost_cannot_be_kept_and_one_that_became_real_can(archive: Archive, imported: Imported) -> None:
    reply = {"ref": "g", "source_id": "7", "parent": "gone", "text": "You are right."}
    pond = imported([*COMMENTS, reply]).article_ids[0]
    (ghost,) = ids(archive, pond, "3")
    for mark in ("pick", "note", "tags"):
        assert archive.change(pond, mark, [ghost], value="a" if mark != "pick" else True) is None
    assert archive.set_context(pond, ids(archive, pond, "1"), Context.NONE) is None
    imported([*COMMENTS, {"ref": "gone", "text": "It rains."}, reply])
    real = archive.comment(f"{pond}#3")
    assert archive.pick(pond, [real.id]) is not None


def test_a_selection_goes_by_the_rules_it_is_given(archive: Archive, pond: ArticleId) -> None:
    assert archive.rules(pond) == Rules()
    change = archive.set_rules(pond, Rules(context=Context.NONE))
    assert change is not None
    assert archive.set_rules(pond, Rules(context=Context.NONE)) is None
    archive.undo(pond)
    assert archive.rules(pond) == Rules()
    with closing(sqlite3.connect(archive.path)) as connection:
        assert connection.execute("SELECT count(*) FROM selections").fetchone() == (0,)


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_tags_can_be_written_and_read_again(written: str) -> None:
    tags = parse_tags(written)
    assert parse_tags(" ".join(tags)) == tags
    assert all(0 < len(tag) <= LONGEST and not set(tag) & set(' ,;"()#\t\n') - {"#"} for tag in tags)


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("#Lamp, lamp  HARBOUR;boats", ("boats", "harbour", "lamp")),
        ("c++ c# --", ("c#", "c++")),
        ("Straße \u202eevil", ("evil", "strasse")),
        ("  ", ()),
    ],
)
def test_tags_are_words_with_their_case_folded(written: str, tags: tuple[str, ...]) -> None:
    assert parse_tags(written) == tags
