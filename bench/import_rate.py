"""How fast articles come in and go out: ``python -m bench.import_rate [--comments N] [--articles N]``.

Prints comments stored a second, opening a thread (outline), painting (texts), marking as read, a re-import,
and listing many articles, with the peak of memory. The data is made up on the way; the library is thrown
away.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from archive_tui.archive import Archive
from archive_tui.model import CommentId, ImportedArticle, ImportedComment, ImportedThread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from archive_tui.importers import Source
    from archive_tui.model import ImportReport

WORDS = [
    "pond",
    "duck",
    "bench",
    "lifeguard",
    "bread",
    "council",
    "rain",
    "umbrella",
    "notice",
    "green",
    "paint",
    "whistle",
    "towel",
    "swan",
    "minutes",
    "vote",
    "Tuesday",
    "committee",
    "reeds",
    "ladder",
    "heron",
    "nobody",
    "asked",
    "the",
    "of",
    "and",
    "to",
    "was",
    "not",
    "in",
    "for",
    "it",
    "is",
]


class MadeUpImporter:
    """Makes up threads: ``articles comments seed`` is what its file says."""

    name = "made-up"
    description = "threads out of thin air"
    spans_files = False

    def confidence(self, source: Source) -> float:
        """Take every file."""
        return float(bool(source.head))

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield as many articles as the file says, each with as many comments."""
        articles, comments, seed = (int(number) for number in paths[0].read_text(encoding="ascii").split())
        chance = random.Random(seed)
        # Drawing words takes longer than storing them: a pool of texts keeps it out of the figures.
        texts = [_text(chance, chance.randint(5, 110)) for _ in range(2_000)]
        for number in range(articles):
            article = ImportedArticle(
                key=f"{seed}-{number}", title=f"Article {number}", body=_text(chance, 60)
            )
            yield ImportedThread(article, tuple(_comments(chance, comments, texts)))


def _comments(chance: random.Random, total: int, texts: list[str]) -> Iterator[ImportedComment]:
    for number in range(total):
        parent = None if number == 0 or chance.random() < 0.25 else str(chance.randrange(number))
        yield ImportedComment(
            ref=str(number),
            parent=parent,
            author=f"author {chance.randrange(500)}",
            text=f"{number} {chance.choice(texts)}",
        )


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words))


def timed(run: Callable[[], object], times: int = 7) -> float:
    """Return the median of some runs, in milliseconds."""
    results = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        results.append((time.perf_counter() - start) * 1000)
    return statistics.median(results)


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print a line a figure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--comments", type=int, default=100_000, help="comments of the big article")
    parser.add_argument("--articles", type=int, default=10_000, help="articles in the list")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder), options.comments, options.articles)


def _measure(folder: Path, comments: int, articles: int) -> None:
    source = folder / "thread"
    source.write_text(f"1 {comments} 1", encoding="ascii")
    many = folder / "many"
    many.write_text(f"{articles} 5 2", encoding="ascii")
    with Archive.open(folder / "library.db", importers=[MadeUpImporter()]) as archive:
        report = _import(archive, source, f"import of 1 article, {comments:,} comments")
        article_id = report.article_ids[0]
        size = archive.stats(article_id).library_bytes / 1e6
        _say("library", f"{size:.0f} MB")
        _say("outline", f"{timed(lambda: archive.outline(article_id)):.1f} ms")
        middle = range(comments // 2, min(comments // 2 + 50, comments))
        _say("texts of 50 neighbours", f"{timed(lambda: archive.texts(article_id, middle)):.2f} ms")
        ids = [CommentId(number) for number in archive.outline(article_id).ids]
        one = timed(lambda: archive.mark_read(article_id, ids[:1], read=True))
        _say("mark 1 as read", f"{one:.2f} ms")
        all_read = timed(lambda: archive.mark_read(article_id, ids, read=True), 1)
        _say(f"mark {comments:,} as read", f"{all_read:.0f} ms")
        _say("reading", f"{timed(lambda: archive.reading(article_id)):.1f} ms")
        _say("stats of the article", f"{timed(lambda: archive.stats(article_id), 1):.0f} ms")
        _say("the same again", f"{timed(lambda: list(archive.import_paths([source]))):.1f} ms")
        source.write_text(f"1 {comments} 1 ", encoding="ascii")
        _import(archive, source, "the same comments in another file")
        _import(archive, many, f"import of {articles:,} articles, 5 comments each")
        _say(f"list of {len(archive.articles()):,} articles", f"{timed(archive.articles):.0f} ms")
        _say("check", f"{timed(archive.check, 1):.0f} ms")
    with Archive.open(folder / "library.db", importers=[]) as archive:
        _say("peak memory", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    _say("open", f"{timed(lambda: Archive.open(folder / 'library.db').close()):.1f} ms")


def _import(archive: Archive, source: Path, label: str) -> ImportReport:
    start = time.perf_counter()
    (report,) = archive.import_paths([source])
    seconds = time.perf_counter() - start
    _say(label, f"{seconds:.2f} s, {report.comments / seconds:,.0f} comments/s")
    return report


def _say(label: str, figure: str) -> None:
    print(f"{label:<50} {figure}")


if __name__ == "__main__":
    main()
