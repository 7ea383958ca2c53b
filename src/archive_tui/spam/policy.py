"""What is held: from a text's plain form to a verdict of the filter, with its reasons.

The invariant: precision first. A comment is held if its words and what was noticed agree, or if the words alone leave
no doubt and are many; no single link, praise, insult or short text is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archive_tui.model import Signal, Verdict
from archive_tui.spam import prior
from archive_tui.spam.learning import CAP
from archive_tui.spam.plain import plain
from archive_tui.spam.signals import signals

if TYPE_CHECKING:
    from archive_tui.spam.learning import Layer
    from archive_tui.spam.plain import Plain

HARD = 2.0
"""A score from which on a strong signal holds a comment; each signal says its own."""
ALONE = 7.0
"""A score from which on the words hold it without one."""
LEARNT = 3.5
"""A score from which on what the reader taught holds it without one."""
LONG = 20
"""Words without which the words alone hold nothing."""
_RULES = 0.8
_SPREAD = 120
"""Words from which on what was noticed counts less: much is said in a long text by chance."""
_LEAST = -4.5
"""However good the words, they speak against what was noticed by no more than this."""
_TAUGHT = 1.0
"""How much of the score has to come from the reader for ``LEARNT``."""
WITHIN_REACH = -2.0
"""Scores below are beyond what a reader's corrections or copies could lift to being held."""
REPEATABLE = -2.0
"""A score from which on a text is held for being repeated in several discussions."""
COPYING = -2.0
"""A score from which on a near-copy of held spam is held, too."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A text with what the filter makes of it."""

    text: Plain
    found: frozenset[str]
    """Its features."""
    signals: tuple[Signal, ...]
    prior: float
    learned: float

    @property
    def rules(self) -> float:
        """What the signals add."""
        number = len(self.text.words)
        share = 1.0 if number <= _SPREAD else (_SPREAD / number) ** 0.5
        return _RULES * share * sum(signal.weight for signal in self.signals)

    @property
    def own(self) -> float:
        """The score without the reader's layer."""
        return max(self.prior, _LEAST) + self.rules

    @property
    def score(self) -> float:
        """What all of it adds up to."""
        return self.own + self.learned

    @property
    def movable(self) -> bool:
        """Return whether what the reader teaches can decide of the text."""
        least, most = (_held(self.own + learned, learned, self.text, self.signals) for learned in (-CAP, CAP))
        return least != most

    @property
    def suspect(self) -> bool:
        """Return whether copies or labels may come to hold the text."""
        return self.own >= WITHIN_REACH or self.held

    @property
    def held(self) -> bool:
        """Return whether the text is held for itself."""
        return _held(self.score, self.learned, self.text, self.signals)

    @property
    def held_untaught(self) -> bool:
        """Return whether the text would be held without the reader's layer."""
        return _held(self.own, 0.0, self.text, self.signals)


def score(text: str, layer: Layer | None = None) -> Scored:
    """Score a text. O(length)."""
    form = plain(text)
    found = frozenset(prior.features(form))
    before = prior.weighed(found, len(found), prior.weights())
    scored = Scored(form, found, tuple(signals(form)), before, 0.0)
    if layer is None or scored.own < WITHIN_REACH:
        return scored
    return replace(scored, learned=layer.weighed(found))


def verdict(scored: Scored) -> Verdict:
    """Return the verdict of the filter on a text by itself; the reader's layer counts where it decides alone."""
    if not scored.held:
        return Verdict("ham", probability(scored.own))
    if not scored.held_untaught:
        said = "its words are those of comments that you marked as spam"
        return Verdict("spam", max(probability(scored.own), 0.5), reasons=(said, *_reasons(scored)))
    reasons = _reasons(scored)
    if not reasons:
        telling = ", ".join(word for word, weight in words(scored, 6) if weight > 0)
        reasons = (f"its words are those of spam: {telling}",)
    return Verdict("spam", probability(scored.own), reasons=reasons)


def _reasons(scored: Scored) -> tuple[str, ...]:
    return tuple(signal.sentence for signal in scored.signals if signal.weight > 0)


def words(scored: Scored, most: int) -> list[tuple[str, float]]:
    """Return the words that weigh most, with what they weigh."""
    known = prior.weights()
    weighed = [(word, known[word]) for word in scored.found if word in known]
    weighed.sort(key=lambda pair: (-abs(pair[1]), pair[0]))
    return weighed[:most]


def probability(total: float) -> float:
    """Return a score between 0 and 1 for a sum; 0.5 where a hard signal begins to hold."""
    return round(1.0 / (1.0 + math.exp(-max(min(total - HARD, 30.0), -30.0))), 3)


def _held(total: float, learned: float, text: Plain, noticed: tuple[Signal, ...]) -> bool:
    if any(signal.holds is not None and total >= signal.holds for signal in noticed):
        return True
    if len(text.words) >= LONG and total >= ALONE:
        return True
    return learned >= _TAUGHT and total >= LEARNT
