"""Keeping the index up with the library.

Invariant: an import knows nothing of the index; whatever is written to comments or articles is pending until
``catch_up`` has taken it in, in transactions of some ten thousand documents. Killed at any moment, it goes on where
it was.
"""

from __future__ import annotations

import secrets
import threading
from collections import Counter
from heapq import heappush, heappushpop
from typing import TYPE_CHECKING

from archive_tui.errors import StorageError
from archive_tui.model import IndexProgress
from archive_tui.search import tokens
from archive_tui.storage import search_index, search_terms
from archive_tui.storage.search_index import Document

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from archive_tui.storage.library import Library
    from archive_tui.storage.search_index import Source
    from archive_tui.storage.search_terms import Term

BATCH = 10_000
"""Documents in one transaction: a third of a second, for which another writer waits."""
_SMALL = 5_000
"""So many documents, or a quarter of the index, are counted one by one; the vocabulary is counted anew for more."""
_RARE_COUNT_UP_TO = 1_000_000
"""Documents from which on words of a single document are left out of the vocabulary (half of all words)."""
_ENTRIES = 12_000_000
"""Bucket entries kept in memory before they are written: 48 MB."""
_GENERATIONS = 40
_SAMPLE = 2_000
"""Comments whose words are compared in a check."""
_COMPLETIONS = 48


