"""What is held as spam, and what a correction did to whole articles.

The invariant: near-copies stand together, under the id of the first of them, whatever article they are in.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from archive_tui.model import ArticleId, CommentId, Effect, Held
from archive_tui.storage import outlines
from archive_tui.storage.rows import SELECT_ROWS, CommentRow, verdict_of
from archive_tui.thread.tree import numbers

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

_IN_COMMON = 3
"""Runs of words that copies share."""
_MOST_TOLD = 60
"""Comments of one run of words that are compared; a longer list is one cluster anyhow."""


class Moved(NamedTuple):
    """A comment whose verdict became another."""

    comment_id: int
    article_id: int
    is_spam: bool


def held(connection: sqlite3.Connection, article_id: ArticleId | None, most: int | None) -> list[Held]:
    """Return spam, clusters of most copies first, then in the order of the library. O(spam)."""
    rows = connection.execute(
        SELECT_ROWS.replace("SELECT id,", "SELECT article_id, id,")
        + """
         WHERE verdict = 'spam' AND state <> 'ghost' AND (:article IS NULL OR article_id = :article)
         ORDER BY article_id, position
        """,
        {"article": article_id},
    ).fetchall()
    found = [(article, CommentRow._make(rest)) for article, *rest in rows]
    clusters = _clusters(connection, [row.id for _, row in found])
    sizes: dict[int, int] = {}
    for first in clusters.values():
        sizes[first] = sizes.get(first, 0) + 1
    found.sort(key=lambda pair: (-sizes[clusters[pair[1].id]], clusters[pair[1].id], pair[1].id))
    found = found[:most]
    named = titles(connection, {article for article, _ in found})
    places = _numbers(connection, found)
    return [
        Held(
            CommentId(row.id), ArticleId(article), named[article], places.get(row.id, "?"), row.author, row.text,
            verdict_of(row), row.size - 1, clusters[row.id],
        )
        for article, row in found
    ]  # fmt: skip


def effects(connection: sqlite3.Connection, moved: Iterable[Moved]) -> list[Effect]:
    """Return what became of the articles of comments whose verdicts changed, the most changed first."""
    hides: dict[int, list[CommentId]] = {}
    shows: dict[int, list[CommentId]] = {}
    for one in moved:
        (hides if one.is_spam else shows).setdefault(one.article_id, []).append(CommentId(one.comment_id))
    found = []
    for article in {**hides, **shows}:
        title, comments, spam = connection.execute(
            "SELECT title, comments, spam FROM articles WHERE id = :id", {"id": article}
        ).fetchone()
        hidden = hides.get(article, [])
        found.append(
            Effect(
                ArticleId(article), title, comments, tuple(hidden), tuple(shows.get(article, ())),
                _answered(connection, hidden), spam,
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: (-len(one.hides) - len(one.shows), one.article_id))


def _answered(connection: sqlite3.Connection, ids: Sequence[int]) -> int:
    (found,) = connection.execute(
        """
        SELECT count(*) FROM json_each(:ids) AS j WHERE EXISTS (
            SELECT 1 FROM comments AS r WHERE r.parent_id = j.value AND r.verdict IS NOT 'spam')
        """,
        {"ids": json.dumps(ids)},
    ).fetchone()
    return int(found)


def _clusters(connection: sqlite3.Connection, ids: Sequence[int]) -> Mapping[int, int]:
    """Return the first of its copies for each comment. O(comments x runs of words)."""
    above = {one: one for one in ids}

    def first(one: int) -> int:
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    met: dict[int, list[int]] = {}
    shared: dict[tuple[int, int], int] = {}
    for comment_id, shingle in connection.execute(
        """
        SELECT s.comment_id, s.shingle FROM json_each(:ids) AS j
         CROSS JOIN spam_shingles AS s ON s.comment_id = j.value ORDER BY s.comment_id
        """,
        {"ids": json.dumps(ids)},
    ):
        others = met.setdefault(shingle, [])
        for other in others:
            shared[other, comment_id] = shared.get((other, comment_id), 0) + 1
            if shared[other, comment_id] == _IN_COMMON:
                one, two = sorted((first(other), first(comment_id)))
                above[two] = one
        if len(others) < _MOST_TOLD:
            others.append(comment_id)
    return {one: first(one) for one in ids}


def titles(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, str]:
    """Return the titles of articles by their ids."""
    return dict(
        connection.execute(
            "SELECT a.id, a.title FROM json_each(:ids) AS j CROSS JOIN articles AS a ON a.id = j.value",
            {"ids": json.dumps(sorted(set(ids)))},
        )
    )


def _numbers(connection: sqlite3.Connection, found: Iterable[tuple[int, CommentRow]]) -> dict[int, str]:
    """Return the number that a reader counts for each comment. O(the outlines of the articles)."""
    places: dict[int, list[CommentRow]] = {}
    for article, row in found:
        places.setdefault(article, []).append(row)
    result = {}
    for article, rows in places.items():
        outline = outlines.read(connection, ArticleId(article))
        if outline is None:
            continue
        for row in rows:
            if row.position < len(outline):
                result[row.id] = next(numbers(outline.parent, outline.rank, row.position, row.position + 1))
    return result
