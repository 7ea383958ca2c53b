"""The article beside its thread: the split layout of wide terminals.

Invariant: the pane is there exactly if the reader wants it and thread and details leave it the room; the thread then
shows no more of the article than its title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from archive_tui.tui.screens.reader_commands import ReaderCommands
from archive_tui.tui.widgets.article_pane import ArticlePane
from archive_tui.tui.widgets.details import Details

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from archive_tui.tui.keys import Call

SETTING: Final = "reader.split"
LEAST_WIDTH: Final = 120
"""Columns from which an article has room beside its thread."""

_SCROLLS: Final[Mapping[str, Callable[[ArticlePane, int], int]]] = {
    "next": lambda _, times: times,
    "previous": lambda _, times: -times,
    "page-down": lambda pane, times: times * pane.page,
    "read-on": lambda pane, times: times * pane.page,
    "page-up": lambda pane, times: -times * pane.page,
    "half-down": lambda pane, times: times * (pane.page // 2 or 1),
    "half-up": lambda pane, times: -times * (pane.page // 2 or 1),
    "first": lambda pane, _: -pane.length,
    "last": lambda pane, _: pane.length,
}
"""By how many lines a command scrolls the article while the keys are its."""


class SplitCommands(ReaderCommands):
    """The split layout of the reader screen."""

    split_wanted = False
    """Whether the article shall stand beside the thread where there is room."""
    keys_to_article = False
    """Whether the keys that scroll are the article's."""

    @property
    def pane(self) -> ArticlePane:
        """The article beside the thread."""
        return self.query_one(ArticlePane)

    def arrange_split(self) -> None:
        """Show the pane if it is wanted and has room, else put it away."""
        if self.article is None:
            return
        details = self.query_one(Details)
        width = details.styles.width
        taken = int(width.value) if details.display and width is not None else 0
        beside = self.split_wanted and self.size.width - taken >= LEAST_WIDTH
        if beside != self.pane.display:
            self.pane.display = beside
            self.thread.set_article_beside(beside)
        if not beside:
            self._give_keys(article=False)

    def do_split(self, _call: Call) -> None:
        """Put the article beside the thread, or above it again."""
        if self.size.width < LEAST_WIDTH:
            self.say(
                f"The article stands beside the thread from {LEAST_WIDTH} columns on; here are {self.size.width}"
            )
            return
        self.split_wanted = not self.split_wanted
        self.session.writer.set_setting(SETTING, "yes" if self.split_wanted else "no")
        self.arrange_split()
        if self.split_wanted and not self.pane.display:
            self.say("The article stands beside the thread once the details are closed")

    def do_split_keys(self, _call: Call) -> None:
        """Let the keys scroll the article, or the thread again."""
        if not self.pane.display:
            self.say("The article is not beside the thread; W puts it there")
            return
        self._give_keys(article=not self.keys_to_article)
        self.say(
            "Keys scroll the article; zw or Esc gives them back"
            if self.keys_to_article
            else "Keys move in the thread"
        )

    def _give_keys(self, *, article: bool) -> None:
        self.keys_to_article = article
        self.pane.set_class(article, "-active")

    def perform(self, call: Call) -> None:
        """Scroll the article while the keys are its."""
        lines = _SCROLLS.get(call.command)
        if not self.keys_to_article or lines is None or self.article is None:
            super().perform(call)
        elif not self.pane.scroll_lines(lines(self.pane, call.times)):
            self.say("The article ends here" if lines(self.pane, 1) > 0 else "The article begins here")

    def do_details(self, call: Call) -> None:
        """Show the details, which may take the article's room, or put them away."""
        super().do_details(call)
        self.arrange_split()

    def peel(self) -> bool:
        """Give the keys back first."""
        if self.keys_to_article:
            self._give_keys(article=False)
            return True
        return super().peel()
