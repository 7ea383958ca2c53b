"""The table of commands: the one source of keys, footer, help screen, command palette and docs/keys.md.

Invariant: every command of the table works on every screen it names, and on no screen do two share a key. A command
is identified by its ``id``, which is what a configuration file re-maps. Knows no Textual.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from archive_tui.tui.keys import DIGIT, LETTER, KeySequence, parse_keys, show_keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


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
    PROMPT = "prompt"
    """A line to type a shell command in."""


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


def _table(group: Group, rooms: str, rows: Sequence[tuple[str, ...]]) -> Iterator[Command]:
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


COMMANDS: Final[tuple[Command, ...]] = (
    *_table(Group.MOVE, "reader", (
        ("next", "j down", "Next comment (5j: five on)", "Go to the next comment", "next"),
        ("previous", "k up", "Previous comment", "Go to the previous comment"),
        ("next-sibling", "J", "Next comment on the same level", "Go to the next sibling"),
        ("previous-sibling", "K", "Previous comment on the same level", "Go to the previous sibling"),
        ("parent", "p", "Parent: what this one replies to", "Go to the parent"),
        ("peek", "P", "Peek at the ancestors without moving", "Peek at the ancestors"),
        ("root", "^", "Root of this branch", "Go to the root of this branch"),
        ("next-top", "}", "Next top-level comment", "Go to the next top-level comment"),
        ("previous-top", "{", "Previous top-level comment", "Go to the previous top-level comment"),
        ("next-article", "]", "Next article of the list", "Open the next article"),
        ("previous-article", "[", "Previous article of the list", "Open the previous article"),
    )),
    *_table(Group.MOVE, "reader", (
        ("quoted", "=", "To what this quotes, or to who quotes it (2=: the second)", "Go along a quotation"),
    )),
    *_table(Group.READ_ON, "reader", (
        ("next-unread", "tab", "Next unread comment; opens folds", "Go to the next unread comment", "unread"),
        ("previous-unread", "shift+tab", "Previous unread comment", "Go to the previous unread comment"),
        ("next-new", ")", "Next comment that came with the last import", "Go to the next new comment"),
        ("previous-new", "(", "Previous comment that came with it", "Go to the previous new comment"),
        ("read-on", "space", "A page, then the next unread, then the next article", "Read on", "read on"),
        ("page-down", "f pagedown", "A page down", "Scroll a page down"),
        ("page-up", "b pageup", "A page up", "Scroll a page up"),
        ("half-down", "ctrl+d", "Half a page down", "Scroll half a page down"),
        ("half-up", "ctrl+u", "Half a page up", "Scroll half a page up"),
        ("first", "g home", "To the top: the article", "Go to the top"),
        ("last", "G end", "To the last comment (12G: to the twelfth)", "Go to the last comment"),
    )),
    *_table(Group.FIND, "reader", (
        ("find", "/", "Find in this thread, as you type; ↑ what was asked before", "Find in this thread…", "find"),
        ("next-hit", "n", "Next hit; opens folds, goes on into the next article", "Go to the next hit"),
        ("previous-hit", "N", "Previous hit", "Go to the previous hit"),
    )),
    *_table(Group.FOLD, "reader", (
        ("fold", "enter za", "Fold or unfold this comment and its replies", "Fold or unfold", "fold"),
        ("expand", "l right", "Unfold, or go to the first reply", "Unfold, or go to the first reply"),
        ("collapse", "h left", "Fold, or go to the parent", "Fold, or go to the parent"),
        ("unfold-one", "zo", "Unfold one level", "Unfold this comment"),
        ("fold-one", "zc", "Fold one level", "Fold this comment"),
        ("unfold-branch", "zO", "Unfold the whole branch", "Unfold this branch"),
        ("fold-branch", "zC", "Fold the whole branch", "Fold this branch, every level"),
        ("unfold-level", "zr", "Unfold one level more everywhere", "Unfold one level everywhere"),
        ("fold-level", "zm", "Fold one level more everywhere", "Fold one level everywhere"),
        ("unfold-all", "zR", "Unfold everything", "Unfold everything"),
        ("fold-all", "zM", "Fold everything", "Fold everything"),
        ("fold-depth", "z{digit}", "Fold to this depth", "Fold to a depth…"),
        ("fold-others", "zx", "Fold all but hits, unread and starred", "Fold all but hits, unread and starred"),
        ("fold-chain", "zf", "Fold this branch from its root, go to the next", "Fold this branch from its root, go on"),
        ("align-middle", "zz", "This comment to the middle of the screen", "Show this comment in the middle"),
        ("align-top", "zt", "This comment to the top of the screen", "Show this comment at the top"),
        ("align-bottom", "zb", "This comment to the bottom of the screen", "Show this comment at the bottom"),
    )),
    *_table(Group.VIEW, "reader", (
        ("narrow", "c", "Only this branch; again for the whole thread", "Narrow to this branch, or widen"),
        ("flat", "t", "Threaded, or flat by time", "Threaded or flat by time"),
        ("sort", "s", "Order of siblings: source, oldest, newest, …", "Change the order of siblings"),
        ("hidden", "H", "Show or hide the hidden comments", "Show or hide the hidden comments"),
        ("quotes", '"', "Fold quoted text to a line each, or show it", "Fold or show quoted text"),
        ("words", "&", "Filter: only comments with these words, and what they answer", "Filter the comments…"),
        ("split", "W", "The article beside the thread, on wide terminals", "Article beside the thread, or above it"),
        ("split-keys", "zw", "Keys scroll the article beside, or the thread again", "Scroll the article beside"),
        ("details", "i", "Details of this comment and its article", "Show or hide the details"),
        ("peel", "escape", "Undo one view: search, filter, details, branch; then back to the library", "Undo one view"),
    )),
    *_table(Group.PEOPLE, "reader", (
        ("next-by-author", ";", "Next comment by the same author; opens folds", "Next comment by the same author"),
        ("previous-by-author", ",", "Previous comment by the same author", "Previous comment by the same author"),
        ("by-author", "@", "All comments by this author, in all articles", "All comments by this author"),
        ("dialogue", "z@", "Only what this author and the one answered say to each other", "Show only this dialogue"),
    )),
    *_table(Group.HISTORY, "reader", (
        ("back", "< ctrl+o backspace", "Back to where a jump began", "Go back"),
        ("forward", "> alt+right", "Forward again", "Go forward"),
        ("set-mark", "m{letter}", "Remember this place under a letter", "Remember this place under a letter…"),
        ("go-mark", "'{letter}", "Go to the place with that letter", "Go to the place with a letter…"),
        ("last-place", "''", "To where the last jump began, and back again", "Go to where the last jump began"),
    )),
    *_table(Group.MARK, "reader", (
        ("star", "*", "Star this comment, or take the star away", "Star this comment, or take the star away"),
        ("read", "r", "Mark this comment as read, or unread", "Mark as read or unread"),
        ("read-branch", "R", "Mark the whole branch as read, or unread", "Mark the branch as read or unread"),
        ("dismiss-new", "zn", "No comment of this article is new any more", "Let no comment be new any more"),
        ("undo", "u", "Undo: marks as they were before, also those of another day", "Undo"),
        ("redo", "ctrl+r", "Do again what was undone", "Redo"),
        ("repeat", ".", "Repeat the last mark on this comment", "Repeat the last mark here"),
    )),
    *_table(Group.SEARCH, "library reader", (
        ("search-all", "\\", "Search everywhere, as you type; q comes back", "Search everywhere", "search"),
    )),
    *_table(Group.SEARCH, "reader", (
        ("more-like-this", "zs", "Search for comments like this one, by their rare words", "More like this"),
        ("near-duplicates", "zd", "Search for nearly the same text in all articles", "Near-duplicates"),
    )),
    *_table(Group.SEARCH, "search", (
        ("open-hit", "enter l right", "Open the thread at this hit; q comes back", "Open the hit", "open"),
        ("edit-query", "/ i \\", "Type the query; ↑ ↓ bring earlier ones, Esc clears", "Edit the query", "query"),
        ("next-part", "tab shift+tab", "Between the query and the hits", "Between the query and the hits"),
        ("narrow-search", "c", "Narrow to an article, an author or a year", "Narrow the search", "narrow"),
        ("exact", "e", "Exactly the words as typed, or with slips corrected", "Exact words, or corrected", "exact"),
        ("save-search", "S", "Save this query under a name", "Save this query", "save"),
        ("saved", "s", "The saved queries", "Saved queries", "saved"),
        ("indexing", "x", "Stop bringing the index up to date, or go on", "Stop indexing, or go on"),
        ("peel-search", "escape", "Close the narrowing, clear the query, go back", "Clear the query, or go back"),
        ("leave-search", "q", "Back to where the search began", "Back from the search", "back"),
    )),
    *_table(Group.SEARCH, "saved", (
        ("use-saved", "enter l right", "Search for this query", "Search for this query"),
        ("forget-saved", "d", "Forget this query", "Forget this query"),
        ("close-saved", "escape q", "Close this", "Close"),
    )),
    *_table(Group.OUTSIDE, "reader", (
        ("links", "o", "Open the link of this comment, or choose one (2o: the second)", "Open a link…"),
        ("page", "O", "Open the original page of this comment", "Open the original page"),
        ("copy", "y", "Copy the text of this comment", "Copy the text"),
        ("copy-link", "Y", "Copy the permalink, or title and number where there is none", "Copy the permalink"),
        ("pipe", "|", "Pipe this comment, or with Tab its branch, to a shell command", "Pipe to a command…"),
    )),
    *_table(Group.LIST, "library help popup search saved themes author links", (
        ("list-next", "j down", "Next line", "Next line"),
        ("list-previous", "k up", "Previous line", "Previous line"),
        ("list-first", "g home", "To the top", "Go to the top"),
        ("list-last", "G end", "To the end", "Go to the end"),
    )),
    *_table(Group.LIST, "library help popup search saved author links", (
        ("list-page-down", "space f pagedown", "A page down", "A page down"),
        ("list-page-up", "b pageup", "A page up", "A page up"),
        ("list-half-down", "ctrl+d", "Half a page down", "Half a page down"),
        ("list-half-up", "ctrl+u", "Half a page up", "Half a page up"),
    )),
    *_table(Group.LIST, "library", (
        ("open", "enter l right", "Open the article", "Open the article", "open"),
        ("next-unread-article", "tab", "Next article with unread comments", "Go to an unread article", "unread"),
        ("library-sort", "s", "Sort by date, title, section, comments or unread", "Change the order", "sort"),
        ("library-reverse", "S", "Turn the order round", "Turn the order round"),
    )),
    *_table(Group.LIST, "author", (
        ("open-comment", "enter l right", "Open the article at this comment; q comes back", "Open the comment", "open"),
    )),
    *_table(Group.LIST, "links", (
        ("open-link", "enter l right", "Open this link", "Open this link"),
        ("open-numbered", "{digit}", "Open the link with this number", "Open the link with a number…"),
        ("copy-address", "y", "Copy the address of this link", "Copy the address"),
    )),
    *_table(Group.LIST, "prompt", (
        ("prompt-run", "enter", "Run the command", "Run the command"),
        ("prompt-branch", "tab", "This comment alone, or with all replies to it", "The comment, or its branch"),
        ("prompt-older", "up", "The command before", "The command before"),
        ("prompt-newer", "down", "The command after", "The command after"),
        ("prompt-cancel", "escape", "Run nothing", "Run nothing"),
    )),
    *_table(Group.LIST, "library help author", (
        ("filter", "/", "Filter as you type; Enter keeps the filter, Esc clears it", "Filter the list", "filter"),
    )),
    *_table(Group.LIST, "library author", (
        ("clear-filter", "escape", "Clear the filter", "Clear the filter"),
    )),
    *_table(Group.VIEW, "library reader help search author", (
        ("theme", "f3", "Try the themes", "Choose a theme"),
    )),
    *_table(Group.VIEW, "themes", (
        ("theme-next", "f3", "Try the next theme", "Try the next theme"),
        ("theme-keep", "enter", "Keep this theme", "Keep this theme"),
        ("theme-drop", "escape q", "Back to the theme before", "Back to the theme before"),
    )),
    *_table(Group.APP, "library reader search author", (
        ("palette", ": ctrl+p", "Every command, by name", "Commands"),
        ("quit", "Q", "Leave the program", "Quit"),
    )),
    *_table(Group.APP, "reader", (
        ("leave", "q", "Back to the library, or to the search", "Back to the library", "back"),
    )),
    *_table(Group.APP, "library", (
        ("leave-library", "q", "Leave the program", "Leave", "quit"),
    )),
    *_table(Group.APP, "author", (
        ("leave-author", "q", "Back to the article", "Back to the article", "back"),
    )),
    *_table(Group.APP, "help popup", (
        ("close", "escape q enter", "Close this", "Close", "close"),
    )),
    *_table(Group.APP, "links", (
        ("close-links", "escape q", "Open nothing", "Close"),
    )),
    *_table(Group.APP, "library reader search author", (
        ("help", "? f1", "The keys of this screen", "Help", "help"),
    )),
    *_table(Group.APP, "help", (
        ("close-help", "? f1", "Close the help", "Close the help"),
    )),
)  # fmt: skip
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


_ROOM_TITLES: Final = {
    Room.READER: "Reading",
    Room.LIBRARY: "Library",
    Room.HELP: "Help",
    Room.POPUP: "Pop-ups",
    Room.SEARCH: "Search",
    Room.SAVED: "Saved queries",
    Room.THEMES: "Themes",
    Room.AUTHOR: "All by one author",
    Room.LINKS: "Links of a comment",
    Room.PROMPT: "Piping to a command",
}


def reference() -> str:
    """Write docs/keys.md."""
    lines = [
        "# Keys",
        "",
        "Made from the table in `src/archive_tui/tui/commands.py` by `make docs`; `?` shows the same in the program.",
        "A number before a key repeats it (`5j`). Every command is also in the command palette (`:`).",
        "",
        "## Your own keys",
        "",
        "`config.toml` in the platform's configuration directory (on Linux `~/.config/archive-tui/config.toml`), or",
        "the file that `ARCHIVE_TUI_CONFIG` names, can give a command other keys, by its name in the tables below:",
        "",
        "```toml",
        "[keys]",
        'next = ["alt+n", "down"]',
        'fold = ["tab", "z a"]',
        'next-unread = "ctrl+n"',
        "peek = []  # no key at all",
        "```",
        "",
        "What is written replaces all keys of that command. An unknown name, a key that no keyboard has, or a key that",
        "would mean two things on one screen is refused with a sentence, and the keys stay as they were.",
        "",
        "## How keys behave",
        "",
        "The same file can say how some keys behave:",
        "",
        "```toml",
        "[reader]",
        "fold_moves_on = true  # Enter, za, zc and zC fold and go on to the next comment",
        "```",
    ]
    keymap = KeyMap()
    for room, title in _ROOM_TITLES.items():
        lines += ["", f"## {title}"]
        group = None
        for command in commands_in(room):
            if command.group is not group:
                group = command.group
                lines += ["", f"### {group}", "", "| keys | does | name |", "| --- | --- | --- |"]
            keys = " ".join(f"`{show_keys(each)}`" for each in keymap.keys(command))
            lines.append(f"| {keys.replace('|', chr(92) + '|')} | {command.help} | `{command.id}` |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    print(reference(), end="")
