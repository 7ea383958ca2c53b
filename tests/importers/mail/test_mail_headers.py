"""Heads of messages: fields, encoded words, ids, subjects, people and dates, as they are and as they should be."""

from base64 import encodebytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_tui.importers.mail import dates, people
from archive_tui.importers.mail.charsets import Reader
from archive_tui.importers.mail.headers import (
    base_subject,
    decode_words,
    fields,
    from_base64,
    in_reply_to,
    message_id,
    references,
    tag_of,
    text_of,
    title_of,
)


def test_fields_are_folded_and_the_first_counts() -> None:
    head = b"Subject: a\n\tb\r\n c\nX-Nothing\nsubject: d\nTo : e\n"
    assert fields(head) == {b"subject": b" a\n\tb\r\n c", b"to": b" e"}
    assert fields(head, frozenset([b"to"])) == {b"to": b" e"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("=?utf-8?q?caf=C3=A9?=", "café"),
        ("=?UTF-8?B?Y2Fmw6k=?= au lait", "café au lait"),
        ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),
        ("=?utf-8?q?a?=\r\n =?iso-8859-1?q?=E9?= c", "aé c"),
        ("x=?utf-8?q?a?=y", "xay"),
        ("=?utf-8?q?with spaces in it?=", "with spaces in it"),
        ("=?utf-8?b?Y2Fmw6k?=", "café"),
        ("=?utf-8?b?w?= =?utf-8?b?6k=?=", "é"),
        ("=?utf-8?q?=C3?= =?utf-8?q?=A9?=", "é"),
        ("=?utf-8*en?q?word?=", "word"),
        ("=?nonsense?q?=E9t=E9?=", "été"),
        ("=?utf-8?x?word?=", "=?utf-8?x?word?="),
        ("=?utf-8?q?never ends", "=?utf-8?q?never ends"),
        ("=?utf-8?q??=", ""),
        ("=?iso-2022-jp?b?GyRCOUEbKEI=?=", "港"),
    ],
)
def test_encoded_words(written: str, meant: str) -> None:
    assert decode_words(written) == meant


@given(raw=st.binary(max_size=80))
def test_base64_comes_back(raw: bytes) -> None:
    assert from_base64(encodebytes(raw)) == raw


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (b" <a@b>", b"a@b"),
        (b" <a@b> (comment)", b"a@b"),
        (b" a@b", b"a@b"),
        (b'<"a"@b>', b"a@b"),
        (b"<a\n @b>", b"a@b"),
        (b"<a at b>", b"a@b"),
        (b"<no-at-sign>", b"no-at-sign"),
        (b"", None),
        (b"  ", None),
        (b"<>", None),
        (b"none", None),
        ("<é@b>".encode(), "é@b".encode()),
        (b"<a\x00\x1b@b>", b"a@b"),
    ],
)
def test_message_ids(written: bytes, meant: bytes | None) -> None:
    assert message_id(written) == meant


def test_an_endless_id_becomes_a_short_one() -> None:
    found = message_id(b"<" + b"x" * 3000 + b">")
    assert found is not None
    assert found.startswith(b"long-id:")
    assert len(found) < 80


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (b"<a@h> <b@h>", [b"a@h", b"b@h"]),
        (b"<a@h><b@h>,<c@h>", [b"a@h", b"b@h", b"c@h"]),
        (b"<a@h> <b@h> <a@h>", [b"b@h", b"a@h"]),
        (b"a@h b@h", [b"a@h", b"b@h"]),
        (b"<a@h", [b"a@h"]),
        (b"", []),
        (None, []),
    ],
)
def test_references(written: bytes | None, meant: list[bytes]) -> None:
    assert references(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (b"<a@h>", [b"a@h"]),
        (b'Your message of "Mon, 1 Mar 2004 09:00:00 EST." <a@h>', [b"a@h"]),
        (b"Message from Ann <ann@h> of Monday <a@h>", [b"a@h"]),
        (b"<a@h> from Ann <ann@h> on Monday", [b"a@h"]),
        (b"Message from Ann <ann@h>", []),
        (b"ann's message", []),
        (b"a@h", [b"a@h"]),
        (None, []),
    ],
)
def test_in_reply_to(written: bytes | None, meant: list[bytes]) -> None:
    assert in_reply_to(written) == meant


@pytest.mark.parametrize(
    ("subject", "base", "reply"),
    [
        ("Oil", "oil", False),
        ("Re: Oil", "oil", True),
        ("RE[2]: re: Oil", "oil", True),
        ("Re^3: Oil", "oil", True),
        ("AW: SV: Antw: Odp: Oil", "oil", True),
        ("[Pilots] Re: [Tower] Oil", "oil", True),
        ("Fwd: Oil (fwd)", "oil", True),
        ("[Fwd: Oil]", "oil", True),
        ("[Pilots]", "[pilots]", False),
        ("Re:", "", True),
        ("Reply: Oil", "reply: oil", False),
        ("R: how to plot", "r: how to plot", False),
        ("回复：油", "油", True),
        ("  many   spaces ", "many spaces", False),
    ],
)
def test_base_subjects(subject: str, base: str, reply: bool) -> None:
    assert base_subject(subject) == (base, reply)


