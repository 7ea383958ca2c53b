"""Tags as a reader types them.

Invariant: a tag is one word without "#", a comma or a blank, its case folded, so that a tag can be typed again
without remembering how; ``parse_tags(" ".join(tags)) == tags`` for whatever it returned.
"""

from __future__ import annotations

import re
import unicodedata

from archive_tui.text.clean import clean_line

LONGEST = 60
"""Characters of a tag."""

_BETWEEN = re.compile(r"[\s,;]+")
_NEVER = re.compile(r"[\"()]")
"""What a query could not say after ``tag:``."""


def parse_tags(written: str) -> tuple[str, ...]:
    """Return the tags in a text, each once, sorted; what holds no letter, digit or sign of its own is none."""
    found = set()
    for word in _BETWEEN.split(clean_line(unicodedata.normalize("NFKC", written))):
        tag = _NEVER.sub("", unicodedata.normalize("NFKC", word.casefold())).lstrip("#")[:LONGEST]
        if any(sign.isalnum() for sign in tag):
            found.add(tag)
    return tuple(sorted(found))
