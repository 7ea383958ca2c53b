"""A source as a stream of text, in pieces, however it is encoded.

Invariant: no more of a source than a window is in memory; a window grows only while what is looked for has not ended.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from archive_tui.errors import ImportFailedError
from archive_tui.importers import HEAD_SIZE
from archive_tui.importers.listening import was_read
from archive_tui.text.decode import Encoding, encoding_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHUNK = 1 << 18
"""Bytes read at once."""

LONGEST = 1 << 26
"""Characters that one thing looked for may be away: what has no end within them has none."""

_MARGIN = 4096
"""Characters that must follow a match before it is believed: more text could make another of it."""

_DECLARED = re.compile(rb"""\A\W{0,16}<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")


def text_chunks(path: Path) -> Iterator[str]:
    """Yield the text of a file in pieces.

    Its encoding is told by its byte order mark or its XML declaration, or is detected.

    Raises:
        ImportFailedError: it cannot be read, or nobody wants the rest.
    """
    try:
        with path.open("rb") as file:
            chunk = file.read(max(CHUNK, HEAD_SIZE))
            encoding = _encoding(chunk)
            decoder = codecs.getincrementaldecoder(encoding.name)(errors=encoding.errors)
            chunk = chunk[encoding.mark :]
            while chunk:
                was_read(len(chunk))
                yield decoder.decode(chunk)
                chunk = file.read(CHUNK)
            yield decoder.decode(b"", final=True)
    except OSError as error:
        raise ImportFailedError(path, "", f"it cannot be read: {error.strerror or error}") from error


def _encoding(head: bytes) -> Encoding:
    """Return the encoding: a declared one of single bytes is believed where the text is not UTF-8."""
    fitting = encoding_of(head)
    if fitting.name == "cp1252" and not fitting.mark:
        # Exports are UTF-8, and hold pieces of what was there before; the pieces are read as Windows-1252.
        fitting = Encoding("utf-8", fitting.errors)
    declared = _DECLARED.match(head)
    if declared is None or fitting.mark or (fitting.name == "utf-8" and _is_utf8(head)):
        return fitting
    try:
        named = codecs.lookup(declared[1].decode("ascii")).name
    except LookupError:
        return fitting
    single = named.startswith(("iso8859", "cp125", "koi8", "mac"))
    return Encoding(named, "replace") if single else fitting


def _is_utf8(head: bytes) -> bool:
    """Say whether characters beyond ASCII are there, most of them as UTF-8 has them."""
    text = head.decode("utf-8", "replace")
    beyond = sum(character > "\x7f" for character in text)
    return beyond > 2 * text.count("\ufffd")


class Window:
    """A part of a text that moves forward; positions are counted from its beginning."""

    def __init__(self, chunks: Iterator[str]) -> None:
        self._chunks = chunks
        self._ended = False
        self.text = ""
        self.passed = 0
        """Characters of the source before the window."""
        self._line = 1
        self._counted = 0

    def more(self) -> bool:
        """Take in more of the source; False at its end."""
        wanted = max(CHUNK, len(self.text) // 2)
        pieces = [self.text]
        while wanted > 0 and not self._ended:
            chunk = next(self._chunks, None)
            if chunk is None:
                self._ended = True
            else:
                pieces.append(chunk)
                wanted -= len(chunk)
        grown = len(pieces) > 1
        if grown:
            self.text = "".join(pieces)
        return grown

    def cut(self, position: int) -> None:
        """Move the window's beginning forward."""
        self.line_at(position)
        self.text = self.text[position:]
        self.passed += position
        self._counted = 0

    def line_at(self, position: int) -> int:
        """Return the number of the line at a position that is not before the one asked for last."""
        self._line += self.text.count("\n", self._counted, position)
        self._counted = max(self._counted, position)
        return self._line

    def search(
        self, pattern: re.Pattern[str], position: int, stop: int | None = None
    ) -> re.Match[str] | None:
        """Find a pattern from a position on, and before ``stop``, taking in as much as that needs."""
        text = self.text
        if stop is None and len(text) - position < LONGEST:
            found = pattern.search(text, position)
            if found is not None and found.end() + _MARGIN <= len(text):
                return found
        start = position
        last = position + LONGEST if stop is None else stop
        while True:
            found = pattern.search(self.text, start, min(len(self.text), last))
            room = len(self.text) if found is None else found.end() + _MARGIN
            if found is not None and room <= len(self.text):
                return found
            if len(self.text) >= last or not self.more():
                return found
            if found is None:
                start = max(position, room - _MARGIN)

    def match(self, pattern: re.Pattern[str], position: int) -> re.Match[str] | None:
        """Match a pattern at a position."""
        if len(self.text) < position + _MARGIN:
            while len(self.text) < position + _MARGIN and self.more():
                pass
        return pattern.match(self.text, position)
