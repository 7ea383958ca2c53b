"""From a source to a stream of imported threads.

An importer knows one format. It never touches the library, prints nothing, and yields one article at a time, so that
memory is bounded by the largest article, not by the source.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive_tui.model import ImportedThread

HEAD_SIZE = 65_536
"""Bytes of a source that an importer may look at to recognise its format."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be imported."""

    path: Path
    head: bytes
    """Its first ``HEAD_SIZE`` bytes."""


class Importer(Protocol):
    """What a plugin in the entry-point group ``archive_tui.importers`` provides: a class of this shape."""

    name: str
    """As on the command line: ``--format page-dump``."""
    description: str
    """One line for ``archive-tui formats``."""
    spans_files: bool
    """Whether a thread may lie in several files: monthly archives of a list, comments apart from their articles.

    If so, the files of this format that are found together (in one folder or container, or named in one call) are one
    source. A Maildir is one folder.
    """

    def confidence(self, source: Source) -> float:
        """Say how sure it is that the source is of this format, from its content alone: 0.0 to 1.0; never raises."""
        ...

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the articles of the source, lazily.

        Args:
            paths: One file, or all of those of a source that ``spans_files``, sorted.

        Raises:
            ImportFailedError: the source is not of this format, or nothing in it can be read.
        """
        ...
