"""``search`` on the command line: what it prints where, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from archive_tui.archive import Archive

Run = Callable[..., Result]
Spawn = Callable[..., subprocess.CompletedProcess[bytes]]

HIT = {"id", "article_id", "number", "title", "author", "created", "score", "snippet", "matches"}
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def find(run: Run, library: Path) -> Callable[..., Result]:
    """Return what searches in the library with one of everything."""

    def call(*arguments: str) -> Result:
        return run("--db", library, "search", *arguments)

    return call


Find = Callable[..., Result]


def same(name: str, text: str) -> bool:
    """Say whether the text is the one that was kept under this name; see test_human.py."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("ARCHIVE_TUI_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
    return True


def references(result: Result) -> list[str]:
    assert result.exit_code == 0, result.stderr
    return result.stdout.split()


def test_json_is_an_array_of_hits_best_first(find: Find) -> None:
    result = find("--json", "gulls", "-bread")
    assert (result.exit_code, result.stderr) == (0, "")
    (hit,) = json.loads(result.stdout)
    assert set(hit) == HIT
    assert (hit["article_id"], hit["number"], hit["author"], hit["created"]) == (1, "1.1.1", "Ann", None)
    assert hit["snippet"] == "My gulls earn more."
    assert hit["matches"] == [{"term": "gulls", "matched": "gulls", "distance": 0}]
    both = json.loads(find("--json", "gulls").stdout)
    scores = [each["score"] for each in both]
    assert len(both) == 2
    assert scores == sorted(scores, reverse=True)
    assert {"2019-03-04T09:30:00Z", None} == {each["created"] for each in both}


def test_the_article_itself_has_neither_id_nor_number(find: Find) -> None:
    (hit,) = json.loads(find("--json", "ink").stdout)
    assert (hit["id"], hit["number"], hit["article_id"]) == (None, None, 1)
    assert references(find("--format", "{reference}", "ink")) == ["1"]


def test_a_correction_is_named_on_stderr_alone(find: Find) -> None:
    result = find("--json", "gulsl")
    assert result.stderr == "gulsl → gulls\n"
    assert {match["distance"] for hit in json.loads(result.stdout) for match in hit["matches"]} == {1}
    exact = find("--exact", "--json", "gulsl")
    assert (exact.exit_code, json.loads(exact.stdout), exact.stderr) == (0, [], "Nothing matches.\n")


def test_people_see_where_who_when_and_why(find: Find) -> None:
    assert same("search", find("gulls").stdout)


def test_context_shows_the_conversation(find: Find) -> None:
    assert same("search-context", find("--context", "2", "gulls").stdout)


def test_context_is_cut_to_what_was_asked_for(find: Find) -> None:
    (hit,) = json.loads(find("--json", "--context", "1", "gulls -bread").stdout)
    assert set(hit) == HIT | {"ancestors", "replies"}
    assert [turn["number"] for turn in hit["ancestors"]] == ["1.1"]
    assert hit["replies"] == []
    shown = find("--context", "1", "bread").stdout.splitlines()
    assert shown[-1].strip() == "… 1 more below"


def test_several_words_are_one_query_and_a_minus_is_no_option(find: Find) -> None:
    line = ("--format", "{reference}")
    assert references(find(*line, "earn", "gulls"))[0] == "1#1.1.1"
    assert references(find(*line, "gulls", "-bread")) == ["1#1.1.1"]
    assert references(find(*line, "gulls -bread")) == ["1#1.1.1"]
    assert references(find(*line, "gulls", '-"bread instead"')) == ["1#1.1.1"]
    assert references(find(*line, "--", "gulls", "-hearth", "-bread")) == ["1#1.1.1"]
    assert references(find(*line, "gulls", "-hearth", "-bread")) == ["1#1.1.1"]
    assert set(references(find(*line, "gulls"))) == {"1#1", "1#1.1.1"}


def test_a_template_makes_a_line_per_hit(find: Find) -> None:
    result = find("--format", r"{id}\t{article_id}#{number}\t{author}\t{snippet}\\{{}}", "gulls", "-bread")
    assert result.stdout == "3\t1#1.1.1\tAnn\tMy gulls earn more.\\{}\n"


@pytest.mark.parametrize("template", ["{colour}", "{id!r}", "{score:.2f}", "{", "{}", "{title.upper}"])
def test_a_template_that_cannot_be_filled_is_refused(find: Find, template: str) -> None:
    result = find("--format", template, "gulls")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--format" in result.stderr


