"""Submissions and comments of Reddit, as pages and dumps alike have them."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from archive_tui.importers import prose, values
from archive_tui.model import ImportedArticle, ImportedComment, PageNote, State, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

SITE = "https://www.reddit.com"
_GONE = frozenset(("[deleted]", "[removed]", "[ removed by reddit ]", "[deleted by user]", "[unavailable]"))
_SPAM = Verdict(label="spam", score=1.0, by="source", reasons=("removed as spam at Reddit",))
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def bare(value: object) -> str | None:
    """Return an id without the kind before it ("t3_"); a number is written as Reddit does, to the base of 36."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return _base36(value)
    found = values.identifier(value)
    if found is None:
        return None
    return found[3:].lower() if found[:1] == "t" and found[2:3] == "_" else found.lower()


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"


def parent_of(record: Mapping[str, Any], submission: str | None) -> str | None:
    """Return the id of the comment that is answered, None if it is the submission itself."""
    named = record.get("parent_id")
    if isinstance(named, str) and named.startswith("t3_"):
        return None
    parent = bare(named)
    return (
        None if parent == submission and not (isinstance(named, str) and named.startswith("t1_")) else parent
    )


def comment_of(
    record: Mapping[str, Any], own: str, parent: str | None, submission: str | None
) -> ImportedComment:
    """Return the comment of a record."""
    body = record.get("body")
    text = body if isinstance(body, str) else ""
    if not text and isinstance(record.get("body_html"), str):
        text = prose.from_html(html.unescape(record["body_html"]))
    gone = text.strip().lower() in _GONE
    author = values.line(record.get("author"))
    permalink = record.get("permalink")
    return ImportedComment(
        ref=own,
        parent=parent,
        source_id=own,
        author=None if author is None or author.lower() in _GONE else author,
        created=values.moment(record.get("created_utc")),
        score=None if record.get("score_hidden") is True else values.whole(record.get("score")),
        text="" if gone else prose.from_reddit(text),
        url=address(permalink) or (f"{SITE}/comments/{submission}/_/{own}/" if submission else None),
        state=State.DELETED if gone else State.NORMAL,
        verdict=_SPAM if record.get("spam") is True else None,
    )


def address(permalink: object) -> str | None:
    """Return a permalink with the site before it."""
    if not isinstance(permalink, str) or not permalink:
        return None
    return SITE + permalink if permalink.startswith("/") else permalink


def article_of(
    own: str, record: Mapping[str, Any] | None, comment: Mapping[str, Any] | None
) -> ImportedArticle:
    """Return the article of a submission; of one that is nowhere, what a comment on it tells."""
    key = f"reddit:t3_{own}"
    if record is None:
        comment = comment or {}
        section = _section(comment)
        title = values.line(comment.get("link_title")) or f"{section or 'Reddit'} thread t3_{own}"
        page = address(comment.get("link_permalink")) or f"{SITE}/comments/{own}/"
        return ImportedArticle(key=key, title=title, section=section, url=page)
    author = values.line(record.get("author"))
    text = values.text(record.get("selftext"))
    permalink = address(record.get("permalink")) or f"{SITE}/comments/{own}/"
    url = address(values.line(record.get("url")))
    outside = url if url and own not in url and not record.get("is_self") else None
    return ImportedArticle(
        key=key,
        title=prose.from_reddit(values.text(record.get("title"))) or f"Reddit thread t3_{own}",
        section=_section(record),
        author=None if author is None or author.lower() in _GONE else author,
        published=values.moment(record.get("created_utc")),
        url=outside or permalink,
        body="" if text.strip().lower() in _GONE else prose.from_reddit(text),
        notes=(PageNote("footer", f"Discussion: {permalink}"),) if outside else (),
        declared=values.whole(record.get("num_comments")),
    )


def _section(record: Mapping[str, Any]) -> str | None:
    name = values.line(record.get("subreddit"))
    return f"r/{name}" if name else None
