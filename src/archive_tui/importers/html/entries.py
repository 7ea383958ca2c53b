"""Comments as they are found in a page, before anything of them is read: where they are and who answers whom.

The invariant: entries are in document order, no part of one is a part of another, and ``linked`` gives each a
parent that stands before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from archive_tui.model import Kind, State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from archive_tui.importers.html.page import Element, Page


@dataclass(frozen=True, slots=True)
class Manner:
    """How a system writes a comment: selectors for its parts, the surest first, tried within the comment alone."""

    body: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    """What holds the text, but other things beside it; tried after ``body``."""
    author: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    link: tuple[str, ...] = ()
    """The comment's permalink."""
    score: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    """What is no text of the comment wherever it stands."""
    signature: tuple[str, ...] = ()
    """What the system sets below every comment of one author."""
    subject: tuple[str, ...] = ()
    """What holds a title of the comment's own."""
    quote: tuple[str, ...] = ()
    """What is a quotation, though no ``blockquote``."""
    deleted: tuple[str, ...] = ()
    """What only a comment that was removed has, or is."""
    generic: bool = True
    """Whether what most sites do is tried where these selectors find nothing."""


@dataclass(slots=True)
class Entry:
    """A comment found in a page."""

    parts: list[Element]
    """What it is in: one element, or several in document order (a term and its description)."""
    id: str | None = None
    depth: int | None = None
    """As the page says; a root has 1. None where the nesting of elements says it."""
    parent: str | None = None
    """The id of what it answers, where the page says so."""
    kind: Kind = Kind.COMMENT
    state: State = State.NORMAL
    author: str | None = None
    """Where it was found together with the comment; else it is looked for in its parts."""
    created: datetime | None = None
    score: int | None = None
    url: str | None = None
    text: str | None = None
    """Where it does not stand in the parts as it is."""
    manner: Manner | None = None
    """Where it differs from its family's."""


@dataclass(slots=True)
class Discussion:
    """All comments that a family of systems found in a page."""

    family: str
    entries: list[Entry]
    manner: Manner
    sure: float = 1.0
    """How sure it is that these are comments: 1.0 where the system's own marks say so."""
    declared: int | None = None
    """How many there are, as the system's own marks say."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """What could not be taken in: where and why."""
    article: Element | None = None
    """What holds the article's text, where the system's marks say so."""
    title: str | None = None
    author: str | None = None
    """Of the article."""
    published: datetime | None = None
    url: str | None = None
    """Of the page, where the system's marks say more than the page's own."""
    bodiless: bool = False
    """Whether all text of the page is comments: a board's page."""
    partial: bool = False
    """Whether the page says that there are more on other pages."""


class Family(Protocol):
    """A system, or several that write comments in one way."""

    @property
    def name(self) -> str:
        """Return what it is called in reports."""
        ...

    def find(self, page: Page) -> Discussion | None:
        """Find the comments of a page by the system's own marks; None if it is none of its pages."""
        ...


def linked(entries: Sequence[Entry]) -> list[int]:
    """Return the index of each entry's parent, -1 for a root.

    What an entry says itself comes first, then its depth (its parent is the last one before it that is less deep), then
    the element it is in. O(entries).
    """
    parents: list[int] = []
    places: dict[str, int] = {}
    path: list[tuple[int, int]] = []
    """The last entry and those that it answers: depth and index."""
    inside: list[int] = []
    """The entries whose elements the current one is in."""
    depths: list[int] = []
    for index, entry in enumerate(entries):
        first = entry.parts[0]
        while inside and not any(part.holds(first) for part in entries[inside[-1]].parts):
            inside.pop()
        if entry.parent is not None and entry.parent in places:
            parent = places[entry.parent]
        elif entry.depth is not None:
            while path and path[-1][0] >= entry.depth:
                path.pop()
            parent = path[-1][1] if path else -1
        else:
            parent = inside[-1] if inside else -1
        depth = entry.depth if entry.depth is not None else 1 + (depths[parent] if parent >= 0 else 0)
        while path and path[-1][0] >= depth:
            path.pop()
        path.append((depth, index))
        depths.append(depth)
        inside.append(index)
        parents.append(parent)
        if entry.id is not None:
            places.setdefault(entry.id, index)
    return parents


def late_parents(entries: Sequence[Entry], parents: list[int]) -> list[int]:
    """Return the parents again, those filled in that only come later (a page that shows the newest first)."""
    places = {entry.id: index for index, entry in reversed(list(enumerate(entries))) if entry.id is not None}
    return [
        places.get(entry.parent, parent) if entry.parent is not None else parent
        for entry, parent in zip(entries, parents, strict=True)
    ]
