"""What is as it was is not read again; what was stored before an import broke off is not stored again."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import tarfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.storage.conftest import ARTICLE, COMMENTS, JsonLinesImporter, write_lines

from archive_tui.archive import Archive
from archive_tui.errors import ImportFailedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive_tui.model import ImportedThread


class Counting(JsonLinesImporter):
    """Counts the files that were read, and can fail after some articles."""

    def __init__(self) -> None:
        self.read = 0
        self.fail_after: int | None = None

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        self.read += 1
        for number, thread in enumerate(super().threads(paths)):
            if number == self.fail_after:
                raise ImportFailedError(paths[0], f"article {number}", "the disk was pulled out")
            yield thread


@pytest.fixture
def importer() -> Counting:
    return Counting()


@pytest.fixture
def archive(tmp_path: Path, importer: Counting) -> Iterator[Archive]:
    with Archive.open(tmp_path / "library" / "library.db", importers=[importer]) as opened:
        yield opened


def article(number: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    return {**ARTICLE, "key": f"k{number}", "title": f"Title {number}"}, COMMENTS


def age(path: Path) -> None:
    """Let a file, or all in a folder, have been left alone for a while; its times of change cannot be set back."""
    for each in [path, *path.rglob("*")]:
        if each.is_file():
            os.utime(each, (1_000_000_000, 1_000_000_000))
    time.sleep(2.1)


def test_a_folder_that_is_as_it_was_is_not_opened(
    archive: Archive, importer: Counting, tmp_path: Path
) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(4):
        write_lines(folder / f"{number}.jsonl", article(number))
    (folder / "logo.png").write_bytes(b"\x89PNG\0\0")
    write_lines(folder / "copy.jsonl", article(3))
    with zipfile.ZipFile(folder / "more.zip", "w") as packed:
        packed.write(write_lines(tmp_path / "five.jsonl", article(5)), "five.jsonl")
        packed.writestr("nothing.txt", "nothing")
    age(folder)
    first = list(archive.import_paths([folder]))
    assert importer.read == 6
    for path in folder.iterdir():
        path.chmod(0)  # whoever opens one fails; for root, the count tells
    time.sleep(2.1)
    again = list(archive.import_paths([folder]))
    # The mode is a change of the file's state: they are looked at again.
    assert [r.error is None for r in again if r.source.endswith("jsonl")].count(True) in {0, 6}
    for path in folder.iterdir():
        path.chmod(0o644)
    age(folder)
    list(archive.import_paths([folder]))
    read = importer.read
    again = list(archive.import_paths([folder]))
    assert importer.read == read
    assert sorted(
        (r.source, r.articles, r.comments, r.error, r.skipped, r.container) for r in again
    ) == sorted((r.source, r.articles, r.comments, r.error, r.skipped, r.container) for r in first)
    assert all(r.new == 0 for r in again)
    write_lines(folder / "2.jsonl", article(9))
    third = {Path(r.source).name: r for r in archive.import_paths([folder])}
    assert (third["2.jsonl"].new, third["1.jsonl"].unchanged) == (6, 6)


def test_a_container_that_is_as_it_was_is_not_unpacked(
    archive: Archive, importer: Counting, tmp_path: Path
) -> None:
    path = tmp_path / "dump.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        for number in range(3):
            text = write_lines(tmp_path / "one", article(number)).read_bytes()
            header = tarfile.TarInfo(f"2011/{number}.jsonl")
            header.size = len(text)
            tar.addfile(header, io.BytesIO(text))
    first = list(archive.import_paths([path]))
    assert [r.source for r in first] == [f"{path} › 2011/{n}.jsonl" for n in range(3)]
    assert [a.source for a in archive.articles()] == [r.source for r in reversed(first)]
    # By its bytes, whatever its times say, and wherever a copy of the folder's state is lost.
    path.touch()
    again = list(archive.import_paths([path]))
    assert importer.read == 3
    assert [(r.articles, r.new, r.unchanged) for r in again] == [(1, 0, 6)] * 3


def test_a_changed_source_is_read_but_what_is_as_it_was_is_not_stored(
    archive: Archive, importer: Counting, tmp_path: Path
) -> None:
    path = write_lines(tmp_path / "all.jsonl", *(article(number) for number in range(5)))
    list(archive.import_paths([path]))
    before = {a.key: archive.comments(a.id) for a in archive.articles()}
    write_lines(path, *(article(number) for number in range(6)))
    (report,) = archive.import_paths([path])
    assert (report.articles, report.new, report.unchanged) == (6, 6, 30)
    assert {a.key: archive.comments(a.id) for a in archive.articles() if a.key != "k5"} == before
    assert {a.source for a in archive.articles()} == {str(path)}


def test_what_another_source_changed_since_is_compared_again(archive: Archive, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", article(1))
    other = write_lines(tmp_path / "b.jsonl", (article(1)[0], COMMENTS[:3]))
    list(archive.import_paths([path]))
    (report,) = archive.import_paths([other])
    assert report.missing == 3
    path.write_text(path.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    write_lines(path, article(1), article(2))
    (report,) = archive.import_paths([path])
    assert (report.new, report.unchanged, report.missing) == (6, 6, 0)
    assert not any(c.missing for c in archive.comments(archive.articles()[0].id))


def test_an_import_that_broke_off_goes_on_where_it_was(
    archive: Archive, importer: Counting, tmp_path: Path
) -> None:
    path = write_lines(tmp_path / "all.jsonl", *(article(number) for number in range(5)))
    importer.fail_after = 3
    (report,) = archive.import_paths([path])
    assert (report.articles, report.new) == (3, 18)
    assert report.skipped[-1].why == "the disk was pulled out"
    importer.fail_after = None
    (report,) = archive.import_paths([path])
    assert (report.articles, report.new, report.unchanged) == (5, 12, 18)
    (report,) = archive.import_paths([path])
    assert importer.read == 2
    assert archive.check().problems == ()


PROGRAM = """
import sys
from pathlib import Path
from archive_tui.archive import Archive
from tests.storage.conftest import JsonLinesImporter

