"""From imported threads to the library: several articles in one transaction, each of them whole.

Invariant: what the tally counts is committed. A transaction holds whole articles, and is not open while an importer
reads: another writer waits for the writing alone.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archive_tui.importers.cleaned import cleaned
from archive_tui.intake.fingerprints import thread_digest
from archive_tui.model import ImportedThread, Skipped, State
from archive_tui.storage import articles, imports, joining, parts, threads
from archive_tui.storage.parts import Part
from archive_tui.storage.threads import Stored
from archive_tui.text.clean import clean_line
from archive_tui.thread.tree import grow

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from archive_tui.importers.gathering import Gathered
    from archive_tui.intake.followers import Follower
    from archive_tui.intake.tally import Tally
    from archive_tui.model import ArticleId
    from archive_tui.storage.imports import Fingerprint
    from archive_tui.storage.library import Library
    from archive_tui.thread.tree import Tree

_COMMENTS = 2_000
"""In one transaction; an article that has more is one of its own."""
_CHARACTERS = 4_000_000
_SECONDS = 0.25
"""After which articles do not wait for others."""
_TITLE_LENGTH = 80
"""Characters of the body that stand in for a title that is not there."""


@dataclass(slots=True)
class _Waiting:
    """A thread that is to be stored."""

    thread: ImportedThread
    """As the importer gave it, but for its key."""
    key: str
    """Cleaned."""
    digest: bytes
    known: Part | None = None
    tree: Tree | None = None
    """None if it is known."""


class Storing:
    """Takes in the threads of one source."""

    def __init__(
        self,
        library: Library,
        source: Gathered,
        fingerprint: Fingerprint,
        tally: Tally,
        *,
        added: set[ArticleId],
        followers: Sequence[Follower],
        keep_private: bool = False,
        dry_run: bool = False,
    ) -> None:
        """Prepare; ``added`` are the articles that came in this run, and is added to."""
        self._library = library
        self._source = source
        self._fingerprint = fingerprint
        self._tally = tally
        self._added = added
        self._followers = followers
        self._keep_private = keep_private
        self._dry_run = dry_run
        self._salt = f"{fingerprint.format} {fingerprint.edition} {keep_private}".encode()
        self._waiting: list[_Waiting] = []
        self._comments = 0
        self._characters = 0
        # The first article of a source is stored at once: it shows that something comes.
        self._since = float("-inf")

    def add(self, thread: ImportedThread) -> None:
        """Take a thread in, by and by: it may wait for others."""
        thread = self._named(thread)
        characters = len(thread.article.body) + sum(len(comment.text) + 40 for comment in thread.comments)
        self._tally.characters += characters
        self._characters += characters
        self._comments += len(thread.comments)
        digest = thread_digest(thread, self._salt)
        self._waiting.append(_Waiting(thread, clean_line(thread.article.key), digest))
        if (
            self._comments >= _COMMENTS
            or self._characters >= _CHARACTERS
            or time.monotonic() - self._since >= _SECONDS
        ):
            self.flush()

    def flush(self) -> None:
        """Store what is waiting.

        Raises:
            StorageError: the library cannot be written; nothing of what is waiting is stored then.
        """
        waiting, self._waiting = self._waiting, []
        self._comments = self._characters = 0
        if waiting:
            self._prepare(waiting)
            self._store(waiting)
        self._since = time.monotonic()

    def _prepare(self, waiting: Sequence[_Waiting]) -> None:
        """Find out which threads are as they were, and clean and order the others."""
        with self._library.read() as connection:
            known = parts.stored(connection, ((each.key, each.digest) for each in waiting))
        for each, part in zip(waiting, known, strict=True):
            each.known = part
            if part is None:
                each.thread = cleaned(each.thread, keep_private=self._keep_private)

    def _store(self, waiting: Sequence[_Waiting]) -> None:
        done: list[tuple[_Waiting, Stored]] = []
        added: list[ArticleId] = []
        import_id = self._tally.import_id
        with self._library.read() if self._dry_run else self._library.write() as connection:
            if import_id is None and not self._dry_run:
                import_id = imports.begin(connection, self._fingerprint, int(time.time()))
            for each in waiting:
                stored = self._one(connection, each, import_id or 0, added)
                done.append((each, stored))
        self._tally.import_id = import_id
        self._added.update(added)
        self._account(done)
        if not self._dry_run:
            ids = list(
                dict.fromkeys(stored.article_id for _, stored in done if stored.article_id is not None)
            )
            for follower in self._followers:
                follower.stored(ids)

    def _one(
        self, connection: sqlite3.Connection, each: _Waiting, import_id: int, added: list[ArticleId]
    ) -> Stored:
        """Store one thread, or note that it is as it was."""
        if each.known is not None:
            comments = sum(comment.state is not State.GHOST for comment in each.thread.comments)
            if not self._dry_run:
                parts.came_again(connection, [each.known.article_id], import_id)
            return Stored(each.known.article_id, 0, 0, comments, 0, each.known.ghosts)
        found, thread = self._placed(connection, each.thread, import_id)
        each.tree = grow(thread.comments)
        if self._dry_run:
            return threads.compare(connection, found, thread, each.tree)
        if found is None and not thread.article.title:
            thread = replace(thread, article=replace(thread.article, title=self._title(thread)))
        again = found not in self._added and found not in added
        stored = threads.store(connection, found, thread, each.tree, import_id, again=again)
        if stored.article_id is not None:
            if found is None:
                added.append(stored.article_id)
            skipped = (*each.thread.skipped, *each.tree.skipped)
            part = Part(stored.article_id, stored.ghosts, skipped)
            parts.note(connection, part, each.digest, partial=thread.partial)
        return stored

    def _placed(
        self, connection: sqlite3.Connection, thread: ImportedThread, import_id: int
    ) -> tuple[ArticleId | None, ImportedThread]:
        """Return the article of the library that an imported one is, and the thread as it hangs there."""
        if thread.partial:
            return joining.placed(connection, thread)
        found = articles.recognise(
            connection,
            thread.article,
            source=self._fingerprint.source,
            format_name=self._fingerprint.format,
            import_id=import_id,
        )
        return found, thread

    def _account(self, done: Sequence[tuple[_Waiting, Stored]]) -> None:
        for each, stored in done:
            self._tally.count(stored, each.thread.article)
            self._tally.partial = self._tally.partial or each.thread.partial
            if each.known is not None:
                self._tally.skipped += each.known.skipped
            elif each.tree is not None:
                self._tally.skipped += [*each.thread.skipped, *each.tree.skipped]

    def _named(self, thread: ImportedThread) -> ImportedThread:
        """Return a thread whose article has a key that the source has not used yet; a part may come again."""
        article = thread.article
        if self._source.files[0].url is not None and article.url is None:
            article = replace(article, url=self._source.files[0].url)
        if not thread.partial:
            keys = self._tally.keys
            times = keys[article.key] = keys.get(article.key, 0) + 1
            if times > 1:
                reason = "the source has it more than once; all were kept"
                self._tally.skipped.append(Skipped(f"article {clean_line(article.key)}", reason))
                article = replace(article, key=f"{article.key}~{times}")
            if not clean_line(article.title):
                article = replace(article, title=self._title(replace(thread, article=article)))
        return thread if article is thread.article else replace(thread, article=article)

    def _title(self, thread: ImportedThread) -> str:
        """Return what stands in for a title that is not there."""
        beginning = clean_line(thread.article.body.strip()[:_TITLE_LENGTH].partition("\n")[0])
        name = self._source.files[0].name.rpartition("/")[2]
        return beginning or name.partition(".")[0] or name
