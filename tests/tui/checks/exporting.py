"""How picks are looked over, and how something is written to a file."""

from __future__ import annotations

from pathlib import Path

from tests.tui.checks.curating import write
from tests.tui.desk import Desk, checks
from textual.widgets import Input, Static

from archive_tui.model import Context, Rules, SpamRule
from archive_tui.tui.screens.curation import CurationScreen
from archive_tui.tui.screens.export import ExportScreen
from archive_tui.tui.screens.library import LibraryScreen
from archive_tui.tui.screens.note import NoteScreen
from archive_tui.tui.screens.picked import PickedScreen
from archive_tui.tui.screens.reader import ReaderScreen
from archive_tui.tui.widgets.choices import ChoiceList
from archive_tui.tui.widgets.preview import Preview


def curation(desk: Desk) -> CurationScreen:
    screen = desk.pilot.app.screen
    assert isinstance(screen, CurationScreen)
    assert screen.session.writer.flush()
    return screen


def listed(desk: Desk) -> list[str]:
    return [each.comment.number for each in curation(desk).picks]


def rules(desk: Desk) -> Rules:
    screen = curation(desk)
    return screen.session.archive.rules(screen.article_id)


async def settled(desk: Desk) -> None:
    """Wait until what the writer did is on the screen."""
    curation(desk)
    await desk.press()
    await desk.pilot.pause()
    await desk.press()


async def to_the_harbour(desk: Desk) -> None:
    """Leave the library for the first article, if that is where the check begins."""
    if isinstance(desk.pilot.app.screen, LibraryScreen):
        await desk.press("s", "s", "s", "g", "enter")
    assert desk.title == "The Harbour Lamp"


async def with_picks(desk: Desk, *numbers: str) -> None:
    """Pick comments, and look them over."""
    await to_the_harbour(desk)
    for number in numbers:
        await desk.go(number)
        await desk.do("pick")
    await desk.do("curate")
    assert listed(desk) == sorted(numbers)


async def change(desk: Desk, command: str) -> None:
    await desk.do(command)
    await settled(desk)


@checks("curate", "leave-curation", "open-pick", "open-picks")
async def goes_to_the_picks_and_back(desk: Desk) -> None:
    await to_the_harbour(desk)
    await desk.do("curate")
    assert "Nothing is picked in this article." in desk.screen_text
    await desk.do("open-pick")
    assert desk.note == "Nothing is picked here"
    await desk.do("leave-curation")
    await with_picks(desk, "1.1", "3")
    await desk.press("j")
    await desk.do("open-pick")
    assert desk.number == "3"
    await desk.press("V", "q")
    assert listed(desk) == ["1.1", "3", "3.1", "3.1.1"]
    await desk.do("leave-curation")
    assert isinstance(desk.pilot.app.screen, ReaderScreen)
    assert desk.thread.view.picked.count(1) == 4
    await desk.press("q")
    await desk.do("curate")
    screen = desk.pilot.app.screen
    assert isinstance(screen, PickedScreen)
    assert [each.title for each in screen.articles] == ["The Harbour Lamp"]
    assert "4 picks in 1 article" in desk.text("#title")
    await desk.do("open-picks")
    assert listed(desk) == ["1.1", "3", "3.1", "3.1.1"]
    await desk.press("q", "q")
    assert isinstance(desk.pilot.app.screen, LibraryScreen)


@checks("drop-pick", "pick-context", "context-all", "rule-order", "rule-spam", "rule-body")
async def changes_what_goes_out(desk: Desk) -> None:
    await with_picks(desk, "1.1", "1.1.1", "3")
    await change(desk, "drop-pick")
    assert listed(desk) == ["1.1.1", "3"]
    assert desk.note == "1.1 is dropped; u takes that back"
    await change(desk, "undo")
    assert listed(desk) == ["1.1", "1.1.1", "3"]
    await change(desk, "redo")
    assert listed(desk) == ["1.1.1", "3"]
    for context in (Context.NONE, Context.PARENT):
        await change(desk, "pick-context")
        assert curation(desk).picks[0].context is context
    assert "parent" in desk.screen_text
    await change(desk, "context-all")
    assert rules(desk).context is Context.BRANCH
    await change(desk, "rule-spam")
    assert rules(desk).spam is SpamRule.SHOW
    await change(desk, "rule-order")
    assert rules(desk).order == "oldest"
    await change(desk, "rule-body")
    assert rules(desk) == Rules(Context.BRANCH, SpamRule.SHOW, "oldest", body=False)
    assert "with spam · oldest first · no article" in desk.text("#rules")
    await change(desk, "undo")
    assert rules(desk).body


