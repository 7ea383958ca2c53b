"""Where the comments of a document are: their anchors, what they answer, what they quote.

The invariant: an anchor is made of the comment's number, so that it is the same in every document of the thread; a
link leads only to what is in the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive_tui.model import Chosen, Comment, Selection

_PARTS_AT_MOST = 12
"""Parts of a number that is shown, or made an anchor of, as it is."""


class Places:
    """The places of one article's comments in a document of perhaps several articles."""

    def __init__(self, selection: Selection, index: int) -> None:
        """Look at a selection; ``index`` counts the articles of the document from 0."""
        self._prefix = f"a{index + 1}-" if index else ""
        self.article = f"{self._prefix}article"
        """The anchor of the article."""
        self._anchors: dict[str, str] = {}
        self._numbers: dict[int, str] = {}
        for chosen in selection.chosen():
            comment = chosen.comment
            self._numbers[comment.id] = comment.number
            self._anchors[comment.number] = self.anchor(comment)

    def anchor(self, comment: Comment) -> str:
        """Return the anchor of a comment: "c3.2.1", or by its position where the number is too long."""
        if comment.depth > _PARTS_AT_MOST:
            return f"{self._prefix}p{comment.position + 1}"
        return f"{self._prefix}c{comment.number}"

    def target(self, number: str) -> str | None:
        """Return the anchor of the comment with a number, None if it is not in the document."""
        return self._anchors.get(number)

    def parent(self, comment: Comment) -> str | None:
        """Return the number of what a comment answers, in the document or not; None for a root."""
        if comment.parent_id is None:
            return None
        return self._numbers.get(comment.parent_id) or comment.number.rpartition(".")[0] or None

    def quoted(self, chosen: Chosen) -> list[str]:
        """Return the numbers of all comments that a comment quotes, each once."""
        return list(dict.fromkeys(quote.number for quote in chosen.quotes if quote.number is not None))


def shortened(number: str) -> str:
    """Return a number as it is shown: the middle of a very long one is left out."""
    if number.count(".") < _PARTS_AT_MOST:
        return number
    head, tail = number.split(".", 3)[:3], number.rsplit(".", 3)[1:]
    return f"{'.'.join(head)}.….{'.'.join(tail)}"
