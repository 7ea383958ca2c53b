"""Outlines: derived from an article's comments, kept packed, so that a thread of 100,000 opens at once."""

from __future__ import annotations

import json
import sys
from array import array
from typing import TYPE_CHECKING

from archive_tui.errors import LibraryDamagedError
from archive_tui.model import Kind, State
from archive_tui.thread.outline import NO_DATE, NO_SCORE, Flag, Outline

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from archive_tui.model import ArticleId
    from archive_tui.storage.rows import CommentRow

_TYPECODES = {
    "ids": "q",
    "parent": "i",
    "depth": "i",
    "size": "i",
    "rank": "i",
    "chars": "i",
    "breaks": "i",
    "author": "i",
    "created": "q",
    "score": "i",
}


def flags(row: CommentRow) -> int:
    """Return a comment's ``Flag`` bits."""
    bits = 0
    if row.verdict == "spam":
        bits |= Flag.SPAM
    if row.state == State.DELETED:
        bits |= Flag.DELETED
    elif row.state == State.GHOST:
        bits |= Flag.GHOST
    if row.kind == Kind.PINGBACK:
        bits |= Flag.PINGBACK
    if row.missing:
        bits |= Flag.MISSING
    if row.new:
        bits |= Flag.NEW
    if row.hidden:
        bits |= Flag.HIDDEN
    if row.muted:
        bits |= Flag.MUTED
    return int(bits)


def outline_of(rows: Sequence[CommentRow], parent: array[int]) -> Outline:
    """Build the outline of an article's comments, in pre-order; ``parent`` holds positions."""
    authors: dict[str, int] = {}
    return Outline(
        ids=array("q", [row.id for row in rows]),
        parent=parent,
        depth=array("i", [row.depth for row in rows]),
        size=array("i", [row.size for row in rows]),
        rank=array("i", [row.rank for row in rows]),
        chars=array("i", [len(row.text) for row in rows]),
        breaks=array("i", [row.text.count("\n") for row in rows]),
        author=array(
            "i", [-1 if row.author is None else authors.setdefault(row.author, len(authors)) for row in rows]
        ),
        created=array("q", [NO_DATE if row.created is None else row.created for row in rows]),
        score=array("i", [NO_SCORE if row.score is None else row.score for row in rows]),
        flags=bytearray([flags(row) for row in rows]),
        authors=tuple(authors),
    )


def write(connection: sqlite3.Connection, article_id: ArticleId, outline: Outline) -> None:
    """Store an outline in place of the one before."""
    connection.execute(
        """
        INSERT OR REPLACE INTO outlines
               (article_id, ids, parent, depth, size, rank, chars, breaks, author, created, score, flags,
                authors)
        VALUES (:id, :ids, :parent, :depth, :size, :rank, :chars, :breaks, :author, :created, :score, :flags,
                :authors)
        """,
        {
            "id": article_id,
            **{name: _packed(getattr(outline, name)) for name in _TYPECODES},
            "flags": bytes(outline.flags),
            "authors": json.dumps(outline.authors, ensure_ascii=False),
        },
    )


def read(connection: sqlite3.Connection, article_id: ArticleId) -> Outline | None:
    """Return an article's outline; None if it has none, or a broken one."""
    row = connection.execute(
        """
        SELECT ids, parent, depth, size, rank, chars, breaks, author, created, score, flags, authors
          FROM outlines WHERE article_id = :id
        """,
        {"id": article_id},
    ).fetchone()
    if row is None:
        return None
    *packed, flag_bytes, authors = row
    total = len(flag_bytes)
    arrays = {}
    for (name, typecode), column in zip(_TYPECODES.items(), packed, strict=True):
        values = array(typecode)
        if len(column) != total * values.itemsize:
            return None
        values.frombytes(column)
        if sys.byteorder == "big":
            values.byteswap()
        arrays[name] = values
    return Outline(**arrays, flags=bytearray(flag_bytes), authors=tuple(json.loads(authors)))


def set_flag(
    connection: sqlite3.Connection, article_id: ArticleId, flag: Flag, ids: Iterable[int], *, value: bool
) -> None:
    """Set or clear a flag of some comments in a stored outline; ids that it does not have are left out."""
    row = connection.execute(
        "SELECT ids, flags FROM outlines WHERE article_id = :id", {"id": article_id}
    ).fetchone()
    if row is None:
        return  # a check rebuilds it from the comments, which have the flag
    packed, flags = array("q"), bytearray(row[1])
    if len(row[0]) != len(flags) * packed.itemsize:
        return  # as above
    packed.frombytes(row[0])
    if sys.byteorder == "big":
        packed.byteswap()
    changed = set(ids)
    for position, comment_id in enumerate(packed):
        if comment_id in changed:
            flags[position] = flags[position] & ~flag | (flag if value else 0)
    connection.execute(
        "UPDATE outlines SET flags = :flags WHERE article_id = :id",
        {"id": article_id, "flags": bytes(flags)},
    )


def lost(article_id: ArticleId) -> LibraryDamagedError:
    """Return what to say about an article whose outline is lost."""
    return LibraryDamagedError(
        f"the outline of article {article_id} is lost; `archive-tui check --repair` rebuilds it"
    )


def _packed(values: array[int]) -> bytes:
    if sys.byteorder == "big":
        values = array(values.typecode, values)
        values.byteswap()
    return values.tobytes()
