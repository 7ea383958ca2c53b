"""What one did is there again after a restart, and reaches the disk without the reader waiting for it."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING

from textual.pilot import Pilot

from archive_tui.archive import Archive
from archive_tui.model import ArticleId, CommentId, Place
from archive_tui.tui.screens.library import LibraryScreen
from archive_tui.tui.screens.reader import ReaderScreen
from archive_tui.tui.state import StateWriter
from archive_tui.tui.widgets.thread import ThreadWidget

if TYPE_CHECKING:
    from pathlib import Path

OpenApp = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Awaitable[None]]
TO_HARBOUR = ("s", "s", "s", "g", "enter")


def _thread(pilot: Pilot[None]) -> ThreadWidget:
    return pilot.app.screen.query_one(ThreadWidget)


def _number(pilot: Pilot[None]) -> str:
    thread = _thread(pilot)
    return thread.view.outline.number(thread.view.arrangement.stored[thread.cursor])


async def test_place_folds_read_marks_order_and_theme_are_there_again(
    open_app: OpenApp, press: Press
) -> None:
    async with open_app() as pilot:
        await press(pilot, *TO_HARBOUR, "j", "j", "z", "c", "right_curly_bracket", "f3", "enter", "q", "Q")
    async with open_app() as pilot:
        assert pilot.app.theme == "harbour"
        await press(pilot, "enter")
        thread = _thread(pilot)
        assert _number(pilot) == "2"
        assert thread.view.folded[2]
        assert thread.view.unread.count(1) < len(thread.view.outline)


async def test_a_narrowed_branch_is_narrowed_again(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await press(pilot, *TO_HARBOUR, "j", "j", "c", "Q")
    async with open_app() as pilot:
        await press(pilot, "enter")
        assert _thread(pilot).view.narrowed == 1


async def test_the_order_of_siblings_is_that_of_last_time(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await press(pilot, *TO_HARBOUR, "s")
        order = _thread(pilot).view.arrangement.order
    async with open_app() as pilot:
        await press(pilot, "enter")
        assert _thread(pilot).view.arrangement.order is order


async def test_the_library_counts_what_was_just_read(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await press(pilot, *TO_HARBOUR, "j", "R", "q")
        screen = pilot.app.screen
        assert isinstance(screen, LibraryScreen)
        assert screen.table.current is not None
        assert screen.table.current.title == "The Harbour Lamp"
        assert screen.table.current.unread <= 6


async def test_going_to_the_next_article_keeps_the_place_in_the_last(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await press(pilot, *TO_HARBOUR, "G", "right_square_bracket", "left_square_bracket")
        assert _number(pilot) == "4"


async def test_an_article_that_is_gone_is_a_sentence_not_a_crash(
    open_app: OpenApp, press: Press, library: Path
) -> None:
    async with open_app() as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, LibraryScreen)
        screen.open(ArticleId(99_999))
        await press(pilot)
        assert isinstance(pilot.app.screen, ReaderScreen)
        assert [note.severity for note in pilot.app._notifications] == ["error"]
        await press(pilot, "j", "z", "a", "i", "r", "q")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_leaving_at_once_loses_nothing(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await press(pilot, *TO_HARBOUR)
        await pilot.press("j", "j", "z", "c", "right_square_bracket")
    async with open_app() as pilot:
        await press(pilot, "enter")
        assert _number(pilot) == "1.1"
        assert _thread(pilot).view.folded[2]
        await pilot.press("j", "Q")
    async with open_app() as pilot:
        await press(pilot, "enter")
        assert _number(pilot) == "1.2"


def _first(archive: Archive) -> ArticleId:
    return archive.articles()[0].id


def test_the_writer_gathers_and_the_newest_wish_wins(library: Path) -> None:
    with Archive.open(library) as archive:
        article = _first(archive)
        ids = [CommentId(each) for each in archive.outline(article).ids]
        writer = StateWriter(archive, lambda _: None, delay=30)
        writer.mark_read(article, ids[:1], read=True)
        writer.mark_read(article, ids[:1], read=False)
        writer.save_folds(article, ids[:1], [])
        writer.save_place(article, Place(ids[0], 3, None))
        writer.save_place(article, Place(ids[0], 4, None))
        writer.set_setting("theme", "paper")
        assert writer.close()
        reading = archive.reading(article)
        assert list(reading.read) == []
        assert list(reading.folded) == [ids[0]]
        assert reading.place == Place(ids[0], 4, None)
        assert archive.setting("theme") == "paper"


def test_a_busy_library_is_tried_again(library: Path) -> None:
    other = sqlite3.connect(library, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Archive.open(library, busy_seconds=0.05) as archive:
        complaints: list[str] = []
        writer = StateWriter(archive, complaints.append, delay=0)
        writer.set_setting("theme", "paper")
        assert not writer.flush(timeout=0.2)
        other.execute("ROLLBACK")
        assert writer.close(timeout=10)
        assert archive.setting("theme") == "paper"
        assert complaints == []
    other.close()


def test_what_cannot_be_saved_is_said_once(library: Path) -> None:
    with Archive.open(library) as archive:
        said = threading.Event()
        complaints: list[str] = []

        def complain(sentence: str) -> None:
            complaints.append(sentence)
            said.set()

        writer = StateWriter(archive, complain, delay=0)
        writer.save_place(ArticleId(99_999), Place(CommentId(0), 0, None))
        assert said.wait(10)
        assert writer.close()
        assert len(complaints) == 1


async def test_the_event_loop_never_waits_for_the_library(
    open_app: OpenApp, press: Press, library: Path
) -> None:
    """Another program holds the write lock: keys are answered all the same, and saved afterwards."""
    async with open_app() as pilot:
        await press(pilot, *TO_HARBOUR)
        assert await asyncio.to_thread(pilot.app.writer.flush)  # type: ignore[attr-defined]
        other = sqlite3.connect(library, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        for key in ("j", "j", "z", "c"):
            await pilot.press(key)
        assert _number(pilot) == "1.1"
        other.execute("ROLLBACK")
        other.close()
    with Archive.open(library) as archive:
        article = next(each.id for each in archive.articles() if each.key == "harbour")
        assert len(archive.reading(article).folded) == 1
