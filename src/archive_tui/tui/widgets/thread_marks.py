"""The marks on a thread: read, starred, picked, new, found.

Invariant: what the reader marks is painted at once and told as ``MarkChanged``; ``apply`` brings the marks in line with
what the library answers, and may be called with what is so already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui.thread.visible import selected
from archive_tui.tui.widgets.thread_cursor import ThreadCursor
from archive_tui.tui.widgets.thread_messages import MarkChanged

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive_tui.model import Change, CommentId, Mark

_SAID = {
    ("read", True): "read",
    ("read", False): "unread",
    ("star", True): "starred",
    ("star", False): "without a star",
    ("new", True): "new",
    ("new", False): "no longer new",
}


class ThreadMarks(ThreadCursor):
    """Commands that mark. Each returns whether it did anything, and says why if not."""

    def mark_read(self, *, branch: bool = False, read: bool = True) -> bool:
        """Mark the current comment, or its branch, as read or unread."""
        return self._mark("read", branch=branch, value=read)

    def star(self, *, starred: bool = True) -> bool:
        """Give the current comment a star, or take it away."""
        if self._cursor == 0:
            return self._refuse("The article has no star; a comment can have one")
        return self._mark("star", branch=False, value=starred)

    def dismiss_new(self) -> bool:
        """Let no comment of the thread be new any more."""
        view = self.view
        entries = [entry for entry, new in enumerate(view.new) if new]
        if not entries:
            return self._refuse("No comment is new")
        view.new = bytearray(len(view))
        self._tell_mark("new", self._ids(entries), value=False)
        return True

    def _mark(self, mark: Mark, *, branch: bool, value: bool) -> bool:
        flags, wanted = self._flags(mark, value=value)
        end = self.branch_end if branch else self._cursor + 1
        changed = [entry for entry in range(max(1, self._cursor), end) if flags[entry] != wanted]
        if not changed:
            return self._refuse(f"{'All of this' if branch else 'This'} is {_SAID[mark, value]} already")
        for entry in changed:
            flags[entry] = wanted
        self._spare(mark, self._ids(changed), value=value)
        self._tell_mark(mark, self._ids(changed), value=value)
        return True

    @property
    def branch_end(self) -> int:
        """One past the last entry of the current branch; that of the article is the whole thread."""
        view = self.view
        return len(view) if self._cursor == 0 else self._cursor + view.arrangement.size[self._cursor]

    def _tell_mark(self, mark: Mark, ids: list[CommentId], *, value: bool) -> None:
        self._touch()
        self.refresh()
        self.post_message(MarkChanged(mark, ids, value))

    def _flags(self, mark: Mark, *, value: bool) -> tuple[bytearray, int]:
        """Return the bytes of a mark, and what they are where it is set, or cleared."""
        view = self.view
        if mark == "read":
            return view.unread, int(not value)
        flags = {"star": view.starred, "pick": view.picked, "new": view.new}
        return flags[mark], int(value)

    def _spare(self, mark: Mark, ids: Iterable[CommentId], *, value: bool) -> None:
        """Let the current comment stay unread if it is among those that were made so."""
        if mark == "read" and self.current in ids:
            self._spared = None if value else self.current

    def apply(self, change: Change) -> None:
        """Take over what the library says was changed; ids that the thread has not are left out. O(n)."""
        value = bool(change.value)
        flags, wanted = self._flags(change.mark, value=value)
        changed = [entry for entry in self._entries(change.ids) if flags[entry] != wanted]
        if not changed:
            return
        for entry in changed:
            flags[entry] = wanted
        self._spare(change.mark, change.ids, value=value)
        self._touch()
        self.refresh()

    def _entries(self, ids: Iterable[int]) -> list[int]:
        """Return the entries of these comments, ascending. O(n), or nothing for none."""
        entry = self.view.arrangement.entry
        wanted = set(ids)
        if not wanted:
            return []
        return sorted(entry[at] for at, comment in enumerate(self.view.outline.ids) if comment in wanted)

    def set_read(self, ids: Iterable[int]) -> None:
        """Take exactly these comments for read; nobody is told, for it is known."""
        read = selected(len(self.view), self._entries(ids))
        unread = ~int.from_bytes(read) & int.from_bytes(b"\x01" * len(read))
        self.view.unread = bytearray(unread.to_bytes(len(read)))
        self.view.unread[0] = 0
        self._touch()
        self.refresh()

    def set_starred(self, ids: Iterable[int]) -> None:
        """Star exactly these comments."""
        self.view.starred = selected(len(self.view), self._entries(ids))
        self._touch()
        self.refresh()

    def set_hits(
        self, ids: Iterable[int], *, words: Sequence[str] = (), literals: Sequence[str] = ()
    ) -> None:
        """Make exactly these comments hits, with these words and strings highlighted; see ``ThreadHits``."""
        self.view.hit = selected(len(self.view), self._entries(ids))
        self._texts.highlight(words, literals)
        self._touch()
        self.refresh()

    def look(self) -> None:
        """Count the current comment as looked at: it is read, if it is on the screen to its end."""
        self._spared = None
        self._settle()
