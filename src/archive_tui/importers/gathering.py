"""From files to sources: what each file is, and which of them are read together.

Invariant: every file is in one source, and its content decides in which. Files of a format whose threads may span
them are one source if they lie in one folder or container, or were named in one call; every other file is one itself.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive_tui.errors import ImportFailedError
from archive_tui.importers.containers.kinds import kind_of
from archive_tui.importers.containers.unpacking import BETWEEN
from archive_tui.importers.detect import detect, source_of
from archive_tui.model import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive_tui.importers import Importer
    from archive_tui.importers.containers.unpacking import Unpacker
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
    origin: Found
    """The file as it was found; of a source of several files the last one."""
    importer: Importer | None = None
    error: str | None = None
    """The sentence that says why nothing can be imported; None if there is an importer."""
    container: str | None = None
    """What kind of container it is, if it only tells what was not imported of one."""
    skipped: tuple[Skipped, ...] = ()
    """What could not be unpacked, or is of no known format."""

    @property
    def is_member(self) -> bool:
        """Return whether its files are members of a container."""
        return self.container is None and bool(self.files[0].container)

    @property
    def of_container(self) -> bool:
        """Return whether it is in a container, or tells of one."""
        return self.container is not None or bool(self.files[0].container)

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
    """Tells what files are, takes them out of containers, and puts together those that belong together."""

    def __init__(
        self,
        importers: Sequence[Importer],
        unpacker: Unpacker,
        *,
        forced: bool = False,
        unloaded: Sequence[str] = (),
    ) -> None:
        """Prepare a search.

        Args:
            importers: Those to choose from.
            unpacker: What takes files out of containers; a source's files are there until the next source.
            forced: The first of them takes everything.
            unloaded: A sentence for each one that could not be loaded; a file that none of the others knows gets them.
        """
        self._importers = importers
        self._unpacker = unpacker
        self._forced = forced
        self._unloaded = unloaded
        self._refused: list[Skipped] = []
        """What is left out of the container that is being looked into."""
        self._taken = 0
        """Sources in it that were handed out, and not refused."""

    def refuse(self, source: Gathered, reason: str) -> None:
        """Take back a source in a container, while it is handed out: nothing could be imported from it."""
        self._taken -= 1
        inside = f"{source.files[0].container}{BETWEEN}"
        self._refused.append(Skipped(source.name.removeprefix(inside), reason))

    def sources(self, files: Sequence[Found]) -> Iterator[Gathered]:
        """Yield the sources, lazily: a single file at its turn, a group after the last file of its place."""
        left = Counter(found.place for found in files)
        places: dict[str, _Place] = {}
        for origin in files:
            yield from self._inside(origin, places.setdefault(origin.place, _Place()))
            left[origin.place] -= 1
            if not left[origin.place]:
                yield from self._groups(places.pop(origin.place), origin)

    def _inside(self, origin: Found, place: _Place) -> Iterator[Gathered]:
        """Yield the sources in a file, which is most often one; those that are read together go to their place."""
        inside = _Place()
        self._refused, self._taken = [], 0
        came = False
        for found in self._unpacker.unpack(origin):
            came = came or bool(found.container)
            reason = found.error
            if reason is None:
                importer = self._importer_or_reason(found, inside if found.container else place)
                if not isinstance(importer, str):
                    yield from self._single(found, origin, importer, inside if found.container else place)
                    continue
                reason = importer
                self._unpacker.spool.remove(found.path)
            if found.container:
                where = found.name.removeprefix(found.container).removeprefix(BETWEEN)
                self._refused.append(Skipped(where or "the archive itself", reason))
            else:
                yield Gathered(found.name, (found,), origin, error=reason)
        yield from self._groups(inside, origin)
        if came and self._refused:
            yield _account(origin, self._refused, self._taken)

    def _single(self, found: Found, origin: Found, importer: Importer, place: _Place) -> Iterator[Gathered]:
        """Yield the source that a file is, unless it is read together with others."""
        if importer.spans_files:
            place.groups.setdefault(importer.name, (importer, []))[1].append(found)
            return
        self._taken += 1
        yield Gathered(found.name, (found,), origin, importer, skipped=_flaws([found]))
        self._unpacker.spool.remove(found.path)

    def _groups(self, place: _Place, origin: Found) -> Iterator[Gathered]:
        for importer, members in place.groups.values():
            self._taken += 1
            yield Gathered(_name_of(members), tuple(members), origin, importer, skipped=_flaws(members))
            for found in members:
                self._unpacker.spool.remove(found.path)

    def _importer_or_reason(self, found: Found, place: _Place) -> Importer | str:
        try:
            return self._importers[0] if self._forced else self._importer(found, place.streak)
        except ImportFailedError as error:
            return "; ".join([error.reason, *self._unloaded])

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


def _flaws(files: Sequence[Found]) -> tuple[Skipped, ...]:
    """Return what could not be unpacked of files."""
    return tuple(Skipped(found.name, found.flaw) for found in files if found.flaw is not None)


def _account(origin: Found, refused: list[Skipped], taken: int) -> Gathered:
    """Return what tells which members of a container were not imported."""
    kind = _container_kind(origin)
    if taken:
        return Gathered(origin.name, (origin,), origin, container=kind, skipped=tuple(refused))
    if len(refused) == 1:
        error = f"nothing in it can be imported: {refused[0].where}: {refused[0].why}"
    else:
        reasons = Counter(part.why for part in refused).most_common(_MOST_NAMES)
        why = "; ".join(f"{reason} ({count:,})" for reason, count in reasons)
        error = f"nothing in it can be imported, of {len(refused):,} parts: {why}"
    return Gathered(origin.name, (origin,), origin, error=error, container=kind, skipped=tuple(refused))


def _container_kind(origin: Found) -> str:
    """Return what a container calls itself by its first bytes: "zip", "gz"."""
    try:
        return str(kind_of(source_of(origin.path).head) or "container")
    except ImportFailedError:
        return "container"


def _name_of(files: Sequence[Found]) -> str:
    """Return the name of files that are read together: their folder's, or their own if they are few."""
    if len(files) == 1:
        return files[0].name
    if files[0].place:
        return files[0].place
    if len(files) <= _MOST_NAMES:
        return ", ".join(found.name for found in files)
    return f"{', '.join(found.name for found in files[:_MOST_NAMES])} and {len(files) - _MOST_NAMES:,} more"
