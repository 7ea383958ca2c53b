"""The quotations of articles: derived from the texts, and kept so that a thread need not be searched again.

The invariant: an article has quotations only while it stands in ``quoted``, and it stands there only while its texts
are those that were searched.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive_tui.model import ArticleId, CommentId, Quote
from archive_tui.storage import articles

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Searchable:
    """All that the quotations of an article depend on."""

    import_id: int
    """The last import that had the article: as long as it is that one, the texts are these."""
    title: str
    dek: str
    body: str
    ids: Sequence[CommentId]
    """In pre-order."""
    parents: Sequence[int]
    """Position of each comment's parent, -1 for a root."""
    texts: Sequence[str]


def searchable(connection: sqlite3.Connection, article_id: ArticleId) -> Searchable:
    """Return the texts of an article and its thread; O(characters) of memory.

    Raises:
        NotFoundError: there is no such article.
    """
    values = {"article": articles.article_id(connection, article_id)}
    (import_id,) = connection.execute("SELECT import_id FROM articles WHERE id = :article", values).fetchone()
    title, dek, body = articles.words(connection, article_id)
    rows = connection.execute(
        "SELECT id, parent_id, text FROM comments WHERE article_id = :article ORDER BY position", values
    ).fetchall()
    places = {comment_id: position for position, (comment_id, _, _) in enumerate(rows)}
    return Searchable(
        import_id,
        title,
        dek or "",
        body,
        [CommentId(comment_id) for comment_id, _, _ in rows],
        [places.get(parent_id, -1) for _, parent_id, _ in rows],
        [text for _, _, text in rows],
    )


def replace(
    connection: sqlite3.Connection,
    article_id: ArticleId,
    quotes: Iterable[Quote],
    *,
    edition: int,
    import_id: int,
) -> bool:
    """Write the quotations of an article in place of those before.

    They were found by an edition of the search in the texts of an import. Return False, with nothing written, if the
    article was imported again since, or is gone.
    """
    same = connection.execute(
        "SELECT 1 FROM articles WHERE id = :article AND import_id = :import",
        {"article": article_id, "import": import_id},
    ).fetchone()
    if same is None:
        return False
    forget(connection, article_id)
    connection.executemany(
        """
        INSERT INTO quotes (comment_id, start, stop, article_id, paragraph, source, source_id)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        (
            (
                quote.comment_id,
                quote.start,
                quote.stop,
                article_id,
                quote.paragraph,
                quote.source,
                quote.source_id,
            )
            for quote in quotes
        ),
    )
    connection.execute(
        "INSERT INTO quoted (article_id, edition) VALUES (:article, :edition)",
        {"article": article_id, "edition": edition},
    )
    return True


def forget(connection: sqlite3.Connection, article_id: ArticleId) -> None:
    """Drop the quotations of an article: its texts are no longer those that were searched."""
    connection.execute("DELETE FROM quotes WHERE article_id = :article", {"article": article_id})
    connection.execute("DELETE FROM quoted WHERE article_id = :article", {"article": article_id})


def stored(connection: sqlite3.Connection, article_id: ArticleId, edition: int) -> list[Quote] | None:
    """Return the quotations of an article by place in the thread, then by place in the text.

    Returns:
        None if its texts were not searched yet, or by another edition of the search.

    Raises:
        NotFoundError: there is no such article.
    """
    articles.article_id(connection, article_id)
    if not wanting(connection, [article_id], edition):
        found = connection.execute(
            """
            SELECT q.comment_id, q.paragraph, q.start, q.stop, q.source, q.source_id
              FROM quotes AS q JOIN comments AS c ON c.id = q.comment_id
             WHERE q.article_id = :article ORDER BY c.position, q.start
            """,
            {"article": article_id},
        )
        return [Quote(*row) for row in found]
    return None


def wanting(connection: sqlite3.Connection, ids: Iterable[ArticleId], edition: int) -> list[ArticleId]:
    """Return those of the articles whose texts were not searched yet, or by another edition of the search."""
    found = connection.execute(
        """
        SELECT j.value FROM json_each(:ids) AS j
          JOIN articles AS a ON a.id = j.value
          LEFT JOIN quoted AS q ON q.article_id = a.id AND q.edition = :edition
         WHERE q.article_id IS NULL
        """,
        {"ids": json.dumps(list(ids)), "edition": edition},
    )
    return [ArticleId(article_id) for (article_id,) in found]


def stale(connection: sqlite3.Connection, article_id: ArticleId) -> int:
    """Return how many quotations of an article cannot be right, whatever the search finds."""
    (count,) = connection.execute(
        """
        SELECT count(*) FROM quotes AS q
          LEFT JOIN comments AS c ON c.id = q.comment_id
          LEFT JOIN comments AS s ON s.id = q.source_id
         WHERE q.article_id = :article
           AND (c.article_id IS NOT :article OR q.stop > length(c.text)
                OR q.source_id IS NOT NULL AND s.article_id IS NOT :article
                OR NOT EXISTS (SELECT 1 FROM quoted WHERE article_id = :article))
        """,
        {"article": article_id},
    ).fetchone()
    return int(count)
