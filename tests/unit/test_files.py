"""A file is the old one or the new one, whole, whatever happens."""

from __future__ import annotations

import os
import stat
import threading
from typing import TYPE_CHECKING

import pytest

from archive_tui.errors import ExportError
from archive_tui.files import write_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_parts_become_a_file_with_the_usual_permissions(tmp_path: Path) -> None:
    path = tmp_path / "new.md"
    assert write_file(path, [b"one ", b"two"]) == 7
    assert path.read_bytes() == b"one two"
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_there_stays_unless_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "mine.md"
    path.write_text("mine")
    with pytest.raises(ExportError, match=r"mine\.md: it is there already"):
        write_file(path, [b"yours"])
    assert path.read_text() == "mine"
    path.chmod(0o640)
    write_file(path, [b"ours"], replace=True)
    assert path.read_text() == "ours"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_what_appears_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "race.md"

    def parts() -> Iterator[bytes]:
        yield b"one"
        path.write_text("theirs")

    with pytest.raises(ExportError, match="there already"):
        write_file(path, parts())
    assert path.read_text() == "theirs"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_on_the_way_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "half.md"
    path.write_text("whole")

    def parts() -> Iterator[bytes]:
        yield b"one"
        raise ExportError("no more")

    with pytest.raises(ExportError, match="no more"):
        write_file(path, parts(), replace=True)
    assert path.read_text() == "whole"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_and_a_missing_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="it is a folder"):
        write_file(tmp_path, [b"x"], replace=True)
    with pytest.raises(ExportError, match="cannot be written: No such file"):
        write_file(tmp_path / "nowhere" / "x.md", [b"x"])


def test_a_link_is_followed(tmp_path: Path) -> None:
    target = tmp_path / "target.md"
    target.write_text("old")
    link = tmp_path / "link.md"
    link.symlink_to(target)
    write_file(link, [b"new"], replace=True)
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    assert write_file(pipe, [b"through"]) == 7
    reader.join()
    assert got == [b"through"]
