"""The reader: one article with its thread. It routes; the thread widget moves, folds and draws.

Invariant: what the widget reports (read, folds, place) goes to the writer under the article that is open, never under
one that is still being read from the library.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message

from archive_tui.errors import ArchiveError
from archive_tui.model import (
    Annotation,
    Article,
    ArticleId,
    ArticleSummary,
    Comment,
    CommentId,
    PrivateDetails,
    Reading,
)
from archive_tui.text.clean import clean_line
from archive_tui.thread.order import Arrangements, Order
from archive_tui.thread.outline import IS_THERE
from archive_tui.thread.portrait import Portrait, portrait
from archive_tui.tui.commands import Room
from archive_tui.tui.screens.reader_commands import can_sort
from archive_tui.tui.screens.reader_curate import FOLDED as NOTES_FOLDED
from archive_tui.tui.screens.reader_curate import NOTES_SETTING, CurateCommands
from archive_tui.tui.screens.reader_filter import FilterCommands, words_prompt
from archive_tui.tui.screens.reader_find import FindCommands, find_prompt
from archive_tui.tui.screens.reader_links import LinkCommands
from archive_tui.tui.screens.reader_noise import NoiseCommands, told_hidden
from archive_tui.tui.screens.reader_people import PeopleCommands
from archive_tui.tui.screens.reader_pipe import PipeCommands
from archive_tui.tui.screens.reader_quotes import FOLDED, QUOTES_SETTING, ReaderQuotes
from archive_tui.tui.screens.reader_split import SETTING, SplitCommands
from archive_tui.tui.screens.reader_visit import ReaderVisit
from archive_tui.tui.widgets.article_pane import ArticlePane
from archive_tui.tui.widgets.badges import badges
from archive_tui.tui.widgets.bar import Bar
from archive_tui.tui.widgets.crumbs import crumbs
from archive_tui.tui.widgets.density import DensityMap
from archive_tui.tui.widgets.details import Details, private_facts
from archive_tui.tui.widgets.keybar import KeyHint
from archive_tui.tui.widgets.sticky import StickyParent
from archive_tui.tui.widgets.thread import ThreadWidget
from archive_tui.tui.widgets.thread_messages import (
    CursorMoved,
    PlaceChanged,
    Refused,
    Wrapped,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult

    from archive_tui.thread.outline import Outline
    from archive_tui.tui.session import Session

_WIDE: Final = 100
"""Columns from which the details stand beside the thread, not below it."""

_ALONE: Final = 2
"""Parts of the row when no pane stands beside the thread: the thread and its map."""


_SETTLED: Final = 0.5
"""Seconds after which an article that was opened is painted, with all that belongs to it."""


def _prepared(arrangements: Arrangements, setting: str | None) -> Order:
    """Return the order that the reader likes, if the thread can have it, and have the thread laid out in it."""
    if setting not in set(Order) or not can_sort(arrangements.outline, Order(setting)):
        return Order.SOURCE
    arrangements.get(Order(setting), flat=False)
    return Order(setting)


class ReaderScreen(
    FindCommands,
    ReaderQuotes,
    ReaderVisit,
    NoiseCommands,
    CurateCommands,
    FilterCommands,
    SplitCommands,
    PeopleCommands,
    LinkCommands,
    PipeCommands,
):
    """Shows an article; goes to its neighbours in the library's list without leaving."""

    ROOM: ClassVar[Room] = Room.READER
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012 - Textual declares it

    @dataclass
    class Loaded(Message):
        """An article was read from the library."""

        article: Article
        arrangements: Arrangements
        reading: Reading
        annotations: Mapping[CommentId, Annotation]
        order: Order
        quotes_folded: bool
        notes_folded: bool
        split: bool
        go_to: CommentId | None

    @dataclass
    class LoadFailed(Message):
        """Something could not be read."""

        sentence: str

    @dataclass
    class FollowerFound(Message):
        """The next article with unread comments was looked for."""

        article: ArticleSummary | None

    @dataclass
    class MarkFound(Message):
        """The place with a letter was looked up."""

        letter: str
        place: str | None

    @dataclass
    class DetailsFound(Message):
        """All about the current comment was read; None stands for the article."""

        comment: Comment | None
        portrait: Portrait
        private: PrivateDetails | None = None

    @dataclass
    class Reread(Message):
        """What was read elsewhere meanwhile."""

        article_id: ArticleId
        reading: Reading
        annotations: Mapping[CommentId, Annotation]

    def __init__(
        self,
        session: Session,
        article: ArticleId,
        neighbours: tuple[ArticleId, ...],
        begin_at: CommentId | None = None,
        *,
        query: str | None = None,
        visit: bool = False,
    ) -> None:
        """Prepare the screen.

        Args:
            session: The library and the keys.
            article: What to read first.
            neighbours: The list that it stands in.
            begin_at: The comment to go to.
            query: What was searched for; its hits are marked in every article.
            visit: For this time, have nothing open but that comment and what it answers.
        """
        super().__init__(session, article, neighbours)
        self.find_query = query or ""
        self.visiting = visit
        self._begin_at = begin_at

    def compose(self) -> ComposeResult:
        """Lay out a frame that needs nothing from the library."""
        yield Bar(id="title")
        yield Bar(id="crumbs")
        thread = ThreadWidget(id="thread")
        thread.fold_moves_on = self.session.options.fold_moves_on
        thread.badges = badges(plain=self.session.options.plain_badges)
        yield StickyParent(thread, id="sticky")
        with Horizontal(id="thread-row"):
            yield ArticlePane(thread, id="article-pane")
            yield thread
            yield DensityMap(thread, id="density")
            yield Details(id="details")
        yield words_prompt()
        yield find_prompt()
        yield KeyHint()
        yield self.key_bar()

    def on_mount(self) -> None:
        """Start reading."""
        self._load(self.article_id, self._begin_at)

    # Reading the library

    def open_article(self, article: ArticleId, go_to: CommentId | None = None) -> None:
        """Leave this article for another one, or for a comment of it."""
        if self.article is not None and article == self.article_id:
            if go_to is not None:
                self.thread.jump_to(go_to, reveal=True)
            return
        self.afterwards(partial(self._begin, article, go_to))

    def _begin(self, article: ArticleId, go_to: CommentId | None) -> None:
        self.forget_filter()
        self.article = None
        self.visiting = False
        self.article_id = article
        self.query_one("#thread-row").visible = False
        self.query_one("#title", Bar).left = Content.styled("opening…", "$meta")
        self._load(article, go_to)

    @work(thread=True, exclusive=True, group="article")
    def _load(self, article_id: ArticleId, go_to: CommentId | None) -> None:
        archive = self.session.archive
        try:
            self.session.writer.flush()
            arrangements = Arrangements(archive.outline(article_id))
            loaded = self.Loaded(
                archive.article(article_id),
                arrangements,
                archive.reading(article_id),
                archive.annotations(article_id),
                _prepared(arrangements, archive.setting("thread.order")),
                archive.setting(QUOTES_SETTING) == FOLDED,
                archive.setting(NOTES_SETTING) == NOTES_FOLDED,
                archive.setting(SETTING) == "yes",
                go_to,
            )
        except ArchiveError as error:
            self.post_message(self.LoadFailed(str(error)))
        else:
            self.post_message(loaded)

    @on(Loaded)
    def _show(self, event: Loaded) -> None:
        if event.article.summary.id != self.article_id:
            return  # another one was asked for meanwhile
        thread = self.thread
        texts = partial(self.session.archive.texts, self.article_id)
        thread.begin_with_quotes(folded=event.quotes_folded)
        thread.open(event.article, event.arrangements.outline, event.reading, texts, event.arrangements)
        thread.margins.folded = event.notes_folded
        thread.set_annotations(event.annotations)
        self.article = event.article
        self.pane.show(event.article)
        self.split_wanted = event.split
        self.arrange_split()
        self.query_one("#thread-row").visible = True
        thread.focus()
        if event.order is not Order.SOURCE:
            thread.sort(event.order)
        if event.go_to is not None:
            self.arrive(event.go_to)
        self.find_again()
        self.describe()
        self.find_quotes()
        self.set_timer(_SETTLED, self.expect_orders)

    @on(LoadFailed)
    def _load_failed(self, event: LoadFailed) -> None:
        self.complain(event.sentence)

    def read_over(self, article: ArticleId, comment: CommentId, articles: tuple[ArticleId, ...]) -> None:
        """Read a comment of any article on a screen of its own, that ``q`` leaves for the one before."""
        self.app.push_screen(ReaderScreen(self.session, article, articles, comment), self.come_back)

    def come_back(self, left_on: ArticleId | None) -> None:  # noqa: ARG002 - a screen gives it
        """Take over what was done on a screen over this one."""
        self._reread()

    @work(thread=True, exclusive=True, group="reread")
    def _reread(self) -> None:
        """Take over what was read of this very article on a screen over it."""
        article_id = self.article_id
        try:
            self.session.writer.flush()
            reading = self.session.archive.reading(article_id)
            annotations = self.session.archive.annotations(article_id)
        except ArchiveError as error:
            self.post_message(self.LoadFailed(str(error)))
        else:
            self.post_message(self.Reread(article_id, reading, annotations))

    @on(Reread)
    def _take_reading(self, event: Reread) -> None:
        if self.article is not None and event.article_id == self.article_id:
            self.thread.set_read(event.reading.read)
            self.thread.set_starred(event.reading.starred)
            self.thread.set_annotations(event.annotations)
            self.describe()

    def find_follower(self) -> None:
        """Look for the next article with unread comments, in the order of the library's list."""
        self._find_follower()

    @work(thread=True, exclusive=True, group="follower")
    def _find_follower(self) -> None:
        at = self.neighbours.index(self.article_id)
        try:
            self.session.writer.flush()
            unread = {each.id: each for each in self.session.archive.articles() if each.unread}
        except ArchiveError as error:
            self.post_message(self.LoadFailed(str(error)))
            return
        ahead = (*self.neighbours[at + 1 :], *self.neighbours[:at])
        found = next((unread[each] for each in ahead if each in unread), None)
        self.post_message(self.FollowerFound(found))

    @on(FollowerFound)
    def _follower_found(self, event: FollowerFound) -> None:
        if event.article is None:
            self.say("That was all: no article of the list has unread comments")
        else:
            self.follower = event.article.id
            self.say(f"That was all here; once more goes on with “{clean_line(event.article.title)}”")

    def find_mark(self, letter: str) -> None:
        """Look up the place with a letter."""
        self._find_mark(letter)

    @work(thread=True, exclusive=True, group="mark")
    def _find_mark(self, letter: str) -> None:
        try:
            self.session.writer.flush()
            place = self.session.archive.setting(f"mark.{letter}")
        except ArchiveError as error:
            self.post_message(self.LoadFailed(str(error)))
        else:
            self.post_message(self.MarkFound(letter, place))

    @on(MarkFound)
    def _mark_found(self, event: MarkFound) -> None:
        article, _, comment = (event.place or "").partition(":")
        if not article.isdecimal() or not comment.isdecimal():
            self.say(f"No place has the letter {event.letter}; m{event.letter} gives it to this one")
            return
        self.remember_jump()
        self.open_article(ArticleId(int(article)), CommentId(int(comment)))

    @work(thread=True, exclusive=True, group="details")
    def _find_details(self, comment: CommentId, outline: Outline) -> None:
        try:
            found = self.session.archive.comment(comment) if comment else None
            private = self.session.archive.private_details([comment]).get(comment)
        except ArchiveError as error:
            self.post_message(self.LoadFailed(str(error)))
        else:
            self.post_message(self.DetailsFound(found, portrait(outline), private))

    @on(DetailsFound)
    def _details_found(self, event: DetailsFound) -> None:
        if self.article is not None:
            facts = [*private_facts(event.private), *self.quoting_facts()]
            self.query_one(Details).show(self.article, event.comment, event.portrait, facts)

    # What the widget reports

    @on(PlaceChanged)
    def _place_changed(self, event: PlaceChanged) -> None:
        self.session.writer.save_place(self.article_id, event.place)

    @on(CursorMoved)
    def _cursor_moved(self) -> None:
        self.describe()

    @on(Refused)
    @on(Wrapped)
    def _refused(self, event: Refused | Wrapped) -> None:
        self.say(event.sentence)

    # What stands above and beside the thread

    def on_resize(self) -> None:
        """Share the new width."""
        self.arrange_split()
        self.describe()

    def describe(self) -> None:
        """Bring the lines above the thread, and the details, up to date."""
        if self.article is None:
            return
        thread, outline = self.thread, self.outline
        row = self.query_one("#thread-row")
        self.set_class(sum(part.display for part in row.children) > _ALONE, "-panes")
        position = thread.view.arrangement.stored[thread.cursor]
        title = self.query_one("#title", Bar)
        title.left = Content.styled(clean_line(self.article.summary.title), "bold")
        title.right = Content.styled(self._counts(position), "$meta")
        line = self.query_one("#crumbs", Bar)
        narrowed = thread.view.narrowed
        branch = "" if narrowed is None else outline.number(narrowed)
        only = " · ".join(filter(None, (branch, self.dialogue)))
        line.right = Content.styled(f"only {only}" if only else "", "$accent")
        line.left = crumbs(outline, position, self.size.width - 2 - line.right.cell_length)
        if self.query_one(Details).display:
            self._find_details(thread.current, outline)

    def _counts(self, position: int) -> str:
        if self.is_filtered:
            return " · ".join(filter(None, (self.hit_counts(), self.filter_counts())))
        view, there = self.thread.view, self.outline.flags.translate(IS_THERE)
        count, at = there.count(1), there.count(1, 0, position + 1)
        roomy = self.size.width >= _WIDE
        parts = [f"{count:,} comment" if count == 1 else f"{count:,} comments"] if roomy else []
        if unread := view.wanted(view.unread).count(1):
            parts.append(f"{unread:,} unread")
        if 1 in view.new and (new := view.wanted(view.new).count(1)):
            parts.append(f"{new:,} new")
        if picked := view.picked.count(1):
            parts.append(f"{picked:,} picked")
        if 1 in view.hidden:
            parts.append(told_hidden(self.outline, shown=view.hidden_shown))
        parts.append(f"{at:,}/{count:,}")
        if hits := self.hit_counts():
            parts.insert(0, hits)
        return " · ".join(parts)
