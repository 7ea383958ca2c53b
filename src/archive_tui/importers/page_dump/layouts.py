"""How each text renderer lays out a page, and which of them made a dump.

Invariant: everything that differs between renderers is a field of ``Layout``; the rest of the package asks the layout
and never the renderer's name. Counted on dumps of lynx 2.9, w3m 0.5, elinks 0.16 and Resiliparse 0.14.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archive_tui.importers.page_dump.lines import Marker, marker
from archive_tui.importers.page_dump.widths import cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive_tui.importers.page_dump.lines import Line


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a renderer puts list entries and their text."""

    name: str
    step: int
    """Columns from a list's text to the text of a list inside it."""
    bullets: str
    """The bullets it prints; no other glyph is one."""
    outdent: int = 0
    """Columns by which a block inside an entry may stand left of the entry's text (lynx, HTML 5 elements)."""
    wraps: bool = True
    """Whether it breaks long lines."""
    width: int = 0
    """Cells at which this dump was broken; 0 where it was not."""
    margin: int = 0
    """Indent of an ordinary paragraph."""

    def column(self, entry: Marker) -> int:
        """Return the column where the text of the entry, and its further paragraphs, stand.

        Resiliparse keeps it two right of the marker whatever the number's width; the others right-align one and two
        digits, and let a wider number push its own first line, but no other.
        """
        if not self.wraps or entry.number is None:
            return entry.indent + 2
        return entry.indent + (3 if entry.digits == 1 else 4)


RESILIPARSE = Layout("resiliparse", step=2, bullets="•", wraps=False)
LYNX = Layout("lynx", step=5, bullets="*+o#@-=", outdent=4, margin=3)
W3M = Layout("w3m", step=4, bullets="•□☆○■★◎●△▲◇◆*+-o#@=")
ELINKS = Layout("elinks", step=5, bullets="•*+o", margin=3)

_DRAWN = re.compile(r"\S {3,}\S|___|[=─-]{8}")
"""Lines that a renderer does not break: code, tables, form fields, rules."""

_WRAPPED_AT_MOST = 250
"""Cells: a dump with many longer lines was not wrapped."""


def recognise(lines: Sequence[Line]) -> Layout:
    """Say which renderer made the dump, by its width, margins and markers; Resiliparse where nothing was wrapped.

    elinks and lynx differ in their bullets and in lynx's outdented blocks; where a dump shows neither, it makes no
    difference which of the two it is. O(lines).
    """
    printed = [line for line in lines if line.text]
    longer = sum(1 for line in printed if len(line.text) + line.indent > _WRAPPED_AT_MOST)
    width = _width(printed)
    if not width or longer * 50 > len(printed):
        return RESILIPARSE
    return replace(_wrapped(printed), width=width)


def _wrapped(printed: Sequence[Line]) -> Layout:
    """Tell the wrapping renderers apart: w3m has no margin, lynx and elinks indent paragraphs by three."""
    indents = Counter(line.indent for line in printed if marker(line) is None)
    if indents[0] + indents[4] >= indents[3] + indents[7]:
        return W3M
    glyphs = Counter(found.glyph for found in map(marker, printed) if found and found.number is None)
    lone = sum(1 for line in printed if (found := marker(line)) and not found.rest)
    if glyphs["•"]:
        return ELINKS
    if glyphs["*"] or lone or any(line.text == "(BUTTON)" for line in printed):
        return LYNX
    return LYNX


def _width(printed: Sequence[Line]) -> int:
    """Return the right edge of wrapped lines, in cells; 0 where lines are not wrapped.

    A wrapped dump has many lines that end within a word's length of one edge, and next to none beyond it.
    """
    ends: Counter[int] = Counter()
    for line in printed:
        if " " in line.text and len(line.text) <= _WRAPPED_AT_MOST and not _DRAWN.search(line.text):
            ends[line.indent + cells(line.text)] += 1
    if not ends:
        return 0
    best, edge = 0, 0
    for end in ends:
        if end < 40:
            continue
        near = sum(ends[end - back] for back in range(8))
        if (near, end) > (best, edge):
            best, edge = near, end
    beyond = sum(count for end, count in ends.items() if end > edge + 1)
    beyond += sum(1 for line in printed if len(line.text) > _WRAPPED_AT_MOST)
    return edge if best >= 4 and beyond * 2 <= best else 0
