"""The details: charts of characters, and the facts beside the thread."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Static

from archive_tui.model import PrivateDetails
from archive_tui.tui.widgets.charts import bar, depth_rows, sparkline
from archive_tui.tui.widgets.details import Details, private_facts

OpenApp = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Awaitable[None]]


def test_a_sparkline_tells_little_from_nothing() -> None:
    assert sparkline([0, 1, 500, 1000]) == "▁▂▅█"
    assert sparkline([3]) == "█"
    assert sparkline([0, 0]) == "▁▁"
    assert sparkline([]) == ""


@given(st.lists(st.integers(0, 10_000), min_size=1))
def test_a_sparkline_keeps_the_order_of_heights(bars: list[int]) -> None:
    line = sparkline(bars)
    assert len(line) == len(bars)
    for one, other in zip(sorted(bars), sorted(bars)[1:], strict=False):
        assert line[bars.index(one)] <= line[bars.index(other)]


@given(st.integers(0, 1000), st.integers(1, 1000), st.integers(1, 40))
def test_a_bar_fits_and_is_there(value: int, most: int, width: int) -> None:
    drawn = bar(min(value, most), most, width)
    assert cell_len(drawn) <= width
    assert bool(drawn) == bool(value)
    assert bar(most, most, width) == "━" * width


def test_depths_share_a_last_row() -> None:
    rows = list(depth_rows([9, 8, 7], 9))
    assert [(label, count) for label, _, count in rows] == [("1", 9), ("2", 8), ("3", 7)]
    labels = [(label, count) for label, _, count in depth_rows([1] * 30, 9)]
    assert labels[-1] == ("8–30", 23)
    assert len(labels) == 8
    assert list(depth_rows([], 9)) == []


def _text(pilot: Pilot[None]) -> str:
    pane = pilot.app.screen.query_one(Details)
    return "\n".join(str(part.content) for part in pane.query(Static) if part.display)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_tells_of_comment_thread_and_article(
    open_app: OpenApp, press: Press, size: tuple[int, int]
) -> None:
    async with open_app(size=size) as pilot:
        await press(pilot, "s", "s", "s", "g", "enter", "3", "G", "i")
        text = _text(pilot)
        for line in (
            "Comment 1.1.1",
            "author     Ann",
            "date       2012-05-04 10:00",
            "score      9",
            "comments   10, 4 at the top",
            "spam       1",
            "By hour, 1 at most",
            "██████████",
            "2012-05-04 03:00 to 2012-05-04 12:00",
            "section    Town",
            "from       page.txt",
            "format     shelf",
        ):
            assert line in text, line
        depths = text[text.index("By depth") :].splitlines()[1:4]
        assert [line.split()[0] for line in depths] == ["1", "2", "3"]
        assert [line.split()[-1] for line in depths] == ["4", "4", "2"]
        await press(pilot, "g")
        assert "Comment" not in _text(pilot)
        assert "Thread" in _text(pilot)


def test_what_is_private_is_told_only_where_it_is_kept() -> None:
    assert private_facts(None) == []
    assert private_facts(PrivateDetails("ada@example.org", None)) == [("E-mail", "ada@example.org")]
    assert private_facts(PrivateDetails("a\x1b[31m@b", "192.0.2.7")) == [
        ("E-mail", "a@b"),
        ("IP", "192.0.2.7"),
    ]


async def test_says_why_a_comment_is_spam(open_app: OpenApp, press: Press) -> None:
    async with open_app(size=(120, 40)) as pilot:
        await press(pilot, "s", "s", "s", "g", "enter", "H", "5", "G", "i")
        text = _text(pilot)
        assert "verdict    spam, by the source" in text
        assert "why        marked there" in text


async def test_stands_beside_a_wide_thread_and_below_a_narrow_one(open_app: OpenApp, press: Press) -> None:
    async with open_app(size=(120, 40)) as pilot:
        await press(pilot, "enter", "j", "i")
        pane = pilot.app.screen.query_one(Details)
        own, rest = pane.query(Static)
        assert pane.region.x > 60
        assert own.region.x == rest.region.x
        assert own.region.bottom <= rest.region.y
        await pilot.resize_terminal(80, 24)
        await press(pilot)
        assert pane.region.x == 0
        assert own.region.y == rest.region.y
        assert own.region.right <= rest.region.x
