"""The library: every article in one list, sorted and filtered as you type."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, on, work
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from archive_tui.errors import ArchiveError
from archive_tui.model import ArticleId, ArticleSummary
from archive_tui.text.clean import clean_line
from archive_tui.tui.commands import Room
from archive_tui.tui.dropped import dropped_paths
from archive_tui.tui.screens.listing import FilteredList
from archive_tui.tui.screens.reader import ReaderScreen
from archive_tui.tui.shelf import Order, Shelf
from archive_tui.tui.widgets.articles import ArticleTable
from archive_tui.tui.widgets.bar import Bar
from archive_tui.tui.widgets.keybar import KeyHint

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from textual.app import ComposeResult

    from archive_tui.model import JudgingProgress
    from archive_tui.tui.keys import Call
    from archive_tui.tui.screens.arriving import ArrivingScreen
    from archive_tui.tui.session import Session

_SETTLED: Final = 1.0
"""Seconds after which the first screen is painted and somebody may have gone on from it."""
_BETWEEN: Final = 0.5
"""Seconds between two looks at how far the filter is."""


class LibraryScreen(FilteredList):
    """Lists the articles; remembers the order and the article it was on, and starts without a filter."""

    ROOM: ClassVar[Room] = Room.LIBRARY

    @dataclass
    class Loaded(Message):
        """The library was read."""

        articles: list[ArticleSummary]
        order: str | None
        selected: ArticleId | None
        formats: list[str]

    @dataclass
    class LoadFailed(Message):
        """The library could not be read."""

        sentence: str

    class Ready(Message):
        """The articles are on the screen for the first time."""

    @dataclass
    class Judged(Message):
        """The filter is some way on with what imports left to it; None if it is done."""

        progress: JudgingProgress | None

    def __init__(self, session: Session, arrived: Collection[ArticleId] = ()) -> None:
        """Prepare the list; the cursor begins on the first of the articles that have just arrived, if any has."""
        super().__init__(session)
        self._arrived = frozenset(arrived)
        self.shelf = Shelf()
        self._ready = False
        self._judging = ""

    def compose(self) -> ComposeResult:
        """Lay out a frame that needs nothing from the library."""
        yield Bar(id="title")
        needle = Input(placeholder="words of a title, a section or an author", id="needle", compact=True)
        needle.display = False
        yield needle
        yield ArticleTable(self.shelf)
        yield Static("", id="empty", markup=False)
        yield Bar(id="about")
        yield KeyHint()
        yield self.key_bar()

    def on_mount(self) -> None:
        """Show the frame, and start reading."""
        self.query_one("#empty").display = False
        self._head(Content.styled("reading the library…", "$meta"))

    def on_screen_resume(self) -> None:
        """Read anew whenever the screen comes to the front: reading changes what is unread."""
        self._load()

    @property
    def table(self) -> ArticleTable:
        """The list itself."""
        return self.query_one(ArticleTable)

    listing = table

    @work(thread=True, exclusive=True, group="library", exit_on_error=True)
    def _load(self) -> None:
        session = self.session
        try:
            session.writer.flush()
            articles = session.archive.articles()
            order = session.archive.setting("library.order") if not self._ready else None
            selected = session.archive.setting("library.article") if not self._ready else None
            known = [] if articles else session.archive.formats()
            formats = [each.description for each in known if each.direction == "import"]
        except ArchiveError as error:
            self.post_message(self.LoadFailed(str(error)))
            return
        chosen = ArticleId(int(selected)) if selected and selected.isdecimal() else None
        self.post_message(self.Loaded(articles, order, chosen, formats))

    def on_library_screen_loaded(self, event: Loaded) -> None:
        """Show what was read, with the cursor where it was."""
        current = self.table.current
        keep = current.id if current else event.selected
        self.shelf.fill(event.articles)
        if event.order:
            name = event.order.removeprefix("-")
            if name in set(Order):
                self.shelf.sort(Order(name), reverse=event.order.startswith("-"))
        if not self._ready and self._arrived:
            keep = next((each.id for each in self.shelf.shown if each.id in self._arrived), keep)
        self._show(keep, event.formats)
        if not self._ready:
            self._ready = True
            self.call_after_refresh(self.post_message, self.Ready())
            self.set_timer(_SETTLED, self._judge_rest)

    @work(thread=True, exclusive=True, group="judging")
    def _judge_rest(self) -> None:
        """Look for spam in what imports left unjudged, while somebody reads already."""
        worker, archive = get_current_worker(), self.session.archive
        told = time.monotonic()

        def tell(progress: JudgingProgress) -> None:
            nonlocal told
            if time.monotonic() - told > _BETWEEN:
                told = time.monotonic()
                self.post_message(self.Judged(progress))

        try:
            if archive.unjudged() and archive.judge_pending(tell, lambda: worker.is_cancelled):
                self.post_message(self.Judged(None))
        except ArchiveError as error:
            if not worker.is_cancelled:
                self.post_message(self.LoadFailed(str(error)))

    @on(Judged)
    def _judged(self, event: Judged) -> None:
        if event.progress is None:
            self._judging = ""
            self._load()
        else:
            done = event.progress.done / max(event.progress.total, event.progress.done, 1)
            self._judging = f" · looking for spam, {done:.0%}"
            self._count()

    def on_library_screen_load_failed(self, event: LoadFailed) -> None:
        """Say why there is nothing to see."""
        self._head(Content.styled("the library could not be read", "$error"))
        self.complain(event.sentence)

    def _show(self, keep: ArticleId | None, formats: list[str]) -> None:
        empty = not len(self.shelf)
        self.table.display = not empty
        self.query_one("#empty").display = empty
        if empty:
            self.query_one("#empty", Static).update(_invitation(formats))
        self.table.changed(keep)
        self._count()

    def _count(self) -> None:
        shelf = self.shelf
        if shelf.needle:
            text = f"{len(shelf.shown):,} of {_some(len(shelf), 'article')}"
        else:
            text = f"{_some(len(shelf), 'article')} · {_some(shelf.comments, 'comment')} · {shelf.unread:,} unread"
            if shelf.new:
                text += f" · {shelf.new:,} new"
        self._head(Content.styled(text + self._judging, "$meta"))

    def _head(self, right: Content) -> None:
        bar = self.query_one("#title", Bar)
        bar.left = Content.styled("Library", "$accent bold")
        bar.right = right

    @on(ArticleTable.Moved)
    def _moved(self, event: ArticleTable.Moved) -> None:
        bar = self.query_one("#about", Bar)
        if event.article is None:
            bar.left = Content("") if not self.shelf.needle else Content.styled("Nothing matches.", "$meta")
            bar.right = Content("")
            return
        bar.left, bar.right = _about(event.article)
        self.session.writer.set_setting("library.article", str(event.article.id))

    @on(ArticleTable.HeadClicked)
    def _head_clicked(self, event: ArticleTable.HeadClicked) -> None:
        again = event.order is self.shelf.order
        self._sort(event.order, reverse=again and not self.shelf.reverse)

    @on(ArticleTable.Opened)
    def _row_opened(self, event: ArticleTable.Opened) -> None:
        self.open(event.article)

    def open(self, article: ArticleId) -> None:
        """Go and read an article; those around it here are its neighbours there."""
        if not self.is_current:
            return  # a second key press, quicker than the screen that the first one opened
        neighbours = tuple(each.id for each in self.shelf.shown) or (article,)
        self.app.push_screen(ReaderScreen(self.session, article, neighbours), self._come_back)

    def _come_back(self, article: ArticleId | None) -> None:
        """Put the cursor on the article that was read last."""
        at = self.shelf.index(article)
        if at is not None:
            self.table.move_to(at)

    def _sort(self, order: Order, *, reverse: bool) -> None:
        current = self.table.current
        self.shelf.sort(order, reverse=reverse)
        self.table.changed(current.id if current else None)
        self.session.writer.set_setting("library.order", f"{'-' if reverse else ''}{order}")
        self.say(f"Sorted by {order}{', turned round' if reverse else ''}")

    def find(self, needle: str) -> None:
        """Show the articles in whose title, section or author every word occurs."""
        current = self.table.current
        self.shelf.filter(needle)
        self.table.changed(current.id if current else None)
        self._count()

    def nothing_to_clear(self, _call: Call) -> None:
        """Stay: a library is left on purpose."""
        self.say("There is no filter; q leaves")

    def do_open(self, _call: Call) -> None:
        """Open the current article."""
        article = self.table.current
        if article is None:
            self.say("There is no article to open")
        else:
            self.open(article.id)

    def do_next_unread_article(self, _call: Call) -> None:
        """Go to the next article that has unread comments, from the top again after the last."""
        shown, here = self.shelf.shown, self.table.cursor
        for row in (*range(here + 1, len(shown)), *range(here)):
            if shown[row].unread:
                self.table.move_to(row)
                return
        self.say("No other article here has unread comments")

    def on_paste(self, event: events.Paste) -> None:
        """Take files that were dropped on the window to the choice of what is imported."""
        event.stop()
        paths = dropped_paths(event.text)
        if paths:
            self._pick(paths)
        else:
            self.say("What was pasted is no path of a file or folder")

    def do_import(self, _call: Call) -> None:
        """Choose what is to be imported."""
        self._pick([])

    def _pick(self, paths: Sequence[Path]) -> None:
        from archive_tui.tui.screens.picker import PickerScreen  # noqa: PLC0415 - not needed to start

        self.app.push_screen(PickerScreen(self.session, self._bring, paths))

    def _bring(self, paths: Sequence[Path]) -> None:
        from archive_tui.tui.screens.arriving import ArrivingScreen  # noqa: PLC0415 - not needed to start

        self.app.push_screen(ArrivingScreen(self.session, paths, self._brought))

    def _brought(self, event: ArrivingScreen.Ended) -> None:
        """Show the report of an import that is over; the list is read anew on the way back to it."""
        from archive_tui.tui.screens.imports import ReportScreen  # noqa: PLC0415 - not needed to start

        self._arrived = frozenset(article for report in event.reports for article in report.article_ids)
        self._ready = self._ready and not self._arrived
        if event.complaint is not None:
            self.complain(event.complaint)
        if event.run_id is not None:
            self.app.push_screen(ReportScreen(self.session, event.run_id))

    def do_review(self, _call: Call) -> None:
        """Look through what is held as spam."""
        from archive_tui.tui.screens.review import ReviewScreen  # noqa: PLC0415 - not needed to start

        if self.is_current:
            self.app.push_screen(ReviewScreen(self.session))

    def do_import_log(self, _call: Call) -> None:
        """Show what earlier imports brought."""
        from archive_tui.tui.screens.imports import ImportsScreen  # noqa: PLC0415 - not needed to start

        self.app.push_screen(ImportsScreen(self.session))

    def do_library_sort(self, _call: Call) -> None:
        """Sort by the next column."""
        self._sort(self.shelf.next_order(), reverse=False)

    def do_library_reverse(self, _call: Call) -> None:
        """Turn the order round."""
        self._sort(self.shelf.order, reverse=not self.shelf.reverse)

    def do_curate(self, _call: Call) -> None:
        """Show the articles that have picks."""
        from archive_tui.tui.screens.picked import PickedScreen  # noqa: PLC0415 - not needed to start

        if self.is_current:
            self.app.push_screen(PickedScreen(self.session))

    def do_export(self, _call: Call) -> None:
        """Write the current article, or all picks, to a file."""
        from archive_tui.tui.screens import export  # noqa: PLC0415 - not needed to start

        article = self.table.current
        if article is None:
            self.say("There is no article to export")
            return
        wanted = [*export.of_article(article, article.picked), export.of_library()]
        self.app.push_screen(export.ExportScreen(self.session, wanted))

    def do_leave_library(self, call: Call) -> None:
        """Leave the program."""
        self.do_quit(call)


def _some(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _about(article: ArticleSummary) -> tuple[Content, Content]:
    parts = [clean_line(article.author)] if article.author else []
    if article.published:
        parts.append(f"published {article.published.astimezone().date().isoformat()}")
    parts.append(f"imported {article.imported.astimezone().date().isoformat()}")
    parts.append(f"from {clean_line(article.source)}")
    counts = [_some(article.comments, "comment"), f"depth {article.max_depth}"]
    if article.picked:
        counts.append(f"{article.picked:,} picked")
    if article.spam:
        counts.append(f"{article.spam:,} spam")
    return Content.styled(" · ".join(parts), "$meta"), Content.styled(" · ".join(counts), "$meta")


def _invitation(formats: list[str]) -> Content:
    reads = "; ".join(formats)
    return Content.assemble(
        ("The library is empty.", "bold"),
        "\n\nImport with ",
        ("I", "$accent bold"),
        ", or drop files and folders on this window. From a shell:\n\n",
        ("    archive-tui import page.txt\n    archive-tui import ~/saved-pages", "$accent"),
        ("\n\nIt reads: " + reads + ".") if reads else "",
    )
