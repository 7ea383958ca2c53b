"""Picks, notes, tags, and the rules of a selection.

The invariant: a pick keeps author and text as they were when the comment was picked, whatever an import does to the
comment; a pick that was dropped lies there until the comment is picked anew, so that undo brings back what was there.
Comment id 0 stands for the article itself. Ghosts have none of these: an import may drop a ghost.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from archive_tui.model import Annotation, CommentId, Context, Rules, SpamRule
from archive_tui.storage import reading
from archive_tui.storage.rows import Margin
from archive_tui.text.clean import clean
from archive_tui.text.tags import parse_tags

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from archive_tui.model import ArticleId, Value

    Kept = tuple[CommentId, Context | None, str | None, str]


# Asking


def picks(connection: sqlite3.Connection, article_id: ArticleId) -> dict[CommentId, Kept]:
    """Return the picks of an article: id, context, author and text of each, in the order of the thread."""
    found = connection.execute(
        """
        SELECT p.comment_id, p.context, p.author, p.text
          FROM picks AS p JOIN comments AS c ON c.id = p.comment_id
         WHERE p.article_id = :article AND NOT p.dropped ORDER BY c.position
        """,
        {"article": article_id},
    )
    return {
        CommentId(comment_id): (CommentId(comment_id), Context(context) if context else None, author, text)
        for comment_id, context, author, text in found
    }


def picked_ids(connection: sqlite3.Connection, article_id: ArticleId) -> list[int]:
    """Return the ids of the comments that are picked, ascending."""
    found = connection.execute(
        "SELECT comment_id FROM picks WHERE article_id = :article AND NOT dropped ORDER BY comment_id",
        {"article": article_id},
    )
    return [comment_id for (comment_id,) in found]


def notes(connection: sqlite3.Connection, article_id: ArticleId) -> dict[CommentId, str]:
    """Return the notes of an article by comment."""
    found = connection.execute(
        "SELECT ifnull(comment_id, 0), text FROM notes WHERE article_id = :article", {"article": article_id}
    )
    return {CommentId(comment_id): text for comment_id, text in found}


def tags(connection: sqlite3.Connection, article_id: ArticleId) -> dict[CommentId, tuple[str, ...]]:
    """Return the tags of an article by comment, each comment's sorted."""
    found = connection.execute(
        "SELECT ifnull(comment_id, 0), tag FROM tags WHERE article_id = :article ORDER BY tag",
        {"article": article_id},
    )
    gathered: dict[CommentId, tuple[str, ...]] = {}
    for comment_id, tag in found:
        gathered[comment_id] = (*gathered.get(comment_id, ()), tag)
    return gathered


def margins(
    connection: sqlite3.Connection, article_id: ArticleId, start: int, stop: int
) -> dict[int, Margin]:
    """Return what stands beside the comments at a range of positions, by their ids."""
    values = {"article": article_id, "start": start, "stop": stop}
    found: dict[int, Margin] = {}
    for kind, rows in enumerate(connection.execute(select, values) for select in _BESIDE):
        for comment_id, words in rows:
            margin = found.get(comment_id, Margin())
            if kind == 0:
                margin = margin._replace(picked=True)
            elif kind == 1:
                margin = margin._replace(note=words)
            else:
                margin = margin._replace(tags=(*margin.tags, words))
            found[comment_id] = margin
    return found


_RANGE = "c.article_id = :article AND c.position >= :start AND c.position < :stop"
_BESIDE = tuple(
    f"SELECT c.id, {column} FROM {table} AS m JOIN comments AS c ON c.id = m.comment_id WHERE {_RANGE} {more}"  # noqa: S608 - constants
    for table, column, more in (
        ("picks", "NULL", "AND NOT m.dropped"),
        ("notes", "m.text", ""),
        ("tags", "m.tag", "ORDER BY m.tag"),
    )
)


def known_tags(connection: sqlite3.Connection) -> list[str]:
    """Return every tag of the library, the most used first."""
    found = connection.execute("SELECT tag FROM tags GROUP BY tag ORDER BY count(*) DESC, tag")
    return [tag for (tag,) in found]


def rules(connection: sqlite3.Connection, article_id: ArticleId) -> Rules:
    """Return how the picks of an article go out; the default where nothing was chosen."""
    found = connection.execute(
        "SELECT context, spam, siblings, body FROM selections WHERE article_id = :article",
        {"article": article_id},
    ).fetchone()
    if found is None:
        return Rules()
    context, spam, siblings, body = found
    return Rules(Context(context), SpamRule(spam), siblings, bool(body))


