"""Every command of the table does what it says. A command without a check here fails a test."""

from __future__ import annotations

import webbrowser
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from textual.command import CommandPalette
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Input

from archive_tui.model import CommentId
from archive_tui.thread.order import Order
from archive_tui.tui.commands import BY_ID, COMMANDS, KeyMap, Room
from archive_tui.tui.keys import DIGIT, LETTER, Call
from archive_tui.tui.screens.author import AuthorScreen
from archive_tui.tui.screens.base import CommandScreen
from archive_tui.tui.screens.help import HelpScreen
from archive_tui.tui.screens.library import LibraryScreen
from archive_tui.tui.screens.links import LinkChooser
from archive_tui.tui.screens.popup import Popup
from archive_tui.tui.screens.prompt import PipePrompt
from archive_tui.tui.screens.reader import ReaderScreen
from archive_tui.tui.screens.saved import SavedScreen
from archive_tui.tui.screens.search import SearchScreen
from archive_tui.tui.themes import THEME_NAMES
from archive_tui.tui.widgets.article_pane import ArticlePane
from archive_tui.tui.widgets.bar import Bar
from archive_tui.tui.widgets.details import Details
from archive_tui.tui.widgets.keybar import KeyBar
from archive_tui.tui.widgets.thread import ThreadWidget

OpenApp = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Awaitable[None]]


class Desk:
    """The program under test, and short words for what is on it."""

    def __init__(self, pilot: Pilot[None], press: Press) -> None:
        self.pilot = pilot
        self._press = press

    async def press(self, *keys: str) -> None:
        await self._press(self.pilot, *(_textual_name(key) for key in keys))

    async def do(self, command: str, argument: str = "") -> None:
        """Press the first key of a command."""
        keys = KeyMap().keys(BY_ID[command])[0]
        await self.press(*(argument if key in {DIGIT, LETTER} else key for key in keys))

    @property
    def thread(self) -> ThreadWidget:
        return self.pilot.app.screen.query_one(ThreadWidget)

    @property
    def number(self) -> str:
        """The number of the current comment; empty on the article."""
        stored = self.thread.view.arrangement.stored[self.thread.cursor]
        return self.thread.view.outline.number(stored) if stored >= 0 else ""

    @property
    def shown(self) -> list[str]:
        """The numbers of the visible rows."""
        view = self.thread.view
        stored = [view.arrangement.stored[entry] for entry in view.rows]
        return [view.outline.number(position) if position >= 0 else "" for position in stored]

    @property
    def folded(self) -> list[str]:
        view = self.thread.view
        return [number for number, entry in zip(self.shown, view.rows, strict=True) if view.folded[entry]]

    @property
    def hits(self) -> list[str]:
        """The numbers of the hits."""
        view = self.thread.view
        return [
            view.outline.number(view.arrangement.stored[entry]) for entry, hit in enumerate(view.hit) if hit
        ]

    @property
    def title(self) -> str:
        screen = self.pilot.app.screen
        assert isinstance(screen, ReaderScreen)
        assert screen.article is not None
        return screen.article.summary.title

    @property
    def row(self) -> int:
        screen = self.pilot.app.screen
        assert isinstance(screen, LibraryScreen)
        return screen.table.cursor

    @property
    def titles(self) -> list[str]:
        screen = self.pilot.app.screen
        assert isinstance(screen, LibraryScreen)
        return [article.title for article in screen.shelf.shown]

    @property
    def search(self) -> SearchScreen:
        screen = self.pilot.app.screen
        assert isinstance(screen, SearchScreen)
        return screen

    async def until(self, arrived: Callable[[], bool]) -> None:
        """Wait for what a timer brings."""
        for _ in range(500):
            await self.press()
            if arrived():
                return
            await self.pilot.pause(0.01)
        raise AssertionError("it never came")

    async def type(self, text: str) -> None:
        """Type a query, and wait for its full answer."""
        await self.press(*("space" if character == " " else character for character in text))
        await self.until(lambda: self.search.line.value == text and self.search.settled)

    async def look_for(self, query: str) -> None:
        """Search everywhere, and go to the hits."""
        await self.press("\\")
        await self.press(*("space" if character == " " else character for character in query), "enter")
        await self.until(lambda: self.search.settled)

    @property
    def screen_text(self) -> str:
        return "\n".join(strip.text.rstrip() for strip in self.pilot.app.screen._compositor.render_strips())

    @property
    def note(self) -> str:
        return self.pilot.app.screen.query_one(KeyBar).note

    @property
    def toasts(self) -> list[str]:
        return [note.message for note in self.pilot.app._notifications]

    def text(self, selector: str) -> str:
        """What a line beside the thread says."""
        return str(self.pilot.app.screen.query_one(selector, Bar).render())

    def line(self, number: str) -> str:
        """The header line of a comment."""
        view = self.thread.view
        entry = view.rows[self.shown.index(number)]
        return self.thread._strip(entry, 0).text

    async def go(self, number: str) -> None:
        outline = self.thread.view.outline
        position = outline.find(number)
        assert position is not None
        self.thread.jump_to(outline.ids[position])
        await self.press()
        await self.pilot.pause()
        assert self.number == number


