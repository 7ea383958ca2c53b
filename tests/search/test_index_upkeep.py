import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from sqlite_utils import Database

from archive_tui.archive import Archive

if TYPE_CHECKING:
    from pathlib import Path


def comments(*texts: str) -> list[list[str | None]]:
    return [[f"c{place}", "", "Ada", None, text] for place, text in enumerate(texts)]


def test_what_changes_is_found_as_it_is_now(make_library: Any) -> None:
    library = make_library(
        {"title": "News", "body": "old body", "comments": comments("red lantern", "green lantern")}
    )
    assert library.names("red") == ["c0"]
    library.add(
        [
            {
                "title": "News",
                "body": "fresh body",
                "comments": comments("blue lantern", "green lantern", "late guest"),
            }
        ]
    )
    assert library.names("red", exact=True) == []
    assert library.names("blue") == ["c0"]
    assert library.names("guest") == ["c2"]
    assert library.names("fresh") == ["@News"]
    assert library.names("old", exact=True) == []
    assert library.archive.check().ok


def test_a_ghost_that_is_taken_away_is_not_found(make_library: Any) -> None:
    orphan = ["late", "gone", "Ada", None, "a reply to nobody"]
    library = make_library({"title": "Ghosts", "comments": [orphan]})
    library.add([{"title": "Ghosts", "comments": [["gone", "", "Bo", None, "here I am"], orphan]}])
    assert library.names("here") == ["gone"]
    assert library.archive.check().ok


def test_counts_of_words_follow_small_imports(make_library: Any) -> None:
    library = make_library({"title": "One", "comments": comments("heliotrope", "heliotrope")})
    library.add([{"title": "Two", "comments": [["x", "", "Bo", None, "heliotrope zither"]]}])
    with Database(str(library.archive.path)) as db:
        counts = {row["term"]: row["documents"] for row in db["search_terms"].rows}
    assert counts["heliotrope"] == 3
    assert counts["zither"] == 1
    assert library.names("heliotorpe zihter")[0] == "x"


def test_an_index_made_anew_answers_as_before(make_library: Any) -> None:
    library = make_library(
        {"title": "One", "comments": comments(*(f"word{place} lamp" for place in range(40)))}
    )
    before = library.names("lamp wrod7", limit=100)
    assert library.archive.reindex() == 41
    assert library.names("lamp wrod7", limit=100) == before
    assert library.archive.check().ok


def test_a_cancelled_reindex_is_taken_up_by_the_next_search(make_library: Any) -> None:
    library = make_library({"title": "One", "comments": comments("lamp")})
    library.archive.reindex(cancelled=lambda: True)
    assert library.names("lamp") == ["c0"]


def test_check_names_an_index_that_disagrees_and_repair_makes_it_anew(make_library: Any) -> None:
    library = make_library({"title": "One", "comments": comments("lamp", "moth")})
    lost = library.comment("c1")
    with Database(str(library.archive.path)) as db:
        db.execute("DROP TRIGGER search_comment_changed")
        db.execute("UPDATE comments SET text = 'candle' WHERE id = ?", [lost])
    assert any("other words" in problem for problem in library.archive.check().problems)
    report = library.archive.check(repair=True)
    assert report.ok
    assert any("other words" in repaired for repaired in report.repaired)
    assert library.names("candle") == ["c1"]


def test_check_names_documents_that_are_lacking(make_library: Any) -> None:
    library = make_library({"title": "One", "comments": comments("lamp", "moth")})
    with Database(str(library.archive.path)) as db:
        db.execute("DELETE FROM search_documents_docsize WHERE id = ?", [library.comment("c1")])
    assert any("lacks 1" in problem for problem in library.archive.check().problems)
    assert library.archive.check(repair=True).ok


def test_a_bulk_load_reports_how_far_it_is(make_library: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive_tui.search.indexer.BATCH", 100)
    library = make_library()
    seen = []
    library.folder.joinpath("source.json").write_text("[]", encoding="utf-8")
    library.add([{"title": "Many", "comments": comments(*(f"lamp {place}" for place in range(450)))}])
    library.archive.reindex(progress=lambda progress: seen.append((progress.done, progress.total)))
    assert seen[0][0] == 100
    assert seen[-1] == (451, 451)
    assert [done for done, _ in seen] == sorted({done for done, _ in seen})


INDEXING = """
import sys
from pathlib import Path
import archive_tui.search.indexer as indexer
from archive_tui.archive import Archive

indexer.BATCH = 50
with Archive.open(Path(sys.argv[1]), importers=[]) as archive:
    print("begin", flush=True)
    while True:
        archive.reindex()
"""


@pytest.mark.parametrize("seconds", [0.02, 0.1, 0.3])
def test_killed_while_indexing_the_next_search_catches_up(make_library: Any, seconds: float) -> None:
    texts = [f"lamp numbered {place} of {place % 17} moths" for place in range(1_500)]
    library = make_library({"title": "Many", "comments": comments(*texts)})
    path: Path = library.archive.path
    process = subprocess.Popen(  # noqa: S603 - this interpreter, a program of this file
        [sys.executable, "-c", INDEXING, str(path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with Archive.open(path, importers=[]) as archive:
        assert [hit.snippet for hit in archive.search("numbered 1234").hits][:1] == [texts[1234]]
        answer = archive.search("nubmered 77 lamp")
        assert answer.behind == 0
        assert answer.hits[0].snippet == texts[77]
        assert archive.check().ok
