"""How commands work in lists and overlays."""

from __future__ import annotations

from tests.tui.desk import Desk, checks
from textual.command import CommandPalette
from textual.containers import VerticalScroll
from textual.widgets import Input

from archive_tui.tui.screens.help import HelpScreen
from archive_tui.tui.screens.library import LibraryScreen
from archive_tui.tui.themes import THEME_NAMES


@checks("list-next", "list-previous", "list-first", "list-last")
async def rows(desk: Desk) -> None:
    await desk.do("list-first")
    await desk.do("list-next")
    assert desk.row == 1
    await desk.do("list-last")
    assert desk.row == 2
    await desk.do("list-previous")
    assert desk.row == 1
    await desk.press("1", "G")
    assert desk.row == 0


@checks("list-page-down", "list-page-up", "list-half-down", "list-half-up")
async def list_pages(desk: Desk) -> None:
    await desk.press("g")
    for command, row in (
        ("list-page-down", 2),
        ("list-page-up", 0),
        ("list-half-down", 2),
        ("list-half-up", 0),
    ):
        await desk.do(command)
        assert desk.row == row
    await desk.press("enter", "?")
    area = desk.pilot.app.screen.query_one(VerticalScroll)
    for command in ("list-next", "list-half-down", "list-page-down"):
        before = area.scroll_y
        await desk.do(command)
        assert area.scroll_y > before
    for command in ("list-previous", "list-half-up", "list-page-up"):
        before = area.scroll_y
        await desk.do(command)
        assert area.scroll_y < before
    await desk.do("list-last")
    assert area.scroll_y == area.max_scroll_y
    await desk.do("list-first")
    assert area.scroll_y == 0


@checks("open")
async def opening(desk: Desk) -> None:
    title = desk.titles[desk.row]
    await desk.do("open")
    assert desk.title == title


@checks("next-unread-article")
async def unread_articles(desk: Desk) -> None:
    await desk.press("g")
    await desk.do("next-unread-article")
    assert desk.row == 1
    await desk.press("2", "j")
    await desk.do("next-unread-article")
    assert desk.row == 0


@checks("library-sort", "library-reverse")
async def sorting(desk: Desk) -> None:
    await desk.do("library-sort")
    assert desk.titles == ["A Bridge in the Wrong Place", "Kettles, Compared", "The Harbour Lamp"]
    await desk.do("library-reverse")
    assert desk.titles[0] == "The Harbour Lamp"
    await desk.do("library-sort")
    assert desk.titles[0] == "Kettles, Compared"  # Kitchen before Town
    await desk.do("library-sort")
    assert desk.titles[0] == "The Harbour Lamp"  # most comments


@checks("filter", "clear-filter")
async def filtering(desk: Desk) -> None:
    await desk.do("filter")
    await desk.press(*"town")
    assert len(desk.titles) == 2
    await desk.press("enter")
    assert desk.pilot.app.focused is None
    await desk.do("clear-filter")
    assert len(desk.titles) == 3
    await desk.press("?")
    await desk.do("filter")
    assert isinstance(desk.pilot.app.focused, Input)


@checks("theme", "theme-next")
async def themes(desk: Desk) -> None:
    app = desk.pilot.app
    seen = [app.theme]
    await desk.do("theme")
    while app.theme != seen[0]:
        seen.append(app.theme)
        await desk.do("theme-next")
    assert seen == list(THEME_NAMES)
    await desk.press("j")
    assert app.theme == seen[1]
    await desk.press("k", "k")
    assert app.theme == seen[-1]
    await desk.press("g")
    assert app.theme == seen[0]
    await desk.press("G")
    assert app.theme == seen[-1]


@checks("theme-keep", "theme-drop")
async def choosing_a_theme(desk: Desk) -> None:
    app = desk.pilot.app
    below, before = app.screen, app.theme
    await desk.press("f3", "f3")
    await desk.do("theme-drop")
    assert (app.theme, app.screen) == (before, below)
    await desk.press("f3", "f3")
    await desk.do("theme-keep")
    assert (app.theme, app.screen) == (THEME_NAMES[2], below)
    assert isinstance(below, LibraryScreen)
    assert below.session.writer.flush()
    assert below.session.archive.setting("theme") == THEME_NAMES[2]


@checks("palette")
async def the_palette(desk: Desk) -> None:
    await desk.press("s", "s", "s", "g", "enter")
    await desk.do("palette")
    assert isinstance(desk.pilot.app.screen, CommandPalette)
    await desk.press(*"fold", "space", *"everything")
    await desk.press("enter")
    assert "1.1" not in desk.shown


@checks("leave", "quit")
async def leaving(desk: Desk) -> None:
    await desk.press("enter")
    await desk.do("leave")
    assert isinstance(desk.pilot.app.screen, LibraryScreen)
    await desk.do("quit")
    assert not desk.pilot.app.is_running


@checks("leave-library")
async def leaving_the_library(desk: Desk) -> None:
    await desk.do("leave-library")
    assert not desk.pilot.app.is_running


@checks("help", "close", "close-help")
async def the_help(desk: Desk) -> None:
    await desk.do("help")
    assert isinstance(desk.pilot.app.screen, HelpScreen)
    await desk.do("close-help")
    assert isinstance(desk.pilot.app.screen, LibraryScreen)
    await desk.do("help")
    await desk.do("close")
    assert isinstance(desk.pilot.app.screen, LibraryScreen)
