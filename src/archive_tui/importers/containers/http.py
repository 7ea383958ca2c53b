"""The body of an HTTP response as a crawler kept it: out of its chunks, out of its encoding.

Invariant: what a header says is believed only as far as the bytes bear it out, for many crawlers keep a header and
store the body decoded.
"""

from __future__ import annotations

import gzip
import importlib
import io
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from archive_tui.importers.containers.streams import BUFFER, Guarded, head_of

if TYPE_CHECKING:
    from archive_tui.importers.containers.limits import Budget
    from archive_tui.importers.containers.streams import Readable

_LONGEST_LINE = 65_536
_MOST_LINES = 1_000
_CHUNK_HEAD = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(;[^\r\n]*)?\r?\n")
_TEXT = re.compile(
    r"text/(?!css|javascript|ecmascript|vtt|dns|x-component|cache-manifest)|message/rfc822|application/"
    r"(xhtml\+xml|([a-z.-]+\+)?json|x-?ndjson|x-jsonlines|json-seq|([a-z.-]+\+)?xml|mbox|rss\+xml|gzip|x-gzip|zstd)"
)


class _Brotli(Protocol):
    def process(self, data: bytes) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered."""

    status: int
    headers: dict[str, str]
    """By names in lower case; of several with one name the last."""

    @property
    def media_type(self) -> str:
        """Return the type of the body, in lower case, empty if it is not said."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def holds_text(media_type: str) -> bool:
    """Return whether a body of this type may be a page or another source of comments; one that is not said may."""
    return not media_type or _TEXT.match(media_type) is not None


def read_response(stream: io.BufferedReader) -> Response | None:
    """Read the head of a response and leave the stream at its body; None if it does not begin like one."""
    if not head_of(stream, 5).upper().startswith(b"HTTP/"):
        return None
    words = stream.readline(_LONGEST_LINE).split(None, 2)
    status = int(words[1]) if len(words) > 1 and words[1].isdigit() else 0
    return Response(status, read_headers(stream))


def read_headers(stream: io.BufferedReader) -> dict[str, str]:
    """Read lines of the form ``Name: value`` to the first empty one; folded lines are joined."""
    found: dict[str, str] = {}
    name = ""
    for _ in range(_MOST_LINES):
        line = stream.readline(_LONGEST_LINE)
        if not line.strip():
            break
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text[:1] in " \t" and name:
            found[name] += f" {text.strip()}"
            continue
        name, _, value = text.partition(":")
        name = name.strip().lower()
        found[name] = value.strip()
    return found


def body_of(response: Response, stream: io.BufferedReader, below: Guarded, budget: Budget) -> Guarded | str:
    """Return the body, decoded as far as it is encoded; or the sentence that says why it cannot be.

    ``stream`` is at the body, and reads from ``below``.
    """
    guards = [below]
    if response.headers.get("transfer-encoding", "").lower().endswith("chunked"):
        stream = _buffered(_Dechunked(stream), guards)
    encodings = response.headers.get("content-encoding", "").lower().replace(",", " ").split()
    body: Readable = stream
    for encoding in reversed(encodings):
        head = head_of(stream, 2)
        if encoding in {"gzip", "x-gzip"} and head == b"\x1f\x8b":
            body = gzip.GzipFile(fileobj=stream, mode="rb")
        elif encoding == "deflate" and not head.lstrip().startswith((b"<", b"{", b"[")):
            body = _Inflated(stream, zlib.decompressobj(15 if head[:1] == b"\x78" else -15))
        elif encoding == "br" and not head.lstrip().startswith((b"<", b"{", b"[")):
            try:
                brotli = importlib.import_module("brotli")
            except ImportError:
                return "it is compressed with Brotli; pip install 'archive-tui[warc]' adds what reads that"
            body = _Unbrotlied(stream, cast("_Brotli", brotli.Decompressor()), brotli.error)
        else:
            continue
        stream = _buffered(body, guards)
    return Guarded(stream, budget, guards)


def _buffered(inner: Readable, guards: list[Guarded]) -> io.BufferedReader:
    guards.append(Guarded(inner))
    return io.BufferedReader(guards[-1], BUFFER)


class _Dechunked:
    """Takes a body out of its chunks (RFC 9112, 7.1); one that is in none is given as it is."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._left = 0
        self._chunked = _CHUNK_HEAD.match(head_of(stream, 64)) is not None
        self._first = True
        self._ended = False

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes, none at the end."""
        if not self._chunked:
            return self._stream.read(size)
        if self._ended:
            return b""
        if not self._left:
            line = self._stream.readline(_LONGEST_LINE)
            if not self._first and not line.strip():
                line = self._stream.readline(_LONGEST_LINE)
            self._first = False
            head = _CHUNK_HEAD.match(line)
            if head is None:
                message = "a chunk has no size"
                raise EOFError(message)
            self._left = int(head[1], 16)
            if not self._left:
                self._ended = True
                return b""
        found = self._stream.read(min(size, self._left))
        self._left -= len(found)
        if not found:
            message = "a chunk is cut off"
            raise EOFError(message)
        return found


class _Inflated:
    """Inflates a body."""

    def __init__(self, stream: io.BufferedReader, inflate: zlib._Decompress) -> None:
        self._stream = stream
        self._inflate = inflate

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes, none at the end."""
        while not self._inflate.eof:
            packed = self._inflate.unconsumed_tail or self._stream.read(BUFFER)
            if not packed:
                message = "the body is cut off"
                raise EOFError(message)
            found = self._inflate.decompress(packed, size)
            if found:
                return found
        return b""


class _Unbrotlied:
    """Takes a body out of Brotli, little by little: what a few bytes come to is not bounded otherwise."""

    def __init__(self, stream: io.BufferedReader, decoder: _Brotli, error: type[Exception]) -> None:
        self._stream = stream
        self._decoder = decoder
        self._error = error
        self._rest = b""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes, none at the end."""
        while not self._rest:
            packed = self._stream.read(512)
            if not packed:
                return b""
            try:
                self._rest = self._decoder.process(packed)
            except self._error as error:
                raise EOFError(str(error)) from error
        found, self._rest = self._rest[:size], self._rest[size:]
        return found
