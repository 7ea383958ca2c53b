"""The elements that belong to one comment, and what each of them is: its text, its author's name, its furniture.

The invariant: an element belongs to one comment, the innermost that it is in; and what is taken for a name or a date is
never also text. Furniture is told by the classes that systems give it.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Literal

from archive_tui.importers.html.generic import GENERIC
from archive_tui.importers.html.saved import original
from archive_tui.importers.html.select import selector
from archive_tui.importers.printed import bylines
from archive_tui.importers.printed.dates import find_date
from archive_tui.importers.printed.furniture import is_button
from archive_tui.model import Kind
from archive_tui.text.links import absolute
from archive_tui.text.markup import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from archive_tui.importers.html.entries import Entry, Manner
    from archive_tui.importers.html.page import Element, Page

_ALWAYS = names(
    """comment-reply-link comment-reply comment_reply reply-link reply_link replylink reply-button reply-to-comment
    comment-edit-link edit-link comment-edit edit-comment comment-awaiting-moderation moderation sharedaddy sd-block
    sd-like sd-sharing jp-relatedposts comment-likes comment-like comment-like-link wpulike wp_ulike comment-rating
    comment-respond comment-form commentform comment-actions comment_actions comment-action comment__actions
    comment-tools comment-buttons comment-controls comment-links comment-footer-actions comment-options a2a_kit
    addtoany_share_save_container heateor_sss_sharing_container social-share share-buttons sharing share-links
    screen-reader-text sr-only visually-hidden assistive-text report-comment flag-comment flag report-link
    comment-report cld-like-dislike-wrap ckrating vote-buttons voting upvote downvote karma-vote comment-vote
    comment-votes comment-permalink permalink-icon reply-container simple-comment-editing sce-edit-button
    sce-edit-comment quote-link comment-quote-link cancel-comment-reply-link comments-reply-button
    ratingblock ratingheader ratingtext ratingstars gdsr gdrts-rating-block gdthumb cld-common-wrap comment-like-dislike
    crfp-comment-rating wpd-rating post-ratings comment-rating-stars wp-review-comment-rating
    subscribe-to-comments wpulike-comment like_dislike comment-feedback"""
)
"""Classes of what is furniture even within a comment's text."""

_AROUND = names(
    """reply replies comment-meta comment_meta commentmetadata comment-metadata comment-author comment_author
    commentauthor comment-author-link comment-date comment_date comment-time comment-header comment-head comment_head
    comment-info comment-footer vcard author says avatar comment-avatar comment_avatar gravatar userpic user-pic
    author-avatar comment-number comment-count commentnumber comment-counter comment-id meta date time timestamp
    post-meta postmeta byline posted-by posted-on comment-title-info edit comment-navigation published username
    user-name num number count bypostauthor-badge post-author author-tag badge rank user-title userinfo user-info"""
)
"""Classes of what is furniture where no class sets the text apart."""

_NO_TEXT = names("form button input textarea select label script style noscript template nav")
_FRAME = ".comment-author,.vcard,.comment-meta,.commentmetadata,cite.fn,.comment-date,.says,time[datetime]"
"""What no element holds that holds nothing but a comment's text."""

_CHILDREN = names("children comment-children replies-list comment-replies commentlist comment-list")
_SCORE = re.compile(r"[+\u2212–-]?\s*\d{1,3}(?:[,.\u00a0]\d{3})*(?:\.\d)?\s*[kK]?")
_MAX_NAME = 120
_HEADINGS = ("h3,h4,h5,h6,.media-heading", "strong,b")
"""What names an author where no class says so, and the text stands apart."""

_LABEL = re.compile(
    r"(?:^|[\s,|•·–—-])(?:posted|written|submitted|added|wrote|published|verfasst|geschrieben|posté|publicado|dodano)"
    r"\s+(?:by|on|at|in|am|um|von|le|par|el|por)\b\s*[:：]?\s*$",
    re.IGNORECASE,
)
"""What themes print between a name and a date, or before the name."""


class Owned:
    """Which elements belong to which comment, and what a selector selects among them. O(elements) for a selector."""

    def __init__(self, page: Page, entries: Sequence[Entry]) -> None:
        self._page = page
        self.entries = entries
        self.left_out = _nested(entries)
        """For each comment the places of the comments that are in it, next below."""
        self._owner = _owners(page, entries)
        self._selected: dict[str, dict[int, list[Element]]] = {}

    def select(self, text: str, index: int) -> list[Element]:
        """Return what is selected among the elements of a comment, in order."""
        selected = self._selected.get(text)
        if selected is None:
            selected = {}
            for element in selector(text).within(self._page):
                owner = self._owner[element.place]
                if owner >= 0:
                    selected.setdefault(owner, []).append(element)
            self._selected[text] = selected
        return selected.get(index, [])


def _owners(page: Page, entries: Sequence[Entry]) -> list[int]:
    """Return for each element the index of the comment that it belongs to, -1 for none. O(elements)."""
    begins = {part.place: index for index, entry in enumerate(entries) for part in entry.parts}
    owners = [-1] * len(page.elements)
    inside: list[tuple[int, int]] = []
    for element in page.elements:
        while inside and inside[-1][0] <= element.place:
            inside.pop()
        index = begins.get(element.place)
        if index is not None:
            inside.append((element.stop, index))
        if inside:
            owners[element.place] = inside[-1][1]
    return owners


