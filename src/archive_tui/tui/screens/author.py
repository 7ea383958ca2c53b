"""All comments by one author, over all articles; one that is opened lies over this list, and ``q`` comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.widgets import Input
from textual.worker import get_current_worker

from archive_tui.errors import ArchiveError
from archive_tui.text.clean import clean_line
from archive_tui.tui.commands import Room
from archive_tui.tui.screens.listing import FilteredList
from archive_tui.tui.widgets.bar import Bar
from archive_tui.tui.widgets.keybar import KeyHint
from archive_tui.tui.widgets.rows import Cell, RowList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from archive_tui.model import ArticleId, CommentId, Utterance
    from archive_tui.tui.keys import Call
    from archive_tui.tui.session import Session

_PORTION: Final = 1_000
_DATE: Final = 10
_GAP: Final = 2
_WIDEST_TITLE: Final = 40


class AuthorScreen(FilteredList):
    """Lists the comments, newest first, as they come out of the library."""

    ROOM: ClassVar[Room] = Room.AUTHOR

    @dataclass
    class Loaded(Message):
        """Some more comments were read."""

        comments: list[Utterance]
        is_last: bool

    @dataclass
    class LoadFailed(Message):
        """They could not be read."""

        sentence: str

    def __init__(
        self,
        session: Session,
        author: str,
        open_comment: Callable[[ArticleId, CommentId, tuple[ArticleId, ...]], None],
        current: CommentId,
    ) -> None:
        """Prepare the list.

        Args:
            session: The library and the keys.
            author: Exactly as the library has it.
            open_comment: Shows a comment of an article, given with all articles of the list, over this screen.
            current: The comment to begin at, if it is one of them.
        """
        super().__init__(session)
        self._author = author
        self._open_comment = open_comment
        self._begin: CommentId | None = current
        self._all: list[tuple[Utterance, str]] = []
        """With the folded text that the filter looks into."""
        self.shown: list[Utterance] = []
        self._is_whole = False
        self._words: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay out a frame that needs nothing from the library."""
        yield Bar(id="title")
        hint = "words of a comment's beginning, or of its article's title"
        needle = Input(placeholder=hint, id="needle", compact=True)
        needle.display = False
        yield needle
        yield RowList(self._cells)
        yield Bar(id="about")
        yield KeyHint()
        yield self.key_bar()

    def on_mount(self) -> None:
        """Start reading."""
        self._head()
        self._load()

    @property
    def listing(self) -> RowList:
        """The list itself."""
        return self.query_one(RowList)

    @property
    def current(self) -> Utterance | None:
        """The comment under the cursor."""
        at = self.listing.cursor
        return self.shown[at] if at < len(self.shown) else None

    @work(thread=True, exclusive=True, group="author")
    def _load(self) -> None:
        worker, offset, is_last = get_current_worker(), 0, False
        while not is_last and not worker.is_cancelled:
            try:
                portion = self.session.archive.by_author(self._author, most=_PORTION, offset=offset)
            except ArchiveError as error:
                self.post_message(self.LoadFailed(str(error)))
                return
            offset += len(portion)
            is_last = len(portion) < _PORTION
            self.post_message(self.Loaded(portion, is_last))

    @on(Loaded)
    def _add(self, event: Loaded) -> None:
        added = [(each, _haystack(each)) for each in event.comments]
        self._all += added
        self.shown += [each for each, text in added if self._matches(text)]
        self._is_whole = event.is_last
        begin = self._begin
        at = next((row for row, each in enumerate(self.shown) if each.comment_id == begin), None)
        if at is not None:
            self._begin = None
        self.listing.changed(len(self.shown), self.listing.cursor if at is None else at)
        self._head()

    @on(LoadFailed)
    def _load_failed(self, event: LoadFailed) -> None:
        self.complain(event.sentence)

    def _head(self) -> None:
        bar = self.query_one("#title", Bar)
        bar.left = Content.assemble(("All by ", "$accent"), (clean_line(self._author), "$accent bold"))
        comments = f"{len(self._all):,} comment" + ("" if len(self._all) == 1 else "s")
        articles = len({each.article_id for each, _ in self._all})
        counts = f"{comments} in {articles:,} article" + ("" if articles == 1 else "s")
        if self._words:
            counts = f"{len(self.shown):,} of {comments}"
        bar.right = Content.styled(counts if self._is_whole else f"{counts} so far…", "$meta")

    def _cells(self, row: int, width: int) -> list[Cell]:
        comment = self.shown[row]
        date = comment.created.date().isoformat() if comment.created else ""
        title = min(_WIDEST_TITLE, max(0, width - _DATE - 2 * _GAP) // 3)
        words = max(0, width - _DATE - title - 2 * _GAP - 1)
        text = clean_line(comment.text)
        return [
            (date, "meta", _DATE + _GAP),
            (text or "(no text)", "text" if text else "meta", words),
            ("", "meta", _GAP),
            (comment.title or "(without a title)", "meta", title),
            ("", "meta", 1),
        ]

    @on(RowList.Moved)
    def _moved(self) -> None:
        bar, comment = self.query_one("#about", Bar), self.current
        if comment is None:
            nothing = "Nothing matches." if self._words else "Nothing by this author is in the library."
            bar.left = Content.styled(nothing if self._is_whole else "", "$meta")
            bar.right = Content("")
            return
        bar.left = Content.styled(clean_line(comment.title), "$meta")
        bar.right = Content.styled(
            comment.created.strftime("%Y-%m-%d %H:%M") if comment.created else "no date", "$meta"
        )

    def _matches(self, text: str) -> bool:
        return all(word in text for word in self._words)

    def find(self, needle: str) -> None:
        """Show only the comments in which, or in whose title, every word occurs."""
        current = self.current
        self._words = needle.casefold().split()
        self.shown = [each for each, text in self._all if self._matches(text)]
        at = next((row for row, each in enumerate(self.shown) if each is current), 0)
        self.listing.changed(len(self.shown), at)
        self._head()

    def nothing_to_clear(self, call: Call) -> None:
        """Go back: there is nothing else that Esc could undo."""
        self.do_leave_author(call)

    @on(RowList.Opened)
    def _row_opened(self) -> None:
        self._open()

    def _open(self) -> None:
        comment = self.current
        if not self.is_current:
            return  # a second key press, quicker than the screen that the first one opened
        if comment is None:
            self.say("There is no comment to open")
            return
        articles = tuple(dict.fromkeys(each.article_id for each in self.shown))
        self._open_comment(comment.article_id, comment.comment_id, articles)

    def do_open_comment(self, _call: Call) -> None:
        """Open the article at the current comment."""
        self._open()

    def do_leave_author(self, _call: Call) -> None:
        """Go back to where this was asked for."""
        self.dismiss(None)


def _haystack(comment: Utterance) -> str:
    return f"{clean_line(comment.text)}\n{clean_line(comment.title)}".casefold()
