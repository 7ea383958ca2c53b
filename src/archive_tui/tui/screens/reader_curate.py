"""Taking something out while reading: picks, notes, tags; and the ways to what was taken.

Invariant: what is picked or written is painted at once and written behind the reader's back, as every mark is; it can
be undone, done again, and, but for a note, repeated on another comment.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on, work
from textual.message import Message

from archive_tui.errors import ArchiveError
from archive_tui.model import ArticleId, Change, CommentId
from archive_tui.text.tags import parse_tags
from archive_tui.tui.screens.reader_marks import MarkCommands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive_tui.model import Mark
    from archive_tui.tui.keys import Call
    from archive_tui.tui.screens.curation import CurationScreen

NOTES_SETTING: Final = "thread.notes"
FOLDED: Final = "folded"


class CurateCommands(MarkCommands):
    """The commands that pick, note and tag."""

    @dataclass
    class TagsFound(Message):
        """The tags that are in use were looked up, the most used first."""

        article: ArticleId
        comment: CommentId
        tags: list[str]

    @dataclass
    class ChangedFound(Message):
        """The picks that the source changed since were looked up."""

        article: ArticleId
        comments: set[int]

    def look_at_picks(self) -> None:
        """Find out which picks the source changed since."""
        self._look_at_picks(self.article_id)

    @work(thread=True, exclusive=True, group="changed picks")
    def _look_at_picks(self, article: ArticleId) -> None:
        try:
            found = self.session.archive.annotations(article)
        except ArchiveError:
            return  # what is said of a pick is as it was
        changed = {int(each) for each, beside in found.items() if beside.changed}
        self.post_message(self.ChangedFound(article, changed))

    @on(ChangedFound)
    def _changed_found(self, event: ChangedFound) -> None:
        if self.article is not None and event.article == self.article_id:
            self.thread.set_changed(event.comments)

    def come_back(self, left_on: ArticleId | None) -> None:
        """Take over what was done on a screen over this one."""
        raise NotImplementedError

    def do_pick(self, _call: Call) -> None:
        """Pick the current comment, or drop it."""
        self._mark(partial(self.thread.pick, picked=not self.thread.view.picked[self.thread.cursor]))

    def do_pick_branch(self, _call: Call) -> None:
        """Pick the branch, or drop it if all of it is picked."""
        thread = self.thread
        branch = thread.keepable(range(max(1, thread.cursor), thread.branch_end))
        picked = not branch or not all(thread.view.picked[entry] for entry in branch)
        self._mark(partial(thread.pick, branch=True, picked=picked))

    def do_pick_shown(self, _call: Call) -> None:
        """Pick everything that the filter keeps or the search found, or drop it if all of it is picked."""
        thread, view = self.thread, self.thread.view
        flags = view.filtered if view.filtered is not None else view.hit
        chosen = thread.keepable(entry for entry, flag in enumerate(flags) if flag)
        if not chosen:
            self.say("There is neither a filter nor a search whose comments could be picked")
            return
        thread.pick_all(
            [thread.id_of(entry) for entry in chosen], picked=not all(view.picked[entry] for entry in chosen)
        )

    def do_curate(self, _call: Call) -> None:
        """Show the picks of the article."""
        from archive_tui.tui.screens.curation import CurationScreen  # noqa: PLC0415 - not needed to start

        self.afterwards(lambda: self._over(CurationScreen(self.session, self.article_id)))

    def _over(self, screen: CurationScreen) -> None:
        if self.is_current:
            self.app.push_screen(screen, self.come_back)

    def do_export(self, _call: Call) -> None:
        """Write what was picked, or something else that is here, to a file."""
        from archive_tui.tui.screens import export  # noqa: PLC0415 - not needed to start

        if self.article is None:
            return
        thread, view, summary = self.thread, self.thread.view, self.article.summary
        wanted = export.of_article(summary, view.picked.count(1))
        flags = view.filtered if view.filtered is not None else view.hit
        found = thread.keepable(entry for entry, flag in enumerate(flags) if flag)
        if found:
            what = "what the filter keeps" if view.filtered is not None else "what was found"
            wanted.append(export.of_comments(summary, [thread.id_of(entry) for entry in found], what))
        if self.position >= 0:
            number, size = self.outline.number(self.position), self.outline.size[self.position]
            wanted.append(export.of_branch(summary, thread.current, number, size))
        wanted.append(export.of_library())
        self.app.push_screen(export.ExportScreen(self.session, wanted))

    # Notes

    def do_note(self, _call: Call) -> None:
        """Write a note to the current comment, or to the article."""
        from archive_tui.tui.screens.note import NoteScreen  # noqa: PLC0415 - not needed to start

        if self.thread.can_write():
            comment = self.thread.current
            note = self.thread.margins.notes.get(comment, "")
            keep = partial(self._write, self.article_id, "note", comment)
            self.app.push_screen(NoteScreen(self.session, f"Note to {self._name_of()}", note, keep))

    def do_fold_notes(self, _call: Call) -> None:
        """Fold every note to a line, or show them whole."""
        folded = not self.thread.margins.folded
        self.thread.fold_notes(folded)
        self.session.writer.set_setting(NOTES_SETTING, FOLDED if folded else "shown")
        said = "Notes are folded" if folded else "Notes are shown"
        self.say(said if self.thread.margins.notes else f"{said}; there is none in this thread")

    def _name_of(self) -> str:
        position = self.position
        return "the article" if position < 0 else f"comment {self.outline.number(position)}"

    def _write(self, article: ArticleId, mark: Mark, comment: CommentId, words: str | None) -> bool:
        """Write a note or tags, unless another article has been opened meanwhile."""
        if self.article is None or article != self.article_id:
            return False
        margins = self.thread.margins
        before = (
            margins.notes.get(comment) if mark == "note" else " ".join(margins.tags.get(comment, ())) or None
        )
        if before == words:
            return False
        change = Change(article, mark, (comment,), (before,), (words,))
        self.thread.apply(change)
        self.submit(change)
        return True

    # Tags

    def do_tag(self, _call: Call) -> None:
        """Ask for tags to give to the current comment, or to the article."""
        if self.thread.can_write():
            self._find_tags(self.article_id, self.thread.current)

    @work(thread=True, exclusive=True, group="tags")
    def _find_tags(self, article: ArticleId, comment: CommentId) -> None:
        try:
            self.session.writer.flush()
            tags = self.session.archive.tags()
        except ArchiveError:
            tags = []  # a prompt that completes nothing is still a prompt
        self.post_message(self.TagsFound(article, comment, tags))

    @on(TagsFound)
    def _ask_for_tags(self, event: TagsFound) -> None:
        from archive_tui.tui.screens.tagging import TagScreen  # noqa: PLC0415 - not needed to start

        if self.article is None or not self.is_current or self.thread.current != event.comment:
            return
        own = self.thread.margins.tags.get(event.comment, ())
        offered = [tag for tag in event.tags if tag not in own]
        heading = f"Tag {self._name_of()}"
        self.app.push_screen(TagScreen(self.session, heading, offered, self._tagged))

    def _tagged(self, written: str) -> None:
        tags = parse_tags(written)
        if not tags:
            self.say("A tag is a word with a letter or a digit in it")
            return
        self._mark(partial(self._change_tags, add=tags))

    def do_untag(self, _call: Call) -> None:
        """Take a tag away from the current comment: the only one, or the one that is chosen."""
        from archive_tui.tui.screens.tagging import TagScreen  # noqa: PLC0415 - not needed to start

        own = self.thread.margins.tags.get(self.thread.current, ())
        if not own:
            self.say("There is no tag here to take away; + gives one")
        elif len(own) == 1:
            self._untagged(own[0])
        else:
            heading = f"Take a tag away from {self._name_of()}"
            self.app.push_screen(TagScreen(self.session, heading, own, self._untagged))

    def _untagged(self, written: str) -> None:
        self._mark(partial(self._change_tags, remove=parse_tags(written)))

    def _change_tags(self, *, add: Sequence[str] = (), remove: Sequence[str] = ()) -> bool:
        if not self.thread.can_write():
            return False
        comment = self.thread.current
        tags = {*self.thread.margins.tags.get(comment, ()), *add} - {*remove}
        changed = self._write(self.article_id, "tags", comment, " ".join(sorted(tags)) or None)
        if not changed:
            self.say("The tags here are so already")
        return changed
