"""A mailbox holds the thread as letters: for the standard library's parser, and for our own importer of mail."""

from __future__ import annotations

import mailbox
import tempfile
from email import policy
from email.header import decode_header, make_header
from email.parser import BytesParser
from email.utils import parseaddr
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.curation.threads import PROVENANCE, article, thread
from tests.exporters import orchard
from tests.exporters.texts import hostile, lines

from archive_tui.curation.select import select
from archive_tui.exporters.mbox import HOST, REMARKS, MboxExporter
from archive_tui.importers.mail import MailImporter
from archive_tui.model import Annotation, SpamRule, State

if TYPE_CHECKING:
    from email.headerregistry import Address
    from email.message import EmailMessage

    from archive_tui.model import Selection


def box(*selections: Selection) -> bytes:
    return b"".join(MboxExporter().export(selections, {}))


def letters(document: bytes) -> list[EmailMessage]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "box"
        path.write_bytes(document)
        opened = mailbox.mbox(path, create=False)
        raw = [opened.get_bytes(cast("str", key)) for key in range(len(opened))]
        opened.close()
    parser = BytesParser(policy=policy.default)
    return [parser.parsebytes(each) for each in raw]


def body(letter: EmailMessage) -> str:
    parts = [part for part in letter.walk() if part.get_content_type() == "text/plain"]
    return str(parts[0].get_content()).replace("\r\n", "\n").strip("\n")


def sender(letter: EmailMessage) -> Address:
    [address] = letter["From"].addresses
    return cast("Address", address)


def display_name(letter: EmailMessage) -> str:
    """Return the name by the older of the standard library's ways, which joins encoded words as RFC 2047 says."""
    [raw] = [value for name, value in letter.raw_items() if name == "From"]
    return str(make_header(decode_header(parseaddr(str(raw).replace("\n", ""))[0])))


def test_letters_say_who_when_and_what_they_answer() -> None:
    selection = orchard.whole(spam=SpamRule.SHOW)
    found = letters(box(selection))
    comments = {c.comment.key: c.comment for c in selection.chosen() if c.comment.state is not State.GHOST}
    assert len(found) == len(comments) + 1
    ids = {letter["X-Archive-Key"]: letter["Message-ID"] for letter in found}
    assert len(set(ids.values())) == len(found)
    for letter in found[1:]:
        comment = comments[letter["X-Archive-Key"]]
        assert sender(letter).display_name == (comment.author or "(no name)")
        assert sender(letter).addr_spec == f"comment-{comment.number}@{HOST}"
        assert letter["X-Archive-Number"] == comment.number
        assert letter["Subject"] == "Re: What the pear tree remembers"
        assert (letter["Date"] and letter["Date"].datetime) == comment.created
        assert letter["References"].split()[0] == found[0]["Message-ID"]
        assert letter["References"].split()[-1] == letter["In-Reply-To"]
        assert not letter.defects
    by_number = {letter["X-Archive-Number"]: letter for letter in found[1:]}
    assert by_number["1.1.1"]["In-Reply-To"] == by_number["1.1"]["Message-ID"]
    assert by_number["2"]["X-Spam-Flag"] == "YES"


def test_what_is_no_commenters_stands_in_a_part_of_its_own() -> None:
    found = letters(box(orchard.picked()))
    remarks = {
        letter["X-Archive-Number"]: cast("bytes", part.get_payload(decode=True)).decode()
        for letter in found
        for part in letter.walk()
        if part.get_content_type() == REMARKS
    }
    assert "The claim." in remarks["1"]
    assert "only the beginning is here" in remarks["1"]
    assert "[1 reply omitted]" in remarks["1.1"]
    assert "[4 comments omitted]" in remarks[None]
    assert "SHA-256: 9f86d0" in remarks[None]
    assert b"Cheap Pears" not in box(orchard.picked())


@given(said=st.lists(hostile.filter(bool), min_size=1, max_size=5), name=lines.filter(bool))
@example(said=["From here\n\nFrom there on\n>From >>From"], name="a")
@example(said=["x" * 3000, "日" * 700], name='"Q" <q@q.example>, \\ (c) =?utf-8?q?x?=')
@example(said=["a trailing space \n. \n.\n"], name="名前" * 40)
def test_texts_and_names_are_the_same_letter_for_letter(said: list[str], name: str) -> None:
    comments = thread([-1] * len(said), {i: {"text": text, "author": name} for i, text in enumerate(said)})
    found = letters(box(select(article(comments, title=name), comments, PROVENANCE)))
    assert len(found) == len(said) + 1
    assert [body(letter) for letter in found[1:]] == [text.strip("\n") for text in said]
    assert str(found[0]["Subject"]) == name
    assert {display_name(letter) for letter in found[1:]} == {name}
    for line in box(select(article(comments), comments, PROVENANCE)).split(b"\n"):
        assert len(line) <= 998


def test_it_is_imported_as_the_same_tree(tmp_path: Path) -> None:
    comments = thread(
        [-1, 0, 1, 1, 0, -1, 5, 6, -1], {1: {"state": State.GHOST, "text": "", "created": None}}
    )
    annotations = {comments[0].id: Annotation(note="mine", tags=("t",), picked=True)}
    path = tmp_path / "pears.mbox"
    path.write_bytes(box(select(article(comments), comments, PROVENANCE, annotations=annotations)))
    [found] = MailImporter().threads([path])
    assert (found.article.title, found.article.author) == ("What the pear tree remembers", "Ottilie Brand")
    assert found.skipped == ()
    texts = {comment.ref: comment.text for comment in found.comments}
    by_id = {comment.id: comment for comment in comments}
    assert {(c.text, texts.get(c.parent or ""), c.author, c.created) for c in found.comments} == {
        (
            c.text,
            None if c.parent_id is None else by_id[c.parent_id].text,
            c.author if c.text else None,
            c.created,
        )
        for c in comments
    }


@pytest.mark.parametrize("deep", [5, 400])
def test_a_deep_thread_names_the_root_and_the_nearest(deep: int) -> None:
    comments = thread(list(range(-1, deep - 1)))
    found = letters(box(select(article(comments), comments, PROVENANCE)))
    known: dict[str, Any] = {letter["Message-ID"]: letter for letter in found}
    last = found[-1]
    for _ in range(deep):
        last = known[last["In-Reply-To"]]
    assert last is found[0]
    assert max(len(letter["References"].split()) for letter in found[1:]) <= 13


def test_a_year_before_the_thousandth_is_a_date() -> None:
    comments = thread([-1], {0: {"created": orchard.EARLY}})
    [_, letter] = letters(box(select(article(comments), comments, PROVENANCE)))
    assert letter["Date"].datetime == orchard.EARLY
