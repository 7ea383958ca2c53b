"""What the filter has come to: the comments it has not judged, its verdicts, and the suspects.

The invariant: a verdict is written with its comment's flag in the outline and the counts of its article, in one
transaction; a reader's verdict gives way to the reader alone, a source's to the reader.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from archive_tui.thread.outline import Flag

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from archive_tui.model import Verdict


ALL = 2**62
"""``State.rescored`` once every suspect has been compared with the labels."""


class Row(NamedTuple):
    """What judging needs of a comment."""

    id: int
    article_id: int
    position: int
    article_key: str
    title: str
    """Folded, of the article."""
    key: str
    parent_id: int | None
    author: str | None
    created: int | None
    text: str
    judgeable: int
    """Whether it is a comment with a text, neither removed nor a pingback."""
    verdict: str | None
    by: str | None
    reasons: str | None
    score: float | None


class State(NamedTuple):
    """How far the filter has come."""

    judged: int
    """Every comment up to this id was judged."""
    edition: int
    labels: int
    """Another number after every change of the labels, never the same twice."""
    rescored: int
    """Suspects up to this id have the verdict that the labels ask for."""


class Suspect(NamedTuple):
    """What is kept of a suspect."""

    id: int
    score: float
    """Of its text, without the reader's layer."""
    movable: int
    """Whether the reader's layer can decide."""
    held: int
    copied: int


_ROWS = """
    SELECT c.id, c.article_id, c.position, a.key, a.folded_title, c.key, c.parent_id, c.author, c.created, c.text,
           c.state = 'normal' AND c.kind = 'comment' AND c.text <> '', c.verdict, c.verdict_by, c.verdict_reasons,
           c.verdict_score
      FROM comments AS c JOIN articles AS a ON a.id = c.article_id
"""
_NEXT = _ROWS + "WHERE c.id > :after ORDER BY c.id LIMIT :limit"
_BY_ID = (
    _ROWS.replace(
        "FROM comments AS c", "FROM json_each(:ids) AS j CROSS JOIN comments AS c ON c.id = j.value"
    )
    + "ORDER BY c.id"
)


def state(connection: sqlite3.Connection) -> State:
    """Return how far the filter has come."""
    return State(**dict(connection.execute("SELECT name, value FROM spam_state")))


def set_state(connection: sqlite3.Connection, **values: int) -> None:
    """Write some of the state."""
    connection.executemany(
        "UPDATE spam_state SET value = ? WHERE name = ?", ((value, name) for name, value in values.items())
    )


def pending(connection: sqlite3.Connection, now: State) -> int:
    """Return how many comments are to be judged; an estimate from above, O(changes)."""
    (newest,) = connection.execute(
        "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'comments'), 0)"
    ).fetchone()
    (changes,) = connection.execute("SELECT count(*) FROM spam_changes").fetchone()
    return max(int(newest) - now.judged, 0) + int(changes)


def to_rescore(connection: sqlite3.Connection, now: State) -> int:
    """Return how many suspects have still to be compared with the labels."""
    (found,) = connection.execute(
        "SELECT count(*) FROM spam_suspects WHERE comment_id > :after AND movable",
        {"after": now.rescored},
    ).fetchone()
    return int(found)


def next_rows(connection: sqlite3.Connection, after: int, limit: int) -> list[Row]:
    """Return the next comments in the order of their ids."""
    return list(map(Row._make, connection.execute(_NEXT, {"after": after, "limit": limit})))


def rows(connection: sqlite3.Connection, ids: Iterable[int]) -> list[Row]:
    """Return comments by their ids, ascending; those that are gone are left out."""
    return list(map(Row._make, connection.execute(_BY_ID, {"ids": json.dumps(list(ids))})))


def sample(connection: sqlite3.Connection, every: int) -> list[Row]:
    """Return each so-many-th comment."""
    return list(
        map(Row._make, connection.execute(_ROWS + "WHERE c.id % :every = 0 ORDER BY c.id", {"every": every}))
    )


def changed_ids(connection: sqlite3.Connection, limit: int) -> list[int]:
    """Return comments whose text changed since they were judged, and forget that they did."""
    found = connection.execute(
        "SELECT comment_id FROM spam_changes ORDER BY comment_id LIMIT :limit", {"limit": limit}
    ).fetchall()
    connection.executemany("DELETE FROM spam_changes WHERE comment_id = ?", found)
    return [comment_id for (comment_id,) in found]


