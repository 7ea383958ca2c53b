"""Quotations in the whole program: found behind the reader's back, or, in a long thread, when asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from archive_tui import quoting
from archive_tui.archive import Archive
from archive_tui.tui.screens.reader import ReaderScreen
from archive_tui.tui.widgets.details import Details
from archive_tui.tui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from pathlib import Path

OpenApp = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Awaitable[None]]

TO_THE_HARBOUR = ("g", "enter")


@pytest.fixture(autouse=True)
def _most_comments_first(library: Path) -> None:
    with Archive.open(library) as archive:
        archive.set_setting("library.order", "comments")


def forget(library: Path) -> None:
    """Make the library one that was never searched."""
    connection = sqlite3.connect(library)
    with connection:
        connection.execute("DELETE FROM quotes")
        connection.execute("DELETE FROM quoted")
    connection.close()


def reader(pilot: Pilot[None]) -> ReaderScreen:
    screen = pilot.app.screen
    assert isinstance(screen, ReaderScreen)
    assert screen.article is not None
    assert screen.article.summary.title == "The Harbour Lamp"
    return screen


def note(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(KeyBar).note


async def test_a_library_without_them_is_searched(open_app: OpenApp, press: Press, library: Path) -> None:
    forget(library)
    async with open_app() as pilot:
        await press(pilot, *TO_THE_HARBOUR)
        assert reader(pilot).thread.quotations
    with Archive.open(library) as archive:
        (article,) = [each.id for each in archive.articles() if each.title == "The Harbour Lamp"]
        assert archive.known_quotes(article)


async def test_a_long_thread_is_searched_when_asked_for(
    open_app: OpenApp, press: Press, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget(library)
    monkeypatch.setattr(quoting, "MOST_UNASKED", -1)
    async with open_app() as pilot:
        await press(pilot, *TO_THE_HARBOUR)
        assert reader(pilot).thread.quotations is None
        await press(pilot, "equals_sign")
        assert reader(pilot).thread.quotations
        assert note(pilot) == "Quotations are shown now"
    forget(library)
    async with open_app() as pilot:
        await press(pilot, *TO_THE_HARBOUR)
        await press(pilot, "quotation_mark")
        assert reader(pilot).thread.quotes_folded
        assert reader(pilot).thread.quotations


async def test_the_details_name_who_quotes_whom(open_app: OpenApp, press: Press) -> None:
    async with open_app(size=(140, 40)) as pilot:
        await press(pilot, *TO_THE_HARBOUR, "j", "i")

        def fact(name: str) -> str:
            text = str(pilot.app.screen.query_one(Details).query_one(Static).render())
            return next((line.split(name)[1].strip() for line in text.splitlines() if name in line), "")

        assert (fact("quotes "), fact("quoted by")) == ("", "1.2")
        await press(pilot, "equals_sign")
        assert (fact("quotes "), fact("quoted by")) == ("1", "")


async def test_folded_quotations_stay_folded_until_the_next_time(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await press(pilot, *TO_THE_HARBOUR, "quotation_mark")
        assert note(pilot) == "Quoted text is folded"
    async with open_app() as pilot:
        await press(pilot, *TO_THE_HARBOUR)
        assert reader(pilot).thread.quotes_folded
        await press(pilot, "quotation_mark")
        assert note(pilot) == "Quoted text is shown"
        await press(pilot, "q", *TO_THE_HARBOUR)
        assert not reader(pilot).thread.quotes_folded
