"""Comments: by range, by reference, and their texts alone for painting."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from archive_tui.errors import NotFoundError
from archive_tui.model import ArticleId, Comment, CommentId, CommentText, Utterance
from archive_tui.storage import articles, curation, outlines
from archive_tui.storage.rows import SELECT_ROWS, CommentRow, comments_of
from archive_tui.storage.times import moment
from archive_tui.thread.tree import numbers

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from archive_tui.thread.outline import Outline

_RANGE = (
    SELECT_ROWS + "WHERE article_id = :article AND position >= :start AND position < :stop ORDER BY position"
)
_BY_ID = SELECT_ROWS + "WHERE id = :id"


def outline(connection: sqlite3.Connection, article_id: ArticleId) -> Outline:
    """Return the outline of an article.

    Raises:
        NotFoundError: there is no such article.
        LibraryDamagedError: its outline is lost; a check with repair makes it anew.
    """
    found = outlines.read(connection, article_id)
    if found is None:
        articles.article_id(connection, article_id)
        raise outlines.lost(article_id)
    return found


def comments(
    connection: sqlite3.Connection, article_id: ArticleId, start: int, stop: int | None
) -> list[Comment]:
    """Return the comments whose positions are in a range, in pre-order.

    Raises:
        NotFoundError: there is no such article.
    """
    shape = outline(connection, article_id)
    stop = len(shape) if stop is None else min(stop, len(shape))
    return _range(connection, article_id, shape, max(start, 0), stop)


def _range(
    connection: sqlite3.Connection, article_id: ArticleId, shape: Outline, start: int, stop: int
) -> list[Comment]:
    if start >= stop:
        return []
    found = connection.execute(_RANGE, {"article": article_id, "start": start, "stop": stop})
    rows = [CommentRow._make(row) for row in found]
    read = connection.execute(
        """
        SELECT r.comment_id FROM read_marks AS r JOIN comments AS c ON c.id = r.comment_id
         WHERE c.article_id = :article AND c.position >= :start AND c.position < :stop
        """,
        {"article": article_id, "start": start, "stop": stop},
    )
    return comments_of(
        rows,
        article_id,
        numbers(shape.parent, shape.rank, start, stop),
        {comment_id for (comment_id,) in read},
        curation.margins(connection, article_id, start, stop),
    )


def by_ids(connection: sqlite3.Connection, article_id: ArticleId, ids: Iterable[int]) -> list[Comment]:
    """Return the comments of an article with these ids, in pre-order; those that it has not are left out."""
    found = connection.execute(
        """
        SELECT c.position FROM json_each(:ids) AS j CROSS JOIN comments AS c ON c.id = j.value
         WHERE c.article_id = :article ORDER BY c.position
        """,
        {"article": article_id, "ids": json.dumps(list(ids))},
    )
    positions = [position for (position,) in found]
    shape = outline(connection, article_id)
    return [
        comment
        for start, stop in _runs(positions)
        for comment in _range(connection, article_id, shape, start, stop)
    ]


def ids_of_keys(
    connection: sqlite3.Connection, article_id: ArticleId, keys: Iterable[str]
) -> dict[str, CommentId]:
    """Return the ids of the comments of an article that have these keys, by their keys."""
    found = connection.execute(
        """
        SELECT c.key, c.id FROM json_each(:keys) AS j
         CROSS JOIN comments AS c ON c.article_id = :article AND c.key = j.value
        """,
        {"article": article_id, "keys": json.dumps(list(keys))},
    )
    return {key: CommentId(comment_id) for key, comment_id in found}


def _runs(positions: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield ranges that hold exactly these ascending positions."""
    start = stop = -1
    for position in positions:
        if position != stop:
            if stop > start:
                yield start, stop
            start = position
        stop = position + 1
    if stop > start:
        yield start, stop


def texts(
    connection: sqlite3.Connection, article_id: ArticleId, positions: Sequence[int]
) -> dict[int, CommentText]:
    """Return what is painted of the comments at some positions; a position that is not there is left out."""
    found = connection.execute(
        """
        SELECT c.position, c.author, c.created, c.text, c.url
          FROM json_each(:positions) AS p
         CROSS JOIN comments AS c ON c.article_id = :article AND c.position = p.value
        """,
        {"article": article_id, "positions": json.dumps(list(positions))},
    )
    return {
        position: CommentText(author, moment(created), text, url)
        for position, author, created, text, url in found
    }


def by_author(
    connection: sqlite3.Connection, author: str, *, most: int, offset: int, chars: int
) -> list[Utterance]:
    """Return comments of one author over all articles, newest first, undated last; ``chars`` of each text."""
    found = connection.execute(
        """
        SELECT c.id, c.article_id, a.title, c.created, substr(c.text, 1, :chars)
          FROM comments AS c JOIN articles AS a ON a.id = c.article_id
         WHERE c.author = :author ORDER BY c.created DESC, c.id DESC LIMIT :most OFFSET :offset
        """,
        {"author": author, "most": most, "offset": offset, "chars": chars},
    )
    return [
        Utterance(CommentId(comment_id), ArticleId(article), title, moment(created), text)
        for comment_id, article, title, created, text in found
    ]


def comment(connection: sqlite3.Connection, reference: int | str) -> Comment:
    """Return the comment that an id or "ARTICLE#3.2.1" names.

    Raises:
        NotFoundError: it names none.
    """
    if isinstance(reference, str) and "#" in reference:
        name, _, number = reference.rpartition("#")
        article_id = articles.article_id(connection, name)
        position = outline(connection, article_id).find(number)
        if position is None:
            message = f"article {name} has no comment {number}"
            raise NotFoundError(message)
        return comments(connection, article_id, position, position + 1)[0]
    text = str(reference)
    if text.isascii() and text.isdigit() and len(text) < 19:
        row = connection.execute(
            "SELECT article_id, position FROM comments WHERE id = :id", {"id": int(text)}
        ).fetchone()
        if row is not None:
            return comments(connection, ArticleId(row[0]), row[1], row[1] + 1)[0]
    message = f"no comment {reference} in the library; an id or ARTICLE#NUMBER names one"
    raise NotFoundError(message)
