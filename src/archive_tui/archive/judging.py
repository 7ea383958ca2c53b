"""Spam in an open library: verdicts and why, the reader's corrections, what is held.

The filter follows the library as the search index does: an import leaves comments pending, ``judge_pending`` judges
them. A correction is applied at once to the comments it names and to their near-copies; what else it teaches is
pending, too.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from archive_tui.archive.finding import Finding
from archive_tui.model import CommentId, Effect, Judgement
from archive_tui.storage import marks, spam_held

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from archive_tui.model import ArticleId, Change, Explanation, Held, JudgingProgress, Label
    from archive_tui.spam.judge import Judge
    from archive_tui.storage.spam_held import Spam

EXCESSIVE_SHARE = 0.25
"""The part of an article that a correction may hide unasked."""
EXCESSIVE_COMMENTS = 5
"""Hiding fewer than so many comments of an article never is excessive."""


class Judging(Finding):
    """What can be asked and said about spam."""

    @cached_property
    def _judge(self) -> Judge:
        from archive_tui.spam.judge import Judge  # noqa: PLC0415 - loads rapidfuzz, which reading does not need

        return Judge(self._library)

    def why(self, comment_id: CommentId) -> Explanation:
        """Return all that a comment's verdict rests on: signals, words, near-copies; good comments have one, too.

        Raises:
            NotFoundError: there is no such comment.
        """
        with self._library.read() as connection:
            return self._judge.explained(connection, comment_id)

    def unjudged(self) -> int:
        """Return how many comments are to be judged, or compared with the reader's labels; from above."""
        return self._judge.pending()

    def judge_pending(
        self,
        progress: Callable[[JudgingProgress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> int:
        """Judge what imports and corrections left to do; return how many comments were looked at.

        Raises:
            StorageError: the library cannot be written.
        """
        return self._judge.catch_up(progress, cancelled)

    def judge_anew(
        self,
        progress: Callable[[JudgingProgress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> int:
        """Judge every comment of the library again; cancelled, the rest is pending and its verdicts stay.

        Raises:
            StorageError: the library cannot be written.
        """
        return self._judge.rescan(progress, cancelled)

    def held(self, article_id: ArticleId | None = None, *, most: int | None = None) -> list[Held]:
        """Return the comments that are spam, in the library or an article, near-copies of each other together."""
        with self._library.read() as connection:
            return spam_held.held(connection, article_id, most)

    def preview_spam(self, ids: Sequence[CommentId], label: Label | None) -> Judgement:
        """Return what ``mark_spam`` would do, and do nothing.

        Raises:
            LibraryBusyError: another program is writing; try again.
        """
        return self._marked(ids, label, keep=False)[0]

    def mark_spam(self, ids: Sequence[CommentId], label: Label | None) -> Judgement:
        """Say that comments are spam, are good ("ham"), or take back what was said (None).

        Each article's part can be undone (``undo``); ``excessive`` of the preview is for the caller to ask about.

        Raises:
            LibraryBusyError: another program is writing; try again.
        """
        return self._marked(ids, label, keep=True)[0]
