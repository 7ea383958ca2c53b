"""``spam`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archive_tui.archive import Archive

if TYPE_CHECKING:
    from tests.cli.conftest import Run

SAMPLES = Path(__file__).parents[2] / "sample_data"


def test_list_why_and_corrections(run: Run, library: Path, tmp_path: Path) -> None:
    before = json.loads(run("--db", library, "spam", "list", "--json").stdout)
    assert before
    assert all(one["label"] == "spam" and one["reasons"] for one in before)
    one = f"{before[0]['article_id']}#{before[0]['number']}"
    why = json.loads(run("--db", library, "spam", "why", one, "--json").stdout)
    assert (why["id"], why["label"]) == (before[0]["id"], "spam")
    assert run("--db", library, "spam", "why", one).stdout.startswith(f"{one}: spam, says the ")
    (said,) = json.loads(run("--db", library, "spam", "unmark", one, "--json").stdout)
    assert (said["label"], said["by"]) == ("ham", "reader")
    assert len(json.loads(run("--db", library, "spam", "list", "--json").stdout)) == len(before) - 1
    shared = tmp_path / "labels.jsonl"
    assert run("--db", library, "spam", "labels", "export", "-o", shared).exit_code == 0
    assert json.loads(shared.read_text(encoding="utf-8"))["label"] == "ham"
    assert run("--db", library, "spam", "forget", str(before[0]["id"])).exit_code == 0
    assert json.loads(run("--db", library, "spam", "list", "--json").stdout) == before
    assert run("--db", library, "spam", "labels", "import", shared).exit_code == 0
    assert len(json.loads(run("--db", library, "spam", "list", "--json").stdout)) == len(before) - 1
    assert run("--db", library, "spam", "rescan").exit_code == 0
    assert "held as spam" in run("--db", library, "spam", "list").stderr


def test_what_is_not_there_is_said_and_the_rest_done(run: Run, library: Path) -> None:
    done = run("--db", library, "spam", "mark", "1#1", "1#999", "--yes")
    assert done.exit_code == 1
    assert "1#999" not in done.stdout
    assert "999" in done.stderr
    with Archive.open(library) as archive:
        assert archive.comment("1#1").verdict.by == "reader"


@pytest.mark.parametrize(
    "line",
    ["no json", "[]", '{"label": "maybe"}', '{"label": "spam", "article": "a", "comment": "c", "text": 3}'],
)
def test_a_file_that_is_no_labels_is_refused_whole(
    run: Run, library: Path, tmp_path: Path, line: str
) -> None:
    good = '{"label": "spam", "article": "a", "comment": "c", "text": "t", "made": 0}'
    (tmp_path / "labels.jsonl").write_text(f"{good}\n{line}\n", encoding="utf-8")
    done = run("--db", library, "spam", "labels", "import", tmp_path / "labels.jsonl")
    assert done.exit_code == 1
    assert "line 2" in done.stderr
    with Archive.open(library) as archive:
        assert archive.labels() == []


def test_hiding_much_of_an_article_is_refused_without_a_terminal(run: Run, tmp_path: Path) -> None:
    library = tmp_path / "toaster.db"
    assert run("--db", library, "import", SAMPLES / "toaster.txt").exit_code == 0
    wanted = ["1#1", "1#1.1", "1#2", "1#2.1", "1#4", "1#6", "1#8", "1#9"]
    done = run("--db", library, "spam", "mark", *wanted)
    assert done.exit_code == 1
    assert "This hides 8 of 27 comments (30%)" in done.stderr
    assert "--yes" in done.stderr
    assert len(json.loads(run("--db", library, "spam", "list", "--json").stdout)) == 1
    assert run("--db", library, "spam", "mark", *wanted, "--yes").exit_code == 0
    assert len(json.loads(run("--db", library, "spam", "list", "--json").stdout)) == 9
