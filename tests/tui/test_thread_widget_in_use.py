"""The thread widget in random use: after each step the screen shows the model, and the cursor is on it."""

import random
from array import array
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.pilot import Pilot

from archive_tui.model import (
    Article,
    ArticleId,
    ArticleSummary,
    CommentId,
    CommentText,
    Quote,
    Reading,
)
from archive_tui.thread.order import Order
from archive_tui.thread.outline import NO_DATE, NO_SCORE, NOISE, Flag, Outline
from archive_tui.thread.quotations import Quotations
from archive_tui.tui.widgets.density import DensityMap
from archive_tui.tui.widgets.thread import ThreadWidget
from archive_tui.tui.widgets.thread_paint import ThreadPainter
from archive_tui.tui.widgets.thread_styles import part_styles

PIECES = [
    "plain words in a row", "日本語のテキスト", "👩\u200d👩\u200d👧 family", "e\u0323\u0302tude", "שלום עולם",
    "https://example.org/a?b=c",
    "\n> quoted once\n>> and twice", "\n\n", "\n", "x" * 90, "\x1b[31mred\x1b]0;owned\x07",
    "\u202eturned", "[bold]not markup[/]", "“curly” — dashes…", "हिन्दी", "end.",
]  # fmt: skip


def random_outline(rng: random.Random, texts: Sequence[str]) -> Outline:
    count = len(texts)
    parent, depth, size, rank = [-1] * count, [1] * count, [1] * count, [1] * count
    chain: list[int] = []
    children: dict[int, int] = {}
    for position in range(count):
        del chain[rng.choice([0, len(chain), len(chain), rng.randint(0, len(chain))]) :]
        above = chain[-1] if chain else -1
        parent[position], depth[position] = above, len(chain) + 1
        children[above] = rank[position] = children.get(above, 0) + 1
        for ancestor in chain:
            size[ancestor] += 1
        chain.append(position)
    flags = [
        rng.choice([0] * 12 + [Flag.SPAM, Flag.GHOST, Flag.DELETED, Flag.PINGBACK, Flag.NEW]) for _ in texts
    ]
    return Outline(
        ids=array("q", rng.sample(range(1, 10 * count), count)),
        parent=array("i", parent),
        depth=array("i", depth),
        size=array("i", size),
        rank=array("i", rank),
        chars=array("i", map(len, texts)),
        breaks=array("i", [text.count("\n") for text in texts]),
        author=array("i", [rng.randint(-1, 2) for _ in texts]),
        created=array("q", [rng.choice([NO_DATE, rng.randint(0, 2**31), 2**62]) for _ in texts]),
        score=array("i", [rng.choice([NO_SCORE, rng.randint(-5, 99)]) for _ in texts]),
        flags=bytearray(flags),
        authors=("Ann", "B\x1b[2Job", "日本 太郎"),
    )