def _textual_name(key: str) -> str:
    names = {
        "}": "right_curly_bracket", "{": "left_curly_bracket", "]": "right_square_bracket",
        "[": "left_square_bracket", "^": "circumflex_accent", "<": "less_than_sign", ">": "greater_than_sign",
        "=": "equals_sign", '"': "quotation_mark",
        "'": "apostrophe", "/": "slash", ":": "colon", "?": "question_mark", "*": "asterisk", ".": "full_stop",
        "&": "ampersand", "(": "left_parenthesis", ")": "right_parenthesis",
        "@": "at", ";": "semicolon", ",": "comma", "|": "vertical_line", "\\": "backslash",
    }  # fmt: skip
    return names.get(key, key)


Check = Callable[[Desk], Awaitable[None]]
CHECKS: dict[str, Check] = {}


def checks(*commands: str) -> Callable[[Check], Check]:
    """Register a check of commands; it begins on the reader, or, for those of lists, in the library."""

    def register(check: Check) -> Check:
        for command in commands:
            assert command not in CHECKS
            CHECKS[command] = check
        return check

    return register


def test_every_command_has_a_check() -> None:
    assert set(CHECKS) == {command.id for command in COMMANDS}


# Move


@checks("next", "previous")
async def steps(desk: Desk) -> None:
    await desk.do("next")
    assert desk.number == "1"
    await desk.press("3", "j")
    assert desk.number == "1.2"
    await desk.do("previous")
    assert desk.number == "1.1.1"


@checks("next-sibling", "previous-sibling")
async def siblings(desk: Desk) -> None:
    await desk.go("1.1")
    await desk.do("next-sibling")
    assert desk.number == "1.2"
    await desk.do("next-sibling")
    assert desk.note == "There is no later sibling"
    await desk.do("previous-sibling")
    assert desk.number == "1.1"


@checks("parent", "root")
async def upwards(desk: Desk) -> None:
    await desk.go("1.1.1")
    await desk.do("parent")
    assert desk.number == "1.1"
    await desk.go("1.1.1")
    await desk.do("root")
    assert desk.number == "1"
    await desk.do("parent")
    assert desk.note


@checks("peek")
async def peeking(desk: Desk) -> None:
    await desk.go("1.1.1")
    await desk.do("peek")
    popup = desk.pilot.app.screen
    assert isinstance(popup, Popup)
    await desk.press("escape")
    assert desk.number == "1.1.1"
    await desk.go("1")
    await desk.do("peek")
    assert desk.note == "This answers no other comment"


@checks("next-top", "previous-top")
async def top_level(desk: Desk) -> None:
    await desk.go("1.1.1")
    await desk.do("next-top")
    assert desk.number == "2"
    await desk.do("previous-top")
    assert desk.number == "1"


