"""Saved queries, in a box over the search: choose one, forget one, or name a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from archive_tui.text.clean import clean_line
from archive_tui.tui.commands import Room
from archive_tui.tui.finding import Choice
from archive_tui.tui.queries import SAVED, write_saved
from archive_tui.tui.screens.base import Overlay
from archive_tui.tui.widgets.bar import Bar
from archive_tui.tui.widgets.choices import ChoiceList

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import ComposeResult

    from archive_tui.tui.keys import Call
    from archive_tui.tui.screens.base import Handler
    from archive_tui.tui.session import Session

_LONGEST = 60
"""Characters of a name."""


class SavedScreen(Overlay):
    """Changes the names that it is given, and writes them to the settings."""

    ROOM: ClassVar[Room] = Room.SAVED

    def __init__(
        self, session: Session, saved: dict[str, str], use: Callable[[str], None], query: str = ""
    ) -> None:
        """Prepare the box.

        Args:
            session: The library and the keys.
            saved: Queries by name; changed in place.
            use: Called with the query that is chosen.
            query: One to be named; none if one is to be chosen.
        """
        super().__init__(session)
        self._saved = saved
        self._use = use
        self._query = query

    def compose(self) -> ComposeResult:
        """Lay out the list, under a line for the name if there is something to name."""
        with Vertical(id="box"):
            bar = Bar(id="heading")
            bar.left = Content.styled("Save this query" if self._query else "Saved queries", "$accent bold")
            bar.right = Content.styled(
                "Enter saves   Esc closes" if self._query else "Enter asks   d forgets   Esc closes", "$meta"
            )
            yield bar
            if self._query:
                query = Bar(id="saved-query")
                query.left = Content.styled(clean_line(self._query), "$meta")
                yield query
                yield Input(
                    clean_line(self._query)[:_LONGEST], placeholder="a name", id="needle", compact=True
                )
            yield ChoiceList(id="saved")

    def on_mount(self) -> None:
        """List what is saved, and take the name."""
        self._list()
        if self._query:
            self.set_focus(self.query_one("#needle", Input))

    @property
    def listing(self) -> ChoiceList:
        """The list itself."""
        return self.query_one(ChoiceList)

    def _list(self) -> None:
        rows = [
            Choice(clean_line(name), clean_line(query)[:30], query, name)
            for name, query in self._saved.items()
        ]
        self.listing.styles.height = max(1, len(rows))
        self.listing.fill(rows or [Choice("nothing is saved yet")])
        self.listing.activate(active=not self._query)

    def typing_keys(self) -> Mapping[str, Handler]:
        """Let Esc give it up."""
        return {"escape": self.do_close_saved}

    @on(Input.Submitted, "#needle")
    def _named(self, event: Input.Submitted) -> None:
        name = clean_line(event.value)[:_LONGEST]
        if name:
            self._saved[name] = self._query
            self._write()
            self.dismiss(None)

    def _write(self) -> None:
        self.session.writer.set_setting(SAVED, write_saved(self._saved))

    @on(ChoiceList.Chosen)
    def _clicked(self) -> None:
        self._choose()

    def _choose(self) -> None:
        chosen = self.listing.current
        self.dismiss(None)
        if chosen is not None:
            self._use(chosen.value)

    def do_use_saved(self, _call: Call) -> None:
        """Ask the current query."""
        self._choose()

    def do_close_saved(self, call: Call) -> None:
        """Go away."""
        self.do_close(call)

    def do_forget_saved(self, _call: Call) -> None:
        """Forget the current query."""
        current = self.listing.current
        if current is not None:
            del self._saved[current.name]
            self._write()
            self._list()

    def do_list_next(self, call: Call) -> None:
        """Go to the next row."""
        self.listing.move(call.times)

    def do_list_previous(self, call: Call) -> None:
        """Go to the previous row."""
        self.listing.move(-call.times)

    def do_list_page_down(self, call: Call) -> None:
        """Go a page down."""
        self.listing.move(call.times * self.listing.page)

    def do_list_page_up(self, call: Call) -> None:
        """Go a page up."""
        self.listing.move(-call.times * self.listing.page)

    def do_list_half_down(self, call: Call) -> None:
        """Go half a page down."""
        self.listing.move(call.times * (self.listing.page // 2 or 1))

    def do_list_half_up(self, call: Call) -> None:
        """Go half a page up."""
        self.listing.move(-call.times * (self.listing.page // 2 or 1))

    def do_list_first(self, _call: Call) -> None:
        """Go to the first row."""
        self.listing.move(-len(self._saved))

    def do_list_last(self, _call: Call) -> None:
        """Go to the last row."""
        self.listing.move(len(self._saved))
