from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_tui.cli.cells import cells, cut, pad, wrap

LINES = st.text(
    st.one_of(
        st.sampled_from(" abcxyz.,/éß漢字かな、。ﬁ한글👩\u200d👧🏽\u0301\ufe0f"),
        st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")),
    )
)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("plain", 5),
        ("漢字", 4),
        ("한글 abc", 8),
        ("e\u0301", 1),
        ("\u05e9\u05b8\u05c1", 1),
        ("👍", 2),
        ("👩\u200d👩\u200d👧", 2),
        ("❤\ufe0f", 2),
        ("می\u200cخواهم", 7),
        ("ＦＵＬＬ", 8),
    ],
)
def test_cells_are_what_a_terminal_takes(text: str, width: int) -> None:
    assert cells(text) == width


@given(LINES, st.integers(1, 30))
def test_cut_text_fits_and_short_text_is_left_alone(text: str, width: int) -> None:
    shortened = cut(text, width)
    assert cells(shortened) <= width
    if cells(text) <= width:
        assert shortened == text
    else:
        assert shortened.endswith("…")
        assert text.startswith(shortened.removesuffix("…"))


def test_cut_never_halves_a_wide_character() -> None:
    assert cut("漢字漢字", 6) == "漢字…"
    assert cut("漢字漢字", 4) == "漢…"


def test_pad_counts_cells_not_characters() -> None:
    assert pad("漢字", 6) == "漢字  "
    assert pad("7", 3, right=True) == "  7"


@given(LINES, st.integers(2, 40))
def test_wrapping_loses_nothing_and_breaks_only_what_cannot_be_helped(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        if cells(line) > width:
            assert " " not in line.strip(" ")


def test_wrap_breaks_at_spaces_and_between_wide_characters() -> None:
    assert wrap("one two three four", 9) == ["one two", "three", "four"]
    assert wrap("吾輩は猫である。名前はまだ無い。", 10) == ["吾輩は猫で", "ある。名前", "はまだ無", "い。"]


def test_wrap_keeps_addresses_whole_and_indentation() -> None:
    address = "https://example.org/a/very/long/path/that/does/not/fit"
    assert wrap(f"see {address} now", 20) == ["see", address, "now"]
    assert wrap("    four spaces before code that goes on", 20) == [
        "    four spaces",
        "    before code that",
        "    goes on",
    ]


def test_zero_wraps_nothing_and_line_ends_stay() -> None:
    text = "a long line " * 20 + "\n\nanother"
    assert wrap(text, 0) == text.split("\n")
    assert wrap("a\n\nb", 10) == ["a", "", "b"]
