"""What articles were last imported as, so that the same again need not be compared with what the library has.

The invariant: an article that has a digest is as storing that thread once more would leave it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive_tui.model import ArticleId, Skipped

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Part:
    """A thread, or a part of one, that was stored before."""

    article_id: ArticleId
    ghosts: int
    skipped: tuple[Skipped, ...]


def stored(connection: sqlite3.Connection, threads: Iterable[tuple[str, bytes]]) -> list[Part | None]:
    """Return for each thread, by key and digest, what is known of it; None where it was not stored as it is."""
    found: list[Part | None] = []
    for key, digest in threads:
        row = connection.execute(
            """
            SELECT a.id, p.ghosts, p.skipped FROM articles AS a
              JOIN article_parts AS p ON p.article_id = a.id AND p.digest = :digest WHERE a.key = :key
            """,
            {"key": key, "digest": digest},
        ).fetchone()
        if row is None:
            found.append(None)
            continue
        skipped = tuple(Skipped(where, why) for where, why in json.loads(row[2] or "[]"))
        found.append(Part(ArticleId(row[0]), row[1], skipped))
    return found


def note(connection: sqlite3.Connection, part: Part, digest: bytes, *, partial: bool) -> None:
    """Note what an article was stored as just now; what it was before counts on only if both are parts."""
    scope = {
        "article": part.article_id,
        "digest": digest,
        "whole": not partial,
        "ghosts": part.ghosts,
        "skipped": json.dumps([[each.where, each.why] for each in part.skipped]) if part.skipped else None,
    }
    connection.execute("DELETE FROM article_parts WHERE article_id = :article AND (whole OR :whole)", scope)
    connection.execute(
        """
        INSERT OR REPLACE INTO article_parts (article_id, digest, whole, ghosts, skipped)
        VALUES (:article, :digest, :whole, :ghosts, :skipped)
        """,
        scope,
    )


def came_again(connection: sqlite3.Connection, ids: Iterable[ArticleId], import_id: int) -> None:
    """Note that an import had articles as they are."""
    connection.executemany(
        "UPDATE articles SET import_id = ? WHERE id = ?", ((import_id, each) for each in ids)
    )