def attached(connection: sqlite3.Connection, article_id: ArticleId) -> dict[CommentId, Annotation]:
    """Return what the reader attached to comments of an article."""
    picked = set(picked_ids(connection, article_id))
    starred = set(reading.reading(connection, article_id).starred)
    noted, tagged = notes(connection, article_id), tags(connection, article_id)
    changed = {
        comment_id: (author, text)
        for comment_id, author, text in connection.execute(
            """
            SELECT p.comment_id, p.author, p.text FROM picks AS p JOIN comments AS c ON c.id = p.comment_id
             WHERE p.article_id = :article AND NOT p.dropped AND (p.author, p.text) IS NOT (c.author, c.text)
            """,
            {"article": article_id},
        )
    }
    found = {}
    for comment_id in sorted({*picked, *starred, *noted, *tagged}):
        author, text = changed.get(comment_id, (None, None))
        each = CommentId(comment_id)
        found[each] = Annotation(
            noted.get(each), tagged.get(each, ()), comment_id in picked, comment_id in starred, text, author
        )
    return found


# As marks: what some comments have, their ids as JSON; and writing it


def pick_marks(connection: sqlite3.Connection, article_id: ArticleId, ids: str) -> dict[CommentId, Value]:
    """Return True for those that are picked."""
    return {comment_id: True for comment_id, _ in _kept(connection, article_id, ids, "NULL")}


def context_marks(connection: sqlite3.Connection, article_id: ArticleId, ids: str) -> dict[CommentId, Value]:
    """Return the context of those that are picked and have one of their own."""
    return dict(_kept(connection, article_id, ids, "p.context"))


def wording_marks(connection: sqlite3.Connection, article_id: ArticleId, ids: str) -> dict[CommentId, Value]:
    """Return author and text as picked, as ``wording`` writes them."""
    rows = _kept(connection, article_id, ids, "json_array(p.author, p.text)")
    return {comment_id: wording(*json.loads(words)) for comment_id, words in rows if isinstance(words, str)}


def _kept(
    connection: sqlite3.Connection, article_id: ArticleId, ids: str, column: str
) -> Iterator[tuple[CommentId, Value]]:
    yield from connection.execute(
        f"""
        SELECT p.comment_id, {column} FROM json_each(:ids) AS j CROSS JOIN picks AS p ON p.comment_id = j.value
         WHERE p.article_id = :article AND NOT p.dropped
        """,  # noqa: S608 - a constant of this module
        {"article": article_id, "ids": ids},
    )


def wording(author: str | None, text: str) -> str:
    """Write an author and a text as the value of a mark."""
    return json.dumps([author, text], ensure_ascii=False)


def forget_dropped(connection: sqlite3.Connection, article_id: ArticleId, ids: Iterable[CommentId]) -> None:
    """Let go of what picks kept that were dropped: their comments are picked anew, as they are now."""
    connection.execute(
        """
        DELETE FROM picks
         WHERE article_id = :article AND dropped AND comment_id IN (SELECT value FROM json_each(:ids))
        """,
        {"article": article_id, "ids": json.dumps(list(ids))},
    )


def write_picks(
    connection: sqlite3.Connection, article_id: ArticleId, values: Mapping[CommentId, Value]
) -> None:
    """Pick comments, or drop them; one that had been dropped is as it was picked before."""
    chosen = json.dumps([each for each, value in values.items() if value])
    dropped = json.dumps([each for each, value in values.items() if not value])
    connection.execute(
        """
        INSERT INTO picks (comment_id, article_id, author, text)
        SELECT c.id, c.article_id, c.author, c.text FROM json_each(:ids) AS j CROSS JOIN comments AS c ON c.id = j.value
         WHERE c.article_id = :article
        ON CONFLICT (comment_id) DO UPDATE SET dropped = 0
        """,
        {"article": article_id, "ids": chosen},
    )
    connection.execute(
        """
        UPDATE picks SET dropped = 1
         WHERE article_id = :article AND comment_id IN (SELECT value FROM json_each(:ids))
        """,
        {"article": article_id, "ids": dropped},
    )


def write_contexts(
    connection: sqlite3.Connection, article_id: ArticleId, values: Mapping[CommentId, Value]
) -> None:
    """Say what comes with a pick; None for what the rules say."""
    connection.executemany(
        "UPDATE picks SET context = ? WHERE comment_id = ? AND article_id = ?",
        [(context, each, article_id) for each, context in values.items()],
    )


