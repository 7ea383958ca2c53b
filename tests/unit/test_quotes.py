"""Quotations are found by what they repeat; coincidences, copies, titles and signatures are none."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_tui.text.quotes import Quote, QuoteFinder, find_quotes

FERRY = "The night ferry to the outer islands was cancelled again because nobody repaired the engine."
HARBOUR = "Our harbour master keeps a parrot that announces the tides in three languages."
COUNCIL = "Meanwhile the council spent the entire budget on a bronze statue of a herring."
REMARK = "Honestly, what did anyone expect after last winter?"
DEK = "Islanders wait for boats while committees wait for reports."
BODY = f"It began in October.\n\n{HARBOUR} {COUNCIL}\n\nNobody was available for comment on Sunday."


def quoted(texts: list[str], parents: list[int], **article: str) -> list[tuple[int, str, object]]:
    """Return (position, quoted text, source position, "article" or None) of every quotation."""
    return [
        (
            quote.position,
            texts[quote.position][quote.start : quote.end],
            quote.source_position if quote.source == "comment" else quote.source,
        )
        for quote in find_quotes(texts, parents, **article)
    ]


def replied(parent: str, reply: str) -> list[str]:
    """Return what the reply quotes of its parent."""
    found = quoted([parent, reply], [-1, 0])
    assert all(position == 1 and source == 0 for position, _, source in found)
    return [text for _, text, _ in found]


@pytest.mark.parametrize(
    "repeated",
    [
        FERRY,
        FERRY.upper(),
        f"“{FERRY}”",
        f'"{FERRY[:-1]}…"',
        f"… {FERRY}",
        FERRY.replace(" ", "  "),
        FERRY.replace("cancelled", "canceled"),
        FERRY.replace("again ", ""),
        FERRY.replace(" because", "\nbecause"),
        "the outer islands was cancelled again because nobody repaired",
    ],
)
def test_a_paragraph_of_the_parent_is_a_quotation(repeated: str) -> None:
    assert replied(f"{REMARK} {FERRY} {HARBOUR}", f"{repeated}\n\nSo walk.") == [repeated]


@pytest.mark.parametrize(
    "similar",
    [
        "The day ferry to the inner islands has sailed again since somebody repaired its old engine.",
        "Nobody repaired the engine because the ferry was cancelled, again, to the outer islands.",
        "the outer islands",
        "because nobody repaired",
    ],
)
def test_what_is_merely_similar_is_none(similar: str) -> None:
    assert replied(f"{REMARK} {FERRY} {HARBOUR}", f"{similar}\n\nSo walk.") == []


@pytest.mark.parametrize(
    "phrase",
    ["I agree.", "I agree with you completely.", "Thank you so much for this!", "Ha ha ha ha ha ha ha!"],
)
def test_common_phrases_are_none(phrase: str) -> None:
    assert replied(f"{FERRY}\n\n{phrase}\n\n{HARBOUR}", f"{phrase}\n\nSo walk.") == []


def test_an_elision_is_bridged() -> None:
    elided = "The night ferry to the outer islands was cancelled … announces the tides in three languages."
    assert replied(f"{FERRY} {HARBOUR}", f"{elided}\n\nSo walk.") == [elided]


def test_a_passage_in_quotation_marks_within_a_paragraph() -> None:
    passage = "“parrot that announces the tides”"
    assert replied(f"{FERRY} {HARBOUR}", f"You say {passage} but I doubt it.") == [passage]
    assert replied(f"{FERRY} {HARBOUR}", f"You say {passage.strip('“”')} but I doubt it.") == []
    assert replied(f"{FERRY} {HARBOUR}", "You say “the tides” but I doubt it.") == []


def test_lines_and_sentences_within_a_paragraph() -> None:
    assert replied(f"{FERRY} {HARBOUR}", f"{FERRY}\nSo walk, or row, or swim.") == [FERRY]
    assert replied(f"{FERRY} {HARBOUR}", f"{FERRY} {HARBOUR} So walk, or row, or swim.") == [
        f"{FERRY} {HARBOUR}"
    ]
    assert replied("The engine sulks again. And it rains.", "Well. The engine sulks again. So walk.") == []


def test_two_quotations_in_one_comment() -> None:
    reply = f"{FERRY}\n\nSo walk.\n\n{HARBOUR}\n\nAnd then?"
    assert [quote.paragraph for quote in find_quotes([f"{FERRY} {HARBOUR}", reply], [-1, 0])] == [0, 2]


def test_scripts_without_spaces() -> None:
    parent = "昨日の夜の船はまた欠航になりました。誰もエンジンを直さなかったからです。"
    assert replied(parent, "誰もエンジンを直さなかったからです。\n\n本当ですか？") == [
        "誰もエンジンを直さなかったからです。"
    ]


def test_the_article_is_quoted() -> None:
    texts = [f"{DEK}\n\nSo walk.", f"{COUNCIL}\n\nSo walk."]
    assert quoted(texts, [-1, -1], dek=DEK, body=BODY) == [(0, DEK, "article"), (1, COUNCIL, "article")]


def test_the_nearest_ancestor_wins() -> None:
    texts = [
        f"{FERRY} {HARBOUR}",
        f"{FERRY}\n\nI know.",
        "Nothing to add.",
        f"{FERRY}\n\nStop it.",
        f"{HARBOUR}\n\nStop.",
    ]
    assert quoted(texts, [-1, 0, 1, 2, 3], body=BODY) == [
        (0, HARBOUR, "article"),
        (1, FERRY, 0),
        (3, FERRY, 1),
        (4, HARBOUR, 0),
    ]


def test_the_article_comes_before_comments_that_are_no_ancestors() -> None:
    texts = [f"{DEK}\n\nSo walk.", f"{DEK}\n\nSo swim.", f"{DEK}\n\nSo row."]
    assert [source for *_, source in quoted(texts, [-1, 0, -1], dek=DEK)] == ["article", 0, "article"]


def test_an_earlier_comment_is_quoted_if_there_is_more_to_say() -> None:
    answer = f"{FERRY}\n\n{REMARK} They could have asked the fishermen, who have boats and know how to row."
    assert quoted([f"{HARBOUR} {FERRY}", answer], [-1, -1]) == [(1, FERRY, 0)]
    assert quoted([f"{HARBOUR} {FERRY}", f"{FERRY}\n\nYes."], [-1, -1]) == []
    assert quoted([f"{HARBOUR} {FERRY}", FERRY], [-1, -1]) == []


def test_copied_spam_is_none() -> None:
    spam = f"{FERRY} {HARBOUR} {COUNCIL}"
    assert quoted([spam, spam, REMARK, spam], [-1, -1, 1, 2], body="It began in October.") == [
        (3, spam, 1),
    ]
    assert quoted([spam, spam, spam], [-1, -1, -1]) == []


def test_equal_short_comments_think_alike() -> None:
    short = "That was exactly what I was thinking."
    assert replied(f"{short} {FERRY}", short) == []
    assert replied(f"{short} {FERRY}", f"{short}\n\nAnd now you stopped?") == [short]


def test_titles_are_none() -> None:
    title = "Boats and committees: a winter on the islands"
    assert quoted([f"{title}. {FERRY}", f"{title}\n\nSo walk."], [-1, 0], title=title, body=BODY) == []
    assert quoted([f"{title}. {FERRY}", f"{title}\n\nSo walk."], [-1, 0], body=BODY) == [(1, title, 0)]
    heading = "Re: Boats and committees on the islands"
    assert replied(f"{heading}\n\n{FERRY}", f"{heading}\n\nSo walk.") == []
    assert replied(f"{heading}\n\n{FERRY}", f"So walk.\n\n{heading}\n\nIndeed.") == [heading]


def test_signatures_are_none() -> None:
    signature = "Captain Svensson, keeper of the northern lighthouse"
    assert replied(f"{FERRY}\n\n{signature}", f"So walk.\n\n{signature}") == []
    assert replied(f"{FERRY}\n\n{signature}", f"You sign as:\n\n{signature}") == [signature]


def test_links_are_none() -> None:
    link = "https://example.org/islands/ferries/timetable/winter/cancelled"
    assert replied(f"See {link} {FERRY}", f"{link}\n\nSo walk.") == []


def test_marked_lines_are_quotations_with_or_without_a_source() -> None:
    texts = [
        f"{FERRY}\nIndeed so.",
        "> the outer islands was cancelled\nSo walk.\n> Indeed so.\nYes.\n> nobody said this here\nHm.",
    ]
    assert quoted(texts, [-1, 0]) == [
        (1, "> the outer islands was cancelled", 0),
        (1, "> Indeed so.", 0),
        (1, "> nobody said this here", None),
    ]


def test_positions_stand_for_characters_of_the_text() -> None:
    """Letters that grow when case is folded do not shift the range."""
    assert replied(f"{FERRY} {HARBOUR}", f"ßßß İİİ groß “{FERRY}” fein.") == [f"“{FERRY}”"]


# algebra: threads of random sentences, some of them repeated

SENTENCES = [
    f"The {thing} of the {owner} fell into the {place} with a {sound} {hour}."
    for thing, owner, place, sound, hour in (
        ("anchor", "barrister", "cellar", "thunderclap", "yesterday"),
        ("bagpipe", "surgeon", "fountain", "whimper", "at midnight"),
        ("candlestick", "goalkeeper", "orchestra", "sigh", "during lunch"),
        ("dictionary", "plumber", "volcano", "fanfare", "last spring"),
        ("elephant", "astronomer", "teacup", "rustle", "on Wednesday"),
        ("fiddle", "ambassador", "machinery", "hiss", "before breakfast"),
    )
]


@st.composite
def threads(draw: st.DrawFn) -> tuple[list[str], list[int]]:
    parents: list[int] = []
    path: list[int] = []
    for position in range(draw(st.integers(1, 9))):
        path = path[: draw(st.integers(0, len(path)))]
        parents.append(path[-1] if path else -1)
        path.append(position)
    paragraph = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=2).map(" ".join)
    text = st.lists(paragraph | st.sampled_from(["So walk.", f"> {SENTENCES[0]}"]), max_size=3).map(
        "\n\n".join
    )
    return [draw(text) for _ in parents], parents


def ancestors(parents: list[int], position: int) -> list[int]:
    found = []
    while (position := parents[position]) >= 0:
        found.append(position)
    return found


@given(threads())
def test_a_source_is_earlier_and_has_the_words(thread: tuple[list[str], list[int]]) -> None:
    texts, parents = thread
    quotes = find_quotes(texts, parents, dek=SENTENCES[1])
    assert quotes == sorted(quotes, key=lambda quote: (quote.position, quote.start))
    for quote in quotes:
        said = texts[quote.position][quote.start : quote.end]
        assert said
        assert said.strip() == said
        if quote.source_position is not None:
            assert quote.source == "comment"
            assert 0 <= quote.source_position < quote.position
            assert any(sentence in texts[quote.source_position] for sentence in SENTENCES if sentence in said)
    for one, other in pairwise(quotes):
        assert one.position < other.position or one.end <= other.start


@given(threads())
def test_a_nearer_ancestor_with_all_the_words_wins(thread: tuple[list[str], list[int]]) -> None:
    texts, parents = thread
    for quote in find_quotes(texts, parents):
        said = texts[quote.position][quote.start : quote.end].lstrip("> ")
        above = ancestors(parents, quote.position)
        holders = [place for place in above if said in texts[place].split("\n\n")]
        at_its_foot = texts[quote.position].endswith(said)
        if holders and not at_its_foot:  # what ends both texts is a signature there
            assert quote.source_position is not None
            assert quote.source_position >= holders[0]


@given(threads(), st.data())
def test_an_unrelated_comment_changes_nothing(
    thread: tuple[list[str], list[int]], draws: st.DataObject
) -> None:
    texts, parents = thread
    place = draws.draw(st.integers(0, len(texts)))
    shifted = [parent + (parent >= place) for parent in parents]
    more = [
        *texts[:place],
        "Zebras zigzag quietly across xeric plateaus under violet umbrellas.",
        *texts[place:],
    ]
    moved = [
        Quote(
            quote.position + (quote.position >= place),
            quote.paragraph,
            quote.start,
            quote.end,
            quote.source,
            None
            if quote.source_position is None
            else quote.source_position + (quote.source_position >= place),
        )
        for quote in find_quotes(texts, parents)
    ]
    assert find_quotes(more, [*shifted[:place], place - 1, *shifted[place:]]) == moved


@given(threads())
def test_later_comments_change_nothing(thread: tuple[list[str], list[int]]) -> None:
    texts, parents = thread
    half = len(texts) // 2
    early = [quote for quote in find_quotes(texts, parents) if quote.position < half]
    assert find_quotes(texts[:half], parents[:half]) == early


@settings(max_examples=30)
@given(st.lists(st.text(max_size=80), max_size=8))
def test_any_text_will_do(texts: list[str]) -> None:
    find_quotes(texts, [place - 1 for place in range(len(texts))])


def work(texts: list[str], parents: list[int]) -> int:
    finder = QuoteFinder(texts, parents, title="", article=BODY)
    finder.quotes()
    return finder.work


@pytest.mark.parametrize("deep", [True, False], ids=["deep", "flat"])
@pytest.mark.parametrize(
    "text",
    [f"{FERRY}\n\nSo walk.", "again " * 30, f"> {FERRY}\n\n{HARBOUR}", "漢字" * 40],
    ids=["reply", "one word", "marked", "unspaced"],
)
def test_the_work_grows_with_the_thread_and_not_with_its_square(text: str, *, deep: bool) -> None:
    few, many = (
        work([text] * count, [place - 1 if deep else -1 for place in range(count)]) for count in (100, 400)
    )
    assert many <= 5 * few


@pytest.mark.parametrize(
    "text",
    ["x" * 100_000, "a b c d " * 5_000, "“" * 50_000, "." * 50_000, "> " * 20_000, " " * 50_000],
    ids=["one word", "four letters", "quotation marks", "stops", "marks", "spaces"],
)
def test_hostile_texts_are_bounded(text: str) -> None:
    assert work([text] * 4, [-1, 0, 1, 2]) <= 100 * len(text)
