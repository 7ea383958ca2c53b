"""Made-up threads of any size: always the same, and without a text in memory until it is asked for."""

from __future__ import annotations

import random
from array import array
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from archive_tui.model import Article, ArticleId, ArticleSummary, CommentText
from archive_tui.thread.outline import NO_SCORE, Flag, Outline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WORDS = [
    "the", "of", "and", "to", "in", "a", "is", "that", "it", "for", "on", "with", "as", "was", "this",
    "are", "not", "have", "from", "by", "at", "but", "they", "which", "one", "can", "has", "there",
    "kettle", "lantern", "harbour", "meadow", "ladder", "violin", "copper", "engine", "library", "margin",
    "printer", "signal", "weather", "because", "however", "therefore", "interesting", "“quoted”", "—",
    "naïve", "café", "https://example.org/a/path?with=query", "(sic)",
]  # fmt: skip
_WIDE = ["日本語の文章です。", "한국어 문장", "👍🏽", "👩\u200d👩\u200d👧"]
_DEEPEST = 500
_START = 1_262_304_000


class MadeUpThread:
    """A thread of ``count`` comments: one branch holds two fifths of them, one chain is up to 500 deep."""

    def __init__(self, count: int, seed: int = 1) -> None:
        rng = random.Random(seed)
        sentences = [_sentence(rng) for _ in range(4000)]
        self._corpus = "".join(sentences)
        self._starts = array("i", [rng.randrange(len(self._corpus) - 6000) for _ in range(count)])
        self._lengths = array(
            "i", [min(5000, max(15, int(rng.lognormvariate(5.56, 0.92)))) for _ in range(count)]
        )
        self.outline = self._outline(rng, _depths(rng, count))
        now = datetime(2010, 1, 1, tzinfo=UTC)
        summary = ArticleSummary(
            id=ArticleId(1), key="made-up", title="A made-up article", section="Bench", author="Nobody",
            published=now, imported=now, source="bench", format="bench", comments=count, spam=0, max_depth=0,
            picked=0, unread=count,
        )  # fmt: skip
        body = "\n\n".join(self._corpus[at : at + 500].replace("\n", " ") for at in range(0, 4000, 500))
        self.article = Article(summary=summary, dek=None, url=None, body=body, notes=(), declared=count)

    def text(self, position: int) -> str:
        """Return the text of a comment."""
        start = self._starts[position]
        return self._corpus[start : start + self._lengths[position]].strip()

    def texts(self, positions: Sequence[int]) -> Mapping[int, CommentText]:
        """Return texts as a library would."""
        return {at: CommentText("somebody", None, self.text(at), None) for at in positions}

    def _outline(self, rng: random.Random, depths: list[int]) -> Outline:
        count = len(depths)
        parent, size, rank = [-1] * count, [1] * count, [1] * count
        chain: list[int] = []
        children = [0] * (count + 1)
        for position, depth in enumerate(depths):
            del chain[depth - 1 :]
            above = chain[-1] if chain else -1
            parent[position] = above
            children[above] += 1
            rank[position] = children[above]
            chain.append(position)
        for position in range(count - 1, -1, -1):
            if parent[position] >= 0:
                size[parent[position]] += size[position]
        return Outline(
            ids=array("q", range(1, count + 1)),
            parent=array("i", parent),
            depth=array("i", depths),
            size=array("i", size),
            rank=array("i", rank),
            chars=self._lengths[:],
            breaks=array("i", [self.text(at).count("\n") for at in range(count)]),
            author=array("i", [rng.randrange(5000) for _ in range(count)]),
            created=array("q", [_START + 60 * at + rng.randrange(100_000) for at in range(count)]),
            score=array("i", [NO_SCORE]) * count,
            flags=bytearray(Flag.SPAM if rng.random() < 0.05 else 0 for _ in range(count)),
            authors=tuple(f"user{number}" for number in range(5000)),
        )


def _sentence(rng: random.Random) -> str:
    words = " ".join(rng.choices(_WORDS, k=rng.randint(6, 22))).capitalize()
    chance = rng.random()
    if chance < 0.02:
        words += f" {rng.choice(_WIDE)}"
    return words + (".\n\n" if chance > 0.8 else ". ")


def _depths(rng: random.Random, count: int) -> list[int]:
    big = count * 2 // 5
    deep = min(_DEEPEST, count // 4)
    depths: list[int] = []
    for position in range(count):
        last = depths[-1] if depths else 0
        if big - deep < position < big:
            depth = last + 1 if last < _DEEPEST else last
        elif position and position < big:
            depth = last + 1 if rng.random() < 0.5 else rng.randint(2, min(last, 30) + 1)
        elif last == 0 or position == big or rng.random() < 0.12:
            depth = 1
        else:
            depth = last + 1 if rng.random() < 0.5 else rng.randint(1, min(last, 30))
        depths.append(depth)
    return depths
