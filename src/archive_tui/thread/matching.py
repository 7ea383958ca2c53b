"""Which comment of the library is which of the source: none is paired with more than one.

A comment is recognised by the source's own id; else by its parent, its folded text and its occurrence among
equal siblings; else by a long text that occurs once on either side; else, among what is left under one
parent, by similarity.
"""

from __future__ import annotations

from array import array
from bisect import bisect
from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from archive_tui.thread.keys import GHOST, folded_texts
from archive_tui.thread.tree import sizes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from archive_tui.model import ImportedComment
    from archive_tui.thread.tree import Tree

SIMILAR = 80.0
"""From this similarity on, in per cent, an edited text is still the same comment."""

WINDOW = 16
"""Candidates, the nearest among the siblings, that an edited comment is compared with."""

COMPARED = 2_000
"""Characters that are compared."""

LONG = 25
"""From this length on, a folded text that occurs once is recognised under another parent too."""


@dataclass(frozen=True, slots=True)
class Known:
    """A comment of the library as a diff needs it."""

    key: str
    parent: int
    """Position of its parent, -1 for a root."""
    missing: bool
    comment: ImportedComment


class Matcher:
    """Pairs the comments of a source with those of the library, parents before their replies."""

    def __init__(self, old: Sequence[Known], tree: Tree, folded: list[str], *, sure: bool = False) -> None:
        """Prepare a match; one that is to be ``sure`` pairs nothing by likeness."""
        self._sure = sure
        self._old = old
        self._new = tree.comments
        self._parent = tree.shape.parent
        self._folded = folded
        size = sizes([known.parent for known in old])
        self._old_folded = folded_texts([known.comment for known in old], size)
        self._match = array("i", [-1]) * len(self._new)
        self._used = bytearray(len(old))
        self._once: tuple[dict[str, int], dict[str, int]] | None = None

    def match(self) -> array[int]:
        """Return for each comment of the source the position in the library, -1 where it is not there."""
        self._match_ids()
        self._match_keys()
        old_groups: dict[int, list[int]] = defaultdict(list)
        for place, known in enumerate(self._old):
            old_groups[known.parent].append(place)
        groups: dict[int, list[int]] = defaultdict(list)
        for position, parent in enumerate(self._parent):
            groups[parent].append(position)
        # A group begins right below its parent, so parents are met, and matched, before their replies.
        for parent, group in groups.items():
            above = self._match[parent] if parent >= 0 else -1
            candidates = old_groups.get(above, []) if parent < 0 or above >= 0 else []
            self._match_group(group, candidates)
        return self._match

    def _match_ids(self) -> None:
        places: dict[str, int] = {}
        for place, known in enumerate(self._old):
            if known.comment.source_id is not None:
                places.setdefault(known.comment.source_id, place)
        if not places:
            return
        for position, comment in enumerate(self._new):
            if comment.source_id is not None:
                place = places.get(comment.source_id, -1)
                if place >= 0 and not self._used[place]:
                    self._pair(position, place)

    def _match_keys(self) -> None:
        """Pair comments that another library has by the same key."""
        if all(comment.key is None for comment in self._new):
            return
        places = {known.key: place for place, known in enumerate(self._old)}
        for position, comment in enumerate(self._new):
            place = -1 if comment.key is None else places.get(comment.key, -1)
            free = place >= 0 and self._match[position] < 0 and not self._used[place]
            if free and self._compatible(position, place):
                self._pair(position, place)

    def _match_group(self, group: list[int], candidates: list[int]) -> None:
        """Pair the replies to one comment, the surest first."""
        self._match_texts(
            group,
            candidates,
            lambda position: (self._folded[position], self._new[position].author),
            lambda place: (self._old_folded[place], self._old[place].comment.author),
        )
        self._match_texts(
            group,
            candidates,
            lambda position: (self._folded[position], None),
            lambda place: (self._old_folded[place], None),
        )
        for position in self._left(group):
            self._match_moved(position)
        if not self._sure and self._left(group) and any(not self._used[place] for place in candidates):
            self._match_similar(group, candidates)

    def _match_texts(
        self,
        group: list[int],
        candidates: list[int],
        new_key: Callable[[int], tuple[str, str | None]],
        old_key: Callable[[int], tuple[str, str | None]],
    ) -> None:
        """Pair equal texts by their occurrence; those that are not missing come first."""
        left = self._left(group)
        if not left:
            return
        queues: dict[tuple[str, str | None], deque[int]] = defaultdict(deque)
        for missing in (False, True):
            for place in candidates:
                if not self._used[place] and self._old[place].missing is missing:
                    queues[old_key(place)].append(place)
        if not queues:
            return
        for position in left:
            queue = queues.get(new_key(position))
            if queue and self._compatible(position, queue[0]):
                self._pair(position, queue.popleft())

    def _match_moved(self, position: int) -> None:
        """Recognise a long text that occurs once here and once there, wherever it stands."""
        text = self._folded[position]
        if len(text) < LONG or text.startswith(GHOST):
            return
        if self._once is None:
            self._once = _once(self._folded), _once(self._old_folded)
        place = self._once[1].get(text, -1) if self._once[0].get(text, -1) == position else -1
        if place >= 0 and not self._used[place] and self._compatible(position, place):
            self._pair(position, place)

    def _match_similar(self, group: list[int], candidates: list[int]) -> None:
        """Pair what is left under one parent: ghosts in order, edited texts by similarity, best first."""
        left = [place for place in candidates if not self._used[place]]
        ghosts = [place for place in left if self._old_folded[place].startswith(GHOST)]
        texts = [
            place
            for place in left
            if self._old_folded[place] and not self._old_folded[place].startswith(GHOST)
        ]
        new_ghosts = [p for p in self._left(group) if self._folded[p].startswith(GHOST)]
        for position, place in zip(new_ghosts, ghosts, strict=False):
            if self._compatible(position, place):
                self._pair(position, place)
        scored: list[tuple[float, int, int]] = []
        before = -1
        for position in group:
            if self._match[position] >= 0:
                before = max(before, self._match[position])
                continue
            text = self._folded[position][:COMPARED]
            if not text or text.startswith(GHOST):
                continue
            middle = bisect(texts, before)
            start = max(0, min(middle - WINDOW // 2, len(texts) - WINDOW))
            for place in texts[start : start + WINDOW]:
                score = fuzz.ratio(text, self._old_folded[place][:COMPARED], score_cutoff=SIMILAR)
                if score and self._compatible(position, place):
                    scored.append((-score, position, place))
        for _, position, place in sorted(scored):
            if self._match[position] < 0 and not self._used[place]:
                self._pair(position, place)

    def _left(self, group: list[int]) -> list[int]:
        return [position for position in group if self._match[position] < 0]

    def _compatible(self, position: int, place: int) -> bool:
        """Return whether the two may be one comment; had both an id of the source, it would have matched."""
        return self._new[position].source_id is None or self._old[place].comment.source_id is None

    def _pair(self, position: int, place: int) -> None:
        self._match[position] = place
        self._used[place] = 1


def _once(texts: list[str]) -> dict[str, int]:
    """Return the index of every text; -1 for one that occurs more than once."""
    found: dict[str, int] = {}
    for index, text in enumerate(texts):
        found[text] = -1 if text in found else index
    return found
