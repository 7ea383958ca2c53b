"""What can be done in the library, in other lists, and in the overlays."""

from __future__ import annotations

from typing import Final

from archive_tui.tui.commands.command import Command, Group, table

LISTS: Final[tuple[Command, ...]] = (
    *table(Group.LIST, "library help popup search saved themes author links curation picked export picker "
           "imports report why review", (
        ("list-next", "j down", "Next line", "Next line"),
        ("list-previous", "k up", "Previous line", "Previous line"),
        ("list-first", "g home", "To the top", "Go to the top"),
        ("list-last", "G end", "To the end", "Go to the end"),
    )),
    *table(Group.LIST, "library help popup search saved author links curation picked imports report why review", (
        ("list-page-down", "space f pagedown", "A page down", "A page down"),
        ("list-page-up", "b pageup", "A page up", "A page up"),
        ("list-half-down", "ctrl+d", "Half a page down", "Half a page down"),
        ("list-half-up", "ctrl+u", "Half a page up", "Half a page up"),
    )),
    *table(Group.LIST, "library", (
        ("open", "enter l right", "Open the article", "Open the article", "open"),
        ("next-unread-article", "tab", "Next article with unread comments", "Go to an unread article", "unread"),
        ("library-sort", "s", "Sort by date, title, section, comments or unread", "Change the order", "sort"),
        ("library-reverse", "S", "Turn the order round", "Turn the order round"),
    )),
    *table(Group.LIST, "author", (
        ("open-comment", "enter l right", "Open the article at this comment; q comes back", "Open the comment", "open"),
    )),
    *table(Group.LIST, "links", (
        ("open-link", "enter l right", "Open this link", "Open this link"),
        ("open-numbered", "{digit}", "Open the link with this number", "Open the link with a number…"),
        ("copy-address", "y", "Copy the address of this link", "Copy the address"),
    )),
    *table(Group.LIST, "prompt", (
        ("prompt-run", "enter", "Run the command", "Run the command"),
        ("prompt-branch", "tab", "This comment alone, or with all replies to it", "The comment, or its branch"),
        ("prompt-older", "up", "The command before", "The command before"),
        ("prompt-newer", "down", "The command after", "The command after"),
        ("prompt-cancel", "escape", "Run nothing", "Run nothing"),
    )),
    *table(Group.LIST, "library help author report", (
        ("filter", "/", "Filter as you type; Enter keeps the filter, Esc clears it", "Filter the list", "filter"),
    )),
    *table(Group.LIST, "library author report", (
        ("clear-filter", "escape", "Clear the filter", "Clear the filter"),
    )),
    *table(Group.VIEW, "themes", (
        ("theme-next", "f3", "Try the next theme", "Try the next theme"),
        ("theme-keep", "enter", "Keep this theme", "Keep this theme"),
        ("theme-drop", "escape q", "Back to the theme before", "Back to the theme before"),
    )),
    *table(Group.APP, "library", (
        ("leave-library", "q", "Leave the program", "Leave", "quit"),
    )),
    *table(Group.APP, "author", (
        ("leave-author", "q", "Back to the article", "Back to the article", "back"),
    )),
    *table(Group.APP, "links", (
        ("close-links", "escape q", "Open nothing", "Close"),
    )),
    *table(Group.APP, "help", (
        ("close-help", "? f1", "Close the help", "Close the help"),
    )),
)  # fmt: skip
