"""A consistent copy of a library in use."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from archive_tui.errors import StorageError
from archive_tui.storage.errors import translated

if TYPE_CHECKING:
    from pathlib import Path

    from archive_tui.storage.library import Library


def backup(library: Library, target: Path) -> None:
    """Copy the library as it is at this moment; a copy that is not whole never bears the target's name.

    Raises:
        StorageError: the target is there already, or cannot be written.
    """
    partial = target.with_name(f"{target.name}.partial")
    try:
        # Takes the name, so that nobody else does while the copy is made.
        target.open("xb").close()
    except FileExistsError as error:
        message = f"{target}: it is there already; a backup overwrites nothing"
        raise StorageError(message) from error
    except OSError as error:
        message = f"{target}: the backup cannot be written: {error.strerror or error}"
        raise StorageError(message) from error
    try:
        with library.bare() as source, translated(target), closing(sqlite3.connect(partial)) as copy:
            source.backup(copy)
        partial.replace(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        target.unlink(missing_ok=True)
        raise
