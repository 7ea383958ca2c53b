"""The list of articles: one widget however many rows there are, drawn line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from archive_tui.tui.shelf import Order, Shelf
from archive_tui.tui.widgets.columns import GAP, GUTTER, Column, cell, columns_in, fit, new_badge
from archive_tui.tui.widgets.lines import LineList

if TYPE_CHECKING:
    from archive_tui.model import ArticleId, ArticleSummary


class ArticleTable(LineList, can_focus=True):
    """The articles of a shelf. Its first line is the head and never scrolls; a click there sorts."""

    BINDINGS: ClassVar = []
    HEAD = 1
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
        self._columns: tuple[Column, ...] = ()

    @property
    def current(self) -> ArticleSummary | None:
        """The article under the cursor."""
        shown = self.shelf.shown
        return shown[self.cursor] if self.cursor < len(shown) else None

    @property
    def count(self) -> int:
        """How many articles are shown."""
        return len(self.shelf.shown)

    def changed(self, keep: ArticleId | None) -> None:
        """Draw the shelf anew, with this article under the cursor if it is shown."""
        at = self.shelf.index(keep) if keep is not None else None
        self.cursor = at if at is not None else min(self.cursor, max(0, len(self.shelf.shown) - 1))
        self._measure()
        self._moved()

    def _moved(self) -> None:
        self.post_message(self.Moved(self.current))

    def _open(self, row: int) -> None:
        self.post_message(self.Opened(self.shelf.shown[row].id))

    def _head_clicked(self, x: int) -> None:
        """Sort by the column."""
        for column in self._columns:
            if column.x <= x < column.x + column.width:
                self.post_message(self.HeadClicked(column.order))

    def _draw_head(self, width: int) -> Strip:
        styles = self._part_styles()
        segments = [Segment(" " * GUTTER, styles["base"])]
        for index, column in enumerate(self._columns):
            sorted_by = column.order is self.shelf.order
            arrow = ("↓" if self.shelf.descending else "↑") if sorted_by else ""
            head = f"{arrow}{column.head}" if column.right else f"{column.head} {arrow}".rstrip()
            style = styles["base"] + styles["sorted" if sorted_by else "head"]
            segments.append(Segment(fit(head, column.width, right=column.right), style))
            if index < len(self._columns) - 1:
                segments.append(Segment(" " * GAP, styles["base"]))
        return Strip(segments).adjust_cell_length(width, styles["base"])

    def _draw_row(self, row: int, width: int) -> list[Strip]:
        article = self.shelf.shown[row]
        current = row == self.cursor
        styles, ground = self._part_styles(), self._ground(current=current)
        segments = [self._bar(current=current)]
        for index, column in enumerate(self._columns):
            style = ground + styles[_look(column, article)]
            text, badge = cell(column, article), new_badge(column, article)
            if badge:
                text = fit(text.rstrip(), column.width - len(badge))
            segments.append(Segment(text, style))
            if badge:
                segments.append(Segment(badge, ground + styles["new"]))
            if index < len(self._columns) - 1:
                segments.append(Segment(" " * GAP, ground))
        segments.append(Segment(" ", ground))
        return [Strip(segments).adjust_cell_length(width, styles["base"])]

    def _measure(self) -> None:
        """Share the width."""
        self._columns = columns_in(self.scrollable_content_region.width)
        super()._measure()


def _look(column: Column, article: ArticleSummary) -> str:
    if column.order is Order.TITLE:
        return "row" if article.unread else "read"
    if column.order is Order.UNREAD and article.unread:
        return "unread"
    return "meta"