@checks("next-article", "previous-article")
async def neighbours(desk: Desk) -> None:
    await desk.do("next-article")
    assert desk.title == "Kettles, Compared"
    await desk.do("previous-article")
    assert desk.title == "The Harbour Lamp"
    await desk.do("previous-article")
    assert desk.note == "This is the first article of the list"


@checks("quoted")
async def along_quotations(desk: Desk) -> None:
    await desk.go("1.2")
    await desk.do("quoted")
    assert desk.number == "1"
    await desk.do("back")
    assert desk.number == "1.2"
    await desk.press("2", "=")
    assert desk.note == "This quotes only 1"
    await desk.go("1")
    await desk.do("quoted")
    assert desk.number == "1.2"
    await desk.go("1.1")
    await desk.do("quoted")
    assert desk.note == "This quotes nothing, and nothing quotes it"
    assert desk.number == "1.1"


# Find


@checks("find")
async def finds(desk: Desk) -> None:
    await desk.do("find")
    await desk.press(*"lamp")
    assert desk.hits == ["1", "1.1.1", "1.2"]
    assert desk.number == "", "typing goes nowhere"
    await desk.press("enter")
    assert desk.number == "1"


@checks("next-hit", "previous-hit")
async def goes_through_hits(desk: Desk) -> None:
    await desk.do("next-hit")
    assert desk.note == "Nothing is searched for; / begins"
    await desk.do("find")
    await desk.press(*"lamp", "enter", *"zM")
    assert desk.number == "1"
    await desk.do("next-hit")
    assert desk.number == "1.1.1"
    await desk.do("next-hit")
    assert desk.number == "1.2"
    await desk.do("previous-hit")
    assert desk.number == "1.1.1"
    await desk.press("1", "0", "N")
    assert desk.number == "1"


# Read on


@checks("next-unread", "previous-unread")
async def unread(desk: Desk) -> None:
    await desk.go("1")
    await desk.do("fold")
    await desk.do("next-unread")
    assert desk.number == "1.1"
    await desk.do("next-unread")
    assert desk.number == "1.1.1"
    await desk.press("r")
    await desk.do("previous-unread")
    assert desk.note == "From the end again" or desk.number < "1.1.1"


@checks("read-on")
async def reading_on(desk: Desk) -> None:
    for _ in range(60):
        await desk.do("read-on")
        if desk.note.startswith("That was all here"):
            break
    assert "Kettles, Compared" in desk.note
    assert desk.thread.view.unread.count(1) <= 1  # nobody reads hidden spam
    await desk.do("read-on")
    assert desk.title == "Kettles, Compared"


@checks("page-down", "page-up", "half-down", "half-up")
async def pages(desk: Desk) -> None:
    await desk.do("half-down")
    half = desk.thread.scroll_offset.y
    assert half > 0
    await desk.do("page-down")
    assert desk.thread.scroll_offset.y >= 2 * half
    await desk.do("page-up")
    assert desk.thread.scroll_offset.y == half
    await desk.do("half-up")
    assert desk.thread.scroll_offset.y == 0


@checks("first", "last")
async def ends(desk: Desk) -> None:
    await desk.do("last")
    assert desk.number == "4"
    await desk.press("3", "G")
    assert desk.number == "1.1.1"
    await desk.press("9", "9", "G")
    assert desk.note == "There are only 10 comments"
    await desk.do("first")
    assert desk.number == ""


# Fold


@checks("fold", "unfold-one", "fold-one")
async def folds(desk: Desk) -> None:
    await desk.go("1")
    await desk.do("fold")
    assert "1" in desk.folded
    assert "1.1" not in desk.shown
    await desk.press("z", "a")
    assert "1.1" in desk.shown
    await desk.do("fold-one")
    assert "1.1" not in desk.shown
    await desk.do("unfold-one")
    assert "1.1" in desk.shown


