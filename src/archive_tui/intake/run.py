"""One run of an import: places, sources, reports, and what is remembered of them."""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from archive_tui import plugins
from archive_tui.errors import ImportFailedError, PluginError
from archive_tui.importers.containers.limits import Limits
from archive_tui.importers.containers.spool import Spool, spool_folder
from archive_tui.importers.containers.unpacking import Unpacker
from archive_tui.importers.gathering import Gatherer
from archive_tui.importers.listening import listening
from archive_tui.importers.sources import find_sources, name_of
from archive_tui.intake.fingerprints import Digests
from archive_tui.intake.followers import QuoteFollower
from archive_tui.intake.meter import Meter
from archive_tui.intake.places import Places
from archive_tui.intake.storing import Storing
from archive_tui.intake.tally import Tally
from archive_tui.model import ImportReport, Skipped
from archive_tui.storage import import_log, imports
from archive_tui.storage.imports import Fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Importer
    from archive_tui.importers.gathering import Gathered
    from archive_tui.intake.followers import Follower
    from archive_tui.model import ArticleId, ImportedThread, Progress
    from archive_tui.storage.library import Library

_REST = "the rest of the source"
_STOPPED = "the import was stopped"


class _StoppedError(ImportFailedError):
    """Nobody wants the rest of a source."""


