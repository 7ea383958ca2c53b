"""Single posts: of the Firebase API (one a file, lines, an array), of BigQuery's tables, and hits of Algolia's search.

A comment names its parent alone, so its story is found by going up; the source is read twice for that.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from archive_tui.errors import ImportFailedError
from archive_tui.importers import values
from archive_tui.importers.ancestry import Ancestry
from archive_tui.importers.grouping import Grouping
from archive_tui.importers.hacker_news.posts import Post, article_of, comment_of, read_post
from archive_tui.importers.json_values import json_values, peek, peek_record
from archive_tui.model import ImportedThread, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Source

_KEPT = values.words(
    "id objectID type parent parent_id poll story_id by author time created_at_i time_ts timestamp created_at text "
    "comment_text story_text title story_title url story_url score points descendants num_comments kids parts "
    "deleted dead _tags"
)
_NUMBER = re.compile(r"[0-9]{1,10}\Z")
_UNDATED = datetime.max.replace(tzinfo=UTC)


class HackerNewsPostsImporter:
    """Put single posts together to discussions."""

    name = "hacker-news-posts"
    description = "Hacker News: single posts from Firebase, BigQuery or Algolia's search (JSON, JSON lines)"
    spans_files = True

    def confidence(self, source: Source) -> float:
        """Look for the names that posts have, in one of the three shapes."""
        found = peek(source.head)
        record = peek_record(source.head)
        if isinstance(found, dict) and "hits" in found:
            hits = values.rows(found["hits"])
            record = values.table(hits[0]) if hits else {}
            if not hits and {"nbHits", "query"} <= found.keys():
                return 0.5
        if record and all(name.isdigit() for name in record):
            record = values.table(next(iter(record.values())))
        if "objectID" in record:
            return 0.9 if {"story_id", "created_at_i", "num_comments"} & record.keys() else 0.0
        number = values.identifier(record.get("id"))
        if number is None or not _NUMBER.match(number):
            return 0.0
        if record.get("deleted") and {"time", "type"} <= record.keys():
            return 0.9
        if "by" in record and ("time" in record or "time_ts" in record):
            return 0.9 if {"parent", "descendants", "kids", "type", "score", "text"} & record.keys() else 0.3
        return 0.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the discussions, oldest first.

        Raises:
            ImportFailedError: a file cannot be read, or there is no post in any.
        """
        ancestry = Ancestry()
        skipped: list[Skipped] = []
        for path in paths:
            for record in _records(path, skipped):
                post = read_post(record)
                above = None if post is None else post.story or post.parent
                if post is not None and above is not None and _NUMBER.match(above) and above != post.id:
                    ancestry.add(int(post.id), int(above))
        with Grouping() as grouping:
            for path in paths:
                for record in _records(path, []):
                    post = read_post(record)
                    if post is not None:
                        top = ancestry.top(int(post.id)) if _NUMBER.match(post.id) else int(post.id)
                        grouping.add(f"{top:020}", {name: record[name] for name in _KEPT if record.get(name)})
            found = False
            for key, group in grouping.groups():
                found = True
                yield _thread(str(int(key)), group, skipped)
                skipped = []
        if not found:
            raise ImportFailedError(
                paths[0], "", skipped[0].why if skipped else "there is no post of Hacker News in it"
            )


def _records(path: Path, skipped: list[Skipped]) -> Iterator[dict[str, Any]]:
    """Yield the posts of a file; the hits of a search are some."""
    for value in json_values(path, skipped):
        if not isinstance(value, dict):
            continue
        hits = value.get("hits")
        if isinstance(hits, list):
            yield from (hit for hit in hits if isinstance(hit, dict))
        elif not {"id", "objectID"} & value.keys():
            # A copy of the Firebase database: posts by their numbers.
            yield from (each for name, each in value.items() if isinstance(each, dict) and name.isdigit())
        elif "karma" not in value:
            yield value


def _thread(top: str, group: list[dict[str, Any]], skipped: list[Skipped]) -> ImportedThread:
    posts: dict[str, Post] = {}
    for record in group:
        post = read_post(record)
        if post is not None and (post.id not in posts or len(post.text) >= len(posts[post.id].text)):
            posts[post.id] = post
    story = posts.get(top)
    if story is not None and not story.is_story and (story.parent is not None or story.kind == "comment"):
        story = None  # a ring of parents: its members are comments
    options = [post for post in posts.values() if post.kind == "pollopt"]
    comments = [post for post in posts.values() if post.kind != "pollopt" and post is not story]
    places = {reply: place for post in posts.values() for place, reply in enumerate(post.replies)}
    comments.sort(key=lambda post: (places.get(post.id, len(places)), post.created or _UNDATED, int(post.id)))
    missing = sum(reply not in posts for reply in places)
    # With the lists of replies whole, siblings stand in the order of the page; else in that of time.
    if missing:
        skipped = [
            *skipped,
            Skipped(f"replies in the discussion {top}", f"{missing:,} that are named are not there"),
        ]
    title = next((post.title for post in comments if post.story == top and post.title), "")
    url = next((post.url for post in comments if post.story == top and post.url), None)
    article = article_of(
        story or Post(id=top, title=title, url=url),
        options=options,
        declared=story.declared if story else None,
    )
    return ImportedThread(
        article,
        tuple([comment_of(post, None if post.parent == top else post.parent) for post in comments]),
        tuple(skipped),
        partial=story is None or not story.replies or bool(missing),
        realm="hn",
    )
