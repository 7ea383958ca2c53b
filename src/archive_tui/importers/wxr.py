"""Exports of WordPress (WXR 1.0 to 1.2), and those in its shape that other systems write.

Invariant: every comment arrives, of whatever post, however the file is damaged. The names of the elements alone
count, not what their prefixes are declared to be. Held, trashed and spam comments come with what the site decided.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from archive_tui.errors import ImportFailedError
from archive_tui.importers import prose, values
from archive_tui.importers.chunks import Window, text_chunks
from archive_tui.importers.records import Element, Grammar, records
from archive_tui.model import ImportedArticle, ImportedComment, ImportedThread, Kind, Skipped, State, Verdict
from archive_tui.text.markup import names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from archive_tui.importers import Source

_COMMENT = names(
    """comment_id comment_author comment_author_email comment_author_url comment_author_IP comment_date
    comment_date_gmt comment_content comment_approved comment_type comment_parent comment_user_id"""
)
_ITEM = names(
    """title link pubDate creator guid encoded post_id post_date post_date_gmt post_name status post_parent
    post_type category thread_identifier comment"""
)
_GRAMMAR = Grammar(
    records=names("item author comment"),
    containers={
        "item": _ITEM,
        "comment": _COMMENT,
        "author": names("author_login author_display_name"),
    },
    implied={"comment_id": "comment"},
    boundary=r"</?[\w.-]+:comment>|</?[\w.-]+:comment_content>",
)
_PINGS = frozenset(("pingback", "trackback", "pingback/trackback", "webmention"))
_PAGES = frozenset(("", "post", "page"))
_UNPUBLISHED = frozenset(("draft", "auto-draft", "trash", "inherit", "pending", "future"))
_SPAM = Verdict(label="spam", score=1.0, by="source", reasons=("marked as spam at the source",))
_ANYWHERE = re.compile(
    r"(?:https?:)?//(?:localhost|127\.|\[::1\]|[^/]*\.(?:local|test)\b)|[^:]*\Z", re.IGNORECASE
)
"""Names that another site may have given to another post."""

_NOWHERE = re.compile(r"\A(?:0000-00-00.*|)\Z", re.DOTALL)
_SIGNS = re.compile(
    rb"wordpress\.org/export/1\.|<[\w.-]+:(?:wxr_version|post_type|comment_id|comment_content)>"
)


class WxrImporter:
    """Read posts and pages with their comments, and whatever else has comments."""

    name = "wxr"
    description = "WordPress export (WXR)"
    spans_files = False

    def confidence(self, source: Source) -> float:
        """Look for the elements of an export; a feed of comments has none of them."""
        head = source.head.replace(b"\0", b"")
        if b"<rss" not in head and b"<item" not in head and b"<channel" not in head:
            return 0.0
        return 0.95 if _SIGNS.search(head) else 0.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the posts in the order of the export.

        Raises:
            ImportFailedError: the file cannot be read, or there is no post in it.
        """
        for path in paths:
            yield from _Export(path).threads()


@dataclass(slots=True)
class _Export:
    """One export, while it is read."""

    path: Path
    names: dict[str, str] = field(default_factory=dict)
    """Of the site's authors, by their logins."""

    def threads(self) -> Iterator[ImportedThread]:
        met = 0
        yielded = 0
        for record in self._posts():
            met += 1
            thread = self._thread(record)
            if thread is not None:
                yielded += 1
                yield thread
        if not yielded:
            reason = "no post in it has comments or a text" if met else "this export has no posts"
            raise ImportFailedError(self.path, "", reason)

    def _posts(self) -> Iterator[Element]:
        """Yield the posts; a comment outside of any stood in the last one, whose end was seen too early."""
        last: Element | None = None
        for record in records(Window(text_chunks(self.path)), _GRAMMAR):
            if record.name == "author":
                name = record.value("author_display_name")
                if name:
                    self.names[record.value("author_login")] = name
            elif record.name == "comment":
                if last is None:
                    last = Element("item", record.line)
                last.whole = False
                last.children.append(record)
            else:
                if last is not None:
                    yield last
                last = record
        if last is not None:
            yield last

    def _thread(self, record: Element) -> ImportedThread | None:
        skipped: list[Skipped] = []
        zone = _offset(record.value("post_date"), record.value("post_date_gmt"))
        link = record.value("link")
        comments = [
            comment
            for number, element in enumerate(record.all("comment"), start=1)
            if (comment := _comment(element, number, zone, link, skipped)) is not None
        ]
        if not comments and not _stands_alone(record):
            return None
        if not record.whole:
            skipped.append(
                Skipped(_named(record), "it does not end where it should; what came of it was kept")
            )
        return ImportedThread(self._article(record, link, zone), tuple(comments), tuple(skipped))

    def _article(self, record: Element, link: str, zone: timedelta) -> ImportedArticle:
        content, excerpt = _texts(record)
        login = record.value("creator")
        section = next(
            (
                each
                for each in record.all("category")
                if each.attributes.get("domain", "category") == "category"
            ),
            None,
        )
        title = prose.from_html(record.value("title"))
        body = prose.from_wordpress(content, link or None)
        return ImportedArticle(
            key=_key(record, link, title, body),
            title=title,
            section=None if section is None else prose.from_html(section.text) or None,
            dek=prose.from_wordpress(excerpt, link or None) or None,
            author=self.names.get(login, login) or None,
            published=_published(record, zone),
            url=link or None,
            body=body,
        )


