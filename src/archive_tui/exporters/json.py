"""JSON: everything that a selection says, for programs, and for another library.

The invariant: one comment stands on a line, so that differences can be read and half a file can be read again; the
whole is one value of the shape that docs/archive.schema.json describes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from archive_tui.exporters.records import (
    FORMAT,
    VERSION,
    article_record,
    comment_record,
    is_whole,
    omission_record,
    provenance_record,
)
from archive_tui.model import Chosen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from archive_tui.exporters import Option
    from archive_tui.model import Entry, Selection

_TOGETHER = 500
"""Comments that are written at once."""


def dumped(record: Any) -> str:
    """Return a record on one line."""
    return json.dumps(record, ensure_ascii=False, separators=(", ", ": "))


class JsonExporter:
    """Write one value of JSON."""

    name = "json"
    description = "JSON with everything, which can be imported again without loss"
    extension = "json"
    media_type = "application/json"
    options: tuple[Option, ...] = ()

    def export(self, selections: Iterable[Selection], options: Mapping[str, str]) -> Iterator[bytes]:  # noqa: ARG002
        """Yield the document."""
        yield f'{{"format": "{FORMAT}", "version": {VERSION}, "articles": ['.encode()
        for index, selection in enumerate(selections):
            head = {**article_record(selection), "complete": is_whole(selection)}
            yield f'{"," if index else ""}\n{dumped(head)[:-1]}, "comments": ['.encode()
            for start in range(0, len(selection.entries), _TOGETHER):
                entries = selection.entries[start : start + _TOGETHER]
                yield f"{',' if start else ''}\n{_lines(entries)}".encode()
            yield f'\n], "provenance": {dumped(provenance_record(selection))}}}'.encode()
        yield b"\n]}\n"


def _lines(entries: Iterable[Entry]) -> str:
    return ",\n".join(
        dumped(comment_record(entry) if isinstance(entry, Chosen) else omission_record(entry))
        for entry in entries
    )
