"""Whole discussions: ``items/ID`` of Algolia's API, and those of node-hnapi, which other clients have taken over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from archive_tui.importers import values
from archive_tui.importers.hacker_news.posts import Post, article_of, comment_of
from archive_tui.importers.json_threads import json_threads
from archive_tui.importers.json_values import peek_record
from archive_tui.model import ImportedThread, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Source


class HackerNewsImporter:
    """Read stories with their comments nested in them."""

    name = "hacker-news"
    description = "Hacker News: whole discussions from Algolia's API (items/ID) or node-hnapi (JSON)"
    spans_files = False

    def confidence(self, source: Source) -> float:
        """Look for replies within the post."""
        record = peek_record(source.head)
        if not {"id", "type"} <= record.keys():
            return 0.0
        if "children" in record and ("created_at_i" in record or "story_id" in record or "points" in record):
            return 0.9
        hnapi = {"time_ago", "comments_count", "user"} & record.keys()
        return 0.9 if "comments" in record and len(hnapi) >= 2 else 0.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the stories in the order of the source.

        Raises:
            ImportFailedError: the file cannot be read, or there is no story in it.
        """
        return json_threads(paths, _threads, "there is no post of Hacker News in it")


def _threads(record: dict[str, Any], skipped: list[Skipped]) -> Iterator[ImportedThread]:
    top = _post(record)
    if top is None:
        return
    comments = []
    options = []
    waiting: list[tuple[dict[str, Any], str | None]] = [
        (reply, None if top.is_story else top.id) for reply in reversed(_replies(record))
    ]
    if not top.is_story:
        comments.append(comment_of(top, top.parent if top.parent != top.story else None))
    count = 0
    while waiting:
        reply, parent = waiting.pop()
        count += 1
        post = _post(reply)
        if post is None:
            skipped.append(
                Skipped(f"reply {count} of post {top.id}", "it has no id; what is below it was kept")
            )
            waiting += [(below, parent) for below in reversed(_replies(reply))]
            continue
        if post.kind == "pollopt":
            options.append(post)
            continue
        comments.append(comment_of(post, parent))
        waiting += [(below, post.id) for below in reversed(_replies(reply))]
    options += [
        Post(id="", text=values.text(each.get("item")), score=values.whole(each.get("points")))
        for each in _poll(record)
    ]
    story = top if top.is_story else Post(id=top.story or top.parent or top.id, title=top.title)
    declared = top.declared if top.is_story else None
    article = article_of(story, options=options, declared=declared)
    yield ImportedThread(article, tuple(comments), partial=not top.is_story, realm="hn")


def _post(record: dict[str, Any]) -> Post | None:
    own = values.identifier(record.get("id"))
    if own is None or not {"type", "children", "comments"} & record.keys():
        return None
    kind = values.text(record.get("type"))
    created = values.moment(record.get("created_at_i")) or values.moment(record.get("time"))
    author = values.line(record.get("author")) or values.line(record.get("user"))
    hidden = [name for name in ("deleted", "dead") if values.yes(record.get(name))]
    kinds = {"link": "story", "ask": "story", "show": "story"}
    title = values.text(record.get("title"))
    post = Post(
        id=own,
        kind=kinds.get(kind, kind) or ("story" if title else "comment"),
        parent=values.identifier(record.get("parent_id")),
        story=values.identifier(record.get("story_id")),
        author=author,
        created=created or values.moment(record.get("created_at")),
        text=values.text(record.get("text")) or values.text(record.get("content")),
        title=title,
        url=_address(record),
        score=values.whole(record.get("points")),
        declared=values.whole(record.get("comments_count")),
    )
    return replace(post, deleted="deleted" in hidden, dead="dead" in hidden)


def _address(record: dict[str, Any]) -> str | None:
    url = values.line(record.get("url"))
    return None if url is None or url.startswith("item?id=") else url


def _replies(record: dict[str, Any]) -> list[dict[str, Any]]:
    found = values.rows(record.get("children")) or values.rows(record.get("comments"))
    return [reply for reply in found if isinstance(reply, dict)]


def _poll(record: dict[str, Any]) -> list[dict[str, Any]]:
    return [values.table(each) for each in values.rows(record.get("poll"))]
