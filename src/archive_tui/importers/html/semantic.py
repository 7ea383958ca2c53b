"""Comments that a page marks for machines: microdata, RDFa, microformats; JSON-LD is in ``described``.

The invariant: an answer in a list of frequently asked questions is no comment, and no more is a review of a
product; a mark without a text is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive_tui.importers.html.described import Described
from archive_tui.importers.html.entries import Discussion, Entry, Manner
from archive_tui.importers.html.select import selector

if TYPE_CHECKING:
    from archive_tui.importers.html.page import Element, Page

_MARKED = selector(
    "[itemtype$=/Comment],[itemtype$=/UserComments],[itemtype$=/Answer],[typeof$=:Comment],[typeof=Comment],"
    ".h-cite.p-comment,.h-cite.u-comment,.h-entry.p-comment,.h-entry.u-comment,.p-comment,.u-comment,.h-cite.comment,"
    ".hentry.comment"
)
_FAQ = selector("[itemtype$=/FAQPage]")
_NUMBER = re.compile(r"(?:[a-z]+[-_])*(?:comment|post|reply|c|p)[-_]?([0-9a-f]{1,40})", re.IGNORECASE)

MANNER = Manner(
    body=(
        "[itemprop=text],[itemprop=commentText],[property=content:encoded],[property=schema:text]",
        ".e-content,.p-content",
    ),
    author=(
        "[itemprop=author] [itemprop=name],[itemprop=creator] [itemprop=name]",
        ".p-author .p-name,.p-author",
        "[itemprop=author],[itemprop=creator],[property=schema:author]",
    ),
    date=(
        "[itemprop=dateCreated],[itemprop=datePublished],[itemprop=commentTime],.dt-published,[property=schema:dateCreated]",
    ),
    link=("[itemprop=url],.u-url",),
    score=("[itemprop=upvoteCount]",),
)


class Marked:
    """Elements that say that they are comments."""

    name = "marks for machines"

    def find(self, page: Page) -> Discussion | None:
        """Find marked elements; a comment within one answers it."""
        entries: list[Entry] = []
        shown = page.shown([element.place for element in _FAQ.within(page)])
        for element in _MARKED.within(page):
            if not shown[element.place] or element.name in {
                "a",
                "meta",
                "link",
                "time",
            }:
                continue
            if not any(
                isinstance(each, str) and each.strip()
                for part in _first(page, element)
                for each in part.contents
            ):
                continue
            found = _NUMBER.fullmatch(element.id)
            entries.append(Entry([element], id=found[1] if found else element.id or None))
        return Discussion(self.name, entries, MANNER) if entries else None


def _first(page: Page, element: Element) -> list[Element]:
    """Return an element and the first of those below it."""
    return page.elements[element.place : min(element.stop, element.place + 200)]


SEMANTIC = (Marked(), Described())
