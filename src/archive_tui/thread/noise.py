"""What keeps comments out of sight, as the flags of an outline have it.

A comment may be hidden for several reasons; it is counted under the first that applies, in the order of ``Reason``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from archive_tui.thread.outline import NOISE, Flag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive_tui.thread.order import Arrangement
    from archive_tui.thread.outline import Outline


class Reason(StrEnum):
    """Why a comment is hidden."""

    SPAM = "spam"
    READER = "by you"
    PINGBACK = "pingbacks"
    MUTED = "muted"


def reason(flags: int) -> Reason | None:
    """Return why a comment with these flags is hidden, None if it is not."""
    if flags & Flag.SPAM:
        return Reason.SPAM
    if flags & Flag.HIDDEN:
        return Reason.READER
    if not flags & Flag.MUTED:
        return None
    return Reason.PINGBACK if flags & Flag.PINGBACK else Reason.MUTED


_IS_HIDDEN: Final = bytes(bool(bits & NOISE) for bits in range(256))
_NUMBERS: Final = {each: number for number, each in enumerate(Reason, start=1)}
_REASONS: Final = bytes(
    0 if bits & Flag.GHOST or (why := reason(bits)) is None else _NUMBERS[why] for bits in range(256)
)


def hidden_entries(outline: Outline, arrangement: Arrangement) -> bytearray:
    """Return a byte for every entry of an arrangement, 1 where the comment is hidden. O(n)."""
    return bytearray(1) + bytes(arrangement.by_entry(outline.flags.translate(_IS_HIDDEN)))


def hidden_counts(outline: Outline) -> Iterator[tuple[Reason, int]]:
    """Yield how many comments are hidden for each reason that there is; ghosts count nowhere. O(n)."""
    reasons = outline.flags.translate(_REASONS)
    for each, number in _NUMBERS.items():
        if count := reasons.count(number):
            yield each, count
