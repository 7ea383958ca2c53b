"""The thread widget, and what else Textual offers for a thread, behind the same keys.

``python -m bench.reader_apps KIND COUNT`` runs one on the terminal; with ``--headless`` it measures itself
and prints milliseconds as JSON.
"""

from __future__ import annotations

import asyncio
import gc
import itertools
import json
import resource
import sys
import time
from array import array
from typing import TYPE_CHECKING, Any, Final

from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Footer, Static, Tree

from archive_tui.model import Reading
from archive_tui.thread.order import Order
from archive_tui.tui.widgets.density import DensityMap
from archive_tui.tui.widgets.thread import ThreadWidget
from bench.threads import MadeUpThread

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual import events
    from textual.widgets.tree import TreeNode

KEYS: Final = {
    "j": "next", "f": "page", "z": "fold", "u": "unfold", "M": "fold all", "R": "unfold all", "G": "last",
    "g": "first", "n": "next unread", "s": "sort",
}  # fmt: skip
"""Key and what it does; "fold" folds the biggest branch."""
PLAN: Final = (("j", 40), ("f", 20), ("zu", 10), ("MR", 6), ("Gg", 10), ("n", 20), ("s", 5))
"""Keys pressed in turn, and how often."""
_QUIET: Final = 0.06
"""Seconds without a frame after which a key press is over."""


class Bench(App[None]):
    """An app that notes when it painted."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "Horizontal { height: 1fr; } ThreadWidget { width: 1fr; }"

    def __init__(self, thread: MadeUpThread) -> None:
        super().__init__()
        self.made_up = thread
        self.frames: list[float] = []
        self.commands: dict[str, Callable[[], object]] = {}

    def _display(self, *args: Any, **kwargs: Any) -> None:
        super()._display(*args, **kwargs)
        self.frames.append(time.perf_counter())

    def on_key(self, event: events.Key) -> None:
        """Do what a key stands for."""
        if event.key == "o":
            self.show()
        elif (command := self.commands.get(KEYS.get(event.key, ""))) is not None:
            command()
        else:
            return
        event.stop()
        event.prevent_default()

    def show(self) -> None:
        """Show the thread."""
        raise NotImplementedError


class ThreadBench(Bench):
    """The thread widget with its map and a footer."""

    def compose(self) -> ComposeResult:
        """Lay out as a reader's screen does."""
        thread = ThreadWidget()
        with Horizontal():
            yield thread
            yield DensityMap(thread)
        yield Footer()

    def show(self) -> None:
        """Open the thread, nothing read."""
        widget = self.query_one(ThreadWidget)
        thread = self.made_up
        widget.open(
            thread.article, thread.outline, Reading(array("q"), array("q"), array("q"), None), thread.texts
        )
        widget.focus()
        orders = itertools.cycle([Order.OLDEST, Order.NEWEST, Order.REPLIES])
        following = iter([Order.NEWEST, Order.REPLIES])

        def sort() -> None:
            widget.sort(next(orders))
            for order in following:
                widget.expect(order, flat=False)
                break

        self.set_timer(0.5, lambda: widget.expect(Order.OLDEST, flat=False))
        self.commands = {
            "next": lambda: widget.move(1),
            "page": lambda: widget.page(1),
            "fold": lambda: (widget.to_row(1), widget.toggle_fold()),
            "unfold": widget.toggle_fold,
            "fold all": widget.fold_all,
            "unfold all": widget.unfold_all,
            "last": widget.to_last,
            "first": widget.to_first,
            "next unread": lambda: widget.to_unread(1),
            "sort": sort,
        }


class TreeBench(Bench):
    """Textual's own Tree: one line a comment, no text."""

    def compose(self) -> ComposeResult:
        """Lay out the tree alone."""
        yield Tree("Thread")
        yield Footer()

    def show(self) -> None:
        """Fill the tree, everything unfolded."""
        tree: Tree[int] = self.query_one(Tree)
        tree.root.expand()
        branches: dict[int, TreeNode[int]] = {-1: tree.root}
        outline = self.made_up.outline
        for position, parent in enumerate(outline.parent):
            label = f"{outline.authors[outline.author[position]]} {self.made_up.text(position)[:60]!r}"
            branches[position] = branches[parent].add(
                label, expand=True, allow_expand=outline.size[position] > 1
            )
        tree.focus()
        self.commands = {
            "next": tree.action_cursor_down,
            "page": tree.action_page_down,
            "fold": branches[0].collapse,
            "unfold": branches[0].expand,
            "fold all": tree.root.collapse_all,
            "unfold all": tree.root.expand_all,
            "last": tree.action_scroll_end,
            "first": tree.action_scroll_home,
        }