def quoted_parts(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    """Return the ranges of characters that comments quote from other comments, as far as that is known."""
    found: dict[int, list[tuple[int, int]]] = {}
    for comment_id, start, stop in connection.execute(
        """
        SELECT q.comment_id, q.start, q.stop FROM json_each(:ids) AS j
         CROSS JOIN quotes AS q ON q.comment_id = j.value
         WHERE q.source = 'comment' ORDER BY q.comment_id, q.start
        """,
        {"ids": json.dumps(list(ids))},
    ):
        found.setdefault(comment_id, []).append((start, stop))
    return found


def write_verdicts(connection: sqlite3.Connection, changed: Iterable[tuple[Row, Verdict | None]]) -> None:
    """Write verdicts, None for one that nobody has given; outlines and counts follow. O(changed)."""
    flags: dict[int, list[tuple[int, bool]]] = {}
    moved: list[tuple[int, bool]] = []
    for row, verdict in changed:
        is_spam = verdict is not None and verdict.label == "spam"
        connection.execute(
            """
            UPDATE comments SET verdict = ?, verdict_score = ?, verdict_by = ?, verdict_reasons = ? WHERE id = ?
            """,
            (*_columns(verdict), row.id),
        )
        if is_spam != (row.verdict == "spam"):
            flags.setdefault(row.article_id, []).append((row.position, is_spam))
            moved.append((row.id, is_spam))
    for article_id, positions in flags.items():
        _flag(connection, article_id, positions)
    for is_spam in (True, False):
        _count(connection, [comment_id for comment_id, spam in moved if spam == is_spam], hides=is_spam)


def _columns(verdict: Verdict | None) -> tuple[str | None, float | None, str | None, str | None]:
    if verdict is None:
        return None, None, None, None
    return verdict.label, verdict.score, verdict.by, json.dumps(verdict.reasons, ensure_ascii=False)


def _flag(connection: sqlite3.Connection, article_id: int, positions: Iterable[tuple[int, bool]]) -> None:
    """Set or clear the flag of spam in the stored outline, byte by byte: it may be megabytes long."""
    there = connection.execute(
        "SELECT length(flags) FROM outlines WHERE article_id = :id", {"id": article_id}
    ).fetchone()
    if there is None:
        return  # a check rebuilds it from the comments, which have the verdict
    with connection.blobopen("outlines", "flags", article_id) as blob:
        for position, is_spam in positions:
            if position < there[0]:
                bits = blob[position]
                blob[position] = bits | Flag.SPAM if is_spam else bits & ~Flag.SPAM


def _count(connection: sqlite3.Connection, ids: Sequence[int], *, hides: bool) -> None:
    """Move the counts of the articles; ghosts count nowhere, and spam is never unread."""
    if not ids:
        return
    connection.execute(
        """
        UPDATE articles SET spam = max(articles.spam + :sign * moved.spam, 0),
                            unread = max(articles.unread - :sign * moved.unread, 0)
          FROM (SELECT c.article_id AS id, count(*) AS spam,
                       sum(r.comment_id IS NULL AND NOT c.hidden AND NOT c.muted) AS unread
                  FROM json_each(:ids) AS j CROSS JOIN comments AS c ON c.id = j.value
                  LEFT JOIN read_marks AS r ON r.article_id = c.article_id AND r.comment_id = c.id
                 WHERE c.state <> 'ghost' GROUP BY c.article_id) AS moved
         WHERE articles.id = moved.id
        """,
        {"ids": json.dumps(list(ids)), "sign": 1 if hides else -1},
    )


def suspects(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Suspect]:
    """Return those of some comments that are suspects."""
    found = connection.execute(
        """
        SELECT s.comment_id, s.score, s.movable, s.held, s.copied FROM json_each(:ids) AS j
         CROSS JOIN spam_suspects AS s ON s.comment_id = j.value
        """,
        {"ids": json.dumps(list(ids))},
    )
    return {row[0]: Suspect._make(row) for row in found}


def next_suspects(connection: sqlite3.Connection, after: int, limit: int) -> list[Suspect]:
    """Return the next suspects of which labels can decide, in the order of their ids."""
    found = connection.execute(
        """
        SELECT comment_id, score, movable, held, copied FROM spam_suspects
         WHERE comment_id > :after AND movable ORDER BY comment_id LIMIT :limit
        """,
        {"after": after, "limit": limit},
    )
    return list(map(Suspect._make, found))


def write_suspects(connection: sqlite3.Connection, found: Iterable[Suspect]) -> None:
    """Remember suspects, or what is new of them."""
    connection.executemany(
        """
        INSERT INTO spam_suspects (comment_id, score, movable, held, copied) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (comment_id) DO UPDATE
           SET score = excluded.score, movable = excluded.movable, held = excluded.held, copied = excluded.copied
        """,
        found,
    )


def forget_suspects(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Forget suspects, and their shingles with them."""
    connection.executemany("DELETE FROM spam_suspects WHERE comment_id = ?", ((one,) for one in ids))


def start_again(connection: sqlite3.Connection) -> None:
    """Forget what is derived, so that every comment is pending; the verdicts stay until they are judged anew."""
    connection.execute("DELETE FROM spam_shingles")
    connection.execute("DELETE FROM spam_suspects")
    connection.execute("DELETE FROM spam_changes")
    set_state(connection, judged=0)
