"""From a file on disk to the files in it, at whatever depth they are packed.

Invariant: members come one after the other, each a file that is there until the caller has done with it; whatever is
wrong with a container, those before it come, and it is said what does not.
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from archive_tui.importers.containers.kinds import COMPRESSED, HEAD, Kind, foreign, kind_of
from archive_tui.importers.containers.limits import Budget, LimitError, Limits
from archive_tui.importers.containers.streams import BUFFER, Guarded, head_of, inflated
from archive_tui.importers.containers.tars import tar_members
from archive_tui.importers.containers.warcs import records
from archive_tui.importers.containers.zips import zip_members
from archive_tui.importers.sources import cleaned_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archive_tui.importers.containers.spool import Spool
    from archive_tui.importers.sources import Found

BETWEEN = " › "
"""Stands between the names of a container and of its member."""


class Unpacker:
    """Takes files out of containers, into a spool."""

    def __init__(self, spool: Spool, limits: Limits, read: Callable[[int], None] | None = None) -> None:
        """Prepare; ``read`` is told how many bytes of the file on disk were read, after every member."""
        self.spool = spool
        self._limits = limits
        self._read = read or (lambda _: None)

    def unpack(self, found: Found) -> Iterator[Found]:
        """Yield the files that a file holds; the file itself if it is no container, or cannot be read."""
        if found.error is not None:
            yield found
            return
        try:
            file = found.path.open("rb")
        except OSError as error:
            yield replace(found, error=f"it cannot be read: {error.strerror or error}")
            return
        with file:
            head = head_of(file, HEAD)
            if kind_of(head) is None:
                packed = foreign(head)
                yield found if packed is None else replace(found, error=_foreign(packed))
                return
            budget = Budget(self._limits, found.bytes)
            opening = _Opening(self.spool, budget, replace(found, origin=found.path))
            try:
                for member in opening.members(file, found.name, 0):
                    self._read(file.tell())
                    yield member
            except LimitError as error:
                yield opening.refused(found.name, f"{opening.where()}{error}")
            except OSError as error:
                reason = f"it cannot be unpacked: {error.strerror or error}"
                yield opening.refused(found.name, f"{opening.where()}{reason}")


def _foreign(packed: str) -> str:
    return f"it is packed as {packed}, which is not understood; unpack it first"


class _Opening:
    """One file on disk, while it is unpacked."""

    def __init__(self, spool: Spool, budget: Budget, found: Found) -> None:
        self._spool = spool
        self._budget = budget
        self._found = found
        self._names: dict[int, int] = {}
        """How often a label was met, by its hash."""
        self._is_container = False
        """Whether a member was met: a file that is compressed, and no more, has none."""
        self._label = found.name
        """Of what is being read."""
        self._said: set[str] = set()
        """What was said to be damaged."""

    def where(self) -> str:
        """Return words about the member that is being read, to be put before a sentence."""
        inside = self._label.removeprefix(self._found.name).removeprefix(BETWEEN)
        return f"at {inside}: " if inside else ""

    def refused(self, label: str, reason: str) -> Found:
        """Return what stands for a member, or for the rest of a container, that cannot be had."""
        inside = self._found.name if label != self._found.name or self._is_container else ""
        return replace(self._found, name=label, container=inside, error=reason)

    def members(
        self, stream: io.BufferedReader, label: str, depth: int, inner: Guarded | None = None
    ) -> Iterator[Found]:
        """Yield what a stream holds: one file if it is plain, else its members. As deep as the limits allow.

        ``inner`` is what the stream reads from, and knows whether that ended early.

        Raises:
            LimitError: it comes to more than it may.
            OSError: what is unpacked cannot be written.
        """
        self._label = label
        if self._budget.is_too_deep(depth):
            yield self.refused(label, f"it is packed more than {depth - 1} times over; unpack it first")
            return
        head = head_of(stream, HEAD)
        kind = kind_of(head)
        if kind is None:
            packed = foreign(head)
            yield self.refused(label, _foreign(packed)) if packed else self._plain(stream, label, inner)
            return
        if kind in COMPRESSED:
            opened = inflated(stream, kind, self._budget)
            yield from self.members(io.BufferedReader(opened, BUFFER), label, depth + 1, opened)
        elif kind is Kind.ZIP:
            yield from self._zipped(stream, label, depth)
        elif kind is Kind.TAR:
            yield from self._each(tar_members(stream), label, depth)
        else:
            yield from self._each(records(stream, self._budget), label, depth, pages=True)
        if inner is not None and inner.flaw is not None and label not in self._said:
            yield self.refused(label, inner.flaw)

    def _zipped(self, stream: io.BufferedReader, label: str, depth: int) -> Iterator[Found]:
        """Yield what is in a zip; one that is packed itself is copied first, for its directory is at its end."""
        if stream.seekable():
            yield from self._each(zip_members(stream, self._budget), label, depth)
            return
        path, _ = self._spool.store(stream, "packed.zip")
        try:
            with path.open("rb") as file:
                yield from self._each(zip_members(file, self._budget), label, depth)
        finally:
            self._spool.remove(path)

    def _each(
        self, found: Iterator[tuple[str, Guarded | str]], label: str, depth: int, *, pages: bool = False
    ) -> Iterator[Found]:
        for name, member in found:
            if name and not pages and _is_hidden(name):
                continue
            inside = label if not name else f"{label}{BETWEEN}{cleaned_name(name)}"
            self._label = inside
            self._is_container = True
            self._budget.meet()
            if isinstance(member, str):
                self._said.add(inside)
                yield self.refused(inside, member)
                continue
            for file in self.members(io.BufferedReader(member, BUFFER), inside, depth + 1, member):
                yield replace(file, url=name) if pages else file

    def _plain(self, stream: io.BufferedReader, label: str, inner: Guarded | None) -> Found:
        times = self._names[hash(label)] = self._names.get(hash(label), 0) + 1
        name = label if times == 1 else f"{label} ({times})"
        path, size = self._spool.store(stream, label.rpartition(BETWEEN)[2])
        flaw = None if inner is None else inner.flaw
        if not size and flaw is not None:
            self._spool.remove(path)
            return self.refused(name, flaw)
        inside = self._found.name if BETWEEN in label else ""
        return replace(
            self._found,
            path=path,
            name=name,
            bytes=size,
            flaw=flaw,
            container=inside,
            place=inside or self._found.place,
        )


def _is_hidden(name: str) -> bool:
    """Return whether a member is of those that are left out in a folder, too: ``.DS_Store``, ``__MACOSX/…``."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    if len(parts) > 1 and parts[-2] in {"cur", "new"}:  # of a Maildir, whose folders have a dot
        return parts[-1].startswith(".")
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)
