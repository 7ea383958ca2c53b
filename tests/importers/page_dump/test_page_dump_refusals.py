"""What is no page dump is refused with a sentence; hostile files neither crash nor take forever."""

from pathlib import Path

import pytest

from archive_tui.errors import ImportFailedError
from archive_tui.importers import HEAD_SIZE, Source
from archive_tui.importers.page_dump import PageDumpImporter
from archive_tui.model import ImportedThread, State

BROKEN = sorted(path for path in (Path(__file__).parent / "broken").iterdir() if path.name != "README.md")


def read(path: Path) -> ImportedThread:
    [thread] = PageDumpImporter().threads([path])
    return thread


@pytest.mark.parametrize("broken", BROKEN, ids=lambda path: path.name)
def test_is_refused_with_one_sentence(broken: Path) -> None:
    with pytest.raises(ImportFailedError, match="no page dump") as refusal:
        read(broken)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda path: path.name)
def test_claims_no_confidence(broken: Path) -> None:
    assert PageDumpImporter().confidence(Source(broken, broken.read_bytes()[:HEAD_SIZE])) < 0.25


def test_every_broken_file_is_explained() -> None:
    readme = (Path(__file__).parent / "broken" / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in BROKEN if f"`{path.name}`" not in readme] == []


def test_names_what_is_wrong_with_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ImportFailedError, match="cannot be read"):
        read(tmp_path / "nothing.txt")


@pytest.mark.parametrize("head", [b"", b"\x00" * 100, b"\xff\xfe", bytes(range(256)), b"  1. ", b"[1]" * 9])
def test_confidence_never_raises(head: bytes, tmp_path: Path) -> None:
    assert 0.0 <= PageDumpImporter().confidence(Source(tmp_path / "x", head)) <= 1.0


def test_a_line_of_megabytes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    words = "endless " * 400_000
    path.write_text(
        f"Title\n\n2 comments\n\n  1. {words}\n\n    1. Short.\n\nComments are closed.\n", encoding="utf-8"
    )
    thread = read(path)
    assert [comment.parent for comment in thread.comments] == [None, "0"]
    assert thread.comments[0].text == words.strip()


def test_a_very_deep_thread_needs_no_recursion(tmp_path: Path) -> None:
    depth = 3_000
    path = tmp_path / "deep.txt"
    levels = (
        f"{'  ' * level}1. Level {level} answers, and says so in a whole sentence.\n"
        for level in range(1, depth + 1)
    )
    path.write_text("2 comments\n\n" + "".join(levels), encoding="utf-8")
    thread = read(path)
    assert len(thread.comments) == depth
    assert thread.comments[-1].parent == str(depth - 2)


def test_a_huge_indent_makes_no_ghosts(tmp_path: Path) -> None:
    path = tmp_path / "indent.txt"
    path.write_text(
        f"2 comments\n\n  1. One.\n\n{' ' * 200_000}1. Far out.\n\n  2. Two.\n\nComments are closed.\n",
        encoding="utf-8",
    )
    thread = read(path)
    assert len(thread.comments) == 2
    assert not [comment for comment in thread.comments if comment.state is State.GHOST]
