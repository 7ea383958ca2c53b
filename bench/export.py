"""How fast a thread is written, and what it takes: ``python -m bench.export [--comments N] [FORMAT…]``.

Prints for each format the seconds of the processor, for reading and selecting and for writing, the size of the
document, and the peak of memory; each runs in a process of its own. The data is made up and thrown away.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from archive_tui import plugins
from archive_tui.archive import Archive
from archive_tui.files import write_file
from archive_tui.model import ArticleId, ImportedArticle, ImportedComment, ImportedThread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive_tui.importers import Source

SYLLABLES = (
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
    "ova",
)


class MadeUpImporter:
    """Answers every path with the same thread."""

    name = "made-up"
    description = "A thread for measuring"
    spans_files = False

    def __init__(self, thread: ImportedThread) -> None:
        self._thread = thread

    def confidence(self, source: Source) -> float:  # noqa: ARG002
        """Be sure of everything."""
        return 1.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:  # noqa: ARG002
        """Yield the thread."""
        yield self._thread


def made_up(comments: int) -> ImportedThread:
    """Return a thread of 300 characters a comment, a third of them quoting, replies mostly to what is recent."""
    source = random.Random(7)
    vocabulary = ["".join(source.choices(SYLLABLES, k=source.randint(1, 4))) for _ in range(20_000)]
    weights = [1 / (rank + 5) for rank in range(len(vocabulary))]
    words = source.choices(vocabulary, weights, k=2_000_000)
    texts: list[str] = []
    members = []
    for number in range(comments):
        root = number == 0 or source.random() < 0.1
        parent = None if root else max(0, number - 1 - int(source.expovariate(0.4)))
        start = source.randrange(len(words) - 50)
        said = " ".join(words[start : start + 50])
        text = f"{said[:150].capitalize()}.\n\n{said[150:]} *{number}* <b>."
        if parent is not None and source.random() < 0.3:
            text = f"> {texts[parent][:80].splitlines()[0]}\n\n{text}"
        texts.append(text)
        members.append(
            ImportedComment(
                ref=str(number),
                parent=None if parent is None else str(parent),
                source_id=str(number),
                author=f"Author {source.randrange(2_000)}",
                text=text,
            )
        )
    return ImportedThread(ImportedArticle("bench", "A pond", body="A pond."), tuple(members))


def measure(library: Path, name: str, out: Path) -> dict[str, float]:
    """Write the one article of a library in a format; say what it took."""
    with Archive.open(library) as archive:
        started = time.process_time()
        selection = archive.selection(ArticleId(1))
        selected = time.process_time()
        size = write_file(out, archive.export([selection], name), replace=True)
        done = time.process_time()
    # Not of getrusage, which a process inherits from the one that started it.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    return {
        "select": selected - started,
        "write": done - selected,
        "size": size / 2**20,
        "peak": peak,
    }


def main() -> None:
    """Make a library, then write its thread in every format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--comments", type=int, default=100_000)
    parser.add_argument("--measure", nargs=3, metavar=("LIBRARY", "FORMAT", "OUT"), help=argparse.SUPPRESS)
    parser.add_argument("formats", nargs="*", metavar="FORMAT")
    arguments = parser.parse_args()
    if arguments.measure:
        library, name, out = arguments.measure
        print(json.dumps(measure(Path(library), name, Path(out))))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "source"
        source.write_text("x")
        with Archive.open(
            folder / "library.db", importers=[MadeUpImporter(made_up(arguments.comments))]
        ) as archive:
            for report in archive.import_paths([source]):
                print(f"{report.comments:,} comments")
            started = time.perf_counter()
            archive.quotes(ArticleId(1))
            print(f"quotations found in {time.perf_counter() - started:.1f} s, once")
        print(f"{'format':8}{'select s':>10}{'write s':>10}{'MB':>8}{'peak MB':>10}")
        for each in arguments.formats or plugins.EXPORTERS.built_in:
            command = [sys.executable, "-m", "bench.export", "--measure"]
            done = subprocess.run(
                [*command, folder / "library.db", each, folder / f"out.{each}"],
                check=True,
                capture_output=True,
                text=True,
            )
            found = json.loads(done.stdout)
            print(
                f"{each:8}{found['select']:10.1f}{found['write']:10.1f}{found['size']:8.0f}{found['peak']:10.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
