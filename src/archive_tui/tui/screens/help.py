"""The keys of a screen, from the table of commands; searchable."""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from archive_tui.tui.commands import Command, Room, commands_in
from archive_tui.tui.screens.popup import Popup, TextScroll
from archive_tui.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult

    from archive_tui.tui.keys import Call
    from archive_tui.tui.screens.base import Handler
    from archive_tui.tui.session import Session

_BOX: Final = 84
"""Columns of the box, as in app.tcss."""
_FRAME: Final = 6
"""Columns of it for border, padding and scrollbar."""


class HelpScreen(Popup):
    """Every key of the screen below, by group; ``/`` looks for a word."""

    ROOM: ClassVar[Room] = Room.HELP

    def __init__(self, session: Session, about: Room) -> None:
        super().__init__(session, f"Keys of the {about}", Content(""))
        self._about = about

    def compose(self) -> ComposeResult:
        """Lay out the list under its filter."""
        with Vertical(id="box"):
            bar = Bar(id="heading")
            bar.left = Content.styled(self._heading, "$accent bold")
            bar.right = Content.styled("/ looks for a word   Esc closes", "$meta")
            yield bar
            needle = Input(placeholder="a word or a key", id="needle", compact=True)
            needle.display = False
            yield needle
            with TextScroll():
                yield Static("", id="keys", markup=False)

    def on_resize(self) -> None:
        """Wrap the lines in the new width."""
        self._list_keys(self.query_one("#needle", Input).value)

    def _list_keys(self, needle: str) -> None:
        width = max(30, min(_BOX, self.app.size.width * 96 // 100) - _FRAME)
        self.query_one("#keys", Static).update(self._keys(needle, width))

    def _keys(self, needle: str, width: int) -> Content:
        words = needle.casefold().split()
        found = [command for command in commands_in(self._about) if self._matches(command, words)]
        if not found:
            return Content.styled(f"No key has to do with “{needle}”.", "$meta")
        labels = {command.id: self.session.keymap.label(command) for command in found}
        margin = min(max(map(cell_len, labels.values())), width // 2) + 3
        lines: list[Content] = []
        for group, commands in groupby(found, key=lambda command: command.group):
            lines += [Content("")] if lines else []
            lines.append(Content.styled(group.value, "$accent bold"))
            for command in commands:
                first, *rest = textwrap.wrap(command.help, max(10, width - margin)) or [""]
                label = labels[command.id]
                lines.append(Content.assemble((label, "bold"), " " * (margin - cell_len(label)), first))
                lines += [Content(" " * margin + text) for text in rest]
        if self._about is Room.READER and not words:
            lines += [
                Content(""),
                Content.styled("A number before a key repeats it: 5j goes five on.", "$meta"),
            ]
        return Content("\n").join(lines)

    def _matches(self, command: Command, words: list[str]) -> bool:
        text = f"{self.session.keymap.label(command)} {command.help} {command.palette} {command.group} {command.id}"
        folded = text.casefold()
        return all(word in folded for word in words)

    @on(Input.Changed, "#needle")
    def _look_for(self, event: Input.Changed) -> None:
        self._list_keys(event.value)
        self.query_one(TextScroll).scroll_home(animate=False)

    @on(Input.Submitted, "#needle")
    def _found(self) -> None:
        self.set_focus(None)

    def do_filter(self, _call: Call) -> None:
        """Type a word to look for."""
        needle = self.query_one("#needle", Input)
        needle.display = True
        needle.focus()

    def _end_filter(self, _call: Call) -> None:
        needle = self.query_one("#needle", Input)
        needle.value = ""
        needle.display = False
        self.set_focus(None)

    def typing_keys(self) -> Mapping[str, Handler]:
        """Let Esc give the search up and the arrows scroll."""
        return {"escape": self._end_filter, "down": self.do_list_next, "up": self.do_list_previous}

    def do_close_help(self, call: Call) -> None:
        """Go away by the key that it came with."""
        self.do_close(call)
