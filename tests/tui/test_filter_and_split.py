"""The filter by words, the article beside its thread, and the parent that stays in sight."""

from __future__ import annotations

from array import array
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input

from archive_tui.archive import Archive
from archive_tui.model import ImportedArticle, ImportedComment, ImportedThread
from archive_tui.text.words import matcher
from archive_tui.thread.outline import Outline
from archive_tui.tui.screens.reader import ReaderScreen
from archive_tui.tui.session import Options
from archive_tui.tui.widgets.article_pane import ArticlePane
from archive_tui.tui.widgets.bar import Bar
from archive_tui.tui.widgets.crumbs import crumbs
from archive_tui.tui.widgets.sticky import StickyParent
from archive_tui.tui.widgets.thread import ThreadWidget

if TYPE_CHECKING:
    from pathlib import Path

    from archive_tui.importers import Source

OpenApp = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Awaitable[None]]
TO_HARBOUR = ("s", "s", "s", "g", "enter")


class LongImporter:
    """Gives one thread of five thousand comments, in chains of five."""

    name = "long"
    description = "one long thread"
    spans_files = False

    def confidence(self, source: Source) -> float:
        return 1.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        comments = tuple(
            ImportedComment(
                ref=str(at),
                parent=str(at - 1) if at % 5 else None,
                author=f"Writer {at % 7}",
                text=f"Number {at}." + (" A café by the quay." if at % 1000 == 4 else ""),
            )
            for at in range(5000)
        )
        yield ImportedThread(ImportedArticle(key="long", title="Long", body="Short.\n\n" * 80), comments)


@pytest.fixture
def long_library(tmp_path: Path) -> Path:
    (tmp_path / "long.txt").write_text("anything", encoding="utf-8")
    path = tmp_path / "long.db"
    with Archive.open(path, importers=[LongImporter()]) as archive:
        (report,) = archive.import_paths([tmp_path / "long.txt"])
        assert report.comments == 5000
    return path


def _thread(pilot: Pilot[None]) -> ThreadWidget:
    return pilot.app.screen.query_one(ThreadWidget)


def screen_is_filtered(pilot: Pilot[None]) -> bool:
    return _thread(pilot).view.filtered is not None


def _title(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#title", Bar).render())


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("cafe QUAY", "A Café by the quay", True),
        ("café", "a cafe", True),
        ("cafe tea", "A Café by the quay", False),
        ("STRASSE", "In der Straße", True),
        ("ﬁx", "to fix", True),
        ("", "anything", True),
    ],
)
def test_words_match_without_case_and_diacritics(words: str, text: str, found: bool) -> None:
    assert matcher(words)(text) is found


async def test_a_long_thread_is_filtered_and_comes_back_as_it_was(
    open_app: OpenApp, press: Press, long_library: Path
) -> None:
    async with open_app(long_library) as pilot:
        await press(pilot, "enter", "z", "M", "7", "j")
        thread = _thread(pilot)
        folded, here = thread.view.folded[:], thread.current
        await press(pilot, "ampersand", *"cafe")
        assert "filter: cafe · 5 comments" in _title(pilot)
        assert len(thread.view.rows) == 1 + 5 * 5
        assert thread.view.filtered is not None
        assert thread.view.filtered[thread.cursor]  # on a match, opened for it
        unread = thread.view.unread.count(1)
        await press(pilot, "escape")
        assert not screen_is_filtered(pilot)
        assert thread.current == here
        assert thread.view.folded == folded
        assert thread.view.unread.count(1) == unread  # typing reads nothing


async def test_authors_count_and_a_narrower_filter_looks_only_into_the_last(
    open_app: OpenApp, press: Press, long_library: Path
) -> None:
    async with open_app(long_library) as pilot:
        await press(pilot, "enter", "ampersand", *"writer", "space", "3", "enter")
        assert "filter: writer 3 · " in _title(pilot)
        wide = _thread(pilot).view.filtered
        await press(pilot, "ampersand", "space", "q", "u", "a", "y", "enter")
        assert "filter: writer 3 quay · " in _title(pilot)
        narrow = _thread(pilot).view.filtered
        assert wide is not None
        assert narrow is not None
        assert 0 < narrow.count(1) < wide.count(1)
        await press(pilot, "ampersand", "x", "escape")
        assert "filter: writer 3 quay · " in _title(pilot)  # as it was before the last prompt
        await press(pilot, "ampersand")
        pilot.app.screen.query_one("#filter-words", Input).value = ""
        await press(pilot, "enter")
        assert _thread(pilot).view.filtered is None


