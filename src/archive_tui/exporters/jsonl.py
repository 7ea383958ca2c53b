"""JSON lines: an object a line, for scripts that read a line at a time.

The invariant: every line says what it is (``type``) and which article it belongs to, so lines may be sorted, filtered
and joined with those of other files, and imported again in any order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive_tui.exporters import Option
from archive_tui.exporters.json import dumped
from archive_tui.exporters.records import (
    FORMAT,
    VERSION,
    Record,
    article_record,
    comment_record,
    is_whole,
    omission_record,
    provenance_record,
)
from archive_tui.model import Chosen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from archive_tui.model import Entry, Selection

_TOGETHER = 500
_FIELDS = ("key", "title", "author", "published", "url")


class JsonLinesExporter:
    """Write a comment a line."""

    name = "jsonl"
    description = "JSON lines, a comment a line, which can be imported again in any order"
    extension = "jsonl"
    media_type = "application/x-ndjson"
    options = (
        Option(
            "articles",
            "Whether articles have lines of their own, or each comment has theirs",
            ("lines", "fields"),
        ),
    )

    def export(self, selections: Iterable[Selection], options: Mapping[str, str]) -> Iterator[bytes]:
        """Yield the lines."""
        for selection in selections:
            record = article_record(selection)
            own_lines = options["articles"] == "lines"
            article: Any = record["key"] if own_lines else {name: record[name] for name in _FIELDS}
            if own_lines:
                head = {"type": "article", "format": FORMAT, "version": VERSION, **record}
                yield _line({**head, "complete": is_whole(selection)})
            for start in range(0, len(selection.entries), _TOGETHER):
                entries = selection.entries[start : start + _TOGETHER]
                yield b"".join(_line(_record(entry, article)) for entry in entries)
            if own_lines:
                yield _line({"type": "provenance", "article": article, **provenance_record(selection)})


def _record(entry: Entry, article: Any) -> Record:
    if isinstance(entry, Chosen):
        return {"type": "comment", "article": article, **comment_record(entry)}
    return {"type": "omitted", "article": article, **omission_record(entry)}


def _line(record: Record) -> bytes:
    return dumped(record).encode() + b"\n"
