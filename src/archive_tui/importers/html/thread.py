"""From a saved page to the thread that it holds.

The invariant: each comment of the page comes once, in the page's order, with a ref that is its own; what could not
be taken in, or is not sure, is said.
"""

from __future__ import annotations

import hashlib
import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from archive_tui.errors import ImportFailedError
from archive_tui.importers.html import counts
from archive_tui.importers.html.article import ArticleReader, Facts, base_of, saved_moment
from archive_tui.importers.html.entries import late_parents, linked
from archive_tui.importers.html.families import find_discussion
from archive_tui.importers.html.moments import Moments, day_first
from archive_tui.importers.html.page import Element, read_page
from archive_tui.importers.html.reading import Reader
from archive_tui.importers.html.select import selector
from archive_tui.model import ImportedArticle, ImportedComment, ImportedThread, Kind, PageNote, Skipped, State

if TYPE_CHECKING:
    from pathlib import Path

    from archive_tui.importers.html.entries import Discussion
    from archive_tui.importers.html.page import Page
    from archive_tui.importers.html.saved import Saved

LEAST_SURE = 0.5
"""Below this, what looks like comments is not taken for them."""

_REGION = selector(
    "#comments,#respond,#commentform,.comments-area,.comment-respond,#disqus_thread,#comment-wrapper,.comments,"
    ".comment-list,.commentlist,#comments-wrap,.wp-block-comments,#livefyre,#isso-thread,#remark42,#commento,.sqs-comments"
)
_POSTS = selector(".entry-title,.post-title,h2.title,article.hentry,article.post,.hentry,article")
_DATED = selector(
    "time,.date,.time,.comment-date,.comment_date,.comment-meta,.commentmetadata,.comment-metadata,.meta"
)
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|replytocom|amp|share|like_comment|_wpnonce|msg|ref|source|nb|cpage|PHPSESSID|sid"
)
_PAGED = re.compile(r"/comment-page-\d+/?$")


def thread_of(path: Path, saved: Saved) -> ImportedThread:
    """Read the thread of a page.

    Raises:
        ImportFailedError: it holds no discussion, and does not say that it has none.
    """
    page = read_page(saved.markup)
    moments = Moments(day_first=_day_first(page), saved=saved_moment(page, saved))
    base = base_of(page, saved)
    found = find_discussion(page)
    if found is not None and found.sure < LEAST_SURE:
        raise ImportFailedError(
            path,
            "",
            f"this page repeats something {len(found.entries)} times that may be comments, but too little says so"
            f" (sure to {found.sure:.0%})",
        )
    region = _region(page, found)
    comments = _outside_of(page, found, region)
    count, heading = counts.heading(page, found.entries[0].parts[0] if found else None, region)
    count = found.declared if found is not None and found.declared is not None else count
    if count is None:
        count = counts.elsewhere(page, comments - {heading.place} if heading is not None else comments)
    absolute = Moments(day_first=moments.day_first)  # what is so many minutes old is a recipe, not an article
    reader = ArticleReader(page, saved, absolute, comments, base=base)
    if found is not None and found.bodiless:
        facts = reader.read(counts.title_in(page, heading), _EMPTY)
    else:
        facts = reader.read(counts.title_in(page, heading), found.article if found else None)
    if found is None:
        _check_article(path, page, facts, count)
    else:
        _add(facts, found)
    skipped = _page_skipped(page, found, count)
    read = _comments(page, found, moments, base, skipped) if found is not None else ()
    partial = bool(found and (found.partial or counts.has_more(page, region))) or (
        found is None and bool(count)
    )
    return ImportedThread(_article(facts, count, read, heading, page), read, tuple(skipped), partial=partial)


_EMPTY = Element("div", {}, None, 0)


def _day_first(page: Page) -> bool:
    dates = [page.brief(element) for element in _DATED.within(page)]
    return day_first(page.root.get("lang"), [date for date in dates if len(date) <= 200])


