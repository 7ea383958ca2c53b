"""The thread widget as a reader uses it: what each command does to the screen, and what it tells."""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from textual import on
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from archive_tui.model import (
    Article,
    ArticleId,
    ArticleSummary,
    CommentId,
    CommentText,
    PageNote,
    Place,
    Reading,
)
from archive_tui.thread.order import Order
from archive_tui.thread.outline import Flag, Outline
from archive_tui.tui.widgets.density import DensityMap
from archive_tui.tui.widgets.thread import ThreadWidget

T = TypeVar("T", bound=Message)

EPOCH = 1_262_304_000
WORDS = ["kettle", "garden", "window", "ladder", "copper", "violin", "harbour", "lantern", "meadow", "pepper"]


def outline_of(
    depths: Sequence[int], texts: Sequence[str], flags: Mapping[int, int] | None = None
) -> Outline:
    """Make the outline of comments at these depths, in pre-order; ids begin at 1001, dates run backwards."""
    count = len(depths)
    parent, size, rank = [-1] * count, [1] * count, [1] * count
    chain: list[int] = []
    children: dict[int, int] = {}
    for position, depth in enumerate(depths):
        del chain[depth - 1 :]
        above = chain[-1] if chain else -1
        parent[position] = above
        children[above] = children.get(above, 0) + 1
        rank[position] = children[above]
        for ancestor in chain:
            size[ancestor] += 1
        chain.append(position)
    return Outline(
        ids=array("q", range(1001, 1001 + count)),
        parent=array("i", parent),
        depth=array("i", depths),
        size=array("i", size),
        rank=array("i", rank),
        chars=array("i", map(len, texts)),
        breaks=array("i", [text.count("\n") for text in texts]),
        author=array("i", [position % 3 for position in range(count)]),
        created=array("q", [EPOCH - 60 * position for position in range(count)]),
        score=array("i", [position * 7 % 11 for position in range(count)]),
        flags=bytearray((flags or {}).get(position, 0) for position in range(count)),
        authors=("Ann", "Bob", "Cy"),
    )


def article(title: str = "On Kettles") -> Article:
    now = datetime(2010, 1, 1, tzinfo=UTC)
    summary = ArticleSummary(
        id=ArticleId(1), key="k", title=title, section="Kitchen", author="Dora", published=now, imported=now,
        source="kettles.txt", format="test", comments=0, spam=0, max_depth=0, picked=0, unread=0,
    )  # fmt: skip
    body = "Water boils.\n\nSteam rises from the spout."
    return Article(summary=summary, dek="What steam does", url=None, body=body, notes=(), declared=None)


def has_read(
    read: Iterable[int] = (),
    *,
    folded: Iterable[int] = (),
    starred: Iterable[int] = (),
    place: Place | None = None,
) -> Reading:
    return Reading(array("q", read), array("q", folded), array("q", starred), place)


class Host(App[None]):
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        depths: Sequence[int],
        texts: Sequence[str] | None = None,
        *,
        flags: Mapping[int, int] | None = None,
        reading: Reading | None = None,
    ) -> None:
        super().__init__()
        self.texts = texts or [f"{WORDS[at % len(WORDS)]} {at + 1}" for at in range(len(depths))]
        self.outline = outline_of(depths, self.texts, flags)
        self.reading = reading or has_read()
        self.told: list[Message] = []

    def compose(self) -> ComposeResult:
        yield ThreadWidget()

    def on_mount(self) -> None:
        self.thread.open(article(), self.outline, self.reading, self.fetch)
        self.thread.focus()

    def fetch(self, positions: Sequence[int]) -> Mapping[int, CommentText]:
        return {at: CommentText(None, None, self.texts[at], None) for at in positions}

    @property
    def thread(self) -> ThreadWidget:
        return self.query_one(ThreadWidget)

    @on(ThreadWidget.Refused)
    @on(ThreadWidget.FoldsChanged)
    @on(ThreadWidget.ReadChanged)
    @on(ThreadWidget.MarkChanged)
    @on(ThreadWidget.CursorMoved)
    @on(ThreadWidget.PlaceChanged)
    @on(ThreadWidget.Wrapped)
    @on(ThreadWidget.LinkClicked)
    def keep(self, message: Message) -> None:
        self.told.append(message)

    async def tell(self, pilot: Pilot[None], kind: type[T]) -> list[T]:
        """Return what was told of a kind since this was last asked, and forget the rest."""
        await pilot.pause()
        told = [message for message in self.told if isinstance(message, kind)]
        self.told.clear()
        return told


