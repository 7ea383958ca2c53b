"""From the elements of a comment to what it says: author, date, address, votes, text.

The invariant: an element belongs to one comment, the innermost that it is in; and what is taken for a name or a date is
never also text. Furniture is told by the classes that systems give it where they give any, and by its wording only at the
ends of a comment whose text no class sets apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from archive_tui.importers.html.entries import Manner
from archive_tui.importers.html.saved import original
from archive_tui.importers.html.select import selector
from archive_tui.importers.printed import bylines
from archive_tui.importers.printed.dates import find_date
from archive_tui.importers.printed.furniture import is_button
from archive_tui.model import ImportedComment, Kind, State
from archive_tui.text.links import absolute
from archive_tui.text.markup import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from archive_tui.importers.html.entries import Discussion, Entry
    from archive_tui.importers.html.moments import Moments
    from archive_tui.importers.html.page import Element, Page

GENERIC = Manner(
    body=(
        "[itemprop=commentText],[itemprop=text]",
        ".e-content,.p-content,.entry-content",
        ".comment-content,.comment_content,.commentcontent,.commentContent,.comment__content,.CommentContent",
        ".comment-text,.comment_text,.commenttext,.commentText,.comment__text,.comment-txt,.commenttxt",
        ".comment-entry,.commententry,.comment_entry,.comment-message,.comment__message,.comment-copy,.comment__copy",
        ".comment-description,.comment-inner-content,.comment-post-content,.comment-body-text,.comment-body-inner",
        ".commentbody,.comment-body,.comment_body,.commentBody,.comment__body",
        ".message,.message-text,.message-body,.post-message,.post_message,.msg,.text,.content,.body,.copy",
    ),
    author=(
        "[itemprop=author] [itemprop=name],[itemprop=creator] [itemprop=name]",
        ".fn,.p-author .p-name,.p-author",
        "[itemprop=author],[itemprop=creator]",
        ".comment-author-link,.comment-author-name,.comment_author_name,.commentauthor,.comment__author-name",
        "cite",
        ".comment-author,.comment_author,.commentAuthor,.comment__author,.comment-name,.commenter,.commenter-name",
        ".author-name,.author_name,.username,.user-name,.userName,.user_name,.nickname,.display-name,.screen-name",
        ".author,.poster,.postedby,.posted-by,.comment-by,.comment-user,.name,.user",
        "[data-author],[data-username]",
        "a[rel=author],a[rel*=external]",
    ),
    date=(
        "time[datetime]",
        "[itemprop=datePublished],[itemprop=dateCreated],[itemprop=commentTime],.dt-published,.published",
        "abbr[title].date,abbr[title].timeago,abbr[title]",
        "[datetime],[data-timestamp],[data-time],[data-utime],[data-epoch]",
        "time",
        ".comment-date,.comment_date,.commentdate,.commentDate,.comment__date,.comment-time,.comment-timestamp",
        ".date,.time,.timestamp,.posted-on,.post-date,.datetime,.comment-meta,.commentmetadata,.comment-metadata",
        "a[href*=#comment-],a[href*=#c]",
        "small,.meta,.info,.details,.when,.ago",
    ),
    link=(
        "a.permalink,a.comment-permalink,a.comment-link,a[rel=bookmark],a[itemprop=url],a.u-url",
        "a[href*=#comment-],a[href*=#c]",
    ),
)
"""What most sites do."""

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
    sce-edit-comment quote-link comment-quote-link cancel-comment-reply-link comments-reply-button"""
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
_LINE_MARKS = re.compile(r"^[\W_]+$")
_WORDS_OF_DELETION = re.compile(
    r"""[\W_]*(?: (?:this\ )?(?:comment|post|message|entry)\ (?:was|has\ been|is|were)\ (?:\w+\ ){0,2}
    (?:deleted|removed)\b.{0,80}
    | (?:comment\ )?(?:deleted|removed)(?:\ (?:by|comment)\b.{0,60})? | \[(?:deleted|removed|flagged|dead)\].{0,40}
    | (?:dieser\ )?kommentar\ (?:wurde|ist)\ .{0,30}(?:gelöscht|entfernt).{0,60}
    | (?:ce\ )?(?:commentaire|message)\ a\ été\ .{0,10}(?:supprimé|effacé).{0,60}
    | (?:este\ )?comentario\ ha\ sido\ (?:eliminado|borrado).{0,60}
    | questo\ commento\ è\ stato\ (?:eliminato|rimosso).{0,60} | este\ comentário\ foi\ removido.{0,60}
    | deze\ reactie\ is\ verwijderd.{0,60} | комментарий\ (?:был\ )?удал[её]н.{0,60} )[\W_]*""",
    re.IGNORECASE | re.VERBOSE,
)
_SCORE = re.compile(r"[+\u2212–-]?\s*\d{1,3}(?:[,.\u00a0]\d{3})*(?:\.\d)?\s*[kK]?")
_MAX_NAME = 120


