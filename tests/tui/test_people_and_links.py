"""People, links and copies where the page says little, or lies."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from archive_tui.archive import Archive
from archive_tui.model import ImportedArticle, ImportedComment, ImportedThread
from archive_tui.tui.screens.author import AuthorScreen
from archive_tui.tui.screens.library import LibraryScreen
from archive_tui.tui.screens.links import LinkChooser
from archive_tui.tui.screens.prompt import PipePrompt
from archive_tui.tui.screens.reader import ReaderScreen
from archive_tui.tui.widgets.bar import Bar
from archive_tui.tui.widgets.keybar import KeyBar
from archive_tui.tui.widgets.thread import ThreadWidget

if TYPE_CHECKING:
    from pathlib import Path

    from archive_tui.importers import Source

OpenApp = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Awaitable[None]]

_START = datetime(2013, 2, 1, tzinfo=UTC)
_ESCAPES = "\x1b]0;owned\x07\x1b[2J\u202e[@click=app.quit]Eve[/]"
_MANY = 2_500


class Browser(Protocol):
    opened: list[str]
    works: bool


class PeopleImporter:
    """Gives an article with names, one without any, and one with very many comments by one person."""

    name = "people"
    description = "three invented articles"
    spans_files = False

    def confidence(self, source: Source) -> float:
        return 1.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        yield ImportedThread(
            ImportedArticle(key="lamp", title="The Lamp, Again", author="E. Ditor"),
            tuple(
                ImportedComment(ref=ref, parent=parent, source_id=ref, author=author, text=text, url=url)
                for ref, parent, author, text, url in (
                    ("a", None, "Ann", "It is lit.", "https://example.org/lamp#a"),
                    ("b", "a", "Bob", "By whom?", "javascript:alert(1)"),
                    ("c", "b", "e.  DITOR", "By me.", None),
                    ("d", "a", _ESCAPES, "Go to https://evil.example/\x1b]8;;x\x07 now", None),
                    ("e", "d", _ESCAPES, "", None),
                    ("f", "a", None, "No name, no pack drill.", None),
                    ("g", "f", "Ann", "Quite.", None),
                )
            ),
        )
        yield ImportedThread(
            ImportedArticle(key="nobody", title="Unsigned"),
            tuple(
                ImportedComment(ref=ref, parent=parent, source_id=ref, text="Words.")
                for ref, parent in (("a", None), ("b", "a"))
            ),
        )
        yield ImportedThread(
            ImportedArticle(key="many", title="A Busy Day"),
            tuple(
                ImportedComment(
                    ref=str(at),
                    source_id=str(at),
                    author="Zed",
                    text=f"Remark {at}",
                    created=_START + timedelta(at),
                )
                for at in range(_MANY)
            ),
        )


@pytest.fixture
def people(tmp_path: Path) -> Path:
    (tmp_path / "source.txt").write_text("anything", encoding="utf-8")
    path = tmp_path / "people.db"
    with Archive.open(path, importers=[PeopleImporter()]) as archive:
        (report,) = archive.import_paths([tmp_path / "source.txt"])
        assert report.error is None
    return path


async def _read(pilot: Pilot[None], press: Press, title: str, number: str = "") -> ThreadWidget:
    library = pilot.app.screen
    assert isinstance(library, LibraryScreen)
    library.open(next(each.id for each in library.shelf.shown if each.title == title))
    await press(pilot)
    thread = pilot.app.screen.query_one(ThreadWidget)
    if number:
        position = thread.view.outline.find(number)
        assert position is not None
        thread.jump_to(thread.view.outline.ids[position])
        await press(pilot)
    return thread


def _note(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(KeyBar).note


def _head(pilot: Pilot[None], number: str) -> str:
    """Return the header line of a visible comment as it is painted."""
    thread = pilot.app.screen.query_one(ThreadWidget)
    position = thread.view.outline.find(number)
    assert position is not None
    row = thread.view.row_of(thread.view.arrangement.entry[position])
    assert row is not None
    y = thread.view.heights.top(row) - thread.scroll_offset.y
    return thread.render_line(y).text.strip()


async def test_a_page_without_names_says_so(people: Path, open_app: OpenApp, press: Press) -> None:
    async with open_app(people) as pilot:
        await _read(pilot, press, "Unsigned", "1.1")
        for keys in (["semicolon"], ["comma"], ["at"], ["z", "at"]):
            await press(pilot, *keys)
            assert _note(pilot) == "This page names no authors"
            assert isinstance(pilot.app.screen, ReaderScreen)
        assert "↳" not in _head(pilot, "1.1")


async def test_one_comment_without_a_name_says_so(people: Path, open_app: OpenApp, press: Press) -> None:
    async with open_app(people) as pilot:
        await _read(pilot, press, "The Lamp, Again", "1.3")
        for keys in (["semicolon"], ["at"], ["z", "at"]):
            await press(pilot, *keys)
            assert _note(pilot) == "Nobody knows who wrote this"
        await press(pilot, "j", "z", "at")
        assert _note(pilot) == "Nobody knows who wrote the comment that this one answers"


async def test_header_lines_name_the_author_of_the_article_and_whom_a_comment_answers(
    people: Path, open_app: OpenApp, press: Press
) -> None:
    async with open_app(people, size=(100, 50)) as pilot:
        thread = await _read(pilot, press, "The Lamp, Again")
        assert "e. DITOR · author" in _head(pilot, "1.1.1")
        assert "· author" not in _head(pilot, "1.1")
        assert "↳" not in _head(pilot, "1.1")  # what it answers is right above
        assert _head(pilot, "1.3").endswith("↳ Ann")
        assert "↳" not in _head(pilot, "1.3.1")  # nobody knows whom
        thread.toggle_flat()
        await press(pilot)
        assert "↳" not in _head(pilot, "1.1.1")
        assert _head(pilot, "1.3").endswith("↳ Ann")


async def test_the_comments_of_the_articles_author_are_found_from_the_article(
    people: Path, open_app: OpenApp, press: Press
) -> None:
    async with open_app(people) as pilot:
        thread = await _read(pilot, press, "The Lamp, Again")
        await press(pilot, "at")
        assert isinstance(pilot.app.screen, AuthorScreen)
        assert [each.text for each in pilot.app.screen.shown] == ["By me."]
        await press(pilot, "q", "semicolon")
        assert thread.view.outline.number(thread.view.arrangement.stored[thread.cursor]) == "1.1.1"


async def test_hostile_names_are_names_and_nothing_more(
    people: Path, open_app: OpenApp, press: Press
) -> None:
    async with open_app(people) as pilot:
        await _read(pilot, press, "The Lamp, Again", "1.2.1")
        await press(pilot, "z", "at")
        assert _note(pilot).endswith("answers nobody else here")
        assert "\x1b" not in _note(pilot)
        await press(pilot, "at")
        screen = pilot.app.screen
        assert isinstance(screen, AuthorScreen)
        assert len(screen.shown) == 2
        title = screen.query_one("#title", Bar).left.plain
        assert title.startswith("All by ")
        assert "[@click=app.quit]Eve[/]" in title
        painted = "".join(screen.listing.render_line(y).text for y in range(screen.listing.page))
        assert "(no text)" in painted
        assert not set(title + painted) & {"\x1b", "\x07", "\u202e"}


async def test_only_safe_addresses_are_opened(
    people: Path, open_app: OpenApp, press: Press, browser: Browser
) -> None:
    async with open_app(people) as pilot:
        await _read(pilot, press, "The Lamp, Again", "1.1")
        await press(pilot, "O")
        assert _note(pilot) == "The address of the page is none to open: javascript:alert(1)"
        await press(pilot, "Y")
        assert pilot.app.clipboard == "The Lamp, Again, comment 1.1"
        await press(pilot, "p", "O")
        assert browser.opened == ["https://example.org/lamp#a"]
        await press(pilot, "Y")
        assert pilot.app.clipboard == "https://example.org/lamp#a"
        await press(pilot, "g", "O")
        assert _note(pilot) == "Nobody recorded where this page was"
        await press(pilot, "o")
        assert _note(pilot) == "There is no link in the article"
        assert len(browser.opened) == 1


async def test_a_link_is_opened_by_a_click(
    people: Path, open_app: OpenApp, press: Press, browser: Browser
) -> None:
    async with open_app(people) as pilot:
        thread = await _read(pilot, press, "The Lamp, Again", "1.2")
        line = next(y for y in range(thread.size.height) if "Go to" in thread.render_line(y).text)
        x = thread.render_line(line).text.index("https") + 3
        await pilot.click(ThreadWidget, offset=(x, line))
        await press(pilot)
        assert browser.opened == ["https://evil.example/"]


async def test_without_a_browser_the_address_is_shown_to_be_copied(
    people: Path, open_app: OpenApp, press: Press, browser: Browser
) -> None:
    browser.works = False
    async with open_app(people) as pilot:
        await _read(pilot, press, "The Lamp, Again", "1.2")
        await press(pilot, "o")
        popup = pilot.app.screen
        assert isinstance(popup, LinkChooser)
        assert popup.links == ["https://evil.example/"]
        await press(pilot, "y")
        assert pilot.app.clipboard == "https://evil.example/"


async def test_a_count_beyond_the_links_says_how_many_there_are(
    people: Path, open_app: OpenApp, press: Press, browser: Browser
) -> None:
    async with open_app(people) as pilot:
        await _read(pilot, press, "The Lamp, Again", "1.2")
        await press(pilot, "7", "o")
        assert _note(pilot) == "No link has the number 7: this comment has 1 link"
        assert browser.opened == []


async def test_the_terminals_part_in_copying_is_told_once(
    people: Path, open_app: OpenApp, press: Press
) -> None:
    async with open_app(people) as pilot:
        await _read(pilot, press, "The Lamp, Again", "1")
        await press(pilot, "y", "Y")
        first, second = (notification.message for notification in pilot.app._notifications)
        assert first.startswith("Copied comment 1: 10 characters. The terminal must allow it")
        assert second == "Copied the permalink: 26 characters."
        await press(pilot, "j", "j", "j", "j", "y")
        assert _note(pilot) == "There is no text in comment 1.2.1"


async def test_a_long_list_comes_in_portions_begins_at_the_comment_and_is_filtered(
    people: Path, open_app: OpenApp, press: Press
) -> None:
    async with open_app(people) as pilot:
        await _read(pilot, press, "A Busy Day", "7")
        await press(pilot, "at")
        screen = pilot.app.screen
        assert isinstance(screen, AuthorScreen)
        assert len(screen.shown) == _MANY
        assert screen.current is not None
        assert screen.current.text == "Remark 6"
        await press(pilot, "slash", *"nothing")
        assert screen.current is None
        assert screen.query_one("#about", Bar).left.plain == "Nothing matches."
        await press(pilot, "enter", "enter")
        assert _note(pilot) == "There is no comment to open"
        screen.query_one(Input).value = "remark 2400"
        await press(pilot)
        assert [each.text for each in screen.shown] == ["Remark 2400"]
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, ReaderScreen)


async def test_what_is_read_over_the_list_is_read_below_it(
    people: Path, open_app: OpenApp, press: Press
) -> None:
    async with open_app(people) as pilot:
        thread = await _read(pilot, press, "The Lamp, Again", "1")
        assert thread.view.unread[7]
        await press(pilot, "at", "k", "enter")
        inner = pilot.app.screen.query_one(ThreadWidget)
        assert inner is not thread
        assert inner.cursor == 7
        await press(pilot, "q", "q")
        assert pilot.app.screen.query_one(ThreadWidget) is thread
        for _ in range(100):  # the library is asked anew
            if not thread.view.unread[7]:
                break
            await press(pilot)
        assert not thread.view.unread[7]
        assert thread.cursor == 1


async def test_commands_are_remembered_without_repetition(
    people: Path, open_app: OpenApp, press: Press
) -> None:
    async with open_app(people) as pilot:
        await _read(pilot, press, "The Lamp, Again", "1")
        for command in ("wc", "cat", "wc"):
            await press(pilot, "vertical_line", *command, "enter")
    async with open_app(people) as pilot:
        await _read(pilot, press, "The Lamp, Again", "1")
        await press(pilot, "vertical_line")
        prompt = pilot.app.screen
        assert isinstance(prompt, PipePrompt)
        field = prompt.query_one("#command", Input)
        seen = []
        for _ in range(3):
            await press(pilot, "up")
            seen.append(field.value)
        assert seen == ["wc", "cat", "cat"]


@pytest.mark.parametrize("written", ["{", "3", '["", 4, "a\\u001b[2Jb"]'])
async def test_a_damaged_history_is_no_obstacle(
    people: Path, open_app: OpenApp, press: Press, written: str
) -> None:
    with Archive.open(people) as archive:
        archive.set_setting("pipe.history", written)
    async with open_app(people) as pilot:
        await _read(pilot, press, "The Lamp, Again", "1")
        await press(pilot, "vertical_line", "up")
        prompt = pilot.app.screen
        assert isinstance(prompt, PipePrompt)
        assert prompt.query_one("#command", Input).value in {"", "ab"}
