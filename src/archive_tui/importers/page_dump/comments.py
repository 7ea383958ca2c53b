"""From the chosen lists to comments: replies told from typed lists, missing parents given their place.

Invariant: every entry of the discussion becomes one comment or a part of one comment's text; a comment is
yielded after its parent, siblings in page order; ``ref`` is the comment's place in pre-order. No recursion,
O(entries).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive_tui.importers.page_dump.discussion import is_signed
from archive_tui.importers.page_dump.outline import Entry, Listing, Paragraph
from archive_tui.importers.page_dump.page import bare_names_consensus
from archive_tui.importers.printed.bylines import is_excerpt, is_tail, looks_like_name, strip_marks
from archive_tui.importers.printed.furniture import is_button, is_reply_button
from archive_tui.model import ImportedComment, Kind, Skipped, State

if TYPE_CHECKING:
    from archive_tui.importers.page_dump.discussion import Discussion
    from archive_tui.importers.page_dump.page import Page


_LONG = 240
"""Characters of an entry beyond which it is hardly a line of a typed list."""


@dataclass(slots=True)
class _Level:
    """The replies to one comment, or the roots, while they are being numbered."""

    parent: int | None
    """Place of the parent comment; None for roots."""
    number: str
    """The parent's number with a dot behind it; empty for roots."""
    column: int
    """Where the text of these comments stands if no parent is missing."""
    rank: int = 0
    ghost: _Level | None = None
    """The level below the last comment, if that is a ghost."""


