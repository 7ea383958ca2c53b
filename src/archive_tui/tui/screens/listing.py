"""What every list of rows has in common: the keys that move in it, and the line that filters it.

Invariant: while one types a filter, the arrows move in the list and Esc gives the filter up.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, Protocol

from textual import on
from textual.widgets import Input

from archive_tui.tui.screens.base import CommandScreen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archive_tui.tui.keys import Call
    from archive_tui.tui.screens.base import Handler

_END: Final = sys.maxsize


class Listing(Protocol):
    """A widget that shows rows, one of them current."""

    cursor: int

    @property
    def page(self) -> int:
        """Rows that are visible at once."""

    def move_to(self, row: int) -> None:
        """Make a row current; beyond the ends means the ends."""


class ListCommands(CommandScreen):
    """Moves in a list."""

    @property
    def listing(self) -> Listing:
        """The list itself."""
        raise NotImplementedError

    def _move(self, rows: int) -> None:
        self.listing.move_to(self.listing.cursor + rows)

    def do_list_next(self, call: Call) -> None:
        """Go to the next row."""
        self._move(call.times)

    def do_list_previous(self, call: Call) -> None:
        """Go to the previous row."""
        self._move(-call.times)

    def do_list_page_down(self, call: Call) -> None:
        """Go a page down."""
        self._move(call.times * self.listing.page)

    def do_list_page_up(self, call: Call) -> None:
        """Go a page up."""
        self._move(-call.times * self.listing.page)

    def do_list_half_down(self, call: Call) -> None:
        """Go half a page down."""
        self._move(call.times * (self.listing.page // 2 or 1))

    def do_list_half_up(self, call: Call) -> None:
        """Go half a page up."""
        self._move(-call.times * (self.listing.page // 2 or 1))

    def do_list_first(self, _call: Call) -> None:
        """Go to the first row."""
        self.listing.move_to(0)

    def do_list_last(self, call: Call) -> None:
        """Go to the last row, or to the one that was counted."""
        self.listing.move_to((call.count or _END) - 1)


class FilteredList(ListCommands):
    """Moves in a list and filters it: there is an Input with the id ``needle``, and ``find`` does what it says."""

    def find(self, needle: str) -> None:
        """Show only the rows in which every word of the needle occurs."""
        raise NotImplementedError

    def nothing_to_clear(self, call: Call) -> None:
        """Answer Esc where no filter is on."""
        raise NotImplementedError

    @on(Input.Changed, "#needle")
    def _needle_changed(self, event: Input.Changed) -> None:
        self.find(event.value)

    @on(Input.Submitted, "#needle")
    def _needle_kept(self, event: Input.Submitted) -> None:
        event.input.display = bool(event.value)
        self.set_focus(None)

    def typing_keys(self) -> Mapping[str, Handler]:
        """Let Esc clear the filter, and the arrows move in the list while one types."""
        return {
            "escape": self.do_clear_filter,
            "down": self.do_list_next,
            "up": self.do_list_previous,
            "pagedown": self.do_list_page_down,
            "pageup": self.do_list_page_up,
        }

    def do_filter(self, _call: Call) -> None:
        """Type a filter."""
        needle = self.query_one("#needle", Input)
        needle.display = True
        self.set_focus(needle)

    def do_clear_filter(self, call: Call) -> None:
        """Show everything again."""
        needle = self.query_one("#needle", Input)
        if not needle.value and not needle.display:
            self.nothing_to_clear(call)
            return
        needle.value = ""
        needle.display = False
        self.set_focus(None)
