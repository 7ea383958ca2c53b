"""How commands move, and find."""

from __future__ import annotations

from tests.tui.desk import Desk, checks

from archive_tui.tui.screens.popup import Popup


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
