"""How well the spam filter does on labelled texts: ``python -m bench.spam FILE_OR_FOLDER…``.

A file has a JSON object a line, with a text (``text``, ``comment``, ``body`` or ``content``) and a label (``label``,
``is_spam`` or ``class``: spam or ham, 1 or 0, true or false); without a label its own name says what all of it is
(``spam`` or ``ham`` in it). A folder holds such files, or folders of text files called spam and ham. The texts are put
into a library, dealt out to articles of fifty, and judged as an import is: near-copies count. Without an argument, the
invented texts of ``bench.spam_texts`` are taken, which the shipped weights know.

Printed are precision, recall, the rate of good comments that are held with its 95 % interval (Wilson), all of it by
slice, the speed on one core, and the same on one half after a reader corrected 50 mistakes in the other half.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive_tui.archive import Archive
from archive_tui.model import CommentId, ImportedArticle, ImportedComment, ImportedThread
from archive_tui.storage import imports, threads
from archive_tui.storage.imports import Fingerprint
from archive_tui.storage.library import Library
from archive_tui.thread.tree import grow
from bench.spam_texts import adverts, good, money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

CORRECTIONS = 50
_IN_ARTICLE = 50
_TEXTS = ("text", "comment", "body", "content", "message")
_LABELS = ("label", "is_spam", "spam", "class", "category")
_SPAM = frozenset({"spam", "1", "true", "yes", "1.0"})
_SLICES = {
    "money": re.compile(r"[$€£]\s?\d|\d\s?(?:dollars|bucks|euros|pounds|[$€£])", re.IGNORECASE),
    "jobs": re.compile(
        r"\b(?:jobs?|work(?:ing)? from home|salary|paycheck|hiring|employ\w*)\b", re.IGNORECASE
    ),
    "links": re.compile(r"https?://|www\.|\[url|<a ", re.IGNORECASE),
    "talk about spam": re.compile(r"\b(?:spam\w*|scam\w*|phishing)\b", re.IGNORECASE),
    "insults": re.compile(
        r"\b(?:idiot\w*|stupid\w*|moron\w*|fool\w*|dumb\w*|crap|ass|loser\w*|pathetic)\b", re.IGNORECASE
    ),
}
_ENGLISH = frozenset(
    [
        "the",
        "a",
        "and",
        "to",
        "of",
        "is",
        "in",
        "that",
        "it",
        "you",
        "for",
        "this",
        "i",
        "not",
        "are",
        "on",
        "be",
        "with",
        "have",
        "was",
    ]
)


@dataclass(frozen=True, slots=True)
class Text:
    """A labelled text."""

    is_spam: bool
    text: str
    origin: str


def labelled(paths: Iterable[Path]) -> Iterator[Text]:
    """Yield the texts of files and folders, in the order of their names."""
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            if file.suffix in {".jsonl", ".ndjson", ".json"}:
                yield from _lines(file)
            elif file.suffix in {".txt", ""} and file.is_file() and path.is_dir():
                named = _named(file.parent.name)
                if named is not None:
                    yield Text(named, file.read_text(encoding="utf-8", errors="replace"), file.parent.name)


def _lines(file: Path) -> Iterator[Text]:
    with file.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if not line.strip():
                continue
            fields: dict[str, Any] = json.loads(line)
            text = next((fields[name] for name in _TEXTS if isinstance(fields.get(name), str)), None)
            said = next((fields[name] for name in _LABELS if fields.get(name) is not None), None)
            is_spam = _named(file.stem) if said is None else str(said).lower() in _SPAM
            if text is not None and is_spam is not None:
                yield Text(is_spam, text, file.stem)


def _named(name: str) -> bool | None:
    name = name.lower()
    return False if "ham" in name or "good" in name else True if "spam" in name else None


def invented(seed: int = 99) -> Iterator[Text]:
    """Yield invented texts."""
    for name, room, is_spam in (("money", money, True), ("adverts", adverts, True), ("good", good, False)):
        for text in room.texts(random.Random(seed), 1500):
            yield Text(is_spam, text, name)


def slices(one: Text) -> list[str]:
    """Return the slices that a text belongs to."""
    found = [name for name, pattern in _SLICES.items() if pattern.search(one.text)]
    words = re.findall(r"[^\W\d_]+", one.text.lower())
    if len(words) < 6:
        found.append("short")
    elif len(words) >= 8 and sum(word in _ENGLISH for word in words) < len(words) * 0.06:
        found.append("non-English")
    return found


def wilson(hits: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a rate."""
    if not total:
        return 0.0, 1.0
    z = 1.96
    rate = hits / total
    middle = rate + z * z / (2 * total)
    spread = z * math.sqrt(rate * (1 - rate) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


class Trial:
    """A library of labelled texts, and what the filter says of them."""

    def __init__(self, path: Path, texts: Sequence[Text]) -> None:
        self.texts = texts
        self.ids = _stored(path, texts)
        self.archive = Archive.open(path)
        started = time.process_time()
        self.archive.judge_pending()
        self.seconds = time.process_time() - started

    def held(self) -> list[bool]:
        """Return for each text whether it is held."""
        spam = {one.comment_id for one in self.archive.held()}
        return [one in spam for one in self.ids]

    def correct(self, places: Iterable[int]) -> None:
        """Say of some texts what they are, and let that be learnt."""
        for place in places:
            self.archive.mark_spam([self.ids[place]], "spam" if self.texts[place].is_spam else "ham")
        self.archive.judge_pending()


def _stored(path: Path, texts: Sequence[Text]) -> list[CommentId]:
    """Store the texts, dealt out to articles; return the id of each."""
    library = Library(path)
    number = max(len(texts) // _IN_ARTICLE, 1)
    ids: dict[int, CommentId] = {}
    with library.write() as connection:
        import_id = imports.begin(connection, Fingerprint("bench", "bench", "1", "0", 0), 0)
        for start in range(number):
            places = range(start, len(texts), number)
            comments = [
                ImportedComment(str(place), source_id=str(place), text=texts[place].text or "-")
                for place in places
            ]
            article = ImportedArticle(f"bench:{start}", f"Article {start}")
            thread = ImportedThread(article, tuple(comments))
            stored = threads.store(connection, None, thread, grow(comments), import_id)
            for comment_id, place in connection.execute(
                "SELECT id, source_id FROM comments WHERE article_id = ?", (stored.article_id,)
            ):
                ids[int(place)] = CommentId(comment_id)
    library.close()
    return [ids[place] for place in range(len(texts))]


def table(texts: Sequence[Text], held: Sequence[bool], places: Sequence[int]) -> list[str]:
    """Return the figures by slice, a line each."""
    groups: dict[str, list[int]] = {"all": list(places)}
    for place in places:
        for name in [*slices(texts[place]), f"from {texts[place].origin}"]:
            groups.setdefault(name, []).append(place)
    lines = [
        f"{'':24} {'spam':>6} {'recall':>7} {'good':>7} {'held':>5} {'rate':>8}  95 % interval         precision"
    ]
    for name, members in sorted(
        groups.items(), key=lambda pair: (pair[0].startswith("from"), pair[0] != "all")
    ):
        spam = [place for place in members if texts[place].is_spam]
        ham = [place for place in members if not texts[place].is_spam]
        caught = sum(held[place] for place in spam)
        wrong = sum(held[place] for place in ham)
        low, high = wilson(wrong, len(ham))
        recall = f"{caught / len(spam):7.3f}" if spam else f"{'-':>7}"
        precision = f"{caught / (caught + wrong):.4f}" if caught + wrong else "-"
        rate = f"{wrong / len(ham):8.3%}  {low:.3%} … {high:.3%}" if ham else f"{'-':>8}  {'-':18}"
        lines.append(f"{name:24} {len(spam):6} {recall} {len(ham):7} {wrong:5} {rate:28} {precision}")
    return lines


def main() -> None:
    """Judge, print, correct, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--mistakes", type=int, default=0, metavar="N", help="show so many of each kind")
    parser.add_argument("--corrections", type=int, default=CORRECTIONS)
    chosen = parser.parse_args()
    texts = list(labelled(chosen.paths)) if chosen.paths else list(invented())
    random.Random(1).shuffle(texts)
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder) / "library.db", texts)
        held = trial.held()
        rate = f"{len(texts) / trial.seconds:,.0f} a second, copies included"
        print(f"{len(texts)} texts judged in {trial.seconds:.1f} s of processor time, {rate}")
        print("\n".join(table(texts, held, range(len(texts)))))
        _show(texts, held, chosen.mistakes)
        mistakes = [place for place in range(0, len(texts), 2) if held[place] != texts[place].is_spam]
        corrected = mistakes[: chosen.corrections]
        rest = range(1, len(texts), 2)
        print(f"\nThe other half, before and after {len(corrected)} corrections")
        print("\n".join(table(texts, held, rest)[:2]))
        started = time.perf_counter()
        trial.correct(corrected)
        print(f"({(time.perf_counter() - started) / max(len(corrected), 1):.3f} s a correction)")
        print("\n".join(table(texts, trial.held(), rest)[:9]))
        trial.archive.close()


def _show(texts: Sequence[Text], held: Sequence[bool], most: int) -> None:
    for is_spam, said in ((False, "held, but good"), (True, "missed")):
        wrong = [
            place for place in range(len(texts)) if texts[place].is_spam == is_spam and held[place] != is_spam
        ]
        for place in wrong[:most]:
            print(f"- {said}: {texts[place].text[:300]!r}")


if __name__ == "__main__":
    main()
