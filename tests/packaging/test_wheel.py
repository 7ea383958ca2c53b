"""A wheel built from the tree, installed bare and far from the checkout, is the whole program."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PAGE = """\
The shed at the end of the lane

It holds three rakes and a rumour.

4 Comments

  1. I have seen the rakes. There are two, and something that used to be one.

    1. I started the rumour.

  2. The lane has no end. I walked it on a Sunday.

    1. You walked it in a circle, we waved.
"""


def _run(*command: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload,no-any-return] # options are passed through  # noqa: S603
        command, capture_output=True, text=True, check=False, timeout=120, **options
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    assert built.returncode == 0, built.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the wheel's files in it, as pip would put them there."""
    folder = tmp_path_factory.mktemp("installed")
    zipfile.ZipFile(wheel).extractall(folder)
    return folder


def test_the_wheel_has_every_file_of_the_package(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "src" / "archive_tui"
    expected = {
        f"archive_tui/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.suffix in {".py", ".tcss", ".typed"}
    }
    assert expected <= names
    migrations = {f"archive_tui/_migrations/{path.name}" for path in (ROOT / "migrations").glob("*.py")}
    assert any("m0001" in name for name in migrations)
    assert migrations <= names
    assert not [name for name in names if "__pycache__" in name or name.startswith("tests/")]


def test_the_wheel_declares_the_script_and_the_importers(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as files:
        (name,) = (name for name in files.namelist() if name.endswith(".dist-info/entry_points.txt"))
        points = ConfigParser()
        points.read_string(files.read(name).decode())
        (metadata,) = (name for name in files.namelist() if name.endswith(".dist-info/METADATA"))
        assert "Requires-Python: >=3.11" in files.read(metadata).decode()
    assert points["console_scripts"]["archive-tui"] == "archive_tui.__main__:main"
    assert points["archive_tui.importers"]["page-dump"].startswith("archive_tui.importers.")


def test_the_installed_program_runs_without_the_checkout(installed: Path, tmp_path: Path) -> None:
    page = tmp_path / "shed.txt"
    page.write_text(PAGE, encoding="utf-8")
    db = tmp_path / "library.db"
    environment = {**os.environ, "PYTHONPATH": str(installed), "HOME": str(tmp_path)}

    def program(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return _run(sys.executable, "-m", "archive_tui", *arguments, env=environment, cwd=tmp_path)

    where = _run(sys.executable, "-c", "import archive_tui; print(archive_tui.__file__)", env=environment)
    assert Path(where.stdout.strip()).is_relative_to(installed)
    assert program("--version").stdout.startswith("archive-tui, version ")
    imported = program("--db", db, "import", page)
    assert (imported.returncode, imported.stdout) == (0, ""), imported.stderr
    assert "page-dump, 1 article, 4 comments" in imported.stderr
    checked = program("--db", db, "check")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "I started the rumour." in program("--db", db, "show", "1").stdout