async def test_what_answers_nothing_that_matches_is_dimmed(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await press(pilot, *TO_HARBOUR, "ampersand", *"nobody", "enter")
        thread = _thread(pilot)
        colours = {
            entry: {
                segment.style.color
                for segment in thread._strip(entry, 1)
                if segment.text.strip(" ▌│") and segment.style
            }
            for entry in thread.view.rows[1:]
        }
        ancestor, match = thread.view.rows[1], thread.cursor
        assert colours[ancestor].isdisjoint(colours[match])


async def test_going_to_another_article_leaves_the_filter_behind(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await press(pilot, *TO_HARBOUR, "ampersand", *"lamp", "enter", "right_square_bracket")
        assert "filter" not in _title(pilot)
        assert _thread(pilot).view.filtered is None


async def test_the_split_is_remembered_and_waits_for_room(open_app: OpenApp, press: Press) -> None:
    async with open_app(size=(140, 30)) as pilot:
        await press(pilot, *TO_HARBOUR, "W", "Q")
    async with open_app(size=(100, 30)) as pilot:
        await press(pilot, "enter")
        pane = pilot.app.screen.query_one(ArticlePane)
        assert not pane.display
        assert _thread(pilot).view.heights[0] > 5
        await pilot.resize_terminal(130, 30)
        await press(pilot)
        assert pane.display
        assert _thread(pilot).view.heights[0] == 3
        shown = "\n".join(pane.render_line(y).text for y in range(20))
        assert "The second one, which is no longer." in shown
        await press(pilot, "i")
        assert not pane.display  # the details take its room
        await press(pilot, "i")
        assert pane.display


async def test_the_parent_stays_in_sight_and_a_click_goes_there(
    open_app: OpenApp, press: Press, long_library: Path
) -> None:
    async with open_app(long_library, size=(80, 12)) as pilot:
        await press(pilot, "enter")
        sticky, thread = pilot.app.screen.query_one(StickyParent), _thread(pilot)
        assert str(sticky.render()) == ""
        tops = []
        for _ in range(12):
            await press(pilot, "j", "z", "t")
            top = thread.view.rows[thread._window()[0]]
            parent = thread.view.arrangement.parent[top]
            number = thread.view.outline.number(thread.view.arrangement.stored[parent]) if parent > 0 else ""
            said = str(sticky.render()).split()
            assert said[1:2] == ([number] if number else [])
            tops.append((thread.region.y, thread.size.height))
        assert len(set(tops)) == 1  # the thread never moves because of it
        await press(pilot, "2", "G", "z", "t")
        assert thread.current == thread.view.outline.ids[1]
        await pilot.click(StickyParent)
        await press(pilot)
        assert thread.current == thread.view.outline.ids[0]


async def test_folding_moves_on_for_who_wants_that(open_app: OpenApp, press: Press) -> None:
    async with open_app(options=Options(fold_moves_on=True)) as pilot:
        await press(pilot, *TO_HARBOUR, "j", "enter")
        thread = _thread(pilot)
        assert thread.view.folded[1]
        assert thread.cursor == 5
        await press(pilot, "k", "enter")
        assert (thread.view.folded[1], thread.cursor) == (0, 1)


async def test_a_folded_branch_says_what_it_holds(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await press(pilot, *TO_HARBOUR, "2", "j", "asterisk", "k", "R", "R")
        thread = _thread(pilot)
        thread.view.new[3] = 1
        await press(pilot, "enter")
        line = thread._strip(1, 0).text
        assert "3 replies · 3 unread · 1 new · 1 starred" in line


def _chain(depth: int, author: str) -> Outline:
    ones = array("i", [1] * depth)
    return Outline(
        ids=array("q", range(1, depth + 1)),
        parent=array("i", range(-1, depth - 1)),
        depth=array("i", range(1, depth + 1)),
        size=array("i", range(depth, 0, -1)),
        rank=array("i", [12] * depth),
        chars=ones, breaks=ones, author=array("i", [0] * depth), created=array("q", [0] * depth), score=ones,
        flags=bytearray(depth), authors=(author,),
    )  # fmt: skip


@pytest.mark.parametrize("width", [12, 30, 78, 200])
@pytest.mark.parametrize("depth", [1, 3, 9, 60])
@pytest.mark.parametrize("author", ["", "Ann", "日本 太郎 of the very long name and the longer title"])
def test_the_branch_fits_in_one_line_and_keeps_both_ends(width: int, depth: int, author: str) -> None:
    line = crumbs(_chain(depth, author), depth - 1, width)
    assert line.cell_length <= width
    assert "\n" not in str(line)
    if width >= 78:
        assert str(line).startswith("12")
        assert author[:3] in str(line)
        assert str(line).count("…") <= depth


async def test_esc_stops_a_search_for_words_that_takes_long(
    open_app: OpenApp, press: Press, long_library: Path
) -> None:
    async with open_app(long_library) as pilot:
        await press(pilot, "enter")
        screen = pilot.app.screen
        assert isinstance(screen, ReaderScreen)
        screen._look_for("quay")
        assert screen.peel()
        await press(pilot)
        assert _thread(pilot).view.filtered is None
        assert not screen._looking


async def test_letters_typed_faster_than_the_prompt_opens_are_not_lost(
    open_app: OpenApp, press: Press
) -> None:
    async with open_app() as pilot:
        await press(pilot, *TO_HARBOUR)
        for key in "&boat":
            pilot.app.post_message(Key(key, key))
        await press(pilot)
        assert pilot.app.screen.query_one("#filter-words", Input).value == "boat"
        assert "filter: boat · 1 comment" in _title(pilot)
