"""When a message was written: from its fields, else from what transported it.

The invariant: a moment is in UTC and between 1970 and 2100, or it is None; nothing raises.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import mktime_tz, parsedate_tz
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS = frozenset(
    (
        b"date",
        b"received",
        b"nntp-posting-date",
        b"injection-date",
        b"resent-date",
        b"x-received",
        b"delivery-date",
    )
)
"""What ``moment_of`` looks at."""

_TRANSPORTED = (
    b"received",
    b"x-received",
    b"nntp-posting-date",
    b"injection-date",
    b"delivery-date",
    b"resent-date",
)

_EARLIEST = 0
_LATEST = 4_102_444_800
"""2100, in seconds."""

_FARTHEST_ZONE = 15 * 3600
_AHEAD = 400 * 86_400
"""Seconds that a writer's clock may be ahead of the mail's arrival before it is not believed."""

_BEHIND = 20 * 365 * 86_400
_SHORT_YEAR = re.compile(r"(?<=[A-Za-z] )1(\d\d)(?= \d{1,2}:)")
"""1900 was added twice, or never: the year 102 is 2002."""
_TIDY = re.compile(r"[^\x20-\x7e]+|\([^()]*\)|\s+")
_WEEKDAY_GLUED = re.compile(r"\A([A-Za-z]{3,9})[,.]\s*")


def seconds(text: str) -> int | None:
    """Return the seconds since 1970 of a date as mail writes it; None if it cannot be read."""
    text = _TIDY.sub(" ", text[:200]).strip()
    if not text:
        return None
    text = _SHORT_YEAR.sub(lambda year: str(1900 + int(year[0])), _WEEKDAY_GLUED.sub(r"\1, ", text))
    try:
        parts = parsedate_tz(text)
        if parts is None or parts[3] > 24 or parts[4] > 59 or parts[5] > 61:
            return None
        zone = parts[9] or 0
        found = int(mktime_tz((*parts[:9], zone if abs(zone) <= _FARTHEST_ZONE else 0)))
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    return found if _EARLIEST < found < _LATEST else None


def moment_of(head: Mapping[bytes, bytes], envelope: bytes) -> tuple[int | None, bool]:
    """Return when a message was written, and whether its Date field says so.

    The Date field counts, unless it cannot be read, or is more than a year ahead of the message's arrival, or
    decades before it. The arrival is what the uppermost Received field or the separator says.
    """
    written = _of(head.get(b"date"))
    if written is not None and not _doubtful(written):
        return written, True
    arrived = _arrival(head, envelope)
    if written is not None and (arrived is None or -_AHEAD <= arrived - written <= _BEHIND):
        return written, True
    return arrived, False


def _doubtful(written: int) -> bool:
    """Say whether a date is one that clocks show which are not set, or could lie in the future."""
    return not 315_532_800 + 30 * 86_400 < written < 1_735_689_600


def _arrival(head: Mapping[bytes, bytes], envelope: bytes) -> int | None:
    for name in _TRANSPORTED:
        value = head.get(name)
        if value:
            found = _of(value.rpartition(b";")[2])
            if found is not None:
                return found
    return _envelope(envelope)


_ASCTIME = re.compile(
    rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\s+([A-Z][a-z]{2})\s+(\d{1,2})\s+(\d{1,2}:\d\d(?::\d\d)?)\s*(.*)",
    re.DOTALL,
)
_ZONE = re.compile(rb"[+-]\d{4}|\b(?:UT|GMT|[ECMP][SD]T)\b")
_YEAR = re.compile(rb"(?<![\d+-])\d{4}(?!\d)|(?<![\d+-])1?\d\d(?!\d)")


def _envelope(line: bytes) -> int | None:
    """Return the time on a separator of an mbox, taken for UTC where no zone is named."""
    found = _ASCTIME.search(line)
    if found is None:
        return _of(line.partition(b" ")[2].partition(b" ")[2])
    rest = found[4]
    year, zone = _YEAR.search(rest), _ZONE.search(rest)
    if year is None:
        return None
    return _of(b"%s %s %s %s %s" % (found[2], found[1], year[0], found[3], zone[0] if zone else b"+0000"))


def _of(value: bytes | None) -> int | None:
    return seconds(value.decode("ascii", "replace")) if value else None


def as_datetime(moment: int) -> datetime:
    """Return seconds since 1970 as a time."""
    return datetime.fromtimestamp(moment, UTC)
