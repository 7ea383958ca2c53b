"""How commands change the view."""

from __future__ import annotations

from tests.tui.desk import Desk, checks

from archive_tui.thread.order import Order
from archive_tui.tui.screens.library import LibraryScreen
from archive_tui.tui.widgets.article_pane import ArticlePane
from archive_tui.tui.widgets.details import Details


@checks("narrow")
async def narrowing(desk: Desk) -> None:
    await desk.go("1.1")
    await desk.do("narrow")
    assert desk.shown == ["1.1", "1.1.1"]
    await desk.do("narrow")
    assert len(desk.shown) > 8
    assert desk.number == "1.1"


@checks("flat")
async def flat_by_time(desk: Desk) -> None:
    await desk.do("flat")
    assert desk.thread.view.arrangement.flat
    assert desk.shown[1] == "4"  # the last one is the oldest
    await desk.do("flat")
    assert not desk.thread.view.arrangement.flat


@checks("sort")
async def orders(desk: Desk) -> None:
    seen = []
    for _ in Order:
        await desk.do("sort")
        seen.append(desk.thread.view.arrangement.order)
    assert set(seen) == set(Order)
    assert seen[-1] is Order.SOURCE


@checks("hidden")
async def hidden_comments(desk: Desk) -> None:
    await desk.do("hidden")
    assert desk.thread.view.hidden_shown
    assert desk.note == "Hidden comments are shown"
    await desk.do("hidden")
    assert not desk.thread.view.hidden_shown


@checks("quotes")
async def quoted_text(desk: Desk) -> None:
    await desk.go("1.2")
    assert "▎ The harbour needs a second lamp. — 1" in desk.screen_text
    await desk.do("quotes")
    assert desk.note == "Quoted text is folded"
    assert "▎ quotes 1 (1 line)" in desk.screen_text
    assert "▎ The harbour" not in desk.screen_text
    await desk.press("]")
    await desk.do("quotes")
    assert desk.note == "Quoted text is shown; there is none in this thread"
    await desk.press("[")
    assert "▎ The harbour needs a second lamp. — 1" in desk.screen_text


@checks("words")
async def filtering_comments(desk: Desk) -> None:
    await desk.do("words")
    await desk.press(*"boat")
    assert desk.shown == ["", "1", "1.2"]
    assert desk.number == "1.2"
    assert "filter: boat · 1 comment" in desk.text("#title")
    await desk.press("enter", "escape")
    assert len(desk.shown) > 8
    await desk.do("words")
    await desk.press(*"zebra", "enter")
    assert desk.note == "No comment has “zebra”"
    assert desk.thread.view.filtered is None


@checks("split", "split-keys")
async def the_split(desk: Desk) -> None:
    await desk.do("split")
    assert desk.note == "The article stands beside the thread from 120 columns on; here are 80"
    await desk.do("split-keys")
    assert desk.note == "The article is not beside the thread; W puts it there"
    await desk.pilot.resize_terminal(140, 8)
    await desk.do("split")
    pane = desk.pilot.app.screen.query_one(ArticlePane)
    assert pane.display
    assert pane.region.right <= desk.thread.region.x
    await desk.do("split-keys")
    before = desk.thread.scroll_offset
    await desk.press("j")
    assert (pane.scroll_offset.y, desk.thread.scroll_offset) == (1, before)
    await desk.press("G", "j")
    assert desk.note == "The article ends here"
    await desk.press("escape", "j")
    assert desk.number == "1"
    await desk.do("split")
    assert not pane.display


@checks("details")
async def the_details(desk: Desk) -> None:
    await desk.go("1.1")
    await desk.do("details")
    pane = desk.pilot.app.screen.query_one(Details)
    assert pane.display
    await desk.do("details")
    assert not pane.display


@checks("peel")
async def peeling(desk: Desk) -> None:
    await desk.go("1.1")
    await desk.press("c", "i")
    await desk.do("peel")
    assert not desk.pilot.app.screen.query_one(Details).display
    await desk.do("peel")
    assert desk.thread.view.narrowed is None
    await desk.do("peel")
    assert isinstance(desk.pilot.app.screen, LibraryScreen)