@checks("expand", "collapse")
async def in_and_out(desk: Desk) -> None:
    await desk.go("1")
    await desk.do("collapse")
    assert "1.1" not in desk.shown
    await desk.do("expand")
    assert desk.number == "1"
    await desk.do("expand")
    assert desk.number == "1.1"
    await desk.press("left", "left")
    assert desk.number == "1"


@checks("unfold-branch", "fold-branch")
async def branches(desk: Desk) -> None:
    await desk.go("1")
    await desk.do("fold-branch")
    await desk.press("z", "o")
    assert "1.1" in desk.folded
    await desk.do("unfold-branch")
    assert "1.1.1" in desk.shown


@checks("unfold-level", "fold-level", "fold-depth")
async def levels(desk: Desk) -> None:
    await desk.do("fold-depth", "1")
    assert "1.1" not in desk.shown
    await desk.do("unfold-level")
    assert "1.1" in desk.shown
    assert "1.1.1" not in desk.shown
    await desk.do("fold-level")
    assert "1.1" not in desk.shown
    await desk.do("fold-depth", "2")
    assert "1.1" in desk.shown


@checks("unfold-all", "fold-all")
async def all_folds(desk: Desk) -> None:
    everything = desk.shown
    await desk.do("fold-all")
    assert "1.1" not in desk.shown
    await desk.do("unfold-all")
    assert desk.shown == everything


@checks("fold-chain")
async def chains(desk: Desk) -> None:
    await desk.go("1.1.1")
    await desk.do("fold-chain")
    assert desk.folded == ["1"]
    assert desk.number == "2"
    await desk.go("4")
    await desk.do("fold-chain")
    assert "4" in desk.folded
    await desk.do("fold-chain")
    assert desk.note == "This branch is folded already, and it is the last one"


@checks("fold-others")
async def all_but_unread(desk: Desk) -> None:
    await desk.go("3")
    await desk.press("R", "g")
    await desk.do("fold-others")
    assert "3" in desk.folded
    assert "1" not in desk.folded


@checks("align-middle", "align-top", "align-bottom")
async def alignment(desk: Desk) -> None:
    await desk.go("1.1")
    tops = []
    for command in ("align-top", "align-middle", "align-bottom"):
        await desk.do(command)
        tops.append(desk.thread.scroll_offset.y)
    assert tops[0] > tops[1] > tops[2]


# View


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


# People


@checks("next-by-author", "previous-by-author")
async def same_author(desk: Desk) -> None:
    await desk.go("1")
    await desk.do("fold")
    await desk.do("next-by-author")
    assert desk.number == "1.1.1"  # unfolded
    await desk.do("next-by-author")
    assert desk.number == "2.1"
    await desk.do("next-by-author")
    assert desk.note == "There is no later comment by the same author"
    await desk.press("2")
    await desk.do("previous-by-author")
    assert desk.number == "1"


@checks("by-author", "open-comment", "leave-author")
async def all_by_one(desk: Desk) -> None:
    await desk.go("1.1.1")
    await desk.do("by-author")
    screen = desk.pilot.app.screen
    assert isinstance(screen, AuthorScreen)
    assert [each.title for each in screen.shown].count("The Harbour Lamp") == 3
    assert screen.current is not None
    assert screen.current.text.startswith("I look at it.")
    await desk.press("/", *"whistles", "enter")
    await desk.do("open-comment")
    assert desk.title == "Kettles, Compared"
    assert desk.number == "1"
    await desk.do("leave")
    assert isinstance(desk.pilot.app.screen, AuthorScreen)
    await desk.press("escape")
    assert len(screen.shown) == 4
    await desk.do("leave-author")
    assert desk.title == "The Harbour Lamp"
    assert desk.number == "1.1.1"


@checks("dialogue")
async def two_alone(desk: Desk) -> None:
    await desk.go("1.1.1")
    await desk.do("dialogue")
    assert desk.shown == ["", "1", "1.1", "1.1.1"]
    assert desk.note == "Ann and Bob: 3 comments; Esc shows all"
    crumbs = desk.pilot.app.screen.query_one("#crumbs", Bar)
    assert crumbs.right.plain == "only Ann and Bob"
    await desk.press("escape")
    assert crumbs.right.plain == ""
    assert "4" in desk.shown
    await desk.go("1")
    await desk.do("dialogue")
    assert desk.note == "This answers no other comment: a dialogue begins at a reply"


