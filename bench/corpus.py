"""Comments in any number from any folder of text: real texts first, then texts woven from pieces of them.

Invariant: the same folders, number and seed give the same comments; the number of distinct words grows as it does in
the real part (Heaps' law), because rare words are added as pieces repeat.
"""

from __future__ import annotations

import gzip
import math
import random
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MEAN_CHARS = 400
_ROFF = re.compile(r"^[.'].*$|\\f.|\\[&|^]|\\\(..|\\-", re.MULTILINE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n\s*\n")
_WORD = re.compile(r"[^\W_]+")
_LETTERS = "etaoinshrdlucmfwypvbgkjqxz"
_SYLLABLES = (
    "ka",
    "lo",
    "mi",
    "ren",
    "sto",
    "vic",
    "ber",
    "gal",
    "ind",
    "zu",
    "tar",
    "qui",
    "nes",
    "hol",
    "wy",
    "sk",
    "ova",
    "ez",
    "im",
    "dor",
    "pel",
    "ash",
)
_FILE_LIMIT = 2_000_000


def texts(sources: Iterable[Path]) -> Iterator[str]:
    """Yield every text below the sources: plain and gzipped files, man pages, or a library's comments."""
    for source in sources:
        if source.is_file() and source.suffix == ".db":
            with closing(sqlite3.connect(source.absolute().as_uri() + "?mode=ro", uri=True)) as library:
                yield from (text for (text,) in library.execute("SELECT text FROM comments ORDER BY id"))
            continue
        paths = sorted(path for path in source.rglob("*") if path.is_file()) if source.is_dir() else [source]
        for path in paths:
            yield from _file(path)


def _file(path: Path) -> Iterator[str]:
    try:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except (OSError, EOFError, gzip.BadGzipFile):
        return
    raw = raw[:_FILE_LIMIT]
    if b"\0" in raw[:4096]:
        return
    text = raw.decode("utf-8", "replace")
    if re.search(r"\.\d[a-z]*(\.gz)?$", path.name):
        text = _ROFF.sub("", text)
    yield text


def real_comments(sources: Iterable[Path], seed: int, limit: int) -> list[str]:
    """Cut texts at sentences into comments of log-normal length, without repeats, shuffled."""
    dice = random.Random(seed)
    comments: list[str] = []
    seen: set[int] = set()

    def wanted() -> float:
        return min(8_000.0, dice.lognormvariate(math.log(MEAN_CHARS) - 0.405, 0.9))

    for text in texts(sources):
        pieces: list[str] = []
        length, target = 0, wanted()
        for sentence in _SENTENCE.split(text):
            piece = " ".join(sentence.split())[:3_000]
            if not piece:
                continue
            pieces.append(piece)
            length += len(piece) + 1
            if length < target:
                continue
            comment = " ".join(pieces)
            if hash(comment) not in seen and sum(sign.isalpha() for sign in comment) > 0.6 * len(comment):
                seen.add(hash(comment))
                comments.append(comment)
            pieces, length, target = [], 0, wanted()
        if len(comments) >= 3 * limit:
            break
    comments.sort(key=lambda comment: (len(comment), comment))
    dice.shuffle(comments)
    return comments[:limit]


@dataclass(frozen=True, slots=True)
class Growth:
    """Heaps' law: distinct words = factor · words ** exponent."""

    factor: float
    exponent: float

    @classmethod
    def of(cls, comments: list[str]) -> Growth:
        """Fit to a quarter and to the whole of the comments."""
        known: set[str] = set()
        words = 0
        marks = []
        for count, comment in enumerate(comments, 1):
            found = _WORD.findall(comment.lower())
            known.update(found)
            words += len(found)
            if count in {len(comments) // 4, len(comments)}:
                marks.append((math.log(words), math.log(len(known))))
        (x0, y0), (x1, y1) = marks[0], marks[-1]
        exponent = (y1 - y0) / (x1 - x0)
        return cls(math.exp(y1 - exponent * x1), exponent)

    def rate(self, words: float) -> float:
        """Return the share of the next words that are new."""
        return float(self.factor * self.exponent * words ** (self.exponent - 1))


class Loom:
    """Weaves comments from the real ones."""

    def __init__(self, comments: list[str], seed: int) -> None:
        self._dice = random.Random(seed + 1)
        self._growth = Growth.of(comments)
        self._words = [word for comment in comments for word in comment.split()]
        self._lengths = [comment.count(" ") + 1 for comment in comments]
        self._rare: list[str] = []
        self._count = float(len(self._words))

    def weave(self) -> str:
        """Return one comment: runs of some eight words from anywhere, and rare words at the rate of growth."""
        dice, words = self._dice, self._words
        length = self._lengths[int(dice.random() * len(self._lengths))]
        woven: list[str] = []
        while len(woven) < length:
            start = int(dice.random() * (len(words) - 40))
            woven.extend(words[start : start + 2 + int(dice.expovariate(1 / 6))])
        del woven[length:]
        # a new word is met again as often as real rare words are: three times in four a rare one known already
        expected = length * self._growth.rate(self._count) * 4
        for _ in range(int(expected) + (dice.random() < expected % 1)):
            if self._rare and dice.random() < 0.75:
                rare = self._rare[int(dice.random() * len(self._rare))]
            else:
                rare = self._invent()
                self._rare.append(rare)
            woven[int(dice.random() * len(woven))] = rare
        self._count += length
        return " ".join(woven)

    def _invent(self) -> str:
        dice = self._dice
        kind = dice.random()
        if kind < 0.45:
            word = self._words[int(dice.random() * len(self._words))].lower()
            return misspell(word, dice) if word.isalpha() and len(word) > 3 else misspell("problem", dice)
        if kind < 0.60:
            return f"{dice.choice(self._words).strip('.,;:')}{dice.choice(self._words).strip('.,;:').capitalize()}"
        if kind < 0.72:
            return dice.choice(
                (str(dice.randint(1_000, 10**7)), f"{dice.getrandbits(32):x}", f"v{dice.random():.4f}")
            )
        if kind < 0.80:
            return f"http://{self._name()}.org/{self._name()}{dice.randint(1, 99_999)}"
        return self._name()

    def _name(self) -> str:
        return "".join(self._dice.choice(_SYLLABLES) for _ in range(self._dice.randint(3, 5)))


def misspell(word: str, dice: random.Random) -> str:
    """Return the word with one slip: a letter too many, too few, another one, or two in the wrong order."""
    while True:
        place = dice.randrange(len(word))
        match dice.randrange(4):
            case 0:
                slip = word[:place] + word[place + 1 :]
            case 1:
                slip = word[:place] + dice.choice(_LETTERS) + word[place:]
            case 2:
                slip = word[:place] + dice.choice(_LETTERS) + word[place + 1 :]
            case _:
                slip = word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :]
        if slip not in {word, ""}:
            return slip


def comments(sources: Iterable[Path], number: int, seed: int = 7) -> Iterator[str]:
    """Yield so many comments: the real ones, half of the number at most, then woven ones."""
    real = real_comments(sources, seed, max(number // 2, 1))
    yield from real
    loom = Loom(real, seed)
    for _ in range(number - len(real)):
        yield loom.weave()
