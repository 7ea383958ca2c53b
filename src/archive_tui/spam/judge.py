"""The judge: keeps the verdicts of a library in line with its texts and the reader's labels.

The invariant: an import knows nothing of it; what was stored or changed is pending until ``catch_up`` has judged it,
in short transactions. Killed at any moment, it goes on where it was.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from archive_tui.errors import NotFoundError, StorageError
from archive_tui.model import JudgingProgress
from archive_tui.spam.sitting import Sitting, Teaching
from archive_tui.storage import spam_judging, spam_labels

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

    from archive_tui.model import CommentId, Explanation
    from archive_tui.storage.library import Library
    from archive_tui.storage.spam_held import Moved

EDITION = 1
"""Goes up with every change of the filter that changes verdicts: libraries are judged anew then."""
BATCH = 500
"""Comments in one transaction: some 0.1 s, for which another writer waits."""
SAMPLE = 1_000
"""Comments whose verdicts are compared in a check."""
AT_ONCE = 10
"""Suspects that a correction compares with the labels at once."""
THOROUGH = 1_000
"""The same for a preview: a second or so."""
LITTLE = 1_500
"""Comments that are judged before an answer is given, unasked."""


class Judge:
    """Judges what is pending, a batch at a time; several threads and processes may."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._teaching = Teaching()

    def pending(self) -> int:
        """Return how many comments are to be judged or compared with the labels; an estimate from above."""
        with self._library.read() as connection:
            now = spam_judging.state(connection)
            if now.edition != EDITION:
                now = now._replace(judged=0)
            return spam_judging.pending(connection, now) + spam_judging.to_rescore(connection, now)

    def catch_up(
        self,
        progress: Callable[[JudgingProgress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> int:
        """Judge what is pending; return how many comments were looked at.

        Raises:
            StorageError: the library cannot be written.
        """
        total = self.pending()
        done = held = 0
        while total and not (cancelled and cancelled()):
            # Locked as in a correction, and between batches not at all: a correction waits for one of them at most.
            with self._library.write() as connection, self._lock:
                handled, found = self._batch(connection)
            if not handled:
                break
            done += handled
            held += found
            if progress is not None:
                progress(JudgingProgress(done, max(total, done), held))
        return done

    def catch_up_if_little(self) -> None:
        """Judge what is pending if that takes no longer than half a second."""
        if 0 < self.pending() <= LITTLE:
            try:
                self.catch_up()
            except StorageError:
                return  # a library that cannot be written now can be read; it is judged the next time

    def rescan(
        self,
        progress: Callable[[JudgingProgress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> int:
        """Judge every comment anew; cancelled, the rest is pending."""
        with self._library.write() as connection:
            spam_judging.start_again(connection)
        return self.catch_up(progress, cancelled)

    def settle(
        self,
        connection: sqlite3.Connection,
        ids: Iterable[int],
        beside: Iterable[int] = (),
        *,
        thorough: bool = False,
    ) -> list[Moved]:
        """Judge comments whose labels changed, and their copies, in the transaction that changed them.

        What the labels teach about other suspects is pending afterwards, but for a few.

        Args:
            connection: With the labels as they are now.
            ids: The comments whose labels changed.
            beside: Others that may be copies of them.
            thorough: Compare all suspects, or very many: for a preview.

        Returns:
            The comments whose verdict became another.
        """
        with self._lock:
            sitting = Sitting(connection, self._teaching)
            marked = list(ids)
            sitting.labelled(marked, beside)
            connection.executemany(
                "DELETE FROM spam_changes WHERE comment_id = ?", ((one,) for one in marked)
            )
            most = THOROUGH if thorough else AT_ONCE
            again = spam_judging.next_suspects(connection, spam_judging.state(connection).rescored, most + 1)
            sitting.rescore(again[:most])
            spam_judging.set_state(
                connection, rescored=spam_judging.ALL if len(again) <= most else again[most - 1].id
            )
            return sitting.moved

    def check(self, *, repair: bool) -> tuple[list[str], list[str]]:
        """Compare verdicts with texts and labels; return what is wrong, and what was and has been made anew.

        Being behind is not wrong: ``catch_up`` goes on. What is compared is a part of the library, and all labels.
        """
        found = self._problems()
        if not found or not repair:
            return found, []
        self.rescan()
        left = self._problems()
        return left, [problem for problem in found if problem not in left]

    def _problems(self) -> list[str]:
        if self.pending():
            return []
        problems = []
        with self._library.read() as connection, self._lock:
            now = spam_judging.state(connection)
            if unapplied := spam_labels.unapplied(connection, now.judged):
                problems.append(f"{unapplied} comments have not the verdict that you gave them")
            rows = spam_judging.sample(connection, max(now.judged // SAMPLE, 1))
            if wrong := Sitting(connection, self._teaching).misjudged(rows):
                problems.append(f"{wrong} of {len(rows)} comments that were compared are misjudged")
        return problems

    def explained(self, connection: sqlite3.Connection, comment_id: CommentId) -> Explanation:
        """Return all that a comment's verdict rests on.

        Raises:
            NotFoundError: there is no such comment.
        """
        rows = spam_judging.rows(connection, [comment_id])
        if not rows:
            raise NotFoundError(f"no comment {comment_id} in the library")
        with self._lock:
            return Sitting(connection, self._teaching).explained(rows[0])

    def _batch(self, connection: sqlite3.Connection) -> tuple[int, int]:
        """Do one transaction's part; return how many comments were looked at, and how many became spam."""
        now = spam_judging.state(connection)
        if now.edition != EDITION:
            spam_judging.start_again(connection)
            spam_judging.set_state(connection, edition=EDITION)
            now = spam_judging.state(connection)
        sitting = Sitting(connection, self._teaching)
        changed = spam_judging.rows(connection, spam_judging.changed_ids(connection, BATCH))
        sitting.judge([row for row in changed if row.id <= now.judged])
        fresh = spam_judging.next_rows(connection, now.judged, BATCH - len(changed))
        if fresh:
            sitting.judge(fresh)
            spam_judging.set_state(connection, judged=fresh[-1].id)
            return len(changed) + len(fresh), sitting.held
        if changed:
            return len(changed), sitting.held
        again = spam_judging.next_suspects(connection, now.rescored, BATCH)
        sitting.rescore(again)
        if now.rescored != spam_judging.ALL:
            spam_judging.set_state(connection, rescored=again[-1].id if again else spam_judging.ALL)
        return len(again), sitting.held