def lines(app: App[None]) -> list[str]:
    """Return what the screen shows, the scrollbar left out."""
    return [
        strip.crop(0, app.size.width - 1).text.rstrip() for strip in app.screen._compositor.render_strips()
    ]


def current_lines(app: App[None]) -> list[str]:
    return [line for line in lines(app) if line.startswith("▌")]


async def refusal(app: Host, pilot: Pilot[None], command: Callable[[], bool]) -> str:
    """Return the sentence that a command is refused with."""
    await pilot.pause()
    app.told.clear()
    assert command() is False
    (refused,) = await app.tell(pilot, ThreadWidget.Refused)
    return refused.sentence


THREE = [1, 2, 3, 2, 1, 1, 2]
"""1 (1.1 (1.1.1), 1.2), 2, 3 (3.1)."""


async def test_opening_shows_the_article_and_then_the_comments() -> None:
    app = Host(THREE)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        shown = lines(app)
        text = "\n".join(shown)
        for part in (
            "KITCHEN",
            "On Kettles",
            "What steam does",
            "Dora · 2010-01-01",
            "Steam rises",
            "7 comments",
        ):
            assert part in text
        numbers = [line for line in shown if "● " in line]
        assert [line.split("● ")[1].split()[0] for line in numbers] == [
            "1", "1.1", "1.1.1", "1.2", "2", "3", "3.1",
        ]  # fmt: skip
        assert app.thread.cursor == 0
        assert app.thread.current == 0
        assert numbers[2].startswith(" │ │ · ● 1.1.1 Cy · 2009-12-31 23:58 · 3 points")


async def test_moving_reads_and_stops_at_both_ends() -> None:
    app = Host(THREE)
    async with app.run_test(size=(80, 40)) as pilot:
        assert "beginning" in await refusal(app, pilot, lambda: app.thread.move(-1))
        assert app.thread.move(2)
        moved = await app.tell(pilot, ThreadWidget.CursorMoved)
        assert [(each.entry, each.comment_id) for each in moved] == [(2, 1002)]
        assert app.thread.view.unread.count(1) == 6
        assert app.thread.move(99)
        (read,) = await app.tell(pilot, ThreadWidget.ReadChanged)
        assert read.ids == [1007]
        assert "last comment" in await refusal(app, pilot, lambda: app.thread.move(1))


async def test_the_next_comment_is_a_scroll_away_while_the_current_one_is_not_at_its_end() -> None:
    app = Host([1, 1], ["\n".join(f"line {at}" for at in range(60)), "short"])
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        app.thread.move(1)
        seen: set[str] = set()
        steps = 0
        while app.thread.cursor == 1:
            await pilot.pause()
            assert app.thread.view.unread[1] == (not any("line 59" in line for line in lines(app)))
            seen |= {line.split()[-1] for line in lines(app) if "line " in line}
            assert app.thread.move(1)
            steps += 1
        assert seen == {str(at) for at in range(60)}
        assert steps == 4
        assert app.thread.move(-1)
        assert app.thread.cursor == 1
        await pilot.pause()
        assert "1 Ann" in lines(app)[0]


