"""How many comments a page says it has, and whether it says that there are more elsewhere.

The invariant: a count is taken only from what is near the comments, or from what says that it counts comments.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive_tui.importers.html import ld
from archive_tui.importers.html.select import selector
from archive_tui.importers.printed.furniture import declared, is_ending, is_paging, titled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive_tui.importers.html.page import Element, Page

_HEADING = selector(
    "h1,h2,h3,h4,h5,h6,.comments-title,.comment-title,.comments-heading,.comment-count,.comments-count,.commentcount,"
    ".commentCount,.comments_count,.comment-header,.comments-header,#comments-title,#comments,.wp-block-comments-title,"
    ".comments__title,.comments_intro,[class*=comments-title],[class*=comments_title],.section-title,legend,.title,.heading,.count,[itemprop=commentCount]"
)
_LINK = selector(
    "a[href$=#comments],a[href$=#respond],a[href*=#disqus_thread],a.comments-link,.comments-link a,a.comment-count"
)
_COUNTED = selector("[itemprop=commentCount],[itemprop=interactionCount],meta[itemprop=userInteractionCount]")
_FORM = selector(
    "#respond,#commentform,#comment-form,.comment-form,.comment-respond,form[action*=wp-comments-post],#disqus_thread,"
    ".nocomments,.no-comments,.comments-closed"
)
_MORE = selector(
    ".load-more-comments,.load-more,.loadmore,.more-comments,.show-more,.wpd-load-more-submit,.btn-load-more,"
    ".comments-load-more,.load-more__button,.morecomments,.comment-navigation a,.comments-pagination a,"
    ".wp-block-comments-pagination a,.nav-previous a[href*=comment-page],a[href*=comment-page-],a.next[href*=cpage],"
    "a[href*=cpage=]"
)
_INTRODUCED = re.compile(r"^[{\[(\s]+|(?:\s*…|\.\.\.).*$|[\s}\])]+$")
"""What stands around a count that reads like a sentence: "{ 8 comments… read them below }"."""

_NEAR = 80
"""Elements before the comments in which their heading stands."""

_AFTER = 400


def heading(page: Page, first: Element | None, region: Element | None) -> tuple[int | None, Element | None]:
    """Return the count that stands in a heading of the comments, and the heading.

    Args:
        page: The page.
        first: The first comment; without one, the whole page is searched.
        region: What holds all comments.
    """
    for element in _near(page, first, region):
        if element.name == "meta" or not _HEADING.matches(element):
            continue
        words = page.brief(element)
        count = (declared(words) or declared(_INTRODUCED.sub("", words))) if len(words) <= 300 else None
        if (
            count is None
            and len(words) <= 12
            and words.isdecimal()
            and "count" in " ".join(element.classes).lower()
        ):
            count = int(words)
        if count is not None:
            return count, element
    return None, None


def _near(page: Page, first: Element | None, region: Element | None) -> Iterator[Element]:
    """Yield the elements in which a heading of the comments may stand, the nearest first."""
    if first is None:
        yield from page.elements
        return
    begin = min(first.place, region.place if region is not None else first.place)
    yield from reversed(page.elements[max(0, begin - _NEAR) : first.place])


def elsewhere(page: Page, left_out: frozenset[int]) -> int | None:
    """Return the count that the page states anywhere else: for machines, or in a link to its comments."""
    for thing in ld.things(page):
        if (count := ld.count(thing, "commentCount")) is not None:
            return count
        for counter in ld.listed(thing, "interactionStatistic"):
            if "Comment" in str(counter.get("interactionType")):
                return ld.count(counter, "userInteractionCount")
    shown = page.shown(left_out)
    for element in _COUNTED.within(page):
        said = element.get("content") or page.brief(element)
        if shown[element.place] and (found := re.fullmatch(r"(?:UserComments:)?\s*(\d{1,7})", said)):
            return int(found[1])
    linked = [page.brief(element) for element in _LINK.within(page) if shown[element.place]]
    counts = {count for words in linked if words and (count := declared(words)) is not None}
    return counts.pop() if len(counts) == 1 else None


def title_in(page: Page, element: Element | None) -> str | None:
    """Return the article's title as the heading of its comments quotes it."""
    return titled(page.brief(element)) if element is not None else None


def speaks_of_comments(page: Page) -> bool:
    """Say whether a page without comments has a place for them: a form, a note that they are closed."""
    if _FORM.first_of(page) is not None:
        return True
    return any(
        is_ending(words)
        for element in page.elements
        if element.name in {"p", "h2", "h3", "h4", "div", "span"} and len(element.contents) <= 3
        if (words := page.brief(element)) and len(words) <= 160
    )


def has_more(page: Page, region: Element | None) -> bool:
    """Say whether the page leads to more of its comments: on another page, or behind a button."""
    first, last = (region.place, region.stop) if region is not None else (0, len(page.elements))
    first, last = max(0, first - _NEAR), last + _AFTER
    if any(
        first <= each.place < last and (page.brief(each) or each.name == "input")
        for each in _MORE.within(page)
    ):
        return True
    links = (each for name in ("a", "button") for each in page.named(name) if first <= each.place < last)
    return any(is_paging(page.brief(each)) for each in links)


def bare_count(words: str) -> int | None:
    """Return the count in words that are nothing but a count and what is counted: "12", "1,204 comments"."""
    found = (
        re.fullmatch(r"\W*(\d{1,3}(?:[.,\u00a0 ]\d{3})+|\d{1,7})(?:\s*[^\W\d]+){0,2}\W*", words)
        if len(words) <= 60
        else None
    )
    return int(re.sub(r"\D", "", found[1])) if found else declared(words) if words else None
