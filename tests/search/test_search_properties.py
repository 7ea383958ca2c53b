import re
import sqlite3
import threading
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive_tui.errors import QuerySyntaxError
from archive_tui.search import tokens

WORDS = [
    "crust", "crsut", "tea", "flour", "water", "kubernetes", "kuberntes", "station", "form", "from", "the", "rye",
    "temperature", "c++", "日本", "🐢", "café", "don't", "well-known",
]  # fmt: skip
FILTERS = [
    "author:ida",
    "is:root",
    "has:link",
    "on:2019",
    "section:kitchen",
    "replies:>0",
    "in:comments",
    "own:rye",
    "is:unread",
]
QUERIES = st.lists(
    st.sampled_from([*WORDS, *FILTERS, "OR", "-rye", '"rye flour"', "(tea", ")"]), min_size=1, max_size=5
).map(" ".join)
SHARED = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SHARED
@given(st.one_of(QUERIES, st.text(max_size=40)))
def test_while_typing_no_text_is_an_error(searched: Any, query: str) -> None:
    searched.archive.search(query, typing=True)


@SHARED
@given(st.one_of(QUERIES, st.text(max_size=40)))
def test_any_text_is_answered_or_refused_with_a_place(searched: Any, query: str) -> None:
    try:
        answer = searched.archive.search(query)
    except QuerySyntaxError as error:
        refused = error
    else:
        for hit in answer.hits:
            assert hit.snippet.count("\n") == 0
            ends = [0, *(place for span in hit.spans for place in span), len(hit.snippet)]
            assert ends == sorted(ends)
        return
    assert 0 <= refused.position <= len(query)


@SHARED
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join))
def test_every_exact_hit_is_before_every_corrected_one(searched: Any, query: str) -> None:
    exact = [hit.exact for hit in searched.archive.search(query).hits]
    assert exact == sorted(exact, reverse=True)


@SHARED
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(" ".join), st.sampled_from(WORDS[:10]))
def test_a_word_to_leave_out_adds_no_hits(searched: Any, query: str, unwanted: str) -> None:
    before = set(searched.names(query, exact=True))
    after = searched.names(f"{query} -{unwanted}", exact=True)
    assert set(after) <= before
    for name in after:
        text = searched.archive.comment(searched.comment(name)).text if not name.startswith("@") else ""
        assert unwanted not in tokens.words(text)


@SHARED
@given(st.sampled_from(["the", "tea", "crust", "crsut", "is:comment", "author:ida"]), st.integers(1, 7))
def test_pages_put_together_are_the_whole(searched: Any, query: str, size: int) -> None:
    whole = searched.names(query, limit=100)
    paged: list[str] = []
    for offset in range(0, len(whole), size):
        paged += searched.names(query, limit=size, offset=offset)
    assert paged == whole
    assert len(set(whole)) == len(whole)


@given(st.text(max_size=60))
def test_words_are_cut_and_folded_as_the_index_does_it(text: str) -> None:
    visible = tokens.visible(text)
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE f USING fts5 (t, tokenize = 'unicode61 remove_diacritics 2')")
    connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab (f, instance)")
    connection.execute("INSERT INTO f VALUES (?)", (visible.replace("\0", " "),))
    kept = {term for (term,) in connection.execute("SELECT term FROM v")}
    connection.close()
    plain = [word for word in tokens.words(visible.replace("\0", " ")) if re.fullmatch(r"[a-z0-9]+", word)]
    if text.isascii():
        assert set(plain) == kept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Straße", ["strasse"]),
        ("ÆGIR søt Łódź", ["aegir", "sot", "lodz"]),
        ("e\u0301te\u0301", ["ete"]),
        ("ﬁn", ["ﬁn"]),
        ("snake_case don't", ["snake", "case", "don", "t"]),
    ],
)
def test_folding(text: str, expected: list[str]) -> None:
    assert tokens.words(text) == expected


def test_no_text_can_pretend_to_be_a_label(make_library: Any) -> None:
    forged = tokens.of_article(99) + " " + tokens.by_author("mallory")[0]
    library = make_library({"title": "Forged", "comments": [["a", "", "Eve", None, f"plain {forged}"]]})
    assert library.names("plain") == ["a"]
    assert library.names("author:mallory") == []
    assert library.names("article:99") == []
    assert library.names("mallory", exact=True) == ["a"]


def test_a_cancelled_search_says_so(searched: Any) -> None:
    answer = searched.archive.search("crust -moon", cancelled=lambda: True)
    assert not answer.complete
    assert searched.archive.search("crust -moon").complete


def test_a_search_can_be_cancelled_from_another_thread(make_library: Any) -> None:
    texts = [[f"c{place}", "", "Ada", None, f"common word{place % 7} text"] for place in range(3_000)]
    library = make_library({"title": "Many", "comments": texts})
    asked = threading.Event()
    cancelled = threading.Event()

    def ask() -> bool:
        asked.set()
        return cancelled.wait(10)

    def cancel() -> None:
        asked.wait(10)
        cancelled.set()

    thread = threading.Thread(target=cancel)
    thread.start()
    answer = library.archive.search("common text", cancelled=ask)
    thread.join()
    assert not answer.complete
