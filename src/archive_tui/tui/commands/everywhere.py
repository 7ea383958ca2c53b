"""What several screens have in common."""

from __future__ import annotations

from typing import Final

from archive_tui.tui.commands.command import Command, Group, table

EVERYWHERE: Final[tuple[Command, ...]] = (
    *table(Group.SEARCH, "library reader", (
        ("search-all", "\\", "Search everywhere, as you type; q comes back", "Search everywhere", "search"),
    )),
    *table(Group.VIEW, "library reader help search author curation picked picker imports report review", (
        ("theme", "f3", "Try the themes", "Choose a theme"),
    )),
    *table(Group.APP, "library reader search author curation picked picker imports report review", (
        ("palette", ": ctrl+p", "Every command, by name", "Commands"),
        ("quit", "Q", "Leave the program", "Quit"),
    )),
    *table(Group.APP, "help popup", (
        ("close", "escape q enter", "Close this", "Close", "close"),
    )),
    *table(Group.APP, "library reader search author curation picked picker imports report review", (
        ("help", "? f1", "The keys of this screen", "Help", "help"),
    )),
)  # fmt: skip
