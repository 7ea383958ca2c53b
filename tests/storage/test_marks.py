"""Marks that can be undone: read, star, new, hidden, muted, picks with their contexts, notes, tags, rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.storage.conftest import ARTICLE, COMMENTS, JsonLinesImporter, write_lines

from archive_tui.archive import Archive
from archive_tui.errors import NotFoundError
from archive_tui.model import ArticleId, Change, CommentId, Context
from archive_tui.thread.outline import Flag

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from archive_tui.model import ImportReport, Mark

State = tuple[list[int], list[int], list[int], list[int], list[int], bool, int, list[object]]


def kept_of(archive: Archive, article: ArticleId) -> list[object]:
    """Return what is picked, noted and tagged, and how it goes out."""
    picks = archive.picks(article)
    notes = archive.annotations(article)
    comments = archive.comments(article)
    assert [each.comment.id for each in picks] == [each.id for each in comments if each.picked]
    assert [(each.note, each.tags) for each in comments] == [
        (notes[each.id].note, notes[each.id].tags) if each.id in notes else (None, ()) for each in comments
    ]
    (summary,) = archive.articles()
    assert summary.picked == len(picks)
    return [
        [(each.comment.id, each.context, each.author, each.text) for each in picks],
        {each: (found.note, found.tags) for each, found in notes.items() if found.note or found.tags},
        archive.rules(article),
    ]


def marks_of(archive: Archive, article: ArticleId) -> State:
    """Return what is read, starred, new, hidden and muted, and the unread count."""
    reading = archive.reading(article)
    outline = archive.outline(article)
    comments = archive.comments(article)
    new, hidden, muted = (
        [comment_id for comment_id, flags in zip(outline.ids, outline.flags, strict=True) if flags & flag]
        for flag in (Flag.NEW, Flag.HIDDEN, Flag.MUTED)
    )
    assert new == [comment.id for comment in comments if comment.new]
    assert hidden == [comment.id for comment in comments if comment.hidden]
    assert muted == [comment.id for comment in comments if comment.muted]
    assert {comment.author for comment in comments if comment.muted} == archive.mutes().authors
    (summary,) = archive.articles()
    assert summary.unread == sum(not comment.read and not comment.out_of_sight for comment in comments)
    return (
        list(reading.read),
        list(reading.starred),
        new,
        hidden,
        muted,
        archive.mutes().pingbacks,
        summary.unread,
        kept_of(archive, article),
    )


def test_a_star_is_set_and_cleared(archive: Archive, pond: ArticleId) -> None:
    second = archive.comment(f"{pond}#1.1").id
    assert archive.change(pond, "star", [second, second], value=True) == Change.flag(
        pond, "star", (second,), value=True
    )
    assert list(archive.reading(pond).starred) == [second]
    assert archive.change(pond, "star", [second], value=True) is None
    assert archive.change(pond, "star", [second], value=False) == Change.flag(
        pond, "star", (second,), value=False
    )
    assert not archive.reading(pond).starred


def test_a_change_names_only_what_did_change(archive: Archive, pond: ArticleId) -> None:
    ids = [comment.id for comment in archive.comments(pond)]
    archive.mark_read(pond, ids[:2], read=True)
    change = archive.change(pond, "read", [CommentId(0), *ids], value=True)
    assert change is not None
    assert change.ids == (0, *ids[2:])
    assert archive.undo(pond) == Change.flag(pond, "read", change.ids, value=False)
    assert list(archive.reading(pond).read) == ids[:2]


def test_comments_of_other_articles_and_strangers_do_not_change(archive: Archive, pond: ArticleId) -> None:
    assert archive.change(pond, "star", [CommentId(0), CommentId(10**9)], value=True) is None
    with pytest.raises(NotFoundError):
        archive.change(ArticleId(pond + 1), "star", [CommentId(1)], value=True)


def test_undo_and_redo_after_a_restart(archive: Archive, pond: ArticleId) -> None:
    ids = [comment.id for comment in archive.comments(pond)]
    archive.change(pond, "star", ids[:3], value=True)
    archive.change(pond, "star", ids[1:2], value=False)
    with Archive.open(archive.path) as again:
        assert again.undo(pond) == Change.flag(pond, "star", (ids[1],), value=True)
        assert again.undo(pond) == Change.flag(pond, "star", tuple(ids[:3]), value=False)
        assert again.undo(pond) is None
        assert again.redo(pond) == Change.flag(pond, "star", tuple(ids[:3]), value=True)
        again.change(pond, "star", [ids[5]], value=True)
        assert again.redo(pond) is None
        assert list(again.reading(pond).starred) == [*ids[:3], ids[5]]


def test_what_came_with_a_re_import_is_new_until_dismissed(
    archive: Archive, imported: Callable[[list[dict[str, Any]]], ImportReport]
) -> None:
    pond = imported(COMMENTS).article_ids[0]
    assert marks_of(archive, pond)[2] == []
    imported([*COMMENTS, {"ref": "g", "parent": "a", "text": "Quack."}])
    (new,) = marks_of(archive, pond)[2]
    assert archive.change(pond, "new", [CommentId(new)], value=False) is not None
    assert marks_of(archive, pond)[2] == []
    archive.undo(pond)
    assert marks_of(archive, pond)[2] == [new]
    assert archive.check().ok


def test_stars_survive_a_re_import_that_moves_everything(
    archive: Archive, imported: Callable[[list[dict[str, Any]]], ImportReport]
) -> None:
    pond = imported(COMMENTS).article_ids[0]
    starred = archive.comment(f"{pond}#1.1.1").id
    archive.change(pond, "star", [starred], value=True)
    imported([{"ref": "z", "text": "First!"}, *COMMENTS])
    assert list(archive.reading(pond).starred) == [starred]
    assert archive.comment(f"{pond}#2.1.1").id == starred


def test_comments_of_an_author_newest_first(archive: Archive, pond: ArticleId) -> None:
    found = archive.by_author("Ben")
    assert [(each.title, each.text) for each in found] == [
        ("The pond gets a lifeguard", "The ducks do."),
        ("The pond gets a lifeguard", "So were the ducks."),
    ]
    assert [each.text for each in archive.by_author("Ben", most=1, offset=1)] == ["So were the ducks."]
    assert archive.by_author("ben") == []


STEPS = st.lists(
    st.one_of(
        st.just("undo"),
        st.just("redo"),
        st.tuples(
            st.sampled_from(["read", "star", "new", "hide", "mute", "pingbacks", "pick"]),
            st.sets(st.integers(0, 6)),
            st.booleans(),
        ),
        st.tuples(st.just("hide"), st.sets(st.integers(0, 6)), st.just("branch")),
        st.tuples(
            st.just("note"), st.sets(st.integers(0, 6)), st.sampled_from([None, " ", "Well put.", "No."])
        ),
        st.tuples(st.just("tags"), st.sets(st.integers(0, 6)), st.sampled_from([None, "b A", "a"])),
        st.tuples(st.just("context"), st.sets(st.integers(0, 6)), st.sampled_from([None, *Context])),
        st.tuples(
            st.just("rules"),
            st.sets(st.integers(0, 1)),
            st.sampled_from([None, "branch show newest 0", "ancestors hide source 1", "none hide source 1"]),
        ),
    ),
    max_size=12,
)


@given(steps=STEPS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undo_undoes_exactly(tmp_path_factory: pytest.TempPathFactory, steps: list[Any]) -> None:
    folder: Path = tmp_path_factory.mktemp("marks")
    with Archive.open(folder / "library.db", importers=[JsonLinesImporter()]) as archive:
        (report,) = archive.import_paths([write_lines(folder / "pond.jsonl", (ARTICLE, COMMENTS))])
        pond = report.article_ids[0]
        ids = [CommentId(0), *(comment.id for comment in archive.comments(pond))]
        past, future = [marks_of(archive, pond)], list[State]()
        for step in steps:
            if step == "undo":
                assert (archive.undo(pond) is not None) == (len(past) > 1)
                if len(past) > 1:
                    future.append(past.pop())
            elif step == "redo":
                assert (archive.redo(pond) is not None) == bool(future)
                if future:
                    past.append(future.pop())
            else:
                mark: Mark
                mark, places, value = step
                if (
                    archive.change(pond, mark, [ids[place] for place in sorted(places)], value=value)
                    is not None
                ):
                    past.append(marks_of(archive, pond))
                    future.clear()
            assert marks_of(archive, pond) == past[-1]
        assert archive.check().ok
