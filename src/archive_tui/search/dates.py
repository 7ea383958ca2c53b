"""Dates as people type them: a year, a month, a day, an age, a range of them.

Invariant: a date is a half-open span of time in UTC; nothing outside the years 1 to 9998 is a date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_DAY = re.compile(r"(?a:(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?)")
_AGE = re.compile(r"(?a:(\d{1,4})([dwmy]))")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
FORMS = "a year (2009), a month (2009-03), a day (2009-03-31), an age (7d, 2w, 6m, 1y), today or yesterday"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time; None is without end."""

    start: datetime | None
    """The first moment in it."""
    end: datetime | None
    """The first moment after it."""


def span(value: str, now: datetime) -> Span | None:
    """Read a date or a range ``2009..2011`` (either side may be missing); None if it is neither.

    An age is the time from then until now.
    """
    first, dots, last = value.partition("..")
    if not dots:
        return _single(value, now)
    start = _single(first, now) if first else Span(None, None)
    end = _single(last, now) if last else Span(None, None)
    if start is None or end is None or not (first or last):
        return None
    # the age on the right of a range is the moment it names: 30d..7d
    stop = end.start if _AGE.fullmatch(last) else end.end
    if start.start and stop and start.start > stop:
        return None
    return Span(start.start, stop)


def _single(value: str, now: datetime) -> Span | None:
    lowered = value.lower()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if lowered in {"today", "yesterday"}:
        start = midnight - timedelta(days=lowered == "yesterday")
        return Span(start, start + timedelta(days=1))
    if age := _AGE.fullmatch(lowered):
        days = int(age[1]) * _DAYS[age[2]]
        return Span(now - timedelta(days=days), None) if days < 365 * 1_900 else None
    day = _DAY.fullmatch(value)
    return _calendar(int(day[1]), day[2], day[3]) if day else None


def _calendar(year: int, month: str | None, day: str | None) -> Span | None:
    if not 1 <= year < 9_999:
        return None
    try:
        start = datetime(year, int(month or 1), int(day or 1), tzinfo=UTC)
    except ValueError:
        return None
    if day:
        return Span(start, start + timedelta(days=1))
    if month:
        return Span(start, (start + timedelta(days=32)).replace(day=1))
    return Span(start, start.replace(year=year + 1))
