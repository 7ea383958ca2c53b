"""The command palette: every command of the screen below it, by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from archive_tui.tui.commands import Command, commands_in
from archive_tui.tui.screens.base import CommandScreen

if TYPE_CHECKING:
    from collections.abc import Iterator


class CommandProvider(Provider):
    """Offers what the table of commands says for the screen."""

    async def discover(self) -> Hits:
        """Offer everything, in the order of the help."""
        for screen, command in self._commands():
            yield DiscoveryHit(
                self._display(screen, command, Content(command.palette)),
                partial(screen.choose, command),
                text=command.palette,
            )

    async def search(self, query: str) -> Hits:
        """Offer what the query's letters occur in."""
        matcher = self.matcher(query)
        for screen, command in self._commands():
            score = matcher.match(command.palette)
            if score > 0:
                yield Hit(
                    score,
                    self._display(screen, command, matcher.highlight(command.palette)),
                    partial(screen.choose, command),
                    text=command.palette,
                )

    def _commands(self) -> Iterator[tuple[CommandScreen, Command]]:
        screen = self.screen
        if isinstance(screen, CommandScreen):
            for command in commands_in(screen.ROOM):
                if command.id != "palette":
                    yield screen, command

    def _display(self, screen: CommandScreen, command: Command, name: Content) -> Content:
        return Content.assemble(name, "  ", (screen.session.keymap.label(command), "$accent"))
