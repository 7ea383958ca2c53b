"""The reader's labels, by keys that are the same in every library.

The invariant: labels are never derived and never lost; what is made of them is, and can be.
"""

from __future__ import annotations

import json
import secrets
import time
from typing import TYPE_CHECKING

from archive_tui.model import CommentId, SharedLabel, Verdict
from archive_tui.storage import spam_judging

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from archive_tui.model import ArticleId, Label, Value
    from archive_tui.storage.spam_judging import Row

Key = tuple[str, str]
"""Of the article, of the comment."""


def given(connection: sqlite3.Connection, article_id: ArticleId, ids: str) -> dict[CommentId, Value]:
    """Return what the reader said of comments of an article, their ids as JSON."""
    rows = connection.execute(
        """
        SELECT c.id, l.label FROM json_each(:ids) AS j CROSS JOIN comments AS c ON c.id = j.value
          JOIN articles AS a ON a.id = c.article_id
          JOIN spam_labels AS l ON l.article_key = a.key AND l.comment_key = c.key
         WHERE c.article_id = :article
        """,
        {"article": article_id, "ids": ids},
    )
    return {CommentId(comment_id): label for comment_id, label in rows}


def give(connection: sqlite3.Connection, article_id: ArticleId, values: Mapping[CommentId, Value]) -> None:
    """Write what the reader says of comments: "spam", "ham", or None to take it back; judging them is left to do."""
    now = int(time.time())
    for row in spam_judging.rows(connection, values):
        if row.article_id != article_id:
            continue
        said = values[CommentId(row.id)]
        if said in ("spam", "ham"):
            label: Label = "spam" if said == "spam" else "ham"
            put(connection, row, SharedLabel(row.article_key, row.key, label, row.text, now))
        else:
            take_back(connection, row)
    changed(connection)


def put(connection: sqlite3.Connection, row: Row, label: SharedLabel) -> None:
    """Label a comment of the library; the source's verdict, if it has one, is kept beside."""
    source = None
    if row.by == "source":
        source = json.dumps([row.verdict, row.score, json.loads(row.reasons or "[]")], ensure_ascii=False)
    write(connection, label, source)
    _to_be_judged(connection, row)


def take_back(connection: sqlite3.Connection, row: Row) -> None:
    """Take the label of a comment back; the source's verdict comes back with it."""
    key = (row.article_key, row.key)
    found = connection.execute(
        "SELECT source FROM spam_labels WHERE article_key = ? AND comment_key = ?", key
    ).fetchone()
    connection.execute("DELETE FROM spam_labels WHERE article_key = ? AND comment_key = ?", key)
    verdict = None
    if found is not None and found[0] is not None:
        label, score, reasons = json.loads(found[0])
        verdict = Verdict(label, score or 0.0, "source", tuple(reasons))
    if row.by == "reader":
        spam_judging.write_verdicts(connection, [(row, verdict)])
    _to_be_judged(connection, row)


def _to_be_judged(connection: sqlite3.Connection, row: Row) -> None:
    connection.execute("INSERT OR IGNORE INTO spam_changes (comment_id) VALUES (?)", (row.id,))


def changed(connection: sqlite3.Connection) -> None:
    """Note that the labels are others now, so that all that follows from them is found again."""
    connection.execute(
        "UPDATE spam_state SET value = :value WHERE name = 'labels'", {"value": secrets.randbelow(2**62)}
    )
    connection.execute("UPDATE spam_state SET value = 0 WHERE name = 'rescored'")


def label(connection: sqlite3.Connection, key: Key) -> Label | None:
    """Return what the reader said of a comment."""
    row = connection.execute(
        "SELECT label FROM spam_labels WHERE article_key = ? AND comment_key = ?", key
    ).fetchone()
    return None if row is None else row[0]


def labels(connection: sqlite3.Connection) -> list[SharedLabel]:
    """Return all labels, in the order of their keys."""
    return list(_labels(connection))


def _labels(connection: sqlite3.Connection) -> Iterator[SharedLabel]:
    for row in connection.execute(
        "SELECT article_key, comment_key, label, text, made FROM spam_labels ORDER BY article_key, comment_key"
    ):
        yield SharedLabel(*row)


def write(connection: sqlite3.Connection, label: SharedLabel, source: str | None) -> None:
    """Write a label in place of the one before; what the source said stays."""
    connection.execute(
        """
        INSERT INTO spam_labels (article_key, comment_key, label, text, made, source)
        VALUES (:article, :comment, :label, :text, :made, :source)
        ON CONFLICT (article_key, comment_key) DO UPDATE
           SET label = excluded.label, text = excluded.text, made = excluded.made,
               source = coalesce(source, excluded.source)
        """,
        {
            "article": label.article,
            "comment": label.comment,
            "label": label.label,
            "text": label.text,
            "made": label.made,
            "source": source,
        },
    )


def labelled_ids(connection: sqlite3.Connection, keys: Iterable[Key]) -> dict[Key, int]:
    """Return the comments of the library that have the keys."""
    found: dict[Key, int] = {}
    for article, comment in keys:
        row = connection.execute(
            """
            SELECT c.id FROM articles AS a JOIN comments AS c ON c.article_id = a.id AND c.key = :comment
             WHERE a.key = :article
            """,
            {"article": article, "comment": comment},
        ).fetchone()
        if row is not None:
            found[article, comment] = row[0]
    return found


def unapplied(connection: sqlite3.Connection, judged: int) -> int:
    """Count judged comments whose verdict is not what the reader said of them."""
    (found,) = connection.execute(
        """
        SELECT count(*) FROM spam_labels AS l
          JOIN articles AS a ON a.key = l.article_key
          JOIN comments AS c ON c.article_id = a.id AND c.key = l.comment_key
         WHERE c.id <= :judged AND (c.verdict, c.verdict_by) IS NOT (l.label, 'reader')
        """,
        {"judged": judged},
    ).fetchone()
    return int(found)


def neighbours(connection: sqlite3.Connection, key: Key, score: float, most: int) -> list[tuple[Key, str]]:
    """Return comments near one in its thread that score low and that no source calls spam, the nearest first.

    It depends on the texts alone, so that the same labels always teach the same.
    """
    found = connection.execute(
        """
        SELECT n.key, n.text FROM articles AS a
          JOIN comments AS c ON c.article_id = a.id AND c.key = :comment
          JOIN comments AS n ON n.article_id = a.id AND n.position BETWEEN c.position - 40 AND c.position + 40
         WHERE a.key = :article AND n.id <> c.id AND n.state = 'normal' AND n.kind = 'comment'
           AND length(n.text) > 40 AND (n.verdict_by IS NOT 'source' OR n.verdict = 'ham')
           AND NOT EXISTS (SELECT 1 FROM spam_suspects AS s WHERE s.comment_id = n.id AND s.score >= :score)
         ORDER BY abs(n.position - c.position), n.position LIMIT :most
        """,
        {"article": key[0], "comment": key[1], "score": score, "most": most},
    )
    return [((key[0], comment), text) for comment, text in found]
