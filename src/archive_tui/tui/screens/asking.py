"""What a search screen asks of the library: hits, facets, the hit in its thread, the index brought up to date.

Invariant: every question has a number; an answer to any but the last question is dropped, so an older answer never
follows a newer one. The search for an older question is cancelled as soon as there is a newer one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Final

from textual import on, work
from textual.content import Content
from textual.message import Message

from archive_tui.errors import ArchiveError, QuerySyntaxError
from archive_tui.model import Facets, Hit, IndexProgress, SearchAnswer
from archive_tui.tui.finding import completed, keeps_exact
from archive_tui.tui.queries import HISTORY, SAVED, read_history, read_saved
from archive_tui.tui.screens.base import CommandScreen
from archive_tui.tui.widgets.passage import passage

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer

    from archive_tui.tui.session import Session

PORTION: Final = 50
"""Hits of one page of an answer."""
_DEBOUNCE: Final = 0.06
"""Seconds without a key before there is a search."""
_PAUSE: Final = 0.35
"""Seconds without a key before the search is done again without hurry."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A search for comments like one, in place of words."""

    title: str
    """What the screen is about then: "More like 3.2.1 Ann"."""
    find: Callable[[], tuple[Hit, ...]]


class AskingScreen(CommandScreen):
    """A screen that asks; what it shows is for the class below it."""

    @dataclass
    class Answered(Message):
        """A search has ended."""

        question: int
        query: str
        """What was asked; the answer's next page is asked with this."""
        answer: SearchAnswer
        seconds: float
        first: bool
        """It is the quick one, while somebody types; a fuller one follows."""

    @dataclass
    class Continued(Message):
        """The next page of the answer was read."""

        question: int
        hits: tuple[Hit, ...]

    @dataclass
    class Misunderstood(Message):
        """The query cannot be answered."""

        question: int
        error: QuerySyntaxError

    @dataclass
    class Counted(Message):
        """It was counted what the search can be narrowed to."""

        question: int
        facets: Facets

    @dataclass
    class Previewed(Message):
        """A hit was read in its thread."""

        hit: Hit
        text: Content

    @dataclass
    class Indexed(Message):
        """The index has come this far; None: it needs nothing more, or was told to stop."""

        progress: IndexProgress | None
        changed: bool = False
        """Whether anything was taken in since the screen began."""

    @dataclass
    class KeptRead(Message):
        """Earlier and saved queries were read."""

        history: list[str]
        saved: dict[str, str]

    @dataclass
    class AskingFailed(Message):
        """The library could not be read or written."""

        sentence: str

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.exact = False
        """Whether nothing is corrected."""
        self.answer: SearchAnswer | None = None
        """What is shown."""
        self.answered = ""
        """The query that it answers."""
        self.indexing = False
        """Whether the index is being brought up to date now."""
        self._question = self._settled = 0
        """Numbers of the last question, and of the last that needs no further answer."""
        self._timer: Timer | None = None
        self._continuing = False
        self._is_whole = False
        """Whether all hits that there are are listed."""
        self._stop_indexing = False

    @property
    def settled(self) -> bool:
        """Whether the last question has its full answer, or none was asked."""
        return self._settled == self._question

    def show_answer(self, seconds: float, *, first: bool) -> None:
        """Show the answer from its beginning."""
        raise NotImplementedError

    # Questions

    def ask(self, query: str, *, at_once: bool = False) -> None:
        """Search for a query: quickly when no key comes for a moment, fully when none comes for longer.

        Args:
            query: What was typed.
            at_once: Somebody has ended the query: search fully now.
        """
        self.forget()
        if not query.strip():
            self._settled = self._question
        elif at_once:
            self._search(self._question, query, first=False, forced=True)
        else:
            search = partial(self._search, self._question, query, first=True, forced=False)
            self._timer = self.set_timer(_DEBOUNCE, search)

    def forget(self) -> None:
        """Give up what was asked."""
        self._question += 1
        self._continuing = self._is_whole = False
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    @work(thread=True, exclusive=True, group="search")
    def _search(self, question: int, query: str, *, first: bool, forced: bool) -> None:
        archive, exact = self.session.archive, self.exact

        def cancelled() -> bool:
            return question != self._question

        if cancelled():
            return
        before = perf_counter()
        try:
            answer = archive.search(query, limit=PORTION, exact=exact, typing=first, cancelled=cancelled)
            asked = query
            if not first and not forced and not keeps_exact(self.answer, answer):
                asked = completed(query)  # the last word is not ended yet
                answer = archive.search(asked, limit=PORTION, exact=exact, cancelled=cancelled)
        except QuerySyntaxError as error:
            self.post_message(self.Misunderstood(question, error))
        except ArchiveError as error:
            self.post_message(self.AskingFailed(str(error)))
        else:
            self.post_message(self.Answered(question, asked, answer, perf_counter() - before, first))

    @on(Misunderstood)
    def _give_up(self, event: Misunderstood) -> None:
        if event.question == self._question:
            self._settled = event.question

    @on(Answered)
    def _take_answer(self, event: Answered) -> None:
        if event.question != self._question:
            return
        self.answer, self.answered = event.answer, event.query
        self.show_answer(event.seconds, first=event.first)
        if event.first:
            search = partial(self._search, event.question, event.query, first=False, forced=False)
            self._timer = self.set_timer(_PAUSE, search)
        else:
            self._is_whole = self._is_whole or len(event.answer.hits) < PORTION
            self._settled = event.question
            self.count()

    def go_on(self, shown: int) -> None:
        """Ask for the hits after those shown, unless that is asked already or there are none."""
        if self.answered and not self._continuing and not self._is_whole and self.answer is not None:
            self._continuing = True
            self._continue(self._question, self.answered, shown)

    @work(thread=True, exclusive=True, group="more")
    def _continue(self, question: int, query: str, offset: int) -> None:
        try:
            answer = self.session.archive.search(
                query,
                limit=PORTION,
                offset=offset,
                exact=self.exact,
                cancelled=lambda: question != self._question,
            )
        except ArchiveError as error:
            self.post_message(self.AskingFailed(str(error)))
        else:
            self.post_message(self.Continued(question, answer.hits))

    @on(Continued)
    def _continued(self, event: Continued) -> None:
        if event.question == self._question:
            self._continuing = False
            self._is_whole = len(event.hits) < PORTION

    def look_alike(self, likeness: Likeness) -> None:
        """Ask for comments like one."""
        self.forget()
        self._is_whole = True
        self._look_alike(self._question, likeness)

    @work(thread=True, exclusive=True, group="search")
    def _look_alike(self, question: int, likeness: Likeness) -> None:
        before = perf_counter()
        try:
            hits = likeness.find()
        except ArchiveError as error:
            self.post_message(self.AskingFailed(str(error)))
        else:
            answer = SearchAnswer(hits, total=len(hits))
            self.post_message(self.Answered(question, "", answer, perf_counter() - before, first=False))

    # What stands beside the hits

    def count(self) -> None:
        """Count what the answer can be narrowed to."""
        if self.answered:
            self._count(self._question, self.answered)

    @work(thread=True, exclusive=True, group="facets")
    def _count(self, question: int, query: str) -> None:
        if question != self._question:
            return
        try:
            facets = self.session.archive.facets(query, exact=self.exact)
        except QuerySyntaxError:
            return  # it has been said already
        except ArchiveError as error:
            self.post_message(self.AskingFailed(str(error)))
        else:
            self.post_message(self.Counted(question, facets))

    @work(thread=True, exclusive=True, group="preview")
    def preview(self, hit: Hit) -> None:
        """Read a hit in its thread."""
        try:
            text = passage(self.session.archive, hit)
        except ArchiveError as error:
            text = Content.styled(str(error), "$meta")
        self.post_message(self.Previewed(hit, text))

    @work(thread=True, exclusive=True, group="kept")
    def read_kept(self) -> None:
        """Read the earlier and the saved queries."""
        archive = self.session.archive
        try:
            self.session.writer.flush()
            kept = self.KeptRead(read_history(archive.setting(HISTORY)), read_saved(archive.setting(SAVED)))
        except ArchiveError as error:
            self.post_message(self.AskingFailed(str(error)))
        else:
            self.post_message(kept)

    @on(AskingFailed)
    def _asking_failed(self, event: AskingFailed) -> None:
        self._settled = self._question
        self.complain(event.sentence)

    # The index

    def bring_up_to_date(self) -> None:
        """Index what imports left behind."""
        self._stop_indexing = False
        self._index()

    def stop_indexing(self) -> None:
        """Stop after the transaction that is being written; what is indexed stays."""
        self._stop_indexing = True

    @work(thread=True, exclusive=True, group="index")
    def _index(self) -> None:
        archive, taken_in = self.session.archive, 0

        def progress(now: IndexProgress) -> None:
            self.post_message(self.Indexed(now))

        try:
            behind = archive.search("", limit=1, typing=True).behind
            if behind:
                progress(IndexProgress(0, behind))
                taken_in = archive.catch_up(progress, lambda: self._stop_indexing)
        except ArchiveError as error:
            self.post_message(self.AskingFailed(f"The search index is behind: {error}"))
        self.post_message(self.Indexed(None, changed=taken_in > 0))

    def on_unmount(self) -> None:
        """Let no work go on for a screen that is gone."""
        self.forget()
        self.stop_indexing()
