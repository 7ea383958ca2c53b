"""What terminals paste when files are dropped on them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_tui.tui.dropped import completed, dropped_paths, shown_name


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [
        tmp_path / name for name in ("page.txt", "two words.html", 'it\'s "odd".mbox', "über.zip", "a\\b")
    ]
    for path in paths:
        path.write_text("", encoding="utf-8")
    return paths


def test_bare_paths_one_a_line_with_spaces_and_all(files: list[Path]) -> None:
    assert dropped_paths("\n".join(map(str, files))) == files
    assert dropped_paths(f"{files[1]}\r\n") == [files[1]]
    assert dropped_paths(f" {files[0]} \n\n{files[0]}") == [files[0]]


def test_quoted_and_escaped(files: list[Path]) -> None:
    page, words, odd, uber, _ = map(str, files)
    assert dropped_paths(f"'{words}'") == [files[1]]
    assert dropped_paths(f'"{words}" {page}') == [files[1], files[0]]
    assert dropped_paths(words.replace(" ", "\\ ")) == [files[1]]
    escaped = odd.replace("'", "\\'").replace('"', '\\"').replace(" ", "\\ ")
    assert dropped_paths(f"{escaped} {uber}") == [files[2], files[3]]


def test_uris(files: list[Path]) -> None:
    uris = [path.as_uri() for path in files]
    assert dropped_paths("\n".join(uris)) == files
    assert dropped_paths(" ".join(uris[:2])) == files[:2]
    assert dropped_paths(files[0].as_uri().replace("file://", "file://localhost")) == [files[0]]


@pytest.mark.parametrize(
    "text", ["", "a sentence that somebody copied", "/nowhere/at/all", "page.txt", "\0", "'", "x" * 2_000_000]
)
def test_other_texts_are_no_drop(text: str, tmp_path: Path) -> None:
    assert dropped_paths(text) == []
    assert dropped_paths(f"{tmp_path}\n/nowhere/at/all") == []


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    assert all(path.exists() for path in dropped_paths(text))


def test_a_folder_and_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert dropped_paths(str(tmp_path)) == [tmp_path]
    assert dropped_paths("~/") == [tmp_path]


def test_a_path_is_completed(files: list[Path], tmp_path: Path) -> None:
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "pages").mkdir()
    assert completed(f"{tmp_path}/pag") == f"{tmp_path}/page.txt"
    assert completed(f"{tmp_path}/pages") == f"{tmp_path}/pages{os.sep}"
    assert completed(f"{tmp_path}/.h") == f"{tmp_path}/.hidden{os.sep}"
    assert completed(f"{tmp_path}/nothing") is None
    assert completed(f"{tmp_path}/page.txt/x") is None
    assert completed("\0") is None


def test_a_hostile_name_is_drawn_harmless() -> None:
    assert shown_name(Path(os.fsdecode(b"/a\x1b[31m/caf\xe9"))) == "/a/caf\\xe9"
