"""From the posts of one thread, however they were written down, to an article with comments."""

from __future__ import annotations

from typing import Any

from archive_tui.importers import prose, values
from archive_tui.model import ImportedArticle, ImportedComment, ImportedThread, Skipped, State, Verdict

_SPAM = Verdict(label="spam", score=1.0, by="source", reasons=("marked as spam at Disqus",))

Record = dict[str, Any]
"""A thread (without "message_of") or a post (with it): texts by name."""

ID_LENGTH = 20
"""Digits that an id is padded to, so that the order of texts is that of numbers."""


def key_of(thread: str) -> str:
    """Return what the records of a thread are grouped by: oldest first."""
    return thread.rjust(ID_LENGTH, "0")


def is_post(record: Record) -> bool:
    """Say whether a record is a post."""
    return "post" in record


def thread_of(group: list[Record], skipped: list[Skipped], *, partial: bool) -> ImportedThread | None:
    """Return the thread; None for one without posts."""
    posts = [record for record in group if is_post(record)]
    if not posts:
        return None
    own = values.text(posts[0]["thread"])
    about = next((record for record in reversed(group) if not is_post(record)), {})
    link = values.line(about.get("link"))
    comments = [_comment(post, link) for post in posts]
    if partial:
        # The pages of a list overlap.
        comments = list({comment.ref: comment for comment in comments}.values())
    article = ImportedArticle(
        key=f"disqus:{own}",
        title=prose.from_html(values.text(about.get("title"))) or link or f"Disqus thread {own}",
        author=values.line(about.get("author")),
        published=values.moment(about.get("created")),
        url=link,
        body=prose.from_html(values.text(about.get("message"))),
        declared=values.whole(about.get("declared")),
    )
    return ImportedThread(article, tuple(comments), tuple(skipped), partial=partial)


def _comment(post: Record, link: str | None) -> ImportedComment:
    own = values.identifier(post["post"])
    text = prose.from_html(values.text(post.get("message"))) or values.text(post.get("raw"))
    return ImportedComment(
        ref=own or values.text(post.get("where")),
        parent=values.identifier(post.get("parent")),
        source_id=own,
        author=values.line(post.get("author")),
        created=values.moment(post.get("created")),
        score=values.whole(post.get("score")),
        text=text,
        url=f"{link}#comment-{own}" if own and link and link.startswith("http") else None,
        state=State.DELETED if post.get("deleted") else State.NORMAL,
        verdict=_SPAM if post.get("spam") else None,
        email=values.line(post.get("email")),
        ip=values.line(post.get("ip")),
    )
