"""Texts out of patterns: ``{this|that}`` chooses, ``<name>`` is filled in from a list or by a function.

The invariant: the same dice give the same texts, on every machine.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping, Sequence

    Fill = Sequence[str] | Callable[[random.Random], str]

_CHOICE = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"<([a-z_]+)>")


def thrown(pattern: str, names: Mapping[str, Fill], dice: random.Random) -> str:
    """Return one text of a pattern."""
    before = ""
    while before != pattern:
        before = pattern
        pattern = _CHOICE.sub(lambda match: dice.choice(match[1].split("|")), pattern)
        pattern = _NAME.sub(lambda match: _filled(names[match[1]], dice), pattern)
    return pattern


def _filled(fill: Fill, dice: random.Random) -> str:
    return fill(dice) if callable(fill) else dice.choice(fill)


_LEET = {"o": "0", "i": "1", "e": "3", "a": "@", "s": "$", "l": "1"}
_ALIKE = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "x": "х", "y": "у", "i": "і"}


def disguised(text: str, dice: random.Random, share: float) -> str:
    """Return the text with that share of its longer words written so that a filter shall not know them."""
    return " ".join(
        _disguised_word(word, dice) if dice.random() < share else word for word in text.split(" ")
    )


def _disguised_word(word: str, dice: random.Random) -> str:
    if len(word) < 4 or not word.isalpha():
        return word
    manner = dice.random()
    if manner < 0.75:
        letters = [
            place for place, letter in enumerate(word) if (letter in "oiel" and place > 0) or letter == "o"
        ]
        if not letters:
            return word
        place = dice.choice(letters)
        return word[:place] + _LEET[word[place]] + word[place + 1 :]
    if manner < 0.9:
        return "".join(_ALIKE.get(letter, letter) if dice.random() < 0.5 else letter for letter in word)
    if manner < 0.95:
        return " ".join(word)
    return ".".join(word)


def roughened(text: str, dice: random.Random) -> str:
    """Return the text as careless hands type it: case, spaces, marks and a letter here and there."""
    manner = dice.random()
    if manner < 0.06:
        text = text.upper()
    elif manner < 0.2:
        text = text.lower()
    elif manner < 0.3:
        text = text.title()
    if dice.random() < 0.15:
        text = text.replace(". ", dice.choice([".", " . ", ", ", "... ", "! ", ".\n\n"]))
    if dice.random() < 0.2:
        words = text.split(" ")
        for _ in range(max(1, len(words) // 25)):
            place = dice.randrange(len(words))
            words[place] = _slip(words[place], dice)
        text = " ".join(words)
    if dice.random() < 0.1:
        place = text.find(" ", len(text) // 2)
        stray = dice.choice(["xcq", "PDs", "kk", "..", "jhy", "zx", "REWQ"])
        text = text[:place] + "." + stray + text[place:]
    return text


def _slip(word: str, dice: random.Random) -> str:
    if len(word) < 4:
        return word
    place = dice.randrange(1, len(word) - 1)
    return dice.choice(
        [word[:place] + word[place + 1 :], word[:place] + word[place] + word[place:],
         word[:place] + word[place + 1] + word[place] + word[place + 2 :]]
    )  # fmt: skip
