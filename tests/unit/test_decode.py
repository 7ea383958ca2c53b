"""Bytes of unknown encoding become text, always."""

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive_tui.text.decode import decode, looks_binary

SAMPLES = {
    "cp1252": "The café was naïve about “prices” — it’s the writer’s job…",
    "latin-1": "Ich weiß nicht, ob die Straße schön ist.",
    "cp1250": "Zażółć gęślą jaźń, proszę państwa.",
    "cp1251": "Привет, как дела? Цены растут.",
    "koi8_r": "Мне кажется, автор неправ. Привет, как дела? Цены растут.",
    "cp932": "こんにちは。値段が上がっています。",
    "euc_jp": "こんにちは。値段が上がっています。",
    "iso2022_jp": "こんにちは。",
    "gb18030": "你好，我认为这篇文章是错误的。",
    "utf-16": "A text with a byte order mark, 你好",
    "utf-16-le": "A text without a byte order mark",
    "utf-16-be": "A text without a byte order mark",
    "utf-32": "A text with a byte order mark, 你好",
    "utf-8-sig": "A text with a byte order mark, 你好",
    "utf-8": "สวัสดี",
}


@pytest.mark.parametrize("encoding", SAMPLES)
def test_the_encoding_is_found(encoding: str) -> None:
    text = f"Some lines of plain ASCII\nbefore it.\n{SAMPLES[encoding]}\n"
    assert decode(text.encode(encoding)) == text
    assert not looks_binary(text.encode(encoding))


def test_one_wrong_byte_does_not_spoil_utf8() -> None:
    right = "Привет, как дела? "
    assert decode(right.encode() + b"caf\xe9") == right + "café"


def test_a_lone_letter_is_western() -> None:
    assert decode(b"\xa35 only") == "£5 only"


def test_bytes_that_windows_lacks_are_replaced() -> None:
    assert decode(b"\x81\x8d\xe9t\xe9 is all there is to read on this line") != ""


@given(st.binary(max_size=300))
@example(b"\xff\xfe\x00")
@example(b"\xff\xfe\x00\x00\x01")
@example(b"\x1b$B\xff")
@example(b"\x1b$Bx")
@example(b"\x00\xd8" * 20)
def test_decoding_never_raises(content: bytes) -> None:
    assert isinstance(decode(content), str)
    assert isinstance(looks_binary(content), bool)


@given(st.text(max_size=100).filter(lambda text: "\0" not in text and "\x1b" not in text and text[:1] != "﻿"))
def test_utf8_is_taken_at_its_word(text: str) -> None:
    assert decode(text.encode()) == text
    assert decode(codecs.BOM_UTF8 + text.encode()) == text


@pytest.mark.parametrize(
    "head",
    [
        b"%PDF-1.7\n%",
        b"PK\x03\x04rest",
        b"\x7fELF",
        b"SQLite format 3\x00",
        bytes(range(256)) * 4,
        b"\x00" * 64,
    ],
)
def test_binary_is_recognised(head: bytes) -> None:
    assert looks_binary(head)


@pytest.mark.parametrize(
    "head", [b"", b"text with a NUL\x00 in it", b"\x1b[31mred\x1b[0m\n" * 50, b"caf\xe9 " * 50]
)
def test_text_is_no_binary(head: bytes) -> None:
    assert not looks_binary(head)
