"""Where the paragraphs, sentences and passages in quotation marks of a cleaned text begin and end.

The invariant: ranges are character ranges of the text itself, ascending, and never overlap within one list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]*\n?")
_QUOTE_MARK = re.compile(r" {0,3}(?:> ?)++(?![<=>:;()/|\\-])")
"""The mark of a quoted line, and not of an arrow or a face."""

_BOUNDARY = re.compile(
    "(?<![.!?…。！？])[.!?…。！？]++[\"'”’»)\\]」』]*+(?:\\s++|(?<=[。！？」』]))|(?<!\\s)[^\\S\n]*+\n\\s*+"
)

_LONGEST_PASSAGE = 2000
_PASSAGE = re.compile(
    "|".join(
        f"(?<!\\w){opening}[^{opening}{closing}]{{8,{_LONGEST_PASSAGE}}}{closing}(?!\\w)"
        for opening, closing in ("“”", '""', "„“", "«»", "»«", "‘’", "「」", "『』")
    )
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: lines up to a blank one, or up to one that is more or less deeply quoted."""

    start: int
    end: int
    """Behind its last character that is no white space."""
    level: int
    """How many ``>`` stand before its lines."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or the part of one that stands on one line."""

    start: int
    end: int
    begins_line: bool
    ends_line: bool


def paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs in order. O(length)."""
    found: list[Paragraph] = []
    begin = end = -1
    level = 0
    for line in _LINE.finditer(text):
        content = line[0].rstrip()
        mark = _QUOTE_MARK.match(content)
        here = mark[0].count(">") if mark else 0
        if begin >= 0 and (not content or here != level):
            found.append(Paragraph(begin, end, level))
            begin = -1
        if content:
            if begin < 0:
                begin, level = line.start(), here
            end = line.start() + len(content)
    if begin >= 0:
        found.append(Paragraph(begin, end, level))
    return found


def sentences(text: str, start: int, end: int) -> list[Sentence]:
    """Return the sentences of a part of the text; an ellipsis ends one too. O(length of the part)."""
    found: list[Sentence] = []
    begin, begins_line = start, True
    for boundary in _BOUNDARY.finditer(text, start, end):
        ends_line = "\n" in boundary[0] or boundary.end() == end
        stop = boundary.start() + len(boundary[0].rstrip())
        if stop > begin:
            found.append(Sentence(begin, stop, begins_line, ends_line))
        elif ends_line and found:
            found[-1] = Sentence(found[-1].start, found[-1].end, found[-1].begins_line, ends_line=True)
        begin, begins_line = boundary.end(), ends_line
    if begin < end:
        found.append(Sentence(begin, end, begins_line, ends_line=True))
    return found


def passages(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the ranges of the passages in quotation marks, the marks included. O(length of the part)."""
    return [passage.span() for passage in _PASSAGE.finditer(text, start, end)]
