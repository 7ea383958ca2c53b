"""What a command is, where it can be given, and what it is for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from archive_tui.tui.keys import DIGIT, LETTER, KeySequence, parse_keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Room(StrEnum):
    """Where a command can be given."""

    LIBRARY = "library"
    READER = "reader"
    HELP = "help"
    POPUP = "popup"
    """A text over the screen: ancestors, the first orientation."""
    SEARCH = "search"
    """The search over everything, while the keys are not typed into its query."""
    SAVED = "saved"
    """The list of saved queries."""
    THEMES = "themes"
    AUTHOR = "author"
    """All comments by one author."""
    LINKS = "links"
    """The links of a comment, to choose from."""
    REVIEW = "review"
    """What is held as spam, in all articles."""
    WHY = "why"
    """Why a comment is hidden."""
    QUESTION = "question"
    """Something that is asked before it is done."""
    PROMPT = "prompt"
    """A line to type a shell command in."""
    NOTE = "note"
    """The editor of a note."""
    TAG = "tag"
    """A line to type tags in."""
    PICKER = "picker"
    """Files and folders, to choose what is to be imported."""
    ARRIVING = "arriving"
    """An import that is running."""
    IMPORTS = "imports"
    """The imports of earlier days."""
    REPORT = "report"
    """What one import brought."""
    CURATION = "curation"
    """The picks of an article."""
    PICKED = "picked"
    """The articles that have picks."""
    EXPORT = "export"
    """The form that an export is asked for in."""


class Group(StrEnum):
    """What a command is for, in the order of the help screen."""

    LIST = "Lists"
    MOVE = "Move"
    READ_ON = "Read on"
    FIND = "Find"
    FOLD = "Fold"
    VIEW = "View"
    PEOPLE = "People"
    HISTORY = "Back and forth"
    MARK = "Mark up"
    NOISE = "Noise"
    CURATE = "Take out"
    SEARCH = "Search"
    OUTSIDE = "Links, copying, piping"
    APP = "Program"


@dataclass(frozen=True, slots=True)
class Command:
    """Something a reader can ask for."""

    id: str
    keys: tuple[KeySequence, ...]
    help: str
    """One line of the help screen."""
    palette: str
    """One line of the command palette."""
    group: Group
    rooms: frozenset[Room]
    footer: str = ""
    """The word beside the key in the footer; empty if it is not shown there."""

    @property
    def wildcard(self) -> str | None:
        """What its keys end in, if the last of them can be any digit or letter."""
        last = self.keys[0][-1] if self.keys else ""
        return last if last in (DIGIT, LETTER) else None


def table(group: Group, rooms: str, rows: Sequence[tuple[str, ...]]) -> Iterator[Command]:
    """Read rows of (id, keys between spaces, help line, palette line, footer word)."""
    for name, keys, text, palette, *footer in rows:
        yield Command(
            id=name,
            keys=tuple(parse_keys(written) for written in keys.split()),
            help=text,
            palette=palette,
            group=group,
            rooms=frozenset(Room(room) for room in rooms.split()),
            footer=footer[0] if footer else "",
        )
