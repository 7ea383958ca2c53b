"""Small charts of characters, that say the same without colours. Knows no Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HEIGHTS: Final = "▂▃▄▅▆▇█"
_NOTHING: Final = "▁"
_MOST_DEPTHS: Final = 8
"""Rows of the chart of depths; all deeper ones share the last."""


def sparkline(bars: Sequence[int]) -> str:
    """Return a character per bar; one that is not zero is always seen to be more than nothing."""
    most = max(bars, default=0)
    return "".join(_HEIGHTS[(bar * len(_HEIGHTS) - 1) // most] if bar else _NOTHING for bar in bars)


def bar(value: int, most: int, width: int) -> str:
    """Return a lying bar of at most ``width`` cells, of which one is seen whatever the value, unless it is zero."""
    halves = -(-value * width * 2 // most) if most else 0
    return "━" * (halves // 2) + "╸" * (halves % 2)


def depth_rows(depths: Sequence[int], width: int) -> Iterator[tuple[str, str, int]]:
    """Yield (label, bar, comments) by depth; the last row holds what is deeper if there is much of it."""
    rows = [(str(depth), count) for depth, count in enumerate(depths, start=1)]
    if len(rows) > _MOST_DEPTHS:
        deeper = sum(count for _, count in rows[_MOST_DEPTHS - 1 :])
        rows[_MOST_DEPTHS - 1 :] = [(f"{_MOST_DEPTHS}–{len(depths)}", deeper)]
    most = max((count for _, count in rows), default=0)
    for label, count in rows:
        yield label, bar(count, most, width), count
