"""Who talks to whom: found by index, told apart by name."""

from __future__ import annotations

from array import array
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_tui.thread.outline import Outline, empty_outline
from archive_tui.thread.people import author_at, called, exchange


def _outline(comments: list[tuple[int, int]], authors: tuple[str, ...]) -> Outline:
    """Return a thread of (parent, author) pairs in pre-order, with as much of a shape as people need."""
    return replace(
        empty_outline(),
        ids=array("q", range(1, len(comments) + 1)),
        parent=array("i", [parent for parent, _ in comments]),
        author=array("i", [author for _, author in comments]),
        authors=authors,
    )


@st.composite
def talks(draw: st.DrawFn) -> Outline:
    comments = [
        (draw(st.integers(-1, position - 1)), draw(st.integers(-1, 2)))
        for position in range(draw(st.integers(1, 30)))
    ]
    return _outline(comments, ("Ann", "Bob", "Cy"))


@given(talks(), st.data())
def test_an_exchange_holds_the_replies_of_two_and_what_they_answer(
    outline: Outline, data: st.DataObject
) -> None:
    position = data.draw(st.integers(0, len(outline) - 1))
    parent = outline.parent[position]
    pair = {author_at(outline, position), author_at(outline, parent) if parent >= 0 else None}
    found = exchange(outline, position)
    if None in pair or len(pair) == 1:
        assert found == []
        return
    replies = {
        at
        for at, above in enumerate(outline.parent)
        if above >= 0 and {author_at(outline, at), author_at(outline, above)} == pair
    }
    assert found == sorted(replies | {outline.parent[at] for at in replies})
    assert {position, parent} <= set(found)


def test_what_others_say_between_is_no_part_of_it() -> None:
    outline = _outline([(-1, 0), (0, 1), (1, 2), (1, 0), (-1, 1), (4, 0)], ("Ann", "Bob", "Cy"))
    assert exchange(outline, 1) == [0, 1, 3, 4, 5]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("e. ditor", {0, 2}),
        ("  Ｅ.\tDITOR ", {0, 2}),
        ("Ditor", set()),
        ("", set()),
        ("   ", set()),
        (None, set()),
    ],
)
def test_the_author_of_the_article_is_known_by_folded_name(name: str | None, found: set[int]) -> None:
    assert called(_outline([], ("E. Ditor", "Ann", "E.  DITOR", "")), name) == found
