"""The generic JSON of isso: an array of pages with their comments, which scripts make for other systems."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

from archive_tui.importers import prose, values
from archive_tui.importers.json_threads import json_threads
from archive_tui.importers.json_values import peek_record
from archive_tui.model import ImportedArticle, ImportedComment, ImportedThread, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Source

_QUOTED = re.compile(r"%[0-9A-Fa-f]{2}|^[^ ]*\+[^ ]*$")


class IssoJsonImporter:
    """Read pages with their comments."""

    name = "isso-json"
    description = "isso's generic JSON: pages with comments"
    spans_files = False

    def confidence(self, source: Source) -> float:
        """Look for a page with comments that have the fields of isso."""
        record = peek_record(source.head)
        if not {"id", "title", "comments"} <= record.keys() or not isinstance(record["comments"], list):
            return 0.0
        first = values.table(next(iter(record["comments"]), None))
        if not first:
            return 0.3 if record.keys() == {"id", "title", "comments"} else 0.0
        return (
            0.95
            if {"text", "author"} <= first.keys() and {"remote_addr", "website", "email"} & first.keys()
            else 0.0
        )

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the pages in the order of the file.

        Raises:
            ImportFailedError: the file cannot be read, or there is no page in it.
        """
        return json_threads(paths, _threads, "there is no page with comments in it")


def _threads(page: dict[str, Any], _: list[Skipped]) -> Iterator[ImportedThread]:
    own = values.identifier(page.get("id"))
    if own is None or "comments" not in page:
        return
    title = values.text(page.get("title"))
    if _QUOTED.search(title):
        title = unquote_plus(title)
    records = [values.table(record) for record in values.rows(page.get("comments"))]
    comments = tuple([_comment(record, place) for place, record in enumerate(records, start=1)])
    article = ImportedArticle(
        key=f"isso:{own} {title}".rstrip(), title=title or own, url=own if own.startswith("http") else None
    )
    yield ImportedThread(article, comments)


def _comment(record: dict[str, Any], place: int) -> ImportedComment:
    own = values.identifier(record.get("id"))
    return ImportedComment(
        ref=own or f"place {place}",
        parent=values.identifier(record.get("parent")),
        source_id=own,
        author=values.line(record.get("author")),
        created=values.moment(record.get("created")),
        text=prose.from_either(values.text(record.get("text"))),
        email=values.line(record.get("email")),
        ip=values.line(record.get("remote_addr")),
    )
