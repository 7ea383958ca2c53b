"""The list of hits: one widget however many there are, drawn line by line, read on page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.cache import LRUCache
from textual.message import Message
from textual.strip import Strip

from archive_tui.tui.finding import excerpt, heading
from archive_tui.tui.widgets.columns import fit
from archive_tui.tui.widgets.lines import LineList
from archive_tui.tui.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

    from archive_tui.model import Hit

_PARTS: Final = ("title", "number", "author", "meta", "text", "match", "near", "spam", "cursor", "bar")
_GUTTER: Final = 2
_ONE_LINE: Final = 165
"""Columns in which a snippet needs one line."""
_ROOMY: Final = 18
"""Lines from which on an empty one stands between hits."""
_AHEAD: Final = 20
"""Hits below the cursor at which more are asked for."""


class HitList(LineList, can_focus=False):
    """Hits in the order of the answer. It asks for more when the cursor comes near to the last of them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"hits--{part}" for part in _PARTS}
    DEFAULT_CSS = """
    HitList {
        & > .hits--title { color: $foreground; text-style: bold; }
        & > .hits--number { color: $accent; }
        & > .hits--author { color: $foreground; }
        & > .hits--meta { color: $meta; }
        & > .hits--text { color: $quote; }
        & > .hits--match { color: $hit; text-style: bold; }
        & > .hits--near { color: $hit; text-style: italic; }
        & > .hits--spam { color: $spam; }
        & > .hits--cursor { background: $cursor-line; }
        & > .hits--bar { color: $accent; }
        &:ansi > .hits--match { text-style: bold underline; }
        &:ansi > .hits--near { text-style: italic underline; }
    }
    """

    @dataclass
    class Moved(Message):
        """Another hit is current; None when there is none."""

        hit: Hit | None

    @dataclass
    class Opened(Message):
        """A hit was chosen."""

        hit: Hit

    class MoreWanted(Message):
        """The cursor is near to the last hit that is known."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as in Textual
        super().__init__(id=id)
        self.hits: list[Hit] = []
        self.active = False
        """Whether the keys go here."""
        self._drawn: LRUCache[int, list[Strip]] = LRUCache(200)

    @property
    def current(self) -> Hit | None:
        """The hit under the cursor."""
        return self.hits[self.cursor] if self.cursor < len(self.hits) else None

    @property
    def count(self) -> int:
        """How many hits are known."""
        return len(self.hits)

    @property
    def tall(self) -> int:
        """Lines of a hit: one about it, one or two of text, and an empty one where there is room."""
        region = self.scrollable_content_region
        return 1 + (1 if region.width >= _ONE_LINE else 2) + (region.height >= _ROOMY)

    def fill(self, hits: Sequence[Hit]) -> None:
        """Show other hits; the cursor stays on its hit if that is among them, else goes to the first."""
        before = self.current
        self.hits = list(hits)
        key = (before.article_id, before.id) if before else None
        at = next((at for at, hit in enumerate(hits) if (hit.article_id, hit.id) == key), 0)
        self.cursor = at if at < self.page else 0  # the best hits must not be scrolled away
        self._measure()
        self._moved()

    def extend(self, hits: Sequence[Hit]) -> None:
        """Add the next hits."""
        self.hits += hits
        self._measure()

    def move_to(self, row: int) -> None:
        """Make a hit current; beyond the ends means the ends."""
        super().move_to(row)
        if self.cursor + _AHEAD >= len(self.hits):
            self.post_message(self.MoreWanted())

    def activate(self, *, active: bool) -> None:
        """Take the keys, or leave them."""
        self.active = active
        self._drawn.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget the colours of the theme before."""
        super().notify_style_update()
        self._drawn.clear()

    def _moved(self) -> None:
        self._drawn.clear()
        self.post_message(self.Moved(self.current))

    def _open(self, row: int) -> None:
        self.post_message(self.Opened(self.hits[row]))

    def _draw_row(self, row: int, width: int) -> list[Strip]:
        strips = self._drawn.get(row)
        if strips is None:
            strips = self._drawn[row] = self._draw(self.hits[row], width, current=row == self.cursor)
        return strips

    def _draw(self, hit: Hit, width: int, *, current: bool) -> list[Strip]:
        base, bar = self._ground(current=current), self._bar(current=current)
        room = max(8, width - _GUTTER - 1)
        lines = [self._head(hit, room, base), *self._text(hit, room, base)]
        return [Strip([bar, *line]).adjust_cell_length(width, base) for line in lines]

    def _head(self, hit: Hit, room: int, base: Style) -> list[Segment]:
        """Write "Title · 3.2.1 · author · date"; the title gives way, then the author."""
        title, number, author, date = heading(hit)
        styles = self._part_styles()
        parts = [(number or "article", "number"), (author, "author"), (date, "meta")]
        if hit.spam:
            parts.append(("spam", "spam"))
        elif hit.hidden:
            parts.append(("hidden", "meta"))
        parts = [(text, part) for text, part in parts if text]
        while len(parts) > 1 and room - sum(cell_len(text) + 3 for text, _ in parts) < 16:
            longest = max(range(1, len(parts)), key=lambda at: cell_len(parts[at][0]))
            text, part = parts[longest]
            if cell_len(text) > 12:
                parts[longest] = (fit(text, 12).rstrip(), part)
            else:
                parts.pop()
        title_room = max(1, room - sum(cell_len(text) + 3 for text, _ in parts))
        shown = title if cell_len(title) <= title_room else fit(title, title_room)
        segments = [Segment(shown, base + styles["title"])]
        for text, part in parts:
            segments += [Segment(" · ", base + styles["meta"]), Segment(text, base + styles[part])]
        return segments

    def _text(self, hit: Hit, room: int, base: Style) -> list[list[Segment]]:
        """Lay the snippet out on its lines, the matches marked; one that does not fit ends in an ellipsis."""
        most = 1 if self.scrollable_content_region.width >= _ONE_LINE else 2
        text, spans = excerpt(hit)
        styles = self._part_styles()
        ink, match = styles["text"], styles["match" if hit.exact else "near"]
        wrapped = wrap(text, room - 1)
        lines: list[list[Segment]] = []
        for start, stop in wrapped[:most]:
            line: list[Segment] = []
            at = start
            for span in spans:
                first, last = max(span[0], start), min(span[1], stop)
                if at <= first < last:
                    line += [Segment(text[at:first], base + ink), Segment(text[first:last], base + match)]
                    at = last
            line.append(Segment(text[at:stop], base + ink))
            lines.append(line)
        if len(wrapped) > most and not text[: wrapped[most - 1][1]].endswith("…"):
            lines[-1].append(Segment("…", base + ink))
        return lines + [[] for _ in range(most - len(lines))]

    def _measure(self) -> None:
        self._drawn.clear()
        super()._measure()
