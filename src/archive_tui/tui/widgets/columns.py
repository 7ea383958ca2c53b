"""How the columns of the article list share a width. Pure.

Invariant: the columns and the gaps between them fill exactly the width they were given, and the title is the last to
give way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size

from archive_tui.text.clean import clean_line
from archive_tui.tui.shelf import Order

if TYPE_CHECKING:
    from archive_tui.model import ArticleSummary

GUTTER: Final = 2
"""Cells before the first column: the bar of the current row."""
GAP: Final = 2
"""Cells between columns."""
_LEAST_TITLE: Final = 45


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is shown."""

    order: Order
    """What a click on its head sorts by; also says what it shows."""
    head: str
    x: int
    """Cells before it."""
    width: int
    right: bool = False
    """Aligned to the right."""


def columns_in(width: int) -> tuple[Column, ...]:
    """Share a width: section, date, unread and comments are left out in this order when it is too narrow."""
    others = [
        (Order.SECTION, "Section", 18 if width >= 110 else 12, False),
        (Order.DATE, "Date", 10, False),
        (Order.COMMENTS, "Comments", 9, True),
        (Order.UNREAD, "Unread", 7, True),
    ]
    for dropped in (Order.SECTION, Order.DATE, Order.COMMENTS, Order.UNREAD):
        if width - GUTTER - 1 - sum(other[2] + GAP for other in others) >= _LEAST_TITLE:
            break
        others = [other for other in others if other[0] is not dropped]
    title = max(1, width - GUTTER - 1 - sum(other[2] + GAP for other in others))
    columns = [Column(Order.TITLE, "Title", GUTTER, title)]
    x = GUTTER + title
    for order, head, wide, right in others:
        columns.append(Column(order, head, x + GAP, wide, right))
        x += GAP + wide
    return tuple(columns)


def cell(column: Column, article: ArticleSummary) -> str:
    """Return what stands in a column, exactly as wide as it is."""
    match column.order:
        case Order.TITLE:
            text = clean_line(article.title) or "(without a title)"
        case Order.SECTION:
            text = clean_line(article.section or "")
        case Order.DATE:
            text = (article.published or article.imported).astimezone().date().isoformat()
        case Order.COMMENTS:
            text = f"{article.comments:,}"
        case Order.UNREAD:
            text = f"{article.unread:,}" if article.unread else "·"
    return fit(text, column.width, right=column.right)


def new_badge(column: Column, article: ArticleSummary) -> str:
    """Return what stands at the end of the title of an article with new comments: "  +3 new"."""
    if column.order is not Order.TITLE or not article.new:
        return ""
    badge = f"  +{article.new:,} new"
    return badge if len(badge) < column.width // 2 else ""


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Cut with an ellipsis, or pad, to exactly this many cells."""
    length = cell_len(text)
    if length > width:
        return set_cell_size(set_cell_size(text, max(0, width - 1)).rstrip() + "…", width) if width else ""
    return " " * (width - length) + text if right else text + " " * (width - length)
