"""Marking in the reader: stars, read, new; undo, redo, and once more.

Invariant: a mark that the reader sets is painted at once and written behind their back as a deed of the writer's; its
answer is applied by comment id, in the order of asking, so that thread and library end up alike. What was read just by
reading is no step of undo.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from textual import on
from textual.message import Message

from archive_tui.errors import ArchiveError, LibraryBusyError
from archive_tui.model import ArticleId, Change
from archive_tui.tui.screens.reader_commands import ReaderCommands
from archive_tui.tui.widgets.thread_messages import MarkChanged, ReadChanged

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from archive_tui.archive import Archive
    from archive_tui.model import Mark
    from archive_tui.tui.keys import Call

How = Literal["done", "undone", "redone"]

_BECAME: Final[dict[tuple[Mark, bool], str]] = {
    ("read", True): "read",
    ("read", False): "unread",
    ("star", True): "starred",
    ("star", False): "without a star",
    ("new", True): "new",
    ("new", False): "no longer new",
    ("hide", True): "hidden",
    ("hide", False): "shown",
    ("pick", True): "picked",
    ("pick", False): "no longer picked",
    ("note", True): "with a note",
    ("note", False): "without a note",
    ("tags", True): "tagged",
    ("tags", False): "without a tag",
    ("context", True): "with another context",
    ("context", False): "with the context of the rules",
    ("wording", True): "kept in other words",
    ("rules", True): "with other rules for its picks",
    ("rules", False): "with the usual rules for its picks",
}
_WHOLE: Final[dict[tuple[Mark, bool], str]] = {
    ("mute", True): "The author is muted",
    ("mute", False): "The author is heard",
    ("pingbacks", True): "Pingbacks are hidden",
    ("pingbacks", False): "Pingbacks are shown",
}
"""What becomes of more comments than the change names."""
_FAR: Final = frozenset({"mute", "pingbacks", "spam"})
"""Marks that change other comments, too."""
_HIDING: Final = frozenset({"hide", *_FAR})
_KEPT: Final = frozenset({"pick", "wording"})
_NOTHING: Final = {"undone": "There is nothing to undo here", "redone": "There is nothing to do again"}


def sentence(change: Change, how: How) -> str:
    """Say what a change did: "3 comments unread again"."""
    count = len(change.ids)
    what = f"{count:,} comments" if count > 1 else "1 comment" if change.ids[0] else "the article"
    again = " again" if how == "undone" else ""
    if change.mark == "spam":
        said = {"spam": "spam", "ham": "no spam"}.get(str(change.value), "as the filter has it")
        return f"{what} {said}{again}"
    if (whole := _WHOLE.get((change.mark, bool(change.value)))) is not None:
        return whole + again
    return f"{what} {_BECAME[change.mark, bool(change.value)]}{again}"


def _flags(archive: Archive, article: ArticleId, changes: Sequence[Change]) -> bytes | None:
    """Return the flags of a thread as they are after changes that reach beyond the comments they name."""
    if any(change.mark in _FAR for change in changes):
        return bytes(archive.outline(article).flags)
    return None


class MarkCommands(ReaderCommands):
    """The commands that mark comments."""

    def look_at_picks(self) -> None:
        """Find out which picks the source changed since; of one that is back, only the library knows."""
        raise NotImplementedError

    _last_mark: Callable[[], bool] | None = None

    @dataclass
    class Marked(Message):
        """The library was changed, or there was nothing to change."""

        article: ArticleId
        changes: tuple[Change, ...]
        how: How
        flags: bytes | None = None
        """Of the thread's outline as it is now, if the change can reach beyond the comments it names."""

    @dataclass
    class MarkFailed(Message):
        """A mark could not be written; the change is what takes it back."""

        change: Change
        sentence: str

    def do_star(self, _call: Call) -> None:
        """Star the current comment, or take its star away."""
        self._mark(partial(self.thread.star, starred=not self.thread.view.starred[self.thread.cursor]))

    def do_read(self, _call: Call) -> None:
        """Mark the current comment as read, or as unread if it is."""
        self._mark(partial(self.thread.mark_read, read=bool(self.thread.view.unread[self.thread.cursor])))

    def do_read_branch(self, _call: Call) -> None:
        """Mark the branch as read, or as unread if nothing of it is unread."""
        thread = self.thread
        unread = thread.view.wanted(thread.view.unread).find(1, thread.cursor, thread.branch_end) >= 0
        self._mark(partial(self.thread.mark_read, branch=True, read=unread))

    def do_dismiss_new(self, _call: Call) -> None:
        """Let no comment of the article be new any more."""
        self.thread.dismiss_new()

    def do_repeat(self, _call: Call) -> None:
        """Give the current comment the mark that was given last."""
        if self._last_mark is None:
            self.say("No mark was set yet that could be repeated")
        else:
            self._last_mark()

    def _mark(self, act: Callable[[], bool]) -> None:
        self._last_mark = act
        act()

    def do_undo(self, call: Call) -> None:
        """Take back the last changes of marks."""
        self._step("undone", call.times)

    def do_redo(self, call: Call) -> None:
        """Do again what was taken back last."""
        self._step("redone", call.times)

    def _step(self, how: How, times: int) -> None:
        # After all that the thread widget has told so far, which may be marks.
        self.afterwards(lambda: self.session.writer.submit(partial(self._steps, self.article_id, how, times)))

    def _steps(self, article: ArticleId, how: How, times: int, archive: Archive) -> None:
        """Go back or forward, in the writer's thread."""
        changes: list[Change] = []
        for _ in range(times):
            try:
                change = archive.undo(article) if how == "undone" else archive.redo(article)
            except LibraryBusyError:
                if not changes:
                    raise
                break  # the rest of the steps can be asked for again
            if change is None:
                break
            changes.append(change)
        self.post_message(self.Marked(article, tuple(changes), how, _flags(archive, article, changes)))

    @on(ReadChanged)
    def _read_changed(self, event: ReadChanged) -> None:
        self.session.writer.mark_read(self.article_id, event.ids, read=True)
        self.describe()

    @on(MarkChanged)
    def _mark_changed(self, event: MarkChanged) -> None:
        ids, value = tuple(event.ids), event.value
        change = Change(self.article_id, event.mark, ids, (not value,) * len(ids), (value,) * len(ids))
        self.submit(change)

    def submit(self, change: Change) -> None:
        """Have a mark written that is painted already."""
        self.session.writer.submit(partial(self._change, change))
        self.describe()

    def _change(self, wanted: Change, archive: Archive) -> None:
        """Write a mark, in the writer's thread."""
        try:
            change = archive.change(wanted.article_id, wanted.mark, wanted.ids, value=wanted.value)
        except LibraryBusyError:
            raise
        except ArchiveError as error:
            self.post_message(self.MarkFailed(wanted.reversed, str(error)))
        else:
            changes = () if change is None else (change,)
            flags = _flags(archive, wanted.article_id, changes)
            self.post_message(self.Marked(wanted.article_id, changes, "done", flags))

    @on(Marked)
    def _marked(self, event: Marked) -> None:
        if self.article is None or event.article != self.article_id:
            return  # another article has been opened meanwhile, with its marks as the library has them
        for change in event.changes:
            self.thread.apply(change)
        if event.flags is not None:
            self.thread.take_flags(event.flags)
        if event.how != "done" and event.changes and event.changes[-1].mark in _HIDING:
            self.thread.come_back(event.changes[-1].ids)
        if event.how != "done" and any(change.mark in _KEPT for change in event.changes):
            self.look_at_picks()
        if event.changes:
            self._tell(event)
            self.describe()
        elif event.how != "done":
            self.say(_NOTHING[event.how])

    def _tell(self, event: Marked) -> None:
        last = sentence(event.changes[-1], event.how)
        if event.how == "done":
            if len(event.changes[-1].ids) > 1 or event.changes[-1].mark in _HIDING:
                self.say(last)
            return
        steps = len(event.changes)
        told = last if steps == 1 else f"{steps:,} steps {event.how}; the last: {last}"
        self.notify(told, timeout=3, markup=False)

    @on(MarkFailed)
    def _mark_failed(self, event: MarkFailed) -> None:
        if self.article is not None and event.change.article_id == self.article_id:
            self.thread.apply(event.change)
            self.describe()
        self.complain(event.sentence)