def _add(facts: Facts, found: Discussion) -> None:
    """Add what the system's own marks say of the article."""
    facts.title = found.title or facts.title
    facts.author = found.author or facts.author
    facts.published = found.published or facts.published
    facts.url = found.url or facts.url


def _region(page: Page, found: Discussion | None) -> Element | None:
    """Return the innermost element that holds all comments."""
    if found is None:
        return None
    first, last = (
        found.entries[0].parts[0],
        max((each for entry in found.entries for each in entry.parts), key=lambda each: each.stop),
    )
    for above in first.ancestors():
        if above.holds(last) and above.stop >= last.stop:
            return above
    return page.root


def _outside_of(page: Page, found: Discussion | None, region: Element | None) -> frozenset[int]:
    """Return the places of everything that belongs to the comments."""
    shown = page.shown(
        [part.place for entry in found.entries for part in entry.parts] if found is not None else []
    )
    articles = [
        element
        for element in _ARTICLE.within(page)
        if shown[element.place] and not _is_of_comments(page, element)
    ]
    regions = [*_REGION.within(page), *([region] if region is not None else [])]
    places = {element.place for element in regions if not _holds_any(element, articles)}
    if found is not None:
        places.update(part.place for entry in found.entries for part in entry.parts)
        if found.article is not None:
            places = {place for place in places if not page.elements[place].holds(found.article)}
    return frozenset(places)


_ARTICLE = selector(
    "h1,.entry-content,.post-content,[itemprop=articleBody],.entry-title,.post-title,.article-body,.entry-header,.storycontent"
)


_NEAR = 12


def _is_of_comments(page: Page, element: Element) -> bool:
    """Say whether what looks like a part of the article stands among the comments, and is called so."""
    around = (element, *islice(element.ancestors(), _NEAR))
    return "comment" in page.brief(element).lower() or any(
        "comment" in " ".join(each.classes).lower() for each in around if each.name not in {"html", "body"}
    )


def _holds_any(element: Element, articles: list[Element]) -> bool:
    """Say whether what looks like the comments holds a part of the article too. O(articles)."""
    return element.name in {"html", "body", "main"} or any(element.holds(each) for each in articles)


def _check_article(path: Path, page: Page, facts: Facts, count: int | None) -> None:
    """Refuse a page without comments, unless it is an article that speaks of them."""
    posts = len(
        [
            each
            for each in _POSTS.within(page)
            if each.name != "article" or "comment" not in " ".join(each.classes)
        ]
    )
    titles = len(list(selector("h2.entry-title,h2.post-title,h3.post-title,h2 a[rel=bookmark]").within(page)))
    if titles >= 3 or (posts >= 8 and count is None):
        raise ImportFailedError(
            path, "", "this page lists articles; save and import the pages of the articles themselves"
        )
    if not facts.title or (count is None and not counts.speaks_of_comments(page)):
        raise ImportFailedError(path, "", "this page holds no comments, and says nothing about any")
    if not facts.body and not count:
        raise ImportFailedError(path, "", "this page holds neither comments nor an article")


def _page_skipped(page: Page, found: Discussion | None, count: int | None) -> list[Skipped]:
    skipped = [Skipped(where, why) for where, why in (found.notes if found else ())]
    if page.cut:
        skipped.append(
            Skipped("the end of the page", "it has more elements than can be read; its rest was left out")
        )
    if found is not None and found.sure < 0.9:
        skipped.append(
            Skipped(
                "the comments",
                f"no known system wrote this page; their repeated structure told them (sure to {found.sure:.0%})",
            )
        )
    if found is None and count:
        skipped.append(
            Skipped(
                "the comments",
                f"the page declares {count:,}, and holds none: it was saved before they were loaded",
            )
        )
    return skipped


def _comments(
    page: Page, found: Discussion, moments: Moments, base: str | None, skipped: list[Skipped]
) -> tuple[ImportedComment, ...]:
    entries = found.entries
    parents = late_parents(entries, linked(entries))
    refs = _refs([entry.id for entry in entries])
    reader = Reader(page, found, moments, base=base)
    read = [
        reader.read(index, refs[index], refs[parents[index]] if parents[index] >= 0 else None)
        for index in range(len(entries))
    ]
    return tuple(_once(read, skipped))


