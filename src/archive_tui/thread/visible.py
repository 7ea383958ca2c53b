"""Which entries may be rows at all, folds aside: those with something to show in their subtree."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive_tui.thread.order import Arrangement


def selected(count: int, entries: Iterable[int]) -> bytearray:
    """Return ``count`` bytes, 1 at each of these entries."""
    flags = bytearray(count)
    for entry in entries:
        flags[entry] = 1
    return flags


def showable(content: bytearray, arrangement: Arrangement) -> bytearray:
    """Return 1 for every entry whose subtree holds an entry with content.

    ``content`` has 1 for what is worth showing by itself. One pass over the entries without content. O(n)
    """
    size = arrangement.size
    count = len(content)
    shown = bytearray(b"\x01") * count
    entry = content.find(0)
    while entry >= 0:
        following = content.find(1, entry)
        if following < 0:
            following = count
        while entry < following:
            if entry + size[entry] <= following:
                end = entry + size[entry]
                shown[entry:end] = bytes(end - entry)
                entry = end
            else:
                entry += 1
        entry = content.find(0, following)
    return shown
