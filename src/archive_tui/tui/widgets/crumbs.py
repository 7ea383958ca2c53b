"""The branch of the current comment in one line: "3 › 3.2 › 3.2.1 author"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from archive_tui.text.clean import clean_line

if TYPE_CHECKING:
    from archive_tui.thread.outline import Outline


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
    """Write the branch; where it is too long, the ancestors nearest to the root give way. O(depth)."""
    if position < 0:
        return Content.styled("Article", "$meta")
    labels = numbers(outline, ancestry(outline, position))
    author = outline.author[position]
    name = clean_line(outline.authors[author]) if author >= 0 else ""
    last = Content.assemble((labels[-1], "$accent bold"), (f" {name}" if name else "", "$foreground"))
    room = width - last.cell_length - 4
    kept: list[str] = []
    for label in reversed(labels[:-1]):
        room -= len(label) + 3
        if room < 0:
            kept.append("…")
            break
        kept.append(label)
    before = "".join(f"{label} › " for label in reversed(kept))
    return Content.assemble((before, "$meta"), last)
