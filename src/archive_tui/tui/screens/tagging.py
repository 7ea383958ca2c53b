"""The prompt for tags: a line to type in, and the tags that begin so, the most used first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from archive_tui.text.clean import clean_line
from archive_tui.tui.commands import Room
from archive_tui.tui.finding import Choice
from archive_tui.tui.keys import Call
from archive_tui.tui.screens.base import Overlay
from archive_tui.tui.widgets.bar import Bar
from archive_tui.tui.widgets.choices import ChoiceList

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult

    from archive_tui.tui.screens.base import Handler
    from archive_tui.tui.session import Session

_MOST: Final = 8
"""Tags that are offered at once."""


class TagScreen(Overlay):
    """Asks for tags, several with blanks between them."""

    ROOM: ClassVar[Room] = Room.TAG

    def __init__(
        self, session: Session, heading: str, offered: Sequence[str], use: Callable[[str], object]
    ) -> None:
        """Prepare the prompt.

        Args:
            session: The keys.
            heading: What is tagged.
            offered: Tags to choose from, the best first.
            use: Takes what was typed; must outlive this screen.
        """
        super().__init__(session)
        self._heading = heading
        self._offered = offered
        self._use = use

    def compose(self) -> ComposeResult:
        """Lay the line out in a box, over the tags that fit it."""
        with Vertical(id="box"):
            bar = Bar(id="heading")
            bar.left = Content.styled(self._heading, "$accent bold")
            bar.right = Content.styled("Tab completes   Esc closes", "$meta")
            yield bar
            yield Input(placeholder="a word, or several", id="tags", compact=True)
            yield ChoiceList(id="offered")

    def on_mount(self) -> None:
        """Take the keys."""
        self._offer()
        self.query_one(Input).focus()

    @property
    def _list(self) -> ChoiceList:
        return self.query_one(ChoiceList)

    @property
    def _beginning(self) -> str:
        """What was typed of the last word."""
        return self.query_one(Input).value.rpartition(" ")[2].lstrip("#").casefold()

    def _offer(self) -> None:
        fitting = [tag for tag in self._offered if tag.startswith(self._beginning)][:_MOST]
        self._list.display = bool(fitting)
        self._list.styles.height = max(1, len(fitting))
        self._list.fill([Choice(f"#{clean_line(tag)}", "", tag, tag) for tag in fitting])
        self._list.activate(active=True)

    @on(Input.Changed, "#tags")
    def _typed(self) -> None:
        self._offer()

    def typing_keys(self) -> Mapping[str, Handler]:
        """Take the keys of the table; the field has the others."""
        bindings = self.session.keymap.bindings(self.ROOM)
        return {keys[0]: partial(self._typed_key, Call(command)) for keys, command in bindings.items()}

    def _typed_key(self, meant: Call, _call: Call) -> None:
        self.perform(meant)

    @on(ChoiceList.Chosen)
    def _clicked(self) -> None:
        self._complete()

    def _complete(self) -> bool:
        """Finish the last word; return whether there was something to finish it with."""
        current, field = self._list.current, self.query_one(Input)
        if current is None or not current.value or not self._list.display:
            return False
        before, blank, _ = field.value.rpartition(" ")
        field.value = f"{before}{blank}{current.value} "
        field.cursor_position = len(field.value)
        return True

    def do_tag_complete(self, _call: Call) -> None:
        """Finish the word with the tag that is marked."""
        self._complete()

    def do_tag_next(self, _call: Call) -> None:
        """Mark the next tag."""
        self._list.move(1)

    def do_tag_previous(self, _call: Call) -> None:
        """Mark the tag before."""
        self._list.move(-1)

    def do_tag_use(self, _call: Call) -> None:
        """Use what was typed; if nothing was, the tag that is marked."""
        if not self.query_one(Input).value.strip():
            self._complete()
        written = self.query_one(Input).value.strip()
        self.dismiss(None)
        if written:
            self._use(written)

    def do_tag_cancel(self, call: Call) -> None:
        """Go away."""
        self.do_close(call)
