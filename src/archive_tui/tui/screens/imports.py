"""What imports brought: the list of those that are remembered, and the whole report of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from archive_tui.errors import ArchiveError
from archive_tui.text.clean import clean_line
from archive_tui.tui.commands import Room
from archive_tui.tui.reported import Line, report_lines, run_counts
from archive_tui.tui.screens.listing import FilteredList, ListCommands
from archive_tui.tui.widgets.bar import Bar
from archive_tui.tui.widgets.keybar import KeyHint
from archive_tui.tui.widgets.rows import Cell, RowList

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from archive_tui.model import ImportReport, ImportRun
    from archive_tui.tui.keys import Call
    from archive_tui.tui.session import Session

_DATE: Final = 18
_COUNTS: Final = 44


class ImportsScreen(ListCommands):
    """Lists the imports, the last one first."""

    ROOM: ClassVar[Room] = Room.IMPORTS

    @dataclass
    class Loaded(Message):
        """The list was read."""

        runs: list[ImportRun]
        complaint: str = ""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.runs: list[ImportRun] = []

    def compose(self) -> ComposeResult:
        """Lay out a frame that needs nothing from the library."""
        yield Bar(id="title")
        yield RowList(self._cells)
        yield Bar(id="about")
        yield KeyHint()
        yield self.key_bar()

    def on_mount(self) -> None:
        """Start reading."""
        self.query_one("#title", Bar).left = Content.styled("Imports", "$accent bold")
        self._load()

    @property
    def listing(self) -> RowList:
        """The list itself."""
        return self.query_one(RowList)

    @work(thread=True, exclusive=True, group="imports")
    def _load(self) -> None:
        try:
            self.post_message(self.Loaded(self.session.archive.import_runs()))
        except ArchiveError as error:
            self.post_message(self.Loaded([], str(error)))

    @on(Loaded)
    def _list(self, event: Loaded) -> None:
        self.runs = event.runs
        self.listing.changed(len(self.runs), 0)
        if event.complaint:
            self.complain(event.complaint)

    def _cells(self, row: int, width: int) -> list[Cell]:
        run = self.runs[row]
        counts = min(_COUNTS, max(0, width - _DATE) // 2)
        return [
            (run.started.astimezone().strftime("%Y-%m-%d %H:%M"), "meta", _DATE),
            (" ".join(run.paths), "text", max(0, width - _DATE - counts - 1)),
            ("", "meta", 1),
            (run_counts(run), "meta", counts),
        ]

    @on(RowList.Moved)
    def _moved(self) -> None:
        about = self.query_one("#about", Bar)
        at = self.listing.cursor
        text = run_counts(self.runs[at]) if at < len(self.runs) else "Nothing has been imported yet."
        about.left = Content.styled(text, "$meta")

    @on(RowList.Opened)
    def _row_opened(self) -> None:
        self._open()

    def _open(self) -> None:
        at = self.listing.cursor
        if at >= len(self.runs):
            self.say("There is no import to show")
        elif self.is_current:
            self.app.push_screen(ReportScreen(self.session, self.runs[at].id))

    def do_open_import(self, _call: Call) -> None:
        """Show what each source gave."""
        self._open()

    def do_leave_imports(self, _call: Call) -> None:
        """Go back."""
        self.dismiss(None)


class ReportScreen(FilteredList):
    """Shows what each source of an import gave, and every part that was skipped."""

    ROOM: ClassVar[Room] = Room.REPORT

    @dataclass
    class Loaded(Message):
        """The report was read."""

        run: ImportRun
        reports: list[ImportReport]

    @dataclass
    class LoadFailed(Message):
        """It could not be read."""

        sentence: str

    def __init__(self, session: Session, run_id: int) -> None:
        super().__init__(session)
        self._run_id = run_id
        self._all: list[Line] = []
        self.shown: list[Line] = []
        self._words: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay out a frame that needs nothing from the library."""
        yield Bar(id="title")
        needle = Input(placeholder="words of a source, a place or a reason", id="needle", compact=True)
        needle.display = False
        yield needle
        yield RowList(self._cells)
        yield Bar(id="about")
        yield KeyHint()
        yield self.key_bar()

    def on_mount(self) -> None:
        """Start reading."""
        self._load()

    @property
    def listing(self) -> RowList:
        """The list itself."""
        return self.query_one(RowList)

    @work(thread=True, exclusive=True, group="report")
    def _load(self) -> None:
        try:
            run, reports = self.session.archive.import_run(self._run_id)
        except ArchiveError as error:
            self.post_message(self.LoadFailed(str(error)))
        else:
            self.post_message(self.Loaded(run, reports))

    @on(Loaded)
    def _loaded(self, event: Loaded) -> None:
        title = self.query_one("#title", Bar)
        when = event.run.started.astimezone().strftime("%Y-%m-%d %H:%M")
        title.left = Content.assemble(("Import of ", "$accent"), (when, "$accent bold"))
        title.right = Content.styled(run_counts(event.run), "$meta")
        self._all = list(report_lines(event.reports))
        self.find("")

    @on(LoadFailed)
    def _load_failed(self, event: LoadFailed) -> None:
        self.complain(event.sentence)

    def find(self, needle: str) -> None:
        """Show only the lines in which every word occurs."""
        self._words = needle.casefold().split()
        self.shown = [line for line in self._all if all(word in line.folded for word in self._words)]
        self.listing.changed(len(self.shown), 0)

    def nothing_to_clear(self, call: Call) -> None:
        """Go back: there is nothing else that Esc could undo."""
        self.do_leave_report(call)

    def _cells(self, row: int, width: int) -> list[Cell]:
        line = self.shown[row]
        indent = 0 if line.heads else 2
        look = "key" if line.failed else "text" if line.heads else "meta"
        name = min(cell_len(clean_line(line.name)), max(0, width - indent) // 2)
        return [
            ("", "meta", indent),
            (line.name, look, name),
            ("", "meta", 2),
            (line.counts, "meta", max(0, width - indent - name - 2)),
        ]

    @on(RowList.Moved)
    def _moved(self) -> None:
        about, at = self.query_one("#about", Bar), self.listing.cursor
        nothing = "Nothing matches." if self._words else "Every source was as it had been."
        about.left = Content.styled(self.shown[at].text if at < len(self.shown) else nothing, "$meta")

    def do_leave_report(self, _call: Call) -> None:
        """Go back."""
        self.dismiss(None)
