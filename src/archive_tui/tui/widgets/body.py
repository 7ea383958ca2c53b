r"""A comment's text laid out in lines: offsets into the cleaned text, quotation levels, links.

Whatever the text, every line belongs to it, in order; a line at quotation level n stands behind n bars.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from archive_tui.text.clean import clean, safe_url
from archive_tui.tui.wrap import wrap

QUOTE_BAR = 2
"""Cells of a quotation's bar and the space behind it."""
_MOST_BARS = 3
_QUOTED = re.compile(r"^ ?>", re.MULTILINE)
_QUOTE_MARKS = re.compile(r" ?(?:> ?){1,40}")
_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"]{1,2000}", re.IGNORECASE)
_AFTER_LINKS = ".,;:!?'*_”’»]"


@dataclass(frozen=True)
class Body:
    """A text at a width. Lines are (start, end, quotation level); links are (start, end, safe URL)."""

    text: str
    lines: list[tuple[int, int, int]]

    @cached_property
    def links(self) -> list[tuple[int, int, str]]:
        """Links that may be opened, in order."""
        return find_links(self.text)

    def line_at(self, offset: int) -> int:
        """Return the line that shows the character at an offset, or the nearest before."""
        found = 0
        for number, (start, _, _) in enumerate(self.lines):
            if start > offset:
                break
            found = number
        return found


def lay_out(text: str, width: int) -> Body:
    """Clean a text and wrap it.

    Lines that begin with ">" are quotations and keep their level when wrapped.
    """
    text = clean(text)
    if not text.strip():
        return Body("", [])
    if not _QUOTED.search(text):
        return Body(text, [(start, end, 0) for start, end in wrap(text, width)])
    lines: list[tuple[int, int, int]] = []
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        marks = _QUOTE_MARKS.match(text, start, end)
        level = min(marks[0].count(">"), _MOST_BARS) if marks else 0
        begin = marks.end() if marks else start
        measure = width - QUOTE_BAR * level
        lines.extend((first, last, level) for first, last in wrap(text, measure, begin, end))
        start = end + 1
    return Body(text, lines)


def find_links(text: str) -> list[tuple[int, int, str]]:
    """Return the links that may be opened.

    (start, end, URL), in order; punctuation behind one is not part of it.
    """
    links = []
    if "://" in text or "mailto:" in text:
        for match in _LINK.finditer(text):
            address = match[0].rstrip(_AFTER_LINKS)
            while address.endswith(")") and address.count(")") > address.count("("):
                address = address[:-1].rstrip(_AFTER_LINKS)
            url = safe_url(address)
            if url is not None:
                links.append((match.start(), match.start() + len(address), url))
    return links
