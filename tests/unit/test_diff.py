"""A re-import: what is recognised, what stays, and that nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from archive_tui.model import ImportedComment, State
from archive_tui.thread.diff import Merged, merge
from archive_tui.thread.matching import Known
from archive_tui.thread.tree import grow

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXTS = ["", "yes", "no", "a sentence that is a good deal longer than forty characters", "perhaps", "Yes"]


@st.composite
def threads(draw: st.DrawFn) -> list[ImportedComment]:
    """Draw comments of which some have ids of their own, some share a text, some have no parent."""
    total = draw(st.integers(0, 12))
    comments = []
    for index in range(total):
        parent = draw(st.sampled_from([None, *(str(n) for n in range(max(0, index - 3), index)), "gone"]))
        own = draw(st.booleans())
        comments.append(
            ImportedComment(
                ref=str(index),
                parent=parent,
                source_id=str(index) if own else None,
                author=draw(st.sampled_from([None, "Ada", "Ben"])),
                text=draw(st.sampled_from(TEXTS)),
            )
        )
    return comments


def library(merged: Merged) -> list[Known]:
    """Return what a library would know after a merge."""
    return [
        Known(merged.keys[p], merged.shape.parent[p], bool(merged.missing[p]), merged.comments[p])
        for p in range(len(merged.comments))
    ]


def imported(comments: Sequence[ImportedComment], *before: Sequence[ImportedComment]) -> Merged:
    """Import threads of one article one after the other; return the last merge."""
    known: list[Known] = []
    for thread in before:
        known = library(merge(known, grow(thread)))
    return merge(known, grow(comments))


@given(threads())
def test_a_first_import_is_the_tree_itself(comments: list[ImportedComment]) -> None:
    merged = imported(comments)
    tree = grow(comments)
    assert merged.comments == list(tree.comments)
    assert merged.shape.parent == tree.shape.parent
    assert len(set(merged.keys)) == len(merged.keys)
    assert merged.new == len(comments)
    assert not any(merged.missing)


@given(threads())
def test_the_same_again_changes_nothing(comments: list[ImportedComment]) -> None:
    first = imported(comments)
    again = imported(comments, comments)
    assert library(again) == library(first)
    assert list(again.known) == list(range(len(again.comments)))
    assert (again.new, again.changed, again.unchanged) == (0, 0, len(comments))
    assert again.dropped == []


@given(threads(), threads())
def test_nothing_is_lost_and_all_is_accounted_for(
    old: list[ImportedComment], new: list[ImportedComment]
) -> None:
    before = imported(old)
    merged = imported(new, old)
    assert len(set(merged.keys)) == len(merged.keys)
    kept = [place for place in merged.known if place >= 0]
    assert len(set(kept)) == len(kept)
    gone = set(range(len(before.comments))) - set(kept)
    assert gone == set(merged.dropped)
    assert all(before.comments[place].state is State.GHOST for place in gone)
    assert merged.new + merged.changed + merged.unchanged == len(new)
    assert len(merged.comments) == len(new) + merged.ghosts + sum(merged.missing)
    for position, place in enumerate(merged.known):
        if place >= 0 and merged.missing[position]:
            assert merged.comments[position].text == before.comments[place].text


@given(threads(), threads())
def test_the_source_stands_in_its_own_order(old: list[ImportedComment], new: list[ImportedComment]) -> None:
    merged = imported(new, old)
    found = [c.text for p, c in enumerate(merged.comments) if not merged.missing[p]]
    assert found == [c.text for c in grow(new).comments]


@given(threads())
def test_what_was_missing_comes_back_as_it_was(comments: list[ImportedComment]) -> None:
    merged = imported(comments, comments, [])
    assert library(merged) == library(imported(comments))
    assert merged.new == merged.changed == 0


@given(threads(), threads())
def test_an_id_of_the_source_is_recognised_whatever_came_between(
    old: list[ImportedComment], new: list[ImportedComment]
) -> None:
    first, back = imported(old), imported(old, old, new)
    before = dict(zip((c.source_id for c in first.comments), first.keys, strict=True))
    after = dict(zip((c.source_id for c in back.comments), back.keys, strict=True))
    for comment in old:
        if comment.source_id is not None:
            assert after[comment.source_id] == before[comment.source_id]


@given(threads(), st.data())
def test_a_comment_inserted_anywhere_leaves_the_others_their_keys(
    comments: list[ImportedComment], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(comments)))
    parent = data.draw(st.sampled_from([None, *(c.ref for c in comments)]))
    added = ImportedComment(ref="added", parent=parent, text="a remark that nobody has made before")
    before = imported(comments)
    merged = imported([*comments[:place], added, *comments[place:]], comments)
    assert merged.new == 1
    assert merged.changed == 0
    assert set(merged.keys) > {
        key for key, c in zip(before.keys, before.comments, strict=True) if c.state is not State.GHOST
    }


def plain(ref: str, text: str, parent: str | None = None, **more: str) -> ImportedComment:
    return ImportedComment(ref=ref, parent=parent, text=text, **more)  # type: ignore[arg-type]


OLD = [
    plain("1", "The bench by the pond was painted green last week."),
    plain("2", "It was blue when I passed it.", "1"),
    plain("3", "Nobody asked the ducks."),
    plain("4", "yes"),
]


def test_an_edited_text_keeps_its_place_and_what_hangs_on_it() -> None:
    edited = [plain("1", "The bench by the pond was painted green last month!"), *OLD[1:]]
    merged = imported(edited, OLD)
    assert list(merged.known) == [0, 1, 2, 3]
    assert (merged.new, merged.changed, merged.unchanged, sum(merged.missing)) == (0, 1, 3, 0)
    assert merged.keys == imported(OLD).keys


def test_another_text_is_another_comment() -> None:
    merged = imported([plain("1", "I paint benches for a living."), *OLD[2:]], OLD)
    assert (merged.new, merged.changed, merged.unchanged, sum(merged.missing)) == (1, 0, 2, 2)


def test_missing_comments_stay_behind_the_sibling_they_followed() -> None:
    merged = imported([plain("0", "First!"), OLD[0], OLD[3]], OLD)
    assert [c.ref for c in merged.comments] == ["0", "1", "2", "3", "4"]
    assert list(merged.missing) == [0, 0, 1, 1, 0]
    assert list(merged.shape.depth) == [1, 1, 2, 1, 1]


def test_replies_to_an_edited_comment_are_found_below_it() -> None:
    chain = [plain("1", "a" * 50)]
    chain += [plain(str(n), f"reply number {n} of a long line", str(n - 1)) for n in range(2, 2_000)]
    edited = [plain("1", "a" * 49 + "b"), *chain[1:]]
    merged = imported(edited, chain)
    assert (merged.new, merged.changed, merged.unchanged) == (0, 1, len(chain) - 1)


def test_equal_texts_are_told_apart_by_their_authors_first() -> None:
    old = [plain("1", "yes", author="Ada"), plain("2", "yes", author="Ben")]
    merged = imported([plain("9", "yes", author="Ben")], old)
    assert list(merged.missing) == [1, 0]


def test_a_long_text_is_recognised_under_another_parent() -> None:
    reply = replace(OLD[1], text="It was blue when I passed it, and so were the ducks on it.")
    merged = imported([OLD[0], OLD[2], replace(reply, parent="3"), OLD[3]], [OLD[0], reply, *OLD[2:]])
    assert list(merged.known) == [0, 2, 1, 3]
    assert (merged.new, merged.changed, merged.unchanged) == (0, 1, 3)


def test_a_ghost_becomes_the_comment_that_it_stood_for() -> None:
    orphan = plain("7", "I agree with you.", "3", source_id="7")
    before = imported([orphan])
    assert before.keys == ["id:3", "id:7"]
    merged = imported([plain("3", "Swans are worse.", source_id="3"), orphan], [orphan])
    assert list(merged.known) == [0, 1]
    assert merged.keys == before.keys
    assert (merged.new, merged.unchanged, merged.ghosts) == (1, 1, 0)


def test_a_comment_that_became_a_ghost_is_missing_and_keeps_its_text() -> None:
    both = [
        plain("3", "Swans are worse.", source_id="3"),
        plain("7", "I agree with you.", "3", source_id="7"),
    ]
    merged = imported(both[1:], both)
    assert [c.text for c in merged.comments] == ["Swans are worse.", "I agree with you."]
    assert list(merged.missing) == [1, 0]


def test_what_the_source_deleted_keeps_its_text() -> None:
    old = [plain("3", "Swans are worse.", source_id="3", author="Ada")]
    deleted = ImportedComment(ref="3", source_id="3", state=State.DELETED)
    merged = imported([deleted], old)
    assert merged.comments == [replace(deleted, text="Swans are worse.", author="Ada")]
    assert merged.changed == 1


def test_votes_do_not_count_as_a_change() -> None:
    old = ImportedComment(ref="1", text="yes", score=1)
    merged = imported([replace(old, score=2)], [old])
    assert merged.unchanged == 1
    assert merged.comments[0].score == 2


def test_a_source_that_is_wholly_different_costs_no_quadratic_time() -> None:
    old = [plain(str(n), f"{n * 7919} old words {n}") for n in range(20_000)]
    new = [plain(str(n), f"{n * 104_729} quite other things {n}") for n in range(20_000)]
    merged = imported(new, old)
    assert merged.new + merged.changed == 20_000
