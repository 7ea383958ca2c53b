"""The reader's labels, by keys that are the same in every library.

The invariant: labels are never derived and never lost; what is made of them is, and can be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui.model import SharedLabel

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from archive_tui.model import Label

Key = tuple[str, str]
"""Of the article, of the comment."""


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


def write(connection: sqlite3.Connection, given: SharedLabel) -> None:
    """Write a label in place of the one before."""
    connection.execute(
        """
        INSERT OR REPLACE INTO spam_labels (article_key, comment_key, label, text, made)
        VALUES (?, ?, ?, ?, ?)
        """,
        (given.article, given.comment, given.label, given.text, given.made),
    )


def erase(connection: sqlite3.Connection, key: Key) -> None:
    """Take a label back."""
    connection.execute("DELETE FROM spam_labels WHERE article_key = ? AND comment_key = ?", key)


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


def neighbours(
    connection: sqlite3.Connection, key: Key, score: float, most: int
) -> list[str]:
    """Return texts near a comment in its thread that nobody calls spam and that score low: its counterweight.

    It depends on texts and labels alone, so that the same labels always teach the same.
    """
    found = connection.execute(
        """
        SELECT n.text FROM articles AS a
          JOIN comments AS c ON c.article_id = a.id AND c.key = :comment
          JOIN comments AS n ON n.article_id = a.id AND n.position BETWEEN c.position - 40 AND c.position + 40
         WHERE a.key = :article AND n.id <> c.id AND n.state = 'normal' AND n.kind = 'comment'
           AND length(n.text) > 40 AND (n.verdict_by IS NOT 'source' OR n.verdict = 'ham')
           AND NOT EXISTS (SELECT 1 FROM spam_labels AS l WHERE l.article_key = a.key AND l.comment_key = n.key)
           AND NOT EXISTS (SELECT 1 FROM spam_suspects AS s WHERE s.comment_id = n.id AND s.score >= :score)
         ORDER BY abs(n.position - c.position), n.position LIMIT :most
        """,
        {"article": key[0], "comment": key[1], "score": score, "most": most},
    )
    return [text for (text,) in found]
