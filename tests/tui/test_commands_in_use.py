"""Every command of the table does what it says. A command without a check fails a test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.tui.checks import (
    curating,
    exporting,
    folding,
    importing,
    lists,
    marking,
    moving,
    noise,
    people,
    searching,
    viewing,
)
from tests.tui.desk import CHECKS, Check, Desk, OpenApp, Press, textual_name

from archive_tui.tui.app import ArchiveApp
from archive_tui.tui.commands import BY_ID, COMMANDS, KeyMap, Room
from archive_tui.tui.keys import DIGIT, LETTER, Call
from archive_tui.tui.screens.base import CommandScreen
from archive_tui.tui.screens.imports import ReportScreen
from archive_tui.tui.screens.saved import SavedScreen

if TYPE_CHECKING:
    from pathlib import Path

CHECKED = (moving, folding, viewing, people, marking, noise, curating, exporting, searching, lists, importing)
"""Imported for the checks that they register."""


def test_every_command_has_a_check() -> None:
    assert set(CHECKS) == {command.id for command in COMMANDS}


@pytest.mark.parametrize("check", dict.fromkeys(CHECKS.values()), ids=lambda check: check.__name__)
async def test_commands_do_what_they_say(
    check: Check, open_app: OpenApp, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
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
            await desk.pilot.press(textual_name({DIGIT: "7", LETTER: "q"}.get(key, key)))
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


async def test_every_key_of_the_review_gives_its_command(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        desk = Desk(pilot, press)
        await desk.press("!")
        await _record(desk, Room.REVIEW)


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
        for command, room in (
            ("by-author", Room.AUTHOR),
            ("links", Room.LINKS),
            ("pipe", Room.PROMPT),
            ("mute", Room.QUESTION),
            ("why", Room.WHY),
            ("note", Room.NOTE),
            ("tag", Room.TAG),
            ("curate", Room.CURATION),
            ("export", Room.EXPORT),
        ):
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


async def test_every_key_of_an_import_gives_its_command(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        desk = Desk(pilot, press)
        await desk.do("import")
        await _record(desk, Room.PICKER)
        desk.pilot.app.pop_screen()
        await desk.do("import-log")
        await _record(desk, Room.IMPORTS)
        desk.pilot.app.pop_screen()
        assert isinstance(pilot.app, ArchiveApp)
        pilot.app.push_screen(ReportScreen(pilot.app.session, 1))
        await desk.press()
        await _record(desk, Room.REPORT)
