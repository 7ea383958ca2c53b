"""Which entries of a thread are rows on the screen, and how tall each is. No terminal is known here.

The invariant: ``rows`` holds, in ascending order, exactly the entries that the filter, the hidden set and the
narrowed branch let through and that have no folded ancestor there; ``heights`` holds their heights, 1 for a
folded one and a stub. There is always at least one row.

Costs for n entries, v rows and k entries in the subtree: folding is O(k) memmove and O(v / 512) sums; row to
line and back is O(log v + 512); hiding, filtering, narrowing and re-ordering are O(n).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

from archive_tui.thread.heights import BlockHeights
from archive_tui.thread.order import Arrangement, Arrangements, Order, taker
from archive_tui.thread.visible import selected, showable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from archive_tui.thread.outline import Outline


@dataclass(frozen=True, slots=True)
class Held:
    """What stands below an entry."""

    replies: int
    """Replies and the replies to them."""
    unread: int
    hits: int
    hidden: int
    new: int
    starred: int
    picked: int


def _one_line_each(arrangement: Arrangement, _width: int) -> list[int]:
    return [1] * len(arrangement)


class ThreadView:
    """A thread as it is being read: entry 0 is the article, every other entry a comment.

    Flags are bytes by entry; set single ones freely in ``unread``, ``hit``, ``starred``, ``picked`` and ``new``.
    ``folded`` and ``hidden`` change through methods only, because rows follow from them.
    """

    def __init__(
        self,
        outline: Outline,
        estimate: Callable[[Arrangement, int], list[int]] = _one_line_each,
        *,
        folded: bytes | bytearray | None = None,
        hidden: bytes | bytearray | None = None,
        arrangements: Arrangements | None = None,
    ) -> None:
        """Lay a thread out in the source's order.

        Args:
            outline: The thread.
            estimate: Returns the unfolded height of every entry at a width in cells; measuring corrects it.
            folded: A byte for every entry, 1 if it is folded; nothing is by default.
            hidden: A byte for every entry, 1 if it is hidden; nothing is by default.
            arrangements: Those of the outline, where some were made already.
        """
        self.outline = outline
        self.arrangements = arrangements or Arrangements(outline)
        self.arrangement = self.arrangements.get(Order.SOURCE, flat=False)
        self._estimate = estimate
        count = len(self.arrangement)
        self.folded = bytearray(folded or count)
        self.hidden = bytearray(hidden or count)
        self.unread = bytearray(count)
        self.hit = bytearray(count)
        self.starred = bytearray(count)
        self.picked = bytearray(count)
        self.new = bytearray(count)
        self.hidden_shown = False
        self.filtered: bytearray | None = None
        """1 for what the filter keeps for its own sake; None without a filter."""
        self.narrowed: int | None = None
        """Stored position of the comment the view is narrowed to; None if it is not."""
        self.width = 0
        self._all = array("i", [0]) + self.arrangement.entry
        self._full = [1] * count
        self._exact = bytearray(count)
        self._shown = bytearray(b"\x01") * count
        self._everything = True
        self.rows = self._all
        self.heights = BlockHeights()
        self._let_through()
        self._rebuild()

    # Asking

    def __len__(self) -> int:
        """Entries, visible or not."""
        return len(self._all)

    def row_of(self, entry: int) -> int | None:
        """Return the row of an entry, None if it is not visible. O(log v)."""
        row = bisect_left(self.rows, entry)
        return row if row < len(self.rows) and self.rows[row] == entry else None

    def nearest(self, entry: int) -> int:
        """Return the visible entry that stands for this one.

        Itself, its folded ancestor, or the row before.
        """
        return self.rows[max(0, bisect_right(self.rows, entry) - 1)]

    def is_stub(self, entry: int) -> bool:
        """Return whether the entry is hidden.

        If it is a row, then one line for the sake of what is below it.
        """
        return bool(self.hidden[entry]) and not self.hidden_shown

    def is_reachable(self, entry: int) -> bool:
        """Return whether the entry would be a row if nothing were folded."""
        start, stop = self.bounds
        return start <= entry < stop and bool(self._shown[entry])

    def is_exact(self, entry: int) -> bool:
        """Return whether the height of the entry was measured."""
        return bool(self._exact[entry])

    def within_reach(self, flags: bytearray) -> bytearray:
        """Return the flags of what would be a row if nothing were folded, 0 for the rest."""
        if self._everything:
            return flags
        kept = int.from_bytes(flags) & int.from_bytes(self._shown)
        return bytearray(kept.to_bytes(len(flags)))

    def wanted(self, flags: bytearray) -> bytearray:
        """Return the flags without those of hidden entries, shown or not: these are neither unread nor new."""
        if 1 not in self.hidden:
            return flags
        kept = int.from_bytes(flags) & ~int.from_bytes(self.hidden)
        return bytearray(kept.to_bytes(len(flags)))

    @property
    def bounds(self) -> tuple[int, int]:
        """The entries that the narrowed branch leaves: first, and one past the last."""
        if self.narrowed is None or self.arrangement.flat:
            return 0, len(self)
        top = self.arrangement.entry[self.narrowed]
        return top, top + self.arrangement.size[top]

    def held(self, entry: int) -> Held:
        """Count what stands below an entry. O(size) at the speed of C."""
        start, stop = entry + 1, entry + self.arrangement.size[entry]
        hidden = int.from_bytes(self.hidden[start:stop])

        def wanted(flags: bytearray) -> int:
            return (int.from_bytes(flags[start:stop]) & ~hidden).bit_count()

        return Held(
            replies=stop - start,
            unread=wanted(self.unread),
            hits=self.hit.count(1, start, stop) if self.hidden_shown else wanted(self.hit),
            hidden=hidden.bit_count(),
            new=wanted(self.new),
            starred=self.starred.count(1, start, stop),
            picked=self.picked.count(1, start, stop),
        )

    # Heights

    def set_width(self, width: int) -> None:
        """Estimate all heights anew for a width in cells, unless it is the present one."""
        if width != self.width:
            self.width = width
            self.reestimate()

    def measure(self, heights: Iterable[tuple[int, int]]) -> None:
        """Correct the unfolded heights of visible entries: (row, height) pairs."""
        changes = []
        for row, height in heights:
            entry = self.rows[row]
            self._exact[entry] = 1
            self._full[entry] = height
            if not self.folded[entry]:
                changes.append((row, height))
        self.heights.change(changes)

    def unmeasure(self) -> None:
        """Take every measured height for an estimate, because texts are laid out in another way now."""
        self._exact = bytearray(len(self)) if self.hidden_shown else self.hidden[:]

    def reestimate(self) -> None:
        """Estimate all heights anew, because what the estimate goes by has changed."""
        self._estimate_all()
        heights = self._full[:] if len(self.rows) == len(self) else list(taker(self.rows)(self._full))
        if 1 in self.folded:
            folded = taker(self.rows)(self.folded)
            heights = [1 if fold else height for fold, height in zip(folded, heights, strict=True)]
        self.heights = BlockHeights(heights)

    def _estimate_all(self) -> None:
        self._full = self._estimate(self.arrangement, self.width) if self.width else [1] * len(self)
        self._exact = bytearray(len(self))
        if not self.hidden_shown:
            stub = self.hidden.find(1)
            while stub >= 0:
                self._full[stub] = self._exact[stub] = 1
                stub = self.hidden.find(1, stub + 1)

    # Rows

    def _collect(self, entry: int, stop: int) -> tuple[array[int], list[int]]:
        """Return the rows from ``entry`` up to ``stop``, and their heights, as the flags have it."""
        rows: array[int] = array("i")
        heights: list[int] = []
        folded, size, full, shown, everything = (
            self.folded,
            self.arrangement.size,
            self._full,
            self._shown,
            self._everything,
        )
        while entry < stop:
            fold = folded.find(1, entry, stop)
            end = stop if fold < 0 else fold + 1
            if fold == entry:
                if shown[entry]:
                    rows.append(entry)
                    heights.append(1)
                entry += size[entry]
                continue
            if everything:
                rows.extend(self._all[entry:end])
                heights.extend(full[entry:end])
            else:
                mask = shown[entry:end]
                rows.extend(array("i", compress(self._all[entry:end], mask)))
                heights.extend(compress(full[entry:end], mask))
            if fold < 0:
                break
            if shown[fold]:
                heights[-1] = 1
            entry = fold + size[fold]
        return rows, heights

    def _rebuild(self) -> None:
        self.rows, heights = self._collect(*self.bounds)
        self.heights = BlockHeights(heights)

    def _rebuild_branch(self, entry: int) -> None:
        """Bring the rows of a subtree in line with the flags, if its top is a row.

        Of a subtree that a narrowed branch lies in, that branch alone has rows.
        """
        first, after = self.bounds
        end = min(entry + self.arrangement.size[entry], after)
        entry = max(entry, first)
        row = self.row_of(entry) if entry < end else None
        if row is None:
            return
        stop = bisect_left(self.rows, end, row)
        rows, heights = self._collect(entry, end)
        self.rows[row:stop] = rows
        self.heights.splice(row, stop, heights)

    # Folding

    def fold(self, entry: int) -> None:
        """Fold an entry to one line; its replies go with it."""
        self.folded[entry] = 1
        self._rebuild_branch(entry)

    def unfold(self, entry: int) -> None:
        """Show an entry whole again; folds below it stay."""
        self.folded[entry] = 0
        self._rebuild_branch(entry)

    def fold_branch(self, entry: int) -> None:
        """Fold an entry and every entry below it that has replies."""
        end = entry + self.arrangement.size[entry]
        sizes = self.arrangement.size[entry + 1 : end]
        below = bytes(map((1).__lt__, sizes))
        self.folded[entry + 1 : end] = (
            int.from_bytes(self.folded[entry + 1 : end]) | int.from_bytes(below)
        ).to_bytes(len(below))
        self.fold(entry)

    def unfold_branch(self, entry: int) -> None:
        """Unfold an entry and everything below it."""
        end = entry + self.arrangement.size[entry]
        self.folded[entry:end] = bytes(end - entry)
        self._rebuild_branch(entry)

    def set_folded(self, folded: bytes | bytearray) -> None:
        """Fold exactly these entries."""
        self.folded = bytearray(folded)
        self._rebuild()

    def reveal(self, entry: int) -> bool:
        """Unfold the ancestors of an entry; return whether any was folded. O(depth) and one unfolding."""
        parent = self.arrangement.parent
        above, top = parent[entry], 0
        while above > 0:
            if self.folded[above]:
                top = above
                self.folded[above] = 0
            above = parent[above]
        if top:
            self._rebuild_branch(top)
        return top > 0

    # What is let through

    def set_hidden(self, hidden: bytes | bytearray) -> None:
        """Hide exactly these entries; heights that were measured stay."""
        before, self.hidden = self.hidden, bytearray(hidden)
        self._let_through()
        if not self.hidden_shown and self.width:
            fresh = int.from_bytes(before) & ~int.from_bytes(self.hidden)
            if fresh:
                full, back = self._estimate(self.arrangement, self.width), fresh.to_bytes(len(self))
                for entry in compress(self._all, back):
                    self._full[entry], self._exact[entry] = full[entry], 0
            gone = int.from_bytes(self.hidden) & ~int.from_bytes(before)
            for entry in compress(self._all, gone.to_bytes(len(self))):
                self._full[entry] = self._exact[entry] = 1
        self._rebuild()

    def show_hidden(self, *, shown: bool) -> None:
        """Show hidden comments whole; or a stub where something visible is below them, else nothing."""
        self.hidden_shown = shown
        self._let_through()
        self._estimate_all()
        self._rebuild()

    def filter(self, entries: Iterable[int] | None) -> None:
        """Keep these entries and their ancestors (and always the article); None keeps all."""
        self.filtered = None if entries is None else selected(len(self), entries)
        self._let_through()
        self._rebuild()

    def narrow(self, entry: int | None) -> None:
        """Leave only the branch of an entry, or, with None, widen to the whole thread.

        Raises:
            ValueError: The article has no branch.
        """
        if entry == 0:
            raise ValueError("the article has no branch")
        self.narrowed = None if entry is None else self.arrangement.stored[entry]
        self._let_through()
        self._rebuild()

    def _let_through(self) -> None:
        """Find out which entries have something to show, folds aside."""
        count = len(self)
        content = bytearray(b"\x01") * count if self.filtered is None else self.filtered[:]
        if not self.hidden_shown and 1 in self.hidden:
            kept = int.from_bytes(content) & ~int.from_bytes(self.hidden)
            content = bytearray(kept.to_bytes(count))
        self._shown = showable(content, self.arrangement)
        if self.narrowed is None:
            self._shown[0] = 1
        elif self.arrangement.flat:
            branch = range(self.narrowed, self.narrowed + self.outline.size[self.narrowed])
            inside = selected(count, (self.arrangement.entry[stored] for stored in branch))
            self._shown = bytearray((int.from_bytes(inside) & int.from_bytes(self._shown)).to_bytes(count))
        if self.narrowed is not None:
            self._shown[self.arrangement.entry[self.narrowed]] = 1
        self._everything = 0 not in self._shown

    # Order

    def arrange(self, order: Order, *, flat: bool) -> None:
        """Lay the thread out in another order; flags, filter and narrowed branch stay with their comments."""
        old = self.arrangement
        self.arrangement = fresh = self.arrangements.get(order, flat=flat)
        take = taker((0, *taker(fresh.stored[1:])(old.entry)))

        def moved(flags: bytearray) -> bytearray:
            return bytearray(take(flags)) if 1 in flags else flags

        self.folded, self.hidden = moved(self.folded), moved(self.hidden)
        self.unread, self.hit = moved(self.unread), moved(self.hit)
        self.starred, self.new = moved(self.starred), moved(self.new)
        self.picked = moved(self.picked)
        if self.filtered is not None:
            self.filtered = moved(self.filtered)
        self._let_through()
        if old.flat == flat:
            # Among others, or after them, a text is as tall as it was.
            self._full = list(take(self._full))
            self._exact = moved(self._exact)
        else:
            self._estimate_all()
        self._rebuild()
