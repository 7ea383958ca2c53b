"""One line of text with something at its right end; what does not fit is cut with an ellipsis, on the left part."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Bar(Widget):
    """A line: ``left`` gives way to ``right``."""

    DEFAULT_CSS = """
    Bar { height: 1; padding: 0 1; }
    """

    left: reactive[Content] = reactive(Content(""))
    right: reactive[Content] = reactive(Content(""))

    def render(self) -> Content:
        """Lay both parts out in the width there is."""
        width = self.content_size.width
        right = self.right
        room = width - right.cell_length - (2 if right else 0)
        if room < min(12, self.left.cell_length):
            right, room = Content(""), width
        left = self.left.truncate(max(0, room), ellipsis=True)
        gap = width - left.cell_length - right.cell_length
        return Content.assemble(left, " " * max(0, gap), right)
