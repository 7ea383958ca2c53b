"""Spam in an open library: verdicts and why, the reader's corrections, what is held.

The filter follows the library as the search index does: an import leaves comments pending, ``judge_pending`` judges
them. A correction is applied at once to the comments it names and to their near-copies; what else it teaches is
pending, too.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from archive_tui.archive.finding import Finding
from archive_tui.archive.keeping import Keeping
from archive_tui.model import ArticleId, CommentId, Effect, Judgement
from archive_tui.storage import marks, spam_held, spam_judging, spam_labels

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from archive_tui.model import Change, Explanation, Held, JudgingProgress, Label, SharedLabel, Value
    from archive_tui.spam.judge import Judge
    from archive_tui.storage.spam_held import Moved

JUDGED_AFTER_IMPORT = 5_000
"""Comments that are judged before an import ends; of more than that all are left to ``judge_pending``."""
EXCESSIVE_SHARE = 0.25
"""The part of an article that a correction may hide unasked."""
EXCESSIVE_COMMENTS = 5
"""Hiding fewer than so many comments of an article never is excessive."""


_SEARCHED = 20
"""Marked comments whose copies are looked for among comments that were never suspected."""


class Judging(Keeping, Finding):
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

    def judge_some(self, cancelled: Callable[[], bool] | None = None) -> None:
        """Judge what is pending if it is no more than a few seconds' work; the rest is for who has the time."""
        if self._judge.pending() <= JUDGED_AFTER_IMPORT:
            self._judge.catch_up(None, cancelled)

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
        return self._marked(ids, label, keep=False)

    def mark_spam(self, ids: Sequence[CommentId], label: Label | None) -> Judgement:
        """Say that comments are spam, are good ("ham"), or take back what was said (None).

        Each article's part can be undone (``undo``); ``excessive`` of the preview is for the caller to ask about.

        Raises:
            LibraryBusyError: another program is writing; try again.
        """
        return self._marked(ids, label, keep=True)

    def labels(self) -> list[SharedLabel]:
        """Return all that the reader ever said of comments, in the order of their keys."""
        with self._library.read() as connection:
            return spam_labels.labels(connection)

    def written_labels(self) -> list[str]:
        """Return all that the reader ever said of comments as lines to share; see docs/spam.md."""
        from archive_tui.spam import labels  # noqa: PLC0415 - as above

        return list(labels.lines(self.labels()))

    def read_labels(self, path: Path) -> list[SharedLabel]:
        """Return the labels of a file of such lines, to be taken.

        Raises:
            ImportFailedError: a line is no label, or the file cannot be read.
        """
        from archive_tui.spam import labels  # noqa: PLC0415 - as above

        return labels.read(path)

    def preview_labels(self, labels: Sequence[SharedLabel]) -> Judgement:
        """Return what ``take_labels`` would do, and do nothing.

        Raises:
            LibraryBusyError: another program is writing; try again.
        """
        return self._taken(labels, keep=False)

    def take_labels(self, labels: Sequence[SharedLabel]) -> Judgement:
        """Take labels of somebody else; what the reader said of the same comments stays.

        Labels of comments that the library does not have are kept, too: they teach, and wait for the comments.
        The part in each article can be undone.

        Raises:
            LibraryBusyError: another program is writing; try again.
        """
        return self._taken(labels, keep=True)

    def _taken(self, labels: Sequence[SharedLabel], *, keep: bool) -> Judgement:
        with self._library.write() as connection, self._tried(connection, keep=keep):
            known = {(one.article, one.comment) for one in spam_labels.labels(connection)}
            fresh = [one for one in labels if (one.article, one.comment) not in known]
            there = spam_labels.labelled_ids(connection, [(one.article, one.comment) for one in fresh])
            said: defaultdict[ArticleId, dict[CommentId, Value]] = defaultdict(dict)
            named = {there[key]: one.label for one in fresh if (key := (one.article, one.comment)) in there}
            for row in spam_judging.rows(connection, named):
                said[ArticleId(row.article_id)][CommentId(row.id)] = named[row.id]
            for one in fresh:
                if (one.article, one.comment) not in there:
                    spam_labels.write(connection, one, None)
            spam_labels.changed(connection)
            changes = [marks.change(connection, article, "spam", values) for article, values in said.items()]
            changed = [change for change in changes if change is not None]
            ids = [one for change in changed for one in change.ids]
            moved = self._judge.settle(connection, ids, thorough=not keep)
            return _judgement(connection, ids, None, changed, moved)

    @staticmethod
    @contextmanager
    def _tried(connection: sqlite3.Connection, *, keep: bool) -> Iterator[None]:
        """Take back what is done inside, unless it is to be kept."""
        connection.execute("SAVEPOINT tried")
        yield
        if not keep:
            connection.execute("ROLLBACK TO tried")
        connection.execute("RELEASE tried")

    def _marked(self, ids: Sequence[CommentId], label: Label | None, *, keep: bool) -> Judgement:
        beside = self._copies_of(ids)
        with self._library.write() as connection, self._tried(connection, keep=keep):
            articles = defaultdict(list)
            for row in spam_judging.rows(connection, ids):
                articles[ArticleId(row.article_id)].append(CommentId(row.id))
            changes = [
                marks.change(connection, article_id, "spam", dict.fromkeys(those, label))
                for article_id, those in articles.items()
            ]
            changed = [change for change in changes if change is not None]
            marked = [one for change in changed for one in change.ids]
            moved = self._judge.settle(connection, marked, beside, thorough=not keep)
            return _judgement(connection, ids, label, changed, moved)

    def _noted(self, connection: sqlite3.Connection, change: Change | None) -> Change | None:
        """Judge comments whose labels an undo or redo changed, and their copies."""
        if change is not None and change.mark == "spam":
            self._judge.settle(connection, change.ids, self._copies_of(change.ids))
        return super()._noted(connection, change)

    def _copies_of(self, ids: Iterable[CommentId]) -> list[int]:
        """Return comments of nearly the same text; those that no filter ever suspected are found by their words."""
        self._indexer.catch_up_if_little()
        found = {hit.id for one in list(ids)[:_SEARCHED] for hit in self._engine.duplicates_of(one)}
        return sorted(found.difference(ids))


def _judgement(
    connection: sqlite3.Connection,
    ids: Iterable[CommentId],
    label: Label | None,
    changes: Iterable[Change],
    moved: Iterable[Moved],
) -> Judgement:
    effects = spam_held.effects(connection, moved)
    return Judgement(
        label,
        tuple(ids),
        tuple(
            (comment_id, "spam" if said == "spam" else "ham" if said == "ham" else None)
            for change in changes
            for comment_id, said in zip(change.ids, change.before, strict=True)
        ),
        tuple(effects),
        tuple(effect for effect in effects if is_excessive(effect)),
    )


def is_excessive(effect: Effect) -> bool:
    """Say whether a correction hides so much of an article that it should be asked about."""
    return len(effect.hides) > EXCESSIVE_COMMENTS and effect.share > EXCESSIVE_SHARE
