"""The tree of a thread: whole whatever the source gives."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_tui.model import ImportedComment, Skipped, State
from archive_tui.thread.outline import Outline
from archive_tui.thread.tree import Shape, cut_cycles, grow, numbers, shape

if TYPE_CHECKING:
    from collections.abc import Sequence


@st.composite
def forests(draw: st.DrawFn) -> list[int]:
    """Draw parents' indices, -1 for a root, in any order that has no cycle."""
    total = draw(st.integers(0, 40))
    earlier = [draw(st.integers(-1, index - 1)) for index in range(total)]
    places = draw(st.permutations(range(total)))
    parents = [-1] * total
    for index, parent in enumerate(earlier):
        parents[places[index]] = places[parent] if parent >= 0 else -1
    return parents


def naive(parents: Sequence[int]) -> list[tuple[int, int, str]]:
    """Return (index, depth, number) in pre-order, by recursion."""

    def below(parent: int, depth: int, prefix: str) -> list[tuple[int, int, str]]:
        found = []
        children = [index for index, above in enumerate(parents) if above == parent]
        for rank, index in enumerate(children, start=1):
            number = f"{prefix}{rank}"
            found += [(index, depth, number), *below(index, depth + 1, f"{number}.")]
        return found

    return below(-1, 1, "")


def assert_whole(result: Shape) -> None:
    """Check what must hold for every shape, in O(n)."""
    total = len(result)
    assert sorted(result.order) == list(range(total))
    last_child: dict[int, int] = {}
    for position in range(total):
        parent = result.parent[position]
        assert -1 <= parent < position
        assert result.depth[position] == (1 if parent < 0 else result.depth[parent] + 1)
        if parent >= 0:
            assert position + result.size[position] <= parent + result.size[parent]
        before = last_child.get(parent)
        if before is None:
            assert position == parent + 1
            assert result.rank[position] == 1
        else:
            assert position == before + result.size[before]
            assert result.rank[position] == result.rank[before] + 1
        last_child[parent] = position
    for position in range(total):
        below = position + 1
        assert result.size[position] == 1 or result.parent[below] == position


@given(forests())
def test_a_shape_is_what_recursion_would_give(parents: list[int]) -> None:
    result = shape(parents)
    assert_whole(result)
    counted = numbers(result.parent, result.rank, 0, len(result))
    assert list(zip(result.order, result.depth, counted, strict=True)) == naive(parents)


@given(forests(), st.data())
def test_numbers_of_a_range_need_not_begin_at_the_top(parents: list[int], data: st.DataObject) -> None:
    result = shape(parents)
    whole = list(numbers(result.parent, result.rank, 0, len(result)))
    start = data.draw(st.integers(0, len(result)))
    stop = data.draw(st.integers(start, len(result)))
    assert list(numbers(result.parent, result.rank, start, stop)) == whole[start:stop]


@given(forests())
def test_an_outline_finds_what_it_numbers(parents: list[int]) -> None:
    result = shape(parents)
    blank = array("i", [0]) * len(result)
    outline = Outline(
        ids=blank,
        parent=result.parent,
        depth=result.depth,
        size=result.size,
        rank=result.rank,
        chars=blank,
        breaks=blank,
        author=blank,
        created=blank,
        score=blank,
        flags=bytearray(len(result)),
        authors=(),
    )
    for position in range(len(outline)):
        assert outline.find(outline.number(position)) == position
        beyond = f"{outline.number(position)}.{len(outline) + 1}"
        assert outline.find(beyond) is None
    assert outline.find("0") is None
    assert outline.find(str(len(outline) + 1)) is None


@given(st.lists(st.integers(-1, 12), max_size=12))
def test_cutting_leaves_no_cycle_and_cuts_no_more_than_it_must(drawn: list[int]) -> None:
    parents = array("i", [parent if parent < len(drawn) else -1 for parent in drawn])
    cycles = set()
    for start in range(len(parents)):
        walk: list[int] = []
        index = start
        while index >= 0 and index not in walk:
            walk.append(index)
            index = parents[index]
        if index >= 0:
            cycles.add(min(walk[walk.index(index) :]))
    before = list(parents)
    assert cut_cycles(parents) == sorted(cycles)
    assert [i for i in range(len(parents)) if parents[i] != before[i]] == sorted(cycles)
    assert_whole(shape(parents))


def test_a_shape_refuses_a_cycle() -> None:
    with pytest.raises(ValueError, match="descends from itself"):
        shape([1, 0])


def comment(ref: str, parent: str | None = None, source_id: str | None = None) -> ImportedComment:
    return ImportedComment(ref=ref, parent=parent, source_id=source_id, text=f"text of {ref}")


