"""Blogs and their content systems: Blogger, Drupal, Movable Type, TypePad, Squarespace, and wpDiscuz of WordPress.

The invariant: what a reply answers is told by its id (wpDiscuz), by the element that it is in (Blogger), by a link
(Drupal, Movable Type), or by how many indenting elements it is in (Drupal).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive_tui.importers.html.entries import Discussion, Entry, Manner
from archive_tui.importers.html.select import selector
from archive_tui.importers.html.systems import System, depth_by, parent_by, parent_in

if TYPE_CHECKING:
    from archive_tui.importers.html.page import Element, Page

WPDISCUZ = System(
    name="wpDiscuz",
    comment=selector("[id^=wc-comm-],[id^=wpd-comm-]"),
    number=re.compile(r"(?:wc|wpd)-comm-(\d+)_\d+"),
    parent=parent_by(r"(?:wc|wpd)-comm-\d+_(\d+)"),
    pingback=selector(".pingback,.trackback"),
    manner=Manner(
        body=(".wpd-comment-text", ".wc-comment-text"),
        author=(".wpd-comment-author", ".wc-comment-author"),
        date=(".wpd-comment-date", ".wc-comment-date"),
        link=(".wpd-comment-link [data-wpd-clipboard]", ".wc-comment-link input", "a[href*=#comment-]"),
        score=(".wpd-vote-result", ".wc-vote-result"),
        furniture=(
            ".wpd-reply-to,.wc-reply-to,.wpd-comment-footer,.wc-comment-footer,.wpd-tooltip,.wc-comment-label",
        ),
        deleted=(".wpd-comment-deleted",),
    ),
    count=selector(".wpdtc,.wpd-thread-info,.wc_header_text_count,[data-comments-count]"),
)

BLOGGER = System(
    name="Blogger",
    comment=selector("li.comment,div.comment.blogger-comment"),
    sign=selector(".comment-thread,#comment-holder"),
    holds=selector(".comment-block,.comment-content"),
    number=re.compile(r"c?(\d{6,})"),
    manner=Manner(
        body=(".comment-content", ".comment-body"),
        author=(".comment-header cite.user", ".comment-header .user", "cite", ".user"),
        date=(".datetime", ".comment-header .datetime a", ".comment-timestamp"),
        link=(".datetime a", ".comment-timestamp a"),
        furniture=(".comment-actions,.thread-toggle,.continue,.item-control,.icon",),
        deleted=(".deleted-comment",),
    ),
)

_DRUPAL_MANNER = Manner(
    body=(
        ".field--name-comment-body",
        ".field-name-comment-body",
        "[property=content:encoded],[property=schema:text]",
        ".comment-body,.comment__body",
        ".content",
    ),
    around=(".comment__content,.comment-text,.comment-content",),
    author=(
        ".comment__author,.comment-submitted .username,.submitted .username,.author .username,.username",
        ".submitted",
    ),
    date=(
        "[property=schema:dateCreated]",
        "[property*=dc:created]",
        "[data-comment-timestamp]",
        ".comment__time,.comment-time,.submitted time,.submitted",
    ),
    link=(".comment__permalink a,.comment-permalink a,a.permalink", "h3 a,.title a"),
    furniture=(
        ".links,.comment__links,.field__label,.field-label,.new,mark,.user-signature,.rdf-meta,.comment__meta",
    ),
    signature=(".user-signature",),
    subject=(
        "h3.comment__title,.comment__content > h3,.comment-text > h3,h3.title,h3.comment-title,.comment-title",
        "h3 > a.permalink",
    ),
)

_drupal_depth = depth_by(".indented")
_drupal_answered = parent_in("p.visually-hidden a.permalink,.comment__parent a,.parent a", r"comment-(\d+)")
_drupal_reply_of = parent_in("[rel*=sioc:reply_of]", r"comment-(\d+)", "resource")


def _drupal_parent(page: Page, element: Element) -> str | None:
    return _drupal_reply_of(page, element) or _drupal_answered(page, element)


class Drupal:
    """Comments of Drupal 5 to 11: those that answer stand after what they answer, in ``div.indented``."""

    name = "Drupal"
    _comment = selector(
        ".comment.js-comment,article.comment,[typeof*=sioct:Comment],[typeof*=schema:Comment],"
        ".comment-wrapper > .comment,#comments .comment,.comment-published,.comment"
    )
    _sign = selector(
        ".indented,meta[name=Generator][content*=Drupal],meta[name=generator][content*=Drupal],"
        "script[data-drupal-selector],[typeof*=sioct:Comment],.js-comment"
    )

    def find(self, page: Page) -> Discussion | None:
        """Find the comments by their classes, and the anchors before them by their numbers."""
        if self._sign.first_of(page) is None:
            return None
        entries: list[Entry] = []
        for element in self._comment.within(page):
            if not self._is_comment(page, element) or (entries and entries[-1].parts[0].holds(element)):
                continue
            entries.append(
                Entry(
                    [element],
                    id=self._number(page, element),
                    depth=_drupal_depth(page, element),
                    parent=_drupal_parent(page, element),
                )
            )
        return Discussion(self.name, entries, _DRUPAL_MANNER) if entries else None

    @staticmethod
    def _is_comment(page: Page, element: Element) -> bool:
        wanted = selector(
            ".content,.comment-body,.field--name-comment-body,.field-name-comment-body,.submitted,[property=content:encoded],"
            ".comment__content"
        )
        return element.name not in {"li", "a", "span"} and wanted.first(page.below(element)) is not None

    @staticmethod
    def _number(page: Page, element: Element) -> str | None:
        """Return a comment's number: its own, that of the anchor before it, or of its address."""
        before = [page.elements[place] for place in range(max(0, element.place - 3), element.place)]
        for each in (element, *reversed(before)):
            for said in (each.id, each.get("name"), each.get("about"), each.get("data-comment-id")):
                found = re.search(r"comment-(\d+)$", said)
                if found and (each is element or each.stop <= element.place):
                    return found[1]
        for each in page.below(element):
            found = re.search(r"#comment-(\d+)$", each.get("href"))
            if found and "reply" not in each.get("href"):
                return found[1]
        return None


