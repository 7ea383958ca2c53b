"""The parent that has scrolled away, in one line above the thread.

Invariant: the line is always there, blank when it has nothing to say, so that the thread below never moves because of
it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widget import Widget

from archive_tui.text.clean import clean_line

if TYPE_CHECKING:
    from archive_tui.tui.widgets.thread import ThreadWidget


class StickyParent(Widget):
    """Follows a thread widget: what the comment at the top of its window answers. A click goes there."""

    DEFAULT_CSS: ClassVar[str] = """
    StickyParent { height: 1; }
    """
    ALLOW_SELECT = False

    def __init__(self, thread: ThreadWidget, *, id: str | None = None) -> None:  # noqa: A002 - as in Textual
        super().__init__(id=id)
        self._thread = thread
        self._shown: tuple[object, ...] = ()

    def on_mount(self) -> None:
        """Follow the thread."""
        for watched in ("revision", "total_lines", "scroll_y"):
            self.watch(self._thread, watched, self._moved, init=False)

    def _moved(self) -> None:
        thread = self._thread
        shown = (thread.parent_above, thread.view.outline, thread.region.x, thread.margin)
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def render(self) -> Content:
        """Write number, author and first words of the parent, where the thread's column begins."""
        thread = self._thread
        entry = thread.parent_above
        if entry is None:
            return Content("")
        number, author, words = thread.heading(entry)
        text = Content.assemble(
            " " * max(0, thread.region.x - self.region.x + thread.margin),
            ("↑ ", "$accent"),
            (number, "$meta"),
            (f" {clean_line(author)}" if author else "", "$foreground"),
            (f" — {words}" if words else "", "$meta"),
        )
        room = thread.region.x - self.region.x + thread.margin + thread.column
        return text.truncate(max(0, min(self.size.width, room)), ellipsis=True)

    def on_click(self) -> None:
        """Go to the parent."""
        entry = self._thread.parent_above
        if entry is not None:
            self._thread.jump_to(self._thread.id_of(entry))
