"""Answering a query: exact first, then corrected, then all words but one.

Invariants: a document that has every word as typed comes before each that does not; asked again with another offset,
the same query goes on in the same order (the order is kept for as long as the index stays the same).
"""

from __future__ import annotations

import math
import threading
import time
from array import array
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from archive_tui.model import ArticleId, CommentId, Facets, Hit, SearchAnswer, ThreadHits
from archive_tui.search import candidates, related
from archive_tui.search.expression import Phrase
from archive_tui.search.hits import corrections, hits
from archive_tui.search.in_thread import in_thread
from archive_tui.search.question import Question, collection_of
from archive_tui.search.rank import Ranked, Ranker
from archive_tui.storage import search_find, search_index
from archive_tui.storage.search_find import StoppedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from archive_tui.search.candidates import Candidates
    from archive_tui.search.expansion import Group, Text
    from archive_tui.search.hits import Place
    from archive_tui.storage.library import Library
    from archive_tui.storage.search_find import Find, Row

TYPING_SECONDS = 0.05
"""What a search may take while a person is typing."""
ENOUGH = 10
"""Hits from which on nothing wider is asked."""
_FEW = 3
"""Hits below which a word may be missing."""
_LIKELIEST, _LIKELY = 2, 8
"""Variants of each word, itself included, that are asked before all of them, the second number of several words alone:
each question has room for so many candidates, and the likeliest must not be crowded out."""
_KEPT = 16
_FACET_REACH = 20_000


@dataclass
class _Order:
    """The ranked part of an answer, and what comes after it."""

    ranked: list[Ranked] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    tail: Find | None = None
    """What else matches, newest first."""
    tail_exact: bool = False
    total: int = 0
    total_exact: bool = True
    complete: bool = True
    relaxed: bool = False