with Archive.open(Path(sys.argv[1]), importers=[JsonLinesImporter()]) as archive:
    for report in archive.import_paths([Path(sys.argv[2])], progress=lambda p: print(p.comments, flush=True)):
        pass
"""


def test_an_import_out_of_a_container_that_is_killed_leaves_nothing_behind(tmp_path: Path) -> None:
    many = [article(number) for number in range(400)]
    path = tmp_path / "dump.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for part in range(4):
            lines = write_lines(tmp_path / "part", *many[part * 100 : part * 100 + 100]).read_text(
                encoding="utf-8"
            )
            packed.writestr(f"{part}.jsonl", lines)
    library = tmp_path / "place" / "library.db"
    library.parent.mkdir()
    environment = {key: value for key, value in os.environ.items() if key != "TMPDIR"}
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", PROGRAM, str(library), str(path)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        env=environment,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) > 600:
                break
        process.send_signal(signal.SIGKILL)
    with Archive.open(library, importers=[JsonLinesImporter()]) as archive:
        stored = len(archive.articles())
        assert 0 < stored < 400
        assert archive.check().problems == ()
        reports = list(archive.import_paths([path]))
        assert sum(r.articles for r in reports) == 400
        assert sum(r.unchanged for r in reports) == stored * 6
        assert archive.check().problems == ()
    assert list(library.parent.glob(".archive-tui*")) == []


def test_runs_are_remembered(archive: Archive, tmp_path: Path) -> None:
    good = write_lines(tmp_path / "a.jsonl", article(1))
    bad = tmp_path / "b.txt"
    bad.write_text("nothing", encoding="utf-8")
    list(archive.import_paths([good, bad]))
    list(archive.import_paths([good]))
    runs = archive.import_runs()
    assert [(run.sources, run.failed, run.unchanged, run.comments) for run in runs] == [
        (0, 0, 1, 0),
        (2, 1, 0, 6),
    ]
    assert runs[1].paths == (str(good), str(bad))
    run, reports = archive.import_run(runs[1].id)
    assert run == runs[1]
    assert [(r.source, r.format, r.new, r.error is None) for r in reports] == [
        (str(good), "test-lines", 6, True),
        (str(bad), None, 0, False),
    ]
    assert json.dumps(runs[1].seconds)


def test_a_member_that_gives_nothing_is_left_out_and_no_failure(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "dump.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.write(write_lines(tmp_path / "one", article(1)), "good.jsonl")
        packed.writestr("bad.jsonl", '{"article": {"key": "x", "title"')
        packed.writestr("note.txt", "nothing")
    good, rest = archive.import_paths([path])
    assert (good.source, good.comments, good.error) == (f"{path} › good.jsonl", 6, None)
    assert (rest.source, rest.container, rest.error) == (str(path), "zip", None)
    assert [(s.where, s.why[:10]) for s in rest.skipped] == [
        ("bad.jsonl", "line 1: no"),
        ("note.txt", "a text of "),
    ]
    assert [len(reports) for _, reports in map(archive.import_run, [1])] == [2]
    again = list(archive.import_paths([path]))
    assert [(r.source, r.skipped) for r in again] == [(r.source, r.skipped) for r in (good, rest)]
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("bad.jsonl", '{"article": {"key": "x", "title"')
    (none,) = archive.import_paths([path])
    assert none.error == "nothing in it can be imported: bad.jsonl: line 1: no JSON"
