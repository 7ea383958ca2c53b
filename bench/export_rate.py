"""How fast dumps of comments are read, and with how much memory: records of our own, in the shape of real ones.

python -m bench.export_rate [COMMENTS]
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from archive_tui.importers.reddit import RedditDumpImporter

_WORDS = (
    "rake",
    "shed",
    "lane",
    "goose",
    "kettle",
    "nobody",
    "says that",
    "it was",
    "never",
    "there",
    "and so",
    "we",
)
_UNUSED = {f"field_{number}": None for number in range(30)}
"""As many fields as real records have, of which an importer reads none."""


def main() -> None:
    """Write a dump, read it, print the figures."""
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "comments.ndjson")
        _write(path, total)
        started = time.monotonic()
        threads = comments = 0
        for thread in RedditDumpImporter().threads([path]):
            threads += 1
            comments += len(thread.comments)
        seconds = time.monotonic() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = path.stat().st_size / 1024 / 1024
        print(f"{comments:,} comments of {threads:,} submissions, {size:,.0f} MiB: {seconds:.1f} s")
        print(
            f"{comments / seconds:,.0f} comments/s, {size / seconds:,.0f} MiB/s, peak memory {peak:,.0f} MiB"
        )


def _write(path: Path, total: int) -> None:
    chance = random.Random(7)
    with path.open("w", encoding="utf-8") as file:
        for number in range(total):
            submission = f"t3_{10_000_000 + chance.randrange(total // 20 + 1)}"
            record = {
                "id": f"k{number:x}",
                "author": f"walker{chance.randrange(9999)}",
                "body": " ".join(chance.choices(_WORDS, k=chance.randrange(5, 80))),
                "created_utc": 1_700_000_000 + number,
                "link_id": submission,
                "parent_id": submission,
                "permalink": f"/r/sheds/comments/{submission}/a_title/k{number:x}/",
                "score": chance.randrange(-5, 500),
                "subreddit": "sheds",
                **_UNUSED,
            }
            file.write(json.dumps(record) + "\n")


if __name__ == "__main__":
    main()
