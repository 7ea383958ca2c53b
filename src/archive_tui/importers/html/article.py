"""The article that a page is about: title, rubric, standfirst, author, date, address, text.

What the page tells machines comes first (JSON-LD, Open Graph, microdata), then the classes that themes give, then the
place of things. The invariant: nothing that is in a comment, or around the comments, is taken for the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from rapidfuzz import fuzz

from archive_tui.importers.html import ld
from archive_tui.importers.html.body import find_body
from archive_tui.importers.html.saved import original, wayback_moment
from archive_tui.importers.html.select import selector
from archive_tui.importers.printed import bylines
from archive_tui.importers.printed.furniture import declared, is_button, is_heading
from archive_tui.text.links import absolute

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from archive_tui.importers.html.moments import Moments
    from archive_tui.importers.html.page import Element, Page
    from archive_tui.importers.html.saved import Saved

_ARTICLE_KINDS = frozenset(
    """Article NewsArticle BlogPosting DiscussionForumPosting SocialMediaPosting Report ScholarlyArticle TechArticle
    OpinionNewsArticle ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle ReviewNewsArticle Question Recipe
    LiveBlogPosting AdvertiserContentArticle""".replace("\n", " ").split(" ")
)
_TITLES = (
    "h1.entry-title,h1.post-title,h1[itemprop=headline],h1.article-title,h1.headline,h1.wp-block-post-title",
    "h2.entry-title,h2.post-title,h3.post-title,h3.entry-title,[itemprop=headline],.wp-block-post-title",
    ".entry-title,.post-title,.posttitle,.article-title,.headline,.entry-header h1,.entry-header h2,.entry-header",
    "article h1,main h1",
    "h1",
    ".post h2,#content h2,.content h2,.entry h2,article h2",
    "h2",
)
_SECTIONS = (
    "[itemprop=articleSection],.kicker,.eyebrow,.overline,.article-section,.entry-kicker,.post-kicker,.topic-label",
    "a[rel*=category],.cat-links a,.category a,.post-categories a,.entry-category a",
)
_DEKS = (
    "[itemprop=alternativeHeadline]",
    ".dek,.deck,.subtitle,.entry-subtitle,.subheadline,.sub-headline,.subhead,.standfirst",
    ".article-dek,.article-subtitle,.post-subtitle,.entry-dek,.article__dek,.article-deck,.tagline-article,.teaser-lead",
)
_AUTHORS = (
    "[itemprop=author] [itemprop=name],[itemprop=author]",
    "a[rel=author],a[rel*=author]",
    ".byline .author,.byline .fn,.entry-author,.entry-author-name,.post-author,.author.vcard .fn,.author.vcard",
    ".article-author,.author-name,.byline-name,.p-author,.posted-by a,.byline a,.author a,.wp-block-post-author__name",
    ".byline,.author,.by-author,.post-byline,.posted-by,.entry-meta .author,.postauthor,.wp-block-post-author",
)
_DATES = (
    "time[itemprop=datePublished],[itemprop=datePublished],time.entry-date.published,time.published,.dt-published",
    "time.entry-date,.entry-date time,.posted-on time,.post-date time,.wp-block-post-date time,time[pubdate]",
    "abbr.published,abbr.date,.published,.entry-date,.post-date,.posted-on,.date-header,.postdate,.article-date",
    "time[datetime]",
    ".date,.entry-meta,.post-meta,.postmetadata,.meta,.byline,.post-info,.postinfo,.datestamp,small",
)
_SITE = selector(
    "#masthead,.site-title,.site-branding,.site-header,.site-name,#site-title,#logo,.logo,#site-name,.blog-title,#blog-title,"
    "#header,#branding,.site-logo,#top,body > header"
)
_SEPARATORS = re.compile(r"\s+(?:[|·•«»‹›:/–—―-]|::|&raquo;)\s+")
_SITE_FIRST = re.compile(r"\s(?:::|»|:)\s")
"""What follows the site's name where a title begins with it."""

_POSTS_BY = re.compile(
    r"^(?:(?:view|see)?\s*(?:all|more)?\s*(?:posts|articles|entries|stories) (?:by|from)|alle (?:beiträge|artikel) von"
    r"|(?:voir )?tous les articles (?:de|par)|ver todas las entradas de|posted by|written by)\s+",
    re.IGNORECASE,
)
_BELOW_TITLE = 12
"""Elements below the title among which its date may stand."""

_NAME_AT_MOST = 120


@dataclass(slots=True)
class Facts:
    """What a page says of its article."""

    title: str = ""
    section: str | None = None
    dek: str | None = None
    author: str | None = None
    published: datetime | None = None
    url: str | None = None
    body: str = ""
    is_article: bool = False
    """Whether the page tells machines that it is one article."""