# Out of the program


@checks("links", "open-link", "open-numbered", "copy-address", "close-links")
async def links(desk: Desk) -> None:
    browser = webbrowser.get()
    opened: list[str] = browser.opened  # type: ignore[attr-defined] # of conftest's RecordingBrowser
    await desk.go("1.1.1")
    await desk.do("links")
    assert opened == ["https://example.org/lamp"]
    await desk.go("1")
    await desk.do("links")
    assert desk.note == "There is no link in this comment"
    await desk.press("}", "2")
    await desk.do("links")
    assert opened[1:] == ["https://example.org/second"]
    await desk.do("links")
    popup = desk.pilot.app.screen
    assert isinstance(popup, LinkChooser)
    await desk.do("copy-address")
    assert desk.pilot.app.clipboard == "https://example.org/first"
    await desk.press("j")
    await desk.do("open-link")
    await desk.do("links")
    await desk.do("open-numbered", "1")
    assert opened[2:] == ["https://example.org/second", "https://example.org/first"]
    await desk.do("links")
    await desk.do("close-links")
    assert len(opened) == 4


@checks("page")
async def pages_of_the_source(desk: Desk) -> None:
    await desk.go("1")
    await desk.do("page")
    browser = webbrowser.get()
    assert browser.opened == ["https://example.org/harbour"]  # type: ignore[attr-defined] # as above


@checks("copy", "copy-link")
async def copying(desk: Desk) -> None:
    await desk.go("1")
    await desk.do("copy")
    assert desk.pilot.app.clipboard == "The harbour needs a second lamp."
    await desk.do("copy-link")
    assert desk.pilot.app.clipboard == "The Harbour Lamp, comment 1"
    await desk.press("g")
    await desk.do("copy-link")
    assert desk.pilot.app.clipboard == "https://example.org/harbour"


@checks("pipe", "prompt-run", "prompt-branch", "prompt-older", "prompt-newer", "prompt-cancel")
async def piping(desk: Desk) -> None:
    def heading() -> str:
        return desk.pilot.app.screen.query_one("#heading", Bar).left.plain

    def typed() -> str:
        return desk.pilot.app.screen.query_one("#command", Input).value

    await desk.go("1")
    await desk.do("pipe")
    assert isinstance(desk.pilot.app.screen, PipePrompt)
    assert heading() == "Pipe comment 1 to"
    await desk.do("prompt-branch")
    assert heading() == "Pipe comment 1 and 3 replies to"
    await desk.press(*"wc")
    await desk.do("prompt-run")
    assert desk.note == "A command can be run only where there is a terminal to leave to it"
    await desk.do("pipe")
    await desk.press(*"le")
    await desk.do("prompt-older")
    assert typed() == "wc"
    await desk.do("prompt-newer")
    assert typed() == "le"
    await desk.do("prompt-cancel")
    assert desk.number == "1"


# Back and forth


@checks("back", "forward")
async def history(desk: Desk) -> None:
    await desk.press("}", "}")
    assert desk.number == "2"
    await desk.do("back")
    assert desk.number == "1"
    await desk.do("forward")
    assert desk.number == "2"


@checks("set-mark", "go-mark")
async def letters(desk: Desk) -> None:
    await desk.go("1.1")
    await desk.do("set-mark", "k")
    await desk.press("]")
    assert desk.title == "Kettles, Compared"
    await desk.do("go-mark", "k")
    assert desk.title == "The Harbour Lamp"
    assert desk.number == "1.1"
    await desk.do("go-mark", "x")
    assert desk.note == "No place has the letter x; mx gives it to this one"


