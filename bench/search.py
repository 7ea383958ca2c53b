"""Search measured: recall, rank and time by kind of query, beside plain FTS5, tantivy and ripgrep.

    python -m bench.search --comments 100000 --work DIR FOLDER_OF_TEXT…

A query of the kinds "known …" is made from one comment, which has to come back among the first ten. Times are of whole
searches (50 hits, snippets included) in milliseconds. The work folder keeps the library for the next run.
"""

from __future__ import annotations

import argparse
import importlib
import random
import re
import resource
import shutil
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive_tui.archive import Archive
from archive_tui.search.tokens import words
from bench.corpus import comments as make_comments
from bench.corpus import misspell
from bench.library import build

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

_PLAIN = re.compile(r"[a-z]{4,14}")
_SAMPLE = 4_000
_RUNS = 2


@dataclass(frozen=True, slots=True)
class Query:
    """A query and what must come back."""

    text: str
    wanted: frozenset[int] = frozenset()
    typing: bool = False


@dataclass
class Outcome:
    """What a kind of query gave."""

    milliseconds: list[float] = field(default_factory=list)
    cold: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    reciprocal: list[float] = field(default_factory=list)

    def line(self, name: str) -> str:
        """Return a row of the table."""
        quality = (
            f"{_mean(self.recall):6.3f} {_mean(self.reciprocal):6.3f}"
            if self.recall
            else f"{'–':>6} {'–':>6}"
        )
        return (
            f"{name:26} {len(self.milliseconds):4} {_percentile(self.milliseconds, 0.5):8.1f} "
            f"{_percentile(self.milliseconds, 0.95):8.1f} {_percentile(self.cold, 0.95):8.1f} "
            f"{_percentile(self.cpu, 0.5):8.1f} {_percentile(self.cpu, 0.95):8.1f} {quality}"
        )


HEADER = f"{'':26} {'n':>4} {'p50':>8} {'p95':>8} {'1st p95':>8} {'cpu p50':>8} {'cpu p95':>8} {'rec@10':>6} {'MRR':>6}"


