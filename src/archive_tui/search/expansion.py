"""What a word of a query may stand for: itself, words that go on from it, words a slip away.

Invariant: the first variant of a group is always the word as typed, whatever the vocabulary knows of it. It weighs
most, unless it is rare and looks like a slip of a word that is not: documents that have all words as typed come first
all the same, by another rule.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from archive_tui.search import tokens
from archive_tui.search.expression import Phrase, Prefix, Word
from archive_tui.storage import search_terms

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from archive_tui.search.tokens import Piece

FREQUENT = 200
"""A word in so many documents is taken to be meant as it is, as long as there are hits."""
_VARIANTS = 24
_COMPLETIONS = 48
_WEIGHTS = (1.0, 0.8, 0.15)
"""Of a variant, by its distance."""
_LETTERS = math.log(26)
_FIRST = 1.0
"""How much less likely, as a logarithm, people are wrong in the first letter."""
_CARE = math.log(50)
"""How much likelier, as a logarithm, a word is typed right than with a certain slip."""
_DOUBT = 0.09
"""How fast a variant loses weight with its likelihood."""
_APART = 0.5
"""Weight of two words that were typed as one."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One thing that a word of a query may stand for: tokens next to each other."""

    tokens: tuple[str, ...]
    distance: int = 0
    documents: int = 0
    """How many have it, as far as the vocabulary knows."""
    weight: float = 1.0
    prefix: bool = False
    """The last token may go on."""
    literal: str = ""
    """For marked tokens: what stands in the text."""

    def match(self) -> str:
        """Return the FTS5 expression that finds it."""
        quoted = '"' + " ".join(self.tokens).replace('"', '""') + '"'
        return f"{quoted} *" if self.prefix else quoted

    def __str__(self) -> str:
        return (self.literal or " ".join(self.tokens)) + ("*" if self.prefix else "")


@dataclass(frozen=True, slots=True)
class Group:
    """A word of a query with all it may stand for, heaviest first."""

    typed: str
    """Folded."""
    variants: tuple[Variant, ...]

    def match(self, limit: int | None = None) -> str:
        """Return the FTS5 expression that finds any of the (heaviest) variants."""
        return "(" + " OR ".join(variant.match() for variant in self.variants[:limit]) + ")"

    @property
    def documents(self) -> int:
        """Return how many documents have one of the variants, at most."""
        return sum(variant.documents for variant in self.variants)


Text = Word | Prefix | Phrase