def write_wordings(
    connection: sqlite3.Connection, article_id: ArticleId, values: Mapping[CommentId, Value]
) -> None:
    """Change what picks keep."""
    connection.executemany(
        "UPDATE picks SET author = ?, text = ? WHERE comment_id = ? AND article_id = ?",
        [(*json.loads(words), each, article_id) for each, words in values.items() if isinstance(words, str)],
    )


def note_marks(connection: sqlite3.Connection, article_id: ArticleId, ids: str) -> dict[CommentId, Value]:
    """Return the notes of those that have one."""
    return dict(
        connection.execute(
            """
            SELECT ifnull(comment_id, 0), text FROM notes
             WHERE article_id = :article AND ifnull(comment_id, 0) IN (SELECT value FROM json_each(:ids))
            """,
            {"article": article_id, "ids": ids},
        )
    )


def write_notes(
    connection: sqlite3.Connection, article_id: ArticleId, values: Mapping[CommentId, Value]
) -> None:
    """Write notes; None takes one away."""
    places = [{"article": article_id, "comment": each, "text": text} for each, text in values.items()]
    connection.executemany(
        "DELETE FROM notes WHERE article_id = :article AND ifnull(comment_id, 0) = :comment", places
    )
    connection.executemany(
        "INSERT INTO notes (article_id, comment_id, text) VALUES (:article, nullif(:comment, 0), :text)",
        [place for place in places if place["text"]],
    )


def tag_marks(connection: sqlite3.Connection, article_id: ArticleId, ids: str) -> dict[CommentId, Value]:
    """Return the tags of those that have any, in one text each."""
    found = connection.execute(
        """
        SELECT ifnull(comment_id, 0), tag FROM tags
         WHERE article_id = :article AND ifnull(comment_id, 0) IN (SELECT value FROM json_each(:ids))
         ORDER BY tag
        """,
        {"article": article_id, "ids": ids},
    )
    gathered: dict[CommentId, list[str]] = {}
    for comment_id, tag in found:
        gathered.setdefault(comment_id, []).append(tag)
    return {comment_id: " ".join(each) for comment_id, each in gathered.items()}


def write_tags(
    connection: sqlite3.Connection, article_id: ArticleId, values: Mapping[CommentId, Value]
) -> None:
    """Give comments exactly these tags."""
    connection.executemany(
        "DELETE FROM tags WHERE article_id = ? AND ifnull(comment_id, 0) = ?",
        [(article_id, each) for each in values],
    )
    connection.executemany(
        "INSERT INTO tags (article_id, comment_id, tag) VALUES (?, nullif(?, 0), ?)",
        [(article_id, each, tag) for each, written in values.items() for tag in str(written or "").split()],
    )


def rule_marks(connection: sqlite3.Connection, article_id: ArticleId, ids: str) -> dict[CommentId, Value]:
    """Return the rules of the article, as ``written_rules`` writes them."""
    return {CommentId(0): written_rules(rules(connection, article_id))} if 0 in json.loads(ids) else {}


def written_rules(chosen: Rules) -> str | None:
    """Write rules as the value of a mark; None for the default."""
    written = _written(chosen)
    return None if written == _DEFAULT else written


def _written(chosen: Rules) -> str:
    return f"{chosen.context} {chosen.spam} {chosen.order} {int(chosen.body)}"


_DEFAULT = _written(Rules())


def write_rules(
    connection: sqlite3.Connection, article_id: ArticleId, values: Mapping[CommentId, Value]
) -> None:
    """Say how the picks of the article go out."""
    connection.execute("DELETE FROM selections WHERE article_id = :article", {"article": article_id})
    written = values.get(CommentId(0))
    if isinstance(written, str):
        context, spam, order, body = written.split(" ")
        connection.execute(
            """
            INSERT INTO selections (article_id, context, spam, siblings, body)
            VALUES (:article, :context, :spam, :siblings, :body)
            """,
            {"article": article_id, "context": context, "spam": spam, "siblings": order, "body": int(body)},
        )


def canonical_rules(value: Value) -> Value:
    """Return rules as they are kept: None for the default."""
    return None if value == _DEFAULT else value


def canonical_note(value: Value) -> Value:
    """Return a note as it is kept: clean, without white space around it, None if nothing is left."""
    return clean(value).strip() or None if isinstance(value, str) else None


def canonical_tags(value: Value) -> Value:
    """Return tags as they are kept, None if there are none."""
    return " ".join(parse_tags(value)) or None if isinstance(value, str) else None