class Intake:
    """One run of an import over any number of sources."""

    def __init__(
        self,
        library: Library,
        importers: Sequence[Importer] | None,
        *,
        format_name: str | None = None,
        dry_run: bool = False,
        keep_private: bool = False,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        followers: Sequence[Follower] = (),
        limits: Limits | None = None,
    ) -> None:
        """Prepare a run.

        Args:
            library: Where it goes.
            importers: Those to choose from; None for all that are installed.
            format_name: The name of the one that takes everything; None to find out by content.
            dry_run: Report, and write nothing.
            keep_private: Store e-mail and IP addresses, too.
            progress: Called after every article.
            cancelled: Asked before every article.
            followers: Called with the articles that have been stored, as is the search for quotations.
            limits: How much a container may come to.

        Raises:
            PluginError: no importer has the name ``format_name``, or it cannot be loaded.
        """
        self._library = library
        self._dry_run = dry_run
        self._keep_private = keep_private
        self._cancelled = cancelled or (lambda: False)
        self._followers = [QuoteFollower(library, self._cancelled), *followers]
        self._limits = limits or Limits()
        self._forced = format_name is not None
        self._unloaded: list[str] = []
        self._importers = self._choose(importers, format_name)
        self._added: set[ArticleId] = set()
        self._digests = Digests()
        self._editions = {importer.name: plugins.edition(importer) for importer in self._importers}
        self._meter = Meter(progress)
        self._run_id = 0
        self._unchanged = 0

    def reports(self, paths: Iterable[Path]) -> Iterator[ImportReport]:
        """Import the files at the paths, and yield a report for each source as soon as it is stored."""
        started = time.monotonic()
        paths = list(paths)
        files = list(find_sources(paths, self._library.path))
        self._meter.begin(files)
        places = Places(self._library, files, self._edition(), self._digests, dry_run=self._dry_run)
        self._begin(paths)
        yield from self._settled(places)
        with Spool(spool_folder(self._library.path), self._limits) as spool:
            unpacker = Unpacker(spool, self._limits, self._meter.unpacked)
            gatherer = Gatherer(self._importers, unpacker, forced=self._forced, unloaded=self._unloaded)
            yield from self._sources(gatherer, places)
        if not self._cancelled():
            places.remember()
            self._meter.end()
        self._end(time.monotonic() - started)

    def follow_up(self) -> None:
        """Let the followers do what is left to do."""
        for follower in self._followers:
            follower.finish()

    def _settled(self, places: Places) -> Iterator[ImportReport]:
        """Yield the reports of places whose files are as they were, without opening any."""
        for files, given in places.settled():
            for report in given:
                self._unchanged += report.error is None
                self._follow(report)
                self._meter.add(report)
                yield report
            self._meter.finish(files)

    def _sources(self, gatherer: Gatherer, places: Places) -> Iterator[ImportReport]:
        """Import sources one by one; those in a container that give nothing are told of in its own report."""
        for found in gatherer.sources(places.left()):
            if self._cancelled():
                return
            self._meter.source(found)
            started = time.monotonic()
            report, import_id = self._source(found, started)
            if found.is_member and report.error is not None:
                gatherer.refuse(found, report.error)
                continue
            places.gave(found, report, import_id)
            self._meter.add(report)
            if not found.of_container:
                self._meter.finish([found.origin, *found.files])
            yield report

    def _choose(self, importers: Sequence[Importer] | None, name: str | None) -> list[Importer]:
        if importers is not None:
            chosen = [importer for importer in importers if name in {None, importer.name}]
            if not chosen:
                message = f"no importer is named {name}; there are: {', '.join(i.name for i in importers)}"
                raise PluginError(message)
            return chosen
        if name is not None:
            return [cast("Importer", plugins.load(name))]
        chosen = []
        for known in plugins.names():
            try:
                chosen.append(cast("Importer", plugins.load(known)))
            except PluginError as error:
                self._unloaded.append(str(error))
        return chosen

    def _edition(self) -> str:
        """Return what tells whether a place would be read in the same way again."""
        all_of_it = [*sorted(self._editions.values()), str(self._keep_private), str(self._forced)]
        return hashlib.sha256("\n".join(all_of_it).encode()).hexdigest()[:16]

    def _begin(self, paths: Sequence[Path]) -> None:
        if not self._dry_run:
            with self._library.write() as connection:
                self._run_id = import_log.begin(
                    connection, [name_of(path) for path in paths], int(time.time())
                )

    def _end(self, seconds: float) -> None:
        if not self._dry_run:
            with self._library.write() as connection:
                import_log.finish(
                    connection, self._run_id, unchanged=self._unchanged, seconds=round(seconds, 3)
                )

    def _follow(self, report: ImportReport) -> None:
        if not self._dry_run and report.article_ids:
            for follower in self._followers:
                follower.unchanged(report.article_ids)

    def _source(self, found: Gathered, started: float) -> tuple[ImportReport, int | None]:
        """Import one source; nothing that is wrong with it is raised. Returns the report with its import."""
        if found.importer is None:
            return self._told(
                found,
                ImportReport(
                    found.name, None, error=found.error, skipped=found.skipped, container=found.container
                ),
            )
        try:
            fingerprint = Fingerprint(
                found.name,
                found.importer.name,
                self._editions[found.importer.name] + ("+private" if self._keep_private else ""),
                self._digests.of(found),
                found.bytes,
            )
        except OSError as error:
            return self._told(
                found, ImportReport(found.name, None, error=f"it cannot be read: {error.strerror or error}")
            )
        with self._library.read() as connection:
            same = imports.unchanged(connection, fingerprint)
        if same is None:
            return self._read(found, found.importer, fingerprint, started)
        self._unchanged += 1
        self._follow(same[0])
        return same

    def _told(self, found: Gathered, report: ImportReport) -> tuple[ImportReport, None]:
        """Keep the report of a source from which nothing was stored."""
        if not self._dry_run and not found.is_member:
            with self._library.write() as connection:
                import_log.add(connection, self._run_id, report)
        return report, None

    def _read(
        self, found: Gathered, importer: Importer, fingerprint: Fingerprint, started: float
    ) -> tuple[ImportReport, int | None]:
        """Store the articles of a source, until its end or the first thing that cannot be read."""
        tally = Tally(skipped=list(found.skipped))
        storing = Storing(
            self._library,
            found,
            fingerprint,
            tally,
            added=self._added,
            followers=self._followers,
            keep_private=self._keep_private,
            dry_run=self._dry_run,
        )
        with listening(partial(self._heard, found, tally)):
            error, whole = self._pass_on(
                importer.threads([file.path for file in found.files]), storing, tally
            )
        storing.flush()
        if not tally.articles:
            if whole:
                error = "there is no article in it"
            if error is not None:
                return self._told(found, ImportReport(found.name, None, error=error, skipped=found.skipped))
        report = replace(tally.report(fingerprint), seconds=round(time.monotonic() - started, 3))
        if not self._dry_run:
            with self._library.write() as connection:
                if whole and tally.import_id is not None:
                    imports.finish(connection, tally.import_id, report, partial=tally.partial)
                import_log.add(connection, self._run_id, report)
        return report, tally.import_id if whole else None

    def _heard(self, found: Gathered, tally: Tally, count: int) -> None:
        """Tell how far an importer has read, and stop it where nobody wants more.

        Raises:
            ImportFailedError: the import was stopped.
        """
        self._meter.was_read(count, tally)
        if self._cancelled():
            raise _StoppedError(found.name, _REST, _STOPPED)

    def _pass_on(
        self, threads: Iterable[ImportedThread], storing: Storing, tally: Tally
    ) -> tuple[str | None, bool]:
        """Hand threads on to the storing; return what went wrong, and whether all came."""
        stream = iter(threads)
        while True:
            if self._cancelled():
                tally.skipped.append(Skipped(_REST, _STOPPED))
                return None, False
            try:
                thread = next(stream, None)
            except _StoppedError:
                tally.skipped.append(Skipped(_REST, _STOPPED))
                return None, False
            except ImportFailedError as failure:
                tally.skipped.append(Skipped(failure.where or _REST, failure.reason))
                return f"{failure.where}: {failure.reason}" if failure.where else failure.reason, False
            except OSError as failure:
                error = f"it cannot be read: {failure.strerror or failure}"
                tally.skipped.append(Skipped(_REST, error))
                return error, False
            if thread is None:
                return None, True
            storing.add(thread)
            self._meter.reading(tally)
