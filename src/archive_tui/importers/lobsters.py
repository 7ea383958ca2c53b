"""Stories of Lobsters and of the sites that run its program, as their address with ``.json`` gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from archive_tui.importers import prose, values
from archive_tui.importers.json_threads import json_threads
from archive_tui.importers.json_values import peek_record
from archive_tui.model import ImportedArticle, ImportedComment, ImportedThread, PageNote, Skipped, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Source


class LobstersImporter:
    """Read stories with their comments."""

    name = "lobsters"
    description = "Lobsters story (JSON)"
    spans_files = False

    def confidence(self, source: Source) -> float:
        """Look for short ids."""
        record = peek_record(source.head)
        if not {"short_id", "title"} <= record.keys():
            return 0.0
        return (
            0.95 if {"comments", "comment_count", "submitter_user", "comments_url"} & record.keys() else 0.0
        )

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the stories in the order of the source; in a list of stories none has its comments.

        Raises:
            ImportFailedError: the file cannot be read, or there is no story in it.
        """
        return json_threads(paths, _threads, "there is no story in it")


def _threads(story: dict[str, Any], skipped: list[Skipped]) -> Iterator[ImportedThread]:
    own = values.identifier(story.get("short_id"))
    if own is None:
        return
    comments = []
    above: list[str] = []
    for place, record in enumerate(values.rows(story.get("comments")), start=1):
        comment = _comment(values.table(record), above)
        if comment is None:
            skipped.append(Skipped(f"comment {place} of story {own}", "it has no id"))
        else:
            comments.append(comment)
    page = prose.web_address(story.get("comments_url")) or prose.web_address(story.get("short_id_url"))
    url = values.line(story.get("url"))
    article = ImportedArticle(
        key=f"lobsters:{urlsplit(page or '').netloc or 'lobste.rs'}/{own}",
        title=values.text(story.get("title")),
        section=", ".join(values.text(tag) for tag in values.rows(story.get("tags"))) or None,
        author=_user(story.get("submitter_user")),
        published=values.moment(story.get("created_at")),
        url=url or page,
        body=prose.from_html(values.text(story.get("description")))
        or values.text(story.get("description_plain")),
        notes=(PageNote("footer", f"Discussion: {page}"),) if url and page else (),
        declared=values.whole(story.get("comment_count")),
    )
    yield ImportedThread(article, tuple(comments), partial="comments" not in story)


def _comment(record: dict[str, Any], above: list[str]) -> ImportedComment | None:
    """Return a comment; ``above`` are the ids of the last one and of those it is below, for what names no parent."""
    own = values.identifier(record.get("short_id"))
    if own is None:
        return None
    depth = values.whole(record.get("depth"))
    level = values.whole(record.get("indent_level"))
    place = depth if depth is not None else level - 1 if level is not None else 0
    del above[max(place, 0) :]
    named = values.identifier(record.get("parent_comment"))
    parent = named if "parent_comment" in record else above[-1] if above else None
    above.append(own)
    gone = values.yes(record.get("is_deleted")) or values.yes(record.get("is_moderated"))
    return ImportedComment(
        ref=own,
        parent=parent,
        source_id=own,
        author=_user(record.get("commenting_user")),
        created=values.moment(record.get("created_at")),
        score=values.whole(record.get("score")),
        text=prose.from_html(values.text(record.get("comment"))) or values.text(record.get("comment_plain")),
        url=values.line(record.get("short_id_url")) or values.line(record.get("url")),
        state=State.DELETED if gone else State.NORMAL,
    )


def _user(value: object) -> str | None:
    """Return a user's name; older answers have the whole user."""
    return values.line(values.table(value).get("username")) if isinstance(value, dict) else values.line(value)
