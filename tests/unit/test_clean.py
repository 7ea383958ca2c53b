"""What leaves ``clean`` can do nothing to a terminal, and legitimate text survives it."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive_tui.text.clean import MOST_MARKS, clean, clean_line, safe_url

LEGITIMATE = [
    'plain ASCII, with "quotes" and\n\n    an indented line',
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 a family",
    "\U0001f469\U0001f3fd\u200d\u2764\ufe0f\u200d\U0001f48b\u200d\U0001f468\U0001f3ff a kiss",
    "\U0001f3f4\u200d\u2620\ufe0f pirates, \U0001f3f3\ufe0f\u200d\U0001f308 pride",
    "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f Scotland",
    "\U0001f1ea\U0001f1ea \U0001f1eb\U0001f1ee flags of countries",
    "press 1\ufe0f\u20e3 or #\ufe0f\u20e3 or \u2764\ufe0e",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u06a9\u062a\u0627\u0628\u200c\u0647\u0627",  # Persian
    "\u0647\u200d. \u0642.",  # the year sign: an initial heh by a joiner at its end
    "\u05d1\u05bc\u05b0\u05e8\u05b5\u05d0\u05e9\u05c1\u05b4\u0596\u05d9\u05ea",  # niqqud and an accent
    "\u0915\u094d\u200d\u0937 \u0915\u094d\u200c\u0937 \u0915\u094d\u0937",  # half forms, explicit viramas
    "\u0d28\u0d4d\u200d",  # a chillu of old Malayalam, at a word's end
    "\u09b0\u200d\u09cd\u09af",  # Bengali: ra, ya-phalaa
    "\u0e17\u0e35\u0e48\u0e19\u0e35\u0e48 \u0e1b\u0e39\u0e48",  # Thai: vowel and tone
    "\u0f67\u0f90\u0fb5\u0fa8\u0fb3\u0fba\u0fbc\u0fbb\u0f82",  # Tibetan, eight marks high
    "\u845b\U000e0100\u98fe\U000e0101\u753a",  # ideographs with chosen shapes
    "\u5b57\ufe00",
    "\u3000\u4e00\u4e8c\u4e09\u3001\u65e5\u672c\u8a9e\u304c",
    "\u1820\u180b\u1821",
    "\u0661\u06dd \u0600\u0661\u0662",  # an end of verse, a number sign
    "x\u0302\u0323\u0331 and a\u030d\u0331, in phonetics",
    "private \ue000 use",
]


@pytest.mark.parametrize("text", LEGITIMATE)
def test_legitimate_text_survives(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


def test_decomposed_vietnamese_is_composed() -> None:
    text = "Ti\u1ebfng Vi\u1ec7t \u0111\u1eb9p"
    assert clean(unicodedata.normalize("NFD", text)) == text


CLEANED = [
    ("a\x1b[31mred\x1b[0m", "ared"),
    ("\x1b[38;2;255;0;0;48:5:17mx", "x"),
    ("\x9b31mx\x9b0m", "x"),
    ("\x1b]0;title\x07x", "x"),
    ("\x1b]8;;https://example.org/\x1b\\link\x1b]8;;\x1b\\!", "link!"),
    ("\x1b]52;c;cm0gLXJm\x9cx", "x"),
    ("\x9d0;title\x07x", "x"),
    ("\x1bP1$tx\x1b\\y\x1b_z\x1b\\\x1b^q\x1b\\\x1bXs\x1b\\", "y"),
    ("\x1bcreset \x1b(0lines \x1b#8", "reset lines "),
    ("cut off \x1b[12;", "cut off "),
    ("cut off \x1b]0;and here is\nthe rest\x07", "cut off 0;and here is\nthe rest"),
    ("\x1b" + "]" + "never ends " * 3, "never ends " * 3),
    ("\x1b\x1b\x1b[1mx\x1b", "x"),
    ("\xe2\x80\x9cmisread\xe2\x80\x9d and more \x9c", "\xe2misread\xe2 and more "),
    ("a\rb\r\nc\vd\fe\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
    ("\tx\ty", " " * 8 + "x" + " " * 7 + "y"),
    ("no\xa0break\u202fat\u2007all", "no break at all"),
    ("\u202eevil\u202c \u2066isolated\u2069 \u200fmarks\u200e", "evil isolated marks"),
    ("V\u200bi\u200da\u200cg\u2060r\ufeffa", "Viagra"),
    ("soft\u00adhyphen, f\u115fi\u3164l\uffa0l\u1160er", "softhyphen, filler"),
    ("tags \U000e0068\U000e0069 hide", "tags  hide"),
    ("\U0001f3f4\U000e0067 no flag", "\U0001f3f4 no flag"),
    ("a\ufe0f1\ufe0f2", "a12"),
    ("\ufff9base\ufffagloss\ufffb", "basegloss"),
    ("lone \ud83d and \ude00, pair \ud83d\ude00", "lone \ufffd and \ufffd, pair \U0001f600"),
    ("not characters: \ufdd0\uffff\U0010fffe", "not characters: \ufffd\ufffd\ufffd"),
    ("e\u0301", "\u00e9"),
    ("NUL\0BEL\aBS\bDEL\x7f", "NULBELBSDEL"),
    ("\u1112\u115f\u1161", "\ud558"),
]


@pytest.mark.parametrize(("hostile", "expected"), CLEANED)
def test_hostile_text_is_cleaned(hostile: str, expected: str) -> None:
    assert clean(hostile) == expected


def test_marks_do_not_pile_up() -> None:
    assert clean("z" + "\u0315" * 50 + "!") == "z" + "\u0315" * 4 + "!"
    assert clean("\u0e01" + "\u0e47" * 50) == "\u0e01" + "\u0e47" * 3
    assert len(clean("\u05d0" + "\u0315\u05b4" * 500)) <= MOST_MARKS + 1


def test_an_emoji_cannot_be_joined_to_any_length() -> None:
    chain = "\u200d".join(["\U0001f469"] * 40)
    assert max(map(len, clean(chain).replace("\u200d\U0001f469", "+").split("\U0001f469"))) <= 5


def test_clean_line_is_one_line() -> None:
    assert clean_line("  A\ttitle\r\nin\u3000two\u2028lines ") == "A title in two lines"


ESCAPES = [
    "\x1b",
    "[",
    "]",
    "P",
    "\\",
    "31m",
    "\x9b",
    "\x9d",
    "\x9c",
    "\x07",
    "0;",
    "\x90",
    "\xe2",
    "\x1b[1m",
    "\x1b]8;;",
]
INVISIBLE = [
    "\u200b",
    "\u200c",
    "\u200d",
    "\u202e",
    "\u2066",
    "\ufe0f",
    "\ufe00",
    "\U000e0100",
    "\u180b",
    "\u115f",
]
SCRIPTS = [
    "\u0645",
    "\u0627",
    "\u064e",
    "\u0915",
    "\u094d",
    "\u093c",
    "\u05d1",
    "\u05bc",
    "\u0e01",
    "\u0e48",
    "\u4e00",
]
EMOJI = [
    "\U0001f469",
    "\U0001f3ff",
    "\u2764",
    "\U0001f3f4",
    "\U000e0067",
    "\U000e007f",
    "1",
    "\u20e3",
    "\u2229",
]
MARKS = [
    "\u0301",
    "\u0316",
    "\u0344",
    "\u034f",
    "\u0338",
    "\U0001d165",
    "\U00016af0",
    "=",
    "\u2adc",
    "\u0dd9",
    "\u0dca",
]
BREAKS = [
    "\r",
    "\n",
    "\t",
    "\x85",
    "\u2028",
    " ",
    "\xa0",
    "\ud83d",
    "\ude00",
    "\uffff",
    "\u1100",
    "\u1161",
    "\u11a8",
]
PIECES = st.sampled_from(ESCAPES + INVISIBLE + SCRIPTS + EMOJI + MARKS + BREAKS)
ANY = st.characters(categories=None)
HOSTILE = st.lists(PIECES | st.text(ANY, max_size=3), max_size=40).map("".join)

VISIBLE_FORMATS = set(range(0x600, 0x606)) | {0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
JOINERS = {0x200C, 0x200D}
TAGS = set(range(0xE0020, 0xE0080))


def joiner_has_company(before: str, after: str) -> bool:
    def joins(character: str) -> bool:
        block = unicodedata.name(character, "").split(" ")[0] if character else ""
        return (
            ord(character or "a") > 0x5FF
            and unicodedata.category(character or "a")[0] in "LMS"
            and block != "LATIN"
        )

    return joins(before) or joins(after)


@given(HOSTILE)
@example("\x1b\u200b[31m")
@example("\x1b\x1b[1m[31m")
@example("\u0645" + "\u064e\u200c" * 20 + "\u0301" * 20)
@example("\u1100\u200c\u1161")
@example("x\u200d\u200c\u200d\u0645")
@example("\u2adc\ufe00")
def test_nothing_that_leaves_can_act_on_a_terminal(text: str) -> None:
    cleaned = clean(text)
    for index, character in enumerate(cleaned):
        category, point = unicodedata.category(character), ord(character)
        assert category != "Cs"
        assert category not in {"Zl", "Zp"}
        assert category != "Cc" or character == "\n"
        assert point & 0xFFFE != 0xFFFE
        if category == "Cf" and point in JOINERS:
            assert joiner_has_company(cleaned[index - 1 : index], cleaned[index + 1 : index + 2])
        elif category == "Cf" and point in TAGS:
            assert "\U0001f3f4" in cleaned[max(0, index - 7) : index]
            assert "\U000e007f" in cleaned[index : index + 7]
        elif category == "Cf":
            assert point in VISIBLE_FORMATS


@given(HOSTILE)
@example("\U0001f469\u200d" * 9)
@example("\u0645" + "\u064e" * 7 + "\u0316\u200d\u064e")
@example("a" + "\u0344" * 40)
@example("\u2adc\ufe00")
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    line = clean_line(text)
    assert clean_line(line) == line == clean(line)


@given(HOSTILE)
def test_no_character_carries_a_pile_of_marks(text: str) -> None:
    run = 0
    for character in clean(text):
        run = run + 1 if unicodedata.combining(character) else 0
        assert run <= MOST_MARKS


@given(
    st.text(st.sampled_from("abc \n.,!") | st.sampled_from("\u00e9\u4e00\u0430\u05d0\U0001f600"), max_size=60)
)
def test_clean_text_comes_back_as_it_is(text: str) -> None:
    assert clean(text) == text


@given(st.text(st.sampled_from("ab\n"), max_size=20), HOSTILE, st.text(st.sampled_from("cd\n"), max_size=20))
def test_an_escape_takes_no_more_than_its_line(before: str, hostile: str, after: str) -> None:
    assert clean(before + "\n" + hostile + "\n" + after).startswith(before + "\n")
    assert clean(before + "\n" + hostile + "\n" + after).endswith("\n" + after)


def test_every_mark_of_unicode_is_known() -> None:
    """Whatever normalization may have to sort is cut to size first."""
    marks = [chr(point) for point in range(0x110000) if unicodedata.combining(chr(point))]
    survivors = [mark for mark in marks if len(clean("x" + mark * 100)) > 4 * MOST_MARKS]
    assert survivors == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a(b)?q=1&r=%20#top", "https://example.org/a(b)?q=1&r=%20#top"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("mailto:someone@example.org", "mailto:someone@example.org"),
        ("mailto:list@example.org?subject=unsubscribe", "mailto:list@example.org?subject=unsubscribe"),
        ("https://example.org/\u00e9t\u00e9", "https://example.org/%C3%A9t%C3%A9"),
        ("https://", None),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("ftp://example.org/", None),
        ("example.org", None),
        ("", None),
        ("https://example.org/a b", None),
        ("https://example.org/\n", None),
        ("https://example.org/\x1b[31m", None),
        ("https://example.org/\x9c", None),
        ("https://example.org/\u202egpj", None),
        ("https://example.org/\u200b", None),
        ("https://example.org/\u3000", None),
        ("https://example.org/\ud800", None),
        ('https://example.org/"', None),
        ("https://example.org/'", None),
        ("https://example.org/`id`", None),
        ("https://example.org/<b>", None),
        ("mailto:someone", None),
        ("mailto:someone@example.org?attach=secret", None),
        ("mailto:someone@example.org?subject=x&attach=secret", None),
        ("https://example.org/" + "a" * 9000, None),
    ],
)
def test_safe_url(url: str, expected: str | None) -> None:
    assert safe_url(url) == expected


@given(st.text(ANY, max_size=30))
def test_a_safe_url_is_printable_ascii(tail: str) -> None:
    url = safe_url("https://example.org/" + tail)
    assert url is None or all("!" <= character <= "~" for character in url)


def test_character_classes_hold_no_ascii() -> None:
    """A slip in a table of ranges would eat ordinary text."""
    ascii_text = "".join(map(chr, range(0x20, 0x7F)))
    assert clean(ascii_text + "\u00e9\u200b") == ascii_text + "\u00e9"
