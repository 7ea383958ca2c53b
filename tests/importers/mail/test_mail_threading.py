"""Who answers whom: against RFC 5256 done slowly, against a mail server's answers, and in cases it leaves open."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.importers.mail.references import Container, Mail, answer, linked

from archive_tui.importers.mail import MailImporter
from archive_tui.model import ImportedThread, State


def write(path: Path, mails: list[Mail], texts: list[str] | None = None) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for number, mail in enumerate(mails):
            references = "".join(f" <{reference}>" for reference in mail.references)
            file.write(
                "From a Mon Mar  1 09:00:00 2004\nFrom: a@h\n"
                f"Date: {1 + mail.date // 24} Mar 2004 {mail.date % 24:02}:00:00 +0000\n"
                f"Subject: {'Re: ' if mail.reply else ''}{mail.subject}\nMessage-ID: <{mail.identifier}>\n"
                + (f"References:{references}\n" if references else "")
                + f"\n{texts[number] if texts else number}\n\n"
            )
    return path


def parents(threads: list[ImportedThread]) -> dict[str, str | None]:
    """Return the nearest ancestor that is there, of every message that is there."""
    found: dict[str, str | None] = {}
    for thread in threads:
        root = thread.article.source_id
        above = {comment.ref: comment.parent or root for comment in thread.comments}
        there = {comment.ref for comment in thread.comments if comment.state is not State.GHOST}
        if thread.article.published is not None:
            assert root is not None
            there.add(root)
        for name in there:
            parent = above.get(name)
            while parent is not None and parent not in there:
                parent = above.get(parent)
            found[name] = parent
    return found


def nearest(container: Container) -> str | None:
    parent = container.parent
    while parent is not None and parent.mail is None:
        parent = parent.parent
    return parent.mail.identifier if parent is not None and parent.mail is not None else None


@st.composite
def conversations(draw: st.DrawFn) -> list[Mail]:
    """Return messages of real conversations: each names its ancestors, perhaps the nearest alone."""
    mails: list[Mail] = []
    for number in range(draw(st.integers(1, 20))):
        parent = draw(st.integers(-1, number - 1))
        chain = [*mails[parent].references, mails[parent].identifier] if parent >= 0 else []
        mails.append(Mail(f"{number}@h", chain, number))
    kept = [replace(mail, references=cut(draw, mail.references)) for mail in mails if draw(st.integers(0, 4))]
    return draw(st.permutations(kept))


def cut(draw: st.DrawFn, references: list[str]) -> list[str]:
    """Leave out ancestors as mailers do: all but the first and the last few."""
    if len(references) < 3 or draw(st.booleans()):
        return references
    return [references[0], *references[draw(st.integers(2, len(references) - 1)) :]]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mails=conversations())
def test_conversations_are_threaded_as_the_rfc_does(mails: list[Mail], tmp_path: Path) -> None:
    """A message whose nearest ancestor named is missing, and the RFC alike, hangs on the next that is there."""
    if not mails:
        return
    found = parents(list(MailImporter().threads([write(tmp_path / "box", mails)])))
    expected = {
        container.mail.identifier: nearest(container)
        for container in linked(mails).values()
        if container.mail is not None
    }
    assert found == expected


names = st.sampled_from([f"{number}@h" for number in range(8)])


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    mails=st.lists(
        st.builds(
            Mail,
            names,
            st.lists(names, max_size=4),
            st.integers(0, 600),
            st.sampled_from(["", "s"]),
            st.booleans(),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_whatever_refers_to_whatever_is_a_forest(mails: list[Mail], tmp_path: Path) -> None:
    texts = [f"text {number}" for number in range(len(mails))]
    threads = list(MailImporter().threads([write(tmp_path / "box", mails, texts)]))
    said = [thread.article.body for thread in threads if thread.article.body]
    for thread in threads:
        refs = [comment.ref for comment in thread.comments]
        assert len(set(refs)) == len(refs)
        assert thread.article.source_id not in refs
        known = dict(zip(refs, thread.comments, strict=True))
        for comment in thread.comments:
            seen: set[str] = set()
            above: str | None = comment.ref
            while above is not None:
                assert above not in seen
                seen.add(above)
                above = known[above].parent
        said += [
            comment.text.rpartition("\n")[2] for comment in thread.comments if comment.state is State.NORMAL
        ]
    copies = sum("a copy of" in part.why for thread in threads for part in thread.skipped)
    assert len(said) == len(set(said)) == len(mails) - copies


SERVER = [
    # what Dovecot answers, written anew: (messages, answer)
    ([Mail("a@h", [], 9), Mail("b@h", ["a@h", "c@h"], 1), Mail("c@h", ["b@h"], 5)], "(3 2)(1)"),
    ([Mail("b@h", ["a@h", "c@h"], 1), Mail("c@h", ["b@h"], 5)], "(2 1)"),
    ([Mail("a@h"), Mail("a@h")], "(1)(2)"),
    ([Mail("a@h", [], 0, "foo"), Mail("a@h", [], 1, "foo", reply=True)], "(1 2)"),
]


@pytest.mark.parametrize(("mails", "expected"), SERVER)
def test_the_slow_way_answers_as_a_server_does(mails: list[Mail], expected: str) -> None:
    assert answer(mails) == expected


@pytest.mark.parametrize(
    ("mails", "expected"), [SERVER[0], SERVER[1], SERVER[3]], ids=["circle", "circle, first gone", "subject"]
)
def test_threads_are_those_of_a_server(mails: list[Mail], expected: str, tmp_path: Path) -> None:
    threads = list(MailImporter().threads([write(tmp_path / "box", mails)]))
    texts = [[thread.article.body, *(comment.text for comment in thread.comments)] for thread in threads]
    groups = [[int(number) - 1 for number in group.split()] for group in expected.strip("()").split(")(")]
    assert sorted(texts) == sorted([str(number) for number in group] for group in groups)


def test_equal_messages_are_copies(tmp_path: Path) -> None:
    path = write(tmp_path / "box", SERVER[2][0], ["same", "same"])
    [thread] = MailImporter().threads([path])
    assert thread.comments == ()
    assert [(part.where, part.why) for part in thread.skipped] == [
        ("box, message 2", "a copy of the message <a@h>, which is there already")
    ]


COPIES = [
    # (fields of the first, fields of the second, whether the second is a copy)
    (
        "Date: 1 Mar 2004 09:00:00 +0000\nSubject: Oil",
        "Date: 1 Mar 2004 10:00:00 +0100\nSubject: [Pilots] Oil",
        True,
    ),
    ("Date: 1 Mar 2004 09:00:00 +0000\nSubject: Öl", "Date: 1 Mar 2004 09:00:00 +0000\nSubject: ?l", True),
    (
        "Date: 1 Mar 2004 09:00:00 +0000\nSubject: Re: Oil",
        "Date: Mon Mar  1 11:00:00 2004\nSubject: Oil",
        True,
    ),
    ("Date: 1 Mar 2004 09:00:00 +0000\nSubject: Oil", "Subject: Oil", True),
    ("Date: 1 Mar 2004 09:00:00 +0000\nSubject: Oil", "Date: 1 Mar 2004 09:00:00 +0000\nSubject: Fog", False),
    ("Date: 1 Mar 2004 09:00:00 +0000\nSubject: Oil", "Date: 1 Mar 2005 09:00:00 +0000\nSubject: Oil", False),
    ("Subject: Oil", "Subject: Re: Oil", False),
]


@pytest.mark.parametrize(("first", "second", "copy"), COPIES)
def test_messages_of_one_id_are_copies_or_both_kept(
    first: str, second: str, copy: bool, tmp_path: Path
) -> None:
    path = tmp_path / "box"
    path.write_text(
        "".join(
            f"From a Mon Mar  1 09:00:00 2004\nFrom: a@h\nMessage-ID: <1@h>\n{fields}\n\nThe same words.\n\n"
            for fields in (first, second)
        ),
        encoding="utf-8",
    )
    threads = list(MailImporter().threads([path]))
    assert sum(1 + len(thread.comments) for thread in threads) == 2 - copy


def test_messages_of_one_id_that_say_something_else_are_kept(tmp_path: Path) -> None:
    mails = [Mail("a@h", [], 1, "oil"), Mail("a@h", [], 1, "oil", reply=True)]
    [thread] = MailImporter().threads([write(tmp_path / "box", mails, ["one", "two"])])
    assert (thread.article.body, [comment.text for comment in thread.comments]) == ("one", ["two"])


def test_many_copies_are_summed_up(tmp_path: Path) -> None:
    path = write(tmp_path / "box", [Mail("a@h", subject="s")] * 8, ["same"] * 8)
    [thread] = MailImporter().threads([path])
    assert len(thread.skipped) == 8
    assert thread.skipped[0].why == "7 messages are copies of others and were left out"


def test_a_chain_of_a_hundred_thousand(tmp_path: Path) -> None:
    depth = 100_000
    order = [*range(1, depth, 2), *range(0, depth, 2)]
    mails = [Mail(f"{number}@h", [f"{number - 1}@h"] if number else [], 0) for number in order]
    [thread] = MailImporter().threads([write(tmp_path / "box", mails)])
    assert len(thread.comments) == depth - 1
    assert {comment.ref: comment.parent for comment in thread.comments}["99999@h"] == "99998@h"


def test_a_chain_of_a_hundred_thousand_missing_messages_is_one_empty_place(tmp_path: Path) -> None:
    gone = [f"gone-{number}@h" for number in range(1_900)]
    [thread] = MailImporter().threads([write(tmp_path / "box", [Mail("here@h", gone)])])
    assert thread.article.source_id == gone[0]
    assert [(comment.ref, comment.parent) for comment in thread.comments] == [
        (gone[-1], None),
        ("here@h", gone[-1]),
    ]


def test_the_order_of_files_is_of_no_consequence(tmp_path: Path) -> None:
    sample = Path(__file__).parent / "ghost_root.mbox"
    pieces = [f"From x{piece}" for piece in sample.read_text(encoding="utf-8").split("From x")[1:]]
    paths = []
    for number, piece in enumerate(pieces):
        path = tmp_path / f"{number}.eml"
        path.write_text(piece, encoding="utf-8")
        paths.append(path)
    expected = parents(list(MailImporter().threads([sample])))
    assert parents(list(MailImporter().threads(paths[::-1]))) == expected
