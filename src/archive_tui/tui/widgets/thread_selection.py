"""Text selected in the thread with the mouse: how it is painted and what is copied.

Invariant: a selection counts lines of the whole thread, and characters in a line as it is painted; a span's end is -1
for the end of its line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen
    from textual.selection import Selection

_LEFT_OF_TEXT = "▌│ "
"""What the window paints before the words of a line: cursor mark and guides."""


def with_selection(strip: Strip, selection: Selection, y: int, screen: Screen[object]) -> Strip:
    """Return line ``y`` of the thread with what is selected of it in the screen's style besides its own."""
    span = selection.get_span(y)
    if span is None:
        return strip
    text = strip.text
    first = cell_len(text[: span[0]])
    last = strip.cell_length if span[1] < 0 else cell_len(text[: span[1]])
    middle = strip.crop(first, last).apply_style(screen.get_component_rich_style("screen--selection"))
    return Strip.join([strip.crop(0, first), middle, strip.crop(last)])


def selected_text(selection: Selection, height: int, line_text: Callable[[int], str]) -> str:
    """Return what is selected in a thread of ``height`` lines, without guides and marks."""
    first = selection.start.y if selection.start else 0
    last = selection.end.y if selection.end else height - 1
    lines = []
    for y in range(first, min(last, height - 1) + 1):
        span = selection.get_span(y)
        if span is None:
            continue
        text = line_text(y)
        kept = text[span[0] :] if span[1] < 0 else text[span[0] : span[1]]
        lines.append(kept.lstrip(_LEFT_OF_TEXT).rstrip() if span[0] == 0 else kept.rstrip())
    return "\n".join(lines)