class Scope:
    """The elements of one comment."""

    def __init__(self, page: Page, owned: Owned, index: int, manner: Manner, *, base: str | None) -> None:
        self.left_out = owned.left_out[index]
        self._page = page
        self._owned = owned
        self._index = index
        self._entry = owned.entries[index]
        self._manner = manner
        self._base = base
        self._bodies: list[Element] = []

    def _select(self, text: str) -> list[Element]:
        return self._owned.select(text, self._index)

    def _outside(self, text: str) -> list[Element]:
        """Return what is selected and no part of the text."""
        return [each for each in self._select(text) if not any(body.holds(each) for body in self._bodies)]

    def _tried(self, part: Literal["body", "author", "date", "link"]) -> tuple[str, ...]:
        """Return the selectors for a part of a comment: the system's, then those of most sites."""
        own: tuple[str, ...] = getattr(self._manner, part)
        generic: tuple[str, ...] = getattr(GENERIC, part)
        return (*own, *generic) if self._manner.generic else own

    def find_bodies(self) -> list[Element]:
        """Return the elements that hold the text, by the surest selector that finds any with words in them."""
        for place, text in enumerate(self._tried("body")):
            found: list[Element] = []
            for element in self._select(text):
                if not (found and found[-1].holds(element)):
                    found.append(element)
            found = [
                element for element in found if self._is_body(element, sure=place < len(self._manner.body))
            ]
            if found:
                self._bodies = found
                return found
        return []

    def _misses(self, bodies: list[Element]) -> bool:
        """Say whether more is said in paragraphs beside what looks like the text: then it is but a part of it."""
        within = sum(len(self._page.words(body, self.left_out)) for body in bodies)
        beside = sum(
            len(self._page.brief(each, self.left_out))
            for each in self._select("p")
            if not any(body.holds(each) for body in bodies) and not self._is_furniture(each)
        )
        return beside > within

    def _is_furniture(self, element: Element) -> bool:
        """Say whether an element, or one that it is in within the comment, is furniture by its classes."""
        for each in chain((element,), element.ancestors()):
            if any(part is each for part in self._entry.parts):
                return False
            if not (_ALWAYS | _AROUND).isdisjoint(each.classes) or each.name in _NO_TEXT:
                return True
        return False

    def _is_body(self, element: Element, *, sure: bool) -> bool:
        """Say whether an element holds the text and nothing of the comment's frame."""
        if any(part is element for part in self._entry.parts) and not sure:
            return False
        if not self._page.words(element, self.left_out) and not self._has_picture(element):
            return False
        if sure:
            return True
        return not any(element.holds(each) and each is not element for each in self._select(_FRAME))

    def _has_picture(self, element: Element) -> bool:
        return any(
            each.name in {"img", "iframe", "video", "embed", "object"} and "avatar" not in each.get("class")
            for each in self._page.without(element, self.left_out)
        )

    def is_pingback(self, text: str) -> bool:
        """Say whether the comment is a pingback: its author's name is then what it says."""
        return self._entry.kind is Kind.PINGBACK or bylines.is_pingback(text[:200].lstrip() + ":")

    def author(self) -> Element | None:
        """Find the element that names the author; what stands before "says" if nothing else does."""
        tried = (element for text in self._tried("author") for element in self._outside(text))
        headed = (element for text in _HEADINGS for element in self._outside(text) if self._bodies)
        said = (each.parent for each in self._outside(".says") if each.parent is not None)
        return next((element for element in chain(tried, said, headed) if self.name(element)), None)

    def name(self, element: Element) -> str | None:
        """Return the name in an element."""
        for attribute in ("data-author", "data-username"):
            if value := element.get(attribute):
                return value[:_MAX_NAME]
        if element.name == "meta":
            return element.get("content")[:_MAX_NAME] or None
        furniture = self._furniture(
            element, _ALWAYS | {"says", "avatar", "date", "comment-date", "comment-meta", "meta", "badge"}
        )
        words = self._page.brief(element, self.left_out | furniture)
        if not words or len(words) > 2 * _MAX_NAME:
            return None
        dated = find_date(words)
        if dated is not None and dated.start > 0 and (dated.when or dated.start > 3):
            words = words[: dated.start]
        elif dated is not None and dated.when is not None:
            return None
        name = bylines.plain_name(_LABEL.sub("", words))
        return name if name and len(name) <= _MAX_NAME and not is_button(name) else None

    def dates(self) -> Iterator[Element]:
        """Yield the elements that may hold the date, the surest first."""
        for text in self._tried("date"):
            yield from self._outside(text)

    def link(self) -> str | None:
        """Return the comment's own address."""
        for text in self._tried("link"):
            for element in self._outside(text):
                address = original(
                    element.get("href") or element.get("content") or element.get("data-wpd-clipboard")
                )
                if "respond" in address or "replytocom" in address:
                    continue
                if address.startswith("#") and len(address) > 1 and self._base:
                    return self._base.partition("#")[0] + address
                if whole := absolute(address, self._base):
                    return whole
        return None

    def score(self) -> int | None:
        """Return the votes where the system's own marks show them."""
        for text in self._manner.score:
            for element in self._select(text):
                for words in (
                    *(
                        element.get(each)
                        for each in ("data-score", "score", "data-votes", "content", "title")
                    ),
                    self._page.brief(element, self.left_out),
                ):
                    number = votes(words)
                    if number is not None:
                        return number
        return None

    def has(self, selectors: Iterable[str]) -> bool:
        """Say whether anything of the comment, or the comment itself, is selected."""
        return any(self._select(text) for text in selectors)

    def text(self, bodies: Sequence[Element]) -> str:
        """Return the text of the elements that hold it, and below it a signature."""
        pieces = []
        for body in bodies:
            furniture = self._furniture(body, _ALWAYS) | self._selected(
                body, (*self._manner.furniture, *self._manner.signature)
            )
            quoted = self._selected(body, self._manner.quote)
            pieces.append(self._page.text(body, self.left_out | furniture, base=self._base, quoted=quoted))
        signed = [
            self._page.text(element, self.left_out, base=self._base)
            for text in self._manner.signature
            for element in self._select(text)
        ]
        text = self._titled("\n\n".join(piece for piece in pieces if piece))
        mark = "\n".join(line for line in dict.fromkeys(signed) if line)
        return f"{text}\n\n-- \n{mark}" if mark and text else text

    def _titled(self, text: str) -> str:
        """Put the comment's own title before its text, unless it is the text's beginning, or says nothing."""
        for each in self._manner.subject:
            for element in self._select(each):
                words = self._page.words(element, self.left_out)
                plain = re.sub(r"[\s.…]+$", "", words).casefold()
                if not plain or " ".join(text.split()).casefold().startswith(plain):
                    return text
                return text if re.match(r"(?:re|aw|antw|sv)\s*:", plain) else f"{words}\n\n{text}".rstrip()
        return text

    def whole(self, taken: set[int]) -> str:
        """Return all text of the comment but its frame, and what was taken for author and date."""
        around = [element for text in self._manner.around for element in self._select(text)][:1]
        pieces = []
        for part in around or self._entry.parts:
            left_out = (
                self.left_out
                | taken
                | self._furniture(part, _ALWAYS | _AROUND)
                | self._selected(part, self._manner.furniture)
            )
            if part.place not in left_out:
                pieces.append(self._page.text(part, left_out, base=self._base))
        return "\n\n".join(piece for piece in pieces if piece)

    def _selected(self, within: Element, selectors: Iterable[str]) -> set[int]:
        return {
            element.place
            for text in selectors
            for element in self._select(text)
            if within.holds(element) and element is not within
        }

    def _furniture(self, within: Element, classes: frozenset[str]) -> set[int]:
        """Return the places of what is furniture by its classes or its kind."""
        found = set()
        for element in self._page.without(within, self.left_out):
            if element is within:
                continue
            if (
                element.name in _NO_TEXT
                or (
                    element.classes
                    and not classes.isdisjoint(element.classes)
                    and self._is_small(element, classes)
                )
                or (element.name == "img" and _is_portrait(element))
                or not _CHILDREN.isdisjoint(element.classes)
            ):
                found.add(element.place)
        return found

    def _is_small(self, element: Element, classes: frozenset[str]) -> bool:
        """Say whether an element is furniture and no more: a frame may have been put around everything."""
        if element.name in {"p", "blockquote"} or classes is not _ALWAYS:
            return element.stop - element.place <= 60 and len(self._page.words(element, self.left_out)) <= 300
        return True


