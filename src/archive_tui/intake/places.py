"""Which folders, containers and files are as they were when they were last imported, so that none is opened again.

Invariant: what is remembered of a place is how it was before the run looked into it, and only of a run that came to
its end.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from archive_tui.intake.fingerprints import state_of
from archive_tui.storage import import_places
from archive_tui.storage.import_places import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive_tui.importers.gathering import Gathered
    from archive_tui.importers.sources import Found
    from archive_tui.intake.fingerprints import Digests
    from archive_tui.model import ImportReport
    from archive_tui.storage.library import Library

_Given = list[tuple["ImportReport", int | None]]
"""Reports, each with its import if there was one."""


class Places:
    """The places of one run."""

    def __init__(
        self, library: Library, files: Sequence[Found], edition: str, digests: Digests, *, dry_run: bool
    ) -> None:
        """Look at the places of files; ``edition`` stands for the program and its importers."""
        self._library = library
        self._edition = edition
        self._digests = digests
        self._dry_run = dry_run
        self._all = files
        self._files: dict[str, list[Found]] = {}
        """Those that are left, by place."""
        for found in files:
            self._files.setdefault(found.place, []).append(found)
        self._containers: dict[str, Found] = {}
        """Containers that were met, by name."""
        self._states: dict[str, str | None] = {}
        self._given: dict[str, _Given] = {}

    def settled(self) -> Iterator[tuple[list[Found], list[ImportReport]]]:
        """Yield places whose files are as they were, with what importing them again would report.

        What is left has to be looked at: see ``left``.
        """
        for place, files in list(self._files.items()):
            self._states[place] = state_of(files)
            if (known := self._known(self._place(place))) is not None:
                del self._files[place]
                yield files, known
        for place, files in list(self._files.items()):
            for found in files:
                if (given := self._container(found)) is not None:
                    self._files[place] = [each for each in self._files[place] if each is not found]
                    self._given.setdefault(place, []).extend(given)
                    yield [found], [report for report, _ in given]

    def left(self) -> list[Found]:
        """Return the files that have to be looked at."""
        left = {id(found) for files in self._files.values() for found in files}
        return [found for found in self._all if id(found) in left]

    def gave(self, source: Gathered, report: ImportReport, import_id: int | None) -> None:
        """Note what a source gave."""
        origin = source.origin
        self._given.setdefault(origin.place, []).append((report, import_id))
        if source.of_container:
            self._containers[origin.name] = origin
            self._given.setdefault(origin.name, []).append((report, import_id))

    def remember(self) -> None:
        """Remember the places of a run that came to its end."""
        if self._dry_run:
            return
        with self._library.write() as connection:
            for place in self._files:
                if self._states.get(place) is not None:
                    import_places.remember(connection, self._place(place), self._given.get(place, ()))
            for name, origin in self._containers.items():
                known = Place(name, self._edition, self._states.get(name), self._digests.known(origin.path))
                import_places.remember(connection, known, self._given[name])

    def _place(self, place: str) -> Place:
        """Return a folder as it is; the files that were named in a call are a place by their names."""
        name = place or json.dumps(sorted(found.name for found in self._files[place]), ensure_ascii=False)
        return Place(name, self._edition, self._states[place])

    def _known(self, place: Place) -> list[ImportReport] | None:
        with self._library.read() as connection:
            given = import_places.reports(connection, place)
        return None if given is None else [report for report, _ in given]

    def _container(self, found: Found) -> _Given | None:
        """Return what a file gave, if it is a container that is as it was."""
        self._states[found.name] = state_of([found])
        place = Place(found.name, self._edition, self._states[found.name])
        with self._library.read() as connection:
            if not import_places.is_known(connection, place):
                return None
            given = import_places.reports(connection, place)
        if given is None and found.error is None:
            try:
                place = replace(place, digest=self._digests.file(found.path))
            except OSError:
                return None
            with self._library.read() as connection:
                given = import_places.reports(connection, place)
        return given
