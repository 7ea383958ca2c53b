"""Mutilated and monstrous dumps: read, or refused in a sentence; never a crash, and every parent comes first."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from archive_tui.errors import ImportFailedError
from archive_tui.importers import HEAD_SIZE, Source
from archive_tui.importers.page_dump import PageDumpImporter

HERE = Path(__file__).parent
SAMPLES = sorted([*HERE.glob("*.txt"), *(HERE.parents[2] / "sample_data").glob("*.txt")])
HEAD = (
    b"A Title\n\nA body that is long enough to be taken for prose by anybody who reads it.\n\n2 comments\n\n"
)
END = b"\nComments are closed.\n"


def survive(path: Path, raw: bytes) -> int:
    """Import the bytes; return the number of comments, -1 for a refusal."""
    path.write_bytes(raw)
    importer = PageDumpImporter()
    assert 0.0 <= importer.confidence(Source(path, raw[:HEAD_SIZE])) <= 1.0
    try:
        [thread] = importer.threads([path])
    except ImportFailedError:
        return -1
    seen: set[str] = set()
    for comment in thread.comments:
        assert comment.parent is None or comment.parent in seen
        seen.add(comment.ref)
    return len(seen)


def cut(lines: list[bytes], chance: random.Random) -> list[bytes]:
    start = chance.randrange(len(lines))
    return lines[start : start + chance.randrange(1, 60)]


def repeat(lines: list[bytes], chance: random.Random) -> list[bytes]:
    place = chance.randrange(len(lines))
    return [*lines[:place], *[lines[place]] * chance.randrange(2, 80), *lines[place:]]


def indent(lines: list[bytes], chance: random.Random) -> list[bytes]:
    return [b" " * chance.randrange(30) + line.strip() if chance.random() < 0.3 else line for line in lines]


def swap(lines: list[bytes], chance: random.Random) -> list[bytes]:
    return chance.sample(lines, len(lines))


def flip(lines: list[bytes], chance: random.Random) -> list[bytes]:
    raw = bytearray(b"\n".join(lines))
    for _ in range(20):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(raw).split(b"\n")


def zero(lines: list[bytes], chance: random.Random) -> list[bytes]:
    place = chance.randrange(len(lines))
    return [*lines[:place], b"\x00" * 9 + lines[place], *lines[place:]]


def stretch(lines: list[bytes], chance: random.Random) -> list[bytes]:
    place = chance.randrange(len(lines))
    return [*lines[:place], lines[place] * 2_000, *lines[place:]]


@pytest.mark.parametrize("mutate", [cut, repeat, indent, swap, flip, zero, stretch])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_mutilated_sample_is_survived(
    sample: Path, mutate: Callable[[list[bytes], random.Random], list[bytes]], tmp_path: Path
) -> None:
    chance = random.Random(f"{sample.name} {mutate.__name__}")
    lines = sample.read_bytes().split(b"\n")
    outcomes = [survive(tmp_path / "dump.txt", b"\n".join(mutate(lines, chance))) for _ in range(4)]
    assert all(-1 <= outcome <= 10_000 for outcome in outcomes)


MONSTERS = {
    "many entries": (
        b"".join(b"  %d. Entry %d is a whole sentence.\n\n" % (i, i) for i in range(1, 5001)),
        5000,
    ),
    "one number": (b"  1. Always the first, and never the last.\n" * 3000, 3000),
    "a deep chain": (
        b"".join(b"  " * i + b"1. Another level, and a word.\n\n" for i in range(1, 2001)),
        2000,
    ),
    "a deep chain of counts": (b"".join(b"  " * i + b"1. 3 apples\n\n" for i in range(1, 2001)), 2000),
    "one line of megabytes": (b"  1. " + b"x" * 10_000_000 + b"\n\n  2. y.\n", 2),
    "brackets": (b"  1. " + b"[" * 1_000_000 + b"\n\n  2. y.\n", 2),
    "bylines and nothing else": (b"  1. Ann says:\n" * 2000, 2000),
}


@pytest.mark.parametrize(("raw", "count"), MONSTERS.values(), ids=MONSTERS)
def test_a_monstrous_list_is_read_whole(raw: bytes, count: int, tmp_path: Path) -> None:
    assert survive(tmp_path / "dump.txt", HEAD + raw + END) == count


@pytest.mark.parametrize(
    "raw",
    [
        b"[" * 1_000_000,
        b" " * 1_000_000 + b"1. x",
        b"1." * 500_000,
        b"\n" * 1_000_000,
        b"2 comments\n\n" * 3000,
    ],
    ids=["brackets", "spaces", "markers", "blank lines", "headings"],
)
def test_a_monstrous_file_yields_no_comment(raw: bytes, tmp_path: Path) -> None:
    assert survive(tmp_path / "dump.txt", raw) <= 0
