"""The export dialog: what, how, where to; then the writing, which can be stopped, and what became of it.

Invariant: the library is read and the file is written in a worker; a file that is there is replaced only after a
question; one that was stopped or failed leaves nothing behind.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from textual import on, work
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from archive_tui.errors import ArchiveError
from archive_tui.files import write_file
from archive_tui.text.clean import clean_line
from archive_tui.tui.commands import Room
from archive_tui.tui.exporting import (
    Form,
    Wanted,
    meant,
    of_article,
    of_branch,
    of_comments,
    of_library,
    of_query,
    shown,
)
from archive_tui.tui.finding import Choice
from archive_tui.tui.keys import Call
from archive_tui.tui.screens.base import Overlay
from archive_tui.tui.widgets.bar import Bar
from archive_tui.tui.widgets.choices import ChoiceList

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from textual.app import ComposeResult

    from archive_tui.exporters import Exporter
    from archive_tui.model import Selection
    from archive_tui.tui.screens.base import Handler
    from archive_tui.tui.session import Session

__all__ = ["ExportScreen", "of_article", "of_branch", "of_comments", "of_library", "of_query"]

FORMAT: Final = "export.format"
FOLDER: Final = "export.folder"
_PATIENCE: Final = 0.1
"""Seconds between two words about how far it has come."""
_UNITS: Final = ("bytes", "kB", "MB", "GB")

State = Literal["choosing", "asking", "writing", "done"]


class _StoppedError(Exception):
    """The writing was stopped; never reaches a person."""


def size_of(count: float) -> str:
    """Return a number of bytes as a person says it."""
    at = 0
    while count >= 1000 and at + 1 < len(_UNITS):
        count /= 1000
        at += 1
    return f"{count:.0f} {_UNITS[at]}" if not at or count >= 10 else f"{count:.1f} {_UNITS[at]}"


class ExportScreen(Overlay):
    """A form of a few lines over the screen that asked for it."""

    ROOM: ClassVar[Room] = Room.EXPORT

    @dataclass
    class Ready(Message):
        """The formats were loaded."""

        exporters: list[Exporter]
        format: str | None
        folder: str | None

    @dataclass
    class Asked(Message):
        """The file is there already."""

        path: Path

    @dataclass
    class Progressed(Message):
        """So much is written."""

        bytes: int
        articles: int

    @dataclass
    class Written(Message):
        """The file is there."""

        path: Path
        bytes: int
        recipe: Path | None

    @dataclass
    class Failed(Message):
        """It could not be written, or was stopped; there is nothing left of it."""

        sentence: str

    def __init__(self, session: Session, wanted: Sequence[Wanted]) -> None:
        """Prepare the form; ``wanted`` is what can be exported from here, the most likely first."""
        super().__init__(session)
        self._wanted = wanted
        self.form: Form | None = None
        """None until the formats are loaded."""
        self.state: State = "choosing"
        self._folder = Path()
        self._typed = False
        self._path: Path | None = None

    def compose(self) -> ComposeResult:
        """Lay the form out in a box."""
        with Vertical(id="box"):
            yield Bar(id="heading")
            yield ChoiceList(id="form")
            yield Input(placeholder="a file", id="file", compact=True, select_on_focus=False)
            yield Static("", id="said", markup=False)

    def on_mount(self) -> None:
        """Load the formats."""
        self._head("")
        self._prepare()

    @work(thread=True, exclusive=True, group="export")
    def _prepare(self) -> None:
        archive = self.session.archive
        exporters = []
        for known in archive.formats():
            if known.direction == "export":
                try:
                    exporters.append(archive.exporter(known.name))
                except ArchiveError:
                    continue  # the list of formats says what is wrong with it
        try:
            self.session.writer.flush()
            ready = self.Ready(exporters, archive.setting(FORMAT), archive.setting(FOLDER))
        except ArchiveError as error:
            self.post_message(self.Failed(str(error)))
        else:
            self.post_message(ready)

    @on(Ready)
    def _begin(self, event: Ready) -> None:
        if not event.exporters:
            self.complain("There is no format to export to")
            self.dismiss(None)
            return
        self.form = Form(self._wanted, event.exporters)
        self.form.choose("format", event.format or "md")
        folder = Path(event.folder) if event.folder else Path.cwd()
        self._folder = folder if folder.is_dir() else Path.cwd()
        self._fill()
        self.query_one("#form", ChoiceList).activate(active=True)

    # What is drawn

    def _fill(self) -> None:
        """Show the rows, and propose a name unless one was typed."""
        form, listing, file = self.form, self.query_one("#form", ChoiceList), self.query_one("#file", Input)
        if form is None:
            return
        listing.fill([Choice(row.label, f"‹ {clean_line(row.value)} ›", row.name) for row in form.rows])
        listing.styles.height = len(form.rows)
        if not self._typed:
            with file.prevent(Input.Changed):
                file.value = shown(self._folder / form.name())
                file.cursor_position = len(file.value)
        self.state = "choosing"
        self._head(form.exporter.description)

    def _head(self, said: str) -> None:
        bar, line = self.query_one("#heading", Bar), self.query_one("#said", Static)
        bar.left = Content.styled("Written" if self.state == "done" else "Export", "$accent bold")
        hints = {
            "choosing": "Enter writes   Tab: the name   Esc closes",
            "asking": "Enter replaces it   Esc does not",
            "writing": "Esc stops",
            "done": "o opens it   y copies its name   Esc closes",
        }
        bar.right = Content.styled(hints[self.state], "$meta")
        line.update(Content.styled(clean_line(said), "$accent" if self.state == "asking" else "$meta"))

    # Keys

    def typing_keys(self) -> Mapping[str, Handler]:
        """Leave the keys to the name, but those that leave it or write."""
        bindings = self.session.keymap.bindings(self.ROOM)
        leaving = {"export-write", "export-part", "export-cancel"}
        found: dict[str, Handler] = {
            keys[0]: partial(self._typed_key, Call(command))
            for keys, command in bindings.items()
            if command in leaving and len(keys[0]) > 1
        }
        return {**found, "up": self.do_export_part, "down": self.do_export_part}

    def _typed_key(self, meant_call: Call, _call: Call) -> None:
        self.perform(meant_call)

    @on(Input.Changed, "#file")
    def _file_typed(self) -> None:
        self._typed = True
        if self.state == "asking":
            self._fill()

    @on(Input.Submitted, "#file")
    def _file_given(self) -> None:
        self.do_export_write(Call("export-write"))

    @on(ChoiceList.Chosen)
    def _row_clicked(self) -> None:
        self._change(1)

    def _change(self, step: int) -> None:
        listing = self.query_one("#form", ChoiceList)
        if self.form is not None and self.state in {"choosing", "asking"}:
            self.form.move(listing.cursor, step)
            self._fill()

    def do_list_next(self, call: Call) -> None:
        """Go to the next row."""
        self.query_one("#form", ChoiceList).move(call.times)

    def do_list_previous(self, call: Call) -> None:
        """Go to the previous row."""
        self.query_one("#form", ChoiceList).move(-call.times)

    def do_list_first(self, _call: Call) -> None:
        """Go to the first row."""
        listing = self.query_one("#form", ChoiceList)
        listing.move(-len(listing.rows))

    def do_list_last(self, _call: Call) -> None:
        """Go to the last row."""
        listing = self.query_one("#form", ChoiceList)
        listing.move(len(listing.rows))

    def do_export_more(self, call: Call) -> None:
        """Choose the next value of the row."""
        self._change(call.times)

    def do_export_less(self, call: Call) -> None:
        """Choose the value before."""
        self._change(-call.times)

    def do_export_part(self, _call: Call) -> None:
        """Go from the rows to the file's name, or back."""
        file, listing = self.query_one("#file", Input), self.query_one("#form", ChoiceList)
        if self.form is None or self.state in {"writing", "done"}:
            return
        if self.focused is file:
            self.set_focus(None)
        else:
            self.set_focus(file)
        listing.activate(active=self.focused is not file)

    def do_export_cancel(self, call: Call) -> None:
        """Stop the writing, take the question back, or go away."""
        if self.state == "writing":
            self.workers.cancel_group(self, "write")
        elif self.state == "asking":
            self._fill()
        else:
            self.do_close(call)

    # Writing

    def do_export_write(self, call: Call) -> None:
        """Write the file; one that is there after a question."""
        if self.form is None or self.state == "writing":
            return
        if self.state == "done":
            self.do_close(call)
            return
        written = self.query_one("#file", Input).value
        if not written.strip():
            self._head("A file needs a name")
            return
        replacing = self.state == "asking"
        path = meant(written, self._folder)
        if path.is_dir():
            path /= self.form.name()
        self.state = "writing"
        self._head("reading…")
        self._write(path, self.form, replacing)

    @work(thread=True, exclusive=True, group="write")
    def _write(self, path: Path, form: Form, replacing: bool) -> None:  # noqa: FBT001 - a worker's
        recipe = path.with_name(f"{path.name}.toml") if form.with_recipe else None
        if not replacing:
            there = next((each for each in (path, recipe) if each is not None and each.exists()), None)
            if there is not None:
                self.post_message(self.Asked(there))
                return
        archive = self.session.archive
        try:
            self.session.writer.flush()
            scopes = form.scopes(archive)
            if not scopes:
                self.post_message(self.Failed("There is nothing to export: nothing is picked or found"))
                return
            watch = _Watch(self)
            parts = archive.export(
                watch.articles(archive.selections(scopes)), form.exporter.name, form.options
            )
            written = write_file(path, watch.parts(parts), replace=replacing)
            if recipe is not None:
                from archive_tui.curation import recipe as recipes  # noqa: PLC0415 - most exports need none

                made = recipes.write(archive.recipe(scopes, form.exporter.name, form.options))
                write_file(recipe, [made.encode()], replace=replacing)
        except _StoppedError:
            self.post_message(self.Failed("Stopped; nothing was written"))
        except ArchiveError as error:
            self.post_message(self.Failed(str(error)))
        else:
            self.post_message(self.Written(path, written, recipe))

    @on(Asked)
    def _ask(self, event: Asked) -> None:
        self.state = "asking"
        self._head(f"{shown(event.path)} is there already")

    @on(Progressed)
    def _progress(self, event: Progressed) -> None:
        if self.state == "writing":
            articles = f", {event.articles:,} articles" if event.articles > 1 else ""
            self._head(f"{size_of(event.bytes)}{articles}")

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        self.state = "choosing"
        self._head(event.sentence)

    @on(Written)
    def _written(self, event: Written) -> None:
        self.state = "done"
        self._path = event.path
        self.set_focus(None)
        self.query_one("#form", ChoiceList).activate(active=False)
        beside = f", the recipe beside it: {event.recipe.name}" if event.recipe is not None else ""
        self._head(f"{shown(event.path)} ({size_of(event.bytes)}){beside}")
        self.notify(
            f"Written: {clean_line(shown(event.path))} ({size_of(event.bytes)})", timeout=6, markup=False
        )
        if self.form is not None:
            self.session.writer.set_setting(FORMAT, self.form.exporter.name)
            self.session.writer.set_setting(FOLDER, str(event.path.parent.absolute()))

    # What was written

    def do_export_open(self, _call: Call) -> None:
        """Open the file with what this machine opens such files with."""
        if self._path is None:
            self._head("There is no file to open yet")
        else:
            self._open(self._path.absolute())

    @work(group="browser")
    async def _open(self, path: Path) -> None:
        from archive_tui.tui import browser  # noqa: PLC0415 - most exports are not opened

        found = await asyncio.to_thread(browser.find_browser)
        if found is None:
            opened = False
        elif browser.needs_terminal(found) and not self.app.is_headless and not self.app.is_web:
            with self.app.suspend():
                opened = browser.start(found, path.as_uri())
        else:
            opened = await asyncio.to_thread(browser.start, found, path.as_uri())
        if not opened:
            self._head(f"Nothing could be started to open {shown(path)}")

    def do_export_copy(self, _call: Call) -> None:
        """Copy the file's path."""
        if self._path is None:
            self._head("There is no file yet")
        else:
            self.app.copy_to_clipboard(str(self._path.absolute()))
            self._head(f"Copied: {shown(self._path)}")


class _Watch:
    """Tells how far the writing has come, and ends it when that was asked for."""

    def __init__(self, screen: ExportScreen) -> None:
        self._screen = screen
        self._worker = get_current_worker()
        self._bytes = 0
        self._articles = 0
        self._told = time.monotonic()

    def articles(self, selections: Iterable[Selection]) -> Iterator[Selection]:
        """Count the articles."""
        for selection in selections:
            self._look()
            self._articles += 1
            yield selection

    def parts(self, parts: Iterable[bytes]) -> Iterator[bytes]:
        """Count the bytes."""
        for part in parts:
            self._look()
            self._bytes += len(part)
            yield part

    def _look(self) -> None:
        if self._worker.is_cancelled:
            raise _StoppedError
        now = time.monotonic()
        if now - self._told > _PATIENCE:
            self._told = now
            self._screen.post_message(self._screen.Progressed(self._bytes, self._articles))