class ArticleReader:
    """Reads the article of one page."""

    def __init__(
        self, page: Page, saved: Saved, moments: Moments, comments: frozenset[int], *, base: str | None
    ) -> None:
        self._page = page
        self._saved = saved
        self._moments = moments
        self._base = base
        self._shown = page.shown(comments)
        """Which elements are no comments."""
        self._comments = comments
        self._metas = self._read_metas()
        self._thing = self._find_thing()

    def read(self, quoted: str | None = None, text: Element | None = None) -> Facts:
        """Read everything.

        Args:
            quoted: The title as the heading of the comments quotes it.
            text: What holds the article's text, where that is known.
        """
        facts = Facts(is_article=self._thing is not None or self._meta("og:type") == "article")
        title = self._title(quoted)
        facts.title = title[0]
        facts.url = self._url()
        facts.section = self._section()
        facts.author = self._author()
        facts.published = self._published() or self._published_near(title[1])
        dek = self._first(_DEKS, 600)
        facts.dek = dek[0] if dek else None
        frame = {element.place for element in (title[1], dek[1] if dek else None) if element is not None}
        facts.body = find_body(self._page, self._comments, text, frame, base=self._base)
        if facts.dek and facts.body.startswith(facts.dek):
            facts.body = facts.body[len(facts.dek) :].lstrip("\n")
        return facts

    def _select(self, text: str) -> list[Element]:
        """Return what is selected outside of the comments."""
        return [element for element in selector(text).within(self._page) if self._shown[element.place]]

    def _read_metas(self) -> dict[str, str]:
        metas: dict[str, str] = {}
        for element in self._page.named("meta"):
            if content := element.get("content"):
                for attribute in ("property", "name", "itemprop"):
                    if name := element.get(attribute).lower():
                        metas.setdefault(name, content)
        return metas

    def _meta(self, *wanted: str) -> str | None:
        return next((value for name in wanted if (value := self._metas.get(name))), None)

    def _find_thing(self) -> ld.Thing | None:
        """Return the JSON-LD object that describes the article: the only one, or the one of the page's address."""
        found = [
            thing for thing in ld.things(self._page) if ld.kinds(thing) & _ARTICLE_KINDS and _headline(thing)
        ]
        found = [thing for thing in found if ld.kinds(thing) != {"Question"} or ld.word(thing, "answerCount")]
        if len({_headline(thing) for thing in found}) > 1:
            title = self._document_title().casefold()
            found = [thing for thing in found if (_headline(thing) or "").casefold() in title]
        return found[0] if found else None

    def _document_title(self) -> str:
        for element in self._page.named("title"):
            if element.parent is None or element.parent.name in {"head", "html", "body"}:
                return " ".join(self._page.raw(element).split())
        return ""

    def _title(self, quoted: str | None) -> tuple[str, Element | None]:
        """Return the title, and the element that shows it if one does."""
        document = self._document_title()
        hints = [each for each in (quoted, self._headline(), self._meta("og:title", "twitter:title")) if each]
        shown = self._shown_title([*hints, document])
        if shown is not None:
            return shown
        if hints:
            return " ".join(hints[0].split()), None
        return _without_site(document, self._meta("og:site_name")), None

    def _headline(self) -> str | None:
        return _headline(self._thing) if self._thing is not None else None

    def _shown_title(self, hints: list[str]) -> tuple[str, Element] | None:
        """Return the heading that the hints agree with most; a site's own name only if there is no other."""
        said = [_folded(hint) for hint in hints if hint]
        best: tuple[tuple[bool, bool, int, int], str, Element] | None = None
        lonely: tuple[str, Element] | None = None
        for rank, text in enumerate(_TITLES):
            matches = self._select(text)
            for element in matches:
                words = self._page.brief(element)
                folded = _folded(words)
                if not folded or len(words) > 400 or declared(words) is not None or is_heading(words):
                    continue
                exact = folded in said
                if exact or _is_in(folded, said):
                    worth = (not self._is_site_name(element), exact, len(folded), -rank)
                    if best is None or worth > best[0]:
                        best = worth, words, element
                elif len(matches) == 1 and lonely is None and text in _TITLES[: 5 if not said else 3]:
                    lonely = words, element
        if best is not None and (best[0][0] or lonely is None):
            return best[1:]
        return lonely

    def _is_site_name(self, element: Element) -> bool:
        """Say whether a heading names the site: it stands in the site's head, or leads to its front page."""
        if any(_SITE.matches(each) for each in (element, *element.ancestors())):
            return True
        return any(
            each.name == "a"
            and (address := absolute(each.get("href"), self._base)) is not None
            and is_front(address)
            for each in self._page.below(element)
        )

    def _url(self) -> str | None:
        """Return the canonical address: of the page itself, or of where it was saved from."""
        candidates = [
            element.get("href")
            for element in self._page.elements
            if element.name == "link" and "canonical" in element.get("rel").lower().split()
        ]
        candidates += [self._meta("og:url") or ""]
        if self._thing is not None:
            candidates += [ld.word(self._thing, "mainEntityOfPage", "url") or ""]
        candidates += [self._saved.url or ""]
        for candidate in candidates:
            address = absolute(original(candidate.strip()), self._saved.url)
            if address and urlsplit_host(address) and not is_front(address):
                return address
        return None

    def _section(self) -> str | None:
        said = self._meta("article:section") or (
            ld.word(self._thing, "articleSection") if self._thing else None
        )
        if said:
            return said.split(",")[0].strip()[:_NAME_AT_MOST] or None
        found = self._first(_SECTIONS, _NAME_AT_MOST)
        return found[0] if found else None

    def _author(self) -> str | None:
        if (
            self._thing is not None
            and (said := ld.word(self._thing, "author", "creator"))
            and "://" not in said
        ):
            return said[:_NAME_AT_MOST]
        said = self._meta(
            "author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"
        )
        if said and "://" not in said:
            return bylines.plain_name(said)
        for text in _AUTHORS:
            for element in self._select(text):
                words = element.get("content") or self._page.brief(element)
                name = (
                    bylines.plain_name(_POSTS_BY.sub("", words))
                    if words and len(words) <= _NAME_AT_MOST
                    else None
                )
                if name and not is_button(name) and not re.search(r"\d", name):
                    return name
        return None

    def _published(self) -> datetime | None:
        said = [
            ld.word(self._thing, "datePublished", "dateCreated") if self._thing is not None else None,
            self._meta("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate",
                       "sailthru.date", "parsely-pub-date", "og:article:published_time"),
        ]  # fmt: skip
        for each in said:
            if each and (moment := self._moments.in_words(each)):
                return moment
        for text in _DATES:
            for element in self._select(text):
                words = self._page.brief(element)
                if len(words) <= 300 and (moment := self._moments.of(element, words)):
                    return moment
        return None

    def _published_near(self, title: Element | None) -> datetime | None:
        """Return the date that stands in a short line below the title."""
        if title is None:
            return None
        for element in self._page.elements[title.stop : title.stop + _BELOW_TITLE]:
            words = self._page.brief(element) if self._shown[element.place] else ""
            if 0 < len(words) <= 120 and (moment := self._moments.in_words(words)):
                return moment
        return None

    def _first(self, selectors: Iterable[str], longest: int) -> tuple[str, Element] | None:
        """Return the words of the first element selected that has few enough."""
        for text in selectors:
            for element in self._select(text):
                words = element.get("content") or self._page.brief(element)
                if 1 < len(words) <= longest and not is_button(words):
                    return words, element
        return None


