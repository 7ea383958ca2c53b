"""How commands follow people, links and jumps."""

from __future__ import annotations

import webbrowser

from tests.tui.desk import Desk, checks
from textual.widgets import Input

from archive_tui.tui.screens.author import AuthorScreen
from archive_tui.tui.screens.links import LinkChooser
from archive_tui.tui.screens.prompt import PipePrompt
from archive_tui.tui.widgets.bar import Bar


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
