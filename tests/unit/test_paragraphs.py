"""Paragraphs, sentences and passages are found where a reader sees them."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from archive_tui.text.paragraphs import paragraphs, passages, sentences

TEXT = st.text(st.sampled_from('ab .!?…\n>"“”‘’«»:。'), max_size=60)


def parts(text: str) -> list[tuple[str, int]]:
    return [(text[paragraph.start : paragraph.end], paragraph.level) for paragraph in paragraphs(text)]


def test_a_blank_line_ends_a_paragraph() -> None:
    assert parts("one\ntwo\n \n\n  three \n") == [("one\ntwo", 0), ("  three", 0)]


def test_marked_lines_are_paragraphs_of_their_own() -> None:
    assert parts("he wrote:\n> one\n> two\n>> deeper\nanswer\n>three") == [
        ("he wrote:", 0),
        ("> one\n> two", 1),
        (">> deeper", 2),
        ("answer", 0),
        (">three", 1),
    ]


def test_arrows_and_faces_are_no_marks() -> None:
    assert parts(">:( no\n>= 3\n>- x") == [(">:( no\n>= 3\n>- x", 0)]


def test_sentences_end_at_stops_ellipses_and_lines() -> None:
    text = "One “two.” Three… four? 1.5 is\nfive"
    assert [text[each.start : each.end] for each in sentences(text, 0, len(text))] == [
        "One “two.”",
        "Three…",
        "four?",
        "1.5 is",
        "five",
    ]
    assert [(each.begins_line, each.ends_line) for each in sentences(text, 0, len(text))] == [
        (True, False),
        (False, False),
        (False, False),
        (False, True),
        (True, True),
    ]


def test_sentences_without_spaces() -> None:
    text = "これは文。次の文！"
    assert [text[each.start : each.end] for each in sentences(text, 0, len(text))] == [
        "これは文。",
        "次の文！",
    ]


def test_passages_in_quotation_marks() -> None:
    text = (
        'He said “the whole of it” and "another one" and „noch einer“, don’t you see, that’s ‘single ones’.'
    )
    assert [text[start:end] for start, end in passages(text, 0, len(text))] == [
        "“the whole of it”",
        '"another one"',
        "„noch einer“",
        "‘single ones’",
    ]


@given(TEXT)
def test_paragraphs_hold_everything_visible(text: str) -> None:
    found = paragraphs(text)
    assert [each.end for each in found] == sorted(each.end for each in found)
    assert all(first.end < second.start for first, second in pairwise(found))
    assert "".join("".join(text[each.start : each.end].split()) for each in found) == "".join(text.split())


@given(TEXT)
def test_sentences_hold_everything_visible(text: str) -> None:
    for paragraph in paragraphs(text):
        found = sentences(text, paragraph.start, paragraph.end)
        assert "".join("".join(text[each.start : each.end].split()) for each in found) == "".join(
            text[paragraph.start : paragraph.end].split()
        )
        assert found[0].begins_line
        assert found[-1].ends_line


@given(TEXT)
def test_passages_lie_within_and_apart(text: str) -> None:
    found = passages(text, 0, len(text))
    assert all(first[1] <= second[0] for first, second in pairwise(found))
    assert all(0 <= start < end <= len(text) for start, end in found)
