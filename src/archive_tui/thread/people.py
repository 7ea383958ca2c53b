"""Who talks to whom in a thread.

An author is an index into the outline's ``authors``; two of them are different people, however alike their
names. Only the article's author, who comes from another part of the page, is looked for by folded name.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive_tui.thread.outline import Outline


def folded_name(name: str) -> str:
    """Return a name as it is compared: case, width and white space make no difference."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def called(outline: Outline, name: str | None) -> frozenset[int]:
    """Return the authors of comments that bear this name. O(authors)."""
    wanted = folded_name(name or "")
    if not wanted:
        return frozenset()
    return frozenset(at for at, author in enumerate(outline.authors) if folded_name(author) == wanted)


def author_at(outline: Outline, position: int) -> str | None:
    """Return the name of the author of the comment at a stored position, None if nobody knows it."""
    author = outline.author[position]
    return outline.authors[author] if author >= 0 else None


def exchange(outline: Outline, position: int) -> list[int]:
    """Return what the author of a reply and the one it answers say to each other, anywhere in the thread.

    O(comments).

    Returns:
        Stored positions of their replies to one another and of the comments that these answer, ascending;
        nothing if this is no reply, one of the two is unknown, or both are the same.
    """
    author, parent = outline.author, outline.parent
    if parent[position] < 0:
        return []
    one, other = author[position], author[parent[position]]
    if one < 0 or other < 0 or one == other:
        return []
    kept: set[int] = set()
    for at, above in enumerate(parent):
        if above >= 0 and {author[at], author[above]} == {one, other}:
            kept.update((at, above))
    return sorted(kept)
