"""Lines of a text with quotations in it: each on lines of its own behind a bar, its source at its end.

The invariant: lines are ranges of the text in order, and nothing but white space and marks of quotations is left out,
save what is folded: a folded quotation is one empty line whose tail says what it holds. A passage within a sentence
stays where it is.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import islice, takewhile
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from archive_tui.tui.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

QUOTE_BAR = 2
"""Cells of a quotation's bar and the space behind it."""
_MOST_BARS = 3
_MARKS = re.compile(r" ?(?:> ?){1,40}")
_LOOK = 40
"""Characters beside a quotation that tell whether it stands in a sentence."""
_SENTENCE_END = re.compile("[.!?:…。！？][\"'”’»)\\]」』]*$")


class Span(NamedTuple):
    """A quotation in a text."""

    start: int
    stop: int
    source: str
    """Its name: "3.2.1", "the article"; empty if it is not known."""


class QuotedLines(NamedTuple):
    """How a text is laid out."""

    lines: list[tuple[int, int, int]]
    """(start, end, number of bars)."""
    tails: dict[int, str]
    """What stands behind the text of a line, by the line's index."""
    inline: list[Span]
    """Passages within a sentence: they have no bar."""


class _Piece(NamedTuple):
    """A part of one line of the text."""

    start: int
    end: int
    level: int
    span: Span | None


def quoted_lines(text: str, width: int, spans: Sequence[Span], *, folded: bool) -> QuotedLines:
    """Lay a cleaned text out, at most ``width`` cells a line.

    Lines that begin with ">" are quotations and keep their level, whether ``spans`` tell of them or not.
    """
    apart: list[Span] = []
    inline: list[Span] = []
    for span in spans:
        (apart if _stands_apart(text, span) else inline).append(span)
    found = QuotedLines([], {}, inline)
    run: list[_Piece] = []
    for piece in _pieces(text, apart):
        if run and (not piece.level or (piece.level, piece.span) != (run[0].level, run[0].span)):
            _put(found, text, width, run, folded=folded)
            run = []
        if piece.level:
            run.append(piece)
        else:
            found.lines.extend((start, end, 0) for start, end in wrap(text, width, piece.start, piece.end))
    if run:
        _put(found, text, width, run, folded=folded)
    return found


def _stands_apart(text: str, span: Span) -> bool:
    """Say whether a quotation begins and ends with a line or a sentence."""
    before = text[max(text.rfind("\n", 0, span.start) + 1, span.start - _LOOK) : span.start].rstrip()
    after = text[span.stop : span.stop + _LOOK].partition("\n")[0]
    begins = not before or _SENTENCE_END.search(before) is not None or _MARKS.fullmatch(before) is not None
    ends = not after.strip() or (
        after[0].isspace()
        and _SENTENCE_END.search(text, max(span.start, span.stop - 8), span.stop) is not None
    )
    return begins and ends


def _pieces(text: str, spans: Sequence[Span]) -> Iterator[_Piece]:
    """Cut a text at its line ends, and where a quotation begins or ends."""
    start, at = 0, 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        while at < len(spans) and spans[at].stop <= start:
            at += 1
        inside = list(takewhile(partial(_begins_before, end), islice(spans, at, None)))
        marks = _MARKS.match(text, start, end)
        if marks is not None:
            level = min(marks[0].count(">"), _MOST_BARS)
            yield _Piece(marks.end(), end, level, inside[0] if inside else None)
        else:
            yield from _cut(text, start, end, inside)
        start = end + 1


def _begins_before(end: int, span: Span) -> bool:
    return span.start < end


def _cut(text: str, start: int, end: int, spans: Sequence[Span]) -> Iterator[_Piece]:
    """Cut one line; white space at a cut belongs to no piece."""
    if not spans:
        yield _Piece(start, end, 0, None)
        return
    for span in spans:
        yield from _trimmed(text, start, min(span.start, end), None)
        yield from _trimmed(text, max(start, span.start), min(span.stop, end), span)
        start = max(start, span.stop)
    yield from _trimmed(text, start, end, None)


def _trimmed(text: str, start: int, end: int, span: Span | None) -> Iterator[_Piece]:
    words = text[start:end]
    if words.strip():
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        yield _Piece(start, end, 1 if span else 0, span)


def _put(found: QuotedLines, text: str, width: int, run: Sequence[_Piece], *, folded: bool) -> None:
    """Lay a quotation out, or one line that stands for it."""
    level, span = run[0].level, run[0].span
    room = max(2, width - QUOTE_BAR * level)
    lines = [(start, end, level) for piece in run for start, end in wrap(text, room, piece.start, piece.end)]
    source = span.source if span else ""
    if folded:
        count = "1 line" if len(lines) == 1 else f"{len(lines)} lines"
        found.lines.append((lines[0][0], lines[0][0], level))
        found.tails[len(found.lines) - 1] = f"{f'quotes {source}' if source else 'quotation'} ({count})"
        return
    found.lines.extend(lines)
    if not source:
        return
    tail = f" — {source}"
    start, end, _ = lines[-1]
    if cell_len(text[start:end]) + cell_len(tail) > room:
        found.lines.append((end, end, level))
        tail = tail.lstrip()
    found.tails[len(found.lines) - 1] = tail