def main(arguments: list[str] | None = None) -> None:
    """Build what is missing in the work folder, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sources", nargs="*", type=Path, help="folders of text, or a library")
    parser.add_argument("--comments", type=int, default=20_000)
    parser.add_argument("--queries", type=int, default=100, help="of each kind")
    parser.add_argument("--work", type=Path, default=Path(".bench"))
    parser.add_argument("--peers", action="store_true", help="measure plain FTS5, tantivy and ripgrep too")
    parser.add_argument("--seed", type=int, default=11, help="of the queries")
    parser.add_argument("--only", default="", help="a kind, or its beginning")
    options = parser.parse_args(arguments)
    options.work.mkdir(parents=True, exist_ok=True)
    path = options.work / f"search-{options.comments}.db"
    if not path.exists():
        partial = path.with_suffix(".partial")
        for stale in options.work.glob(f"{partial.name}*"):
            stale.unlink()
        sources = options.sources or [Path(sys.base_prefix) / "lib"]
        seconds = build(partial, make_comments(sources, options.comments))
        print(f"stored {options.comments:,} comments in {seconds:.1f} s")
        partial.rename(path)
    with Archive.open(path) as archive:
        _index(archive)
        with archive._library.read() as connection:
            _print_sizes(connection)
            kinds = make_queries(connection, options.queries, options.seed)
        kinds = {name: queries for name, queries in kinds.items() if name.startswith(options.only)}
        print("\narchive-tui", HEADER[12:], sep=" ")
        for name, queries in kinds.items():
            print(measure(queries, lambda query: _ours(archive, query)).line(name), flush=True)
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")
        if options.peers:
            _peers(archive, kinds, options.work, options.comments)


def _index(archive: Archive) -> None:
    started = time.perf_counter()
    number = archive.catch_up()
    seconds = time.perf_counter() - started
    if number:
        print(f"indexed {number:,} documents in {seconds:.1f} s: {number / seconds:,.0f}/s")


def _print_sizes(connection: sqlite3.Connection) -> None:
    (text,) = connection.execute("SELECT sum(length(CAST(text AS BLOB))) FROM comments").fetchone()
    names = ("search_documents_", "search_terms", "search_buckets", "search_completions")
    print(f"text {text / 1e6:.1f} MB; index", end=" ")
    total = 0
    for name in names:
        (size,) = connection.execute(
            "SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%' || ? || '%'", (name.rstrip("_"),)
        ).fetchone()
        total += size
        print(f"{name.removeprefix('search_').rstrip('_')} {size / 1e6:.1f}", end=", ")
    (terms,) = connection.execute("SELECT count(*) FROM search_terms").fetchone()
    print(f"together {total / 1e6:.1f} MB = {total / text:.2f} of the text; {terms:,} words")


def make_queries(connection: sqlite3.Connection, number: int, seed: int = 11) -> dict[str, list[Query]]:
    """Make queries of every kind from a sample of the comments."""
    dice = random.Random(seed)
    (last,) = connection.execute("SELECT max(id) FROM comments").fetchone()
    chosen = sorted(dice.sample(range(1, last + 1), min(_SAMPLE, last)))
    marks = ",".join(map(str, chosen))
    texts = connection.execute(f"SELECT id, text FROM comments WHERE id IN ({marks})").fetchall()  # noqa: S608
    frequency: Counter[str] = Counter()
    for _, text in texts:
        frequency.update(set(words(text)))
    english = {word for word, count in frequency.items() if count > 2 and _PLAIN.fullmatch(word)}
    dice.shuffle(texts)
    maker = _Maker(connection, texts, english, dice)
    common = [word for word, _ in frequency.most_common(400) if word.isalpha() and len(word) > 1][:300]
    pairs = {
        "exact word": lambda: maker.single(2, 20_000, lambda word: word),
        "rare word, one typo": lambda: maker.single(3, 10, maker.slip),
        "usual word, one typo": maker.usual_typo,
        "known, exact": lambda: maker.known(0),
        "known, one typo": lambda: maker.known(1),
        "known, all misspelt": lambda: maker.known(9),
        "prefix": maker.prefix,
        "prefix of the second word": maker.second_prefix,
        "phrase": maker.phrase,
        "common word": lambda: Query(dice.choice(common)),
        "two common words": lambda: Query(" ".join(dice.sample(common, 2))),
        "three common words": lambda: Query(" ".join(dice.sample(common, 3))),
    }
    return {name: _fill(make, number) for name, make in pairs.items()}


def _fill(make: Callable[[], Query | None], number: int) -> list[Query]:
    found: list[Query] = []
    for _ in range(number * 200):
        query = make()
        if query:
            found.append(query)
        if len(found) == number:
            break
    return found


class _Maker:
    def __init__(
        self,
        connection: sqlite3.Connection,
        texts: list[tuple[int, str]],
        english: set[str],
        dice: random.Random,
    ) -> None:
        self._connection = connection
        self._texts = texts
        self._english = english
        self._dice = dice

    def slip(self, word: str) -> str:
        return misspell(word, self._dice)

    def _match(self, match: str, limit: int) -> list[int]:
        rows = self._connection.execute(
            "SELECT rowid FROM search_documents WHERE search_documents MATCH ? LIMIT ?", (match, limit)
        )
        return [found for (found,) in rows]

    def _best(self, match: str) -> list[int]:
        rows = self._connection.execute(
            "SELECT rowid FROM search_documents WHERE search_documents MATCH ? ORDER BY rank LIMIT 10",
            (match,),
        )
        return [found for (found,) in rows]

    def single(self, least: int, most: int, spell: Callable[[str], str]) -> Query | None:
        _, text = self._dice.choice(self._texts)
        pool = [word for word in words(text) if re.fullmatch(r"[a-z]{5,14}", word)]
        self._dice.shuffle(pool)
        for word in pool:
            found = self._match(f'"{word}"', most + 1)
            if least <= len(found) <= most:
                typed = spell(word)
                return Query(typed, frozenset(found if most <= 10 else self._best(f'"{word}"')))
        return None

    def usual_typo(self) -> Query | None:
        _, text = self._dice.choice(self._texts)
        pool = [word for word in words(text) if word in self._english and len(word) > 4]
        if not pool:
            return None
        word = self._dice.choice(pool)
        return Query(self.slip(word), frozenset(self._best(f'"{word}"')))

    def known(self, slips: int) -> Query | None:
        """Take two or three words of a comment that plain FTS5 brings back among the first ten."""
        chosen = self._words_of_one(self._dice.choice((2, 3)))
        if chosen is None:
            return None
        document, picked = chosen
        wrong = set(range(len(picked))) if slips > 1 else set(self._dice.sample(range(len(picked)), slips))
        typed = [self.slip(word) if place in wrong else word for place, word in enumerate(picked)]
        return Query(" ".join(typed), frozenset({document}))

    def _words_of_one(self, number: int) -> tuple[int, list[str]] | None:
        document, text = self._dice.choice(self._texts)
        there = list(dict.fromkeys(word for word in words(text) if word in self._english))
        if len(there) < number + 2:
            return None
        picked = sorted(self._dice.sample(there, number), key=words(text).index)
        if document not in self._best(" ".join(f'"{word}"' for word in picked)):
            return None
        return document, picked

    def prefix(self) -> Query | None:
        _, text = self._dice.choice(self._texts)
        pool = [word for word in words(text) if word in self._english and len(word) > 4]
        if not pool:
            return None
        word = self._dice.choice(pool)
        return Query(word[: self._dice.randint(1, min(7, len(word) - 1))], typing=True)

    def second_prefix(self) -> Query | None:
        chosen = self._words_of_one(2)
        if chosen is None:
            return None
        document, (one, other) = chosen
        return Query(
            f"{one} {other[: self._dice.randint(2, len(other) - 1)]}", frozenset({document}), typing=True
        )

    def phrase(self) -> Query | None:
        _, text = self._dice.choice(self._texts)
        there = words(text)
        if len(there) < 8:
            return None
        start = self._dice.randrange(len(there) - 4)
        picked = there[start : start + self._dice.choice((2, 3, 4))]
        return Query(f'"{" ".join(picked)}"') if all(word.isalpha() for word in picked) else None


def measure(queries: Iterable[Query], search: Callable[[Query], list[int]]) -> Outcome:
    """Ask each query a few times; the best time counts, the first is kept apart."""
    outcome = Outcome()
    for query in queries:
        times = []
        work = []
        found: list[int] = []
        for _ in range(_RUNS):
            started, worked = time.perf_counter(), time.process_time()
            found = search(query)
            times.append((time.perf_counter() - started) * 1e3)
            work.append((time.process_time() - worked) * 1e3)
        outcome.cold.append(times[0])
        outcome.milliseconds.append(min(times))
        outcome.cpu.append(min(work))
        if query.wanted:
            top = found[:10]
            outcome.recall.append(len(query.wanted.intersection(top)) / min(10, len(query.wanted)))
            place = next((at for at, document in enumerate(top, 1) if document in query.wanted), 0)
            outcome.reciprocal.append(1 / place if place else 0.0)
    return outcome


def _ours(archive: Archive, query: Query) -> list[int]:
    archive._engine.forget()
    answer = archive.search(query.text, typing=query.typing)
    return [hit.id or -hit.article_id for hit in answer.hits]


def _peers(archive: Archive, kinds: dict[str, list[Query]], work: Path, number: int) -> None:
    with archive._library.read() as connection:
        print("\nFTS5 alone ", HEADER[12:], sep=" ")
        for name, queries in kinds.items():
            print(measure(queries, lambda query: _fts5(connection, query)).line(name), flush=True)
        tantivy = _Tantivy.built(connection, work / f"tantivy-{number}")
        if tantivy is None:
            print("\ntantivy is not installed")
        else:
            print("\ntantivy, fuzzy terms", HEADER[20:])
            for name, queries in kinds.items():
                print(measure(queries, tantivy.search).line(name), flush=True)
        if shutil.which("rg"):
            texts = work / f"texts-{number}.txt"
            with texts.open("w", encoding="utf-8") as file:
                for document, text in connection.execute("SELECT id, text FROM comments"):
                    file.write(f"{document}\t{' '.join(text.split())}\n")
            print("\nripgrep    ", HEADER[12:], sep=" ")
            for name in ("exact word", "known, exact", "phrase"):
                print(
                    measure(kinds.get(name, [])[:20], lambda query: _ripgrep(texts, query)).line(name),
                    flush=True,
                )


def _fts5(connection: sqlite3.Connection, query: Query) -> list[int]:
    parts = [query.text] if query.text.startswith('"') else [f'"{word}"' for word in query.text.split()]
    match = " ".join(parts) + ("*" if query.typing else "")
    rows = connection.execute(
        "SELECT rowid FROM search_documents WHERE search_documents MATCH ? ORDER BY rank LIMIT 50", (match,)
    ).fetchall()
    connection.execute(
        f"SELECT text FROM comments WHERE id IN ({','.join(str(row[0]) for row in rows)})"  # noqa: S608 - numbers
    ).fetchall()
    return [found for (found,) in rows]


def _ripgrep(texts: Path, query: Query) -> list[int]:
    first, *rest = (
        query.text.strip('"').split() if not query.text.startswith('"') else [query.text.strip('"')]
    )
    lines = subprocess.run(
        ["rg", "-i", "-w", first, str(texts)], capture_output=True, text=True, check=False
    ).stdout
    found = [line for line in lines.splitlines() if all(word in line.lower() for word in rest)]
    return [int(line.partition("\t")[0]) for line in found[:50]]


class _Tantivy:
    """Its fuzzy terms: distance 1 below eight letters, else 2, none below four."""

    def __init__(self, module: Any, index: Any, schema: Any) -> None:
        self._module = module
        self._schema = schema
        self._searcher = index.searcher()

    @classmethod
    def built(cls, connection: sqlite3.Connection, path: Path) -> _Tantivy | None:
        try:
            tantivy = importlib.import_module("tantivy")
        except ImportError:
            return None
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("id", stored=True)
        builder.add_text_field("text", stored=True)
        schema = builder.build()
        if not path.exists():
            path.mkdir()
            started = time.perf_counter()
            writer = tantivy.Index(schema, path=str(path)).writer(256_000_000, 2)
            count = 0
            for document, text in connection.execute("SELECT id, text FROM comments"):
                writer.add_document(tantivy.Document(id=document, text=text))
                count += 1
            writer.commit()
            writer.wait_merging_threads()
            size = sum(file.stat().st_size for file in path.iterdir())
            print(
                f"\ntantivy: {count / (time.perf_counter() - started):,.0f} documents/s, {size / 1e6:.0f} MB with texts"
            )
        index = tantivy.Index.open(str(path))
        index.reload()
        return cls(tantivy, index, schema)

    def search(self, query: Query) -> list[int]:
        found = words(query.text)
        tantivy = self._module
        if query.text.startswith('"') and len(found) > 1:
            asked = tantivy.Query.phrase_query(self._schema, "text", found)
        else:
            parts = [self._fuzzy(word) for word in found]
            if query.typing:
                last = found[-1]
                parts[-1] = tantivy.Query.fuzzy_term_query(
                    self._schema,
                    "text",
                    last,
                    distance=0 if len(last) < 4 else 1,
                    transposition_cost_one=True,
                    prefix=True,
                )
            asked = tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])
        hits = self._searcher.search(asked, 50).hits
        return [self._searcher.doc(address)["id"][0] for _, address in hits]

    def _fuzzy(self, word: str) -> Any:
        tantivy = self._module
        exact = tantivy.Query.term_query(self._schema, "text", word)
        if len(word) < 4:
            return exact
        fuzzy = tantivy.Query.fuzzy_term_query(
            self._schema, "text", word, 1 if len(word) < 8 else 2, transposition_cost_one=True, prefix=False
        )
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, fuzzy), (tantivy.Occur.Should, exact)])


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def _percentile(values: list[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * part))] if values else 0.0


if __name__ == "__main__":
    main()
