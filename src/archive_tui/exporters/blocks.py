"""The text of a comment as paragraphs and quotations, for documents that draw a difference.

The invariant: the blocks hold every character of the text that is not white space at the ends of lines, in order;
only the marks (``>``) of quoted lines are turned into a level.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive_tui.text.clean import clean
from archive_tui.text.paragraphs import paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive_tui.model import Quotation

_MARKS = re.compile(r" {0,3}(?:> ?)+")
_MOSTLY = 0.9
"""The part of a paragraph that a quotation has to cover for the paragraph to be one."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a block that quotes."""

    start: int
    stop: int
    number: str | None
    """Of the comment that is quoted; None for the article."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph."""

    text: str
    """Without the marks of quoted lines; lines are those of the source."""
    level: int = 0
    """How often it is quoted; 0 for the commenter's own words."""
    quoted: bool = False
    """Whether it is known what it quotes."""
    number: str | None = None
    """Of the comment that is quoted; None if it is not known, or is the article."""
    passages: tuple[Passage, ...] = ()
    """Quotations inside the commenter's own words."""


def blocks(text: str, quotes: Sequence[Quotation] = ()) -> list[Block]:
    """Return the paragraphs of a text, O(length) and O(quotes)."""
    whole = clean(text)
    quotes = quotes if whole == text else ()
    found: list[Block] = []
    pending = list(reversed(quotes))
    for paragraph in paragraphs(whole):
        own: list[Quotation] = []
        while pending and pending[-1].start < paragraph.end:
            own.append(pending.pop())
        lines = whole[paragraph.start : paragraph.end]
        length = paragraph.end - paragraph.start
        mostly = next((q for q in own if q.stop - q.start >= _MOSTLY * length), None)
        if paragraph.level or mostly is not None:
            source = mostly or next((quote for quote in own if quote.source), None)
            found += [
                Block(
                    part,
                    max(paragraph.level, 1),
                    quoted=source is not None and source.source is not None,
                    number=None if source is None else source.number,
                )
                for part in (_parts(lines) if paragraph.level else [lines])
            ]
        else:
            found.append(Block(lines, passages=_passages(own, paragraph.start, length)))
    return found


def _parts(lines: str) -> list[str]:
    """Return the paragraphs of marked lines: one that has a mark and nothing else parts them."""
    unmarked = "\n".join(_MARKS.sub("", line, count=1).rstrip() for line in lines.split("\n"))
    parts = [part for part in re.split(r"\n{2,}", unmarked.strip("\n")) if part]
    # Nothing but marks is no quotation of nothing.
    return parts or [lines]


def _passages(own: Sequence[Quotation], start: int, length: int) -> tuple[Passage, ...]:
    """Return the quotations within a paragraph, apart and ascending; those of something unknown say nothing."""
    found: list[Passage] = []
    for quote in own:
        first, stop = max(quote.start - start, 0), min(quote.stop - start, length)
        if quote.source is not None and first < stop and (not found or first >= found[-1].stop):
            found.append(Passage(first, stop, quote.number))
    return tuple(found)
