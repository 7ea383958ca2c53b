"""From paths as a person gives them to the files that are to be imported.

Invariant: a path is walked in the order of names, every file of it is met once, and whatever its name is made of, the
name that is shown and stored is harmless.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive_tui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_MAILDIR = frozenset({"cur", "new", "tmp"})
"""What a Maildir is made of (https://cr.yp.to/proto/maildir.html); its messages are files of these folders."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to be imported, or a path at which there is nothing to import."""

    path: Path
    name: str
    """As it is shown and stored."""
    place: str = ""
    """The folder or container that it was found in, as it is shown; empty for a file that was named itself."""
    bytes: int = 0
    error: str | None = None
    """The sentence that says why nothing can be imported from it."""
    origin: Path | None = None
    """The file on disk that it was unpacked from; None for one that is there itself."""
    container: str = ""
    """The name of the container that it is a member of; empty for one that is alone in a compressed file, too."""
    flaw: str | None = None
    """The sentence that says what of it could not be unpacked."""
    url: str | None = None
    """The address that it was saved from, where the container knows it."""


def name_of(path: Path) -> str:
    """Return a path as it is shown and stored; a name that is no text, or hostile, is made harmless."""
    return cleaned_name(os.fsdecode(path))


def cleaned_name(name: str) -> str:
    """Return a name of a file, or of a member of a container, as it is shown and stored."""
    return clean_line(name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"))


def find_sources(paths: Iterable[Path], library: Path) -> Iterator[Found]:
    """Yield the files at the paths, those in a folder sorted by name; folders are walked to the bottom.

    In a folder, hidden files and folders and the library's own files are left out (but not the hidden folders of a
    Maildir, which are Maildirs), and a folder that a symbolic link leads to again is not walked again.
    """
    for path in paths:
        seen: set[tuple[int, int]] = set()
        waiting = [(path, "")]
        while waiting:
            current, place = waiting.pop()
            try:
                state = current.stat()
                if not current.is_dir():
                    yield _found(current, place, state)
                    continue
                if (state.st_dev, state.st_ino) in seen:
                    continue
                seen.add((state.st_dev, state.st_ino))
                waiting += _inside(current, library)
            except OSError as error:
                yield Found(current, name_of(current), place, error=_sentence(error))


def _inside(folder: Path, library: Path) -> list[tuple[Path, str]]:
    """Return what is in a folder, last first, each with its place.

    Raises:
        OSError: the folder cannot be read.
    """
    names = sorted(os.listdir(folder), reverse=True)  # noqa: PTH208 - a hundred thousand names need no Path each
    ours: tuple[str, ...] = ()
    if folder.resolve() == library.parent.resolve():
        ours = (library.name, f"{library.name}-", f"{library.name}.backup-before-")
    maildir = "cur" in names and "new" in names
    part_of_maildir = folder.name in _MAILDIR and (folder.parent / "cur").is_dir()
    place = name_of(folder.parent if part_of_maildir else folder)
    found = []
    for name in names:
        if name.startswith(".") and not (maildir and (folder / name / "cur").is_dir()):
            continue
        if ours and (name == ours[0] or name.startswith(ours[1:])):
            continue
        found.append((folder / name, place))
    return found


def _found(path: Path, place: str, state: os.stat_result) -> Found:
    if not path.is_file():
        return Found(path, name_of(path), place, error="not a file or a folder")
    return Found(path, name_of(path), place, bytes=state.st_size)


def _sentence(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    return f"it cannot be read: {error.strerror or error}"
