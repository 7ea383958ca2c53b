"""From the texts of exports to plain text: HTML, HTML whose line ends are meant, and Markdown as Reddit escapes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive_tui.text.html import BLOCKS, html_to_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = "|".join(sorted(BLOCKS, key=len, reverse=True))
_AROUND_BLOCKS = re.compile(
    rf"(?<!\s)[^\S\n]*+\n\s*+(?=</?(?:{_BLOCK})[\s>/])"
    rf"|(</?(?:{_BLOCK})(?:\s[^<>]*)?>)\s*+"
    r"|(<br\s*/?>)[ \t]*+\r?\n",
    re.IGNORECASE,
)
_PREFORMATTED = re.compile(r"<(/?)pre(?=[\s>])", re.IGNORECASE)
_BLOCK_MARK = re.compile(r"<!--\s*+/?wp:|-->[ \t]*+\n?")
_SHORTCODE = re.compile(
    r"\[(?:/?(?:caption|wp_caption|embed|audio|video|playlist|gallery|more|nextpage)(?:\s[^\[\]]{0,2000})?)\]"
)
_MARKDOWN_REFERENCE = re.compile(r"&(?:amp|lt|gt|quot|#39|#x27|nbsp|#x200[bB]|#32);")
_ELEMENT = re.compile(
    r"<(?:/?(?:p|b|i|em|strong|ul|ol|li|blockquote|div|span|pre|code|del|u|h[1-6])|a\s[^<>]*|br\s*/?|img\s[^<>]*)>",
    re.IGNORECASE,
)
_WEB = re.compile(r"https?://[\w.-]+(?::\d+)?(?:[/?#]\S*)?\Z", re.IGNORECASE)
_NOTHING = re.compile(r"&(?:#x200[bB]|#8203|ZeroWidthSpace);")
_CHARACTERS = {
    "&amp;": "&",
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&#39;": "'",
    "&#x27;": "'",
    "&nbsp;": " ",
    "&#32;": " ",
}
_QUOTED = re.compile(r"^>{1,20}(?=[^\s>!])", re.MULTILINE)


def from_html(markup: str, base: str | None = None) -> str:
    """Return the text of HTML."""
    return html_to_text(markup, base=base)


def from_wordpress(markup: str, base: str | None = None) -> str:
    """Return the text of a post or comment as WordPress stores it: HTML whose line ends are meant.

    Those beside the elements that make lines of their own are not; nor are the marks of its blocks, and of its
    shortcodes those that would only surround a text.
    """
    if "<" not in markup and "[" not in markup:
        return html_to_text(markup, newlines=True)
    markup = _SHORTCODE.sub("", _without_block_marks(markup))
    pieces = []
    for piece, preformatted in _pieces(markup):
        pieces.append(piece if preformatted else _AROUND_BLOCKS.sub(r"\1\2", piece))
    return html_to_text("".join(pieces), base=base, newlines=True)


def _without_block_marks(markup: str) -> str:
    """Leave out the comments that WordPress marks its blocks with."""
    kept = []
    start = 0
    opened: int | None = None
    for mark in _BLOCK_MARK.finditer(markup):
        if mark[0][0] == "<":
            opened = mark.start() if opened is None else opened
        elif opened is not None:
            kept.append(markup[start:opened])
            start, opened = mark.end(), None
    return "".join([*kept, markup[start:]]) if kept else markup


def _pieces(markup: str) -> Iterator[tuple[str, bool]]:
    """Yield a text in parts, and whether each is preformatted."""
    start = 0
    inside = False
    for tag in _PREFORMATTED.finditer(markup):
        opens = not tag[1]
        if opens != inside:
            yield markup[start : tag.start()], inside
            start, inside = tag.start(), opens
    yield markup[start:], inside


def from_reddit(markdown: str) -> str:
    """Return Markdown as its author typed it, quotations with a space after their mark.

    References stand for characters twice: once as the API escapes them, and once as Markdown does, which is left
    alone but for the ways to write that there is nothing.
    """
    if "&" in markdown:
        markdown = _MARKDOWN_REFERENCE.sub(lambda found: _CHARACTERS.get(found[0], ""), markdown)
        markdown = _NOTHING.sub("", markdown)
    return _QUOTED.sub(lambda marks: "> " * len(marks[0]), markdown) if ">" in markdown else markdown


def from_either(text: str) -> str:
    """Return the text of what may be HTML or plain: HTML where it has an element that texts are made with."""
    return from_wordpress(text) if _ELEMENT.search(text) else text


def web_address(value: object) -> str | None:
    """Return an address of the web, None for anything else."""
    return value.strip() if isinstance(value, str) and _WEB.match(value.strip()) else None
