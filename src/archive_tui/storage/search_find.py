"""Finding documents: full-text matches with conditions on comments, in the index's order or by its rank.

The invariant: nothing of a query reaches SQL or FTS5 but through parameters and the expressions that
``archive_tui.search.plan`` builds from quoted tokens. Documents are named as in ``search_index``: articles are
negative.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from archive_tui.storage.rows import COUNTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Column = Literal["depth", "replies", "score", "created"]
Quality = Literal[
    "deleted",
    "ghost",
    "ham",
    "hidden",
    "missing",
    "muted",
    "new",
    "noted",
    "op",
    "picked",
    "pingback",
    "read",
    "reply",
    "quoting",
    "root",
    "spam",
    "starred",
    "unread",
]
_COLUMNS = {
    "depth": "c.depth",
    "replies": "c.size - 1",
    "score": "c.score",
    "created": "coalesce(c.created, (SELECT published FROM articles WHERE id = -d.rowid))",
}
_SECTION = "(SELECT section FROM articles WHERE id = coalesce(c.article_id, -d.rowid))"
_READ = "EXISTS (SELECT 1 FROM read_marks AS r WHERE r.comment_id = c.id)"
_QUOTATIONS = "(SELECT group_concat(start || ' ' || stop, ' ') FROM quotes AS q WHERE q.comment_id = c.id)"
_QUALITIES = {
    "deleted": "c.state = 'deleted'",
    "ghost": "c.state = 'ghost'",
    "hidden": "c.hidden = 1",
    "ham": "c.verdict IS NOT 'spam' AND c.id IS NOT NULL",
    "missing": "c.missing = 1",
    "muted": "c.muted = 1",
    "new": "c.new = 1",
    "noted": "d.rowid IN (SELECT ifnull(comment_id, -article_id) FROM notes)",
    "op": "c.author = (SELECT author FROM articles WHERE id = c.article_id)",
    "picked": "d.rowid IN (SELECT comment_id FROM picks WHERE NOT dropped)",
    "pingback": "c.kind = 'pingback'",
    "read": _READ,
    "reply": "c.depth > 1",
    "root": "c.depth = 1",
    "spam": "c.verdict = 'spam'",
    "starred": "EXISTS (SELECT 1 FROM stars AS s WHERE s.comment_id = c.id)",
    "quoting": "EXISTS (SELECT 1 FROM quotes AS q WHERE q.comment_id = c.id)",
    "unread": f"{COUNTS} AND NOT {_READ}",
}


@dataclass(frozen=True, slots=True)
class Matches:
    """What an FTS5 expression finds."""

    match: str


@dataclass(frozen=True, slots=True)
class Between:
    """A number within bounds, both taken in; None is without bound."""

    column: Column
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Is:
    """A comment of some kind."""

    quality: Quality


@dataclass(frozen=True, slots=True)
class Under:
    """A subtree."""

    article_id: int
    position: int
    size: int


@dataclass(frozen=True, slots=True)
class InSection:
    """Whatever belongs to an article whose section contains a text, case aside."""

    text: str


@dataclass(frozen=True, slots=True)
class Tagged:
    """Whatever has a tag."""

    tag: str


@dataclass(frozen=True, slots=True)
class Says:
    """The text has the phrase in what it quotes, or in what is its own; ``search_says`` decides."""

    scope: Literal["quoted", "own"]
    phrase: str


@dataclass(frozen=True, slots=True)
class Every:
    """All of these."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of these."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """All but this."""

    condition: Condition


Condition = Matches | Between | Is | Under | InSection | Tagged | Says | Every | Some | Without


@dataclass(frozen=True, slots=True)
class Find:
    """What documents must match."""

    match: str
    """An FTS5 expression."""
    where: Condition | None = None


class Row(NamedTuple):
    """What ranking and a hit need of a document."""

    id: int
    article_id: int
    position: int
    author: str | None
    created: int | None
    spam: int
    hidden: int
    """Hidden by the reader, or muted."""
    title: str
    text: str


_Values = dict[str, object]


class StoppedError(Exception):
    """A statement was stopped before its end, as was asked; never reaches a person."""


@contextmanager
def stoppable(connection: sqlite3.Connection, stop: Callable[[], bool]) -> Iterator[None]:
    """Ask every so often while statements run whether they shall stop.

    Raises:
        StoppedError: they did.
    """
    connection.set_progress_handler(stop, 2_000)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        raise StoppedError from error
    finally:
        connection.set_progress_handler(None, 0)


