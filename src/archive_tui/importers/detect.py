"""Which importer reads a source: decided by content, never by name.

Invariant: the importers are asked in the order given, and the surest answer wins; a source that none of
them knows is refused with one sentence, not handed to the least unlikely.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui.errors import ImportFailedError
from archive_tui.importers import HEAD_SIZE, Importer, Source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SURE_ENOUGH = 0.25
"""The least confidence that counts as recognising a format."""


def read_source(path: Path) -> Source:
    """Open a file and read what importers may look at to recognise it.

    Raises:
        ImportFailedError: the file is empty, no file, or cannot be read.
    """
    try:
        if path.is_dir():
            raise ImportFailedError(path, "", "this is a folder")
        with path.open("rb") as file:
            head = file.read(HEAD_SIZE)
    except OSError as error:
        raise ImportFailedError(path, "", f"cannot be read: {error.strerror or error}") from error
    if not head.strip():
        raise ImportFailedError(path, "", "the file is empty")
    return Source(path, head)


def detect(source: Source, importers: Iterable[Importer]) -> Importer:
    """Return the importer that is surest of the source; the first of equals.

    Raises:
        ImportFailedError: no importer recognises it.
    """
    best: Importer | None = None
    most = 0.0
    names: list[str] = []
    for importer in importers:
        names.append(importer.name)
        sure = importer.confidence(source)
        if sure > most:
            best, most = importer, sure
    if best is None or most < SURE_ENOUGH:
        known = ", ".join(names) or "none"
        raise ImportFailedError(source.path, "", f"no importer recognises this file (formats: {known})")
    return best
