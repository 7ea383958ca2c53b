"""Pages of Reddit with ``.json`` after their address: a listing of the submission, and one of its comments."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from archive_tui.errors import ImportFailedError
from archive_tui.importers import values
from archive_tui.importers.json_values import json_values, peek
from archive_tui.importers.reddit.things import article_of, bare, comment_of, parent_of
from archive_tui.model import ImportedThread, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Source
    from archive_tui.model import ImportedComment

_KINDS = ("Listing", "t1", "t3", "more")
"""No set: what a file calls a kind may be anything."""


class RedditImporter:
    """Read pages of comments, and listings of submissions."""

    name = "reddit"
    description = "Reddit page (JSON, as the page's address with .json gives it)"
    spans_files = False

    def confidence(self, source: Source) -> float:
        """Look for things with their kinds."""
        return 0.95 if any(True for _ in _things(peek(source.head))) else 0.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the submissions in the order of the source.

        Raises:
            ImportFailedError: the file cannot be read, or there is nothing of Reddit in it.
        """
        for path in paths:
            yield from _page(path)


@dataclass(slots=True)
class _Thread:
    """What was found of one submission."""

    id: str
    submission: dict[str, Any] | None = None
    comments: list[ImportedComment] = field(default_factory=list)
    first: dict[str, Any] | None = None
    """The first comment, as it stands in the source."""
    unloaded: bool = False
    skipped: list[Skipped] = field(default_factory=list)

    def finished(self) -> ImportedThread:
        partial = self.unloaded or self.submission is None
        article = article_of(self.id, self.submission, self.first)
        return ImportedThread(article, tuple(self.comments), tuple(self.skipped), partial=partial)


def _page(path: Path) -> Iterator[ImportedThread]:
    skipped: list[Skipped] = []
    threads: dict[str, _Thread] = {}
    current: str | None = None
    met = False
    for value in json_values(path, skipped):
        for kind, thing, parent in _things(value):
            met = True
            if kind == "t3":
                own = bare(thing.get("id")) or bare(thing.get("name"))
                if own is None:
                    skipped.append(Skipped("a submission", "it has no id"))
                    continue
                if (
                    current is not None
                    and own != current
                    and threads
                    and any(t.comments for t in threads.values())
                ):
                    yield from _flushed(threads, skipped)
                current = own
                threads.setdefault(own, _Thread(own)).submission = thing
            else:
                link = bare(thing.get("link_id")) or current or ""
                _take(threads.setdefault(link, _Thread(link)), kind, thing, parent)
    if not met:
        raise ImportFailedError(path, "", skipped[0].why if skipped else "there is nothing of Reddit in it")
    yield from _flushed(threads, skipped)


def _flushed(threads: dict[str, _Thread], skipped: list[Skipped]) -> Iterator[ImportedThread]:
    for thread in threads.values():
        thread.skipped[:0] = skipped
        skipped.clear()
        if thread.id:
            yield thread.finished()
    threads.clear()


def _take(thread: _Thread, kind: str, thing: dict[str, Any], parent: str | None) -> None:
    """Add a comment, or a stub for some that are not there."""
    if kind == "more":
        thread.unloaded = True
        above = bare(thing.get("parent_id"))
        where = "the top of the thread" if above in {None, thread.id} else f"below comment {above}"
        count = values.whole(thing.get("count")) or len(values.rows(thing.get("children")))
        why = (
            f"{count:,} {'comment was' if count == 1 else 'comments were'} not loaded (“more comments”)"
            if count
            else "the thread goes on, on a page of its own (“continue this thread”)"
        )
        thread.skipped.append(Skipped(where, why))
        return
    own = bare(thing.get("id")) or bare(thing.get("name"))
    if own is None:
        thread.skipped.append(Skipped("a comment", "it has no id"))
        return
    above = parent_of(thing, thread.id) if thing.get("parent_id") else parent
    thread.comments.append(comment_of(thing, own, above, thread.id or None))
    thread.first = thread.first or thing


def _things(value: object) -> Iterator[tuple[str, dict[str, Any], str | None]]:
    """Yield kind, record and parent (by nesting) of everything in a value, in the order of the page."""
    waiting: list[tuple[Any, str | None]] = [(value, None)]
    while waiting:
        thing, parent = waiting.pop()
        if isinstance(thing, list):
            waiting += [(each, parent) for each in reversed(thing)]
            continue
        if not isinstance(thing, dict):
            continue
        kind = thing.get("kind")
        content = thing.get("data")
        if kind in _KINDS and isinstance(content, dict):
            if kind == "Listing":
                waiting.append((values.rows(content.get("children")), parent))
                continue
            yield str(kind), content, parent
            if kind == "t1":
                waiting.append((content.get("replies"), bare(content.get("id"))))
        elif kind is None and isinstance(content, list):
            waiting += [
                (each, parent)
                for each in reversed(content)
                if isinstance(each, dict) and each.get("kind") in _KINDS
            ]
        elif kind is None and isinstance(thing.get("json"), dict):
            waiting.append((values.rows(values.table(thing["json"].get("data")).get("things")), parent))
