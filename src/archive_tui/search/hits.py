"""Hits as they are shown: the documents of a page with number, title, snippet and the words they rest on.

Invariant: hits keep the order of the places they are made of.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from archive_tui.model import ArticleId, CommentId, Correction, Hit
from archive_tui.search import tokens
from archive_tui.search.snippet import snippet
from archive_tui.storage import search_find
from archive_tui.storage.times import moment

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from archive_tui.model import Match
    from archive_tui.search.rank import Ranker
    from archive_tui.storage.search_find import Row

Place = tuple[int, float, bool]
"""A document, its score, and whether it has every word as typed."""


def hits(connection: sqlite3.Connection, page: Sequence[Place], ranker: Ranker | None) -> list[Hit]:
    """Return the hits of a page in its order; documents that have gone are left out."""
    rows = {row.id: row for row in search_find.rows(connection, [document for document, _, _ in page])}
    titles = search_find.titles(connection, sorted({row.article_id for row in rows.values()}))
    numbers = search_find.numbers(connection, [document for document in rows if document > 0])
    return [
        _hit(
            rows[document],
            ranker,
            number=numbers.get(document, ""),
            title=titles.get(rows[document].article_id, ""),
            score=score,
            exact=exact,
        )
        for document, score, exact in page
        if document in rows
    ]


def _hit(row: Row, ranker: Ranker | None, *, number: str, title: str, score: float, exact: bool) -> Hit:
    matches: tuple[Match, ...] = tuple(ranker.matches(row)) if ranker else ()
    wanted = [word for match in matches for word in match.matched.split()]
    literals = [
        match.matched for match in matches if not tokens.words(match.matched) or not match.matched.isascii()
    ]
    text = row.text if row.id > 0 else row.text.strip() or row.title
    shown, spans = snippet(text, wanted, literals)
    article = row.id < 0
    return Hit(
        CommentId(0 if article else row.id),
        ArticleId(row.article_id),
        row.position,
        number,
        title,
        row.author,
        moment(row.created),
        round(score, 4),
        shown,
        spans,
        matches,
        exact,
        bool(row.spam),
        bool(row.hidden),
    )


def corrections(found: Sequence[Hit]) -> tuple[Correction, ...]:
    """Return the words that corrected hits rest on, by the word as typed, the most frequent three of each."""
    used: dict[str, Counter[str]] = {}
    for hit in found:
        for match in hit.matches:
            if match.distance:
                used.setdefault(match.term, Counter())[match.matched] += 1
    return tuple(
        Correction(term, tuple(word for word, _ in counts.most_common(3))) for term, counts in used.items()
    )
