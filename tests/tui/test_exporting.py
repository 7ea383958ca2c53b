"""From reading to file: every way into the export dialog, and every way out of it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.checks.exporting import form, said
from tests.tui.desk import Desk, OpenApp, Press
from textual.widgets import Input

from archive_tui.tui.exporting import meant, shown
from archive_tui.tui.screens import export
from archive_tui.tui.screens.export import size_of
from archive_tui.tui.session import Options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.tui.conftest import RecordingBrowser

    from archive_tui.model import Selection


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the program is started in."""
    found = tmp_path / "here"
    found.mkdir()
    monkeypatch.chdir(found)
    return found


async def at_the_harbour(desk: Desk) -> None:
    await desk.press("s", "s", "s", "g", "enter")
    assert desk.title == "The Harbour Lamp"


async def test_from_reading_to_file(
    open_app: OpenApp, press: Press, folder: Path, browser: RecordingBrowser
) -> None:
    async with open_app() as pilot:
        desk = Desk(pilot, press)
        await at_the_harbour(desk)
        await desk.go("1.1")
        await desk.press("v", "a", *"Indeed", "ctrl+s", "C", "c", "E")
        while form(desk).form.exporter.name != "html":  # type: ignore[union-attr] # the formats are loaded
            await desk.press("j", "l", "k")
        await desk.press("G", "l", "enter", "o")
        await desk.until(lambda: bool(browser.opened))
        written = (folder / "the-harbour-lamp.html").read_text(encoding="utf-8")
        assert "It has one, and nobody looks at it." in written
        assert "Indeed" in written
        recipe = tomllib.loads((folder / "the-harbour-lamp.html.toml").read_text(encoding="utf-8"))
        assert recipe["format"] == "html"
        assert browser.opened == [(folder / "the-harbour-lamp.html").as_uri()]
        await desk.press("enter", "E")
        assert form(desk).form.exporter.name == "html"  # type: ignore[union-attr] # as before


async def test_a_file_that_is_there_is_replaced_after_a_question(
    open_app: OpenApp, press: Press, folder: Path
) -> None:
    path = folder / "the-harbour-lamp.md"
    path.write_text("precious", encoding="utf-8")
    async with open_app() as pilot:
        desk = Desk(pilot, press)
        await at_the_harbour(desk)
        await desk.press("E", "enter")
        assert form(desk).state == "asking"
        assert "is there already" in said(desk)
        await desk.press("escape")
        assert form(desk).state == "choosing"
        assert path.read_text(encoding="utf-8") == "precious"
        await desk.press("enter", "tab", "x")
        assert form(desk).state == "choosing"
        await desk.press("backspace", "enter", "enter")
        assert form(desk).state == "done"
        assert "Who moved the bollard?" in path.read_text(encoding="utf-8")


async def test_an_export_can_be_stopped_and_leaves_nothing(
    open_app: OpenApp, press: Press, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app() as pilot:
        desk = Desk(pilot, press)
        await at_the_harbour(desk)
        await desk.press("E")
        screen = form(desk)

        def slow(self: export._Watch, selections: Iterator[Selection]) -> Iterator[Selection]:
            for selection in selections:
                while not self._worker.is_cancelled:
                    self._look()
                yield selection

        monkeypatch.setattr(export._Watch, "articles", slow)
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert screen.state == "writing"
        await pilot.press("escape")
        await desk.until(lambda: screen.state == "choosing")
        assert "Stopped; nothing was written" in said(desk)
        assert list(folder.iterdir()) == []


async def test_what_cannot_be_written_is_said(open_app: OpenApp, press: Press, folder: Path) -> None:
    async with open_app() as pilot:
        desk = Desk(pilot, press)
        await at_the_harbour(desk)
        await desk.press("E")
        field = pilot.app.screen.query_one(Input)
        field.value = " "
        await desk.press("enter")
        assert "A file needs a name" in said(desk)
        field.value = "nowhere/else.md"
        await desk.press("enter")
        assert "cannot be written" in said(desk)
        field.value = str(folder)
        await desk.press("enter")
        assert (folder / "the-harbour-lamp.md").is_file()


async def test_hits_branches_and_the_library_go_out(open_app: OpenApp, press: Press, folder: Path) -> None:
    async with open_app() as pilot:
        desk = Desk(pilot, press)
        await at_the_harbour(desk)
        await desk.go("1.1")
        await desk.press("/", *"lamp", "enter")
        await desk.go("1.1")
        await desk.press("E")
        dialog = form(desk).form
        assert dialog is not None
        assert [each.label for each in dialog.wanted] == [
            "the whole article",
            "what was found (3)",
            "branch 1.1 (2 comments)",
            "all picks of the library",
        ]
        dialog.choose("format", "json")
        dialog.choose("what", "branch 1.1 (2 comments)")
        await desk.press("enter", "escape")
        (path,) = folder.iterdir()
        (article,) = json.loads(path.read_text(encoding="utf-8"))["articles"]
        numbers = [each["number"] for each in article["comments"] if "number" in each]
        assert numbers == ["1", "1.1", "1.1.1"]
        await desk.press("E")
        dialog = form(desk).form
        assert dialog is not None
        dialog.choose("what", "all picks of the library")
        await desk.press("enter")
        assert "nothing is picked" in said(desk)
        await desk.press("escape", "escape", "q", "E")
        dialog = form(desk).form
        assert dialog is not None
        assert dialog.wanted[0].label == "the whole article"
        await desk.press("escape")
        await desk.look_for("whistles")
        await desk.press("E", "enter")
        assert form(desk).state == "done"
        assert "Mine whistles." in (folder / "whistles.json").read_text(encoding="utf-8")


async def test_badges_can_be_letters(open_app: OpenApp, press: Press) -> None:
    async with open_app(options=Options(plain_badges=True)) as pilot:
        desk = Desk(pilot, press)
        await at_the_harbour(desk)
        await desk.press("a", *"All", "ctrl+s")
        await desk.go("1.1")
        await desk.press("v", "*", "a", *"Indeed", "ctrl+s")
        assert " v * a 1.1 Bob" in desk.line("1.1")
        assert "a Indeed" in desk.screen_text
        assert not set("✓★✎●•") & set(desk.screen_text)
        await desk.press("C")
        assert not set("✓★✎●•") & set(desk.screen_text)


def test_paths_are_meant_as_they_are_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder.parent))
    assert meant(" a.md ", folder) == folder / "a.md"
    assert meant("~/b.md", folder) == folder.parent / "b.md"
    assert meant("/c.md", folder) == Path("/c.md")
    assert shown(folder / "a.md") == "./a.md"
    assert shown(folder.parent / "b.md") == "~/b.md"
    assert shown(Path("/c/d.md")) == "/c/d.md"


@pytest.mark.parametrize(
    ("count", "size"), [(0, "0 bytes"), (999, "999 bytes"), (1_500, "1.5 kB"), (25_000_000, "25 MB")]
)
def test_sizes_read_well(count: int, size: str) -> None:
    assert size_of(count) == size