def random_quotations(rng: random.Random, outline: Outline) -> Quotations:
    """Make quotations anywhere, so also across words, line ends and marks."""
    quotes = []
    for position in sorted(rng.sample(range(len(outline)), len(outline) // 2)):
        cuts = sorted(
            rng.sample(range(outline.chars[position] + 1), min(4, outline.chars[position] // 2 * 2))
        )
        for start, stop in zip(cuts[::2], cuts[1::2], strict=True):
            quoting, source = (
                CommentId(outline.ids[position]),
                CommentId(outline.ids[rng.randrange(position + 1)]),
            )
            quotes.append(
                rng.choice(
                    [
                        Quote(quoting, 0, start, stop, "comment", source),
                        Quote(quoting, 0, start, stop, "article", None),
                        Quote(quoting, 0, start, stop, None, None),
                    ]
                )
            )
    return Quotations(outline, quotes)


class Host(App[None]):
    ENABLE_COMMAND_PALETTE = False
    CSS = "Horizontal { height: 1fr; } ThreadWidget { width: 1fr; }"

    def __init__(self, rng: random.Random, count: int) -> None:
        super().__init__()
        self.texts = [
            " ".join(rng.choice(PIECES) for _ in range(rng.choice([0, 1, 3, 8, 40]))) for _ in range(count)
        ]
        self.outline = random_outline(rng, self.texts)
        self.asked: list[int] = []

    def compose(self) -> ComposeResult:
        with Horizontal():
            thread = ThreadWidget()
            yield thread
            yield DensityMap(thread)

    def on_mount(self) -> None:
        summary = ArticleSummary(
            id=ArticleId(1), key="k", title="A \x1b[5mtitle", section=None, author=None, published=None,
            imported=datetime.now(UTC), source="s", format="f",
            comments=0, spam=0, max_depth=0, picked=0, unread=0,
        )  # fmt: skip
        body = "First paragraph. " * 40 + "\n\n" + "\n".join(PIECES)
        article = Article(summary=summary, dek=None, url=None, body=body, notes=(), declared=7)
        self.thread.open(article, self.outline, Reading(array("q"), array("q"), array("q"), None), self.fetch)
        self.thread.focus()

    def fetch(self, positions: Sequence[int]) -> Mapping[int, CommentText]:
        self.asked.append(len(positions))
        return {at: CommentText(None, None, self.texts[at], None) for at in positions}

    @property
    def thread(self) -> ThreadWidget:
        return self.query_one(ThreadWidget)


def check(app: Host, thread: ThreadWidget, step: object) -> None:
    """Compare the screen with the model painted afresh, and see that the cursor is on it."""
    view, heights = thread.view, thread.view.heights
    top, height, width = thread.scroll_offset.y, thread.window_height, thread.scrollable_content_region.width
    painter = ThreadPainter(
        view,
        thread._geometry,
        part_styles(thread),
        thread._body,
        thread._lines_of_article,
        quoted_by=thread._texts.quotations.quoted_by,
    )
    assert thread.virtual_size.height == heights.total, step
    assert 0 <= top <= max(0, heights.total - height), step
    screen = app.screen._compositor.render_strips()
    for y in range(height):
        shown = screen[y].crop(0, width).text.rstrip()
        if top + y >= heights.total:
            assert shown == "", step
            continue
        row, line = heights.at(top + y)
        entry = view.rows[row]
        assert view.is_exact(entry) or view.folded[entry], step
        current = entry == thread.cursor and (line < heights[row] - 1 or heights[row] == 1)
        assert shown == painter.strip(entry, line, current=current).text.rstrip(), (step, y)
        assert screen[y].cell_length == app.size.width, (step, y)
        assert cell_len(screen[y].text) == app.size.width, (step, y)
        unsafe = {c for c in shown if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066"}
        assert not unsafe, (step, y)
    row_of_cursor = view.row_of(thread.cursor)
    assert row_of_cursor is not None, step
    first = heights.top(row_of_cursor)
    last = first + max(1, heights[row_of_cursor] - 1)
    assert first < top + height, (step, "cursor below the screen")
    assert last > top, (step, "cursor above the screen")


def random_flags(rng: random.Random, outline: Outline) -> bytes:
    """Return the flags of a thread with other comments out of sight."""
    noise = [0, 0, 0, Flag.SPAM, Flag.HIDDEN, Flag.MUTED, Flag.SPAM | Flag.HIDDEN]
    return bytes(flags & ~NOISE | rng.choice(noise) for flags in outline.flags)


def commands(thread: ThreadWidget, rng: random.Random) -> dict[str, Callable[[], object]]:
    ids = list(thread.view.outline.ids)
    some = rng.sample(ids, min(len(ids), 5))
    return {
        "move": lambda: thread.move(rng.choice([1, 1, 1, -1, -1, 5, -5])),
        "sibling": lambda: thread.move_sibling(rng.choice([1, -1, 3])),
        "parent": thread.to_parent,
        "root": thread.to_root,
        "top level": lambda: thread.to_top_level(rng.choice([1, -1])),
        "unread": lambda: thread.to_unread(rng.choice([1, -1, 2])),
        "read on": thread.read_on,
        "page": lambda: thread.page(rng.choice([1, 1, -1]), half=rng.random() < 0.3),
        "lines": lambda: thread.scroll_lines(rng.choice([1, -1, 4, -9])),
        "first": thread.to_first,
        "last": thread.to_last,
        "toggle": thread.toggle_fold,
        "in": thread.step_in,
        "out": thread.step_out,
        "zo": thread.open_one,
        "zc": thread.close_one,
        "zC": thread.fold_branch,
        "zO": thread.unfold_branch,
        "chain": thread.fold_chain,
        "level": lambda: thread.fold_level(rng.choice([1, -1])),
        "zM": thread.fold_all,
        "zR": thread.unfold_all,
        "depth": lambda: thread.fold_to_depth(rng.randint(1, 5)),
        "zx": thread.fold_others,
        "align": lambda: thread.align(rng.choice(["top", "center", "bottom"])),
        "narrow": thread.narrow,
        "hidden": lambda: thread.set_hidden_shown(rng.random() < 0.5),
        "filter": lambda: thread.filter(rng.choice([None, some])),
        "sort": lambda: thread.sort(rng.choice(list(Order))),
        "flat": thread.toggle_flat,
        "jump": lambda: thread.jump_to(rng.choice(ids)),
        "back": thread.back,
        "forward": thread.forward,
        "quotes arrive": lambda: thread.set_quotations(random_quotations(rng, thread.view.outline)),
        "quotes": lambda: thread.fold_quotes(rng.random() < 0.5),
        "quoted": lambda: thread.to_quoted(rng.choice([None, None, 1, 2])),
        "author": lambda: thread.to_author(rng.choice([1, -1])),
        "mark": lambda: thread.mark_read(branch=rng.random() < 0.5, read=rng.random() < 0.5),
        "star": lambda: thread.set_starred(some),
        "hits": lambda: thread.set_hits(some),
        "hide": lambda: thread.hide(branch=rng.random() < 0.3, hidden=rng.random() < 0.8),
        "flags": lambda: thread.take_flags(random_flags(rng, thread.view.outline)),
        "come back": lambda: thread.come_back(CommentId(each) for each in some),
        "fraction": lambda: thread.to_fraction(rng.random()),
    }


async def one_step(pilot: Pilot[None], thread: ThreadWidget, rng: random.Random) -> str:
    """Do something that a reader could do; return its name."""
    chance = rng.random()
    if chance < 0.8:
        name, command = rng.choice(list(commands(thread, rng).items()))
        command()
        return name
    if chance < 0.88:
        scroll = rng.choice([thread._scroll_down_for_pointer, thread._scroll_up_for_pointer])
        for _ in range(rng.randint(1, 6)):
            scroll(animate=False)
        return "wheel"
    if chance < 0.94:
        offset = (rng.choice([1, 2, 3, 5, 20]), rng.randrange(thread.window_height))
        await pilot.click(ThreadWidget, offset=offset)
        return f"click {offset}"
    size = rng.choice([(100, 30), (80, 24), (60, 12), (140, 40), (30, 8), (200, 50)])
    await pilot.resize_terminal(*size)
    return f"resize {size}"


@pytest.mark.parametrize("seed", range(8))
async def test_the_screen_always_shows_the_model_and_the_cursor(seed: int) -> None:
    rng = random.Random(seed)
    app = Host(rng, rng.choice([1, 12, 120]))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        thread = app.thread
        check(app, thread, "opened")
        done: list[str] = []
        for _ in range(120):
            done.append(await one_step(pilot, thread, rng))
            await pilot.pause()
            check(app, thread, (seed, done[-6:]))
