"""What all screens have in common: keys become calls, calls become methods, refusals become one quiet sentence.

Invariant: a command is carried out by the screen's method ``do_`` + its id, however it was given: by key, by the
footer, by the palette.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.css.query import NoMatches
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, TextArea

from archive_tui.model import ArticleId
from archive_tui.tui.commands import BY_ID, Command, Room, commands_in
from archive_tui.tui.keys import Call, KeyReader, canonical, show_keys
from archive_tui.tui.widgets.keybar import KeyBar, KeyHint

if TYPE_CHECKING:
    from textual import events

    from archive_tui.tui.session import Session

Handler = Callable[[Call], object]


class CommandScreen(Screen[ArticleId | None]):
    """A screen whose keys come from the table of commands; the reader's result is the article it was left on."""

    ROOM: ClassVar[Room]
    AUTO_FOCUS = ""  # a filter must not take the keys before it is asked for

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.reader = KeyReader(session.keymap.bindings(self.ROOM))

    def handler(self, command: str) -> Handler | None:
        """Return what carries a command out here."""
        found: Handler | None = getattr(self, "do_" + command.replace("-", "_"), None)
        return found

    def perform(self, call: Call) -> None:
        """Carry out a command of this screen."""
        handler = self.handler(call.command)
        if handler is None:
            raise LookupError(f"{type(self).__name__} cannot do {call.command}")
        handler(call)

    def choose(self, command: Command) -> None:
        """Carry out a command that was chosen by name; one that needs a letter or digit waits for it."""
        keys = self.session.keymap.keys(command)
        if command.wildcard is not None:
            if keys:
                self.reader.begin(keys[0][:-1])
                self._show_pending()
            return
        self.perform(Call(command.id))

    def say(self, sentence: str) -> None:
        """Say quietly, in the footer, why nothing happened, or what did."""
        for bar in self.query(KeyBar):
            bar.note = sentence

    def complain(self, sentence: str) -> None:
        """Say in a toast what went wrong."""
        self.notify(sentence, severity="error", timeout=8, markup=False)

    def key_bar(self) -> KeyBar:
        """Make the footer of this screen."""
        keymap = self.session.keymap
        entries = [
            (show_keys(keys[0]), command.footer, command.id)
            for command in commands_in(self.ROOM)
            if command.footer and (keys := keymap.keys(command))
        ]
        return KeyBar(entries)

    def on_key(self, event: events.Key) -> None:
        """Take every key that no text field has taken."""
        key = canonical(event.key, event.character)
        if isinstance(self.focused, Input | TextArea):
            handler = self.typing_keys().get(key)
            if handler is not None:
                event.stop()
                event.prevent_default()
                handler(Call(""))
            elif event.is_printable and event.character is not None:
                # It was on its way to the screen before the field got the focus.
                event.stop()
                event.prevent_default()
                field = self.focused
                insert = field.insert_text_at_cursor if isinstance(field, Input) else field.insert
                insert(event.character)
            return
        waited = bool(self.reader.pending)
        step = self.reader.press(key)
        if step.refused and not waited and len(key) > 1:
            return  # a key of Textual's own, such as ctrl+c
        self.say("")
        event.stop()
        event.prevent_default()
        self._show_pending()
        if step.call is not None:
            self.perform(step.call)
        elif step.refused:
            self.say(f"{step.refused} means nothing here")

    def typing_keys(self) -> Mapping[str, Handler]:
        """Return what keys do while a text field has the focus; all others are left to the field."""
        return {}

    def _show_pending(self) -> None:
        try:
            bar, hint = self.query_one(KeyBar), self.query_one(KeyHint)
        except NoMatches:
            return
        bar.pending = self.reader.pending
        hint.show(
            [(keys, BY_ID[command].palette.rstrip("…")) for keys, command in self.reader.continuations()]
        )

    @on(KeyBar.Chosen)
    def _footer_clicked(self, event: KeyBar.Chosen) -> None:
        event.stop()
        self.choose(BY_ID[event.command])

    def do_theme(self, _call: Call) -> None:
        """Let the reader try the themes on this screen."""
        from archive_tui.tui.screens.themes import ThemeScreen  # noqa: PLC0415 - not needed to start

        self.app.push_screen(ThemeScreen(self.session, self.app.theme))

    def do_palette(self, _call: Call) -> None:
        """Open the command palette."""
        from textual.command import CommandPalette  # noqa: PLC0415 - 15 ms that most starts do not need

        from archive_tui.tui.palette import CommandProvider  # noqa: PLC0415

        self.app.push_screen(CommandPalette([CommandProvider], placeholder="Command"))

    def do_search_all(self, _call: Call) -> None:
        """Search everywhere."""
        from archive_tui.tui.screens.search import SearchScreen  # noqa: PLC0415 - not needed to start

        self.app.push_screen(SearchScreen(self.session))

    def do_help(self, _call: Call) -> None:
        """Show the keys of this screen."""
        from archive_tui.tui.screens.help import HelpScreen  # noqa: PLC0415 - not needed to start

        self.app.push_screen(HelpScreen(self.session, self.ROOM))

    def end(self, code: int = 0) -> None:
        """Leave the program with an exit code."""
        self.app.exit(return_code=code)

    def do_quit(self, _call: Call) -> None:
        """Leave the program."""
        self.end()


class Overlay(CommandScreen, ModalScreen[ArticleId | None]):
    """A screen over a screen, that goes away."""

    def do_close(self, _call: Call) -> None:
        """Go away."""
        self.dismiss(None)
