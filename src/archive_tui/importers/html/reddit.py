"""Reddit in three ages: old.reddit.com and what was before it, the redesign of 2018, and the elements of 2023.

The invariant: a deleted comment keeps its place; what is folded away ("more replies") is said, never invented.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive_tui.importers.html.entries import Discussion, Entry, Manner
from archive_tui.importers.html.moments import stamp
from archive_tui.importers.html.scope import votes
from archive_tui.importers.html.select import selector
from archive_tui.model import State

if TYPE_CHECKING:
    from archive_tui.importers.html.page import Element, Page

_REMOVED = frozenset(("Comment deleted by user", "Comment removed by moderator"))


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
            if len(below.contents) <= 3 and (found := self._level.fullmatch(page.brief(below))):
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


REDDIT = (OldReddit(), Redesign(), Shreddit())
