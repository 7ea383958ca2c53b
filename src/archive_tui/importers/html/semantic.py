"""Comments that a page marks for machines: microdata, RDFa, microformats, JSON-LD.

The invariant: an answer in a list of frequently asked questions is no comment, and no more is a review of a
product; a mark without a text is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive_tui.importers.html import ld
from archive_tui.importers.html.entries import Discussion, Entry, Manner
from archive_tui.importers.html.moments import stamp
from archive_tui.importers.html.select import selector
from archive_tui.text.html import html_to_text
from archive_tui.text.markup import names

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


_POSTS = names(
    "DiscussionForumPosting SocialMediaPosting BlogPosting Article NewsArticle Question QAPage WebPage VideoObject"
)
_COMMENTS = names("Comment UserComments Answer CorrectionComment")


class Described:
    """JSON-LD that holds the comments themselves, one within another."""

    name = "JSON-LD"

    def find(self, page: Page) -> Discussion | None:
        """Find the object with the most comments."""
        best: list[tuple[ld.Thing, int]] = []
        within: ld.Thing | None = None
        for thing in ld.things(page):
            kinds = ld.kinds(thing)
            if "FAQPage" in kinds or (kinds and kinds.isdisjoint(_POSTS)):
                continue
            found = _in_order(thing)
            if len(found) > len(best):
                best, within = found, thing
        if within is None or self._is_faq(page):
            return None
        script = next(element for element in page.named("script") if "ld+json" in element.get("type"))
        entries = [_entry(script, thing, depth) for thing, depth in best]
        return Discussion(
            self.name, entries, Manner(generic=False), declared=ld.count(within, "commentCount")
        )

    @staticmethod
    def _is_faq(page: Page) -> bool:
        return any("FAQPage" in ld.kinds(thing) for thing in ld.things(page))


def _in_order(post: ld.Thing) -> list[tuple[ld.Thing, int]]:
    """Return the comments of an object with their depths, in pre-order; without recursion."""
    found: list[tuple[ld.Thing, int]] = []
    waiting = [(thing, 1) for thing in reversed(_below(post))]
    while waiting:
        thing, depth = waiting.pop()
        found.append((thing, depth))
        waiting.extend((each, depth + 1) for each in reversed(_below(thing)))
    return found


def _below(thing: ld.Thing) -> list[ld.Thing]:
    listed = ld.listed(thing, "acceptedAnswer", "suggestedAnswer", "comment", "comments")
    return [
        each
        for each in listed
        if ld.kinds(each) & _COMMENTS and ld.word(each, "text", "commentText", "articleBody", "description")
    ]


def _entry(script: Element, thing: ld.Thing, depth: int) -> Entry:
    text = ld.word(thing, "text", "commentText", "articleBody", "description") or ""
    address = ld.word(thing, "url", "@id")
    number = ld.word(thing, "identifier") or address
    return Entry(
        [script],
        id=number,
        depth=depth,
        author=ld.word(thing, "author", "creator"),
        created=stamp(ld.word(thing, "dateCreated", "datePublished", "commentTime") or ""),
        score=ld.count(thing, "upvoteCount"),
        url=address if address and address.startswith("http") else None,
        text=html_to_text(text, newlines=True),
    )


SEMANTIC = (Marked(), Described())
