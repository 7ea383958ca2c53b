"""Times in the library: whole seconds since 1970 in UTC."""

from __future__ import annotations

from datetime import UTC, datetime


def seconds(moment: datetime | None) -> int | None:
    """Return a time as the library keeps it; one without a zone is taken as UTC, fractions are cut off."""
    if moment is None:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return int(moment.timestamp() // 1)


def moment(stored: int | None) -> datetime | None:
    """Return a time that the library keeps."""
    return None if stored is None else datetime.fromtimestamp(stored, UTC)
