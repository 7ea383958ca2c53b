"""A hit in its thread: what it answers, dimmed, and the comment itself, its matches marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from archive_tui.errors import NotFoundError
from archive_tui.text.clean import clean, clean_line
from archive_tui.tui.finding import places
from archive_tui.tui.widgets.crumbs import ancestry, numbers

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from archive_tui.archive import Archive
    from archive_tui.model import CommentText, Hit

_MOST: Final = 12
"""Ancestors that are shown; those nearest to the comment."""
_OF_ANCESTOR: Final = 400
_OF_HIT: Final = 20_000
"""Characters of a text that are shown."""


class Passage(VerticalScroll, can_focus=False):
    """Shows what ``passage`` read."""

    BINDINGS: ClassVar = []

    def compose(self) -> ComposeResult:
        """Lay out one text."""
        yield Static("", markup=False)

    def show(self, text: Content) -> None:
        """Show a passage from its beginning, or nothing."""
        self.query_one(Static).update(text)
        self.scroll_home(animate=False)


def passage(archive: Archive, hit: Hit) -> Content:
    """Read a hit with its ancestors. O(depth).

    Raises:
        StorageError: the library cannot be read.
    """
    title = Content.styled(f"{clean_line(hit.title)}\n", "bold")
    if hit.position < 0:
        article = archive.article(hit.article_id)
        whole = f"{article.dek or ''}\n\n{article.body or ''}".strip()
        return Content.assemble(title, "\n", _marked(hit, clean(whole[:_OF_HIT])))
    outline = archive.outline(hit.article_id)
    if not 0 <= hit.position < len(outline) or outline.ids[hit.position] != hit.id:
        raise NotFoundError("This comment has moved since the search; search again")
    chain = ancestry(outline, hit.position)
    labels = numbers(outline, chain)[-_MOST - 1 :]
    shown = chain[-_MOST - 1 :]
    texts = archive.texts(hit.article_id, shown)
    parts: list[Content] = [title]
    if len(chain) > len(shown):
        parts.append(Content.styled(f"{len(chain) - len(shown):,} more above", "$meta"))
    for label, position in zip(labels, shown, strict=True):
        if position not in texts:
            continue
        text = texts[position]
        is_hit = position == hit.position
        parts.append(_head(label, text, is_hit=is_hit))
        if is_hit:
            parts.append(_marked(hit, clean(text.text[:_OF_HIT])))
        else:
            body = clean(text.text[:_OF_ANCESTOR]).strip()
            parts.append(
                Content.styled(body + ("…" if len(text.text) > _OF_ANCESTOR else "") + "\n", "$meta")
            )
    replies = outline.size[hit.position] - 1
    if replies:
        noun = "comment" if replies == 1 else "comments"
        parts.append(Content.styled(f"\n{replies:,} {noun} below it", "$meta"))
    return Content("\n").join(parts)


def _head(label: str, text: CommentText, *, is_hit: bool) -> Content:
    author = clean_line(text.author) if text.author else ""
    return Content.assemble(
        (label, "$accent bold" if is_hit else "$accent"),
        (f"  {author}" if author else "", "bold" if is_hit else "$meta"),
    )


def _marked(hit: Hit, text: str) -> Content:
    marked = Content(text or "(no text)")
    style = "$hit bold" if hit.exact else "$hit italic"
    for start, stop in places(text, hit.matches):
        marked = marked.stylize(style, start, stop)
    return marked
