"""Sites of links and their discussions: Hacker News, Lobsters, Slashdot, Stack Exchange, and Reddit beside them.

The invariant: a deleted comment keeps its place; what is folded away ("more replies") is said, never invented.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive_tui.importers.html.entries import Discussion, Entry, Manner
from archive_tui.importers.html.moments import stamp
from archive_tui.importers.html.reddit import REDDIT
from archive_tui.importers.html.select import selector
from archive_tui.importers.html.systems import System
from archive_tui.model import State

if TYPE_CHECKING:
    from archive_tui.importers.html.page import Element, Page

_PIXELS = 40
"""How far Hacker News sets a reply in."""


class HackerNews:
    """An item's page of Hacker News: a row a comment, set in by a spacer."""

    name = "Hacker News"
    _row = selector("tr.comtr,tr.athing.comtr")
    _cell = selector("td.default")
    _indent = selector("td.ind")
    _manner = Manner(
        body=(".commtext", "span.comment", ".comment"),
        author=(".hnuser", ".comhead a[href^=user]"),
        date=(".age", ".comhead"),
        link=(".age a", "a[href^=item]"),
        furniture=(".reply,.navs,.votelinks,.noshow",),
        generic=False,
    )

    def find(self, page: Page) -> Discussion | None:
        """Find the rows that have a comment."""
        rows = self._row.within(page)
        if not rows:
            cells = self._cell.within(page)
            rows = [
                cell.parent
                for cell in cells
                if cell.parent is not None and self._text_of(page, cell) is not None
            ]
        entries = [self._entry(page, row) for row in rows]
        head = selector(".fatitem,.fatitem .athing").first_of(page)
        if not entries or (
            head is None and selector(".hnname,.pagetop,a[href^=vote]").first_of(page) is None
        ):
            return None
        title = selector(
            ".fatitem .titleline > a,.fatitem .storylink,.titleline > a,.storylink,.fatitem td.title > a"
        ).first_of(page)
        author = selector(".fatitem .subtext .hnuser,.fatitem .hnuser,.subtext .hnuser").first_of(page)
        age = selector(".fatitem .age,.subtext .age").first_of(page)
        return Discussion(
            self.name,
            entries,
            self._manner,
            title=page.words(title) if title is not None else None,
            author=page.words(author) if author is not None else None,
            published=stamp(age.get("title")) if age is not None else None,
            article=self._text(page),
            declared=self._declared(page),
            bodiless=self._text(page) is None,
        )

    @staticmethod
    def _text_of(page: Page, row: Element) -> Element | None:
        return selector(".commtext,span.comment,.comment").first(page.below(row))

    @staticmethod
    def _text(page: Page) -> Element | None:
        """Return what holds the text of a post that is no link; before 2019 it had no class."""
        marked = selector(".toptext").first_of(page)
        if marked is not None:
            return marked
        cells = [
            each
            for each in selector(".fatitem td").within(page)
            if not each.classes and len(page.brief(each)) > 20
        ]
        return next(
            (each for each in cells if not any(below.name in {"form", "td"} for below in page.below(each))),
            None,
        )

    def _entry(self, page: Page, row: Element) -> Entry:
        indent = self._indent.first(page.below(row))
        depth = 1
        if indent is not None and indent.get("indent").isdecimal():
            depth = 1 + int(indent.get("indent"))
        else:
            spacer = selector("td.ind img,img[src$=s.gif]").first(page.below(row))
            if spacer is not None and spacer.get("width").isdecimal():
                depth = 1 + round(int(spacer.get("width")) / _PIXELS)
        author = selector(".hnuser,.comhead a[href^=user]").first(page.below(row))
        text = self._text_of(page, row)
        link = selector("a[href^=item?id=]").first(page.below(row))
        number = row.id or (link.get("href").partition("=")[2] if link is not None else "")
        gone = author is None or (
            text is not None and page.words(text) in {"[deleted]", "[flagged]", "[dead]"}
        )
        return Entry([row], id=number or None, depth=depth, state=State.DELETED if gone else State.NORMAL)

    @staticmethod
    def _declared(page: Page) -> int | None:
        for element in selector(".subtext a[href^=item],.subline a[href^=item]").within(page):
            found = re.fullmatch(r"(\d+)\s*comments?", page.brief(element))
            if found:
                return int(found[1])
        return None


