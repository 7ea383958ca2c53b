"""What can be done to bring articles in, and to see what came of it."""

from __future__ import annotations

from typing import Final

from archive_tui.tui.commands.command import Command, Group, table

IMPORTING: Final[tuple[Command, ...]] = (
    *table(Group.LIST, "library", (
        ("import", "I", "Import files, folders, archives; also what is dropped or pasted here", "Import…", "import"),
        ("import-log", "L", "What earlier imports brought, and what they could not", "Earlier imports"),
    )),
    *table(Group.LIST, "picker", (
        ("picker-page-down", "f pagedown ctrl+d", "A page down", "A page down"),
        ("picker-page-up", "b pageup ctrl+u", "A page up", "A page up"),
        ("picker-open", "l right", "Open the folder", "Open the folder"),
        ("picker-shut", "h left", "Shut the folder, or go to the one that holds it", "Shut the folder"),
        ("picker-above", "- backspace", "Show the folder above", "Show the folder above"),
        ("picker-home", "~", "Show your home folder", "Show your home folder"),
        ("picker-hidden", ".", "Show hidden files, or leave them out", "Show or leave out hidden files", "hidden"),
        ("picker-path", "/", "Type a path; Tab or → completes it", "Type a path", "path"),
        ("picker-choose", "space", "Choose this file or folder, or no longer", "Choose this", "choose"),
        ("picker-import", "enter", "Import what is chosen; if nothing is, what the cursor is on", "Import", "import"),
    )),
    *table(Group.APP, "picker", (
        ("picker-leave", "escape q", "Import nothing", "Import nothing", "back"),
    )),
    *table(Group.APP, "arriving", (
        ("arriving-stop", "escape q", "Stop after this article; what is stored stays", "Stop", "stop"),
    )),
    *table(Group.LIST, "imports", (
        ("open-import", "enter l right", "Show what each source gave", "Show this import", "open"),
    )),
    *table(Group.APP, "imports", (
        ("leave-imports", "escape q", "Back to the library", "Back", "back"),
    )),
    *table(Group.APP, "report", (
        ("leave-report", "q", "Back", "Back", "back"),
    )),
)  # fmt: skip
