"""What is private of commenters: kept only where somebody asked for it, shown only to who asks.

The invariant: nothing here is searched or exported, and what is kept goes with its comment.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from archive_tui.model import CommentId, PrivateDetails

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from archive_tui.model import ImportedComment


def keep(connection: sqlite3.Connection, comments: Iterable[tuple[int, ImportedComment]]) -> None:
    """Keep what a source says of comments, by their ids; what it does not say any more stays."""
    connection.executemany(
        """
        INSERT INTO private_details (comment_id, email, ip) VALUES (?, ?, ?)
            ON CONFLICT (comment_id) DO UPDATE
            SET email = coalesce(excluded.email, email), ip = coalesce(excluded.ip, ip)
        """,
        (
            (comment_id, comment.email, comment.ip)
            for comment_id, comment in comments
            if comment.email is not None or comment.ip is not None
        ),
    )


def details(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[CommentId, PrivateDetails]:
    """Return what is kept of comments; those of which there is nothing are left out."""
    found = connection.execute(
        """
        SELECT p.comment_id, p.email, p.ip FROM json_each(:ids) AS j
         CROSS JOIN private_details AS p ON p.comment_id = j.value
        """,
        {"ids": json.dumps(list(ids))},
    )
    return {CommentId(comment_id): PrivateDetails(email, ip) for comment_id, email, ip in found}
