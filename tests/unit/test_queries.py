"""Earlier and saved queries."""

from __future__ import annotations

import pytest

from archive_tui.tui import queries


def test_the_last_fifty_are_remembered_once_each_newest_first() -> None:
    kept: list[str] = []
    for at in range(60):
        kept = queries.remembered(kept, f"query {at}")
    kept = queries.remembered(kept, " query 20 ")
    assert len(kept) == queries.MOST
    assert kept[:2] == ["query 20", "query 59"]
    assert kept.count("query 20") == 1
    assert queries.remembered(kept, "  ") == kept
    assert queries.read_history(queries.write_history(kept)) == kept


@pytest.mark.parametrize("setting", [None, "", "{", "17", '"lamp"', "[1, 2]", '{"a": 1}'])
def test_what_cannot_be_read_counts_as_nothing(setting: str | None) -> None:
    assert queries.read_history(setting) == []
    assert queries.read_saved(setting) == {}


def test_saved_queries_come_back_in_their_order() -> None:
    saved = {"z": "lamp", "a": "boat ☂"}
    assert list(queries.read_saved(queries.write_saved(saved)).items()) == list(saved.items())


def test_a_walk_ends_where_it_began() -> None:
    recall = queries.Recall(["newest", "oldest"])
    assert recall.walks("")
    assert not recall.walks("typed")
    assert recall.newer() is None
    assert [recall.older(""), recall.older("newest"), recall.older("oldest")] == ["newest", "oldest", None]
    assert recall.walks("oldest")
    assert [recall.newer(), recall.newer(), recall.newer()] == ["newest", "", None]


def test_a_query_that_was_changed_is_no_longer_part_of_the_walk() -> None:
    recall = queries.Recall(["newest", "oldest"])
    recall.older("")
    assert not recall.walks("newest, changed")
    recall.remember("newest, changed")
    assert recall.older("") == "newest, changed"