def newest(
    connection: sqlite3.Connection, find: Find, *, below: int, above: int, limit: int
) -> tuple[list[int], bool]:
    """Return the documents that match, with ids under ``below`` and from ``above`` on, greatest id first.

    Also return whether it came to its end; if it was stopped, what was found until then is returned.
    """
    join, where, values = _joined(find)
    found: list[int] = []
    try:
        for (document,) in connection.execute(
            f"""
            SELECT d.rowid FROM search_documents AS d {join}
             WHERE d.search_documents MATCH :match AND d.rowid < :below AND d.rowid >= :above {where}
             ORDER BY d.rowid DESC LIMIT :limit
            """,  # noqa: S608 - made of the constants of this module
            {**values, "below": below, "above": above, "limit": limit},
        ):
            found.append(document)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        return found, False
    return found, True


def shortest(connection: sqlite3.Connection, ids: Sequence[int], limit: int) -> list[int]:
    """Return the documents with the fewest words; O(ids), a tenth of what ``best`` costs.

    The index keeps the number of words as a number of seven bits a byte, which sorts right below 16,384 words.
    """
    marks = ",".join(map(str, sorted(ids)))
    rows = connection.execute(
        f"SELECT id FROM search_documents_docsize WHERE id IN ({marks}) ORDER BY sz, id DESC LIMIT :limit",  # noqa: S608 - numbers
        {"limit": limit},
    )
    return [document for (document,) in rows]


def best(connection: sqlite3.Connection, find: Find, limit: int) -> list[int]:
    """Return the documents that match, best first by BM25; O(matches)."""
    join, where, values = _joined(find)
    rows = connection.execute(
        f"""
        SELECT d.rowid FROM search_documents AS d {join}
         WHERE d.search_documents MATCH :match {where} ORDER BY d.rank LIMIT :limit
        """,  # noqa: S608 - made of the constants of this module
        {**values, "limit": limit},
    )
    return [found for (found,) in rows]


def positions(connection: sqlite3.Connection, find: Find, article_id: int) -> array[int]:
    """Return the stored positions ('i') of an article's comments that match, ascending; O(matches)."""
    # CROSS and + keep SQLite from going through the thread and asking the index about each comment of it
    join, where, values = _joined(find)
    rows = connection.execute(
        f"""
        SELECT p.position FROM search_documents AS d {join} CROSS JOIN comments AS p ON p.id = d.rowid
         WHERE d.search_documents MATCH :match AND d.rowid > 0 AND +p.article_id = :of_article {where}
        """,  # noqa: S608 - made of the constants of this module
        {**values, "of_article": article_id},
    )
    return array("i", sorted([position for (position,) in rows]))


def rows(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Row]:
    """Return the documents with these ids that are still in the library, in no order that matters."""
    found: list[Row] = []
    comments = ",".join(str(document) for document in sorted(ids) if document > 0)
    articles = ",".join(str(-document) for document in ids if document < 0)
    if comments:
        statement = f"""
            SELECT id, article_id, position, author, created, verdict IS 'spam', hidden OR muted, '', text
              FROM comments WHERE id IN ({comments})
        """  # noqa: S608 - numbers
        found += [Row._make(row) for row in connection.execute(statement)]
    if articles:
        statement = f"""
            SELECT -a.id, a.id, -1, a.author, a.published, 0, 0, a.title,
                   coalesce(t.dek, '') || char(10, 10) || coalesce(t.body, '')
              FROM articles AS a LEFT JOIN article_texts AS t ON t.article_id = a.id WHERE a.id IN ({articles})
        """  # noqa: S608 - numbers
        found += [Row._make(row) for row in connection.execute(statement)]
    return found


def titles(connection: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, str]:
    """Return the titles of articles."""
    marks = ",".join("?" * len(article_ids))
    return dict(
        connection.execute(f"SELECT id, title FROM articles WHERE id IN ({marks})", list(article_ids))  # noqa: S608
    )


_ANCESTORS = """
    WITH RECURSIVE above (id, parent_id, rank, level) AS (
        SELECT id, parent_id, rank, 0 FROM comments WHERE id IN (SELECT value FROM json_each(:ids))
        UNION ALL
        SELECT above.id, c.parent_id, c.rank, level + 1 FROM above JOIN comments AS c ON c.id = above.parent_id
    )
    SELECT id, rank FROM above ORDER BY id, level DESC
"""


