"""Blogger's export: an Atom feed in which posts, pages, comments and settings stand side by side.

Two shapes are about. In the older one a comment names its post by ``thr:in-reply-to``, and the comment that it answers
by the last part of a link; in Takeout's it does so by ``blogger:parent`` and ``blogger:inReplyTo``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from archive_tui.errors import ImportFailedError
from archive_tui.importers import prose, values
from archive_tui.importers.chunks import Window, text_chunks
from archive_tui.importers.grouping import Grouping
from archive_tui.importers.records import Element, Grammar, records
from archive_tui.model import ImportedArticle, ImportedComment, ImportedThread, Skipped, State, Verdict
from archive_tui.text.markup import names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Source

_GRAMMAR = Grammar(
    records=names("entry"),
    containers={
        "entry": names(
            "id published updated created category title content link author in-reply-to type parent inReplyTo status "
            "filename total trashed"
        ),
        "author": names("name email"),
    },
    interrupting=names("published updated author in-reply-to inReplyTo"),
    boundary=r"</?entry[\s>]",
)
_SPAM = Verdict(label="spam", score=1.0, by="source", reasons=("marked as spam at Blogger",))
_SIGNS = (b"schemas.google.com/blogger/", b"in-reply-to", b"blogger.com,1999:")
_LAST_NUMBER = re.compile(r"(\d+)\Z")
_KINDS = ("comment", "post", "page")


class BloggerImporter:
    """Read posts and pages with their comments."""

    name = "blogger"
    description = "Blogger export (Atom), also that of Takeout"
    spans_files = False

    def confidence(self, source: Source) -> float:
        """Look for a feed with the marks of Blogger, or with replies."""
        head = source.head.replace(b"\0", b"")
        if b"<feed" not in head or b"<html" in head[:2000].lower():
            return 0.0
        return 0.95 if any(sign in head for sign in _SIGNS) else 0.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the posts and pages, oldest first.

        Raises:
            ImportFailedError: the file cannot be read, or there is no post in it.
        """
        for path in paths:
            skipped: list[Skipped] = []
            found = False
            with Grouping() as grouping:
                for element in records(Window(text_chunks(path)), _GRAMMAR):
                    record = _record(element)
                    if record is not None:
                        post = record["post"] or record["id"]
                        grouping.add(_key(post), record)
                        if not element.whole:
                            skipped.append(
                                Skipped(f"entry {record['id']}", "it is damaged; what came of it was kept")
                            )
                for _, group in grouping.groups():
                    found = True
                    yield _thread(group, skipped)
                    skipped = []
            if not found:
                raise ImportFailedError(path, "", "there is no post, page or comment in this feed")


def _key(post: str) -> str:
    """Return what the records of a post are grouped by; the number at its end tells when it was written."""
    number = _LAST_NUMBER.search(post)
    return (number[1].rjust(24, "0") if number else "z") + post


def _record(element: Element) -> dict[str, Any] | None:
    """Return what an entry says; None if it is a setting, a template, or nothing that can be named."""
    own = element.value("id")
    kind = _kind(element)
    if not own or kind is None:
        return None
    answered = element.first("in-reply-to")
    post = element.value("parent") or ("" if answered is None else answered.attributes.get("ref", ""))
    author = element.first("author")
    return {
        "id": own,
        "kind": kind,
        "post": post if kind == "comment" else "",
        "parent": element.value("inReplyTo") or _related(element),
        "title": element.value("title"),
        "content": element.value("content"),
        "created": element.value("published") or element.value("created") or element.value("updated"),
        "author": "" if author is None else author.value("name"),
        "email": "" if author is None else author.value("email"),
        "link": _alternate(element) or element.value("filename"),
        "total": element.value("total"),
        "status": element.value("status").upper(),
        "trashed": element.value("trashed"),
    }


def _kind(element: Element) -> str | None:
    said = element.value("type").lower()
    if said:
        return said if said in _KINDS else None
    for category in element.all("category"):
        found = category.attributes.get("term", "").rpartition("/kind#")
        if found[1]:
            return found[2] if found[2] in _KINDS else None
    return "comment" if element.first("in-reply-to") is not None else "post"


def _related(element: Element) -> str:
    """Return the number of the comment that is answered: of the older shape's link to it."""
    for link in element.all("link"):
        href = link.attributes.get("href", "")
        if link.attributes.get("rel") == "related" and "/comments/" in href:
            return href.rpartition("/")[2]
    return ""


def _alternate(element: Element) -> str:
    links = [
        link.attributes
        for link in element.all("link")
        if link.attributes.get("type", "text/html") == "text/html"
    ]
    return next((link.get("href", "") for link in links if link.get("rel", "alternate") == "alternate"), "")


def _thread(group: list[dict[str, Any]], skipped: list[Skipped]) -> ImportedThread:
    post = next((record for record in group if record["kind"] != "comment"), None)
    own = group[0]["post"] if post is None else post["id"]
    comments = [record for record in group if record["kind"] == "comment"]
    by_number = {_number(record["id"]): record["id"] for record in comments}
    members = tuple([_comment(record, own, by_number) for record in comments])
    return ImportedThread(_article(own, post), members, tuple(skipped))


def _article(own: str, post: dict[str, Any] | None) -> ImportedArticle:
    if post is None:
        return ImportedArticle(key=f"blogger:{own}", title=f"Blogger post {_number(own) or own}")
    return ImportedArticle(
        key=f"blogger:{own}",
        title=prose.from_html(post["title"]),
        author=values.line(post["author"]),
        published=values.moment(post["created"]),
        url=prose.web_address(post["link"]),
        body=_text(post),
        declared=values.whole(post["total"]),
    )


def _text(record: dict[str, Any]) -> str:
    content: str = record["content"]
    return prose.from_html(content) if "<" in content else prose.from_wordpress(content)


def _number(own: str) -> str:
    found = _LAST_NUMBER.search(own)
    return found[1] if found else own


def _comment(record: dict[str, Any], post: str, by_number: dict[str, str]) -> ImportedComment:
    parent = record["parent"]
    if parent and parent not in by_number.values():
        parent = by_number.get(_number(parent), parent)
    spam = record["status"].startswith("SPAM")
    gone = record["status"] in {"EMPTIED", "DELETED"} or bool(record["trashed"])
    email = record["email"]
    return ImportedComment(
        ref=record["id"],
        parent=None if not parent or parent == post else parent,
        source_id=record["id"],
        author=values.line(record["author"]),
        created=values.moment(record["created"]),
        text=_text(record),
        url=prose.web_address(record["link"]),
        state=State.DELETED if gone else State.NORMAL,
        verdict=_SPAM if spam else None,
        email=None if email == "noreply@blogger.com" else values.line(email),
    )