def _refs(ids: list[str | None]) -> list[str]:
    """Name each comment: by its own id, the first of an id at least."""
    seen: set[str] = set()
    refs = []
    for number, each in enumerate(ids, start=1):
        ref = each if each is not None and each not in seen else f"#{number}"
        seen.add(ref)
        refs.append(ref)
    return refs


def _once(comments: list[ImportedComment], skipped: list[Skipped]) -> list[ImportedComment]:
    """Leave out what stands on the page twice: the same id with the same text."""
    first: dict[str, ImportedComment] = {}
    kept: list[ImportedComment] = []
    renamed: dict[str, str] = {}
    twice = 0
    for comment in comments:
        same = first.get(comment.source_id) if comment.source_id is not None else None
        parent = renamed.get(comment.parent, comment.parent) if comment.parent is not None else None
        if same is not None and same.text == comment.text:
            renamed[comment.ref] = same.ref
            twice += 1
            continue
        if same is not None:
            skipped.append(
                Skipped(
                    f"comment {comment.source_id}", "two comments of the page have this id; both are kept"
                )
            )
        elif comment.source_id is not None:
            first[comment.source_id] = comment
        kept.append(_with(comment, parent, None if same is not None else comment.source_id))
    if twice:
        skipped.append(Skipped("the comments", f"{twice:,} stand on the page twice; each was taken once"))
    return kept


def _with(comment: ImportedComment, parent: str | None, source_id: str | None) -> ImportedComment:
    if comment.parent == parent and comment.source_id == source_id:
        return comment
    return ImportedComment(
        ref=comment.ref,
        parent=parent,
        source_id=source_id,
        author=comment.author,
        created=comment.created,
        score=comment.score,
        text=comment.text,
        url=comment.url,
        state=comment.state,
        kind=comment.kind,
    )


def _article(
    facts: Facts,
    count: int | None,
    comments: tuple[ImportedComment, ...],
    heading: Element | None,
    page: Page,
) -> ImportedArticle:
    first = next((comment.text for comment in comments if comment.text), "")
    notes = (PageNote("heading", page.words(heading)),) if heading is not None else ()
    return ImportedArticle(
        key=_key(facts, first),
        title=facts.title or _untitled(first),
        section=facts.section,
        dek=facts.dek,
        author=facts.author,
        published=facts.published,
        url=facts.url,
        body=facts.body,
        notes=notes,
        declared=count,
    )


def _untitled(first: str) -> str:
    words = " ".join(first.split())
    return f"(untitled) {words[:60].rstrip()}…" if len(words) > 60 else f"(untitled) {words}".rstrip()


def _key(facts: Facts, first: str) -> str:
    """Return what stays the same for a page from any file: its address without what varies, else its words."""
    if facts.url is not None and (address := plain_address(facts.url)):
        return f"url:{address}"
    said = (facts.title, facts.dek or "", facts.body[:2000] or first)
    folded = "\x1f".join(" ".join(part.casefold().split()) for part in said)
    return "page:" + hashlib.sha256(folded[:1500].encode("utf-8", "replace")).hexdigest()[:24]


def plain_address(address: str) -> str | None:
    """Return an address without scheme, "www.", fragment, page of comments, and what only tracks readers."""
    try:
        parts = urlsplit(address)
        host = parts.netloc.lower().rpartition("@")[2].removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    path = _PAGED.sub("", parts.path).rstrip("/")
    query = urlencode(
        sorted((name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name))
    )
    return f"{host}{path}{'?' + query if query else ''}" if host else None


def is_gone(comment: ImportedComment) -> bool:
    """Say whether nothing is left of a comment."""
    return comment.state is State.DELETED and not comment.text and comment.kind is Kind.COMMENT
