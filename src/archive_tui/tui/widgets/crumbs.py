"""The branch of the current comment in one line: "3 › 3.2 › 3.2.1 author"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from archive_tui.text.clean import clean_line
from archive_tui.tui.widgets.thread_paint import short_number

if TYPE_CHECKING:
    from archive_tui.thread.outline import Outline

_STEP: Final = " › "


def ancestry(outline: Outline, position: int) -> list[int]:
    """Return the stored positions from the root down to a comment, itself included. O(depth)."""
    chain = []
    while position >= 0:
        chain.append(position)
        position = outline.parent[position]
    chain.reverse()
    return chain


def numbers(outline: Outline, chain: list[int]) -> list[str]:
    """Return the number of every comment of a chain that begins at a root."""
    written: list[str] = []
    for position in chain:
        rank = str(outline.rank[position])
        written.append(f"{written[-1]}.{rank}" if written else rank)
    return written


def crumbs(outline: Outline, position: int, width: int) -> Content:
    """Write the branch in at most ``width`` cells: root, nearest ancestors, and the comment itself. O(depth).

    What is in between gives way first, then the root, then the end of the author's name.
    """
    if position < 0:
        return Content.styled("Article", "$meta")
    *above, own = (short_number(number) for number in numbers(outline, ancestry(outline, position)))
    author = outline.author[position]
    name = clean_line(outline.authors[author]) if author >= 0 else ""
    last = Content.assemble((own, "$accent bold"), (f" {name}" if name else "", "$foreground"))
    before = _before(above, max(0, width - min(last.cell_length, max(len(own), width // 2))))
    return Content.assemble((before, "$meta"), last).truncate(max(1, width), ellipsis=True)


def _before(above: list[str], room: int) -> str:
    """Join the ancestors' numbers in so many cells, an ellipsis for those in the middle that have no room."""
    costs = [len(label) + len(_STEP) for label in above]
    if sum(costs) <= room:
        return "".join(label + _STEP for label in above)
    gap = 1 + len(_STEP)
    root = [above[0]] if costs[0] + gap <= room else []
    room -= gap + sum(costs[: len(root)])
    near: list[str] = []
    for label, cost in zip(reversed(above[len(root) :]), reversed(costs[len(root) :]), strict=True):
        room -= cost
        if room < 0:
            break
        near.append(label)
    return "".join(label + _STEP for label in (*root, "…", *reversed(near)))
