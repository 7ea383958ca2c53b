"""Turn hostile text into text that is safe in a terminal, and the same in every encoding of it.

The invariant: what leaves ``clean`` holds no control character but the line feed, no format character but a
joiner or a tag where it carries meaning and the visible Arabic, Syriac and Kaithi number signs, no lone
surrogate, no noncharacter and no invisible letter; it is in NFC, and no character carries more than a few
combining marks. Cleaning twice changes nothing more. Every step is linear in the length of the text, whatever
the text.

No-break spaces become plain spaces: renderers of one page disagree about them, and a comment is recognised by
its cleaned text. Other spaces, the ideographic one among them, are kept. Left-to-right and right-to-left
marks go with the embeddings, overrides and isolates: they are invisible, and direction is for
whoever draws the line.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

TAB = 8
"""Columns between tab stops."""

MOST_MARKS = 8
"""Combining marks on one character: a Tibetan stack has up to eight, cantillated Hebrew up to six."""

_LONGEST_URL = 8192
_BEFORE_NFC = 30
"""Marks that normalization may have to sort, which takes quadratic time (UAX #15, stream-safe text)."""


def _ranges(points: Iterable[int]) -> str:
    """Return ascending code points as the inside of a regular expression's character class."""
    runs: list[list[int]] = []
    for point in points:
        if runs and runs[-1][1] == point - 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in runs)


_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_MONGOLIAN_SELECTORS = "\u180b-\u180d\u180f"
_JOINERS = "\u200c\u200d"
_TAGS = "\U000e0020-\U000e007f"
_CONTEXTUAL = _SELECTORS + _MONGOLIAN_SELECTORS + _JOINERS + _TAGS
"""Characters that are kept in the company of certain others only."""

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff0-\ufffc\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a"
    "\U000e0000-\U000e001f\U000e0080-\U000e00ff\U000e01f0-\U000e0fff"
)
"""Removed wherever they stand."""

_MARK_BLOCKS = (
    range(0x0300, 0x2000),
    range(0x20D0, 0x2100),
    range(0x2CE0, 0x3100),
    range(0xA600, 0xAC00),
    range(0xFB00, 0xFB20),
    range(0xFE20, 0xFE30),
    range(0x10100, 0x11FFF),
    range(0x16A00, 0x17000),
    range(0x1BC00, 0x1BD00),
    range(0x1CF00, 0x1D300),
    range(0x1DA00, 0x1EA00),
)
_DROPPED = re.compile(f"[{_CONTEXTUAL}{_INVISIBLE}]")


def _is_mark(character: str) -> bool:
    stacks = unicodedata.category(character) in {"Mn", "Me"} or unicodedata.combining(character) > 0
    return stacks and not _DROPPED.match(character)


_MARKS = _ranges(point for point in chain(*_MARK_BLOCKS) if _is_mark(chr(point)))
_MAYBE_MARKS = (
    _ranges(point for point in chain(*_MARK_BLOCKS) if point < 0x10000 and _is_mark(chr(point)))
    + "\U00010000-\U0010ffff"
)
"""More than the marks, and faster to look for: a class's ranges beyond the BMP are tried one by one."""

_GENERAL_MARKS = "\u0300-\u034e\u0350-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
"""Marks of no script in particular, four on one character at most."""

_THAI_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
"""Thai and Lao marks, three on one character at most: terminals pile them up."""

_CURSIVE_BLOCKS = (
    range(0x0600, 0x0900),
    range(0x1820, 0x18AB),
    range(0xFB50, 0xFDD0),
    range(0xFE70, 0xFEFD),
    range(0x10A80, 0x10D40),
    range(0x1E900, 0x1E960),
)
_INDIC_BLOCKS = (
    range(0x0900, 0x0E00),
    range(0x1000, 0x10A0),
    range(0x1780, 0x1800),
    range(0x1B00, 0x1C00),
    range(0xA980, 0xA9E0),
    range(0xAA60, 0xAA80),
    range(0x11000, 0x11E00),
)


def _letters(blocks: Iterable[range], categories: str) -> str:
    points = (point for block in blocks for point in block)
    return _ranges(point for point in points if unicodedata.category(chr(point))[0] in categories)


_CURSIVE_LETTERS = _letters(_CURSIVE_BLOCKS, "L")
_JOINING = _letters((*_CURSIVE_BLOCKS, *_INDIC_BLOCKS), "LM")
"""After these, a joiner chooses a letter's shape; elsewhere it only hides."""

_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2900-\u297f"
    "\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001f3fa\U0001f400-\U0001faff"
)
_PICTOGRAPH = f"[{_EMOJI}][\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?"
_IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_VARIED = f"{_IDEOGRAPHS}\u3001\u3002\uff01-\uff1f\u1000-\u109f\uaa60-\uaa7f\ua840-\ua877\u2200-\u22ff"
_IN_CONTEXT = re.compile(
    f"(?=[{_EMOJI}#*0-9{_CONTEXTUAL}])(?:("
    "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"  # a flag of a part of a country
    f"|{_PICTOGRAPH}(?:\u200d{_PICTOGRAPH}){{0,5}}"
    "|[#*0-9]\ufe0f(?=\u20e3)"  # a keycap
    f"|(?<=[{_IDEOGRAPHS}])[\U000e0100-\U000e01ef]"
    f"|(?<=[{_VARIED}])[\ufe00-\ufe02]"
    f"|(?<=[\u1820-\u18aa])[{_MONGOLIAN_SELECTORS}]"
    f"|(?<=[{_JOINING}])[{_JOINERS}]"
    f"|(?<![{_JOINERS}])\u200d(?=[{_CURSIVE_LETTERS}])"
    f")|[{_CONTEXTUAL}])"
)
"""Group 1 is what stays."""

