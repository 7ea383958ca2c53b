"""The texts of a thread as they come near the screen.

Fetched in blocks, laid out once, the oldest forgotten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.cache import LRUCache

from archive_tui.search.snippet import occurrences
from archive_tui.thread.outline import empty_outline
from archive_tui.thread.quotations import ARTICLE, Quotations
from archive_tui.tui.widgets.body import Body, lay_out
from archive_tui.tui.widgets.quoted_lines import Span
from archive_tui.tui.widgets.thread_paint import gone_text, short_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from archive_tui.model import CommentText
    from archive_tui.thread.outline import Outline
    from archive_tui.thread.view import ThreadView
    from archive_tui.tui.widgets.geometry import Geometry

_TEXTS = 1024
_BODIES = 512
_BLOCK = 64
"""Neighbours fetched with a text that was not asked for in time."""


class ThreadTexts:
    """Texts by stored position and laid-out bodies by stored position and width, both bounded."""

    def __init__(self, view: ThreadView, fetch: Callable[[Sequence[int]], Mapping[int, CommentText]]) -> None:
        self._view = view
        self._fetch = fetch
        self._texts: LRUCache[int, CommentText] = LRUCache(_TEXTS)
        self._bodies: LRUCache[tuple[int, int], Body] = LRUCache(_BODIES)
        self._wanted: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        self._hits: LRUCache[int, list[tuple[int, int]]] = LRUCache(_BODIES)
        self.quotations = Quotations(empty_outline(), ())
        self.quotes_folded = False

    def forget_bodies(self) -> None:
        """Lay every text out anew when it is asked for: its quotations look different now."""
        self._bodies.clear()

    def prepare(self, entries: Iterable[int]) -> None:
        """Fetch in one call what is not known of these entries."""
        stored = self._view.arrangement.stored
        wanted = [stored[entry] for entry in entries if entry and stored[entry] not in self._texts]
        if wanted:
            self._keep(self._fetch(sorted(wanted)))

    def _keep(self, texts: Mapping[int, CommentText]) -> None:
        for position, text in texts.items():
            self._texts[position] = text

    def comment(self, entry: int) -> CommentText:
        """Return the text of a comment."""
        position = self._view.arrangement.stored[entry]
        found = self._texts.get(position)
        if found is None:
            end = min(position + _BLOCK, len(self._view.outline))
            self._keep(self._fetch(range(position, end)))
            found = self._texts[position]
        return found

    def body(self, entry: int, geometry: Geometry) -> Body:
        """Return the text of a comment laid out at its depth; a sentence in place of one that is gone."""
        position = self._view.arrangement.stored[entry]
        width = geometry.measure(self._view.arrangement.depth[entry])
        body = self._bodies.get((position, width))
        if body is None:
            text = self.comment(entry).text
            if text.strip():
                body = lay_out(text, width, self._spans(position), folded=self.quotes_folded)
            else:
                body = lay_out(gone_text(self._view.outline.flags[position]), width)
            self._bodies[position, width] = body
        return body

    def highlight(self, words: Iterable[str], literals: Iterable[str]) -> None:
        """Have these words and strings highlighted in hits from now on; see ``ThreadHits``."""
        self._wanted = (tuple(words), tuple(literals))
        self._hits.clear()

    def hit_spans(self, entry: int, geometry: Geometry) -> list[tuple[int, int]]:
        """Return where in the text of a comment's body the words of a search are; nowhere if it is no hit."""
        if not entry or not self._view.hit[entry]:
            return []
        position = self._view.arrangement.stored[entry]
        spans = self._hits.get(position)
        if spans is None:
            text = self.body(entry, geometry).text
            spans = [(start, end) for start, end, _ in occurrences(text, *self._wanted)]
            self._hits[position] = spans
        return spans

    def _spans(self, position: int) -> list[Span]:
        return [
            Span(each.start, each.stop, source_name(self._view.outline, each.source))
            for each in self.quotations.of(position)
        ]


def source_name(outline: Outline, source: int | None) -> str:
    """Return what a reader calls the source of a quotation; empty if it is not known."""
    if source is None:
        return ""
    return "the article" if source == ARTICLE else short_number(outline.number(source))
