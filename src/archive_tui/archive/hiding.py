"""What the reader keeps out of sight besides spam, in all articles of an open library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui.archive.door import Door
from archive_tui.storage import noise

if TYPE_CHECKING:
    from archive_tui.model import AuthorShare, Mutes


class Hiding(Door):
    """Mutes and pingbacks; single comments are hidden by the mark "hide" (see ``Keeping.change``)."""

    def mutes(self) -> Mutes:
        """Return what is hidden in every article."""
        with self._library.read() as connection:
            return noise.mutes(connection)

    def author_share(self, name: str) -> AuthorShare:
        """Return how much of the library an author wrote, by the exact name: what muting hides."""
        with self._library.read() as connection:
            return noise.share(connection, name)

    def muted_authors(self) -> list[AuthorShare]:
        """Return the muted authors with what that hides, the last muted first."""
        with self._library.read() as connection:
            return noise.muted_authors(connection)

    def names_like(self, name: str) -> list[str]:
        """Return the names of authors that differ from this one by case alone."""
        with self._library.read() as connection:
            return noise.alike(connection, name)

    def mute(self, name: str, *, muted: bool = True) -> bool:
        """Hide all comments of an author, by the exact name, now and in what is imported later; or show them again.

        Returns:
            Whether that was not so before.

        Raises:
            LibraryBusyError: another program is writing; try again.
        """
        with self._library.write() as connection:
            changed = noise.mute(connection, name, muted=muted)
        self._rank_anew()
        return changed

    def hide_pingbacks(self, *, hidden: bool) -> None:
        """Hide the pingbacks of all articles, now and in what is imported later; or show them again.

        Raises:
            LibraryBusyError: another program is writing; try again.
        """
        with self._library.write() as connection:
            noise.hide_pingbacks(connection, hidden=hidden)
        self._rank_anew()
