"""Quotations in the thread: shown, folded, and gone along, to what they quote and back.

Invariant: however the quotations change what stands on the screen, what the reader is looking at stays where it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui.tui.widgets.thread_cursor import ThreadCursor
from archive_tui.tui.widgets.thread_source import source_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from archive_tui.model import Article, CommentText
    from archive_tui.thread.order import Arrangements
    from archive_tui.thread.quotations import Quotations


class ThreadQuotes(ThreadCursor):
    """Commands about quotations. Each returns whether it did anything, and says why if not."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - as in Textual
        super().__init__(id=id, classes=classes)
        self._quotes_folded = False
        self._quotes_known = False
        self._followed: dict[int, list[int]] = {}

    def _take(
        self,
        article: Article,
        arrangements: Arrangements,
        texts: Callable[[Sequence[int]], Mapping[int, CommentText]],
        *,
        folded: bytearray,
        hidden: bytearray,
    ) -> None:
        super()._take(article, arrangements, texts, folded=folded, hidden=hidden)
        self._texts.quotes_folded = self._quotes_folded
        self._quotes_known = False
        self._followed = {}

    @property
    def quotations(self) -> Quotations | None:
        """Who quotes whom; None until that is known."""
        return self._texts.quotations if self._quotes_known else None

    @property
    def quotes_folded(self) -> bool:
        """Whether every quotation is folded to a line."""
        return self._quotes_folded

    def begin_with_quotes(self, *, folded: bool) -> None:
        """Fold the quotations of the threads opened from now on, or show them."""
        self._quotes_folded = folded

    def set_quotations(self, quotations: Quotations) -> None:
        """Show these quotations as what they are."""
        self._quotes_known = True

        def show() -> None:
            self._texts.quotations = quotations

        self._relay_texts(show)

    def fold_quotes(self, folded: bool) -> None:  # noqa: FBT001 - the one thing it says
        """Fold every quotation of the thread, and of those opened later, to a line, or show them."""
        self._quotes_folded = folded

        def fold() -> None:
            self._texts.quotes_folded = folded

        self._relay_texts(fold)

    def _relay_texts(self, change: Callable[[], None]) -> None:
        """Change how texts are laid out.

        The current header stays where it is; where it is not on the screen, the words at the top do.
        """
        if not self._geometry.width:
            change()
            return
        offset = self._offset(self._cursor)
        top, line = self._top
        words = self._text_offset(top, line)
        change()
        self._texts.forget_bodies()
        self.view.unmeasure()
        self._resized = ((-1, 0), None)
        self._touch()
        if 0 <= offset < self.window_height:
            self._hold(offset)
        else:
            if words is not None:
                self._texts.prepare([top])
                self._top = (top, 1 + self._body(top).line_at(words))
            self._put(*self._window())
            if not self._is_on_screen(self.view.row_of(self._cursor) or 0):
                self._show(self._cursor)
        self.refresh()
        self._settle()

    def to_quoted(self, which: int | None = None) -> bool:
        """Go to what the current comment quotes; from one that quotes nothing, or the article, to who quotes it.

        Of several, to the first that this way was not gone yet, or to the one that was counted, from 1 on.
        """
        if not self._quotes_known:
            return self._refuse("The quotations are still being looked for")
        outline, stored = self.view.outline, self.view.arrangement.stored[self._cursor]
        quotations = self._texts.quotations
        sources = quotations.sources(stored) if stored >= 0 else []
        goals = sources or list(quotations.quoted_by(stored))
        if not goals:
            return self._refuse(
                "What this quotes is not in the archive"
                if stored >= 0 and quotations.of(stored)
                else "This quotes nothing, and nothing quotes it"
            )
        if which is not None and which > len(goals):
            done = "quotes" if sources else "is quoted by"
            names = ", ".join(source_name(outline, goal) for goal in goals[:3])
            return self._refuse(f"This {done} only {names}{', …' if len(goals) > 3 else ''}")
        goal = self._next_goal(stored, goals) if which is None else goals[max(0, which - 1)]
        return self.jump_to(outline.ids[goal] if goal >= 0 else 0)

    def _next_goal(self, stored: int, goals: Sequence[int]) -> int:
        """Return the first goal not gone to from here; once all were, begin again."""
        followed = self._followed.setdefault(stored, [])
        if len(followed) >= len(goals):
            followed.clear()
        goal = next(goal for goal in goals if goal not in followed)
        followed.append(goal)
        return goal
