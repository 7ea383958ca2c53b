"""What the API answers: lists of posts and of threads, and the discussion that a page embeds.

An answer is one page of a list, so the files of a forum belong together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive_tui.errors import ImportFailedError
from archive_tui.importers import values
from archive_tui.importers.disqus.threads import Record, key_of, thread_of
from archive_tui.importers.grouping import Grouping
from archive_tui.importers.json_values import json_values, peek

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Source
    from archive_tui.model import ImportedThread, Skipped


class DisqusApiImporter:
    """Read answers of posts/list, threads/list, threads/listPosts, threads/details, and embedded threads."""

    name = "disqus-api"
    description = "Disqus API: lists of posts and threads (JSON)"
    spans_files = True

    def confidence(self, source: Source) -> float:
        """Look for a post or thread of a forum."""
        records = list(_records(peek(source.head)))
        if any("post" in record or "title" in record for record in records):
            return 0.95
        return 0.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the threads that have posts, oldest first.

        Raises:
            ImportFailedError: a file cannot be read, or there is no post in any.
        """
        skipped: list[Skipped] = []
        found = False
        with Grouping() as grouping:
            for path in paths:
                for value in json_values(path, skipped):
                    for record in _records(value):
                        grouping.add(key_of(record["thread"]), record)
            for _, group in grouping.groups():
                thread = thread_of(group, skipped, partial=True)
                if thread is not None:
                    found = True
                    skipped = []
                    yield thread
        if not found:
            raise ImportFailedError(
                paths[0], "", skipped[0].why if skipped else "there is no post of Disqus in it"
            )


def _records(value: object) -> Iterator[Record]:
    """Yield the posts and threads in an answer, or in a record of one."""
    waiting: list[Any] = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += reversed(each)
        elif isinstance(each, dict):
            if isinstance(each.get("response"), dict | list):
                waiting.append(each["response"])
            elif isinstance(each.get("posts"), list):
                waiting += [each["posts"], each.get("thread")]
            elif "thread" in each and ("message" in each or "raw_message" in each):
                yield from _post(each)
            elif "id" in each and "forum" in each and ({"link", "identifiers", "clean_title"} & each.keys()):
                yield _thread(each)


def _post(record: dict[str, Any]) -> Iterator[Record]:
    about = record["thread"]
    thread = values.identifier(about.get("id")) if isinstance(about, dict) else values.identifier(about)
    own = values.identifier(record.get("id"))
    if thread is None or own is None or "forum" not in record:
        return
    if isinstance(about, dict) and "link" in about:
        yield _thread(about)
    author = values.table(record.get("author"))
    likes, dislikes = values.whole(record.get("likes")), values.whole(record.get("dislikes"))
    points = values.whole(record.get("points"))
    yield {
        "post": own,
        "thread": thread,
        "parent": values.identifier(record.get("parent")),
        "message": values.text(record.get("message")),
        "raw": values.text(record.get("raw_message")),
        "created": values.text(record.get("createdAt")),
        "author": values.text(author.get("name")) or values.text(author.get("username")),
        "email": values.text(author.get("email")),
        "ip": values.text(record.get("ipAddress")),
        "score": (likes or 0) - (dislikes or 0) if likes is not None else points,
        "deleted": values.yes(record.get("isDeleted")),
        "spam": values.yes(record.get("isSpam")),
    }


def _thread(record: dict[str, Any]) -> Record:
    author = record.get("author")
    return {
        "thread": values.identifier(record.get("id")) or "",
        "title": values.text(record.get("title")) or values.text(record.get("clean_title")),
        "link": values.text(record.get("link")),
        "message": values.text(record.get("message")),
        "created": values.text(record.get("createdAt")),
        "author": values.text(author.get("name")) if isinstance(author, dict) else "",
        "declared": values.whole(record.get("posts")),
    }
