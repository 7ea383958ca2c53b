"""Which codec reads a charset that a message declares, and what to do where it declares none or a wrong one.

The invariant: every sequence of bytes becomes a text; a message without a charset is read as its neighbours in the
same file are, if that can be.
"""

from __future__ import annotations

import codecs
from collections import Counter
from functools import lru_cache

from archive_tui.text.decode import decode

_WIDER = {
    "ascii": None,
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "hz": "hz",
}
"""What mailers declare, and the superset of it that they write; None: as if nothing were declared."""

_ALIASES = {
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "x-gbk": "gb18030",
    "x-sjis": "cp932",
    "x-windows-949": "cp949",
    "x-mac-roman": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "macintosh": "mac_roman",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-8-e": "iso8859-8",
    "windows-874": "cp874",
    "x-euc-tw": "big5hkscs",
    "unicode-1-1-utf-7": "utf-7",
    "koi8r": "koi8-r",
    "win-1251": "cp1251",
    "windows1251": "cp1251",
}

_NO_CHARSETS = frozenset(("idna", "punycode", "unicode-escape", "raw-unicode-escape"))
"""Codecs that are no charsets: one takes quadratic time, others read more into a text than is there."""

_LATIN = frozenset(("cp1252", "iso8859-15", "cp1254", "iso8859-2", "cp1250", "mac-roman"))
"""In these, text that is also UTF-8 is UTF-8: nobody writes "Ã¼"."""

_ENOUGH = 12
"""Texts without a charset of which all must have been alike before the next is taken to be so, too."""


@lru_cache(maxsize=512)
def codec_of(charset: str) -> str | None:
    """Return the name of the codec for a declared charset; None if there is none that can be trusted."""
    name = charset[:60].strip().strip("\"'").lower()
    name = _ALIASES.get(name, name)
    try:
        found = codecs.lookup(name)
        b"a".decode(name, "replace")  # a codec of text, not of bytes
    except (LookupError, UnicodeError, ValueError, TypeError, AssertionError):
        return None
    return None if found.name in _NO_CHARSETS else _WIDER.get(found.name, found.name)


class Reader:
    """Reads texts of one file, and learns how those without a charset are written."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def text(self, raw: bytes, charset: str | None) -> str:
        """Return the text of bytes in a charset that is declared, or not."""
        codec = codec_of(charset) if charset else None
        if raw.isascii() and codec not in {"utf-7", "hz"} and b"\x1b" not in raw and b"\0" not in raw:
            return raw.decode("ascii")
        if codec is None:
            return self._undeclared(raw)
        if codec in _LATIN and not raw.isascii():
            try:
                return raw.decode()
            except UnicodeDecodeError:
                pass
        try:
            return raw.decode(codec)
        except UnicodeError:
            return self._wrong(raw, codec)

    @staticmethod
    def _wrong(raw: bytes, codec: str) -> str:
        """Read a text that is not quite in its charset: mended if little is wrong, else as if nothing were said."""
        if codec not in {"utf-7", "utf-16", "utf-16-le", "utf-16-be", "utf-32"}:
            text = raw.decode(codec, "replace")
            beyond = len(text) - len(text.encode("ascii", "ignore"))
            if codec != "utf-8" and text.count("\ufffd") * 20 <= beyond:
                return text
        return decode(raw)

    def _undeclared(self, raw: bytes) -> str:
        try:
            return raw.decode() if b"\x1b" not in raw and b"\0" not in raw else decode(raw)
        except UnicodeDecodeError:
            pass
        if self._seen.total() >= _ENOUGH:
            codec, times = self._seen.most_common(1)[0]
            if times >= 0.9 * self._seen.total():
                try:
                    return raw.decode(codec)
                except UnicodeDecodeError:
                    return decode(raw)
        text = decode(raw)
        for codec in (
            "cp1252",
            "koi8_r",
            "cp1251",
            "cp1250",
            "iso8859_2",
            "euc_jp",
            "cp932",
            "gb18030",
            "big5",
            "cp949",
        ):
            if raw.decode(codec, "replace") == text:
                self._seen[codec] += 1
                break
        return text
