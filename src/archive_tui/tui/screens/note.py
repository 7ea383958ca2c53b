"""The editor of a note, over whatever the note belongs to.

Invariant: nothing that was typed is lost without a question; what is pasted is cleaned like everything from outside.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import TextArea

from archive_tui.text.clean import clean
from archive_tui.tui.commands import Room
from archive_tui.tui.keys import Call
from archive_tui.tui.screens.base import Overlay
from archive_tui.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import ComposeResult
    from textual.events import Paste

    from archive_tui.tui.screens.base import Handler
    from archive_tui.tui.session import Session

_HINT: Final = "Ctrl+S keeps it   Esc leaves"
_ASK: Final = "Not kept yet: Esc drops it, Ctrl+S keeps it"


class NoteArea(TextArea):
    """A text field of many lines that takes no controls."""

    async def _on_paste(self, event: Paste) -> None:
        """Clean what is pasted."""
        event.prevent_default()
        event.stop()
        self.insert(clean(event.text))


class NoteScreen(Overlay):
    """Edits a note; Markdown."""

    ROOM: ClassVar[Room] = Room.NOTE

    def __init__(
        self, session: Session, heading: str, note: str, keep: Callable[[str | None], object]
    ) -> None:
        """Prepare the editor.

        Args:
            session: The keys.
            heading: What the note is to.
            note: As it is; empty if there is none.
            keep: Takes the note as it shall be, None for none; must outlive this screen.
        """
        super().__init__(session)
        self._heading = heading
        self._note = note
        self._keep = keep
        self._asked = False

    def compose(self) -> ComposeResult:
        """Lay the editor out in a box."""
        with Vertical(id="box"):
            yield Bar(id="heading")
            area = NoteArea(
                self._note,
                id="note",
                soft_wrap=True,
                tab_behavior="focus",
                show_line_numbers=False,
                compact=True,
            )
            area.cursor_location = area.document.end
            yield area

    def on_mount(self) -> None:
        """Take the keys."""
        self._head(_HINT)
        self.query_one(NoteArea).focus()

    def _head(self, hint: str) -> None:
        bar = self.query_one("#heading", Bar)
        bar.left = Content.styled(self._heading, "$accent bold")
        bar.right = Content.styled(hint, "$accent" if self._asked else "$meta")

    @property
    def _written(self) -> str:
        return clean(self.query_one(NoteArea).text).strip()

    def typing_keys(self) -> Mapping[str, Handler]:
        """Take the keys of the table; the field has the others."""
        bindings = self.session.keymap.bindings(self.ROOM)
        return {keys[0]: partial(self._typed_key, Call(command)) for keys, command in bindings.items()}

    def _typed_key(self, meant: Call, _call: Call) -> None:
        self.perform(meant)

    @on(TextArea.Changed)
    def _changed(self) -> None:
        if self._asked:
            self._asked = False
            self._head(_HINT)

    def do_keep_note(self, _call: Call) -> None:
        """Keep what is written; nothing at all takes the note away."""
        written = self._written
        self.dismiss(None)
        if written != self._note:
            self._keep(written or None)

    def do_drop_note(self, call: Call) -> None:
        """Leave the note as it was; ask first if something was typed."""
        if self._asked or self._written == self._note:
            self.do_close(call)
        else:
            self._asked = True
            self._head(_ASK)