def _key(record: Element, link: str, title: str, body: str) -> str:
    """Return what a post is called in every export of its site."""
    name = record.value("guid") or link or record.value("thread_identifier")
    if name and not _ANYWHERE.match(name):
        return f"wp:{name}"
    text = "\x1f".join((name, record.value("post_id"), record.value("post_date"), title, body[:500]))
    return "wp:" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:24]


def _named(record: Element) -> str:
    title = record.value("title")[:60]
    return f"post “{title}” (line {record.line})" if title else f"post at line {record.line}"


def _stands_alone(record: Element) -> bool:
    """Say whether something without comments is an article all the same: a post or page that was published."""
    if record.value("post_type") not in _PAGES or record.value("status") in _UNPUBLISHED:
        return False
    return bool(_texts(record)[0].strip())


def _texts(record: Element) -> tuple[str, str]:
    """Return the content and the excerpt, which have one name but for their prefixes."""
    encoded = list(record.all("encoded"))
    excerpt = next((each for each in encoded if each.prefix == "excerpt"), None)
    content = next((each for each in encoded if each.prefix == "content"), None) or next(
        (each for each in encoded if each is not excerpt), None
    )
    if excerpt is None and len(encoded) == 2:
        excerpt = encoded[1]
    return content.text if content else "", excerpt.text if excerpt else ""


def _published(record: Element, zone: timedelta) -> datetime | None:
    moment = _time(record.value("post_date_gmt"), record.value("post_date"), zone)
    if moment is None:
        try:
            moment = parsedate_to_datetime(record.value("pubDate"))
        except (TypeError, ValueError, OverflowError):
            return None
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    # A post that was never published has a date before our era.
    return moment if moment.year > 1 else None


def _time(utc: str, local: str, zone: timedelta) -> datetime | None:
    """Return a time from the one in UTC; from the site's own, where that is missing or zero."""
    if not _NOWHERE.match(utc) and (moment := values.moment(utc)) is not None:
        return moment
    moment = None if _NOWHERE.match(local) else values.moment(local)
    return None if moment is None else moment - zone


def _offset(local: str, utc: str) -> timedelta:
    """Return how far the site's clock was from UTC, told by a time that is given both ways."""
    here, there = values.moment(local), values.moment(utc)
    if here is None or there is None or _NOWHERE.match(utc) or _NOWHERE.match(local):
        return timedelta()
    return here - there if abs(here - there) <= timedelta(hours=15) else timedelta()


def _comment(
    element: Element, number: int, zone: timedelta, link: str, skipped: list[Skipped]
) -> ImportedComment | None:
    own = values.identifier(element.value("comment_id"))
    content = element.value("comment_content")
    where = f"comment {own}" if own else f"comment {number} of the post (line {element.line})"
    if own is None and not content.strip():
        skipped.append(Skipped(where, "nothing in it can be read"))
        return None
    if not element.whole or any(not child.whole for child in element.children):
        skipped.append(Skipped(where, "it is damaged; what came of it was kept"))
    approved = element.value("comment_approved")
    parent = values.identifier(element.value("comment_parent"))
    kind = Kind.PINGBACK if element.value("comment_type").lower() in _PINGS else Kind.COMMENT
    return ImportedComment(
        ref=own or f"line {element.line}",
        parent=None if parent in {None, "0"} else parent,
        source_id=own,
        author=prose.from_html(element.value("comment_author")) or None,
        created=_time(element.value("comment_date_gmt"), element.value("comment_date"), zone),
        text=prose.from_wordpress(content, link or None),
        url=f"{link}#comment-{own}" if own and link.startswith("http") else None,
        state=State.DELETED if approved in {"trash", "post-trashed"} else State.NORMAL,
        kind=kind,
        verdict=_SPAM if approved == "spam" else None,
        email=values.line(element.value("comment_author_email")),
        ip=values.line(element.value("comment_author_IP")),
    )
