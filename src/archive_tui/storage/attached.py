"""What a reader attached to comments and articles: what comes along from another library is added, never replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from archive_tui.model import Annotation, ArticleId, CommentId


def take_over(
    connection: sqlite3.Connection, article_id: ArticleId, brought: Mapping[CommentId, Annotation]
) -> None:
    """Add what another library has attached to comments of an article; id 0 stands for the article itself."""
    connection.executemany(
        "INSERT OR IGNORE INTO stars (article_id, comment_id) VALUES (?, ?)",
        [
            (article_id, comment_id)
            for comment_id, annotation in brought.items()
            if annotation.starred and comment_id
        ],
    )
