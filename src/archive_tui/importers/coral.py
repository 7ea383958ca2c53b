"""Comments of Coral, which was Talk: its CSV, which has no header row, and the collections of its database.

A story, its comments and its people lie in files of their own; which is which tells their shape.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any

from archive_tui.errors import ImportFailedError
from archive_tui.importers import prose, values
from archive_tui.importers.chunks import text_chunks
from archive_tui.importers.grouping import Grouping
from archive_tui.importers.json_values import json_values, peek, peek_record
from archive_tui.model import ImportedArticle, ImportedComment, ImportedThread, Skipped, State, Verdict
from archive_tui.text.decode import encoding_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Source

Record = dict[str, Any]

_COMMENT = values.words("id author_id story_id created_at body parent_id status rating")
_STORY = values.words("id url title author published_at closed_at mode")
_PERSON = values.words("id email username role banned created_at")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
_STATUSES = frozenset(("", "NONE", "APPROVED", "REJECTED", "PREMOD", "SYSTEM_WITHHELD", "ACCEPTED"))
_ROLES = frozenset(("", "COMMENTER", "MEMBER", "STAFF", "MODERATOR", "ADMIN"))
_SWITCHES = frozenset(("", "true", "false"))
_PEOPLE_AT_MOST = 1_000_000
_SPAM = Verdict(label="spam", score=1.0, by="source", reasons=("marked as spam at the source",))
_SPAM_TAGS = frozenset(("COMMENT_DETECTED_SPAM", "COMMENT_REPORTED_SPAM", "SPAM"))


class CoralImporter:
    """Put comments, stories and people together."""

    name = "coral"
    description = (
        "Coral (Talk): comments, stories and users, as CSV or as its database's collections (JSON lines)"
    )
    spans_files = True

    def confidence(self, source: Source) -> float:
        """Look for the fields of the collections, or for rows of their shape."""
        if peek(source.head) is not None:
            return 0.9 if _kind(peek_record(source.head)) else 0.0
        if source.head[:1] in (b"<", b"{") or b"\0" in source.head[:1000]:
            return 0.0
        if source.head[:4000].count(b",") < 5:
            return 0.0
        encoding = encoding_of(source.head)
        text = source.head[encoding.mark :].decode(encoding.name, encoding.errors)
        lines = text.splitlines(keepends=True)
        cut = lines[:-1] if len(source.head) > 60_000 else lines
        kinds = [_shape(row) for row in _csv(iter(cut[:40]))]
        told = [kind for kind in kinds if kind is not None]
        return 0.85 if told and len(told) * 2 > len(kinds) else 0.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the stories that have comments.

        Raises:
            ImportFailedError: a file cannot be read, or there is no comment in any.
        """
        skipped: list[Skipped] = []
        people: dict[str, str] = {}
        found = False
        with Grouping() as grouping:
            for path in paths:
                for record in _records(path, skipped):
                    kind = record.pop("kind")
                    if kind == "person":
                        if len(people) < _PEOPLE_AT_MOST:
                            people[record["id"]] = record["name"]
                    else:
                        grouping.add(record["story"], record)
            for story, group in grouping.groups():
                thread = _thread(story, group, people, skipped)
                if thread is not None:
                    found = True
                    skipped = []
                    yield thread
        if not found:
            raise ImportFailedError(
                paths[0], "", skipped[0].why if skipped else "there is no comment of Coral in it"
            )


def _csv(lines: Iterator[str]) -> Iterator[list[str]]:
    """Yield the rows, as far as they can be read."""
    reader = csv.reader(line.replace("\0", "") for line in lines)
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            continue
        if row is None:
            return
        if row:
            yield row


def _shape(row: list[str]) -> str | None:
    """Tell whether a row is a comment, a story or a person; None for none, or for a header."""
    if not row[0].strip():
        return None
    if 6 <= len(row) <= 8 and _TIME.match(row[3]) and row[2] and not row[1].startswith("http"):
        return "comment" if len(row) < 7 or row[6].upper() in _STATUSES else None
    if 6 <= len(row) <= 7 and prose.web_address(row[1]) is not None:
        return "story" if all(not time or _TIME.match(time) for time in row[4:6]) else None
    if (
        len(row) == 6
        and "@" in row[1]
        and row[2]
        and row[3].upper() in _ROLES
        and row[4].lower() in _SWITCHES
    ):
        return "person"
    return None


def _kind(record: Record) -> str | None:
    """Tell which collection of the database a record is of."""
    if "body" in record or "revisions" in record:
        return "comment" if {"asset_id", "storyID", "story_id"} & record.keys() else None
    if (
        "url" in record
        and {"tenantID", "publication_date", "scraped", "closedAt", "settings"} & record.keys()
    ):
        return "story"
    if "username" in record and {"profiles", "tenantID", "lowercaseUsername"} & record.keys():
        return "person"
    return None


