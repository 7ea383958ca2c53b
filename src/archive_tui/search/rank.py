"""Ordering candidates by what their texts hold: BM25 with weights for slips, nearness and completeness.

Invariant: pure; a document's score depends on its text, the groups and the collection's figures alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from archive_tui.model import Match
from archive_tui.search import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive_tui.search.expansion import Group, Variant
    from archive_tui.storage.search_find import Row

_K, _B = 1.2, 0.75
_ALL_EXACT = 0.25
"""Share of the words' idf that a document gets for having all of them as typed."""
_NEARNESS = 0.3
_OWN_IDF = 0.4
"""How much of a variant's idf is its own; the rest is the group's, or rare misspellings would win."""
_FAR, _FAR_CHARS = 8, 150
"""Words, and characters, from which on two words do not stand together."""
_CHARACTERS = 6.3
"""Of a word with what stands around it, about; the collection's length is known in characters."""
_COUNTED = 1_500
"""Characters whose words are counted."""
_FEW = 12
"""Words up to which each is looked for; of more, all words of the text are looked at once."""
_MISSING = 0.7
"""For each word that a document does not have."""
_UNWANTED = 0.5
_LONGEST_TEXT = 100_000
"""Characters of a text that are looked at."""


@dataclass(frozen=True, slots=True)
class Collection:
    """Figures of all that is indexed."""

    documents: int
    mean_length: float
    """Characters."""

    def idf(self, documents: int) -> float:
        """Return how telling a word is that so many documents have."""
        documents = min(max(documents, 1), self.documents)
        return math.log(1 + (self.documents - documents + 0.5) / (documents + 0.5))


@dataclass(frozen=True, slots=True)
class Ranked:
    """A document with its score."""

    id: int
    score: float
    slips: int
    """Of all words together."""
    missing: int
    """Words that it does not have."""
    exact: bool
    """Whether it has every word as typed, but for those that nearly all documents have."""


class Ranker:
    """Scores documents against the groups of a query."""

    def __init__(self, groups: Sequence[Group], collection: Collection, stop_documents: float) -> None:
        self._groups = groups
        self._mean = max(collection.mean_length / _CHARACTERS, 1.0)
        """Words."""
        self._single: dict[str, list[tuple[int, Variant, float]]] = {}
        self._other: list[tuple[int, Variant, float]] = []
        self._idf = [_group_idf(group, collection) for group in groups]
        for place, group in enumerate(groups):
            for variant in group.variants:
                own = collection.idf(variant.documents) if variant.documents else self._idf[place]
                value = (1 - _OWN_IDF) * self._idf[place] + _OWN_IDF * own
                if len(variant.tokens) == 1 and not variant.prefix and not variant.literal:
                    self._single.setdefault(variant.tokens[0], []).append((place, variant, value))
                else:
                    self._other.append((place, variant, value))
        self._needed = [group.variants[0].documents <= stop_documents for group in groups]
        self._padded = {word: f" {word} " for word in self._single}

    def rank(self, row: Row) -> Ranked:
        """Score one document."""
        text = _looked_at(row)
        spaced = tokens.spaced(text)
        length = _K * (1 - _B + _B * _words(spaced) / self._mean)
        count = len(self._groups)
        best: list[_Met | None] = [None] * count
        many = self._padded.keys() & set(spaced.split()) if len(self._padded) > _FEW else self._padded
        for word in many:
            padded = self._padded[word]
            at = spaced.find(padded)
            if at < 0:
                continue
            times = spaced.count(padded, at)  # a word that follows itself counts once
            for group, variant, value in self._single[word]:
                _better(best, group, _Met(value * times * (_K + 1) / (times + length), variant, at))
        words: list[str] = []
        for group, variant, value in self._other:
            if not variant.literal and f" {variant.tokens[0]}" not in spaced:
                continue  # most texts have no word that begins so, and to look at each word is slow
            words = words or spaced.split()
            times, place = _occurrences(variant, words, text)
            if times:
                at = len(" ".join(words[:place])) if place >= 0 else -1
                _better(best, group, _Met(value * times * (_K + 1) / (times + length), variant, at))
        met = [one for one in best if one is not None]
        missing = count - len(met)
        total = sum(one.score for one in met) + _nearness(
            spaced, [-1 if one is None else one.place for one in best]
        )
        # The whole is weighed, not its parts: documents with the same corrections stand as they would for the
        # corrected query.
        total *= math.prod(one.variant.weight for one in met)
        wrong = sum(one.variant.distance for one in met)
        if not missing and not wrong:
            total += _ALL_EXACT * sum(self._idf)
        total *= _MISSING**missing
        exact = not any(
            needed if one is None else one.variant.distance
            for one, needed in zip(best, self._needed, strict=True)
        )
        return Ranked(row.id, total * (_UNWANTED if row.spam or row.hidden else 1.0), wrong, missing, exact)

    def matches(self, row: Row) -> list[Match]:
        """Return for each group what it met in the document, best first; groups that it does not have are left out."""
        text = _looked_at(row)
        spaced = tokens.spaced(text)
        words: list[str] = []
        found: list[Match] = []
        for group in self._groups:
            for variant in group.variants:
                if len(variant.tokens) == 1 and not variant.prefix and not variant.literal:
                    there = f" {variant.tokens[0]} " in spaced
                elif not variant.literal and f" {variant.tokens[0]}" not in spaced:
                    there = False
                else:
                    words = words or spaced.split()
                    there = _occurrences(variant, words, text)[0] > 0
                if there:
                    found.append(Match(group.typed, str(variant).rstrip("*"), variant.distance))
                    break
        return found


