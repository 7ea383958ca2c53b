"""How far a run has come, in bytes of the files on disk.

Invariant: what is told never goes down, and ends at the whole. Within a source it is an estimate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui.model import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from archive_tui.importers.gathering import Gathered
    from archive_tui.importers.sources import Found
    from archive_tui.intake.tally import Tally
    from archive_tui.model import ImportReport


class Meter:
    """Counts, and tells."""

    def __init__(self, tell: Callable[[Progress], None] | None) -> None:
        self._tell = tell
        self._left: dict[Path, int] = {}
        """Bytes of the files that are not done."""
        self._total = 0
        self._done = 0
        self._told = 0
        self._articles = 0
        self._comments = 0
        self._read = 0
        """Bytes of the source that were read, where its importer tells."""
        self._name = ""
        self._size = 0
        self._open: Path | None = None
        """The container that is being unpacked."""

    def begin(self, files: Iterable[Found]) -> None:
        """Take in what there is to do."""
        for found in files:
            self._total += found.bytes
            self._left[found.path] = self._left.get(found.path, 0) + found.bytes

    def source(self, found: Gathered) -> None:
        """Tell that a source is begun."""
        if self._open is not None and found.origin.path != self._open:
            self._done += self._left.pop(self._open, 0)
        self._open = found.origin.path if found.of_container else None
        self._name, self._size = found.name, 0 if found.of_container else found.bytes
        self._read = 0
        self._say(self._done, 0, 0)

    def unpacked(self, position: int) -> None:
        """Tell how far the container that is being unpacked was read."""
        if self._open is not None:
            self._say(self._done + position, 0, 0)

    def was_read(self, count: int, tally: Tally) -> None:
        """Count bytes that were read."""
        self._read += count
        self.reading(tally)

    def reading(self, tally: Tally) -> None:
        """Tell how far the source is: half of the way is reading it, half is storing, where reading is told of."""
        stored = min(tally.characters, self._size)
        done = (stored + min(self._read, self._size)) // 2 if self._read else stored
        self._say(self._done + done, tally.articles, tally.comments)

    def add(self, report: ImportReport) -> None:
        """Count what a source gave."""
        self._articles += report.articles
        self._comments += report.comments
        self._say(self._done, 0, 0)

    def finish(self, files: Iterable[Found]) -> None:
        """Count files as done."""
        for found in files:
            self._done += self._left.pop(found.origin or found.path, 0)
        self._say(self._done, 0, 0)

    def end(self) -> None:
        """Tell that all is done."""
        self._say(self._total, 0, 0)

    def _say(self, done: int, articles: int, comments: int) -> None:
        self._told = max(self._told, min(done, self._total))
        if self._tell is not None:
            self._tell(
                Progress(
                    source=self._name,
                    done=self._told,
                    total=self._total,
                    articles=self._articles + articles,
                    comments=self._comments + comments,
                )
            )
