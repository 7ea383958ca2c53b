"""A text with quotations in lines: nothing is lost, bars and sources stand where they belong, folds are one line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from archive_tui.tui.widgets.body import lay_out
from archive_tui.tui.widgets.quoted_lines import QUOTE_BAR, Span, quoted_lines

TEXT = "The mayor waved. The goose waved back, and left.\n\nWhat now?"


def drawn(text: str, width: int, *spans: Span, folded: bool = False) -> list[str]:
    """Return the lines as they are painted."""
    found = quoted_lines(text, width, spans, folded=folded)
    return [
        "▎ " * level + text[start:end] + found.tails.get(at, "")
        for at, (start, end, level) in enumerate(found.lines)
    ]


def span(words: str, source: str = "3.2", text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), source)


def test_sentences_stand_apart_with_their_source() -> None:
    assert drawn(TEXT, 60, span("The mayor waved.")) == [
        "▎ The mayor waved. — 3.2",
        "The goose waved back, and left.",
        "",
        "What now?",
    ]
    assert drawn(TEXT, 60, span("The goose waved back, and left.", "the article"))[:2] == [
        "The mayor waved.",
        "▎ The goose waved back, and left. — the article",
    ]


def test_a_source_that_has_no_room_gets_a_line() -> None:
    assert drawn("The goose waved back.", 23, Span(0, 21, "3.2.1")) == [
        "▎ The goose waved back.",
        "▎ — 3.2.1",
    ]
    assert drawn("The goose waved back.", 31, Span(0, 21, "3.2.1")) == ["▎ The goose waved back. — 3.2.1"]


def test_a_passage_within_a_sentence_stays_there() -> None:
    passage = span("The goose waved back")
    found = quoted_lines(TEXT, 60, [passage], folded=True)
    assert found.inline == [passage]
    assert found.tails == {}
    assert found.lines == [(0, 48, 0), (49, 49, 0), (50, 59, 0)]


def test_marked_lines_have_their_level_and_a_source_where_there_is_one() -> None:
    text = "> one\n> two\n>> deeper\n\nNo."
    assert drawn(text, 40) == ["▎ one", "▎ two", "▎ ▎ deeper", "", "No."]
    assert drawn(text, 40, Span(0, 11, "4"), Span(12, 21, "")) == [
        "▎ one", "▎ two — 4", "▎ ▎ deeper", "", "No.",
    ]  # fmt: skip


def test_a_folded_quotation_is_a_line_that_says_what_it_holds() -> None:
    text = "> one\n> two\n>> deeper\n\nNo."
    assert drawn(text, 40, folded=True) == ["▎ quotation (2 lines)", "▎ ▎ quotation (1 line)", "", "No."]
    assert drawn(text, 40, Span(0, 11, "4"), folded=True)[0] == "▎ quotes 4 (2 lines)"
    assert drawn(TEXT, 60, span("The mayor waved."), folded=True)[:2] == [
        "▎ quotes 3.2 (1 line)",
        "The goose waved back, and left.",
    ]


def test_a_text_without_quotations_is_laid_out_as_ever() -> None:
    assert lay_out(TEXT, 20).lines == lay_out(TEXT, 20, folded=True).lines
    assert all(level == 0 for _, _, level in lay_out(TEXT, 20).lines)


PIECES = [
    "word",
    "Two words.",
    "日本語です。",
    "“said”",
    "\n",
    "\n\n",
    "> ",
    ">> ",
    " ",
    "   ",
    "👩\u200d👩\u200d👧",
    "x" * 30,
    "!",
]
texts = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)


@st.composite
def cited(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(texts.filter(str.strip))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    return text, [
        Span(start, stop, draw(st.sampled_from(["", "1", "3.2.1.1.1", "the article"])))
        for start, stop in zip(cuts[::2], cuts[1::2], strict=False)
    ]


@given(cited(), st.integers(16, 60))
def test_nothing_is_lost_and_nothing_is_too_wide(found: tuple[str, list[Span]], width: int) -> None:
    text, spans = found
    laid = quoted_lines(text, width, spans, folded=False)
    at = 0
    for start, end, level in laid.lines:
        assert at <= start <= end
        assert set(text[at:start]) <= set("> \n")
        assert QUOTE_BAR * level + cell_len(text[start:end]) <= width
        at = end
    assert set(text[at:]) <= set("> \n")
    assert all(0 <= line < len(laid.lines) for line in laid.tails)


@given(cited(), st.integers(16, 60))
def test_folding_leaves_what_is_no_quotation(found: tuple[str, list[Span]], width: int) -> None:
    text, spans = found
    shown, folded = (quoted_lines(text, width, spans, folded=fold) for fold in (False, True))
    own = [line for line in shown.lines if not line[2]]
    assert [line for line in folded.lines if not line[2]] == own
    assert len(folded.lines) <= len(shown.lines)
    assert all(start == end for start, end, level in folded.lines if level)
    assert [start for start, _, _ in folded.lines] == sorted(start for start, _, _ in folded.lines)