def test_titles_keep_tags_that_are_not_the_lists() -> None:
    assert title_of("Re: [Pilots] [PATCH 1/2] Oil", "pilots") == "[PATCH 1/2] Oil"
    assert title_of("[Pilots]", "pilots") == "[Pilots]"
    assert title_of("Re: Re: Oil", None) == "Oil"
    assert tag_of("Re: [Pilots] Oil") == "Pilots"
    assert tag_of("[Pilots]") is None


@pytest.mark.parametrize(
    ("field", "author", "email"),
    [
        (b"Ann Quill <ann@h>", "Ann Quill", "ann@h"),
        (b'"Quill, Ann" <ann@h>', "Quill, Ann", "ann@h"),
        (b"ann@h (Ann Quill)", "Ann Quill", "ann@h"),
        (b"ann at h (Ann Quill)", "Ann Quill", "ann at h"),
        (b"ann at h", "ann", "ann at h"),
        (b"ann@h", "ann", "ann@h"),
        (b"<ann@h>", "ann", "ann@h"),
        (b'"ann@h" <ann@h>', "ann", "ann@h"),
        (b"=?utf-8?q?J=C3=B6rn?= <j@h>", "Jörn", "j@h"),
        (b'"=?utf-8?q?J=C3=B6rn?=" <j@h>', "Jörn", "j@h"),
        (b"Ann <ann@h", "Ann", "ann@h"),
        (b"Ann <ann@h>, Bo <bo@h>", "Ann", "ann@h"),
        (b"Ann Quill", "Ann Quill", None),
        (b'"A \\"B\\" C" <a@h>', 'A "B" C', "a@h"),
        (b"lighthouse!harbour!ann", "lighthouse!harbour!ann", None),
        (b"", None, None),
        (b"<>", None, None),
        (b"((((", "((((", None),
    ],
)
def test_people(field: bytes, author: str | None, email: str | None) -> None:
    head = {b"from": field}
    assert people.author_of(head, b"", Reader()) == author
    assert people.email_of(head, Reader()) == email


def test_an_author_is_taken_from_the_separator_at_last() -> None:
    assert people.author_of({}, b"From ann@h  Mon Mar  1 09:00:00 2004", Reader()) == "ann"
    assert people.author_of({}, b"From - Mon Mar  1 09:00:00 2004", Reader()) is None
    assert people.author_of({}, b"", Reader()) is None


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Mon, 1 Mar 2004 09:00:00 +0000", 1078131600),
        ("Mon, 1 Mar 2004 10:00:00 +0100 (CET)", 1078131600),
        ("Mon,1 Mar 2004 09:00:00", 1078131600),
        ("1 Mar 04 09:00 GMT", 1078131600),
        ("Monday, 01-Mar-04 09:00:00 GMT", 1078131600),
        ("Mon Mar  1 09:00:00 2004", 1078131600),
        ("Mon, 1 Mar 104 09:00:00 GMT", 1078131600),
        ("Mon, 1 Mar 2004 09.00.00 GMT", 1078131600),
        ("Mon, 1 Mar 2004 04:00:00 EST", 1078131600),
        ("yesterday", None),
        ("", None),
        ("Mon, 1 Mar 2004 99:00:00 GMT", None),
        ("Mon, 1 Mar 99999 09:00:00 GMT", None),
        ("\x00\xff", None),
    ],
)
def test_dates(written: str, moment: int | None) -> None:
    assert dates.seconds(written) == moment


@given(raw=st.binary(max_size=120))
def test_no_bytes_make_a_field_raise(raw: bytes) -> None:
    head = {b"from": raw, b"date": raw, b"received": raw}
    reader = Reader()
    assert isinstance(text_of(raw, reader), str)
    people.author_of(head, raw, reader)
    people.email_of(head, reader)
    people.ip_of({b"x-originating-ip": raw})
    dates.moment_of(head, raw)
    message_id(raw)
    references(raw)
    in_reply_to(raw)
    base_subject(text_of(raw, reader))


@pytest.mark.parametrize(
    "charset", ["punycode", "idna", "unicode_escape", "base64", "rot13", "undefined", "", "\0", "x" * 999]
)
def test_what_is_no_charset_is_as_good_as_none(charset: str) -> None:
    assert Reader().text("naïve \\u0041".encode(), charset) == "naïve \\u0041"


def test_texts_without_a_charset_are_read_as_their_neighbours() -> None:
    reader = Reader()
    words = "Вечером маяк горит ровно, и лодки идут домой под дождём."
    texts = [reader.text(f"{words} {number}".encode("koi8-r"), None) for number in range(14)]
    assert texts == [f"{words} {number}" for number in range(14)]
    assert reader.text("да".encode("koi8-r"), None) == "да"