def base_of(page: Page, saved: Saved) -> str | None:
    """Return what relative links of a page are resolved against."""
    address = saved.url
    for element in page.elements:
        if element.name == "base" and element.get("href"):
            return absolute(original(element.get("href")), address)
        if element.name == "body":
            break
    if address is None:
        for element in page.elements:
            if element.name == "link" and "canonical" in element.get("rel").lower().split():
                return absolute(original(element.get("href")), None)
            if element.name == "meta" and element.get("property") == "og:url":
                address = absolute(original(element.get("content")), None)
    return address


def saved_moment(page: Page, saved: Saved) -> datetime | None:
    """Return when the page was saved: as its makers say, or as the addresses of its parts do."""
    if saved.moment is not None:
        return saved.moment
    for element in page.elements[:400]:
        address = element.get("href") or element.get("src")
        if "/web/" in address and (moment := wayback_moment(address)):
            return moment
    return None


def _headline(thing: ld.Thing) -> str | None:
    return ld.word(thing, "headline", "name")


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split())


def _is_in(folded: str, said: list[str]) -> bool:
    """Say whether words stand in one of the hints, or nearly: encodings are broken in one place and not in another."""
    if any(len(folded) > 3 and f" {folded} " in f" {hint} " for hint in said):
        return True
    return any(12 < len(folded) <= len(hint) and fuzz.partial_ratio(folded, hint) >= 90 for hint in said)


def _without_site(title: str, site: str | None) -> str:
    """Return a document's title without the name of the site at either end."""
    parts = _SEPARATORS.split(title)
    if len(parts) < 2:
        return title
    if site is not None:
        kept = [part for part in parts if _folded(part) != _folded(site)]
        if kept and len(kept) < len(parts):
            return max(kept, key=len)
    return parts[-1] if _SITE_FIRST.search(title) else parts[0]


def urlsplit_host(address: str) -> str:
    """Return the host of an address, empty for none or a broken one."""
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""


def is_front(address: str) -> bool:
    """Say whether an address is that of a whole site, which names no article."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    return parts.path in {"", "/"} and not parts.query


def joined(base: str, address: str) -> str:
    """Resolve an address; empty if that cannot be done."""
    try:
        return urljoin(base, address)
    except ValueError:
        return ""