def _is_portrait(element: Element) -> bool:
    classes = " ".join(element.classes).lower()
    return any(
        word in classes for word in ("avatar", "gravatar", "photo", "userpic")
    ) or "gravatar.com" in element.get("src")


def _nested(entries: Sequence[Entry]) -> list[frozenset[int]]:
    """Return for each entry the places of the entries that are in it, next below."""
    left_out: list[set[int]] = [set() for _ in entries]
    inside: list[int] = []
    for index, entry in enumerate(entries):
        for part in entry.parts:
            while inside and not any(each.holds(part) for each in entries[inside[-1]].parts):
                inside.pop()
            if inside and inside[-1] != index:
                left_out[inside[-1]].add(part.place)
        inside.append(index)
    return [frozenset(places) for places in left_out]


def votes(words: str) -> int | None:
    """Read a number of votes: "+12", "1,204", "1.2k", "17 points"; None for no number, or for several."""
    found = _SCORE.findall(words) if len(words) <= 60 else []
    if len(found) != 1:
        return None
    plain = found[0].replace("\u2212", "-").replace("–", "-").replace(" ", "").replace("\u00a0", "")
    thousands = plain[-1] in "kK"
    digits = plain.rstrip("kK")
    try:
        if thousands:
            return round(float(digits) * 1000)
        return int(re.sub(r"[,.]", "", digits))
    except ValueError:
        return None
