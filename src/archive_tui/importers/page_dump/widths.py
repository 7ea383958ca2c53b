"""Rejoin what a renderer broke: cells, edges and logical lines.

Invariant: a break is undone only where the renderer had to make it, that is, where the next word would not
have fitted on the line; a break that the page itself had (``<br>``) stays.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from archive_tui.importers.page_dump.lines import Line

_FIRST_WORD = re.compile(r"\S{1,200}")
_TAIL = 200
_PIECES_AT_MOST = 7
"""Of a logical line that may be a broken byline: four lines, and what joins them."""


def cells(text: str) -> int:
    """Count terminal cells: two for wide and full-width characters, none for combining marks.

    O(len(text)).
    """
    if text.isascii():
        return len(text)
    return sum(_cell(character) for character in text)


def _cell(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def rejoin(lines: Sequence[Line], width: int, apart: Callable[[str, str], bool]) -> list[str]:
    """Return the logical lines of one block of physical lines. O(text).

    Args:
        lines: the physical lines, none blank.
        width: where the renderer broke them, in cells; 0 if it did not.
        apart: says of two neighbours that they are no one line, whatever their lengths.
    """
    logical: list[list[str]] = []
    previous: Line | None = None
    for line in lines:
        glue = None if previous is None or not width else _glue(previous, line, width)
        if glue is None or previous is None or apart(_so_far(logical[-1], previous), line.text):
            logical.append([line.text])
        else:
            logical[-1].extend((glue, line.text))
        previous = line
    return ["".join(pieces) for pieces in logical]


def _so_far(pieces: list[str], previous: Line) -> str:
    """Return a logical line as long as it is short, for a byline may be broken itself; else its last line."""
    return "".join(pieces) if len(pieces) <= _PIECES_AT_MOST else previous.text


def _glue(line: Line, following: Line, width: int) -> str | None:
    """Return what joins two physical lines, or None if the break was the page's own."""
    found = _FIRST_WORD.match(following.text)
    if not line.text or found is None:
        return None
    first = found.group()
    needed = cells(first[0]) if _wide(first[0]) else cells(first)
    end = line.indent + cells(line.text)
    last = line.text[-_TAIL:].rsplit(None, 1)[-1]
    if "://" in last and len(last) > 20 and (end >= width - 1 or last[-1] in "/=-&?"):
        return "" if end + needed > width else None
    if end + 1 + needed <= width:
        return None
    return "" if _wide(line.text[-1]) and _wide(first[0]) else " "
