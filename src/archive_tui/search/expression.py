"""What a query says, as a tree of immutable parts.

Invariant: ``parse(str(expression)) == expression``. Where a part stood in what was typed does not count for equality.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Field(StrEnum):
    """The names that may stand before a colon."""

    AUTHOR = "author"
    ARTICLE = "article"
    SECTION = "section"
    BEFORE = "before"
    AFTER = "after"
    ON = "on"
    DEPTH = "depth"
    REPLIES = "replies"
    SCORE = "score"
    HAS = "has"
    IS = "is"
    TAG = "tag"
    UNDER = "under"
    IN = "in"
    QUOTED = "quoted"
    OWN = "own"
    SPAM = "spam"


DATES = frozenset({Field.BEFORE, Field.AFTER, Field.ON})
NUMBERS = frozenset({Field.DEPTH, Field.REPLIES, Field.SCORE})
CHOICES = {
    Field.HAS: ("link", "note", "quote"),
    Field.IS: (
        "article", "comment", "deleted", "ghost", "ham", "hidden", "missing", "muted", "new", "op", "picked",
        "pingback", "read", "reply", "root", "spam", "starred", "unread",
    ),
    Field.IN: ("article", "comments", "title"),
    Field.SPAM: ("no", "yes"),
}  # fmt: skip
"""Fields that take one of a few words."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that must occur, or one near to it."""

    text: str
    """As typed: no blank, no quotation mark, no bracket."""
    position: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a word."""

    text: str
    position: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"{self.text}*"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order, spelt like this."""

    text: str
    """Blanks as single spaces, no quotation marks."""
    position: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f'"{self.text}"'


@dataclass(frozen=True, slots=True)
class Filter:
    """A field and what is asked of it; ``value`` is canonical and known to be right for the field."""

    name: Field
    value: str
    position: int = field(default=0, compare=False)

    def __str__(self) -> str:
        quoted = not self.value or any(sign.isspace() or sign in '()"' for sign in self.value)
        return f'{self.name}:"{self.value}"' if quoted else f"{self.name}:{self.value}"


@dataclass(frozen=True, slots=True)
class Not:
    """What must not match."""

    part: Expression
    """Never a ``Not`` itself."""

    def __str__(self) -> str:
        if isinstance(self.part, And | Or):
            return f"-({self.part})"
        written = str(self.part)
        # "--option" is a word.
        return f"NOT {written}" if written.startswith("-") else f"-{written}"


@dataclass(frozen=True, slots=True)
class And:
    """All of these. None at all is the empty query."""

    parts: tuple[Expression, ...]
    """Never an ``And`` itself, never exactly one."""

    def __str__(self) -> str:
        return " ".join(f"({part})" if isinstance(part, Or) else str(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of these."""

    parts: tuple[Expression, ...]
    """Never an ``Or`` itself, at least two."""

    def __str__(self) -> str:
        return " OR ".join(str(part) for part in self.parts)


Leaf = Word | Prefix | Phrase | Filter
Expression = Leaf | Not | And | Or
NOTHING = And(())
"""The empty query."""


def all_of(parts: list[Expression]) -> Expression:
    """Join by AND, flat."""
    flat: list[Expression] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, And) else (part,))
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def any_of(parts: list[Expression]) -> Expression:
    """Join by OR, flat."""
    flat: list[Expression] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Or) else (part,))
    return flat[0] if len(flat) == 1 else Or(tuple(flat)) if flat else NOTHING


def leaves(expression: Expression, *, wanted: bool = True) -> Iterator[tuple[Leaf, bool]]:
    """Yield every leaf in the order of the query, with False where it must not match."""
    stack: list[tuple[Expression, bool]] = [(expression, wanted)]
    while stack:
        part, positive = stack.pop()
        if isinstance(part, Not):
            stack.append((part.part, not positive))
        elif isinstance(part, And | Or):
            stack.extend((child, positive) for child in reversed(part.parts))
        else:
            yield part, positive


def outline(expression: Expression) -> list[str]:
    """Draw the tree, one part a line, two spaces a level: what ``search --explain`` prints first."""
    lines: list[str] = []
    stack: list[tuple[Expression, int]] = [(expression, 0)]
    while stack:
        part, level = stack.pop()
        indent = "  " * level
        if isinstance(part, And | Or):
            lines.append(f"{indent}{'all of' if isinstance(part, And) else 'any of'}")
            stack.extend((child, level + 1) for child in reversed(part.parts))
        elif isinstance(part, Not):
            lines.append(f"{indent}not")
            stack.append((part.part, level + 1))
        else:
            lines.append(f"{indent}{type(part).__name__.lower()} {part}")
    return lines
