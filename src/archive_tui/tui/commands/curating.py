"""What can be taken out of a thread, and what can be done with it."""

from __future__ import annotations

from typing import Final

from archive_tui.tui.commands.command import Command, Group, table

CURATING: Final[tuple[Command, ...]] = (
    *table(Group.CURATE, "reader", (
        ("pick", "v", "Pick this comment, or drop it", "Pick this comment, or drop it", "pick"),
        ("pick-branch", "V", "Pick the whole branch, or drop it", "Pick the branch, or drop it"),
        ("pick-shown", "zv", "Pick all that the filter keeps or the search found", "Pick all that was found"),
        ("note", "a", "Write a note to this comment, or to the article", "Write a note…"),
        ("fold-notes", "zN", "Fold every note to a line, or show them", "Fold or show the notes"),
        ("tag", "+", "Give tags to this comment, or to the article", "Give a tag…"),
        ("untag", "-", "Take a tag away", "Take a tag away"),
    )),
    *table(Group.CURATE, "reader library", (
        ("curate", "C", "The picks: what each carries, and the document they make", "The picks"),
    )),
    *table(Group.CURATE, "reader library search curation picked", (
        ("export", "E", "Export: picks, a branch, what was found, or all of it", "Export…"),
    )),
    *table(Group.CURATE, "search", (
        ("pick-hit", "v", "Pick this hit, or drop it", "Pick this hit, or drop it"),
    )),
    *table(Group.CURATE, "curation", (
        ("open-pick", "enter l right", "Open the comment in its thread; q comes back", "Open the comment", "open"),
        ("drop-pick", "d v", "Drop this pick", "Drop this pick", "drop"),
        ("pick-context", "c", "What goes out with this pick: as the rule says, alone, …", "Context of this pick",
         "context"),
        ("context-all", "C", "What goes out with each pick that does not say it itself", "Context of all picks",
         "of all"),
        ("pick-note", "a", "Write a note to this pick", "Write a note…", "note"),
        ("article-note", "A", "Write a note to the article", "Write a note to the article…"),
        ("retake", "t", "Take the text that the source has now", "Take the present text"),
        ("rule-order", "s", "Order of siblings: source, oldest, newest, …", "Change the order of siblings"),
        ("rule-spam", "H", "Leave out spam around the picks, or show it", "Leave out spam, or show it"),
        ("rule-body", "B", "With the article's own text, or without it", "With the article's text, or without"),
        ("preview", "p", "The document in place of the list; beside it: away", "Show or hide the document", "preview"),
        ("preview-format", "F", "Preview in another format", "Preview in another format"),
        ("preview-down", "J", "Scroll the document down", "Scroll the document down"),
        ("preview-up", "K", "Scroll the document up", "Scroll the document up"),
    )),
    *table(Group.CURATE, "picked", (
        ("open-picks", "enter l right", "Open the picks of this article", "Open the picks", "open"),
    )),
    *table(Group.APP, "curation picked", (
        ("leave-curation", "q escape", "Back to where the picks were asked for", "Back from the picks", "back"),
    )),
    *table(Group.CURATE, "export", (
        ("export-write", "enter", "Write the file", "Write the file"),
        ("export-more", "l right space", "The next value of this row", "The next value"),
        ("export-less", "h left", "The value before", "The value before"),
        ("export-part", "tab shift+tab", "Between the rows and the name of the file", "Between rows and name"),
        ("export-open", "o", "Open what was written", "Open what was written"),
        ("export-copy", "y", "Copy the path of what was written", "Copy the path"),
        ("export-cancel", "escape q", "Stop the writing, or close this", "Stop, or close"),
    )),
    *table(Group.CURATE, "note", (
        ("keep-note", "ctrl+s", "Keep the note", "Keep the note"),
        ("drop-note", "escape", "Leave the note as it was", "Leave the note as it was"),
    )),
    *table(Group.CURATE, "tag", (
        ("tag-use", "enter", "Use what was typed", "Use what was typed"),
        ("tag-complete", "tab", "Finish the word with the tag that is marked", "Finish the word"),
        ("tag-next", "down", "Mark the next tag", "Mark the next tag"),
        ("tag-previous", "up", "Mark the tag before", "Mark the tag before"),
        ("tag-cancel", "escape", "Change nothing", "Change nothing"),
    )),
)  # fmt: skip
