"""Comments that a page prints one below the other, without a list: blocks that begin with a byline.

Invariant: such a discussion is believed only below a heading of comments, and only from bylines that prove
themselves; what stands between two of them is one comment. The dump does not show who replies to whom, so
all are roots.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from archive_tui.importers.page_dump.discussion import Discussion
from archive_tui.importers.page_dump.outline import Entry, Listing, flatten
from archive_tui.importers.printed.bylines import is_pingback, looks_like_name, read_byline
from archive_tui.importers.printed.furniture import (
    declared,
    is_button,
    is_ending,
    is_heading,
    is_other_list,
    is_paging,
    is_reply_button,
)

if TYPE_CHECKING:
    from archive_tui.importers.page_dump.page import Page

_HEAD_AT_MOST = 6
"""Lines that a byline may take."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A logical line below the heading."""

    place: int
    text: str
    """Empty between paragraphs."""


def find_flat(page: Page) -> Discussion | None:
    """Find a discussion without a list; the heading that is followed by most bylines counts. O(lines)."""
    rows = _rows(page)
    headings = [index for index in range(len(rows)) if _heads(rows, index)]
    best: Discussion | None = None
    for index, following in pairwise([*headings, len(rows)]):
        found = _below(page, rows, index, following)
        if found is not None and (best is None or _size(found) > _size(best)):
            best = found
    return best


def _heads(rows: list[_Row], index: int) -> bool:
    """Say whether a row is a heading of comments that begins its paragraph."""
    text = rows[index].text
    if not text or text.endswith(":") or (index and rows[index - 1].text):
        return False
    return is_heading(text) and not is_button(text)


def _size(discussion: Discussion) -> int:
    return sum(len(listing.entries) for listing in discussion.listings)


def _rows(page: Page) -> list[_Row]:
    rows: list[_Row] = []
    for _, paragraph in flatten(page.outline):
        if rows and paragraph.blanks:
            rows.append(_Row(paragraph.lines[0].place, ""))
        rows.extend(_Row(paragraph.lines[0].place, text) for text in page.logical(paragraph))
    return rows


def _below(page: Page, rows: list[_Row], heading: int, stop: int) -> Discussion | None:
    """Cut the rows below a heading into comments."""
    count = declared(rows[heading].text)
    stop = _stop(rows, heading + 1, stop)
    starts = _starts(page, rows, heading + 1, stop)
    if len(starts) < 2 and not (starts and count == 1):
        return None
    buttons = sum(1 for row in rows[starts[0] : stop] if row.text and is_reply_button(row.text))
    if not count and buttons * 2 < len(starts):
        return None
    listing = Listing(numbered=False)
    for index, start in enumerate(starts):
        end = starts[index + 1] if index + 1 < len(starts) else _last_end(rows, starts, stop)
        entry = Entry(rows[start].place * 2 + index, column=0)
        page.remember(entry, [row.text for row in rows[start:end]])
        listing.entries.append(entry)
    place = rows[heading].place
    last = rows[stop].place - 1 if stop < len(rows) else len(page.lines) - 1
    return Discussion([listing], place + 1, last, place, count, 1.0)


def _stop(rows: list[_Row], start: int, stop: int) -> int:
    for index in range(start, stop):
        text = rows[index].text
        if text and (is_ending(text) or is_other_list(text) or is_paging(text)):
            return index
    return stop


def _starts(page: Page, rows: list[_Row], start: int, stop: int) -> list[int]:
    """Return where bylines begin."""
    starts: list[int] = []
    index = start
    while index < stop:
        text = rows[index].text
        if not text or is_button(text):
            index += 1
            continue
        if is_pingback(text):
            starts.append(index)
            index += 1
            continue
        byline = read_byline(
            [row.text for row in rows[index : min(stop, index + _HEAD_AT_MOST)]], day_first=page.day_first
        )
        if byline.firm and byline.used and byline.author is not None and looks_like_name(byline.author):
            starts.append(index)
            index += byline.used
        else:
            index += 1
    return starts


def _last_end(rows: list[_Row], starts: list[int], stop: int) -> int:
    """Return where the last comment ends: at its button, if the others have buttons too."""
    first_end = starts[1] if len(starts) > 1 else stop
    if any(is_reply_button(row.text) for row in rows[starts[0] : first_end] if row.text):
        for index in range(starts[-1] + 1, stop):
            if rows[index].text and is_reply_button(rows[index].text):
                return index + 1
    return stop
