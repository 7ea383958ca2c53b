"""The program under test, and the checks of its commands: one for every command, registered by name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager

from textual.pilot import Pilot

from archive_tui.tui.commands import BY_ID, KeyMap
from archive_tui.tui.keys import DIGIT, LETTER
from archive_tui.tui.screens.library import LibraryScreen
from archive_tui.tui.screens.reader import ReaderScreen
from archive_tui.tui.screens.search import SearchScreen
from archive_tui.tui.widgets.bar import Bar
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
        await self._press(self.pilot, *(textual_name(key) for key in keys))

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


def textual_name(key: str) -> str:
    names = {
        "}": "right_curly_bracket", "{": "left_curly_bracket", "]": "right_square_bracket",
        "[": "left_square_bracket", "^": "circumflex_accent", "<": "less_than_sign", ">": "greater_than_sign",
        "=": "equals_sign", '"': "quotation_mark",
        "'": "apostrophe", "/": "slash", ":": "colon", "?": "question_mark", "*": "asterisk", ".": "full_stop",
        "&": "ampersand", "(": "left_parenthesis", ")": "right_parenthesis",
        "@": "at", ";": "semicolon", ",": "comma", "|": "vertical_line", "\\": "backslash",
        "+": "plus", "-": "minus", "!": "exclamation_mark",
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
