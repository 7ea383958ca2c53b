"""Bring together what belongs to one article, of a source that is larger than memory and in no order.

Records are kept in memory until they are too many; then they are written, sorted by key, to a temporary file, and
all such files are merged at the end. Invariant: the memory is bounded by the limit and the largest single group,
the records of a group keep the order in which they came, groups come in the order of their keys, and no file is
left behind.
"""

from __future__ import annotations

import heapq
import marshal
import tempfile
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

MEMORY = 48 * 1024 * 1024
"""Bytes of records that are held before they are written out."""

_OVERHEAD = 90
"""Bytes that a record costs in memory besides its own."""

_MOST_FILES = 48
"""Files that are merged at once; a process may not open many more."""

_PLAIN = 2
"""The version of marshal without references between objects, whose answer depends on the value alone."""


class Grouping:
    """Records by key; a context that removes its files when it is left."""

    def __init__(self, memory: int = MEMORY) -> None:
        self._memory = memory
        self._held: dict[str, list[bytes]] = {}
        self._size = 0
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._runs: list[Path] = []
        self._made = 0

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove the files."""
        self._held.clear()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def add(self, key: str, record: dict[str, Any] | list[Any]) -> None:
        """Put a record into a group; it is made of texts, numbers, lists and dictionaries alone.

        Raises:
            OSError: a temporary file cannot be written.
        """
        packed = marshal.dumps(record, _PLAIN)
        held = self._held.get(key)
        if held is None:
            self._held[key] = [packed]
            self._size += _OVERHEAD + len(key)
        else:
            held.append(packed)
        self._size += len(packed) + _OVERHEAD
        if self._size > self._memory:
            self._write_out()

    def groups(self) -> Iterator[tuple[str, list[Any]]]:
        """Yield the groups in the order of their keys; nothing can be added afterwards.

        Raises:
            OSError: a temporary file cannot be written or read.
        """
        if not self._runs:
            for key in sorted(self._held):
                yield key, [marshal.loads(packed) for packed in self._held.pop(key)]  # noqa: S302 - our own
            return
        if self._held:
            self._write_out()
        for key, parts in _merged(self._runs):
            yield key, [marshal.loads(packed) for packed in parts]  # noqa: S302 - our own

    def _write_out(self) -> None:
        """Write what is held to a file of its own, and the files into one when they are many."""
        self._write((key, self._held[key]) for key in sorted(self._held))
        self._held.clear()
        self._size = 0
        if len(self._runs) >= _MOST_FILES:
            done = self._runs
            self._runs = []
            self._write(_merged(done))
            for run in done:
                run.unlink()

    def _write(self, groups: Iterable[tuple[str, list[bytes]]]) -> None:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="archive-tui-")
        path = Path(self._folder.name, str(self._made))
        self._made += 1
        with path.open("wb", buffering=1 << 20) as file:
            for group in groups:
                frame = marshal.dumps(group, _PLAIN)
                file.write(len(frame).to_bytes(8, "little"))
                file.write(frame)
        self._runs.append(path)


def _merged(runs: Iterable[Path]) -> Iterator[tuple[str, list[bytes]]]:
    """Yield the groups of several files, each whole, the parts of one in the order of the files."""
    merged = heapq.merge(*(_frames(run) for run in runs), key=itemgetter(0))
    for key, parts in groupby(merged, key=itemgetter(0)):
        yield key, [packed for _, part in parts for packed in part]


def _frames(run: Path) -> Iterator[tuple[str, list[bytes]]]:
    with run.open("rb", buffering=1 << 18) as file:
        while length := file.read(8):
            yield marshal.loads(file.read(int.from_bytes(length, "little")))  # noqa: S302 - our own