LOBSTERS = System(
    name="Lobsters",
    comment=selector("li.comments_subtree,li[id^=comment_tree]"),
    sign=selector(".comments_subtree"),
    holds=selector(".comment_text"),
    manner=Manner(
        body=(".comment_text",),
        author=(
            ".byline a.u-author,.byline .u-author",
            ".byline a[href^=/u/],.byline a[href^=/~]",
            ".byline a[href*=/u/],.byline a[href*=/~]",
        ),
        date=(".byline time", ".byline span[title]"),
        link=(".byline a[href*=#c_]", "a[href*=#c_]"),
        score=(".voters .score,.score", ".voters .upvoter"),
        furniture=(".byline,.voters",),
        generic=False,
    ),
    title=selector(".story .link a,.link a.u-url"),
    article=selector(".story_text"),
)


class Lobsters:
    """A story's page of Lobsters."""

    name = "Lobsters"

    def find(self, page: Page) -> Discussion | None:
        """Find the subtrees, and take each one's id from the comment in it."""
        found = LOBSTERS.find(page)
        if found is not None:
            found.bodiless = found.article is None
            for entry in found.entries:
                comment = selector(".comment").first(page.below(entry.parts[0]))
                if comment is not None:
                    entry.id = comment.get("data-shortid") or comment.id.removeprefix("c_") or None
        return found


SLASHDOT = System(
    name="Slashdot",
    comment=selector("li.comment[id^=tree_]"),
    number=re.compile(r"tree_(\d+)"),
    holds=selector(".commentBody,[id^=comment_body_]"),
    manner=Manner(
        body=("[id^=comment_body_]", ".commentBody"),
        author=(".by a", ".by"),
        date=("[id^=comment_otherdetails_]", ".otherdetails"),
        link=("[id^=comment_link_]",),
        score=("[id^=comment_score_] a", ".score a", "[id^=comment_score_]"),
        furniture=(".commentSub,.commentTop,.sig",),
        signature=("[id^=comment_sig_]", ".sig"),
        subject=("[id^=comment_link_]", ".commentTop h4 a"),
        generic=False,
    ),
    title=selector(".story-title a,h2.story .story-title,.story .title a"),
    article=selector("[id^=text-],.story .body .p,.storybody .intro,.body .p"),
    count=selector(".totalcommentcnt,.comment-bubble a,.commentcnt"),
)


class StackExchange:
    """A question's page: the question is the article, answers and what is remarked on it are its comments."""

    name = "Stack Exchange"
    _part = selector(
        ".answer[data-answerid],.answer[id^=answer-],li.comment[data-comment-id],tr.comment[id^=comment-],li.comment[id^=comment-]"
    )
    _manner = Manner(
        body=(
            ".comment-copy",
            ".js-post-body,.s-prose,.post-text",
        ),
        author=(
            "[itemprop=author] [itemprop=name],.user-details[itemprop=author] a",
            ".comment-user",
            ".post-signature.owner .user-details a",
            ".user-details a",
        ),
        date=(
            ".comment-date [title]",
            "[itemprop=dateCreated]",
            ".user-action-time .relativetime",
            ".relativetime,.relativetime-clean",
        ),
        link=(".comment-link,.comment-date a", ".js-share-link,.short-link"),
        score=(".js-vote-count,.vote-count-post", ".comment-score span,.comment-score"),
        furniture=(".comment-form,.js-post-menu,.post-menu",),
        generic=False,
    )

    def find(self, page: Page) -> Discussion | None:
        """Find answers and remarks; a remark within an answer answers it."""
        question = selector("#question,.question[data-questionid]").first_of(page)
        if question is None:
            return None
        found = list(self._part.within(page))
        entries = [Entry([element], id=self._id(element)) for element in found]
        title = selector("#question-header h1 a,#question-header h1,h1[itemprop=name] a").first_of(page)
        if not entries:
            return None
        inside = list(page.without(question, {element.place for element in found}))
        author = selector(
            ".post-signature.owner .user-details a,[itemprop=author] [itemprop=name],.user-details a"
        ).first(inside)
        return Discussion(
            self.name,
            entries,
            self._manner,
            title=page.words(title) if title is not None else None,
            author=page.words(author) if author is not None else None,
            article=selector(".js-post-body,.s-prose,.post-text").first(inside),
            partial=selector(".js-show-link.comments-link").first_of(page) is not None
            and any("more comment" in page.words(each) for each in selector(".js-show-link").within(page)),
        )

    @staticmethod
    def _id(element: Element) -> str | None:
        number = (
            element.get("data-answerid") or element.get("data-comment-id") or element.id.rpartition("-")[2]
        )
        return f"{'a' if 'answer' in element.classes else 'c'}{number}" if number else None


NEWS = (HackerNews(), *REDDIT, Lobsters(), SLASHDOT, StackExchange())
