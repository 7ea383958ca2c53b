"""WordPress, whatever the theme.

Its core writes the classes of a comment (``get_comment_class``): ``comment``, ``pingback`` or ``trackback``,
``even`` or ``odd``, ``depth-N``; and its walker the id ``comment-N``. Themes move these from the ``li`` to a
``div``, an ``article``, or a ``dt`` and a ``dd``, mark a comment twice, or write elements of their own that keep
the id alone.

The invariant: a comment's depth is that of its class where it has one: themes put replies beside what they answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive_tui.importers.html.entries import Discussion, Entry, Manner
from archive_tui.model import Kind
from archive_tui.text.markup import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive_tui.importers.html.page import Element, Page

_DEPTH = re.compile(r"depth-(\d{1,5})")
_ID = re.compile(
    r"(?:li-|div-|dt-|dd-|article-|single-|dsq-|the-|post-)?comment[-_]?"
    r"(\d{1,12})",
    re.IGNORECASE,
)
_PING = frozenset(("pingback", "trackback", "ping", "trackbacks", "pingbacks", "pings"))
_CORE = frozenset(
    ("comment", "pingback", "trackback", "even", "odd", "thread-even", "thread-odd", "byuser", "alt")
)
_LISTS = names(
    """commentlist comment-list comments-list commentslist comment_list comments_list pinglist trackbacklist
    trackback-list pingbacklist commentList children comments wp-block-comment-template"""
)

MANNER = Manner(
    body=(".wp-block-comment-content",),
    author=(
        ".comment-author .fn,.comment-author cite,.wp-block-comment-author-name",
        "cite.fn,.fn",
        ".comment-author-link,cite",
    ),
    date=(
        ".comment-meta time,.commentmetadata time,.wp-block-comment-date time",
        ".comment-date,.comment_date",
    ),
    furniture=(
        ".wp-block-comment-reply-link,.wp-block-comment-edit-link,.wp-block-avatar",
        ".comment-awaiting-moderation,.reply",
    ),
)


class WordPress:
    """Comments by the classes and ids that WordPress's core gives them."""

    name = "WordPress"

    def find(self, page: Page) -> Discussion | None:
        """Find comments by their classes, else by their ids."""
        marked = [(element, depth) for element in page.elements if (depth := _depth(element)) is not None]
        if marked:
            marked = _with_pingbacks(page, marked)
        entries = list(_by_depth(page, marked)) if marked else list(_by_id(page))
        if not entries:
            return None
        return Discussion(self.name, entries, MANNER, sure=1.0 if marked else 0.9)


def _depth(element: Element) -> int | None:
    """Return the depth that an element's classes give it; None for one that is no comment."""
    if not element.classes or element.name in {"a", "span"}:
        return None
    for each in element.classes:
        found = _DEPTH.fullmatch(each)
        if found and (not _CORE.isdisjoint(element.classes) or _ID.fullmatch(element.id)):
            return max(1, int(found[1]))
    return None


def _with_pingbacks(page: Page, marked: list[tuple[Element, int]]) -> list[tuple[Element, int]]:
    """Add the pingbacks that themes give no depth: the default themes of 2010 and 2011, and their many children."""
    places = {element.place for element, _ in marked}
    lists = {element.parent.place: depth for element, depth in reversed(marked) if element.parent is not None}
    more = [
        (element, lists[element.parent.place])
        for name in ("pingback", "trackback")
        for element in page.with_class(name)
        if element.place not in places and element.parent is not None and element.parent.place in lists
    ]
    return sorted({each[0].place: each for each in (*marked, *more)}.values(), key=lambda each: each[0].place)


def _by_depth(page: Page, marked: list[tuple[Element, int]]) -> Iterator[Entry]:
    """Yield an entry for each marked comment; marks of one comment within or beside each other are one."""
    last: Entry | None = None
    for element, depth in marked:
        number = _number(page, element)
        if last is not None and _same(last, element, number, depth):
            if not last.parts[-1].holds(element):
                last.parts.append(element)
            last.id = last.id or number
            continue
        if last is not None:
            yield last
        last = Entry([element], id=number, depth=depth, kind=_kind(element))
    if last is not None:
        yield last


def _same(entry: Entry, element: Element, number: str | None, depth: int) -> bool:
    """Say whether an element is another mark of the entry before it."""
    if entry.depth != depth:
        return False
    within = entry.parts[-1].holds(element)
    if within:
        # A reply is deeper than what it answers: the same depth within is the same comment.
        return number is None or entry.id is None or number == entry.id
    first = entry.parts[0]
    if (
        element.name == "dd"
        and first.name == "dt"
        and len(entry.parts) == 1
        and element.parent is first.parent
    ):
        return number is None or entry.id is None or number == entry.id
    beside = element.parent is first.parent and first.name not in {"li", "article"}
    return beside and number is not None and number == entry.id


def _number(page: Page, element: Element) -> str | None:
    """Return a comment's number: from its id, or that of an element within it, before the first reply."""
    around = element.parent
    found = _ID.fullmatch(element.id) or (_ID.fullmatch(around.id) if around is not None else None)
    if found:
        return found[1]
    for below in page.below(element):
        if _depth(below) is not None:
            return None
        if found := _ID.fullmatch(below.id):
            return found[1]
        if number := below.get("data-commentid"):
            return number if number.isdecimal() else None
        if below.place > element.place + 60:
            return None
    return None


def _kind(element: Element) -> Kind:
    if not _PING.isdisjoint(element.classes):
        return Kind.PINGBACK
    return Kind.COMMENT


def _by_id(page: Page) -> Iterator[Entry]:
    """Yield an entry for each id of a comment, where themes write their own classes; replies are nested."""
    seen: set[str] = set()
    lists = [each for name in _LISTS for each in page.with_class(name)]
    lists += [each for each in page.having("id") if each.id in {"comments", "commentlist"}]
    listed = bytearray(len(page.elements))
    for each in lists:
        if not listed[each.place]:
            listed[each.place + 1 : each.stop] = b"\x01" * (each.stop - each.place - 1)
    for element in page.having("id"):
        found = _ID.fullmatch(element.id)
        if not found or found[1] in seen or element.name in {"a", "span", "input", "form", "textarea"}:
            continue
        if not (listed[element.place] or _calls_itself_one(element)):
            continue
        seen.add(found[1])
        yield Entry([element], id=found[1], kind=_listed_kind(element))


def _calls_itself_one(element: Element) -> bool:
    """Say whether an element is called a comment, outside of any list of them."""
    return element.name == "li" or not _CORE.isdisjoint(element.classes)


def _listed_kind(element: Element) -> Kind:
    kind = _kind(element)
    above = element.parent
    if (
        kind is Kind.COMMENT
        and above is not None
        and (not _PING.isdisjoint(above.classes) or above.id in _PING)
    ):
        return Kind.PINGBACK
    return kind
