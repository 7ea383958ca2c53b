"""What comes into an open library, and the account of what came before."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from archive_tui.archive.judging import Judging
from archive_tui.storage import import_log

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from archive_tui.intake import Intake
    from archive_tui.model import ImportReport, ImportRun, IndexProgress, Progress


JUDGING_SECONDS = 10.0
"""For which an import looks for spam before it ends; the rest is judged when there is time."""

JUDGING_SECONDS_WHEN_UNCHANGED = 0.5
"""So long if everything was as it had been: it must be over at once."""


class Importing(Judging):
    """What can be taken in."""

    def import_paths(
        self,
        paths: Iterable[Path],
        *,
        format: str | None = None,  # noqa: A002 - as it is called on the command line
        dry_run: bool = False,
        keep_private: bool = False,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        indexing: Callable[[IndexProgress], None] | None = None,
    ) -> Iterator[ImportReport]:
        """Import files, folders and containers; yield a report for each source as soon as it is stored.

        Args:
            paths: Files, and folders that are walked to the bottom; containers are looked into.
            format: The importer's name; None to find out each file's format from its content.
            dry_run: Report what would happen, and write nothing.
            keep_private: Store e-mail and IP addresses of commenters, too.
            progress: Called after every article.
            cancelled: Asked before every article; True ends the import there.
            indexing: Called while what was imported is indexed, after the last report.

        Raises:
            PluginError: there is no importer of that name.
            StorageError: the library cannot be written; what was stored stays.
        """
        from archive_tui.intake import Intake  # noqa: PLC0415 - 45 ms, and who only reads does not import

        intake = Intake(
            self._library,
            self._importers,
            format_name=format,
            dry_run=dry_run,
            keep_private=keep_private,
            progress=progress,
            cancelled=cancelled,
        )
        return intake.reports(paths) if dry_run else self._index_after(intake, paths, indexing, cancelled)

    def watch_paths(
        self,
        paths: Sequence[Path],
        *,
        cancelled: Callable[[], bool],
        pause: Callable[[float], None],
        format: str | None = None,  # noqa: A002 - as above
        keep_private: bool = False,
        progress: Callable[[Progress], None] | None = None,
    ) -> Iterator[ImportReport]:
        """Import files and folders, then what is new or changed in them once it is left alone, until ``cancelled``.

        ``pause`` is called with seconds to wait, and may return early. The other arguments are those of
        ``import_paths``.

        Raises:
            PluginError: there is no importer of that name.
            StorageError: the library cannot be written; what was stored stays.
        """
        from archive_tui.intake.watching import Watch  # noqa: PLC0415 - as above

        watch = Watch(paths, self._library.path)
        ready: Sequence[Path] = paths
        while not cancelled():
            if ready:
                yield from self.import_paths(
                    ready,
                    format=format,
                    keep_private=keep_private,
                    progress=progress,
                    cancelled=cancelled,
                )
            pause(watch.interval)
            ready = watch.ready()

    def _index_after(
        self,
        intake: Intake,
        paths: Iterable[Path],
        progress: Callable[[IndexProgress], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> Iterator[ImportReport]:
        """Pass the reports on, then index what was imported, all at once, and do what can wait."""
        changed = False
        for report in intake.reports(paths):
            changed = changed or bool(report.new or report.changed)
            yield report
        self._indexer.catch_up(progress, cancelled)
        intake.follow_up()
        deadline = time.monotonic() + (JUDGING_SECONDS if changed else JUDGING_SECONDS_WHEN_UNCHANGED)
        self.judge_some(lambda: bool(cancelled and cancelled()) or time.monotonic() > deadline)

    def import_runs(self) -> list[ImportRun]:
        """Return the imports that are remembered, the last one first."""
        with self._library.read() as connection:
            return import_log.runs(connection)

    def import_run(self, run_id: int) -> tuple[ImportRun, list[ImportReport]]:
        """Return an import, and what each of its sources gave; those that were unchanged are only counted.

        Raises:
            NotFoundError: there is no such import, or it is no longer remembered.
        """
        with self._library.read() as connection:
            return import_log.reports(connection, run_id)
