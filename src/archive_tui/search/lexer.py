"""The signs of a query: words, quoted phrases, brackets, minus, each with its place.

Invariant: the lexer takes any text; what makes no sense is for the parser to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from archive_tui.search.expression import Field

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUOTES = '"“”„«»'
_SIGN = re.compile(
    rf"""(?P<blank>\s+)
    | (?P<minus>-(?=[^\s\-)]))
    | (?P<open>\() | (?P<close>\))
    | (?P<field>[A-Za-z]+:)?(?:
        [{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?P<end>[{_QUOTES}]?)
      | (?P<word>[^\s(){_QUOTES}]*)
      )""",
    re.VERBOSE,
)


_NAMES = frozenset(str(field) for field in Field)


class Sign(Enum):
    """What a token of a query is."""

    WORD = auto()
    PHRASE = auto()
    MINUS = auto()
    OPEN = auto()
    CLOSE = auto()
    OR = auto()
    AND = auto()
    NOT = auto()
    END = auto()


KEYWORDS = {"OR": Sign.OR, "AND": Sign.AND, "NOT": Sign.NOT, "|": Sign.OR}


@dataclass(frozen=True, slots=True)
class Token:
    """A sign of the query."""

    sign: Sign
    text: str
    """The word, or what stands between the quotation marks, blanks as single spaces."""
    position: int
    name: str = ""
    """What stands before the first colon, if that may be a field."""
    closed: bool = True
    """False for a phrase without its second quotation mark."""


def tokens(query: str) -> Iterator[Token]:
    """Cut a query into its signs; the last is END."""
    place = 0
    after_minus = False
    while place < len(query):
        found = _SIGN.match(query, place)
        if found is None or found.end() == place:  # pragma: no cover - every character begins a sign
            raise AssertionError(query, place)
        token = _token(found, place, keywords=not after_minus)
        after_minus = token is not None and token.sign is Sign.MINUS
        if token is not None:
            yield token
        place = found.end() if token is None or not _is_label(found) else found.end("field")
    yield Token(Sign.END, "", len(query))


def _token(found: re.Match[str], place: int, *, keywords: bool) -> Token | None:
    if found["blank"]:
        return None
    for group, sign in (("minus", Sign.MINUS), ("open", Sign.OPEN), ("close", Sign.CLOSE)):
        if found[group]:
            return Token(sign, found[group], place)
    name = (found["field"] or "")[:-1]
    if _is_label(found):
        return Token(Sign.WORD, "", place, name)
    if found["phrase"] is not None:
        return Token(Sign.PHRASE, " ".join(found["phrase"].split()), place, name, bool(found["end"]))
    word = found["word"]
    if not name and word in KEYWORDS:
        return Token(KEYWORDS[word] if keywords else Sign.PHRASE, word, place)
    return Token(Sign.WORD, word, place, name)


def _is_label(found: re.Match[str]) -> bool:
    """Say whether a phrase stands right behind a word with a colon that is no field: ``he said:"no"``."""
    return found["phrase"] is not None and bool(found["field"]) and found["field"][:-1].lower() not in _NAMES
