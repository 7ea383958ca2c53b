"""Searching one thread: where the hits are, what to highlight there, and which word they rest on."""

from __future__ import annotations

from typing import Any

import pytest

from archive_tui.errors import QuerySyntaxError
from archive_tui.search.snippet import occurrences


def _marked(searched: Any, title: str, query: str, **options: Any) -> list[str]:
    """Return what would be highlighted in the hits of a thread, folded."""
    article = searched.article(title)
    found = searched.archive.find_in(article, query, **options)
    texts = searched.archive.texts(article, list(found.positions))
    return [
        texts[position].text[start:end].lower()
        for position in found.positions
        for start, end, _ in occurrences(texts[position].text, found.words, found.literals)
    ]


PROGRAMMING = "Programming languages we grew up with"


def test_it_agrees_with_the_positions_alone(searched: Any) -> None:
    article = searched.article(PROGRAMMING)
    for query in ("kubernetes", "kubernets", "author:ida", "nothing-here", "program*", "is:root -basic"):
        found = searched.archive.find_in(article, query)
        assert found.positions == searched.archive.hits_in(article, query)
        assert list(found.positions) == sorted(set(found.positions))


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("kubernetes", ["kubernetes"]),
        ("Database SERVER", ["database", "server"]),
        ('"line numbers"', ["line numbers"]),
        ('"basic line"', ["basic, line"]),
        ("c++", ["c++"]),
        ("日本語", ["日本語"]),
        ("🐢", ["🐢"]),
        ("cafe", ["café"]),
        ("museum.example", ["museum.example"]),
        ("clust*", ["clusters"]),
        ("kubernetes -basic", ["kubernetes"]),
        ("author:lena is:root", []),
    ],
)
def test_what_matches_is_what_is_highlighted(searched: Any, query: str, marked: list[str]) -> None:
    assert _marked(searched, PROGRAMMING, query) == marked


def test_a_word_being_typed_is_highlighted_whole(searched: Any) -> None:
    assert _marked(searched, PROGRAMMING, "configure kub", typing=True) == ["configure", "kubernetes"]


def test_corrections_are_named_and_highlighted(searched: Any) -> None:
    found = searched.archive.find_in(searched.article(PROGRAMMING), "kubernets clusters")
    assert [str(correction) for correction in found.corrections] == ["kubernets → kubernetes"]
    assert _marked(searched, PROGRAMMING, "kubernets") == ["kubernetes"]
    assert not searched.archive.find_in(searched.article(PROGRAMMING), "kubernetes").corrections
    assert not searched.archive.find_in(searched.article(PROGRAMMING), "kubernets", exact=True).positions


def test_a_cancelled_search_finds_nothing_and_harms_nothing(searched: Any) -> None:
    article = searched.article(PROGRAMMING)
    assert not searched.archive.find_in(article, "kubernetes", cancelled=lambda: True).positions
    assert searched.archive.find_in(article, "kubernetes", cancelled=lambda: False).positions


def test_an_error_is_raised_unless_one_types(searched: Any) -> None:
    article = searched.article(PROGRAMMING)
    with pytest.raises(QuerySyntaxError):
        searched.archive.find_in(article, "kubernetes )")
    assert searched.archive.find_in(article, "kubernetes )", typing=True).positions


def test_facets_count_what_is_being_typed(searched: Any) -> None:
    assert not searched.archive.facets("kub", exact=True).counted
    (article, *_) = searched.archive.facets("kub", typing=True).articles
    assert article[1] == PROGRAMMING


def test_a_rare_word_costs_little_in_a_long_thread(make_library: Any) -> None:
    """The index is asked for the word, not about each comment; ``cancelled`` is asked every 2,000 steps of SQLite."""
    comments = [[str(at), "", "Ada", None, "needle" if at == 7 else "hay and straw"] for at in range(3_000)]
    library = make_library({"title": "Hay", "comments": comments})
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return False

    found = library.archive.find_in(library.article("Hay"), "needle", cancelled=cancelled)
    assert list(found.positions) == [7]
    assert asked <= 5
