"""Topics of Discourse, as their address with ``.json`` at the end gives them.

Invariant: posts are known by their number in the topic, which is what replies name; the first is the article. A topic
of which posts are missing is a part, and says which.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from archive_tui.importers import prose, values
from archive_tui.importers.json_threads import json_threads
from archive_tui.importers.json_values import peek_record
from archive_tui.model import ImportedArticle, ImportedComment, ImportedThread, Skipped, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Source

_LIKE = 2
_PICTURE = re.compile(r"(?:https?://[^/]+)?/user_avatar/([\w.-]+\.[a-z]{2,})/", re.IGNORECASE)
_NAMED_IDS = 20


class DiscourseImporter:
    """Read topics, whole or a page of one."""

    name = "discourse"
    description = "Discourse topic (JSON)"
    spans_files = False

    def confidence(self, source: Source) -> float:
        """Look for the stream of posts."""
        topics = _topics(peek_record(source.head))
        return 0.95 if any(values.rows(topic["post_stream"].get("posts")) for topic in topics) else 0.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the topics in the order of the source.

        Raises:
            ImportFailedError: the file cannot be read, or there is no topic in it.
        """
        return json_threads(paths, _threads, "there is no topic with posts in it")


def _topics(record: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the topics in a record, each with its stream of posts.

    Some programs wrap the topic that they fetched; a list of the latest posts, or a post alone, is of topics, too.
    """
    for topic in (record, values.table(record.get("data"))):
        if isinstance(topic.get("post_stream"), dict):
            return [topic]
    listed = record.get("latest_posts")
    single = [record] if {"post_number", "topic_id", "cooked"} <= record.keys() else []
    topics: dict[str, dict[str, Any]] = {}
    for post in listed if isinstance(listed, list) else single:
        own = values.identifier(values.table(post).get("topic_id"))
        if own is not None:
            about: dict[str, Any] = {
                "id": own,
                "title": post.get("topic_title"),
                "post_stream": {"posts": []},
            }
            topics.setdefault(own, about)["post_stream"]["posts"].append(post)
    return list(topics.values())


def _threads(record: dict[str, Any], skipped: list[Skipped]) -> Iterator[ImportedThread]:
    for topic in _topics(record):
        yield from _thread(topic, skipped)


def _thread(topic: dict[str, Any], skipped: list[Skipped]) -> Iterator[ImportedThread]:
    stream = topic["post_stream"]
    posts = [post for post in values.rows(stream.get("posts")) if isinstance(post, dict)]
    if not posts:
        return
    page = _page(posts, topic)
    own = values.identifier(topic.get("id")) or values.identifier(posts[0].get("topic_id")) or "0"
    slug = values.line(topic.get("slug")) or values.line(posts[0].get("topic_slug")) or ""
    first = next((post for post in posts if _number(post) == "1"), None)
    comments = []
    for place, post in enumerate(posts, start=1):
        if post is first:
            continue
        if _number(post) is None:
            skipped.append(Skipped(f"post {place} of topic {own}", "it has no number"))
            continue
        comments.append(_comment(post, page))
    absent = _absent(stream, posts)
    if absent:
        named = ", ".join(absent[:_NAMED_IDS]) + (", …" if len(absent) > _NAMED_IDS else "")
        skipped.append(
            Skipped(f"topic {own}", f"{len(absent):,} of its posts are not in the source: {named}")
        )
    count = values.whole(topic.get("posts_count"))
    article = ImportedArticle(
        key=f"discourse:{own}/{slug}",
        title=values.line(topic.get("title")) or slug.replace("-", " ") or f"Discourse topic {own}",
        author=None if first is None else _author(first),
        url=page,
        published=values.moment(topic.get("created_at") if first is None else first.get("created_at")),
        body="" if first is None else _text(first),
        declared=None if count is None else max(count - 1, 0),
    )
    yield ImportedThread(article, tuple(comments), partial=bool(absent) or first is None)


def _absent(stream: dict[str, Any], posts: list[dict[str, Any]]) -> list[str]:
    """Return the ids of the posts that the topic has and the source has not."""
    there = {values.identifier(post.get("id")) for post in posts}
    named = [
        key for each in values.rows(stream.get("stream")) if (key := values.identifier(each)) is not None
    ]
    absent = [key for key in named if key not in there]
    # Ids that were made anonymous name nothing; their number still counts.
    return absent if len(absent) < len(named) else absent[len(posts) :]


def _number(post: dict[str, Any]) -> str | None:
    return values.identifier(post.get("post_number"))


def _author(post: dict[str, Any]) -> str | None:
    return (
        values.line(post.get("username"))
        or values.line(post.get("display_username"))
        or values.line(post.get("name"))
    )


def _text(post: dict[str, Any]) -> str:
    text = prose.from_html(values.text(post.get("cooked"))) or values.text(post.get("raw"))
    action = values.line(post.get("action_code"))
    return text or (f"({action.replace('_', ' ').replace('.', ' ')})" if action else "")


def _page(posts: list[dict[str, Any]], topic: dict[str, Any]) -> str | None:
    """Return the address of a topic: the paths of pictures that people uploaded name its site."""
    for post in posts:
        named = _PICTURE.match(values.text(post.get("avatar_template")))
        own = values.identifier(topic.get("id")) or values.identifier(post.get("topic_id"))
        if named is not None and own is not None:
            slug = values.line(topic.get("slug")) or values.line(post.get("topic_slug")) or "-"
            return f"https://{named[1]}/t/{slug}/{own}"
    return None


def _comment(post: dict[str, Any], page: str | None) -> ImportedComment:
    number = _number(post) or ""
    parent = values.identifier(post.get("reply_to_post_number"))
    gone = values.yes(post.get("user_deleted")) or bool(post.get("deleted_at"))
    return ImportedComment(
        ref=number,
        parent=None if parent in {"1", "0"} else parent,
        source_id=number,
        author=_author(post),
        created=values.moment(post.get("created_at")),
        score=_likes(post),
        text=_text(post),
        url=None if page is None else f"{page}/{number}",
        state=State.DELETED if gone else State.NORMAL,
    )


def _likes(post: dict[str, Any]) -> int | None:
    summary = [values.table(each) for each in values.rows(post.get("actions_summary"))]
    likes = next((values.whole(each.get("count")) for each in summary if each.get("id") == _LIKE), None)
    return values.whole(post.get("like_count")) if likes is None else likes