@checks("last-place")
async def there_and_back(desk: Desk) -> None:
    await desk.do("last-place")
    assert desk.note == "There was no jump yet"
    await desk.press("j", "G")
    assert desk.number == "4"
    await desk.do("last-place")
    assert desk.number == "1"
    await desk.do("last-place")
    assert desk.number == "4"


# Mark up


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


# Search


@checks("search-all")
async def searching(desk: Desk) -> None:
    await desk.do("search-all")
    assert desk.search.focused is desk.search.line
    await desk.type("gulls")
    assert [hit.number for hit in desk.search.hits.hits] == ["3"]


@checks("open-hit", "leave-search")
async def opening_hits(desk: Desk) -> None:
    await desk.look_for("lamp author:ann")
    search = desk.search
    await desk.press("j")
    wanted = search.hits.current
    assert wanted is not None
    await desk.do("open-hit")
    assert desk.number == wanted.number
    await desk.press("q")
    assert desk.search is search
    assert search.hits.current == wanted
    await desk.do("leave-search")
    assert not isinstance(desk.pilot.app.screen, SearchScreen)


@checks("edit-query", "next-part")
async def parts_of_the_search(desk: Desk) -> None:
    await desk.look_for("lamp")
    assert desk.search.focused is None
    await desk.do("edit-query")
    assert desk.search.focused is desk.search.line
    await desk.do("next-part")
    assert desk.search.focused is None
    await desk.do("next-part")
    assert desk.search.focused is desk.search.line


@checks("narrow-search")
async def narrowing_the_search(desk: Desk) -> None:
    await desk.look_for("lamp")
    await desk.until(lambda: bool(desk.search.facets.rows))
    await desk.do("narrow-search")
    while (row := desk.search.facets.current) is not None and row.name != "author":
        await desk.press("j")
    assert row is not None
    await desk.press("enter")
    assert desk.search.line.value == f"lamp author:{row.value}"
    await desk.until(lambda: {hit.author for hit in desk.search.hits.hits} == {row.value})


@checks("exact")
async def exact_words(desk: Desk) -> None:
    await desk.look_for("lampp")
    await desk.until(lambda: bool(desk.search.hits.hits))
    await desk.do("exact")
    await desk.until(lambda: not desk.search.hits.hits)
    await desk.do("exact")
    await desk.until(lambda: bool(desk.search.hits.hits))


@checks("save-search", "saved", "use-saved", "forget-saved", "close-saved")
async def saved_searches(desk: Desk) -> None:
    await desk.look_for("lamp")
    await desk.do("save-search")
    await desk.press("ctrl+u", *"lights", "enter")
    assert desk.search.saved == {"lights": "lamp"}
    await desk.press("escape", "escape")
    await desk.look_for("gulls")
    await desk.until(lambda: "lights" in desk.search.saved)
    await desk.do("saved")
    await desk.do("use-saved")
    assert desk.search.line.value == "lamp"
    await desk.do("saved")
    await desk.do("forget-saved")
    await desk.do("close-saved")
    await desk.do("saved")
    assert desk.note == "No query is saved; S saves the one above"


@checks("indexing")
async def indexing(desk: Desk) -> None:
    await desk.look_for("lamp")
    await desk.do("indexing")
    assert desk.note == "The index is brought up to date"


@checks("peel-search")
async def peeling_the_search(desk: Desk) -> None:
    await desk.look_for("lamp")
    await desk.until(lambda: bool(desk.search.facets.rows))
    await desk.do("narrow-search")
    await desk.do("peel-search")
    assert not desk.search.facets.active
    await desk.do("peel-search")
    assert desk.search.line.value == ""
    assert not desk.search.hits.display
    await desk.do("peel-search")
    assert not isinstance(desk.pilot.app.screen, SearchScreen)


@checks("more-like-this", "near-duplicates")
async def like_this(desk: Desk) -> None:
    await desk.do("more-like-this")
    assert desk.note == "Only comments can be compared, not the article"
    await desk.go("1.2")
    await desk.do("more-like-this")
    assert "1" in [hit.number for hit in desk.search.hits.hits]
    await desk.press("q")
    await desk.do("near-duplicates")
    assert desk.search.hits.hits == []


