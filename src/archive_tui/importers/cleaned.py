"""The one gate for what importers found: nothing that they yield enters the library uncleaned.

Nor does what is private (e-mail and IP addresses of commenters), unless somebody asked to keep it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

from archive_tui.model import ImportedArticle, ImportedComment, ImportedThread, PageNote, Skipped
from archive_tui.text.clean import clean, clean_line

if TYPE_CHECKING:
    from datetime import datetime

    from archive_tui.model import Annotation

_MOST_VOTES = 2**31 - 1


def cleaned(thread: ImportedThread, *, keep_private: bool = False) -> ImportedThread:
    """Return the thread with texts cleaned, times in whole seconds of UTC, and scores within 32 bits."""
    return ImportedThread(
        article=_article(thread.article),
        comments=tuple([_comment(comment, keep_private=keep_private) for comment in thread.comments]),
        skipped=tuple([Skipped(clean_line(part.where), clean_line(part.why)) for part in thread.skipped]),
        partial=thread.partial,
        ordered=thread.ordered,
        realm=_line(thread.realm),
    )


def _article(article: ImportedArticle) -> ImportedArticle:
    return replace(
        article,
        key=clean_line(article.key),
        title=clean_line(article.title),
        section=_line(article.section),
        dek=_block(article.dek),
        author=_line(article.author),
        published=_time(article.published),
        url=_line(article.url),
        source_id=_line(article.source_id),
        body=clean(article.body).strip("\n"),
        notes=tuple(PageNote(note.kind, clean(note.text).strip("\n")) for note in article.notes),
        annotation=_annotation(article.annotation),
    )


def _comment(comment: ImportedComment, *, keep_private: bool) -> ImportedComment:
    return replace(
        comment,
        email=_line(comment.email) if keep_private else None,
        ip=_line(comment.ip) if keep_private else None,
        ref=clean_line(comment.ref),
        parent=None if comment.parent is None else clean_line(comment.parent),
        source_id=_line(comment.source_id),
        key=_line(comment.key),
        annotation=_annotation(comment.annotation),
        author=_line(comment.author),
        created=_time(comment.created),
        score=None if comment.score is None else max(-_MOST_VOTES, min(comment.score, _MOST_VOTES)),
        text=clean(comment.text).strip("\n"),
        url=_line(comment.url),
        verdict=None
        if comment.verdict is None
        else replace(
            comment.verdict,
            score=max(0.0, min(comment.verdict.score, 1.0)),
            reasons=tuple(clean_line(reason) for reason in comment.verdict.reasons),
        ),
    )


def _annotation(annotation: Annotation | None) -> Annotation | None:
    if annotation is None:
        return None
    tags = [clean_line(tag) for tag in annotation.tags]
    return replace(
        annotation,
        note=_block(annotation.note),
        tags=tuple(dict.fromkeys(filter(None, tags))),
        text=None if annotation.text is None else clean(annotation.text).strip("\n"),
        author=_line(annotation.author),
    )


def _line(text: str | None) -> str | None:
    """Return a line, None for one that is empty once it is cleaned."""
    return None if text is None else clean_line(text) or None


def _block(text: str | None) -> str | None:
    return None if text is None else clean(text).strip("\n") or None


def _time(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC).replace(microsecond=0)
    except OverflowError:
        # A zone that reaches out of the years 1 to 9999.
        return None
