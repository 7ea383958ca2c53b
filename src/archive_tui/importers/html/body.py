"""The text of the article within a page.

Where themes name the element that holds it, that is taken; else the element is found whose own paragraphs hold the
most prose, as readability (Arc90, 2010) finds it: a paragraph counts for its length and its commas, wholly for the
element it is in, half for the one above. The invariant: the comments, and what is named like furniture, are never
in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive_tui.importers.html.select import selector
from archive_tui.importers.printed.furniture import declared, is_button, is_ending

if TYPE_CHECKING:
    from archive_tui.importers.html.page import Element, Page

_NAMED = (
    "[itemprop=articleBody],.articleBody,.article-body,.articlebody,.article__body,.article-content,.article__content",
    ".entry-content,.entry_content,.post-content,.post_content,.postcontent,.post-entry,.post-body,.post__content",
    ".wp-block-post-content,.single-content,.e-content",
    ".story-body,.story-content,.blog-content,.blogcontent,.article-text,.article_text,.storycontent,.theContent",
    ".content-body,.body-content,.entry-body,.asset-content,.asset-body",
    ".node .content,.field-name-body,.field--name-body",
    ".entry,.post-text,.article,.hentry,.post,.node",
    "article",
)
_FURNITURE = re.compile(
    r"""(?:^|[-_])(?:comments?|respond|share|sharing|sharedaddy|social|addtoany|addthis|related|jp-relatedposts|nav
    |navigation|breadcrumbs?|sidebar|widgets?|menu|footer|meta|postmeta|metadata|postmetadata|tags|taglist|byline
    |author-?(?:box|bio|info)|bio|newsletter|subscribe|subscription|promo|advert\w*|ads?|adsbygoogle|sponsor\w*|banner
    |pagination|pager|page-links|toolbar|cookie\w*|popup|modal|screen-reader-text|sr-only|print-only|noprint|rating
    |ratings|likes?|recommended|recommendations|outbrain|taboola|trc|disqus|toc|skip-link|hidden|cats|categories|terms
    |cat-links|tag-links|tags-links|post-tag|utility|posted-on|postinfo|post-info|subscription-form|trackback)(?:$|[-_])""",
    re.IGNORECASE | re.VERBOSE,
)
_POST_CLASSES = frozenset(
    ("hentry", "type-post", "post", "h-entry", "status-publish", "single-post", "node", "entry")
)
_NEVER = frozenset(
    (
        "nav",
        "aside",
        "form",
        "footer",
        "script",
        "style",
        "noscript",
        "button",
        "select",
        "template",
        "dialog",
        "head",
    )
)
_PROSE = frozenset(("p", "pre", "blockquote", "li", "td", "dd", "h2", "h3", "h4", "br"))
_LEAST = 25
_ENOUGH = 140
"""Characters of an element that is taken because of its name."""

_RULED = selector("article,main,[role=main],#content,.content,#main,body")


def find_body(
    page: Page, comments: frozenset[int], known: Element | None, frame: set[int], *, base: str | None
) -> str:
    """Return the article's text, empty if the page has none.

    Args:
        page: The page.
        comments: Places of everything that belongs to the comments.
        known: What holds the text, if that is known.
        frame: Places of title and standfirst.
        base: Where relative links begin.
    """
    if known is not None:
        return page.text(known, comments | frame, base=base)
    furniture = _furniture(page, comments)
    left_out = comments | furniture | frame
    holder = _named(page, left_out) or _densest(page, left_out)
    if holder is None:
        return ""
    return _trimmed(page.text(holder, left_out, base=base))


def _furniture(page: Page, comments: frozenset[int]) -> set[int]:
    """Return the places of what is furniture by its name, unless most of the page is in it."""
    found: set[int] = set()
    half = len(page.elements) // 2
    for element in page.without(page.root, comments):
        if element.name in {"html", "body", "main"}:
            continue
        if element.name in _NEVER and not (element.name == "form" and element.stop - element.place > half):
            found.add(element.place)
        elif element.name != "article" and _POST_CLASSES.isdisjoint(element.classes):
            names = [*element.classes, element.id] if element.id else element.classes
            if any(_FURNITURE.search(name) for name in names) and not _is_prose(page, element):
                found.add(element.place)
    return found


def _is_prose(page: Page, element: Element) -> bool:
    """Say whether so much prose is in an element that its name must mean something else."""
    if element.stop - element.place < 4:
        return False
    return sum(len(page.brief(each)) for each in page.below(element) if each.name == "p") > 1500 and not any(
        "comment" in name.lower() for name in (*element.classes, element.id)
    )


def _named(page: Page, left_out: set[int] | frozenset[int]) -> Element | None:
    """Return the element that a theme names as the one that holds the text; the fullest of several of a name."""
    shown = page.shown(left_out)
    for text in _NAMED:
        found = [
            (len(page.words(element, left_out)), -element.place, element)
            for element in _outermost(selector(text).within(page))
            if shown[element.place]
        ]
        found = [each for each in found if each[0] >= _ENOUGH]
        if found:
            return max(found)[2]
    return None


def _outermost(elements: list[Element]) -> list[Element]:
    """Return those of the elements, in order, that are in no other."""
    kept: list[Element] = []
    for element in elements:
        if not (kept and kept[-1].holds(element)):
            kept.append(element)
    return kept


def _densest(page: Page, left_out: set[int] | frozenset[int]) -> Element | None:
    """Return the element with the most prose of its own."""
    scores: dict[int, float] = {}
    for element in page.without(page.root, left_out):
        if element.parent is None or (element.name not in _PROSE and not _is_leaf(element)):
            continue
        own = " ".join("".join(each for each in element.contents if isinstance(each, str)).split())
        words = page.brief(element, left_out) if element.name in {"p", "pre", "blockquote"} else own
        if len(words) < _LEAST:
            continue
        score = 1 + words.count(",") + words.count("、") + min(len(words) / 100, 3)
        scores[element.parent.place] = scores.get(element.parent.place, 0) + score
        if element.parent.parent is not None:
            above = element.parent.parent.place
            scores[above] = scores.get(above, 0) + score / 2
    if not scores:
        main = _RULED.first_of(page)
        return main if main is not None and len(page.words(main, left_out)) >= _ENOUGH else None
    place, score = max(scores.items(), key=lambda each: (each[1], -each[0]))
    return page.elements[place] if score >= 3 else None


def _is_leaf(element: Element) -> bool:
    return element.name == "div" and any(isinstance(each, str) and each.strip() for each in element.contents)


def _trimmed(text: str) -> str:
    """Cut buttons and the like off both ends."""
    lines = text.split("\n")
    start, stop = 0, len(lines)
    while start < stop and _is_frame(lines[start]):
        start += 1
    while stop > start and _is_frame(lines[stop - 1]):
        stop -= 1
    return "\n".join(lines[start:stop])


def _is_frame(line: str) -> bool:
    plain = line.strip()
    return not plain or is_button(plain) or is_ending(plain) or declared(plain) is not None
