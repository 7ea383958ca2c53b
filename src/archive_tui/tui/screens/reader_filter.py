"""Filtering a thread by words, as they are typed: matches stay, with what they answer.

Invariant: texts are read and matched in a worker, in pieces, and a newer wish ends an older one; what is shown is the
last wish that was answered, and ``filter_words`` says which that is.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual import on, work
from textual.message import Message
from textual.widgets import Input
from textual.worker import get_current_worker

from archive_tui.errors import ArchiveError
from archive_tui.text.words import matcher
from archive_tui.tui.screens.reader_commands import ReaderCommands

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archive_tui.model import ArticleId, CommentId
    from archive_tui.tui.keys import Call
    from archive_tui.tui.screens.base import Handler

PROMPT_ID: Final = "filter-words"
_PIECE: Final = 500
"""Comments whose texts are read at a time."""
_PATIENCE: Final = 0.3
"""Seconds between two words about how far it has come."""


def words_prompt() -> Input:
    """Make the line that words are typed in; it is not there until it is asked for."""
    prompt = Input(
        placeholder="only comments with these words", id=PROMPT_ID, compact=True, select_on_focus=False
    )
    prompt.display = False
    return prompt


class FilterCommands(ReaderCommands):
    """The filter of the reader screen."""

    filter_words = ""
    """The words that the thread is filtered by."""
    _wanted = ""
    """The words that are being looked for, or were last."""
    _looking = False
    _found: list[int] | None = None
    """Stored positions of what has ``filter_words``."""
    _before: tuple[str, list[int] | None] = ("", None)
    """The words and what was found when the prompt was opened."""
    _origin: CommentId | None = None
    """Where the cursor was then."""

    @dataclass
    class Matched(Message):
        """The comments with some words were found."""

        article: ArticleId
        words: str
        positions: list[int]

    @dataclass
    class Matching(Message):
        """So many comments have been looked at."""

        words: str
        done: int
        total: int

    @dataclass
    class MatchFailed(Message):
        """The texts could not be read."""

        sentence: str

    def do_words(self, _call: Call) -> None:
        """Type words to filter by."""
        self._before = (self.filter_words, self._found) if self.is_filtered else ("", None)
        self._origin = self.thread.current
        prompt = self.query_one(f"#{PROMPT_ID}", Input)
        with prompt.prevent(Input.Changed):
            prompt.value = self._before[0]
        prompt.cursor_position = len(prompt.value)
        prompt.display = True
        self.set_focus(prompt)

    @property
    def is_filtered(self) -> bool:
        """Whether a filter leaves comments out."""
        return self.article is not None and self.thread.view.filtered is not None

    def forget_filter(self) -> None:
        """Begin with another article."""
        self.workers.cancel_group(self, "words")
        self.filter_words, self._wanted, self._found, self._looking = "", "", None, False
        self._close_prompt()

    def peel(self) -> bool:
        """Undo the filter first."""
        if self._looking:
            self._stop()
            self.say("The search for these words was stopped")
        elif self.is_filtered:
            self._lift()
        else:
            return super().peel()
        return True

    def typing_keys(self) -> Mapping[str, Handler]:
        """Let Esc give up the words that are being typed."""
        if self.focused is not None and self.focused.id == PROMPT_ID:
            return {"escape": self._give_up}
        return super().typing_keys()

    @on(Input.Changed, f"#{PROMPT_ID}")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.article is not None and event.input.display:
            self._look_for(event.value.strip())

    def _look_for(self, words: str) -> None:
        self._wanted = words
        if not words:
            self._stop()
            self._lift()
            return
        among: Sequence[int] = range(len(self.outline))
        if self._found is not None and self.filter_words and words.startswith(self.filter_words):
            among = self._found  # more letters, fewer comments
        self._looking = True
        self._match(self.article_id, words, among)

    def _stop(self) -> None:
        self.workers.cancel_group(self, "words")
        self._looking = False

    @work(thread=True, exclusive=True, group="words")
    def _match(self, article: ArticleId, words: str, among: Sequence[int]) -> None:
        worker, matches = get_current_worker(), matcher(words)
        found: list[int] = []
        told = time.monotonic()
        for start in range(0, len(among), _PIECE):
            if worker.is_cancelled:
                return
            try:
                texts = self.session.archive.texts(article, among[start : start + _PIECE])
            except ArchiveError as error:
                self.post_message(self.MatchFailed(str(error)))
                return
            found += [
                position for position, text in texts.items() if matches(f"{text.author or ''}\n{text.text}")
            ]
            if time.monotonic() - told > _PATIENCE:
                told = time.monotonic()
                self.post_message(self.Matching(words, start + len(texts), len(among)))
        if not worker.is_cancelled:
            found.sort()
            self.post_message(self.Matched(article, words, found))

    @on(Matching)
    def _progress(self, event: Matching) -> None:
        if self._looking and event.words == self._wanted:
            self.say(f"Looking for “{event.words}”: {event.done:,} of {event.total:,} comments; Esc stops")

    @on(MatchFailed)
    def _match_failed(self, event: MatchFailed) -> None:
        self._looking = False
        self.complain(event.sentence)

    @on(Matched)
    def _matched(self, event: Matched) -> None:
        if self.article is None or event.article != self.article_id or event.words != self._wanted:
            return
        self._looking = False
        ids = [self.outline.ids[position] for position in event.positions]
        if not ids:
            self.say(f"No comment has “{event.words}”")
            return
        self.say("")
        self.filter_words, self._found = event.words, event.positions
        self.thread.filter(ids, near=self._origin)
        if not self.query_one(f"#{PROMPT_ID}").display:
            self.thread.look()
        self.describe()

    def _lift(self) -> None:
        """Show all comments again, with the cursor where it is, or while words are typed where it was."""
        self.filter_words, self._found = "", None
        if self.is_filtered:
            self.thread.filter(None, near=self._origin if self._is_typing else None)
        self.describe()

    @property
    def _is_typing(self) -> bool:
        return bool(self.query_one(f"#{PROMPT_ID}").display)

    def _give_up(self, _call: Call) -> None:
        """Leave the thread as it was before the words were typed."""
        self._stop()
        words, found = self._before
        if found is None:
            self._lift()
        elif words != self.filter_words:
            self.filter_words, self._found = words, found
            self.thread.filter([self.outline.ids[position] for position in found], near=self._origin)
        self._close_prompt()
        self.describe()

    def _close_prompt(self) -> None:
        prompt = self.query_one(f"#{PROMPT_ID}", Input)
        if prompt.display:
            prompt.display = False
            self.set_focus(self.thread)
        self._origin = None

    @on(Input.Submitted, f"#{PROMPT_ID}")
    def _kept(self, event: Input.Submitted) -> None:
        """Keep what matches; the comment under the cursor is being read from now on."""
        event.stop()
        origin = self._origin
        self._close_prompt()
        if self._looking:
            self._origin = origin  # the answer is still to come
        else:
            self.thread.look()
        self.describe()

    def filter_counts(self) -> str:
        """Say what the filter is and how many comments it keeps: "filter: kettle · 17 comments"."""
        view = self.thread.view
        kept = int.from_bytes(view.filtered or b"")
        if not view.hidden_shown:
            kept &= ~int.from_bytes(view.hidden)
        count = kept.bit_count()
        words = self.filter_words if len(self.filter_words) <= 30 else f"{self.filter_words[:29]}…"
        return f"filter: {words or 'a dialogue'} · {count:,} comment{'' if count == 1 else 's'}"
