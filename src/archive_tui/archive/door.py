"""The open library behind the door, and what is loaded only once it is asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from archive_tui.importers import Importer
    from archive_tui.search.engine import Engine
    from archive_tui.search.indexer import Indexer
    from archive_tui.storage.library import Library


class Door:
    """What every part of ``Archive`` needs."""

    def __init__(self, library: Library, importers: Sequence[Importer] | None = None) -> None:
        self._library = library
        self._importers = importers

    @property
    def path(self) -> Path:
        """The library's file."""
        return self._library.path

    @cached_property
    def _engine(self) -> Engine:
        from archive_tui.search.engine import Engine  # noqa: PLC0415 - 40 ms, and who only reads does not search

        return Engine(self._library)

    @cached_property
    def _indexer(self) -> Indexer:
        from archive_tui.search.indexer import Indexer  # noqa: PLC0415 - as above

        return Indexer(self._library)

    def _rank_anew(self) -> None:
        """Forget the orders that searches keep for paging: what is out of sight ranks lower."""
        if "_engine" in self.__dict__:
            self._engine.forget()
