"""What the search screen shows: the query line, the lines around the list, the hits, and each in its thread.

Invariant: what is shown is the last answer, or, without one, what can be asked. Commands are for the class below it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from archive_tui.text.clean import clean_line
from archive_tui.tui.commands import BY_ID, Room
from archive_tui.tui.finding import Choice, choices, counted, pointed, remarks, spread, took
from archive_tui.tui.queries import Recall
from archive_tui.tui.screens.asking import AskingScreen, Likeness
from archive_tui.tui.widgets.bar import Bar
from archive_tui.tui.widgets.choices import ChoiceList
from archive_tui.tui.widgets.hits import HitList
from archive_tui.tui.widgets.keybar import KeyHint
from archive_tui.tui.widgets.passage import Passage

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from archive_tui.model import Hit
    from archive_tui.tui.session import Session

_WIDE: Final = 100
"""Columns from which what to narrow to stands beside the hits."""
_WIDEST: Final = 140
"""Columns from which the hit stands in its thread beside them."""
_LOOK: Final = 0.05
"""Seconds that the cursor rests on a hit before its thread is read."""


class AnswerScreen(AskingScreen):
    """A query line over a list, with what to narrow to and the hit in its thread beside it."""

    ROOM: ClassVar[Room] = Room.SEARCH
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it
        (0, "-narrow"), (_WIDE, "-wide"), (_WIDEST, "-widest")
    ]  # fmt: skip

    def __init__(self, session: Session, *, query: str = "", likeness: Likeness | None = None) -> None:
        """Prepare the screen.

        Args:
            session: The library and the keys.
            query: What to begin with.
            likeness: Comments to begin with in place of a query.
        """
        super().__init__(session)
        self._begin = query
        self.likeness = likeness
        """What was asked for in place of a query, while it is shown."""
        self.recall = Recall([])
        self.saved: dict[str, str] = {}
        self._preview_timer: Timer | None = None
        self._indexed = ""

    def compose(self) -> ComposeResult:
        """Lay out a frame that needs nothing from the library."""
        yield Bar(id="title")
        query = Input(
            self._begin,
            placeholder="words, half remembered",
            select_on_focus=False,
            id="query",
            compact=True,
        )
        query.cursor_blink = False
        yield query
        yield Bar(id="said")
        with Horizontal(id="found"):
            yield ChoiceList(id="facets")
            yield HitList(id="hits")
            yield Static("", id="invitation", markup=False)
            yield Passage(id="passage")
        yield Bar(id="about")
        yield KeyHint()
        yield self.key_bar()

    def on_screen_resume(self) -> None:
        """Read anew which queries are kept: another screen may have asked some."""
        self.read_kept()

    @property
    def line(self) -> Input:
        """The query line."""
        return self.query_one("#query", Input)

    @property
    def hits(self) -> HitList:
        """The hits."""
        return self.query_one(HitList)

    @property
    def facets(self) -> ChoiceList:
        """What the search can be narrowed to."""
        return self.query_one(ChoiceList)

    # Answers

    def show_answer(self, seconds: float, *, first: bool) -> None:
        """Show the hits, how many there are, what was corrected and how long it took."""
        answer = self.answer
        if answer is None:
            return
        found = bool(answer.hits)
        self.hits.display = found
        self.query_one("#invitation").display = not found
        self.hits.fill(answer.hits)
        corrected, remark = remarks(answer)
        blank = " · " if corrected and remark else ""
        self.remark(Content.assemble((corrected, "$hit"), (blank + remark, "$meta")))
        right = f"{counted(answer)} · {took(seconds)}"
        if answer.behind:
            right += f" · {answer.behind:,} not indexed yet"
        if self.exact:
            right = f"exact · {right}"
        self._head(right)
        if not found:
            hint = "Nothing is found" + ("…" if first and not answer.complete else ".")
            self._invite(Content.assemble((hint, "bold"), "\n\n", *self._advice()))
            self._fill_facets([])

    @on(AskingScreen.Continued)
    def _extend(self, event: AskingScreen.Continued) -> None:
        if event.question == self._question:
            known = {(hit.article_id, hit.id) for hit in self.hits.hits}
            self.hits.extend([hit for hit in event.hits if (hit.article_id, hit.id) not in known])

    @on(HitList.MoreWanted)
    def _more_wanted(self) -> None:
        self.go_on(len(self.hits.hits))

    @on(AskingScreen.Misunderstood)
    def _misunderstood(self, event: AskingScreen.Misunderstood) -> None:
        if event.question == self._question:
            self.remark(Content.styled(pointed(event.error, self.size.width - 2), "$meta"))

    @on(AskingScreen.Counted)
    def _counted(self, event: AskingScreen.Counted) -> None:
        if event.question == self._question:
            found = choices(event.facets) or choices(spread(self.hits.hits))
            self._fill_facets(found)

    @on(AskingScreen.KeptRead)
    def _kept_read(self, event: AskingScreen.KeptRead) -> None:
        if event.history != self.recall.queries:
            self.recall = Recall(event.history)
        self.saved = event.saved
        if not self.line.value and self.likeness is None:
            self.show_nothing()

    @on(AskingScreen.Indexed)
    def _show_index(self, event: AskingScreen.Indexed) -> None:
        now, self.indexing = event.progress, event.progress is not None
        if now is None:
            self._indexed = ""
            if event.changed and self.line.value:
                self.ask(self.line.value)
        else:
            share = 100 * now.done // max(now.total, 1)
            key = self.session.keymap.label(BY_ID["indexing"], most=1)
            self._indexed = f"indexing: {now.done:,} of {now.total:,} ({share} %) · {key} stops"
        self.describe()

    def _fill_facets(self, rows: list[Choice]) -> None:
        self.facets.fill(rows)
        self.facets.set_class(not rows, "-empty")
        if not rows and self.facets.active:
            self.to_hits()

    def to_hits(self) -> None:
        """Give the keys to the hits."""
        self.set_focus(None)
        self.facets.remove_class("-shown")
        self.facets.activate(active=False)
        self.hits.activate(active=True)
        self.describe()

    # The lines around the list

    def _head(self, right: str) -> None:
        bar = self.query_one("#title", Bar)
        title = self.likeness.title if self.likeness else "Search"
        bar.left = Content.styled(title, "$accent bold")
        bar.right = Content.styled(right, "$meta")

    def remark(self, sentence: Content) -> None:
        """Say something below the query."""
        self.query_one("#said", Bar).left = sentence

    def describe(self) -> None:
        """Bring the line below the list up to date."""
        bar, hit = self.query_one("#about", Bar), self.hits.current
        if self.focused is self.line:
            bar.left = Content.styled(
                "Enter or Tab: to the hits · Esc clears, then goes back · F1: the keys", "$meta"
            )
        elif hit is None or not self.hits.display:
            bar.left = Content("")
        else:
            place = f"{self.hits.cursor + 1:,}  "
            bar.left = Content.assemble((place, "$accent"), (clean_line(hit.title), "$meta"))
        bar.right = Content.styled(self._indexed, "$accent")

    def _invite(self, text: Content) -> None:
        self.query_one("#invitation", Static).update(text)

    def show_nothing(self) -> None:
        """Show what can be asked while nothing is."""
        self.answer, self.answered = None, ""
        self.hits.fill(())
        self.hits.display = False
        self.query_one("#invitation").display = True
        self._fill_facets([])
        self.query_one(Passage).show(Content(""))
        self._head("")
        parts: list[Content | str | tuple[str, str]] = []
        if self.recall.queries:
            parts.append(("Asked before", "$accent bold"))
            parts.append(("  ↑ brings them back\n", "$meta"))
            parts += [f"  {clean_line(query)}\n" for query in self.recall.queries[:5]]
            parts.append("\n")
        if self.saved:
            label = self.session.keymap.label(BY_ID["saved"], most=1)
            parts.append(("Saved", "$accent bold"))
            parts.append((f"  Tab, then {label} lists them\n", "$meta"))
            for name, query in list(self.saved.items())[:5]:
                parts += [f"  {clean_line(name)}  ", (f"{clean_line(query)}\n", "$meta")]
            parts.append("\n")
        self._invite(Content.assemble(*parts, *self._advice()))
        self.describe()

    def _advice(self) -> list[Content | str | tuple[str, str]]:
        rows = (
            ("harbor lampp", "slips are corrected, and the correction is named"),
            ('"second lamp"', "exactly these words, in this order"),
            ("lamp -boat", "without a word"),
            ("author:ann on:2011", "by somebody, in a year; also before: after: article: section:"),
            ("is:unread replies:>5", "also is:starred has:link depth: score: in:title"),
        )
        parts: list[Content | str | tuple[str, str]] = []
        for example, meaning in rows:
            parts += [(f"{example:<22}", "$accent"), (f"{meaning}\n", "$meta")]
        return parts

    @on(HitList.Moved)
    def _moved(self, event: HitList.Moved) -> None:
        self.describe()
        self._look(event.hit)

    def _look(self, hit: Hit | None) -> None:
        """Show a hit in its thread, once the cursor rests on it."""
        if self._preview_timer is not None:
            self._preview_timer.stop()
            self._preview_timer = None
        if hit is not None and self.size.width >= _WIDEST:
            self._preview_timer = self.set_timer(_LOOK, partial(self.preview, hit))

    def on_resize(self) -> None:
        """Read what there is room for now."""
        self._look(self.hits.current)

    @on(AskingScreen.Previewed)
    def _previewed(self, event: AskingScreen.Previewed) -> None:
        if event.hit == self.hits.current:
            self.query_one(Passage).show(event.text)
