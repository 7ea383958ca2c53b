"""What can be done in the search over everything."""

from __future__ import annotations

from typing import Final

from archive_tui.tui.commands.command import Command, Group, table

SEARCHING: Final[tuple[Command, ...]] = (
    *table(Group.SEARCH, "search", (
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
    *table(Group.SEARCH, "saved", (
        ("use-saved", "enter l right", "Search for this query", "Search for this query"),
        ("forget-saved", "d", "Forget this query", "Forget this query"),
        ("close-saved", "escape q", "Close this", "Close"),
    )),
)  # fmt: skip
