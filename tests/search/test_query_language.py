from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive_tui.errors import QuerySyntaxError
from archive_tui.search import dates
from archive_tui.search.expression import (
    NOTHING,
    And,
    Expression,
    Field,
    Filter,
    Not,
    Or,
    Phrase,
    Prefix,
    Word,
    leaves,
    outline,
)
from archive_tui.search.query import MAX_NESTING, MAX_TOKENS, comparison, parse

PIECES = st.sampled_from(
    ['"', "(", ")", "-", "OR", "AND", "NOT", "|", "*", "author:", "on:", "2009", "is:", "spam", "re:", "a", "b c", "«",
     "depth:>3", "under:3.2", " ", "--x", "auther:x", "..", "7d", "\x00", "ß", "日本", "://", "'", "score:", "5"]
)  # fmt: skip
QUERIES = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=25).map(" ".join),
    st.lists(PIECES, max_size=25).map("".join),
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", NOTHING),
        ("  - ", NOTHING),
        ("bicycle", Word("bicycle")),
        ("red bicycle", And((Word("red"), Word("bicycle")))),
        ("red AND bicycle", And((Word("red"), Word("bicycle")))),
        ('"red  bicycle"', Phrase("red bicycle")),
        ("“red bicycle”", Phrase("red bicycle")),
        ("bicy*", Prefix("bicy")),
        ("-red", Not(Word("red"))),
        ("NOT red", Not(Word("red"))),
        ("NOT NOT red", Word("red")),
        ('-"red bicycle"', Not(Phrase("red bicycle"))),
        ("-OR", Not(Phrase("OR"))),
        ("--verbose", Word("--verbose")),
        ("a b OR c", Or((And((Word("a"), Word("b"))), Word("c")))),
        ("a (b OR c)", And((Word("a"), Or((Word("b"), Word("c")))))),
        ("a (b c)", And((Word("a"), Word("b"), Word("c")))),
        ("-(a OR b)", Not(Or((Word("a"), Word("b"))))),
        ("author:ada", Filter(Field.AUTHOR, "ada")),
        ("Author:ada", Filter(Field.AUTHOR, "ada")),
        ('author:"Ada Lovelace"', Filter(Field.AUTHOR, "Ada Lovelace")),
        ("-author:ada", Not(Filter(Field.AUTHOR, "ada"))),
        ("is:SPAM", Filter(Field.IS, "spam")),
        ("on:2009..2011", Filter(Field.ON, "2009..2011")),
        ("after:7d", Filter(Field.AFTER, "7d")),
        ("replies:>5", Filter(Field.REPLIES, ">5")),
        ("under:12#3.2", Filter(Field.UNDER, "12#3.2")),
        ("http://example.org/a", Word("http://example.org/a")),
        ("std::string", Word("std::string")),
        ('said:"no"', And((Word("said:"), Phrase("no")))),
        ("c++", Word("c++")),
    ],
)
def test_a_query_reads_as(query: str, expected: Expression) -> None:
    assert parse(query) == expected


@pytest.mark.parametrize(
    ("query", "position", "advice"),
    [
        ('red "blue', 4, "not closed"),
        ("red (blue", 4, "not closed"),
        ("red ) blue", 4, "no bracket is open"),
        ("()", 0, "empty"),
        ("red OR", 4, "on its right"),
        ("OR red", 0, "on its left"),
        ("red AND", 4, "on its right"),
        ("AND red", 0, "on its left"),
        ("red NOT", 4, "needs a word after it"),
        ("auther:ada", 0, "author:"),
        ("sectoin:x", 0, "section:"),
        ("x author:", 2, "right after the colon"),
        ("on:2009-13", 0, "a month (2009-03)"),
        ("after:2009..2010", 0, "a day (2009-03-31)"),
        ("on:2011..2009", 0, "a range"),
        ("is:happy", 0, "unread"),
        ("depth:deep", 0, ">5"),
        ("under:x", 0, "3.2"),
        ("(" * (MAX_NESTING + 1) + "x" + ")" * (MAX_NESTING + 1), MAX_NESTING, "deep at most"),
        ("x " * MAX_TOKENS, 2 * MAX_TOKENS, "at most"),
    ],
)
def test_an_error_points_at_the_place_and_says_what_would_be_right(
    query: str, position: int, advice: str
) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(query)
    assert caught.value.position == position
    assert advice in str(caught.value)
    assert caught.value.pointer().splitlines()[-1] == " " * position + "^"
    parse(query, typing=True)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('red "blue', And((Word("red"), Phrase("blue")))),
        ("red (blue", And((Word("red"), Word("blue")))),
        ("red OR", Word("red")),
        ("red author:", Word("red")),
        ("red is:unr", Word("red")),
        ("red -", Word("red")),
        (")red", Word("red")),
    ],
)
def test_an_unfinished_query_means_what_is_there_so_far(query: str, expected: Expression) -> None:
    assert parse(query, typing=True) == expected


@given(QUERIES)
@example("NOT --0")
def test_any_text_is_a_query_or_an_error_within_it(query: str) -> None:
    try:
        expression = parse(query)
    except QuerySyntaxError as error:
        refused = error
    else:
        assert parse(str(expression)) == expression
        assert outline(expression) or expression == NOTHING
        return
    assert 0 <= refused.position <= len(query)
    assert refused.reason


@given(QUERIES)
def test_while_typing_nothing_is_an_error(query: str) -> None:
    for part, _ in leaves(parse(query, typing=True)):
        assert 0 <= part.position < len(query)


@given(st.integers(-999, 999), st.sampled_from(["", "=", ">", ">=", "<", "<="]), st.integers(-999, 999))
def test_a_comparison_holds_for_the_numbers_it_says(number: int, sign: str, other: int) -> None:
    least, most = comparison(f"{sign}{number}")
    inside = (least is None or least <= other) and (most is None or other <= most)
    meant = {"": other == number, "=": other == number, ">": other > number, ">=": other >= number,
             "<": other < number, "<=": other <= number}[sign]  # fmt: skip
    assert inside == meant


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


NOW = datetime(2024, 3, 10, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2009", utc(2009, 1, 1), utc(2010, 1, 1)),
        ("2009-12", utc(2009, 12, 1), utc(2010, 1, 1)),
        ("2024-02-29", utc(2024, 2, 29), utc(2024, 3, 1)),
        ("2009..2011", utc(2009, 1, 1), utc(2012, 1, 1)),
        ("2009..", utc(2009, 1, 1), None),
        ("..2009-06", None, utc(2009, 7, 1)),
        ("today", utc(2024, 3, 10), utc(2024, 3, 11)),
        ("yesterday", utc(2024, 3, 9), utc(2024, 3, 10)),
        ("1w", utc(2024, 3, 3, 15, 30), None),
        ("30d..7d", utc(2024, 2, 9, 15, 30), utc(2024, 3, 3, 15, 30)),
    ],
)
def test_a_date_is_a_span(value: str, start: datetime | None, end: datetime | None) -> None:
    found = dates.span(value, NOW)
    assert found is not None
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    "value", ["", "..", "2023-02-29", "0000", "9999", "2009-00", "9999y", "²009", "2009-1-1-1"]
)
def test_what_is_no_date_is_refused(value: str) -> None:
    assert dates.span(value, NOW) is None
