"""Paths as terminals paste them when files are dropped on their window. Knows no Textual.

Terminals differ: one path a line or all on one, bare, in quotes, with backslashes before spaces, or as file: URIs.
Invariant: what is returned is there; a text of which any part is not there is no drop.
"""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from archive_tui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST: Final = 1_000_000
"""Characters that are looked at; more is no list of files."""


def dropped_paths(text: str) -> list[Path]:
    """Return the files and folders that a pasted text names, each once; none if it is another text."""
    if len(text) > _LONGEST:
        return []
    found: list[Path] = []
    for line in filter(None, map(str.strip, text.replace("\0", "\n").splitlines())):
        paths = _of_line(line)
        if not paths:
            return []
        found += paths
    return list(dict.fromkeys(found))


def _of_line(line: str) -> list[Path]:
    """Return what a line names: one path that may have spaces in it, or several words as a shell takes them."""
    for whole in _readings(line):
        if (path := _there(whole)) is not None:
            return [path]
    try:
        words = shlex.split(line)
    except ValueError:
        return []
    paths = [_there(word) for word in words]
    return [path for path in paths if path is not None] if None not in paths else []


def _readings(line: str) -> Iterator[str]:
    """Yield what one path on a line may stand for."""
    yield line
    if len(line) > 1 and line[0] == line[-1] and line[0] in "\"'":
        yield line[1:-1]
    if "\\" in line:
        try:
            yield "".join(shlex.split(line.replace(" ", "\\ ").replace("\\\\ ", "\\ ")))
        except ValueError:
            return


def _there(word: str) -> Path | None:
    """Return the path that a word names, if there is something; a bare word without a slash is none."""
    if word.lower().startswith("file:"):
        word = os.fsdecode(
            unquote(urlsplit(word).path, errors="surrogateescape").encode("utf-8", "surrogateescape")
        )
    elif word.startswith("~"):
        word = os.path.expanduser(word)  # noqa: PTH111 - an unknown user's name stays as it is
    if os.sep not in word:
        return None
    path = Path(word)
    try:
        return path if path.exists() else None
    except (OSError, ValueError):
        return None


def shown_name(path: Path) -> str:
    """Return a path as it is drawn: names of files are hostile texts like any other."""
    return clean_line(os.fsencode(path).decode("utf-8", "backslashreplace"))


def completed(typed: str) -> str | None:
    """Return a path that begins as what is typed, and is there: the first by name; a folder ends in a slash.

    None if there is none, or if the folder cannot be read.
    """
    folder, begin = os.path.split(typed)
    try:
        inside = Path(os.path.expanduser(folder) or ".")  # noqa: PTH111 - as above
        with os.scandir(inside) as entries:
            names = [
                (entry.name, entry.is_dir())
                for entry in entries
                if entry.name.startswith(begin) and (begin.startswith(".") or not entry.name.startswith("."))
            ]
    except (OSError, ValueError):
        return None
    if not names:
        return None
    name, is_folder = min(names)
    whole = os.path.join(folder, name)  # noqa: PTH118 - what is typed stays as it is typed
    return whole + os.sep if is_folder else whole
