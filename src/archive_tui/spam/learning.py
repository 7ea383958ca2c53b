"""What a reader's labels teach: weights of words, and texts whose near-copies share their label.

The invariant: all of it is made from the labels and the good texts beside them, in whatever order they came; so a
label that is taken back leaves nothing behind. There is no constant part, a word moves a score by little, and all
words together by no more than the cap: a layer cannot run away.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from archive_tui.spam import copies
from archive_tui.spam.plain import plain
from archive_tui.spam.prior import damping, features

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive_tui.model import Label
    from archive_tui.spam.plain import Plain

CAP = 3.0
"""The most that all words together add to a score, or take from it."""
ANCHORS = 4
"""Good texts beside each label."""
_STEP = 0.9
"""The most that a word adds."""
_MET_BY = 6
"""Words that a labelled text is met by."""
_FIRM = 1.5
"""Texts that a word has to be in before it counts nearly in full."""


class Lesson(NamedTuple):
    """A text with a label, or a good text beside one."""

    label: Label
    text: str
    weight: float = 1.0
    """A power of two, so that adding and taking away is exact."""


class Layer:
    """Weights of words that lessons teach; each is found when it is asked for."""

    def __init__(self) -> None:
        self._counts: dict[Label, Counter[str]] = {"spam": Counter(), "ham": Counter()}
        self._totals: dict[Label, float] = {"spam": 0.0, "ham": 0.0}
        self._known: dict[str, float] = {}

    def learn(self, lesson: Lesson, sign: int = 1) -> None:
        """Take a lesson in, or out again with -1. O(words)."""
        counts = self._counts[lesson.label]
        weight = sign * lesson.weight
        self._totals[lesson.label] += weight
        for one in features(plain(lesson.text)):
            counts[one] += weight  # type: ignore[assignment]
        self._known.clear()

    def weighed(self, found: frozenset[str]) -> float:
        """Return what the features of a text add up to, within the cap."""
        spam, ham = self._counts["spam"], self._counts["ham"]
        known = self._known
        weights = [
            known[one] if one in known else self._weight(one) for one in found if one in spam or one in ham
        ]
        return max(-CAP, min(CAP, math.fsum(weights) * damping(len(found))))

    def _weight(self, one: str) -> float:
        for_it, against = self._counts["spam"][one], self._counts["ham"][one]
        seen = for_it + against
        weight = 0.0
        if seen:
            spam = math.log((for_it + 0.3) / (self._totals["spam"] + 1.0))
            ham = math.log((against + 0.3) / (self._totals["ham"] + 1.0))
            weight = max(-_STEP, min(_STEP, 0.35 * (spam - ham))) * seen / (seen + _FIRM)
        self._known[one] = weight
        return weight


@dataclass(frozen=True, slots=True)
class Known:
    """A labelled text that copies are compared with."""

    label: Label
    row: str
    most: int
    """So many of the words that it is met by are in every copy."""


class Examples:
    """Labelled texts, met by their longest words: a copy has most of them."""

    def __init__(self, labelled: Iterable[tuple[Label, str]]) -> None:
        self._known: list[Known] = []
        self._met: defaultdict[str, list[int]] = defaultdict(list)
        for label, text in labelled:
            form = plain(text)
            if len(form.words) < copies.FEWEST:
                continue
            longest = sorted(form.distinct, key=lambda word: (-len(word), word))[:_MET_BY]
            for word in longest:
                self._met[word].append(len(self._known))
            self._known.append(Known(label, form.row, (len(longest) + 1) // 2))

    def label_of(self, text: Plain) -> tuple[Label, float] | None:
        """Return the label of the example that a text is a near-copy of, and how alike they are."""
        if self._met.keys().isdisjoint(text.distinct):
            return None
        shared = Counter(place for word in text.distinct & self._met.keys() for place in self._met[word])
        places = sorted(place for place, times in shared.items() if times >= self._known[place].most)
        rows = [self._known[place].row for place in places]
        best = copies.most_alike(text.row, rows, copies.ALIKE_LABELLED)
        return None if best is None else (self._known[places[best[0]]].label, best[1])
