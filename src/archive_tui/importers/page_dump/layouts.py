"""How each text renderer lays out a page, and which of them made a dump.

Invariant: everything that differs between renderers is a field of ``Layout``; the rest of the package asks
the layout and never the renderer's name. Counted on dumps of lynx 2.9, w3m 0.5, elinks 0.16 and Resiliparse
0.14.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
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

        Resiliparse keeps it two right of the marker whatever the number's width; the others right-align
        one and two digits, and let a wider number push its own first line, but no other.
        """
        if not self.wraps or entry.number is None:
            return entry.indent + 2
        return entry.indent + (3 if entry.digits == 1 else 4)


RESILIPARSE = Layout("resiliparse", step=2, bullets="•", wraps=False)
LYNX = Layout("lynx", step=5, bullets="*+o#@-=", outdent=4, width=74, margin=3)
W3M = Layout("w3m", step=4, bullets="•□☆○■★◎●△▲◇◆*+-o#@=", width=79)
ELINKS = Layout("elinks", step=5, bullets="•*+o", width=77, margin=3)
"""Their widths are those of 80 columns, which hold for a dump that is too short to show its own."""

_DRAWN = re.compile(r"\S {3,}\S|___|[=─-]{8}")
"""Lines that a renderer does not break: code, tables, form fields, rules."""

_WRAPPED_AT_MOST = 250
"""Cells: a dump with many longer lines was not wrapped."""

_EDGE_AT_LEAST = 50
"""Cells: no renderer is told to wrap more narrowly."""

_LINE_AT_MOST = 110
"""Cells: a short dump with a longer line was not wrapped."""


def recognise(lines: Sequence[Line]) -> Layout:
    """Say which renderer made the dump; Resiliparse where nothing was wrapped. O(lines).

    elinks and lynx differ in their bullets and in lynx's outdented blocks; where a dump shows neither, it
    makes no difference which of the two it is.
    """
    printed = [line for line in lines if line.text]
    longer = sum(1 for line in printed if len(line.text) + line.indent > _WRAPPED_AT_MOST)
    width = _width(lines)
    if width and longer * 50 <= len(printed):
        return replace(_wrapped(printed), width=width)
    longest = max((line.indent + cells(line.text) for line in printed if " " in line.text), default=0)
    layout = _wrapped(printed)
    if longest > _LINE_AT_MOST or not _shows(layout, printed):
        return RESILIPARSE
    return replace(layout, width=max(longest, layout.width))


def _wrapped(printed: Sequence[Line]) -> Layout:
    """Tell the wrapping renderers apart: w3m has no margin, lynx and elinks indent paragraphs by three."""
    indents = Counter(line.indent for line in printed if marker(line) is None)
    if indents[0] + indents[4] >= indents[3] + indents[7]:
        return W3M
    bullets = any(found.glyph == "•" for found in map(marker, printed) if found)
    return ELINKS if bullets else LYNX


def _shows(layout: Layout, printed: Sequence[Line]) -> bool:
    """Say whether a dump too short to show its width was wrapped, by where its markers and paragraphs stand.

    Resiliparse indents by even numbers only, and prints one bullet; w3m right-aligns numbers, at an odd
    column.
    """
    if layout.margin:
        return sum(1 for line in printed if line.indent == layout.margin) >= 2
    found = [entry for entry in map(marker, printed) if entry is not None]
    odd = sum(
        1 for entry in found if entry.number is not None and entry.digits == 1 and entry.indent % 4 == 1
    )
    return odd > 0 or any(entry.glyph in "□☆" for entry in found if entry.glyph)


def _width(lines: Sequence[Line]) -> int:
    """Return the right edge of wrapped lines, in cells; 0 where lines are not wrapped.

    A wrapped dump has many lines that go on in the next line and end within a word's length of one edge, and
    next to none beyond it.
    """
    ends: Counter[int] = Counter()
    broken: Counter[int] = Counter()
    for line, following in pairwise(lines):
        if " " not in line.text or _DRAWN.search(line.text[:_WRAPPED_AT_MOST]):
            continue
        end = line.indent + (cells(line.text) if len(line.text) <= _WRAPPED_AT_MOST else _WRAPPED_AT_MOST)
        ends[end] += 1
        if following.text and following.indent <= line.indent + 5 and marker(following) is None:
            broken[end] += 1
    best, edge = 0, 0
    for end in broken:
        near = sum(broken[end - back] for back in range(8))
        if end >= _EDGE_AT_LEAST and (near, end) > (best, edge):
            best, edge = near, end
    beyond = sum(count for end, count in ends.items() if end > edge + 1)
    return edge if best >= 4 and beyond * 2 <= best else 0
