"""The quotations of the open article: read, or looked for, behind the reader's back.

Invariant: what was found goes to the thread it was found in; a thread that takes long to search is searched only when
the reader asks for its quotations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from archive_tui.errors import ArchiveError
from archive_tui.thread.quotations import ARTICLE, Quotations
from archive_tui.tui.screens.reader_commands import ReaderCommands
from archive_tui.tui.widgets.thread_source import source_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive_tui.model import ArticleId
    from archive_tui.thread.outline import Outline
    from archive_tui.tui.keys import Call
    from archive_tui.tui.session import Session

QUOTES_SETTING: Final = "thread.quotes"
FOLDED: Final = "folded"
_NAMED: Final = 8
"""Comments that are named in the details; of the others there is the number."""


class ReaderQuotes(ReaderCommands):
    """What the reader screen does about quotations."""

    @dataclass
    class QuotesFound(Message):
        """An article was searched for quotations."""

        outline: Outline
        """Of the thread that was searched."""
        quotations: Quotations | None
        """None if the search was left for when it is asked for."""
        asked: bool

    @dataclass
    class SearchFailed(Message):
        """The library could not say what is quoted."""

        sentence: str

    def __init__(self, session: Session, article: ArticleId, neighbours: tuple[ArticleId, ...]) -> None:
        super().__init__(session, article, neighbours)
        self._searching = False

    def find_quotes(self, *, asked: bool = False) -> None:
        """Look for the quotations of the article that is open."""
        self._searching = True
        self._find_quotes(self.article_id, self.outline, asked)

    @work(thread=True, exclusive=True, group="quotes")
    def _find_quotes(self, article_id: ArticleId, outline: Outline, asked: bool) -> None:  # noqa: FBT001 - a worker's
        worker = get_current_worker()
        archive = self.session.archive
        try:
            quotes = archive.known_quotes(article_id)
            if quotes is None:
                quotes = archive.find_quotes(article_id, lambda: worker.is_cancelled, unasked=not asked)
        except ArchiveError as error:
            self.post_message(self.SearchFailed(str(error)))
            return
        if not worker.is_cancelled:
            found = None if quotes is None else Quotations(outline, quotes)
            self.post_message(self.QuotesFound(outline, found, asked))

    @on(QuotesFound)
    def _show_quotes(self, event: QuotesFound) -> None:
        if self.article is None or event.outline is not self.outline:
            return  # another article is open by now, and its own quotations are on their way
        self._searching = False
        if event.quotations is not None:
            self.thread.set_quotations(event.quotations)
            self.describe()
            if event.asked:
                self.say(
                    "Quotations are shown now" if event.quotations else "Nothing is quoted in this thread"
                )

    @on(SearchFailed)
    def _search_failed(self, event: SearchFailed) -> None:
        self._searching = False
        self.complain(event.sentence)

    def _ask_for_quotes(self) -> bool:
        """Look for quotations if that was left for now; return whether it was."""
        if self.thread.quotations is not None or self._searching:
            return False
        self.find_quotes(asked=True)
        return True

    def do_quotes(self, _call: Call) -> None:
        """Fold quoted text, or show it."""
        folded = not self.thread.quotes_folded
        self.thread.fold_quotes(folded)
        self.session.writer.set_setting(QUOTES_SETTING, FOLDED if folded else "shown")
        said = "Quoted text is folded" if folded else "Quoted text is shown"
        if self._ask_for_quotes():
            said += "; looking for it in this long thread…"
        elif self.thread.quotations is not None and not self.thread.quotations:
            said += "; there is none in this thread"
        self.say(said)

    def do_quoted(self, call: Call) -> None:
        """Go from a quotation to its source."""
        if self._ask_for_quotes():
            self.say("Looking for quotations in this long thread…")
        else:
            self.thread.to_quoted(call.count)

    def quoting_facts(self) -> list[tuple[str, str]]:
        """Return what the current comment or the article quotes, and what quotes it, for the details."""
        quotations = self.thread.quotations
        stored = self.thread.view.arrangement.stored[self.thread.cursor]
        if quotations is None:
            return []
        sources = [] if stored == ARTICLE else quotations.sources(stored)
        return [
            ("quotes", self._names(sources)),
            ("quoted by", self._names(quotations.quoted_by(stored))),
        ]

    def _names(self, positions: Sequence[int]) -> str:
        names = ", ".join(source_name(self.outline, position) for position in positions[:_NAMED])
        more = len(positions) - _NAMED
        return f"{names} and {more:,} more" if more > 0 else names
