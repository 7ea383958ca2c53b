"""The library screen: what it lists, in which order, and what it says when there is nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, Static

from archive_tui.archive import Archive
from archive_tui.model import ImportReport
from archive_tui.tui.config import keymap_from
from archive_tui.tui.screens.library import LibraryScreen
from archive_tui.tui.screens.popup import Popup
from archive_tui.tui.screens.reader import ReaderScreen
from archive_tui.tui.widgets.articles import ArticleTable
from archive_tui.tui.widgets.bar import Bar
from archive_tui.tui.widgets.keybar import KeyBar, KeyHint

SAMPLES = Path(__file__).parents[2] / "sample_data"

OpenApp = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Awaitable[None]]


def _lines(pilot: Pilot[None]) -> list[str]:
    """Return what the table paints."""
    table = pilot.app.screen.query_one(ArticleTable)
    return [table.render_line(y).text for y in range(table.size.height)]


def _titles(pilot: Pilot[None]) -> list[str]:
    screen = pilot.app.screen
    assert isinstance(screen, LibraryScreen)
    return [article.title for article in screen.shelf.shown]


async def test_lists_title_section_date_comments_and_unread(open_app: OpenApp) -> None:
    async with open_app(size=(120, 30)) as pilot:
        head, *rows = _lines(pilot)
        assert head.split() == ["Title", "Section", "Date", "↓", "Comments", "Unread"]
        (harbour,) = [row for row in rows if "Harbour" in row]
        assert harbour.split()[-4:] == ["Town", "2012-04-18", "10", "9"]  # spam is not unread


async def test_at_80_columns_the_title_comes_first(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        lines = _lines(pilot)
        assert "Section" not in lines[0]
        assert all(len(line) == pilot.app.size.width for line in lines)
        assert any("A Bridge in the Wrong Place" in line for line in lines)


async def test_survives_a_very_narrow_terminal(open_app: OpenApp) -> None:
    async with open_app(size=(20, 8)) as pilot:
        assert all(len(line) == 20 for line in _lines(pilot))


async def test_filters_as_one_types(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await press(pilot, "slash", "t", "o", "w", "n")
        assert sorted(_titles(pilot)) == ["A Bridge in the Wrong Place", "The Harbour Lamp"]
        assert "2 of 3" in pilot.app.screen.query_one("#title", Bar).right.plain
        await press(pilot, "x")
        assert _titles(pilot) == []
        assert "Nothing matches" in pilot.app.screen.query_one("#about", Bar).left.plain
        await press(pilot, "escape")
        assert len(_titles(pilot)) == 3
        assert not pilot.app.screen.query_one("#needle", Input).display


async def test_arrows_move_in_the_list_while_one_filters(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await press(pilot, "slash", "down", "down")
        screen = pilot.app.screen
        assert isinstance(screen, LibraryScreen)
        assert screen.table.cursor == 2
        await press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, ReaderScreen)


async def test_a_click_selects_and_a_double_click_opens(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, LibraryScreen)
        await pilot.click(ArticleTable, offset=(10, 2))
        assert screen.table.cursor == 1
        await pilot.click(ArticleTable, offset=(10, 2), times=2)
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReaderScreen)


async def test_a_click_on_a_head_sorts_and_again_turns_round(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await pilot.click(ArticleTable, offset=(4, 0))
        await pilot.pause()
        assert _titles(pilot)[0] == "A Bridge in the Wrong Place"
        await pilot.click(ArticleTable, offset=(4, 0))
        await pilot.pause()
        assert _titles(pilot)[0] == "The Harbour Lamp"


async def test_remembers_order_and_article_but_not_the_filter(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await press(pilot, "s", "S", "g", "j", "slash", "k", "e", "t")
        before = "Kettles, Compared"
        assert _titles(pilot) == [before]
    async with open_app() as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, LibraryScreen)
        assert _titles(pilot) == ["The Harbour Lamp", "Kettles, Compared", "A Bridge in the Wrong Place"]
        assert screen.table.current is not None
        assert screen.table.current.title == before


async def test_an_empty_library_says_how_to_import(open_app: OpenApp, press: Press, tmp_path: Path) -> None:
    async with open_app(tmp_path / "empty.db") as pilot:
        text = str(pilot.app.screen.query_one("#empty", Static).content)
        assert "archive-tui import page.txt" in text
        assert "It reads: " in text
        for key in ("j", "G", "enter", "tab", "s", "slash", "escape"):
            await press(pilot, key)
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_greets_once(open_app: OpenApp, press: Press) -> None:
    async with open_app(greeted=False) as pilot:
        assert isinstance(pilot.app.screen, Popup)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)
    async with open_app(greeted=False) as pilot:
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_opens_what_was_asked_for_and_tells_what_was_imported(open_app: OpenApp, library: Path) -> None:
    with Archive.open(library) as archive:
        chosen = next(each.id for each in archive.articles() if each.key == "kettles")
    reports = (
        ImportReport("good[/].txt", "shelf", 1, 2, new=2, article_ids=(chosen,)),
        ImportReport("[bad", None, error="[bad: is no text"),
    )
    async with open_app(opened=(chosen,), reports=reports, complaint="no key is called [/]") as pilot:
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReaderScreen)
        assert pilot.app.screen.article_id == chosen
        told = [notification.message for notification in pilot.app._notifications]
        assert told == [
            "no key is called [/]",
            "1 article with 2 comments, 2 of them new. Not imported: [bad.",
        ]


async def test_several_articles_are_a_choice_in_the_library(open_app: OpenApp, library: Path) -> None:
    with Archive.open(library) as archive:
        chosen = [each.id for each in archive.articles() if each.key != "harbour"]
    async with open_app(opened=chosen, reports=[ImportReport("a.txt", "shelf", 2, 3)]) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, LibraryScreen)
        first = next(row for row, each in enumerate(screen.shelf.shown) if each.id in chosen)
        assert screen.table.cursor == first


async def test_a_newcomer_is_greeted_before_the_import_is_told(open_app: OpenApp, press: Press) -> None:
    reports = [ImportReport("a.txt", "shelf", 2, 3)]
    async with open_app(greeted=False, reports=reports) as pilot:
        assert isinstance(pilot.app.screen, Popup)
        assert not pilot.app._notifications
        await press(pilot, "escape")
        assert [each.message for each in pilot.app._notifications] == ["a.txt: 3 comments, 0 of them new."]


async def test_the_greeting_wraps_no_line_at_80_columns(open_app: OpenApp) -> None:
    async with open_app(greeted=False) as pilot:
        text = pilot.app.screen.query_one("#box Static", Static)
        lines = str(text.content).split("\n")
        assert text.size.height == len(lines)
        box = pilot.app.screen.query_one("#box")
        assert box.region.height < pilot.app.size.height
        assert box.region.x == pilot.app.size.width - box.region.right


async def test_the_footer_is_the_table_and_can_be_clicked(open_app: OpenApp) -> None:
    async with open_app(keymap=keymap_from({"open": "o"})) as pilot:
        bar = pilot.app.screen.query_one(KeyBar)
        assert bar.render().plain.startswith("o open   Tab unread")
        await pilot.click(KeyBar, offset=(3, 0))
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReaderScreen)


async def test_begun_keys_show_with_what_may_follow(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await press(pilot, "enter", "1", "2", "z")
        bar, hint = pilot.app.screen.query_one(KeyBar), pilot.app.screen.query_one(KeyHint)
        assert bar.render().plain.startswith("12z…")
        assert hint.display
        text = hint.render().plain
        assert all(word in text for word in ("Unfold this comment", "1…9", "Fold everything"))
        await press(pilot, "escape")
        assert bar.pending == ""
        assert not hint.display
        assert isinstance(pilot.app.screen, ReaderScreen)


async def test_own_keys_work_and_those_they_replace_do_not(open_app: OpenApp, press: Press) -> None:
    async with open_app(keymap=keymap_from({"list-next": "f7"})) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, LibraryScreen)
        await press(pilot, "j")
        assert screen.table.cursor == 0
        assert screen.query_one(KeyBar).note == "j means nothing here"
        await press(pilot, "f7")
        assert screen.table.cursor == 1


async def test_what_an_import_left_to_judge_is_judged_behind_the_list(
    tmp_path: Path, open_app: OpenApp
) -> None:
    path = tmp_path / "left.db"
    stored: list[int] = []
    with Archive.open(path) as archive:
        for report in archive.import_paths([SAMPLES], cancelled=lambda: len(stored) == 6):
            stored.extend(report.article_ids)
        assert archive.unjudged()
        assert not any(article.spam for article in archive.articles())
    async with open_app(path) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, LibraryScreen)
        for _ in range(500):
            if any(article.spam for article in screen.shelf.shown):
                break
            await pilot.pause(0.02)
        assert sum(article.spam for article in screen.shelf.shown) >= 5
        assert not screen.session.archive.unjudged()
        assert "looking for spam" not in str(screen.query_one("#title", Bar).render())
