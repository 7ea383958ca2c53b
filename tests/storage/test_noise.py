"""What the reader hides: comments, authors, pingbacks; it lasts, it is counted, and it comes back."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from tests.storage.conftest import ARTICLE, COMMENTS, write_lines

from archive_tui.archive import Archive
from archive_tui.model import AuthorShare, Change, CommentId
from archive_tui.thread.outline import NOISE, Flag

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from archive_tui.model import ArticleId, ImportReport


PINGBACK = {"ref": "p", "author": "Some blog", "text": "[…] a pond […]", "kind": "pingback"}


def unread(archive: Archive, article: ArticleId) -> int:
    return archive.article(article).summary.unread


def test_a_hidden_comment_counts_as_unread_no_more(archive: Archive, pond: ArticleId) -> None:
    second = archive.comment(f"{pond}#1.1").id
    assert unread(archive, pond) == 6
    change = archive.change(pond, "hide", [second], value=True)
    assert change == Change.flag(pond, "hide", (second,), value=True)
    assert archive.comment(second).hidden
    assert archive.comment(second).out_of_sight
    assert unread(archive, pond) == 5
    archive.mark_read(pond, [second], read=True)
    assert unread(archive, pond) == 5
    archive.undo(pond)
    assert not archive.comment(second).hidden
    assert unread(archive, pond) == 5  # it has been read meanwhile
    assert archive.check().ok


def test_hiding_lasts_when_the_article_is_imported_again(
    archive: Archive, pond: ArticleId, imported: Callable[[list[dict[str, Any]]], ImportReport]
) -> None:
    hidden = archive.comment(f"{pond}#1.1.1").id
    archive.change(pond, "hide", [hidden], value=True)
    imported([{"ref": "z", "text": "First!"}, *COMMENTS])
    assert archive.comment(f"{pond}#2.1.1").id == hidden
    assert archive.comment(hidden).hidden
    assert unread(archive, pond) == 6
    imported([{"ref": "z", "text": "First!"}])  # it vanished from the source
    assert archive.comment(hidden).hidden
    assert archive.check().ok


def test_what_comes_below_a_hidden_branch_is_hidden_too(
    archive: Archive, pond: ArticleId, imported: Callable[[list[dict[str, Any]]], ImportReport]
) -> None:
    first = archive.comment(f"{pond}#1")
    branch = [comment.id for comment in archive.comments(pond, first.position, first.position + first.size)]
    archive.change(pond, "hide", branch, value="branch")
    archive.change(pond, "hide", [archive.comment(f"{pond}#2").id], value=True)
    more = [
        {"ref": "n", "parent": "c", "text": "Toast."},
        {"ref": "o", "parent": "n", "text": "Rolls."},
        {"ref": "p", "parent": "e", "text": "And they snored."},
    ]
    imported([*COMMENTS, *more])
    comments = archive.comments(pond)
    assert [comment.number for comment in comments if not comment.hidden] == ["2.1", "2.2"]
    assert unread(archive, pond) == 2
    archive.undo(pond)
    archive.undo(pond)
    assert [comment.number for comment in archive.comments(pond) if comment.hidden] == [
        "1.1.1.1",
        "1.1.1.1.1",
    ]
    assert archive.check().ok


def test_a_mute_covers_all_articles_and_what_comes_later(archive: Archive, tmp_path: Path) -> None:
    brook = {"key": "brook", "title": "The brook", "body": "It murmurs."}
    report: ImportReport
    (report,) = archive.import_paths(
        [write_lines(tmp_path / "a.jsonl", (ARTICLE, COMMENTS), (brook, [COMMENTS[0]]))]
    )
    pond, other = report.article_ids
    assert archive.author_share("Ada") == AuthorShare("Ada", 3, 2, 1)
    assert archive.mute("Ada")
    assert not archive.mute("Ada")
    assert archive.mutes().authors == {"Ada"}
    assert (unread(archive, pond), unread(archive, other)) == (4, 0)
    assert [bool(flags & NOISE) for flags in archive.outline(pond).flags] == [
        comment.author == "Ada" for comment in archive.comments(pond)
    ]
    (share,) = archive.muted_authors()
    assert (share.name, share.comments, share.articles, share.answered) == ("Ada", 3, 2, 1)
    assert share.muted is not None
    more = {"ref": "n", "author": "Ada", "text": "Me again."}
    (report,) = archive.import_paths([write_lines(tmp_path / "a.jsonl", (ARTICLE, [*COMMENTS, more]))])
    assert archive.comment(f"{pond}#3").muted
    assert unread(archive, pond) == 4
    assert archive.check().ok
    assert archive.mute("Ada", muted=False)
    assert not archive.mute("Ada", muted=False)
    assert (unread(archive, pond), unread(archive, other)) == (7, 1)
    assert archive.check().ok


def test_somebody_whose_name_changes_is_muted_by_the_new_one(
    archive: Archive, pond: ArticleId, imported: Callable[[list[dict[str, Any]]], ImportReport]
) -> None:
    archive.mute("Cyril")
    assert not any(comment.muted for comment in archive.comments(pond))
    imported([{**each, "author": "Cyril"} if each["ref"] == "e" else each for each in COMMENTS])
    assert [comment.number for comment in archive.comments(pond) if comment.muted] == ["2"]


def test_muting_who_wrote_a_comment_is_undone_after_a_restart(archive: Archive, pond: ArticleId) -> None:
    ada, nobody = archive.comment(f"{pond}#1").id, archive.comment(f"{pond}#1.2").id
    change = archive.change(pond, "mute", [ada, nobody], value=True)
    assert change is not None
    assert archive.mutes().authors == {"Ada"}
    assert sum(comment.muted for comment in archive.comments(pond)) == 2
    with Archive.open(archive.path) as again:
        assert again.undo(pond) is not None
        assert not again.mutes().authors
        assert again.redo(pond) is not None
        assert again.mutes().authors == {"Ada"}
        assert again.check().ok


def test_pingbacks_are_hidden_for_themselves(
    archive: Archive, imported: Callable[[list[dict[str, Any]]], ImportReport]
) -> None:
    pond = imported([*COMMENTS, PINGBACK]).article_ids[0]
    assert unread(archive, pond) == 7
    archive.hide_pingbacks(hidden=True)
    assert archive.mutes().pingbacks
    assert unread(archive, pond) == 6
    imported([*COMMENTS, PINGBACK, {**PINGBACK, "ref": "q", "text": "[…] ducks […]"}])
    assert sum(comment.muted for comment in archive.comments(pond)) == 2
    archive.mute("Some blog")
    archive.hide_pingbacks(hidden=False)
    assert sum(comment.muted for comment in archive.comments(pond)) == 2
    archive.mute("Some blog", muted=False)
    assert not any(comment.muted for comment in archive.comments(pond))
    assert archive.check().ok


def test_what_is_hidden_for_two_reasons_is_counted_once(archive: Archive, pond: ArticleId) -> None:
    ids = [comment.id for comment in archive.comments(pond) if comment.author == "Ben"]
    archive.change(pond, "hide", ids, value=True)
    assert unread(archive, pond) == 4
    archive.mute("Ben")
    assert unread(archive, pond) == 4
    archive.change(pond, "hide", ids, value=False)
    assert unread(archive, pond) == 4
    archive.mute("Ben", muted=False)
    assert unread(archive, pond) == 6
    assert archive.check().ok


def test_search_knows_what_is_hidden(archive: Archive, pond: ArticleId) -> None:
    hidden = archive.comment(f"{pond}#1.1").id
    before = [hit.id for hit in archive.search("ducks").hits if hit.id]
    assert before[0] == hidden
    archive.change(pond, "hide", [hidden], value=True)
    archive.mute("Cy")
    after = [(hit.id, hit.hidden) for hit in archive.search("ducks").hits if hit.id]
    assert after[-1] == (hidden, True)
    assert [hit.id for hit in archive.search("is:hidden").hits] == [hidden]
    assert [hit.author for hit in archive.search("is:muted").hits] == ["Cy"]
    assert len(archive.search("-is:hidden -is:muted is:comment").hits) == 4


def test_a_check_finds_and_mends_what_a_mute_should_have_covered(archive: Archive, pond: ArticleId) -> None:
    archive.mute("Ben")
    with sqlite3.connect(archive.path) as connection:
        connection.execute("UPDATE comments SET muted = 0")
    connection.close()
    report = archive.check()
    assert any("2 comments are muted, or not" in problem for problem in report.problems)
    assert archive.check(repair=True).ok
    assert sum(comment.muted for comment in archive.comments(pond)) == 2
    assert [bool(flags & Flag.MUTED) for flags in archive.outline(pond).flags].count(True) == 2


def test_names_that_differ_by_case_are_offered(archive: Archive, pond: ArticleId) -> None:
    assert archive.names_like("ADA") == ["Ada"]
    assert archive.names_like("Ada") == []
    assert archive.author_share("ADA").comments == 0


def test_strangers_cannot_be_hidden(archive: Archive, pond: ArticleId) -> None:
    assert archive.change(pond, "hide", [CommentId(0), CommentId(10**9)], value=True) is None


@pytest.mark.parametrize("name", ["'; DROP TABLE comments; --", "\u202eeve", "Ada%"])
def test_a_name_is_only_a_name(archive: Archive, pond: ArticleId, name: str) -> None:
    archive.mute(name)
    assert archive.mutes().authors == {name}
    assert not any(comment.muted for comment in archive.comments(pond))