async def test_moves_follow_the_tree() -> None:
    app = Host(THREE)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        thread = app.thread
        ways: list[tuple[Callable[[], bool], int]] = [
            (lambda: thread.to_top_level(1), 1),
            (lambda: thread.move_sibling(2), 6),
            (thread.step_in, 7),
            (thread.to_parent, 6),
            (lambda: thread.move_sibling(-2), 1),
            (thread.to_first_reply, 2),
            (lambda: thread.move_sibling(1), 4),
            (lambda: thread.move_sibling(-1), 2),
            (thread.step_in, 3),
            (thread.to_root, 1),
            (lambda: thread.to_author(1), 4),
            (lambda: thread.to_author(-1), 1),
            (thread.to_last, 7),
            (lambda: thread.to_top_level(-1), 6),
            (lambda: thread.to_top_level(-1), 5),
            (thread.to_first, 0),
            (lambda: thread.to_row(4), 4),
        ]
        for number, (way, entry) in enumerate(ways):
            assert way()
            assert thread.cursor == entry, number
        for number, (_, entry) in reversed([*enumerate(ways)][:-1]):
            assert thread.back()
            assert thread.cursor == entry, number
        assert thread.back()
        assert thread.cursor == 0
        assert not thread.back()
        for number, (_, entry) in enumerate(ways):
            assert thread.forward()
            assert thread.cursor == entry, number
        assert not thread.forward()


async def test_what_cannot_be_done_is_said() -> None:
    app = Host([1, 2], flags={})
    async with app.run_test(size=(80, 30)) as pilot:
        thread = app.thread
        await pilot.pause()
        assert "article" in await refusal(app, pilot, thread.narrow)
        assert "sibling" in await refusal(app, pilot, lambda: thread.move_sibling(1))
        assert "root" in await refusal(app, pilot, thread.to_root)
        assert "wrote" in await refusal(app, pilot, lambda: thread.to_author(1))
        thread.move(1)
        assert "answers no" in await refusal(app, pilot, thread.to_parent)
        assert "top-level" in await refusal(app, pilot, lambda: thread.to_top_level(1))
        assert "same author" in await refusal(app, pilot, lambda: thread.to_author(1))
        assert "not folded" in await refusal(app, pilot, thread.open_one)
        assert "folded" in await refusal(app, pilot, thread.unfold_all)
        assert "folded" in await refusal(app, pilot, lambda: thread.fold_level(1))
        assert "folded" in await refusal(app, pilot, thread.unfold_branch)
        assert "hidden" in await refusal(app, pilot, lambda: thread.set_hidden_shown(True))
        assert "filter" in await refusal(app, pilot, lambda: thread.filter(None))
        assert "matches" in await refusal(app, pilot, lambda: thread.filter([5]))
        assert "not in this thread" in await refusal(app, pilot, lambda: thread.jump_to(5))
        assert "starred" in await refusal(app, pilot, lambda: thread.to_starred(1))
        assert "hit" in await refusal(app, pilot, lambda: thread.to_hit(1))
        assert "new" in await refusal(app, pilot, lambda: thread.to_new(1))
        thread.move(1)
        assert "no reply" in await refusal(app, pilot, thread.step_in)
        assert "No unread" in await refusal(app, pilot, lambda: thread.to_unread(1))
        assert "No unread" in await refusal(app, pilot, thread.read_on)
        assert "keep open" in await refusal(app, pilot, thread.fold_others)
        assert "read already" in await refusal(app, pilot, thread.mark_read)
        assert "ends here" in await refusal(app, pilot, lambda: thread.scroll_lines(1))
        assert "ends here" in await refusal(app, pilot, thread.page)


async def test_folding_says_what_is_held_and_keeps_the_cursor() -> None:
    app = Host(THREE)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        thread = app.thread
        thread.move(3)
        await pilot.pause()
        app.told.clear()
        assert thread.fold_chain()
        (folds,) = await app.tell(pilot, ThreadWidget.FoldsChanged)
        assert (folds.folded, folds.unfolded) == ([1001], [])
        assert thread.cursor == 5
        assert thread.back()
        (line,) = current_lines(app)
        assert "▸ ● 1 Ann" in line
        assert "3 replies · 2 unread" in line
        assert line.endswith("— kettle 1")
        assert thread.toggle_fold()
        (folds,) = await app.tell(pilot, ThreadWidget.FoldsChanged)
        assert (folds.folded, folds.unfolded) == ([], [1001])
        assert len(thread.view.rows) == 8


async def test_a_folded_comment_shows_its_own_first_words_not_those_it_quotes() -> None:
    app = Host([1, 1], ["> said before\n\nand answered here", "> nothing but a quotation"])
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        app.thread.fold_all()
        await pilot.pause()
        assert [line.split(" — ")[1] for line in lines(app) if "▸" in line] == [
            "and answered here",
            "> nothing but a quotation",
        ]


