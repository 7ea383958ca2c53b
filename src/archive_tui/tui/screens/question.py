"""A question over a screen: what would be done is found out and told first; Enter does it, Esc does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from archive_tui.errors import ArchiveError
from archive_tui.tui.commands import Room
from archive_tui.tui.screens.base import Overlay
from archive_tui.tui.screens.popup import TextScroll
from archive_tui.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from archive_tui.archive import Archive
    from archive_tui.tui.keys import Call
    from archive_tui.tui.session import Session


class Question(Overlay):
    """Asks once it has said what is at stake; an Enter that comes before that does nothing."""

    ROOM: ClassVar[Room] = Room.QUESTION

    @dataclass
    class Weighed(Message):
        """What would be done was found out."""

        stakes: Content

    @dataclass
    class WeighFailed(Message):
        """It could not be found out."""

        sentence: str

    def __init__(
        self,
        session: Session,
        heading: str,
        weigh: Callable[[Archive], Content] | Content,
        act: Callable[[], object],
        *,
        yes: str = "Enter does it",
    ) -> None:
        """Prepare the question.

        Args:
            session: The library and the keys.
            heading: The question.
            weigh: What would be done; or what says so, asked in a worker.
            act: Does it; must outlive this screen.
            yes: What Enter is said to do.
        """
        super().__init__(session)
        self._heading = heading
        self._weigh = weigh
        self._act = act
        self._yes = yes
        self._told = isinstance(weigh, Content)

    def compose(self) -> ComposeResult:
        """Lay the question out in a box as small as it may be."""
        with Vertical(id="box"):
            bar = Bar(id="heading")
            bar.left = Content.styled(self._heading, "$accent bold")
            bar.right = Content.styled(f"{self._yes}   Esc does not", "$meta")
            yield bar
            with TextScroll():
                told = (
                    self._weigh if isinstance(self._weigh, Content) else Content.styled("counting…", "$meta")
                )
                yield Static(told, id="stakes", markup=False)

    def on_mount(self) -> None:
        """Find out what is at stake."""
        if not isinstance(self._weigh, Content):
            self._find_out(self._weigh)

    @work(thread=True, exclusive=True, group="stakes")
    def _find_out(self, weigh: Callable[[Archive], Content]) -> None:
        try:
            self.session.writer.flush()
            stakes = weigh(self.session.archive)
        except ArchiveError as error:
            self.post_message(self.WeighFailed(str(error)))
        else:
            self.post_message(self.Weighed(stakes))

    @on(Weighed)
    def _weighed(self, event: Weighed) -> None:
        self._told = True
        self.query_one("#stakes", Static).update(event.stakes)

    @on(WeighFailed)
    def _weigh_failed(self, event: WeighFailed) -> None:
        self.dismiss(None)
        self.complain(event.sentence)

    def do_answer_yes(self, _call: Call) -> None:
        """Do it."""
        if self._told:
            self.dismiss(None)
            self._act()

    def do_answer_no(self, call: Call) -> None:
        """Do nothing."""
        self.do_close(call)
