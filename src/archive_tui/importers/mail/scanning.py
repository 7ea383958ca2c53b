"""The first reading of a file: where each message begins and ends, and its head.

The invariant: every byte of a file belongs to exactly one message, a separator, or what stands before the first
message; the file is read once, from its beginning to its end, and a window of a few megabytes is held of it, whatever
its size and the length of its lines.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive_tui.errors import ImportFailedError
from archive_tui.importers.mail.headers import HEAD_END, LONGEST_HEAD, fields
from archive_tui.importers.mail.separators import KNOWN_FIELD, SINGLE, Form, form_of, form_within, start_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

CHUNK = 4 * 1024 * 1024
"""Bytes that are read at a time."""

FIRST = 1024 * 1024
"""Bytes from which it is told what kind of file this is."""

_AHEAD = LONGEST_HEAD + 8192
"""Bytes that must be in sight behind a separator, so that its head is read whole."""

_LONGEST_REST = 16_384
"""Bytes of a head behind a line that is no field, in which more fields are looked for."""
_MOST_LINES = 50
"""Lines of them that are looked at."""

_BLANKS = b" \t\r\n\x00\xef\xbb\xbf"
_EMLX = re.compile(rb"\s*(\d{1,10})[ \t]*\r?\n")
_LENGTH = re.compile(rb"\s*(\d{1,15})\s*\Z")
_HEAD = re.compile(rb"(?:[!-9;-~]++[ \t]*+:[^\n]*+\n|[ \t][^\n]*+\n)*+")
_FIELD = re.compile(rb"[!-9;-~]++[ \t]*+:|[ \t]")
_BLANK = re.compile(rb"\r?\n")
_BATCH_LENGTH = re.compile(rb"#! rnews (\d{1,12})")


@dataclass(frozen=True, slots=True)
class Found:
    """A message in a file."""

    start: int
    """Offset of its head."""
    body: int
    """Offset of what is below the head."""
    stop: int
    """Offset behind its last byte."""
    head: dict[bytes, bytes]
    envelope: bytes
    """The line that separates it from the message before; empty where there is none."""


class Mailbox:
    """A file with messages in it, one or many."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        """Look at the beginning of the file.

        Raises:
            ImportFailedError: there is no message in it.
        """
        self._file = file
        self._base = 0
        self._content = b""
        self._ended = False
        self.old_mac = False
        """Whether its lines end in carriage returns alone."""
        while not self._ended and len(self._content) < FIRST:
            self._read()
        if b"\n" not in self._content and b"\r" in self._content:
            self.old_mac = True
            self._content = self._content.replace(b"\r", b"\n")
        known = form_of(self._content) or form_within(self._content, 1)
        if known is None:
            raise ImportFailedError(path, "", "there is no mail and no news article in it")
        self.form, self._start = known
        before = self._content[: self._start]
        self.fragment = len(before) if before.strip(_BLANKS) and self.form is not SINGLE else 0
        """Bytes before the first message that belong to none: the end of one whose beginning is missing."""
        counted = _EMLX.fullmatch(before)
        self._stop = self._start + int(counted[1]) if counted else None
        """Where a message of Apple Mail ends; what is behind it is the program's own."""

    def messages(self, wanted: frozenset[bytes]) -> Iterator[Found]:
        """Yield the messages in the order of the file, of their heads the wanted fields."""
        if self.form is SINGLE:
            yield self._single(wanted)
            return
        place = self._start
        head = self.form.begins(self._content, place)
        if head is None:  # a preamble, as Babyl has one
            begin = self._next(place)
            if begin is None:
                return
            place, head = begin
        while True:
            envelope = self._envelope(place)
            found, body = self._head(head, wanted)
            declared = self._declared(head, found, envelope, body)
            following = self._next(body - 1, declared)
            stop = self._size() if following is None else following[0]
            yield Found(head, body, stop, found, envelope)
            if following is None:
                return
            place, head = following

    def _single(self, wanted: frozenset[bytes]) -> Found:
        found, body = self._head(self._start, wanted)
        size = self._size()
        stop = size if self._stop is None else min(size, self._stop)
        return Found(self._start, body, max(stop, body), found, b"")

    def _read(self) -> None:
        more = self._file.read(CHUNK)
        if not more:
            self._ended = True
        elif self.old_mac:
            more = more.replace(b"\r", b"\n")
        self._content += more

    def _see(self, place: int) -> int:
        """Bring what follows a place into sight, forget what is before it, and return its index in the window."""
        while not self._ended and self._base + len(self._content) - place < _AHEAD:
            kept = max(0, min(place - 4 - self._base, len(self._content)))
            self._content = self._content[kept:]
            self._base += kept
            self._read()
        return place - self._base

    def _size(self) -> int:
        return os.fstat(self._file.fileno()).st_size

    def _envelope(self, place: int) -> bytes:
        index = self._see(place)
        end = self._content.find(b"\n", index, index + 2000)
        return self._content[index : end if end >= 0 else index + 2000]

    def _head(self, place: int, wanted: frozenset[bytes]) -> tuple[dict[bytes, bytes], int]:
        """Return the wanted fields of the head at a place, and where the body begins."""
        index = self._see(place)
        stop, body = head_in(self._content, index, self.form)
        return fields(self._content[index:stop], wanted), self._base + body

    def _declared(self, head: int, found: dict[bytes, bytes], envelope: bytes, body: int) -> int | None:
        """Return where the message ends as it says itself, if it does; whether that is so is to be seen."""
        if self.form.counted:
            length = _BATCH_LENGTH.match(envelope)
            return None if length is None else head + int(length[1])
        length = _LENGTH.match(found.get(b"content-length", b""))
        return None if length is None else body + int(length[1])

    def _next(self, place: int, declared: int | None = None) -> tuple[int, int] | None:
        """Return the next separator whose line begins behind a place, and the head below it; None if there is none.

        One that lies within the declared length of the message counts only if that length is wrong.
        """
        needle = self.form.needle
        right: bool | None = None
        while True:
            index = self._see(place)
            content = self._content
            limit = len(content) if self._ended else len(content) - LONGEST_HEAD
            index = content.find(needle, max(index, 0), limit + len(needle))
            if index < 0:
                if self._ended:
                    return None
                place = max(place, self._base + limit)
                continue
            begin = self._base + index + 1
            place = begin
            head = self.form.begins(content, index + 1)
            if head is None:
                continue
            head += self._base
            if declared is not None and begin < declared:
                if right is None:
                    right = self._is_end(declared)
                if right:
                    continue
            return begin, head

    def _is_end(self, place: int) -> bool:
        """Say whether a message ends at a place: a separator follows, or nothing."""
        size = self._size()
        if place > size:
            return False
        content = os.pread(self._file.fileno(), 65_536, max(0, place - 1))
        if self.old_mac:
            content = content.replace(b"\r", b"\n")
        if place and not content.startswith(b"\n"):
            return False
        begin = len(content) - len(content[1:].lstrip(b"\r\n")) if place else start_of(content)
        if begin >= len(content):
            return place + len(content) >= size
        return begin <= 5 and self.form.begins(content, begin) is not None