_C1 = "(?<![\u0080-\u00ff\u20ac])"
"""Before an 8-bit control that opens a sequence: after one of these letters it is a part of a character that
was wrongly decoded, and takes nothing with it."""
_PAYLOAD = "[^\u0000-\u0008\n-\u001f\u007f-\u009f]*+"
_END = "(?:\u0007|\u001b\\\\|\u009c)"
_ESCAPE = re.compile(
    "\u001b(?:"
    "\\[[0-?]*+[ -/]*+[@-~]"  # CSI
    f"|[\\]PX^_]{_PAYLOAD}{_END}"  # OSC, DCS, SOS, PM, APC: on one line, or not at all
    "|\\[[0-?]{0,32}"  # a CSI that never ends
    "|[ -/]{0,3}[0-~]"
    ")?"
    f"|{_C1}\u009b[0-?]*+[ -/]*+[@-~]"
    f"|{_C1}[\u0090\u0098\u009d-\u009f]{_PAYLOAD}{_END}"
)

_SURROGATE = re.compile("[\ud800-\udfff]")
_STACKS = re.compile(f"([{_GENERAL_MARKS}]{{4}})[{_GENERAL_MARKS}]++|([{_THAI_MARKS}]{{3}})[{_THAI_MARKS}]++")
_CROWD = f"[{_MARKS}{_JOINERS}]"
_MAYBE_CROWD = f"(?=[{_MAYBE_MARKS}{_JOINERS}]{{4}})"
_PILE = re.compile(f"{_MAYBE_CROWD}({_CROWD}{{{MOST_MARKS}}}){_CROWD}++")
_HEAP = re.compile(f"{_MAYBE_CROWD}({_CROWD}{{{_BEFORE_NFC}}}){_CROWD}++")
_LAST_IN_PLANE = "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
)
_NONCHARACTER = f"[\ufdd0-\ufdef\ufffe\uffff]|(?=[\U0001fffe-\U0010ffff])[{_LAST_IN_PLANE}]"
_NO_BREAK_SPACES = "\u00a0\u2007\u202f"
_LINE_ENDS = "\r\u000b\u000c\u0085\u2028\u2029"
_REMOVED = re.compile(f"[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f{_INVISIBLE}]+")
_REPLACED = (
    (re.compile(f"[{_LINE_ENDS}]"), "\n"),
    (re.compile(f"[{_NO_BREAK_SPACES}]"), " "),
    (re.compile(_NONCHARACTER), "\ufffd"),
)
_CONDITIONAL = re.compile(f"[{_CONTEXTUAL}]")
_SUSPECT = re.compile(
    f"[\u0000-\u0009\u000e-\u001f\u007f-\u009f{_LINE_ENDS}{_NO_BREAK_SPACES}\ud800-\udfff"
    f"{_INVISIBLE}{_CONTEXTUAL}]"
    f"|[{_MAYBE_MARKS}]{{4}}|{_NONCHARACTER}"
)
_ASCII_SUSPECT = re.compile("[\u0000-\u0009\u000b-\u001f\u007f]")


def clean(text: str) -> str:
    """Return the text made safe, its line ends line feeds, its indentation kept.

    Controls and whole escape sequences go (one that never ends takes only its beginning with it); a tab
    becomes the spaces up to the next tab stop; halves of surrogate pairs are joined, lone ones and
    noncharacters become U+FFFD; piles of combining marks are cut. O(length); text with nothing to clean comes
    back as it is.
    """
    if text.isascii():
        if not _ASCII_SUSPECT.search(text):
            return text
    elif not _SUSPECT.search(text) and unicodedata.is_normalized("NFC", text):
        return text
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _REMOVED.sub("", _ESCAPE.sub("", text).replace("\r\n", "\n"))
    for pattern, replacement in _REPLACED:
        text = pattern.sub(replacement, text)
    if not text.isascii():
        if _CONDITIONAL.search(text):
            text = _IN_CONTEXT.sub(r"\1", text)
        text = _STACKS.sub(r"\1\2", unicodedata.normalize("NFC", _HEAP.sub(r"\1", text)))
        text = _PILE.sub(r"\1", text)
    return text.expandtabs(TAB)


def clean_line(text: str) -> str:
    """Return the text made safe on one line: every run of white space one space, none at the ends."""
    return " ".join(clean(text).split())


_WEB_URL = re.compile(r"https?://[^/?#]", re.IGNORECASE)
_MAIL_URL = re.compile(r"mailto:[^@?]+@[^@?]+(?:\?(?:subject|body|cc|in-reply-to)=[^?]*)?", re.IGNORECASE)
_NOT_IN_URLS = re.compile(r"""["'`<>{}|\\^\s\x00-\x1f\x7f-\x9f]""")
_URL_ASCII = "".join(map(chr, range(0x21, 0x7F)))


def safe_url(url: str) -> str | None:
    """Return the URL, percent-encoded beyond ASCII, if it may be shown as a link and opened; else None.

    Only http, https and mailto (without fields that attach files), with nothing that a terminal or a shell
    could take for more than an address: no control, space, quotation mark, bracket or invisible character.
    """
    if len(url) > _LONGEST_URL or _NOT_IN_URLS.search(url):
        return None
    if not url.isascii() and any(unicodedata.category(character)[0] in "CZ" for character in url):
        return None
    if _WEB_URL.match(url) or (_MAIL_URL.fullmatch(url) and "attach" not in url.lower()):
        return quote(url, safe=_URL_ASCII)
    return None
