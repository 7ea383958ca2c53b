"""The shipped word weights: what words, apart from links, say about a text before any reader has.

The invariant: the weights are a readable file beside this one, made by ``bench/spam_prior.py`` from data that may be
used; nothing here knows where a text comes from.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from archive_tui.spam.plain import LINK, SITE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from archive_tui.spam.plain import Plain

FILE = "prior.txt"
BIAS = "*"
"""The word of the constant part."""
_FULL = 40
"""From so many different words and pairs on, more of them do not add up to more."""
_SILENT = frozenset((LINK, SITE))


def features(text: Plain) -> set[str]:
    """Return the words of a text and the pairs of neighbours among them, addresses left out."""
    words = [word for word in text.words if word not in _SILENT] if text.links or text.sites else text.words
    found = set(words)
    found.update([f"{one} {other}" for one, other in pairwise(words)])
    return found


def damping(number: int) -> float:
    """Return what the sum over so many features is multiplied by."""
    return 1.0 if number <= _FULL else (_FULL / number) ** 0.5


def weighed(found: Iterable[str], number: int, known: Mapping[str, float]) -> float:
    """Return what the features of a text add up to."""
    return known[BIAS] + sum([known[one] for one in found if one in known]) * damping(number)


@cache
def weights() -> Mapping[str, float]:
    """Return the shipped weights."""
    return parsed(files("archive_tui.spam").joinpath(FILE).read_text(encoding="utf-8"))


def parsed(text: str) -> dict[str, float]:
    """Return the weights of a file: a word or pair, a tab, its weight; lines with ``#`` are remarks."""
    found: dict[str, float] = {BIAS: 0.0}
    for line in text.splitlines():
        if line and line[0] != "#":
            word, _, weight = line.partition("\t")
            found[word] = float(weight)
    return found
