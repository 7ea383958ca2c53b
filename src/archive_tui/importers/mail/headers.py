"""The head of a message: its fields, and what they say.

The invariant: nothing raises, whatever the bytes; the time is linear in the length of the head. Fields are kept as
bytes until somebody reads them, because most are never read.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode
from binascii import Error as BinasciiError
from binascii import a2b_qp
from typing import TYPE_CHECKING

from archive_tui.importers.mail.charsets import codec_of
from archive_tui.text.clean import clean_line
from archive_tui.text.decode import decode

if TYPE_CHECKING:
    from archive_tui.importers.mail.charsets import Reader

LONGEST_HEAD = 262_144
"""Bytes of a head that are read; what is beyond is taken for text."""

LONGEST_VALUE = 16_384
"""Bytes of a field that are read as text."""

LONGEST_ID = 998
"""Bytes of a Message-ID that are kept as they are: the longest line of RFC 5322."""

HEADER_LINE = re.compile(rb"[!-9;-~]{1,76}[ \t]*:")
"""How the first line of a head begins."""

HEAD_END = re.compile(rb"\n\r?\n")

_FIELDS = re.compile(rb"^([!-9;-~]++)[ \t]*+:([^\n]*+(?:\n[ \t][^\n]*+)*+)", re.MULTILINE)
_FOLD = re.compile(r"[\r\n]+[ \t]*|\t")


def fields(head: bytes, wanted: frozenset[bytes] | None = None) -> dict[bytes, bytes]:
    """Return the fields of a head by their names in lower case, folded ones with their line ends.

    Of a field that stands more than once the first counts. ``wanted`` limits the names that are looked at.
    """
    found: dict[bytes, bytes] = {}
    for name, value in _FIELDS.findall(head):
        lower = name.lower()
        if lower not in found and (wanted is None or lower in wanted):
            found[lower] = value
    return found


def text_of(value: bytes | None, reader: Reader) -> str:
    """Return the text of a field on one line, its encoded words (RFC 2047) decoded."""
    if not value:
        return ""
    value = value[:LONGEST_VALUE]
    text = value.decode("ascii") if value.isascii() else reader.text(value, None)
    if "=?" in text:
        text = decode_words(text)
    return clean_line(text)


_WORD = re.compile(r"=\?([^?\s]{1,80})\?([bBqQ])\?(.*?)\?=(?:(\s+)(?==\?[^?\s]{1,80}\?[bBqQ]\?))?", re.DOTALL)
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")


def decode_words(text: str) -> str:
    """Return the text with its encoded words decoded: well-formed ones, and those that only nearly are.

    Words that mailers should not write are read as they were meant: with spaces in them, within quotation marks,
    without space around them, with a character that was cut in two between neighbours, in a charset that is unknown
    or wrong.
    """
    text = _FOLD.sub(" ", text)
    written: list[str] = []
    waiting: list[tuple[str, str]] = []
    charset = ""
    place = 0
    for word in _WORD.finditer(text):
        before = text[place : word.start()]
        here = word[1].partition("*")[0].lower()
        if waiting and (before or here != charset):
            written.append(_decoded(waiting, charset))
            waiting = []
        written.append(before)
        charset = here
        waiting.append((word[2], word[3]))
        place = word.end()
    if waiting:
        written.append(_decoded(waiting, charset))
    written.append(text[place:])
    return "".join(written)


def _decoded(words: list[tuple[str, str]], charset: str) -> str:
    """Return the text of neighbouring words of one charset, each with its encoding."""
    raw = b"".join(_unpacked(encoding, payload) for encoding, payload in words)
    codec = codec_of(charset)
    if codec is not None:
        try:
            return raw.decode(codec)
        except UnicodeError:
            pass
        if len(words) > 1 and all(encoding in "bB" for encoding, _ in words):
            # The base64 was cut in pieces, rather than the pieces encoded.
            joined = from_base64("".join(payload for _, payload in words).encode("utf-8", "replace"))
            try:
                return joined.decode(codec)
            except UnicodeError:
                pass
    return decode(raw)


def _unpacked(encoding: str, payload: str) -> bytes:
    raw = payload.encode("utf-8", "replace")
    if encoding in "qQ":
        return a2b_qp(raw.replace(b" ", b"_"), header=True)
    return from_base64(raw)


def from_base64(raw: bytes) -> bytes:
    """Return what base64 holds, whatever stands between its letters and wherever it is cut off."""
    # Padding may stand in the middle, where encoded pieces were joined.
    pieces = [_NOT_BASE64.sub(b"", piece) for piece in re.split(rb"=+", raw)]
    decoded = []
    for piece in pieces:
        whole = piece[: len(piece) - 1] if len(piece) % 4 == 1 else piece
        try:
            decoded.append(b64decode(whole + b"=" * (-len(whole) % 4)))
        except BinasciiError:
            continue
    return b"".join(decoded)


_IN_BRACKETS = re.compile(rb"<([^<>]{1,4000})>")
_BARE_ID = re.compile(rb"[^\s<>(),;:\"]+@[^\s<>(),;:\"]+")
_OBFUSCATED = re.compile(rb"\s+at\s+", re.IGNORECASE)
_SPACE_OR_CONTROL = re.compile(rb"[\x00-\x20\x7f]+")


def message_id(value: bytes | None) -> bytes | None:
    """Return the id that a Message-ID field names, without its brackets; None if it names none."""
    if not value:
        return None
    found = _IN_BRACKETS.search(value)
    if found is None:
        found = _BARE_ID.search(value)
        return _folded_id(found[0]) if found else None
    return _folded_id(found[1])


def references(value: bytes | None) -> list[bytes]:
    """Return the ids that a References field names, the nearest last; of one that stands twice the later counts."""
    if not value:
        return []
    found = _IN_BRACKETS.findall(value) or _BARE_ID.findall(value)
    ids = [folded for each in found if (folded := _folded_id(each)) is not None]
    if len(set(ids)) == len(ids):
        return ids
    return list(dict.fromkeys(reversed(ids)))[::-1]


_ADDRESS_OF = re.compile(rb"\b(?:from|by)\b(?:(?!\bof\b)[^<>;])*\Z", re.IGNORECASE)


def in_reply_to(value: bytes | None) -> list[bytes]:
    """Return the ids that an In-Reply-To field may name, in its order.

    The field was prose for two decades ("Your message of Monday <id>", "Message from Ann <ann@host> of Monday
    <id>"): an address that follows a name is none.
    """
    if not value:
        return []
    value = value[:LONGEST_VALUE]
    likely: list[bytes] = []
    for found in _IN_BRACKETS.finditer(value):
        folded = _folded_id(found[1])
        before = value[max(0, found.start() - 200) : found.start()]
        if folded is not None and b"@" in folded and not _ADDRESS_OF.search(before.rpartition(b">")[2]):
            likely.append(folded)
    if not likely and b"<" not in value and value.strip().count(b" ") == 0:
        return references(value)
    return likely


def _folded_id(raw: bytes) -> bytes | None:
    """Return an id in the form in which ids are compared: without white space and the quotes of RFC 5322."""
    folded = _SPACE_OR_CONTROL.sub(b"", raw if b"@" in raw else _OBFUSCATED.sub(b"@", raw))
    if b'"' in folded:
        folded = folded.replace(b"\\", b"").replace(b'"', b"")
    if not folded.isascii():
        folded = clean_line(folded.decode("utf-8", "backslashreplace")).encode()
    if len(folded) > LONGEST_ID:
        folded = b"long-id:" + hashlib.sha256(folded).hexdigest().encode()
    return folded or None


_LONGEST_SUBJECT = 2000
_REPLY = re.compile(
    r"""\s*(?:
        (?:re|aw|sv|vs|vá|antw(?:ort)?|odp|rif|res|rép|ynt|回复|答复|回覆|答覆|Ответ|Отв)
        \s*(?:\[\d+\]|\(\d+\)|\^\d+|\*\d+)?\s*[:：]
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""Marks of a reply in the languages that write mail; those of one letter are names of things as often."""

_FORWARD = re.compile(r"\s*(?:fwd?|wg|doorst|vl|rv|转发)\s*[:：]", re.IGNORECASE)
_TAG = re.compile(r"\s*\[[^\[\]]{1,80}\]")
_FORWARDED = re.compile(r"\[fwd: (.*)\]\Z", re.IGNORECASE | re.DOTALL)
_TRAILER = re.compile(r"\s*\((?:fwd|forw)\)\s*\Z", re.IGNORECASE)


def base_subject(subject: str) -> tuple[str, bool]:
    """Return the base subject (RFC 5256, 2.1) in lower case, and whether the subject is one of a reply or forward."""
    base = subject[:_LONGEST_SUBJECT].strip()
    reply = False
    while True:
        before = base
        while found := _TRAILER.search(base):
            base, reply = base[: found.start()], True
        while True:
            if found := _REPLY.match(base) or _FORWARD.match(base):
                base, reply = base[found.end() :], True
            elif (found := _TAG.match(base)) and base[found.end() :].strip():
                base = base[found.end() :]
            else:
                break
        if found := _FORWARDED.match(base.strip()):
            base, reply = found[1], True
        base = base.strip()
        if base == before:
            return " ".join(base.casefold().split()), reply


def tag_of(subject: str) -> str | None:
    """Return the first [tag] of a subject, if nothing but marks of a reply stands before it."""
    place = 0
    while found := _REPLY.match(subject, place):
        place = found.end()
    tag = _TAG.match(subject, place)
    return tag[0].strip()[1:-1].strip() if tag and subject[tag.end() :].strip() else None


def title_of(subject: str, list_tag: str | None) -> str:
    """Return the subject as a title: without the marks of a reply, and without the list's own tag."""
    title = subject[:_LONGEST_SUBJECT].strip()
    while True:
        before = title
        while found := _REPLY.match(title):
            title = title[found.end() :].strip()
        tag = _TAG.match(title)
        if tag and list_tag and tag[0].strip()[1:-1].strip().casefold() == list_tag.casefold():
            title = title[tag.end() :].strip() or title
        if title == before:
            return title
