"""The cursor on a thread: going somewhere, reading on, coming back.

The cursor is always on a visible row and, once the widget has a size, on the screen. A comment counts as read
when it is current, unfolded, and its last line has been on the screen, or when the cursor leaves it for
another.
"""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, cast

from archive_tui.model import CommentId, Place
from archive_tui.thread import moves
from archive_tui.thread.jumps import JumpList
from archive_tui.tui.widgets.thread_messages import (
    CursorMoved,
    FoldsChanged,
    PlaceChanged,
    ReadChanged,
    Refused,
    Wrapped,
)
from archive_tui.tui.widgets.thread_window import ThreadWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_OVERLAP = 2
"""Lines of the last page that stay on the screen."""
_NO_UNREAD = "No unread comment is left"
NO_AUTHORS = "This page names no authors"
NO_AUTHOR = "Nobody knows who wrote this"


class ThreadCursor(ThreadWindow):
    """Commands that move. Each returns whether it did anything, and says why if not."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - as in Textual
        super().__init__(id=id, classes=classes)
        self._jumps = JumpList()
        self._place: Place | None = None
        self._spared: CommentId | None = None
        """The current comment, if it was made unread and shall stay so until the cursor comes to it again."""

    @property
    def cursor(self) -> int:
        """The current entry of the view; 0 is the article."""
        return self._cursor

    @property
    def writers(self) -> frozenset[int]:
        """Authors of comments who bear the name of the article's author."""
        return self._writers

    @property
    def current(self) -> CommentId:
        """The id of the current comment; 0 is the article."""
        return self.id_of(self._cursor)

    def id_of(self, entry: int) -> CommentId:
        """Return the comment id of an entry; 0 is the article."""
        return CommentId(self.view.outline.ids[self.view.arrangement.stored[entry]] if entry else 0)

    def entry_of(self, comment_id: int) -> int | None:
        """Return the entry of a comment id, None if the thread has no such comment.

        O(n) at the speed of C.
        """
        if comment_id == 0:
            return 0
        try:
            return self.view.arrangement.entry[self.view.outline.ids.index(comment_id)]
        except ValueError:
            return None

    # Ways to say something

    def _refuse(self, sentence: str) -> bool:
        self.post_message(Refused(sentence))
        return False

    def _ids(self, entries: Iterable[int]) -> list[CommentId]:
        ids, stored = self.view.outline.ids, self.view.arrangement.stored
        # Without a call for each: there can be a hundred thousand.
        return cast("list[CommentId]", [ids[stored[entry]] if entry else 0 for entry in entries])

    def _tell_folds(self, before: bytes | bytearray) -> None:
        """Say which folds differ from ``before``."""
        after = self.view.folded
        if before == after:
            return
        different = int.from_bytes(before) ^ int.from_bytes(after)
        folded = (different & int.from_bytes(after)).to_bytes(len(after))
        unfolded = (different & int.from_bytes(before)).to_bytes(len(after))
        ids = cast("list[CommentId]", [0, *self.view.arrangement.by_entry(self.view.outline.ids)])
        self.post_message(FoldsChanged(list(compress(ids, folded)), list(compress(ids, unfolded))))

    def _settle(self) -> None:
        """Follow up on whatever moved the cursor or the window: what was read, and where the reader is."""
        if not self._geometry.width:
            return
        view, entry = self.view, self._cursor
        if view.unread[entry] and not self._lines_below(entry):
            self._mark_seen(entry)
        narrowed = None if view.narrowed is None else CommentId(view.outline.ids[view.narrowed])
        place = Place(self.current, max(0, -self._offset(entry)), narrowed)
        if place != self._place:
            self._place = place
            self.post_message(PlaceChanged(place))

    def _mark_seen(self, entry: int) -> None:
        view = self.view
        if not view.unread[entry] or self.id_of(entry) == self._spared:
            return
        if not view.folded[entry] and not view.is_stub(entry):
            view.unread[entry] = 0
            self.revision += 1
            self._repaint(entry)
            self.post_message(ReadChanged(self._ids([entry])))

    def _scrolled(self) -> None:
        """Take the cursor along when the window leaves it."""
        view = self.view
        row = view.row_of(self._cursor) or 0
        if not self._is_on_screen(row):
            top, line = self._window()
            if top >= row:
                fits = (
                    line
                    and top + 1 < len(view.rows)
                    and self._offset(view.rows[top + 1]) < self.window_height
                )
                row = top + 1 if fits else top
            else:
                y = view.heights.top(top) + line + self.window_height - 1
                row, within = view.heights.at(y)
                if within and within == view.heights[row] - 1 and view.heights[row] > self.window_height:
                    row = max(top, row)
            self._put_cursor(view.rows[row])
        self._settle()

    def _put_cursor(self, entry: int) -> None:
        """Make a visible entry current, without scrolling."""
        old = self._cursor
        if entry == old:
            return
        self._cursor = entry
        self._spared = None
        self._repaint(old)
        self._repaint(entry)
        self.post_message(CursorMoved(entry, self.current))

    def _go(self, entry: int, *, jump: bool = False) -> bool:
        """Make an entry current and show it, unfolding what hides it; a ``jump`` can be gone back from."""
        view = self.view
        if not view.is_reachable(entry):
            return self._refuse(self._unreachable(entry))
        if jump:
            self._jumps.push(self.current)
        if entry != self._cursor:
            self._mark_seen(self._cursor)
        before = view.folded[:]
        if view.reveal(entry):
            self._touch()
            self._tell_folds(before)
        self._put_cursor(entry)
        self._show(entry)
        self._settle()
        return True

    def _unreachable(self, entry: int) -> str:
        start, stop = self.view.bounds
        if not start <= entry < stop:
            return "That is outside the branch the view is narrowed to"
        if self.view.is_stub(entry):
            return "That comment is hidden"
        return "That comment is not shown now"

    def _reshape(self, change: Callable[[], object], cursor: int | None = None) -> None:
        """Change what is visible.

        The cursor stays on the screen where it was, or at what stands for its entry.
        """
        offset = self._offset(self._cursor) if self._geometry.width else 0
        before, old = self.view.folded[:], self.current
        change()
        self._cursor = self.view.nearest(self._cursor if cursor is None else cursor)
        self._touch()
        self._hold(offset)
        self._tell_folds(before)
        if self.current != old:
            self.post_message(CursorMoved(self._cursor, self.current))
        self._settle()

    # One after the other

    def move(self, count: int = 1) -> bool:
        """Go to the next visible entries, or with a negative count back.

        A tall comment is scrolled through first.
        """
        view = self.view
        row = view.row_of(self._cursor) or 0
        step = self.window_height - _OVERLAP
        if (
            count == 1
            and self._lines_below(self._cursor)
            and self._offset(self._cursor) < self.window_height - 1
        ):
            return self.scroll_lines(max(1, min(step, self._lines_below(self._cursor))))
        if count == -1 and self._offset(self._cursor) < 0:
            return self.scroll_lines(-max(1, min(step, -self._offset(self._cursor))))
        target = max(0, min(row + count, len(view.rows) - 1))
        if target == row:
            self._show(self._cursor)
            return self._refuse("This is the last comment" if count > 0 else "This is the beginning")
        return self._go(view.rows[target])

    def scroll_lines(self, lines: int) -> bool:
        """Scroll the window by lines; the cursor stays, as long as it can."""
        moved = self._scroll(lines)
        self._scrolled()
        return moved or self._refuse("The thread ends here" if lines > 0 else "The thread begins here")

    def page(self, count: int = 1, *, half: bool = False) -> bool:
        """Scroll by pages, or half ones; the cursor goes to the first comment that begins in the window."""
        height = self.window_height
        page = max(1, height // 2 if half else height - _OVERLAP)
        if not self._scroll(count * page):
            edge = self.view.rows[-1 if count > 0 else 0]
            if edge == self._cursor:
                return self._refuse("The thread ends here" if count > 0 else "The thread begins here")
            return self._go(edge)
        row, line = self._window()
        if line and row + 1 < len(self.view.rows) and self._offset(self.view.rows[row + 1]) < height:
            row += 1
        self._mark_seen(self._cursor)
        self._put_cursor(self.view.rows[row])
        self._settle()
        return True

    def to_first(self) -> bool:
        """Go to the first entry: the article, or the top of the narrowed branch."""
        moved = self._go(self.view.rows[0], jump=True)
        self._put(0, 0)
        self._settle()
        return moved

    def to_last(self) -> bool:
        """Go to the last visible entry."""
        return self._go(self.view.rows[-1], jump=True)

    def to_row(self, row: int) -> bool:
        """Go to a visible row, counted from 0, or the last."""
        return self._go(self.view.rows[max(0, min(row, len(self.view.rows) - 1))], jump=True)

    def to_fraction(self, fraction: float) -> bool:
        """Go to what is that far down the thread: 0.0 its beginning, 1.0 its end."""
        row, _ = self.view.heights.at(round(fraction * (self.view.heights.total - 1)))
        return self._go(self.view.rows[row], jump=True)

    def read_on(self) -> bool:
        """Show the rest of the current comment, or else the next unread one.

        Where nothing is unread, page on to the end of the thread; return False there.
        """
        if self._lines_below(self._cursor):
            page = max(1, self.window_height - _OVERLAP)
            return self.scroll_lines(min(page, self._lines_below(self._cursor)))
        self._mark_seen(self._cursor)
        if 1 in self.view.wanted(self.view.unread):
            return self.to_unread(1)
        row, _ = self._window()
        if self.view.heights.total > self.view.heights.top(row) + self._window()[1] + self.window_height:
            return self.page(1)
        return self._refuse(_NO_UNREAD)

    # By the tree

    def _repeat(self, count: int, step: Callable[[int, int], int | None], nothing: str) -> bool:
        """Go as many steps as there are, up to ``count``."""
        entry = self._cursor
        for _ in range(abs(count)):
            other = step(entry, 1 if count > 0 else -1)
            if other is None:
                break
            entry = other
        return self._go(entry, jump=True) if entry != self._cursor else self._refuse(nothing)

    def move_sibling(self, count: int = 1) -> bool:
        """Go to the next sibling, or back."""
        side = "later" if count > 0 else "earlier"
        return self._repeat(
            count, lambda entry, step: moves.sibling(self.view, entry, step), f"There is no {side} sibling"
        )

    def to_parent(self, count: int = 1) -> bool:
        """Go to the parent, or the parent's parent."""
        return self._repeat(
            count, lambda entry, _: moves.parent(self.view, entry), "This comment answers no other comment"
        )

    def to_root(self) -> bool:
        """Go to the root of this branch."""
        root = moves.root(self.view, self._cursor)
        return (
            self._go(root, jump=True)
            if root != self._cursor
            else self._refuse("This is the root of its branch")
        )

    def to_top_level(self, count: int = 1) -> bool:
        """Go to the next comment that answers no other, or back to this branch's own, then before it."""
        side = "later" if count > 0 else "earlier"
        return self._repeat(
            count,
            lambda entry, step: moves.top_level(self.view, entry, step),
            f"There is no {side} top-level comment",
        )

    def to_first_reply(self) -> bool:
        """Go to the first reply, unfolding this comment."""
        reply = moves.first_reply(self.view, self._cursor)
        return self._go(reply, jump=True) if reply is not None else self._refuse("This comment has no reply")

    def to_author(self, count: int = 1) -> bool:
        """Go to the next comment by the author of this one, or back; on the article, by the article's."""
        outline, stored = self.view.outline, self.view.arrangement.stored[self._cursor]
        if not outline.authors:
            return self._refuse(NO_AUTHORS)
        if stored < 0:
            authors, nothing = self._writers, "The author of the article wrote no comment here"
        else:
            side = "later" if count > 0 else "earlier"
            authors = frozenset({outline.author[stored]}) - {-1}
            nothing = f"There is no {side} comment by the same author" if authors else NO_AUTHOR
        return self._repeat(
            count, lambda entry, step: moves.by_authors(self.view, authors, entry, step), nothing
        )

    # By flag

    def to_unread(self, count: int = 1) -> bool:
        """Go to the next unread comment, or back, across folds; at the thread's end go on at the other."""
        return self._to_flagged(self.view.wanted(self.view.unread), count, _NO_UNREAD, alone=_NO_UNREAD)

    def to_starred(self, count: int = 1) -> bool:
        """Go to the next starred comment, or back."""
        return self._to_flagged(self.view.starred, count, "No comment is starred")

    def to_hit(self, count: int = 1) -> bool:
        """Go to the next hit, or back."""
        return self._to_flagged(self.view.hit, count, "There is no hit in this thread")

    def to_new(self, count: int = 1) -> bool:
        """Go to the next comment that came with the last import, or back."""
        return self._to_flagged(self.view.wanted(self.view.new), count, "No comment is new")

    def _to_flagged(
        self, flags: bytearray, count: int, nothing: str, *, alone: str = "This is the only one"
    ) -> bool:
        view = self.view
        step = 1 if count > 0 else -1
        entry, wrapped = self._cursor, False
        for _ in range(abs(count)):
            other = moves.flagged(view, flags, entry, step)
            if other is None:
                other = moves.flagged(view, flags, -1 if step > 0 else len(view), step)
                wrapped = True
            if other is None:
                return self._refuse(nothing)
            entry = other
        if entry == self._cursor:
            self._show(entry)
            return self._refuse(alone)
        if wrapped:
            self.post_message(Wrapped("From the top again" if step > 0 else "From the end again"))
        return self._go(entry, jump=True)

    # Back and forth

    def jump_to(self, comment_id: int, *, reveal: bool = False) -> bool:
        """Go to a comment: folds open, a narrowed view widens, a filter goes.

        Args:
            comment_id: The comment.
            reveal: If it is hidden, show what is hidden.
        """
        entry = self.entry_of(comment_id)
        if entry is None:
            return self._refuse("That comment is not in this thread")
        if reveal and self.view.is_stub(entry):
            self._reshape(lambda: self.view.show_hidden(shown=True))
            self.post_message(Wrapped("Hidden comments are shown, since this is one; H hides them"))
        self._make_reachable(entry)
        return self._go(entry, jump=True)

    def _make_reachable(self, entry: int) -> None:
        """Lift what keeps an entry from being a row, folds and hiding aside."""
        view = self.view
        if view.is_reachable(entry):
            return
        if view.narrowed is not None:
            view.narrow(None)
        if view.filtered is not None and not view.is_reachable(entry):
            view.filter(None)
        self._touch()
        self._lay_out()

    def back(self) -> bool:
        """Go back to where the last jump came from."""
        return self._along(self._jumps.back(self.current), "There is nowhere to go back to")

    def forward(self) -> bool:
        """Undo going back."""
        return self._along(self._jumps.forward(), "There is nowhere to go forward to")

    def _along(self, comment_id: int | None, nothing: str) -> bool:
        entry = None if comment_id is None else self.entry_of(comment_id)
        if entry is None:
            return self._refuse(nothing)
        self._make_reachable(entry)
        return self._go(entry)
