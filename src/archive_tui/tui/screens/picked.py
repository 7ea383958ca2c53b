"""Every article that something was picked of; one of them opens on its picks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from archive_tui.errors import ArchiveError
from archive_tui.text.clean import clean_line
from archive_tui.tui.commands import Room
from archive_tui.tui.screens.curation import CurationScreen
from archive_tui.tui.screens.listing import ListCommands
from archive_tui.tui.widgets.bar import Bar
from archive_tui.tui.widgets.keybar import KeyHint
from archive_tui.tui.widgets.rows import Cell, RowList

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from archive_tui.model import ArticleSummary
    from archive_tui.tui.keys import Call

_COUNT: Final = 12
_DATE: Final = 12


class PickedScreen(ListCommands):
    """Lists the articles that have picks."""

    ROOM: ClassVar[Room] = Room.PICKED

    @dataclass
    class Loaded(Message):
        """The articles were read."""

        articles: list[ArticleSummary]

    @dataclass
    class Failed(Message):
        """They could not be read."""

        sentence: str

    articles: tuple[ArticleSummary, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out a frame that needs nothing from the library."""
        yield Bar(id="title")
        yield RowList(self._cells)
        yield Static("", id="empty", markup=False)
        yield KeyHint()
        yield self.key_bar()

    def on_mount(self) -> None:
        """Show the frame."""
        self.query_one("#empty").display = False

    def on_screen_resume(self) -> None:
        """Read anew whenever the screen comes to the front."""
        self._load()

    @property
    def listing(self) -> RowList:
        """The list itself."""
        return self.query_one(RowList)

    @work(thread=True, exclusive=True, group="picked")
    def _load(self) -> None:
        try:
            self.session.writer.flush()
            found = [each for each in self.session.archive.articles() if each.picked]
        except ArchiveError as error:
            self.post_message(self.Failed(str(error)))
        else:
            self.post_message(self.Loaded(found))

    @on(Loaded)
    def _show(self, event: Loaded) -> None:
        self.articles = tuple(event.articles)
        self.listing.changed(len(self.articles), self.listing.cursor)
        self.listing.display = bool(self.articles)
        empty = self.query_one("#empty", Static)
        empty.display = not self.articles
        empty.update(
            Content.assemble(
                ("Nothing is picked yet.", "bold"),
                "\n\nWhile reading, ",
                ("v", "$accent bold"),
                " picks a comment.",
            )
        )
        bar = self.query_one("#title", Bar)
        bar.left = Content.styled("Picks of all articles", "$accent bold")
        picks = sum(each.picked for each in self.articles)
        count = len(self.articles)
        bar.right = Content.styled(
            f"{picks:,} pick{'' if picks == 1 else 's'} in {count:,} article{'' if count == 1 else 's'}",
            "$meta",
        )

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        self.complain(event.sentence)

    def _cells(self, row: int, width: int) -> list[Cell]:
        article = self.articles[row]
        date = (article.published or article.imported).astimezone().date().isoformat()
        picks = "1 pick" if article.picked == 1 else f"{article.picked:,} picks"
        return [
            (clean_line(article.title) or "(without a title)", "text", max(0, width - _COUNT - _DATE)),
            (f"  {date}", "meta", _DATE),
            (f"  {picks}", "key", _COUNT),
        ]

    @on(RowList.Opened)
    def _opened(self) -> None:
        self._open()

    def do_open_picks(self, _call: Call) -> None:
        """Open the picks of the article."""
        self._open()

    def _open(self) -> None:
        if not self.articles:
            self.say("There is no article to open")
        elif self.is_current:
            self.app.push_screen(CurationScreen(self.session, self.articles[self.listing.cursor].id))

    def do_export(self, _call: Call) -> None:
        """Write all picks to a file."""
        from archive_tui.tui.screens.export import ExportScreen, of_article, of_library  # noqa: PLC0415 - not needed to start

        if not self.articles:
            self.say("There is nothing to export")
            return
        here = self.articles[self.listing.cursor]
        self.app.push_screen(ExportScreen(self.session, [of_library(), *of_article(here, here.picked)[:1]]))

    def do_leave_curation(self, _call: Call) -> None:
        """Go back to the library."""
        if self.is_current:
            self.dismiss(None)
