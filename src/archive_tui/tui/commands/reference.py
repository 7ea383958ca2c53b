"""docs/keys.md, written from the table of commands."""

from __future__ import annotations

from typing import Final

from archive_tui.tui.commands import KeyMap, Room, commands_in
from archive_tui.tui.keys import show_keys

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
    Room.REVIEW: "Reviewing spam",
    Room.WHY: "Why a comment is hidden",
    Room.QUESTION: "Questions",
    Room.PROMPT: "Piping to a command",
    Room.CURATION: "Picks of an article",
    Room.PICKED: "Articles with picks",
    Room.EXPORT: "Exporting",
    Room.NOTE: "Writing a note",
    Room.TAG: "Giving tags",
    Room.PICKER: "Choosing what to import",
    Room.ARRIVING: "While an import runs",
    Room.IMPORTS: "Earlier imports",
    Room.REPORT: "What an import brought",
}


def reference() -> str:
    """Write docs/keys.md."""
    lines = [
        "# Keys",
        "",
        "Made from the tables in `src/archive_tui/tui/commands/` by `make docs`; `?` shows the same in the program.",
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
        "plain_badges = true   # v, *, a in place of ✓, ★, ✎: for fonts that lack them",
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