class Engine:
    """Searches a library; may be used from several threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept: OrderedDict[tuple[object, ...], _Order] = OrderedDict()
        self._lock = threading.Lock()

    def forget(self) -> None:
        """Forget the orders that are kept for paging."""
        with self._lock:
            self._kept.clear()

    def search(
        self,
        query: str,
        *,
        limit: int = 50,
        offset: int = 0,
        exact: bool = False,
        article: ArticleId | None = None,
        typing: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> SearchAnswer:
        """Search; see ``Archive.search``."""
        deadline = time.monotonic() + TYPING_SECONDS if typing else float("inf")

        def stop() -> bool:
            return time.monotonic() > deadline or (cancelled is not None and cancelled())

        with self._library.read() as connection:
            state = search_index.state(connection)
            question = Question(connection, query, state, exact=exact, article=article, typing=typing)
            order = self._order(question, stop)
            return _answer(question, order, limit, offset, stop)

    def explain(self, query: str, *, exact: bool = False) -> str:
        """Draw what a query is taken for and what its words stand for, one line each."""
        from archive_tui.search.expression import outline  # noqa: PLC0415

        with self._library.read() as connection:
            question = Question(connection, query, search_index.state(connection), exact=exact)
            lines = outline(question.expression)
            for leaf in question.plan.texts:
                for group in question.expander.widened(leaf, frequent=True):
                    lines.append(f"{group.typed}:")
                    lines += [
                        f"  {variant} (distance {variant.distance}, weight {variant.weight:.2f}, "
                        f"in about {variant.documents} documents)"
                        for variant in group.variants
                    ]
            find = question.find(question.typed)
            lines.append(f"asked of the index: {_readable(find.match) if find else 'nothing'}")
        return "\n".join(lines)

    def hits_in(
        self, article: ArticleId, query: str, *, exact: bool = False, typing: bool = False
    ) -> array[int]:
        """Return the positions of an article's comments that match; corrected ones if no exact one does."""
        return self.find_in(article, query, exact=exact, typing=typing).positions

    def find_in(
        self,
        article: ArticleId,
        query: str,
        *,
        exact: bool = False,
        typing: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> ThreadHits:
        """Find in one thread; see ``Archive.find_in``."""
        stop = cancelled or (lambda: False)
        with self._library.read() as connection:
            state = search_index.state(connection)
            question = Question(connection, query, state, exact=exact, article=article, typing=typing)
            try:
                with search_find.stoppable(connection, stop):
                    return in_thread(question, article, stop)
            except StoppedError:
                return ThreadHits(array("i"))

    def similar(self, comment: CommentId, limit: int = 20) -> tuple[Hit, ...]:
        """Return comments that share rare words with one, most alike first."""
        with self._library.read() as connection:
            collection = collection_of(search_index.state(connection))
            (row,) = search_find.rows(connection, [comment]) or (None,)
            if row is None:
                return ()
            found, groups = related.similar(connection, row, collection)
            return tuple(
                hits(
                    connection,
                    [(one, score, True) for one, score in found[:limit]],
                    Ranker(groups, collection, 0.0),
                )
            )

    def duplicates_of(self, comment: CommentId, limit: int = 50) -> tuple[Hit, ...]:
        """Return comments whose text is nearly that of one; the score is the part that is equal."""
        with self._library.read() as connection:
            collection = collection_of(search_index.state(connection))
            (row,) = search_find.rows(connection, [comment]) or (None,)
            if row is None:
                return ()
            found = related.duplicates(connection, row, collection)[:limit]
            return tuple(hits(connection, [(one, score, score == 1.0) for one, score in found], None))

    def facets(
        self, query: str, *, exact: bool = False, article: ArticleId | None = None, typing: bool = False
    ) -> Facets:
        """Count the exact hits of a query, the newest twenty thousand of them; corrected ones if there are none."""
        with self._library.read() as connection:
            state = search_index.state(connection)
            question = Question(connection, query, state, exact=exact, article=article, typing=typing)
            ids: list[int] = []
            for groups in question.levels():
                find = question.find(groups)
                if find:
                    ids = candidates.scan(connection, find, question.bounds, _FACET_REACH, lambda: False)
                if ids:
                    break
            articles = search_find.facets(connection, ids, "articles")
            titles = search_find.titles(connection, [int(tally.value) for tally in articles])
            return Facets(
                tuple(
                    (ArticleId(int(value)), titles.get(int(value), ""), count) for value, count in articles
                ),
                tuple((value, count) for value, count in search_find.facets(connection, ids, "authors")),
                tuple((int(value), count) for value, count in search_find.facets(connection, ids, "years")),
                len(ids),
                len(ids) < _FACET_REACH,
            )

    def _order(self, question: Question, stop: Callable[[], bool]) -> _Order:
        key = question.key
        with self._lock:
            kept = self._kept.get(key) if key else None
            if key and kept:
                self._kept.move_to_end(key)
                return kept
        order = _Order()
        _fill(order, question, stop)
        if key and order.complete:
            with self._lock:
                self._kept[key] = order
                if len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        return order


def _fill(order: _Order, question: Question, stop: Callable[[], bool]) -> None:
    """Ask from narrow to wide until there is enough."""
    seen: set[int] = set()
    for groups in question.levels():
        order.groups = [group for found in groups.values() for group in found]
        strict = question.find(groups, strict=True)
        for find in dict.fromkeys((strict, question.find(groups))):
            if find is not None and len(order.ranked) < ENOUGH:
                _ask(order, question, groups, find, seen=seen, stop=stop)
        if stop():
            order.complete = False
            return
        if len(order.ranked) >= ENOUGH:
            break
    if len(order.ranked) < _FEW and not question.exact and len(question.plan.texts) > 1:
        _relax(order, question, groups, seen, stop)
    order.complete = order.complete and not stop()


def _ask(
    order: _Order,
    question: Question,
    groups: Mapping[Text, Sequence[Group]],
    find: Find,
    *,
    seen: set[int],
    stop: Callable[[], bool],
) -> None:
    """Find and rank what some groups match, and put it after what is there."""
    flat = [group for found in groups.values() for group in found]
    found = _gather(question, groups, find, stop)
    ranker = Ranker(flat, question.collection, question.stop_documents)
    rows = _fresh_rows(question, found.ids, seen)
    ranked = sorted((ranker.rank(row) for row in rows), key=lambda one: (not one.exact, -one.score, -one.id))
    order.ranked += ranked
    order.tail = find
    order.tail_exact = groups is question.typed
    order.total = max(order.total, found.total)
    order.total_exact = found.total_exact


def _gather(
    question: Question, groups: Mapping[Text, Sequence[Group]], find: Find, stop: Callable[[], bool]
) -> Candidates:
    """Return what is worth ranking; of too many, those with the likeliest variants come first."""
    flat = [group for found in groups.values() for group in found]
    several = len(flat) > 1
    found: list[Candidates] = []
    asked = {find}
    for limit in (_LIKELIEST, _LIKELY) if several else (_LIKELIEST,):
        likely = question.find(groups, limit=limit, strict=True)
        if likely is None or likely in asked:
            continue
        asked.add(likely)
        found.append(
            candidates.gather(
                question.connection,
                likely,
                question.bounds,
                occurrences=_occurrences(flat, limit),
                close=(),
                stop=stop,
            )
        )
        if found[-1].total > candidates.CAP and limit == (_LIKELY if several else _LIKELIEST):
            return replace(found[-1], ids=_together(found), total_exact=False)
    wide = candidates.gather(
        question.connection,
        find,
        question.bounds,
        occurrences=_occurrences(flat, None),
        close=_close(flat),
        stop=stop,
    )
    return replace(wide, ids=_together([*found, wide]))


def _together(found: Sequence[Candidates]) -> list[int]:
    """Return the documents of several questions, each once: those of the narrower ones first."""
    return list(dict.fromkeys(document for one in found for document in one.ids))


def _occurrences(groups: Sequence[Group], limit: int | None) -> float:
    """Return how many documents have one of the words, all counted; no end for phrases, whose words count."""
    variants = [variant for group in groups for variant in group.variants[:limit]]
    if any(len(variant.tokens) > 1 or variant.prefix or variant.literal for variant in variants):
        return math.inf
    return sum(variant.documents for variant in variants)


def _fresh_rows(question: Question, ids: Sequence[int], seen: set[int]) -> list[Row]:
    """Return the documents that were not seen yet, and note that they are now."""
    fresh = [document for document in dict.fromkeys(ids) if document not in seen]
    seen.update(fresh)
    return search_find.rows(question.connection, fresh)


def _relax(
    order: _Order,
    question: Question,
    groups: Mapping[Text, Sequence[Group]],
    seen: set[int],
    stop: Callable[[], bool],
) -> None:
    """Ask with one word left out at a time, the most frequent first."""
    words = [leaf for leaf in groups if not isinstance(leaf, Phrase)]
    rows: list[Row] = []
    for leaf in sorted(words, key=lambda one: -max((group.documents for group in groups[one]), default=0)):
        if stop() or len(words) < 2:
            break
        fewer = {other: kept for other, kept in groups.items() if other != leaf}
        find = question.find(fewer)
        if find is not None:
            rows += _fresh_rows(question, _gather(question, fewer, find, stop).ids, seen)
    everything = [group for kept in groups.values() for group in kept]
    ranker = Ranker(everything, question.collection, question.stop_documents)
    order.relaxed = not order.ranked and bool(rows)
    order.ranked += sorted(
        (ranker.rank(row) for row in rows), key=lambda one: (one.missing, -one.score, -one.id)
    )
    order.total += len(rows)


def _close(groups: Sequence[Group]) -> list[str]:
    """Return an expression for the words standing nearly together."""
    words = [group.variants[0] for group in groups]
    if len(words) < 2 or any(word.literal or word.prefix or len(word.tokens) > 1 for word in words):
        return []
    near = " ".join(f'"{word.tokens[0]}"' for word in words)
    return [f"NEAR({near}, 4)"]


def _answer(
    question: Question, order: _Order, limit: int, offset: int, stop: Callable[[], bool]
) -> SearchAnswer:
    page = [(one.id, one.score, one.exact) for one in order.ranked[offset : offset + limit]]
    if len(page) < limit and order.tail and order.total > len(order.ranked):
        page += _tail(question, order, limit - len(page), max(offset - len(order.ranked), 0), stop)
    ranker = Ranker(order.groups, question.collection, question.stop_documents) if order.groups else None
    found = hits(question.connection, page, ranker)
    return SearchAnswer(
        tuple(found),
        corrections(found),
        max(order.total, len(order.ranked)),
        order.total_exact,
        order.complete,
        search_index.pending(question.connection, question.state),
        order.relaxed,
    )


def _tail(question: Question, order: _Order, limit: int, skip: int, stop: Callable[[], bool]) -> list[Place]:
    """Return what matches beyond the ranked part, newest first."""
    if order.tail is None:
        return []
    ranked = {one.id for one in order.ranked}
    found = candidates.scan(
        question.connection, order.tail, question.bounds, skip + limit + len(ranked), stop
    )
    rest = [document for document in found if document not in ranked]
    return [(document, 0.0, order.tail_exact) for document in rest[skip : skip + limit]]


def _readable(match: str) -> str:
    """Return an FTS5 expression with the marks of marked tokens as @, for people."""
    return "".join("@" if "\ue000" <= sign <= "\uf8ff" else sign for sign in match)
