"""How commands mark."""

from __future__ import annotations

from tests.tui.desk import Desk, checks

from archive_tui.model import CommentId
from archive_tui.tui.screens.reader import ReaderScreen


@checks("read", "read-branch")
async def marks(desk: Desk) -> None:
    await desk.go("1")
    view = desk.thread.view
    assert view.unread[1] == 0
    await desk.do("read")
    assert view.unread[1] == 1
    await desk.do("read-branch")
    assert view.unread.find(1, 1, 5) < 0
    await desk.do("read-branch")
    assert view.unread.count(1, 1, 5) == 4


@checks("star", "repeat")
async def stars(desk: Desk) -> None:
    await desk.do("repeat")
    assert desk.note == "No mark was set yet that could be repeated"
    await desk.do("star")
    assert desk.note == "The article has no star; a comment can have one"
    await desk.go("1.1")
    await desk.do("star")
    view = desk.thread.view
    assert [*view.starred] == [0, 0, 1, *[0] * 8]
    assert "★" in desk.line("1.1")
    await desk.go("2")
    await desk.do("repeat")
    assert view.starred.count(1) == 2
    await desk.do("repeat")
    assert desk.note == "This is starred already"
    await desk.do("star")
    assert view.starred.count(1) == 1


@checks("undo", "redo")
async def undoing(desk: Desk) -> None:
    await desk.do("undo")
    assert desk.note == "There is nothing to undo here"
    await desk.go("1")
    await desk.press("*", "R")
    view = desk.thread.view
    assert (view.starred[1], view.unread.count(1, 1, 5)) == (1, 0)
    await desk.do("undo")
    assert (view.starred[1], view.unread.count(1, 1, 5)) == (1, 3)
    assert desk.toasts[-1] == "3 comments unread again"
    await desk.do("undo")
    assert not view.starred[1]
    assert desk.toasts[-1] == "1 comment without a star again"
    await desk.press("2", "ctrl+r")
    assert (view.starred[1], view.unread.count(1, 1, 5)) == (1, 0)
    assert desk.toasts[-1] == "2 steps redone; the last: 3 comments read"
    await desk.do("redo")
    assert desk.note == "There is nothing to do again"


async def _with_new(desk: Desk, *numbers: str) -> None:
    """Let comments be new, and open the article again."""
    screen = desk.pilot.app.screen
    assert isinstance(screen, ReaderScreen)
    outline = desk.thread.view.outline
    ids = [CommentId(outline.ids[outline.find(number) or 0]) for number in numbers]
    screen.session.archive.change(screen.article_id, "new", ids, value=True)
    await desk.press("q", "enter")


@checks("next-new", "previous-new", "dismiss-new")
async def what_is_new(desk: Desk) -> None:
    await desk.do("next-new")
    assert desk.note == "No comment is new"
    await desk.do("dismiss-new")
    assert desk.note == "No comment is new"
    await _with_new(desk, "1.1.1", "3.1")
    assert "2 new" in desk.text("#title")
    assert "new" in desk.line("1.1.1")
    await desk.press("g")
    await desk.do("next-new")
    assert desk.number == "1.1.1"
    await desk.do("next-new")
    assert desk.number == "3.1"
    await desk.do("previous-new")
    assert desk.number == "1.1.1"
    await desk.do("dismiss-new")
    assert 1 not in desk.thread.view.new
    assert " new" not in desk.text("#title")
    await desk.do("undo")
    assert desk.thread.view.new.count(1) == 2
