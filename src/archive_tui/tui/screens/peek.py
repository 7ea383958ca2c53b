"""The ancestors of a comment over the thread, without moving in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from archive_tui.text.clean import clean, clean_line
from archive_tui.tui.screens.popup import Popup
from archive_tui.tui.widgets.crumbs import ancestry, numbers

if TYPE_CHECKING:
    from archive_tui.model import ArticleId
    from archive_tui.thread.outline import Outline
    from archive_tui.tui.session import Session

_MOST: Final = 30
"""Ancestors that are shown; those nearest to the comment."""


def peek(session: Session, article: ArticleId, outline: Outline, position: int) -> Popup:
    """Make the pop-up: from the root, or from thirty comments up, down to the parent. O(depth)."""
    chain = ancestry(outline, position)
    labels = numbers(outline, chain)
    above = chain[:-1][-_MOST:]
    texts = session.archive.texts(article, above)
    parts: list[Content] = []
    left_out = len(chain) - 1 - len(above)
    if left_out:
        parts.append(Content.styled(f"{left_out:,} more above\n", "$meta"))
    for label, ancestor in zip(labels[-1 - len(above) : -1], above, strict=True):
        text = texts[ancestor]
        author = clean_line(text.author) if text.author else ""
        parts.append(
            Content.assemble(
                (label, "$accent bold"),
                (f"  {author}" if author else "", "bold"),
                "\n",
                clean(text.text) or ("(no text)", "$meta"),
                "\n",
            )
        )
    return Popup(session, f"What {labels[-1]} answers", Content("\n").join(parts))