def _records(path: Path, skipped: list[Skipped]) -> Iterator[Record]:
    with path.open("rb") as file:
        head = file.read(4096)
    if peek(head) is not None or head.lstrip()[:1] in (b"{", b"["):
        for value in json_values(path, skipped):
            record = values.table(value)
            kind = _kind(record)
            if kind is not None and (found := _from_database(record, kind)) is not None:
                yield found
        return
    header: tuple[str, ...] = ()
    for number, row in enumerate(_csv(_lines(path)), start=1):
        if number == 1 and row[0] == "id":
            header = tuple(row)
            continue
        found = _from_row(row, header)
        if found is None:
            skipped.append(Skipped(f"row {number} of {path.name}", "it is no comment, story or user"))
        else:
            yield found


def _lines(path: Path) -> Iterator[str]:
    rest = ""
    for chunk in text_chunks(path):
        *whole, rest = (rest + chunk).split("\n")
        yield from (f"{line}\n" for line in whole)
    if rest:
        yield rest


def _from_row(row: list[str], header: tuple[str, ...]) -> Record | None:
    kind = _shape(row)
    if header:
        kind = "comment" if "body" in header else "story" if "url" in header else "person"
    if kind is None:
        return None
    names = header or {"comment": _COMMENT, "story": _STORY, "person": _PERSON}[kind]
    said = dict(zip(names, row, strict=False))
    if kind == "person":
        return {"kind": kind, "id": said["id"], "name": said.get("username", "")}
    if kind == "story":
        return {
            "kind": kind,
            "story": said["id"],
            "url": said["url"],
            "title": said.get("title", ""),
            "writer": said.get("author", ""),
            "created": said.get("published_at", ""),
        }
    return {
        "kind": kind,
        "id": said["id"],
        "story": said.get("story_id", ""),
        "person": said.get("author_id", ""),
        "parent": said.get("parent_id", ""),
        "body": said.get("body", ""),
        "created": said.get("created_at", ""),
        "status": said.get("status", ""),
    }


def _from_database(record: Record, kind: str) -> Record | None:
    own = values.identifier(record.get("id"))
    if own is None:
        return None
    if kind == "person":
        return {"kind": kind, "id": own, "name": values.text(record.get("username"))}
    if kind == "story":
        about = {**record, **values.table(record.get("metadata"))}
        return {
            "kind": kind,
            "story": own,
            "url": values.text(record.get("url")),
            "title": values.text(about.get("title")),
            "writer": values.text(about.get("author")),
            "created": _date(about.get("publishedAt") or about.get("publication_date")),
        }
    revisions = [values.table(each) for each in values.rows(record.get("revisions"))]
    body = values.text(record.get("body")) or (values.text(revisions[-1].get("body")) if revisions else "")
    named = [
        key for name in ("storyID", "asset_id", "story_id") if (key := values.identifier(record.get(name)))
    ]
    counts = {
        str(name).upper() for name in values.table(record.get("actionCounts") or record.get("action_counts"))
    }
    return {
        "kind": kind,
        "id": own,
        "story": named[0] if named else "",
        "person": values.text(record.get("authorID")) or values.text(record.get("author_id")),
        "parent": values.identifier(record.get("parentID"))
        or values.identifier(record.get("parent_id"))
        or "",
        "body": body,
        "created": _date(record.get("createdAt") or record.get("created_at")),
        "status": values.text(record.get("status")),
        "gone": bool(record.get("deletedAt") or record.get("deleted_at")),
        "spam": bool(_SPAM_TAGS & counts),
    }


def _date(value: object) -> str:
    """Return a date as text; the database's own tools wrap it."""
    wrapped = values.table(value).get("$date", value)
    wrapped = values.table(wrapped).get("$numberLong", wrapped)
    return values.text(wrapped)


def _thread(
    story: str, group: list[Record], people: dict[str, str], skipped: list[Skipped]
) -> ImportedThread | None:
    about = next((record for record in group if "url" in record), {})
    comments = tuple([_comment(record, people) for record in group if "body" in record])
    if not comments:
        return None
    article = ImportedArticle(
        key=f"coral:{story}",
        title=values.line(about.get("title")) or values.line(about.get("url")) or f"Coral story {story}",
        author=values.line(about.get("writer")),
        published=values.moment(about.get("created")),
        url=values.line(about.get("url")),
    )
    return ImportedThread(article, comments, tuple(skipped), partial=True)


def _comment(record: Record, people: dict[str, str]) -> ImportedComment:
    own = record["id"]
    return ImportedComment(
        ref=own,
        parent=values.identifier(record["parent"]),
        source_id=own,
        author=values.line(people.get(record["person"])) or values.line(record["person"]),
        created=values.moment(record["created"]),
        text=prose.from_either(record["body"]),
        state=State.DELETED if record.get("gone") or record["status"] == "REJECTED" else State.NORMAL,
        verdict=_SPAM if record.get("spam") and record["status"] == "REJECTED" else None,
    )
