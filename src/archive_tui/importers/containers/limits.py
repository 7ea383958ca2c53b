"""How much a container may come to: against bombs, which are small and unpack to more than there is room for.

Invariant: every byte that is unpacked, at whatever depth, is counted against the file on disk that it came from.
"""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused beyond; a file of texts that somebody made in earnest stays far below."""

    ratio: int = 250
    """Times its own size that a file may unpack to. Texts come to 4 to 20 times, lists of the same lines to 100."""
    floor: int = 128 * MEGABYTE
    """Bytes that every file may unpack to, however small it is."""
    members: int = 2_000_000
    """Members of one file, those of containers within it counted."""
    depth: int = 6
    """Containers and compressions one inside another: a .tar.gz in a .zip has three."""
    spare: int = 256 * MEGABYTE
    """Bytes that unpacking leaves free on the disk."""


class LimitError(Exception):
    """A container comes to more than it may; ``str(error)`` is the sentence to say."""


class Budget:
    """What is left of the limits for one file on disk."""

    def __init__(self, limits: Limits, size: int) -> None:
        """Begin to count; ``size`` is that of the file in bytes."""
        self._limits = limits
        self._allowed = max(limits.floor, limits.ratio * size)
        self._members = 0
        self.unpacked = 0

    def spend(self, count: int) -> None:
        """Count bytes that were unpacked.

        Raises:
            LimitError: they are too many for the size of the file.
        """
        self.unpacked += count
        if self.unpacked > self._allowed:
            most = self._allowed // MEGABYTE
            message = f"it unpacks to more than {most:,} MB, too much for its size; the rest was left"
            raise LimitError(message)

    def meet(self) -> None:
        """Count a member.

        Raises:
            LimitError: there are too many.
        """
        self._members += 1
        if self._members > self._limits.members:
            message = f"it has more than {self._limits.members:,} members; the rest was left"
            raise LimitError(message)

    def is_too_deep(self, depth: int) -> bool:
        """Return whether something is packed more times over than it may."""
        return depth > self._limits.depth