@checks("pick-note", "article-note", "retake")
async def annotates_picks(desk: Desk) -> None:
    await with_picks(desk, "1.1")
    await desk.do("pick-note")
    assert isinstance(desk.pilot.app.screen, NoteScreen)
    await write(desk, "Nobody.")
    await desk.press("ctrl+s")
    await settled(desk)
    assert "✎ Nobody." in desk.text("#about")
    await desk.do("article-note")
    await write(desk, "All of it.")
    await desk.press("ctrl+s")
    await settled(desk)
    await desk.do("retake")
    assert desk.note == "This is as it was when it was picked"
    screen = curation(desk)
    (pick,) = screen.picks
    screen.session.archive.change(
        screen.article_id, "wording", [pick.comment.id], value='["Bob", "As it was."]'
    )
    await desk.press("q", "C")
    assert "changed at the source since" in desk.text("#about")
    assert "As it was." in desk.screen_text
    await change(desk, "retake")
    assert not curation(desk).picks[0].changed
    await desk.press("q")
    assert "✎ Nobody." in desk.screen_text


@checks("pick-hit")
async def picks_hits(desk: Desk) -> None:
    await desk.look_for("boat")
    archive = desk.search.session.archive
    hit = desk.search.hits.current
    assert hit is not None
    await desk.do("pick-hit")
    assert desk.search.session.writer.flush()
    await desk.until(lambda: desk.note == "1.2 of “The Harbour Lamp” is picked")
    assert archive.comment(hit.id).picked
    await desk.do("pick-hit")
    await desk.until(lambda: "no longer picked" in desk.note)
    assert not archive.comment(hit.id).picked


@checks("preview", "preview-format", "preview-down", "preview-up")
async def previews(desk: Desk) -> None:
    await with_picks(desk, "1.1", "3")
    document = desk.pilot.app.screen.query_one(Preview)
    assert not document.display
    await desk.do("preview")
    assert document.display
    assert any("It has one, and nobody looks at it." in line for line in document.lines)
    await desk.press("j")
    below = document.scroll_offset.y
    assert below > 0
    await desk.do("preview-up")
    assert document.scroll_offset.y < below
    await desk.do("preview-down")
    assert document.scroll_offset.y > 0
    formats = curation(desk)._formats
    await desk.do("preview-format")
    if len(formats) < 2:
        assert desk.note == "There is no other format that can be read as it is"
    else:
        assert f"as {formats[1]}" in desk.text("#rules")
    await desk.do("preview")
    assert not document.display


def said(desk: Desk) -> str:
    """What stands at the bottom of the form."""
    return str(desk.pilot.app.screen.query_one("#said", Static).render())


def form(desk: Desk) -> ExportScreen:
    screen = desk.pilot.app.screen
    assert isinstance(screen, ExportScreen)
    return screen


@checks("export", "export-write", "export-more", "export-less", "export-part", "export-open", "export-copy",
        "export-cancel")  # fmt: skip
async def exports(desk: Desk) -> None:
    await to_the_harbour(desk)
    await desk.go("1.1")
    await desk.press("v")
    await desk.do("export")
    assert "‹ the pick ›" in desk.screen_text
    await desk.do("export-open")
    assert "There is no file to open yet" in said(desk)
    await desk.do("export-more")
    assert "‹ the whole article ›" in desk.screen_text
    await desk.do("export-less")
    await desk.do("export-part")
    field = desk.pilot.app.screen.query_one(Input)
    assert field.value == "./the-harbour-lamp.md"
    field.value = "mine.md"
    await desk.do("export-part")
    assert desk.pilot.app.screen.query_one(ChoiceList).active
    await desk.do("export-write")
    assert form(desk).state == "done"
    written = Path("mine.md").read_text(encoding="utf-8")
    assert "It has one, and nobody looks at it." in written
    assert "Who moved the bollard?" not in written
    assert desk.toasts[-1].startswith("Written: ./mine.md")
    await desk.do("export-copy")
    assert desk.pilot.app.clipboard == str(Path("mine.md").absolute())
    await desk.do("export-open")
    await desk.do("export-cancel")
    assert isinstance(desk.pilot.app.screen, ReaderScreen)
