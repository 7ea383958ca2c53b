"""Whether a library is whole, and making anew what is derived in it.

Source of truth are the texts, the parents, the order of siblings and the list of mutes; positions, sizes, depths,
ranks, what is muted, outlines and counts are derived from them, and are all that a repair writes.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from archive_tui.model import CheckReport
from archive_tui.storage import articles, noise, outlines, quotes
from archive_tui.storage.rows import CommentRow, article_rows, update_rows
from archive_tui.storage.threads import counts, write_counts
from archive_tui.thread.tree import cut_cycles, shape

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from archive_tui.model import ArticleId, Mutes
    from archive_tui.storage.library import Library
    from archive_tui.thread.outline import Outline

_ARRAYS = ("ids", "parent", "depth", "size", "rank", "chars", "breaks", "author", "created", "score", "flags")


def check(library: Library, *, repair: bool) -> CheckReport:
    """Check the file, then every article in a transaction of its own; O(library)."""
    problems: list[str] = []
    repaired: list[str] = []
    with library.bare() as connection:
        problems += _file_problems(connection)
    with library.read() as connection:
        ids = articles.all_ids(connection)
    comments = 0
    for article_id in ids:
        with library.read() as connection:
            found, count = _article_problems(connection, article_id)
        comments += count
        if not found or not repair:
            problems += found
            continue
        with library.write() as connection:
            rebuild(connection, article_id)
            left, _ = _article_problems(connection, article_id)
        problems += left
        repaired += [problem for problem in found if problem not in left]
    return CheckReport(len(ids), comments, tuple(problems), tuple(repaired))


def rebuild(connection: sqlite3.Connection, article_id: ArticleId) -> None:
    """Make anew what is derived of one article."""
    before = article_rows(connection, article_id)
    after, parent = _derived(before, noise.mutes(connection))
    old = {row.id: row for row in before}
    update_rows(connection, (row for row in after if row != old[row.id]))
    outlines.write(connection, article_id, outlines.outline_of(after, parent))
    write_counts(connection, article_id, after)
    if quotes.stale(connection, article_id):
        quotes.forget(connection, article_id)  # they are looked for again when they are asked for


def _file_problems(connection: sqlite3.Connection) -> list[str]:
    problems = [
        f"the file is damaged: {line}; restore a backup"
        for (line,) in connection.execute("PRAGMA integrity_check(20)")
        if line != "ok"
    ]
    broken: dict[tuple[str, str], int] = {}
    for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        broken[table, parent] = broken.get((table, parent), 0) + 1
    problems += [
        f"{count} rows of {table} refer to rows of {parent} that are gone; restore a backup"
        for (table, parent), count in broken.items()
    ]
    return problems


def _article_problems(connection: sqlite3.Connection, article_id: ArticleId) -> tuple[list[str], int]:
    """Return what is wrong with what is derived of an article, and the number of its comments."""
    rows = article_rows(connection, article_id)
    derived, parent = _derived(rows, noise.mutes(connection))
    problems = []
    muted = sum(row.muted != right.muted for row, right in zip(rows, derived, strict=True))
    if muted:
        problems.append(
            f"article {article_id}: {muted} comments are muted, or not, against the list of mutes"
        )
    wrong = sum(row._replace(muted=right.muted) != right for row, right in zip(rows, derived, strict=True))
    if wrong:
        problems.append(f"article {article_id}: {wrong} comments do not stand at their place in the tree")
    if not _same_outline(outlines.read(connection, article_id), outlines.outline_of(derived, parent)):
        problems.append(f"article {article_id}: its outline does not agree with its comments")
    stored = connection.execute(
        "SELECT comments, spam, max_depth, unread FROM articles WHERE id = :id", {"id": article_id}
    ).fetchone()
    if stored != tuple(counts(connection, article_id, derived).values()):
        problems.append(f"article {article_id}: its counts do not agree with its comments")
    if stale := quotes.stale(connection, article_id):
        problems.append(f"article {article_id}: {stale} of its quotations do not agree with its comments")
    return problems, len(rows)


def _derived(rows: Sequence[CommentRow], mutes: Mutes) -> tuple[list[CommentRow], array[int]]:
    """Return the rows as their parents, their order and the mutes have them, and the parents' positions."""
    places = {row.id: place for place, row in enumerate(rows)}
    parents = array("i", [-1 if row.parent_id is None else places.get(row.parent_id, -1) for row in rows])
    cut_cycles(parents)
    right = shape(parents)
    result: list[CommentRow] = []
    for position, place in enumerate(right.order):
        above = right.parent[position]
        result.append(
            rows[place]._replace(
                position=position,
                parent_id=result[above].id if above >= 0 else None,
                depth=right.depth[position],
                size=right.size[position],
                rank=right.rank[position],
                muted=int(mutes.cover(rows[place].author, rows[place].kind)),
            )
        )
    return result, right.parent


def _same_outline(one: Outline | None, other: Outline) -> bool:
    if one is None or one.authors != other.authors:
        return False
    return all(getattr(one, name) == getattr(other, name) for name in _ARRAYS)
