"""The index's documents: what is not indexed yet, what changed since, and putting both right.

A document is a comment, named by its id, or an article, named by its id made negative. The invariant: the index holds
exactly the documents up to the two marks in ``search_state``, as ``search_changes`` and the tables say they were when
they went in. Each step is one transaction, so that a crash leaves the index behind, never wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

MERGE_PAGES = 1_000
"""Pages merged in one transaction: some 50 ms, so that other writers need not wait."""


class Source(NamedTuple):
    """What a document is made from."""

    id: int
    """Negative for an article."""
    article_id: int
    author: str | None
    created: int | None
    """Seconds since 1970, UTC."""
    title: str | None
    """None for a comment."""
    text: str


class Document(NamedTuple):
    """The columns of ``search_documents``."""

    id: int
    text: str
    title: str
    labels: str


class State(NamedTuple):
    """How far the index has come."""

    comments: int
    """Every comment up to this id is indexed."""
    articles: int
    documents: int
    characters: int
    counted: int
    """Documents when the vocabulary was last counted as a whole; -1 while it is being counted."""
    generations: int
    """Of the vocabulary's buckets."""
    revision: int
    """Goes up with every change of the index."""
    tokens: int
    """Version of the tokens; 0 if nothing is indexed."""


_TEXT = "coalesce(t.dek, '') || char(10, 10) || coalesce(t.body, '')"
_NEW_COMMENTS = """
    SELECT id, article_id, author, created, NULL, text FROM comments WHERE id > :after ORDER BY id LIMIT :limit
"""
_NEW_ARTICLES = f"""
    SELECT -a.id, a.id, a.author, a.published, a.title, {_TEXT}
      FROM articles AS a LEFT JOIN article_texts AS t ON t.article_id = a.id
     WHERE a.id > :after ORDER BY a.id LIMIT :limit
"""  # noqa: S608 - a constant
_CHANGED = """
    SELECT document_id, article_id, author, created, title, text FROM search_changes
     WHERE document_id BETWEEN -:articles AND :comments LIMIT :limit
"""
_CURRENT_COMMENT = "SELECT id, article_id, author, created, NULL, text FROM comments WHERE id = :id"
_CURRENT_ARTICLE = f"""
    SELECT -a.id, a.id, a.author, a.published, a.title, {_TEXT}
      FROM articles AS a LEFT JOIN article_texts AS t ON t.article_id = a.id WHERE a.id = -:id
"""  # noqa: S608 - a constant


def state(connection: sqlite3.Connection) -> State:
    """Return how far the index has come."""
    return State(**dict(connection.execute("SELECT name, value FROM search_state")))


def set_state(connection: sqlite3.Connection, **values: int) -> None:
    """Write some of the state, and count the revision up."""
    connection.executemany(
        "UPDATE search_state SET value = ? WHERE name = ?", ((value, name) for name, value in values.items())
    )
    connection.execute("UPDATE search_state SET value = value + 1 WHERE name = 'revision'")


def pending(connection: sqlite3.Connection, now: State) -> int:
    """Return how many documents the index is behind; an estimate from above, O(changes)."""
    newest = dict(
        connection.execute("SELECT name, seq FROM sqlite_sequence WHERE name IN ('comments', 'articles')")
    )
    (changes,) = connection.execute("SELECT count(*) FROM search_changes").fetchone()
    behind = max(newest.get("comments", 0) - now.comments, 0) + max(
        newest.get("articles", 0) - now.articles, 0
    )
    return int(behind + changes)


def reach_newest(connection: sqlite3.Connection) -> None:
    """Move the marks to the newest ids that were ever given, whether or not there is still something there."""
    connection.execute(
        """
        UPDATE search_state SET value = (SELECT seq FROM sqlite_sequence AS s WHERE s.name = search_state.name)
         WHERE name IN (SELECT s.name FROM sqlite_sequence AS s) AND name IN ('comments', 'articles')
        """
    )


def new_sources(connection: sqlite3.Connection, now: State, limit: int) -> list[Source]:
    """Return the next documents that were never indexed: articles first, each kind in the order of ids."""
    found = connection.execute(_NEW_ARTICLES, {"after": now.articles, "limit": limit}).fetchall()
    found += connection.execute(
        _NEW_COMMENTS, {"after": now.comments, "limit": limit - len(found)}
    ).fetchall()
    return [Source._make(row) for row in found]


