"""The keys of a screen, from the table of commands; searchable."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from archive_tui.tui.commands import Command, Room, commands_in
from archive_tui.tui.screens.popup import Popup, TextScroll
from archive_tui.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from archive_tui.tui.keys import Call
    from archive_tui.tui.screens.base import Handler
    from archive_tui.tui.session import Session

_KEYS_WIDTH = 22


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
                yield Static(self._list(""), id="keys", markup=False)

    def _list(self, needle: str) -> Content:
        words = needle.casefold().split()
        found = [command for command in commands_in(self._about) if self._matches(command, words)]
        if not found:
            return Content.styled(f"No key has to do with “{needle}”.", "$meta")
        lines: list[Content] = []
        for group, commands in groupby(found, key=lambda command: command.group):
            lines += (
                [Content(""), Content.styled(group.value, "$accent bold")]
                if lines
                else [Content.styled(group.value, "$accent bold")]
            )
            for command in commands:
                keys = self.session.keymap.label(command)
                lines.append(Content.assemble((f"  {keys:<{_KEYS_WIDTH}}", "bold"), command.help))
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
        self.query_one("#keys", Static).update(self._list(event.value))
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

    def typing_key(self, key: str) -> Handler | None:
        """Let Esc give the search up and the arrows scroll."""
        return {"escape": self._end_filter, "down": self.do_list_next, "up": self.do_list_previous}.get(key)

    def do_close_help(self, call: Call) -> None:
        """Go away by the key that it came with."""
        self.do_close(call)