async def test_a_leaf_folds_its_own_text() -> None:
    app = Host([1, 1])
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        app.thread.move(1)
        assert app.thread.toggle_fold()
        await pilot.pause()
        (line,) = current_lines(app)
        assert line.startswith("▌▸")
        assert len(app.thread.view.rows) == 3


async def test_closing_twice_closes_the_parent_and_levels_go_one_by_one() -> None:
    app = Host(THREE)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        thread = app.thread
        thread.move(2)
        assert thread.close_one()
        assert (thread.cursor, [*thread.view.rows]) == (2, [0, 1, 2, 4, 5, 6, 7])
        assert thread.close_one()
        assert (thread.cursor, [*thread.view.rows]) == (1, [0, 1, 5, 6, 7])
        assert thread.unfold_branch()
        assert len(thread.view.rows) == 8
        assert thread.fold_level(-1)
        assert [*thread.view.rows] == [0, 1, 2, 4, 5, 6]
        assert thread.fold_level(-1)
        assert [*thread.view.rows] == [0, 1, 5, 6]
        assert thread.fold_level(1)
        assert [*thread.view.rows] == [0, 1, 2, 4, 5, 6, 7]
        assert thread.fold_to_depth(1)
        assert thread.step_in()
        assert [*thread.view.rows] == [0, 1, 2, 4, 5, 6]
        assert thread.unfold_all()
        assert thread.step_out()
        assert thread.view.folded[1]
        assert thread.fold_branch()
        assert thread.step_in()
        assert [*thread.view.rows] == [0, 1, 2, 4, 5, 6, 7]


async def test_folding_others_keeps_the_way_to_what_matters() -> None:
    app = Host(THREE, reading=has_read(range(1001, 1008), starred=[1003]))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        thread = app.thread
        thread.set_hits([1005])
        assert thread.fold_others()
        assert [entry for entry in thread.view.rows if not thread.view.folded[entry]] == [0, 1, 2, 3, 5]
        assert [*thread.view.rows] == [0, 1, 2, 3, 4, 5, 6]
        thread.to_last()
        assert thread.to_starred(1)
        assert thread.cursor == 3
        (wrapped,) = await app.tell(pilot, ThreadWidget.Wrapped)
        assert wrapped.sentence == "From the top again"
        assert thread.to_hit(1)
        assert thread.cursor == 5


async def test_unread_is_found_across_folds_and_from_the_top_again() -> None:
    app = Host(THREE, reading=has_read([1001, 1002, 1005], folded=[1001, 1002]))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        thread = app.thread
        assert [*thread.view.rows] == [0, 1, 5, 6, 7]
        assert thread.to_unread(1)
        assert thread.cursor == 3
        (folds,) = await app.tell(pilot, ThreadWidget.FoldsChanged)
        assert folds.unfolded == [1001, 1002]
        assert thread.to_unread(1)
        assert thread.to_unread(2)
        assert thread.cursor == 7
        assert thread.to_unread(-1)
        assert thread.cursor == 6
        assert not thread.to_unread(1)


async def test_reading_on_pages_through_and_says_when_it_is_over() -> None:
    text = "\n".join(f"line {at}" for at in range(30))
    app = Host([1, 2, 1], [text, text, "short"])
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        entries = []
        while app.thread.read_on():
            await pilot.pause()
            entries.append(app.thread.cursor)
        assert entries == [1, 1, 2, 2, 3]
        assert 1 not in app.thread.view.unread


async def test_marking_a_branch_tells_the_ids_that_changed() -> None:
    app = Host(THREE, reading=has_read([1002]))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        app.thread.move(1)
        await app.tell(pilot, ThreadWidget.ReadChanged)
        assert app.thread.mark_read(branch=True)
        (changed,) = await app.tell(pilot, ThreadWidget.MarkChanged)
        assert (changed.mark, changed.ids, changed.value) == ("read", [1003, 1004], True)
        assert app.thread.mark_read(read=False)
        (changed,) = await app.tell(pilot, ThreadWidget.MarkChanged)
        assert (changed.mark, changed.ids, changed.value) == ("read", [1001], False)


