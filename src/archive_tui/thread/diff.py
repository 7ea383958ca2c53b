"""What a re-import changes: which comment of the library is which comment of the source.

The invariant: nothing is lost. A comment of the library that the source no longer has stays where it was,
marked as missing; a comment that is recognised keeps its id, and with it everything that hangs on the id. A
value that the source no longer gives (an author, a text that was deleted there) is kept as well. Of a source
that holds a part of the thread (``partial``) nothing is missing, and siblings stand in order of time: parts give
the same tree in whatever order they come.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from archive_tui.model import ImportedComment, State
from archive_tui.thread.keys import folded_texts, source_key, text_key
from archive_tui.thread.matching import Known, Matcher
from archive_tui.thread.tree import Shape, Tree, cut_cycles, shape

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEVER = float("inf")


_LOOKED_UP = 1_000
"""Ancestors of a ghost that are looked at, so that many ghosts deep in a thread do not take quadratic time."""


@dataclass(slots=True, eq=False)
class Merged:
    """The thread after a re-import; the sequences are in pre-order, and have an entry for each comment."""

    comments: list[ImportedComment]
    keys: list[str]
    known: array[int]
    """('i') Position of the comment in the library before, -1 if it was not there."""
    missing: bytearray
    fresh: bytearray
    """1 for a comment that was not in the library before, a ghost that became real among them."""
    kept: bytearray
    """1 for a comment that is as the library had it: the source has nothing of it, or its name alone."""
    shape: Shape
    dropped: list[int] = field(default_factory=list)
    """Positions in the library before of ghosts that nothing hangs on any more."""
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    ghosts: int = 0


def merge(old: Sequence[Known], tree: Tree, *, partial: bool = False, ordered: bool = False) -> Merged:
    """Find out what becomes of the library's comments, given the source's; both in pre-order.

    The source may be ``partial``, in order of time then, or else ``ordered`` as the whole is.
    O(n), and at most 16 comparisons of texts for each comment that was not recognised otherwise.
    """
    total = len(tree.comments)
    folded = folded_texts(tree.comments, tree.shape.size)
    match = (
        Matcher(old, tree, folded, sure=partial and not ordered).match() if old else array("i", [-1]) * total
    )
    keys = _keys(old, tree, folded, match)
    kept, dropped = _kept(old, match, all_of_them=partial)
    if partial and not ordered:
        members, arranged = _arrange_by_time(old, tree, match, kept)
    elif kept:
        members, arranged = _arrange(old, tree, match, kept)
    else:
        members, arranged = array("i", range(total)), tree.shape
    merged = Merged(
        comments=[],
        keys=[],
        known=array("i"),
        missing=bytearray(total + len(kept)),
        fresh=bytearray(total + len(kept)),
        kept=bytearray(total + len(kept)),
        shape=arranged,
        dropped=dropped,
    )
    for position, member in enumerate(members):
        if member >= total:
            place = kept[member - total]
            merged.comments.append(old[place].comment)
            merged.keys.append(old[place].key)
            merged.known.append(place)
            merged.missing[position] = old[place].missing or not partial
            merged.kept[position] = 1
            continue
        merged.keys.append(keys[member])
        merged.known.append(match[member])
        _take(merged, position, tree.comments[member], old[match[member]] if match[member] >= 0 else None)
        if match[member] < 0:
            merged.missing[position] = tree.comments[member].missing
        elif tree.comments[member].missing or (partial and merged.kept[position]):
            # A part that names a comment does not say that it is gone, nor does another library.
            merged.missing[position] = old[match[member]].missing
    return merged


def _take(merged: Merged, position: int, found: ImportedComment, before: Known | None) -> None:
    """Add a comment of the source at the next position, joined with what the library had of it."""
    if before is None:
        merged.comments.append(found)
        if found.state is State.GHOST:
            merged.ghosts += 1
        else:
            merged.fresh[position] = 1
            merged.new += 1
        return
    comment = _joined(before.comment, found)
    merged.comments.append(comment)
    if found.state is State.GHOST:
        merged.kept[position] = 1
        merged.missing[position] = before.comment.state is not State.GHOST
        merged.ghosts += before.comment.state is State.GHOST
    elif before.comment.state is State.GHOST:
        merged.fresh[position] = 1
        merged.new += 1
    elif _seen(comment) != _seen(before.comment) or _moved(merged, position, before):
        merged.changed += 1
    else:
        merged.unchanged += 1


def _moved(merged: Merged, position: int, before: Known) -> bool:
    """Return whether the comment hangs on another parent than in the library before."""
    parent = merged.shape.parent[position]
    if parent < 0 or before.parent < 0:
        return parent != before.parent
    return merged.known[parent] != before.parent


def _seen(comment: ImportedComment) -> tuple[object, ...]:
    """Return what makes a comment count as changed; votes come and go, and do not."""
    return comment.text, comment.author, comment.created, comment.url, comment.state, comment.kind


def _joined(before: ImportedComment, found: ImportedComment) -> ImportedComment:
    """Return the source's comment with what only the library still has."""
    if found.state is State.GHOST:
        return before if found.annotation is None else replace(before, annotation=found.annotation)
    text = before.text if found.state is State.DELETED and before.text else found.text
    author = found.author if found.author is not None else before.author
    created = found.created if found.created is not None else before.created
    url = found.url if found.url is not None else before.url
    score = found.score if found.score is not None else before.score
    source_id = found.source_id if found.source_id is not None else before.source_id
    return replace(
        found,
        text=text,
        author=author,
        created=created,
        url=url,
        score=score,
        source_id=source_id,
    )


