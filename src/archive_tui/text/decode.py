"""Turn bytes into text when nobody says how they were encoded.

The invariant: ``decode`` never raises, and shows the detector no more than a bounded sample.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

_SAMPLE = 16_384
"""Bytes shown to the detector."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_LATIN = ["cp1252", "cp1250", "iso8859_2", "cp1254", "cp1257", "cp1258"]
_OTHERS = [
    "cp1251",
    "koi8_r",
    "cp1253",
    "cp1255",
    "cp1256",
    "cp874",
    "cp932",
    "euc_jp",
    "gb18030",
    "big5",
    "cp949",
]
"""With the Latin ones, what pages and mail were saved in; more names would only invite wrong guesses."""

_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"Rar!")
_MEDIA = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"OggS")
_MAGIC = (*_ARCHIVES, *_MEDIA, b"\x7fELF", b"SQLite format 3\x00", b"7z\xbc\xaf")

_CONTROL = re.compile(rb"[\x00-\x07\x0e-\x1a\x1c-\x1f]")
_NON_ASCII = re.compile(rb"[\x80-\xff]")
_CUT_CHARACTER = re.compile(rb"[\x80-\xff]{1,3}\Z")
_ISO_2022_JP = re.compile(rb"\x1b\$[@B]")
_IN_WORD = re.compile(r"(?<=[A-Za-z])[^\x00-\x7f](?=[A-Za-z])")
_KANA = re.compile("[\u3041-\u30ff]")
_APOSTROPHES_AND_DASHES = "\u2018\u2019\u00b4\u2013\u2014\u00ad\u00b7"


def decode(content: bytes) -> str:
    """Return the text: by its byte order mark, as UTF-8, or as the detector says.

    A text that is UTF-8 but for a few bytes stays UTF-8, those bytes read as Windows-1252. O(length).
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    wide = _unmarked_utf16(content[:_SAMPLE])
    if wide:
        return content.decode(wide, "replace")
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return _decode_legacy(content)
    if text.isascii() and _ISO_2022_JP.search(content):
        try:
            return content.decode("iso2022_jp")
        except UnicodeDecodeError:
            return text
    return text


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a text that comes in pieces is to be decoded."""

    name: str
    errors: str
    mark: int = 0
    """Bytes of the byte order mark, which is no part of the text."""


def encoding_of(head: bytes) -> Encoding:
    """Return how ``decode`` would read a text, judged by its beginning; O(length)."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return Encoding(encoding, "replace", len(mark))
    wide = _unmarked_utf16(head[:_SAMPLE])
    if wide:
        return Encoding(wide, "replace")
    sample = _sample(_CUT_CHARACTER.sub(b"", head))
    return Encoding("utf-8" if _nearly_utf8(sample) else _detect(sample), _AS_WINDOWS)


def looks_binary(head: bytes) -> bool:
    """Say whether the first bytes of a file are no text in any encoding.

    A few stray controls do not make a text binary: mail and old exports have them.
    """
    if head.startswith(_MAGIC):
        return True
    if any(head.startswith(mark) for mark, _ in _BYTE_ORDER_MARKS) or _unmarked_utf16(head):
        return False
    return len(_CONTROL.findall(head)) > max(4, len(head) // 50)


def _unmarked_utf16(head: bytes) -> str | None:
    """Return the byte order if every other byte of the head is a NUL, or nearly."""
    pairs = len(head) // 2
    if pairs < 4:
        return None
    even, odd = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if odd > 0.7 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.7 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None


def _decode_legacy(content: bytes) -> str:
    sample = _sample(content)
    if _nearly_utf8(sample):
        return content.decode("utf-8", _AS_WINDOWS)
    return content.decode(_detect(sample), _AS_WINDOWS)


def _sample(content: bytes) -> bytes:
    """Return lines that are not ASCII, up to the size of a sample."""
    taken = bytearray()
    start = 0
    while len(taken) < _SAMPLE and (found := _NON_ASCII.search(content, start)):
        first = max(start, content.rfind(b"\n", start, found.start()) + 1, found.start() - _SAMPLE)
        end = content.find(b"\n", found.start(), found.start() + _SAMPLE)
        start = found.start() + _SAMPLE if end < 0 else end + 1
        taken += content[first:start]
    return bytes(taken[:_SAMPLE])


def _nearly_utf8(sample: bytes) -> bool:
    """Say whether nine in ten of its characters beyond ASCII are UTF-8."""
    text = sample.decode("utf-8", "replace")
    beyond = sum(character > "\x7f" for character in text)
    return text.count("\ufffd") * 10 <= beyond


def _detect(sample: bytes) -> str:
    match = from_bytes(sample, cp_isolation=[*_LATIN, *_OTHERS], enable_fallback=False).best()
    detected = match.encoding if match else "cp1252"
    # In a language written in Latin letters few bytes are beyond ASCII, and the detector guesses.
    if len(_NON_ASCII.findall(sample)) * 4 < len(sample) and not (
        detected in _LATIN and _breaks_words(sample)
    ):
        return "cp1252"
    if detected == "cp949":  # bytes of kana are rare letters of Korean, which the detector takes for Korean
        kana = len(_KANA.findall(sample.decode("euc_jp", "replace")))
        return "euc_jp" if kana * 10 > len(sample) else detected
    return detected


def _breaks_words(sample: bytes) -> bool:
    """Say whether the sample read as Windows-1252 has signs in the middle of words."""
    within = _IN_WORD.findall(sample.decode("cp1252", "replace"))
    return any(not letter.isalpha() and letter not in _APOSTROPHES_AND_DASHES for letter in within)


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", "replace"), error.end


_AS_WINDOWS = "archive_tui.as_windows"
codecs.register_error(_AS_WINDOWS, _as_windows)
