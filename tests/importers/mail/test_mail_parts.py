"""What a message says: its parts, and its text as it was meant."""

import quopri
from base64 import encodebytes
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_tui.importers.mail import plain
from archive_tui.importers.mail.charsets import Reader
from archive_tui.importers.mail.headers import fields
from archive_tui.importers.mail.parts import DEEPEST, MOST, Content, content_of
from archive_tui.importers.mail.scanning import head_in


def content(raw: bytes) -> Content:
    stop, body = head_in(raw)
    return content_of(raw, fields(raw[:stop]), body, Reader())


lines = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=30), min_size=1
)


@given(
    text=lines.map(" ".join),
    html=st.booleans(),
    encoding=st.sampled_from(["base64", "quoted-printable", "8bit"]),
    files=st.integers(0, 2),
)
def test_what_the_standard_library_writes_is_read(text: str, html: bool, encoding: str, files: int) -> None:
    message = EmailMessage()
    message.set_content(f"{text}\n", cte=encoding)
    if html:
        message.add_alternative("<p>other</p>", subtype="html")
    for number in range(files):
        message.add_attachment(b"x" * 9, maintype="image", subtype="png", filename=f"ü {number}.png")
    found = content(message.as_bytes())
    assert found.attachments == [
        f"[attachment: ü {number}.png, image/png, 9 bytes]" for number in range(files)
    ]
    if not any(mark in text for mark in ("|", ">", "<")):
        assert found.texts == ([text.rstrip()] if text.strip() or not found.texts else found.texts)


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "x-uuencode", "7bit"])
def test_half_an_encoding_is_read_as_far_as_it_goes(encoding: str) -> None:
    raw = b"Hello, harbour. " * 20
    written = {"base64": encodebytes(raw), "quoted-printable": quopri.encodestring(raw)}.get(encoding, raw)
    found = content(f"Content-Transfer-Encoding: {encoding}\n\n".encode() + written[: len(written) // 2])
    assert encoding == "x-uuencode" or found.text.startswith("Hello, harbour.")


def test_parts_nested_without_end_are_left_out() -> None:
    raw = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number) for number in range(5000)
    )
    found = content(raw + b"\n\nlast")
    assert found.left_out is not None
    assert str(DEEPEST) in found.left_out


def test_parts_without_number_are_left_out() -> None:
    found = content(b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 5000)
    assert found.left_out is not None
    assert str(MOST) in found.left_out
    assert len(found.texts) <= MOST


def test_letters_enclosed_in_letters_need_no_recursion() -> None:
    found = content(b"Content-Type: message/rfc822\n\n" * 3000 + b"\nend")
    assert found.left_out is not None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (">From here", "From here"),
        (">>From here", ">From here"),
        ("> From here", "> From here"),
        (">a\n>From here\n>b", ">a\n>From here\n>b"),
        (">>a\n>>From here", ">>a\n>>From here"),
        ("a\n>From here\n>From there", "a\nFrom here\nFrom there"),
        ("x >From here", "x >From here"),
    ],
)
def test_escaped_lines(text: str, meant: str) -> None:
    assert plain.unescaped(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a \nb", "a b"),
        ("a\nb", "a\nb"),
        ("> a \n> b\nc", "> a b\nc"),
        (">> a \n> b", ">> a \n> b"),
        ("-- \nsignature", "-- \nsignature"),
        ("text \n-- \nsignature", "text \n-- \nsignature"),
        (" >stuffed", ">stuffed"),
        ("a \n\nb", "a \nb"),
    ],
)
def test_flowed_text(text: str, meant: str) -> None:
    assert plain.reflowed(text) == meant


def test_flowed_text_in_which_spaces_are_deleted() -> None:
    assert plain.reflowed("港 \n町", delete_space=True) == "港町"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a\n-- \nAnn", "a\n\n-- \nAnn"),
        ("a\n\n\n-- \nAnn\n", "a\n\n-- \nAnn"),
        ("a\n--\nAnn", "a\n\n-- \nAnn"),
        ("a\n--\n" + "long\n" * 20, "a\n--\n" + "long\n" * 20),
        ("a\n-- \n", "a"),
        ("| a\n| b", "> a\n> b"),
        ("| a | b |\n| c | d |", "| a | b |\n| c | d |"),
        ("| one line", "| one line"),
        ("a\n-----\nb", "a\n-----\nb"),
    ],
)
def test_quotations_and_signatures(text: str, meant: str) -> None:
    assert plain.arranged(text) == meant


@given(text=st.text(st.sampled_from("->|F \nrom:begin 64M`yPGSIATURE")))
def test_no_text_makes_reading_raise(text: str) -> None:
    plain.arranged(plain.reflowed(plain.unescaped(plain.without_files(plain.without_armour(text))[0])))


@given(
    raw=st.binary(max_size=300),
    kind=st.sampled_from(["multipart/mixed; boundary=b", "text/html", "message/rfc822"]),
)
def test_no_bytes_make_a_message_raise(raw: bytes, kind: str) -> None:
    assert isinstance(content(f"Content-Type: {kind}\n\n--b\n".encode() + raw).text, str)
