"""The report of an import as lines of a list."""

from __future__ import annotations

from datetime import UTC, datetime

from archive_tui.model import ImportReport, ImportRun, Skipped
from archive_tui.tui.reported import report_lines, run_counts


def test_every_source_and_every_skipped_part_has_a_line() -> None:
    skipped = (Skipped("line 3", "no JSON"), Skipped("line 9", "no text"))
    lines = list(
        report_lines(
            [
                ImportReport("/a/b/c.jsonl", "jsonl", 1, 5, new=5, declared=7, skipped=skipped),
                ImportReport("/a/b/d.zip", None, container="zip", skipped=skipped[:1]),
                ImportReport("/a/e.bin", None, error="a binary file"),
            ]
        )
    )
    assert [(line.name, line.counts, line.heads, line.failed) for line in lines] == [
        ("b/c.jsonl", "jsonl, 1 article, 5 comments, 5 new, declares 7", True, False),
        ("line 3", "no JSON", False, False),
        ("line 9", "no text", False, False),
        ("b/d.zip", "zip, 1 part left out", True, False),
        ("line 3", "no JSON", False, False),
        ("e.bin", "a binary file", True, True),
    ]
    assert lines[0].text == "/a/b/c.jsonl: jsonl, 1 article, 5 comments, 5 new, declares 7"
    assert "c.jsonl" in lines[1].folded


def test_one_source_keeps_its_whole_name() -> None:
    (line,) = report_lines([ImportReport("/a/b", "x", 1, 1)])
    assert line.name == "/a/b"
    assert list(report_lines([])) == []


def test_what_an_import_came_to() -> None:
    run = ImportRun(1, datetime(2011, 6, 3, tzinfo=UTC), None, ("a",), 3, 1, 2, 1, 1_200, 7, 4)
    assert run_counts(run) == (
        "1 article, 1,200 comments, 7 new; 1 failed; 4 skipped; 2 sources unchanged; broken off"
    )
