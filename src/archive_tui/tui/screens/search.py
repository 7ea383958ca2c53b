"""The search over everything: a query, its hits while one types, what to narrow to, and each hit in its thread.

Invariant: the query line says all that was asked, so that narrowing is something one can read and edit; a hit that is
opened lies over this screen, which is found again as it was left.
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
from archive_tui.tui.finding import Choice, choices, counted, pointed, remarks, spread, took, with_field
from archive_tui.tui.queries import HISTORY, Recall, write_history
from archive_tui.tui.screens.asking import AskingScreen, Likeness
from archive_tui.tui.screens.reader import ReaderScreen
from archive_tui.tui.screens.saved import SavedScreen
from archive_tui.tui.widgets.bar import Bar
from archive_tui.tui.widgets.choices import ChoiceList
from archive_tui.tui.widgets.hits import HitList
from archive_tui.tui.widgets.keybar import KeyHint
from archive_tui.tui.widgets.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.timer import Timer

    from archive_tui.model import Hit
    from archive_tui.tui.keys import Call
    from archive_tui.tui.screens.base import Handler
    from archive_tui.tui.session import Session

_WIDE: Final = 100
"""Columns from which what to narrow to stands beside the hits."""
_WIDEST: Final = 140
"""Columns from which the hit stands in its thread beside them."""
_LOOK: Final = 0.05
"""Seconds that the cursor rests on a hit before its thread is read."""


class SearchScreen(AskingScreen):
    """A query line over a list; the keys go to one of query, hits, and what to narrow to."""

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
        self._likeness = likeness
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

    def on_mount(self) -> None:
        """Take the query, and see to the index."""
        self._show_nothing()
        self.bring_up_to_date()
        if self._likeness is not None:
            self._to_hits()
            self.look_alike(self._likeness)
        else:
            self.set_focus(self.line)

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

    @on(Input.Changed, "#query")
    def _typed(self, event: Input.Changed) -> None:
        if self._likeness is not None and not event.value:
            return
        self._likeness = None
        self._say(Content(""))
        self.ask(event.value)
        if not event.value.strip():
            self._show_nothing()

    @on(Input.Submitted, "#query")
    def _submitted(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self._remember()
            self.ask(event.value, at_once=True)
            self._to_hits()

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
        self._say(Content.assemble((corrected, "$hit"), (blank + remark, "$meta")))
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
            self._say(Content.styled(pointed(event.error, self.size.width - 2), "$meta"))

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
        if not self.line.value and self._likeness is None:
            self._show_nothing()

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
        self._describe()

    def _fill_facets(self, rows: list[Choice]) -> None:
        self.facets.fill(rows)
        self.facets.set_class(not rows, "-empty")
        if not rows and self.facets.active:
            self._to_hits()

    # The lines around the list

    def _head(self, right: str) -> None:
        bar = self.query_one("#title", Bar)
        title = self._likeness.title if self._likeness else "Search"
        bar.left = Content.styled(title, "$accent bold")
        bar.right = Content.styled(right, "$meta")

    def _say(self, sentence: Content) -> None:
        self.query_one("#said", Bar).left = sentence

    def _describe(self) -> None:
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

    def _show_nothing(self) -> None:
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
        self._describe()

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
        self._describe()
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

    # Where the keys go

    def typing_keys(self) -> Mapping[str, Handler]:
        """Leave all keys to the query line but those that leave it, and those that bring earlier queries back."""
        return {
            "escape": self.do_peel_search,
            "tab": self.do_next_part,
            "shift+tab": self.do_next_part,
            "down": self._down,
            "up": self._up,
            "pagedown": self.do_list_page_down,
            "pageup": self.do_list_page_up,
            "f1": self.do_help,
        }

    def _up(self, _call: Call) -> None:
        older = self.recall.older(self.line.value) if self.recall.walks(self.line.value) else None
        if older is not None:
            self._write(older)
        elif self.recall.walks(self.line.value):
            self.say("There is no earlier query")
        else:
            self.hits.move_to(self.hits.cursor - 1)

    def _down(self, _call: Call) -> None:
        newer = self.recall.newer() if self.recall.walks(self.line.value) else None
        if newer is not None:
            self._write(newer)
        else:
            self.hits.move_to(self.hits.cursor + 1)

    def _write(self, query: str) -> None:
        self.line.value = query
        self.line.cursor_position = len(query)

    def _to_hits(self) -> None:
        self.set_focus(None)
        self.facets.remove_class("-shown")
        self.facets.activate(active=False)
        self.hits.activate(active=True)
        self._describe()

    def _to_line(self) -> None:
        self._to_hits()
        self.hits.activate(active=False)
        self.set_focus(self.line)
        self._describe()

    def _to_facets(self) -> None:
        if not self.facets.rows:
            self.say("There is nothing to narrow")
            return
        self.set_focus(None)
        self.hits.activate(active=False)
        self.facets.add_class("-shown")
        self.facets.activate(active=True)

    def _move(self, count: int) -> None:
        if self.facets.active:
            self.facets.move(count)
        else:
            self.hits.move_to(self.hits.cursor + count)

    def do_next_part(self, _call: Call) -> None:
        """Go from the query to the hits, or back to the query."""
        if self.focused is self.line:
            self._to_hits()
        else:
            self._to_line()

    def do_edit_query(self, _call: Call) -> None:
        """Type in the query."""
        self._to_line()
        self.line.cursor_position = len(self.line.value)

    def do_narrow_search(self, _call: Call) -> None:
        """Choose an article, an author or a year to narrow to, or leave that."""
        if self.facets.active:
            self._to_hits()
        else:
            self._to_facets()

    def do_list_next(self, call: Call) -> None:
        """Go to the next row."""
        self._move(call.times)

    def do_list_previous(self, call: Call) -> None:
        """Go to the previous row."""
        self._move(-call.times)

    def _page(self) -> int:
        return self.facets.page if self.facets.active else self.hits.page

    def do_list_page_down(self, call: Call) -> None:
        """Go a page down."""
        self._move(call.times * self._page())

    def do_list_page_up(self, call: Call) -> None:
        """Go a page up."""
        self._move(-call.times * self._page())

    def do_list_half_down(self, call: Call) -> None:
        """Go half a page down."""
        self._move(call.times * (self._page() // 2 or 1))

    def do_list_half_up(self, call: Call) -> None:
        """Go half a page up."""
        self._move(-call.times * (self._page() // 2 or 1))

    def do_list_first(self, _call: Call) -> None:
        """Go to the first row."""
        self._move(-len(self.hits.hits) - len(self.facets.rows))

    def do_list_last(self, call: Call) -> None:
        """Go to the last row that is listed, or to the one that was counted."""
        if call.count and not self.facets.active:
            self.hits.move_to(call.count - 1)
        else:
            self._move(len(self.hits.hits) + len(self.facets.rows))

    # Doing something with it

    @on(HitList.Opened)
    def _row_opened(self) -> None:
        self._open()

    def do_open_hit(self, _call: Call) -> None:
        """Open the thread at the hit, or narrow to what was chosen."""
        if self.facets.active:
            if self.facets.current is not None:
                self._narrow(self.facets.current.name, self.facets.current.value)
        else:
            self._open()

    def _open(self) -> None:
        hit = self.hits.current
        if not self.is_current:
            return  # a second key press, quicker than the screen that the first one opened
        if hit is None or not self.hits.display:
            self.say("There is no hit to open")
            return
        self._remember()
        articles = tuple(dict.fromkeys(each.article_id for each in self.hits.hits))
        query = self.answered or None
        self.app.push_screen(ReaderScreen(self.session, hit.article_id, articles, hit.id, query=query))

    def _remember(self) -> None:
        if self.line.value.strip():
            self.recall.remember(self.line.value)
            self.session.writer.set_setting(HISTORY, write_history(self.recall.queries))

    @on(ChoiceList.Chosen)
    def _facet_clicked(self, event: ChoiceList.Chosen) -> None:
        self._narrow(event.choice.name, event.choice.value)

    def _narrow(self, name: str, value: str) -> None:
        """Write a field into the query, where it can be seen and changed."""
        self._write(with_field(self.line.value, name, value))
        self.ask(self.line.value, at_once=True)
        self._to_hits()

    def do_exact(self, _call: Call) -> None:
        """Correct nothing, or correct again."""
        self.exact = not self.exact
        self.say("Exactly the words as typed" if self.exact else "Slips are corrected")
        self.ask(self.line.value, at_once=True)

    def do_save_search(self, _call: Call) -> None:
        """Save the query under a name."""
        if self.line.value.strip():
            self.app.push_screen(SavedScreen(self.session, self.saved, self._use, self.line.value.strip()))
        else:
            self.say("There is no query to save")

    def do_saved(self, _call: Call) -> None:
        """List the saved queries."""
        if self.saved:
            self.app.push_screen(SavedScreen(self.session, self.saved, self._use))
        else:
            key = self.session.keymap.label(BY_ID["save-search"], most=1)
            self.say(f"No query is saved; {key} saves the one above")

    def _use(self, query: str) -> None:
        self._write(query)
        self.ask(query, at_once=True)
        self._to_hits()

    def do_indexing(self, _call: Call) -> None:
        """Stop bringing the index up to date, or go on with it."""
        if self.indexing:
            self.stop_indexing()
            self.say("Indexing stops; what is indexed is found")
        else:
            self.bring_up_to_date()
            self.say("The index is brought up to date")

    def do_peel_search(self, call: Call) -> None:
        """Close the list to narrow by, or clear the query, or leave."""
        if self.facets.active:
            self._to_hits()
        elif self.line.value:
            self._to_line()
            self._write("")
        else:
            self.do_leave_search(call)

    def do_leave_search(self, _call: Call) -> None:
        """Go back to where the search was asked for."""
        if self.is_current:
            self.dismiss(None)
