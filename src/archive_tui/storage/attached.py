"""What the reader of another library attached comes along with an import: it is added, and never replaces anything.

The invariant: whatever a reader of this library picked, starred, tagged or wrote is the same afterwards, or more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui.storage import curation
from archive_tui.text.tags import parse_tags

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from archive_tui.model import Annotation, ArticleId, CommentId


def take_over(
    connection: sqlite3.Connection, article_id: ArticleId, brought: Mapping[CommentId, Annotation]
) -> None:
    """Add what another library has attached to comments of an article, none of them a ghost.

    Id 0 stands for the article itself.
    """
    _take_marks(connection, article_id, {each: found for each, found in brought.items() if each})
    noted = curation.notes(connection, article_id)
    notes = {
        each: note
        for each, found in brought.items()
        if each not in noted and (note := curation.canonical_note(found.note))
    }
    curation.write_notes(connection, article_id, notes)
    tagged = curation.tags(connection, article_id)
    tags = {
        each: " ".join({*tagged.get(each, ()), *parse_tags(" ".join(found.tags))})
        for each, found in brought.items()
        if found.tags
    }
    curation.write_tags(connection, article_id, tags)


def _take_marks(
    connection: sqlite3.Connection, article_id: ArticleId, brought: Mapping[CommentId, Annotation]
) -> None:
    """Add stars and picks; a pick that is new keeps the words that it kept there."""
    connection.executemany(
        "INSERT OR IGNORE INTO stars (article_id, comment_id) VALUES (?, ?)",
        [(article_id, each) for each, found in brought.items() if found.starred],
    )
    before = curation.picks(connection, article_id)
    picked = {each: found for each, found in brought.items() if found.picked and each not in before}
    curation.forget_dropped(connection, article_id, picked)
    curation.write_picks(connection, article_id, dict.fromkeys(picked, True))
    wordings = {
        each: curation.wording(found.author, found.text)
        for each, found in picked.items()
        if found.text is not None
    }
    curation.write_wordings(connection, article_id, wordings)
