"""Turn HTML into the plain text that it shows: what every format that holds HTML is read with.

What becomes of what:

- paragraphs, headings, lists, tables, preformatted text: set apart by blank lines; ``<br>``, ``<div>``, a list's
  entry and a table's row: lines of their own
- ``<blockquote>``: each line with ``> `` before it, a level each (``text.paragraphs`` reads them so)
- lists: ``- `` or ``1. `` before the entry, its further lines and the lists within it indented
- ``<pre>``: as it is, line by line
- a link: the words alone where they are its address, the whole address where they are the beginning of it, else
  ``words <https://address>``; mentions and hashtags are words alone, and so is a link within its page
- a picture: its description in square brackets, a smiley as it would be typed; a film or a frame: ``<https://address>``
- scripts, styles, forms' fields, and what is hidden: nothing

The invariant: nothing raises; the time is linear in the length of the markup, and the text is at most a small multiple
of it, however deep quotations and lists are nested. The text still has to be cleaned (``text.clean``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive_tui.text.layout import DEEPEST, Layout
from archive_tui.text.links import absolute, shown
from archive_tui.text.markup import VOID, names, scan, unescaped

if TYPE_CHECKING:
    from collections.abc import Mapping

_APART = names(
    "p blockquote pre h1 h2 h3 h4 h5 h6 ul ol dl menu dir table hr figure fieldset details listing xmp"
)
"""Elements with a blank line around them."""

_LINES = names(
    """div li dt dd tr section article header footer main aside nav address center form caption legend summary
    figcaption optgroup thead tbody tfoot hgroup body html"""
)
"""Elements that begin and end a line."""

BLOCKS = _APART | _LINES
"""Elements that are no part of a line of text."""

_SILENT = names(
    """script style head title template noscript object applet svg math textarea select button input option datalist
    noembed noframes iframe video audio canvas meter progress"""
)
"""Elements whose content is not read."""

_FILMS = frozenset(("iframe", "video", "audio", "embed", "source"))
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d])", re.IGNORECASE
)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_BLANKS = re.compile(r"[ \t\r\f]+")
_LIST = frozenset(("ul", "ol", "menu", "dir"))
_SMILEY_CLASSES = ("emoji", "smil", "emoticon", "smiley")


def html_to_text(markup: str, *, base: str | None = None, newlines: bool = False) -> str:
    """Return the text that the markup shows, without white space at its ends.

    Args:
        markup: A fragment or a whole page, well-formed or not.
        base: Where it comes from: relative links are resolved against it, and are words alone without it.
        newlines: Whether the ends of lines in the markup are meant: WordPress and others store comments so.
    """
    if "<" not in markup:
        text = unescaped(markup)
        return _spaced(text, newlines=newlines)
    writer = TextWriter(base=base, newlines=newlines)
    scan(markup, writer)
    return writer.finish()


def _spaced(text: str, *, newlines: bool) -> str:
    """Return a text without tags, its white space folded as it would be in a page."""
    if not newlines:
        return _SPACE.sub(" ", text).strip(" ")
    lines = [
        _BLANKS.sub(" ", line).strip(" ")
        for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


class TextWriter:
    """Writes the text of what it is told, tag by tag; a ``Sink`` of the scanner, or of whoever walks a tree."""

    def __init__(self, *, base: str | None = None, newlines: bool = False) -> None:
        self._base = base
        self._newlines = newlines
        self._layout = Layout()
        self._lists: list[int | None] = []
        """Open lists: how many entries they have had, None for one without numbers."""
        self._pre = 0
        self._silent: list[str] = []
        """The element that is not read, once for each of its name that is open within it."""
        self._link: str | None = None
        self._linked: list[str] = []
        self._pictured = False
        """Whether the link that is open, or was last, holds a picture."""
        self._cells = 0
        """Cells of the row that were begun."""
        self._glued = False
        """Whether no space may follow: an opening quotation mark has been written."""

    def start(self, name: str, attributes: Mapping[str, str], *, closed: bool = False) -> None:
        """Begin an element."""
        if self._silent and self._silent[0] == "p" and name in BLOCKS:
            self._silent.clear()
        if self._silent:
            if name == self._silent[0] and not closed:
                self._silent.append(name)
        elif name in _FILMS and attributes.get("src"):
            self._film(name, attributes["src"])
        elif name not in VOID and (name in _SILENT or self._is_hidden(name, attributes)):
            if not closed:
                self._silent.append(name)
        else:
            self._start(name, attributes)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "img":
            self._picture(attributes)
        elif name == "br":
            self._break()
        elif name == "a":
            self._end_link()
            self._link = self._address(attributes)
            self._linked = []
            self._pictured = False
        elif name in {"td", "th"}:
            self._cell()
        elif name == "q":
            self._write("“")
            self._glued = True
        elif name in BLOCKS:
            self._start_block(name, attributes)

    def end(self, name: str) -> None:
        """End an element; one that was never begun does no harm."""
        if self._silent:
            if name == self._silent[0]:
                self._silent.pop()
            return
        if name == "a":
            self._end_link()
        elif name == "q":
            self._layout.space = False
            self._write("”")
        elif name in BLOCKS:
            self._end_block(name)

    def text(self, text: str) -> None:
        """Write text."""
        if self._silent:
            return
        if self._pre:
            self._flush_link()
            self._layout.put_verbatim(text)
            return
        if self._newlines and "\n" in text:
            for number, line in enumerate(text.replace("\r\n", "\n").split("\n")):
                if number:
                    self._break()
                self._words(line)
            return
        self._words(text)

    def finish(self) -> str:
        """Return everything that was written."""
        self._end_link()
        return self._layout.text()

    @staticmethod
    def _is_hidden(name: str, attributes: Mapping[str, str]) -> bool:
        if not attributes or name in {"body", "html"}:
            return False
        style = attributes.get("style")
        return "hidden" in attributes or (style is not None and _HIDDEN.search(style) is not None)

    def _words(self, text: str) -> None:
        folded = _SPACE.sub(" ", text)
        words = folded.strip(" ")
        if not words.strip("\u00a0 "):  # editors fill empty paragraphs with a space that is no end of a line
            self._layout.space = (self._layout.space or bool(folded)) and not self._glued
            return
        if folded[0] == " ":
            self._layout.space = not self._glued
        self._glued = False
        self._write(words)
        self._layout.space = folded[-1] == " "

    def _write(self, words: str) -> None:
        """Write words on the line, or on a new one where that is owed."""
        if self._link is not None:
            if self._layout.space and self._linked:
                self._linked.append(" ")
                self._layout.space = False
            elif not self._linked:
                self._linked.append(" " if self._layout.space else "")
                self._layout.space = False
            self._linked.append(words)
            return
        self._layout.put(words)

    def _break(self) -> None:
        """End the line as ``<br>`` does; two of them leave a blank line, more of them no more."""
        self._flush_link()
        self._layout.break_line()

    def _owe(self, gap: int) -> None:
        self._flush_link()
        self._layout.owe(gap)

    def _start_block(self, name: str, attributes: Mapping[str, str]) -> None:
        nested = bool(self._lists) and name in _LIST
        self._owe(2 if name in _APART and not nested else 1)
        self._cells = 0
        if name == "hr":
            self._layout.put("* * *")
            self._owe(2)
        elif name in {"pre", "listing", "xmp"}:
            self._pre += 1
        elif name == "blockquote":
            self._layout.indent(name, "> ")
        elif name in _LIST:
            self._lists.append(self._first(attributes) if name == "ol" else None)
        elif name == "li":
            self._entry()
        elif name in {"dt", "dd"}:
            if self._layout.indented_for("dd"):
                self._layout.outdent("dd")
            if name == "dd":
                self._layout.indent(name, "  ")

    def _end_block(self, name: str) -> None:
        nested = len(self._lists) > 1 and name in _LIST
        self._owe(2 if name in _APART and not nested else 1)
        if name in {"pre", "listing", "xmp"}:
            self._pre = max(0, self._pre - 1)
        elif name in {"blockquote", "li", "dd"}:
            self._layout.outdent(name)
        elif name in _LIST and self._lists:
            self._lists.pop()
            if self._layout.indented_for("li") and self._layout.open_of("li") > len(self._lists):
                self._layout.outdent("li")
        elif name == "dl":
            self._layout.outdent("dd")

    @staticmethod
    def _first(attributes: Mapping[str, str]) -> int:
        start = attributes.get("start", "")
        return int(start) - 1 if re.fullmatch(r"[0-9]{1,6}", start) else 0

    def _entry(self) -> None:
        """Begin an entry of a list; one that was left open ends here."""
        open_entries = self._layout.open_of("li")
        if open_entries and open_entries >= min(len(self._lists), DEEPEST):
            self._layout.outdent("li")
        number = self._lists[-1] if self._lists else None
        if number is None:
            label = "- "
        else:
            self._lists[-1] = number + 1
            label = f"{number + 1}. "
        self._layout.indent("li", " " * len(label), label)

    def _cell(self) -> None:
        if self._cells and (self._layout.line or self._linked) and not self._layout.gap:
            self._flush_link()
            self._layout.space = True
            self._layout.put("|")
            self._layout.space = True
        self._cells += 1

    def _film(self, name: str, source: str) -> None:
        address = absolute(source, self._base)
        if address is not None and (name != "source" or self._link is None):
            self._owe(1)
            self._write(f"<{address}>")
            self._owe(1)
        if name not in VOID:
            self._silent.append(name)

    def _picture(self, attributes: Mapping[str, str]) -> None:
        self._pictured = True
        description = _SPACE.sub(" ", attributes.get("alt", "")).strip()
        if not description or len(description) > 300:
            return
        kinds = (attributes.get("class", "") + " " + attributes.get("src", "")).lower()
        typed = not any(character.isalnum() for character in description)
        smiley = typed or (len(description) <= 24 and any(kind in kinds for kind in _SMILEY_CLASSES))
        self._write(description if smiley else f"[{description}]")

    def _address(self, attributes: Mapping[str, str]) -> str | None:
        """Return where a link leads; empty if to nowhere that words do not say, None for no link at all."""
        if "href" not in attributes:
            return None
        kinds = attributes.get("class", "")
        if "mention" in kinds or "hashtag" in kinds:
            return ""
        return absolute(attributes["href"], self._base) or ""

    def _end_link(self) -> None:
        """Write the link's words, and its address where they do not say it."""
        address, linked = self._link, self._linked
        self._link, self._linked = None, []
        if address is None:
            return
        words = "".join(linked)
        after = self._layout.space
        self._layout.space = words.startswith(" ") or (after and not words)
        words = words.strip(" ")
        written = shown(words, address) if words or self._pictured else ""
        if written:
            self._layout.put(written)
            self._layout.space = after

    def _flush_link(self) -> None:
        """Write what a link has said before the line ends within it; the address comes at the link's end."""
        if self._link is None or not "".join(self._linked).strip(" "):
            return
        address, linked = self._link, "".join(self._linked)
        self._link, self._linked = None, []
        self._layout.space = linked.startswith(" ")
        self._layout.put(linked.strip(" "))
        self._link = address
