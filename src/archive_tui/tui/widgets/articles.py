"""The list of articles: one widget however many rows there are, drawn line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from archive_tui.tui.shelf import Order, Shelf
from archive_tui.tui.widgets.columns import GAP, GUTTER, Column, cell, columns_in, fit, new_badge

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events

    from archive_tui.model import ArticleId, ArticleSummary


class ArticleTable(ScrollView, can_focus=True):
    """The articles of a shelf. Its first line is the head and never scrolls; a click there sorts."""

    BINDINGS: ClassVar = []
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "articles--head",
        "articles--sorted",
        "articles--row",
        "articles--read",
        "articles--meta",
        "articles--unread",
        "articles--new",
        "articles--cursor",
        "articles--bar",
    }
    DEFAULT_CSS = """
    ArticleTable {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .articles--head { color: $meta; }
        & > .articles--sorted { color: $accent; }
        & > .articles--row { color: $foreground; }
        & > .articles--read { color: $meta; }
        & > .articles--meta { color: $meta; }
        & > .articles--unread { color: $unread; text-style: bold; }
        & > .articles--new { color: $new; }
        & > .articles--cursor { background: $cursor-line; text-style: bold; }
        & > .articles--bar { color: $accent; }
        &:ansi > .articles--cursor { text-style: reverse; }
    }
    """

    @dataclass
    class Moved(Message):
        """Another row is current; None when the list is empty."""

        article: ArticleSummary | None

    @dataclass
    class Opened(Message):
        """An article was chosen."""

        article: ArticleId

    @dataclass
    class HeadClicked(Message):
        """The head of a column was clicked."""

        order: Order

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self.shelf = shelf
        self.cursor = 0
        """Row of the current article."""
        self._columns: tuple[Column, ...] = ()
        self._styles: dict[str, Style] = {}

    @property
    def current(self) -> ArticleSummary | None:
        """The article under the cursor."""
        shown = self.shelf.shown
        return shown[self.cursor] if self.cursor < len(shown) else None

    @property
    def page(self) -> int:
        """Rows that are visible at once."""
        return max(1, self.scrollable_content_region.height - 1)

    def changed(self, keep: ArticleId | None) -> None:
        """Draw the shelf anew, with this article under the cursor if it is shown."""
        at = self.shelf.index(keep) if keep is not None else None
        self.cursor = at if at is not None else min(self.cursor, max(0, len(self.shelf.shown) - 1))
        self._measure()
        self._show_cursor()
        self.post_message(self.Moved(self.current))

    def move_to(self, row: int) -> None:
        """Make a row current; beyond the ends means the ends."""
        row = max(0, min(row, len(self.shelf.shown) - 1))
        if row != self.cursor:
            self.cursor = row
            self._show_cursor()
            self.post_message(self.Moved(self.current))

    def on_resize(self) -> None:
        """Share the new width."""
        self._measure()
        self._show_cursor()

    def notify_style_update(self) -> None:
        """Forget the colours of the theme before."""
        super().notify_style_update()
        self._styles = {}

    def on_click(self, event: events.Click) -> None:
        """Select a row, open it at the second click, or sort by the head."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.y == 0:
            for column in self._columns:
                if column.x <= offset.x < column.x + column.width:
                    self.post_message(self.HeadClicked(column.order))
            return
        row = offset.y - 1 + round(self.scroll_y)
        if row < len(self.shelf.shown):
            again = row == self.cursor and event.chain > 1
            self.move_to(row)
            if again and self.current is not None:
                self.post_message(self.Opened(self.current.id))

    def render_line(self, y: int) -> Strip:
        """Draw the head, or the row that has scrolled here."""
        styles = self._part_styles()
        width = self.scrollable_content_region.width
        if y == 0:
            return self._head(styles).adjust_cell_length(width, styles["base"])
        row = y - 1 + round(self.scroll_y)
        if row >= len(self.shelf.shown):
            return Strip.blank(width, styles["base"])
        return self._row(row, styles).adjust_cell_length(width, styles["base"])

    def _head(self, styles: dict[str, Style]) -> Strip:
        segments = [Segment(" " * GUTTER, styles["base"])]
        for index, column in enumerate(self._columns):
            sorted_by = column.order is self.shelf.order
            arrow = ("↓" if self.shelf.descending else "↑") if sorted_by else ""
            head = f"{arrow}{column.head}" if column.right else f"{column.head} {arrow}".rstrip()
            style = styles["base"] + styles["sorted" if sorted_by else "head"]
            segments.append(Segment(fit(head, column.width, right=column.right), style))
            if index < len(self._columns) - 1:
                segments.append(Segment(" " * GAP, styles["base"]))
        return Strip(segments)

    def _row(self, row: int, styles: dict[str, Style]) -> Strip:
        article = self.shelf.shown[row]
        current = row == self.cursor
        base = styles["base"] + styles["cursor"] if current else styles["base"]
        segments = [Segment("▎ " if current else "  ", base + styles["bar"])]
        for index, column in enumerate(self._columns):
            style = base + styles[_look(column, article)]
            text, badge = cell(column, article), new_badge(column, article)
            if badge:
                text = fit(text.rstrip(), column.width - len(badge))
            segments.append(Segment(text, style))
            if badge:
                segments.append(Segment(badge, base + styles["new"]))
            if index < len(self._columns) - 1:
                segments.append(Segment(" " * GAP, base))
        segments.append(Segment(" ", base))
        return Strip(segments)

    def _part_styles(self) -> dict[str, Style]:
        if not self._styles:
            for name in self.COMPONENT_CLASSES:
                self._styles[name.removeprefix("articles--")] = self.get_component_rich_style(
                    name, partial=True
                )
            self._styles["base"] = self.rich_style
        return self._styles

    def _measure(self) -> None:
        region = self.scrollable_content_region
        self._columns = columns_in(region.width)
        self.virtual_size = Size(region.width, len(self.shelf.shown) + 1)
        self.refresh()

    def _show_cursor(self) -> None:
        top = round(self.scroll_y)
        if self.cursor < top:
            top = self.cursor
        elif self.cursor >= top + self.page:
            top = self.cursor - self.page + 1
        if top != round(self.scroll_y):
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self.refresh()


def _look(column: Column, article: ArticleSummary) -> str:
    if column.order is Order.TITLE:
        return "row" if article.unread else "read"
    if column.order is Order.UNREAD and article.unread:
        return "unread"
    return "meta"
