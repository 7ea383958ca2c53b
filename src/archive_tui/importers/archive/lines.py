"""JSON lines of comments: those that archive-tui exported, and those that a person or a script wrote.

A line is an object. It is a comment unless its ``type`` says "article" ("omitted", "provenance"). A comment has a
``text`` and may have ``key`` or ``id``, ``parent``, ``author``, ``created``, ``url``, ``score``; its ``article`` is the
key of one, or an object with ``key``, ``title``, ``author``, ``published``, ``url``, ``body``. Lines come in any order.

The invariant: a first pass notes where the lines of each article are and no more, so memory is bounded by the largest
article, however the lines are mixed; a line that is no such object is named, and the others are read.
"""

from __future__ import annotations

import hashlib
import json
import re
from array import array
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any

from archive_tui.errors import ImportFailedError
from archive_tui.importers.archive.records import STUBS, article_of, text, thread_of
from archive_tui.model import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Source
    from archive_tui.model import ImportedThread

LONGEST = 1 << 26
"""Bytes of a line; a longer one is skipped."""

_NAMED = 100
_OURS = re.compile(rb'"type"\s*:\s*"(?:article|comment|omitted|provenance)"')
_NOT_OURS = frozenset({"body", "link_id", "subreddit", "kids", "by", "message"})
"""Names by which the lines of other formats are known."""
_ADDRESSES = ("parent", "article", "parent_id", "author")


@dataclass(slots=True)
class _Lines:
    """Where the lines of an article are."""

    head: int = -1
    comments: array[int] = field(default_factory=lambda: array("q"))
    complete: bool = True


class ArchiveLinesImporter:
    """Read JSON lines of comments."""

    name = "archive-jsonl"
    description = "JSON lines of comments, by archive-tui or by hand"
    spans_files = False

    def confidence(self, source: Source) -> float:
        """Judge the first line that is not blank."""
        line, _, rest = source.head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
        record = _record(line)
        if record is None:
            return 0.0
        if _OURS.search(line) and ("article" in record or record.get("type") == "article"):
            return 1.0
        says = isinstance(record.get("text"), str) and any(name in record for name in _ADDRESSES)
        named = any(name in record for name in ("key", "id"))
        if not says or not named or _NOT_OURS & set(record):
            return 0.0
        return 0.6 if not rest.strip() or _record(rest.partition(b"\n")[0]) is not None else 0.4

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the articles in the order in which the file first names them.

        Raises:
            ImportFailedError: the file cannot be read, or not one of its lines.
        """
        for path in paths:
            try:
                with path.open("rb") as file:
                    yield from _threads(path, file)
            except OSError as error:
                raise ImportFailedError(path, "", f"it cannot be read: {error.strerror or error}") from error


def _threads(path: Path, file: IO[bytes]) -> Iterator[ImportedThread]:
    skipped: list[Skipped] = []
    articles = _found(file, skipped)
    if not articles:
        raise ImportFailedError(path, "", "not one line of it is a comment")
    for key, lines in articles.items():
        records: list[object] = []
        head: dict[str, Any] = {}
        if lines.head >= 0:
            file.seek(lines.head)
            head = _record(file.readline(LONGEST)) or {}
        for offset in lines.comments:
            file.seek(offset)
            record = _record(file.readline(LONGEST)) or {}
            if not head and isinstance(record.get("article"), dict):
                head = record["article"]
            records.append(record)
        # What could not be read belongs to no article; the first one says it.
        yield thread_of(article_of(head, key), records, skipped, complete=lines.complete)
        skipped = []


def _found(file: IO[bytes], skipped: list[Skipped]) -> dict[str, _Lines]:
    """Return where the lines of each article are, by its key."""
    articles: dict[str, _Lines] = {}
    unnamed = ""
    offset = number = 0
    damaged = 0
    while line := file.readline(LONGEST):
        begin, offset, number = offset, offset + len(line), number + 1
        whole = True
        while not line.endswith(b"\n") and (rest := file.readline(LONGEST)):
            whole = False
            offset += len(rest)
            line = rest
        if not line.strip():
            continue
        record = _record(line.removeprefix(b"\xef\xbb\xbf")) if whole else None
        if record is None:
            damaged += 1
            if damaged <= _NAMED:
                skipped.append(
                    Skipped(f"line {number}", "it is no object of JSON" if whole else "it is too long")
                )
            continue
        kind = record.get("type")
        key = text(record, "key") if kind == "article" else _article_key(record)
        if key is None:
            unnamed = unnamed or "lines:" + hashlib.sha256(line.strip()).hexdigest()[:24]
            key = unnamed
        lines = articles.setdefault(key, _Lines())
        if kind == "article":
            lines.head = begin
            lines.complete = lines.complete and record.get("complete") is not False
        elif kind == "omitted":
            lines.complete = False
        elif kind != "provenance":
            lines.comments.append(begin)
            lines.complete = lines.complete and text(record, "role") not in STUBS
    if damaged > _NAMED:
        skipped.append(Skipped("further lines", f"{damaged - _NAMED:,} more could not be read"))
    return articles


def _article_key(record: dict[str, Any]) -> str | None:
    article = record.get("article")
    if isinstance(article, dict):
        return text(article, "key") or text(article, "url") or text(article, "title")
    return text(record, "article")


def _record(line: bytes) -> dict[str, Any] | None:
    """Return the object on a line; None if there is none."""
    try:
        found = json.loads(line.decode("utf-8-sig", "replace"), strict=False)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