async def test_hidden_comments_leave_a_stub_only_above_something_visible() -> None:
    app = Host(THREE, flags={0: Flag.SPAM, 6: Flag.SPAM})
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        thread = app.thread
        assert [*thread.view.rows] == [0, 1, 2, 3, 4, 5, 6]
        assert any("1 spam, hidden · 3 replies" in line for line in lines(app))
        assert thread.set_hidden_shown(True)
        await pilot.pause()
        assert [*thread.view.rows] == [*range(8)]
        assert any("1 Ann" in line and "spam" in line for line in lines(app))
        thread.to_last()
        assert thread.set_hidden_shown(False)
        assert thread.cursor == 6
        assert "hidden" in await refusal(app, pilot, lambda: thread.jump_to(1007))


async def test_a_filter_keeps_what_matches_with_what_it_answers() -> None:
    app = Host(THREE)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        thread = app.thread
        thread.to_last()
        assert thread.filter([1003])
        assert [*thread.view.rows] == [0, 1, 2, 3]
        assert thread.cursor == 3
        assert thread.jump_to(1005)
        assert thread.view.filtered is None
        assert thread.current == 1005


async def test_narrowing_leaves_the_branch_alone_and_widening_comes_back() -> None:
    app = Host(THREE)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        thread = app.thread
        thread.move(2)
        assert thread.narrow()
        (place, *_) = reversed(await app.tell(pilot, ThreadWidget.PlaceChanged))
        assert place.place == Place(CommentId(1002), 0, CommentId(1002))
        assert lines(app)[0].startswith("▌▾ 1.1 Bob")
        assert [*thread.view.rows] == [2, 3]
        assert "outside" in await refusal(app, pilot, thread.to_parent)
        assert thread.narrow()
        await pilot.pause()
        assert (thread.cursor, len(thread.view.rows)) == (2, 8)
        thread.narrow()
        assert thread.jump_to(1007)
        assert thread.view.narrowed is None


async def test_orders_keep_the_cursor_and_its_folds() -> None:
    app = Host(THREE)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        thread = app.thread
        thread.move(2)
        thread.toggle_fold()
        assert thread.sort(Order.OLDEST)
        assert thread.current == 1002
        assert thread.view.folded[thread.cursor]
        assert [thread.id_of(entry) for entry in thread.view.rows[1:]] == [1006, 1007, 1005, 1001, 1004, 1002]
        assert thread.toggle_flat()
        await pilot.pause()
        assert [thread.id_of(entry) for entry in thread.view.rows[1:]] == [*range(1007, 1000, -1)]
        assert any(line.startswith("▌▸ ") and " 1.1 Bob" in line for line in lines(app))
        assert thread.to_parent()
        assert thread.current == 1001
        assert thread.toggle_flat()
        assert thread.sort(Order.SCORE)
        assert thread.id_of(thread.view.rows[1]) == 1005


async def test_the_place_is_left_and_found_again() -> None:
    text = "\n".join(f"line {at}" for at in range(40))
    app = Host([1, 2, 2], [text, text, text])
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        app.thread.move(2)
        app.thread.scroll_lines(7)
        *_, left = await app.tell(pilot, ThreadWidget.PlaceChanged)
        before = lines(app)
    assert left.place == Place(CommentId(1002), 7)
    again = Host([1, 2, 2], [text, text, text], reading=has_read([1001], place=left.place))
    async with again.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        assert lines(again) == before
        assert again.thread.current == 1002


async def test_a_resize_keeps_the_words_at_the_top() -> None:
    texts = [" ".join(f"w{at}x{word}" for word in range(150)) for at in range(20)]
    app = Host([1] * 20, texts)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        app.thread.move(8)
        app.thread.scroll_lines(5)
        await pilot.pause()
        word = lines(app)[0].split()[1]
        assert word.startswith("w")
        for size in [(60, 24), (140, 24), (33, 24), (100, 24)]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert word in lines(app)[0].split()


async def test_a_comment_five_hundred_deep_is_readable() -> None:
    app = Host([*range(1, 501)], ["quite an ordinary sentence about kettles and how they sing"] * 500)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.thread.to_last()
        await pilot.pause()
        header, first, second = current_lines(app)[:3]
        assert "⇥ 500 " in header
        assert "1.1.….1.1.1" in header
        assert "quite an ordinary sentence about kettles and how" in first
        assert "they sing" in second


