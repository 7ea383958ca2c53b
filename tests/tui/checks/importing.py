"""How articles are brought in, and what is told of it."""

from __future__ import annotations

from pathlib import Path

from tests.tui.desk import Desk, checks
from textual import events
from textual.widgets import Input

from archive_tui.tui.app import ArchiveApp
from archive_tui.tui.screens.arriving import ArrivingScreen
from archive_tui.tui.screens.imports import ImportsScreen, ReportScreen
from archive_tui.tui.screens.library import LibraryScreen
from archive_tui.tui.screens.picker import PickerScreen

PAGE = """\
The ferry that forgot an island

For three days the ferry called at every pier but one, and the timetable said that all was well.

2 thoughts on “The ferry that forgot an island”

  1. The timetable is a work of fiction.

    1. It has a strong opening, though.

Comments are closed.
"""


def folder(desk: Desk) -> Path:
    """Make a folder with pages beside the library."""
    app = desk.pilot.app
    assert isinstance(app, ArchiveApp)
    top = app.session.archive.path.parent / "saved"
    (top / "deep").mkdir(parents=True)
    (top / "ferry.txt").write_text(PAGE, encoding="utf-8")
    (top / "deep" / "barge.txt").write_text(PAGE.replace("ferry", "barge"), encoding="utf-8")
    (top / ".hidden.txt").write_text(PAGE.replace("ferry", "raft"), encoding="utf-8")
    (top / "nothing.bin").write_bytes(b"\x7fELF\0\0")
    return top


async def drop(desk: Desk, text: str) -> None:
    """Paste a text, as a terminal does when files are dropped on it."""
    desk.pilot.app.screen.post_message(events.Paste(text))
    await desk.press()


async def pick(desk: Desk) -> PickerScreen:
    """Open the picker on the folder."""
    await drop(desk, str(folder(desk)))
    screen = desk.pilot.app.screen
    assert isinstance(screen, PickerScreen)
    screen.chosen.clear()
    await desk.until(lambda: screen.files.last_line >= 1)
    return screen


@checks("import", "picker-leave")
async def importing(desk: Desk) -> None:
    await desk.do("import")
    assert isinstance(desk.pilot.app.screen, PickerScreen)
    await desk.do("picker-leave")
    assert isinstance(desk.pilot.app.screen, LibraryScreen)
    await drop(desk, "a sentence")
    assert "no path" in desk.note


@checks("picker-open", "picker-shut", "picker-above", "picker-home", "picker-hidden")
async def folders(desk: Desk) -> None:
    screen = await pick(desk)
    top = Path(screen.files.path)
    await desk.do("list-first")
    while screen.files.current != top / "saved":
        await desk.do("list-next")
    await desk.do("picker-open")
    await desk.until(lambda: bool(screen.files.cursor_node and screen.files.cursor_node.children))
    names = (
        [str(child.label) for child in screen.files.cursor_node.children] if screen.files.cursor_node else []
    )
    assert names == ["deep", "ferry.txt", "nothing.bin"]
    await desk.do("list-next")
    assert screen.files.current == top / "saved" / "deep"
    await desk.do("picker-shut")
    assert screen.files.current == top / "saved"
    await desk.do("picker-shut")
    assert screen.files.cursor_node is not None
    assert not screen.files.cursor_node.is_expanded
    await desk.do("picker-hidden")
    assert "shown" in desk.note
    await desk.do("picker-hidden")
    assert "left out" in desk.note
    await desk.do("picker-above")
    assert Path(screen.files.path) == top.parent
    await desk.do("picker-home")
    assert Path(screen.files.path) == Path.home()


@checks("picker-page-down", "picker-page-up")
async def picker_pages(desk: Desk) -> None:
    screen = await pick(desk)
    await desk.do("picker-page-down")
    assert screen.files.cursor_line == screen.files.last_line
    await desk.do("picker-page-up")
    assert screen.files.cursor_line == 0


@checks("picker-choose", "picker-path", "picker-import")
async def choosing(desk: Desk) -> None:
    screen = await pick(desk)
    top = Path(screen.files.path)
    await desk.do("list-first")
    await desk.do("picker-choose")
    assert list(screen.chosen) == [top]
    await desk.do("list-first")
    await desk.do("picker-choose")
    assert not screen.chosen
    await desk.do("picker-path")
    line = screen.query_one("#path", Input)
    assert desk.pilot.app.focused is line
    line.value = str(top / "saved" / "fer")
    line.cursor_position = len(line.value)
    await desk.until(lambda: line._suggestion.endswith("ferry.txt"))
    await desk.press("tab")
    assert line.value == str(top / "saved" / "ferry.txt")
    await desk.press("enter")
    assert list(screen.chosen) == [top / "saved" / "ferry.txt"]
    await desk.do("picker-import")
    report = desk.pilot.app.screen
    assert isinstance(report, ReportScreen)
    assert [line.text for line in report.shown] == [
        f"{top / 'saved' / 'ferry.txt'}: page-dump, 1 article, 2 comments, 2 new"
    ]
    await desk.press("q")
    assert "The ferry that forgot an island" in desk.titles


@checks("import-log", "open-import", "leave-imports", "leave-report")
async def earlier_imports(desk: Desk) -> None:
    top = folder(desk)
    await drop(desk, f"'{top}'")
    await desk.do("picker-import")
    await desk.press("q")
    await desk.do("import-log")
    screen = desk.pilot.app.screen
    assert isinstance(screen, ImportsScreen)
    assert screen.runs[0].paths == (str(top),)
    await desk.do("open-import")
    report = desk.pilot.app.screen
    assert isinstance(report, ReportScreen)
    assert [line.failed for line in report.shown] == [False, False, True]
    await desk.press("/", "b", "i", "n", "a", "r", "y", "enter")
    assert [line.text.partition(":")[0] for line in report.shown] == [str(top / "nothing.bin")]
    await desk.press("escape")
    assert len(report.shown) == 3
    await desk.do("leave-report")
    assert desk.pilot.app.screen is screen
    await desk.do("leave-imports")
    assert isinstance(desk.pilot.app.screen, LibraryScreen)


@checks("arriving-stop")
async def stopping(desk: Desk) -> None:
    top = folder(desk)
    for number in range(3_000):  # the pilot waits up to a second after a key
        (top / f"{number}.txt").write_text(PAGE.replace("ferry", f"ferry {number}"), encoding="utf-8")
    await drop(desk, str(top))
    await desk.pilot.press("enter")
    for _ in range(200):  # not until everything is quiet: the import would be over
        if isinstance(desk.pilot.app.screen, ArrivingScreen):
            break
        await desk.pilot.pause(0.01)
    assert isinstance(desk.pilot.app.screen, ArrivingScreen)
    await desk.pilot.press("escape")
    await desk.press()
    assert isinstance(desk.pilot.app.screen, ReportScreen)
    assert len(desk.pilot.app.screen.shown) < 3_000
    await desk.press("q")
    assert len(desk.titles) < 3_000
