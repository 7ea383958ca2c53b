"""What is no mail is refused with a sentence; what is broken or made to harm is read as far as it goes."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive_tui.errors import ImportFailedError
from archive_tui.importers import HEAD_SIZE, Source
from archive_tui.importers.mail import MailImporter
from archive_tui.model import ImportedThread, State
from archive_tui.thread.tree import grow

HERE = Path(__file__).parent
BROKEN = sorted(path for path in (HERE / "broken").iterdir() if path.name != "README.md")
SAMPLES = sorted(path for path in HERE.iterdir() if path.is_file() and path.suffix not in {".py", ".json"})
START = b"From a Mon Mar  1 09:00:00 2004\nFrom: a@h\nSubject: s\n"


@pytest.mark.parametrize("broken", BROKEN, ids=lambda path: path.name)
def test_is_not_claimed(broken: Path) -> None:
    assert MailImporter().confidence(Source(broken, broken.read_bytes()[:HEAD_SIZE])) < 0.25


def test_every_broken_file_is_explained() -> None:
    readme = (HERE / "broken" / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in BROKEN if f"`{path.name}`" not in readme] == []


def test_what_is_no_mail_is_refused_with_a_sentence() -> None:
    with pytest.raises(ImportFailedError, match="no mail and no news article"):
        list(MailImporter().threads([HERE / "broken" / "memo.txt"]))


def test_a_file_that_is_gone_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    threads = list(
        MailImporter().threads([tmp_path / "gone", HERE / "flowed.eml", HERE / "broken" / "memo.txt"])
    )
    assert [thread.article.title for thread in threads] == ["Flowing"]
    assert [part.where for part in threads[0].skipped] == ["gone", "memo.txt"]
    assert "cannot be read" in threads[0].skipped[0].why


def survive(path: Path, raw: bytes) -> list[ImportedThread]:
    """Import the bytes; what comes out can be stored, or a sentence says why not."""
    path.write_bytes(raw)
    importer = MailImporter()
    assert 0.0 <= importer.confidence(Source(path, raw[:HEAD_SIZE])) <= 1.0
    try:
        threads = list(importer.threads([path]))
    except ImportFailedError:
        return []
    for thread in threads:
        assert thread.article.title
        assert len(grow(thread.comments).comments) == len(thread.comments)
        assert all(comment.state is State.NORMAL or not comment.text for comment in thread.comments)
    return threads


def cut(raw: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(raw))
    return raw[start : start + chance.randrange(1, 3000)]


def flip(raw: bytes, chance: random.Random) -> bytes:
    changed = bytearray(raw)
    for _ in range(30):
        changed[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(changed)


def shuffle(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    return b"\n".join(chance.sample(lines, len(lines)))


def repeat(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    place = chance.randrange(len(lines))
    return b"\n".join([*lines[:place], *[lines[place]] * chance.randrange(2, 400), *lines[place:]])


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_mutilated_samples_are_survived(sample: Path, tmp_path: Path) -> None:
    chance = random.Random(sample.name)
    raw = sample.read_bytes()
    for mutate in (cut, flip, shuffle, repeat):
        for _ in range(4):
            survive(tmp_path / "box", mutate(raw, chance))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    raw=st.binary(max_size=400),
    start=st.sampled_from([b"", START, START + b"\n", b"#! rnews 9\n", b"BABYL OPTIONS:\n\x1f"]),
)
def test_no_bytes_make_it_raise(raw: bytes, start: bytes, tmp_path: Path) -> None:
    survive(tmp_path / "box", start + raw)


MONSTERS = {
    "separators alone": START.partition(b"\n")[0]
    + b"\n"
    + START.partition(b"\n")[0] * 1
    + b"\n" * 2
    + START * 20_000,
    "heads without an end": START + b"odd line\n" * 100_000,
    "heads and odd lines": (START + b"odd\n") * 20_000,
    "lines that begin with From": START + b"\n" + b"From here\n" * 300_000,
    "times and no heads": START + b"\n" + b"From a Mon Mar  1 09:00:00 2004\n" * 30_000,
    "one long line From": START + b"\n" + b"From " + b"x" * 5_000_000,
    "references without end": START + b"References: " + b"<a@b> " * 40_000 + b"\n\n",
    "encoded words that never end": START.replace(b"Subject: s", b"Subject: " + b"=?a?q?" * 40_000)
    + b"\ntext",
    "a subject of replies": START.replace(b"Subject: s", b"Subject: " + b"Re: " * 50_000) + b"\ntext",
    "brackets": START.replace(b"From: a@h", b"From: " + b"<(" * 50_000)
    + b"Message-ID: "
    + b"<" * 50_000
    + b"\n\ntext",
    "parameters": START + b"Content-Type: text/plain" + b'; a="b' * 30_000 + b"\n\ntext",
    "lengths that lie": (START + b"Content-Length: 99999999\n\ntext\n") * 5_000,
    "quotation marks": START + b"\n" + b">" * 1_000_000 + b"\n" + b">From x\n" * 100_000,
    "bars and spaces": START + b"\n" + (b"| " + b" " * 20_000 + b"\n") * 50,
    "beginnings of files": START + b"\n" + b"begin 644 x\n" * 50_000 + b"M" * 60 + b"\n" * 3,
    "armour": START
    + b"\n"
    + b"-----BEGIN PGP SIGNED MESSAGE-----\n" * 20_000
    + b"-----BEGIN PGP SIGNATURE-----\n" * 20_000,
    "boundaries": START + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n" * 100_000,
    "flowed": START + b"Content-Type: text/plain; format=flowed\n\n" + b"word \n" * 200_000,
    "markup": START + b"Content-Type: text/html\n\n" + b"<div>" * 100_000,
    "signatures": START + b"\n" + b"-- \n" * 200_000,
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("raw", MONSTERS.values(), ids=MONSTERS)
def test_monsters_are_read(raw: bytes, tmp_path: Path) -> None:
    assert survive(tmp_path / "box", raw)


def test_a_message_of_an_attachment_larger_than_memory_likes_is_named(tmp_path: Path) -> None:
    path = tmp_path / "box"
    with path.open("wb") as file:
        file.write(
            START
            + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nThe film.\n--b\nContent-Type: video/ogg\n\n"
        )
        file.seek(70 * 1024 * 1024, 1)
        file.write(b"\n--b--\n")
    [thread] = MailImporter().threads([path])
    assert thread.article.body.startswith("The film.\n\n[attachment: video/ogg, ")
    assert "67,108,864 were read" in thread.skipped[0].why


def test_a_file_that_shrinks_meanwhile_is_survived(tmp_path: Path) -> None:
    path = tmp_path / "box"
    path.write_bytes((START + b"\ntext\n\n") * 3)
    stream = MailImporter().threads([path])
    next(stream)
    path.write_bytes(b"")
    list(stream)
