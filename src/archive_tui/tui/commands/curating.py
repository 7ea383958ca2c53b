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
