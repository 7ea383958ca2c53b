"""What a thread looks like as a whole: how busy it was when, and how deep it goes.

Invariant: the bars of an activity follow each other without a gap in time, and together count every comment that has
a date of the calendar; depths count every comment.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from archive_tui.thread.outline import Flag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from archive_tui.thread.outline import Outline

MOST_BARS: Final = 32
"""Bars of an activity; the unit is the finest that needs no more, if there is one."""
_HOUR: Final = 3_600
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_CALENDAR: Final = range(-62_135_596_800, 253_402_300_800)
"""Seconds from the year 1 to the year 9999."""


class Unit(StrEnum):
    """How much time a bar stands for, in UTC; a week begins on Monday."""

    HOUR = "hour"
    QUARTER = "6 hours"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"


def _date(hour: int) -> datetime:
    return _EPOCH + timedelta(hours=hour)


_NUMBER: Final[Mapping[Unit, Callable[[int], int]]] = {
    Unit.HOUR: lambda hour: hour,
    Unit.QUARTER: lambda hour: hour // 6,
    Unit.DAY: lambda hour: hour // 24,
    Unit.WEEK: lambda hour: (hour // 24 + 3) // 7,  # 1 January 1970 was a Thursday
    Unit.MONTH: lambda hour: _date(hour).year * 12 + _date(hour).month,
    Unit.YEAR: lambda hour: _date(hour).year,
    Unit.DECADE: lambda hour: _date(hour).year // 10,
}
"""From hours since 1970 to units since some time or other."""


@dataclass(frozen=True, slots=True)
class Activity:
    """Comments over time."""

    unit: Unit
    first: datetime
    """The oldest comment."""
    last: datetime
    bars: tuple[int, ...]
    """Comments by unit, from the one with the oldest comment to the one with the newest."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """A thread in figures."""

    comments: int
    roots: int
    authors: int
    spam: int
    deleted: int
    ghosts: int
    missing: int
    activity: Activity | None
    """None if no comment has a date."""
    depths: tuple[int, ...]
    """Comments by depth, from 1 on."""


def activity(created: Iterable[int]) -> Activity | None:
    """Count comments over time.

    O(n), and O(hours that have comments) for each unit that is tried.

    Args:
        created: Seconds since 1970 in UTC; what is no date of the calendar, such as ``NO_DATE``, is left out.
    """
    hours = Counter(seconds // _HOUR for seconds in created if seconds in _CALENDAR)
    if not hours:
        return None
    first, last = min(hours), max(hours)
    spans = {unit: number(last) - number(first) + 1 for unit, number in _NUMBER.items()}
    unit = next((unit for unit in Unit if spans[unit] <= MOST_BARS), Unit.DECADE)
    number = _NUMBER[unit]
    bars = [0] * spans[unit]
    for hour, comments in hours.items():
        bars[number(hour) - number(first)] += comments
    return Activity(unit, _date(first), _date(last), tuple(bars))


@lru_cache(maxsize=1)
def portrait(outline: Outline) -> Portrait:
    """Draw a thread's portrait; the last one is kept. O(n)."""
    depths = Counter(outline.depth)
    flags = Counter(outline.flags)

    def flagged(flag: Flag) -> int:
        return sum(count for flags_, count in flags.items() if flags_ & flag)

    return Portrait(
        comments=len(outline),
        roots=depths[1],
        authors=len({author for author in outline.author if author >= 0}),
        spam=flagged(Flag.SPAM),
        deleted=flagged(Flag.DELETED),
        ghosts=flagged(Flag.GHOST),
        missing=flagged(Flag.MISSING),
        activity=activity(outline.created),
        depths=tuple(depths[depth] for depth in range(1, max(depths, default=0) + 1)),
    )