class StaticBench(Bench):
    """One Static for every comment."""

    CSS = "VerticalScroll { height: 1fr; } Static { padding: 0 1 1 1; } .current { background: $boost; }"

    def compose(self) -> ComposeResult:
        """Lay out the scrolling container alone."""
        yield VerticalScroll()
        yield Footer()

    def show(self) -> None:
        """Mount all comments."""
        outline = self.made_up.outline
        box = self.query_one(VerticalScroll)
        rows = [Static(self.made_up.text(at), markup=False) for at in range(len(outline))]
        for row, depth in zip(rows, outline.depth, strict=True):
            row.styles.margin = (0, 0, 0, 2 * min(depth, 20))
        box.mount_all(rows)
        box.focus()
        current = itertools.count()

        def following() -> None:
            at = next(current)
            rows[at].remove_class("current")
            rows[at + 1].add_class("current").scroll_visible(animate=False)

        def fold(first: int, after: int, *, shown: bool) -> None:
            with self.batch_update():
                for row in rows[first:after]:
                    row.display = shown

        def fold_all(*, shown: bool) -> None:
            with self.batch_update():
                for row, depth in zip(rows, outline.depth, strict=True):
                    row.display = shown or depth == 1

        self.commands = {
            "next": following,
            "page": lambda: box.scroll_page_down(animate=False),
            "fold": lambda: fold(1, outline.size[0], shown=False),
            "unfold": lambda: fold(1, outline.size[0], shown=True),
            "fold all": lambda: fold_all(shown=False),
            "unfold all": lambda: fold_all(shown=True),
            "last": lambda: box.scroll_end(animate=False),
            "first": lambda: box.scroll_home(animate=False),
        }


KINDS: Final[dict[str, type[Bench]]] = {"thread": ThreadBench, "tree": TreeBench, "statics": StaticBench}


async def _last_frame(app: Bench, since: float) -> float:
    """Wait until no frame comes any more; return the milliseconds from ``since`` to the last one."""
    while time.perf_counter() - max([since, *app.frames[-1:]]) < _QUIET:
        await asyncio.sleep(0.005)
    return max(0.0, app.frames[-1] - since) * 1000


class Times:
    """Milliseconds by what was done: until the last frame, and of this process's processor time."""

    def __init__(self) -> None:
        self.wall: dict[str, list[float]] = {}
        self.cpu: dict[str, list[float]] = {}

    async def note(self, app: Bench, what: str, doing: Awaitable[object]) -> None:
        """Do something and wait for its last frame."""
        since, used = time.perf_counter(), time.process_time()
        await doing
        taken = await _last_frame(app, since)
        self.wall.setdefault(what, []).append(taken)
        self.cpu.setdefault(what, []).append((time.process_time() - used) * 1000)


def _calm() -> None:
    """Let the garbage collector rest, as the program does once it is ready."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


async def measure(kind: str, count: int) -> dict[str, dict[str, list[float]]]:
    """Return milliseconds by what was done, by clock and of processor time, and the peak memory in MB."""
    app = KINDS[kind](MadeUpThread(count))
    times = Times()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await times.note(app, "first paint", pilot.press("o"))
        slow = times.wall["first paint"][0] > 1000
        _calm()
        for keys, repeats in PLAN:
            for key in keys * (2 if slow else repeats):
                if KEYS[key] in app.commands:
                    await times.note(app, KEYS[key], pilot.press(key))
        for size in [(100, 40), (120, 40)] * (1 if slow else 5):
            await times.note(app, "resize", pilot.resize_terminal(*size))
    memory = [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]
    return {"wall": times.wall, "cpu": times.cpu, "memory": {"peak MB": memory}}


def main(arguments: list[str]) -> int:
    """Run or measure one kind."""
    kind, count = arguments[0], int(arguments[1])
    if "--headless" in arguments:
        print(json.dumps(asyncio.run(measure(kind, count))))
    else:
        app = KINDS[kind](MadeUpThread(count))
        _calm()
        app.run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
