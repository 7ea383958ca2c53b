"""The parts of a message (MIME): which are its text, and what the others are called.

The invariant: nothing raises and nothing recurses, whatever the nesting; every part is a text that is shown, an
attachment that is named, or a part of how the message is signed or was exported. Our own reading rather than the
standard library's: four times as fast, indifferent to depth, and forgiving where boundaries are wrong.
"""

from __future__ import annotations

import re
from binascii import Error as BinasciiError
from binascii import a2b_qp, a2b_uu
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from archive_tui.importers.mail import plain
from archive_tui.importers.mail.charsets import codec_of
from archive_tui.importers.mail.headers import (
    HEAD_END,
    LONGEST_VALUE,
    decode_words,
    fields,
    from_base64,
    text_of,
)
from archive_tui.importers.mail.people import author_of
from archive_tui.text.html import html_to_text

if TYPE_CHECKING:
    from archive_tui.importers.mail.charsets import Reader

DEEPEST = 20
"""Parts within parts that are looked into."""

MOST = 500
"""Parts of a message that are looked at."""

_LINE_END = ord("\n")
_SILENT = frozenset(
    (
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-encrypted",
        "text/x-archive-remarks",  # what an export of ours added to a comment
    )
)
_NO_TEXT = frozenset(
    (
        "text/calendar",
        "text/vcard",
        "text/x-vcard",
        "text/directory",
        "text/csv",
        "text/css",
        "text/rtf",
        "text/xml",
    )
)
_GUESSED = re.compile(rb"^--([^\s-][^\r\n]{5,100}?)[ \t]*\r?\n(?=Content-)", re.MULTILINE | re.IGNORECASE)
_TOKEN = re.compile(r";\s*([^\s=;]+)\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"?|([^;]*))", re.DOTALL)


@dataclass(slots=True)
class Content:
    """What a message says."""

    texts: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    escaped: bool = False
    """The mailbox put a ``>`` before lines that begin with "From "."""
    left_out: str | None = None
    """Why something was left out."""

    @property
    def text(self) -> str:
        """The texts, and the names of what is attached as a last paragraph."""
        texts = [text for text in self.texts if text]
        return "\n\n".join([*texts, "\n".join(self.attachments)] if self.attachments else texts)


@dataclass(frozen=True, slots=True)
class _Part:
    head: dict[bytes, bytes]
    start: int
    stop: int
    depth: int
    default: str = "text/plain"


def content_of(
    raw: bytes, head: dict[bytes, bytes], start: int, reader: Reader, *, escaped: bool = False
) -> Content:
    """Return what a message says, from the bytes below its head.

    Args:
        raw: The message.
        head: The fields of its head.
        start: Where its body begins.
        reader: Reads the texts of its file.
        escaped: The mailbox put a ``>`` before lines that begin with "From ".
    """
    content = Content(escaped=escaped)
    waiting = [_Part(head, start, len(raw), 0)]
    seen = 0
    while waiting:
        part = waiting.pop()
        seen += 1
        if seen > MOST or part.depth > DEEPEST:
            content.left_out = (
                f"parts beyond the first {MOST}, or nested more than {DEEPEST} deep, were left out"
            )
            continue
        kind, parameters = _kind_of(part, reader)
        if kind.startswith("multipart/"):
            children = _children(raw, part, kind, parameters)
            if children:
                waiting.extend(reversed(_chosen(raw, children, kind, reader)))
                continue
            kind = "text/plain"
        if kind in {"message/rfc822", "message/news", "message/global"} and not _is_attached(part):
            waiting.append(_enclosed(raw, part, reader, content))
        elif kind not in _SILENT:
            _leaf(raw, part, kind, parameters, reader=reader, content=content)
    return content


def _kind_of(part: _Part, reader: Reader) -> tuple[str, dict[str, str]]:
    value = part.head.get(b"content-type", b"")[:LONGEST_VALUE]
    if not value:
        return part.default, {}
    text = value.decode("ascii") if value.isascii() else reader.text(value, None)
    kind = text.partition(";")[0].strip().lower()
    if kind == "text":
        kind = "text/plain"
    return (kind if "/" in kind else part.default), _parameters(text)


