"""How commands take something out of a thread."""

from __future__ import annotations

from tests.tui.desk import Desk, checks
from textual.widgets import Input, TextArea

from archive_tui.tui.screens.note import NoteScreen
from archive_tui.tui.screens.reader import ReaderScreen
from archive_tui.tui.screens.tagging import TagScreen


def picked(desk: Desk) -> list[str]:
    """The numbers of the picks, as they are painted and as the library has them."""
    screen = desk.pilot.app.screen
    assert isinstance(screen, ReaderScreen)
    assert screen.session.writer.flush()
    view = desk.thread.view
    painted = [
        view.outline.number(view.arrangement.stored[entry]) for entry, pick in enumerate(view.picked) if pick
    ]
    assert [each.comment.number for each in screen.session.archive.picks(screen.article_id)] == painted
    return painted


def beside(desk: Desk, number: str) -> tuple[str | None, tuple[str, ...]]:
    """The note and the tags of a comment, as the library has them."""
    screen = desk.pilot.app.screen
    assert isinstance(screen, ReaderScreen)
    assert screen.session.writer.flush()
    comment = screen.session.archive.comment(f"{screen.article_id}#{number}")
    return comment.note, comment.tags


async def write(desk: Desk, text: str) -> None:
    await desk.press(*("space" if each == " " else "enter" if each == "\n" else each for each in text))


@checks("pick", "pick-branch")
async def picks(desk: Desk) -> None:
    await desk.do("pick")
    assert desk.note == "The article goes out with its picks; it cannot be picked itself"
    await desk.go("1.1")
    await desk.do("pick")
    assert picked(desk) == ["1.1"]
    assert "✓" in desk.line("1.1")
    assert "1 picked" in desk.text("#title")
    await desk.press("j", ".")
    assert picked(desk) == ["1.1", "1.1.1"]
    await desk.go("1")
    await desk.do("pick-branch")
    assert picked(desk) == ["1", "1.1", "1.1.1", "1.2"]
    await desk.press("u")
    assert desk.toasts[-1] == "2 comments no longer picked again"
    assert picked(desk) == ["1.1", "1.1.1"]
    await desk.press("ctrl+r", "V")
    assert picked(desk) == []
    await desk.press("g", "V")
    assert "2" not in picked(desk)  # it is spam, and out of sight
    await desk.press("z", "M", "g", "j")
    assert "3 picked" in desk.line("1")


@checks("pick-shown")
async def picks_what_was_found(desk: Desk) -> None:
    await desk.do("pick-shown")
    assert desk.note == "There is neither a filter nor a search whose comments could be picked"
    await desk.press("/", *"lamp", "enter")
    await desk.do("pick-shown")
    assert picked(desk) == ["1", "1.1.1", "1.2"]
    await desk.do("pick-shown")
    assert picked(desk) == []
    await desk.press("escape", "&", *"points", "enter")
    await desk.do("pick-shown")
    assert picked(desk) == ["3.1"]


@checks("note", "keep-note", "drop-note")
async def writes_notes(desk: Desk) -> None:
    await desk.go("1.1")
    await desk.do("note")
    assert isinstance(desk.pilot.app.screen, NoteScreen)
    await desk.do("drop-note")
    await desk.do("note")
    await write(desk, "Nobody looks.\nNobody.")
    await desk.do("drop-note")
    assert isinstance(desk.pilot.app.screen, NoteScreen)
    assert "Esc drops it" in desk.text("#heading")
    await write(desk, "!")
    assert "Esc drops it" not in desk.text("#heading")
    await desk.do("keep-note")
    assert beside(desk, "1.1") == ("Nobody looks.\nNobody.!", ())
    assert "✎ Nobody looks." in desk.screen_text
    await desk.do("note")
    desk.pilot.app.screen.query_one(TextArea).text = "  "
    await desk.do("keep-note")
    assert beside(desk, "1.1") == (None, ())
    assert "✎" not in desk.screen_text
    await desk.press("u")
    assert beside(desk, "1.1")[0] == "Nobody looks.\nNobody.!"
    assert "✎ Nobody looks." in desk.screen_text
    await desk.press("g")
    await desk.do("note")
    await write(desk, "All of it.")
    await desk.do("drop-note")
    await desk.do("drop-note")
    assert "All of it." not in desk.screen_text
    await desk.do("note")
    await write(desk, "All of it.")
    await desk.do("keep-note")
    assert "✎ All of it." in desk.screen_text


@checks("fold-notes")
async def folds_notes(desk: Desk) -> None:
    await desk.do("fold-notes")
    assert desk.note == "Notes are folded; there is none in this thread"
    await desk.do("fold-notes")
    await desk.go("1.1")
    await desk.do("note")
    await write(desk, "One.\nTwo.")
    await desk.do("keep-note")
    assert "  Two." in desk.screen_text
    await desk.do("fold-notes")
    assert "✎ One. Two. (2 lines)" in desk.screen_text
    await desk.press("q", "enter")
    assert "✎ One. Two. (2 lines)" in desk.screen_text


@checks("tag", "untag", "tag-use", "tag-complete", "tag-next", "tag-previous", "tag-cancel")
async def tags(desk: Desk) -> None:
    await desk.go("1.1")
    await desk.do("untag")
    assert desk.note == "There is no tag here to take away; + gives one"
    await desk.do("tag")
    await write(desk, "Lamp harbour")
    await desk.do("tag-use")
    assert beside(desk, "1.1") == (None, ("harbour", "lamp"))
    assert "#harbour #lamp" in desk.line("1.1")
    await desk.go("1.2")
    await desk.do("tag")
    await desk.do("tag-cancel")
    assert beside(desk, "1.2") == (None, ())
    await desk.do("tag")
    await desk.do("tag-next")
    await desk.do("tag-previous")
    await desk.do("tag-next")
    await desk.do("tag-complete")
    assert desk.pilot.app.screen.query_one(Input).value == "lamp "
    await desk.do("tag-use")
    assert beside(desk, "1.2") == (None, ("lamp",))
    await desk.go("3")
    await desk.press(".")
    assert beside(desk, "3") == (None, ("lamp",))
    await desk.do("untag")
    assert beside(desk, "3") == (None, ())
    await desk.press("u")
    assert beside(desk, "3") == (None, ("lamp",))
    await desk.go("1.1")
    await desk.do("untag")
    assert isinstance(desk.pilot.app.screen, TagScreen)
    await write(desk, "har")
    await desk.press("tab", "enter")
    assert beside(desk, "1.1") == (None, ("lamp",))
