"""Mailboxes that others write are split where they put the messages together, however they are cut and joined."""

import mailbox
import re
from email.message import EmailMessage
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive_tui.importers.mail import MailImporter, scanning
from archive_tui.importers.mail.catalogue import WANTED
from archive_tui.importers.mail.plain import unescaped
from archive_tui.importers.mail.scanning import Mailbox

WORDS = (
    "From",
    "From here",
    ">From there",
    "sea",
    "From a Mon Mar  1 09:00:00 2004",
    "",
    " ",
    "> quoted",
    "Date: x",
    "=",
)
bodies = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join), min_size=1, max_size=8
).map("\n".join)
QUIET = [HealthCheck.function_scoped_fixture]


def split(path: Path) -> list[bytes]:
    """Return the messages of a file, their heads included."""
    with path.open("rb", buffering=0) as file:
        found = list(Mailbox(path, file).messages(WANTED))
    raw = path.read_bytes()
    assert all(one.stop <= other.start for one, other in pairwise(found))
    return [raw[each.start : each.stop] for each in found]


@settings(max_examples=80, suppress_health_check=QUIET)
@given(texts=st.lists(bodies, min_size=1, max_size=6))
def test_what_the_standard_library_writes_is_split_as_it_was(texts: list[str], tmp_path: Path) -> None:
    path = tmp_path / "box"
    path.unlink(missing_ok=True)
    box = mailbox.mbox(path)
    for number, text in enumerate(texts):
        message = EmailMessage()
        message["From"] = "a@h"
        message["Subject"] = str(number)
        message.set_payload(text)
        box.add(message)
    box.flush()
    box.close()
    found = split(path)
    assert len(found) == len(texts)
    for number, (raw, text) in enumerate(zip(found, texts, strict=True)):
        assert f"Subject: {number}\n".encode() in raw
        body = raw.partition(b"\n\n")[2].decode()
        assert re.sub(r"^>(?=From )", "", body, flags=re.MULTILINE).rstrip("\n") == re.sub(
            r"^>(?=From )", "", text, flags=re.MULTILINE
        ).rstrip("\n")


@settings(max_examples=80, suppress_health_check=QUIET)
@given(
    texts=st.lists(bodies, min_size=1, max_size=6), ends=st.sampled_from(["\n", "\r\n"]), gap=st.booleans()
)
def test_mboxrd_comes_back(texts: list[str], ends: str, gap: bool, tmp_path: Path) -> None:
    head = "From a@h Mon Mar  1 09:00:00 2004\nFrom: a@h\nMessage-ID: <{}@h>\n\n"
    escaped = [re.sub(r"^(>*From )", r">\1", text, flags=re.MULTILINE) for text in texts]
    written = "".join(
        head.format(number) + text + ("\n\n" if gap else "\n") for number, text in enumerate(escaped)
    )
    path = tmp_path / "box"
    path.write_bytes(written.replace("\n", ends).encode())
    found = [raw.decode().replace("\r\n", "\n").partition("\n\n")[2].rstrip("\n") for raw in split(path)]
    assert found == [text.rstrip("\n") for text in escaped]
    assert [unescaped(text) for text in found] == [text.rstrip("\n") for text in texts]


@settings(max_examples=60, suppress_health_check=QUIET)
@given(size=st.integers(1, 400), ahead=st.integers(300, 900), texts=st.lists(bodies, min_size=1, max_size=12))
def test_the_window_is_of_no_consequence(size: int, ahead: int, texts: list[str], tmp_path: Path) -> None:
    path = tmp_path / "box"
    path.write_text(
        "\n\n".join(
            f"From a Mon Mar  1 09:00:00 2004\nFrom: a\nMessage-ID: <{number}@h>\n"
            f"Content-Length: {len(text) + number % 2}\n\n{text}"
            for number, text in enumerate(texts)
        ),
        encoding="utf-8",
    )
    whole = split(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanning, "FIRST", 200)
        patch.setattr(scanning, "CHUNK", size)
        patch.setattr(scanning, "_AHEAD", ahead)
        patch.setattr(scanning, "LONGEST_HEAD", ahead - 100)
        assert split(path) == whole


def test_a_line_of_megabytes_and_nuls_are_survived(tmp_path: Path) -> None:
    path = tmp_path / "box"
    head = b"From a Mon Mar  1 09:00:00 2004\nFrom: a\nMessage-ID: <%d@h>\n\n"
    path.write_bytes(
        head % 1 + b"From " * 2_500_000 + b"\n\n" + head % 2 + b"\0" * 1_000_000 + b"\n\n" + head % 3 + b"end"
    )
    found = split(path)
    assert [len(each) for each in found] == [12_500_029, 1_000_029, 30]
    assert found[2].endswith(b"\n\nend")


def test_a_head_longer_than_is_read_ends_there(tmp_path: Path) -> None:
    path = tmp_path / "box"
    path.write_bytes(
        b"From a Mon Mar  1 09:00:00 2004\nFrom: a\nMessage-ID: <1@h>\n"
        + b"X-Padding: y\n" * 50_000
        + b"\ntext\n\nFrom a Mon Mar  1 09:00:00 2004\nFrom: a\nMessage-ID: <2@h>\n\ntext\n"
    )
    assert len(split(path)) == 2


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("false_separators.mbox", 3),
        ("separators.mbox", 13),
        ("content_length.mbox", 3),
        ("wrong_parts.mbox", 7),
        ("batch.rnews", 3),
        ("dump.nntp", 3),
        ("spool.mmdf", 3),
        ("list.log", 2),
        ("letters.babyl", 2),
        ("apple.emlx", 1),
    ],
)
def test_counts(name: str, count: int) -> None:
    assert len(split(Path(__file__).parent / name)) == count


def test_a_mailbox_whose_beginning_is_missing_is_read_from_the_first_separator(tmp_path: Path) -> None:
    path = tmp_path / "box"
    path.write_text(
        "the end of a letter\n\n"
        + "".join(
            f"From a Mon Mar  1 09:00:00 2004\nFrom: a\nSubject: s{n}\nMessage-ID: <{n}@h>\n\ntext\n\n"
            for n in (1, 2)
        ),
        encoding="utf-8",
    )
    first, _ = MailImporter().threads([path])
    assert [part.where for part in first.skipped] == ["the first 21 bytes of box"]
