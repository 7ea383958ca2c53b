"""What is out of sight in a thread: spam, what the reader hid, muted authors, pingbacks.

Invariant: the outline's flags say what is hidden and why, and the view hides exactly that. The cursor never stays on a
comment that is no row: it goes on to the next that is.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from archive_tui.thread.noise import hidden_entries
from archive_tui.thread.outline import Flag
from archive_tui.tui.widgets.thread_keeping import ThreadKeeping
from archive_tui.tui.widgets.thread_messages import MarkChanged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive_tui.model import Change, CommentId

_FAR = frozenset({"mute", "pingbacks", "spam"})
"""Marks that change other comments, too."""

BRANCH = "branch"
"""The value of the mark "hide" on a comment that is hidden with whatever comes to be below it."""


class ThreadNoise(ThreadKeeping):
    """Commands that hide. Each returns whether it did anything, and says why if not."""

    @property
    def flags(self) -> Flag:
        """The flags of the current comment; none on the article."""
        stored = self.view.arrangement.stored[self._cursor]
        return Flag(self.view.outline.flags[stored] if stored >= 0 else 0)

    def hide(self, *, branch: bool = False, hidden: bool = True) -> bool:
        """Hide the current comment, or its branch, and go on to what follows; or show it again."""
        if self._cursor == 0:
            return self._refuse("The article cannot be hidden; a comment can")
        view = self.view
        outline, stored = view.outline, view.arrangement.stored[self._cursor]
        positions = range(stored, stored + (outline.size[stored] if branch else 1))
        changed = [at for at in positions if bool(outline.flags[at] & Flag.HIDDEN) is not hidden]
        if not changed:
            what = "All of this" if branch else "This"
            return self._refuse(f"{what} is {'hidden by you' if hidden else 'not hidden by you'} already")
        self._flag(changed, Flag.HIDDEN, value=hidden)
        ids = self._ids([view.arrangement.entry[at] for at in changed])
        after = self._cursor + (view.arrangement.size[self._cursor] if branch else 1)
        self._look_anew(after if hidden else None)
        self.post_message(MarkChanged("hide", ids, BRANCH if hidden and branch else hidden))
        return True

    def call_spam(self, *, spam: bool) -> None:
        """Show the current comment as spam, or as none, until the library has said what else that changes."""
        stored = self.view.arrangement.stored[self._cursor]
        if stored >= 0:
            self._flag([stored], Flag.SPAM, value=spam)
            self._look_anew(self._cursor + 1)

    def take_flags(self, flags: bytes) -> None:
        """Take over what the library says is hidden, for the thread as it is open now."""
        outline = self.view.outline
        if len(flags) == len(outline.flags) and flags != outline.flags:
            outline.flags[:] = flags
            self._look_anew()

    def apply(self, change: Change) -> None:
        """Take over what the library says was changed. O(n).

        What mutes and verdicts change besides the comments they name comes with ``take_flags``.
        """
        if change.mark == "hide":
            flags, wanted = self.view.outline.flags, bool(change.value)
            stored = [self.view.arrangement.stored[entry] for entry in self._entries(change.ids)]
            changed = [at for at in stored if bool(flags[at] & Flag.HIDDEN) is not wanted]
            if changed:
                self._flag(changed, Flag.HIDDEN, value=wanted)
                self._look_anew()
        elif change.mark not in _FAR:
            super().apply(change)

    def come_back(self, ids: Iterable[CommentId]) -> None:
        """Make the first of some comments current that is shown, if any is."""
        view = self.view
        for entry in self._entries(ids):
            if view.row_of(entry) is not None and not view.is_stub(entry):
                self._go(entry)
                return

    def _flag(self, positions: Iterable[int], flag: Flag, *, value: bool) -> None:
        flags = self.view.outline.flags
        for position in positions:
            flags[position] = flags[position] & ~flag | (flag if value else 0)

    def _look_anew(self, after: int | None = None) -> None:
        """Hide what the flags say is hidden, and leave the current comment if that takes its text away.

        Args:
            after: Go on to the first row from this entry on, whatever became of the current comment.
        """
        view, before = self.view, self._cursor
        was_stub = view.is_stub(before)

        def changed() -> None:
            view.set_hidden(hidden_entries(view.outline, view.arrangement))
            gone = view.row_of(before) is None or (view.is_stub(before) and not was_stub)
            if after is not None or gone:
                row = bisect_left(view.rows, before + 1 if after is None else after)
                self._cursor = view.rows[min(row, len(view.rows) - 1)]
                self._spared = None

        self._reshape(changed)
