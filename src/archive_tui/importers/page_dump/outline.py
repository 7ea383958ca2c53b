"""The lists of a dump as an outline: entries, and in each entry paragraphs and further lists.

Invariant: the outline holds every printed line of the dump once, in order. What an entry is (a comment, a step of a
recipe, a menu) is not decided here. Built in one pass with a stack, O(lines), whatever the nesting.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive_tui.importers.page_dump.dates import begins_with_date
from archive_tui.importers.page_dump.furniture import is_button, is_ending, is_heading, is_other_list
from archive_tui.importers.page_dump.lines import Line, Marker, marker

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive_tui.importers.page_dump.layouts import Layout

_TOLERANCE = 1
"""elinks shifts a list by a column where the number above it has three digits."""

_FIRST_AT_MOST = 20
"""The first number that a list inside an entry may begin with: the numbers before it belong to empty comments."""

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
    builder.settle(belongs=False)
    return builder.page


class _Builder:
    """The open entries, outermost first, and the lines whose owner is not known yet."""

    def __init__(self, layout: Layout) -> None:
        self.page = Entry(place=-1, column=0)
        self._layout = layout
        self._tolerance = 0 if layout.step == 2 else _TOLERANCE
        self._open = [self.page]
        self._blanks = 0
        self._waiting: list[tuple[Line, int]] = []
        """Lines further left than the innermost open entry, with the blank lines before each: perhaps preformatted."""
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

    def settle(self, *, belongs: bool, exactly: bool = False) -> None:
        """Hand out the waiting lines.

        Args:
            belongs: they are a part of the open entries; else each closes the entries that it stands left of.
            exactly: those that stand at the very column of an open entry's text are that entry's.
        """
        columns = {entry.column for entry in self._open[1:]} if exactly else set()
        for line, blanks in self._waiting:
            if not belongs or line.indent in columns:
                while self._open[-1].column > line.indent:
                    self._open.pop()
            self._append(line, blanks)
        self._waiting.clear()
        self._ended = False

    # -- markers ------------------------------------------------------------------------------------------------

    def _is_entry(self, line: Line, found: Marker) -> bool:
        """Say whether the renderer printed this marker, or somebody typed it."""
        layout = self._layout
        if found.number is None and found.glyph not in layout.bullets:
            return False
        column = layout.column(found)
        if found.number is not None and begins_with_date(line.text):
            return False
        if self._continued(column, found) is not None:
            return True
        if not layout.wraps:
            fresh = found.number is None or found.number <= _FIRST_AT_MOST or found.indent == layout.step
            near = found.indent <= self._open[-1].column + _DEEPER_AT_MOST * layout.step
            return near and found.indent >= layout.step and found.indent % layout.step == 0 and fresh
        above = self._above(column)
        if above is not self.page and (column < above.column + layout.step or found.indent == above.column):
            return False
        smallest = layout.margin + (1 if found.digits < 2 else 0) + (1 if found.number is None else 0)
        if found.indent < smallest:
            return False
        return found.number is None or found.digits < 3 or self._blanks > 0

    def _above(self, column: int) -> Entry:
        """Return the innermost open entry whose text stands left of the column."""
        for entry in reversed(self._open):
            if entry.column < column - self._tolerance:
                return entry
        return self.page

    def _continued(self, column: int, found: Marker) -> Entry | None:
        """Return the open entry that this marker's list would go on from, if its number says so."""
        for entry in reversed(self._open[1:]):
            if entry.column < column - self._tolerance:
                return None
            if abs(entry.column - column) <= self._tolerance:
                same = entry.number is not None and found.number is not None
                if same and entry.number is not None and found.number is not None:
                    return entry if 0 < found.number - entry.number <= _LATER_AT_MOST else None
                return entry if entry.glyph == found.glyph and found.number is None else None
        return None

    def _take_entry(self, line: Line, found: Marker) -> None:
        column = self._layout.column(found)
        if self._waiting:
            self.settle(belongs=self._goes_on(column, found), exactly=True)
        while len(self._open) > 1 and self._open[-1].column >= column - self._tolerance:
            self._open.pop()
        entry = Entry(line.place, column, found.number, found.glyph, self._blanks)
        if found.rest:
            entry.blocks.append(Paragraph([Line(line.place, column, found.rest)], 0))
        self._listing(self._open[-1], entry).entries.append(entry)
        self._open.append(entry)

    def _listing(self, above: Entry, entry: Entry) -> Listing:
        """Return the list the entry goes on with, or a new one: after text, at a restart, at a change of marker."""
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

    # -- text ---------------------------------------------------------------------------------------------------

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
                self._open.pop()
        self._append(line, self._blanks)

    def _goes_on(self, column: int, found: Marker) -> bool:
        """Say whether the waiting lines were a part of the innermost entry, now that a marker follows them.

        They were if, taken as the page's own, they would have closed a list that this marker goes on with, or one
        that it must be inside of.
        """
        left = min(line.indent for line, _ in self._waiting)
        if self._ended or len(self._open) < 2 or left >= self._open[1].column:
            return False
        if column > self._open[1].column + self._tolerance and len(self._waiting) <= _WAITING_AT_MOST:
            return True
        return found.number is not None and self._continued(column, found) is not None

    def _may_belong(self) -> bool:
        """Say whether the waiting lines may be preformatted text or a quotation, and the entry goes on after them.

        w3m indents both properly; the others print either anywhere but where an ordinary paragraph would stand.
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
    """Yield every paragraph that begins before the line ``stop``, in the order of the page, with its entry."""
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


def last_place(entry: Entry) -> int:
    """Return the last line of an entry's subtree. O(depth), no recursion."""
    place = entry.place
    while entry.blocks:
        block = entry.blocks[-1]
        if isinstance(block, Paragraph):
            return max(place, block.lines[-1].place)
        entry = block.entries[-1]
        place = max(place, entry.place)
    return place
