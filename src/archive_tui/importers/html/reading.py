"""From the elements of a comment to what it says: author, date, address, votes, text.

The invariant: furniture is told by its wording only at the ends of a comment whose text no class sets apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive_tui.importers.html.scope import Owned, Scope
from archive_tui.importers.printed import bylines
from archive_tui.importers.printed.dates import find_date
from archive_tui.importers.printed.furniture import is_button
from archive_tui.model import ImportedComment, Kind, State

if TYPE_CHECKING:
    from datetime import datetime

    from archive_tui.importers.html.entries import Discussion
    from archive_tui.importers.html.moments import Moments
    from archive_tui.importers.html.page import Element, Page

_WORDS_OF_DELETION = re.compile(
    r"""[\W_]*(?: (?:this\ )?(?:comment|post|message|entry)\ (?:was|has\ been|is|were)\ (?:\w+\ ){0,2}
    (?:deleted|removed)\b.{0,80}
    | (?:comment\ )?(?:deleted|removed)(?:\ (?:by|comment)\b.{0,60})? | \[(?:deleted|removed|flagged|dead)\].{0,40}
    | (?:dieser\ )?kommentar\ (?:wurde|ist)\ .{0,30}(?:gelöscht|entfernt).{0,60}
    | (?:ce\ )?(?:commentaire|message)\ a\ été\ .{0,10}(?:supprimé|effacé).{0,60}
    | (?:este\ )?comentario\ ha\ sido\ (?:eliminado|borrado).{0,60}
    | questo\ commento\ è\ stato\ (?:eliminato|rimosso).{0,60} | este\ comentário\ foi\ removido.{0,60}
    | deze\ reactie\ is\ verwijderd.{0,60} | комментарий\ (?:был\ )?удал[её]н.{0,60} )[\W_]*""",
    re.IGNORECASE | re.VERBOSE,
)


_NOT_SAID = re.compile(
    r"#?\d{1,6}[.:)]?|your comment is awaiting moderation\.?|dein kommentar (?:wartet auf|befindet sich in).{0,40}",
    re.IGNORECASE,
)
"""What may stand before a comment and was not said by its author: its number, and a note of the site."""


_AT = re.compile(r"\b(?:on|at|am|um|le|el|il|op|em|posted)\s*$", re.IGNORECASE)


class Reader:
    """Reads the comments of one discussion."""

    def __init__(self, page: Page, found: Discussion, moments: Moments, *, base: str | None) -> None:
        self._page = page
        self._found = found
        self._moments = moments
        self._base = base
        self._owned = Owned(page, found.entries)

    def read(self, index: int, ref: str, parent: str | None) -> ImportedComment:
        """Read one entry."""
        entry = self._found.entries[index]
        manner = entry.manner or self._found.manner
        scope = Scope(self._page, self._owned, index, manner, base=self._base)
        bodies = scope.find_bodies()
        author_element = None if entry.author is not None else scope.author()
        date_element, created = (None, entry.created) if entry.created else self._date(scope)
        author = entry.author
        if author is None and author_element is not None:
            author = scope.name(author_element)
        if entry.text is not None:
            text = entry.text
        elif bodies:
            text = scope.text(bodies)
        else:
            text, author, created = self._unmarked(scope, author_element, date_element, (author, created))
        state = entry.state
        if state is State.NORMAL and (scope.has(manner.deleted) or _WORDS_OF_DELETION.fullmatch(text[:200])):
            state = State.DELETED
        kind = entry.kind
        if kind is Kind.COMMENT and (bylines.is_pingback(text[:200].lstrip()) or bylines.is_excerpt(text)):
            kind = Kind.PINGBACK
        return ImportedComment(
            ref=ref,
            parent=parent,
            source_id=entry.id,
            author=author,
            created=created,
            score=entry.score if entry.score is not None else scope.score(),
            text=text,
            url=entry.url or scope.link(),
            state=state,
            kind=kind,
        )

    def _date(self, scope: Scope) -> tuple[Element | None, datetime | None]:
        """Find the date among what is no text; the surest element that has one."""
        for element in scope.dates():
            words = self._page.brief(element, scope.left_out)
            moment = self._moments.of(element, words)
            if moment is not None:
                return (element if len(words) <= 80 else None), moment
        return None, None

    def _unmarked(
        self,
        scope: Scope,
        author_element: Element | None,
        date_element: Element | None,
        known: tuple[str | None, datetime | None],
    ) -> tuple[str, str | None, datetime | None]:
        """Read a comment whose text no class sets apart: everything but its frame, and a byline in words."""
        author, created = known
        taken = {element.place for element in (author_element, date_element) if element is not None}
        text = scope.whole(taken)
        if scope.is_pingback(text):
            return (
                scope.whole(taken - {author_element.place if author_element is not None else -1}),
                author,
                created,
            )
        lines = text.split("\n")
        if author is not None and created is None:
            created, lines = _without_moment(lines, author)
        if author is None or created is None:
            byline = bylines.read_byline(lines[:16])
            if byline.firm and not byline.pingback and byline.used < len(lines):
                author, created = author or byline.author, created or byline.created
                lines = lines[byline.used :]
        tail = bylines.read_tail(lines) if author is None or created is None else None
        if tail is not None and tail.tail < len(lines):
            author, created = author or tail.author, created or tail.created
            lines = lines[: len(lines) - tail.tail]
        return self._framed(lines, author, created)

    def _framed(
        self, lines: list[str], author: str | None, created: datetime | None
    ) -> tuple[str, str | None, datetime | None]:
        """Cut the frame off both ends, and a date that stands alone at the end."""
        text = _without_frame(lines, author)
        head, _, last = text.rpartition("\n")
        if head and 0 < len(last) <= 60 and (dated := find_date(last)) is not None:
            rest = (last[: dated.start] + last[dated.end :]).strip(" \t-–—•·|,:.()")
            if not rest or is_button(rest) or bylines.is_says(rest):
                return _without_frame(head.split("\n"), author), author, created or dated.when
        return text, author, created


def _without_moment(lines: list[str], author: str) -> tuple[datetime | None, list[str]]:
    """Take a date off the beginning that stands in a line without words of its own: "wrote on May 3, 2012:"."""
    start = next((place for place, line in enumerate(lines[:4]) if not _is_frame(line, author)), len(lines))
    if start < len(lines) and 0 < len(lines[start]) <= 80:
        line = lines[start]
        dated = find_date(line)
        if dated is not None and dated.when is not None and _is_joint(line[dated.end :]):
            before = _AT.sub("", line[: dated.start]).strip()
            if _is_joint(before) or bylines.is_says(before):
                return dated.when, lines[start + 1 :]
    return None, lines


def _without_frame(lines: list[str], author: str | None) -> str:
    """Cut buttons, what joins them, and a bare name off both ends."""
    start, stop = 0, len(lines)
    while start < stop and _is_frame(lines[start], author):
        start += 1
    while stop > start and (_is_joint(lines[stop - 1]) or is_button(lines[stop - 1].strip())):
        stop -= 1
    return "\n".join(lines[start:stop]).strip("\n") if start < stop else ""


def _is_joint(line: str) -> bool:
    """Say whether nothing of a line is left but what stood between name, date and buttons."""
    return not line.strip(" \t\u00a0-–—•·|,:;/()[]«»")


def _is_frame(line: str, author: str | None) -> bool:
    plain = line.strip()
    return (
        _is_joint(plain)
        or is_button(plain)
        or bylines.is_says(plain)
        or _NOT_SAID.fullmatch(plain) is not None
        or (author is not None and bylines.plain_name(plain) == author)
    )