def _parameters(text: str) -> dict[str, str]:
    """Return the parameters of a field, continued and encoded ones (RFC 2231) put together."""
    found: dict[str, str] = {}
    pieces: dict[str, list[tuple[int, str, bool]]] = {}
    for match in _TOKEN.finditer(text):
        name, value = match[1].lower(), match[3]
        value = re.sub(r"\\(.)", r"\1", match[2]) if value is None else value.strip()
        base, star, rest = name.partition("*")
        if not star:
            found.setdefault(name, value)
            continue
        number = rest.rstrip("*")
        pieces.setdefault(base, []).append(
            (int(number) if number.isdecimal() and len(number) < 5 else 0, value, name.endswith("*"))
        )
    for base, several in pieces.items():
        several.sort(key=lambda piece: piece[0])
        charset, raw = "", b""
        for index, (_, value, encoded) in enumerate(several):
            rest = value
            if encoded and index == 0 and value.count("'") >= 2:
                charset, _, rest = value.split("'", 2)
            raw += unquote_to_bytes(rest) if encoded else rest.encode("utf-8", "replace")
        found[base] = raw.decode(codec_of(charset) or "utf-8", "replace")
    return found


def _children(raw: bytes, part: _Part, kind: str, parameters: dict[str, str]) -> list[_Part]:
    """Return the parts between the boundaries; none if there is no boundary."""
    boundary = parameters.get("boundary", "").rstrip().encode("utf-8", "replace")
    marks = _boundaries(raw, part, boundary) if boundary else []
    if not marks:
        guess = _GUESSED.search(raw, part.start, part.stop)
        marks = _boundaries(raw, part, guess[1]) if guess else []
    children = []
    default = "message/rfc822" if kind == "multipart/digest" else "text/plain"
    for index, (_, begin, last) in enumerate(marks):
        if last:
            break
        stop = marks[index + 1][0] if index + 1 < len(marks) else part.stop
        children.append(_headed(raw, begin, max(begin, stop), part.depth + 1, default))
        if len(children) > MOST:
            break
    return children


def _boundaries(raw: bytes, part: _Part, boundary: bytes) -> list[tuple[int, int, bool]]:
    """Return where the boundaries begin and end, and whether they are the last."""
    mark = b"--" + boundary
    found = []
    place = raw.find(mark, part.start, part.stop)
    while place >= 0:
        end = raw.find(b"\n", place, part.stop) + 1 or part.stop
        rest = raw[place + len(mark) : end].strip()
        if rest in {b"", b"--"} and (place == part.start or raw[place - 1] == _LINE_END):
            before = place
            if before > part.start:
                before -= 2 if raw[before - 2 : before] == b"\r\n" else 1
            found.append((max(before, part.start), end, rest == b"--"))
        place = raw.find(mark, max(end, place + 1), part.stop)
    return found


def _headed(raw: bytes, begin: int, stop: int, depth: int, default: str) -> _Part:
    """Return a part whose head begins here; a part may have none."""
    if raw[begin : begin + 1] == b"\n" or raw[begin : begin + 2] == b"\r\n":
        return _Part({}, begin + (1 if raw[begin : begin + 1] == b"\n" else 2), stop, depth, default)
    end = HEAD_END.search(raw, begin, stop)
    if end is None:
        is_head = raw[begin : begin + 8].lower() == b"content-"
        return _Part(
            fields(raw[begin:stop]) if is_head else {}, stop if is_head else begin, stop, depth, default
        )
    return _Part(fields(raw[begin : end.start() + 1]), end.end(), stop, depth, default)


def _chosen(raw: bytes, children: list[_Part], kind: str, reader: Reader) -> list[_Part]:
    """Return the parts of a multipart that are read: of alternatives one, of what is signed only that."""
    if kind == "multipart/signed":
        return children[:1]
    if kind != "multipart/alternative":
        return children
    kinds = [_kind_of(child, reader)[0] for child in children]
    rest = [
        child
        for child, each in zip(children, kinds, strict=True)
        if not each.startswith(("text/", "multipart/"))
    ] + [child for child, each in zip(children, kinds, strict=True) if each in _NO_TEXT]
    for wanted in ("text/plain", "text/html", "multipart/", "text/"):
        for child, each in zip(children, kinds, strict=True):
            if each.startswith(wanted) and child not in rest and raw[child.start : child.stop].strip():
                return [child, *rest]
    return rest or children[:1]


def _is_attached(part: _Part) -> bool:
    return part.head.get(b"content-disposition", b"").strip().lower().startswith(b"attachment")