def changed_sources(
    connection: sqlite3.Connection, now: State, limit: int
) -> list[tuple[Source, Source | None]]:
    """Return indexed documents that changed, as they were and as they are; None for one that is gone."""
    bounds = {"articles": now.articles, "comments": now.comments, "limit": limit}
    pairs: list[tuple[Source, Source | None]] = []
    for row in connection.execute(_CHANGED, bounds).fetchall():
        old = Source._make(row)
        statement = _CURRENT_COMMENT if old.id > 0 else _CURRENT_ARTICLE
        current = connection.execute(statement, {"id": old.id}).fetchone()
        pairs.append((old, None if current is None else Source._make(current)))
    return pairs


def forget_unindexed_changes(connection: sqlite3.Connection, now: State) -> None:
    """Drop the notes about documents that are not indexed yet: they will be, as they are then."""
    connection.execute(
        "DELETE FROM search_changes WHERE document_id > :comments OR document_id < -:articles",
        {"comments": now.comments, "articles": now.articles},
    )


def add(connection: sqlite3.Connection, documents: Iterable[Document]) -> None:
    """Put documents into the index."""
    connection.executemany(
        "INSERT INTO search_documents (rowid, text, title, labels) VALUES (?, ?, ?, ?)", documents
    )


def take_out(connection: sqlite3.Connection, documents: list[Document]) -> None:
    """Take documents out, and the notes that they changed; they must be exactly what was put in."""
    connection.executemany(
        """
        INSERT INTO search_documents (search_documents, rowid, text, title, labels)
        VALUES ('delete', ?, ?, ?, ?)
        """,
        documents,
    )
    connection.executemany(
        "DELETE FROM search_changes WHERE document_id = ?", ((document.id,) for document in documents)
    )


def merge(connection: sqlite3.Connection, *, first: bool) -> bool:
    """Merge a few pages of the index's segments into one; return whether there may be more to do.

    A call with ``first`` begins, those after it go on; each belongs in a transaction of its own.
    """
    before = connection.total_changes
    connection.execute(
        "INSERT INTO search_documents (search_documents, rank) VALUES ('merge', :pages)",
        {"pages": -MERGE_PAGES if first else MERGE_PAGES},
    )
    return first or connection.total_changes - before > 1


def clear(connection: sqlite3.Connection) -> None:
    """Empty the index and the vocabulary; all that is left to do is pending afterwards."""
    connection.execute("INSERT INTO search_documents (search_documents) VALUES ('delete-all')")
    connection.execute("DELETE FROM search_changes")
    set_state(connection, comments=0, articles=0, documents=0, characters=0, counted=0, tokens=0)


def disagreements(connection: sqlite3.Connection, now: State) -> tuple[int, int]:
    """Count what the library has and the index lacks, and the other way round; documents alone, not their words.

    Documents that are known to be behind do not count. O(library), reading no texts.
    """
    bounds = {"articles": now.articles, "comments": now.comments}
    lacking = connection.execute(
        """
        SELECT (SELECT count(*) FROM comments WHERE id <= :comments
                   AND id NOT IN (SELECT id FROM search_documents_docsize))
             + (SELECT count(*) FROM articles WHERE id <= :articles
                   AND -id NOT IN (SELECT id FROM search_documents_docsize))
        """,
        bounds,
    ).fetchone()[0]
    extra = connection.execute(
        """
        SELECT count(*) FROM search_documents_docsize
         WHERE id NOT IN (SELECT document_id FROM search_changes)
           AND CASE WHEN id > 0 THEN id NOT IN (SELECT id FROM comments)
                    ELSE -id NOT IN (SELECT id FROM articles) END
        """
    ).fetchone()[0]
    return int(lacking), int(extra)


def is_sound(connection: sqlite3.Connection) -> bool:
    """Say whether the index's own structure is whole; O(index). Needs a transaction that may write."""
    try:
        connection.execute("INSERT INTO search_documents (search_documents) VALUES ('integrity-check')")
    except connection.DatabaseError:
        return False
    return True


def sample(connection: sqlite3.Connection, now: State, every: int) -> list[Source]:
    """Return each so-many-th indexed comment that did not change since."""
    found = connection.execute(
        """
        SELECT id, article_id, author, created, NULL, text FROM comments
         WHERE id % :every = 0 AND id <= :comments AND id NOT IN (SELECT document_id FROM search_changes)
        """,
        {"every": every, "comments": now.comments},
    )
    return [Source._make(row) for row in found]


def holds(connection: sqlite3.Connection, document_id: int, match: str) -> bool:
    """Say whether one document matches an FTS5 expression."""
    found = connection.execute(
        "SELECT 1 FROM search_documents WHERE search_documents MATCH :match AND rowid = :id",
        {"match": match, "id": document_id},
    ).fetchone()
    return found is not None