@dataclass(frozen=True, slots=True)
class _Met:
    """A variant that a document has."""

    score: float
    """Its weight left out."""
    variant: Variant
    place: int
    """Of the first letter's blank; -1 if unknown."""


def _better(best: list[_Met | None], group: int, met: _Met) -> None:
    """Keep the heavier of two variants that stand for the same word."""
    known = best[group]
    if known is None or met.score * met.variant.weight > known.score * known.variant.weight:
        best[group] = met


def _looked_at(row: Row) -> str:
    return f"{row.title}\n{row.text[:_LONGEST_TEXT]}" if row.title else row.text[:_LONGEST_TEXT]


def _words(spaced: str) -> float:
    """Return how many words a text has; of a long one, as many as if it went on as it begins."""
    if len(spaced) <= _COUNTED:
        return len(spaced.split())
    return len(spaced[:_COUNTED].split()) * len(spaced) / _COUNTED


def _nearness(spaced: str, places: list[int]) -> float:
    """Return what words get for standing close together; places are those of their first letters' blanks."""
    total = 0.0
    for one, other in pairwise(places):
        if one >= 0 and other >= 0 and one != other:
            first, last = min(one, other), max(one, other)
            gap = _FAR if last - first > _FAR_CHARS else spaced[first:last].count(" ") or 1
            total += _NEARNESS / min(_FAR, gap)
    return total


def _group_idf(group: Group, collection: Collection) -> float:
    """Return the idf of a group: that of its most frequent variant that is about as heavy as the heaviest."""
    heaviest = max((variant.weight for variant in group.variants if variant.documents), default=1.0)
    known = [
        variant.documents
        for variant in group.variants
        if variant.documents and variant.weight >= heaviest / 2
    ]
    return collection.idf(max(known, default=1))


def _occurrences(variant: Variant, words: list[str], text: str) -> tuple[int, int]:
    """Count a phrase, a prefix or a marked token; also return its first place among the words, -1 for none."""
    if variant.literal:
        return tokens.fold(text).count(tokens.fold(variant.literal)), -1
    first, *rest = variant.tokens
    times, place = 0, -1
    for start, word in enumerate(words):
        if word != first and (rest or not variant.prefix or not word.startswith(first)):
            continue
        following = words[start + 1 : start + 1 + len(rest)]
        if following != rest and not (
            variant.prefix
            and len(following) == len(rest)
            and following[:-1] == rest[:-1]
            and following
            and following[-1].startswith(rest[-1])
        ):
            continue
        times += 1
        place = start if place < 0 else place
    return times, place
