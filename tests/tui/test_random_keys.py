"""Two hundred keys at random, out of the whole table: nothing crashes, the cursor is never lost, and undo undoes."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Final

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from archive_tui.archive import Archive
from archive_tui.model import Annotation, ArticleId, CommentId
from archive_tui.thread.noise import hidden_entries
from archive_tui.thread.outline import Flag
from archive_tui.tui.app import ArchiveApp
from archive_tui.tui.commands import KeyMap
from archive_tui.tui.keys import DIGIT, LETTER
from archive_tui.tui.screens.base import CommandScreen
from archive_tui.tui.screens.library import LibraryScreen
from archive_tui.tui.screens.reader import ReaderScreen
from archive_tui.tui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from archive_tui.tui.state import StateWriter

OpenApp = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Awaitable[None]]

ENDS: Final = frozenset({"quit", "leave-library"})
"""Commands after which there is nothing left to test."""
STEPS: Final = 200
Marks = dict[str, frozenset[int]]


def _marks(archive: Archive, article: ArticleId) -> Marks:
    reading = archive.reading(article)
    comments = archive.comments(article)
    new = (comment.id for comment in comments if comment.new)
    return {
        "read": frozenset(reading.read) - {0},
        "star": frozenset(reading.starred),
        "new": frozenset(new),
        "hide": frozenset(comment.id for comment in comments if comment.hidden),
        "mute": frozenset(comment.id for comment in comments if comment.muted),
        "pick": frozenset(each.comment.id for each in archive.picks(article)),
        **_beside(archive.annotations(article)),
    }


def _beside(annotations: Mapping[CommentId, Annotation]) -> Marks:
    """Return who has a note, and who has which tag."""
    found: dict[str, set[int]] = {"note": {each for each, beside in annotations.items() if beside.note}}
    for each, beside in annotations.items():
        for tag in beside.tags:
            found.setdefault(f"tag {tag}", set()).add(each)
    return {name: frozenset(ids) for name, ids in found.items()}


class Hand:
    """Presses keys, and looks at what comes of it."""

    def __init__(self, pilot: Pilot[None], seed: int) -> None:
        self.pilot = pilot
        self.random = random.Random(seed)
        self.pressed: list[str] = []
        self.read_alone: set[int] = set()
        """Ids of comments that were read just by looking at them."""

    def note_what_is_read(self, writer: StateWriter) -> None:
        """Note which comments are read by themselves."""
        write = writer.mark_read

        def noted(article: ArticleId, comments: Iterable[CommentId], *, read: bool) -> None:
            ids = list(comments)
            self.read_alone.update(ids)
            write(article, ids, read=read)

        writer.__dict__["mark_read"] = noted

    def choice(self) -> list[str]:
        """Choose something that a reader could press on the present screen."""
        screen = self.pilot.app.screen
        if isinstance(screen.focused, TextArea):
            return [self.random.choice(["escape", "ctrl+s", "a", "t", "enter", "backspace", "left"])]
        if isinstance(screen.focused, Input):
            return [self.random.choice(["escape", "enter", "a", "t", "e", "backspace", "left"])]
        if not isinstance(screen, CommandScreen):
            return ["escape"]  # a palette
        if isinstance(screen, LibraryScreen) and self.random.random() < 0.7:
            return ["enter"]
        pairs = [keys for keys, command in KeyMap().pairs(screen.ROOM) if command.id not in ENDS]
        chosen = self.random.choice(pairs)
        count = [self.random.choice("123456789")] if self.random.random() < 0.15 else []
        wild = {DIGIT: self.random.choice("123456789"), LETTER: self.random.choice("abc")}
        return [*count, *(wild.get(key, key) for key in chosen)]

    async def press(self, key: str) -> None:
        self.pressed.append(key)
        app = self.pilot.app
        named = {
            ")": "right_parenthesis", "(": "left_parenthesis", "}": "right_curly_bracket", "*": "asterisk",
            "{": "left_curly_bracket", "]": "right_square_bracket", "[": "left_square_bracket",
            "^": "circumflex_accent", "<": "less_than_sign", ">": "greater_than_sign", "'": "apostrophe",
            "/": "slash", ":": "colon", "?": "question_mark", ".": "full_stop", "&": "ampersand",
            "+": "plus", "-": "minus",
        }  # fmt: skip
        await self.pilot.press(named.get(key, key))
        assert app.is_running, self.pressed[-12:]

    def check(self) -> None:
        """See that the cursor of the reader is on a visible row and on the screen."""
        screen = self.pilot.app.screen
        if not isinstance(screen, ReaderScreen) or screen.article is None:
            return
        thread = screen.thread
        row = thread.view.row_of(thread.cursor)
        assert row is not None, self.pressed[-12:]
        if thread.window_height > 0:
            assert thread._is_on_screen(row), self.pressed[-12:]
        assert thread.current == 0 or thread.entry_of(thread.current) == thread.cursor
        assert screen.pane.display == thread._article_beside


async def _until_nothing(hand: Hand, key: str, nothing: str) -> int:
    """Press a key until the footer says that nothing is left; return how often it did something."""
    app = hand.pilot.app
    assert isinstance(app, ArchiveApp)
    for times in range(STEPS + 1):
        await hand.press(key)
        await hand.pilot.pause()
        assert await asyncio.to_thread(app.writer.flush)
        await hand.pilot.pause()
        if app.screen.query_one(KeyBar).note == nothing:
            return times
    pytest.fail(f"{key} never came to an end")


async def _to_the_reader(hand: Hand, press: Press) -> ReaderScreen:
    """Leave whatever stands over the reader, and wait until an article is there."""
    for _ in range(10):
        await press(hand.pilot)
        screen = hand.pilot.app.screen
        if isinstance(screen, ReaderScreen) and not isinstance(screen.focused, Input):
            return screen
        await hand.press("enter" if isinstance(screen, LibraryScreen) else "escape")
    pytest.fail("there is no way to the reader")


def _painted(reader: ReaderScreen) -> Marks:
    thread = reader.thread
    view = thread.view

    def ids(flags: Iterable[int]) -> frozenset[int]:
        return frozenset(thread.id_of(entry) for entry, flag in enumerate(flags) if flag) - {0}

    outline = view.outline

    def flagged(flag: Flag) -> frozenset[int]:
        return frozenset(each for each, flags in zip(outline.ids, outline.flags, strict=True) if flags & flag)

    assert view.hidden == hidden_entries(outline, view.arrangement)
    return {
        "read": ids(not unread for unread in view.unread),
        "star": ids(view.starred),
        "new": ids(view.new),
        "hide": flagged(Flag.HIDDEN),
        "mute": flagged(Flag.MUTED),
        "pick": ids(view.picked),
        "note": frozenset(thread.margins.notes),
        **{
            f"tag {tag}": frozenset(each for each, its in thread.margins.tags.items() if tag in its)
            for tags in thread.margins.tags.values()
            for tag in tags
        },
    }


@pytest.mark.parametrize("seed", range(3))
async def test_any_two_hundred_keys(
    seed: int,
    open_app: OpenApp,
    press: Press,
    library: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(library.parent)  # exports are written here
    with Archive.open(library) as archive:
        articles = [each.id for each in archive.articles()]
        for article in articles:  # something to dismiss, that is no step of undo
            ids = [CommentId(each) for each in archive.outline(article).ids]
            archive.change(article, "new", ids[::3], value=True)
    with sqlite3.connect(library) as connection:
        connection.execute("DELETE FROM history")
    connection.close()
    with Archive.open(library) as archive:
        before = {article: _marks(archive, article) for article in articles}
    async with open_app(size=[(80, 24), (140, 30), (60, 12)][seed % 3]) as pilot:
        assert isinstance(pilot.app, ArchiveApp)
        hand = Hand(pilot, seed)
        hand.note_what_is_read(pilot.app.writer)
        for _ in range(STEPS):
            for key in hand.choice():
                await hand.press(key)
            hand.check()
        reader = await _to_the_reader(hand, press)
        article = reader.article_id
        with Archive.open(library) as archive:
            assert await asyncio.to_thread(pilot.app.writer.flush)
            after = _marks(archive, article)
            assert _painted(reader) == after
            undone = await _until_nothing(hand, "u", "There is nothing to undo here")
            assert _without(hand, _marks(archive, article)) == _without(hand, before[article])
            assert _painted(reader) == _marks(archive, article)
            redone = await _until_nothing(hand, "ctrl+r", "There is nothing to do again")
            assert redone >= undone
            for each in articles:
                while archive.undo(each):
                    pass
                assert _without(hand, _marks(archive, each)) == _without(hand, before[each])
            assert archive.check().ok


def _without(hand: Hand, marks: Marks) -> Marks:
    """Leave out the read marks of what was read by itself: that is no step of undo.

    And the mutes: they are those of the whole library, and each article has its own way back.
    """
    return {**marks, "read": marks["read"] - hand.read_alone, "mute": frozenset()}
