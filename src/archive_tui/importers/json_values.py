"""JSON as it is found: one value, one after another, one a line, an array of them, after the headers of a reply.

Invariant: one value is in memory at a time, an array's entries one by one; a value that is broken is named, and
the next ones are read.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from archive_tui.importers.chunks import LONGEST, Window, text_chunks
from archive_tui.importers.json_text import decode
from archive_tui.model import Skipped
from archive_tui.text.decode import encoding_of, looks_binary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HEADERS = re.compile(r"\ufeff?\s*(?:HTTP/[\d.]+ \d{3}[^\n]*\n(?:[\w-]+:[^\n]*\n)*\r?\n)*")
_BETWEEN = re.compile(r"[\s,]*")
_BLANKS = re.compile(r"[ \t\r\n]*")
_NEXT = re.compile(r"(?:^|(?<=[}\]]))[\s,]*(?=[{\[]\s*[\"{\[])", re.MULTILINE)
_ENDS_LINE = re.compile(r"\r?\n(?=[{\[]\s*[\"{\[])")
"""The end of a line that another value follows."""
_strict = json.JSONDecoder()
_LONGEST_VALUE = 1 << 27
"""Characters of one value; an array is read entry by entry."""

_CUT_AT = 1 << 16

_FIRST = 200
"""Broken values that are named one by one."""


def json_values(path: Path, skipped: list[Skipped]) -> Iterator[Any]:
    """Yield the values of a file, the entries of an array as if they were values of their own.

    Args:
        path: Of the file.
        skipped: Takes what could not be read.

    Raises:
        ImportFailedError: the file cannot be read.
    """
    return _Values(path, skipped).values()


class _Values:
    """A place in a file of JSON."""

    def __init__(self, path: Path, skipped: list[Skipped]) -> None:
        self._window = Window(text_chunks(path))
        self._skipped = skipped
        self._broken = 0
        self._in_array = False
        self._line_ends_at = -1
        """Where in the source the line of the last damaged value ends."""
        self._path = path

    def values(self) -> Iterator[Any]:
        window = self._window
        headers = window.match(_HEADERS, 0)
        position = headers.end() if headers else 0
        while True:
            if position > max(_CUT_AT, len(window.text) >> 3):
                # Not later: an error counts the lines before it.
                window.cut(position)
                position = 0
            gap = window.match(_BETWEEN, position)
            position = gap.end() if gap else position
            start = window.text[position : position + 1]
            if not start:
                if window.more():
                    continue
                break
            if start == "[" and not self._in_array:
                self._in_array = True
                position += 1
            elif start == "]" and self._in_array:
                self._in_array = False
                position += 1
            else:
                found = self._value(position)
                if found is None:
                    position = self._next(position)
                else:
                    yield found[0]
                    position = found[1]
        if self._broken > _FIRST:
            more = self._broken - _FIRST
            self._skipped.append(Skipped("further places", f"{more:,} more values are damaged"))

    def _value(self, position: int) -> tuple[Any, int] | None:
        """Return the value at a position and where it ends; None, and said so, if there is none."""
        window = self._window
        while True:
            try:
                return _strict.raw_decode(window.text, position)
            except RecursionError:
                return self._mended(position, "")
            except ValueError as error:
                at_end = not isinstance(error, json.JSONDecodeError) or (
                    error.pos >= len(window.text) - 16 or error.msg.startswith("Unterminated")
                )
                room = len(window.text) - position
                if at_end and room < _LONGEST_VALUE and window.more():
                    continue
                if room >= _LONGEST_VALUE:
                    self._say(position, f"a value of more than {_LONGEST_VALUE:,} characters was left out")
                    return None
                return self._mended(
                    position, error.msg if isinstance(error, json.JSONDecodeError) else str(error)
                )

    def _mended(self, position: int, reason: str) -> tuple[Any, int] | None:
        """Return as much of a value as can be read: of its line where each has one of its own, else of all of it."""
        window = self._window
        stop = self._line_end(position)
        found = decode(window.text, position, stop)
        if found is None:
            self._say(position, f"no JSON: {reason}")
            return None
        if found.cut and stop == len(window.text):
            self._say(position, "the file ends in the middle of a value; what came of it was kept")
        elif found.damages:
            self._say(position, f"damaged JSON ({reason}); what could be read of it was kept")
        return found.value, found.end

    def _line_end(self, position: int) -> int:
        """Return where the line of a value ends, if whole values stand on lines of their own; else the end of all."""
        window = self._window
        if window.passed + position >= self._line_ends_at:
            self._line_ends_at = window.passed + self._find_line_end(position)
        return self._line_ends_at - window.passed

    def _find_line_end(self, position: int) -> int:
        window = self._window
        ends = None
        while ends is None and len(window.text) - position < LONGEST:
            ends = _ENDS_LINE.search(window.text, position)
            if ends is None and not window.more():
                break
        while ends is not None and window.text.find("\n", ends.end()) < 0 and window.more():
            pass
        if ends is not None:
            try:
                _, end = _strict.raw_decode(window.text, ends.end())
            except (ValueError, RecursionError):
                end = -1
            after = _BLANKS.match(window.text, end)
            following = window.text[after.end() : after.end() + 1] if after else ""
            if end >= 0 and (self._in_array or following not in {",", "]", "}", ":"}):
                return ends.start()
        while len(window.text) - position < LONGEST and window.more():
            pass
        return len(window.text)

    def _say(self, position: int, why: str) -> None:
        self._broken += 1
        if self._broken <= _FIRST:
            self._skipped.append(Skipped(f"line {self._window.line_at(position)} of {self._path.name}", why))

    def _next(self, position: int) -> int:
        """Return where the next value may begin."""
        found = self._window.search(_NEXT, position + 1)
        return len(self._window.text) if found is None else found.end()


@lru_cache(maxsize=4)
def peek(head: bytes) -> Any:
    """Return the first value of a file, as much of it as its head holds; None if it begins with none.

    What is returned is shared: it must not be changed.
    """
    if looks_binary(head):
        return None
    encoding = encoding_of(head)
    text = head[encoding.mark :].decode(encoding.name, encoding.errors)
    headers = _HEADERS.match(text)
    start = headers.end() if headers else 0
    if text[start : start + 1] not in ("{", "["):
        return None
    try:
        return _strict.raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        found = decode(text, start)
        return None if found is None else found.value


def peek_record(head: bytes) -> dict[str, Any]:
    """Return the first record of a file: its first value, or the first entry of that; empty if there is none."""
    found = peek(head)
    if isinstance(found, list) and found:
        found = found[0]
    return found if isinstance(found, dict) else {}
