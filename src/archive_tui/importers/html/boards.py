"""Boards: XenForo, vBulletin, phpBB, Discourse, and those that are much like them.

Every post is a comment, the first one too: a page may begin anywhere in a thread. Boards are flat, quotations say
who is answered; Discourse alone says it. The invariant: ranks, signatures, "last edited by" and buttons are no text
of a post; a signature stands below it, behind the line with two dashes that mail sets it apart with.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive_tui.importers.html.entries import Discussion, Entry, Manner
from archive_tui.importers.html.forums import FORUMS
from archive_tui.importers.html.select import selector
from archive_tui.importers.html.systems import System

if TYPE_CHECKING:
    from archive_tui.importers.html.page import Element, Page

XENFORO_2 = System(
    name="XenForo 2",
    comment=selector(
        "article.message[data-content],div.message[data-content],article.js-post,.comment.js-comment[data-content]"
    ),
    number=re.compile(r"(?:[a-z-]+-)?(\d+)"),
    attributes=("data-content", "id"),
    holds=selector(".message-body,.message-content,.message-userContent,.comment-body,.bbWrapper"),
    title=selector("h1.p-title-value"),
    title_without=selector("h1.p-title-value .label,h1.p-title-value .label-append"),
    manner=Manner(
        body=(".message-body .bbWrapper", ".comment-body .bbWrapper", ".bbWrapper", ".message-body"),
        author=("[data-author]", ".message-name .username", ".message-name", ".username"),
        date=(".message-attribution time", ".message-date time", "time.u-dt", "time"),
        link=(
            ".message-attribution-main a[href*=post-]",
            ".message-attribution a[href*=post-]",
            "a[href*=post-]",
        ),
        score=(".reactionsBar-score",),
        furniture=(
            ".bbCodeBlock-expandLink,.js-selectToQuoteEnd,.message-lastEdit,.bbCodeSpoiler-button .button-text-hint",
        ),
        signature=(".message-signature .bbWrapper",),
        deleted=(".message--deleted,.messageNotice--deleted",),
    ),
    bodiless=True,
)

XENFORO_1 = System(
    name="XenForo 1",
    comment=selector("li.message[id^=post-],div.message[id^=post-]"),
    number=re.compile(r"post-(\d+)"),
    holds=selector(".messageContent,.messageText"),
    title=selector(".titleBar h1"),
    manner=Manner(
        body=(".messageText", ".messageContent"),
        author=("[data-author]", ".userText .username", ".authorEnd .username", ".username"),
        date=(".datePermalink .DateTime", ".DateTime", ".datePermalink"),
        link=("a.datePermalink",),
        furniture=(".quoteExpand,.messageTextEndMarker,.editDate",),
        signature=(".signature",),
        deleted=(".deleted",),
    ),
    bodiless=True,
)

_VB_QUOTE = (".bbcode_quote", "div > table td.alt2")

VBULLETIN_4 = System(
    name="vBulletin 4",
    comment=selector("li.postcontainer,li.postbit,li.postbitlegacy,li.postbitim,[id^=post_].postcontainer"),
    number=re.compile(r"post_?(\d+)"),
    holds=selector("[id^=post_message_],.postcontent,.postbody"),
    manner=Manner(
        body=(".postcontent", "[id^=post_message_]"),
        author=(".userinfo .username", ".username", ".userinfo strong"),
        date=(".postdate .date", ".postdate", ".posthead .date"),
        link=("a.postcounter", ".nodecontrols a"),
        quote=(".bbcode_quote",),
        furniture=(".quote_container > .bbcode_quote_container,.editreason",),
        signature=(".signaturecontainer", ".signature"),
        subject=("h2.title,.posttitle",),
    ),
    bodiless=True,
)

VBULLETIN_5 = System(
    name="vBulletin 5",
    comment=selector(
        "li.b-post[data-node-id],li.js-post,.b-comment-thread__comment[data-node-id],div.b-comment[data-node-id]"
    ),
    attributes=("data-node-id", "id"),
    holds=selector(".js-post__content-text,.b-post__content,.b-comment__content,[itemprop=text]"),
    number=re.compile(r"(?:\D*)(\d+)"),
    manner=Manner(
        body=(
            ".js-post__content-text",
            "[itemprop=text]",
            ".b-comment__content,.js-comment__content",
            ".b-post__content",
        ),
        author=(
            ".b-userinfo .author [itemprop=name],[itemprop=author] [itemprop=name]",
            ".b-userinfo .author",
            ".author",
        ),
        date=(".b-post__timestamp time", "time"),
        link=("a.b-post__count",),
        quote=(".bbcode_quote",),
        signature=(".b-post__signature,.js-post__signature",),
        score=(".b-post__votes-count,.js-post__vote-count",),
        furniture=(".b-post__edit-history,.b-post-edit,.b-post__footer",),
        subject=("h2.b-post__title",),
    ),
    bodiless=True,
)


class OldVBulletin:
    """Posts of vBulletin 2 and 3, laid out in tables: the text has an id, and what is around it says the rest."""

    name = "vBulletin 3"
    _message = selector("[id^=post_message_]")
    _manner = Manner(
        body=("[id^=post_message_]",),
        author=(".bigusername", "[id^=postmenu_]"),
        date=("td.thead", ".smallfont"),
        link=("a[href*=showpost.php]", "a[href*=showthread.php][href*=#post]"),
        quote=("td.alt2 > div",),
        subject=(),
    )

    def find(self, page: Page) -> Discussion | None:
        """Find the texts, and for each the table or box that holds it alone."""
        messages = list(self._message.within(page))
        entries = []
        for message in messages:
            holder = _widest(message, messages)
            number = message.id.rpartition("_")[2]
            entries.append(Entry([holder], id=number if number.isdecimal() else None))
        return Discussion(self.name, entries, self._manner, bodiless=True) if entries else None


def _widest(message: Element, messages: list[Element]) -> Element:
    """Return the outermost element that holds this post and no other."""
    widest = message
    for above in message.ancestors():
        if above.name in {"body", "html"} or sum(above.holds(each) for each in messages) > 1:
            break
        widest = above
        if re.fullmatch(r"(?:post|edit)_?\d+", above.id):
            break
    return widest


PHPBB_3 = System(
    name="phpBB 3",
    comment=selector("div.post[id^=p],article.post[id^=p]"),
    number=re.compile(r"p(?:ost)?(\d+)"),
    holds=selector(".postbody,.content"),
    title=selector("h2.topic-title,.topic-title,#page-body h2"),
    manner=Manner(
        body=(".postbody .content", ".content"),
        author=(
            ".author .username,.author .username-coloured,.author strong a",
            ".postprofile .username,.postprofile dt a",
            ".author strong",
        ),
        date=(".author time", ".author"),
        link=(".author a[href*=viewtopic]", "h3 a"),
        furniture=(".post-buttons,.notice,.signature,.profile-icons,.attachbox .file-size",),
        signature=(".signature",),
        subject=("h3",),
    ),
    bodiless=True,
)


class OldPhpBB:
    """Posts of phpBB 2 (subSilver) and of subsilver2: two cells, the name in one and ``.postbody`` in the other."""

    name = "phpBB 2"
    _body = selector("span.postbody,div.postbody,td .postbody")
    _name = selector(".name,.postauthor")
    _manner = Manner(
        body=(".postbody",),
        author=(".name b,.name,.postauthor",),
        date=("td.row1 td .postdetails,td.row2 td .postdetails", ".postdetails", ".gensmall"),
        link=("a[href*=viewtopic]",),
        quote=("td.quote", ".quotecontent"),
        furniture=(".signature,.gensmall",),
    )

    def find(self, page: Page) -> Discussion | None:
        """Find the names, and put the texts that follow in the same row with them."""
        entries: list[Entry] = []
        for element in self._name.within(page):
            if not (entries and entries[-1].parts[-1].holds(element)):
                row = next((above for above in element.ancestors() if above.name == "tr"), None)
                if row is not None and self._body.first(page.below(row)) is not None:
                    entries.append(Entry([row], id=self._number(page, row)))
        return Discussion(self.name, entries, self._manner, bodiless=True) if entries else None

    @staticmethod
    def _number(page: Page, row: Element) -> str | None:
        for each in page.below(row):
            if each.name == "a" and (found := re.fullmatch(r"p?(\d+)", each.get("name") or each.id)):
                return found[1]
            if found := re.search(r"viewtopic[^#]*#p?(\d+)$", each.get("href")):
                return found[1]
        return None


_DISCOURSE_MANNER = Manner(
    body=(".cooked", "[itemprop=text]", ".post[itemprop=articleBody]", ".post"),
    author=(".names .username", ".names .first", ".creator [itemprop=name]", ".username", ".creator"),
    date=("[data-time]", "time.post-time", "time"),
    link=(
        "a.post-date,.post-date a",
        ".crawler-post-infos link[itemprop=url]",
        "link[itemprop=url],link[itemprop=mainEntityOfPage]",
    ),
    score=(".like-count,.post-likes", "[itemprop=interactionStatistic] [itemprop=userInteractionCount]"),
    furniture=(
        ".cooked-selection-barrier,.quote-controls,.expand-hidden,.embedded-posts,.lightbox .meta,.topic-map",
        ".post-menu-area",
    ),
    deleted=(".deleted-user-avatar", ".topic-post.deleted"),
    generic=True,
)


class Discourse:
    """Posts of Discourse, as a browser shows them or as crawlers are served them."""

    name = "Discourse"
    _post = selector(
        "article[id^=post_][data-post-id],article.boxed[id^=post_],.crawler-post,article.topic-post,div.topic-body.crawler-post"
    )
    _old = selector("[itemtype*=DiscussionForumPosting] > .post,.topic-body[itemprop=comment]")
    _tab = selector(".reply-to-tab")
    _name = selector(".names .username,.names .first,.creator [itemprop=name]")
    _number = re.compile(r"post_(\d+)")

    def find(self, page: Page) -> Discussion | None:
        """Find the posts by number; each answers the post that it says, or the last one of whom it says."""
        found = list(self._post.within(page)) or list(self._old.within(page))
        found = [
            element
            for place, element in enumerate(found)
            if not any(each.holds(element) for each in found[max(0, place - 1) : place])
        ]
        if not found:
            return None
        last: dict[str, str] = {}
        entries = []
        for position, element in enumerate(found, start=1):
            said = self._number.fullmatch(element.id)
            number = said[1] if said else str(position)
            entries.append(Entry([element], id=number, parent=self._answered(page, element, last)))
            name = self._name.first(page.below(element))
            if name is not None:
                last[page.words(name).casefold()] = number
        title = selector(
            "h1 a.fancy-title,.fancy-title,#topic-title h1 a,h1 a[href*=/t/],[itemprop=headline]"
        ).first_of(page)
        return Discussion(
            self.name,
            entries,
            _DISCOURSE_MANNER,
            title=(title.get("content") or page.words(title)) if title is not None else None,
            bodiless=True,
        )

    def _answered(self, page: Page, element: Element, last: dict[str, str]) -> str | None:
        tab = self._tab.first(page.below(element))
        if tab is None:
            return None
        if found := re.search(r"/t/[^/]+/\d+/(\d+)", tab.get("href")):
            return found[1]
        return last.get(page.words(tab).casefold())


BOARDS = (
    XENFORO_2,
    XENFORO_1,
    VBULLETIN_4,
    VBULLETIN_5,
    OldVBulletin(),
    PHPBB_3,
    OldPhpBB(),
    Discourse(),
    *FORUMS,
)
