"""The index of near-copies: runs of words of suspects, by which comments that say nearly the same are met.

The invariant: it is derived, holds suspects alone and at most so many runs of each, and can be made anew.
"""

from __future__ import annotations

import json
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


def meeting(connection: sqlite3.Connection, shingles: Sequence[int], most: int) -> list[int]:
    """Return the comments that share shingles, those that share most first."""
    shared: dict[int, int] = {}
    for value in shingles:
        for (comment_id,) in connection.execute(
            "SELECT comment_id FROM spam_shingles WHERE shingle = ? ORDER BY comment_id LIMIT ?",
            (value, MOST_OF_A_SHINGLE),
        ):
            shared[comment_id] = shared.get(comment_id, 0) + 1
    return sorted(shared, key=lambda one: (-shared[one], one))[:most]


def of(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, list[int]]:
    """Return the shingles of some comments."""
    found: dict[int, list[int]] = {}
    for comment_id, value in connection.execute(
        """
        SELECT s.comment_id, s.shingle FROM json_each(:ids) AS j
         CROSS JOIN spam_shingles AS s ON s.comment_id = j.value
        """,
        {"ids": json.dumps(list(ids))},
    ):
        found.setdefault(comment_id, []).append(value)
    return found


def unmet(connection: sqlite3.Connection) -> int:
    """Count suspects that are not in the index though something of theirs should be, and runs of no suspect."""
    (lost,) = connection.execute(
        "SELECT count(*) FROM spam_shingles WHERE comment_id NOT IN (SELECT comment_id FROM spam_suspects)"
    ).fetchone()
    return int(lost)
