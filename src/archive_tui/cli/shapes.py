"""The JSON shapes of the command line: a public interface. Keys may be added; none goes.

Dates are ISO 8601 in UTC, or null. Texts are plain, with LF line ends and blank lines between
paragraphs.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from archive_tui.cli.output import legible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive_tui.model import (
        Article,
        CheckReport,
        Comment,
        Explanation,
        Format,
        Held,
        Hit,
        ImportReport,
        ImportRun,
        PrivateDetails,
        Quote,
        Stats,
        Verdict,
    )

Shape = dict[str, Any]


def article_shape(article: Article) -> Shape:
    """Return an article as every command prints it."""
    summary = article.summary
    return {
        "id": summary.id,
        "key": summary.key,
        "title": summary.title,
        "section": summary.section,
        "dek": article.dek,
        "author": summary.author,
        "published": date_shape(summary.published),
        "url": article.url,
        "body": article.body,
        "source": legible(summary.source),
        "format": summary.format,
        "comments": summary.comments,
        "spam": summary.spam,
        "max_depth": summary.max_depth,
        "picked": summary.picked,
        "unread": summary.unread,
    }


def comment_shape(comment: Comment, quotes: Iterable[Quote]) -> Shape:
    """Return a comment as every command prints it, with what it quotes."""
    return {
        "id": comment.id,
        "key": comment.key,
        "article_id": comment.article_id,
        "parent_id": comment.parent_id,
        "number": comment.number,
        "depth": comment.depth,
        "author": comment.author,
        "created": date_shape(comment.created),
        "score": comment.score,
        "text": comment.text,
        "state": comment.state.value,
        "kind": comment.kind.value,
        "url": comment.url,
        "missing": comment.missing,
        "spam": verdict_shape(comment.verdict),
        "hidden": comment.hidden,
        "muted": comment.muted,
        "picked": comment.picked,
        "note": comment.note,
        "tags": list(comment.tags),
        "read": comment.read,
        "quotes": quotes_shape(quotes),
    }


def private_shape(details: PrivateDetails | None) -> Shape:
    """Return what is added to a comment of whose author something private is kept."""
    return {} if details is None else {"private": asdict(details)}


def run_shape(run: ImportRun) -> Shape:
    """Return what an import came to."""
    return {**asdict(run), "started": date_shape(run.started), "paths": list(map(legible, run.paths))}


def quotes_shape(quotes: Iterable[Quote]) -> list[Shape]:
    """Return the sources of a comment's paragraphs, each once; a quotation of something unknown has none."""
    sources = dict.fromkeys((quote.paragraph, quote.source_id, quote.source) for quote in quotes)
    return [
        {"paragraph": paragraph, "source_id": source_id, "source": source}
        for paragraph, source_id, source in sources
        if source is not None
    ]


def verdict_shape(verdict: Verdict) -> Shape:
    """Return whether a comment is spam, who says so and why."""
    return {
        "label": verdict.label,
        "score": verdict.score,
        "by": verdict.by,
        "reasons": list(verdict.reasons),
    }


def verdict_line_shape(comment: Comment) -> Shape:
    """Return a verdict with the comment that it is on."""
    return {
        "id": comment.id,
        "article_id": comment.article_id,
        "number": comment.number,
        **verdict_shape(comment.verdict),
    }


def held_shape(held: Held) -> Shape:
    """Return a comment that is held as spam; ``cluster`` is the same for near-copies."""
    return {
        "id": held.comment_id,
        "article_id": held.article_id,
        "number": held.number,
        **verdict_shape(held.verdict),
        "title": held.title,
        "author": held.author,
        "text": held.text,
        "replies": held.replies,
        "cluster": held.cluster,
    }


def explanation_shape(comment: Comment, found: Explanation) -> Shape:
    """Return all that a verdict rests on."""
    return {
        "id": comment.id,
        "article_id": comment.article_id,
        "number": comment.number,
        **verdict_shape(found.verdict),
        "filter": verdict_shape(found.filtered),
        "signals": [
            {"name": one.name, "sentence": one.sentence, "weight": round(one.weight, 2), "holds": one.holds}
            for one in found.signals
        ],
        "words": [{"word": word, "weight": weight} for word, weight in found.words],
        "copies": [
            {
                "id": one.comment_id,
                "article_id": one.article_id,
                "title": one.title,
                "likeness": one.likeness,
                "label": one.label,
            }
            for one in found.copies
        ],
        "sum": found.score,
        "learned": found.learned,
    }


def hit_shape(hit: Hit) -> Shape:
    """Return what a search found; ``id`` and ``number`` are null where it is the article itself."""
    return {
        "id": hit.id or None,
        "article_id": hit.article_id,
        "number": hit.number or None,
        "title": hit.title,
        "author": hit.author,
        "created": date_shape(hit.created),
        "score": hit.score,
        "snippet": hit.snippet,
        "matches": [asdict(match) for match in hit.matches],
    }


def import_shape(report: ImportReport) -> Shape:
    """Return what one source gave; ``error`` is null unless nothing could be imported from it."""
    return {
        "source": legible(report.source),
        "format": report.format,
        "articles": report.articles,
        "comments": report.comments,
        "new": report.new,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "missing": report.missing,
        "ghosts": report.ghosts,
        "declared": report.declared,
        "skipped": [{"where": legible(part.where), "why": legible(part.why)} for part in report.skipped],
        "seconds": round(report.seconds, 3),
        "error": None if report.error is None else legible(report.error),
        "article_ids": list(report.article_ids),
        "container": report.container,
    }


def format_shape(known: Format) -> Shape:
    """Return a format that can be imported or exported."""
    return asdict(known)


def stats_shape(found: Stats) -> Shape:
    """Return the counts of an article or of the library."""
    return {
        **asdict(found),
        "first": date_shape(found.first),
        "last": date_shape(found.last),
        "spam_share": round(found.spam_share, 4),
        "busiest": [{"author": author, "comments": number} for author, number in found.busiest],
        "months": [{"month": month, "comments": number} for month, number in found.months],
        "depths": [{"depth": depth, "comments": number} for depth, number in found.depths],
    }


def check_shape(report: CheckReport) -> Shape:
    """Return what a check of the library found."""
    return {
        "ok": report.ok,
        "articles": report.articles,
        "comments": report.comments,
        "problems": list(map(legible, report.problems)),
        "repaired": list(map(legible, report.repaired)),
    }


def date_shape(moment: datetime | None) -> str | None:
    """Return the moment as ISO 8601 in UTC: "2024-05-01T18:30:00Z"."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
