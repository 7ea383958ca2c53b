"""What the search screen says, and how a field gets into a query."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive_tui.errors import QuerySyntaxError
from archive_tui.model import (
    ArticleId,
    CommentId,
    Correction,
    Facets,
    Hit,
    Match,
    SearchAnswer,
)
from archive_tui.search.query import parse
from archive_tui.tui import finding


def _hit(
    snippet: str = "a lamp", spans: tuple[tuple[int, int], ...] = ((2, 6),), *, exact: bool = True
) -> Hit:
    return Hit(
        id=CommentId(3), article_id=ArticleId(1), position=2, number="1.2", title="Lamps", author="Ann",
        created=datetime(2011, 5, 4, tzinfo=UTC), score=1.0, snippet=snippet, spans=spans,
        matches=(Match("lamp", "lamp", 0),), exact=exact, spam=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("query", "name", "value", "expected"),
    [
        ("lamp", "author", "Ann", "lamp author:Ann"),
        ("lamp ", "author", "Ann of the Lamp", 'lamp author:"Ann of the Lamp"'),
        ("", "on", "2011", "on:2011"),
        ("lamp author:Ann", "author", "Bob", "lamp author:Bob"),
        ('lamp author:"Ann Lee"', "author", "Bob", "lamp author:Bob"),
        ("lamp author:Ann", "on", "2011", "lamp author:Ann on:2011"),
        ("lamp OR boat", "article", "12", "(lamp OR boat) article:12"),
        ("lamp", "author", 'the "Lamp" (Ann)', 'lamp author:"the Lamp (Ann)"'),
    ],
)
def test_a_field_is_written_so_that_it_can_be_read(query: str, name: str, value: str, expected: str) -> None:
    assert finding.with_field(query, name, value) == expected


@given(st.text(min_size=1, max_size=20).filter(lambda name: any(sign.isalnum() for sign in name)))
@example('"; DROP')
def test_any_author_can_be_narrowed_to(author: str) -> None:
    assert "author:" in str(parse(finding.with_field("lamp", "author", author)))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("harb", "harb*"),
        ("a lam", "a lam*"),
        ("lamp ", "lamp "),
        ('"lamp"', '"lamp"'),
        ("author:an", "author:an"),
    ],
)
def test_only_a_word_that_is_being_typed_may_go_on(query: str, expected: str) -> None:
    assert finding.completed(query) == expected


def test_a_fuller_answer_does_not_lose_exact_hits() -> None:
    exact, corrected = SearchAnswer((_hit(),)), SearchAnswer((_hit(exact=False),))
    assert not finding.keeps_exact(exact, corrected)
    assert not finding.keeps_exact(exact, SearchAnswer(()))
    assert finding.keeps_exact(corrected, exact)
    assert finding.keeps_exact(None, corrected)


def test_the_mistake_is_pointed_at_where_it_fits() -> None:
    error = QuerySyntaxError("lamp OR", 5, "OR needs a word")
    assert finding.pointed(error, 40) == "     ↑ OR needs a word"
    late = QuerySyntaxError("a long query about lamps OR", 25, "OR needs a word")
    assert finding.pointed(late, 30) == "         OR needs a word ↑"
    assert finding.pointed(error, 10) == "at character 6: OR needs a word"


def test_what_was_corrected_and_left_out_is_named() -> None:
    answer = SearchAnswer(
        (_hit(),), (Correction("lampp", ("lamp",)),), total=3, total_exact=False, relaxed=True
    )
    assert finding.remarks(answer) == (
        "lampp → lamp",
        'no hit has all of the words · "quotes" for the exact word',
    )
    assert finding.counted(answer) == "at least 3 hits"
    assert finding.counted(SearchAnswer((_hit(),), total=1)) == "1 hit"
    assert (finding.took(0.0123), finding.took(0), finding.took(1.42)) == ("12 ms", "1 ms", "1.4 s")


@given(st.lists(st.text(max_size=8), min_size=1, max_size=6), st.data())
def test_matches_are_marked_in_what_is_left_of_a_hostile_snippet(
    pieces: list[str], data: st.DataObject
) -> None:
    snippet = "".join(pieces)
    ends, at = [], 0
    for piece in pieces:
        if piece and data.draw(st.booleans()):
            ends.append((at, at + len(piece)))
        at += len(piece)
    text, spans = finding.excerpt(_hit(snippet, tuple(ends)))
    assert not [sign for sign in text if ord(sign) < 32 or sign in "\x7f\u202e\u2028"]
    assert all(0 <= first < last <= len(text) for first, last in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_an_escape_in_a_snippet_moves_the_mark_along() -> None:
    text, spans = finding.excerpt(_hit("a \x1b[2J red lamp", ((11, 15),)))
    assert [text[first:last] for first, last in spans] == ["lamp"]


def test_matched_words_are_found_in_a_text() -> None:
    matches = (Match("lam", "lam*", 0), Match("boat", "boat", 0))
    text = "Lamps, a boat; boats"
    assert [text[first:last] for first, last in finding.places(text, matches)] == ["Lamps", "boat"]
    assert finding.places(text, ()) == []


def test_choices_have_headings_that_cannot_be_chosen() -> None:
    facets = Facets(
        ((ArticleId(7), "Lamps \x1b[2J", 2),), (("Ann", 1200),), ((2009, 1), (2011, 1)), 2, complete=True
    )
    rows = finding.choices(facets)
    assert [(row.label, row.note, row.value, row.name) for row in rows if row.label] == [
        ("Articles", "", "", ""),
        ("Lamps", "2", "7", "article"),
        ("Authors", "", "", ""),
        ("Ann", "1,200", "Ann", "author"),
        ("Years", "", "", ""),
        ("2011", "1", "2011", "on"),
        ("2009", "1", "2009", "on"),
    ]
    assert finding.spread([_hit(), _hit()]).authors == (("Ann", 2),)
