from __future__ import annotations

from archive_tui.cli.account import account, eventful, total
from archive_tui.model import ImportReport, Skipped


def test_a_first_import_is_one_line() -> None:
    report = ImportReport(source="page.txt", format="page-dump", articles=1, comments=3, new=3)
    assert account(report) == ["page.txt: page-dump, 1 article, 3 comments"]


def test_everything_that_is_not_zero_is_said() -> None:
    report = ImportReport(
        source="page.txt",
        format="page-dump",
        articles=1,
        comments=1_200,
        new=1,
        changed=2,
        unchanged=1_197,
        missing=4,
        ghosts=1,
        declared=1_210,
        skipped=(Skipped("line 14", "a cycle was cut"),),
    )
    assert account(report) == [
        "page.txt: page-dump, 1 article, 1,200 comments (1 new, 2 changed, 1,197 unchanged)",
        "  declares 1,210, found 1,200: 10 missing",
        "  1 more known only by the replies to it",
        "  4 comments no longer in the source, kept in the library",
        "  line 14: a cycle was cut",
    ]


def test_many_skipped_parts_are_counted() -> None:
    skipped = tuple(Skipped(f"line {line}", "no text") for line in range(20))
    lines = account(
        ImportReport(source="a", format="page-dump", articles=1, comments=9, new=9, skipped=skipped)
    )
    assert len(lines) == 1 + 8 + 1
    assert lines[-1] == "  … and 12 more: `stats --imports` and --json have them all"


def test_what_was_left_of_an_archive() -> None:
    skipped = (Skipped("logo.png", "a binary file"),)
    report = ImportReport(source="dump.zip", format=None, container="zip", skipped=skipped)
    assert account(report) == ["dump.zip: zip, 1 part of it left out", "  logo.png: a binary file"]
    assert eventful(report)
    good = ImportReport(source="a", format="page-dump", articles=1, comments=5, new=5)
    assert total([good, report], dry_run=False) == "Imported 1 source: 1 article, 5 comments."
    assert not eventful(good)


def test_a_refused_source_is_one_clean_sentence_that_names_it() -> None:
    plain = ImportReport(source="a\x1b[31m.txt", format=None, error="a\x1b[31m.txt: is no page dump.")
    (line,) = account(plain)
    assert line.count("a") >= 1
    assert "\x1b" not in line
    assert line.count(".txt") == 1
    assert account(ImportReport(source="b.txt", format=None, error="It is empty.")) == ["b.txt: It is empty."]


def test_a_file_name_that_is_no_utf8_can_be_written() -> None:
    (line,) = account(ImportReport(source="caf\udce9.txt", format=None, error="It is empty."))
    assert line.encode() == b"caf\\xe9.txt: It is empty."


def test_the_total_counts_what_was_and_what_was_not_imported() -> None:
    good = ImportReport(source="a", format="page-dump", articles=2, comments=5, new=5)
    bad = ImportReport(source="b", format=None, error="It is empty.")
    assert total([good, good], dry_run=False) == "Imported 2 sources: 4 articles, 10 comments."
    assert total([good, bad], dry_run=True) == (
        "Would import 1 source: 2 articles, 5 comments. 1 source could not be imported."
    )
