"""A system that gives each comment an element of its own: described by selectors, not by code.

The invariant: an entry is an outermost element of those that the description selects, or one within such an entry; an
element without an id of its own may be one, if what the description says must be in it is in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive_tui.importers.html.counts import bare_count
from archive_tui.importers.html.entries import Discussion, Entry, Manner
from archive_tui.importers.html.select import Selector, selector
from archive_tui.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive_tui.importers.html.page import Element, Page


@dataclass(frozen=True)
class System:
    """How one system, or one age of it, writes its pages."""

    name: str
    comment: Selector
    """A comment's element."""
    manner: Manner
    sign: Selector | None = None
    """What a page of the system has somewhere; without it nothing on the page is one of its comments."""
    holds: Selector | None = None
    """What a comment has in it, not counting the comments in it."""
    number: re.Pattern[str] = re.compile(r"(?:\D*?)(\d+)")
    """The id within one of these attributes; its first group."""
    attributes: tuple[str, ...] = ("id",)
    depth: Callable[[Page, Element], int | None] | None = None
    parent: Callable[[Page, Element], str | None] | None = None
    title: Selector | None = None
    """The article's title, where the page's own marks would mislead."""
    title_without: Selector | None = None
    """What in the title is none of it."""
    article: Selector | None = None
    """What holds the article's text."""
    count: Selector | None = None
    """What declares how many comments there are."""
    pingback: Selector | None = None
    bodiless: bool = False
    """Whether all text of the page is comments."""
    sure: float = 1.0

    def find(self, page: Page) -> Discussion | None:
        """Find the comments of a page of this system."""
        if self.sign is not None and self.sign.first_of(page) is None:
            return None
        found = self.comment.within(page)
        if self.holds is not None:
            found = self._holding(page, found, self.holds)
        if not found:
            return None
        entries = [self._entry(page, element) for element in found]
        title = self.title.first_of(page) if self.title is not None else None
        without = (
            {each.place for each in self.title_without.within(page)} if self.title_without is not None else ()
        )
        return Discussion(
            self.name,
            entries,
            self.manner,
            sure=self.sure,
            declared=self._declared(page),
            article=self.article.first_of(page) if self.article is not None else None,
            title=page.brief(title, without) or None if title is not None else None,
            bodiless=self.bodiless,
        )

    def _holding(self, page: Page, found: list[Element], holds: Selector) -> list[Element]:
        """Return those elements that have in them what a comment has, before the next comment in them."""
        places = {element.place for element in found}
        return [
            element for element in found if any(holds.matches(each) for each in page.without(element, places))
        ]

    def _entry(self, page: Page, element: Element) -> Entry:
        return Entry(
            [element],
            id=self._id(element),
            depth=self.depth(page, element) if self.depth is not None else None,
            parent=self.parent(page, element) if self.parent is not None else None,
            kind=Kind.PINGBACK
            if self.pingback is not None and self.pingback.matches(element)
            else Kind.COMMENT,
        )

    def _id(self, element: Element) -> str | None:
        for attribute in self.attributes:
            found = self.number.fullmatch(element.get(attribute))
            if found:
                return found[1]
        return None

    def _declared(self, page: Page) -> int | None:
        if self.count is None:
            return None
        for element in self.count.within(page):
            for said in (
                element.get("comment-count"),
                element.get("data-comments-count"),
                element.get("content"),
                page.brief(element),
            ):
                count = bare_count(said)
                if count is not None:
                    return count
        return None


def depth_by(text: str, *, first: int = 1) -> Callable[[Page, Element], int]:
    """Return what counts the selected elements that an element is in."""
    counted = selector(text)

    def depth(_page: Page, element: Element) -> int:
        return first + sum(counted.matches(above) for above in element.ancestors())

    return depth


def level_by(
    pattern: str, *, first: int = 0, attribute: str = "class"
) -> Callable[[Page, Element], int | None]:
    """Return what reads a depth from an attribute."""
    level = re.compile(pattern)

    def depth(_page: Page, element: Element) -> int | None:
        found = level.search(element.get(attribute))
        return int(found[1]) + first if found else None

    return depth


def parent_by(
    pattern: str, *, attribute: str = "id", root: str = "0"
) -> Callable[[Page, Element], str | None]:
    """Return what reads the id of the parent from an attribute."""
    named = re.compile(pattern)

    def parent(_page: Page, element: Element) -> str | None:
        found = named.search(element.get(attribute))
        return found[1] if found and found[1] != root else None

    return parent


def parent_in(text: str, pattern: str, attribute: str = "href") -> Callable[[Page, Element], str | None]:
    """Return what reads the id of the parent from an element within the comment: a link "in reply to"."""
    wanted, named = selector(text), re.compile(pattern)

    def parent(page: Page, element: Element) -> str | None:
        for each in wanted.among(page.below(element)):
            found = named.search(each.get(attribute))
            if found:
                return found[1]
        return None

    return parent
