from typing import Any

import pytest

from archive_tui.errors import QuerySyntaxError
from archive_tui.model import CommentId


def test_a_hit_says_where_it_is_and_why(searched: Any) -> None:
    (hit, *_) = searched.archive.search("temprature author:ida").hits
    assert hit.title == "Bread without an oven"
    assert hit.number == "1.1"
    assert hit.position == 1
    assert hit.author == "Ida Brandt"
    assert not hit.exact
    assert [(match.term, match.matched, match.distance) for match in hit.matches] == [
        ("temprature", "temperature", 1)
    ]
    assert [hit.snippet[first:last] for first, last in hit.spans] == ["temperature"]


def test_a_long_text_is_cut_around_the_match(make_library: Any) -> None:
    text = "padding words " * 200 + "the needle is here " + "and more padding " * 200
    library = make_library({"title": "Hay", "comments": [["a", "", "Ada", None, text]]})
    (hit,) = library.archive.search("needle").hits
    assert len(hit.snippet) <= 162
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")
    assert [hit.snippet[first:last] for first, last in hit.spans] == ["needle"]


def test_a_phrase_and_other_scripts_are_marked_too(searched: Any) -> None:
    for query, marked in (("日本語", "日本語"), ("c++", "C++"), ("café", "café")):
        hit = searched.archive.search(query).hits[0]
        assert [hit.snippet[first:last] for first, last in hit.spans] == [marked]


def test_nearly_all_words_are_enough_if_no_comment_has_all(searched: Any) -> None:
    assert searched.archive.search("sourdough passport").relaxed
    assert not searched.archive.search("sourdough starter").relaxed
    assert searched.names("sourdough passport", exact=True) == []


def test_the_word_being_typed_may_go_on(searched: Any) -> None:
    assert searched.names("kub", typing=True)[0] == "kubernetes"
    assert searched.names("configure kub", typing=True)[0] == "kubernetes"
    assert "kubernetes" not in searched.names("kub ", typing=True, exact=True)
    assert searched.names("kub", exact=True) == []


def test_what_was_picked_noted_and_tagged_is_found(make_library: Any) -> None:
    library = make_library(
        {"title": "Tea", "comments": [["a", "", "Ada", None, "tea"], ["b", "a", "Bo", None, "more tea"]]},
        {"title": "Rain", "comments": [["c", "", "Cy", None, "rain"]]},
    )
    archive, tea = library.archive, library.article("Tea")
    archive.pick(tea, [library.comment("b"), library.comment("a")])
    archive.pick(tea, [library.comment("a")], picked=False)
    archive.annotate(tea, library.comment("a"), "Milk first?")
    archive.annotate(tea, CommentId(0), "All about tea.")
    archive.tag(tea, [library.comment("a")], add="cups Saucers")
    archive.tag(library.article("Rain"), [library.comment("c")], add="cups")
    assert library.names("is:picked", exact=True) == ["b"]
    assert library.names("-is:picked is:comment", exact=True) == ["c", "a"]
    assert library.names("has:note is:comment") == ["a"]
    assert [hit.title for hit in archive.search("has:note is:article").hits] == ["Tea"]
    assert sorted(library.names("tag:CUPS")) == ["a", "c"]
    assert library.names("tag:cups tag:saucers") == ["a"]
    assert library.names('tag:"saucers cups" tea') == ["a"]
    assert list(archive.hits_in(tea, "tag:cups")) == [0]
    assert library.names("tag:spoons") == []


def test_a_subtree_needs_an_article(searched: Any) -> None:
    with pytest.raises(QuerySyntaxError, match="under:12#1"):
        searched.archive.search("under:1 crust")
    bread = searched.article("Bread without an oven")
    assert searched.names(f"under:{bread}#1 crust") == searched.names(f"article:{bread} under:1 crust")
    with pytest.raises(QuerySyntaxError, match="no comment 9"):
        searched.archive.search(f"under:{bread}#9 crust")


def test_all_hits_of_a_thread_come_as_positions(searched: Any) -> None:
    train = searched.article("The night train comes back")
    assert list(searched.archive.hits_in(train, "tea")) == [3, 4]
    assert list(searched.archive.hits_in(train, "te", typing=True)) == [2, 3, 4]
    assert list(searched.archive.hits_in(train, "sation")) == [2]
    assert list(searched.archive.hits_in(train, "flour")) == []
    assert list(searched.archive.hits_in(train, "")) == []


def test_facets_count_articles_authors_and_years(searched: Any) -> None:
    facets = searched.archive.facets("tea OR crust")
    assert facets.counted == 4
    assert {title: count for _, title, count in facets.articles} == {
        "Bread without an oven": 2,
        "The night train comes back": 2,
    }
    assert dict(facets.authors) == {"Ida Brandt": 1, "Tomas Okafor": 2, "Noor Haddad": 1}
    assert dict(facets.years) == {2019: 2, 2023: 2}
    assert facets.complete


def test_explain_shows_the_tree_and_what_words_stand_for(searched: Any) -> None:
    lines = searched.archive.explain("kubernets -tea").splitlines()
    assert lines[:4] == ["all of", "  word kubernets", "  not", "    word tea"]
    assert any(line.strip().startswith("kubernetes (distance 1") for line in lines)


def test_similar_comments_share_rare_words(searched: Any) -> None:
    found = [searched.name(hit) for hit in searched.archive.similar(searched.comment("flour"))]
    assert found[0] == "quote"
    assert "flour" not in found


def test_near_copies_are_found_whatever_their_case_and_punctuation(make_library: Any) -> None:
    text = (
        "Our ferry timetable of the northern islands, typed up from a leaflet that Grandmother kept in a tin."
    )
    near = text.upper().replace(",", " –").replace("LEAFLET", "FLYER")
    library = make_library(
        {
            "title": "One",
            "comments": [["a", "", "Ada", None, text], ["b", "", "Ada", None, "The islands have a ferry."]],
        },
        {"title": "Two", "comments": [["c", "", "Bo", None, near], ["d", "", "Bo", None, "me too"]]},
        {"title": "Three", "comments": [["e", "", "Cy", None, "Me too!"]]},
    )
    duplicates = library.archive.duplicates_of(library.comment("a"))
    assert [library.name(hit) for hit in duplicates] == ["c"]
    assert 0.85 < duplicates[0].score < 1
    assert [library.name(hit) for hit in library.archive.duplicates_of(library.comment("d"))] == ["e"]


def test_marks_of_the_reader_are_filters(make_library: Any) -> None:
    library = make_library(
        {"title": "Marks", "comments": [[name, "", "Ada", None, "tea"] for name in ("a", "b", "c")]}
    )
    article = library.article("Marks")
    library.archive.mark_read(article, [library.comment("a")], read=True)
    assert set(library.names("tea is:read")) == {"a"}
    assert set(library.names("tea is:unread")) == {"b", "c"}
    assert set(library.names("tea -is:read")) == {"b", "c"}
