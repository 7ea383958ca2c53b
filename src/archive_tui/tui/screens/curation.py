"""The picks of an article: what each carries, how all go out, and the document that they make.

Invariant: what is shown is what the library answered last; every change is a deed of the writer's, and the list is read
again once it is done, so nothing here can differ from what an export writes.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual import on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from archive_tui.errors import ArchiveError
from archive_tui.model import Annotation, Choice, CommentId, Rules, Scope, SpamRule
from archive_tui.text.clean import clean_line
from archive_tui.thread.order import Order
from archive_tui.tui.commands import Room
from archive_tui.tui.screens.curation_changes import ORDERS, SAID, CurationChanges
from archive_tui.tui.widgets.badges import badges
from archive_tui.tui.widgets.bar import Bar
from archive_tui.tui.widgets.keybar import KeyHint
from archive_tui.tui.widgets.preview import Preview
from archive_tui.tui.widgets.rows import Cell, RowList
from archive_tui.tui.widgets.thread_paint import short_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult

    from archive_tui.model import ArticleId, ArticleSummary, Pick
    from archive_tui.tui.keys import Call
    from archive_tui.tui.session import Session

_WIDE: Final = 110
"""Columns from which the document stands beside the picks."""
_FORMATS: Final = ("md", "txt")
"""What can be read as it is."""
_DELAY: Final = 0.1
"""Seconds before a document is made."""
_MOST: Final = 2_000_000
"""Bytes of the document that are shown."""
_GAP: Final = 2
_NUMBER: Final = 16
_AUTHOR: Final = 16
_CONTEXT: Final = 11


class CurationScreen(CurationChanges):
    """Lists picks in the order of the thread, with a preview of the export."""

    ROOM: ClassVar[Room] = Room.CURATION
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012 - Textual declares it

    @dataclass
    class Loaded(Message):
        """The picks were read."""

        summary: ArticleSummary
        picks: list[Pick]
        rules: Rules
        annotations: Mapping[CommentId, Annotation]
        formats: list[str]

    @dataclass
    class Previewed(Message):
        """The document was made, as far as it is shown."""

        text: str

    @dataclass
    class Failed(Message):
        """Something could not be read."""

        sentence: str

    def __init__(self, session: Session, article: ArticleId) -> None:
        super().__init__(session, article)
        self.picks: list[Pick] = []
        self._formats: list[str] = []
        self._format = _FORMATS[0]
        self._widths = _widths([])
        self._badges = badges(plain=session.options.plain_badges)

    def compose(self) -> ComposeResult:
        """Lay out a frame that needs nothing from the library."""
        yield Bar(id="title")
        yield Bar(id="rules")
        with Horizontal(id="curated"):
            yield RowList(self._cells)
            yield Preview(id="preview")
        yield Static("", id="empty", markup=False)
        yield Bar(id="about")
        yield KeyHint()
        yield self.key_bar()

    def on_mount(self) -> None:
        """Show the frame."""
        self.query_one("#empty").display = False
        self._head()

    def on_screen_resume(self) -> None:
        """Read anew whenever the screen comes to the front: in the thread, picks come and go."""
        self.load()

    @property
    def listing(self) -> RowList:
        """The list itself."""
        return self.query_one(RowList)

    @property
    def current(self) -> Pick | None:
        """The pick under the cursor."""
        at = self.listing.cursor
        return self.picks[at] if at < len(self.picks) else None

    # Reading the library

    def load(self) -> None:
        """Read the picks anew."""
        self._load()

    @work(thread=True, exclusive=True, group="picks")
    def _load(self) -> None:
        archive, article = self.session.archive, self.article_id
        try:
            self.session.writer.flush()
            loaded = self.Loaded(
                archive.article(article).summary,
                archive.picks(article),
                archive.rules(article),
                archive.annotations(article),
                [each.name for each in archive.formats() if each.direction == "export"],
            )
        except ArchiveError as error:
            self.post_message(self.Failed(str(error)))
        else:
            self.post_message(loaded)

    @on(Loaded)
    def _show(self, event: Loaded) -> None:
        before = self.current
        row = self.listing.cursor
        self.summary, self.picks, self.rules = event.summary, event.picks, event.rules
        self.annotations = event.annotations
        self._widths = _widths(event.picks)
        self._formats = [name for name in _FORMATS if name in event.formats]
        if before is not None:
            same = (at for at, each in enumerate(self.picks) if each.comment.id == before.comment.id)
            row = next(same, row)
        self.listing.changed(len(self.picks), row)
        self.query_one("#curated").display = bool(self.picks)
        empty = self.query_one("#empty", Static)
        empty.display = not self.picks
        empty.update(_INVITATION)
        self._head()
        self._preview()

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        self.complain(event.sentence)

    @work(thread=True, exclusive=True, group="preview")
    def _preview(self) -> None:
        """Make the document that an export would write."""
        worker, archive = get_current_worker(), self.session.archive
        if self._format not in self._formats or not self.picks:
            return
        scope = Scope(
            self.article_id,
            {each.comment.id: Choice(each.context, spam=True) for each in self.picks},
            self.rules,
        )
        time.sleep(_DELAY)  # several changes in a row make one document
        if worker.is_cancelled:
            return
        selections = archive.selections([scope], find_quotes=False)
        parts: list[bytes] = []
        size = 0
        try:
            for part in archive.export(selections, self._format, self._options()):
                if worker.is_cancelled:
                    return
                parts.append(part)
                size += len(part)
                if size > _MOST:
                    break
        except ArchiveError as error:
            self.post_message(self.Failed(str(error)))
            return
        more = "\n\n…\n" if size > _MOST else ""
        if not worker.is_cancelled:
            self.post_message(self.Previewed(b"".join(parts).decode("utf-8", "replace") + more))

    def _options(self) -> dict[str, str]:
        """Return the options of the format, but no marks that only programs read."""
        exporter = self.session.archive.exporter(self._format)
        return {option.name: "no" for option in exporter.options if option.name == "anchors"}

    @on(Previewed)
    def _previewed(self, event: Previewed) -> None:
        current = self.current
        self.query_one(Preview).show(event.text, current.comment.number if current is not None else "")

    def _follow(self) -> None:
        """Let the document show the current pick."""
        current = self.current
        if current is not None:
            self.query_one(Preview).go_to(current.comment.number)

    # What is drawn

    def _head(self) -> None:
        title, line = self.query_one("#title", Bar), self.query_one("#rules", Bar)
        name = clean_line(self.summary.title) if self.summary is not None else ""
        title.left = Content.assemble(("Picks  ", "$accent bold"), (name, "bold"))
        count = len(self.picks)
        picked = "1 pick" if count == 1 else f"{count:,} picks"
        title.right = Content.styled(picked if self.summary is not None else "reading…", "$meta")
        rules = self.rules
        parts = [
            f"each {SAID[rules.context]}",
            "no spam" if rules.spam is SpamRule.HIDE else "with spam",
            ORDERS.get(Order(rules.order), rules.order) if rules.order in set(Order) else rules.order,
            "with article" if rules.body else "no article",
        ]
        line.left = Content.styled(" · ".join(parts), "$meta")
        line.right = Content.styled(f"as {self._format}" if self._formats else "", "$meta")
        self._tell_of_current()

    def _tell_of_current(self) -> None:
        """Say what is odd about the current pick, and what its note is."""
        bar, current = self.query_one("#about", Bar), self.current
        if current is None:
            bar.left = Content("")
            return
        parts: list[Content] = []
        if current.changed:
            parts.append(Content.styled("changed at the source since; t takes the new text", "$accent"))
        if current.comment.missing:
            parts.append(Content.styled("no longer at the source", "$accent"))
        beside = self.annotations.get(current.comment.id)
        if beside is not None and beside.tags:
            parts.append(Content.styled(" ".join(f"#{clean_line(tag)}" for tag in beside.tags), "$new"))
        if beside is not None and beside.note:
            parts.append(Content.styled(f"{'✎'.translate(self._badges)} {clean_line(beside.note)}", "$meta"))
        bar.left = Content(" · ").join(parts)

    def _cells(self, row: int, width: int) -> list[Cell]:
        pick = self.picks[row]
        number = short_number(pick.comment.number)
        beside = self.annotations.get(pick.comment.id)
        signs = "".join(
            sign
            for sign, shown in (
                ("✎", beside is not None and beside.note is not None),
                ("≠", pick.changed),
                ("∅", pick.comment.missing),
            )
            if shown
        )
        context = f"·{self.rules.context}" if pick.context is None else pick.context.value
        numbers, author = self._widths
        author = min(author, width // 5)
        words = max(0, width - numbers - author - 5 - _CONTEXT)
        return [
            (number, "key", max(0, numbers - _GAP)),
            ("", "meta", min(numbers, _GAP)),
            (clean_line(pick.author or ""), "meta", max(0, author - _GAP)),
            ("", "meta", min(author, _GAP)),
            (clean_line(pick.text[:400]) or "(no text)", "text", words),
            (f" {signs.translate(self._badges)}", "key", 5),
            (context, "meta" if pick.context is None else "key", _CONTEXT),
        ]

    @on(RowList.Moved)
    def _moved(self) -> None:
        self._tell_of_current()
        self._follow()

    @on(RowList.Opened)
    def _opened(self) -> None:
        self._open()

    # Seeing, and going on

    def do_preview(self, _call: Call) -> None:
        """Show the document in place of the list, or the list again; beside it, put the document away."""
        self.toggle_class("-turned")

    def do_preview_format(self, _call: Call) -> None:
        """Preview in the next format that can be read as it is."""
        if len(self._formats) < 2:
            self.say("There is no other format that can be read as it is")
            return
        at = self._formats.index(self._format) if self._format in self._formats else -1
        self._format = self._formats[(at + 1) % len(self._formats)]
        self._head()
        self._preview()

    def do_preview_down(self, call: Call) -> None:
        """Scroll the document down."""
        self.query_one(Preview).page(call.times)

    def do_preview_up(self, call: Call) -> None:
        """Scroll the document up."""
        self.query_one(Preview).page(-call.times)

    def do_open_pick(self, _call: Call) -> None:
        """Open the comment in its thread."""
        self._open()

    def _open(self) -> None:
        from archive_tui.tui.screens.reader import ReaderScreen  # noqa: PLC0415 - it imports this one

        def read(pick: Pick) -> None:
            if self.is_current:
                self.app.push_screen(
                    ReaderScreen(self.session, self.article_id, (self.article_id,), pick.comment.id)
                )

        self.with_current(read)

    def do_export(self, _call: Call) -> None:
        """Write the picks, or something else of the article, to a file."""
        from archive_tui.tui.screens.export import ExportScreen, of_article  # noqa: PLC0415 - not needed to start

        if self.summary is not None:
            self.app.push_screen(ExportScreen(self.session, of_article(self.summary, len(self.picks))))

    def do_leave_curation(self, _call: Call) -> None:
        """Go back to where the picks were asked for."""
        if self.is_current:
            self.dismiss(self.article_id)


def _widths(picks: Sequence[Pick]) -> tuple[int, int]:
    """Return the cells that the longest number and the longest name take, as far as there is room."""
    numbers = max((len(short_number(each.comment.number)) for each in picks), default=0)
    names = max((cell_len(clean_line(each.author or "")) for each in picks), default=0)
    return min(numbers + _GAP, _NUMBER), min(names + _GAP, _AUTHOR) if names else 0


_INVITATION: Final = Content.assemble(
    ("Nothing is picked in this article.", "bold"),
    "\n\nWhile reading, ",
    ("v", "$accent bold"),
    " picks a comment, ",
    ("V", "$accent bold"),
    " a whole branch, and ",
    ("zv", "$accent bold"),
    " all that a search or a filter found.\nWhat is picked can be exported as a document that still reads as a talk.",
)
