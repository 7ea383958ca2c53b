"""The window on a thread: what is painted, measured and scrolled to.

The window is anchored to a line of an entry, never to a line of the whole thread: when an estimated height
turns out otherwise, what is on the screen stays where it is.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.cache import LRUCache
from textual.geometry import Size
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from archive_tui.thread.outline import IS_THERE, empty_outline
from archive_tui.thread.people import called
from archive_tui.thread.view import ThreadView
from archive_tui.tui.widgets.article import ArticleLine, article_lines, title_lines
from archive_tui.tui.widgets.badges import SIGNS
from archive_tui.tui.widgets.geometry import MARK, MEASURE, Geometry, estimated_heights
from archive_tui.tui.widgets.margins import Margins
from archive_tui.tui.widgets.thread_paint import ThreadPainter, first_words, short_number
from archive_tui.tui.widgets.thread_selection import selected_text, with_selection
from archive_tui.tui.widgets.thread_source import ThreadTexts
from archive_tui.tui.widgets.thread_styles import COMPONENTS, part_styles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rich.style import Style
    from textual import events
    from textual.selection import Selection

    from archive_tui.model import Article, CommentText
    from archive_tui.thread.order import Arrangement, Arrangements
    from archive_tui.tui.widgets.body import Body

_NEAR = 8
"""Rows measured above and below the window, so that their texts are there before they are asked for."""
_STRIPS = 512
"""A strip is some dozens of objects, and the garbage collector looks at each: keep a few windows' worth."""