class Indexer:
    """Takes into the index what is pending. One at a time in a process; several processes may."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()

    def pending(self) -> int:
        """Return how many documents the index is behind; an estimate from above."""
        with self._library.read() as connection:
            now = search_index.state(connection)
            if now.tokens == tokens.VERSION and now.counted >= 0:
                return search_index.pending(connection, now)
            return max(search_index.pending(connection, now), 1)

    def catch_up(
        self,
        progress: Callable[[IndexProgress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> int:
        """Index what is pending; return how many documents were taken in or out.

        Raises:
            StorageError: the library cannot be written.
        """
        with self._lock:
            return self._catch_up(progress or (lambda _: None), cancelled or (lambda: False))

    def catch_up_if_little(self) -> None:
        """Catch up before a search if that takes no longer than a second and nobody else is at it."""
        if not 0 < self.pending() <= _SMALL or not self._lock.acquire(blocking=False):
            return
        try:
            self._catch_up(lambda _: None, lambda: False)
        except StorageError:
            # a library that cannot be written now can be searched; the answer says how far behind it is
            return
        finally:
            self._lock.release()

    def rebuild(
        self,
        progress: Callable[[IndexProgress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> int:
        """Throw the index away and make it anew."""
        with self._lock:
            with self._library.write() as connection:
                _clear(connection)
            return self._catch_up(progress or (lambda _: None), cancelled or (lambda: False))

    def check(self, *, repair: bool) -> tuple[list[str], list[str]]:
        """Compare the index with the library; return what is wrong, and what was and has been made anew.

        Being behind is not wrong: the next search catches up. O(library).
        """
        found = self._problems(whole=repair)
        if not found or not repair:
            return found, []
        self.rebuild()
        left = self._problems(whole=True)
        return left, [problem for problem in found if problem not in left]

    def _problems(self, *, whole: bool) -> list[str]:
        """Compare; with ``whole`` also look through the index itself, which has to wait for another writer."""
        if whole:
            with self._library.write() as connection:
                if not search_index.is_sound(connection):
                    return ["the search index is damaged"]
        problems: list[str] = []
        with self._library.read() as connection:
            now = search_index.state(connection)
            if now.tokens != tokens.VERSION:
                return []
            lacking, extra = search_index.disagreements(connection, now)
            if lacking:
                problems.append(f"the search index lacks {lacking} comments or articles of the library")
            if extra:
                problems.append(f"the search index has {extra} comments or articles that the library has not")
            wrong = sum(
                not search_index.holds(connection, source.id, _telling(source))
                for source in search_index.sample(connection, now, max(now.comments // _SAMPLE, 1))
            )
            if wrong:
                problems.append(
                    f"the search index has other words than {wrong} of the comments that were compared"
                )
        return problems

    def _catch_up(self, progress: Callable[[IndexProgress], None], cancelled: Callable[[], bool]) -> int:
        with self._library.write() as connection:
            now = search_index.state(connection)
            if now.tokens != tokens.VERSION:
                _clear(connection)
                search_index.set_state(connection, tokens=tokens.VERSION)
                now = search_index.state(connection)
            total = search_index.pending(connection, now)
        bulk = total > max(_SMALL, now.documents // 4)
        done = 0
        while not cancelled():
            with self._library.write() as connection:
                handled = _batch(connection, count=not bulk)
            if not handled:
                break
            done += handled
            progress(IndexProgress(done, max(total, done)))
        else:
            return done
        with self._library.read() as connection:
            now = search_index.state(connection)
        grown = now.documents > now.counted + max(_SMALL, now.counted // 4)
        if bulk or grown or now.counted < 0 or now.generations > _GENERATIONS:
            self._merge(cancelled)
            self._count_words(cancelled)
        return done

    def _merge(self, cancelled: Callable[[], bool]) -> None:
        """Merge the segments that a bulk load leaves behind, a few pages at a time."""
        first = True
        more = True
        while more and not cancelled():
            with self._library.write() as connection:
                more = search_index.merge(connection, first=first)
            first = False

    def _count_words(self, cancelled: Callable[[], bool]) -> None:
        """Count the vocabulary anew from the index, a stretch of the alphabet at a time."""
        claim = -1 - secrets.randbelow(2**31)
        with self._library.write() as connection:
            search_terms.clear(connection)
            search_index.set_state(connection, counted=claim)
            documents = search_index.state(connection).documents
        rarest = 1 if documents <= _RARE_COUNT_UP_TO else 2
        collected = _Vocabulary()
        after = ""
        while not cancelled():
            with self._library.read() as connection:
                terms = search_terms.indexed_terms(connection, after, 50_000)
            with self._library.write() as connection:
                if search_index.state(connection).counted != claim:
                    return  # another process counts
                if not terms:
                    collected.finish(connection)
                    search_index.set_state(connection, counted=documents)
                    return
                collected.add(connection, [term for term in terms if term.documents >= rarest])
            after = terms[-1].term


class _Vocabulary:
    """Writes the words as they come in the order of their code points."""

    def __init__(self) -> None:
        self._next = 1
        self._buckets = search_terms.Buckets()
        self._best: dict[str, list[tuple[int, int]]] = {}

    def add(self, connection: sqlite3.Connection, terms: Sequence[Term]) -> None:
        search_terms.append(connection, self._next, terms)
        best = self._best
        for number, (term, documents) in enumerate(terms, self._next):
            if tokens.SHORTEST <= len(term) <= tokens.LONGEST and term.isalpha():
                self._buckets.add(number, tokens.deletions(term, tokens.slips(term)))
            for length in (1, 2, 3):
                heap = best.setdefault(term[:length], [])
                if len(heap) < _COMPLETIONS:
                    heappush(heap, (documents, number))
                elif heap[0][0] < documents:
                    heappushpop(heap, (documents, number))
        self._next += len(terms)
        if self._buckets.size > _ENTRIES:
            self._buckets.write(connection)
        self._write_completions(connection, keep=terms[-1].term if terms else "")

    def finish(self, connection: sqlite3.Connection) -> None:
        self._buckets.write(connection)
        self._write_completions(connection, keep="")

    def _write_completions(self, connection: sqlite3.Connection, keep: str) -> None:
        """Write the prefixes that no further word can begin with."""
        done = [prefix for prefix in self._best if not keep or not keep.startswith(prefix)]
        search_terms.write_completions(
            connection, {prefix: [number for _, number in self._best.pop(prefix)] for prefix in done}
        )


def document(source: Source) -> Document:
    """Return what the index holds of a source; the same for the same source, always."""
    kind = tokens.COMMENT if source.title is None else tokens.ARTICLE
    text = tokens.visible(source.text)
    title = tokens.visible(source.title or "")
    labels = tokens.labels(
        kind=kind, article=source.article_id, author=source.author, created=source.created, text=text
    )
    labels += tokens.marked(text)
    if title:
        labels += tokens.marked(title)
    # Folded here: unicode61 leaves the marks of some scripts alone, and a query's words have none.
    return Document(source.id, tokens.fold(text), tokens.fold(title), " ".join(labels))


def _telling(source: Source) -> str:
    """Return an expression that a document fails if it was indexed with another text or author."""
    one = document(source)
    words = tokens.words(one.text)
    wanted = [*words[:3], *words[-3:], *one.labels.split()]
    return " AND ".join('"' + word.replace('"', '""') + '"' for word in wanted)


def _batch(connection: sqlite3.Connection, *, count: bool) -> int:
    """Do one transaction's part of what is pending; return how many documents that were."""
    now = search_index.state(connection)
    changed = search_index.changed_sources(connection, now, BATCH)
    search_index.forget_unindexed_changes(connection, now)
    new = search_index.new_sources(connection, now, BATCH - len(changed))
    if not changed and not new:
        search_index.reach_newest(connection)
        return 0
    old = [document(before) for before, _ in changed]
    fresh = [document(after) for _, after in changed if after is not None]
    added = [document(source) for source in new]
    search_index.take_out(connection, old)
    search_index.add(connection, fresh)
    search_index.add(connection, added)
    search_index.set_state(
        connection,
        comments=max([now.comments, *(source.id for source in new)]),
        articles=max([now.articles, *(-source.id for source in new)]),
        documents=now.documents + len(fresh) + len(added) - len(old),
        characters=now.characters
        + sum(len(one.text) for one in fresh)
        + sum(len(one.text) for one in added)
        - sum(len(one.text) for one in old),
    )
    if count and now.counted >= 0:
        _adjust_vocabulary(connection, old, [*fresh, *added])
    return len(changed) + len(new)


def _adjust_vocabulary(
    connection: sqlite3.Connection, old: Iterable[Document], added: Iterable[Document]
) -> None:
    differences: Counter[str] = Counter()
    for one in added:
        differences.update(_vocabulary_of(one))
    for one in old:
        differences.subtract(_vocabulary_of(one))
    buckets = search_terms.Buckets()
    for number, term in search_terms.adjust(connection, {term: by for term, by in differences.items() if by}):
        if tokens.SHORTEST <= len(term) <= tokens.LONGEST and term.isalpha():
            buckets.add(number, tokens.deletions(term, tokens.slips(term)))
    if buckets.size:
        buckets.write(connection)


def _vocabulary_of(one: Document) -> set[str]:
    found = set(tokens.words(one.text))
    if one.title:
        found.update(tokens.words(one.title))
    if not one.labels.isascii():
        found.update(label for label in one.labels.split() if label < "\ue000")
    return found


def _clear(connection: sqlite3.Connection) -> None:
    search_index.clear(connection)
    search_terms.clear(connection)
