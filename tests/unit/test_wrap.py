"""Word wrap against its promises, on text of every kind."""

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size, split_graphemes

from archive_tui.tui import wrap as module
from archive_tui.tui.wrap import wrap

PIECES = st.sampled_from(
    [
        "word",
        " ",
        " ",
        "  ",
        "\n",
        "\n\n",
        "日本語",
        "ハッシュ。",
        "한국어",
        "👍",
        "👩\u200d👩\u200d👧",
        "❤\ufe0f",
        "e\u0323\u0302",
        *["“so”", "—", "x" * 30, "שלום", "مرحبا", "हिन्दी", "🇫🇷", "a,b", "    code", "¿?", "fin."],
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(
    st.characters(exclude_categories=["Cc", "Cs"]) | st.just("\n"), max_size=80
)


def shown(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@given(TEXTS, st.integers(2, 60))
@example("word 日本語 word", 2)
@example("    code日本語", 2)
def test_every_line_fits_unless_one_character_is_wider(text: str, width: int) -> None:
    for line in shown(text, width):
        assert cell_len(line) <= width or len(split_graphemes(line)[0]) == 1


@given(TEXTS, st.integers(2, 60))
def test_only_spaces_and_line_ends_are_left_out_and_nothing_moves(text: str, width: int) -> None:
    at = 0
    for start, end in wrap(text, width):
        assert start >= at
        assert not text[at:start].strip(" \n")
        assert "\n" not in text[start:end]
        at = end
    assert not text[at:].strip(" \n")


@given(TEXTS, st.integers(2, 60))
def test_every_line_end_begins_a_line(text: str, width: int) -> None:
    starts = {start for start, _ in wrap(text, width)}
    assert 0 in starts
    assert all(at + 1 in starts for at, character in enumerate(text) if character == "\n")


@given(TEXTS, st.integers(2, 60))
def test_a_grapheme_is_never_cut(text: str, width: int) -> None:
    joints = set()
    at = 0
    for part in text.split("\n"):
        joints |= {at + start for start, _, _ in split_graphemes(part)[0]} | {at, at + len(part)}
        at += len(part) + 1
    for start, end in wrap(text, width):
        assert start in joints
        assert end in joints


@given(st.text("ab ", max_size=80), st.integers(2, 12))
def test_the_narrow_way_and_the_general_way_agree(text: str, width: int) -> None:
    general: list[tuple[int, int]] = []
    module._wrap_graphemes(text, 0, len(text), width, general)
    assert [text[a:b].rstrip() for a, b in wrap(text, width)] == [text[a:b].rstrip() for a, b in general]


@given(TEXTS, st.integers(2, 30), st.integers(0, 20), st.integers(0, 20))
def test_a_part_is_wrapped_as_if_it_stood_alone(text: str, width: int, start: int, length: int) -> None:
    start = min(start, len(text))
    stop = min(start + length, len(text))
    alone = [(start + a, start + b) for a, b in wrap(text[start:stop], width)]
    assert wrap(text, width, start, stop) == alone


def test_words_are_kept_whole() -> None:
    assert shown("one two three four", 9) == ["one two", "three", "four"]
    assert shown("one   two", 3) == ["one", "two"]
    assert shown("    indented line", 12) == ["    indented", "line"]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert shown("an incomprehensible end", 8) == ["an", "incompre", "hensible", "end"]


def test_wide_scripts_break_between_characters_but_not_before_a_full_stop() -> None:
    assert shown("日本語の本。", 6) == ["日本語", "の本。"]
    assert shown("日本語。本", 6) == ["日本", "語。本"]


def test_what_is_called_narrow_is_one_cell_wide_and_joins_nothing() -> None:
    narrow = [chr(point) for point in range(0x20, 0x30000) if module._NARROW.fullmatch(chr(point))]
    assert len(narrow) > 1500
    assert [c for c in narrow if get_character_cell_size(c) != 1] == []
    assert all(len(split_graphemes("a" + c)[0]) == 2 for c in narrow)


def test_a_long_line_without_spaces_takes_one_pass() -> None:
    assert len(wrap("x" * 1_000_000, 50)) == 20_000