def _keys(old: Sequence[Known], tree: Tree, folded: list[str], match: array[int]) -> list[str]:
    """Return the key of every comment of the source; one that is recognised keeps the key it has."""
    taken = {known.key for known in old}
    given = _given_keys(tree, match, taken)
    occurrences: dict[tuple[int, str], int] = {}
    keys: list[str] = []
    for position, comment in enumerate(tree.comments):
        parent = tree.shape.parent[position]
        own = source_key(comment)
        place = (parent, folded[position]) if own is None else (-1, own)
        occurrence = occurrences.get(place, 0) + 1
        if match[position] >= 0:
            occurrences[place] = occurrence
            keys.append(old[match[position]].key)
            continue
        if position in given:
            keys.append(given[position])
            continue
        above = keys[parent] if parent >= 0 else ""
        key = _key(own, above, folded[position], occurrence)
        while key in taken:
            occurrence += 1
            key = _key(own, above, folded[position], occurrence)
        occurrences[place] = occurrence
        taken.add(key)
        keys.append(key)
    return keys


def _given_keys(tree: Tree, match: array[int], taken: set[str]) -> dict[int, str]:
    """Return the keys that new comments bring along from another library, by position; each of them is taken then."""
    given: dict[int, str] = {}
    for position, comment in enumerate(tree.comments):
        if comment.key is not None and match[position] < 0 and comment.key not in taken:
            taken.add(comment.key)
            given[position] = comment.key
    return given


def _key(own: str | None, above: str, folded: str, occurrence: int) -> str:
    if own is None:
        return text_key(above, folded, occurrence)
    return own if occurrence == 1 else f"{own}~{occurrence}"


def _kept(old: Sequence[Known], match: array[int], *, all_of_them: bool) -> tuple[list[int], list[int]]:
    """Return the positions of the library's comments that stay although missing, and of ghosts that go."""
    used = bytearray(len(old))
    for place in match:
        if place >= 0:
            used[place] = 1
    needed = bytearray(len(old))
    kept: list[int] = []
    dropped: list[int] = []
    for place in range(len(old) - 1, -1, -1):
        if used[place]:
            continue
        if old[place].comment.state is State.GHOST and not needed[place] and not all_of_them:
            dropped.append(place)
            continue
        kept.append(place)
        if old[place].parent >= 0:
            needed[old[place].parent] = 1
    kept.reverse()
    return kept, dropped


