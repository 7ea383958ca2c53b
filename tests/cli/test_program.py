"""Which command is meant, how it ends, and what a hostile or careless world makes of it."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
Spawn = Callable[..., "subprocess.CompletedProcess[bytes]"]


def test_version(run: Run) -> None:
    result = run("--version")
    assert result.exit_code == 0
    assert re.fullmatch(r"archive-tui, version \d+\.\d+\.\d+\n", result.stdout)


def test_an_unknown_word_is_a_wrong_command_line(run: Run) -> None:
    result = run("imprt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'imprt' is neither a command nor a file that is there. Did you mean 'import'?" in result.stderr


def test_a_mistyped_file_is_suggested(run: Run, page: Path) -> None:
    result = run(page.with_name("fery.txt"))
    assert result.exit_code == 2
    assert f"Did you mean '{page}'?" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["import"],
        ["show"],
        ["articles", "--nonsense"],
        ["show", "1", "--spam", "maybe"],
        ["show", "1", "--width", "-3"],
        ["stats", "1", "2"],
        ["--nonsense"],
    ],
)
def test_a_wrong_command_line_is_exit_code_2(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr


def test_an_unknown_format_is_refused_with_the_known_ones(run: Run, page: Path, tmp_path: Path) -> None:
    result = run("--db", tmp_path / "x.db", "import", "--format", "page-dmp", page)
    assert result.exit_code == 2
    assert "there is no importer 'page-dmp'" in result.stderr
    assert "page-dump" in result.stderr


def test_a_directory_is_no_library(run: Run, tmp_path: Path) -> None:
    for arguments in (["--db", tmp_path, "articles"], ["articles", "--db", tmp_path]):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "is a directory" in result.stderr


def test_the_library_may_be_named_before_and_after_the_command_and_by_the_environment(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = run("--db", library, "articles").stdout
    assert "灯台守の手紙" in before
    assert run("articles", "--db", library).stdout == before
    assert run("--db", tmp_path / "other.db", "articles", "--db", library).stdout == before
    monkeypatch.setenv("ARCHIVE_TUI_DB", str(library))
    assert run("articles").stdout == before


def test_the_default_library_is_made_where_the_platform_keeps_such_things(
    run: Run, page: Path, tmp_path: Path
) -> None:
    assert run("import", page).exit_code == 0
    assert len(list((tmp_path / "home").rglob("library.db"))) == 1
    assert "The ferry that forgot an island" in run("articles").stdout


@pytest.mark.parametrize("arguments", [["show", "1"], ["stats"], ["check"], ["backup", "copy.db"]])
def test_commands_that_read_need_a_library_and_make_none(
    run: Run, tmp_path: Path, arguments: list[str]
) -> None:
    missing = tmp_path / "missing.db"
    result = run("--db", missing, *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"There is no library at {missing} yet." in result.stderr
    assert not missing.exists()


def test_a_directory_that_is_not_there_is_made_by_an_import(run: Run, page: Path, tmp_path: Path) -> None:
    missing = tmp_path / "no" / "such" / "place" / "library.db"
    assert run("--db", missing, "import", page).exit_code == 0
    assert "The ferry" in run("--db", missing, "articles").stdout


def test_a_directory_that_cannot_be_made_is_a_sentence(run: Run, page: Path) -> None:
    for arguments in (["import", page], ["check"]):
        result = run("--db", page / "library.db", *arguments)
        assert (result.exit_code, result.stdout) == (1, ""), arguments
        assert result.stderr.startswith("archive-tui: ")
        assert str(page) in result.stderr


def test_a_file_that_is_no_library_is_a_sentence_and_stays_as_it_is(
    run: Run, page: Path, tmp_path: Path
) -> None:
    text = tmp_path / "notes.db"
    text.write_text("not a database at all\n" * 100)
    for arguments in (["import", page], ["articles"], ["check"], ["show", "1"]):
        result = run("--db", text, *arguments)
        assert (result.exit_code, result.stdout) == (1, ""), arguments
        assert "notes.db" in result.stderr
        assert result.stderr.count("\n") == 1
    assert text.read_text() == "not a database at all\n" * 100


@pytest.mark.parametrize("reference", ["77", "no such key", "1\x1b[31m"])
def test_an_unknown_article_is_a_clean_sentence(run: Run, library: Path, reference: str) -> None:
    for command in ("show", "stats"):
        result = run("--db", library, command, reference)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("archive-tui: ")
        assert "\x1b" not in result.stderr


def test_a_backup_overwrites_nothing(run: Run, library: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.txt"
    there.write_text("mine")
    result = run("--db", library, "backup", there)
    assert result.exit_code == 1
    assert "there.txt" in result.stderr
    assert there.read_text() == "mine"


def test_bad_files_among_good_ones_stop_nothing(run: Run, page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    page.rename(folder / "m-good.txt")
    (folder / "a-empty.txt").touch()
    (folder / "b-rubbish.bin").write_bytes(bytes(range(256)) * 40)
    (folder / "c-notes.txt").write_text("Buy ink. Buy a smaller moon. That is all for today.\n")
    (folder / "z-half.txt").write_bytes(b"\xff\xfe\x00\xd8")
    (folder / "caf\udce9.txt").write_text("")
    db = tmp_path / "x.db"
    result = run("--db", db, "import", folder, tmp_path / "absent.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    for name in ("a-empty.txt", "b-rubbish.bin", "c-notes.txt", "z-half.txt", "caf\\xe9.txt", "absent.txt"):
        assert len([line for line in result.stderr.splitlines() if name in line]) == 1, name
    assert "m-good.txt: page-dump, 1 article, 5 comments" in result.stderr
    assert result.stderr.endswith(
        "Imported 1 source: 1 article, 5 comments. 6 sources could not be imported.\n"
    )
    assert run("--db", db, "check").exit_code == 0


def test_a_page_with_a_name_that_is_no_utf8_is_imported(page: Path, tmp_path: Path, spawn: Spawn) -> None:
    odd = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    os.rename(page, odd)  # noqa: PTH104 - pathlib has no bytes
    db = tmp_path / "x.db"
    for attempt in ("new", "again"):
        completed = spawn("--db", db, "import", odd)
        assert completed.returncode == 0, (attempt, completed.stderr)
        assert b"caf\\xe9.txt: page-dump" in completed.stderr
    for arguments in (["articles", "--json"], ["articles"], ["show", "1"]):
        completed = spawn("--db", db, *arguments)
        assert (completed.returncode, completed.stderr) == (0, b"")
        assert completed.stdout.decode()


@pytest.fixture
def powerless(spawn: Spawn) -> Spawn:
    """Return what runs the program without the powers by which root reads and writes what is forbidden."""
    setpriv = shutil.which("setpriv")
    if os.geteuid() != 0:
        return spawn
    if setpriv is None:
        pytest.skip("nothing is forbidden to root, and there is no setpriv")

    def call(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
        drop = [setpriv, "--bounding-set", "-all", "--inh-caps", "-all"]
        command = [*drop, sys.executable, "-m", "archive_tui", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, check=False, timeout=60)  # noqa: S603

    return call


def test_what_is_forbidden_is_a_sentence_and_stops_nothing(
    run: Run, page: Path, tmp_path: Path, powerless: Spawn
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_bytes(page.read_bytes())
    secret.chmod(0)
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0)
    db = tmp_path / "x.db"
    completed = powerless("--db", db, "import", closed, secret, page)
    assert (completed.returncode, completed.stdout) == (1, b"")
    for name in (b"secret.txt", b"closed"):
        (line,) = (line for line in completed.stderr.splitlines() if name in line.split(b": ")[0])
        assert b"ermission" in line
    assert b"ferry.txt: page-dump, 1 article, 5 comments" in completed.stderr
    for arguments in (["articles"], ["check"], ["import", page]):
        completed = powerless("--db", closed / "x.db", *arguments)
        assert (completed.returncode, completed.stdout) == (1, b"")
        assert completed.stderr.startswith(b"archive-tui: ")
    db.chmod(0)
    completed = powerless("--db", db, "articles")
    assert (completed.returncode, completed.stdout) == (1, b"")
    assert completed.stderr.startswith(b"archive-tui: ")
    closed.chmod(0o700)


def test_a_dry_run_changes_nothing(run: Run, page: Path, tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    result = run("--db", db, "import", "--dry-run", page)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "page-dump, 1 article, 5 comments" in result.stderr
    assert "Nothing was changed" in result.stderr
    assert not db.exists()
    run("--db", db, "import", page)
    page.write_text(page.read_text(encoding="utf-8").replace("I liked the map.", "I did not like the map."))
    before = run("--db", db, "show", "1", "--json").stdout
    assert run("--db", db, "import", "--dry-run", page).exit_code == 0
    assert run("--db", db, "show", "1", "--json").stdout == before


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], *([name, "--help"] for name in ("import", "show", "stats"))]
)
def test_nothing_slow_is_loaded_to_answer_help(arguments: list[str]) -> None:
    script = (
        "import sys; from archive_tui.__main__ import main\n"
        f"sys.argv = ['archive-tui', *{arguments!r}]\n"
        "try: main()\n"
        "except SystemExit as end: code = end.code\n"
        "slow = {'textual', 'rich', 'sqlite3', 'sqlite_utils', 'rapidfuzz', 'platformdirs', 'tempfile',\n"
        "        'archive_tui.archive', 'archive_tui.storage', 'archive_tui.tui', 'asyncio'}\n"
        "sys.exit(f'{code} {sorted(slow & set(sys.modules))}')"
    )
    completed = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script], capture_output=True, check=False, text=True, timeout=60
    )
    assert completed.stderr == "0 []\n"


def test_reading_commands_load_no_textual(library: Path) -> None:
    script = (
        "import sys; from archive_tui.__main__ import main\n"
        f"sys.argv = ['archive-tui', '--db', {str(library)!r}, 'show', '1']\n"
        "try: main()\n"
        "except SystemExit as end: code = end.code\n"
        'sys.exit(f\'{code} {sorted({"textual", "rich"} & set(sys.modules))}\')'
    )
    completed = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script], capture_output=True, check=False, text=True, timeout=60
    )
    assert completed.stderr == "0 []\n"


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_reader_that_leaves_early_is_no_error(long_library: Path, options: list[str]) -> None:
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "archive_tui", "--db", str(long_library), "show", "1", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_a_sentence(library: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        completed = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "archive_tui", "--db", str(library), "show", "1"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert completed.returncode == 1
    assert completed.stderr == f"archive-tui: {os.strerror(errno.ENOSPC)}.\n".encode()


def test_debug_shows_where_an_error_comes_from(library: Path, spawn: Spawn) -> None:
    quiet = spawn("--db", library, "show", "77")
    assert quiet.returncode == 1
    assert b"Traceback" not in quiet.stderr
    loud = spawn("--db", library, "--debug", "show", "77")
    assert loud.returncode == 1
    assert b"Traceback" in loud.stderr
    assert b"NotFoundError" in loud.stderr


def test_a_bug_is_a_sentence_too() -> None:
    script = (
        "import sys; from archive_tui import __main__\n"
        "sys.argv = ['archive-tui', *sys.argv[1:]]\n"
        "sys.excepthook = __main__._tell_of_bug\n"
        "raise KeyError('missing\\x1b[31m')"
    )
    for arguments, expected in (([], "this is a bug: KeyError"), (["--debug"], "Traceback")):
        completed = subprocess.run(  # noqa: S603
            [sys.executable, "-c", script, *arguments],
            capture_output=True,
            check=False,
            text=True,
            timeout=60,
        )
        assert completed.returncode == 1
        assert expected in completed.stderr
        assert "\x1b" not in completed.stderr
