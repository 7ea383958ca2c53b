"""Which importer reads a source: found out from its content, never from its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui.errors import ImportFailedError
from archive_tui.importers import HEAD_SIZE, Importer, Source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SURE = 0.25
"""From this confidence on, an importer is taken."""


def source_of(path: Path) -> Source:
    """Read the head of a file.

    Raises:
        ImportFailedError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return Source(path, file.read(HEAD_SIZE))
    except OSError as error:
        raise ImportFailedError(path, "", f"it cannot be read: {error.strerror or error}") from error


def detect(source: Source, importers: Iterable[Importer]) -> Importer:
    """Return the importer that is surest of a source; of equally sure ones the first.

    Raises:
        ImportFailedError: none is sure enough.
    """
    if not source.head.strip():
        raise ImportFailedError(source.path, "", "the file is empty")
    best: Importer | None = None
    best_confidence = 0.0
    for importer in importers:
        confidence = importer.confidence(source)
        if confidence > best_confidence:
            best, best_confidence = importer, confidence
    if best is None or best_confidence < SURE:
        binary = b"\0" in source.head and not source.head.startswith((b"\xff\xfe", b"\xfe\xff"))
        reason = "a binary file of no known format" if binary else "a text of no known format"
        raise ImportFailedError(
            source.path, "", f"{reason}; `archive-tui formats` lists what can be imported"
        )
    return best
