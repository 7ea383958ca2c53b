"""What the reader takes out of the thread, or writes beside it: picks, notes, tags.

Invariant: notes and tags are painted as the library last said, or as they were written since; a line of the thread that
the reader is looking at stays where it is when a note comes or goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui.thread.outline import Flag
from archive_tui.thread.visible import selected
from archive_tui.tui.widgets.margins import Margins
from archive_tui.tui.widgets.thread_marks import ThreadMarks
from archive_tui.tui.widgets.thread_quotes import ThreadQuotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from archive_tui.model import Annotation, Change, CommentId


class ThreadKeeping(ThreadMarks, ThreadQuotes):
    """Commands that keep something. Each returns whether it did anything, and says why if not."""

    def set_annotations(self, annotations: Mapping[CommentId, Annotation]) -> None:
        """Take exactly these picks, notes and tags; nobody is told, for they are known."""
        picked = [each for each, beside in annotations.items() if beside.picked]
        margins = Margins(annotations, folded=self.margins.folded)

        def take() -> None:
            self.margins = margins
            self._article_lines = None

        self.view.picked = selected(len(self.view), self._entries(picked))
        if margins.notes != self.margins.notes or margins.tags.get(0) != self.margins.tags.get(0):
            self._relay_texts(take)
        else:
            take()  # nothing is taller or less tall than before
        self._touch()
        self.refresh()

    def set_changed(self, ids: set[int]) -> None:
        """Take exactly these picks for changed at the source."""
        if ids != self.margins.changed:
            self.margins.changed = ids
            self._touch()
            self.refresh()

    def fold_notes(self, folded: bool) -> None:  # noqa: FBT001 - the one thing it says
        """Let every note take one line, or show them whole."""

        def fold() -> None:
            self.margins.folded = folded
            self._article_lines = None

        self._relay_texts(fold)

    def pick(self, *, branch: bool = False, picked: bool = True) -> bool:
        """Pick the current comment, or its branch, or drop them."""
        entries = self.keepable(range(max(1, self._cursor), self.branch_end)) if branch else [self._cursor]
        if self._cursor == 0 and not branch:
            return self._refuse("The article goes out with its picks; it cannot be picked itself")
        if not branch and self._is_ghost(self._cursor):
            return self._refuse("This comment is not in the archive: there is nothing to pick")
        return self.pick_all(self._ids(entries), picked=picked)

    def pick_all(self, ids: Iterable[CommentId], *, picked: bool = True) -> bool:
        """Pick these comments, or drop them."""
        view = self.view
        changed = [entry for entry in self._entries(ids) if view.picked[entry] != picked]
        if not changed:
            return self._refuse("All of this is picked already" if picked else "Nothing of this is picked")
        for entry in changed:
            view.picked[entry] = picked
        self._tell_mark("pick", self._ids(changed), value=picked)
        return True

    def keepable(self, entries: Iterable[int]) -> list[int]:
        """Return those entries that can be picked in one go: neither ghosts, nor out of the reader's sight."""
        return [
            entry for entry in entries if entry and not self.view.is_stub(entry) and not self._is_ghost(entry)
        ]

    def _is_ghost(self, entry: int) -> bool:
        stored = self.view.arrangement.stored[entry]
        return stored >= 0 and bool(self.view.outline.flags[stored] & Flag.GHOST)

    def can_write(self) -> bool:
        """Return whether a note or a tag can stand beside the current entry; say why if not."""
        return not self._is_ghost(self._cursor) or self._refuse(
            "This comment is not in the archive: there is nothing to write beside"
        )

    def apply(self, change: Change) -> None:
        """Take over what the library says was changed."""
        if change.mark == "note":
            self._relay_texts(lambda: self._write_notes(change))
        elif change.mark == "tags":
            self._relay_texts(lambda: self._write_tags(change))  # the article's take a line of their own
        elif change.mark not in {"context", "wording", "rules"}:
            super().apply(change)

    def _write_tags(self, change: Change) -> None:
        for comment_id, tags in zip(change.ids, change.after, strict=True):
            self.margins.set_tags(comment_id, tags if isinstance(tags, str) else None)
        self._article_lines = None

    def _write_notes(self, change: Change) -> None:
        for comment_id, note in zip(change.ids, change.after, strict=True):
            self.margins.set_note(comment_id, note if isinstance(note, str) else None)
        self._article_lines = None
