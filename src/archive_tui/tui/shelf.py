"""The articles of the library in the order and choice in which they are shown. Knows no Textual.

Invariant: sorting is stable and total, so the same library in the same order looks the same every time.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from archive_tui.model import ArticleId, ArticleSummary


class Order(StrEnum):
    """What the list is sorted by, in the order in which the key goes through them."""

    DATE = "date"
    TITLE = "title"
    SECTION = "section"
    COMMENTS = "comments"
    UNREAD = "unread"


_SORT_KEY: Final[dict[Order, Callable[[ArticleSummary], Any]]] = {
    Order.DATE: lambda article: (article.published or article.imported, article.imported),
    Order.TITLE: lambda article: article.title.casefold(),
    Order.SECTION: lambda article: (article.section is None, (article.section or "").casefold()),
    Order.COMMENTS: lambda article: article.comments,
    Order.UNREAD: lambda article: article.unread,
}
_GREATEST_FIRST: Final = frozenset({Order.DATE, Order.COMMENTS, Order.UNREAD})


class Shelf:
    """All articles, and those that are shown: filtered, in order."""

    def __init__(self, order: Order = Order.DATE, *, reverse: bool = False) -> None:
        self.order = order
        self.reverse = reverse
        """Whether the order is turned round."""
        self.needle = ""
        self.shown: list[ArticleSummary] = []
        self._all: list[ArticleSummary] = []
        self._sorted: list[tuple[ArticleSummary, str]] = []
        """With the folded text that the filter looks into."""

    def __len__(self) -> int:
        return len(self._all)

    @property
    def comments(self) -> int:
        """Comments of all articles."""
        return sum(article.comments for article in self._all)

    @property
    def unread(self) -> int:
        """Unread comments of all articles."""
        return sum(article.unread for article in self._all)

    @property
    def new(self) -> int:
        """Comments of all articles that came with the last import of each."""
        return sum(article.new for article in self._all)

    @property
    def descending(self) -> bool:
        """Whether the greatest stands first now."""
        return (self.order in _GREATEST_FIRST) != self.reverse

    def fill(self, articles: Iterable[ArticleSummary]) -> None:
        """Take the library's articles. O(n log n)."""
        self._all = list(articles)
        self._arrange()

    def sort(self, order: Order, *, reverse: bool = False) -> None:
        """Put the articles in another order. O(n log n)."""
        self.order, self.reverse = order, reverse
        self._arrange()

    def next_order(self) -> Order:
        """Return the order that follows in the cycle."""
        orders = list(Order)
        return orders[(orders.index(self.order) + 1) % len(orders)]

    def filter(self, needle: str) -> None:
        """Show the articles in whose title, section or author every word occurs. O(n)."""
        self.needle = needle
        words = needle.casefold().split()
        self.shown = [article for article, text in self._sorted if all(word in text for word in words)]

    def index(self, article_id: ArticleId | None) -> int | None:
        """Return where an article stands among those shown. O(n)."""
        return next((at for at, article in enumerate(self.shown) if article.id == article_id), None)

    def _arrange(self) -> None:
        articles = sorted(self._all, key=lambda article: article.id, reverse=True)
        articles.sort(key=_SORT_KEY[self.order], reverse=self.descending)
        self._sorted = [(article, _haystack(article)) for article in articles]
        self.filter(self.needle)


def _haystack(article: ArticleSummary) -> str:
    return f"{article.title}\n{article.section or ''}\n{article.author or ''}".casefold()
