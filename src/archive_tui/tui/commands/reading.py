"""What can be done while reading a thread."""

from __future__ import annotations

from typing import Final

from archive_tui.tui.commands.command import Command, Group, table

READING: Final[tuple[Command, ...]] = (
    *table(Group.MOVE, "reader", (
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
    *table(Group.MOVE, "reader", (
        ("quoted", "=", "To what this quotes, or to who quotes it (2=: the second)", "Go along a quotation"),
    )),
    *table(Group.READ_ON, "reader", (
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
    *table(Group.FIND, "reader", (
        ("find", "/", "Find in this thread, as you type; ↑ what was asked before", "Find in this thread…", "find"),
        ("next-hit", "n", "Next hit; opens folds, goes on into the next article", "Go to the next hit"),
        ("previous-hit", "N", "Previous hit", "Go to the previous hit"),
    )),
    *table(Group.FOLD, "reader", (
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
        ("fold-others", "zx", "Fold all but hits, unread, starred and picked", "Fold all but what stands out"),
        ("fold-chain", "zf", "Fold this branch from its root, go to the next", "Fold this branch from its root, go on"),
        ("align-middle", "zz", "This comment to the middle of the screen", "Show this comment in the middle"),
        ("align-top", "zt", "This comment to the top of the screen", "Show this comment at the top"),
        ("align-bottom", "zb", "This comment to the bottom of the screen", "Show this comment at the bottom"),
    )),
    *table(Group.VIEW, "reader", (
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
    *table(Group.PEOPLE, "reader", (
        ("next-by-author", ";", "Next comment by the same author; opens folds", "Next comment by the same author"),
        ("previous-by-author", ",", "Previous comment by the same author", "Previous comment by the same author"),
        ("by-author", "@", "All comments by this author, in all articles", "All comments by this author"),
        ("dialogue", "z@", "Only what this author and the one answered say to each other", "Show only this dialogue"),
    )),
    *table(Group.HISTORY, "reader", (
        ("back", "< ctrl+o backspace", "Back to where a jump began", "Go back"),
        ("forward", "> alt+right", "Forward again", "Go forward"),
        ("set-mark", "m{letter}", "Remember this place under a letter", "Remember this place under a letter…"),
        ("go-mark", "'{letter}", "Go to the place with that letter", "Go to the place with a letter…"),
        ("last-place", "''", "To where the last jump began, and back again", "Go to where the last jump began"),
    )),
    *table(Group.MARK, "reader", (
        ("star", "*", "Star this comment, or take the star away", "Star this comment, or take the star away"),
        ("read", "r", "Mark this comment as read, or unread", "Mark as read or unread"),
        ("read-branch", "R", "Mark the whole branch as read, or unread", "Mark the branch as read or unread"),
        ("dismiss-new", "zn", "No comment of this article is new any more", "Let no comment be new any more"),
        ("repeat", ".", "Repeat the last mark on this comment", "Repeat the last mark here"),
    )),
    *table(Group.MARK, "reader curation", (
        ("undo", "u", "Undo: marks as they were before, also those of another day", "Undo"),
        ("redo", "ctrl+r", "Do again what was undone", "Redo"),
    )),
    *table(Group.SEARCH, "reader", (
        ("more-like-this", "zs", "Search for comments like this one, by their rare words", "More like this"),
        ("near-duplicates", "zd", "Search for nearly the same text in all articles", "Near-duplicates"),
    )),
    *table(Group.OUTSIDE, "reader", (
        ("links", "o", "Open the link of this comment, or choose one (2o: the second)", "Open a link…"),
        ("page", "O", "Open the original page of this comment", "Open the original page"),
        ("copy", "y", "Copy the text of this comment", "Copy the text"),
        ("copy-link", "Y", "Copy the permalink, or title and number where there is none", "Copy the permalink"),
        ("pipe", "|", "Pipe this comment, or with Tab its branch, to a shell command", "Pipe to a command…"),
    )),
    *table(Group.APP, "reader", (
        ("leave", "q", "Back to the library, or to the search", "Back to the library", "back"),
    )),
)  # fmt: skip
