"""What stands in a record, read without trust: a value of another kind than expected is no value."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

_ISO = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)"
    r"(?:[T ]+(\d\d?):(\d\d)(?::(\d\d))?(?:[.,]\d+)?"
    r"\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.IGNORECASE,
)


def words(listed: str) -> tuple[str, ...]:
    """Return the words of a text: how the names of fields are listed."""
    return tuple(listed.split())


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = 253_402_300_799
"""Seconds: the last of the year 9999."""


def text(value: object) -> str:
    """Return a string or a number as text, anything else as the empty text."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def line(value: object) -> str | None:
    """Return a text without the white space around it, None where that leaves nothing."""
    return text(value).strip() or None


def identifier(value: object) -> str | None:
    """Return what names a record: not empty, and not one of the ways to write that there is none."""
    found = text(value).strip()
    return found if found and found not in {"null", "None", "NULL", "\\N", "undefined"} else None


def whole(value: object) -> int | None:
    """Return a whole number, also one that is written as a float or as text."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    written = text(value).strip()
    try:
        return (
            int(written) if written.lstrip("-").isdigit() and len(written) < 32 else int(float(written[:32]))
        )
    except (OverflowError, ValueError):
        return None


def yes(value: object) -> bool:
    """Say whether a value means yes: true, or 1, also written as text."""
    return (
        value is True
        or value == 1
        or (isinstance(value, str) and value.strip().lower() in {"true", "1", "yes"})
    )


def table(value: object) -> dict[str, Any]:
    """Return an object of JSON, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def rows(value: object) -> list[Any]:
    """Return an array of JSON, an empty one for anything else."""
    return value if isinstance(value, list) else []


def moment(value: object) -> datetime | None:
    """Return a time: seconds (or milliseconds) since 1970 as number or text, or a date as ISO 8601 writes it.

    A time without a zone is taken for UTC; what is no time, or of no year that there is, is None.
    """
    if isinstance(value, str):
        found = _ISO.match(value.strip())
        if found is not None:
            return _calendar(found)
    seconds = _seconds(value)
    if seconds is None:
        return None
    if abs(seconds) > 100_000_000_000:
        seconds /= 1000
    return _EPOCH + timedelta(seconds=int(seconds)) if -62_135_596_800 <= seconds <= _LATEST else None


def _seconds(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str) and len(value) > 40:
        return None
    try:
        seconds = float(value)
    except (OverflowError, ValueError):
        return None
    return seconds if seconds == seconds and abs(seconds) < 1e18 else None  # noqa: PLR0124 - not a number


def _calendar(found: re.Match[str]) -> datetime | None:
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
        return moment - _offset(found[7])
    except (OverflowError, ValueError):
        return None


def _offset(zone: str | None) -> timedelta:
    if zone is None or zone[0] not in "+-":
        return timedelta()
    digits = zone[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -offset if zone[0] == "-" else offset