@pytest.mark.parametrize(
    ("query", "column"), [("gulls )", 6), ('"gulls', 0), ("gulls depth:deep", 6), ("灯台 (", 5), ("tag:", 0)]
)
def test_a_query_error_points_at_the_place(find: Find, query: str, column: int) -> None:
    result = find(query)
    assert (result.exit_code, result.stdout) == (2, "")
    sentence, shown, mark = result.stderr.splitlines()
    assert sentence.startswith("archive-tui: character ")
    assert shown == f"  {query}"
    assert mark == f"  {' ' * column}^"


def test_nothing_that_cannot_be_asked_is_asked(find: Find) -> None:
    for arguments in (
        (), (" ",), ("--similar", "1", "gulls"), ("--similar", "1", "--duplicates", "1"), ("--explain",),
        ("--explain", "--json", "gulls"), ("--format", "{id}", "--json", "gulls"), ("--limit", "0", "gulls"),
        ("--article", "1", "--similar", "1"), ("--limt", "3", "gulls"),
    ):  # fmt: skip
        result = find(*arguments)
        assert (result.exit_code, result.stdout) == (2, ""), arguments
    missing = find("--article", "77", "gulls")
    assert (missing.exit_code, missing.stdout) == (1, "")
    assert find("--similar", "1#9").exit_code == 1


def test_one_article_can_be_searched_alone(find: Find) -> None:
    assert set(references(find("--article", "1", "--format", "{number}", "gulls"))) == {"1", "1.1.1"}
    key = find("--article", "example.org/lighthouse", "--format", "{number}", "gulls", "-bread")
    assert references(key) == ["1.1.1"]


def test_a_limit_says_what_it_leaves_out(find: Find) -> None:
    result = find("--limit", "1", "--format", "{number}", "gulls")
    assert len(references(result)) == 1
    assert result.stderr == "The best 1 of 2; --limit N shows more.\n"


def test_explain_shows_the_tree_and_what_words_stand_for(find: Find) -> None:
    result = find("--explain", "gulsl", "-bread", "author:ann")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[:5] == ["all of", "  word gulsl", "  not", "    word bread", "  filter author:ann"]
    assert any(line.strip().startswith("gulls (distance 1") for line in lines)


def test_likeness_takes_the_place_of_a_query(run: Run, echo_library: Path) -> None:
    def numbers(*options: str) -> list[str]:
        hits = json.loads(run("--db", echo_library, "search", "--json", *options).stdout)
        assert all(set(hit) == HIT and 0 < hit["score"] <= 1 for hit in hits)
        return [hit["number"] for hit in hits]

    assert numbers("--duplicates", "1#1") == ["2"]
    assert numbers("--similar", "1#1") == ["2", "3"]
    assert numbers("--similar", "1", "--limit", "1") == ["2"], "an id does as well"
    shown = run("--db", echo_library, "search", "--duplicates", "1#1").stdout
    assert shown.splitlines()[1].endswith("%")
    nothing = run("--db", echo_library, "search", "--duplicates", "1#4")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", "No comment is like this one.\n")


def test_matches_are_bold_on_a_terminal_only(library: Path, spawn: Spawn) -> None:
    piped = spawn("--db", library, "search", "gulls").stdout
    assert b"\x1b" not in piped
    assert b"gulls" in piped


def test_snippets_are_bold_where_colours_are_wanted(library: Path) -> None:
    from archive_tui.cli.output import Painter  # noqa: PLC0415
    from archive_tui.cli.search import highlighted  # noqa: PLC0415

    with Archive.open(library) as archive:
        (hit,) = archive.search("gulls -bread").hits
    assert list(highlighted(hit, Painter(colour=True), 0)) == ["My \x1b[1mgulls\x1b[0m earn more."]
    assert list(highlighted(hit, Painter(colour=False), 0)) == ["My gulls earn more."]


def test_a_bold_match_is_cut_where_the_line_is(library: Path) -> None:
    from archive_tui.cli.output import Painter  # noqa: PLC0415
    from archive_tui.cli.search import highlighted  # noqa: PLC0415

    with Archive.open(library) as archive:
        (hit,) = archive.search('"twice, and then for bread" gulls').hits
    lines = list(highlighted(hit, Painter(colour=True), 40))
    assert [line.replace("\x1b[1m", "").replace("\x1b[0m", "") for line in lines] == [
        "I read this to my gulls. They asked",
        "for it twice, and then for bread",
        "instead.",
    ]
    assert all(line.count("\x1b[1m") == line.count("\x1b[0m") for line in lines)


def test_no_library_is_one_sentence(run: Run, tmp_path: Path) -> None:
    result = run("--db", tmp_path / "none.db", "search", "gulls")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "There is no library at" in result.stderr
