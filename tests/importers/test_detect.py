"""Sources are recognised by content, and refused with a sentence."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from archive_tui.errors import ImportFailedError
from archive_tui.importers import Importer, Source
from archive_tui.importers.detect import detect, source_of
from archive_tui.importers.page_dump import PageDumpImporter
from archive_tui.model import ImportedThread


class Sure:
    """An importer that is as sure as it is told."""

    description = "for tests"
    spans_files = False

    def __init__(self, name: str, sure: float) -> None:
        self.name = name
        self._sure = sure

    def confidence(self, source: Source) -> float:
        return self._sure

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        return iter(())


def source(tmp_path: Path, content: bytes = b"text") -> Source:
    path = tmp_path / "source"
    path.write_bytes(content)
    return source_of(path)


def test_the_surest_wins_and_the_first_of_equals(tmp_path: Path) -> None:
    importers: list[Importer] = [Sure("a", 0.5), Sure("b", 0.9), Sure("c", 0.9)]
    assert detect(source(tmp_path), importers).name == "b"


@pytest.mark.parametrize("importers", [[], [Sure("a", 0.0)], [Sure("a", 0.2)]])
def test_what_nobody_knows_is_refused(tmp_path: Path, importers: list[Importer]) -> None:
    with pytest.raises(ImportFailedError, match="no known format"):
        detect(source(tmp_path), importers)


def test_a_page_dump_is_detected(tmp_path: Path) -> None:
    dump = (
        b"A Title\n\n2 comments\n\n  1. A first sentence, and a whole one.\n\n    1. Another one, below it.\n"
    )
    assert detect(source(tmp_path, dump), [PageDumpImporter()]).name == "page-dump"


@pytest.mark.parametrize("content", [b"", b" \n\t"])
def test_empty_files_are_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(ImportFailedError, match="empty"):
        detect(source(tmp_path, content), [Sure("a", 1.0)])


def test_folders_and_missing_files_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(ImportFailedError, match="cannot be read"):
            source_of(path)
