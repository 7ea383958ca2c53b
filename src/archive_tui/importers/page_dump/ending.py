"""Discussions that nothing announces: a list of sentences that ends the page.

Invariant: a list is taken only if its layout is one that comments have and typed lists have not (Resiliparse
sets comments apart with blank lines, and the steps of a recipe not), and only if no line of the page says that
it is something else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive_tui.importers.printed.furniture import (
    is_button,
    is_ending,
    is_heading,
    is_other_list,
    is_paging,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive_tui.importers.page_dump.outline import Entry, Listing
    from archive_tui.importers.page_dump.page import Page

_FOOTER_AT_MOST = 4
"""Printed lines that may follow the list."""

_LINE_AT_MOST = 80
"""Characters of a line of the footer."""

_HEADING_AT_MOST = 80
"""Characters of a line above the list that may be its own heading."""

_LOOKED_AT = 200
"""Entries that are read to judge a list."""

_SENTENCE = re.compile(r"""(?:[.!?…。！？؟।]|\.\.\.)[\s"”’»)\]\u201c*_]*$""")
_SPOKEN = re.compile(r"[.!?…。！？؟][\s\"”»]")


def ends_the_page(page: Page, listings: list[Listing]) -> bool:
    """Say whether lists at the end of a page are a discussion that nothing announces."""
    first = listings[0].entries[0]
    if page.layout.wraps or any(not listing.numbered for listing in listings):
        return False
    if first.column != 2 * page.layout.step or first.number != 1 or not first.blanks:
        return False
    if not _is_last(page, listings[-1].entries[-1].last) or _announced_as_other(page, first.place):
        return False
    seen = spaced = spoken = 0
    for entry in _entries(listings):
        seen += 1
        spaced += bool(entry.blanks)
        spoken += _speaks(page, entry)
        if seen == _LOOKED_AT:
            break
    return seen >= 2 and spaced * 10 >= seen * 9 and spoken * 10 >= seen * 7


def _entries(listings: list[Listing]) -> Iterator[Entry]:
    """Yield all entries, those of inner lists too, in page order."""
    pending = [entry for listing in reversed(listings) for entry in reversed(listing.entries)]
    while pending:
        entry = pending.pop()
        yield entry
        pending.extend(inner for listing in reversed(entry.listings) for inner in reversed(listing.entries))


def _is_last(page: Page, place: int) -> bool:
    """Say whether nothing follows but a short footer."""
    seen = 0
    for line in page.lines[place + 1 :]:
        if not line.text:
            continue
        seen += 1
        if is_ending(line.text):
            return True
        if seen > _FOOTER_AT_MOST or len(line.text) > _LINE_AT_MOST:
            return False
    return True


def _announced_as_other(page: Page, place: int) -> bool:
    """Say whether the line above the list announces it as a list of the article: "You will need:", "Steps"."""
    above = next((line for line in reversed(page.lines[:place]) if line.text), None)
    if above is None or is_heading(above.text) or is_paging(above.text):
        return False
    if above.text.endswith((":", "：")) or is_other_list(above.text):
        return True
    title = page.printed[above.place] <= 1
    return not title and len(above.text) <= _HEADING_AT_MOST and not _SENTENCE.search(above.text)


def _speaks(page: Page, entry: Entry) -> bool:
    """Say whether an entry is made of sentences, not of the words of a menu."""
    written = [line for line in page.own(entry) if line and not is_button(line)]
    return bool(written) and (
        len(written[-1]) > _HEADING_AT_MOST
        or _SENTENCE.search(written[-1][-20:]) is not None
        or any(_SPOKEN.search(line[:1000]) is not None for line in written[:3])
    )
