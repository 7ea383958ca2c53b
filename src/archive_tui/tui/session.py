"""What every screen shares: the library, the writer behind it, and the reader's keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive_tui.archive import Archive
    from archive_tui.tui.commands import KeyMap
    from archive_tui.tui.state import StateWriter


@dataclass(frozen=True, slots=True)
class Options:
    """What a reader can choose in the configuration file, besides keys."""

    fold_moves_on: bool = False
    """Folding a comment goes on to the next one."""
    plain_badges: bool = False
    """Badges are ASCII letters."""


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the program on one library."""

    archive: Archive
    writer: StateWriter
    keymap: KeyMap
    options: Options
    told: set[str] = field(default_factory=set)
    """Names of hints that were given; each is given once a run."""
