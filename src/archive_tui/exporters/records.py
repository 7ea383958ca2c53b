"""Articles and comments as records of plain values: what JSON and JSON lines hold.

The invariant: the records say all that a selection says, and a library that reads them again holds the same (see
``importers.archive_json``). docs/archive.schema.json describes them; keys are added there, and none goes.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from archive_tui.model import Role, Verdict

if TYPE_CHECKING:
    from datetime import datetime

    from archive_tui.model import Annotation, Chosen, Omission, Selection

FORMAT = "archive-tui"
VERSION = 1

Record = dict[str, Any]

_UNJUDGED = Verdict()


def article_record(selection: Selection) -> Record:
    """Return an article without its comments and its provenance."""
    article = selection.article
    summary = article.summary
    omitted = selection.omitted()
    return {
        "key": summary.key,
        "title": summary.title,
        "section": summary.section,
        "dek": article.dek,
        "author": summary.author,
        "published": date(summary.published),
        "url": article.url,
        "body": article.body,
        "notes": [asdict(note) for note in article.notes],
        "declared": article.declared,
        **_annotation(selection.annotation),
        "selection": {
            "whole": selection.whole,
            "context": selection.context.value,
            "spam": selection.spam.value,
            "order": selection.order,
            "comments": sum(1 for _ in selection.chosen()),
            "omitted": _omitted(omitted),
        },
    }


def comment_record(chosen: Chosen) -> Record:
    """Return a comment; of a stub the text is its beginning, and of spam that was left out there is its place alone."""
    comment = chosen.now or chosen.comment
    picked = None
    if chosen.now is not None:
        picked = {"author": chosen.comment.author, "text": chosen.comment.text}
    verdict = comment.verdict
    return {
        "key": comment.key,
        "source_id": comment.source_id,
        "parent": chosen.parent_key,
        "number": comment.number,
        "depth": comment.depth,
        "level": chosen.level,
        "role": "spam left out" if chosen.spam_left_out else chosen.role.value,
        "state": comment.state.value,
        "kind": comment.kind.value,
        "author": comment.author,
        "created": date(comment.created),
        "score": comment.score,
        "url": comment.url,
        "text": comment.text,
        "verdict": None if verdict == _UNJUDGED or chosen.spam_left_out else asdict(verdict),
        "missing": comment.missing,
        "as_picked": picked,
        "quotes": [asdict(quote) for quote in chosen.quotes],
        **_annotation(chosen.annotation),
    }


def omission_record(omission: Omission) -> Record:
    """Return what stands in place of comments that were left out."""
    return {"omitted": _omitted(omission), "level": omission.level}


def provenance_record(selection: Selection) -> Record:
    """Return where an article comes from."""
    origin = selection.provenance
    return {**asdict(origin), "imported": date(origin.imported)}


def is_whole(selection: Selection) -> bool:
    """Return whether nothing of the article is missing in the records."""
    return not selection.omitted().total and all(
        chosen.role is not Role.STUB for chosen in selection.chosen()
    )


def date(moment: datetime | None) -> str | None:
    """Return a moment as ISO 8601 in UTC: "2024-05-01T18:30:00Z"."""
    return None if moment is None else moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _annotation(annotation: Annotation) -> Record:
    return {
        "picked": annotation.picked,
        "starred": annotation.starred,
        "tags": list(annotation.tags),
        "note": annotation.note,
    }


def _omitted(omission: Omission) -> Record:
    return {"comments": omission.comments, "spam": omission.spam, "ghosts": omission.ghosts}
