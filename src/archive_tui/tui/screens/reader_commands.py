"""What a reader can ask of the reader screen, beyond what the thread widget does alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on
from textual.message import Message

from archive_tui.text.clean import clean_line
from archive_tui.thread.order import Order
from archive_tui.thread.outline import IS_THERE, NO_DATE, NO_SCORE
from archive_tui.tui.keys import Call
from archive_tui.tui.screens.base import CommandScreen, Handler
from archive_tui.tui.screens.thread_commands import THREAD_COMMANDS
from archive_tui.tui.widgets.details import Details
from archive_tui.tui.widgets.thread import ThreadWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive_tui.model import Article, ArticleId, CommentId, Hit
    from archive_tui.thread.outline import Outline
    from archive_tui.tui.session import Session

_ALWAYS: Final = frozenset({"leave", "peel", "quit", "theme", "help", "palette"})
"""What can be asked for while there is no thread yet."""
_STEPS: Final = frozenset(
    {"next", "previous", "page-down", "page-up", "half-down", "half-up", "fold", "unfold-one", "fold-one"}
)
"""Moves that are no jumps: ``''`` does not come back to where they began."""
_ORDERS: Final = {
    Order.SOURCE: "as in the source",
    Order.OLDEST: "oldest first",
    Order.NEWEST: "newest first",
    Order.REPLIES: "most replies first",
    Order.SCORE: "best score first",
}


def can_sort(outline: Outline, order: Order) -> bool:
    """Return whether the thread has what an order goes by."""
    if order in {Order.OLDEST, Order.NEWEST}:
        return any(created != NO_DATE for created in outline.created)
    return order is not Order.SCORE or any(score != NO_SCORE for score in outline.score)


@dataclass
class Afterwards(Message):
    """Sent through the thread widget: everything that it reported before has been dealt with when this arrives."""

    act: Callable[[], object]


class ReaderCommands(CommandScreen):
    """The commands of the reader screen."""

    def __init__(self, session: Session, article: ArticleId, neighbours: tuple[ArticleId, ...]) -> None:
        super().__init__(session)
        self.article_id = article
        self.article: Article | None = None
        """None until it was read from the library."""
        self.neighbours = neighbours if article in neighbours else (article,)
        self.follower: ArticleId | None = None
        """Where the next Space leads, once that has been said."""
        self._before_jump: CommentId | None = None
        self.visiting = False
        """Whether folds are those of a visit from the search, which nobody will find again."""

    @property
    def thread(self) -> ThreadWidget:
        """The article and its comments."""
        return self.query_one(ThreadWidget)

    @property
    def outline(self) -> Outline:
        """The shape of the thread."""
        return self.thread.view.outline

    @property
    def position(self) -> int:
        """The stored position of the current comment; -1 on the article."""
        return self.thread.view.arrangement.stored[self.thread.cursor]

    @property
    def can_suspend(self) -> bool:
        """Whether the terminal can be left to another program for a while."""
        return not self.app.is_headless and not self.app.is_web

    def open_article(self, article: ArticleId, go_to: CommentId | None = None) -> None:
        """Leave this article for another one, or for a comment of it."""
        raise NotImplementedError

    def forget_filter(self) -> None:
        """Give up the words that the thread is, or is about to be, filtered by."""
        raise NotImplementedError

    def find_follower(self) -> None:
        """Look for the next article with unread comments."""
        raise NotImplementedError

    def find_mark(self, letter: str) -> None:
        """Look up the place with a letter."""
        raise NotImplementedError

    def describe(self) -> None:
        """Bring the lines above the thread, and the details, up to date."""
        raise NotImplementedError

    def end_visit(self) -> None:
        """Fold the thread as it was left when somebody last read it."""
        raise NotImplementedError

    def handler(self, command: str) -> Handler | None:
        """Let the thread widget carry out its own commands."""
        own = THREAD_COMMANDS.get(command)
        return super().handler(command) if own is None else partial(own, self.thread)

    def perform(self, call: Call) -> None:
        """Carry out a command; those about the thread wait until there is one."""
        if call.command != "read-on":
            self.follower = None
        if call.command in _ALWAYS:
            super().perform(call)
            return
        if self.article is None:
            self.say("The article is still being read")
            return
        before = self.thread.current
        super().perform(call)
        if call.command not in _STEPS and self.thread.current != before:
            self._before_jump = before

    def afterwards(self, act: Callable[[], object]) -> None:
        """Do something once all that the thread widget has reported so far is noted down."""
        self.thread.post_message(Afterwards(act))

    @on(Afterwards)
    def _act(self, event: Afterwards) -> None:
        event.stop()
        event.act()

    def end(self, code: int = 0) -> None:
        """Leave the program, with nothing lost."""
        self.afterwards(partial(super().end, code))

    def remember_jump(self) -> None:
        """Let ``''`` come back here."""
        if self.article is not None:
            self._before_jump = self.thread.current

    # Move

    def do_parent(self, call: Call) -> None:
        """Go to the parent."""
        self.thread.to_parent(call.times)

    def do_last(self, call: Call) -> None:
        """Go to the last comment, or to the one that was counted."""
        if call.count is None:
            self.thread.to_last()
        elif call.count > len(self.outline):
            count = self.outline.flags.translate(IS_THERE).count(1)
            self.say("There is only 1 comment" if count == 1 else f"There are only {count:,} comments")
        else:
            self.thread.jump_to(self.outline.ids[call.count - 1])

    def do_peek(self, _call: Call) -> None:
        """Show the ancestors of the current comment over the thread."""
        from archive_tui.tui.screens.peek import peek  # noqa: PLC0415 - not needed to start

        position = self.thread.view.arrangement.stored[self.thread.cursor]
        if position < 0 or self.outline.parent[position] < 0:
            self.say("This answers no other comment")
        else:
            self.app.push_screen(peek(self.session, self.article_id, self.outline, position))

    def do_next_article(self, call: Call) -> None:
        """Open the next article of the library's list."""
        self._neighbour(call.times, "This is the last article of the list")

    def do_previous_article(self, call: Call) -> None:
        """Open the previous article of the library's list."""
        self._neighbour(-call.times, "This is the first article of the list")

    def _neighbour(self, step: int, nothing: str) -> None:
        at = self.neighbours.index(self.article_id)
        to = max(0, min(at + step, len(self.neighbours) - 1))
        if to == at:
            self.say(nothing)
        else:
            self.open_article(self.neighbours[to])

    # Read on

    def do_read_on(self, _call: Call) -> None:
        """Read on; at the end of the article say where the next Space leads, then go there."""
        if self.follower is not None:
            self.open_article(self.follower)
            self.follower = None
        elif not self.thread.read_on():
            self.find_follower()

    # View

    def do_flat(self, _call: Call) -> None:
        """Show the comments by time, or as a thread."""
        if self.thread.toggle_flat():
            flat = self.thread.view.arrangement.flat
            self.say("Flat, by time" if flat else "Threaded")
            self.expect_orders()

    def do_sort(self, _call: Call) -> None:
        """Put siblings in the next order that the thread has dates or scores for."""
        order = self._next_order()
        if self.thread.sort(order):
            self.session.writer.set_setting("thread.order", order)
            self.say(f"Replies stand {_ORDERS[order]}")
            self.expect_orders()

    def _next_order(self) -> Order:
        possible = [order for order in _ORDERS if can_sort(self.outline, order)]
        now = self.thread.view.arrangement.order
        return possible[(possible.index(now) + 1) % len(possible)] if now in possible else Order.SOURCE

    def expect_orders(self) -> None:
        """Have ready what the keys for another order may ask for next."""
        now = self.thread.view.arrangement
        self.thread.expect(self._next_order(), flat=now.flat)
        self.thread.expect(now.order, flat=not now.flat)

    def do_hidden(self, _call: Call) -> None:
        """Show the hidden comments, or hide them."""
        shown = not self.thread.view.hidden_shown
        if self.thread.set_hidden_shown(shown):
            self.say("Hidden comments are shown" if shown else "Hidden comments are hidden again")
            self.describe()

    def do_details(self, _call: Call) -> None:
        """Show the details pane, or put it away."""
        pane = self.query_one(Details)
        pane.display = not pane.display
        self.describe()

    def do_peel(self, call: Call) -> None:
        """Undo one view; without any, go back to the library, or to the search."""
        if not self.peel():
            self.do_leave(call)

    def peel(self) -> bool:
        """Undo one view; return whether there was one."""
        pane = self.query_one(Details)
        if pane.display:
            self.do_details(Call("details"))
        elif self.article is not None and self.visiting:
            self.afterwards(self.end_visit)
        elif self.article is not None and self.thread.view.narrowed is not None:
            self.thread.narrow()
            self.describe()
        else:
            return False
        return True

    def do_leave(self, _call: Call) -> None:
        """Go back to the library."""
        self.afterwards(self._go_back)

    def _go_back(self) -> None:
        self.session.writer.hurry()
        if self.is_current:
            self.dismiss(self.article_id)

    # Search

    def do_more_like_this(self, _call: Call) -> None:
        """Search for comments that share rare words with this one."""
        self._look_alike("More like", self.session.archive.similar)

    def do_near_duplicates(self, _call: Call) -> None:
        """Search for comments of nearly the same text."""
        self._look_alike("Nearly the same as", self.session.archive.duplicates_of)

    def _look_alike(self, title: str, find: Callable[[CommentId], tuple[Hit, ...]]) -> None:
        from archive_tui.tui.screens.asking import Likeness  # noqa: PLC0415 - not needed to start
        from archive_tui.tui.screens.search import SearchScreen  # noqa: PLC0415

        position = self.thread.view.arrangement.stored[self.thread.cursor]
        if position < 0:
            self.say("Only comments can be compared, not the article")
            return
        author = self.outline.author[position]
        name = clean_line(self.outline.authors[author]) if author >= 0 else ""
        what = f"{title} {self.outline.number(position)} {name}".rstrip()
        likeness = Likeness(what, partial(find, self.thread.current))
        self.app.push_screen(SearchScreen(self.session, likeness=likeness))

    # Back and forth

    def do_set_mark(self, call: Call) -> None:
        """Remember this place under a letter."""
        place = f"{self.article_id}:{self.thread.current}"
        self.session.writer.set_setting(f"mark.{call.argument}", place)
        self.say(f"'{call.argument} comes back here")

    def do_go_mark(self, call: Call) -> None:
        """Go to the place with a letter, in whichever article it is."""
        self.find_mark(call.argument)

    def do_last_place(self, _call: Call) -> None:
        """Go to where the last jump began; once more comes back."""
        if self._before_jump is None:
            self.say("There was no jump yet")
        else:
            self.thread.jump_to(self._before_jump)
