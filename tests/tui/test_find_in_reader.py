"""Finding in the reader: what is counted, named and highlighted, where ``n`` leads, and what lasts."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING

from textual.pilot import Pilot
from textual.widgets import Input

from archive_tui.archive import Archive
from archive_tui.tui.queries import HISTORY, read_history, write_history
from archive_tui.tui.screens.library import LibraryScreen
from archive_tui.tui.screens.reader import ReaderScreen
from archive_tui.tui.widgets.bar import Bar
from archive_tui.tui.widgets.keybar import KeyBar
from archive_tui.tui.widgets.thread import ThreadWidget

if TYPE_CHECKING:
    from pathlib import Path

OpenApp = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Awaitable[None]]


def reader(pilot: Pilot[None]) -> ReaderScreen:
    screen = pilot.app.screen
    assert isinstance(screen, ReaderScreen)
    return screen


def number(pilot: Pilot[None]) -> str:
    thread = reader(pilot).thread
    stored = thread.view.arrangement.stored[thread.cursor]
    return thread.view.outline.number(stored) if stored >= 0 else ""


def hits(pilot: Pilot[None]) -> list[str]:
    view = reader(pilot).thread.view
    return [view.outline.number(view.arrangement.stored[entry]) for entry, hit in enumerate(view.hit) if hit]


def counted(pilot: Pilot[None]) -> str:
    """Return what the title line says first at its right end."""
    return str(reader(pilot).query_one("#title", Bar).right).split(" · ", maxsplit=1)[0]


def note(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(KeyBar).note


def prompt(pilot: Pilot[None]) -> Input:
    return reader(pilot).query_one("#find", Input)


def title(pilot: Pilot[None]) -> str:
    article = reader(pilot).article
    assert article is not None
    return article.summary.title


def highlighted(pilot: Pilot[None], wanted: str) -> list[str]:
    """Return what is highlighted in the lines of a comment, line by line, empty ones left out."""
    thread = reader(pilot).thread
    view = thread.view
    colour = thread._styles["hit"].bgcolor if thread._styles else None
    assert colour is not None
    found = []
    for row, entry in enumerate(view.rows):
        stored = view.arrangement.stored[entry]
        if stored < 0 or view.outline.number(stored) != wanted:
            continue
        top = view.heights.top(row) - thread.scroll_offset.y
        for line in range(view.heights[row]):
            strip = thread.render_line(top + line)
            found.append(
                "|".join(text for text, style, _ in strip if style is not None and style.bgcolor == colour)
            )
    return [line for line in found if line]


async def opened(pilot: Pilot[None], press: Press, wanted: str = "The Harbour Lamp") -> None:
    """Open an article from the library."""
    screen = pilot.app.screen
    assert isinstance(screen, LibraryScreen)
    titles = [article.title for article in screen.shelf.shown]
    screen.table.move_to(titles.index(wanted))
    await press(pilot, "enter")
    assert title(pilot) == wanted


async def test_hits_are_counted_while_one_types(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await opened(pilot, press)
        assert "hit" not in counted(pilot)
        await press(pilot, "slash", *"har")
        assert counted(pilot) == "2 hits"
        assert hits(pilot) == ["1", "1.2"]
        await press(pilot, "enter")
        assert (number(pilot), counted(pilot)) == ("1", "hit 1/2")
        await press(pilot, "n")
        assert (number(pilot), counted(pilot)) == ("1.2", "hit 2/2")
        await press(pilot, "j")
        assert counted(pilot) == "2 hits"


async def test_typing_reads_and_opens_nothing(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await opened(pilot, press)
        await press(pilot, "z", "M")
        view = reader(pilot).thread.view
        before = (view.folded[:], view.unread[:])
        await press(pilot, "slash", *"drawing")
        assert hits(pilot) == ["1.1.1"]
        assert (view.folded, view.unread) == before
        assert view.held(1).hits == 1, "the folded branch says how many"
        await press(pilot, "enter")
        assert number(pilot) == "1.1.1", "its ancestors are open"


async def test_words_are_highlighted_in_hits_alone(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await opened(pilot, press)
        await press(pilot, "slash", *"lam", "enter")
        assert highlighted(pilot, "1") == ["lamp"]
        assert highlighted(pilot, "1.1.1") == ["lamp"], "inside a link"
        assert highlighted(pilot, "1.2") == ["lamp"], "inside a quotation"
        assert highlighted(pilot, "1.1") == []
        await press(pilot, "escape")
        assert highlighted(pilot, "1") == []


async def test_a_phrase_is_highlighted_across_lines(open_app: OpenApp, press: Press) -> None:
    async with open_app(size=(34, 24)) as pilot:
        await opened(pilot, press)
        await press(pilot, "slash")
        prompt(pilot).value = '"harbour needs a second lamp"'
        await press(pilot, "enter")
        lines = highlighted(pilot, "1")
        assert len(lines) > 1
        assert " ".join(line.strip() for line in lines) == "harbour needs a second lamp"


async def test_a_correction_is_named(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await opened(pilot, press)
        await press(pilot, "slash", *"bolard", "enter")
        assert hits(pilot) == ["4"]
        assert note(pilot) == "Showing hits for bollard"
        assert highlighted(pilot, "4") == ["bollard"]


async def test_what_is_wrong_with_a_query_is_said_when_it_is_entered(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await opened(pilot, press)
        await press(pilot, "slash")
        prompt(pilot).value = "lamp )"
        await press(pilot)
        assert note(pilot) == ""
        assert hits(pilot) == ["1", "1.1.1", "1.2"]
        await press(pilot, "enter")
        assert note(pilot).startswith("character 6 of the query")


async def test_escape_while_typing_leaves_the_search_as_it_was(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await opened(pilot, press)
        await press(pilot, "slash", *"bollard", "enter", "slash", *"lamp")
        assert hits(pilot) == ["1", "1.1.1", "1.2"]
        await press(pilot, "escape")
        assert not prompt(pilot).display
        assert (hits(pilot), counted(pilot)) == (["4"], "hit 1/1")
        await press(pilot, "slash", "enter")
        assert hits(pilot) == ["4"], "nothing typed changes nothing"


async def test_escape_peels_the_search_before_the_branch(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await opened(pilot, press)
        await press(pilot, "j", "c", "slash", *"lamp", "enter", "escape")
        assert hits(pilot) == []
        assert reader(pilot).thread.view.narrowed is not None
        await press(pilot, "escape")
        assert reader(pilot).thread.view.narrowed is None
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_at_the_last_hit_n_goes_on_into_the_next_article(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await opened(pilot, press)
        await press(pilot, "slash", *"move", "enter")
        assert number(pilot) == "4"
        await press(pilot, "n")
        assert number(pilot) == "4"
        assert note(pilot) == (
            "This was the last hit here; n once more goes on with “A Bridge in the Wrong Place”, 1 hit"
        )
        await press(pilot, "k", "n", "n")
        assert title(pilot) == "The Harbour Lamp", "any other key takes the offer back"
        await press(pilot, "n")
        assert title(pilot) == "A Bridge in the Wrong Place"
        assert (number(pilot), counted(pilot)) == ("1", "hit 1/1")
        await press(pilot, "N")
        assert note(pilot).startswith(
            "This was the first hit here; N once more goes on with “The Harbour Lamp”"
        )
        await press(pilot, "N")
        assert (title(pilot), number(pilot)) == ("The Harbour Lamp", "4")


async def test_without_another_article_n_begins_again(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await opened(pilot, press)
        await press(pilot, "slash", *"lamp", "enter", "3", "n", "n")
        assert number(pilot) == "1"
        assert note(pilot) == "From the top again"
        await press(pilot, "N")
        assert (number(pilot), note(pilot)) == ("1.2", "From the end again")
        await press(pilot, "slash", *"zeppelin", "enter")
        assert note(pilot).startswith("Nothing here matches “zeppelin”")
        assert counted(pilot) == "no hits"
        await press(pilot, "n")
        assert note(pilot) == "No article of the list has a hit"


async def test_a_hidden_hit_is_gone_to_when_it_is_shown(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await opened(pilot, press)
        await press(pilot, "slash", *"home", "enter")
        assert (hits(pilot), counted(pilot)) == (["2"], "no hits")
        assert note(pilot) == "All hits are hidden; H shows them"
        await press(pilot, "H", "n")
        assert (number(pilot), counted(pilot)) == ("2", "hit 1/1")


async def test_folding_the_rest_keeps_hits_open(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await opened(pilot, press)
        thread = reader(pilot).thread
        thread.mark_read(branch=True)
        for top in thread.view.rows[1:]:
            thread.jump_to(thread.id_of(top))
            thread.mark_read(branch=True)
        await press(pilot, "slash", *"drawing", "enter", "z", "x")
        view = thread.view
        open_numbers = {
            view.outline.number(view.arrangement.stored[entry])
            for entry in view.rows
            if entry and not view.folded[entry]
        }
        assert open_numbers == {"1", "1.1", "1.1.1"}


async def test_the_search_goes_along_into_a_neighbour(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await opened(pilot, press, "Kettles, Compared")
        await press(pilot, "slash", *"move", "enter")
        assert hits(pilot) == []
        while title(pilot) != "The Harbour Lamp":
            before = title(pilot)
            await press(pilot, "right_square_bracket")
            if title(pilot) == before:
                await press(pilot, "left_square_bracket", "left_square_bracket")
        assert hits(pilot) == ["4"]
        assert number(pilot) == "", "it is opened where it was left"


async def test_earlier_queries_are_offered_again(open_app: OpenApp, press: Press, library: Path) -> None:
    async with open_app() as pilot:
        await opened(pilot, press)
        await press(pilot, "slash", *"lamp", "enter", "slash", *"bollard", "enter")
        await press(pilot, "slash", "up")
        assert prompt(pilot).value == "bollard"
        await press(pilot, "up", "up")
        assert prompt(pilot).value == "lamp"
        assert hits(pilot) == ["1", "1.1.1", "1.2"]
        await press(pilot, "down", "down")
        assert prompt(pilot).value == ""
        await press(pilot, "up", "up", "enter")
        assert (number(pilot), hits(pilot)) == ("1", ["1", "1.1.1", "1.2"])
    with Archive.open(library) as archive:
        assert read_history(archive.setting(HISTORY)) == ["lamp", "bollard"]


def test_a_history_is_bounded_and_forgives_what_it_cannot_read() -> None:
    assert len(read_history(write_history([str(index) for index in range(80)]))) == 50
    for broken in (None, "", "{", "7", json.dumps({"a": 1}), json.dumps([1, None])):
        assert read_history(broken) == []


async def test_the_key_before_is_forgotten(open_app: OpenApp, press: Press) -> None:
    """Keys faster than the library answers: what is shown in the end is what was typed last."""
    async with open_app() as pilot:
        await opened(pilot, press)
        await press(pilot, "slash")
        for value in ("b", "bo", "bol", "boll", "lamp"):
            prompt(pilot).value = value
        await press(pilot)
        assert reader(pilot).find_query == "lamp"
        assert hits(pilot) == ["1", "1.1.1", "1.2"]


async def test_the_thread_has_the_keys_again(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await opened(pilot, press)
        for last in ("enter", "escape"):
            await press(pilot, "slash", *"lamp", last)
            assert isinstance(pilot.app.focused, ThreadWidget)


async def test_a_filter_leaves_the_search_what_it_keeps(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await opened(pilot, press)
        await press(pilot, "slash", *"lamp", "enter", "ampersand", *"drawing", "enter")
        assert counted(pilot) == "hit 2/2", "the filter leaves out one of three"
        await press(pilot, "escape")
        assert hits(pilot) == []
        assert reader(pilot).is_filtered
