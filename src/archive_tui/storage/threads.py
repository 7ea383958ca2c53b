"""Storing an article with its whole thread: the diff against what the library has is what is written."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive_tui.model import ArticleId, CommentId, ImportedComment, Kind, State
from archive_tui.storage import articles, attached, joining, noise, outlines, private, quotes
from archive_tui.storage.rows import CommentRow, article_rows, insert_rows, next_id, update_rows
from archive_tui.storage.times import moment, seconds
from archive_tui.thread.diff import Merged, merge
from archive_tui.thread.matching import Known

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from archive_tui.model import ImportedArticle, ImportedThread, Mutes
    from archive_tui.thread.tree import Tree


@dataclass(frozen=True, slots=True)
class Stored:
    """What storing one thread did, or would do."""

    article_id: ArticleId | None
    """None if nothing was written."""
    new: int
    changed: int
    unchanged: int
    missing: int
    ghosts: int


def compare(
    connection: sqlite3.Connection, found: ArticleId | None, thread: ImportedThread, tree: Tree
) -> Stored:
    """Say what storing a thread would do, and write nothing."""
    rows = [] if found is None else article_rows(connection, found)
    merged = merge(_known(rows), tree, partial=thread.partial, ordered=thread.ordered)
    return _account(found, merged, partial=thread.partial)


def store(
    connection: sqlite3.Connection,
    found: ArticleId | None,
    thread: ImportedThread,
    tree: Tree,
    import_id: int,
    *,
    again: bool = True,
) -> Stored:
    """Write an article and its thread; the comments that the library has keep their ids. O(n) in the comments.

    Args:
        connection: In a transaction.
        found: The article of the library that it is; None if it is not there yet.
        thread: The article, and whether this is a part of its thread.
        tree: Its comments.
        import_id: The import that it comes with.
        again: The article is there from an earlier import, so that what comes now is new to the reader.
    """
    if found is None:
        article_id = articles.insert(connection, thread.article, import_id, thread.realm)
    else:
        article_id = found
        words = articles.words(connection, article_id)
        articles.update(
            connection, article_id, thread.article, import_id, partial=thread.partial, realm=thread.realm
        )
    there = found is not None
    if thread.realm is not None and joining.absorb(connection, article_id, thread.realm, tree.comments):
        there, words = True, articles.words(connection, article_id)
    before = article_rows(connection, article_id) if there else []
    merged = merge(_known(before), tree, partial=thread.partial, ordered=thread.ordered)
    after = _rows(
        merged, before, next_id(connection), noise.mutes(connection), again=again and found is not None
    )
    if not there:
        insert_rows(connection, article_id, after)
    else:
        _write_changes(connection, article_id, merged, before, after)
        if words != articles.words(connection, article_id) or _said(before) != _said(after):
            quotes.forget(connection, article_id)
    private.keep(connection, ((row.id, comment) for row, comment in zip(after, merged.comments, strict=True)))
    outlines.write(connection, article_id, outlines.outline_of(after, merged.shape.parent))
    _take_over(connection, article_id, thread.article, merged, after)
    write_counts(connection, article_id, after)
    return _account(article_id, merged, partial=thread.partial)


def _take_over(
    connection: sqlite3.Connection,
    article_id: ArticleId,
    imported: ImportedArticle,
    merged: Merged,
    rows: Sequence[CommentRow],
) -> None:
    """Add what the reader of another library attached to the article and its comments."""
    brought = {
        CommentId(row.id): comment.annotation
        for row, comment in zip(rows, merged.comments, strict=True)
        if comment.annotation is not None and row.state != State.GHOST
    }
    if imported.annotation is not None:
        brought[CommentId(0)] = imported.annotation
    if brought:
        attached.take_over(connection, article_id, brought)


def write_counts(connection: sqlite3.Connection, article_id: ArticleId, rows: Sequence[CommentRow]) -> None:
    """Write what the list of articles shows of a thread."""
    connection.execute(
        """
        UPDATE articles SET comments = :comments, spam = :spam, max_depth = :max_depth, unread = :unread
         WHERE id = :article
        """,
        {**counts(connection, article_id, rows), "article": article_id},
    )


def counts(
    connection: sqlite3.Connection, article_id: ArticleId, rows: Sequence[CommentRow]
) -> dict[str, int]:
    """Return the derived columns of an article by their names."""
    marks = connection.execute(
        "SELECT comment_id FROM read_marks WHERE article_id = :article", {"article": article_id}
    )
    read = {comment_id for (comment_id,) in marks}
    return {
        "comments": sum(row.state != State.GHOST for row in rows),
        "spam": sum(row.verdict == "spam" and row.state != State.GHOST for row in rows),
        "max_depth": max((row.depth for row in rows), default=0),
        "unread": sum(row.counts_as_unread and row.id not in read for row in rows),
    }


def _said(rows: Sequence[CommentRow]) -> list[tuple[int, int | None, str]]:
    """Return all that the quotations of a thread depend on."""
    return [(row.id, row.parent_id, row.text) for row in rows]


def _account(article_id: ArticleId | None, merged: Merged, *, partial: bool) -> Stored:
    missing = 0 if partial else sum(merged.missing)
    return Stored(article_id, merged.new, merged.changed, merged.unchanged, missing, merged.ghosts)


def _known(rows: Sequence[CommentRow]) -> list[Known]:
    places = {row.id: place for place, row in enumerate(rows)}
    return [
        Known(
            key=row.key,
            parent=-1 if row.parent_id is None else places[row.parent_id],
            missing=bool(row.missing),
            comment=ImportedComment(
                ref=row.key,
                source_id=row.source_id,
                author=row.author,
                created=moment(row.created),
                score=row.score,
                text=row.text,
                url=row.url,
                state=State(row.state),
                kind=Kind(row.kind),
            ),
        )
        for row in rows
    ]


def _rows(
    merged: Merged, before: Sequence[CommentRow], first_id: int, mutes: Mutes, *, again: bool
) -> list[CommentRow]:
    """Return the rows of the thread as it shall be; new comments get ids from ``first_id`` on."""
    rows: list[CommentRow] = []
    shape = merged.shape
    for position, comment in enumerate(merged.comments):
        known = merged.known[position]
        old = before[known] if known >= 0 else None
        if old is None:
            comment_id = first_id
            first_id += 1
        else:
            comment_id = old.id
        parent = shape.parent[position]
        rows.append(
            CommentRow(
                comment_id,
                position,
                rows[parent].id if parent >= 0 else None,
                shape.depth[position],
                shape.size[position],
                shape.rank[position],
                merged.keys[position],
                comment.source_id,
                comment.author,
                seconds(comment.created),
                comment.score,
                comment.url,
                comment.state.value,
                comment.kind.value,
                *(_own_verdict(old) if old is not None and merged.kept[position] else _verdict(comment, old)),
                merged.missing[position],
                int(again and merged.fresh[position]) or (0 if old is None else old.new),
                noise.below_hidden(rows[parent].hidden if parent >= 0 else None)
                if old is None
                else old.hidden,
                int(mutes.cover(comment.author, comment.kind)),
                comment.text,
            )
        )
    return rows


_Verdict = tuple[str | None, float | None, str | None, str | None]


def _own_verdict(row: CommentRow) -> _Verdict:
    return row.verdict, row.verdict_score, row.verdict_by, row.verdict_reasons


def _verdict(comment: ImportedComment, old: CommentRow | None) -> _Verdict:
    """Return the columns of the verdict: the reader's stays, then comes the source's, then the filter's."""
    if comment.verdict is not None and (old is None or old.verdict_by != "reader"):
        verdict = comment.verdict
        reasons = json.dumps(verdict.reasons, ensure_ascii=False)
        return verdict.label, verdict.score, verdict.by, reasons
    if old is not None and old.verdict_by in {"reader", "filter"}:
        return _own_verdict(old)
    return None, None, None, None


def _write_changes(
    connection: sqlite3.Connection,
    article_id: ArticleId,
    merged: Merged,
    before: Sequence[CommentRow],
    after: Sequence[CommentRow],
) -> None:
    """Write the rows that differ; new ones first, since others may hang on them."""
    insert_rows(
        connection,
        article_id,
        (row for row, known in zip(after, merged.known, strict=True) if known < 0),
    )
    update_rows(
        connection,
        (row for row, known in zip(after, merged.known, strict=True) if known >= 0 and row != before[known]),
    )
    # From the last on: what hangs on a ghost goes before it.
    connection.executemany(
        "DELETE FROM comments WHERE id = ?",
        [(before[place].id,) for place in sorted(merged.dropped, reverse=True)],
    )
