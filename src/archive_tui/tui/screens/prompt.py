"""The line that asks for a shell command to pipe a comment to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from archive_tui.tui.commands import Room
from archive_tui.tui.keys import Call
from archive_tui.tui.screens.base import Overlay
from archive_tui.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult

    from archive_tui.tui.screens.base import Handler
    from archive_tui.tui.session import Session


class PipePrompt(Overlay):
    """Asks for a command, with those before it at hand, and for how much to give it."""

    ROOM: ClassVar[Room] = Room.PROMPT

    def __init__(
        self,
        session: Session,
        headings: tuple[str, str],
        history: Sequence[str],
        run: Callable[[str, bool], None],
    ) -> None:
        """Prepare the prompt.

        Args:
            session: The keys.
            headings: What is piped without and with the branch; equal if there is no branch.
            history: Commands, the oldest first.
            run: Takes the command and whether the branch was asked for; must outlive this screen.
        """
        super().__init__(session)
        self._headings = headings
        self._history = history
        self._run = run
        self._at = len(history)
        self._typed = ""
        self._branch = False

    def compose(self) -> ComposeResult:
        """Lay the line out in a box."""
        with Vertical(id="box"):
            yield Bar(id="heading")
            yield Input(placeholder="less, grep word, wc -w, tee file.txt, …", id="command", compact=True)

    def on_mount(self) -> None:
        """Take the keys."""
        self._head()
        self.query_one(Input).focus()

    def _head(self) -> None:
        bar = self.query_one("#heading", Bar)
        bar.left = Content.styled(self._headings[self._branch], "$accent bold")
        other = "the comment alone" if self._branch else "with its replies"
        hint = f"Tab: {other}   " if self._headings[0] != self._headings[1] else ""
        bar.right = Content.styled(f"{hint}Esc closes", "$meta")

    def typing_keys(self) -> Mapping[str, Handler]:
        """Take the keys of the table; the field has the others."""
        bindings = self.session.keymap.bindings(self.ROOM)
        return {keys[0]: partial(self._typed_key, Call(command)) for keys, command in bindings.items()}

    def _typed_key(self, meant: Call, _call: Call) -> None:
        self.perform(meant)

    def _recall(self, step: int) -> None:
        at = max(0, min(self._at + step, len(self._history)))
        if at == self._at:
            return
        field = self.query_one(Input)
        if self._at == len(self._history):
            self._typed = field.value
        self._at = at
        field.value = self._typed if at == len(self._history) else self._history[at]
        field.cursor_position = len(field.value)

    def do_prompt_run(self, _call: Call) -> None:
        """Run what was typed, if anything was."""
        command = self.query_one(Input).value.strip()
        self.dismiss(None)
        if command:
            self._run(command, self._branch)

    def do_prompt_branch(self, _call: Call) -> None:
        """Pipe the branch, or the comment alone."""
        self._branch = not self._branch
        self._head()

    def do_prompt_older(self, _call: Call) -> None:
        """Recall the command before."""
        self._recall(-1)

    def do_prompt_newer(self, _call: Call) -> None:
        """Recall the command after."""
        self._recall(1)

    def do_prompt_cancel(self, call: Call) -> None:
        """Go away."""
        self.do_close(call)
