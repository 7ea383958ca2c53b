"""Every ``NAME.txt`` here reads as its ``NAME.expected.json`` says."""

from pathlib import Path

import pytest
from tests.importers import pairs

from archive_tui.importers import HEAD_SIZE, Source
from archive_tui.importers.page_dump import PageDumpImporter

HERE = Path(__file__).parent
SAMPLES = pairs.samples(HERE)


def test_there_are_samples() -> None:
    assert len(SAMPLES) >= 15


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_reads_as_expected(sample: Path) -> None:
    pairs.check(PageDumpImporter(), sample)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_is_recognised_by_its_content(sample: Path) -> None:
    source = Source(sample.with_name("no-telling-name"), sample.read_bytes()[:HEAD_SIZE])
    assert PageDumpImporter().confidence(source) > 0.25


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_key_depends_on_the_page_not_on_the_file(sample: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    copy.write_bytes(b"\xef\xbb\xbf" + sample.read_bytes().replace(b"\n", b"\r\n"))
    [known], [found] = pairs.read(PageDumpImporter(), sample), pairs.read(PageDumpImporter(), copy)
    assert found.article.key == known.article.key


def test_keys_differ_where_only_the_bodies_do(tmp_path: Path) -> None:
    keys = set()
    for day in ("Monday", "Tuesday"):
        path = tmp_path / f"{day}.txt"
        path.write_text(
            f"Open thread\n\nThis is the open thread of {day}, and poems about geese are forbidden in it.\n\n"
            "2 comments\n\n  1. Good morning to all of you.\n\n  2. Good morning, and no geese.\n",
            encoding="utf-8",
        )
        [thread] = pairs.read(PageDumpImporter(), path)
        keys.add(thread.article.key)
    assert len(keys) == 2
