"""Texts over a screen: they scroll and go away."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from archive_tui.tui.commands import Room
from archive_tui.tui.screens.base import Overlay
from archive_tui.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from archive_tui.tui.keys import Call
    from archive_tui.tui.session import Session


class TextScroll(VerticalScroll, can_focus=False):
    """A scrolling text whose keys are the screen's."""


class Popup(Overlay):
    """A titled text."""

    ROOM: ClassVar[Room] = Room.POPUP

    def __init__(self, session: Session, title: str, text: Content) -> None:
        super().__init__(session)
        self._heading = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Lay the text out in a box as small as it may be."""
        with Vertical(id="box"):
            bar = Bar(id="heading")
            bar.left = Content.styled(self._heading, "$accent bold")
            bar.right = Content.styled("Esc closes", "$meta")
            yield bar
            with TextScroll():
                yield Static(self._text, markup=False)

    def _scroll(self, lines: float) -> None:
        area = self.query_one(TextScroll)
        area.scroll_to(y=area.scroll_y + lines, animate=False)

    @property
    def _page(self) -> int:
        return max(1, self.query_one(TextScroll).size.height - 1)

    def do_list_next(self, call: Call) -> None:
        """Scroll a line down."""
        self._scroll(call.times)

    def do_list_previous(self, call: Call) -> None:
        """Scroll a line up."""
        self._scroll(-call.times)

    def do_list_page_down(self, call: Call) -> None:
        """Scroll a page down."""
        self._scroll(call.times * self._page)

    def do_list_page_up(self, call: Call) -> None:
        """Scroll a page up."""
        self._scroll(-call.times * self._page)

    def do_list_half_down(self, call: Call) -> None:
        """Scroll half a page down."""
        self._scroll(call.times * self._page / 2)

    def do_list_half_up(self, call: Call) -> None:
        """Scroll half a page up."""
        self._scroll(-call.times * self._page / 2)

    def do_list_first(self, _call: Call) -> None:
        """Scroll to the top."""
        self.query_one(TextScroll).scroll_home(animate=False)

    def do_list_last(self, _call: Call) -> None:
        """Scroll to the end."""
        self.query_one(TextScroll).scroll_end(animate=False)


def welcome(session: Session) -> Popup:
    """Make the orientation that is shown once, to whoever starts the program for the first time."""
    rows = (
        ("j k", "from comment to comment; J K on one level, p to the parent"),
        ("Space", "reads on: a page, the next unread comment, the next article"),
        ("Tab", "the next unread comment, wherever it hides"),
        ("Enter", "folds a comment with its replies; z shows more ways"),
        ("c", "nothing but this branch; again for the whole thread"),
        ("< >", "back and forth between the places that you jumped from"),
        ("v", "picks a comment to pass on; a writes a note, C lists, E exports"),
        ("/", "in the library: filter as you type"),
        ("\\", "search everything, as you type"),
        (":", "every command by name"),
        ("?", "the keys of the screen you are on; F3 other colours"),
        ("q", "back, and out"),
    )
    lines = [
        Content("Articles with their discussions, to be read in peace."),
        Content(""),
        *(Content.assemble((f"{keys:<7}", "$accent bold"), text) for keys, text in rows),
        Content(""),
        Content("What you read and fold, and where you stop, is remembered."),
    ]
    return Popup(session, "Welcome to archive-tui", Content("\n").join(lines))
