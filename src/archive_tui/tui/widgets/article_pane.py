"""The article beside its thread, scrolling on its own; painted line by line, however long it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from archive_tui.thread.outline import empty_outline
from archive_tui.thread.view import ThreadView
from archive_tui.tui.widgets.article import ArticleLine, text_lines
from archive_tui.tui.widgets.body import lay_out
from archive_tui.tui.widgets.geometry import BAR, MARK, MEASURE, Geometry
from archive_tui.tui.widgets.thread_messages import LinkClicked
from archive_tui.tui.widgets.thread_paint import URL_META, ThreadPainter
from archive_tui.tui.widgets.thread_styles import part_styles

if TYPE_CHECKING:
    from textual import events

    from archive_tui.model import Article
    from archive_tui.tui.widgets.thread import ThreadWidget

_LEFT: Final = BAR + MARK - 1
"""Cells that a thread has before a text and the pane does not: the cursor's bar and the fold mark."""
_OVERLAP: Final = 2


class ArticlePane(ScrollView, can_focus=False):
    """Shows an article in the colours of a thread widget."""

    DEFAULT_CSS: ClassVar[str] = """
    ArticlePane { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; display: none; }
    """
    ALLOW_SELECT = False

    def __init__(self, thread: ThreadWidget, *, id: str | None = None) -> None:  # noqa: A002 - as in Textual
        super().__init__(id=id)
        self._thread = thread
        self._article: Article | None = None
        self._lines: list[ArticleLine] = []
        self._width = 0
        self._view = ThreadView(empty_outline())
        self._painter: ThreadPainter | None = None

    def show(self, article: Article) -> None:
        """Show another article from its beginning."""
        self._article = article
        self._width = 0
        self._lay_out()
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap for another width."""
        event.prevent_default()
        self._lay_out()

    def notify_style_update(self) -> None:
        """Paint in the new colours."""
        super().notify_style_update()
        self._painter = None

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if self._article is None or width <= 0 or width == self._width:
            return
        self._width = width
        self._lines = text_lines(self._article, max(2, min(MEASURE, width - 2)))
        self._painter = None
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint a line of the window."""
        y += self.scroll_offset.y
        if y >= len(self._lines):
            return Strip.blank(self._width, self.rich_style)
        if self._painter is None:
            self._painter = ThreadPainter(
                self._view,
                Geometry(self._width + _LEFT),
                part_styles(self._thread),
                lambda _: lay_out("", MEASURE),
                lambda: self._lines,
            )
        return self._painter.strip(0, y, current=False).crop(_LEFT)

    def scroll_lines(self, lines: int) -> bool:
        """Scroll by lines; return whether there was anything left to scroll to."""
        before = self.scroll_offset.y
        self.scroll_to(y=before + lines, animate=False, force=True, immediate=True)
        return self.scroll_offset.y != before

    @property
    def page(self) -> int:
        """Lines of a page."""
        return max(1, self.scrollable_content_region.height - _OVERLAP)

    @property
    def length(self) -> int:
        """Lines of the article."""
        return len(self._lines)

    def on_click(self, event: events.Click) -> None:
        """Tell of a link that was clicked."""
        url = event.style.meta.get(URL_META)
        if url is not None:
            self.post_message(LinkClicked(str(url)))