def numbers(connection: sqlite3.Connection, comment_ids: Sequence[int]) -> dict[int, str]:
    """Return comments' numbers as a reader counts, "3.2.1"; O(depth) each."""
    ranks: dict[int, list[str]] = {}
    for comment_id, rank in connection.execute(_ANCESTORS, {"ids": json.dumps(list(comment_ids))}):
        ranks.setdefault(comment_id, []).append(str(rank))
    return {comment_id: ".".join(path) for comment_id, path in ranks.items()}


_CHILD = """
    SELECT id, position, size FROM comments
     WHERE article_id = :article AND rank = :rank AND parent_id IS :parent LIMIT 1
"""


def subtree(connection: sqlite3.Connection, article_id: int, number: str) -> Under | None:
    """Return the subtree of the comment with a number ("3.2") in an article; None if there is none."""
    parent: int | None = None
    found: tuple[int, int, int] | None = None
    for rank in number.split("."):
        found = connection.execute(
            _CHILD, {"article": article_id, "rank": int(rank), "parent": parent}
        ).fetchone()
        if found is None:
            return None
        parent = found[0]
    return None if found is None else Under(article_id, found[1], found[2])


def offer_says(connection: sqlite3.Connection, says: Callable[[str, str | None, str, str], bool]) -> None:
    """Give the connection the function that ``Says`` asks: text, known quotations, scope and phrase.

    The quotations are places in the text, first and first after, first and first after, with blanks between them.
    """
    connection.create_function("search_says", 4, says, deterministic=True)


class Tally(NamedTuple):
    """One value of a facet."""

    value: str
    hits: int


def facets(
    connection: sqlite3.Connection, ids: Sequence[int], kind: Literal["articles", "authors", "years"]
) -> list[Tally]:
    """Count documents by article (ids as text), by author, or by year; most first."""
    marks = ",".join(map(str, ids))
    value = {
        "articles": "CAST(article_id AS TEXT)",
        "authors": "author",
        "years": "strftime('%Y', created, 'unixepoch')",
    }[kind]
    statement = f"""
        SELECT {value} AS value, count(*) AS count FROM comments WHERE id IN ({marks})
         GROUP BY 1 HAVING value IS NOT NULL ORDER BY count DESC, value
    """  # noqa: S608 - constants and numbers
    return [Tally._make(row) for row in connection.execute(statement)]


def _joined(find: Find) -> tuple[str, str, _Values]:
    values: _Values = {"match": find.match}
    if find.where is None:
        return "", "", values
    clause = _sql(find.where, values)
    return "LEFT JOIN comments AS c ON c.id = d.rowid", f"AND {clause}", values


def _sql(condition: Condition, values: _Values) -> str:  # noqa: PLR0911 - one for each kind
    """Return an SQL expression that is 0 or 1, never NULL; adds its parameters to ``values``."""
    match condition:
        case Every(conditions):
            return "(" + " AND ".join(_sql(part, values) for part in conditions) + ")"
        case Some(conditions):
            return "(" + " OR ".join(_sql(part, values) for part in conditions) + ")"
        case Without(part):
            return f"(NOT {_sql(part, values)})"
        case Matches(expression):
            name = _bind(values, expression)
            return f"(d.rowid IN (SELECT rowid FROM search_documents WHERE search_documents MATCH {name}))"  # noqa: S608 - a name
        case Is(quality):
            return f"ifnull({_QUALITIES[quality]}, 0)"
        case Between(column, least, most):
            bounds = [
                f"{_COLUMNS[column]} {sign} {_bind(values, bound)}"
                for sign, bound in ((">=", least), ("<=", most))
                if bound is not None
            ]
            return f"ifnull({' AND '.join(bounds) or '1'}, 0)"
        case Under(article, position, size):
            last = _bind(values, position + size)
            return (
                f"ifnull(c.article_id = {_bind(values, article)} AND c.position >= {_bind(values, position)}"
                f" AND c.position < {last}, 0)"
            )
        case InSection(text):
            return f"ifnull(instr(lower({_SECTION}), lower({_bind(values, text)})), 0) > 0"
        case Tagged(tag):
            tagged = f"SELECT ifnull(comment_id, -article_id) FROM tags WHERE tag = {_bind(values, tag)}"  # noqa: S608 - a name
            # Without ifnull SQLite would ask the index about each comment with the tag, one after the other.
            return f"ifnull(d.rowid IN ({tagged}), 0)"
        case Says(scope, phrase):
            return f"ifnull(search_says(c.text, {_QUOTATIONS}, {_bind(values, scope)}, {_bind(values, phrase)}), 0)"


def _bind(values: _Values, value: object) -> str:
    name = f"p{len(values)}"
    values[name] = value
    return f":{name}"
