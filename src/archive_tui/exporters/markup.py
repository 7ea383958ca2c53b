"""Text as HTML that is also XML: for pages and for books.

The invariant: whatever stands in a text comes out as text. The only elements are ours, the only links those to
addresses that may be opened and that the text itself shows, and to anchors of the same document.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from archive_tui.text.clean import clean, clean_line, safe_url

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from markdown_it import MarkdownIt

    from archive_tui.exporters.blocks import Block

    Reference = Callable[[str | None], str]
    """Makes the link to a comment by its number, or to the article (None)."""

_URL = re.compile(r"https?://[^\s<>\"'`\\|{}^]+", re.IGNORECASE)
_AFTER_URL = ".,;:!?)]}…"


def text(value: str) -> str:
    """Return one line as text."""
    return escape(clean_line(value))


def prose(value: str) -> str:
    """Return text as it is, its addresses as links."""
    if "://" not in value:
        return escape(value)
    parts: list[str] = []
    end = 0
    for found in _URL.finditer(value):
        url = found[0].rstrip(_AFTER_URL)
        if "(" in url and found[0][len(url) :].startswith(")"):
            url += ")"
        href = safe_url(url)
        if href is not None:
            parts += [escape(value[end : found.start()]), _anchor(href, url)]
            end = found.start() + len(url)
    parts.append(escape(value[end:]))
    return "".join(parts)


def address(url: str) -> str:
    """Return a URL as a link to it, if it may be opened, else as text."""
    shown = clean_line(url)
    href = safe_url(shown)
    return escape(shown) if href is None else _anchor(href, shown)


def link(url: str, shown: str) -> str:
    """Return a link with a text of ours, empty if the URL may not be opened."""
    href = safe_url(clean_line(url))
    return "" if href is None else _anchor(href, shown)


def _anchor(href: str, shown: str) -> str:
    return f'<a href="{escape(href)}" rel="nofollow noreferrer">{escape(shown)}</a>'


def blocks(found: Sequence[Block], reference: Reference) -> str:
    """Return paragraphs and quotations."""
    parts: list[str] = []
    for block in found:
        if not block.level:
            parts.append(f'<p dir="auto">{_passages(block, reference)}</p>\n')
            continue
        source = f' <span class="ref">— {reference(block.number)}</span>' if block.quoted else ""
        levels = min(block.level, 4)
        parts.append(
            "<blockquote>" * levels
            + f'<p dir="auto">{prose(block.text)}{source}</p>'
            + "</blockquote>" * levels
            + "\n"
        )
    return "".join(parts)


def _passages(block: Block, reference: Reference) -> str:
    """Return a paragraph of the commenter's own words; what it quotes is marked, and says where it is from."""
    parts: list[str] = []
    end = 0
    for passage in block.passages:
        parts += [
            prose(block.text[end : passage.start]),
            f"<mark>{prose(block.text[passage.start : passage.stop])}</mark>",
            f'<span class="ref">{reference(passage.number)}</span>',
        ]
        end = passage.stop
    parts.append(prose(block.text[end:]))
    return "".join(parts)


def moment(when: datetime, shown: str) -> str:
    """Return a date that programs can read, too."""
    return f'<time datetime="{when.isoformat().removesuffix("+00:00")}Z">{escape(shown)}</time>'


def note(markdown: str) -> str:
    """Return what the reader wrote, in CommonMark without HTML and pictures, as elements; headings as paragraphs."""
    parser = _parser()
    tokens = parser.parse(clean(markdown))
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "p"
        if token.type in {"heading_open", "paragraph_open"}:
            token.attrs["dir"] = "auto"
        for child in token.children or ():
            if child.type == "link_open":
                child.attrs["rel"] = "nofollow noreferrer"
    return str(parser.renderer.render(tokens, parser.options, {}))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 30 ms, and most documents have no note

    return MarkdownIt("commonmark", {"html": False, "xhtmlOut": True}).disable("image")