class Expander:
    """Looks words up in the vocabulary; each once."""

    def __init__(self, connection: sqlite3.Connection, *, exact: bool, opened: Word | None) -> None:
        """Begin with a query.

        Args:
            connection: Reads the vocabulary.
            exact: Nothing but what was typed counts.
            opened: The word that is being typed, and may go on.
        """
        self._connection = connection
        self._exact = exact
        self._opened = opened
        self._frequencies: dict[str, int] = {}
        self._near: dict[str, tuple[Variant, ...]] = {}
        self.cut = False
        """Whether a prefix has more words than were taken."""

    def look_up(self, leaves: Sequence[Text]) -> None:
        """Read the frequencies of all words of a query at once."""
        wanted = {token for leaf in leaves for piece in self._pieces(leaf) for token in piece.tokens}
        wanted |= {"".join(piece.tokens) for leaf in leaves for piece in self._pieces(leaf)}
        if wanted:
            self._frequencies = search_terms.frequencies(self._connection, sorted(wanted))

    def typed(self, leaf: Text) -> list[Group]:
        """Return what the leaf asks for, to the letter; several if one word is made of several pieces."""
        return [self._typed(leaf, piece) for piece in self._pieces(leaf)]

    def widened(self, leaf: Text, *, frequent: bool) -> list[Group]:
        """Return what the leaf may ask for; with ``frequent``, words that are frequent as typed are widened too."""
        if self._exact or isinstance(leaf, Phrase):
            return self.typed(leaf)
        groups: list[Group] = []
        for piece in self._pieces(leaf):
            group = self._typed(leaf, piece)
            if piece.literal:
                groups.append(group)
            elif len(piece.tokens) == 1:
                groups.append(self._widened(group, piece.tokens[0], frequent=frequent))
            else:
                for token in piece.tokens:
                    single = Group(token, (Variant((token,), documents=self._count(token)),))
                    groups.append(self._widened(single, token, frequent=frequent))
        return groups

    def _pieces(self, leaf: Text) -> list[Piece]:
        return tokens.pieces(leaf.text, strict=isinstance(leaf, Phrase))

    def _count(self, token: str) -> int:
        return self._frequencies.get(token, 0)

    def _typed(self, leaf: Text, piece: Piece) -> Group:
        words = piece.tokens
        typed = piece.literal or " ".join(words)
        if piece.literal:
            return Group(typed, (Variant(words, prefix=piece.prefix, literal=piece.literal),))
        count = min(self._count(word) for word in words)
        if isinstance(leaf, Phrase):
            return Group(typed, (Variant(words, documents=count),))
        if isinstance(leaf, Prefix) or leaf is self._opened:
            return Group(typed, self._completed(words, count, opened=leaf is self._opened))
        variants = [Variant(words, documents=count)]
        if len(words) > 1 and (joined := "".join(words)) in self._frequencies:
            variants.append(Variant((joined,), documents=self._count(joined), weight=0.95))
        return Group(typed, tuple(variants))

    def _completed(self, words: tuple[str, ...], count: int, *, opened: bool) -> tuple[Variant, ...]:
        """Return the words that begin like the last one; a few frequent ones where there are too many."""
        stem = words[-1]
        whole = Variant(words, documents=count)
        if len(words) > 1:
            return (whole, Variant(words, weight=0.9, prefix=True))
        found = search_terms.completions(self._connection, stem, _COMPLETIONS)
        if len(found) == _COMPLETIONS:
            if not opened and len(stem) > 3:
                return (
                    whole,
                    Variant(words, documents=sum(term.documents for term in found), weight=0.9, prefix=True),
                )
            self.cut = True
        most = math.log1p(max((term.documents for term in found), default=1))
        return (
            whole,
            *(
                Variant((term,), 0, documents, 0.75 + 0.2 * math.log1p(documents) / most)
                for term, documents in found
                if term != stem
            ),
        )

    def _widened(self, group: Group, word: str, *, frequent: bool) -> Group:
        if self._count(word) >= FREQUENT and not frequent:
            return group
        if word not in self._near:
            self._near[word] = self._slips_of(word)
        there = {variant.tokens for variant in group.variants}
        more = tuple(variant for variant in self._near[word] if variant.tokens not in there)
        if not more:
            return group
        typed, *others = group.variants
        meant = self._meant(typed, more[0], word)
        return Group(group.typed, (replace(typed, weight=meant), *others, *more))

    def _meant(self, typed: Variant, best: Variant, word: str) -> float:
        """Return the weight of a word as typed beside its best correction: less, if it looks like a slip of that."""
        if not typed.documents or len(best.tokens) > 1:
            return typed.weight
        ahead = _likelihood(word, best.tokens[0], best.distance, best.documents) - math.log1p(typed.documents)
        return min(typed.weight, best.weight * math.exp((_CARE - ahead) * _DOUBT))

    def _slips_of(self, word: str) -> tuple[Variant, ...]:
        distance = tokens.reach(word)
        if not distance:
            return ()
        length = len(word)
        found = search_terms.near(
            self._connection, tokens.deletions(word, distance), max(length - distance, 2), length + distance
        )
        near = process.extract(
            word, [term.term for term in found], scorer=OSA.distance, score_cutoff=distance, limit=None
        )
        likely = [
            (int(slips), _likelihood(word, term, int(slips), found[place].documents), found[place])
            for term, slips, place in near
            if slips
        ]
        most = max((likelihood for _, likelihood, _ in likely), default=0.0)
        variants = [
            Variant(
                (term.term,), slips, term.documents, _WEIGHTS[slips] * math.exp((likelihood - most) * _DOUBT)
            )
            for slips, likelihood, term in likely
        ]
        variants.sort(key=lambda variant: (-variant.weight, -variant.documents, variant.tokens))
        del variants[_VARIANTS:]
        if not self._count(word) and (apart := self._apart(word)):
            variants.append(apart)
        return tuple(variants)

    def _apart(self, word: str) -> Variant | None:
        """Return the two words that the word most likely is without the blank between them."""
        if len(word) < 6:
            return None
        cuts = [(word[:at], word[at:]) for at in range(3, len(word) - 2)]
        counts = search_terms.frequencies(self._connection, sorted({half for cut in cuts for half in cut}))
        likely = max(cuts, key=lambda cut: min(counts.get(half, 0) for half in cut))
        documents = min(counts.get(half, 0) for half in likely)
        return Variant(likely, 1, documents // 100 + 1, _APART) if documents else None


def _likelihood(typed: str, meant: str, slips: int, documents: int) -> float:
    """Return the logarithm of how likely a word was meant, but for a constant.

    A letter left out, and two in the wrong order, can be typed in one way; a letter too many, or another one, in as
    many ways as there are letters, so each of them is as much less likely.
    """
    if len(typed) > len(meant):
        strange = len(typed) - len(meant)
    elif len(typed) == len(meant):
        strange = 0 if sorted(typed) == sorted(meant) else slips
    else:
        strange = slips - (len(meant) - len(typed))
    first = 0.0 if typed[0] == meant[0] else _FIRST
    return math.log1p(documents) - strange * _LETTERS - first
