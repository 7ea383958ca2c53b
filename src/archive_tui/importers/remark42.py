"""Backups of remark42 (a line about itself, then a comment a line), and what its API answers, flat or as a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive_tui.errors import ImportFailedError
from archive_tui.importers import prose, values
from archive_tui.importers.grouping import Grouping
from archive_tui.importers.json_values import json_values, peek
from archive_tui.model import ImportedArticle, ImportedComment, ImportedThread, Skipped, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Source

_KEPT = values.words("id pid text orig user locator score time delete title")


class Remark42Importer:
    """Read the pages of a backup."""

    name = "remark42"
    description = "remark42 backup, or its API's comments (JSON lines, JSON)"
    spans_files = False

    def confidence(self, source: Source) -> float:
        """Look for a comment that names its page, or for the line that a backup begins with."""
        found = peek(source.head)
        if any("locator" in comment and "pid" in comment for comment in _comments(found)):
            return 0.95
        backup = (
            isinstance(found, dict) and "version" in found and found.keys() <= {"version", "users", "posts"}
        )
        return 0.9 if backup and b'"locator"' in source.head else 0.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the pages in the order of their addresses.

        Raises:
            ImportFailedError: the file cannot be read, or there is no comment in it.
        """
        for path in paths:
            skipped: list[Skipped] = []
            found = False
            with Grouping() as grouping:
                for value in json_values(path, skipped):
                    for comment in _comments(value):
                        _collect(comment, grouping, skipped)
                for _, group in grouping.groups():
                    found = True
                    yield _thread(group, skipped)
                    skipped = []
            if not found:
                raise ImportFailedError(path, "", skipped[0].why if skipped else "there is no comment in it")


def _comments(value: object) -> Iterator[dict[str, Any]]:
    """Yield the comments in a value, those of a tree in its order."""
    waiting: list[Any] = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += reversed(each)
        elif isinstance(each, dict):
            if "locator" in each or "pid" in each:
                yield each
            else:
                waiting += [each.get("replies"), each.get("comments"), each.get("comment")]


def _collect(comment: dict[str, Any], grouping: Grouping, skipped: list[Skipped]) -> None:
    locator = values.table(comment.get("locator"))
    if values.identifier(comment.get("id")) is None:
        skipped.append(
            Skipped(f"a comment on {values.text(locator.get('url')) or 'an unknown page'}", "it has no id")
        )
        return
    key = f"{values.text(locator.get('site'))}\0{values.text(locator.get('url'))}"
    grouping.add(key, {name: comment[name] for name in _KEPT if comment.get(name) not in (None, "")})


def _thread(group: list[dict[str, Any]], skipped: list[Skipped]) -> ImportedThread:
    locator = values.table(group[0].get("locator"))
    url = values.text(locator.get("url"))
    title = next((line for comment in group if (line := values.line(comment.get("title")))), None)
    article = ImportedArticle(
        key=f"remark42:{values.text(locator.get('site'))}:{url}",
        title=title or url or "A page without an address",
        url=url or None,
    )
    return ImportedThread(article, tuple([_comment(comment, url) for comment in group]), tuple(skipped))


def _comment(comment: dict[str, Any], url: str) -> ImportedComment:
    own = values.text(comment["id"])
    user = values.table(comment.get("user"))
    gone = values.yes(comment.get("delete"))
    return ImportedComment(
        ref=own,
        parent=values.identifier(comment.get("pid")),
        source_id=own,
        author=values.line(user.get("name")),
        created=values.moment(comment.get("time")),
        score=values.whole(comment.get("score")),
        text=prose.from_html(values.text(comment.get("text")))
        or ("" if gone else values.text(comment.get("orig"))),
        url=f"{url}#remark42__comment-{own}" if url.startswith("http") else None,
        state=State.DELETED if gone else State.NORMAL,
    )
