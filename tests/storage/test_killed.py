"""An import that is killed at any moment leaves a whole library, and can simply be run again."""

from __future__ import annotations

import secrets
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.storage.conftest import JsonLinesImporter, write_lines

import archive_tui
from archive_tui.archive import Archive

ARTICLES = 60
COMMENTS = 150

PROGRAM = """
import sys
from pathlib import Path
from archive_tui.archive import Archive
from tests.storage.conftest import JsonLinesImporter

with Archive.open(Path(sys.argv[1]), importers=[JsonLinesImporter()]) as archive:
    print("open", flush=True)
    for report in archive.import_paths([Path(sys.argv[2])]):
        print(report.articles, flush=True)
"""


def thread(number: int, turn: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Make up a thread that is a little different at every turn."""
    comments = [
        {
            "ref": str(n),
            "parent": str(n // 2) if n % 9 else None,
            "text": f"remark {n} of {number} at {turn * (n % 3)}",
        }
        for n in range(1, COMMENTS)
    ]
    return {"key": f"k{number}", "title": f"Article {number}"}, comments[turn:]


def test_an_import_survives_being_killed(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    source = tmp_path / "source.jsonl"
    checkout = Path(__file__).parents[2]
    killed = 0
    for turn in range(6):
        write_lines(source, *(thread(number, turn) for number in range(ARTICLES)))
        with subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", PROGRAM, str(library), str(source)],
            cwd=checkout,
            env={"PYTHONPATH": f"{Path(archive_tui.__file__).parent.parent}:{checkout}"},
            stdout=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"open\n"
            time.sleep(secrets.randbelow(350) / 1000)
            process.kill()
            killed += process.wait() != 0
        with Archive.open(library, importers=[JsonLinesImporter()]) as archive:
            report = archive.check()
            assert report.problems == ()
            assert report.articles <= ARTICLES
            assert all(a.comments >= COMMENTS - 6 for a in archive.articles())
    assert killed
    with Archive.open(library, importers=[JsonLinesImporter()]) as archive:
        (last,) = archive.import_paths([source])
        assert (last.articles, last.error) == (ARTICLES, None)
        assert last.comments == ARTICLES * (COMMENTS - 6)
        assert archive.check().problems == ()


def test_a_library_that_is_killed_while_it_is_made_is_made_the_next_time(tmp_path: Path) -> None:
    checkout = Path(__file__).parents[2]
    library = tmp_path / "library.db"
    for milliseconds in range(0, 200, 20):
        with subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", PROGRAM, str(library), str(tmp_path)],
            cwd=checkout,
            env={"PYTHONPATH": f"{Path(archive_tui.__file__).parent.parent}:{checkout}"},
            stdout=subprocess.DEVNULL,
        ) as process:
            time.sleep(milliseconds / 1000)
            process.kill()
        with Archive.open(library) as archive:
            assert archive.check().problems == ()
        for path in tmp_path.iterdir():
            path.unlink()
