"""The conversation around a hit: what it answers, and what answers it.

Invariant: ancestors come from the root down and replies in the order of the thread, each with no more than a line of
its text, so that a hit in a long thread costs no more than one in a short one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive_tui.cli.cells import cut
from archive_tui.cli.output import legible
from archive_tui.cli.shapes import Shape, date_shape, hit_shape
from archive_tui.model import CommentId
from archive_tui.thread.outline import Flag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive_tui.archive import Archive
    from archive_tui.cli.output import Painter
    from archive_tui.model import CommentText, Hit

_CHARACTERS = 160
"""Of a text, where it is not cut at the end of the terminal's line."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Something said before or after a hit."""

    id: CommentId
    number: str
    below: int
    """Levels below the hit; 0 for an ancestor."""
    said: CommentText
    spam: bool

    @property
    def excerpt(self) -> str:
        """The beginning of the text, on one line."""
        if self.spam:
            return "(spam)"
        text = legible(self.said.text[: 2 * _CHARACTERS])
        return (text[:_CHARACTERS].rstrip() + "…" if len(text) > _CHARACTERS else text) or "(no text)"

    def lines(self, indent: str, paint: Painter, width: int) -> Iterator[str]:
        """Yield the line that people see, at most ``width`` cells wide; 0 cuts nothing."""
        head = f"{self.number}  {self.said.author}: " if self.said.author else f"{self.number}  "
        line = head + self.excerpt
        yield indent + paint(cut(line, max(width - len(indent), 20)) if width else line, "dim")


@dataclass(frozen=True, slots=True)
class Conversation:
    """What stands around a hit."""

    ancestors: tuple[Turn, ...]
    """The nearest ones, from the one next to the root down."""
    replies: tuple[Turn, ...]
    more: int
    """Replies that were left out, at any level."""


def conversation(archive: Archive, hit: Hit, most: int) -> Conversation:
    """Return at most so many ancestors of a hit, and so many of the comments below it."""
    outline = archive.outline(hit.article_id)
    at = hit.position
    above: list[int] = []
    ancestor = outline.parent[at]
    while ancestor >= 0 and len(above) < most:
        above.append(ancestor)
        ancestor = outline.parent[ancestor]
    end = at + outline.size[at]
    below = range(at + 1, min(at + 1 + most, end))
    texts = archive.texts(hit.article_id, [*above, *below])

    def turn(position: int) -> Turn:
        return Turn(
            CommentId(outline.ids[position]),
            outline.number(position),
            max(outline.depth[position] - outline.depth[at], 0),
            texts[position],
            bool(outline.flags[position] & Flag.SPAM),
        )

    return Conversation(
        tuple(turn(position) for position in reversed(above)),
        tuple(turn(position) for position in below),
        end - at - 1 - len(below),
    )


def context_shape(archive: Archive, hit: Hit, most: int) -> Shape:
    """Return a hit with what stands around it."""
    around = conversation(archive, hit, most) if hit.number else Conversation((), (), 0)
    return {
        **hit_shape(hit),
        "ancestors": [_turn_shape(turn) for turn in around.ancestors],
        "replies": [_turn_shape(turn) for turn in around.replies],
    }


def _turn_shape(turn: Turn) -> Shape:
    return {
        "id": turn.id,
        "number": turn.number,
        "author": turn.said.author,
        "created": date_shape(turn.said.created),
        "text": turn.said.text,
    }
