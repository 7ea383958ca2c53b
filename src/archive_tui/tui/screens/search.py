"""The search over everything: a query, its hits while one types, what to narrow to, and each hit in its thread.

Invariant: the query line says all that was asked, so that narrowing is something one can read and edit; a hit that is
opened lies over this screen, which is found again as it was left.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from archive_tui.text.clean import clean_line
from archive_tui.tui.commands import BY_ID
from archive_tui.tui.finding import with_field
from archive_tui.tui.queries import HISTORY, write_history
from archive_tui.tui.screens.answer import AnswerScreen
from archive_tui.tui.screens.reader import ReaderScreen
from archive_tui.tui.screens.saved import SavedScreen
from archive_tui.tui.widgets.choices import ChoiceList
from archive_tui.tui.widgets.hits import HitList

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archive_tui.archive import Archive
    from archive_tui.model import Hit
    from archive_tui.tui.keys import Call
    from archive_tui.tui.screens.base import Handler


class SearchScreen(AnswerScreen):
    """The keys go to one of query, hits, and what to narrow to."""

    @dataclass
    class HitPicked(Message):
        """A hit was picked, or dropped."""

        hit: Hit
        picked: bool

    def on_mount(self) -> None:
        """Take the query, and see to the index."""
        self.show_nothing()
        self.bring_up_to_date()
        if self.likeness is not None:
            self.to_hits()
            self.look_alike(self.likeness)
        else:
            self.set_focus(self.line)

    @on(Input.Changed, "#query")
    def _typed(self, event: Input.Changed) -> None:
        if self.likeness is not None and not event.value:
            return
        self.likeness = None
        self.remark(Content(""))
        self.ask(event.value)
        if not event.value.strip():
            self.show_nothing()

    @on(Input.Submitted, "#query")
    def _submitted(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self._remember()
            self.ask(event.value, at_once=True)
            self.to_hits()

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

    def _to_line(self) -> None:
        self.to_hits()
        self.hits.activate(active=False)
        self.set_focus(self.line)
        self.describe()

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
            self.to_hits()
        else:
            self._to_line()

    def do_edit_query(self, _call: Call) -> None:
        """Type in the query."""
        self._to_line()
        self.line.cursor_position = len(self.line.value)

    def do_narrow_search(self, _call: Call) -> None:
        """Choose an article, an author or a year to narrow to, or leave that."""
        if self.facets.active:
            self.to_hits()
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
        self.app.push_screen(
            ReaderScreen(self.session, hit.article_id, articles, hit.id, query=query, visit=True)
        )

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
        self.to_hits()

    def do_exact(self, _call: Call) -> None:
        """Correct nothing, or correct again."""
        self.exact = not self.exact
        self.say("Exactly the words as typed" if self.exact else "Slips are corrected")
        self.ask(self.line.value, at_once=True)

    def do_pick_hit(self, _call: Call) -> None:
        """Pick the comment of the hit, or drop it."""
        hit = self.hits.current
        if hit is None or not self.hits.display or not hit.number:
            self.say("There is no comment here to pick")
            return

        def deed(archive: Archive) -> None:
            picked = not archive.comment(hit.id).picked
            archive.pick(hit.article_id, [hit.id], picked=picked)
            self.post_message(self.HitPicked(hit, picked))

        self.session.writer.submit(deed)

    @on(HitPicked)
    def _hit_picked(self, event: HitPicked) -> None:
        what = "is picked" if event.picked else "is no longer picked"
        self.say(f"{event.hit.number} of “{clean_line(event.hit.title)}” {what}")

    def do_export(self, _call: Call) -> None:
        """Write all hits to a file, each with what it answers."""
        from archive_tui.tui.screens import export  # noqa: PLC0415 - not needed to start

        query = self.line.value.strip()
        if not query or not self.hits.hits or self.likeness is not None:
            self.say("There are no hits of a query to export")
        else:
            wanted = [export.of_query(query), export.of_library()]
            self.app.push_screen(export.ExportScreen(self.session, wanted))

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
        self.to_hits()

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
            self.to_hits()
        elif self.line.value:
            self._to_line()
            self._write("")
        else:
            self.do_leave_search(call)

    def do_leave_search(self, _call: Call) -> None:
        """Go back to where the search was asked for."""
        if self.is_current:
            self.dismiss(None)
