"""The tricky pieces by themselves: bylines, dates, counts, buttons, wrapped lines, layouts."""

from datetime import UTC, datetime

import pytest

from archive_tui.importers.page_dump.layouts import recognise
from archive_tui.importers.page_dump.lines import split_lines
from archive_tui.importers.page_dump.widths import cells, rejoin
from archive_tui.importers.printed.bylines import read_byline, read_tail, strip_marks
from archive_tui.importers.printed.dates import begins_with_date, day_comes_first, find_date
from archive_tui.importers.printed.furniture import (
    declared,
    is_button,
    is_ending,
    is_heading,
    is_other_list,
    stated_count,
    titled,
)


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lines", "author", "created", "used"),
    [
        (["Ann Bee says:", "June 11, 2020 at 5:23 pm", "", "Text."], "Ann Bee", at(2020, 6, 11, 17, 23), 2),
        (["Ann Bee on June 11, 2020 at 5:23 pm said:", "Text."], "Ann Bee", at(2020, 6, 11, 17, 23), 1),
        (["June 11, 2020 at 5:23 pm, Ann Bee said:", "Text."], "Ann Bee", at(2020, 6, 11, 17, 23), 1),
        (["Ann • 3 years ago", "", "Text."], "Ann", None, 1),
        (["Ann3 weeks ago", "", "Text."], "Ann", None, 1),
        (["Jürgen sagt:", "7. Oktober 2008 um 13:11", "Text."], "Jürgen", at(2008, 10, 7, 13, 11), 2),
        (["Jürgen Autor12. Dezember 2012 um 23:27", "", "Text."], "Jürgen", at(2012, 12, 12, 23, 27), 1),
        (["Jo Lind, Do 9 Apr 2020 / 08:34 Antworten", "", "Text."], "Jo Lind", at(2020, 4, 9, 8, 34), 1),
        (["Marie dit :", "3 février 2011 à 9 h 05", "Texte."], "Marie", at(2011, 2, 3, 9, 5), 2),
        (["[4b7361] Ann says:", "Text."], "Ann", None, 1),
        (["Ann Bee", "2014-03-02 10:15", "Text."], "Ann Bee", at(2014, 3, 2, 10, 15), 2),
        (["12.29.14 at 9:14 pm", "Ann_B", "Text."], "Ann_B", at(2014, 12, 29, 21, 14), 2),
        (["Ann says: May 4, 2009 at 1:02 am", "Text."], "Ann", at(2009, 5, 4, 1, 2), 1),
        (["René D. dit :", "25 juillet 2005 à 1 h 22 min", "Texte."], "René D.", at(2005, 7, 25, 1, 22), 2),
        (["Ann BeeAnn Bee says:", "May 4, 2009 at 1:02 am", "Text."], "Ann Bee", at(2009, 5, 4, 1, 2), 2),
        (
            ["Jan de Vries zegt:", "3 maart 2011 om 17:41 (Bewerken)", "Tekst."],
            "Jan de Vries",
            at(2011, 3, 3, 17, 41),
            2,
        ),
        (["Ольга говорит:", "24 июля 2021 в 22:10", "Текст."], "Ольга", at(2021, 7, 24, 22, 10), 2),
        (["Piekarz | 3 maja 2014 o 07:15 | Permalink", "Tekst."], "Piekarz", at(2014, 5, 3, 7, 15), 1),
    ],
)
def test_bylines(lines: list[str], author: str, created: datetime | None, used: int) -> None:
    byline = read_byline(lines)
    assert (byline.author, byline.created, byline.used, byline.firm) == (author, created, used, True)


@pytest.mark.parametrize(
    "line",
    [
        "The mayor said on Tuesday that nobody had asked him.",
        "On June 11, 2020 everything changed, and I was there when it did.",
        "He says it rains.",
        "I have been coming here since May 4, 2009 and never once had soup.",
        "Text.",
    ],
)
def test_sentences_are_no_bylines(line: str) -> None:
    assert not read_byline([line, "", "More text."]).firm


def test_a_bare_name_is_one_only_where_the_page_prints_them() -> None:
    lines = ["Ann Bee", "", "A whole sentence."]
    assert read_byline(lines).author is None
    assert read_byline(lines, bare_names=True).author == "Ann Bee"


def test_a_byline_below_the_text() -> None:
    tail = read_tail(["A sentence.", "", "Comment by Ann — June 3, 2007 @ 4:15 pm"])
    assert tail is not None
    assert (tail.author, tail.created, tail.tail) == ("Ann", at(2007, 6, 3, 16, 15), 1)
    bare = read_tail(["A sentence.", "Ann Bee June 3, 2007 at 4:15 pm"])
    assert bare is not None
    assert (bare.author, bare.created, bare.tail) == ("Ann Bee", at(2007, 6, 3, 16, 15), 1)
    assert read_tail(["A sentence.", "", "By the way, it was June 3, 2007 when it rained."]) is None


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("August 3, 2019 at 4:11 am", at(2019, 8, 3, 4, 11)),
        ("12 am is 0:30, as on May 1, 2010 at 12:30 am", at(2010, 5, 1, 0, 30)),
        ("22. Dezember 2019 um 11:16 Uhr", at(2019, 12, 22, 11, 16)),
        ("Juli 30, 2013 um 2:33 pm", at(2013, 7, 30, 14, 33)),
        ("März 1, 2010", at(2010, 3, 1)),
        ("4 de mayo de 2012", at(2012, 5, 4)),
        ("24.03.2011 um 4:32 Uhr", at(2011, 3, 24, 4, 32)),
        ("2012-04-03 23:05", at(2012, 4, 3, 23, 5)),
        ("31. Februar 2012", None),
        ("3 years ago", None),
        ("vor 3 Jahren", None),
    ],
)
def test_dates(text: str, when: datetime | None) -> None:
    found = find_date(text)
    assert (found.when if found else None) == when


