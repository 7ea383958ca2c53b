"""An import that runs under the eyes of the reader: how far it is, and a key that stops it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from archive_tui.errors import ArchiveError
from archive_tui.text.clean import clean_line
from archive_tui.tui.commands import Room
from archive_tui.tui.screens.base import Overlay
from archive_tui.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.app import ComposeResult

    from archive_tui.model import ImportReport, IndexProgress, Progress
    from archive_tui.tui.keys import Call
    from archive_tui.tui.session import Session

_BETWEEN: Final = 0.1
"""Seconds between two looks at how far it is."""


class ArrivingScreen(Overlay):
    """Imports in a thread; goes away when that is over, and says what came."""

    ROOM: ClassVar[Room] = Room.ARRIVING

    @dataclass
    class Came(Message):
        """The import is some way on."""

        done: int
        total: int
        sentence: str

    @dataclass
    class Ended(Message):
        """The import is over."""

        reports: list[ImportReport]
        run_id: int | None
        complaint: str | None

    def __init__(
        self,
        session: Session,
        paths: Sequence[Path],
        ended: Callable[[ArrivingScreen.Ended], None],
    ) -> None:
        """Prepare; ``ended`` is called on the event loop once this screen is gone."""
        super().__init__(session)
        self._paths = paths
        self._ended = ended
        self._stopping = False
        self._told = 0.0
        self._started = time.monotonic()

    def compose(self) -> ComposeResult:
        """Lay out a bar, and a line below it."""
        with Vertical(id="box"):
            bar = Bar(id="heading")
            bar.left = Content.styled("Importing", "$accent bold")
            bar.right = Content.styled("Esc stops", "$meta")
            yield bar
            yield Static("", id="so-far", markup=False)
            yield Static("Looking at the files…", id="said", markup=False)

    def on_mount(self) -> None:
        """Begin."""
        self._run()

    @work(thread=True, group="import", exit_on_error=True)
    def _run(self) -> None:
        archive = self.session.archive
        reports: list[ImportReport] = []
        complaint = None
        try:
            self.session.writer.flush()
            for report in archive.import_paths(
                self._paths, progress=self._progress, cancelled=self._is_stopped, indexing=self._indexing
            ):
                reports.append(report)  # noqa: PERF402 - what came is kept even if the next one fails
        except ArchiveError as error:
            complaint = str(error)
        runs = archive.import_runs()
        self.post_message(self.Ended(reports, runs[0].id if runs else None, complaint))

    def _is_stopped(self) -> bool:
        return self._stopping or not self.is_attached

    def _is_due(self) -> bool:
        now = time.monotonic()
        if now - self._told < _BETWEEN:
            return False
        self._told = now
        return True

    def _progress(self, progress: Progress) -> None:
        if self._is_due():
            seconds = time.monotonic() - self._started
            rate = progress.comments / seconds if seconds > 1 else 0
            left = ""
            if progress.done >= progress.total:
                left = ", finishing"
            elif progress.done and seconds > 1:
                left = f", {_clock(seconds * (progress.total - progress.done) / progress.done)} left"
            speed = f"  {rate:,.0f}/s{left}" if rate else ""
            sentence = f"{progress.comments:,} comments{speed}\n{clean_line(progress.source)}"
            self.post_message(self.Came(progress.done, progress.total, sentence))

    def _indexing(self, progress: IndexProgress) -> None:
        if self._is_due() or progress.done >= progress.total:
            sentence = f"Making it searchable: {progress.done:,} of {progress.total:,}"
            if progress.done >= progress.total:
                sentence = "Looking for quotations and spam…"
            self.post_message(self.Came(progress.done, progress.total, sentence))

    @on(Came)
    def _came(self, event: Came) -> None:
        line = self.query_one("#so-far", Static)
        line.update(_drawn(event.done, event.total, line.size.width))
        if not self._stopping:
            self.query_one("#said", Static).update(event.sentence)

    @on(Ended)
    def _over(self, event: Ended) -> None:
        self.dismiss(None)
        self._ended(event)

    def do_arriving_stop(self, _call: Call) -> None:
        """Stop at the end of the article that is being stored."""
        self._stopping = True
        self.query_one("#said", Static).update("Stopping after this article; what is stored stays.")


def _drawn(done: int, total: int, width: int) -> Content:
    """Draw a bar; Textual's own brings styles along that would fit the bars of every screen."""
    share = min(done / total, 1.0) if total else 0.0
    cells = max(0, width - 5)
    full = round(share * cells)
    return Content.assemble(("━" * full, "$accent"), ("━" * (cells - full), "$faint"), f" {share:4.0%}")


def _clock(seconds: float) -> str:
    minutes, rest = divmod(max(round(seconds), 0), 60)
    return f"{minutes}:{rest:02}"
