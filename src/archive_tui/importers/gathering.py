"""From files to sources: what each file is, and which of them are read together.

Invariant: every file is in one source, and its content decides in which. Files of a format whose threads may span
them are one source if they lie in one folder or container, or were named in one call; every other file is one itself.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive_tui.errors import ImportFailedError
from archive_tui.importers.detect import detect, source_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive_tui.importers import Importer
    from archive_tui.importers.sources import Found

_ALIKE = 32
"""Files of a folder in a row that one importer took: from then on it is asked first."""

_SURE = 0.8
"""So sure it has to be, then, that the others are not asked."""

_MOST_NAMES = 3
"""File names that the name of a source holds."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A source: the files that one importer reads together, or one that cannot be imported."""

    name: str
    """As it is shown and stored."""
    files: tuple[Found, ...]
    """At least one; sorted as they were found."""
    importer: Importer | None = None
    error: str | None = None
    """The sentence that says why nothing can be imported; None if there is an importer."""

    @property
    def bytes(self) -> int:
        """Return the size of all files."""
        return sum(found.bytes for found in self.files)


@dataclass(slots=True)
class _Streak:
    """The importer that took the last files of a folder."""

    importer: Importer | None = None
    length: int = 0


@dataclass(slots=True)
class _Place:
    """What is known of a folder, a container, or a call while its files are looked at."""

    groups: dict[str, tuple[Importer, list[Found]]] = field(default_factory=dict)
    """Files that are read together, by the name of their importer."""
    streak: _Streak = field(default_factory=_Streak)


class Gatherer:
    """Tells what files are, and puts together those that belong together."""

    def __init__(
        self, importers: Sequence[Importer], *, forced: bool = False, unloaded: Sequence[str] = ()
    ) -> None:
        """Prepare a search.

        Args:
            importers: Those to choose from.
            forced: The first of them takes everything.
            unloaded: A sentence for each one that could not be loaded; a file that none of the others knows gets them.
        """
        self._importers = importers
        self._forced = forced
        self._unloaded = unloaded

    def sources(self, files: Sequence[Found]) -> Iterator[Gathered]:
        """Yield the sources, lazily: a single file at its turn, a group after the last file of its place."""
        left = Counter(found.place for found in files)
        places: dict[str, _Place] = {}
        for found in files:
            place = places.setdefault(found.place, _Place())
            single = self._look(found, place)
            if single is not None:
                yield single
            left[found.place] -= 1
            if not left[found.place]:
                for importer, members in places.pop(found.place).groups.values():
                    yield Gathered(_name_of(members), tuple(members), importer)

    def _look(self, found: Found, place: _Place) -> Gathered | None:
        """Return the source that the file is; None if it went to a group of its place."""
        if found.error is not None:
            return Gathered(found.name, (found,), error=found.error)
        try:
            importer = self._importers[0] if self._forced else self._importer(found, place.streak)
        except ImportFailedError as error:
            return Gathered(found.name, (found,), error="; ".join([error.reason, *self._unloaded]))
        if not importer.spans_files:
            return Gathered(found.name, (found,), importer)
        place.groups.setdefault(importer.name, (importer, []))[1].append(found)
        return None

    def _importer(self, found: Found, streak: _Streak) -> Importer:
        """Find the importer of a file; in a folder of a hundred thousand of one kind, without asking all of them.

        Raises:
            ImportFailedError: none is sure enough, or the file cannot be read.
        """
        source = source_of(found.path)
        usual = streak.importer
        if usual is not None and streak.length >= _ALIKE and usual.confidence(source) >= _SURE:
            return usual
        importer = detect(source, self._importers)
        if importer is usual:
            streak.length += 1
        else:
            streak.importer, streak.length = importer, 1
        return importer


def _name_of(files: Sequence[Found]) -> str:
    """Return the name of files that are read together: their folder's, or their own if they are few."""
    if len(files) == 1:
        return files[0].name
    if files[0].place:
        return files[0].place
    if len(files) <= _MOST_NAMES:
        return ", ".join(found.name for found in files)
    return f"{', '.join(found.name for found in files[:_MOST_NAMES])} and {len(files) - _MOST_NAMES:,} more"
