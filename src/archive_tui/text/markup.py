"""Read HTML as a browser's tokenizer does: tags, attributes, text. Nothing is built here.

The invariant: any string whatever is read from its first character to its last in linear time, without recursion and
without an error. There are no document types and no entities of a page's own; a reference is a name that HTML knows or
a number, so that nothing can grow.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


def names(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


VOID = names(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"
)
"""Elements that never have a content."""

_RAW = names("script style textarea title xmp iframe noembed noframes")
"""Elements in which no tag is read but the one that ends them."""

_TO_THE_END = frozenset(("script", "style"))
"""Those that hide the rest of a page where they never end: of a page that is cut off there is no rest to show."""

_NAME = re.compile(r"[^\s/>]++")
_ATTRIBUTE = re.compile(r"""[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?+""")
_TAG_END = re.compile(r"[\s/]*+>?")
_COMMENT_END = re.compile(r"--!?>")
_LONG_REFERENCE = re.compile(r"&#[0-9]{9,}+;?")
_CLOSING = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}


class Sink(Protocol):
    """What is told of a page, in order."""

    def start(self, name: str, attributes: Mapping[str, str], *, closed: bool) -> None:
        """Take a start tag.

        Args:
            name: Of the element, in lower case.
            attributes: By their names in lower case, references replaced; of two with one name the first.
            closed: Whether the tag ends with ``/>``, which means something in XML alone.
        """

    def end(self, name: str) -> None:
        """Take an end tag; whether anything of the name is open, nobody knows."""

    def text(self, text: str) -> None:
        """Take text, never empty, its references replaced; that of scripts and styles too."""


def unescaped(text: str) -> str:
    """Replace character references. O(length)."""
    if "&" not in text:
        return text
    if "&#" in text:
        text = _LONG_REFERENCE.sub("\ufffd", text)  # Python refuses to read a number of thousands of digits
    return unescape(text)


def scan(markup: str, sink: Sink) -> None:
    """Tell the sink what the markup holds; comments, document types and instructions are left out."""
    Scanner(markup, sink).run()


class Scanner:
    """One pass over one string."""

    def __init__(self, markup: str, sink: Sink) -> None:
        self._markup = markup
        self._sink = sink
        self._unclosed: set[str] = set()
        """Names of raw elements for which no end is left in the markup."""
        self._comment_ends = True

    def run(self) -> None:
        """Read everything."""
        markup, length = self._markup, len(self._markup)
        place = begin = 0
        while (place := markup.find("<", place)) >= 0:
            after = markup[place + 1 : place + 2]
            if after.isascii() and after.isalpha():
                reading = self._start
            elif after in {"!", "?"}:
                reading = self._declaration
            elif after == "/" and place + 2 < length:
                reading = self._end
            else:
                place += 1
                continue
            self._text(begin, place)
            begin = place = reading(place)
        self._text(begin, length)

    def _text(self, begin: int, end: int) -> None:
        if begin < end:
            self._sink.text(unescaped(self._markup[begin:end]))

    def _start(self, place: int) -> int:
        found = _NAME.match(self._markup, place + 1)
        name = found[0].lower() if found else ""
        attributes: dict[str, str] = {}
        place = found.end() if found else place + 1
        while found := _ATTRIBUTE.match(self._markup, place):
            place = found.end()
            key, double, single, bare = found.groups()
            attributes.setdefault(key.lower(), unescaped(double or single or bare or ""))
        tail = _TAG_END.match(self._markup, place)
        closed = tail is not None and tail[0].endswith("/>")
        place = tail.end() if tail else place
        self._sink.start(name, attributes, closed=closed)
        if name in _RAW and not closed:
            return self._raw(name, place)
        return place

    def _raw(self, name: str, place: int) -> int:
        """Pass on the content of an element that holds no tags; return where its end tag begins."""
        closing = None if name in self._unclosed else _CLOSING[name].search(self._markup, place)
        if closing is None:
            self._unclosed.add(name)
            return len(self._markup) if name in _TO_THE_END else place
        if name in {"textarea", "title"}:
            self._text(place, closing.start())
        elif place < closing.start():
            self._sink.text(self._markup[place : closing.start()])
        return closing.start()

    def _end(self, place: int) -> int:
        after = self._markup[place + 2]
        if not (after.isascii() and after.isalpha()):
            return self._bogus(place)
        found = _NAME.match(self._markup, place + 2)
        name = found[0].lower() if found else ""
        place = found.end() if found else place + 2
        while found := _ATTRIBUTE.match(self._markup, place):
            place = found.end()
        tail = _TAG_END.match(self._markup, place)
        self._sink.end(name)
        return tail.end() if tail else place

    def _declaration(self, place: int) -> int:
        markup = self._markup
        if markup.startswith("<!--", place):
            for short in ("<!-->", "<!--->"):
                if markup.startswith(short, place):
                    return place + len(short)
            found = _COMMENT_END.search(markup, place + 4) if self._comment_ends else None
            if found:
                return found.end()
            self._comment_ends = False
        elif (
            markup.startswith("<![CDATA[", place) and (end := markup.find("]]>", place, place + 100_000)) > 0
        ):
            if place + 9 < end:
                self._sink.text(markup[place + 9 : end])
            return end + 3
        return self._bogus(place)

    def _bogus(self, place: int) -> int:
        end = self._markup.find(">", place)
        return len(self._markup) if end < 0 else end + 1
