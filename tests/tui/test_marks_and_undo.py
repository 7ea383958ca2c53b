"""Marks that can be undone: they last, they keep their order, and nobody waits for them."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING

import pytest
from textual.pilot import Pilot

from archive_tui.archive import Archive
from archive_tui.errors import ArchiveError
from archive_tui.model import ArticleId, Change, CommentId
from archive_tui.tui.screens.library import LibraryScreen
from archive_tui.tui.screens.reader_marks import sentence
from archive_tui.tui.state import StateWriter
from archive_tui.tui.widgets.density import DensityMap
from archive_tui.tui.widgets.thread import ThreadWidget

if TYPE_CHECKING:
    from pathlib import Path

OpenApp = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Awaitable[None]]
TO_HARBOUR = ("s", "s", "s", "g", "enter")


def _thread(pilot: Pilot[None]) -> ThreadWidget:
    return pilot.app.screen.query_one(ThreadWidget)


def _harbour(archive: Archive) -> ArticleId:
    return next(each.id for each in archive.articles() if each.key == "harbour")


async def test_stars_are_there_again_and_can_be_undone_another_day(
    open_app: OpenApp, press: Press, library: Path
) -> None:
    async with open_app() as pilot:
        await press(pilot, *TO_HARBOUR, "j", "asterisk", "Q")
    async with open_app() as pilot:
        await press(pilot, "enter")
        assert _thread(pilot).view.starred[1]
        assert "★" in str([pilot.app.screen.query_one(DensityMap).render_line(y).text for y in range(20)])
        await press(pilot, "u")
        assert 1 not in _thread(pilot).view.starred
    with Archive.open(library) as archive:
        assert not archive.reading(_harbour(archive)).starred


async def test_a_star_given_just_before_leaving_is_not_lost(
    open_app: OpenApp, press: Press, library: Path
) -> None:
    async with open_app() as pilot:
        await press(pilot, *TO_HARBOUR)
        await pilot.press("j", "asterisk", "Q")
    with Archive.open(library) as archive:
        assert len(archive.reading(_harbour(archive)).starred) == 1


async def test_folding_others_keeps_what_has_a_star(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await press(pilot, *TO_HARBOUR, "R", "7", "j", "asterisk", "g", "z", "x")
        view = _thread(pilot).view
        starred = view.starred.find(1)
        assert view.row_of(starred) is not None
        assert not view.folded[starred]
        assert view.folded[1]


async def test_a_comment_that_was_made_unread_stays_so_when_one_leaves_it(
    open_app: OpenApp, press: Press, library: Path
) -> None:
    async with open_app() as pilot:
        await press(pilot, *TO_HARBOUR, "j", "r", "j", "j")
        assert _thread(pilot).view.unread[1]
        await press(pilot, "k", "k")
        assert not _thread(pilot).view.unread[1]  # looked at again
        await press(pilot, "u")
        assert not _thread(pilot).view.unread[1]  # it was read when it was made unread
        assert 1 in _thread(pilot).view.unread


async def test_automatic_read_marks_are_no_steps_of_undo(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await press(pilot, *TO_HARBOUR, "j", "j", "asterisk", "j", "j")
        before = _thread(pilot).view.unread[:]
        await press(pilot, "u")
        assert _thread(pilot).view.unread == before
        assert 1 not in _thread(pilot).view.starred


async def test_quick_keys_end_where_slow_ones_do(open_app: OpenApp, press: Press, library: Path) -> None:
    """What is painted ahead of the library and what the library answers come to the same."""
    keys = (
        "j",
        "asterisk",
        "u",
        "r",
        "j",
        "asterisk",
        "asterisk",
        "R",
        "u",
        "u",
        "ctrl+r",
        "asterisk",
        "k",
        "r",
        "u",
    )
    async with open_app() as pilot:
        await press(pilot, *TO_HARBOUR)
        for key in keys:
            await pilot.press(key)
        await press(pilot)
        assert await asyncio.to_thread(pilot.app.writer.flush)  # type: ignore[attr-defined] # the app is ours
        await press(pilot)
        thread = _thread(pilot)
        starred = {thread.id_of(entry) for entry, star in enumerate(thread.view.starred) if star}
        read = {thread.id_of(entry) for entry, unread in enumerate(thread.view.unread) if not unread} - {0}
        with Archive.open(library) as archive:
            reading = archive.reading(_harbour(archive))
        assert set(reading.starred) == starred
        assert set(reading.read) - {0} == read


async def test_the_library_says_how_many_are_new(open_app: OpenApp, press: Press, library: Path) -> None:
    with Archive.open(library) as archive:
        article = _harbour(archive)
        ids = [CommentId(each) for each in archive.outline(article).ids]
        archive.change(article, "new", ids[1:4], value=True)
        archive.change(article, "new", ids[4:5], value=True)  # spam does not count
        assert {each.key: each.new for each in archive.articles()} == {
            "harbour": 3,
            "kettles": 0,
            "bridge": 0,
        }
    async with open_app() as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, LibraryScreen)
        lines = [screen.table.render_line(y).text for y in range(4)]
        assert any("The Harbour Lamp" in line and "+3 new" in line for line in lines)
        await press(pilot, *TO_HARBOUR, "z", "n", "q")
        lines = [screen.table.render_line(y).text for y in range(4)]
        assert not any("new" in line for line in lines)


async def test_a_mark_waits_for_a_busy_library_and_says_so(
    open_app: OpenApp, press: Press, library: Path
) -> None:
    async with open_app() as pilot:
        await press(pilot, *TO_HARBOUR, "j")
        assert await asyncio.to_thread(pilot.app.writer.flush)  # type: ignore[attr-defined] # the app is ours
        other = sqlite3.connect(library, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await pilot.press("asterisk")
        assert _thread(pilot).view.starred[1]
        other.execute("ROLLBACK")
        other.close()
    with Archive.open(library) as archive:
        assert len(archive.reading(_harbour(archive)).starred) == 1


async def test_a_mark_that_cannot_be_written_is_taken_back(
    open_app: OpenApp, press: Press, library: Path
) -> None:
    async with open_app() as pilot:
        await press(pilot, *TO_HARBOUR, "j")
        assert await asyncio.to_thread(pilot.app.writer.flush)  # type: ignore[attr-defined] # the app is ours
        with sqlite3.connect(library) as other:
            other.execute("PRAGMA foreign_keys = ON")
            other.execute("DELETE FROM articles WHERE key = 'harbour'")
        other.close()
        await pilot.press("asterisk")
        await press(pilot)
        await asyncio.to_thread(pilot.app.writer.flush)  # type: ignore[attr-defined] # the app is ours
        await press(pilot)
        assert 1 not in _thread(pilot).view.starred
        assert any("no article" in note.message for note in pilot.app._notifications)


def test_deeds_keep_their_place_among_what_is_noted(library: Path) -> None:
    with Archive.open(library) as archive:
        article = _harbour(archive)
        ids = [CommentId(each) for each in archive.outline(article).ids]
        seen: list[list[int]] = []
        writer = StateWriter(archive, lambda _: None, delay=30)
        for at in range(3):
            writer.mark_read(article, ids[at : at + 1], read=True)
            writer.submit(lambda its: seen.append([*its.reading(article).read]))
        assert writer.close()
        assert seen == [ids[:1], ids[:2], ids[:3]]


def test_a_deed_is_done_again_when_the_library_is_free_and_keeps_its_place(library: Path) -> None:
    other = sqlite3.connect(library, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Archive.open(library, busy_seconds=0.05) as archive:
        article = _harbour(archive)
        ids = [CommentId(each) for each in archive.outline(article).ids[:2]]
        complaints: list[str] = []
        told = threading.Event()

        def complain(words: str) -> None:
            complaints.append(words)
            told.set()

        changes: list[Change | None] = []
        writer = StateWriter(archive, complain, delay=0)
        writer.submit(lambda its: changes.append(its.change(article, "star", ids, value=True)))
        writer.submit(lambda its: changes.append(its.undo(article)))
        writer.set_setting("theme", "paper")
        assert told.wait(10)
        other.execute("ROLLBACK")
        assert writer.close(timeout=10)
        assert [change and change.value for change in changes] == [True, False]
        assert len(complaints) == 1
        assert archive.setting("theme") == "paper"
    other.close()


def test_a_deed_that_fails_is_said_and_does_not_stop_the_next(library: Path) -> None:
    def fail(_: Archive) -> None:
        raise ArchiveError("no ink")

    with Archive.open(library) as archive:
        complaints: list[str] = []
        done = threading.Event()
        writer = StateWriter(archive, complaints.append, delay=0)
        writer.submit(fail)
        writer.submit(lambda _: done.set())
        assert writer.close()
        assert done.is_set()
        assert complaints == ["That could not be done: no ink"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change.flag(ArticleId(1), "read", (CommentId(1),), value=False), "1 comment unread again"),
        (Change.flag(ArticleId(1), "new", (CommentId(1), CommentId(2)), value=True), "2 comments new again"),
    ],
)
def test_what_was_undone_is_said(change: Change, said: str) -> None:
    assert sentence(change, "undone") == said
