"""Marks that a reader sets by a key of its own: read, star, new; and the history that undo goes back through.

The invariant: a change is recorded with exactly those comments whose mark did change, in the transaction that changes
them, so undoing it restores what was there before, also after a restart. A change made after an undo ends what could
have been done again.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from archive_tui.model import Change, CommentId
from archive_tui.storage import articles, outlines, reading
from archive_tui.thread.outline import Flag

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from archive_tui.model import ArticleId, Mark

HISTORY = 500
"""Changes that are remembered for each article."""

_MARKED = {
    "read": """
        SELECT r.comment_id FROM json_each(:ids) AS j CROSS JOIN read_marks AS r
            ON r.article_id = :article AND r.comment_id = j.value
         UNION ALL SELECT 0 FROM places WHERE article_id = :article AND read
    """,
    "star": """
        SELECT s.comment_id FROM json_each(:ids) AS j CROSS JOIN stars AS s
            ON s.article_id = :article AND s.comment_id = j.value
    """,
    "new": """
        SELECT c.id FROM json_each(:ids) AS j CROSS JOIN comments AS c
            ON c.id = j.value WHERE c.article_id = :article AND c.new
    """,
}
"""Which of some comments have a mark."""


def change(
    connection: sqlite3.Connection,
    article_id: ArticleId,
    mark: Mark,
    ids: Iterable[CommentId],
    *,
    value: bool,
) -> Change | None:
    """Set or clear a mark on comments of an article, and remember it for undo.

    Returns:
        What did change; None if nothing did.

    Raises:
        NotFoundError: there is no such article.
    """
    articles.article_id(connection, article_id)
    there = _there(connection, article_id, mark, ids)
    found = connection.execute(_MARKED[mark], {"article": article_id, "ids": json.dumps(there)})
    marked = {comment_id for (comment_id,) in found}
    changed = [comment_id for comment_id in there if (comment_id in marked) != value]
    if not changed:
        return None
    _apply(connection, article_id, mark, changed, value=value)
    connection.execute("DELETE FROM history WHERE article_id = :article AND undone", {"article": article_id})
    connection.execute(
        "INSERT INTO history (article_id, mark, value, ids) VALUES (:article, :mark, :value, :ids)",
        {"article": article_id, "mark": mark, "value": int(value), "ids": json.dumps(changed)},
    )
    connection.execute(
        """
        DELETE FROM history WHERE article_id = :article AND id <= (
            SELECT id FROM history WHERE article_id = :article ORDER BY id DESC LIMIT 1 OFFSET :most)
        """,
        {"article": article_id, "most": HISTORY},
    )
    return Change(article_id, mark, tuple(changed), value)


def undo(connection: sqlite3.Connection, article_id: ArticleId) -> Change | None:
    """Take the last change of an article back; return what that changed, None if there is nothing to take back."""
    return _step(connection, article_id, undone=False)


def redo(connection: sqlite3.Connection, article_id: ArticleId) -> Change | None:
    """Do again what was last undone; return what that changed, None if there is nothing to do again."""
    return _step(connection, article_id, undone=True)


def _step(connection: sqlite3.Connection, article_id: ArticleId, *, undone: bool) -> Change | None:
    # What is undone comes after all that is not: the first of the one, or the last of the other.
    row = connection.execute(
        """
        SELECT id, mark, value, ids FROM history WHERE id = (
            SELECT CASE WHEN :undone THEN min(id) ELSE max(id) END
              FROM history WHERE article_id = :article AND undone = :undone)
        """,
        {"article": article_id, "undone": int(undone)},
    ).fetchone()
    if row is None:
        return None
    number, mark, value, ids = row
    result = Change(article_id, mark, tuple(map(CommentId, json.loads(ids))), bool(value) == undone)
    _apply(connection, article_id, result.mark, result.ids, value=result.value)
    connection.execute("UPDATE history SET undone = 1 - undone WHERE id = :id", {"id": number})
    return result


def _there(
    connection: sqlite3.Connection, article_id: ArticleId, mark: Mark, ids: Iterable[CommentId]
) -> list[CommentId]:
    """Return those ids, each once and in order, that are comments of the article; 0 only where it can be marked."""
    wanted = list(dict.fromkeys(ids))
    found = connection.execute(
        """
        SELECT c.id FROM json_each(:ids) AS j CROSS JOIN comments AS c ON c.id = j.value
         WHERE c.article_id = :article
        """,
        {"article": article_id, "ids": json.dumps(wanted)},
    )
    there = {comment_id for (comment_id,) in found}
    if mark == "read":
        there.add(0)
    return [comment_id for comment_id in wanted if comment_id in there]


def _apply(
    connection: sqlite3.Connection,
    article_id: ArticleId,
    mark: Mark,
    ids: Iterable[CommentId],
    *,
    value: bool,
) -> None:
    if mark == "read":
        reading.mark_read(connection, article_id, ids, read=value)
        return
    values = {"article": article_id, "ids": json.dumps(list(ids)), "value": int(value)}
    if mark == "new":
        connection.execute(
            """
            UPDATE comments SET new = :value
             WHERE article_id = :article AND id IN (SELECT value FROM json_each(:ids))
            """,
            values,
        )
        outlines.set_flag(connection, article_id, Flag.NEW, ids, value=value)
    elif value:
        connection.execute(
            "INSERT OR IGNORE INTO stars (article_id, comment_id) SELECT :article, value FROM json_each(:ids)",
            values,
        )
    else:
        connection.execute(
            "DELETE FROM stars WHERE article_id = :article AND comment_id IN (SELECT value FROM json_each(:ids))",
            values,
        )