def _enclosed(raw: bytes, part: _Part, reader: Reader, content: Content) -> _Part:
    """Return the part that an enclosed message is, and write the lines above it."""
    encoding = part.head.get(b"content-transfer-encoding", b"").strip().lower()
    inner = _headed(raw, part.start, part.stop, part.depth + 1, "text/plain")
    if encoding in {b"base64", b"quoted-printable"} or not inner.head:
        return _Part({b"content-transfer-encoding": encoding}, part.start, part.stop, part.depth + 1)
    author = author_of(inner.head, b"", reader)
    lines = [
        ("From", author or ""),
        *((name, text_of(inner.head.get(name.lower().encode()), reader)) for name in ("Date", "Subject")),
    ]
    shown = "\n".join(f"{name}: {value}" for name, value in lines if value)
    content.texts.append(shown)
    return inner


def _leaf(
    raw: bytes, part: _Part, kind: str, parameters: dict[str, str], *, reader: Reader, content: Content
) -> None:
    """Add a part that has no parts: its text, or its name."""
    disposition = part.head.get(b"content-disposition", b"")[:LONGEST_VALUE].decode("utf-8", "replace")
    name = _parameters(disposition).get("filename") or parameters.get("name") or ""
    if "=?" in name:
        name = decode_words(name)
    is_text = (
        kind.startswith("text/") or kind in {"message/delivery-status", "application/pgp"} or "/" not in kind
    )
    if not is_text or kind in _NO_TEXT or _is_attached(part):
        content.attachments.append(plain.attachment(name, kind, _size(raw, part)))
        return
    text = reader.text(_transferred(raw, part), parameters.get("charset"))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if kind == "text/html" or (kind == "text/plain" and _IS_PAGE.match(text)):
        text = html_to_text(text)
    elif kind in {"text/enriched", "text/richtext"}:
        text = _unenriched(text)
    else:
        text = plain.unescaped(text) if content.escaped else text
        text, names = plain.without_files(plain.without_armour(text))
        content.attachments.extend(names)
        if parameters.get("format", "").lower() == "flowed":
            text = plain.reflowed(text, delete_space=parameters.get("delsp", "").lower() == "yes")
        text = plain.arranged(text)
    content.texts.append(text.strip("\n").rstrip())


_IS_PAGE = re.compile(r"\s*(?:<!doctype html|<html[\s>])", re.IGNORECASE)
_ENRICHED = re.compile(r"<param>.*?</param>|</?[a-z][a-z0-9-]{0,60}>", re.IGNORECASE | re.DOTALL)


def _unenriched(text: str) -> str:
    """Return the text of text/enriched (RFC 1896): tags go, a single line end is a space."""
    text = "\0".join(_ENRICHED.sub("", piece) for piece in text.split("<<")).replace("\0", "<")
    return re.sub(r"\n+", lambda ends: "\n" * (len(ends[0]) - 1) or " ", text)


_BASE64_LINES = re.compile(rb"(?:[ \t]*[A-Za-z0-9+/]*={0,2}[ \t]*(?:\r?\n|\Z))*")


def _transferred(raw: bytes, part: _Part) -> bytes:
    """Return a part as it was before it was encoded for transport."""
    encoding = part.head.get(b"content-transfer-encoding", b"").partition(b";")[0].strip().lower()
    body = raw[part.start : part.stop]
    if encoding == b"quoted-printable":
        return a2b_qp(body)
    if encoding == b"base64":
        lines = _BASE64_LINES.match(body)
        end = lines.end() if lines else 0
        # Lists append their footers unencoded.
        rest = body[end:].strip()
        decoded = from_base64(body[:end])
        return decoded.rstrip() + b"\n\n" + rest if rest else decoded
    if encoding in {b"x-uuencode", b"uuencode", b"x-uue"}:
        return _uudecoded(body)
    return body


def _uudecoded(body: bytes) -> bytes:
    lines = []
    for line in body.splitlines():
        if line.startswith((b"begin ", b"end")):
            continue
        try:
            lines.append(a2b_uu(line))
        except BinasciiError:
            continue
    return b"".join(lines)


def _size(raw: bytes, part: _Part) -> int:
    """Return about how large an attachment is once it is decoded, without decoding it."""
    length = part.stop - part.start
    if part.head.get(b"content-transfer-encoding", b"").strip().lower() == b"base64":
        ends = raw.count(b"\n", part.start, part.stop) + raw.count(b"\r", part.start, part.stop)
        return max(0, length - ends) * 3 // 4
    return length
