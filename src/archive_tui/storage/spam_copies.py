"""The index of near-copies: runs of words of suspects, by which comments that say nearly the same are met.

The invariant: it is derived, holds suspects alone and at most so many runs of each, and can be made anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

MOST_OF_A_SHINGLE = 48
"""Comments that are met by one shingle; what more have in common tells nothing."""


def write(connection: sqlite3.Connection, shingles: Iterable[tuple[int, Sequence[int]]]) -> None:
    """Put comments into the index, each in place of what it had there."""
    for comment_id, values in shingles:
        connection.execute("DELETE FROM spam_shingles WHERE comment_id = ?", (comment_id,))
        connection.executemany(
            "INSERT OR IGNORE INTO spam_shingles (shingle, comment_id) VALUES (?, ?)",
            ((value, comment_id) for value in values),
        )


def meeting(connection: sqlite3.Connection, shingles: Sequence[int], most: int | None = None) -> list[int]:
    """Return the comments that share shingles, those that share most first; ``most`` of them, or really all."""
    shared: dict[int, int] = {}
    for value in shingles:
        for (comment_id,) in connection.execute(
            "SELECT comment_id FROM spam_shingles WHERE shingle = ? ORDER BY comment_id LIMIT ?",
            (value, -1 if most is None else MOST_OF_A_SHINGLE),
        ):
            shared[comment_id] = shared.get(comment_id, 0) + 1
    return sorted(shared, key=lambda one: (-shared[one], one))[:most]


def surroundings(connection: sqlite3.Connection, article_id: int, position: int) -> list[str]:
    """Return the beginning of an article's body, if there is one, and the texts around a place that nobody suspects."""
    found = connection.execute(
        """
        SELECT substr(body, 1, 600) FROM article_texts WHERE article_id = :article AND length(body) > 200
         UNION ALL
        SELECT text FROM comments
         WHERE article_id = :article AND position BETWEEN :position - 2 AND :position + 2
           AND position <> :position AND length(text) > 40 AND id NOT IN (SELECT comment_id FROM spam_suspects)
        """,
        {"article": article_id, "position": position},
    )
    return [text for (text,) in found]
