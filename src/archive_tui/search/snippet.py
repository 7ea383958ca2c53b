"""The one line that shows why a document was found.

Invariant: pure; spans lie within the snippet, ascend and do not touch the places where the text was cut.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from archive_tui.search import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WIDTH = 160
"""Characters."""
_REACH = 20_000
"""Characters of a text that are looked at; the rest is shown only if nothing matches before."""
_MOST = 200
"""Places that a stretch may begin at."""
_BLANK = re.compile(r"\s")


def snippet(
    text: str, wanted: Iterable[str], literals: Iterable[str] = ()
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the stretch of a text with the most different matches in it, on one line, and where they are.

    Args:
        text: What was found.
        wanted: Folded words; one that ends with ``*`` may go on.
        literals: Folded strings that may begin and end anywhere.
    """
    found = occurrences(text, wanted, literals)
    start = _start([place for place in found if place[0] < _REACH] or found)
    end = min(len(text), start + WIDTH)
    start = max(0, end - WIDTH)
    if start:
        blank = _BLANK.search(text, start, min(start + 20, end))
        start = blank.end() if blank else start
    if end < len(text):
        blank_at = max(text.rfind(" ", end - 20, end), text.rfind("\n", end - 20, end))
        end = blank_at if blank_at > start else end
    before, after = "…" if start else "", "…" if end < len(text) else ""
    shown = _BLANK.sub(" ", text[start:end])
    shift = len(before) - start
    spans = tuple((first + shift, last + shift) for first, last, _ in found if first >= start and last <= end)
    return before + shown + after, spans


def occurrences(text: str, wanted: Iterable[str], literals: Iterable[str] = ()) -> list[tuple[int, int, str]]:
    """Return where words and strings are in a text: first character, first after, which; ascending, apart."""
    wanted = list(wanted)
    found: list[tuple[int, int, str]] = []
    plain = tokens.plain(text)
    if plain is not None:
        found = [place for word in set(wanted) for place in _places(plain, word)]
    if not found and not text.isascii():
        whole = {word for word in wanted if not word.endswith("*")}
        stems = tuple(word[:-1] for word in wanted if word.endswith("*"))
        found = [
            (first, last, word)
            for word, first, last in tokens.spans(text)
            if word in whole or (stems and word.startswith(stems))
        ]
    lowered = text.lower()
    for literal in literals:
        at = lowered.find(literal) if len(lowered) == len(text) else -1
        while at >= 0:
            found.append((at, at + len(literal), literal))
            at = lowered.find(literal, at + len(literal))
    found.sort()
    apart: list[tuple[int, int, str]] = []
    for place in found:
        if not apart or place[0] >= apart[-1][1]:
            apart.append(place)
    return apart


def _places(plain: str, word: str) -> Iterator[tuple[int, int, str]]:
    """Yield where a folded word stands in a folded text; many times faster than a pattern."""
    if " " in word:
        yield from ((one.start(), one.end(), one[0]) for one in _pattern(word).finditer(plain))
        return
    stem = word.removesuffix("*")
    at = plain.find(stem) if stem else -1
    while at >= 0:
        end = at + len(stem)
        if not at or not plain[at - 1].isalnum():
            if stem != word:
                while end < len(plain) and plain[end].isalnum():
                    end += 1
            if end == len(plain) or not plain[end].isalnum():
                yield at, end, plain[at:end]
        at = plain.find(stem, end)


@lru_cache(maxsize=64)
def _pattern(wanted: str) -> re.Pattern[str]:
    """Return the pattern of folded words in a folded text; whatever stands between the words of a phrase."""
    words = r"[\W_]+".join(re.escape(part) for part in wanted.removesuffix("*").split())
    rest = r"[^\W_]*" if wanted.endswith("*") else ""
    return re.compile(rf"(?<![^\W_]){words}{rest}(?![^\W_])")


def _start(found: list[tuple[int, int, str]]) -> int:
    """Return where a window begins that shows the most different matches, then the most matches."""
    best, best_worth = 0, (0, 0)
    firsts = [first for first, _, _ in found]
    for place, (first, _, _) in enumerate(found[:_MOST]):
        end = bisect_left(firsts, first + WIDTH * 2 // 3)
        within = found[place:end]
        worth = (len({word for _, _, word in within}), len(within))
        if worth > best_worth:
            best, best_worth = max(0, first - WIDTH // 4), worth
    return best
