"""What can be done about spam and other noise."""

from __future__ import annotations

from typing import Final

from archive_tui.tui.commands.command import Command, Group, table

NOISE: Final[tuple[Command, ...]] = (
    *table(Group.NOISE, "reader", (
        ("spam", "!", "Spam, or none if it is held: corrects the filter and goes on", "Spam, or not"),
        ("why", "w", "Why this is hidden: who says so, what fired, copies to go to", "Why is this hidden?"),
        ("hide", "x", "Hide this comment and go on, or show it again (H shows all)", "Hide this comment"),
        ("hide-branch", "X", "Hide this branch, and whatever comes to be below it", "Hide this branch"),
        ("mute", "A", "Mute this author in all articles, or let them speak again; asks first", "Mute this author…"),
        ("pingbacks", "zp", "Hide or show the pingbacks of all articles", "Hide or show pingbacks"),
    )),
    *table(Group.NOISE, "why", (
        ("why-go", "enter l right", "Go to this copy, in whatever article it is", "Go to this copy"),
        ("close-why", "escape q w", "Close this", "Close"),
    )),
    *table(Group.NOISE, "question", (
        ("answer-yes", "enter y", "Do what the question says", "Do it"),
        ("answer-no", "escape n q", "Do nothing", "Do nothing"),
    )),
)  # fmt: skip
