from __future__ import annotations

from array import array
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_tui.thread.outline import NO_DATE, Flag, Outline, empty_outline
from archive_tui.thread.portrait import MOST_BARS, Unit, activity, portrait

_START = datetime(2011, 6, 3, 22, 30, tzinfo=UTC)  # a Friday


def _seconds(*after: timedelta) -> list[int]:
    return [int((_START + each).timestamp()) for each in after]


@pytest.mark.parametrize(
    ("last", "unit", "bars"),
    [
        (timedelta(minutes=20), Unit.HOUR, 1),
        (timedelta(hours=31), Unit.HOUR, 32),
        (timedelta(hours=32), Unit.QUARTER, 7),
        (timedelta(days=8), Unit.DAY, 9),
        (timedelta(days=31), Unit.DAY, 32),
        (timedelta(days=32), Unit.WEEK, 6),
        (timedelta(days=300), Unit.MONTH, 10),
        (timedelta(days=365 * 5), Unit.YEAR, 6),
        (timedelta(days=365 * 60), Unit.DECADE, 7),
    ],
)
def test_the_unit_is_the_finest_that_fits(last: timedelta, unit: Unit, bars: int) -> None:
    found = activity(_seconds(timedelta(), last))
    assert found is not None
    assert (found.unit, len(found.bars)) == (unit, bars)
    assert found.bars[0] >= 1
    assert found.bars[-1] >= 1
    assert sum(found.bars) == 2


def test_a_week_begins_on_monday() -> None:
    long_after = timedelta(days=60)
    saturday, sunday, monday = (timedelta(days=days) for days in (1, 2, 3))
    found = activity(_seconds(timedelta(), saturday, sunday, monday, long_after))
    assert found is not None
    assert found.unit is Unit.WEEK
    assert found.bars[:2] == (3, 1)


def test_without_dates_there_is_no_activity() -> None:
    assert activity([]) is None
    assert activity([NO_DATE, NO_DATE]) is None


@given(st.lists(st.integers(-(2**36), 2**37) | st.just(NO_DATE), min_size=1))
def test_every_comment_with_a_date_is_counted_once(created: list[int]) -> None:
    found = activity(created)
    dated = [each for each in created if -62_135_596_800 <= each < 253_402_300_800]
    assert sum(found.bars if found else ()) == len(dated)
    if found is not None:
        assert len(found.bars) <= MOST_BARS or found.unit is Unit.DECADE
        assert found.first <= found.last


def test_a_portrait_counts_what_there_is() -> None:
    outline = Outline(
        ids=array("q", [1, 2, 3, 4]),
        parent=array("i", [-1, 0, 1, -1]),
        depth=array("i", [1, 2, 3, 1]),
        size=array("i", [3, 2, 1, 1]),
        rank=array("i", [1, 1, 1, 2]),
        chars=array("i", [5, 5, 5, 5]),
        breaks=array("i", [0, 0, 0, 0]),
        author=array("i", [0, 1, 0, -1]),
        created=array("q", [NO_DATE] * 4),
        score=array("i", [0, 0, 0, 0]),
        flags=bytearray([0, Flag.GHOST, Flag.SPAM | Flag.DELETED, Flag.SPAM | Flag.MISSING]),
        authors=("Ann", "Bob"),
    )
    found = portrait(outline)
    assert found.depths == (2, 1, 1)
    assert (found.comments, found.roots, found.authors) == (4, 2, 2)
    assert (found.spam, found.deleted, found.ghosts, found.missing) == (2, 1, 1, 1)
    assert found.activity is None


def test_an_empty_thread_has_a_portrait_too() -> None:
    found = portrait(empty_outline())
    assert (found.comments, found.depths, found.activity) == (0, (), None)
