"""Curation from a script."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_comments_are_picked_and_dropped(run: Run, library: Path) -> None:
    done = run("pick", "1#1.1.1", "1#1", "--db", library)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "2 comments picked.\n")
    again = run("pick", "1#1", "--db", library, "--json")
    (comment,) = json.loads(again.stdout)
    assert (comment["number"], comment["picked"]) == ("1", True)
    assert json.loads(run("articles", "--json", "--db", library).stdout)[0]["picked"] == 2
    assert run("unpick", "1#1", "1#2", "--db", library).stderr == "1 comment dropped, 1 so already.\n"
    shown = json.loads(run("show", "1", "--json", "--db", library).stdout)
    assert [each["number"] for each in shown["comments"] if each["picked"]] == ["1.1.1"]


def test_a_branch_is_picked_without_its_spam_unless_that_is_named(run: Run, library: Path) -> None:
    run("pick", "1#1", "--branch", "--note", "All of *this*.", "--context", "none", "--db", library)
    shown = json.loads(run("show", "1", "--json", "--db", library).stdout)
    picked = {each["number"]: each["note"] for each in shown["comments"] if each["picked"]}
    assert picked == {"1": "All of *this*.", "1.1.1": "All of *this*."}
    assert run("pick", "1#1.1", "--db", library).stderr == "1 comment picked.\n"


def test_what_cannot_be_picked_is_named_and_the_rest_is_picked(run: Run, library: Path) -> None:
    done = run("pick", "1#9", "1#1", "1#3", "99", "--db", library)
    assert done.exit_code == 1
    complaints = done.stderr.splitlines()
    assert complaints[0] == "archive-tui: article 1 has no comment 9"
    assert "known by its replies alone" in complaints[1]
    assert complaints[-1] == "1 comment picked."


def test_notes_are_written_printed_and_taken_away(run: Run, library: Path) -> None:
    assert run("note", "1#1", "Two lines,\nboth mine.", "--db", library).exit_code == 0
    assert run("note", "1#1", "--db", library).stdout == "Two lines,\nboth mine.\n"
    assert run("note", "1#0", "-", "--db", library, input="From a pipe.\n").exit_code == 0
    assert run("note", "1#0", "--db", library).stdout == "From a pipe.\n"
    assert run("note", "1#1", "--remove", "--db", library).exit_code == 0
    gone = run("note", "1#1", "--db", library)
    assert (gone.exit_code, gone.stdout, gone.stderr) == (1, "", "archive-tui: 1#1 has no note\n")
    assert run("note", "1#1", "text", "--remove", "--db", library).exit_code == 2


def test_tags_are_given_taken_and_listed(run: Run, library: Path) -> None:
    assert run("tag", "1#1", "1#0", "--add", "Gulls", "--add", "letters", "--db", library).exit_code == 0
    assert run("tag", "1#0", "--remove", "gulls", "--db", library).exit_code == 0
    assert run("tag", "1#1", "--db", library).stdout == "gulls\nletters\n"
    assert run("tag", "--db", library).stdout == "letters\ngulls\n"
    assert json.loads(run("search", "tag:gulls", "--json", "--db", library).stdout)[0]["number"] == "1"
    assert run("tag", "--add", "x", "--db", library).exit_code == 2
    assert run("tag", "1#8", "--add", "x", "--db", library).exit_code == 1
