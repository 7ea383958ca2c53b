"""Archive: the one door that the command line and the terminal UI use.

It holds no state but the open library; every method may be called from any thread, and answers with values of
``archive_tui.model``. What it raises is an ``ArchiveError``. Its parts are modules by subject: ``browsing`` (what the
library holds), ``keeping`` (what the reader did to it), ``curating`` (what the reader takes out of it), ``hiding``
(what they keep out of sight), ``finding`` (search), ``judging`` (spam), ``importing`` and ``exporting`` (what comes in,
what leaves); here are opening and care.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, Self, cast

from archive_tui import plugins
from archive_tui.archive.hiding import Hiding
from archive_tui.archive.importing import Importing
from archive_tui.archive.scoping import Scoping
from archive_tui.errors import PluginError
from archive_tui.model import ArticleId, Format
from archive_tui.storage import articles, stats
from archive_tui.storage.backup import backup
from archive_tui.storage.check import check
from archive_tui.storage.library import BUSY_SECONDS, Library

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

    from archive_tui.exporters import Exporter
    from archive_tui.importers import Importer
    from archive_tui.model import CheckReport, Stats


class Archive(Hiding, Importing, Scoping):
    """An open library, and what can be done with it."""

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        importers: Sequence[Importer] | None = None,
        busy_seconds: float = BUSY_SECONDS,
    ) -> Archive:
        """Open the library at a path; make it if there is none, upgrade it if it is older than the program.

        Args:
            path: The library's file.
            importers: Those to choose from; None for all that are installed.
            busy_seconds: How long a write waits for another program's.

        Raises:
            LibraryTooNewError: made by a newer program; it was not touched.
            LibraryDamagedError: no library, or a damaged one; it was not touched.
            StorageError: it cannot be read or written.
        """
        return cls(Library(path, busy_seconds=busy_seconds), importers)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the library; the archive answers nothing after that."""
        self._library.close()

    def formats(self) -> list[Format]:
        """Return what can be imported, then what can be exported; one whose plugin cannot be loaded says so."""
        if self._importers is not None:
            readable = [Format(importer.name, importer.description) for importer in self._importers]
        else:
            readable = [_format(name, "import", plugins.IMPORTERS) for name in plugins.names()]
        writable = [_format(name, "export", plugins.EXPORTERS) for name in plugins.names(plugins.EXPORTERS)]
        return [*readable, *writable]

    def stats(self, article_id: ArticleId | None = None) -> Stats:
        """Return counts over an article, or over the whole library.

        Raises:
            NotFoundError: there is no such article.
        """
        size = self.path.stat().st_size
        with self._library.read() as connection:
            if article_id is not None:
                articles.article_id(connection, article_id)
            return stats.stats(connection, article_id, size)

    def check(self, *, repair: bool = False) -> CheckReport:
        """Check that the library is whole and its index agrees; ``repair`` makes anew what is derived and wrong."""
        report = check(self._library, repair=repair)
        for follower in (self._indexer, self._judge):
            problems, repaired = follower.check(repair=repair)
            report = replace(
                report, problems=(*report.problems, *problems), repaired=(*report.repaired, *repaired)
            )
        return report

    def backup(self, target: Path) -> None:
        """Copy the library, in use or not, to a file that is not there yet.

        Raises:
            StorageError: the target is there already, or cannot be written.
        """
        backup(self._library, target)


def _format(name: str, direction: Literal["import", "export"], group: plugins.Group) -> Format:
    try:
        description = cast("Importer | Exporter", plugins.load(name, group)).description
    except PluginError as error:
        description = str(error)
    return Format(name, description, direction)
