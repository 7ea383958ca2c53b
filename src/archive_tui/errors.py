"""What can go wrong that a person can act on.

Every error carries one sentence: what, where, what to do. Bugs are not wrapped in these: they crash loudly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class ArchiveError(Exception):
    """Something a person can act on; ``str(error)`` is the sentence to show them."""


class ImportFailedError(ArchiveError):
    """A source, or a part of it, could not be imported."""

    def __init__(self, path: Path | str, where: str, reason: str) -> None:
        super().__init__(f"{path}: {where}: {reason}" if where else f"{path}: {reason}")
        self.path = path
        self.where = where
        self.reason = reason


class StorageError(ArchiveError):
    """The library could not be read or written."""


class NotFoundError(StorageError):
    """No such article, comment or library."""


class LibraryBusyError(StorageError):
    """Another program holds the library's write lock."""


class LibraryTooNewError(StorageError):
    """The library was made by a newer version of the program; it was not touched."""


class LibraryDamagedError(StorageError):
    """The file is no library, or no longer a whole one."""


class ExportError(ArchiveError):
    """A document could not be made, or not be written."""


class PluginError(ArchiveError):
    """An importer or exporter could not be loaded."""


class QuerySyntaxError(ArchiveError):
    """A query says something that cannot be answered."""

    def __init__(self, query: str, position: int, reason: str) -> None:
        super().__init__(f"character {position + 1} of the query: {reason}")
        self.query = query
        self.position = position
        """Zero-based, in characters; may be the length of the query."""
        self.reason = reason

    def pointer(self) -> str:
        """Draw the query with a caret below the place, two lines."""
        return f"{self.query}\n{' ' * self.position}^"
