"""Comments that a page describes to machines in JSON-LD: within what they answer, or beside it and naming it.

The invariant: each object is one comment at most, whoever refers to it; an answer in a list of frequently asked
questions is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui.importers.html import ld
from archive_tui.importers.html.entries import Discussion, Entry, Manner
from archive_tui.importers.html.moments import stamp
from archive_tui.text.html import html_to_text
from archive_tui.text.markup import names

if TYPE_CHECKING:
    from archive_tui.importers.html.page import Element, Page

_POSTINGS = names("DiscussionForumPosting SocialMediaPosting")
_POSTS = _POSTINGS | names("BlogPosting Article NewsArticle Question QAPage WebPage VideoObject")
_COMMENTS = names("Comment UserComments Answer CorrectionComment")
_REPLIES = ("acceptedAnswer", "suggestedAnswer", "comment", "comments")
_TEXTS = ("text", "commentText", "articleBody", "description")


class Described:
    """JSON-LD that holds the comments themselves."""

    name = "JSON-LD"

    def find(self, page: Page) -> Discussion | None:
        """Find the object with the most comments, and the comments that stand beside it."""
        things = list(ld.things(page))
        if any("FAQPage" in ld.kinds(thing) for thing in things):
            return None
        graph = _Graph(things)
        found, within = graph.fullest()
        found += graph.beside({id(thing) for thing, _ in found})
        if not found:
            return None
        script = next(element for element in page.named("script") if "ld+json" in element.get("type"))
        return Discussion(
            self.name,
            [_entry(script, thing, depth) for thing, depth in found],
            Manner(generic=False),
            declared=ld.count(within, "commentCount") if within is not None else None,
        )


class _Graph:
    """The objects of a page, those that are only referred to found by their address."""

    def __init__(self, things: list[ld.Thing]) -> None:
        self._things = things
        self._named: dict[str, ld.Thing] = {}
        for thing in things:
            name = thing.get("@id")
            if isinstance(name, str) and ld.kinds(thing) & _COMMENTS and ld.word(thing, *_TEXTS):
                self._named.setdefault(name, thing)

    def fullest(self) -> tuple[list[tuple[ld.Thing, int]], ld.Thing | None]:
        """Return the comments of the post that has the most, and the post."""
        best: list[tuple[ld.Thing, int]] = []
        within: ld.Thing | None = None
        replies = {id(each) for thing in self._things for each in self._below(thing)}
        for thing in self._things:
            kinds = ld.kinds(thing)
            if id(thing) not in replies and (not kinds or kinds & _POSTS):
                found = self._in_order(thing)
                if len(found) > len(best):
                    best, within = found, thing
        return best, within

    def beside(self, known: set[int]) -> list[tuple[ld.Thing, int]]:
        """Return the comments, not yet known, that are within nothing, and say themselves what they answer."""
        inside = {id(each) for thing in self._things for each in self._below(thing)}
        inside |= {id(each) for thing in self._things for each in ld.listed(thing, "parentItem", "@reverse")}
        return [
            (thing, 1)
            for thing in self._things
            if id(thing) not in inside | known
            and ld.kinds(thing) & _COMMENTS - {"Answer"}
            and ld.word(thing, *_TEXTS)
            and ld.word(thing, "author", "creator")
        ]

    def _in_order(self, post: ld.Thing) -> list[tuple[ld.Thing, int]]:
        """Return the comments of an object with their depths, in pre-order; without recursion."""
        found: list[tuple[ld.Thing, int]] = []
        seen = {id(post)}
        waiting = [(thing, 1) for thing in reversed(self._below(post))]
        while waiting:
            thing, depth = waiting.pop()
            if id(thing) in seen:
                continue
            seen.add(id(thing))
            found.append((thing, depth))
            waiting.extend((each, depth + 1) for each in reversed(self._below(thing)))
        return found

    def _below(self, thing: ld.Thing) -> list[ld.Thing]:
        whole = (self._whole(each) for each in ld.listed(thing, *_REPLIES))
        return [each for each in whole if ld.kinds(each) & (_COMMENTS | _POSTINGS) and _says(each)]

    def _whole(self, thing: ld.Thing) -> ld.Thing:
        """Return an object, or the one that it does no more than refer to."""
        name = thing.get("@id")
        return self._named.get(name, thing) if isinstance(name, str) and not _says(thing) else thing


def _says(thing: ld.Thing) -> bool:
    """Say whether an object is more than a reference: a text, or at least replies to one, or a picture."""
    return any(ld.word(thing, each) for each in _TEXTS) or any(
        thing.get(each) for each in (*_REPLIES, "image", "video", "sharedContent")
    )


def _entry(script: Element, thing: ld.Thing, depth: int) -> Entry:
    address = ld.word(thing, "url", "@id")
    named = thing.get("@id")
    return Entry(
        [script],
        id=ld.word(thing, "identifier") or (named if isinstance(named, str) and named else address),
        depth=depth,
        parent=_answered(thing),
        author=ld.word(thing, "author", "creator"),
        created=stamp(ld.word(thing, "dateCreated", "datePublished", "commentTime") or ""),
        score=ld.count(thing, "upvoteCount"),
        url=address if address and address.startswith("http") else None,
        text=html_to_text(ld.word(thing, *_TEXTS) or "", newlines=True),
    )


def _answered(thing: ld.Thing) -> str | None:
    """Return the address of what a comment says it answers; the post's is no comment's, and found nowhere."""
    said = thing.get("parentItem")
    if isinstance(said, dict):
        return next((each for name in ("@id", "url") if isinstance(each := said.get(name), str)), None)
    return said if isinstance(said, str) else None
