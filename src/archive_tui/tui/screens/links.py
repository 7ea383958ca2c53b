"""The links of a comment over the thread, with numbers to choose by."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.content import Content

from archive_tui.tui.commands import Room
from archive_tui.tui.screens.base import Overlay
from archive_tui.tui.screens.listing import ListCommands
from archive_tui.tui.widgets.bar import Bar
from archive_tui.tui.widgets.keybar import KeyHint
from archive_tui.tui.widgets.rows import Cell, RowList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from archive_tui.tui.keys import Call
    from archive_tui.tui.session import Session


class LinkChooser(Overlay, ListCommands):
    """Lists addresses; opens one, or copies it."""

    ROOM: ClassVar[Room] = Room.LINKS

    def __init__(
        self,
        session: Session,
        heading: str,
        links: Sequence[str],
        open_link: Callable[[str], None],
        copy_address: Callable[[str], None],
    ) -> None:
        """Prepare the list of safe addresses; the two functions must outlive this screen."""
        super().__init__(session)
        self._heading = heading
        self.links = links
        self._open_link = open_link
        self._copy_address = copy_address

    def compose(self) -> ComposeResult:
        """Lay the list out in a box as small as it may be."""
        with Vertical(id="box"):
            bar = Bar(id="heading")
            bar.left = Content.styled(self._heading, "$accent bold")
            bar.right = Content.styled("y copies   Esc closes", "$meta")
            yield bar
            yield RowList(self._cells, len(self.links))
        yield KeyHint()

    def on_mount(self) -> None:
        """Give the list the height it needs, if there is that much."""
        self.listing.styles.height = len(self.links)
        self.listing.styles.max_height = max(1, self.app.size.height * 8 // 10 - 4)

    @property
    def listing(self) -> RowList:
        """The list itself."""
        return self.query_one(RowList)

    def _cells(self, row: int, width: int) -> list[Cell]:
        number = len(str(len(self.links))) + 1
        return [(str(row + 1), "key", number), (self.links[row], "text", max(0, width - number))]

    def _open(self, row: int) -> None:
        self.dismiss(None)
        self._open_link(self.links[row])

    @on(RowList.Opened)
    def _row_opened(self, event: RowList.Opened) -> None:
        self._open(event.row)

    def do_open_link(self, _call: Call) -> None:
        """Open the current link."""
        self._open(self.listing.cursor)

    def do_open_numbered(self, call: Call) -> None:
        """Open the link with a number."""
        if int(call.argument) <= len(self.links):
            self._open(int(call.argument) - 1)

    def do_copy_address(self, _call: Call) -> None:
        """Copy the address of the current link."""
        self._copy_address(self.links[self.listing.cursor])

    def do_close_links(self, call: Call) -> None:
        """Go away."""
        self.do_close(call)
