"""Finding in a thread while one types, and going through the hits, on into other articles.

Invariant: the library is asked in a worker, and a newer wish ends an older one; what is highlighted and counted is the
last answer, and ``find_query`` says to what. Typing moves nothing and folds nothing: Enter does.
"""

from __future__ import annotations

import time
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual import on, work
from textual.message import Message
from textual.widgets import Input
from textual.worker import get_current_worker

from archive_tui.errors import ArchiveError, QuerySyntaxError
from archive_tui.model import ThreadHits
from archive_tui.text.clean import clean_line
from archive_tui.tui.queries import HISTORY, Recall, read_history, write_history
from archive_tui.tui.screens.reader_commands import ReaderCommands

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archive_tui.model import ArticleId
    from archive_tui.tui.keys import Call
    from archive_tui.tui.screens.base import Handler

PROMPT_ID: Final = "find"
_PAUSE: Final = 0.04
"""Seconds without a key after which the library is asked."""
_NOTHING: Final = ThreadHits(array("i"))
_STEPS: Final = frozenset({"next-hit", "previous-hit"})


def find_prompt() -> Input:
    """Make the line that a query is typed in; it is not there until it is asked for."""
    prompt = Input(placeholder="find in this thread (↑ what was asked before)", id=PROMPT_ID, compact=True)
    prompt.display = False
    return prompt