# Lists


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


# All of them


@pytest.mark.parametrize("check", dict.fromkeys(CHECKS.values()), ids=lambda check: check.__name__)
async def test_commands_do_what_they_say(check: Check, open_app: OpenApp, press: Press) -> None:
    rooms = {room for command, its in CHECKS.items() if its is check for room in BY_ID[command].rooms}
    async with open_app() as pilot:
        desk = Desk(pilot, press)
        if Room.LIBRARY not in rooms and rooms & {Room.READER}:
            await desk.press("s", "s", "s", "g", "enter")
            assert desk.title == "The Harbour Lamp"
        await check(desk)


class Recorder:
    """Stands in front of a screen's commands, and writes down which are asked for."""

    def __init__(self, screen: CommandScreen) -> None:
        self.calls: list[Call] = []
        screen.__dict__["perform"] = self.calls.append


async def _record(desk: Desk, room: Room) -> None:
    screen = desk.pilot.app.screen
    assert isinstance(screen, CommandScreen)
    assert screen.ROOM is room
    recorder = Recorder(screen)
    for keys, command in KeyMap().pairs(room):
        recorder.calls.clear()
        for key in keys:
            await desk.pilot.press(_textual_name({DIGIT: "7", LETTER: "q"}.get(key, key)))
        await desk.pilot.pause()
        assert [call.command for call in recorder.calls] == [command.id], keys


async def test_every_key_gives_its_command(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await _record(Desk(pilot, press), Room.LIBRARY)


async def test_every_key_of_the_reader_gives_its_command(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        desk = Desk(pilot, press)
        await desk.press("enter")
        await _record(desk, Room.READER)


async def test_every_key_of_the_help_gives_its_command(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        desk = Desk(pilot, press)
        await desk.press("?")
        await _record(desk, Room.HELP)


async def test_every_key_of_a_popup_gives_its_command(open_app: OpenApp, press: Press) -> None:
    async with open_app(greeted=False) as pilot:
        await _record(Desk(pilot, press), Room.POPUP)


async def test_every_key_of_the_search_gives_its_command(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        desk = Desk(pilot, press)
        await desk.press("\\", "tab")
        await _record(desk, Room.SEARCH)


async def test_every_key_of_the_saved_queries_gives_its_command(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        desk = Desk(pilot, press)
        await desk.press("\\", "tab")
        pilot.app.push_screen(SavedScreen(desk.search.session, {"one": "lamp"}, lambda _: None))
        await desk.press()
        await _record(desk, Room.SAVED)


async def test_every_key_of_the_themes_gives_its_command(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        desk = Desk(pilot, press)
        await desk.press("f3")
        await _record(desk, Room.THEMES)


async def test_every_key_of_the_lists_and_the_prompt_gives_its_command(
    open_app: OpenApp, press: Press
) -> None:
    async with open_app() as pilot:
        desk = Desk(pilot, press)
        await desk.press("s", "s", "s", "g", "enter")
        await desk.go("2")
        for command, room in (("by-author", Room.AUTHOR), ("links", Room.LINKS), ("pipe", Room.PROMPT)):
            await desk.do(command)
            await _record(desk, room)
            desk.pilot.app.pop_screen()
            await desk.press()


async def test_every_command_has_a_method_in_its_rooms(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        desk = Desk(pilot, press)
        screens: list[Any] = [pilot.app.screen]
        await desk.press("enter")
        screens.append(pilot.app.screen)
        await desk.press("?")
        screens.append(pilot.app.screen)
        await desk.press("escape", "\\")
        screens.append(pilot.app.screen)
        screens.append(SavedScreen(desk.search.session, {}, lambda _: None))
        for screen in screens:
            for _, command in KeyMap().pairs(screen.ROOM):
                assert screen.handler(command.id) is not None, (screen, command.id)
