"""From paths as a person gives them to the files that are to be imported."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive_tui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Found:
    """A file to be imported, or a path at which there is nothing to import."""

    path: Path
    bytes: int = 0
    error: str | None = None
    """The sentence that says why nothing can be imported from it."""

    @property
    def name(self) -> str:
        """Return the path as it is shown and stored; a name that is no text, or hostile, is made harmless."""
        return clean_line(os.fsencode(self.path).decode("utf-8", "backslashreplace"))


def find_sources(paths: Iterable[Path], library: Path) -> Iterator[Found]:
    """Yield the files at the paths, those in a folder sorted by name; folders are walked to the bottom.

    In a folder, hidden files and folders and the library's own files are left out, and a folder that a
    symbolic link leads to again is not walked again.
    """
    own = (f"{library.name}-", f"{library.name}.backup-before-")
    for path in paths:
        seen: set[tuple[int, int]] = set()
        waiting = [path]
        while waiting:
            current = waiting.pop()
            try:
                state = current.stat()
                if not current.is_dir():
                    yield _found(current, state)
                    continue
                if (state.st_dev, state.st_ino) in seen:
                    continue
                seen.add((state.st_dev, state.st_ino))
                inside = sorted(current.iterdir(), reverse=True)
            except OSError as error:
                yield Found(current, error=_sentence(error))
                continue
            for entry in inside:
                ours = entry.parent.samefile(library.parent) and (
                    entry.name == library.name or entry.name.startswith(own)
                )
                if not entry.name.startswith(".") and not ours:
                    waiting.append(entry)


def _found(path: Path, state: os.stat_result) -> Found:
    if not path.is_file():
        return Found(path, error="not a file or a folder")
    return Found(path, bytes=state.st_size)


def _sentence(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    return f"it cannot be read: {error.strerror or error}"
