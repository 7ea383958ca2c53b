"""The search screen: it keeps up with typing, keeps what one had, and paints nothing hostile."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any

from textual.pilot import Pilot

from archive_tui.archive import Archive
from archive_tui.model import CommentId, ImportedArticle, ImportedComment, ImportedThread
from archive_tui.tui.app import ArchiveApp
from archive_tui.tui.screens.reader import ReaderScreen
from archive_tui.tui.screens.search import SearchScreen
from archive_tui.tui.widgets.bar import Bar
from archive_tui.tui.widgets.keybar import KeyBar
from archive_tui.tui.widgets.passage import Passage
from archive_tui.tui.widgets.thread import ThreadWidget

if TYPE_CHECKING:
    from pathlib import Path

    from archive_tui.importers import Source
    from archive_tui.model import IndexProgress, SearchAnswer

OpenApp = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Awaitable[None]]


def _search(pilot: Pilot[None]) -> SearchScreen:
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    return screen


def _painted(pilot: Pilot[None]) -> str:
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def _bar(pilot: Pilot[None], name: str) -> str:
    bar = pilot.app.screen.query_one(f"#{name}", Bar)
    return f"{bar.left.plain}|{bar.right.plain}"


async def _until(pilot: Pilot[None], arrived: Callable[[], bool]) -> None:
    for _ in range(1000):
        await pilot.pause()
        if arrived():
            return
        await pilot.pause(0.01)
    raise AssertionError(f"it never came:\n{_painted(pilot)}")


async def _look_for(pilot: Pilot[None], press: Press, query: str) -> SearchScreen:
    await press(pilot, "backslash")
    screen = _search(pilot)
    screen.line.value = query
    await pilot.press("enter")
    await _until(pilot, lambda: screen.settled)
    return screen


async def test_an_older_answer_never_follows_a_newer_one(library: Path, press: Press) -> None:
    held, asked = threading.Event(), threading.Event()

    class Slow(Archive):
        """Answers for "lam" only when it is told to, however often it is cancelled."""

        def search(self, query: str, **options: Any) -> SearchAnswer:
            if query == "lam":
                asked.set()
                assert held.wait(20)
            return super().search(query, **options)

    shown: list[str] = []

    with Slow.open(library) as archive:
        archive.set_setting("welcomed", "yes")
        app = ArchiveApp(archive)
        try:
            async with app.run_test(size=(80, 24)) as pilot:
                await press(pilot, "backslash")
                screen = _search(pilot)
                screen.watch(screen.query_one("#title", Bar), "right", lambda: shown.append(screen.answered))
                await pilot.press(*"lam")
                await _until(pilot, asked.is_set)
                await pilot.press("backspace", "backspace", "backspace", *"gulls")
                await _until(pilot, lambda: screen.settled)
                held.set()
                await press(pilot)
                assert [hit.number for hit in screen.hits.hits] == ["3"]
                assert "lam" not in shown
                assert screen.answered.startswith("gulls")
        finally:
            held.set()
            assert app.writer.close()


async def test_results_come_while_one_types_and_the_fuller_ones_after(
    open_app: OpenApp, press: Press
) -> None:
    async with open_app() as pilot:
        await press(pilot, "backslash")
        screen = _search(pilot)
        await pilot.press(*"harb")
        await _until(pilot, lambda: bool(screen.hits.hits))
        before = [hit.id for hit in screen.hits.hits]
        await _until(pilot, lambda: screen.settled)
        assert screen.answered == "harb*"
        assert [hit.id for hit in screen.hits.hits] == before
        assert "hits" in _bar(pilot, "title")
        assert " ms" in _bar(pilot, "title")


async def test_a_correction_is_named_below_the_query(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await _look_for(pilot, press, "bolard")
        assert _bar(pilot, "said") == 'bolard → bollard · "quotes" for the exact word|'


async def test_a_mistake_in_the_query_is_pointed_at_and_the_hits_stay(
    open_app: OpenApp, press: Press
) -> None:
    async with open_app() as pilot:
        screen = await _look_for(pilot, press, "lamp")
        hits = screen.hits.hits
        assert hits
        await press(pilot, "slash")
        await pilot.press("space", *"OR")
        await _until(pilot, lambda: screen.settled)
        assert _bar(pilot, "said").startswith("     ↑ OR needs a word on its right")
        assert screen.hits.hits == hits
        assert not list(pilot.app._notifications)


async def test_earlier_queries_come_back_with_the_arrows(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        await _look_for(pilot, press, "lamp")
        await press(pilot, "q")
        await _look_for(pilot, press, "gulls")
        await press(pilot, "q")
    async with open_app() as pilot:
        await press(pilot, "backslash")
        screen = _search(pilot)
        assert "gulls" in _painted(pilot)
        shown = []
        for key in ("up", "up", "up", "down", "down"):
            await press(pilot, key)
            shown.append(screen.line.value)
        assert shown == ["gulls", "lamp", "lamp", "gulls", ""]
        await pilot.press(*"lamp")
        await _until(pilot, lambda: screen.settled)
        await press(pilot, "down")
        assert screen.hits.cursor == 1
        assert screen.line.value == "lamp"


async def test_a_visit_opens_the_ancestors_and_leaves_the_remembered_folds(
    library: Path, open_app: OpenApp, press: Press
) -> None:
    with Archive.open(library) as archive:
        article = archive.search("gulls").hits[0].article_id
        outline = archive.outline(article)
        folded = CommentId(outline.ids[6])
        archive.save_folds(article, [folded], [])
    async with open_app() as pilot:
        await _look_for(pilot, press, '"look at it" author:ann')
        await press(pilot, "enter")
        thread = pilot.app.screen.query_one(ThreadWidget)
        view = thread.view
        numbers = [view.outline.number(view.arrangement.stored[entry]) for entry in view.rows if entry]
        assert numbers == ["1", "1.1", "1.1.1", "1.2", "2", "3", "4"]
        assert [number for number, entry in zip(numbers, view.rows[1:], strict=True) if not view.folded[entry]] == [
            "1", "1.1", "1.1.1",
        ]  # fmt: skip
        assert list(view.hit).count(1) == 1
        await press(pilot, "right_curly_bracket", "z", "R")
        await press(pilot, "q")
    with Archive.open(library) as archive:
        assert list(archive.reading(article).folded) == [folded]


async def test_escape_ends_a_visit_and_folds_are_remembered_again(
    library: Path, open_app: OpenApp, press: Press
) -> None:
    async with open_app() as pilot:
        await _look_for(pilot, press, "bollard")
        await press(pilot, "enter")
        screen = pilot.app.screen
        assert isinstance(screen, ReaderScreen)
        assert screen.thread.view.folded.count(1) > 5
        assert screen.thread.view.hit.count(1) == 1
        await press(pilot, "escape")
        assert screen.thread.view.hit.count(1) == 0
        await press(pilot, "escape")
        assert screen.thread.view.folded.count(1) == 0
        await press(pilot, "1", "G", "z", "c", "q")
        assert isinstance(pilot.app.screen, SearchScreen)
    with Archive.open(library) as archive:
        article = archive.search("bollard").hits[0].article_id
        assert list(archive.reading(article).folded) == [archive.outline(article).ids[0]]


async def test_what_one_had_is_there_when_one_comes_back(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        screen = await _look_for(pilot, press, "lamp")
        await press(pilot, "j")
        hit = screen.hits.current
        await press(pilot, "enter", "q")
        assert _search(pilot) is screen
        assert screen.line.value == "lamp"
        assert screen.hits.current == hit
        assert screen.hits.cursor == 1


async def test_the_hits_of_the_search_are_those_of_the_thread(open_app: OpenApp, press: Press) -> None:
    async with open_app() as pilot:
        screen = await _look_for(pilot, press, "lamp")
        numbers = [hit.number for hit in screen.hits.hits][:3]
        assert (numbers[0], set(numbers)) == ("1", {"1", "1.1.1", "1.2"})
        await press(pilot, "enter")
        assert "hit 1/3" in _bar(pilot, "title")
        await press(pilot, "n")
        assert "hit 2/3" in _bar(pilot, "title")
        thread = pilot.app.screen.query_one(ThreadWidget)
        assert thread.view.outline.number(thread.view.arrangement.stored[thread.cursor]) == "1.1.1"


async def test_the_hit_stands_in_its_thread_on_wide_terminals(open_app: OpenApp, press: Press) -> None:
    async with open_app(size=(150, 30)) as pilot:
        await _look_for(pilot, press, "drawing")
        passage = pilot.app.screen.query_one(Passage)
        assert passage.display
        await _until(pilot, lambda: "The harbour needs a second lamp" in _painted(pilot))
        assert "nobody looks at it" in _painted(pilot)


async def test_what_to_narrow_to_stands_beside_the_hits_or_pops_up(open_app: OpenApp, press: Press) -> None:
    for size, beside in (((110, 30), True), ((80, 24), False)):
        async with open_app(size=size) as pilot:
            screen = await _look_for(pilot, press, "lamp")
            await _until(pilot, lambda screen=screen: bool(screen.facets.rows))  # type: ignore[misc]
            await press(pilot)
            assert screen.facets.display is beside
            assert ("Authors" in _painted(pilot)) is beside
            await press(pilot, "c")
            assert "Authors" in _painted(pilot)
            await press(pilot, "escape")
            assert ("Authors" in _painted(pilot)) is beside


async def test_an_empty_library_is_searched_in_vain(tmp_path: Path, open_app: OpenApp, press: Press) -> None:
    async with open_app(tmp_path / "empty.db") as pilot:
        await _look_for(pilot, press, "anything at all")
        assert "Nothing is found." in _painted(pilot)
        for key in ("j", "G", "enter", "c", "S", "escape", "e", "x"):
            await press(pilot, key)
        assert isinstance(pilot.app.screen, SearchScreen)


HOSTILE = "gulls \x1b]0;owned\x07 [@click=app.quit]x[/] [/red] \u202egnirts \x9b2J \x00 and\r\nmore gulls"


async def test_hostile_texts_are_harmless_in_the_list_and_beside_it(
    library: Path, open_app: OpenApp, press: Press
) -> None:
    connection = sqlite3.connect(library)
    with connection:
        connection.execute("UPDATE comments SET text = ? WHERE text LIKE 'Point 0:%'", (HOSTILE,))
        connection.execute("UPDATE articles SET title = ?", ("The [/] \x1b[2J Lamp\u202e",))
    connection.close()
    with Archive.open(library) as archive:
        archive.reindex()
    async with open_app(size=(150, 30)) as pilot:
        await _look_for(pilot, press, "gulls")
        await _until(pilot, lambda: "2 comments below it" in _painted(pilot))
        painted = _painted(pilot)
        assert "[@click=app.quit]x[/]" in painted
        assert not [sign for sign in painted if ord(sign) < 32 and sign != "\n"]
        assert not set("\x7f\x9b\u202e") & set(painted)


class CrowdImporter:
    """Gives one article with as many comments as it is told."""

    name = "crowd"
    description = "comments by number"
    spans_files = False

    def __init__(self, count: int) -> None:
        self._count = count

    def confidence(self, source: Source) -> float:
        return 1.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        yield ImportedThread(
            ImportedArticle(key="crowd", title="A Crowd"),
            tuple(
                ImportedComment(ref=str(at), source_id=str(at), text=f"lantern {at}")
                for at in range(self._count)
            ),
        )


def _crowd(tmp_path: Path, count: int, *, indexed: bool) -> Path:
    path = tmp_path / "crowd.db"
    (tmp_path / "source.txt").write_text("anything", encoding="utf-8")
    stored: list[str] = []
    with Archive.open(path, importers=[CrowdImporter(count)]) as archive:
        archive.set_setting("welcomed", "yes")
        for report in archive.import_paths(
            [tmp_path / "source.txt"], cancelled=lambda: bool(stored) and not indexed
        ):
            assert report.error is None
            stored.append(report.source)
    return path


async def test_more_hits_are_read_as_the_cursor_comes_near(
    tmp_path: Path, open_app: OpenApp, press: Press
) -> None:
    async with open_app(_crowd(tmp_path, 130, indexed=True)) as pilot:
        screen = await _look_for(pilot, press, "lantern")
        assert len(screen.hits.hits) == 50
        for _ in range(5):
            await press(pilot, "G")
        numbers = {hit.number for hit in screen.hits.hits}
        assert len(numbers) == len(screen.hits.hits) == 130


async def test_an_index_that_is_behind_is_brought_up_to_date_until_told_to_stop(
    tmp_path: Path, press: Press
) -> None:
    path = _crowd(tmp_path, 5_200, indexed=False)
    go_on = threading.Event()

    class Gated(Archive):
        """Waits before it goes on with the index."""

        def catch_up(
            self,
            progress: Callable[[IndexProgress], None] | None = None,
            cancelled: Callable[[], bool] | None = None,
        ) -> int:
            assert go_on.wait(20)
            return super().catch_up(progress, cancelled)

    with Gated.open(path) as archive:
        app = ArchiveApp(archive)
        try:
            async with app.run_test(size=(80, 24)) as pilot:
                await pilot.press("backslash")
                await _until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen))
                screen = _search(pilot)
                await _until(pilot, lambda: screen.indexing)
                await pilot.press("tab")
                assert "indexing: 0 of 5,20" in _bar(pilot, "about")
                await pilot.press("x")
                assert pilot.app.screen.query_one(KeyBar).note == "Indexing stops; what is indexed is found"
                go_on.set()
                await _until(pilot, lambda: not screen.indexing)
                assert _bar(pilot, "about").endswith("|")
                assert archive.search("lantern").behind > 5_000
                await pilot.press("x")
                await _until(pilot, lambda: archive.search("lantern").behind == 0)
        finally:
            go_on.set()
            assert app.writer.close()
