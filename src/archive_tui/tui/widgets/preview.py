"""A document as plain lines, to be read beside what it is made of: one widget however long it is.

Every text is cleaned here once more, so nothing that came from outside reaches the terminal as anything but text.
"""

from __future__ import annotations

import re
from typing import ClassVar, Final

from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from archive_tui.text.clean import clean
from archive_tui.tui.widgets.thread_styles import component_style
from archive_tui.tui.wrap import wrap

_MARGIN: Final = 1
_QUOTED: Final = re.compile(r"(?:> ?)*")
_MEASURE: Final = 84


class Preview(ScrollView, can_focus=False):
    """Shows a text, wrapped; it scrolls by itself no line further than was asked for."""

    BINDINGS: ClassVar = []
    COMPONENT_CLASSES: ClassVar[set[str]] = {"preview--mark"}
    DEFAULT_CSS = """
    Preview { overflow-x: hidden; & > .preview--mark { color: $foreground 40%; } }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as in Textual
        super().__init__(id=id)
        self._text = ""
        self._lines: list[str] = []
        self._marks: list[int] = []
        """Characters of each line that only say how deeply it is quoted."""
        self._at = ""
        """The number of the comment to show."""

    @property
    def lines(self) -> list[str]:
        """The lines as they are shown."""
        return self._lines

    def show(self, text: str, at: str = "") -> None:
        """Show a text; from the beginning, or from where a comment's number first stands in it."""
        self._text = clean(text)
        self._at = at
        self._lay_out()

    def go_to(self, number: str) -> None:
        """Scroll to the heading of a comment; nowhere if there is none."""
        self._at = number
        if not number:
            return
        exact = rf"{re.escape(number)}(?!\d|\.\d)"
        found = re.compile(rf"\W*{exact}(?:\W|$)|.*\[{exact}")  # as Markdown has it, and as text
        at = next((row for row, line in enumerate(self._lines) if found.match(line)), None)
        if at is not None:
            self.scroll_to(y=max(0, at - 1), animate=False, force=True)

    def page(self, count: int) -> None:
        """Scroll by pages."""
        height = max(1, self.scrollable_content_region.height - 1)
        self.scroll_to(y=self.scroll_offset.y + count * height, animate=False, force=True)

    def on_resize(self) -> None:
        """Wrap at the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        room = max(2, min(width - 2 * _MARGIN, _MEASURE))
        self._lines, self._marks = [], []
        for line in self._text.split("\n") if width else ():
            found = _QUOTED.match(line)
            marks = found[0] if found is not None and len(found[0]) < room // 2 else ""
            rest = line[len(marks) :]
            for start, end in wrap(rest, room - len(marks)) or [(0, 0)]:
                self._lines.append(marks + rest[start:end])
                self._marks.append(len(marks))
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()
        self.go_to(self._at)

    def render_line(self, y: int) -> Strip:
        """Paint a line of the window."""
        row = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        line, marks = (self._lines[row], self._marks[row]) if row < len(self._lines) else ("", 0)
        base = self.rich_style
        segments = [
            Segment(" " * _MARGIN + line[:marks], base + component_style(self, "preview--mark")),
            Segment(line[marks:], base),
        ]
        return Strip(segments).adjust_cell_length(width, base)
