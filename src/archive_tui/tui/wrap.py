"""Word wrap that returns offsets, so that links, quotes and search hits can be found again in the lines.

No line is wider than asked, unless a single character is; nothing but spaces at the breaks and line ends is
left out. Widths are those of ``rich.cells``, which Textual paints with: marks, joiners and emoji sequences
are never cut apart. The order of the characters is never touched, so right-to-left text stays as the terminal
shows it.
"""

from __future__ import annotations

import re

from rich.cells import split_graphemes

_NARROW = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0482"
    "\u048a-\u052f\u0531-\u0556\u05d0-\u05ea\u0621-\u064a\u1e00-\u1eff"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20c0\u2190-\u2193\u2500-\u257f\ufffd]*+"
)
"""Scripts whose every character is one cell wide by itself.

What changes a neighbour's width is not among them.
"""

_WIDE_SCRIPTS = "\u2e80"
"""From here on, two cells wide means a script that breaks between any two characters."""

_NO_BREAK_BEFORE = frozenset(
    ",.!?:;)]、。，．：；！？）」』】》〉〕］｝ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
"""Closing marks and small kana do not begin a line (a part of JIS X 4051)."""


def wrap(text: str, width: int, start: int = 0, stop: int | None = None) -> list[tuple[int, int]]:
    r"""Return (start, end) of every line of ``text[start:stop]``, at most ``width`` cells each.

    A ``\n`` ends a line. O(length); one search per line where all characters are narrow, grapheme by
    grapheme where not. A line's own indentation is kept; spaces at a break belong to no line.
    """
    width = max(width, 2)
    stop = len(text) if stop is None else stop
    ascii_only = text.isascii()
    lines: list[tuple[int, int]] = []
    while True:
        end = text.find("\n", start, stop)
        if end < 0:
            end = stop
        if ascii_only or _NARROW.fullmatch(text, start, end):
            if end - start <= width:
                lines.append((start, end))
            else:
                _wrap_narrow(text, start, end, width, lines)
        else:
            _wrap_graphemes(text, start, end, width, lines)
        if end >= stop:
            return lines
        start = end + 1


def _wrap_narrow(text: str, start: int, end: int, width: int, lines: list[tuple[int, int]]) -> None:
    while end - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        if cut <= start or text[start:cut].isspace():
            cut = start + width
        lines.append((start, cut))
        start = cut
        while start < end and text[start] == " ":
            start += 1
    if start < end:
        lines.append((start, end))


def _wrap_graphemes(text: str, start: int, end: int, width: int, lines: list[tuple[int, int]]) -> None:
    """Break after spaces and beside wide characters, or between any graphemes if there is neither."""
    line, used = start, 0
    # The last place to break at: the line would end at `cut`, the next begin at `resume`, `before` cells on.
    cut, resume, before = start, start, 0
    after_wide = False
    for left, right, cells in split_graphemes(text[start:end])[0]:
        first, character = start + left, text[start + left]
        if character == " ":
            if resume != first:
                cut = first
            used += cells
            resume, before = start + right, used
            after_wide = False
            continue
        wide = cells == 2 and character >= _WIDE_SCRIPTS
        if (wide or after_wide) and resume != first and character not in _NO_BREAK_BEFORE:
            cut, resume, before = first, first, used
        after_wide = wide
        if used + cells > width:
            if cut > line:
                lines.append((line, cut))
                line, used = resume, used - before
            if used + cells > width and first > line:
                # Only an indentation gets here wider than a line.
                lines.append((line, first if used <= width else line + width))
                line, used = first, 0
            cut, resume, before = line, line, 0
        used += cells
    lines.append((line, end if used <= width or cut < line else cut))
