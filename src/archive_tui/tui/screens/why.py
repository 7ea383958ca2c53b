"""Why a comment is hidden: who says so, what fired and with which words, and the copies to go to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from archive_tui.errors import ArchiveError
from archive_tui.model import Comment, Copy, Explanation, Kind, Mutes
from archive_tui.text.clean import clean_line
from archive_tui.tui.commands import Room
from archive_tui.tui.screens.base import Overlay
from archive_tui.tui.screens.listing import ListCommands
from archive_tui.tui.screens.popup import TextScroll
from archive_tui.tui.widgets.bar import Bar
from archive_tui.tui.widgets.rows import Cell, RowList
from archive_tui.tui.widgets.thread_paint import count_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import ComposeResult

    from archive_tui.model import ArticleId, CommentId, Judgement
    from archive_tui.tui.keys import Call
    from archive_tui.tui.session import Session

_MOST_COPIES: Final = 50
_MOST_WORDS: Final = 8
_MOST_ARTICLES: Final = 8
_WHO: Final = {"filter": "the filter", "reader": "you", "source": "the source"}


class WhyScreen(Overlay, ListCommands):
    """A text, and below it the copies of the comment, if there are some; Enter goes to one."""

    ROOM: ClassVar[Room] = Room.WHY

    @dataclass
    class Found(Message):
        """All that keeps a comment hidden, or speaks against it, was found."""

        comment: Comment
        explanation: Explanation
        mutes: Mutes

    @dataclass
    class NotFound(Message):
        """It could not be found out."""

        sentence: str

    def __init__(
        self, session: Session, comment: CommentId, go_to: Callable[[ArticleId, CommentId], None]
    ) -> None:
        """Prepare the box; ``go_to`` shows a copy, and must outlive this screen."""
        super().__init__(session)
        self._comment = comment
        self._go_to = go_to
        self.copies: tuple[Copy, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay the text and the list out in a box as small as it may be."""
        with Vertical(id="box"):
            bar = Bar(id="heading")
            bar.right = Content.styled("Esc closes", "$meta")
            yield bar
            with TextScroll():
                yield Static(Content.styled("looking…", "$meta"), id="reasons", markup=False)
            yield RowList(self._cells)

    def on_mount(self) -> None:
        """Start looking."""
        self.listing.display = False
        self._find()

    @property
    def listing(self) -> RowList:
        """The copies."""
        return self.query_one(RowList)

    @work(thread=True, exclusive=True, group="why")
    def _find(self) -> None:
        archive = self.session.archive
        try:
            self.session.writer.flush()
            found = self.Found(archive.comment(self._comment), archive.why(self._comment), archive.mutes())
        except ArchiveError as error:
            self.post_message(self.NotFound(str(error)))
        else:
            self.post_message(found)

    @on(NotFound)
    def _not_found(self, event: NotFound) -> None:
        self.dismiss(None)
        self.complain(event.sentence)

    @on(Found)
    def _found(self, event: Found) -> None:
        bar = self.query_one("#heading", Bar)
        hidden = event.comment.out_of_sight
        bar.left = Content.styled(
            f"Why {event.comment.number} is {'hidden' if hidden else 'not hidden'}", "$accent bold"
        )
        self.copies = event.explanation.copies[:_MOST_COPIES]
        if self.copies:
            bar.right = Content.styled("Enter goes to a copy   Esc closes", "$meta")
        lines = reasons(event.comment, event.explanation, event.mutes)
        self.query_one("#reasons", Static).update(Content("\n").join(lines))
        rows = len(self.copies)
        self.listing.display = bool(rows)
        self.listing.styles.height = rows
        self.listing.styles.max_height = max(1, self.app.size.height * 4 // 10)
        self.listing.changed(rows, 0)

    def _cells(self, row: int, width: int) -> list[Cell]:
        copy = self.copies[row]
        rest = max(0, width - 12)
        return [
            (f"{copy.likeness:.0%}", "meta", 6),
            ("spam" if copy.label == "spam" else "", "meta", 6),
            (copy.title or "(without a title)", "text", rest),
        ]

    def _scroll(self, lines: int) -> None:
        area = self.query_one(TextScroll)
        area.scroll_to(y=area.scroll_y + lines, animate=False)

    def _move(self, rows: int) -> None:
        """Move among the copies; where there are none, scroll the text."""
        if self.copies:
            super()._move(rows)
        else:
            self._scroll(rows)

    @on(RowList.Opened)
    def _row_opened(self) -> None:
        self._open()

    def _open(self) -> None:
        if not self.copies:
            return
        copy = self.copies[self.listing.cursor]
        self.dismiss(None)
        self._go_to(copy.article_id, copy.comment_id)

    def do_why_go(self, _call: Call) -> None:
        """Go to the current copy."""
        self._open()

    def do_close_why(self, call: Call) -> None:
        """Go away."""
        self.do_close(call)


def reasons(comment: Comment, found: Explanation, mutes: Mutes) -> list[Content]:
    """Tell what hides a comment, and what the filter noticed, whoever has the last word."""
    return [*_said(comment, found, mutes), *_noticed(found)]


def _said(comment: Comment, found: Explanation, mutes: Mutes) -> Iterator[Content]:
    verdict = found.verdict
    if verdict.label == "spam":
        yield Content.assemble(
            "Spam, ", (f"says {_WHO[verdict.by]}", "bold"), f" ({verdict.score:.0%} sure)."
        )
        if verdict.by != "filter":
            yield from (Content(f"  {clean_line(why)}") for why in verdict.reasons)
    elif verdict.by != "filter":
        yield Content.assemble("No spam, ", (f"says {_WHO[verdict.by]}", "bold"), ".")
    if verdict.by != "filter" and found.filtered.label != verdict.label:
        yield Content(
            f"The filter alone would call it {'spam' if found.filtered.label == 'spam' else 'good'}."
        )
    if comment.hidden:
        yield Content("You hid it; x shows it again.")
    if comment.author in mutes.authors:
        yield Content(f"{clean_line(comment.author or '')} is muted; A lets them speak again.")
    if mutes.pingbacks and comment.kind is Kind.PINGBACK:
        yield Content("Pingbacks are hidden; zp shows them.")
    if not comment.out_of_sight:
        yield Content("Nothing hides it.")


def _noticed(found: Explanation) -> Iterator[Content]:
    if found.signals:
        yield Content("")
        yield Content.styled("What the filter noticed", "$accent")
    for signal in found.signals:
        yield Content.assemble((f"{signal.weight:+5.1f}  ", "$meta"), clean_line(signal.sentence))
    if found.words:
        yield Content("")
        words = (f"{clean_line(word)} {weight:+.1f}" for word, weight in found.words[:_MOST_WORDS])
        yield Content.assemble(("Words that weigh most  ", "$accent"), " · ".join(words))
    learned = f", {found.learned:+.1f} of it from your corrections" if found.learned else ""
    yield Content.styled(f"Together {found.score:+.1f}{learned}.", "$meta")
    if found.copies:
        yield Content("")
        yield Content.styled(count_of(len(found.copies), "near-copy", "near-copies"), "$accent")


def effects(judgement: Judgement) -> Content:
    """Tell what a correction would change, article by article."""
    parts = []
    if judgement.hides:
        parts.append(f"hides {count_of(judgement.hides, 'comment', 'comments')}")
    if judgement.shows:
        parts.append(f"shows {count_of(judgement.shows, 'comment', 'comments')} again")
    answered = (
        f" {judgement.answered:,} of those hidden have replies, which stay." if judgement.answered else ""
    )
    lines = [Content(f"That {' and '.join(parts) or 'hides and shows nothing'}.{answered}"), Content("")]
    for effect in judgement.effects[:_MOST_ARTICLES]:
        share = f"{effect.share:.0%} of {effect.comments:,}"
        changed = f"−{len(effect.hides):,}" if effect.hides else f"+{len(effect.shows):,}"
        lines.append(
            Content.assemble((f"{changed:>6}  ", "bold"), clean_line(effect.title), (f"  {share}", "$meta"))
        )
    more = len(judgement.effects) - _MOST_ARTICLES
    if more > 0:
        lines.append(Content.styled(f"and {count_of(more, 'article', 'articles')} more", "$meta"))
    return Content("\n").join(lines)
