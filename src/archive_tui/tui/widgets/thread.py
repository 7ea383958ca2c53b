"""The thread widget: an article and its comments to read, fold, filter and re-order.

A screen around it calls its commands and listens to its messages; it knows no key and stores nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from archive_tui.thread import folds, moves
from archive_tui.thread.order import Arrangements, Order
from archive_tui.thread.outline import NO_DATE, NO_SCORE, NOISE, Flag
from archive_tui.thread.visible import selected
from archive_tui.tui.widgets import thread_messages as told
from archive_tui.tui.widgets.thread_noise import ThreadNoise
from archive_tui.tui.widgets.thread_paint import FOLD_META, URL_META
from archive_tui.tui.widgets.thread_styles import DEFAULT_CSS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from textual import events

    from archive_tui.model import Article, CommentId, CommentText, Reading
    from archive_tui.thread.outline import Outline

_FELT: Final = 10_000
"""Comments whose arrangement takes longer than a frame."""
_FRAME: Final = 0.05
"""Seconds in which what a key did is painted, before other work begins."""


def _flagged(outline: Outline, flag: Flag) -> bytearray:
    """Return a byte for every entry, 1 where the comment has the flag."""
    return bytearray(1) + outline.flags.translate(bytes(bool(bits & flag) for bits in range(256)))


class ThreadWidget(ThreadNoise):
    """An article and its thread. Commands return whether they did anything, and say why if not."""

    DEFAULT_CSS = DEFAULT_CSS

    CursorMoved = told.CursorMoved
    ReadChanged = told.ReadChanged
    MarkChanged = told.MarkChanged
    FoldsChanged = told.FoldsChanged
    PlaceChanged = told.PlaceChanged
    Refused = told.Refused
    Wrapped = told.Wrapped
    LinkClicked = told.LinkClicked

    fold_moves_on = False
    """Whether folding goes on to the next comment."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - as in Textual
        super().__init__(id=id, classes=classes)
        self._opened: list[CommentId] = []
        """What the filter unfolded, to be folded again when it goes."""

    def open(
        self,
        article: Article,
        outline: Outline,
        reading: Reading,
        texts: Callable[[Sequence[int]], Mapping[int, CommentText]],
        arrangements: Arrangements | None = None,
    ) -> None:
        """Show a thread where its reader left it.

        Args:
            article: Its title, body and so on are the first entry.
            outline: The thread's shape.
            reading: What was read, folded and starred, and the last place.
            texts: Returns the texts at stored positions; asked on the event loop for few at a time.
            arrangements: Those of the outline, where some were made already.
        """
        entry_of: dict[int, int] = {0: 0}
        if reading.read or reading.folded or reading.starred or reading.place:
            entry_of.update(zip(outline.ids, range(1, len(outline) + 1), strict=True))
        entries = (entry_of.get(comment) for comment in reading.folded)
        folded = selected(len(outline) + 1, (entry for entry in entries if entry is not None))
        hidden = _flagged(outline, NOISE)
        self._take(article, arrangements or Arrangements(outline), texts, folded=folded, hidden=hidden)
        self._place = reading.place
        self._spared = None
        view = self.view
        # Nothing is unread in the article, nor in a ghost: the library counts neither.
        view.unread = bytearray(not flag for flag in _flagged(outline, Flag.GHOST))
        view.unread[0] = 0
        for comment in reading.read:
            view.unread[entry_of.get(comment, 0)] = 0
        view.starred = selected(
            len(view), (entry_of[comment] for comment in reading.starred if comment in entry_of)
        )
        view.new = _flagged(outline, Flag.NEW)
        if reading.place is not None:
            place = reading.place
            if place.narrowed and place.narrowed in entry_of:
                view.narrow(entry_of[place.narrowed])
            self._cursor = view.nearest(entry_of.get(place.comment_id, 0))
            self._top = (self._cursor, place.line)
        else:
            self._cursor = view.rows[0]
        self._lay_out()
        self.post_message(told.CursorMoved(self._cursor, self.current))
        self._settle()

    # Folding

    def _refold(self, folded: bytearray, nothing: str) -> bool:
        if folded == self.view.folded:
            return self._refuse(nothing)
        self._reshape(lambda: self.view.set_folded(folded))
        return True

    def toggle_fold(self) -> bool:
        """Fold the current entry to one line, or unfold it; a leaf folds its own text."""
        if self.view.folded[self._cursor]:
            return self.open_one()
        return self._fold_current() and self._move_on()

    def _move_on(self) -> bool:
        """Go to the next row if the reader likes to after folding; return True."""
        row = self.view.row_of(self._cursor) or 0
        if self.fold_moves_on and row + 1 < len(self.view.rows):
            self._go(self.view.rows[row + 1])
        return True

    def _fold_current(self) -> bool:
        if self.view.is_stub(self._cursor) and self.view.arrangement.size[self._cursor] == 1:
            return self._refuse("This comment is hidden")
        self._reshape(lambda: self.view.fold(self._cursor))
        return True

    def open_one(self) -> bool:
        """Unfold the current entry."""
        if not self.view.folded[self._cursor]:
            return self._refuse("This is not folded")
        self._reshape(lambda: self.view.unfold(self._cursor))
        return True

    def close_one(self) -> bool:
        """Fold the current comment if it has replies and is open, or else its parent."""
        view = self.view
        if not view.folded[self._cursor] and (view.arrangement.size[self._cursor] > 1 or self._cursor == 0):
            return self._fold_current() and self._move_on()
        parent = view.arrangement.parent[self._cursor]
        if parent > 0 and view.row_of(parent) is not None:
            self._reshape(lambda: view.fold(parent), cursor=parent)
            return self._move_on()
        if view.folded[self._cursor]:
            return self._refuse("Everything here is folded")
        return self._fold_current() and self._move_on()

    def step_in(self) -> bool:
        """Unfold the current entry, or go to its first reply."""
        return self.open_one() if self.view.folded[self._cursor] else self.to_first_reply()

    def step_out(self) -> bool:
        """Fold the current comment if it has replies and is open, or else go to its parent."""
        view = self.view
        if not view.folded[self._cursor] and (view.arrangement.size[self._cursor] > 1 or self._cursor == 0):
            return self._fold_current()
        return self.to_parent()

    def fold_branch(self) -> bool:
        """Fold the current comment and everything below it."""
        if self.view.folded[self._cursor] and self.view.arrangement.size[self._cursor] == 1:
            return self._refuse("This is folded already")
        self._reshape(lambda: self.view.fold_branch(self._cursor))
        return self._move_on()

    def unfold_branch(self) -> bool:
        """Unfold the current comment and everything below it."""
        end = self._cursor + self.view.arrangement.size[self._cursor]
        if self.view.folded.find(1, self._cursor, end) < 0:
            return self._refuse("Nothing is folded here")
        self._reshape(lambda: self.view.unfold_branch(self._cursor))
        return True

    def fold_chain(self) -> bool:
        """Fold the root of this branch, and go on to the next top-level comment if there is one."""
        view, top = self.view, self._cursor
        while view.arrangement.parent[top] > 0 and view.is_reachable(view.arrangement.parent[top]):
            top = view.arrangement.parent[top]
        following = moves.top_level(view, top, 1)
        if view.folded[top] and following is None:
            return self._refuse("This branch is folded already, and it is the last one")
        self._jumps.push(self.id_of(top))
        if not view.folded[top]:
            self._reshape(lambda: view.fold(top), cursor=top)
        return following is None or self._go(following)

    def fold_level(self, step: int) -> bool:
        """Show one level more everywhere (1), or one less (-1)."""
        if step > 0:
            return self._refold(folds.one_level_more(self.view), "Nothing is folded")
        return self._refold(folds.one_level_less(self.view), "Everything is folded")

    def fold_to_depth(self, depth: int) -> bool:
        """Show ``depth`` levels."""
        return self._refold(
            folds.fold_to_depth(self.view, depth), f"The thread is folded to depth {depth} already"
        )

    def fold_all(self) -> bool:
        """Fold all comments: one line for each top-level comment."""
        return self._refold(folds.fold_to_depth(self.view, 1), "Everything is folded already")

    def unfold_all(self) -> bool:
        """Unfold all comments."""
        return self._refold(folds.fold_nothing(self.view), "Nothing is folded")

    def fold_others(self) -> bool:
        """Fold everything but hits, unread, starred and picked comments and what they answer."""
        view = self.view
        kept = folds.flagged(view.hit, view.wanted(view.unread), view.starred, view.picked)
        if not kept:
            return self._refuse("There is no hit, unread, starred or picked comment to keep open")
        return self._refold(folds.fold_all_but(view, kept), "All others are folded already")

    def visit(self, comment_id: int) -> bool:
        """Go to a comment with what it answers open, and fold everything else."""
        entry = self.entry_of(comment_id)
        if entry is None:
            return self._refuse("That comment is not in this thread")
        self._reshape(lambda: self.view.set_folded(folds.fold_all_but(self.view, [entry])))
        return self.jump_to(comment_id, reveal=True)

    def set_folds(self, ids: Iterable[int]) -> None:
        """Fold exactly these comments; id 0 is the article."""
        wanted = set(ids)
        folded = selected(len(self.view), [*([0] if 0 in wanted else []), *self._entries(wanted)])
        self._reshape(lambda: self.view.set_folded(folded))

    # What is shown, and in which order

    def narrow(self) -> bool:
        """Show the branch of the current comment alone, or the whole thread again."""
        view = self.view
        if view.narrowed is not None:
            self._relay(lambda: view.narrow(None))
        elif self._cursor == 0:
            return self._refuse("The article has no branch to narrow to")
        else:
            self._relay(lambda: view.narrow(self._cursor))
        return True

    def _relay(self, change: Callable[[], object]) -> None:
        """Reshape in a way that may change the indentation."""

        def changed() -> None:
            change()
            self._cursor = self.view.nearest(self._cursor)
            self._lay_out()

        self._reshape(changed)

    def set_hidden_shown(self, shown: bool) -> bool:  # noqa: FBT001 - the one thing it says
        """Show hidden comments dimmed, or hide them again."""
        if 1 not in self.view.hidden:
            return self._refuse("No comment is hidden")
        self._reshape(lambda: self.view.show_hidden(shown=shown))
        return True

    def filter(self, ids: Iterable[int] | None, near: int | None = None) -> bool:
        """Show only these comments with what they answer, and the article; None shows all again.

        Folds above what is kept open for as long as the filter lasts.

        Args:
            ids: The comments to keep.
            near: Puts the cursor on this comment if it is kept, or else on the next that is; it does not count as
                read by that. None leaves the cursor where it is, or at what stands for it.
        """
        view = self.view
        entries = None if ids is None else self._entries(ids)
        if entries is None and view.filtered is None:
            return self._refuse("There is no filter")
        if entries is not None and not entries:
            return self._refuse("No comment matches")
        goal = None if near is None else self.entry_of(near)
        if goal is not None and entries:
            goal = entries[min(bisect_left(entries, goal), len(entries) - 1)]
        if goal is not None:
            self._spared = self.id_of(goal)
        self._reshape(lambda: self._refilter(entries), cursor=goal)
        return True

    def _refilter(self, entries: list[int] | None) -> None:
        view = self.view
        folded = view.folded[:]
        for entry in self._entries(self._opened) if view.filtered is not None else ():
            folded[entry] = 1
        above = folds.folded_above(view.arrangement, folded, entries or ())
        self._opened = self._ids(above)
        for entry in above:
            folded[entry] = 0
        if folded != view.folded:
            view.set_folded(folded)
        view.filter(entries)

    def sort(self, order: Order) -> bool:
        """Put siblings, or in a flat view all comments, in this order."""
        return self._arrange(order, flat=self.view.arrangement.flat)

    def toggle_flat(self) -> bool:
        """Show all comments by time without indentation, or the thread again."""
        return self._arrange(self.view.arrangement.order, flat=not self.view.arrangement.flat)

    def expect(self, order: Order, *, flat: bool) -> None:
        """Have an arrangement made off the event loop, if making it once it is asked for would be felt."""
        if len(self.view) > _FELT:
            make = partial(self.view.arrangements.get, order, flat=flat)
            begin = partial(self.run_worker, make, thread=True, group="arrangements")
            self.set_timer(_FRAME, begin)

    def _arrange(self, order: Order, *, flat: bool) -> bool:
        view, outline = self.view, self.view.outline
        timed = order in {Order.OLDEST, Order.NEWEST} or (flat and order is Order.SOURCE)
        if timed and all(created == NO_DATE for created in outline.created):
            return self._refuse("The comments of this thread have no dates")
        if order is Order.SCORE and all(score == NO_SCORE for score in outline.score):
            return self._refuse("The comments of this thread have no scores")
        offset, stored = self._offset(self._cursor), view.arrangement.stored[self._cursor]
        view.arrange(order, flat=flat)
        self._cursor = view.arrangement.entry[stored] if stored >= 0 else 0
        view.reveal(self._cursor)
        self._cursor = view.nearest(self._cursor)
        self._top = (self._cursor, 0)
        self._touch()
        self._lay_out()
        self._hold(offset)
        self.post_message(told.CursorMoved(self._cursor, self.current))
        self._settle()
        return True

    def align(self, edge: Literal["top", "center", "bottom"]) -> bool:
        """Scroll so that the current entry is at an edge of the window, or in its middle."""
        row = self.view.row_of(self._cursor) or 0
        spare = max(0, self.window_height - self.view.heights[row])
        self._hold({"top": 0, "center": spare // 2, "bottom": spare}[edge])
        self._settle()
        return True

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Make what was clicked current; at a fold mark fold it, at a link ask for it to be opened."""
        line = event.y + self.scroll_offset.y
        if line >= self.view.heights.total:
            return
        url = event.style.meta.get(URL_META)
        if url is not None:
            self.post_message(told.LinkClicked(str(url)))
        row = self.view.heights.at(line)[0]
        entry = self.view.rows[row]
        if entry != self._cursor:
            self._mark_seen(self._cursor)
            self._put_cursor(entry)
            if not self._is_on_screen(
                row
            ):  # the empty line below a comment was clicked, and that is all there is
                self._show(entry)
            self._settle()
        if FOLD_META in event.style.meta:
            self.toggle_fold()