class ThreadWindow(ScrollView, can_focus=True):
    """Paints the rows of a ``ThreadView`` line by line and keeps the window where the reader put it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)

    revision = var(0)
    """Rises whenever rows, heights or flags change: for what is drawn beside the thread."""

    total_lines = var(0)
    """Height of the whole thread, partly estimated: it changes while the window moves."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - as in Textual
        super().__init__(id=id, classes=classes)
        self.view = ThreadView(empty_outline(), self._estimate)
        self._geometry = Geometry(0)
        self._cursor = 0
        self._top = (0, 0)
        self._resized: tuple[tuple[int, int], int | None] = ((-1, 0), None)
        self._article: Article | None = None
        self._article_lines: list[ArticleLine] | None = None
        self._writers: frozenset[int] = frozenset()
        self._article_beside = False
        self._texts = ThreadTexts(self.view, lambda _: {})
        self.margins = Margins()
        """What the reader wrote beside the thread."""
        self.badges = SIGNS
        """What is drawn in place of the signs; set before the first thread is opened."""
        self._styles: dict[str, Style] | None = None
        self._strips: LRUCache[tuple[int, int, bool], Strip] = LRUCache(_STRIPS)
        self._placing = False
        self._placed: tuple[int, int, int, int] | None = None

    def _take(
        self,
        article: Article,
        arrangements: Arrangements,
        texts: Callable[[Sequence[int]], Mapping[int, CommentText]],
        *,
        folded: bytearray,
        hidden: bytearray,
    ) -> None:
        """Begin with another thread, at its top."""
        self._article = article
        self._article_lines = None
        outline = arrangements.outline
        self._writers = called(outline, article.summary.author)
        self.view = ThreadView(
            outline, self._estimate, folded=folded, hidden=hidden, arrangements=arrangements
        )
        self._texts = ThreadTexts(self.view, texts)
        self.margins = Margins(folded=self.margins.folded)
        self._cursor = 0
        self._top = (0, 0)
        self._resized = ((-1, 0), None)
        self._touch()

    # Measuring

    @property
    def window_height(self) -> int:
        """Lines of the window."""
        return self.scrollable_content_region.height

    @property
    def _window_width(self) -> int:
        # `size` of a ScrollView counts the scrollbar in.
        return self.scrollable_content_region.width

    def _estimate(self, arrangement: Arrangement, width: int) -> list[int]:
        article = len(self._lines_of_article())
        return estimated_heights(
            self.view.outline, arrangement, Geometry(width, self._geometry.base), article
        )

    def _lines_of_article(self) -> list[ArticleLine]:
        if self._article_lines is None:
            width = max(2, min(MEASURE, self._geometry.column - MARK - 2))
            comments = self.view.outline.flags.translate(IS_THERE).count(1)
            lines = title_lines if self._article_beside else article_lines
            beside = [self.margins.hashes(0)] if 0 in self.margins.tags else []
            note = self.margins.lines(0, width)
            beside += [line[:1].translate(self.badges) + line[1:] for line in note]
            self._article_lines = (
                lines(self._article, comments, width, beside) if self._article else [ArticleLine("", "body")]
            )
        return self._article_lines

    def _body(self, entry: int) -> Body:
        return self._texts.body(entry, self._geometry)

    def _lines_of(self, entry: int) -> int:
        """Return how many lines a comment and its note take, header and gap aside."""
        return len(self._body(entry).lines) + len(self._note(entry))

    def _note(self, entry: int) -> list[str]:
        stored = self.view.arrangement.stored[entry]
        depth = self.view.arrangement.depth[entry]
        return self.margins.lines(self.view.outline.ids[stored], self._geometry.measure(depth))

    def text_of(self, entry: int) -> CommentText:
        """Return what was written in a comment, as the source has it."""
        return self._texts.comment(entry)

    def _measure(self, first: int, after: int) -> bool:
        """Make the heights of the rows from ``first`` up to ``after`` exact; return whether one was not."""
        view = self.view
        first, after = max(0, first), min(len(view.rows), after)
        unmeasured = [
            (row, entry)
            for row, entry in enumerate(view.rows[first:after], start=first)
            if not view.is_exact(entry) and not view.folded[entry]
        ]
        if not unmeasured:
            return False
        self._texts.prepare(entry for _, entry in unmeasured)
        view.measure(
            [
                (row, 2 + self._lines_of(entry) if entry else len(self._lines_of_article()))
                for row, entry in unmeasured
            ]
        )
        return True

    # Scrolling

    def _window(self) -> tuple[int, int]:
        """Return the row at the top of the window and its line there."""
        row = self.view.row_of(self.view.nearest(self._top[0])) or 0
        return row, min(self._top[1], self.view.heights[row] - 1)

    def _put(self, row: int, line: int) -> None:
        """Scroll so that a line of a row is at the top, or as near to it as the thread's end allows."""
        view, height = self.view, self.window_height
        while True:
            y = max(0, min(view.heights.top(row) + line, view.heights.total - height))
            first, last = view.heights.at(y)[0], view.heights.at(y + height - 1)[0]
            if not self._measure(first - _NEAR, last + _NEAR + 1):
                break
        self._texts.prepare(view.rows[first : last + 1])
        row, line = view.heights.at(y)
        self._top = (view.rows[row], line)
        placed = (*self._top, view.heights.total, self.revision)
        self._placing = True
        try:
            size = Size(self._window_width, view.heights.total)
            if size != self.virtual_size:
                # Not by assignment: that would lay the whole screen out anew, and paint it twice.
                self.set_reactive(ThreadWindow.virtual_size, size)
                self._scroll_update(size)
                self.total_lines = size.height
            self.scroll_to(y=y, animate=False, force=True, immediate=True)
        finally:
            self._placing = False
        if placed != self._placed:
            self._placed = placed
            self.refresh()

    def _show(self, entry: int) -> None:
        """Scroll as little as needed to have a visible entry on the screen, whole if it fits."""
        view, height = self.view, self.window_height
        row = view.row_of(entry)
        if row is None or height <= 0:
            return
        self._measure(row - height, row + 2)
        top_row, line = self._window()
        window = view.heights.top(top_row) + line
        y, tall = view.heights.top(row), view.heights[row]
        if window <= y and y + min(tall, height) <= window + height:
            self._put(top_row, line)
        elif y > window and tall <= height:
            self._put(*view.heights.at(y + tall - height))
        else:
            self._put(row, 0)

    def _hold(self, offset: int) -> None:
        """Scroll so that the cursor's first line is ``offset`` lines below the window's top, if it can be."""
        view, height = self.view, self.window_height
        row = view.row_of(self._cursor) or 0
        if height <= 0:
            return
        self._measure(row - height, row + height)
        if not -view.heights[row] < offset < height:
            offset = 0 if offset < 0 else height - 1
        self._put(*view.heights.at(view.heights.top(row) - offset))
        if not self._is_on_screen(row):
            self._show(self._cursor)

    def _offset(self, entry: int) -> int:
        """Return how many lines below the window's top a visible entry begins; negative above it."""
        row = self.view.row_of(entry) or 0
        top_row, line = self._window()
        return self.view.heights.top(row) - self.view.heights.top(top_row) - line

    def _is_on_screen(self, row: int) -> bool:
        """Return whether a line of a row is in the window, the blank one below it not counted."""
        offset = self._offset(self.view.rows[row])
        return offset < self.window_height and offset + max(1, self.view.heights[row] - 1) > 0

    def _lines_below(self, entry: int) -> int:
        """Return how many lines of a visible entry are still below the window, the blank one not counted."""
        row = self.view.row_of(entry) or 0
        end = self._offset(entry) + max(1, self.view.heights[row] - 1)
        return max(0, end - self.window_height)

    def _scroll(self, lines: int) -> bool:
        """Scroll by lines; return False if the thread ends there."""
        height = self.window_height
        row, line = self._window()
        self._measure(row - abs(lines) - 1, row + abs(lines) + height)
        before = (self.view.rows[row], line)
        y = self.view.heights.top(row) + line + lines
        self._put(*self.view.heights.at(max(0, y)))
        return self._top != before

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Take over what the wheel or the scrollbar asked for.

        An absolute line, on heights partly estimated.
        """
        if not self._placing and self._geometry.width and round(old_value) != round(new_value):
            self._put(*self.view.heights.at(round(new_value)))
            self._scrolled()
        super().watch_scroll_y(old_value, new_value)

    def _scrolled(self) -> None:
        """Follow up on scrolling that no command did."""

    def on_resize(self, event: events.Resize) -> None:
        """Keep the characters at the top of the window where they are, and the cursor on the screen."""
        event.prevent_default()
        self._lay_out()

    def _lay_out(self) -> None:
        view = self.view
        width = self._window_width
        if width <= 0 or self.window_height <= 0:
            return
        base = 0
        if view.narrowed is not None and not view.arrangement.flat:
            base = view.outline.depth[view.narrowed] - 1
        geometry = Geometry(width, base)
        if geometry != self._geometry or view.width != width:
            entry, line = self._top
            # Where the text stood before other resizes says more than the line it stands in now: no drift.
            offset = self._resized[1] if self._resized[0] == self._top else self._text_offset(entry, line)
            self._geometry = geometry
            self._article_lines = None
            if view.width == width:
                view.reestimate()
            else:
                view.set_width(width)
            if offset is not None:
                self._texts.prepare([entry])
                self._top = (entry, 1 + self._body(entry).line_at(offset))
            self._touch()
            self._put(*self._window())
            self._resized = (self._top, offset)
        else:
            self._put(*self._window())
        if not self._is_on_screen(view.row_of(self._cursor) or 0):
            self._show(self._cursor)

    def set_article_beside(self, beside: bool) -> None:  # noqa: FBT001 - the one thing it says
        """Show no more of the article than its title, because it stands beside the thread; or all of it again."""
        if beside != self._article_beside:
            self._article_beside = beside
            self._article_lines = None
            self.view.reestimate()
            self._touch()
            self._lay_out()

    # What stands above the window

    @property
    def margin(self) -> int:
        """Cells left of the thread's column."""
        return self._geometry.margin

    @property
    def column(self) -> int:
        """Cells of the thread's column."""
        return self._geometry.column

    @property
    def parent_above(self) -> int | None:
        """What the comment at the top of the window answers, if its header has scrolled away."""
        view = self.view
        if not self._geometry.width:
            return None
        row, line = self._window()
        top = view.rows[row]
        if line and line == view.heights[row] - 1 and row + 1 < len(view.rows):
            top = view.rows[row + 1]  # the blank line below a comment is nobody's
        parent = view.arrangement.parent[top]
        return parent if parent > 0 else None

    def heading(self, entry: int) -> tuple[str, str, str]:
        """Return number, author and first words of a comment, the author empty if unknown."""
        outline, stored = self.view.outline, self.view.arrangement.stored[entry]
        author = outline.author[stored]
        return (
            short_number(outline.number(stored)),
            outline.authors[author] if author >= 0 else "",
            first_words(self._body(entry)),
        )

    def _text_offset(self, entry: int, line: int) -> int | None:
        """Return the offset in the text that a line of a comment begins with; None at a header or the article."""
        if not (entry and line and self._geometry.width):
            return None
        lines = self._body(entry).lines
        return lines[min(line, len(lines)) - 1][0] if lines else None

    # Painting

    def _touch(self) -> None:
        """Have everything painted anew."""
        self._strips.clear()
        self.revision += 1

    def _repaint(self, entry: int) -> None:
        """Have one entry painted anew, if it is visible."""
        row = self.view.row_of(entry)
        if row is None:
            return
        for current in (False, True):
            self._strips.discard((entry, 0, current))
        self.refresh_lines(self.view.heights.top(row), self.view.heights[row])

    def notify_style_update(self) -> None:
        """Paint in the new colours."""
        super().notify_style_update()
        self._styles = None
        self._touch()

    def _strip(self, entry: int, line: int) -> Strip:
        last = self.view.heights[self.view.row_of(entry) or 0] - 1
        current = entry == self._cursor and (line < last or last == 0)
        strip = self._strips.get((entry, line, current))
        if strip is None:
            if self._styles is None:
                self._styles = part_styles(self)
            painter = ThreadPainter(
                self.view,
                self._geometry,
                self._styles,
                self._body,
                self._lines_of_article,
                hits=partial(self._texts.hit_spans, geometry=self._geometry),
                writers=self._writers,
                quoted_by=self._texts.quotations.quoted_by,
                margins=self.margins,
                badges=self.badges,
            )
            strip = painter.strip(entry, line, current=current)
            self._strips[entry, line, current] = strip
        return strip

    def _strip_at(self, y: int) -> Strip:
        row, line = self.view.heights.at(y)
        return self._strip(self.view.rows[row], line)

    def render_line(self, y: int) -> Strip:
        """Paint a line of the window."""
        y += self.scroll_offset.y
        if y >= self.view.heights.total or self._geometry.width <= 0:
            return Strip.blank(self._window_width, self.rich_style)
        strip = self._strip_at(y)
        if self.text_selection is not None:
            strip = with_selection(strip, self.text_selection, y, self.screen)
        return strip.apply_offsets(0, y)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text without guides and marks."""
        return selected_text(selection, self.view.heights.total, lambda y: self._strip_at(y).text), "\n"
