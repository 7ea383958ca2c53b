"""The table of commands: the one source of keys, footer, help screen, command palette and docs/keys.md.

Invariant: every command of the table works on every screen it names, and on no screen do two share a key. A command
is identified by its ``id``, which is what a configuration file re-maps. Knows no Textual.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from archive_tui.tui.commands.command import Command, Group, Room
from archive_tui.tui.commands.curating import CURATING
from archive_tui.tui.commands.everywhere import EVERYWHERE
from archive_tui.tui.commands.importing import IMPORTING
from archive_tui.tui.commands.lists import LISTS
from archive_tui.tui.commands.noise import NOISE
from archive_tui.tui.commands.reading import READING
from archive_tui.tui.commands.searching import SEARCHING
from archive_tui.tui.keys import show_keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from archive_tui.tui.keys import KeySequence

__all__ = ["BY_ID", "COMMANDS", "Command", "Group", "KeyMap", "Room", "commands_in"]

COMMANDS: Final[tuple[Command, ...]] = (
    *READING,
    *NOISE,
    *CURATING,
    *SEARCHING,
    *LISTS,
    *IMPORTING,
    *EVERYWHERE,
)
"""Every command there is; a key with nothing behind it is not here."""

BY_ID: Final[Mapping[str, Command]] = {command.id: command for command in COMMANDS}


def commands_in(room: Room) -> tuple[Command, ...]:
    """Return the commands of a screen, in the order of the help."""
    groups = list(Group)
    chosen = [command for command in COMMANDS if room in command.rooms]
    return tuple(sorted(chosen, key=lambda command: groups.index(command.group)))


class KeyMap:
    """Which keys give which command: the table's, changed by what the reader configured."""

    def __init__(self, changed: Mapping[str, Sequence[KeySequence]] | None = None) -> None:
        self._changed = dict(changed or {})

    def keys(self, command: Command) -> Sequence[KeySequence]:
        """Return the keys of a command, the first being the one to show where there is room for one."""
        return self._changed.get(command.id, command.keys)

    def bindings(self, room: Room) -> dict[KeySequence, str]:
        """Return command ids by keys, for one screen."""
        return {keys: command.id for keys, command in self.pairs(room)}

    def pairs(self, room: Room) -> Iterator[tuple[KeySequence, Command]]:
        """Yield every key of a screen with its command; a clash shows as a key that comes twice."""
        for command in commands_in(room):
            for keys in self.keys(command):
                yield keys, command

    def label(self, command: Command, *, most: int = 9) -> str:
        """Write a command's keys as the help does: "j ↓"."""
        return " ".join(show_keys(keys) for keys in self.keys(command)[:most])
