"""Comments of a page that no known system wrote: told by what repeats.

A comment of any system is an element that has siblings like it, has an author and a date in it, or an id with a
number, or a link to answer it, and some text that is not these. All elements are sorted by their kind (name, and
classes without numbers); each kind of which there are two or more is weighed by how many of its elements have a
date, a name, a number, a button of those that only comments have, and whether the page calls what is around them
comments. The heaviest kind wins.

The invariant: sureness is a number that depends on the page alone; a kind that only repeats, like a menu, a gallery
or a list of articles, stays below ``LEAST``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from archive_tui.importers.html.counts import heading
from archive_tui.importers.html.entries import Discussion, Entry, Manner
from archive_tui.importers.html.select import selector
from archive_tui.importers.printed.bylines import is_pingback, read_byline, read_tail
from archive_tui.importers.printed.dates import find_date
from archive_tui.importers.printed.furniture import declared, is_heading, is_reply_button
from archive_tui.text.markup import names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive_tui.importers.html.page import Element, Page

_MOST_STEPS = 300
_MOST = 0.89
"""Sureness of what is only told by its structure, at the most."""

LEAST = 0.25
"""Sureness below which nothing is said at all."""

_KINDS = frozenset(
    ("li", "div", "article", "section", "tr", "dd", "table", "blockquote", "p", "dl", "fieldset", "dt")
)
_COMMENT_WORD = re.compile(
    r"comment|kommentar|comentario|commento|reaktion|reply|replies|respon[sd]|discussion|forum-?post|guestbook|gaestebuch",
    re.IGNORECASE,
)
_OTHER_WORD = re.compile(
    r"menu|nav|sidebar|widget|related|recent|archive|breadcrumb|pagination|share|social|gallery|product|teaser|card|"
    r"carousel|slider|footer|header|tag|categor|latest|popular|trending|promo|author-?bio|search|result|form|field",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[^\d]{0,60}(\d{1,20})|[A-Za-z]{1,30}[-_]([0-9a-f]{6,40})")
_DIGITS = re.compile(r"\d+")
_DATED = selector(
    "time,[datetime],[data-time],[data-timestamp],.date,.time,.timestamp,[itemprop=datePublished],abbr[title]"
)
_NAMED = selector(
    ".author,.username,.user,.name,.fn,.comment-author,.commentAuthor,.poster,cite,[rel=author],[itemprop=author],"
    "[class*=author],[class*=Author],[class*=user],[class*=User]"
)
_VOTE = re.compile(r"vote|score|points|karma|likes", re.IGNORECASE)
_LONGEST_LOOKED_AT = 200
"""Elements of a kind whose content is looked at; of more, these speak for the others."""

_FEWEST = 2
_MOST_KINDS = 150
_LEAST_TEXT = 18
"""Characters of a comment, on the average, that are neither name nor date nor link; long ones count as 400."""


@dataclass(slots=True)
class _Signs:
    """How many of the elements of a kind have what comments have."""

    of: int = 0
    dated: int = 0
    named: int = 0
    numbered: int = 0
    answerable: int = 0
    voted: int = 0
    worded: int = 0
    length: int = 0
    counted: int = 0
    """Those that say how many comments they have: articles."""
    linked: int = 0
    """Those whose words are mostly links: menus, lists of articles."""

    def share(self, count: int) -> float:
        """Return a count as a share of all elements that were looked at."""
        return count / self.of if self.of else 0.0


class Finder:
    """Finds repeated structures that are comments."""

    name = "repeated structure"

    def find(self, page: Page) -> Discussion | None:
        """Return the kind of elements that is most likely comments, with how sure that is."""
        dated, named = (frozenset(each.place for each in wanted.within(page)) for wanted in (_DATED, _NAMED))
        best: tuple[tuple[int, int, int, int], float, list[Element]] | None = None
        for elements in self._kinds(page):
            sure = self._sure(page, elements, dated, named)
            # Of kinds about as sure: the one with more elements, with more of them in one another, the outer one.
            nested = sum(one.holds(two) for one, two in pairwise(elements))
            worth = min(round(sure * 10), 9), len(elements), nested, -elements[0].place
            if sure >= LEAST and (best is None or worth > best[0]):
                best = worth, sure, elements
        if best is None:
            return None
        entries = [Entry([element], id=_number(page, element)) for element in _nesting(best[2])]
        _shift_indented(entries)
        return Discussion(self.name, entries, Manner(), sure=round(min(best[1], _MOST), 2))

    @staticmethod
    def _kinds(page: Page) -> Iterable[list[Element]]:
        """Return the elements of each kind of which there are several: by all of their classes, and by each."""
        kinds: dict[tuple[str, str], list[Element]] = {}
        for element in page.elements:
            if element.name not in _KINDS or not element.contents:
                continue
            classes = sorted({_DIGITS.sub("", each) for each in element.classes} - _CHANGING)
            kinds.setdefault((element.name, _kind_of(element, classes)), []).append(element)
            for each in classes if len(classes) > 1 else ():
                kinds.setdefault((element.name, each), []).append(element)
        several = [elements for elements in kinds.values() if len(elements) >= _FEWEST]
        return sorted(several, key=len, reverse=True)[:_MOST_KINDS]

    def _sure(
        self, page: Page, elements: list[Element], dated: frozenset[int], named: frozenset[int]
    ) -> float:
        """Return how sure it is that the elements are comments: 0.0 to 1.0."""
        signs = _Signs()
        places = {element.place for element in elements}
        for element in elements[:_LONGEST_LOOKED_AT]:
            self._look(page, element, places, signs, (dated, named))
        if signs.share(signs.worded) < 0.6 or signs.length < _LEAST_TEXT * signs.of:
            return 0.0
        context = self._context(page, elements)
        if context < 0 and signs.share(signs.answerable) < 0.5:
            return 0.0
        sure = (
            0.30 * signs.share(signs.dated)
            + 0.18 * signs.share(signs.named)
            + 0.08 * signs.share(signs.numbered)
            + 0.22 * signs.share(signs.answerable)
            + 0.05 * signs.share(signs.voted)
            + 0.30 * max(0.0, context)
        )
        sure -= 0.35 * signs.share(signs.linked) + 0.5 * signs.share(signs.counted)
        if not signs.dated and not signs.answerable:
            sure -= 0.2
        return max(0.0, min(sure, 1.0))

    @staticmethod
    def _look(
        page: Page,
        element: Element,
        others: set[int],
        signs: _Signs,
        marks: tuple[frozenset[int], frozenset[int]],
    ) -> None:
        signs.of += 1
        own = list(page.without(element, others))
        words = page.words(element, others)
        lines = [line for line in page.text(element, others).split("\n") if line.strip()][:60]
        byline = read_byline(lines)
        below = [line for line in lines[-3:] if len(line) <= 120]
        dated = (
            byline.created is not None or any(each.place in marks[0] for each in own[1:]) or _is_dated(lines)
        )
        tail = read_tail(lines)
        signs.dated += dated or (tail is not None and tail.created is not None)
        signs.named += (
            byline.author is not None
            or (tail is not None and tail.author is not None)
            or any(each.place in marks[1] for each in own[1:])
        )
        signs.numbered += bool(_NUMBERED.fullmatch(element.id)) and bool(_DIGITS.search(element.id))
        signs.answerable += any(is_reply_button(line.strip()) for line in (*lines[:4], *below)) or any(
            is_reply_button(page.brief(each))
            for each in own
            if each.name in {"a", "button"} and len(each.contents) <= 3
        )
        signs.voted += any(_VOTE.search(name) for each in own[:60] for name in each.classes)
        linked = sum(len(said) for each in own if each.name == "a" and len(said := page.brief(each)) > 12)
        signs.linked += bool(words) and linked > 0.6 * len(words) and not is_pingback(words)
        signs.counted += any(_counts_comments(line) for line in lines[:6]) or any(
            _counts_comments(page.brief(each)) for each in own if each.name in {"a", "span"}
        )
        dates = sum(len(line) for line in lines if len(line) <= 80 and find_date(line) is not None)
        rest = len(words) - dates - max(0, linked - dates)
        signs.worded += rest >= 2
        signs.length += max(0, min(rest, 400))

    @staticmethod
    def _context(page: Page, elements: list[Element]) -> float:
        """Return whether the page calls the elements comments (1), nothing (0), or something else (-1)."""
        first = elements[0]
        own = " ".join((*first.classes, first.id))
        if _COMMENT_WORD.search(own):
            return 1.0
        around = _said_around(first)
        if around is not None:
            return around
        if _OTHER_WORD.search(own):
            return -1.0
        headed = heading(page, first, first.parent)[0] is not None or _is_headed(page, first)
        return 0.9 if headed else 0.0


def _said_around(first: Element) -> float | None:
    """Return what the elements around the first say of what is in them; None if nothing."""
    for distance, above in enumerate(first.ancestors()):
        said = " ".join((*above.classes, above.id))
        if above.name in {"body", "html"}:
            break
        if _COMMENT_WORD.search(said):
            return 0.9 if distance < 6 else 0.6
        if above.name in {"nav", "aside", "form", "select"} or (distance < 2 and _OTHER_WORD.search(said)):
            return -1.0
    return None


_CHANGING = names(
    """even odd alt first last first-child last-child row bypostauthor byuser author admin reply parent thread-even
    thread-odd highlighted new unread op level depth children has-children comment-by-admin staff moderator depth-
    level- comment_level- parent- wp-"""
)
"""Classes that some comments of a page have, and others not."""


def _counts_comments(line: str) -> bool:
    """Say whether a line counts comments, as a list of articles does; replies are counted by comments too."""
    return (
        declared(line) is not None
        and re.search(r"com+ent|kommentar|коммент|reacti", line, re.IGNORECASE) is not None
    )


def _kind_of(element: Element, classes: list[str]) -> str:
    """Return what elements of a kind share: classes, else the shape of the id, else where they are."""
    if classes:
        return ".".join(classes)
    if element.id:
        return "#" + _DIGITS.sub("", element.id)
    above = element.parent
    if above is None:
        return ""
    return f"in {above.name}.{'.'.join(sorted(above.classes))}#{_DIGITS.sub('', above.id)}"


def _nesting(elements: list[Element]) -> list[Element]:
    """Return the elements around the given ones in which replies are nested, if there are such; else the given ones.

    They are as many ancestors of each, by as many steps for all, and each the ancestor of one alone as its first.
    """
    around = elements
    for _ in range(4):
        above = [element.parent for element in around]
        distinct = {element.place: element for element in above if element is not None}
        if len(distinct) < len(elements):
            break
        around = list(distinct.values())
        if any(one.holds(two) for one, two in pairwise(around)):
            return around
    return elements


def _number(page: Page, element: Element) -> str | None:
    found = _NUMBERED.fullmatch(element.id)
    if found:
        return found[1] or found[2]
    for name in ("data-id", "data-comment-id", "data-commentid", "data-comment", "data-cid"):
        if value := element.get(name):
            return value
    for each in page.elements[element.place + 1 : min(element.stop, element.place + 40)]:
        if found := re.search(r"#(?:comment-?|c)(\d{1,20})$", each.get("href")):
            return found[1]
    return None


def _is_dated(lines: list[str]) -> bool:
    """Say whether a short line at the beginning or the end has a date."""
    return any(len(line) <= 120 and find_date(line) is not None for line in (*lines[:4], *lines[-3:]))


def _is_headed(page: Page, first: Element) -> bool:
    """Say whether a heading of comments stands shortly before the first."""
    before = page.elements[max(0, first.place - 40) : first.place]
    return any(
        each.name in {"h1", "h2", "h3", "h4", "h5", "h6", "legend", "b", "strong"}
        and is_heading(page.brief(each))
        for each in before
    )


_MARGIN = re.compile(r"(?:margin|padding)-left\s*:\s*(\d{1,5})(?:\.\d+)?\s*(px|em|%|rem|pt)?", re.IGNORECASE)
_LEVEL = re.compile(r"(?:depth|level|indent|lvl|thread-level|nest)[-_]?(\d{1,3})$", re.IGNORECASE)


def _shift_indented(entries: list[Entry]) -> None:
    """Tell depths from classes, or from how far each comment is set in, where nesting does not tell them."""
    if any(entry.parts[0].holds(other.parts[0]) for entry, other in pairwise(entries)):
        return
    levels = [_level(entry.parts[0]) for entry in entries]
    if None not in levels and len(set(levels)) > 1:
        lowest = min(level for level in levels if level is not None)
        for entry, level in zip(entries, levels, strict=True):
            entry.depth = None if level is None else level - lowest + 1
        return
    margins = [_margin(entry.parts[0]) for entry in entries]
    ranks = {margin: rank for rank, margin in enumerate(sorted(set(margins)), start=1)}
    if 1 < len(ranks) <= 60:
        for entry, margin in zip(entries, margins, strict=True):
            entry.depth = ranks[margin]
        return
    _by_steps(entries)


def _by_steps(entries: list[Entry]) -> None:
    """Tell depths from how many elements each comment is in: replies in a box beside what they answer."""
    counts = [sum(1 for _ in islice(entry.parts[0].ancestors(), _MOST_STEPS)) for entry in entries]
    rises = {two - one for one, two in pairwise(counts) if two > one}
    lowest = min(counts)
    if len(rises) != 1 or counts[0] != lowest:
        return  # nothing goes in, or by steps of different size: boxes of something else
    step = rises.pop()
    for entry, count in zip(entries, counts, strict=True):
        entry.depth = 1 + (count - lowest) // step


def _level(element: Element) -> int | None:
    for name in ("data-depth", "data-level", "aria-level", "data-indent"):
        if element.get(name).isdecimal():
            return int(element.get(name))
    for each in element.classes:
        if found := _LEVEL.search(each):
            return int(found[1])
    return None


def _margin(element: Element) -> int:
    """Return how far an element is set in, by its own style or that of the element that holds it alone."""
    for each in (element, element.parent):
        if each is not None and (found := _MARGIN.search(each.get("style"))):
            return int(found[1])
    return 0
