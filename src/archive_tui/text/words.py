"""Plain words looked for in a text: the one place that says what it means for a comment to match a filter.

Invariant: case, diacritics and compatibility forms make no difference; every word has to occur, anywhere.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def folded(text: str) -> str:
    """Return a text without case and diacritics, for comparing. Its length may differ."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(character for character in plain if not unicodedata.combining(character))


def matcher(words: str) -> Callable[[str], bool]:
    """Return what says whether every one of the words occurs in a text; without words, all texts match."""
    wanted = sorted(set(folded(words).split()), key=len, reverse=True)  # the longest is the rarest

    def matches(text: str) -> bool:
        text = folded(text)
        return all(word in text for word in wanted)

    return matches