async def test_quotes_have_a_bar_and_links_are_told_when_clicked() -> None:
    app = Host([1], ["> what you said\n\nsee https://example.org/a(b), or javascript:alert(1)"])
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        row = next(at for at, line in enumerate(lines(app)) if "what you said" in line)
        assert lines(app)[row] == "   ▎ what you said"
        await pilot.click(ThreadWidget, offset=(12, row + 2))
        (clicked,) = await app.tell(pilot, ThreadWidget.LinkClicked)
        assert clicked.url == "https://example.org/a(b)"
        assert app.thread.cursor == 1
        await pilot.click(ThreadWidget, offset=(40, row + 2))
        assert await app.tell(pilot, ThreadWidget.LinkClicked) == []


async def test_the_mouse_selects_folds_and_scrolls() -> None:
    app = Host(THREE * 6)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        row = next(at for at, line in enumerate(lines(app)) if "1 Ann" in line)
        await pilot.click(ThreadWidget, offset=(1, row))
        assert app.thread.cursor == 1
        assert app.thread.view.folded[1]
        before = lines(app)
        app.thread._scroll_down_for_pointer(animate=False)
        await pilot.pause()
        assert lines(app) != before
        assert app.thread._is_on_screen(app.thread.view.row_of(app.thread.cursor) or 0)


async def test_selected_text_is_copied_without_guides() -> None:
    app = Host([1, 2], ["first line\nsecond line", "reply"])
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        row = next(at for at, line in enumerate(lines(app)) if "first line" in line)
        await pilot.mouse_down(ThreadWidget, offset=(3, row))
        await pilot.hover(ThreadWidget, offset=(9, row + 1))
        await pilot.mouse_up(ThreadWidget, offset=(9, row + 1))
        await pilot.pause()
        assert app.screen.get_selected_text() == "first line\nsecond"


async def test_what_is_gone_is_said_in_place_of_the_text() -> None:
    app = Host(
        [1, 1, 1], ["", "", "here"], flags={0: Flag.GHOST, 1: Flag.DELETED, 2: Flag.PINGBACK | Flag.MISSING}
    )
    async with app.run_test(size=(90, 40)) as pilot:
        await pilot.pause()
        text = "\n".join(lines(app))
        assert "A comment that is not in the archive" in text
        assert "The text of this comment was removed at the source" in text
        assert "pingback · no longer at the source" in text


async def test_notes_about_the_page_itself_are_not_shown() -> None:
    app = Host([1])
    notes = (PageNote("next", "NEXT: Kettles, part two"), PageNote("footer", "Comments are closed."))
    async with app.run_test(size=(80, 40)) as pilot:
        app.thread.open(replace(article(), notes=notes), app.outline, app.reading, app.fetch)
        await pilot.pause()
        text = "\n".join(lines(app))
        assert "NEXT: Kettles, part two" in text
        assert "Comments are closed." not in text


async def test_opening_another_thread_leaves_nothing_of_the_first() -> None:
    app = Host(THREE)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        app.thread.to_last()
        app.thread.fold_all()
        app.texts = ["only this"]
        app.thread.open(article("Other"), outline_of([1], app.texts), has_read(), app.fetch)
        await pilot.pause()
        text = "\n".join(lines(app))
        assert "Other" in text
        assert "only this" in text
        assert "kettle" not in text.lower()
        assert app.thread.cursor == 0


async def test_the_map_shows_what_lies_where_and_goes_there() -> None:
    app = Host([1] * 60)
    async with app.run_test(size=(80, 20)) as pilot:
        density = DensityMap(app.thread)
        density.styles.dock = "right"
        await app.mount(density)
        app.thread.set_starred([1060])
        app.thread.set_hits([1030])
        await pilot.pause()
        column = [strip.text[-1] for strip in app.screen._compositor.render_strips()]
        assert column[-1] == "★"
        assert column.count("◆") == 1
        assert column[3] == "•"
        await pilot.click(DensityMap, offset=(0, 19))
        assert app.thread.cursor == 60
