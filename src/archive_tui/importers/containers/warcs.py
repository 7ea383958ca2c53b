"""Pages out of the files of crawlers: WARC 1.0 and 1.1 (ISO 28500), and ARC before them.

Invariant: a record is taken only for what its own bytes show: text that a server gave for an address. Redirects,
errors, images, programs, and copies of what was stored before are counted, and left out.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from archive_tui.importers.containers.http import body_of, holds_text, read_headers, read_response
from archive_tui.importers.containers.streams import BUFFER, Guarded, head_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive_tui.importers.containers.limits import Budget

_LONGEST_LINE = 65_536
_TAKEN = frozenset({"response", "resource", "conversion"})
_ARC_HEAD = re.compile(rb"(\S.*?) (\S+) (\d{8,17}) (\S+) (?:.* )?(\d+)\s*$")


def records(stream: io.BufferedReader, budget: Budget) -> Iterator[tuple[str, Guarded | str]]:
    """Yield the pages of a WARC or ARC: address and body, each to be read before the next; or what is wrong with it.

    A sentence under an empty address is about the file as a whole.
    """
    left_out = 0
    garbage = 0
    while True:
        line = stream.readline(_LONGEST_LINE)
        if not line:
            break
        if not line.strip():
            continue
        record = _warc_record(line, stream) or _arc_record(line, stream)
        if record is None:
            garbage += len(line)
            continue
        kind, address, media_type, content = record
        page = _page(kind, media_type, Guarded(content), budget)
        if page is None or not address:
            left_out += kind not in {"warcinfo", "request", "metadata"}
        else:
            yield address, page
        content.skip()
    if left_out:
        yield (
            "",
            f"{left_out:,} records were left out: images, programs, redirects, errors, copies, and the like",
        )
    if garbage:
        yield "", f"{garbage:,} bytes between records belong to none"


_Record = tuple[str, str, str, "_Content"]
"""Type, address, media type of the content, content."""


def _warc_record(line: bytes, stream: io.BufferedReader) -> _Record | None:
    if not line.startswith(b"WARC/"):
        return None
    headers = read_headers(stream)
    length = headers.get("content-length", "")
    content = _Content(stream, int(length) if length.isdecimal() and len(length) < 19 else 0)
    address = headers.get("warc-target-uri", "").strip("<>")
    return (
        headers.get("warc-type", "").lower(),
        address,
        _media_type(headers.get("content-type", "")),
        content,
    )


def _arc_record(line: bytes, stream: io.BufferedReader) -> _Record | None:
    head = _ARC_HEAD.match(line)
    if head is None:
        return None
    address = head[1].decode("utf-8", "replace")
    kind = "warcinfo" if address.startswith("filedesc:") else "response"
    length = int(head[5]) if len(head[5]) < 19 else 0
    return kind, address, _media_type(head[4].decode("latin-1")), _Content(stream, length)


def _media_type(value: str) -> str:
    return value.partition(";")[0].strip().lower()


def _page(kind: str, media_type: str, content: Guarded, budget: Budget) -> Guarded | str | None:
    """Return the text of a record; None if it holds none."""
    if kind not in _TAKEN:
        return None
    stream: io.BufferedReader = io.BufferedReader(content, BUFFER)
    response = read_response(stream)
    if response is None:
        holds = holds_text(media_type) and media_type != "application/http" and head_of(stream, 1)
        return Guarded(stream, budget, [content]) if holds else None
    if not 200 <= response.status < 300 or not holds_text(response.media_type) or not head_of(stream, 1):
        return None
    return body_of(response, stream, content, budget)


class _Content:
    """So many bytes of a stream."""

    def __init__(self, stream: io.BufferedReader, length: int) -> None:
        self._stream = stream
        self._left = length

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes, none at the end."""
        found = self._stream.read(min(size, self._left))
        if not found and self._left:
            message = "the record is cut off"
            raise EOFError(message)
        self._left -= len(found)
        return found

    def skip(self) -> None:
        """Go to the end of the content."""
        while self._left:
            found = self._stream.read(min(BUFFER, self._left))
            self._left = self._left - len(found) if found else 0
