"""What the reader hides: comments one by one, all by an author, pingbacks.

The invariant: ``comments.hidden`` is the reader's alone, and an import carries it along, to what it puts below a branch
that is hidden, too; ``comments.muted`` is derived: it is set exactly on what ``mutes`` covers, in every article. Who
changes one of them changes the outline's flags and the unread count in the same transaction.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Literal

from archive_tui.model import ArticleId, AuthorShare, CommentId, Mutes
from archive_tui.storage import outlines, settings
from archive_tui.storage.times import moment
from archive_tui.thread.outline import Flag

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from archive_tui.model import Value

BRANCH = "branch"
"""The value of the mark "hide" on a comment that is hidden with whatever comes to be below it."""

_WITH_BRANCH = 2
_PINGBACKS = "pingbacks"
"""The setting that says whether they are hidden."""

_FLAGS = {"hidden": Flag.HIDDEN, "muted": Flag.MUTED}

_Column = Literal["hidden", "muted"]


def mutes(connection: sqlite3.Connection) -> Mutes:
    """Return what is hidden in every article."""
    names = connection.execute("SELECT name FROM mutes")
    return Mutes(frozenset(name for (name,) in names), settings.setting(connection, _PINGBACKS) == "hidden")


# Comments one by one


def hidden(connection: sqlite3.Connection, article_id: ArticleId, ids: str) -> dict[CommentId, Value]:
    """Return which comments of an article, their ids as JSON, the reader hid: True, or ``BRANCH``."""
    rows = connection.execute(
        """
        SELECT c.id, c.hidden FROM json_each(:ids) AS j CROSS JOIN comments AS c
            ON c.id = j.value WHERE c.article_id = :article AND c.hidden
        """,
        {"article": article_id, "ids": ids},
    )
    return {CommentId(comment_id): BRANCH if stored == _WITH_BRANCH else True for comment_id, stored in rows}


def write_hidden(
    connection: sqlite3.Connection, article_id: ArticleId, values: Mapping[CommentId, Value]
) -> None:
    """Hide comments of an article (True, or ``BRANCH``), or show them again."""
    for value, stored in ((False, 0), (True, 1), (BRANCH, _WITH_BRANCH)):
        _set(connection, article_id, "hidden", [each for each in values if values[each] == value], stored)


# Authors


def muted(connection: sqlite3.Connection, article_id: ArticleId, ids: str) -> dict[CommentId, Value]:
    """Return which comments of an article, their ids as JSON, have a muted author."""
    rows = connection.execute(
        """
        SELECT c.id FROM json_each(:ids) AS j CROSS JOIN comments AS c ON c.id = j.value
          JOIN mutes AS m ON m.name = c.author WHERE c.article_id = :article
        """,
        {"article": article_id, "ids": ids},
    )
    return {CommentId(comment_id): True for (comment_id,) in rows}


def write_muted(
    connection: sqlite3.Connection, article_id: ArticleId, values: Mapping[CommentId, Value]
) -> None:
    """Mute whoever wrote these comments, in all articles, or let them speak again."""
    for value in (True, False):
        names = connection.execute(
            """
            SELECT DISTINCT author FROM comments
             WHERE article_id = :article AND author IS NOT NULL AND id IN (SELECT value FROM json_each(:ids))
            """,
            {"article": article_id, "ids": json.dumps([each for each in values if values[each] is value])},
        ).fetchall()
        for (name,) in names:
            mute(connection, name, muted=value)


def mute(connection: sqlite3.Connection, name: str, *, muted: bool) -> bool:
    """Hide all comments of an author, or show them again; return whether that was not so before.

    O(comments of the author), and the outlines of the articles that have some.
    """
    if muted:
        changed = connection.execute(
            "INSERT OR IGNORE INTO mutes (name, made) VALUES (:name, :now)",
            {"name": name, "now": int(time.time())},
        ).rowcount
    else:
        changed = connection.execute("DELETE FROM mutes WHERE name = :name", {"name": name}).rowcount
    rows = connection.execute(
        "SELECT article_id, id, kind FROM comments WHERE author = :name", {"name": name}
    ).fetchall()
    _derive(connection, ((article, comment_id, name, kind) for article, comment_id, kind in rows))
    return bool(changed)


def hide_pingbacks(connection: sqlite3.Connection, *, hidden: bool) -> None:
    """Hide all pingbacks of the library, or show them again. O(pingbacks)."""
    settings.set_setting(connection, _PINGBACKS, "hidden" if hidden else "shown")
    rows = connection.execute("SELECT article_id, id, author, kind FROM comments WHERE kind = 'pingback'")
    _derive(connection, rows.fetchall())


def _derive(connection: sqlite3.Connection, rows: Iterable[tuple[int, int, str | None, str]]) -> None:
    """Bring ``muted`` in line with the mutes."""
    covering = mutes(connection)
    wanted: dict[tuple[int, bool], list[CommentId]] = {}
    for article, comment_id, author, kind in rows:
        wanted.setdefault((article, covering.cover(author, kind)), []).append(CommentId(comment_id))
    for (article, value), ids in wanted.items():
        _set(connection, ArticleId(article), "muted", ids, int(value))


def _set(
    connection: sqlite3.Connection,
    article_id: ArticleId,
    column: _Column,
    ids: list[CommentId],
    value: int,
) -> None:
    """Write a column of comments of an article, with all that follows from it."""
    if not ids:
        return
    other = "muted" if column == "hidden" else "hidden"
    values = {"article": article_id, "ids": json.dumps(ids), "value": value}
    # Only those that go out of sight, or come back, move the count: if they are unread and nothing else hides them.
    connection.execute(
        f"""
        UPDATE articles
           SET unread = unread + CASE WHEN :value THEN -1 ELSE 1 END * (
               SELECT count(*)
                 FROM json_each(:ids) AS j
                CROSS JOIN comments AS c ON c.id = j.value
                 LEFT JOIN read_marks AS r ON r.article_id = :article AND r.comment_id = c.id
                WHERE c.article_id = :article AND r.comment_id IS NULL AND (c.{column} = 0) = (:value > 0)
                  AND c.state <> 'ghost' AND c.verdict IS NOT 'spam' AND NOT c.{other})
         WHERE id = :article
        """,  # noqa: S608 - one of two names
        values,
    )
    connection.execute(
        f"""
        UPDATE comments SET {column} = :value
         WHERE article_id = :article AND {column} <> :value AND id IN (SELECT value FROM json_each(:ids))
        """,  # noqa: S608 - one of two names
        values,
    )
    outlines.set_flag(connection, article_id, _FLAGS[column], ids, value=bool(value))


# Pingbacks, as a mark of the article itself


def pingbacks(connection: sqlite3.Connection, _article_id: ArticleId, _ids: str) -> dict[CommentId, Value]:
    """Return whether pingbacks are hidden, as a mark of the article (id 0); it is the same in all of them."""
    return {CommentId(0): True} if mutes(connection).pingbacks else {}


def write_pingbacks(
    connection: sqlite3.Connection, _article_id: ArticleId, values: Mapping[CommentId, Value]
) -> None:
    """Hide the pingbacks of the library, or show them again."""
    if CommentId(0) in values:
        hide_pingbacks(connection, hidden=bool(values[CommentId(0)]))


def below_hidden(parent: int | None) -> int:
    """Return how a comment that is new is hidden, by how its parent is."""
    return _WITH_BRANCH if parent == _WITH_BRANCH else 0


# What muting hides

_SHARE = """
    SELECT count(*), count(DISTINCT c.article_id),
           coalesce(sum(EXISTS (SELECT 1 FROM comments AS r
                                 WHERE r.parent_id = c.id AND r.author IS NOT :name)), 0)
      FROM comments AS c WHERE c.author = :name
"""


def share(connection: sqlite3.Connection, name: str) -> AuthorShare:
    """Return how much of the library an author wrote, by the exact name. O(comments of the author)."""
    found = connection.execute("SELECT made FROM mutes WHERE name = :name", {"name": name}).fetchone()
    comments, articles, answered = connection.execute(_SHARE, {"name": name}).fetchone()
    return AuthorShare(name, comments, articles, answered, None if found is None else moment(found[0]))


def muted_authors(connection: sqlite3.Connection) -> list[AuthorShare]:
    """Return the muted authors with what that hides, the last muted first."""
    names = connection.execute("SELECT name FROM mutes ORDER BY made DESC, name").fetchall()
    return [share(connection, name) for (name,) in names]


def alike(connection: sqlite3.Connection, name: str) -> list[str]:
    """Return the names of authors that differ from this one by case alone. O(comments)."""
    rows = connection.execute(
        "SELECT DISTINCT author FROM comments WHERE author = :name COLLATE NOCASE AND author <> :name",
        {"name": name},
    )
    return sorted(found for (found,) in rows)
