"""A visit from the search: the reader opens nothing but one comment and what it answers.

Invariant: the folds of a visit are written nowhere; those of whoever last read the thread come back when it ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from archive_tui.errors import ArchiveError
from archive_tui.tui.screens.reader_commands import ReaderCommands
from archive_tui.tui.widgets.thread_messages import FoldsChanged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive_tui.model import ArticleId, CommentId


class ReaderVisit(ReaderCommands):
    """What the reader screen does about folds, on a visit and otherwise."""

    @dataclass
    class FoldsFound(Message):
        """What is folded when nobody visits was read."""

        article_id: ArticleId
        folded: Sequence[int]

    @dataclass
    class FoldsLost(Message):
        """What is folded when nobody visits could not be read."""

        sentence: str

    def arrive(self, comment: CommentId) -> None:
        """Go to the comment that the thread was opened for."""
        if self.visiting:
            self.thread.visit(comment)
        else:
            self.thread.jump_to(comment, reveal=True)

    def end_visit(self) -> None:
        """Fold the thread as it was left when somebody last read it."""
        self._end_visit(self.article_id)

    @work(thread=True, exclusive=True, group="folds")
    def _end_visit(self, article_id: ArticleId) -> None:
        try:
            folded = self.session.archive.reading(article_id).folded
        except ArchiveError as error:
            self.post_message(self.FoldsLost(str(error)))
        else:
            self.post_message(self.FoldsFound(article_id, folded))

    @on(FoldsFound)
    def _folds_found(self, event: FoldsFound) -> None:
        if self.visiting and self.article is not None and event.article_id == self.article_id:
            self.visiting = False
            self.thread.set_folds(event.folded)
            self.say("Folded as you left it")

    @on(FoldsLost)
    def _folds_lost(self, event: FoldsLost) -> None:
        self.complain(event.sentence)

    @on(FoldsChanged)
    def _folds_changed(self, event: FoldsChanged) -> None:
        if not self.visiting:
            self.session.writer.save_folds(self.article_id, event.folded, event.unfolded)
