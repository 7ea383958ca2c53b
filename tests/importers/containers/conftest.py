"""Invented pages, and what unpacks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archive_tui.importers.containers.limits import Limits
from archive_tui.importers.containers.spool import Spool
from archive_tui.importers.containers.unpacking import Unpacker
from archive_tui.importers.sources import find_sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = b"<html><h1>The pond</h1><ol><li>Who pays for this?</ol></html>\n" * 40
NOTE = "Die Enten sind f\u00fcr das Schwimmbad.\n".encode()

Unpacked = dict[str, "bytes | str"]


@pytest.fixture
def unpacked(tmp_path: Path) -> Callable[..., Unpacked]:
    """Return what unpacks a file: by name below it each member's bytes, or the sentence that says why there are none.

    A member that is damaged has a second entry, its name with an exclamation mark.
    """
    spools = tmp_path / "spools"
    spools.mkdir()

    def run(path: Path, limits: Limits | None = None) -> Unpacked:
        result: Unpacked = {}
        limits = limits or Limits(spare=0)
        with Spool(spools, limits) as spool:
            for top in find_sources([path], tmp_path / "library.db"):
                for found in Unpacker(spool, limits).unpack(top):
                    name = found.name.removeprefix(str(path)).removeprefix(" › ")
                    assert name not in result
                    if found.error is not None:
                        result[name] = found.error
                        continue
                    result[name] = found.path.read_bytes()
                    assert found.path.is_relative_to(spools) or found.path == path
                    if found.flaw is not None:
                        result[f"{name}!"] = found.flaw
                    spool.remove(found.path)
        assert list(spools.iterdir()) == []
        return result

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a page and a note at two depths, and what is left out."""
    top = tmp_path / "saved"
    (top / "2011" / "june").mkdir(parents=True)
    (top / "2011" / "june" / "page.html").write_bytes(PAGE)
    (top / "note.txt").write_bytes(NOTE)
    (top / ".hidden").write_bytes(b"no")
    (top / "link.txt").symlink_to("/etc/passwd")
    return top