def test_day_or_month_first_is_learnt_from_the_page() -> None:
    assert day_comes_first(["03/04/2019", "25/04/2019"])
    assert not day_comes_first(["03/04/2019", "04/25/2019"])
    american = find_date("03/04/2019", day_first=False)
    assert american is not None
    assert american.when == at(2019, 3, 4)


def test_a_day_of_a_month_is_no_list_marker() -> None:
    assert begins_with_date("7. Oktober 2008 um 13:11")
    assert not begins_with_date("7. October leaves fall.")


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("20 thoughts on “A Title”", 20),
        ("12 Kommentare", 12),
        ("5 Antworten", 5),
        ("4 Comments. Leave new", 4),
        ("11 responses to “A Title”", 11),
        ("1,204 Comments", 1204),
        ("Comments (7)", 7),
        ("One thought on “A Title”", 1),
        ("No comments", 0),
        ("3 comments were enough to make him leave the room for good.", None),
        ("20 thoughts crossed her mind", None),
        ("Chapter 3", None),
    ],
)
def test_declared_counts(line: str, count: int | None) -> None:
    assert declared(line) == count
    assert is_heading(line) == (count is not None)


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("۵ دیدگاه", 5),
        ("12 hozzászólás", 12),
        ("Σχόλια (7)", 7),
        ("7 wonders of the ancient world", None),
        ("Chapter 3 of 5", None),
        ("The 3 rules", None),
    ],
)
def test_a_line_that_states_one_number(line: str, count: int | None) -> None:
    assert stated_count(line) == count


def test_the_title_in_a_heading() -> None:
    assert titled("3 thoughts on “A “quoted” title”") == "A “quoted” title"
    assert titled("142 Antworten zu Ein Titel") == "Ein Titel"
    assert titled("12 Kommentare") is None


@pytest.mark.parametrize(
    "line", ["Reply", "Antwort ↓", "Log in to Reply", "Share | Permalink", "Loading...", "Like Reply"]
)
def test_buttons(line: str) -> None:
    assert is_button(line)


@pytest.mark.parametrize(
    "line", ["Reply to that, if you can, in public.", "Like!", "12", "", "Share the road."]
)
def test_no_buttons(line: str) -> None:
    assert not is_button(line)


def test_endings_and_other_lists() -> None:
    assert is_ending("Comments are closed.")
    assert is_ending("Please to post comments")
    assert is_ending("Schreibe einen Kommentar")
    assert not is_ending(
        "Comments are closed minds, my aunt used to say, and she had read all of them twice."
    )
    assert is_other_list("Recent Comments")
    assert is_other_list("Neueste Kommentare")
    assert not is_other_list("Comments")


def test_image_marks_go_and_quoted_brackets_stay() -> None:
    assert strip_marks("[0a4f781ec7] Ann says:") == "Ann says:"
    assert strip_marks("[avatar.png] Ann") == "Ann"
    assert strip_marks("[...] words [...]") == "[...] words [...]"
    assert strip_marks("[sic] he wrote") == "[sic] he wrote"


def never(line: str, following: str) -> bool:
    return False


def test_lines_are_rejoined_only_where_the_next_word_did_not_fit() -> None:
    text = "one two three four\nfive six\nseven eight nine ten\neleven"
    assert rejoin(split_lines(text), 20, never) == [
        "one two three four five six",
        "seven eight nine ten eleven",
    ]
    assert rejoin(split_lines(text), 0, never) == text.split("\n")


def test_wide_characters_are_rejoined_without_a_space() -> None:
    assert cells("日本語") == 6
    assert rejoin(split_lines("日本語日本語\n日本"), 12, never) == ["日本語日本語日本"]


def test_layouts_are_told_apart() -> None:
    prose = "a word or two that together fill the line up to its right edge and then"
    lynx = "\n".join([f"   {prose}"] * 6 + ["", "     * Home", "     * About"])
    w3m = "\n".join([f"{prose} some"] * 6 + ["", " 1. First", "    more", "     1. Second"])
    elinks = "\n".join([f"   {prose}"] * 6 + ["", "     • Home"])
    resiliparse = "\n\n".join([prose * 5] * 3 + ["  1. First", "    1. Second"])
    found = [recognise(split_lines(text)).name for text in (lynx, w3m, elinks, resiliparse)]
    assert found == ["lynx", "w3m", "elinks", "resiliparse"]
