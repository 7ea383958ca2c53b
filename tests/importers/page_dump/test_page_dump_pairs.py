"""Every ``NAME.txt`` here reads as its ``NAME.expected.json`` says."""

import json
from pathlib import Path
from typing import Any

import pytest

from archive_tui.importers import HEAD_SIZE, Source
from archive_tui.importers.page_dump import PageDumpImporter
from archive_tui.model import ImportedThread

HERE = Path(__file__).parent
SAMPLES = sorted(HERE.glob("*.txt"))


def read(path: Path) -> ImportedThread:
    [thread] = PageDumpImporter().threads(path)
    return thread


def numbers(thread: ImportedThread) -> list[str]:
    number: dict[str | None, str] = {None: ""}
    children: dict[str | None, int] = {}
    for comment in thread.comments:
        children[comment.parent] = children.get(comment.parent, 0) + 1
        above = number[comment.parent]
        number[comment.ref] = f"{above}.{children[comment.parent]}".lstrip(".")
    return [number[comment.ref] for comment in thread.comments]


def as_json(thread: ImportedThread) -> dict[str, Any]:
    article = thread.article
    return {
        "title": article.title,
        "section": article.section,
        "dek": article.dek,
        "author": article.author,
        "published": article.published and article.published.isoformat(),
        "body": article.body,
        "notes": [[note.kind, note.text] for note in article.notes],
        "declared": article.declared,
        "comments": [
            {
                "number": number,
                "author": comment.author,
                "created": comment.created and comment.created.isoformat(),
                "kind": comment.kind.value,
                "state": comment.state.value,
                "text": comment.text,
            }
            for number, comment in zip(numbers(thread), thread.comments, strict=True)
        ],
        "skipped": [[skipped.where, skipped.why] for skipped in thread.skipped],
    }


def test_there_are_samples() -> None:
    assert len(SAMPLES) >= 15


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_reads_as_expected(sample: Path) -> None:
    expected = json.loads(sample.with_suffix(".expected.json").read_text(encoding="utf-8"))
    assert as_json(read(sample)) == expected


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_is_recognised_by_its_content(sample: Path) -> None:
    source = Source(sample.with_name("no-telling-name"), sample.read_bytes()[:HEAD_SIZE])
    assert PageDumpImporter().confidence(source) > 0.25


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_key_depends_on_the_page_not_on_the_file(sample: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    copy.write_bytes(b"\xef\xbb\xbf" + sample.read_bytes().replace(b"\n", b"\r\n"))
    assert read(copy).article.key == read(sample).article.key


def test_keys_differ_where_only_the_bodies_do(tmp_path: Path) -> None:
    keys = set()
    for day in ("Monday", "Tuesday"):
        path = tmp_path / f"{day}.txt"
        path.write_text(
            f"Open thread\n\nThis is the open thread of {day}, and poems about geese are forbidden in it.\n\n"
            "2 comments\n\n  1. Good morning to all of you.\n\n  2. Good morning, and no geese.\n",
            encoding="utf-8",
        )
        keys.add(read(path).article.key)
    assert len(keys) == 2
