"""Who quotes whom in a thread, by stored position.

The invariant: every position is one of the outline, or ``ARTICLE``; what was quoted or quotes and is not in the outline
any more is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive_tui.model import Quote
    from archive_tui.thread.outline import Outline

ARTICLE: Final = -1
"""Stands for the article among positions, as in ``Arrangement.stored``."""


class Quotation(NamedTuple):
    """A part of a comment that repeats what somebody else wrote."""

    start: int
    """Characters of the comment's text before it."""
    stop: int
    source: int | None
    """Position of what is quoted; None if that is unknown."""


class Quotations:
    """The quotations of a thread; fixed once made."""

    def __init__(self, outline: Outline, quotes: Iterable[Quote]) -> None:
        """Sort quotations that come in the order of the thread and its texts. O(comments + quotations)."""
        self._made: dict[int, list[Quotation]] = {}
        self._quoted_by: dict[int, list[int]] = {}
        places = dict(zip(outline.ids, range(len(outline)), strict=True))
        for quote in quotes:
            position = places.get(quote.comment_id)
            if position is None:
                continue
            source = ARTICLE if quote.source == "article" else None
            if quote.source_id is not None:
                source = places.get(quote.source_id)
            self._made.setdefault(position, []).append(Quotation(quote.start, quote.stop, source))
            if source is not None:
                quoting = self._quoted_by.setdefault(source, [])
                if not quoting or quoting[-1] != position:
                    quoting.append(position)

    def __bool__(self) -> bool:
        """Return whether there is any."""
        return bool(self._made)

    def of(self, position: int) -> Sequence[Quotation]:
        """Return the quotations in a comment, by their place in its text."""
        return self._made.get(position, ())

    def sources(self, position: int) -> list[int]:
        """Return what a comment quotes, each once, in the order of its text; what is unknown is left out."""
        return list(dict.fromkeys(each.source for each in self.of(position) if each.source is not None))

    def quoted_by(self, position: int) -> Sequence[int]:
        """Return the comments that quote a comment or the article, in the order of the thread."""
        return self._quoted_by.get(position, ())
