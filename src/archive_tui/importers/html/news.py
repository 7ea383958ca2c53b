"""Sites of links and their discussions: Hacker News, Reddit in three ages, Lobsters, Slashdot, Stack Exchange.

The invariant: a deleted comment keeps its place; what is folded away ("more replies") is said, never invented.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive_tui.importers.html.entries import Discussion, Entry, Manner
from archive_tui.importers.html.moments import stamp
from archive_tui.importers.html.reading import votes
from archive_tui.importers.html.select import selector
from archive_tui.importers.html.systems import System
from archive_tui.model import State

if TYPE_CHECKING:
    from archive_tui.importers.html.page import Element, Page

_REMOVED = frozenset(("Comment deleted by user", "Comment removed by moderator"))
_PIXELS = 40
"""How far Hacker News sets a reply in."""


class HackerNews:
    """An item's page of Hacker News: a row a comment, set in by a spacer."""

    name = "Hacker News"
    _row = selector("tr.comtr,tr.athing.comtr")
    _old = selector("tr.athing")
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
        rows = list(self._row.within(page))
        if not rows:
            rows = [
                row for row in self._old.within(page) if selector(".default,.comment").first(page.below(row))
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
    def _text(page: Page) -> Element | None:
        """Return what holds the text of a post that is no link; before 2019 it had no class."""
        marked = selector(".toptext").first_of(page)
        if marked is not None:
            return marked
        cells = [
            each
            for each in selector(".fatitem td").within(page)
            if not each.classes and len(page.words(each)) > 20
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
        text = selector(".commtext,span.comment,.comment").first(page.below(row))
        gone = author is None or (
            text is not None and page.words(text) in {"[deleted]", "[flagged]", "[dead]"}
        )
        return Entry([row], id=row.id or None, depth=depth, state=State.DELETED if gone else State.NORMAL)

    @staticmethod
    def _declared(page: Page) -> int | None:
        for element in selector(".subtext a[href^=item],.subline a[href^=item]").within(page):
            found = re.fullmatch(r"(\d+)\s*comments?", page.words(element))
            if found:
                return int(found[1])
        return None


class OldReddit:
    """A page of old.reddit.com, and of Reddit before 2018."""

    name = "old Reddit"
    _thing = selector(".thing.comment,.comment.thing,div.comment[data-fullname]")
    _more = selector(".morechildren,.thing.more,.deepthread")
    _manner = Manner(
        body=(".usertext-body .md", ".usertext-body", ".md"),
        author=(".tagline .author", ".author"),
        date=(".tagline time", "time"),
        link=("a.bylink", ".flat-list a"),
        furniture=(".flat-list,.tagline,.expand,.numchildren",),
        generic=False,
    )

    def find(self, page: Page) -> Discussion | None:
        """Find the comments; what answers one stands in it."""
        entries = [self._entry(page, element) for element in self._thing.within(page)]
        if not entries:
            return None
        link = selector(".thing.link,.linklisting .thing,#siteTable .thing").first_of(page)
        found = Discussion(self.name, entries, self._manner, bodiless=True)
        for element in self._more.within(page):
            found.notes.append(
                ("the comments", f"not loaded when the page was saved: “{page.words(element)[:80]}”")
            )
            found.partial = True
        if link is not None and not self._thing.matches(link):
            self._add(page, link, found)
        return found

    @staticmethod
    def _add(page: Page, link: Element, found: Discussion) -> None:
        inside = list(page.below(link))
        title, author, when = (
            selector(text).first(inside) for text in ("a.title", ".tagline .author", "time")
        )
        count = selector("a.comments").first(inside)
        found.title = page.words(title) if title is not None else None
        found.author = page.words(author) if author is not None else None
        found.published = stamp(when.get("datetime")) if when is not None else None
        found.article = selector(".expando .md,.usertext-body .md").first(inside)
        found.bodiless = found.article is None
        if count is not None and (said := re.search(r"\d[\d,]*", page.words(count))):
            found.declared = int(said[0].replace(",", ""))

    def _entry(self, page: Page, element: Element) -> Entry:
        own = list(page.without(element, {each.place for each in self._thing.among(page.below(element))}))
        score = next(
            (
                votes(each.get("title") or page.words(each).partition(" ")[0])
                for text in (".score.unvoted", ".score")
                for each in selector(text).among(own)
            ),
            None,
        )
        name = element.get("data-fullname") or element.id.removeprefix("thing_")
        gone = "deleted" in element.classes or selector(".author").first(own) is None
        body = selector(".md").first(own)
        gone = gone or (body is not None and page.words(body) in {"[deleted]", "[removed]"})
        return Entry(
            [element],
            id=name.removeprefix("t1_") or None,
            score=score,
            state=State.DELETED if gone else State.NORMAL,
        )


class Redesign:
    """A page of Reddit's redesign (2018 to 2023): classes without meaning, ids, and "level 2" for screen readers."""

    name = "Reddit's redesign"
    _id = re.compile(r"t1_(\w+)")
    _level = re.compile(r"level (\d{1,4})\b")
    _manner = Manner(
        body=(
            "[data-testid=comment]",
            "[id$=-post-rtjson-content]",
            ".RichTextJSON-root",
            "[data-click-id=text]",
        ),
        author=("[data-testid=comment_author_link]", "a[href*=/user/]"),
        date=("[data-testid=comment_timestamp]", "a[id*=--Created--]", "a[id*=CreatedInfo]"),
        link=("[data-testid=comment_timestamp]", "a[id*=--Created--]"),
        score=("[id^=vote-arrows-t1_] div", ".score"),
        furniture=("button,.icon,[id*=CommentTopMeta]",),
        generic=False,
    )

    def find(self, page: Page) -> Discussion | None:
        """Find the elements with a comment's id, and how deep each says that it is."""
        entries: list[Entry] = []
        seen: set[str] = set()
        for element in page.elements:
            found = self._id.fullmatch(element.id)
            if found is None or found[1] in seen or element.name in {"shreddit-comment", "a"}:
                continue
            seen.add(found[1])
            entries.append(self._entry(page, element, found[1]))
        if not entries:
            return None
        title = selector("[data-test-id=post-content] h1,[id^=t3_] h1,h1").first_of(page)
        text = selector(
            "[data-test-id=post-content] [data-click-id=text],[id^=t3_] [data-click-id=text]"
        ).first_of(page)
        return Discussion(
            self.name,
            entries,
            self._manner,
            title=page.words(title) if title is not None else None,
            article=text,
            bodiless=text is None,
        )

    def _entry(self, page: Page, element: Element, number: str) -> Entry:
        depth = None
        gone = False
        for below in page.below(element):
            if self._id.fullmatch(below.id):
                break
            if len(below.contents) <= 3 and (found := self._level.fullmatch(page.words(below))):
                depth = int(found[1])
                break
        for below in page.below(element):
            if below.name == "span" and page.words(below) in {
                "Comment deleted by user",
                "Comment removed by moderator",
            }:
                gone = True
        return Entry([element], id=number, depth=depth, state=State.DELETED if gone else State.NORMAL)


class Shreddit:
    """A page of Reddit since 2023: elements of its own, which say everything in attributes."""

    name = "Reddit"
    _comment = selector("shreddit-comment")
    _manner = Manner(
        body=("[slot=comment] .md", "[id$=-comment-rtjson-content]", "[slot=comment]", ".md"),
        date=("faceplate-timeago", "time"),
        furniture=("[slot=commentMeta],[slot=actionRow],shreddit-comment-action-row",),
        generic=False,
    )

    def find(self, page: Page) -> Discussion | None:
        """Find the comments by the name of their element."""
        entries = [self._entry(page, element) for element in self._comment.within(page)]
        if not entries:
            return None
        found = Discussion(self.name, entries, self._manner, bodiless=True)
        post = selector("shreddit-post").first_of(page)
        if post is not None:
            found.title = post.get("post-title") or None
            found.author = post.get("author") or None
            found.published = stamp(post.get("created-timestamp"))
            found.declared = int(post.get("comment-count")) if post.get("comment-count").isdecimal() else None
            if post.get("permalink").startswith("/"):
                found.url = "https://www.reddit.com" + post.get("permalink")
            found.article = selector("[slot=text-body]").first(page.below(post))
            found.bodiless = found.article is None
        if selector("faceplate-partial[src*=more-comments]").first_of(page) is not None:
            found.partial = True
            found.notes.append(("the comments", "some were not loaded when the page was saved"))
        return found

    @staticmethod
    def _entry(page: Page, element: Element) -> Entry:
        ago = selector("faceplate-timeago,time").first(page.below(element))
        author = element.get("author")
        depth = element.get("depth")
        link = element.get("permalink")
        return Entry(
            [element],
            id=element.get("thingid").removeprefix("t1_") or None,
            parent=element.get("parentid").removeprefix("t1_") or None,
            depth=int(depth) + 1 if depth.isdecimal() else None,
            author=author or None,
            created=stamp(
                element.get("created") or (ago.get("ts") or ago.get("datetime") if ago is not None else "")
            ),
            score=votes(element.get("score")),
            url="https://www.reddit.com" + link if link.startswith("/") else link or None,
            state=State.DELETED if author in {"[deleted]", ""} else State.NORMAL,
        )


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


NEWS = (HackerNews(), OldReddit(), Redesign(), Shreddit(), Lobsters(), SLASHDOT, StackExchange())
