"""Threads whose parts came under different names: a reply knows the comment that it answers, and no more.

The invariant: within a realm no article is a comment of another one. Whichever part comes first, the article that
stood for a comment becomes that comment, at its place, with all that hangs below it and all that a reader did to it.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from archive_tui.model import ArticleId, ImportedComment, ImportedThread
from archive_tui.storage import articles, quotes
from archive_tui.storage.rows import next_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_DERIVED = frozenset({"comments", "outlines", "places", "quotes", "search_changes"})
"""Tables about comments that are moved in another way, or made anew."""


def placed(connection: sqlite3.Connection, thread: ImportedThread) -> tuple[ArticleId | None, ImportedThread]:
    """Return the article that a part of a thread belongs to, and the part as it hangs there.

    That is the article with its key; else the one that has the part's article for a comment. The id is None if there
    is neither.
    """
    article = thread.article
    found = articles.known(connection, article.key)
    if found is not None or thread.realm is None or article.source_id is None:
        return found, thread
    row = connection.execute(
        """
        SELECT a.id, p.source_id FROM comments AS c JOIN articles AS a ON a.id = c.article_id
          LEFT JOIN comments AS p ON p.id = c.parent_id
         WHERE c.source_id = :id AND a.realm = :realm ORDER BY a.id LIMIT 1
        """,
        {"id": article.source_id, "realm": thread.realm},
    ).fetchone()
    if row is None:
        return None, thread
    return ArticleId(row[0]), _hung(thread, article.source_id, row[1])


def _hung(thread: ImportedThread, below: str, above: str | None) -> ImportedThread:
    """Return a part whose roots hang below a comment, which hangs below another one, if any."""
    article = thread.article
    comments = [
        replace(comment, parent=below) if comment.parent is None else comment for comment in thread.comments
    ]
    if not articles.is_vague(article):
        own = ImportedComment(
            ref=below,
            source_id=below,
            parent=above,
            author=article.author,
            created=article.published,
            text=article.body,
            url=article.url,
        )
        comments.insert(0, own)
    return replace(thread, comments=tuple(comments))


def absorb(
    connection: sqlite3.Connection, article_id: ArticleId, realm: str, comments: Iterable[ImportedComment]
) -> bool:
    """Make comments of an article of those articles that are comments of it; return whether there were any."""
    ids = [comment.source_id for comment in comments if comment.source_id is not None]
    found = connection.execute(
        """
        SELECT a.id, a.source_id FROM json_each(:ids) AS j CROSS JOIN articles AS a ON a.source_id = j.value
         WHERE a.realm = :realm AND a.id <> :article
        """,
        {"ids": json.dumps(ids), "realm": realm, "article": article_id},
    ).fetchall()
    for other, own in dict(found).items():
        _absorb(connection, article_id, ArticleId(other), own)
    return bool(found)


def _absorb(connection: sqlite3.Connection, article_id: ArticleId, other: ArticleId, own: str) -> None:
    """Make a comment of an article, and move what hangs on it; the positions are left to who stores the thread."""
    scope = {"article": article_id, "other": other, "own": own}
    above = _comment(connection, article_id, other, own)
    (behind,) = connection.execute(
        "SELECT coalesce(max(position), -1) + 1 FROM comments WHERE article_id = :article", scope
    ).fetchone()
    # The index has them under their article; it takes them in anew.
    connection.execute(
        """
        INSERT OR IGNORE INTO search_changes (document_id, article_id, author, created, text)
        SELECT id, article_id, author, created, text FROM comments WHERE article_id = :other
        """,
        scope,
    )
    connection.execute(
        """
        UPDATE comments AS c
           SET article_id = :article, parent_id = coalesce(parent_id, :above), position = position + :behind,
               key = iif(EXISTS (SELECT 1 FROM comments AS k WHERE k.article_id = :article AND k.key = c.key),
                         key || '~' || id, key)
         WHERE article_id = :other
        """,
        {**scope, "above": above, "behind": behind},
    )
    for table in _personal(connection):
        # What was said of the article itself (comment 0) is said of the comment.
        connection.execute(
            f"UPDATE OR IGNORE {table} SET article_id = :article, "  # noqa: S608 - a name from the schema
            "comment_id = iif(comment_id = 0, :above, comment_id) WHERE article_id = :other",
            {**scope, "above": above},
        )
    connection.execute(
        """
        INSERT OR IGNORE INTO read_marks (article_id, comment_id)
        SELECT :article, :above FROM places WHERE article_id = :other AND read
        """,
        {**scope, "above": above},
    )
    quotes.forget(connection, article_id)
    quotes.forget(connection, other)
    connection.execute("DELETE FROM articles WHERE id = :other", scope)


def _comment(connection: sqlite3.Connection, article_id: ArticleId, other: ArticleId, own: str) -> int:
    """Return the id of the comment that an article becomes: a ghost, if nothing but its name is known."""
    found = connection.execute(
        "SELECT id FROM comments WHERE article_id = :article AND source_id = :own",
        {"article": article_id, "own": own},
    ).fetchone()
    if found is not None:
        return int(found[0])
    comment_id = next_id(connection)
    connection.execute(
        """
        INSERT INTO comments (id, article_id, position, depth, size, rank, key, source_id, author, created, url,
                              state, kind, text)
        SELECT :id, :article, (SELECT coalesce(max(position), -1) + 1 FROM comments WHERE article_id = :article),
               1, 1, 1, 'id:' || :own, :own, a.author, a.published, t.url,
               iif(t.body = '' AND a.published IS NULL, 'ghost', 'normal'), 'comment', t.body
          FROM articles AS a JOIN article_texts AS t ON t.article_id = a.id WHERE a.id = :other
        """,
        {"id": comment_id, "article": article_id, "other": other, "own": own},
    )
    return comment_id


def _personal(connection: sqlite3.Connection) -> list[str]:
    """Return the tables that say something about comments of an article, whatever later versions add."""
    found = connection.execute(
        """
        SELECT t.name FROM sqlite_master AS t
         WHERE t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL%'
           AND (SELECT count(*) FROM pragma_table_info(t.name) AS c
                 WHERE c.name IN ('article_id', 'comment_id')) = 2
        """
    )
    return [name for (name,) in found if name not in _DERIVED]
