"""Watching files and folders: what is new or has changed, once it is left alone.

Invariant: a file is named once for every state that it comes to rest in; one that is still being written is not. Files
are looked at again and again, which works on every file system, over a network too.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from archive_tui.importers.sources import find_sources

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SETTLED: Final = 2.0
"""Seconds for which a file has to be left alone."""
_LEAST: Final = 1.0
"""Seconds between two looks."""
_SHARE: Final = 10
"""Looking takes at most one part in so many of the time."""

_State = tuple[int, int, int]


class Watch:
    """Looks at paths."""

    def __init__(self, paths: Sequence[Path], library: Path, settled: float = SETTLED) -> None:
        """Take what is there now for known."""
        self._paths = paths
        self._library = library
        self._settled = settled
        self._took = 0.0
        self._known = self._look()
        self._moving: dict[Path, tuple[_State, float]] = {}
        """Files in a state that is not known, since when."""

    @property
    def interval(self) -> float:
        """Return the seconds after which to look again."""
        return max(_LEAST, self._took * _SHARE)

    def ready(self) -> list[Path]:
        """Return the files that are new or changed and have been left alone; each is known from then on."""
        now = time.monotonic()
        found = self._look()
        moving: dict[Path, tuple[_State, float]] = {}
        rested: list[Path] = []
        for path, state in found.items():
            if self._known.get(path) == state:
                continue
            before = self._moving.get(path)
            since = before[1] if before is not None and before[0] == state else now
            if now - since >= self._settled:
                self._known[path] = state
                rested.append(path)
            else:
                moving[path] = state, since
        self._moving = moving
        for gone in self._known.keys() - found.keys():
            del self._known[gone]
        return rested

    def _look(self) -> dict[Path, _State]:
        started = time.monotonic()
        states: dict[Path, _State] = {}
        for found in find_sources(self._paths, self._library):
            if found.error is not None:
                continue
            try:
                state = found.path.stat()
            except OSError:
                continue
            states[found.path] = state.st_size, state.st_mtime_ns, state.st_ino
        self._took = time.monotonic() - started
        return states
