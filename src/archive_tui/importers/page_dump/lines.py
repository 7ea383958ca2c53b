"""The physical lines of a dump, and the list markers on them.

Invariant: a ``Line`` knows its indent in columns and its text without surrounding white space; nothing here
looks at more than one line, and no pattern is tried on a line longer than ``LONGEST_TRIED`` characters, so
that a line of ten megabytes costs no more than reading it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = re.compile(r"(\d{1,6})\.(?:[ \u00a0]+|$)")
_BULLET = re.compile(r"([•●○■□★☆◎△▲◇◆*+o#@=-])(?:[ \u00a0]+|$)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the dump."""

    place: int
    """Zero-based place in the file."""
    indent: int
    """Columns before the text."""
    text: str
    """Without surrounding white space; empty for a blank line."""


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands before a list entry: ``3.`` or a bullet."""

    indent: int
    number: int | None
    """None for a bullet."""
    glyph: str
    """The bullet; empty for a number."""
    digits: int
    """Digits of the number as printed; 0 for a bullet."""
    rest: str
    """The text behind the marker."""


def split_lines(text: str) -> list[Line]:
    """Split cleaned text into lines; tabs in the indent count to the next multiple of eight. O(len(text))."""
    lines = []
    for place, raw in enumerate(text.split("\n")):
        stripped = raw.strip()
        lead = raw[: len(raw) - len(raw.lstrip(" \t\u00a0"))]
        indent = len(lead.expandtabs()) if stripped else 0
        lines.append(Line(place, indent, stripped))
    return lines


def marker(line: Line) -> Marker | None:
    """Read the list marker at the start of a line, if there is one. A bullet may be a letter.

    The layout decides.
    """
    found = _NUMBER.match(line.text)
    if found:
        digits = found.group(1)
        return Marker(line.indent, int(digits), "", len(digits), line.text[found.end() :])
    found = _BULLET.match(line.text)
    if found:
        return Marker(line.indent, None, found.group(1), 0, line.text[found.end() :])
    return None
