"""From the values of a JSON file to threads, for formats in which each value is one, or holds some.

Invariant: what could not be read is in the account of the thread that it stood before, or of the last one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from archive_tui.errors import ImportFailedError
from archive_tui.importers import values
from archive_tui.importers.json_values import json_values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from archive_tui.model import ImportedThread, Skipped

    Reader = Callable[[dict[str, Any], list[Skipped]], Iterable[ImportedThread]]
    """Yields the threads of a value, none if it is something else; adds what it had to skip."""


def json_threads(paths: Sequence[Path], read: Reader, nothing: str) -> Iterator[ImportedThread]:
    """Yield the threads of files, in their order.

    Args:
        paths: The files, each a source of its own.
        read: Reads one value.
        nothing: The sentence for a file without a thread.

    Raises:
        ImportFailedError: a file cannot be read, or there is no thread in it.
    """
    for path in paths:
        skipped: list[Skipped] = []
        last: ImportedThread | None = None
        for value in json_values(path, skipped):
            for thread in read(values.table(value), skipped):
                if last is not None:
                    yield last
                last = replace(thread, skipped=(*thread.skipped, *skipped))
                skipped.clear()
        if last is None:
            raise ImportFailedError(path, "", skipped[0].why if skipped else nothing)
        yield replace(last, skipped=(*last.skipped, *skipped))
