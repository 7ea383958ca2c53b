"""Marks that a reader sets by a key of its own, from read to notes; and the history that undo goes back through.

The invariant: a change is recorded with exactly those comments whose mark did change, and what it was on each, in the
transaction that changes them, so undoing it restores what was there before, also after a restart. A change made after
an undo ends what could have been done again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive_tui.model import Change
from archive_tui.storage import articles, curation, noise, outlines, reading, spam_labels
from archive_tui.thread.outline import Flag

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from archive_tui.model import ArticleId, CommentId, Mark, Value

HISTORY = 500
"""Changes that are remembered for each article."""


@dataclass(frozen=True, slots=True)
class _Keeping:
    """How a mark is kept."""

    values: Callable[[sqlite3.Connection, ArticleId, str], Mapping[CommentId, Value]]
    """Answers with the values of some comments (their ids as JSON); one that is left out has ``unset``."""
    write: Callable[[sqlite3.Connection, ArticleId, Mapping[CommentId, Value]], None]
    unset: Value = False
    on_article: bool = False
    """Whether the article itself (id 0) can have the mark."""
    which: str = "1"
    """An SQL expression: which comments c can."""
    canonical: Callable[[Value], Value] = lambda value: value
    """Returns what is kept of what was asked for."""
    afresh: Callable[[sqlite3.Connection, ArticleId, Iterable[CommentId]], None] | None = None
    """Called with what is about to change, unless that is undone or done again."""


def change(
    connection: sqlite3.Connection, article_id: ArticleId, mark: Mark, values: Mapping[CommentId, Value]
) -> Change | None:
    """Give comments of an article a mark each, and remember what they had before, for undo.

    Returns:
        What did change; None if nothing did.

    Raises:
        NotFoundError: there is no such article.
    """
    articles.article_id(connection, article_id)
    keeping = _KEEPING[mark]
    values = {each: keeping.canonical(value) for each, value in values.items()}
    there = _there(connection, article_id, values, keeping)
    known = keeping.values(connection, article_id, json.dumps(there))
    changed = [each for each in there if known.get(each, keeping.unset) != values[each]]
    if not changed:
        return None
    done = Change(
        article_id,
        mark,
        tuple(changed),
        before=tuple(known.get(each, keeping.unset) for each in changed),
        after=tuple(values[each] for each in changed),
    )
    if keeping.afresh is not None:
        keeping.afresh(connection, article_id, done.ids)
    _write(connection, done)
    _remember(connection, done)
    return done


def _remember(connection: sqlite3.Connection, done: Change) -> None:
    connection.execute(
        "DELETE FROM history WHERE article_id = :article AND undone", {"article": done.article_id}
    )
    connection.execute(
        """
        INSERT INTO history (article_id, mark, ids, before, after)
        VALUES (:article, :mark, :ids, :before, :after)
        """,
        {
            "article": done.article_id,
            "mark": done.mark,
            "ids": json.dumps(done.ids),
            "before": json.dumps(done.before, ensure_ascii=False),
            "after": json.dumps(done.after, ensure_ascii=False),
        },
    )
    connection.execute(
        """
        DELETE FROM history WHERE article_id = :article AND id <= (
            SELECT id FROM history WHERE article_id = :article ORDER BY id DESC LIMIT 1 OFFSET :most)
        """,
        {"article": done.article_id, "most": HISTORY},
    )


def undo(connection: sqlite3.Connection, article_id: ArticleId) -> Change | None:
    """Take the last change of an article back; return what that changed, None if there is nothing to take back."""
    return _step(connection, article_id, undone=False)


def redo(connection: sqlite3.Connection, article_id: ArticleId) -> Change | None:
    """Do again what was last undone; return what that changed, None if there is nothing to do again."""
    return _step(connection, article_id, undone=True)


def _step(connection: sqlite3.Connection, article_id: ArticleId, *, undone: bool) -> Change | None:
    # What is undone comes after all that is not: the first of the one, or the last of the other.
    row = connection.execute(
        """
        SELECT id, mark, ids, before, after FROM history WHERE id = (
            SELECT CASE WHEN :undone THEN min(id) ELSE max(id) END
              FROM history WHERE article_id = :article AND undone = :undone)
        """,
        {"article": article_id, "undone": int(undone)},
    ).fetchone()
    if row is None:
        return None
    number, mark, *columns = row
    ids, before, after = (tuple(json.loads(column)) for column in columns)
    done = Change(article_id, mark, ids, before, after)
    step = done if undone else done.reversed
    _write(connection, step)
    connection.execute("UPDATE history SET undone = 1 - undone WHERE id = :id", {"id": number})
    return step


def _write(connection: sqlite3.Connection, done: Change) -> None:
    _KEEPING[done.mark].write(connection, done.article_id, dict(zip(done.ids, done.after, strict=True)))


def _there(
    connection: sqlite3.Connection, article_id: ArticleId, ids: Iterable[CommentId], keeping: _Keeping
) -> list[CommentId]:
    """Return those ids, in order, that are comments of the article and can have the mark; 0 where it can."""
    wanted = list(ids)
    found = connection.execute(
        f"""
        SELECT c.id FROM json_each(:ids) AS j CROSS JOIN comments AS c ON c.id = j.value
         WHERE c.article_id = :article AND {keeping.which}
        """,  # noqa: S608 - a constant of this module
        {"article": article_id, "ids": json.dumps(wanted)},
    )
    there = {comment_id for (comment_id,) in found}
    if keeping.on_article:
        there.add(0)
    return [comment_id for comment_id in wanted if comment_id in there]


def _split(values: Mapping[CommentId, Value]) -> Iterator[tuple[bool, list[CommentId]]]:
    """Yield what is to be set, and what to be cleared; neither if there is none."""
    for value in (True, False):
        ids = [comment_id for comment_id, wanted in values.items() if wanted is value]
        if ids:
            yield value, ids


def _read(connection: sqlite3.Connection, article_id: ArticleId, ids: str) -> dict[CommentId, Value]:
    rows = connection.execute(
        """
        SELECT r.comment_id FROM json_each(:ids) AS j CROSS JOIN read_marks AS r
            ON r.article_id = :article AND r.comment_id = j.value
         UNION ALL SELECT 0 FROM places WHERE article_id = :article AND read
        """,
        {"article": article_id, "ids": ids},
    )
    return {comment_id: True for (comment_id,) in rows}


def _write_read(
    connection: sqlite3.Connection, article_id: ArticleId, values: Mapping[CommentId, Value]
) -> None:
    for value, ids in _split(values):
        reading.mark_read(connection, article_id, ids, read=value)


def _starred(connection: sqlite3.Connection, article_id: ArticleId, ids: str) -> dict[CommentId, Value]:
    rows = connection.execute(
        """
        SELECT s.comment_id FROM json_each(:ids) AS j CROSS JOIN stars AS s
            ON s.article_id = :article AND s.comment_id = j.value
        """,
        {"article": article_id, "ids": ids},
    )
    return {comment_id: True for (comment_id,) in rows}


def _write_stars(
    connection: sqlite3.Connection, article_id: ArticleId, values: Mapping[CommentId, Value]
) -> None:
    for value, ids in _split(values):
        if value:
            statement = """
                INSERT OR IGNORE INTO stars (article_id, comment_id)
                SELECT :article, value FROM json_each(:ids)
            """
        else:
            statement = """
                DELETE FROM stars
                 WHERE article_id = :article AND comment_id IN (SELECT value FROM json_each(:ids))
            """
        connection.execute(statement, {"article": article_id, "ids": json.dumps(ids)})


def _new(connection: sqlite3.Connection, article_id: ArticleId, ids: str) -> dict[CommentId, Value]:
    rows = connection.execute(
        """
        SELECT c.id FROM json_each(:ids) AS j CROSS JOIN comments AS c
            ON c.id = j.value WHERE c.article_id = :article AND c.new
        """,
        {"article": article_id, "ids": ids},
    )
    return {comment_id: True for (comment_id,) in rows}


def _write_new(
    connection: sqlite3.Connection, article_id: ArticleId, values: Mapping[CommentId, Value]
) -> None:
    for value, ids in _split(values):
        connection.execute(
            """
            UPDATE comments SET new = :value
             WHERE article_id = :article AND id IN (SELECT value FROM json_each(:ids))
            """,
            {"article": article_id, "ids": json.dumps(ids), "value": int(value)},
        )
        outlines.set_flag(connection, article_id, Flag.NEW, ids, value=value)


_SEEN = "c.state <> 'ghost'"
_PICKED = "EXISTS (SELECT 1 FROM picks AS p WHERE p.comment_id = c.id AND NOT p.dropped)"

_KEEPING: Mapping[Mark, _Keeping] = {
    "read": _Keeping(_read, _write_read, on_article=True),
    "star": _Keeping(_starred, _write_stars),
    "new": _Keeping(_new, _write_new),
    "hide": _Keeping(noise.hidden, noise.write_hidden),
    "mute": _Keeping(noise.muted, noise.write_muted, which="c.author IS NOT NULL"),
    "pingbacks": _Keeping(noise.pingbacks, noise.write_pingbacks, on_article=True, which="0"),
    "spam": _Keeping(spam_labels.given, spam_labels.give, unset=None, which=_SEEN),
    "pick": _Keeping(curation.pick_marks, curation.write_picks, which=_SEEN, afresh=curation.forget_dropped),
    "context": _Keeping(curation.context_marks, curation.write_contexts, unset=None, which=_PICKED),
    "wording": _Keeping(curation.wording_marks, curation.write_wordings, unset=None, which=_PICKED),
    "note": _Keeping(
        curation.note_marks,
        curation.write_notes,
        unset=None,
        on_article=True,
        which=_SEEN,
        canonical=curation.canonical_note,
    ),
    "tags": _Keeping(
        curation.tag_marks,
        curation.write_tags,
        unset=None,
        on_article=True,
        which=_SEEN,
        canonical=curation.canonical_tags,
    ),
    "rules": _Keeping(
        curation.rule_marks,
        curation.write_rules,
        unset=None,
        on_article=True,
        which="0",
        canonical=curation.canonical_rules,
    ),
}
"""A new mark is an entry here, and its name in ``model.Mark``."""
