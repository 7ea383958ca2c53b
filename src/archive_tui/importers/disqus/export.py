"""The export of a forum: categories, threads and posts side by side, tied together by ``dsq:id``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui.errors import ImportFailedError
from archive_tui.importers import values
from archive_tui.importers.chunks import Window, text_chunks
from archive_tui.importers.disqus.threads import Record, is_post, key_of, thread_of
from archive_tui.importers.grouping import Grouping
from archive_tui.importers.records import Element, Grammar, records
from archive_tui.model import Skipped
from archive_tui.text.markup import names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Source
    from archive_tui.model import ImportedThread

_GRAMMAR = Grammar(
    records=names("thread post"),
    containers={
        "thread": names("id link title message createdAt author isDeleted"),
        "post": names("id message createdAt isDeleted isSpam author ipAddress thread parent"),
        "author": names("name email username"),
    },
    interrupting=names("createdAt isDeleted isSpam isClosed ipAddress isAnonymous username author parent"),
    boundary=r"</?post[\s>]",
)


class DisqusImporter:
    """Read the threads of a forum that have posts."""

    name = "disqus"
    description = "Disqus export of a forum (XML)"
    spans_files = False

    def confidence(self, source: Source) -> float:
        """Look for the element that everything is in."""
        head = source.head.replace(b"\0", b"")
        return 0.95 if b"<disqus" in head and (b"disqus.com" in head or b"dsq:id" in head) else 0.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the threads, oldest first.

        Raises:
            ImportFailedError: the file cannot be read, or there is no post in it.
        """
        for path in paths:
            yield from _threads(path)


def _threads(path: Path) -> Iterator[ImportedThread]:
    skipped: list[Skipped] = []
    empty = 0
    found = False
    with Grouping() as grouping:
        for element in records(Window(text_chunks(path)), _GRAMMAR):
            for record in _records(element, skipped):
                if not is_post(record):
                    empty += 1
                grouping.add(key_of(record["thread"]), record)
        for _, group in grouping.groups():
            thread = thread_of(group, skipped, partial=False)
            if thread is not None:
                skipped = []
                found = True
                yield thread
    if not found:
        raise ImportFailedError(
            path, "", "no thread in it has a post" if empty else "there is no post in this export"
        )


def _records(element: Element, skipped: list[Skipped]) -> Iterator[Record]:
    """Yield what an element holds: a post that never ended may have a thread in it."""
    if element.name == "thread":
        own = _id(element)
        if own is not None:
            yield _thread(element, own)
        return
    below = element.first("thread")
    thread = None if below is None else _id(below)
    own = _id(element)
    message = element.value("message")
    where = f"post {own}" if own else f"post at line {element.line}"
    if thread is None:
        skipped.append(Skipped(where, "it names no thread"))
        return
    if below is not None and below.children:
        yield _thread(below, thread)
    if own is None:
        skipped.append(Skipped(where, "it has no id, so nothing can be below it; it was kept"))
    elif not element.whole:
        skipped.append(Skipped(where, "it is damaged; what came of it was kept"))
    author = element.first("author")
    parent = element.first("parent")
    yield {
        "post": own or "",
        "where": f"line {element.line}",
        "thread": thread,
        "parent": None if parent is None else _id(parent),
        "message": message,
        "created": element.value("createdAt"),
        "author": _name(author),
        "email": "" if author is None else author.value("email"),
        "ip": element.value("ipAddress"),
        "deleted": values.yes(element.value("isDeleted")),
        "spam": values.yes(element.value("isSpam")),
    }


def _thread(element: Element, own: str) -> Record:
    return {
        "thread": own,
        "title": element.value("title"),
        "link": element.value("link"),
        "message": element.value("message"),
        "created": element.value("createdAt"),
        "author": _name(element.first("author")),
    }


def _name(author: Element | None) -> str:
    return "" if author is None else author.value("name") or author.value("username")


def _id(element: Element) -> str | None:
    """Return the id that Disqus gave, an attribute; the element ``id`` is a name that the site chose."""
    for name, value in element.attributes.items():
        if name.rpartition(":")[2] == "id":
            return values.identifier(value)
    return None
