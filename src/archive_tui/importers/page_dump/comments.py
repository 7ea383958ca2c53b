"""From the chosen lists to comments: replies told from typed lists, missing parents given their place.

Invariant: every entry of the discussion becomes one comment or a part of one comment's text; a comment is yielded
after its parent, siblings in page order; ``ref`` is the comment's place in pre-order. No recursion, O(entries).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive_tui.importers.page_dump.bylines import is_excerpt, looks_like_name, strip_marks
from archive_tui.importers.page_dump.discussion import is_signed, own_paragraphs_after
from archive_tui.importers.page_dump.furniture import is_button
from archive_tui.importers.page_dump.outline import Entry, Listing
from archive_tui.importers.page_dump.page import bare_names_consensus
from archive_tui.model import ImportedComment, Kind, Skipped, State

if TYPE_CHECKING:
    from archive_tui.importers.page_dump.discussion import Discussion
    from archive_tui.importers.page_dump.page import Page


@dataclass(slots=True)
class _Task:
    """A list to be turned into the replies of a comment."""

    listing: Listing
    parent: int | None
    """Place of the parent comment, None for roots."""
    column: int
    """Where the text of these comments would stand if no parent were missing."""
    number: str
    """The parent's number, with a dot behind it; empty for roots."""


class Threader:
    """Turns one discussion into comments; made for one page and thrown away."""

    def __init__(self, page: Page, discussion: Discussion) -> None:
        self._page = page
        self._discussion = discussion
        roots = [entry for listing in discussion.listings for entry in listing.entries]
        self._signed = self._mostly_signed(roots)
        self._bare_names = not self._all_firm(roots) and bare_names_consensus(page, roots)
        self._spaced = _spaced(roots)
        self.comments: list[ImportedComment] = []
        self.skipped: list[Skipped] = []

    def _mostly_signed(self, roots: list[Entry]) -> bool:
        """Say whether the page's comments show that they are ones; pingbacks do so on any page."""
        written = [entry for entry in roots if not self._page.byline(entry).pingback]
        return sum(1 for entry in written if is_signed(self._page, entry)) * 2 > len(written)

    def _all_firm(self, roots: list[Entry]) -> bool:
        firm = sum(1 for entry in roots if self._page.byline(entry).firm)
        return firm * 2 >= len(roots)

    def run(self) -> None:
        """Fill ``comments`` and ``skipped``."""
        listings = self._discussion.listings
        column = min(listing.entries[0].column for listing in listings)
        pending = [_Pending(_Task(listing, None, column, ""), 0, 0) for listing in reversed(listings)]
        roots = 0
        while pending:
            top = pending[-1]
            if top.next == len(top.task.listing.entries):
                pending.pop()
                continue
            entry = top.task.listing.entries[top.next]
            self._note_gap(top, entry)
            top.next += 1
            if top.task.parent is None:
                roots += 1
                rank = roots
            else:
                top.rank += 1
                rank = top.rank
            pending.extend(reversed(self._comment(entry, top.task, rank)))

    def _note_gap(self, top: _Pending, entry: Entry) -> None:
        """Name the numbers that a list passes over: comments that the page had and the dump has not."""
        before = top.task.listing.entries[top.next - 1].number if top.next else 0
        if entry.number is None or before is None or entry.number <= before + 1:
            return
        missing = str(before + 1) if entry.number == before + 2 else f"{before + 1}–{entry.number - 1}"
        place = f"in the replies to {top.task.number.rstrip('.')}" if top.task.number else "among the roots"
        self.skipped.append(Skipped(f"line {entry.place + 1}, {place}", f"The list has no number {missing}."))

    def _comment(self, entry: Entry, task: _Task, rank: int) -> list[_Pending]:
        """Add the comment of one entry, with the ghosts above it, and return its replies as pending lists."""
        parent, number = task.parent, f"{task.number}{rank}"
        if len(number) > 60:
            number = "…" + number[-50:]
        for _ in range(self._missing_levels(entry, task)):
            self.comments.append(ImportedComment(str(len(self.comments)), _ref(parent), state=State.GHOST))
            parent = len(self.comments) - 1
            self.skipped.append(Skipped(f"line {entry.place + 1}", f"The comment {number} has replies, but is missing."))
            number += ".1"
        replies = [listing for listing in entry.listings if self._is_reply_list(entry, listing)]
        typed = {id(listing) for listing in entry.listings} - {id(listing) for listing in replies}
        self.comments.append(self._built(entry, typed, parent))
        place = len(self.comments) - 1
        column = entry.column + self._page.layout.step
        return [_Pending(_Task(listing, place, column, number + "."), 0, 0) for listing in replies]

    def _missing_levels(self, entry: Entry, task: _Task) -> int:
        """Count the parents that must have stood between; only Resiliparse drops an entry and keeps its replies."""
        layout = self._page.layout
        if layout.wraps:
            return 0
        return max(0, (entry.column - task.column) // layout.step)

    def _built(self, entry: Entry, typed: set[int], parent: int | None) -> ImportedComment:
        byline = self._page.byline(entry, bare_names=self._bare_names)
        lines = (self._page.text(entry, typed) if typed else self._page.own(entry))[byline.used :]
        lines = _trimmed(lines)
        if lines:
            lines = [strip_marks(lines[0]), *lines[1:]]
        text = "\n".join(lines).strip()
        pingback = byline.pingback or is_excerpt(text)
        return ImportedComment(
            ref=str(len(self.comments)),
            parent=_ref(parent),
            author=byline.author,
            created=byline.created,
            text=text,
            kind=Kind.PINGBACK if pingback else Kind.COMMENT,
        )

    # -- replies or a typed list? ---------------------------------------------------------------------------------

    def _is_reply_list(self, entry: Entry, listing: Listing) -> bool:
        """Say whether a list inside a comment is its replies, or a list that the commenter typed."""
        signed = sum(1 for inner in listing.entries if is_signed(self._page, inner))
        if self._signed:
            named = sum(1 for inner in listing.entries if self._named(inner)) if self._bare_names else 0
            return max(signed, named) * 2 >= len(listing.entries)
        if signed:
            return True
        if any(not _all_buttons(self._page.logical(after)) for after in own_paragraphs_after(entry, listing)):
            return False
        if self._spaced and not listing.entries[0].blanks:
            return False
        return not self._introduced(entry, listing)

    def _named(self, entry: Entry) -> bool:
        """Say whether an entry begins with a bare name set off from its text."""
        own = self._page.own(entry)
        return len(own) > 2 and not own[1] and looks_like_name(own[0])

    def _introduced(self, entry: Entry, listing: Listing) -> bool:
        """Say whether the line before the list announces it, or a second list beside it is the replies."""
        if any(inner.listings for inner in listing.entries):
            return False
        short = all(sum(map(len, self._page.own(inner))) <= 120 for inner in listing.entries)
        place = entry.blocks.index(listing)
        before = entry.blocks[place - 1] if place else None
        if isinstance(before, (Listing, type(None))):
            return False
        lines = self._page.logical(before)
        return short and len(listing.entries) > 1 and bool(lines) and lines[-1].rstrip().endswith(":")


@dataclass(slots=True)
class _Pending:
    """How far a list has been turned into comments."""

    task: _Task
    next: int
    rank: int


def _ref(place: int | None) -> str | None:
    return None if place is None else str(place)


def _all_buttons(lines: list[str]) -> bool:
    return all(is_button(line) for line in lines if line)


def _trimmed(lines: list[str]) -> list[str]:
    """Cut buttons and blank lines off both ends."""
    start, stop = 0, len(lines)
    while start < stop and (not lines[start] or is_button(lines[start])):
        start += 1
    while stop > start and (not lines[stop - 1] or is_button(lines[stop - 1])):
        stop -= 1
    return lines[start:stop]


def _spaced(roots: list[Entry]) -> bool:
    """Say whether the page prints a blank line before its entries."""
    later = roots[1:]
    return bool(later) and sum(1 for entry in later if entry.blanks) * 10 >= len(later) * 9
