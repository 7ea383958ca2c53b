"""A comment's text laid out in lines: offsets into the cleaned text, quotation levels, links.

Whatever the text, every line belongs to it, in order; a line at quotation level n stands behind n bars.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from archive_tui.text.clean import clean, safe_url
from archive_tui.tui.widgets.quoted_lines import Span, quoted_lines
from archive_tui.tui.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_QUOTED = re.compile(r"^ ?>", re.MULTILINE)
_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"]{1,2000}", re.IGNORECASE)
_AFTER_LINKS = ".,;:!?'*_”’»]"


@dataclass(frozen=True)
class Body:
    """A text at a width. Lines are (start, end, quotation level); links are (start, end, safe URL)."""

    text: str
    lines: list[tuple[int, int, int]]
    tails: Mapping[int, str] = field(default_factory=dict)
    """What stands behind the text of a line, by the line's index: the source of a quotation, what a fold holds."""
    inline: Sequence[Span] = ()
    """Quotations within a sentence."""

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


def lay_out(text: str, width: int, quotations: Sequence[Span] = (), *, folded: bool = False) -> Body:
    """Clean a text and wrap it; its quotations stand apart, or, ``folded``, in one line each.

    Lines that begin with ">" are quotations and keep their level when wrapped.
    """
    text = clean(text)
    if not text.strip():
        return Body("", [])
    if not quotations and not _QUOTED.search(text):
        return Body(text, [(start, end, 0) for start, end in wrap(text, width)])
    laid = quoted_lines(text, width, quotations, folded=folded)
    return Body(text, laid.lines, laid.tails, laid.inline)


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
