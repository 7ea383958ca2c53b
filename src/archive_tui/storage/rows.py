"""A comment as it lies in its table, and how one becomes a ``Comment``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from archive_tui.model import ArticleId, Comment, CommentId, Kind, State, Verdict
from archive_tui.storage.times import moment

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping


class CommentRow(NamedTuple):
    """The columns of ``comments`` in the order of ``SELECT_ROWS``, without ``article_id``."""

    id: int
    position: int
    parent_id: int | None
    depth: int
    size: int
    rank: int
    key: str
    source_id: str | None
    author: str | None
    created: int | None
    score: int | None
    url: str | None
    state: str
    kind: str
    verdict: str | None
    verdict_score: float | None
    verdict_by: str | None
    verdict_reasons: str | None
    missing: int
    new: int
    hidden: int
    """1 for itself, 2 with its branch; see ``storage.noise``."""
    muted: int
    text: str

    @property
    def counts_as_unread(self) -> bool:
        """Return whether the comment is unread until it is read; ghosts and what is out of sight are not."""
        return self.state != State.GHOST and self.verdict != "spam" and not self.hidden and not self.muted


COUNTS = "c.state <> 'ghost' AND c.verdict IS NOT 'spam' AND NOT c.hidden AND NOT c.muted"
"""The condition on a comment, called c, that can be unread or new; see ``CommentRow.counts_as_unread``."""

SELECT_ROWS = """
    SELECT id, position, parent_id, depth, size, rank, key, source_id, author, created, score, url, state,
           kind, verdict, verdict_score, verdict_by, verdict_reasons, missing, new, hidden, muted, text
      FROM comments
"""
_ARTICLE_ROWS = SELECT_ROWS + "WHERE article_id = :article ORDER BY position, id"


def article_rows(connection: sqlite3.Connection, article_id: ArticleId) -> list[CommentRow]:
    """Return all comments of an article in pre-order."""
    return [CommentRow._make(row) for row in connection.execute(_ARTICLE_ROWS, {"article": article_id})]


def insert_rows(connection: sqlite3.Connection, article_id: ArticleId, rows: Iterable[CommentRow]) -> None:
    """Add comments; a parent has to come before its replies."""
    connection.executemany(
        """
        INSERT INTO comments
               (id, position, parent_id, depth, size, rank, key, source_id, author, created, score, url,
                state, kind, verdict, verdict_score, verdict_by, verdict_reasons, missing, new, hidden, muted,
                text, article_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        ((*row, article_id) for row in rows),
    )


def update_rows(connection: sqlite3.Connection, rows: Iterable[CommentRow]) -> None:
    """Write comments that are there already, by their ids."""
    connection.executemany(
        """
        UPDATE comments
           SET position = ?, parent_id = ?, depth = ?, size = ?, rank = ?, key = ?, source_id = ?, author = ?,
               created = ?, score = ?, url = ?, state = ?, kind = ?, verdict = ?, verdict_score = ?,
               verdict_by = ?, verdict_reasons = ?, missing = ?, new = ?, hidden = ?, muted = ?, text = ?
         WHERE id = ?
        """,
        ((*row[1:], row[0]) for row in rows),
    )


def next_id(connection: sqlite3.Connection) -> int:
    """Return the id of the next comment; ids are never used twice."""
    found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'comments'").fetchone()
    return 1 if found is None else int(found[0]) + 1


def verdict_of(row: CommentRow) -> Verdict:
    """Return who judged the comment and how; the default if nobody has."""
    if row.verdict is None:
        return Verdict()
    return Verdict(
        label="spam" if row.verdict == "spam" else "ham",
        score=row.verdict_score or 0.0,
        by="reader" if row.verdict_by == "reader" else "source" if row.verdict_by == "source" else "filter",
        reasons=tuple(json.loads(row.verdict_reasons or "[]")),
    )


class Margin(NamedTuple):
    """What a reader put beside a comment."""

    picked: bool = False
    note: str | None = None
    tags: tuple[str, ...] = ()


_EMPTY = Margin()


def comments_of(
    rows: Iterable[CommentRow],
    article_id: ArticleId,
    numbers: Iterator[str],
    read: frozenset[int] | set[int],
    margins: Mapping[int, Margin],
) -> list[Comment]:
    """Return comments in the order of their rows; ``numbers`` has as many entries."""
    return [
        Comment(
            id=CommentId(row.id),
            key=row.key,
            article_id=article_id,
            parent_id=None if row.parent_id is None else CommentId(row.parent_id),
            position=row.position,
            size=row.size,
            depth=row.depth,
            number=number,
            author=row.author,
            created=moment(row.created),
            score=row.score,
            text=row.text,
            url=row.url,
            state=State(row.state),
            kind=Kind(row.kind),
            verdict=verdict_of(row),
            missing=bool(row.missing),
            read=row.id in read,
            new=bool(row.new),
            hidden=bool(row.hidden),
            muted=bool(row.muted),
            source_id=row.source_id,
            **margins.get(row.id, _EMPTY)._asdict(),
        )
        for row, number in zip(rows, numbers, strict=True)
    ]