DRUPAL = Drupal()

_TYPEPAD_MANNER = Manner(
    body=(".comment-content", ".comment-body", ".comments-body"),
    author=(
        ".comment-header .vcard .fn,.comment-footer .vcard .fn,.vcard.author,.byline .author",
        ".comment-footer a[rel*=nofollow]",
        ".comment-footer,.comments-post,.posted",
    ),
    date=(
        "abbr.published",
        ".comment-date",
        ".comment-footer,.comments-post,.posted,.byline,.comment-header",
    ),
    link=("a[href*=#comment-]", "a[href*=#c]"),
    furniture=(".comment-footer,.comments-post,.posted,.comment-reply,.byline,.comment-header",),
)

MOVABLE_TYPE = System(
    name="Movable Type and TypePad",
    comment=selector(
        "div.comment[id^=comment-],li.comment[id^=comment-],article.comment[id^=comment-],div.comment[id^=c]"
    ),
    sign=selector(
        "meta[name=generator][content*=Movable],meta[name=generator][content*=ovable],meta[name=generator][content*=TypePad],"
        "meta[name=generator][content*=typepad],meta[name=generator][content*=Melody],.comment-footer,.comments-content,"
        ".comments-open"
    ),
    number=re.compile(r"(?:comment-|c)([0-9a-f]{1,40})"),
    parent=parent_in(".byline a,.comment-header a,.asset-meta a", r"^#(?:comment-|c)([0-9a-f]{1,40})$"),
    manner=_TYPEPAD_MANNER,
    sure=0.95,
)

SQUARESPACE = System(
    name="Squarespace",
    comment=selector(
        ".squarespace-comments .comment,.sqs-comments .comment,.comment-list .comment[id^=comment-],"
        ".journal-comment-area .comment-wrapper"
    ),
    sign=selector(
        ".squarespace-comments,.sqs-comments,.journal-comment-area,[id^=comments-][class*=squarespace]"
    ),
    holds=selector(".comment-body,.body"),
    number=re.compile(r"comment-?([0-9a-f]+)"),
    manner=Manner(
        body=(".comment-body", ".body"),
        author=(".author", ".comment-header .author a", ".signature .name"),
        date=(".date,.comment-date,.comment-timestamp", ".signature .posted-on"),
        score=(".comment-likes .like-count,.like-count",),
        furniture=(".comment-footer,.signature,.comment-btn",),
    ),
)


class OldBlogger:
    """Blogger's templates before threads: names, texts and dates as ``dt`` and ``dd`` of one list."""

    name = "Blogger"
    _head = selector("dt.comment-author,dt.comment-poster,dt.comment-data")

    def find(self, page: Page) -> Discussion | None:
        """Find comments: each begins with a ``dt``."""
        entries: list[Entry] = []
        for head in self._head.within(page):
            entry = Entry([head], id=self._number(page, head))
            after = head.stop
            while after < len(page.elements) and page.elements[after].parent is head.parent:
                if page.elements[after].name != "dd":
                    break
                entry.parts.append(page.elements[after])
                after = page.elements[after].stop
            entries.append(entry)
        entries = [entry for entry in entries if len(entry.parts) > 1]
        return Discussion(self.name, entries, _OLD_BLOGGER_MANNER) if entries else None

    @staticmethod
    def _number(page: Page, element: Element) -> str | None:
        for each in (element, *page.below(element)):
            found = re.fullmatch(r"c?(\d{4,})", each.id or each.get("name"))
            if found:
                return found[1]
        return None


_OLD_BLOGGER_MANNER = Manner(
    body=("dd.comment-body", "dd.comment-text"),
    author=("dt.comment-author,dt.comment-poster,dt.comment-data",),
    date=(".comment-timestamp", "dd.comment-footer,dd.comment-timestamp"),
    link=(".comment-timestamp a", "dd.comment-footer a"),
    furniture=(".comment-timestamp,dd.comment-footer,.item-control",),
    deleted=(".deleted-comment",),
)
OLD_BLOGGER = OldBlogger()
