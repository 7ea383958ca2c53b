"""A thread that comes in parts: any split, in any order, gives the same tree as the whole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise, permutations
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from archive_tui.model import ImportedComment, State
from archive_tui.thread.diff import merge
from archive_tui.thread.matching import Known
from archive_tui.thread.tree import grow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive_tui.thread.diff import Merged

START = datetime(2004, 2, 1, tzinfo=UTC)


@st.composite
def comments(draw: st.DrawFn) -> list[ImportedComment]:
    """Draw a thread as a list archive has it: ids of its own, some dates the same or missing, some parents gone."""
    total = draw(st.integers(1, 14))
    drawn = []
    for index in range(total):
        parent = draw(
            st.sampled_from([None, *(f"m{n}" for n in range(max(0, index - 4), index)), "gone", "lost"])
        )
        minutes = draw(st.one_of(st.none(), st.integers(0, 5)))
        drawn.append(
            ImportedComment(
                ref=f"m{index}",
                source_id=f"m{index}",
                parent=parent,
                author=draw(st.sampled_from([None, "Ada"])),
                created=None if minutes is None else START + timedelta(minutes=minutes),
                text=draw(st.sampled_from(["", "Yes.", "No, and at some length, too.", f"{index}"])),
            )
        )
    return drawn


@st.composite
def split(draw: st.DrawFn) -> tuple[list[ImportedComment], list[list[ImportedComment]]]:
    """Draw a thread, and its comments in parts, shuffled."""
    whole = draw(comments())
    shuffled = draw(st.permutations(whole))
    cuts = sorted(draw(st.lists(st.integers(0, len(whole)), max_size=5)))
    bounds = [0, *cuts, len(whole)]
    return whole, [shuffled[start:stop] for start, stop in pairwise(bounds)]


def library(merged: Merged) -> list[Known]:
    return [
        Known(merged.keys[p], merged.shape.parent[p], bool(merged.missing[p]), merged.comments[p])
        for p in range(len(merged.comments))
    ]


def after(*parts: Sequence[ImportedComment]) -> list[Known]:
    """Return what the library holds after the parts."""
    known: list[Known] = []
    for part in parts:
        known = library(merge(known, grow(part), partial=True))
    return known


def seen(known: Sequence[Known]) -> list[tuple[object, ...]]:
    """Return what a reader sees of a thread."""
    return [
        (k.parent, k.comment.source_id, k.comment.text, k.comment.created, k.comment.state, k.missing)
        for k in known
    ]


@given(split())
def test_parts_in_any_order_give_the_tree_of_the_whole(
    drawn: tuple[list[ImportedComment], list[list[ImportedComment]]],
) -> None:
    whole, parts = drawn
    assert seen(after(*parts)) == seen(after(whole))


@given(split())
def test_a_part_that_comes_again_changes_nothing(
    drawn: tuple[list[ImportedComment], list[list[ImportedComment]]],
) -> None:
    _, parts = drawn
    known = after(*parts)
    for part in parts:
        again = merge(known, grow(part), partial=True)
        assert library(again) == known
        assert (again.new, again.changed, again.unchanged) == (0, 0, len(part))
        assert list(again.known) == list(range(len(known)))


@given(split())
def test_a_comment_keeps_its_place_in_the_library_from_its_first_name_on(
    drawn: tuple[list[ImportedComment], list[list[ImportedComment]]],
) -> None:
    """A ghost becomes its comment: whatever hangs on it stays."""
    _, parts = drawn
    known: list[Known] = []
    for part in parts:
        merged = merge(known, grow(part), partial=True)
        where = {known[place].comment.source_id: place for place in merged.known if place >= 0}
        for position, comment in enumerate(merged.comments):
            assert merged.known[position] == where.get(comment.source_id, -1)
        assert not merged.dropped
        known = library(merged)


def test_a_ghost_that_names_a_farther_ancestor_moves_nothing() -> None:
    """A month that has the last of a chain may know what it answers, and leave out what stands between."""

    def message(number: int, parent: int | None, state: State = State.NORMAL) -> ImportedComment:
        name = f"m{number}"
        created = START + timedelta(minutes=number) if state is State.NORMAL else None
        above = None if parent is None else f"m{parent}"
        return ImportedComment(ref=name, source_id=name, parent=above, created=created, state=state)

    ghost = State.GHOST
    parts = [
        [message(0, None), message(1, 0)],
        [message(1, 0, ghost), message(2, 1), message(3, 2)],
        [message(0, None, ghost), message(3, 0, ghost), message(4, 3)],
        [message(1, None, ghost), message(4, 1, ghost), message(5, 4)],
    ]
    chain = [(number - 1, f"m{number}") for number in range(6)]
    for order in permutations(parts):
        assert [(known.parent, known.comment.source_id) for known in after(*order)] == chain


def test_what_a_part_lacks_is_not_missing() -> None:
    ada = ImportedComment(ref="a", source_id="a", text="Who pays?")
    ben = ImportedComment(ref="b", source_id="b", parent="a", text="The ducks do.")
    merged = merge(library(merge([], grow([ada]), partial=True)), grow([ben]), partial=True)
    assert [
        (c.text, d, m) for c, d, m in zip(merged.comments, merged.shape.depth, merged.missing, strict=True)
    ] == [
        ("Who pays?", 1, 0),
        ("The ducks do.", 2, 0),
    ]
    assert (merged.new, merged.ghosts) == (1, 0)


def test_texts_that_are_alike_stay_two_in_parts() -> None:
    """Likeness recognises an edited comment; in a part of a thread it is a comment of its own."""
    one = ImportedComment(
        ref="a", source_id="a", text="I agree with all of it, every word, but for the ducks."
    )
    other = ImportedComment(
        ref="b", source_id="b", text="I agree with all of it, every word, and for the ducks."
    )
    assert len(after([one], [other])) == 2


def test_a_contradiction_between_parts_makes_no_loop() -> None:
    first = [
        ImportedComment(ref="a", source_id="a", text="A", parent="b"),
        ImportedComment(ref="b", source_id="b", text="B"),
    ]
    second = [ImportedComment(ref="b", source_id="b", text="B", parent="a")]
    known = after(first, second)
    assert sorted(k.comment.text for k in known) == ["A", "B"]
    assert all(k.comment.state is State.NORMAL for k in known)
