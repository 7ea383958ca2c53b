"""The footer, and the hint about what may follow a begun key sequence. Both are drawn from the command table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from archive_tui.tui.keys import show_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.timer import Timer

_FADE: Final = 5.0
"""Seconds for which a sentence stays."""
_LEAST_COLUMN: Final = 30
"""Cells of a column of the hint; two of them where they fit."""


class KeyBar(Widget):
    """Keys with a word each; a click does what the key does. Keys that wait for more take the line over."""

    DEFAULT_CSS = """
    KeyBar { height: 1; dock: bottom; padding: 0 1; }
    """

    pending: reactive[str] = reactive("")
    """What was typed and waits for more."""
    note: reactive[str] = reactive("")
    """One sentence about what was just asked for; gone with the next key, or after a while."""

    @dataclass
    class Chosen(Message):
        """A key of the footer was clicked."""

        command: str

    def __init__(self, entries: Sequence[tuple[str, str, str]]) -> None:
        """Take (key, word, command id), the most important first; the last one always stays."""
        super().__init__()
        self._entries = entries
        self._spans: list[tuple[int, int, str]] = []
        self._fading: Timer | None = None

    def render(self) -> Content:
        """Show as many keys as fit."""
        if self.pending:
            self._spans = []
            return Content.assemble(
                (self.pending, "$accent bold"), ("…", "$accent"), ("  Esc cancels", "$meta")
            )
        width = self.content_size.width
        if self.note:
            self._spans = []
            return Content.styled(self.note, "$foreground italic").truncate(width, ellipsis=True)
        *entries, last = self._entries
        reserved = Content(f"{last[0]} {last[1]}").cell_length
        parts: list[Content] = []
        self._spans = []
        x = 0
        for key, word, command in (*entries, last):
            entry = Content.assemble((key, "$accent"), " ", (word, "$meta"))
            is_last = command == last[2]
            if not is_last and x + entry.cell_length + 3 + reserved > width:
                continue
            if is_last:
                parts.append(Content(" " * max(0, width - reserved - x)))
                x = max(x, width - reserved)
            parts.append(entry)
            self._spans.append((x, x + entry.cell_length, command))
            x += entry.cell_length
            if not is_last:
                parts.append(Content("   "))
                x += 3
        return Content.assemble(*parts)

    def watch_note(self, note: str) -> None:
        """Let a sentence fade."""
        if self._fading is not None:
            self._fading.stop()
        self._fading = self.set_timer(_FADE, self._fade) if note else None

    def _fade(self) -> None:
        self.note = ""

    def on_click(self, event: events.Click) -> None:
        """Do what the key under the pointer does."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for start, stop, command in self._spans:
            if start <= offset.x < stop:
                self.post_message(self.Chosen(command))


class KeyHint(Widget):
    """What may follow the keys typed so far, in columns above the footer."""

    DEFAULT_CSS = """
    KeyHint { dock: bottom; height: auto; max-height: 50%; margin: 0 0 1 0; padding: 0 1; layer: hint; display: none; }
    """

    choices: reactive[tuple[tuple[str, str], ...]] = reactive(tuple, layout=True)
    """(key, what it does)."""

    def watch_choices(self) -> None:
        """Be there only when there is something to say."""
        self.display = bool(self.choices)

    def render(self) -> Content:
        """Fill columns from top to bottom."""
        if not self.choices:
            return Content("")
        width = max(1, self.content_size.width or self.app.size.width - 2)
        entries = [Content.assemble((f"{key:>3} ", "$accent bold"), text) for key, text in self.choices]
        widest = min(max(_LEAST_COLUMN, width // 2), max(entry.cell_length for entry in entries) + 3)
        columns = max(1, width // widest)
        rows = -(-len(entries) // columns)
        lines = [
            Content.assemble(*(_fit(entries[at], widest) for at in range(row, len(entries), rows)))
            for row in range(rows)
        ]
        return Content("\n").join(lines)

    def show(self, continuations: Sequence[tuple[tuple[str, ...], str]]) -> None:
        """Take (keys, help line) of every continuation."""
        self.choices = tuple((show_keys(keys), text) for keys, text in continuations)


def _fit(entry: Content, width: int) -> Content:
    entry = entry.truncate(width - 1, ellipsis=True)
    return Content.assemble(entry, " " * (width - entry.cell_length))