@dataclass(slots=True)
class _Progress:
    """How far a list has been turned into comments."""

    listing: Listing
    level: _Level
    next: int = 0


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
        pending = self._started(listings, _Level(parent=None, number="", column=column))
        while pending:
            top = pending[-1]
            if top.next == len(top.listing.entries):
                pending.pop()
                continue
            entry = top.listing.entries[top.next]
            if self._is_furniture(entry):
                top.next += 1
                continue
            self._note_gap(top, entry)
            if not top.next and entry.number == 1:
                top.level.ghost = None
            top.next += 1
            top.level.rank += 1
            pending.extend(self._comment(entry, top.level))

    def _started(self, listings: list[Listing], level: _Level) -> list[_Progress]:
        """Return lists as work to do, the first one last; all share one level, so that their ranks run on."""
        return [_Progress(listing, level) for listing in reversed(listings)]

    def _note_gap(self, top: _Progress, entry: Entry) -> None:
        """Name the numbers that a list passes over: comments that the page had and the dump has not."""
        before = top.listing.entries[top.next - 1].number if top.next else 0
        if entry.number is None or before is None or entry.number <= before + 1:
            return
        missing = str(before + 1) if entry.number == before + 2 else f"{before + 1} to {entry.number - 1}"
        place = f"the replies to {top.level.number.rstrip('.')}" if top.level.number else "the top level"
        self.skipped.append(Skipped(f"line {entry.place + 1}, {place}", f"the list has no number {missing}"))

    def _comment(self, entry: Entry, level: _Level) -> list[_Progress]:
        """Add the comment of one entry, and return its replies as work to do."""
        level = self._below_ghosts(entry, level)
        number = level.number + str(level.rank)
        replies = self._reply_lists(entry)
        typed = {id(listing) for listing in entry.listings if not self._furniture(listing)}
        typed -= {id(listing) for listing in replies}
        self.comments.append(self._built(entry, typed, level.parent))
        below = _Level(
            len(self.comments) - 1, _shortened(number + "."), entry.column + self._page.layout.step
        )
        return self._started(replies, below)

    def _below_ghosts(self, entry: Entry, level: _Level) -> _Level:
        """Add a ghost for every parent that must stand between, and return the level below them.

        Only Resiliparse drops an entry and keeps its replies, so only there does a jump of the indent say so.
        """
        if self._page.layout.wraps:
            return level
        while entry.column > level.column:
            if level.ghost is None:
                level.ghost = self._ghost(entry, level)
            else:
                level.rank -= 1
            level = level.ghost
            level.rank += 1
        level.ghost = None
        return level

    def _ghost(self, entry: Entry, level: _Level) -> _Level:
        """Add the comment that must have stood above an entry, and return the level below it."""
        number = level.number + str(level.rank)
        self.comments.append(ImportedComment(str(len(self.comments)), _ref(level.parent), state=State.GHOST))
        self.skipped.append(
            Skipped(f"line {entry.place + 1}", f"comment {number} is missing; its replies are there")
        )
        return _Level(len(self.comments) - 1, _shortened(number + "."), level.column + self._page.layout.step)

    def _built(self, entry: Entry, typed: set[int], parent: int | None) -> ImportedComment:
        byline = self._page.byline(entry, bare_names=self._bare_names)
        lines = self._page.text(entry, typed) if typed else self._page.own(entry)
        lines = lines[byline.used : len(lines) - byline.tail]
        lines = _trimmed(lines) or [line for line in lines if line and not is_reply_button(line)]
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

    def _reply_lists(self, entry: Entry) -> list[Listing]:
        """Return the lists inside a comment that are its replies, not lists that the commenter typed."""
        replies: list[Listing] = []
        text_after = False
        for place in range(len(entry.blocks) - 1, -1, -1):
            block = entry.blocks[place]
            if isinstance(block, Paragraph):
                text_after = text_after or not _all_buttons(self._page.logical(block))
                continue
            above = entry.blocks[place - 1] if place else None
            before = above if isinstance(above, Paragraph) else None
            if not self._furniture(block) and self._is_reply_list(
                entry, block, before, text_after=text_after
            ):
                replies.append(block)
        return replies[::-1]

    def _furniture(self, listing: Listing) -> bool:
        """Say whether a list holds nothing but buttons: "Reply", "Share"."""
        return all(map(self._is_furniture, listing.entries))

    def _is_furniture(self, entry: Entry) -> bool:
        """Say whether a bulleted entry is a button; a number belongs to a comment, if it says no more than "+1"."""
        return entry.number is None and not entry.listings and _all_buttons(self._page.own(entry))

    def _is_reply_list(
        self, entry: Entry, listing: Listing, before: Paragraph | None, *, text_after: bool
    ) -> bool:
        """Weigh one list: what proves replies comes first, then what speaks for a typed list.

        Args:
            entry: the comment that the list is in.
            listing: the list.
            before: the comment's own paragraph right above the list, if there is one.
            text_after: whether the comment's own text goes on below the list.
        """
        proven = sum(1 for inner in listing.entries if is_signed(self._page, inner))
        if self._bare_names:
            proven = max(proven, sum(1 for inner in listing.entries if self._named(inner)))
        if proven * 2 >= len(listing.entries) or self._signed_off(entry, before):
            return True
        if text_after:
            return False
        if self._signed:
            return any(inner.listings or self._length(inner) > _LONG for inner in listing.entries)
        if self._spaced and not listing.entries[0].blanks:
            return False
        return not self._introduced(listing, before)

    def _signed_off(self, entry: Entry, before: Paragraph | None) -> bool:
        """Say whether the comment is over before the list: its buttons or its byline stand above the list."""
        if before is None:
            return False
        last = self._page.logical(before)[-1]
        return is_reply_button(last) or (bool(self._page.byline(entry).tail) and is_tail(last))

    def _length(self, entry: Entry) -> int:
        return sum(map(len, self._page.own(entry)))

    def _named(self, entry: Entry) -> bool:
        """Say whether an entry begins with a bare name set off from its text."""
        own = self._page.own(entry)
        return len(own) > 2 and not own[1] and looks_like_name(own[0])

    def _introduced(self, listing: Listing, before: Paragraph | None) -> bool:
        """Say whether the line above a list of short entries announces it: "Three rules:"."""
        if before is None or len(listing.entries) < 2 or any(inner.listings for inner in listing.entries):
            return False
        short = all(self._length(inner) <= _LONG // 2 for inner in listing.entries)
        return short and self._page.logical(before)[-1].endswith(":")


def _ref(place: int | None) -> str | None:
    return None if place is None else str(place)


def _shortened(number: str) -> str:
    """Keep the numbers of very deep comments short: they only name places in the report."""
    return number if len(number) <= 60 else "…" + number[-50:]


def _all_buttons(lines: list[str]) -> bool:
    return any(lines) and all(is_button(line) for line in lines if line)


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
