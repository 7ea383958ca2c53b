"""The export of Movable Type and TypePad: entries in plain text, their parts between lines of hyphens.

A line of five hyphens ends a part, one of eight an entry; but people draw lines of hyphens, too, so it counts only
if a part begins after it. Comments stand in one list, without ids and without saying what they answer.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from archive_tui.errors import ImportFailedError
from archive_tui.importers import prose, values
from archive_tui.importers.chunks import text_chunks
from archive_tui.model import ImportedArticle, ImportedComment, ImportedThread, Kind
from archive_tui.text.decode import encoding_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Source

_PARTS = ("BODY", "EXTENDED BODY", "EXCERPT", "KEYWORDS", "COMMENT", "PING")
_PART = re.compile(rf"({'|'.join(_PARTS)}):\s*\Z")
_FIELD = re.compile(r"([A-Z][A-Z ]{1,40}): ?(.*)\Z", re.DOTALL)
_SIGN = re.compile(
    r"\A\s*(?:(?:[A-Z][A-Z ]+:[^\n]*)?\n)+-----\n(?:BODY|EXTENDED BODY|EXCERPT|COMMENT):", re.MULTILINE
)
_DATE = re.compile(r"(\d\d?)/(\d\d?)/(\d{2,4}) (\d\d?):(\d\d)(?::(\d\d))?\s*(AM|PM)?", re.IGNORECASE)
_OF_COMMENTS = frozenset(("AUTHOR", "EMAIL", "URL", "IP", "DATE", "TITLE", "BLOG NAME", "REPLY"))


class MovableTypeImporter:
    """Read entries with their comments and pings."""

    name = "movable-type"
    description = "Movable Type or TypePad export (text)"
    spans_files = False

    def confidence(self, source: Source) -> float:
        """Look for an entry: fields, a line of hyphens, a part."""
        if b"-----" not in source.head.replace(b"\0", b""):
            return 0.0
        encoding = encoding_of(source.head)
        text = source.head[encoding.mark :].decode(encoding.name, encoding.errors).replace("\r\n", "\n")
        return 0.95 if _SIGN.match(text) else 0.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the entries in the order of the file.

        Raises:
            ImportFailedError: the file cannot be read, or there is no entry in it.
        """
        for path in paths:
            found = False
            for entry in _entries(_lines(path)):
                found = True
                yield _thread(entry)
            if not found:
                raise ImportFailedError(path, "", "there is no entry in it")


@dataclass(slots=True)
class _Part:
    """A part of an entry: its name and its lines."""

    name: str
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Entry:
    """An entry: what is said of it, and its parts."""

    fields: dict[str, str] = field(default_factory=dict)
    parts: list[_Part] = field(default_factory=list)


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines of a file without their ends."""
    rest = ""
    for chunk in text_chunks(path):
        *whole, rest = (rest + chunk).replace("\r\n", "\n").split("\n")
        yield from (line.rstrip("\r") for line in whole)
    if rest:
        yield rest


def _entries(lines: Iterator[str]) -> Iterator[_Entry]:
    entry = _Entry()
    part: _Part | None = None
    for line, following in _with_next(lines):
        if line == "-----" and (following is None or following == "--------" or _PART.match(following)):
            part = None
        elif line == "--------" and (part is None or not following or _FIELD.match(following)):
            if entry.fields or entry.parts:
                yield entry
            entry, part = _Entry(), None
        elif part is not None:
            part.lines.append(line)
        elif begins := _PART.match(line):
            part = _Part(begins[1])
            entry.parts.append(part)
        elif said := _FIELD.match(line):
            entry.fields.setdefault(said[1], said[2].strip())
    if entry.fields or entry.parts:
        yield entry


def _with_next(lines: Iterator[str]) -> Iterator[tuple[str, str | None]]:
    """Yield each line with the one after it, None after the last."""
    last = next(lines, None)
    while last is not None:
        following = next(lines, None)
        yield last, following
        last = following


def _thread(entry: _Entry) -> ImportedThread:
    fields = entry.fields
    breaks = fields.get("CONVERT BREAKS", "1") not in {"0", ""}
    texts = {
        part.name: "\n".join(part.lines).strip("\n")
        for part in entry.parts
        if part.name not in {"COMMENT", "PING"}
    }
    body = "\n\n".join(
        text for name in ("BODY", "EXTENDED BODY") if (text := _text(texts.get(name, ""), breaks=breaks))
    )
    title = fields.get("TITLE", "")
    published = _moment(fields.get("DATE", ""))
    address = fields.get("UNIQUE URL") or fields.get("PERMALINK")
    name = address or "\x1f".join((title, fields.get("DATE", ""), fields.get("BASENAME", ""), body[:300]))
    comments = [
        _comment(part, number)
        for number, part in enumerate(
            (part for part in entry.parts if part.name in {"COMMENT", "PING"}), start=1
        )
    ]
    article = ImportedArticle(
        key="mt:" + (address or hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:24]),
        title=prose.from_html(title),
        section=fields.get("PRIMARY CATEGORY") or fields.get("CATEGORY") or None,
        dek=_text(texts.get("EXCERPT", ""), breaks=breaks) or None,
        author=values.line(fields.get("AUTHOR")),
        published=published,
        url=prose.web_address(address),
        body=body,
    )
    return ImportedThread(article, tuple(comments))


def _text(markup: str, *, breaks: bool) -> str:
    return prose.from_wordpress(markup) if breaks else prose.from_html(markup)


def _comment(part: _Part, number: int) -> ImportedComment:
    """Return a comment: fields, each once, and then its text."""
    fields: dict[str, str] = {}
    start = 0
    for line in part.lines:
        said = _FIELD.match(line)
        if said is None or said[1] not in _OF_COMMENTS or said[1] in fields:
            break
        fields[said[1]] = said[2].strip()
        start += 1
    text = prose.from_wordpress("\n".join(part.lines[start:]).strip("\n"))
    ping = part.name == "PING"
    if ping and fields.get("TITLE"):
        text = f"{fields['TITLE']}\n\n{text}".rstrip()
    return ImportedComment(
        ref=str(number),
        author=values.line(fields.get("BLOG NAME") if ping else fields.get("AUTHOR")),
        created=_moment(fields.get("DATE", "")),
        text=text,
        url=prose.web_address(fields.get("URL")) if ping else None,
        kind=Kind.PINGBACK if ping else Kind.COMMENT,
        email=values.line(fields.get("EMAIL")),
        ip=values.line(fields.get("IP")),
    )


def _moment(written: str) -> datetime | None:
    """Return a time as the export writes it, month first; its zone is not told, and taken for UTC."""
    found = _DATE.match(written)
    if found is None:
        return values.moment(written)
    month, day, year, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    half = (found[7] or "").upper()
    if half:
        hour = hour % 12 + (12 if half == "PM" else 0)
    if year < 100:
        year += 2000 if year < 70 else 1900
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None
