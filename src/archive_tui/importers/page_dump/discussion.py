"""Which of a page's lists is the discussion.

Invariant: a list is chosen on evidence that is counted the same way for every page (a heading before it, a
form after it, bylines and buttons in it, prose in its entries); where there is too little of it, nothing is
chosen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive_tui.importers.page_dump.ending import ends_the_page
from archive_tui.importers.page_dump.outline import Entry, Listing, Paragraph
from archive_tui.importers.printed.bylines import is_pingback
from archive_tui.importers.printed.furniture import (
    declared,
    is_button,
    is_ending,
    is_heading,
    is_other_list,
    is_paging,
    is_reply_button,
    stated_count,
)

if TYPE_CHECKING:
    from archive_tui.importers.page_dump.page import Page

_ENOUGH = 3.0
_LOOKED_AT = 200
"""Entries of one list whose bylines are read to judge it."""


@dataclass(slots=True)
class Candidate:
    """Lists with nothing between them, where they stand, and what speaks for them."""

    listings: list[Listing]
    above: Entry
    """The entry they are in; the page itself for outermost lists."""
    first: int
    """Their first line."""
    last: int
    """The last line of the last subtree."""
    score: float = 0.0
    signed: float = 0.0
    """Share of the entries that carry a byline or a button, or are pingbacks."""

    @property
    def column(self) -> int:
        """Where the text of the outermost of them stands."""
        return min(listing.entries[0].column for listing in self.listings)

    def size(self) -> int:
        """Count the entries of the lists and of the lists in them; 0 if none of them has a reply. O(entries)."""
        total = roots = sum(len(listing.entries) for listing in self.listings)
        pending = [entry for listing in self.listings for entry in listing.entries]
        while pending:
            inner = [entry for listing in pending.pop().listings for entry in listing.entries]
            total += len(inner)
            pending.extend(inner)
        return total if total > roots else 0

    def entries(self) -> list[Entry]:
        """Return the entries of all lists, in order; no more than it takes to judge them."""
        found: list[Entry] = []
        for listing in self.listings:
            found.extend(listing.entries[: _LOOKED_AT - len(found)])
            if len(found) >= _LOOKED_AT:
                break
        return found


@dataclass(slots=True)
class Discussion:
    """The chosen lists, in page order, and the lines around them."""

    listings: list[Listing] = field(default_factory=list)
    first: int = 0
    last: int = 0
    heading: int | None = None
    """The line of the heading before it."""
    declared: int | None = None
    signed: float = 0.0


def find_discussion(page: Page) -> Discussion | None:
    """Choose the list that is the discussion, with its continuations.

    None where no list has enough evidence.
    """
    candidates = _candidates(page)
    for candidate in candidates:
        candidate.score = _score(page, candidate)
    ranked = [candidate for candidate in candidates if candidate.score >= _ENOUGH]
    if not ranked:
        return None
    written = [candidate for candidate in ranked if not _pingbacks(page, candidate)]
    best = max(written or ranked, key=lambda candidate: (candidate.score, -candidate.first))
    best = _above_pingbacks(page, best, candidates)
    best = _outermost(page, best, candidates)
    return _with_continuations(page, best, candidates)


def _candidates(page: Page) -> list[Candidate]:
    """Return every run of lists of the page, outer before inner."""
    found: list[Candidate] = []
    pending = [page.outline]
    while pending:
        above = pending.pop()
        run: list[Listing] = []
        for block in above.blocks:
            if isinstance(block, Paragraph) or (run and _apart(run[-1], block)):
                _close(found, run, above)
                run = []
            if isinstance(block, Listing):
                run.append(block)
                pending.extend(reversed(block.entries))
        _close(found, run, above)
    return found


def _apart(listing: Listing, following: Listing) -> bool:
    """Say whether two lists with nothing between them are two things.

    At one column, but marked differently.
    """
    same = listing.entries[0].column == following.entries[0].column
    return same and listing.numbered != following.numbered


def _close(found: list[Candidate], run: list[Listing], above: Entry) -> None:
    if run:
        found.append(Candidate(run, above, run[0].entries[0].place, run[-1].entries[-1].last))


def _score(page: Page, candidate: Candidate) -> float:
    """Add up the evidence. Each part is worth what it takes to be wrong about it."""
    entries = candidate.entries()
    candidate.signed = _signed(page, entries)
    size = min(len(entries), 20) / 20
    around = _before(page, candidate) + (3.0 if _ending_follows(page, candidate.last) else 0.0)
    believed = around > 0 or candidate.signed * len(entries) >= 2
    return (
        around
        + (5.0 * candidate.signed if believed else 0.0)
        + (size if candidate.signed >= 0.5 else 0.0)
        + _prose(page, entries)
        + max(_alone(page, candidate), _at_the_end(page, candidate))
    )


def _signed(page: Page, entries: list[Entry]) -> float:
    signed = sum(1 for entry in entries if is_signed(page, entry))
    return signed / len(entries)


def is_signed(page: Page, entry: Entry) -> bool:
    """Say whether an entry shows by its byline, its buttons or its wording that it is a comment."""
    own = page.own(entry)
    printed = [line for line in own if line]
    if not printed:
        return False
    if is_pingback(printed[0]) or any(
        map(is_reply_button, (printed[0], printed[-1])) if len(printed) > 1 else ()
    ):
        return True
    byline = page.byline(entry)
    return byline.firm and any(
        line and not is_button(line) for line in own[byline.used : len(own) - byline.tail]
    )


def _pingbacks(page: Page, candidate: Candidate) -> bool:
    """Say whether a list holds pingbacks and little else."""
    entries = candidate.entries()
    return sum(1 for entry in entries if any(map(is_pingback, page.own(entry)[:2]))) * 2 >= len(entries)


def _before(page: Page, candidate: Candidate) -> float:
    """Weigh the few lines before a list: a heading of comments, a heading of something else, a policy."""
    for distance, text in enumerate(_preceding(page, candidate.first)):
        if declared(text) is not None and not is_button(text):
            return 4.0 - distance * 0.5
        if is_heading(text) or (distance <= 1 and _counted(page, candidate, text)):
            return 2.5 - distance * 0.5
        if is_paging(text):
            return 2.5
        if distance == 0 and is_other_list(text):
            return -6.0
        if distance <= 1 and ("comment" in text.lower() or "kommentar" in text.lower()) and len(text) > 80:
            return 2.0
    return 0.0


def _counted(page: Page, candidate: Candidate, text: str) -> bool:
    """Say whether a line states how many entries the lists have: a heading, in whatever language."""
    count = stated_count(text) if candidate.above is page.outline else None
    return count is not None and count > 1 and count == candidate.size()


def _preceding(page: Page, place: int) -> list[str]:
    """Return up to four printed lines before a line, the nearest first."""
    found: list[str] = []
    place -= 1
    while place >= 0 and len(found) < 4:
        if page.lines[place].text:
            found.append(page.lines[place].text)
        place -= 1
    return found


def _ending_follows(page: Page, place: int) -> bool:
    """Say whether the next few lines close a discussion."""
    seen = 0
    for line in page.lines[place + 1 : place + 40]:
        if not line.text:
            continue
        if is_ending(line.text):
            return True
        seen += 1
        if seen == 4:
            break
    return False


def _prose(page: Page, entries: list[Entry]) -> float:
    """Weigh what the entries say: menus have a few words, comments have sentences."""
    lengths = sorted(sum(map(len, page.own(entry))) for entry in entries)
    middle = lengths[len(lengths) // 2]
    replied = any(entry.listings for entry in entries)
    weight = 2.0 if middle >= 80 else 1.0 if middle >= 40 else 0.0 if middle >= 25 else -2.0
    return weight + (0.5 if replied else 0.0)


def _alone(page: Page, candidate: Candidate) -> float:
    """Weigh how much of the page the list is: a dump of little but comments needs no heading.

    Text that was wrapped by hand looks like that too (a licence, a manual), so only whole lines count.
    """
    if candidate.above is not page.outline or page.layout.wraps:
        return 0.0
    before = page.printed[candidate.first]
    inside = page.printed[candidate.last + 1] - before
    printed = page.printed[-1]
    replied = any(entry.listings for entry in candidate.entries())
    return 1.5 if inside * 10 >= printed * 6 and (before <= 3 or replied) else 0.0


def _at_the_end(page: Page, candidate: Candidate) -> float:
    """Weigh that a list ends the page, as discussions do; see ``ending``."""
    return 3.0 if candidate.above is page.outline and ends_the_page(page, candidate.listings) else 0.0


def _above_pingbacks(page: Page, best: Candidate, candidates: list[Candidate]) -> Candidate:
    """Return the list right above a list of pingbacks, with nothing but its heading between: the comments."""
    if not _pingbacks(page, best):
        return best
    for other in candidates:
        between = page.lines[other.last + 1 : best.first]
        beside = other.above is best.above and other.last < best.first and other.score > 0
        if beside and len(between) <= 12 and all(not line.text or is_heading(line.text) for line in between):
            return other
    return best


def _outermost(page: Page, best: Candidate, candidates: list[Candidate]) -> Candidate:
    """Climb from a list of replies to the list of roots.

    As long as the entry around it is itself a comment.
    """
    around = {
        id(entry): candidate
        for candidate in candidates
        for listing in candidate.listings
        for entry in listing.entries
    }
    while best.above is not page.outline:
        outer = around[id(best.above)]
        headed = _heading(page, best.first) is not None
        comment = is_signed(page, best.above) or (best.signed < 0.5 and outer.score >= _ENOUGH)
        if outer.signed < 0.5 and (headed or not comment):
            break
        best = outer
    return best


def _with_continuations(page: Page, best: Candidate, candidates: list[Candidate]) -> Discussion:
    """Join the lists that go on with the discussion.

    After a stray block, a second page, a list of pingbacks.
    """
    beside = [other for other in candidates if other.above is best.above and other is not best]
    near = [other for other in beside if abs(other.column - best.column) <= page.layout.step]
    chosen = [best, *(other for other in near if _continues(page, best, other))]
    chosen.sort(key=lambda candidate: candidate.first)
    first = chosen[0].first
    heading = _heading(page, first)
    stated = _stated(page, chosen[0]) if heading is None else None
    if stated is not None:
        heading = stated
    return Discussion(
        listings=[listing for candidate in chosen for listing in candidate.listings],
        first=first,
        last=max(candidate.last for candidate in chosen),
        heading=heading,
        declared=_declared(page, chosen) if stated is None else stated_count(page.lines[stated].text),
        signed=best.signed,
    )


def _continues(page: Page, best: Candidate, other: Candidate) -> bool:
    """Say whether another list beside the chosen one belongs to the same discussion."""
    if other.score < _ENOUGH:
        return False
    if _pingbacks(page, other):
        return True
    return best.signed >= 0.5 and other.signed >= 0.5


def _heading(page: Page, place: int) -> int | None:
    """Return the line of the heading within the four printed lines before a line."""
    seen = 0
    for line in reversed(page.lines[max(0, place - 30) : place]):
        if not line.text:
            continue
        if is_heading(line.text):
            return line.place
        seen += 1
        if seen == 4:
            break
    return None


def _stated(page: Page, candidate: Candidate) -> int | None:
    """Return the line, one of the two before a list, that states its size."""
    for line in [line for line in reversed(page.lines[: candidate.first]) if line.text][:2]:
        if _counted(page, candidate, line.text):
            return line.place
    return None


def _declared(page: Page, chosen: list[Candidate]) -> int | None:
    """Return the count in the heading of the first list; counts of further lists (pingbacks) are added."""
    counts = []
    for candidate in chosen:
        for text in _preceding(page, candidate.first):
            count = declared(text)
            if count is not None:
                counts.append(count)
                break
    return sum(counts) if counts else None
