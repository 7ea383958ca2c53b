"""Plain text that archive-tui exported, read by the rules of its own writing instead of by evidence.

Invariant: the thread that comes out is the one that was written, whatever its comments say; what the reader wrote
(notes, tags) is nobody's comment and is left out, for a text cannot say whose it is. See ``text.written``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from archive_tui.importers.page_dump.head import Head
from archive_tui.model import ImportedComment, Kind, Skipped, State, Verdict
from archive_tui.text import written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MARK = ", written by archive-tui "
"""Stands in the line above the thread."""

_SPAM = Verdict("spam", 1.0, "source", ("an export called it spam",))


@dataclass(slots=True)
class Piece:
    """One article of a text."""

    head: Head
    url: str | None
    comments: list[ImportedComment]
    skipped: list[Skipped] = field(default_factory=list)
    complete: bool = True
    """Whether nothing was left out."""


def is_own(text: str) -> bool:
    """Say whether a text is of this writing."""
    return any(written.HEADING.fullmatch(line) for line in text.split("\n") if MARK in line)


def pieces(text: str) -> Iterator[Piece]:
    """Yield the articles of a text."""
    lines: list[str] = []
    for line in [*text.split("\n"), written.BETWEEN]:
        if line != written.BETWEEN:
            lines.append(line)
            continue
        heading = next((at for at, each in enumerate(lines) if written.HEADING.fullmatch(each)), None)
        if heading is not None:
            yield _piece(lines, heading)
        lines = []


def _piece(lines: list[str], heading: int) -> Piece:
    end = next((at for at in range(heading + 1, len(lines)) if lines[at] and lines[at][0] != " "), len(lines))
    title = next((line[7:] for line in lines[end:] if line.startswith("Title: ")), None)
    head, url = _head(lines[:heading], title)
    piece = Piece(head, url, [])
    found = written.HEADING.fullmatch(lines[heading])
    if found is not None and found["total"]:
        piece.complete = False
    if end == len(lines) or lines[end] != written.END:
        piece.skipped.append(Skipped(f"line {end + 1}", "the text ends before its comments do"))
        piece.complete = False
    _comments(lines[heading + 1 : end], piece)
    return piece


def _head(lines: Sequence[str], title: str | None) -> tuple[Head, str | None]:
    """Read the article; what stands before the line of its author is title, section and dek."""
    head = Head()
    lines = [line for line in lines if not line.startswith(written.OWN)]
    by = next((at for at, line in enumerate(lines) if written.BY.fullmatch(line)), None)
    above = _blocks(lines[:by] if by is not None else lines[:1])
    below = lines[by + 1 :] if by is not None else lines[1:]
    at = above.index(title) if title is not None and title in above[:2] else 0
    head.title = above[at] if above else title or ""
    head.section = above[0] if at else None
    head.dek = "\n\n".join(above[at + 1 :]) or None
    found = written.BY.fullmatch(lines[by]) if by is not None else None
    if found is not None:
        head.author = None if found["name"] == written.NO_NAME else found["name"]
        head.published = _moment(f"{found['date']}T{found['time'] or '00:00'}Z") if found["date"] else None
    first = next((at for at, line in enumerate(below) if line), len(below))
    url = None
    if first < len(below) and below[first].startswith(("http://", "https://")):
        url = below[first]
        below = below[first + 1 :]
    head.body = ["\n".join(_set_out(line) for line in below).strip("\n")]
    return head, url


def _blocks(lines: Sequence[str]) -> list[str]:
    text = "\n".join(_set_out(line) for line in lines).strip("\n")
    return text.split("\n\n") if text else []


def _set_out(line: str) -> str:
    return line[1:] if line.startswith(" ") and written.is_ours(line) else line


def _comments(lines: Sequence[str], piece: Piece) -> None:
    """Read the thread: each comment is its first line, and what stands below it up to the next one's."""
    entry: written.Entry | None = None
    text: list[str] = []
    for line in [*lines, None]:
        following = None if line is None else written.read_entry(line)
        if line is None or following is not None:
            if entry is not None:
                piece.comments.append(_comment(entry, text))
                piece.complete = piece.complete and piece.comments[-1].state is not State.GHOST
            entry, text = following, []
        elif written.OMITTED.fullmatch(line):
            piece.complete = False
        elif not line.lstrip(" ").startswith(written.OWN):
            text.append(line)


def _comment(entry: written.Entry, lines: list[str]) -> ImportedComment:
    """Return a comment; of a stub or of left out spam the place alone."""
    gone = {"beginning", "not in the source", "spam, left out"} & set(entry.odd)
    depth = entry.number.count(".") + 1
    score = next((part.partition(" ")[0] for part in entry.odd if part.endswith((" point", " points"))), None)
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    state = State.DELETED if "deleted" in entry.odd else State.NORMAL
    return ImportedComment(
        ref=entry.number,
        parent=entry.number.rpartition(".")[0] or None,
        author=None if gone else entry.name,
        created=None if gone else _moment(entry.moment),
        score=None if gone or score is None else _whole(score),
        text="" if gone else written.read_said(lines, depth),
        state=State.GHOST if gone else state,
        kind=Kind.PINGBACK if "pingback" in entry.odd else Kind.COMMENT,
        verdict=_SPAM if "spam" in entry.odd else None,
        missing="no longer in the source" in entry.odd,
    )


def _moment(value: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if value else None
    except ValueError:
        return None


def _whole(value: str) -> int | None:
    digits = value.replace(",", "")
    return int(digits) if digits.lstrip("-").isdigit() and digits.isascii() and len(digits) < 10 else None
