"""Documents from the command line: what goes out, where to, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_an_article_goes_to_stdout_as_markdown(run: Run, library: Path) -> None:
    done = run("export", "1", "--db", library)
    assert done.exit_code == 0
    assert done.stderr == ""
    assert "My gulls earn more" in done.stdout
    assert "Earn 900 a day" not in done.stdout
    assert "Earn 900 a day" in run("export", "1", "--spam", "show", "-o", "-", "--db", library).stdout


def test_the_picks_go_out_by_their_rules(run: Run, library: Path) -> None:
    none = run("export", "1", "--picked", "--db", library)
    assert (none.exit_code, none.stdout) == (1, "")
    assert none.stderr == "archive-tui: nothing is picked in article 1; archive-tui pick does it\n"
    run("pick", "1#1.1.1", "--note", "Ha.", "--db", library)
    content = json.loads(run("export", "1", "--picked", "--format", "json", "--db", library).stdout)
    assert [each["number"] for each in content["articles"][0]["comments"] if "number" in each] == [
        "1",
        "1.1",
        "1.1.1",
    ]
    alone = run(
        "export", "1", "--picked", "--context", "none", "--format", "json", "--no-body", "--db", library
    )
    assert [
        each["number"] for each in json.loads(alone.stdout)["articles"][0]["comments"] if "number" in each
    ] == ["1.1.1"]


def test_the_format_is_that_of_the_files_name_and_no_file_is_replaced_unasked(
    run: Run, library: Path, tmp_path: Path
) -> None:
    path = tmp_path / "thread.HTML"
    done = run("export", "1", "-o", path, "--db", library)
    assert done.exit_code == 0
    assert done.stderr.startswith(f"{path}: ")
    before = path.read_bytes()
    assert before.lstrip().lower().startswith(b"<!doctype html>")
    again = run("export", "1", "--format", "md", "-o", path, "--db", library)
    assert again.exit_code == 1
    assert "there already" in again.stderr
    assert path.read_bytes() == before
    assert run("export", "1", "--format", "md", "-o", path, "--force", "--db", library).exit_code == 0
    assert path.read_bytes() != before


def test_a_folder_gets_a_file_with_a_name(run: Run, library: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    assert run("export", "1", "-o", folder, "--format", "json", "--db", library).exit_code == 0
    (path,) = folder.iterdir()
    assert path.suffix == ".json"
    assert path.name == path.name.lower()


def test_hits_and_whole_libraries_go_out(run: Run, library: Path) -> None:
    found = run("export", "--query", "gulls earn", "--format", "json", "--context", "none", "--db", library)
    (article,) = json.loads(found.stdout)["articles"]
    assert [each["number"] for each in article["comments"] if "number" in each] == ["1.1.1"]
    nothing = run("export", "--query", "zeppelins", "--db", library)
    assert (nothing.exit_code, nothing.stdout) == (1, "")
    wrong = run("export", "--query", "gulls )", "--db", library)
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert json.loads(run("export", "--library", "--format", "json", "--db", library).stdout)["articles"]
    assert run("export", "--all-picked", "--db", library).exit_code == 1
    run("pick", "1#1", "--db", library)
    assert run("export", "--all-picked", "--db", library).exit_code == 0


def test_a_recipe_makes_the_document_again(run: Run, library: Path, tmp_path: Path) -> None:
    recipe, first, second = (tmp_path / name for name in ("ferry.toml", "first.md", "second.md"))
    run("pick", "1#1.1.1", "--note", "Ha.", "--db", library)
    options = ("--option", "nesting=headings", "--db", library)
    done = run("export", "1", "--picked", "--save-recipe", recipe, "-o", first, *options)
    assert done.exit_code == 0
    run("unpick", "1#1.1.1", "--db", library)
    run("note", "1#1.1.1", "Other.", "--db", library)
    assert run("export", "--recipe", recipe, "-o", second, "--db", library).exit_code == 0
    assert first.read_bytes() == second.read_bytes()
    assert "Ha." in run("export", "--recipe", recipe, "--format", "html", "--db", library).stdout
    alone = run("export", "1", "--save-recipe", tmp_path / "alone.toml", "--db", library)
    assert (alone.exit_code, alone.stdout) == (0, "")


def test_what_a_recipe_names_and_the_library_has_not_is_said(run: Run, library: Path, tmp_path: Path) -> None:
    recipe = tmp_path / "r.toml"
    run("export", "1", "--save-recipe", recipe, "--db", library)
    recipe.write_text(
        recipe.read_text(encoding="utf-8") + '\n[[article]]\nkey = "elsewhere"\ntitle = "Else"\n',
        encoding="utf-8",
    )
    done = run("export", "--recipe", recipe, "--db", library)
    assert done.exit_code == 1
    assert "My gulls earn more" in done.stdout
    assert "“Else” is not in this library" in done.stderr
    recipe.write_bytes(b"\xff\xfe")
    assert "no recipe" in run("export", "--recipe", recipe, "--db", library).stderr
    assert run("export", "--recipe", tmp_path / "gone.toml", "--db", library).exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("1", "--library"),
        ("--query", "x", "--recipe", "r"),
        ("--library", "--picked"),
        ("1", "--option", "nesting"),
        ("1", "--spam", "only"),
    ],
)
def test_what_cannot_be_asked_is_refused(run: Run, library: Path, arguments: tuple[str, ...]) -> None:
    assert run("export", *arguments, "--db", library).exit_code == 2


def test_unknown_formats_and_options_are_named(run: Run, library: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.md"
    done = run("export", "1", "--format", "pdf", "-o", path, "--db", library)
    assert done.exit_code == 1
    assert "no exporter is named pdf" in done.stderr
    done = run("export", "1", "--option", "colour=red", "-o", path, "--db", library)
    assert done.exit_code == 1
    assert "has no option colour" in done.stderr
    assert not path.exists()
    assert run("export", "1", "2", "--db", library).exit_code == 1


def test_a_reader_that_goes_away_is_no_error(long_library: Path) -> None:
    command = [sys.executable, "-m", "archive_tui", "export", "1", "--db", str(long_library)]
    with subprocess.Popen(  # noqa: S603 - the program itself
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ)
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(100)
        process.stdout.close()
        complaints = process.stderr.read()
        assert (process.wait(60), complaints) == (0, b"")
