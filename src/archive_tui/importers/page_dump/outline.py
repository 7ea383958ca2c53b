"""The lists of a dump as an outline: entries, and in each entry paragraphs and further lists.

Invariant: the outline holds every printed line of the dump once, in order. What an entry is (a comment, a
step of a recipe, a menu) is not decided here. Built in one pass with a stack, O(lines), whatever the
nesting.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive_tui.importers.page_dump.lines import Line, Marker, marker
from archive_tui.importers.printed.dates import begins_with_date
from archive_tui.importers.printed.furniture import is_button, is_ending, is_heading, is_other_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive_tui.importers.page_dump.layouts import Layout

_TOLERANCE = 1
"""elinks shifts a list by a column where the number above it has three digits."""

_FIRST_AT_MOST = 20
"""The highest number a list inside an entry may begin with; those before it belong to empty comments."""

_DEEPER_AT_MOST = 12
"""How many levels a list may jump: more parents in one line are not missing; that line is preformatted."""

_WAITING_AT_MOST = 15
"""Lines of preformatted text inside an entry that may stand left of it; more are the page's own."""

_LATER_AT_MOST = 40
"""How many numbers a list may skip and still be the same list."""


@dataclass(slots=True)
class Paragraph:
    """Physical lines with no blank line between them."""

    lines: list[Line]
    blanks: int
    """Blank lines before it."""


@dataclass(slots=True)
class Listing:
    """Entries one after the other, at one column, with nothing of their container's own between them."""

    entries: list[Entry] = field(default_factory=list)
    numbered: bool = True


@dataclass(slots=True)
class Entry:
    """One entry of a list; also the whole page, as the container of everything."""

    place: int
    """The line of its marker."""
    column: int
    """Where its text stands."""
    number: int | None = None
    glyph: str = ""
    blanks: int = 0
    """Blank lines before its marker."""
    blocks: list[Paragraph | Listing] = field(default_factory=list)
    last: int = -1
    """The last line of its subtree."""

    @property
    def listings(self) -> list[Listing]:
        """The lists inside it, in order."""
        return [block for block in self.blocks if isinstance(block, Listing)]

    @property
    def paragraphs(self) -> list[Paragraph]:
        """Its own paragraphs, in order."""
        return [block for block in self.blocks if isinstance(block, Paragraph)]


def build(lines: Sequence[Line], layout: Layout) -> Entry:
    """Build the outline of a page; the page itself is an entry at column 0."""
    builder = _Builder(layout)
    for line in lines:
        builder.take(line)
    return builder.finish()


