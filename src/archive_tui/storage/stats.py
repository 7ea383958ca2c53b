"""Counts over an article or the whole library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui.model import Stats
from archive_tui.storage.times import moment

if TYPE_CHECKING:
    import sqlite3

    from archive_tui.model import ArticleId

BUSIEST = 20
"""Authors that are named."""

# One statement serves both scopes: without an article, :article is NULL.
_SCOPE = "FROM comments WHERE state <> 'ghost' AND (:article IS NULL OR article_id = :article) "


def stats(connection: sqlite3.Connection, article_id: ArticleId | None, library_bytes: int) -> Stats:
    """Return the counts; O(comments in the scope)."""
    scope = {"article": article_id, "busiest": BUSIEST}
    comments, roots, authors, characters, spam, deleted, pingbacks, missing, first, last = connection.execute(
        """
        SELECT count(*), coalesce(sum(parent_id IS NULL), 0), count(DISTINCT author),
               coalesce(sum(length(text)), 0), coalesce(sum(verdict IS 'spam'), 0),
               coalesce(sum(state = 'deleted'), 0), coalesce(sum(kind = 'pingback'), 0),
               coalesce(sum(missing), 0), min(created), max(created)
        """
        + _SCOPE,
        scope,
    ).fetchone()
    articles, unread = connection.execute(
        "SELECT count(*), coalesce(sum(unread), 0) FROM articles WHERE :article IS NULL OR id = :article",
        scope,
    ).fetchone()
    (ghosts,) = connection.execute(
        """
        SELECT count(*) FROM comments
         WHERE state = 'ghost' AND (:article IS NULL OR article_id = :article)
        """,
        scope,
    ).fetchone()
    busiest = connection.execute(
        "SELECT author, count(*) " + _SCOPE + "AND author IS NOT NULL "
        "GROUP BY author ORDER BY count(*) DESC, author LIMIT :busiest",
        scope,
    )
    months = connection.execute(
        "SELECT strftime('%Y-%m', created, 'unixepoch') AS month, count(*) "
        + _SCOPE
        + "AND created IS NOT NULL GROUP BY month ORDER BY min(created)",
        scope,
    )
    depths = connection.execute("SELECT depth, count(*) " + _SCOPE + "GROUP BY depth ORDER BY depth", scope)
    depth_counts = tuple((int(depth), int(count)) for depth, count in depths)
    return Stats(
        articles=articles,
        comments=comments,
        roots=roots,
        authors=authors,
        characters=characters,
        spam=spam,
        deleted=deleted,
        pingbacks=pingbacks,
        ghosts=ghosts,
        missing=missing,
        unread=unread,
        max_depth=max((depth for depth, _ in depth_counts), default=0),
        library_bytes=library_bytes,
        first=moment(first),
        last=moment(last),
        busiest=tuple((str(author), int(count)) for author, count in busiest),
        months=tuple((str(month), int(count)) for month, count in months),
        depths=depth_counts,
    )