class FindCommands(ReaderCommands):
    """The search of the reader screen."""

    find_query = ""
    """What the hits answer to; empty if nothing is searched for."""
    found: ThreadHits = _NOTHING
    _search_before: tuple[str, ThreadHits] = ("", _NOTHING)
    """What was searched for when the prompt was opened."""
    _sought = ""
    """What is being asked, or was last."""
    _landing = 0
    """After an answer, go to the first hit (1) or the last (-1) of an article that was come to for its hits."""
    _onward: tuple[ArticleId, int] | None = None
    """Where one more ``n`` (1) or ``N`` (-1) leads, once that has been said."""
    _recall: Recall | None = None
    _reached: tuple[int, list[int]] = (-1, [])
    """Revision of the thread, and the entries of the hits that one can go to in it."""

    @dataclass
    class Found(Message):
        """A thread was searched."""

        article: ArticleId
        query: str
        hits: ThreadHits
        entered: bool
        complaint: str = ""
        """What is wrong with a query that was entered."""

    @dataclass
    class FindFailed(Message):
        """The library could not be asked."""

        sentence: str

    @dataclass
    class OnwardFound(Message):
        """The next article with hits was looked for."""

        query: str
        step: int
        article: tuple[ArticleId, str, int] | None
        """(id, title, hits)."""

    @dataclass
    class Recalled(Message):
        """The earlier queries were read."""

        queries: list[str]

    # Typing

    def do_find(self, _call: Call) -> None:
        """Type what to find in this thread."""
        self._search_before = (self.find_query, self.found)
        prompt = self.query_one(f"#{PROMPT_ID}", Input)
        with prompt.prevent(Input.Changed):
            prompt.value = ""
        prompt.display = True
        prompt.focus()
        self._read_history()

    @work(thread=True, exclusive=True, group="recall")
    def _read_history(self) -> None:
        try:
            self.session.writer.flush()
            queries = read_history(self.session.archive.setting(HISTORY))
        except ArchiveError as error:
            self.post_message(self.FindFailed(str(error)))
        else:
            self.post_message(self.Recalled(queries))

    @on(Recalled)
    def _recalled(self, event: Recalled) -> None:
        self._recall = Recall(event.queries)

    def typing_keys(self) -> Mapping[str, Handler]:
        """Let Esc give the search up, and the arrows walk through earlier queries."""
        if self.focused is not None and self.focused.id == PROMPT_ID:
            return {"escape": self._give_search_up, "up": self._older, "down": self._newer}
        return super().typing_keys()

    def _older(self, _call: Call) -> None:
        prompt = self.query_one(f"#{PROMPT_ID}", Input)
        self._put(self._recall.older(prompt.value) if self._recall else None)

    def _newer(self, _call: Call) -> None:
        self._put(self._recall.newer() if self._recall else None)

    def _put(self, query: str | None) -> None:
        if query is not None:
            prompt = self.query_one(f"#{PROMPT_ID}", Input)
            prompt.value = query
            prompt.cursor_position = len(query)

    @on(Input.Changed, f"#{PROMPT_ID}")
    def _query_typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.article is not None and event.input.display:
            self.find(event.value)

    @on(Input.Submitted, f"#{PROMPT_ID}")
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        query = event.value.strip()
        if not query:
            self._give_search_up()
            return
        self._close_find()
        recall = self._recall or Recall([])
        recall.remember(query)
        self.session.writer.set_setting(HISTORY, write_history(recall.queries))
        self._sought = query
        self._ask(self.article_id, query, entered=True)

    def _give_search_up(self, _call: Call | None = None) -> None:
        """Leave the search as it was before the prompt was opened."""
        self.workers.cancel_group(self, "find")
        self._close_find()
        self._sought = self._search_before[0]
        self._take_hits(*self._search_before)

    def _close_find(self) -> None:
        prompt = self.query_one(f"#{PROMPT_ID}", Input)
        prompt.display = False
        self.set_focus(self.thread)

    # Asking

    def find(self, query: str) -> None:
        """Highlight what a query finds in this thread, and go nowhere; an empty one ends the search."""
        self._sought = query.strip()
        if self._sought:
            self._ask(self.article_id, self._sought, entered=False)
        else:
            self.workers.cancel_group(self, "find")
            self._take_hits("", _NOTHING)

    def find_again(self) -> None:
        """Ask the article that was opened what the one before was asked."""
        self._search_before = ("", _NOTHING)
        self._sought = self.find_query
        if self.find_query:
            self._ask(self.article_id, self.find_query, entered=False)

    @work(thread=True, exclusive=True, group="find")
    def _ask(self, article: ArticleId, query: str, *, entered: bool) -> None:
        worker = get_current_worker()
        if not entered:
            time.sleep(_PAUSE)
        if worker.is_cancelled:
            return
        archive, complaint = self.session.archive, ""
        try:
            if entered:
                try:
                    archive.find_in(article, query)
                except QuerySyntaxError as error:
                    complaint = str(error)
            hits = archive.find_in(article, query, typing=True, cancelled=lambda: worker.is_cancelled)
        except ArchiveError as error:
            self.post_message(self.FindFailed(str(error)))
            return
        if not worker.is_cancelled:
            self.post_message(self.Found(article, query, hits, entered, complaint))

    @on(FindFailed)
    def _find_failed(self, event: FindFailed) -> None:
        self.complain(event.sentence)

    @on(Found)
    def _thread_searched(self, event: Found) -> None:
        if self.article is None or event.article != self.article_id or event.query != self._sought:
            return
        self._take_hits(event.query, event.hits)
        landing, self._landing = self._landing, 0
        reachable = self._reachable()
        if landing and reachable:
            self.thread.jump_to(self.thread.id_of(reachable[0 if landing > 0 else -1]))
        elif event.entered and reachable and self.thread.cursor not in reachable:
            self.thread.to_hit()
        if event.complaint:
            self.say(event.complaint)
        elif event.hits.corrections:
            words = ", ".join(clean_line(correction.replacements[0]) for correction in event.hits.corrections)
            self.say(f"Showing hits for {words}")
        elif event.entered and not event.hits.positions:
            self.say(f"Nothing here matches “{clean_line(event.query)}”; n looks in the other articles")
        elif event.entered and not reachable:
            self.say("All hits are hidden; H shows them")

    def _take_hits(self, query: str, hits: ThreadHits) -> None:
        self.find_query, self.found = query, hits
        ids = [self.outline.ids[position] for position in hits.positions]
        self.thread.set_hits(ids, words=hits.words, literals=hits.literals)
        self.describe()

    def _reachable(self) -> list[int]:
        """Return the entries of the hits that one can go to, in the order of the thread as it is shown."""
        thread = self.thread
        if self._reached[0] != thread.revision:
            view = thread.view
            hits = view.within_reach(view.hit)
            entries, entry = [], hits.find(1)
            while entry >= 0:
                if not view.is_stub(entry):
                    entries.append(entry)
                entry = hits.find(1, entry + 1)
            self._reached = (thread.revision, entries)
        return self._reached[1]

    def hit_counts(self) -> str:
        """Say where among the hits one is: "hit 17/230"; empty if nothing is searched for."""
        if not self.find_query:
            return ""
        hits, cursor = self._reachable(), self.thread.cursor
        at = bisect_left(hits, cursor)
        if at < len(hits) and hits[at] == cursor:
            return f"hit {at + 1:,}/{len(hits):,}"
        return _hits(len(hits))

    def peel(self) -> bool:
        """End the search first."""
        if self.query_one(f"#{PROMPT_ID}").display:
            self._give_search_up()
        elif self.article is not None and self.find_query:
            self.find("")
        else:
            return super().peel()
        return True

    # From hit to hit

    def perform(self, call: Call) -> None:
        """Carry out a command; any but ``n`` and ``N`` ends the offer to go on into another article."""
        if call.command not in _STEPS:
            self._onward = None
        super().perform(call)

    def do_next_hit(self, call: Call) -> None:
        """Go to the next hit; at the last one say where the next ``n`` leads, then go there."""
        self._go_on(1, call.times)

    def do_previous_hit(self, call: Call) -> None:
        """Go to the hit before; at the first one say where the next ``N`` leads, then go there."""
        self._go_on(-1, call.times)

    def _go_on(self, step: int, times: int) -> None:
        if not self.find_query:
            self.say("Nothing is searched for; / begins")
            return
        onward, self._onward = self._onward, None
        if onward is not None and onward[1] == step:
            self._landing = step
            self.open_article(onward[0])
            return
        cursor = self.thread.cursor
        ahead = sum((entry - cursor) * step > 0 for entry in self._reachable())
        if ahead:
            self.thread.to_hit(step * min(times, ahead))
        else:
            self._look_onward(self.find_query, step)

    @work(thread=True, exclusive=True, group="onward")
    def _look_onward(self, query: str, step: int) -> None:
        worker, archive = get_current_worker(), self.session.archive
        at = self.neighbours.index(self.article_id)
        ahead = (*self.neighbours[at + 1 :], *self.neighbours[:at])
        try:
            titles = {article: title for article, title, _ in archive.facets(query, typing=True).articles}
            for article in ahead[::step]:
                if worker.is_cancelled:
                    return
                if article in titles and (hits := archive.find_in(article, query, typing=True).positions):
                    self.post_message(self.OnwardFound(query, step, (article, titles[article], len(hits))))
                    return
        except ArchiveError as error:
            self.post_message(self.FindFailed(str(error)))
            return
        self.post_message(self.OnwardFound(query, step, None))

    @on(OnwardFound)
    def _onward_found(self, event: OnwardFound) -> None:
        if self.article is None or event.query != self.find_query:
            return
        end = "last" if event.step > 0 else "first"
        if event.article is not None:
            article, title, count = event.article
            self._onward = (article, event.step)
            key = "n" if event.step > 0 else "N"
            here = f"This was the {end} hit here" if self._reachable() else "There is no hit here"
            self.say(f"{here}; {key} once more goes on with “{clean_line(title)}”, {_hits(count)}")
        elif self._reachable():
            self.thread.to_hit(event.step)
        else:
            self.say("No article of the list has a hit")


def _hits(count: int) -> str:
    if not count:
        return "no hits"
    return "1 hit" if count == 1 else f"{count:,} hits"
