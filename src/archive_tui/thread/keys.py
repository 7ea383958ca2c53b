"""Stable keys: what names a comment the same way in every library that holds it.

A key is the source's own id ("id:…") where there is one; else a digest of the parent's key, the folded text
and the occurrence among siblings of equal text, so that a comment inserted above does not rename everything
below it.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from archive_tui.model import ImportedComment, State

if TYPE_CHECKING:
    from collections.abc import Sequence

GHOST = "\0ghost\0"
"""Begins the folded text of a ghost; no cleaned text holds a NUL."""


def fold(text: str) -> str:
    """Return the text with its case and its white space folded, for comparing."""
    return " ".join(text.split()).casefold()


def folded_texts(comments: Sequence[ImportedComment], size: Sequence[int]) -> list[str]:
    """Return what identifies each comment of a tree in pre-order, apart from its parent.

    A ghost has no text; it is known by the first comment below it, which lasts longer than its place.
    """
    folded = [""] * len(comments)
    for position in range(len(comments) - 1, -1, -1):
        comment = comments[position]
        if comment.state is not State.GHOST:
            folded[position] = fold(comment.text)
        elif size[position] == 1:
            folded[position] = GHOST
        else:
            below = folded[position + 1]
            folded[position] = below if below.startswith(GHOST) else GHOST + below
    return folded


def source_key(comment: ImportedComment) -> str | None:
    """Return the key of a comment that has the source's own id."""
    return None if comment.source_id is None else f"id:{comment.source_id}"


def text_key(parent_key: str, folded: str, occurrence: int) -> str:
    """Return the key of a comment without an id of its own; the parent key of a root is empty."""
    digest = blake2b(f"{parent_key}\0{occurrence}\0{folded}".encode(), digest_size=12)
    return digest.hexdigest()
