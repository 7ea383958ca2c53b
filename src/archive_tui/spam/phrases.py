"""Phrases that are looked for in a row of words, each behind a set of words without which it cannot occur.

The invariant: a phrase is searched only where one of its words is, so that most texts cost a look into a set.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive_tui.spam.plain import Plain


STRONG = 2.0
"""The score from which on a signal that good comments hardly ever show holds one."""
WEAK = 3.0
"""The same for a signal that some good comments show."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something that can be said in several ways."""

    name: str
    """For a person: "earning"."""
    weight: float
    triggers: frozenset[str]
    pattern: re.Pattern[str]

    def found(self, text: Plain) -> str | None:
        """Return the words that say it, None if nothing does."""
        if self.triggers.isdisjoint(text.distinct):
            return None
        match = self.pattern.search(text.row)
        return None if match is None else match[0].strip()


def phrase(name: str, weight: float, triggers: str, pattern: str) -> Phrase:
    """Return a phrase; the pattern stands between two words, and white space in it is one space."""
    body = " ".join(pattern.split())
    return Phrase(name, weight, frozenset(triggers.split()), re.compile(rf"(?<= )(?:{body})(?= )"))
