"""The texts of a thread as they come near the screen.

Fetched in blocks, laid out once, the oldest forgotten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.cache import LRUCache

from archive_tui.tui.widgets.body import Body, lay_out
from archive_tui.tui.widgets.thread_paint import gone_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from archive_tui.model import CommentText
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
            body = lay_out(text if text.strip() else gone_text(self._view.outline.flags[position]), width)
            self._bodies[position, width] = body
        return body
