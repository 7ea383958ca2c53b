"""What a document's file is called where nobody has said it.

Invariant: a proposed name is one name and no path, is neither hidden nor an option, and is taken by every file system.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80
"""Characters without the extension; also three times as many bytes at most."""

_OTHER = re.compile(r"[\W_]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def proposed_name(title: str, extension: str) -> str:
    """Return a name for a document about a title: "The Harbour Lamp!" becomes "the-harbour-lamp.md"."""
    words = _OTHER.sub("-", unicodedata.normalize("NFC", title.casefold())).strip("-")
    if len(words) > LONGEST:
        whole, dash, _ = words[:LONGEST].rpartition("-")
        words = whole if dash and len(whole) > LONGEST // 2 else words[:LONGEST]
    while len(words.encode()) > 3 * LONGEST - 20:
        words = words[:-1]
    if not words or _RESERVED.fullmatch(words):
        words = f"thread-{words}".rstrip("-")
    return f"{words}.{extension}"
