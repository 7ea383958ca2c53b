"""Authors that are muted from a script."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from click.testing import Result

if TYPE_CHECKING:
    from pathlib import Path

Run = Callable[..., Result]


@pytest.fixture
def author(run: Run, library: Path) -> str:
    """Return whoever wrote most, spam aside."""
    comments = [
        each
        for article in json.loads(run("--db", library, "articles", "--json").stdout)
        for each in json.loads(run("--db", library, "show", article["id"], "--json").stdout)["comments"]
    ]
    names: list[str] = [
        each["author"] for each in comments if each["author"] and each["spam"]["label"] == "ham"
    ]
    return max(sorted(set(names)), key=names.count)


def test_muting_hides_and_unmuting_shows(run: Run, library: Path, author: str) -> None:
    def run_here(*arguments: str) -> Result:
        return run("--db", library, *arguments)

    dry = run_here("mute", "--dry-run", author)
    assert (dry.exit_code, dry.stdout) == (0, "")
    assert " would be hidden" in dry.stderr
    assert json.loads(run_here("mutes", "--json").stdout) == []
    assert run_here("mutes").stderr == "Nobody is muted.\n"
    done = run_here("mute", author)
    assert done.stderr == dry.stderr.replace(" would be hidden", " hidden")
    (listed,) = json.loads(run_here("mutes", "--json").stdout)
    assert listed["name"] == author
    assert f"{listed['comments']:,} comment" in done.stderr
    assert run_here("mutes").stdout.split()[:2] == [str(listed["comments"]), str(listed["articles"])]
    assert run_here("mute", author).stderr == f"{author} is muted already.\n"
    muted = [
        each
        for article in json.loads(run_here("articles", "--json").stdout)
        for each in json.loads(run_here("show", str(article["id"]), "--json").stdout)["comments"]
        if each["muted"]
    ]
    assert len(muted) == listed["comments"]
    assert {each["author"] for each in muted} == {author}
    shown = run_here("show", str(muted[0]["article_id"])).stdout
    assert "since their author is muted" in shown
    assert f"  {author}" not in shown
    back = run_here("unmute", author)
    assert (back.exit_code, "shown again" in back.stderr) == (0, True)
    again = run_here("unmute", author)
    assert (again.exit_code, "is not muted" in again.stderr) == (1, True)


def test_a_name_that_nobody_has_is_told(run: Run, library: Path, author: str) -> None:
    told = run("--db", library, "mute", author.swapcase()).stderr
    assert f"Did you mean {author}?" in told
    assert run("--db", library, "mute", " \u200b ").exit_code == 2


def test_muting_needs_a_library(run: Run, tmp_path: Path) -> None:
    for command in (["mute", "Ann"], ["unmute", "Ann"], ["mutes"]):
        result = run("--db", tmp_path / "none.db", *command)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "There is no library" in result.stderr