class Reader:
    """Reads the comments of one discussion."""

    def __init__(self, page: Page, found: Discussion, moments: Moments, *, base: str | None) -> None:
        self._page = page
        self._found = found
        self._moments = moments
        self._base = base
        self._left_out = _nested(found.entries)
        self._owned = Owned(page, found.entries)

    def read(self, index: int, ref: str, parent: str | None) -> ImportedComment:
        """Read one entry."""
        entry = self._found.entries[index]
        manner = entry.manner or self._found.manner
        left_out = self._left_out[index]
        scope = _Scope(self._page, self._owned, index, entry, manner, left_out, self._base)
        bodies = scope.find_bodies()
        author_element = None if entry.author is not None else scope.author()
        date_element, created = (None, entry.created) if entry.created else self._date(scope)
        author = entry.author
        if author is None and author_element is not None:
            author = scope.name(author_element)
        if entry.text is not None:
            text = entry.text
        elif bodies:
            text = scope.text(bodies)
        else:
            text, author, created = self._unmarked(scope, author_element, date_element, (author, created))
        state = entry.state
        if state is State.NORMAL and (scope.has(manner.deleted) or _WORDS_OF_DELETION.fullmatch(text[:200])):
            state = State.DELETED
        kind = entry.kind
        if kind is Kind.COMMENT and bylines.is_pingback(text[:200].lstrip()):
            kind = Kind.PINGBACK
        return ImportedComment(
            ref=ref,
            parent=parent,
            source_id=entry.id,
            author=author,
            created=created,
            score=entry.score if entry.score is not None else scope.score(),
            text=text,
            url=entry.url or scope.link(),
            state=state,
            kind=kind,
        )

    def _date(self, scope: _Scope) -> tuple[Element | None, datetime | None]:
        """Find the date among what is no text; the surest element that has one."""
        for element in scope.dates():
            words = self._page.words(element, scope.left_out)
            moment = self._moments.of(element, words)
            if moment is not None:
                return (element if len(words) <= 80 else None), moment
        return None, None

    def _unmarked(
        self,
        scope: _Scope,
        author_element: Element | None,
        date_element: Element | None,
        known: tuple[str | None, datetime | None],
    ) -> tuple[str, str | None, datetime | None]:
        """Read a comment whose text no class sets apart: everything but its frame, and a byline in words."""
        author, created = known
        taken = {element.place for element in (author_element, date_element) if element is not None}
        text = scope.whole(taken)
        if scope.is_pingback(text):
            return (
                scope.whole(taken - {author_element.place if author_element is not None else -1}),
                author,
                created,
            )
        lines = text.split("\n")
        if author is None or created is None:
            byline = bylines.read_byline(lines[:16])
            if byline.firm and not byline.pingback and byline.used < len(lines):
                author, created = author or byline.author, created or byline.created
                lines = lines[byline.used :]
        return _without_frame(lines, author), author, created


class Owned:
    """Which elements belong to which comment, and what a selector selects among them. O(elements) for a selector."""

    def __init__(self, page: Page, entries: Sequence[Entry]) -> None:
        self._page = page
        self._owner = [-1] * len(page.elements)
        for index, entry in enumerate(entries):
            for part in entry.parts:
                self._owner[part.place : part.stop] = [index] * (part.stop - part.place)
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


class _Scope:
    """The elements of one comment."""

    def __init__(
        self,
        page: Page,
        owned: Owned,
        index: int,
        entry: Entry,
        manner: Manner,
        left_out: frozenset[int],
        base: str | None,
    ) -> None:
        self.left_out = left_out
        self._page = page
        self._owned = owned
        self._index = index
        self._entry = entry
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
        """Find the element that names the author."""
        return next(
            (
                element
                for text in self._tried("author")
                for element in self._outside(text)
                if self.name(element)
            ),
            None,
        )

    def name(self, element: Element) -> str | None:
        """Return the name in an element."""
        for attribute in ("data-author", "data-username"):
            if value := element.get(attribute):
                return value[:_MAX_NAME]
        if element.name == "meta":
            return element.get("content")[:_MAX_NAME] or None
        furniture = self._furniture(
            element, _ALWAYS | {"says", "avatar", "date", "comment-date", "comment-meta", "badge"}
        )
        words = self._page.words(element, self.left_out | furniture)
        if not words or len(words) > 2 * _MAX_NAME:
            return None
        dated = find_date(words)
        if dated is not None and dated.start > 0 and (dated.when or dated.start > 3):
            words = words[: dated.start]
        elif dated is not None and dated.when is not None:
            return None
        name = bylines.plain_name(words)
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
                    self._page.words(element, self.left_out),
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
            return len(self._page.words(element, self.left_out)) <= 300
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


def _without_frame(lines: list[str], author: str | None) -> str:
    """Cut buttons, punctuation and a bare name off both ends."""
    start, stop = 0, len(lines)
    while start < stop and _is_frame(lines[start], author):
        start += 1
    while stop > start and (not lines[stop - 1].strip() or is_button(lines[stop - 1])):
        stop -= 1
    return "\n".join(lines[start:stop]).strip("\n") if start < stop else ""


def _is_frame(line: str, author: str | None) -> bool:
    plain = line.strip()
    if not plain or is_button(plain) or re.fullmatch(r"#?\d{1,6}[.:)]?", plain):
        return True
    if author is not None and bylines.plain_name(plain) == author:
        return True
    return len(plain) <= 30 and (
        _LINE_MARKS.match(plain) is not None
        or re.fullmatch(r"(?:says?|said|wrote|on|at|by|am|um|sagt|schreibt)\b\W*", plain) is not None
    )


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
