"""Records of plain values become what an importer yields; whatever is in them, nothing but a skipped part comes of it.

See ``exporters.records``, which makes them. A comment that others wrote needs no more than a text.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, get_args

from archive_tui.model import (
    Annotation,
    ImportedArticle,
    ImportedComment,
    ImportedThread,
    Kind,
    PageNote,
    Skipped,
    State,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Record = dict[str, Any]

STUBS = frozenset({"stub", "spam left out"})
_PARENTS = ("parent", "parent_id", "in_reply_to")
_NUMBER_AT_MOST = 2_000
"""Characters of a number that comments are sorted by."""
_NoteKind = Literal["next", "editor", "policy", "heading", "footer"]
_NOTES: dict[str, _NoteKind] = {kind: kind for kind in get_args(_NoteKind)}
_STATES = {state.value: state for state in State}
_KINDS = {kind.value: kind for kind in Kind}


def thread_of(
    article: ImportedArticle, records: Sequence[object], skipped: list[Skipped], *, complete: bool
) -> ImportedThread:
    """Return an article with its comments, in the order of their numbers where all of them have one."""
    comments: list[ImportedComment] = []
    numbers: list[tuple[int, ...] | None] = []
    for place, record in enumerate(records, start=1):
        if not isinstance(record, dict):
            skipped.append(Skipped(f"comment {place} of {article.key}", "it is no object"))
        elif "omitted" in record:
            complete = False
        else:
            complete = complete and text(record, "role") not in STUBS
            comments.append(comment_of(record, place))
            numbers.append(_number(record))
    if None not in numbers:
        order = sorted(range(len(comments)), key=lambda index: numbers[index] or ())
        comments = [comments[index] for index in order]
    return ImportedThread(
        article, tuple(comments), tuple(skipped), partial=not complete, ordered=not complete
    )


def article_of(record: Mapping[str, Any], key: str) -> ImportedArticle:
    """Return an article; ``key`` is its own, or one that was made for it."""
    return ImportedArticle(
        key=key,
        title=text(record, "title") or "",
        section=text(record, "section"),
        dek=text(record, "dek"),
        author=text(record, "author"),
        published=date(record.get("published")),
        url=text(record, "url"),
        body=text(record, "body") or "",
        notes=tuple(_notes(record.get("notes"))),
        declared=_whole(record.get("declared")),
        annotation=_annotation(record),
    )


def comment_of(record: Mapping[str, Any], place: int) -> ImportedComment:
    """Return a comment; one that has neither key nor id is named by its place."""
    key = text(record, "key")
    source_id = text(record, "source_id")
    if key is None and source_id is None:
        source_id = text(record, "id")
    parent = next((found for name in _PARENTS if (found := text(record, name)) is not None), None)
    stub = text(record, "role") in STUBS
    state = State.GHOST if stub else _STATES.get(text(record, "state") or "", State.NORMAL)
    own = {} if stub else record
    return ImportedComment(
        ref=key or source_id or f"line {place}",
        parent=parent,
        source_id=source_id,
        author=text(own, "author"),
        created=date(own.get("created")),
        score=_whole(own.get("score")),
        text=text(own, "text") or text(own, "body") or "",
        url=text(own, "url"),
        state=state,
        kind=_KINDS.get(text(own, "kind") or "", Kind.COMMENT),
        verdict=_verdict(own.get("verdict")),
        key=key,
        missing=record.get("missing") is True,
        annotation=_annotation(record),
    )


def text(record: Mapping[str, Any], name: str) -> str | None:
    """Return a text, or a number as one; None for nothing, for an empty one, and for anything else."""
    value = record.get(name)
    if isinstance(value, str):
        return value or None
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def date(value: object) -> datetime | None:
    """Return a moment: ISO 8601, in UTC where it names no zone, or seconds since 1970."""
    try:
        if isinstance(value, str):
            return datetime.fromisoformat(value.strip())
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        pass
    return None


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**31 else None


def _verdict(value: object) -> Verdict | None:
    if not isinstance(value, dict) or text(value, "label") not in {"spam", "ham"}:
        return None
    label: Literal["spam", "ham"] = "spam" if value["label"] == "spam" else "ham"
    by: Literal["filter", "reader", "source"] = "source"
    if text(value, "by") in {"filter", "reader"}:
        by = "reader" if value["by"] == "reader" else "filter"
    score = value.get("score")
    reasons = value.get("reasons")
    return Verdict(
        label,
        float(score) if isinstance(score, int | float) and score == score else 0.0,  # noqa: PLR0124 - NaN
        by,
        tuple(each for each in reasons if isinstance(each, str)) if isinstance(reasons, list) else (),
    )


def _annotation(record: Mapping[str, Any]) -> Annotation | None:
    tags = record.get("tags")
    picked = record.get("as_picked")
    kept: Mapping[str, Any] = picked if isinstance(picked, dict) else {}
    found = Annotation(
        note=text(record, "note"),
        tags=tuple(each for each in tags if isinstance(each, str)) if isinstance(tags, list) else (),
        picked=record.get("picked") is True,
        starred=record.get("starred") is True,
        text=kept["text"] if isinstance(kept.get("text"), str) else None,
        author=text(kept, "author"),
    )
    return None if found == Annotation() else found


def _notes(value: object) -> Iterator[PageNote]:
    for each in value if isinstance(value, list) else []:
        if isinstance(each, dict) and isinstance(each.get("kind"), str):
            kind, words = _NOTES.get(each["kind"]), text(each, "text")
            if kind is not None and words:
                yield PageNote(kind, words)


def _number(record: Mapping[str, Any]) -> tuple[int, ...] | None:
    """Return a number as it sorts; None if there is none, or a very long one."""
    value = record.get("number")
    if not isinstance(value, str) or len(value) > _NUMBER_AT_MOST:
        return None
    parts = value.split(".")
    if not all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts):
        return None
    return tuple(map(int, parts))