def _arrange(
    old: Sequence[Known], tree: Tree, match: array[int], kept: list[int]
) -> tuple[array[int], Shape]:
    """Put every missing comment back under its parent, after the sibling that preceded it in the library.

    Members are numbered: the source's comments by position, then the missing ones. Returns them in pre-order.
    """
    total = len(tree.comments)
    member_of, above = _parents(old, tree, match, kept)
    at_front: dict[int, list[int]] = defaultdict(list)
    after: dict[int, list[int]] = defaultdict(list)
    anchors: dict[int, int] = {}
    for place, known in enumerate(old):
        member = member_of[place]
        parent = member_of[known.parent] if known.parent >= 0 else -1
        if member >= total:
            if parent in anchors:
                after[anchors[parent]].append(member)
            else:
                at_front[parent].append(member)
        elif member >= 0 and above[member] == parent:
            anchors[parent] = member
    members = array("i")
    for parent, group in _groups(tree.shape.parent).items():
        members.extend(at_front.pop(parent, ()))
        for member in group:
            members.append(member)
            members.extend(after.get(member, ()))
    for group in at_front.values():
        members.extend(group)
    index_of = array("i", [0]) * len(members)
    for index, member in enumerate(members):
        index_of[member] = index
    arranged = shape(array("i", [index_of[above[m]] if above[m] >= 0 else -1 for m in members]))
    return array("i", [members[index] for index in arranged.order]), arranged


def _arrange_by_time(
    old: Sequence[Known], tree: Tree, match: array[int], kept: list[int]
) -> tuple[array[int], Shape]:
    """Order siblings by date, one without a date by the first below it; members are numbered as in ``_arrange``."""
    total = len(tree.comments)
    member_of, above = _parents(old, tree, match, kept)
    for position, place in enumerate(match):
        # A part that has a comment's name alone does not say where it stands, or only below which ancestor.
        if (
            place >= 0
            and tree.comments[position].state is State.GHOST
            and (
                above[position] < 0
                or old[place].comment.state is not State.GHOST
                or _is_above(old, match[above[position]], place)
            )
        ):
            above[position] = member_of[old[place].parent] if old[place].parent >= 0 else -1
    # What the library has and what the part says may contradict each other.
    cut_cycles(above)
    comments = [
        _joined(old[match[position]].comment, found) if match[position] >= 0 else found
        for position, found in enumerate(tree.comments)
    ]
    comments += [old[place].comment for place in kept]
    unsorted = shape(above)
    first: list[float] = [_NEVER] * len(comments)
    for position in range(len(comments) - 1, -1, -1):
        member = unsorted.order[position]
        created = comments[member].created
        if created is not None:
            first[member] = created.timestamp()
        if above[member] >= 0 and comments[above[member]].created is None:
            first[above[member]] = min(first[above[member]], first[member])

    def place_of(member: int) -> tuple[float, int, str, str]:
        own = comments[member].source_id or ""
        return first[member], len(own), own, comments[member].text

    members = sorted(range(total + len(kept)), key=place_of)
    index_of = array("i", [0]) * len(members)
    for index, member in enumerate(members):
        index_of[member] = index
    arranged = shape(array("i", [index_of[above[m]] if above[m] >= 0 else -1 for m in members]))
    return array("i", [members[index] for index in arranged.order]), arranged


def _is_above(old: Sequence[Known], upper: int, place: int) -> bool:
    """Say whether a comment of the library is an ancestor of another, not farther up than is looked."""
    for _ in range(_LOOKED_UP):
        if place < 0 or upper < 0:
            return False
        place = old[place].parent
        if place == upper:
            return True
    return False


def _parents(
    old: Sequence[Known], tree: Tree, match: array[int], kept: list[int]
) -> tuple[array[int], array[int]]:
    """Return the member that each of the library's comments is, and the parent of each member."""
    total = len(tree.comments)
    member_of = array("i", [-1]) * len(old)
    for position, place in enumerate(match):
        if place >= 0:
            member_of[place] = position
    for number, place in enumerate(kept):
        member_of[place] = total + number
    above = array("i", tree.shape.parent)
    above.extend(member_of[old[place].parent] if old[place].parent >= 0 else -1 for place in kept)
    return member_of, above


def _groups(parent: Sequence[int]) -> dict[int, list[int]]:
    """Return the children of every parent that has any, parents in pre-order; the roots are those of -1."""
    groups: dict[int, list[int]] = defaultdict(list)
    for position, above in enumerate(parent):
        groups[above].append(position)
    return groups
