"""Personal state: what was read, what is folded, where somebody stopped.

It is kept by comment id, so that an import leaves it. Comment id 0 stands for the article itself.
"""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING

from archive_tui.model import CommentId, Place, Reading
from archive_tui.storage import articles
from archive_tui.storage.rows import COUNTS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from archive_tui.model import ArticleId


def reading(connection: sqlite3.Connection, article_id: ArticleId) -> Reading:
    """Return what somebody did to an article by reading it.

    Raises:
        NotFoundError: there is no such article.
    """
    article = {"article": articles.article_id(connection, article_id)}
    row = connection.execute(
        "SELECT read, folded, line, comment_id, narrowed FROM places WHERE article_id = :article", article
    ).fetchone()
    read, folded, line, comment_id, narrowed = row or (0, 0, None, None, None)
    marks = connection.execute(
        "SELECT comment_id FROM read_marks WHERE article_id = :article ORDER BY comment_id", article
    )
    folds = connection.execute(
        "SELECT comment_id FROM folds WHERE article_id = :article ORDER BY comment_id", article
    )
    starred = connection.execute(
        "SELECT comment_id FROM stars WHERE article_id = :article ORDER BY comment_id", article
    )
    place = None
    if line is not None:
        place = Place(CommentId(comment_id or 0), line, None if narrowed is None else CommentId(narrowed))
    return Reading(
        read=array("q", [0] * read + [found for (found,) in marks]),
        folded=array("q", [0] * folded + [found for (found,) in folds]),
        starred=array("q", [found for (found,) in starred]),
        place=place,
    )


def mark_read(
    connection: sqlite3.Connection, article_id: ArticleId, ids: Iterable[CommentId], *, read: bool
) -> None:
    """Mark comments of an article as read or unread, and keep its count; ids of other articles do nothing.

    Raises:
        NotFoundError: there is no such article.
    """
    articles.article_id(connection, article_id)
    wanted = set(ids)
    values = {"article": article_id, "ids": json.dumps(sorted(wanted)), "read": int(read)}
    if 0 in wanted:
        connection.execute(
            """
            INSERT INTO places (article_id, read) VALUES (:article, :read)
            ON CONFLICT (article_id) DO UPDATE SET read = :read
            """,
            values,
        )
    # Only those whose mark changes move the count; ghosts and what is out of sight never do.
    connection.execute(
        f"""
        UPDATE articles
           SET unread = unread + CASE WHEN :read THEN -1 ELSE 1 END * (
               SELECT count(*)
                 FROM json_each(:ids) AS j
                CROSS JOIN comments AS c ON c.id = j.value
                 LEFT JOIN read_marks AS r ON r.article_id = :article AND r.comment_id = c.id
                WHERE c.article_id = :article AND (r.comment_id IS NULL) = :read AND {COUNTS})
         WHERE id = :article
        """,  # noqa: S608 - a constant
        values,
    )
    if read:
        connection.execute(
            """
            INSERT OR IGNORE INTO read_marks (article_id, comment_id)
            SELECT c.article_id, c.id FROM json_each(:ids) AS j CROSS JOIN comments AS c ON c.id = j.value
             WHERE c.article_id = :article
            """,
            values,
        )
    else:
        connection.execute(
            """
            DELETE FROM read_marks
             WHERE article_id = :article AND comment_id IN (SELECT value FROM json_each(:ids))
            """,
            values,
        )


def save_folds(
    connection: sqlite3.Connection,
    article_id: ArticleId,
    folded: Iterable[CommentId],
    unfolded: Iterable[CommentId],
) -> None:
    """Remember what was folded and unfolded since the last time; ids of other articles do nothing.

    Raises:
        NotFoundError: there is no such article.
    """
    articles.article_id(connection, article_id)
    closed, opened = set(folded), set(unfolded)
    if 0 in closed | opened:
        connection.execute(
            """
            INSERT INTO places (article_id, folded) VALUES (:article, :folded)
            ON CONFLICT (article_id) DO UPDATE SET folded = :folded
            """,
            {"article": article_id, "folded": int(0 in closed)},
        )
    connection.execute(
        "DELETE FROM folds WHERE article_id = :article AND comment_id IN (SELECT value FROM json_each(:ids))",
        {"article": article_id, "ids": json.dumps(sorted(opened))},
    )
    connection.execute(
        """
        INSERT OR IGNORE INTO folds (article_id, comment_id)
        SELECT c.article_id, c.id FROM json_each(:ids) AS j CROSS JOIN comments AS c ON c.id = j.value
         WHERE c.article_id = :article
        """,
        {"article": article_id, "ids": json.dumps(sorted(closed))},
    )


def save_place(connection: sqlite3.Connection, article_id: ArticleId, place: Place) -> None:
    """Remember where somebody stopped; a comment that is not in the article stands for the article itself.

    Raises:
        NotFoundError: there is no such article.
    """
    articles.article_id(connection, article_id)
    connection.execute(
        """
        INSERT INTO places (article_id, line, comment_id, narrowed)
        VALUES (:article, :line, (SELECT id FROM comments WHERE id = :comment AND article_id = :article),
                (SELECT id FROM comments WHERE id = :narrowed AND article_id = :article))
        ON CONFLICT (article_id) DO UPDATE
           SET line = excluded.line, comment_id = excluded.comment_id, narrowed = excluded.narrowed
        """,
        {
            "article": article_id,
            "line": max(place.line, 0),
            "comment": place.comment_id,
            "narrowed": place.narrowed,
        },
    )