def refs(comments: Sequence[ImportedComment]) -> list[str]:
    return [c.ref for c in comments]


@given(forests())
def test_a_tree_keeps_every_comment_and_its_parent(parents: list[int]) -> None:
    comments = [
        comment(str(index), str(parent) if parent >= 0 else None) for index, parent in enumerate(parents)
    ]
    tree = grow(comments)
    assert_whole(tree.shape)
    assert tree.skipped == ()
    assert set(tree.comments) == set(comments)
    for position, found in enumerate(tree.comments):
        parent = tree.shape.parent[position]
        assert found.parent == (None if parent < 0 else tree.comments[parent].ref)


@given(st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from([None, *"abcdefgxyz"])), max_size=14))
def test_a_tree_is_whole_whatever_the_source_says(pairs: list[tuple[str, str | None]]) -> None:
    tree = grow([comment(ref, parent) for ref, parent in pairs])
    assert_whole(tree.shape)
    real = [c for c in tree.comments if c.state is not State.GHOST]
    ghosts = [c for c in tree.comments if c.state is State.GHOST]
    assert sorted(c.text for c in real) == sorted(f"text of {ref}" for ref, _ in pairs)
    assert len(set(refs(tree.comments))) == len(tree.comments)
    assert set(refs(ghosts)) == {parent for _, parent in pairs if parent} - {ref for ref, _ in pairs}


def test_a_missing_parent_becomes_one_ghost_at_its_first_orphan() -> None:
    tree = grow([comment("a"), comment("b", "gone"), comment("c"), comment("d", "gone"), comment("e", "b")])
    assert refs(tree.comments) == ["a", "gone", "b", "e", "d", "c"]
    assert list(tree.shape.depth) == [1, 1, 2, 3, 2, 1]
    assert tree.comments[1] == ImportedComment(ref="gone", state=State.GHOST)


def test_a_ghost_has_the_source_id_where_refs_are_the_source_ids() -> None:
    tree = grow([comment("7", "3", source_id="7"), comment("x", "y", source_id="8")])
    assert [c.source_id for c in tree.comments] == ["3", "7", None, "8"]


def test_a_reply_may_come_before_its_parent() -> None:
    tree = grow([comment("b", "a"), comment("c", "b"), comment("a")])
    assert refs(tree.comments) == ["a", "b", "c"]


def test_duplicates_are_named_and_kept() -> None:
    tree = grow([comment("a"), comment("a"), comment("a~2"), comment("a"), comment("b", "a")])
    assert refs(tree.comments) == ["a", "b", "a~3", "a~2", "a~4"]
    assert [part.where for part in tree.skipped] == ["comment a", "comment a"]


def test_cycles_are_cut_above_their_first_member() -> None:
    tree = grow(
        [comment("a", "c"), comment("s", "s"), comment("c", "b"), comment("b", "a"), comment("d", "c")]
    )
    assert refs(tree.comments) == ["a", "b", "c", "d", "s"]
    assert tree.skipped == (
        Skipped("comment s", "it names itself as its parent; it was kept as a root"),
        Skipped("comment a", "it descends from itself; it was kept as a root"),
    )


@pytest.mark.parametrize(
    ("total", "step"), [(10_000, 1), (100_000, 1), (100_000, 7)], ids=["chain", "long chain", "bushes"]
)
def test_big_threads(total: int, step: int) -> None:
    """Chains as deep as they are long, and bushes of seven, with the replies first."""
    comments = [comment(str(n), str((n - 1) // step) if n else None) for n in range(total)]
    tree = grow(comments[::-1])
    assert_whole(tree.shape)
    assert len(tree.comments) == total
    if step == 1:
        assert tree.shape.depth[-1] == total
        assert list(tree.shape.size) == list(range(total, 0, -1))


def test_a_cycle_of_a_hundred_thousand() -> None:
    total = 100_000
    tree = grow([comment(str(n), str((n + 1) % total)) for n in range(total)])
    assert_whole(tree.shape)
    assert tree.comments[0].ref == "0"
    assert max(tree.shape.depth) == total


def test_numbers_of_a_long_chain_leave_out_the_middle() -> None:
    chain = shape([-1, *range(2_000), 1_998])
    counted = list(numbers(chain.parent, chain.rank, 0, len(chain)))
    assert counted[499].count(".") == 499
    assert counted[500] == "1.1.1.….1.1.1"
    assert counted[-1] == "1.1.1.….1.1.2"
    assert list(numbers(chain.parent, chain.rank, 1_500, len(chain))) == counted[1_500:]
