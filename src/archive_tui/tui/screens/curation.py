"""The picks of an article: what each carries, how all go out, and the document that they make.

Invariant: what is shown is what the library answered last; every change is a deed of the writer's, and the list is read
again once it is done, so nothing here can differ from what an export writes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual import on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from archive_tui.errors import ArchiveError
from archive_tui.model import Annotation, Choice, CommentId, Context, Rules, Scope, SpamRule
from archive_tui.text.clean import clean_line
from archive_tui.thread.order import Order
from archive_tui.tui.commands import Room
from archive_tui.tui.screens.listing import ListCommands
from archive_tui.tui.screens.reader_marks import How, sentence
from archive_tui.tui.widgets.bar import Bar
from archive_tui.tui.widgets.keybar import KeyHint
from archive_tui.tui.widgets.preview import Preview
from archive_tui.tui.widgets.rows import Cell, RowList
from archive_tui.tui.widgets.thread_paint import short_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult

    from archive_tui.archive import Archive
    from archive_tui.model import ArticleId, ArticleSummary, Change, Pick
    from archive_tui.tui.keys import Call
    from archive_tui.tui.session import Session

ARTICLE: Final = CommentId(0)
_WIDE: Final = 110
"""Columns from which the document stands beside the picks."""
_FORMATS: Final = ("md", "txt")
"""What can be read as it is."""
_MOST: Final = 2_000_000
"""Bytes of the document that are shown."""
_NUMBER: Final = 14
_AUTHOR: Final = 16
_CONTEXT: Final = 11
_CONTEXTS: Final = (None, *Context)
_SAID: Final = {
    Context.NONE: "alone",
    Context.PARENT: "with its parent",
    Context.ANCESTORS: "with its ancestors",
    Context.BRANCH: "with its branch",
}
_ORDERS: Final = {
    Order.SOURCE: "as in the source",
    Order.OLDEST: "oldest first",
    Order.NEWEST: "newest first",
    Order.REPLIES: "most replies first",
    Order.SCORE: "best score first",
}


class CurationScreen(ListCommands):
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
    class Changed(Message):
        """The library was changed, or there was nothing to change."""

        change: Change | None
        how: How

    @dataclass
    class Previewed(Message):
        """The document was made, as far as it is shown."""

        text: str

    @dataclass
    class Failed(Message):
        """Something could not be read."""

        sentence: str

    def __init__(self, session: Session, article: ArticleId) -> None:
        super().__init__(session)
        self.article_id = article
        self.summary: ArticleSummary | None = None
        """None until it was read."""
        self.picks: list[Pick] = []
        self.rules = Rules()
        self._annotations: Mapping[CommentId, Annotation] = {}
        self._formats: list[str] = []
        self._format = _FORMATS[0]
        self._said = ""
        self._widths = _widths([])

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
        self._load()

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
        self._annotations = event.annotations
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
        parts: list[bytes] = []
        size = 0
        try:
            for part in archive.export(archive.selections([scope]), self._format, self._options()):
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
        self.query_one(Preview).show(event.text)
        self._follow()

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
            f"each {_SAID[rules.context]}",
            "spam left out" if rules.spam is SpamRule.HIDE else "spam shown",
            _ORDERS.get(Order(rules.order), rules.order) if rules.order in set(Order) else rules.order,
            "with the article" if rules.body else "without the article",
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
        beside = self._annotations.get(current.comment.id)
        if beside is not None and beside.tags:
            parts.append(Content.styled(" ".join(f"#{clean_line(tag)}" for tag in beside.tags), "$new"))
        if beside is not None and beside.note:
            parts.append(Content.styled(f"✎ {clean_line(beside.note)}", "$meta"))
        bar.left = Content(" · ").join(parts)

    def _cells(self, row: int, width: int) -> list[Cell]:
        pick = self.picks[row]
        number = short_number(pick.comment.number)
        beside = self._annotations.get(pick.comment.id)
        badges = "".join(
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
            (number, "key", numbers),
            (clean_line(pick.author or ""), "meta", author),
            (clean_line(pick.text[:400]) or "(no text)", "text", words),
            (f" {badges}", "key", 5),
            (context, "meta" if pick.context is None else "key", _CONTEXT),
        ]

    @on(RowList.Moved)
    def _moved(self) -> None:
        self._tell_of_current()
        self._follow()

    @on(RowList.Opened)
    def _opened(self) -> None:
        self._open()

    # Changing something

    def _submit(self, act: Callable[[Archive], Change | None], how: How = "done", said: str = "") -> None:
        """Have something done in the writer's thread; what comes of it is read again."""
        self._said = said

        def deed(archive: Archive) -> None:
            self.post_message(self.Changed(act(archive), how))

        self.session.writer.submit(deed)

    @on(Changed)
    def _changed(self, event: Changed) -> None:
        if event.change is None:
            if event.how != "done":
                self.say(
                    "There is nothing to undo here"
                    if event.how == "undone"
                    else "There is nothing to do again"
                )
            return
        if event.how == "done":
            self.say(self._said or sentence(event.change, event.how))
        else:
            self.notify(sentence(event.change, event.how), timeout=3, markup=False)
        self._load()

    def _with_current(self, act: Callable[[Pick], object]) -> None:
        current = self.current
        if current is None:
            self.say("Nothing is picked here")
        else:
            act(current)

    def do_drop_pick(self, _call: Call) -> None:
        """Drop the current pick."""
        self._with_current(
            lambda pick: self._submit(
                lambda archive: archive.pick(self.article_id, [pick.comment.id], picked=False),
                said=f"{pick.comment.number} is dropped; u takes that back",
            )
        )

    def do_pick_context(self, _call: Call) -> None:
        """Let the current pick carry the next context."""

        def change(pick: Pick) -> None:
            context = _CONTEXTS[(_CONTEXTS.index(pick.context) + 1) % len(_CONTEXTS)]
            said = "goes out by the rule for all" if context is None else f"goes out {_SAID[context]}"
            self._submit(
                lambda archive: archive.set_context(self.article_id, [pick.comment.id], context),
                said=f"{pick.comment.number} {said}",
            )

        self._with_current(change)

    def do_retake(self, _call: Call) -> None:
        """Let the current pick keep what the comment says now."""

        def retake(pick: Pick) -> None:
            if not pick.changed:
                self.say("This is as it was when it was picked")
                return
            self._submit(
                lambda archive: archive.retake(self.article_id, [pick.comment.id]),
                said=f"{pick.comment.number} is picked as it is now",
            )

        self._with_current(retake)

    def _rule(self, said: str, rules: Rules) -> None:
        if self.summary is not None:
            self._submit(lambda archive: archive.set_rules(self.article_id, rules), said=said)

    def do_context_all(self, _call: Call) -> None:
        """Let all picks without a context of their own carry the next one."""
        kinds = tuple(Context)
        context = kinds[(kinds.index(self.rules.context) + 1) % len(kinds)]
        self._rule(f"Each pick goes out {_SAID[context]}", replace(self.rules, context=context))

    def do_rule_spam(self, _call: Call) -> None:
        """Leave spam out around the picks, or show it."""
        spam = SpamRule.SHOW if self.rules.spam is SpamRule.HIDE else SpamRule.HIDE
        said = (
            "Spam around the picks is left out" if spam is SpamRule.HIDE else "Spam around the picks is shown"
        )
        self._rule(said, replace(self.rules, spam=spam))

    def do_rule_order(self, _call: Call) -> None:
        """Put siblings in the next order."""
        orders = tuple(Order)
        now = orders.index(Order(self.rules.order)) if self.rules.order in orders else -1
        order = orders[(now + 1) % len(orders)]
        self._rule(f"Replies go out {_ORDERS[order]}", replace(self.rules, order=order.value))

    def do_rule_body(self, _call: Call) -> None:
        """Send the article's text along, or leave it out."""
        body = not self.rules.body
        said = "The article's text goes along" if body else "The article's text is left out"
        self._rule(said, replace(self.rules, body=body))

    def do_pick_note(self, _call: Call) -> None:
        """Write a note to the current pick."""
        self._with_current(lambda pick: self._note(pick.comment.id, f"Note to comment {pick.comment.number}"))

    def do_article_note(self, _call: Call) -> None:
        """Write a note to the article."""
        self._note(ARTICLE, "Note to the article")

    def _note(self, comment: CommentId, heading: str) -> None:
        from archive_tui.tui.screens.note import NoteScreen  # noqa: PLC0415 - not needed to start

        beside = self._annotations.get(comment)
        note = beside.note or "" if beside is not None else ""
        keep = partial(self._keep_note, comment)
        self.app.push_screen(NoteScreen(self.session, heading, note, keep))

    def _keep_note(self, comment: CommentId, note: str | None) -> None:
        self._submit(lambda archive: archive.annotate(self.article_id, comment, note))

    def do_undo(self, _call: Call) -> None:
        """Take back the last change of the article's marks."""
        self._submit(lambda archive: archive.undo(self.article_id), "undone")

    def do_redo(self, _call: Call) -> None:
        """Do again what was taken back last."""
        self._submit(lambda archive: archive.redo(self.article_id), "redone")

    # Seeing, and going on

    def do_preview(self, _call: Call) -> None:
        """Show the document in place of the list, or the list again; beside it, put the document away."""
        self.toggle_class("-turned")
        self.call_after_refresh(self._follow)

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

        self._with_current(read)

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
    return min(numbers + 2, _NUMBER), min(names + 2, _AUTHOR) if names else 0


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
