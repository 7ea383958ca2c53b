"""A dump taken apart: its lines, its layout, its outline, and the logical text of any entry.

Invariant: an entry's own text never contains the text of the lists inside it, unless it is asked for with
them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from archive_tui.importers.page_dump.layouts import recognise
from archive_tui.importers.page_dump.lines import split_lines
from archive_tui.importers.page_dump.outline import Entry, Listing, Paragraph, build
from archive_tui.importers.page_dump.widths import rejoin
from archive_tui.importers.printed import LONGEST_TRIED
from archive_tui.importers.printed.bylines import (
    Byline,
    ends_byline,
    is_dated,
    is_tail,
    looks_like_name,
    read_byline,
    read_tail,
)
from archive_tui.importers.printed.dates import day_comes_first
from archive_tui.importers.printed.furniture import is_button

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from archive_tui.importers.page_dump.layouts import Layout
    from archive_tui.importers.page_dump.lines import Line

_LINK_MARK = re.compile(r"\[(\d{1,5})\](?=\S|\s|$)")
_CLOCK_GOES_ON = re.compile(r"(?:[ap]\.?m\b|uhr\b|min\b|h\b|\d)", re.IGNORECASE)
_REFERENCES = re.compile(r"^(?:references|visible links|hidden links:?)$", re.IGNORECASE)
_REFERENCE = re.compile(r"^(\d{1,5})\. +\S+$")


@dataclass(slots=True)
class Page:
    """One dump, read once."""

    lines: list[Line]
    layout: Layout
    outline: Entry
    links: int
    """How many links the renderer numbered; 0 where it printed no marks."""
    day_first: bool
    printed: list[int]
    """How many lines before each line are not blank; one entry more than there are lines."""
    _own: dict[int, list[str]] = field(default_factory=dict)
    _bylines: dict[tuple[int, bool], Byline] = field(default_factory=dict)

    def logical(self, paragraph: Paragraph) -> list[str]:
        """Return a paragraph's logical lines, without the renderer's breaks and link marks."""
        lines = rejoin(paragraph.lines, self.layout.width, self._apart)
        if not self.links:
            return lines
        return [_LINK_MARK.sub(self._unmark, line) for line in lines]

    def _apart(self, line: str, following: str) -> bool:
        """Say whether a line is a byline, or the next one a button.

        Neither is ever wrapped into the other.
        """
        if len(line) > LONGEST_TRIED or len(following) > LONGEST_TRIED:
            return False
        if self.links:
            following = _LINK_MARK.sub(self._unmark, following)
        if ends_byline(line) or is_button(following) or is_button(line) or is_tail(following):
            return True
        if is_dated(line):
            return _CLOCK_GOES_ON.match(following) is None
        return is_dated(following) and looks_like_name(line)

    def _unmark(self, found: re.Match[str]) -> str:
        return "" if 1 <= int(found.group(1)) <= self.links else found.group()

    def own(self, entry: Entry) -> list[str]:
        """Return the logical lines of an entry's own paragraphs, with "" between paragraphs."""
        known = self._own.get(entry.place)
        if known is None:
            known = self.text(entry, ())
            self._own[entry.place] = known
        return known

    def remember(self, entry: Entry, lines: list[str]) -> None:
        """Keep the lines of an entry that is no part of the outline."""
        self._own[entry.place] = lines

    def text(self, entry: Entry, inside: Collection[int]) -> list[str]:
        """Return the entry's lines, with those of its lists whose ``id`` is in ``inside``."""
        lines: list[str] = []
        for block in entry.blocks:
            if isinstance(block, Paragraph):
                if lines and block.blanks:
                    lines.append("")
                lines.extend(self.logical(block))
            elif id(block) in inside:
                self._list_text(block, lines)
        return lines

    def _list_text(self, listing: Listing, lines: list[str]) -> None:
        """Append a list, and the lists in it, as a reader would type them."""
        if lines and listing.entries[0].blanks:
            lines.append("")
        pending: list[tuple[Entry | None, Listing | Paragraph | Entry, int]] = [(None, listing, 0)]
        while pending:
            owner, block, level = pending.pop()
            if isinstance(block, Listing):
                pending.extend((None, entry, level) for entry in reversed(block.entries))
            elif isinstance(block, Entry):
                label = f"{block.number}." if block.number is not None else "•"
                first = block.blocks[0] if block.blocks else None
                logical = self.logical(first) if isinstance(first, Paragraph) else []
                pad = "  " * min(level, 8)
                if logical:
                    lines.append(f"{pad}{label} {logical[0]}")
                    lines.extend(f"{pad}   {line}" for line in logical[1:])
                rest = block.blocks[1:] if logical else block.blocks
                pending.extend((block, inner, level + 1) for inner in reversed(rest))
            else:
                if block.blanks and owner is not None:
                    lines.append("")
                pad = "  " * min(level, 8)
                lines.extend(f"{pad} {line}" for line in self.logical(block))

    def byline(self, entry: Entry, *, bare_names: bool = False) -> Byline:
        """Read who wrote an entry, and when."""
        known = self._bylines.get((entry.place, bare_names))
        if known is None:
            own = self.own(entry)
            known = read_byline(own, day_first=self.day_first, bare_names=bare_names)
            if not known.firm:
                known = read_tail(own, day_first=self.day_first) or known
            self._bylines[entry.place, bare_names] = known
        return known


def read_page(text: str) -> Page:
    """Take cleaned text apart. O(len(text))."""
    lines, links = _without_references(split_lines(text))
    layout = recognise(lines)
    shown = [line.text for line in lines if line.text]
    printed = [0, *accumulate(1 if line.text else 0 for line in lines)]
    return Page(lines, layout, build(lines, layout), links, day_comes_first(shown), printed)


def _without_references(lines: list[Line]) -> tuple[list[Line], int]:
    """Cut off the link addresses that lynx and elinks print last, and say how many links there are."""
    place = len(lines) - 1
    while place >= 0 and not _REFERENCES.match(lines[place].text):
        text = lines[place].text
        if text and not _REFERENCE.match(text) and not _looks_like_address(text):
            return lines, 0
        place -= 1
    numbers = [int(found.group(1)) for line in lines[place + 1 :] if (found := _REFERENCE.match(line.text))]
    if place < 0 or not numbers:
        return lines, 0
    while place and (not lines[place - 1].text or _REFERENCES.match(lines[place - 1].text)):
        place -= 1
    return lines[:place], max(numbers)


def _looks_like_address(text: str) -> bool:
    return " " not in text or "://" in text


def bare_names_consensus(page: Page, entries: Sequence[Entry]) -> bool:
    """Say whether the page prints a bare name first in each entry.

    Seven of ten entries with more than a line do.
    """
    asked = shortish = 0
    for entry in entries:
        own = [line for line in page.own(entry) if line]
        if len(own) < 2:
            continue
        asked += 1
        first = own[0]
        separated = "" in page.own(entry)[:3]
        shortish += looks_like_name(first) and (separated or len(own[1]) > len(first))
    return asked >= 3 and shortish * 10 >= asked * 7