class _Builder:
    """The open entries, outermost first, and the lines whose owner is not known yet."""

    def __init__(self, layout: Layout) -> None:
        self.page = Entry(place=-1, column=0)
        self._layout = layout
        self._tolerance = 0 if layout.step == 2 else _TOLERANCE
        self._open = [self.page]
        self._columns = [0]
        """Of the open entries; strictly ascending."""
        self._blanks = 0
        self._waiting: list[tuple[Line, int]] = []
        """Lines further left than the innermost open entry, with the blank lines before each.

        Perhaps preformatted.
        """
        self._ended = False
        """Whether a waiting line ends every discussion ("Leave a Reply")."""
        self._previous: Line | None = None

    def take(self, line: Line) -> None:
        """Add the next line."""
        if not line.text:
            self._blanks += 1
            return
        found = marker(line)
        if found is not None and self._is_entry(line, found):
            self._take_entry(line, found)
        else:
            self._take_text(line)
        self._blanks = 0
        self._previous = line

    def finish(self) -> Entry:
        """Close everything and return the page."""
        self.settle(belongs=False)
        while len(self._open) > 1:
            self._pop()
        return self.page

    def settle(self, *, belongs: bool, exactly: bool = False) -> None:
        """Hand out the waiting lines.

        Args:
            belongs: they are a part of the open entries; else each closes the entries that it stands left of.
            exactly: those that stand at the very column of an open entry's text are that entry's.
        """
        for line, blanks in self._waiting:
            if not belongs or (exactly and self._is_a_column(line.indent)):
                while self._open[-1].column > line.indent:
                    self._pop()
            self._append(line, blanks)
        self._waiting.clear()
        self._ended = False

    def _is_a_column(self, indent: int) -> bool:
        """Say whether the text of an open entry stands at this very column."""
        place = bisect_left(self._columns, indent, 1)
        return place < len(self._columns) and self._columns[place] == indent

    def _is_entry(self, line: Line, found: Marker) -> bool:
        """Say whether the renderer printed this marker, or somebody typed it."""
        layout = self._layout
        if found.number is None and found.glyph not in layout.bullets:
            return False
        if found.number is not None and begins_with_date(line.text):
            return False
        column = layout.column(found)
        if self._continued(column, found) is not None:
            return True
        return self._fits_wrapped(column, found) if layout.wraps else self._fits_whole(found)

    def _fits_whole(self, found: Marker) -> bool:
        """Say whether Resiliparse could begin a list here: at a whole level, not far below the others."""
        step = self._layout.step
        near = found.indent <= self._open[-1].column + _DEEPER_AT_MOST * step
        first = found.number is None or found.number <= _FIRST_AT_MOST or found.indent == step
        return near and first and found.indent >= step and found.indent % step == 0

    def _fits_wrapped(self, column: int, found: Marker) -> bool:
        """Say whether a wrapping renderer could begin a list here: right of the text that it is in."""
        layout = self._layout
        above = self._above(column)
        if above is not self.page and (column < above.column + layout.step or found.indent == above.column):
            return False
        smallest = layout.margin + (found.digits < 2) + (found.number is None)
        return found.indent >= smallest and (found.digits < 3 or self._blanks > 0)

    def _above(self, column: int) -> Entry:
        """Return the innermost open entry whose text stands left of the column."""
        place = bisect_left(self._columns, column - self._tolerance)
        return self._open[max(0, place - 1)]

    def _continued(self, column: int, found: Marker) -> Entry | None:
        """Return the open entry that this marker's list would go on from, if its number says so."""
        place = bisect_left(self._columns, column - self._tolerance, 1)
        if place == len(self._open) or self._columns[place] > column + self._tolerance:
            return None
        entry = self._open[place]
        if entry.number is None or found.number is None:
            return entry if entry.number is found.number and entry.glyph == found.glyph else None
        return entry if 0 < found.number - entry.number <= _LATER_AT_MOST else None

    def _push(self, entry: Entry) -> None:
        self._open.append(entry)
        self._columns.append(entry.column)

    def _pop(self) -> None:
        """Close the innermost entry."""
        self._columns.pop()
        closed = self._open.pop()
        self._open[-1].last = max(self._open[-1].last, closed.last)

    def _take_entry(self, line: Line, found: Marker) -> None:
        column = self._layout.column(found)
        if self._waiting:
            self.settle(belongs=self._goes_on(column, found), exactly=True)
        while len(self._open) > 1 and self._open[-1].column >= column - self._tolerance:
            self._pop()
        entry = Entry(line.place, column, found.number, found.glyph, self._blanks, last=line.place)
        if found.rest:
            entry.blocks.append(Paragraph([Line(line.place, column, found.rest)], 0))
        self._listing(self._open[-1], entry).entries.append(entry)
        self._push(entry)

    def _listing(self, above: Entry, entry: Entry) -> Listing:
        """Return the list the entry goes on with, or a new one.

        After text, at a restart, at a change of marker.
        """
        last = above.blocks[-1] if above.blocks else None
        if isinstance(last, Listing):
            before = last.entries[-1]
            later = entry.number is None or (before.number is not None and entry.number > before.number)
            beside = abs(entry.column - before.column) <= self._tolerance
            if last.numbered == (entry.number is not None) and later and beside:
                return last
        listing = Listing(numbered=entry.number is not None)
        above.blocks.append(listing)
        return listing

    def _take_text(self, line: Line) -> None:
        innermost = self._open[-1]
        inside = line.indent >= innermost.column or innermost is self.page or self._outdented(line, innermost)
        if not inside:
            self._waiting.append((line, self._blanks))
            self._ended = self._ended or _ends(line.text)
            return
        if self._waiting:
            belongs = line.indent == innermost.column and self._may_belong()
            self.settle(belongs=belongs)
            while self._open[-1].column > line.indent:
                self._pop()
        self._append(line, self._blanks)

    def _goes_on(self, column: int, found: Marker) -> bool:
        """Say whether the waiting lines were a part of the innermost entry, now that a marker follows them.

        They were if, taken as the page's own, they would have closed a list that this marker goes on with, or
        one that it must be inside of.
        """
        left = min(line.indent for line, _ in self._waiting)
        if self._ended or len(self._open) < 2 or left >= self._open[1].column:
            return False
        if column > self._open[1].column + self._tolerance and len(self._waiting) <= _WAITING_AT_MOST:
            return True
        return found.number is not None and self._continued(column, found) is not None

    def _may_belong(self) -> bool:
        """Say whether the waiting lines may be preformatted text or a quotation inside the entry.

        w3m indents both properly; the others print either anywhere but where a paragraph would stand.
        """
        layout = self._layout
        if self._ended or len(self._waiting) > _WAITING_AT_MOST:
            return False
        return not layout.wraps or (
            layout.margin > 0 and all(line.indent != layout.margin for line, _ in self._waiting)
        )

    def _outdented(self, line: Line, entry: Entry) -> bool:
        """Say whether lynx printed the line left of the entry's text though it belongs to the entry."""
        if line.indent != entry.column - self._layout.outdent or self._previous is None or self._blanks:
            return False
        return self._previous.place == entry.place or self._previous.indent == line.indent

    def _append(self, line: Line, blanks: int) -> None:
        self._open[-1].last = line.place
        blocks = self._open[-1].blocks
        last = blocks[-1] if blocks else None
        if isinstance(last, Paragraph) and not blanks:
            last.lines.append(line)
        else:
            blocks.append(Paragraph([line], blanks))


def _ends(text: str) -> bool:
    """Say whether a line left of the open entries cannot be a part of one."""
    return is_ending(text) or is_other_list(text) or (is_heading(text) and not is_button(text))


def flatten(page: Entry, stop: int | None = None) -> Iterable[tuple[Entry, Paragraph]]:
    """Yield every paragraph that begins before the line ``stop``, in page order, with its entry."""
    pending: list[tuple[Entry, Paragraph | Listing]] = [(page, block) for block in reversed(page.blocks)]
    while pending:
        owner, block = pending.pop()
        if isinstance(block, Paragraph):
            if stop is not None and block.lines[0].place >= stop:
                return
            yield owner, block
        else:
            for entry in reversed(block.entries):
                pending.extend((entry, inner) for inner in reversed(entry.blocks))