def head_in(content: bytes, start: int = 0, form: Form = SINGLE) -> tuple[int, int]:
    """Return where the head that begins at ``start`` ends, and where the body begins.

    A head without a blank line below ends where its fields do, or where the next separator stands; a line of it that
    is no field is passed over if more fields than other lines follow.
    """
    lines = _HEAD.match(content, start, start + LONGEST_HEAD)
    stop = lines.end() if lines else start
    blank = _BLANK.match(content, stop)
    if blank is None and stop < min(len(content), start + LONGEST_HEAD):
        stop = _irregular(content, start, stop, form)
        blank = _BLANK.match(content, stop)
    return stop, blank.end() if blank else stop


def _irregular(content: bytes, start: int, odd: int, form: Form) -> int:
    """Return where a head ends that has a line which is no field, at ``odd``: there, or further down."""
    if form.begins(content, odd) is not None and form is not SINGLE:
        return odd
    end = HEAD_END.search(content, odd, min(odd + _LONGEST_REST, start + LONGEST_HEAD))
    stop = end.start() + 1 if end else odd
    separator = content.find(form.needle, odd, stop) if form.needle else -1
    if separator >= 0 and form.begins(content, separator + 1) is not None:
        stop = separator + 1
    rest = content[odd:stop].splitlines()[:_MOST_LINES]
    named = sum(1 for line in rest if KNOWN_FIELD.match(line))
    return stop if named and 2 * sum(1 for line in rest if _FIELD.match(line)) >= len(rest) else odd
