"""What people see: whole outputs, kept in ``golden/``.

To accept a change, look at it and run ``ARCHIVE_TUI_GOLDEN=write pytest tests/cli/test_human.py``.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from archive_tui.cli.cells import cells

Run = Callable[..., Result]

GOLDEN = Path(__file__).parent / "golden"


def same(name: str, text: str) -> bool:
    """Say whether the text is the one that was kept under this name."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("ARCHIVE_TUI_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
    return True


def test_show(run: Run, library: Path) -> None:
    assert same("show", run("--db", library, "show", "1").stdout)


def test_show_with_spam(run: Run, library: Path) -> None:
    assert same("show-spam", run("--db", library, "show", "1", "--spam", "show").stdout)


def test_show_only_spam(run: Run, library: Path) -> None:
    assert same("show-only-spam", run("--db", library, "show", "1", "--spam", "only").stdout)


def test_show_narrow(run: Run, library: Path) -> None:
    text = run("--db", library, "show", "1", "--width", "34").stdout
    assert same("show-narrow", text)
    assert max(map(cells, text.splitlines())) <= 34


def test_show_unwrapped(run: Run, library: Path) -> None:
    text = run("--db", library, "show", "1", "--width", "0").stdout
    assert "I read this to my gulls. They asked for it twice, and then for bread instead." in text


def test_articles(run: Run, library: Path, page: Path) -> None:
    run("--db", library, "import", page)
    assert same("articles", run("--db", library, "articles").stdout)


def test_stats(run: Run, library: Path) -> None:
    text = run("--db", library, "stats", "1").stdout
    assert same("stats", text)
    whole = run("--db", library, "stats").stdout
    assert "articles" in whole
    assert "library file" in whole


def test_check(run: Run, library: Path) -> None:
    result = run("--db", library, "check")
    assert result.exit_code == 0
    assert result.stdout.startswith("The library is whole: 1 article, ")


def test_formats(run: Run) -> None:
    lines = run("formats").stdout.splitlines()
    assert any(line.startswith("page-dump  ") for line in lines)


def test_import_says_nothing_on_stdout(run: Run, page: Path, tmp_path: Path) -> None:
    result = run("--db", tmp_path / "x.db", "import", page)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{page}: page-dump, 1 article, 5 comments\n"
    again = run("--db", tmp_path / "x.db", "import", page)
    assert again.stderr == f"{page}: page-dump, 1 article, 5 comments (0 new, 0 changed, 5 unchanged)\n"


def test_an_empty_library_says_how_to_fill_it(run: Run, page: Path, tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    run("--db", db, "import", tmp_path / "absent.txt")
    result = run("--db", db, "articles")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "archive-tui import PATH" in result.stderr


def test_deep_threads_stay_readable(run: Run, long_library: Path) -> None:
    text = run("--db", long_library, "show", "1").stdout
    lines = text.splitlines()
    assert max(map(cells, lines)) <= 80
    indents = [len(line) - len(line.lstrip()) for line in lines]
    assert max(indents) == 40
    assert "1.1.1.….1.1.1 (depth 500)" in text


@pytest.mark.parametrize("no_color", [["--no-color"], []])
def test_a_pipe_gets_no_colours(run: Run, library: Path, no_color: list[str]) -> None:
    for command in (["show", "1", "--spam", "show"], ["articles"], ["stats"], ["formats"]):
        result = run("--db", library, *no_color, *command)
        assert "\x1b" not in result.stdout + result.stderr
