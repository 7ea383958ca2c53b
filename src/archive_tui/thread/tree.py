"""From comments that name their parents to pre-order arrays.

A ``Shape`` is always whole: every member stands at one position, a parent stands before its replies, a
subtree is the interval ``[position, position + size)``. Whatever a source gives, ``grow`` makes a whole tree
of it and says what it had to bend. Everything is iterative and O(n): a thread can be 100,000 deep.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archive_tui.model import ImportedComment, Skipped, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


LONGEST_NUMBER = 500
"""Parts of a number that is given in full."""
GAP = "…"
"""Stands in a number for the parts that were left out."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """Where the n members of a forest stand: arrays of n entries, with position as the index."""

    order: array[int]
    """('i') Index of the member in the sequence that the forest was made of."""
    parent: array[int]
    """('i') Position of the parent, -1 for a root."""
    depth: array[int]
    """('i') A root has 1."""
    size: array[int]
    """('i') Members in the subtree, itself included."""
    rank: array[int]
    """('i') One-based place among its siblings."""

    def __len__(self) -> int:
        return len(self.order)


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """The comments of a source in pre-order, ghosts among them."""

    comments: tuple[ImportedComment, ...]
    shape: Shape
    skipped: tuple[Skipped, ...]
    """What the source said about places that could not be kept."""


def grow(comments: Sequence[ImportedComment]) -> Tree:
    """Build the tree of comments in the source's order; a parent may come after its replies, or never.

    A parent that never comes becomes a ghost, a root at the place of its first orphan. Of comments with the
    same ``ref`` the first keeps it, and gets the replies. A cycle is cut above its first member.
    """
    skipped: list[Skipped] = []
    members = _unique(comments, skipped)
    indices = {comment.ref: index for index, comment in enumerate(members)}
    parents, ghosts = _parents(members, indices, skipped)
    skipped += [
        Skipped(f"comment {members[index].ref}", "it descends from itself; it was kept as a root")
        for index in cut_cycles(parents)
    ]
    if ghosts:
        members, parents = _with_ghosts(members, parents, ghosts)
    result = shape(parents)
    return Tree(tuple([members[index] for index in result.order]), result, tuple(skipped))


def shape(parents: Sequence[int]) -> Shape:
    """Number a forest in pre-order; ``parents`` holds the index of each member's parent, -1 for a root.

    Siblings stand in the order of their indices. O(n).

    Raises:
        ValueError: a member descends from itself.
    """
    total = len(parents)
    # Linked lists of children; the last entry of `first`, which is entry -1, holds the roots.
    first = array("i", [-1]) * (total + 1)
    following = array("i", [-1]) * total
    for index in range(total - 1, -1, -1):
        above = parents[index]
        following[index] = first[above]
        first[above] = index
    order = array("i")
    rank = array("i", [1]) * total
    rank_of = array("i", [1]) * total
    position_of = array("i", [-1]) * (total + 1)
    parent = array("i")
    depth = array("i")
    index = first[total]
    below = 1
    while index >= 0:
        position = len(order)
        position_of[index] = position
        order.append(index)
        parent.append(position_of[parents[index]])
        depth.append(below)
        rank[position] = rank_of[index]
        if first[index] >= 0:
            index = first[index]
            below += 1
            continue
        while index >= 0 and following[index] < 0:
            index = parents[index]
            below -= 1
        if index >= 0:
            rank_of[following[index]] = rank_of[index] + 1
            index = following[index]
    if len(order) != total:
        message = "a member descends from itself"
        raise ValueError(message)
    return Shape(order, parent, depth, sizes(parent), rank)


def sizes(parent: Sequence[int]) -> array[int]:
    """Return the size of every subtree, from the positions of the parents in pre-order. O(n)."""
    size = array("i", [1]) * len(parent)
    for position in range(len(parent) - 1, -1, -1):
        if parent[position] >= 0:
            size[parent[position]] += size[position]
    return size


def numbers(parent: Sequence[int], rank: Sequence[int], start: int, stop: int) -> Iterator[str]:
    """Yield the numbers, as a reader counts, of the members at a range of positions.

    Beyond ``LONGEST_NUMBER`` parts the middle is left out ("1.1.1.….4.1.2"): the numbers of a chain of replies would
    take the square of its length.
    """
    above: dict[int, str] = {}
    for position in range(start, stop):
        ranks = []
        index = position
        while index >= 0 and index not in above:
            ranks.append(str(rank[index]))
            index = parent[index]
        if index >= 0:
            ranks.append(above[index])
        number = ".".join(reversed(ranks))
        if number.count(".") >= LONGEST_NUMBER or GAP in number:
            parts = number.split(".")
            number = ".".join([*parts[:3], GAP, *parts[-3:]])
        above[position] = number
        yield number


def cut_cycles(parents: array[int]) -> list[int]:
    """Make a root, in place, of the first member of every cycle; return those members, ascending. O(n).

    An index beyond the last member is a parent that stands outside, and is above every cycle.
    """
    total = len(parents)
    cut = []
    seen = bytearray(total)  # 1: on the walk that is going on, 2: known to lead to a root
    for start in range(total):
        walk = []
        index = start
        while 0 <= index < total and not seen[index]:
            seen[index] = 1
            walk.append(index)
            index = parents[index]
        if 0 <= index < total and seen[index] == 1:
            first = min(walk[walk.index(index) :])
            parents[first] = -1
            cut.append(first)
        for index in walk:
            seen[index] = 2
    return sorted(cut)


def _unique(comments: Sequence[ImportedComment], skipped: list[Skipped]) -> list[ImportedComment]:
    """Give every comment a ``ref`` of its own; the first with a given one keeps it."""
    taken = {comment.ref for comment in comments}
    if len(taken) == len(comments):
        return list(comments)
    seen: set[str] = set()
    copies: dict[str, int] = {}
    members = []
    for comment in comments:
        ref = comment.ref
        if ref in seen:
            skipped.append(Skipped(f"comment {ref}", "the source has this id more than once; all were kept"))
            while ref in taken:
                copies[comment.ref] = copies.get(comment.ref, 1) + 1
                ref = f"{comment.ref}~{copies[comment.ref]}"
            taken.add(ref)
        seen.add(ref)
        members.append(comment if ref == comment.ref else replace(comment, ref=ref))
    return members


def _parents(
    members: list[ImportedComment], indices: dict[str, int], skipped: list[Skipped]
) -> tuple[array[int], dict[int, ImportedComment]]:
    """Return the parents' indices, ghosts counted on from the last member, and ghosts by first orphan."""
    total = len(members)
    parents = array("i")
    ghosts: dict[int, ImportedComment] = {}
    ghost_of: dict[str, int] = {}
    for index, comment in enumerate(members):
        above = comment.parent
        if above is None:
            parents.append(-1)
        elif above in indices:
            if indices[above] == index:
                skipped.append(
                    Skipped(f"comment {above}", "it names itself as its parent; it was kept as a root")
                )
                parents.append(-1)
            else:
                parents.append(indices[above])
        else:
            if above not in ghost_of:
                ghost_of[above] = total + len(ghosts)
                # Where the orphan's ref is the source's own id, so is the ref of its parent.
                known = above if comment.source_id is not None and comment.source_id == comment.ref else None
                key = None if comment.key is None else above
                ghosts[index] = ImportedComment(ref=above, source_id=known, state=State.GHOST, key=key)
            parents.append(ghost_of[above])
    return parents, ghosts


def _with_ghosts(
    members: list[ImportedComment], parents: array[int], ghosts: dict[int, ImportedComment]
) -> tuple[list[ImportedComment], array[int]]:
    """Insert every ghost before its first orphan, so that it stands there among the roots."""
    total = len(members)
    place = array("i", [0]) * (total + len(ghosts))
    combined: list[ImportedComment] = []
    above: list[int] = []
    met = 0
    for index, comment in enumerate(members):
        if index in ghosts:
            place[total + met] = len(combined)
            met += 1
            combined.append(ghosts[index])
            above.append(-1)
        place[index] = len(combined)
        combined.append(comment)
        above.append(parents[index])
    return combined, array("i", [place[old] if old >= 0 else -1 for old in above])
