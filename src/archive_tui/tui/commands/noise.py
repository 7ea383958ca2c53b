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
    *table(Group.NOISE, "library", (
        ("review", "!", "Look through what is held as spam, in all articles", "Review what is held as spam"),
    )),
    *table(Group.NOISE, "review", (
        ("review-right", "y", "Right: this is spam; on to the next", "This is spam", "spam"),
        ("review-wrong", "n", "Wrong: this is none; on to the next", "This is no spam", "no spam"),
        ("review-all-right", "Y", "Right: all near-copies of this are spam", "The cluster is spam"),
        ("review-all-wrong", "N", "Wrong: neither this nor its near-copies are", "The cluster is no spam"),
        ("next-cluster", "J tab", "Next cluster of near-copies", "Next cluster", "cluster"),
        ("previous-cluster", "K shift+tab", "The cluster before", "The cluster before"),
        ("review-open", "enter l right", "Open the thread here; q comes back", "Open the thread", "open"),
        ("review-why", "w", "Why this is held, and copies to go to", "Why is this held?", "why"),
        ("review-undo", "u", "Take back what was said last here", "Take back", "undo"),
        ("review-stop", "x", "Stop comparing the library with corrections, or go on", "Stop comparing, or go on"),
        ("review-again", "r", "List what is held now", "List anew"),
        ("leave-review", "escape q", "Back to the library", "Back to the library", "back"),
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
