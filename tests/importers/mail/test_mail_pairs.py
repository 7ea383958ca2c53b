"""Every mailbox here reads as its ``NAME.expected.json`` says, and is known for mail by its content."""

from pathlib import Path

import pytest
from tests.importers import pairs

from archive_tui.importers import HEAD_SIZE, Source
from archive_tui.importers.mail import MailImporter

HERE = Path(__file__).parent
SAMPLES = pairs.samples(HERE)
OTHERS = [
    *pairs.samples(HERE.parent / "page_dump"),
    *sorted((HERE.parent / "page_dump" / "broken").iterdir()),
]


def test_there_are_samples() -> None:
    assert len(SAMPLES) >= 20


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_reads_as_expected(sample: Path) -> None:
    pairs.check(MailImporter(), sample)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_is_recognised_by_its_content(sample: Path) -> None:
    source = Source(sample.with_name("no-telling-name"), sample.read_bytes()[:HEAD_SIZE])
    assert MailImporter().confidence(source) >= 0.9


@pytest.mark.parametrize("sample", OTHERS, ids=lambda path: path.name)
def test_what_is_no_mail_is_not_claimed(sample: Path) -> None:
    assert MailImporter().confidence(Source(sample, sample.read_bytes()[:HEAD_SIZE])) == 0.0


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_line_ends_and_a_byte_order_mark_change_nothing(sample: Path, tmp_path: Path) -> None:
    raw = sample.read_bytes()
    if b"\r" in raw or sample.suffix in {".rnews", ".babyl", ".emlx"} or b"Content-Length" in raw:
        pytest.skip("its line ends, or its lengths, are what it shows")
    copy = tmp_path / sample.name
    copy.write_bytes(b"\xef\xbb\xbf\r\n\r\n" + raw.removeprefix(b"\xef\xbb\xbf").replace(b"\n", b"\r\n"))
    expected = [pairs.as_json(thread) for thread in pairs.read(MailImporter(), sample)]
    assert [pairs.as_json(thread) for thread in pairs.read(MailImporter(), copy)] == expected


def test_keys_and_sources_are_the_ids_of_messages() -> None:
    threads = pairs.read(MailImporter(), HERE / "ghost_root.mbox")
    assert [thread.article.key for thread in threads] == ["mail:g0@h", "mail:i1@h"]
    assert [thread.article.source_id for thread in threads] == ["g0@h", "i1@h"]
    assert all(thread.partial and thread.realm == "mail" for thread in threads)
    assert all(comment.source_id == comment.ref for thread in threads for comment in thread.comments)


def test_a_thread_over_two_months_is_one(tmp_path: Path) -> None:
    template = (
        "From x Thu Apr {day} 09:00:00 2004\nFrom: A <a@h>\nDate: {day} Apr 2004 09:00:00 +0000\nSubject: S\n"
    )
    march = tmp_path / "march"
    april = tmp_path / "april"
    april.write_text(
        template.format(day=" 2") + "Message-ID: <2@h>\nReferences: <1@h>\n\ntwo\n\n", encoding="utf-8"
    )
    march.write_text(
        template.format(day=" 1")
        + "Message-ID: <1@h>\n\none\n\n"
        + template.format(day=" 3")
        + "Message-ID: <3@h>\nReferences: <1@h> <2@h>\n\nthree\n\n",
        encoding="utf-8",
    )
    [together] = pairs.read(MailImporter(), april, march)
    assert [(comment.ref, comment.parent) for comment in together.comments] == [("2@h", None), ("3@h", "2@h")]
    [alone] = pairs.read(MailImporter(), april)
    assert (alone.article.key, alone.article.body, alone.article.published) == (
        together.article.key,
        "",
        None,
    )


def test_urls_come_from_the_archive() -> None:
    [thread] = pairs.read(MailImporter(), HERE / "private.mbox")
    assert thread.article.url == "https://lists.harbour.example/p1"
    assert thread.comments[0].url == "https://lists.harbour.example/p2"
