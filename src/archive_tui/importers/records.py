"""Records of XML exports, read so that no damage costs more than the record that it is in.

A strict parser refuses a whole export for one stray byte, and a forgiving one closes elements where it likes and
drops what follows. This one knows the names of the format. It looks for the beginnings and ends of those names
alone, so that whatever else stands in a text, marked as such or not, is text.

Invariant: it never raises, it always moves on, and a record that is well formed arrives whatever stands beside it.
Entities are those of HTML and numbers; none is ever declared, and nothing expands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.entities import html5
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from archive_tui.importers.chunks import Window

_PREFIX = r"(?:[A-Za-z_][\w.-]*:)?"
_ATTRIBUTES = re.compile(
    r"""\s*(?:([A-Za-z_][\w:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)'|([^\s"'<>=]*[^\s"'<>=/]))|(?!/?>)[^\s<>"']+|["'])"""
)
_OPENED = re.compile(r"\s*(/?)>?")
_CDATA = re.compile(r"\s*<!\[CDATA\[")
_CDATA_MARKS = re.compile(r"\]\]\]\]><!\[CDATA\[>|<!\[CDATA\[|\]\]>")
_REFERENCE = re.compile(r"&(?:#([0-9]{1,8})|#[xX]([0-9A-Fa-f]{1,8})|([A-Za-z][A-Za-z0-9]{1,31}));")
_CUT_AT = 1 << 20
"""Characters of a record that are kept in the window after they were read."""


@dataclass(slots=True)
class Element:
    """An element of a record."""

    name: str
    """Without its prefix."""
    line: int
    """Where it began, in the file; 0 for a leaf."""
    prefix: str = ""
    """As written; what it stands for is declared too seldom to be relied on."""
    attributes: dict[str, str] = field(default_factory=dict)
    """By their names as written, prefix and all."""
    text: str = ""
    """Of a leaf: references resolved, marks of CDATA gone; markup in it is left as it is."""
    children: list[Element] = field(default_factory=list)
    whole: bool = True
    """Whether it ended where it should."""

    def first(self, name: str) -> Element | None:
        """Return the first child of a name."""
        return next((child for child in self.children if child.name == name), None)

    def value(self, name: str) -> str:
        """Return the text of the first child of a name, without the white space around it."""
        child = self.first(name)
        return "" if child is None else child.text.strip()

    def all(self, name: str) -> Iterator[Element]:
        """Yield the children of a name."""
        return (child for child in self.children if child.name == name)


class Grammar:
    """What the elements of a format are called, and which of them have others in them."""

    def __init__(
        self,
        records: frozenset[str],
        containers: Mapping[str, frozenset[str]],
        interrupting: frozenset[str] = frozenset(),
        boundary: str = "(?!)",
        implied: Mapping[str, str] | None = None,
    ) -> None:
        """Take the names of a format.

        Args:
            records: The outermost elements that are read.
            containers: For each element that has others in it, those that are read.
            interrupting: Names that cannot stand in text that is not marked as such: it ended before them.
                Records, and whatever has an underscore in its name, never can.
            boundary: What cannot stand in a comment, or in CDATA of an element that is not read: their end is lost.
            implied: Elements of which a container has one, by their names, and the container that begins with them
                even where its own tag was lost.
        """
        self.records = records
        self.containers = containers
        self.skipped = {
            "<!--": re.compile(f"(?P<end>-->)|{boundary}"),
            "<![CDATA[": re.compile(rf"(?P<end>\]\]>)|{boundary}"),
        }
        """What ends what is not read, or cannot stand in it."""
        self.implied = implied or {}
        self._interrupting = interrupting
        self._searches: dict[tuple[str, ...], re.Pattern[str]] = {}
        self._ends: dict[tuple[str, str], tuple[re.Pattern[str], re.Pattern[str]]] = {}

    def next_in(self, stack: tuple[str, ...]) -> re.Pattern[str]:
        """Return what finds the next piece of markup that means something within open elements."""
        found = self._searches.get(stack)
        if found is None:
            names = set(self.records) | set(stack) | {name for name in self.implied if stack}
            for name in stack:
                names |= self.containers[name]
            found = self._searches[stack] = re.compile(
                rf"<!--|<!\[CDATA\[|<(/?){_PREFIX}({_any(names)})(?=[\s/>])"
            )
        return found

    def ends_of(self, leaf: str, container: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """Return what ends a leaf that begins with CDATA, and what ends one of plain text."""
        found = self._ends.get((leaf, container))
        if found is None:
            beside = self.containers[container] | set(self.containers) | self.records
            own = rf"</{_PREFIX}{re.escape(leaf)}\s*>"
            beside_end = rf"\]\]>(?=\s*</?{_PREFIX}(?:{_any(beside)})[\s/>])"
            strong = {name for name in beside if "_" in name} | self.records | self._interrupting
            found = (
                re.compile(rf"\]\]>\s*(?P<marked>{own})|(?P<own>{own})(?=\s*(?:<|\Z))|{beside_end}"),
                re.compile(rf"(?P<own>{own})|(?=</?{_PREFIX}(?:{_any(strong - {leaf})})[\s/>])"),
            )
            self._ends[leaf, container] = found
        return found


def _any(names: set[str] | frozenset[str]) -> str:
    return "|".join(sorted((re.escape(name) for name in names), key=len, reverse=True)) or "(?!)"


def records(window: Window, grammar: Grammar) -> Iterator[Element]:
    """Yield the records of a source, in its order, each as soon as it was read."""
    reader = _Reader(window, grammar)
    while True:
        record = reader.record()
        if record is None:
            return
        yield record


class _Reader:
    """A place in a window."""

    def __init__(self, window: Window, grammar: Grammar) -> None:
        self._window = window
        self._grammar = grammar
        self._at = 0
        self._endless: dict[str, int] = {}
        """Up to where in the source what begins with a mark does not end."""
        self._begun: Element | None = None
        """A record whose own tag was lost."""

    def record(self) -> Element | None:
        """Return the next record, None at the end of the source."""
        if self._begun is not None:
            begun, self._begun = self._begun, None
            return self._read(begun)
        pattern = self._grammar.next_in(())
        while True:
            found = self._window.search(pattern, self._at)
            if found is None:
                if not self._skip_far():
                    return None
            elif found[2] is None or found[1]:
                self._skip(found)
                if self._at > _CUT_AT:
                    self._cut()
            else:
                self._at = found.start()
                self._cut()
                record, closed = self._open()
                return record if closed else self._read(record)

    def _skip_far(self) -> bool:
        """Leave behind what was searched in vain; False at the end of the source."""
        if not self._window.more():
            return False
        self._window.cut(max(0, len(self._window.text) - _CUT_AT))
        self._at = 0
        return True

    def _read(self, record: Element) -> Element:
        """Read a record that has begun, up to its end or to where the next one begins."""
        stack = [record]
        while stack:
            names = tuple([element.name for element in stack])
            found = self._window.search(self._grammar.next_in(names), self._at)
            if found is None:
                _abandon(stack)
                self._at = len(self._window.text)
            elif found[2] is None:
                self._skip(found)
            elif found[1]:
                self._close(stack, found)
            else:
                self._begin(stack, found)
            if self._at > _CUT_AT:
                self._cut()
        return record

    def _close(self, stack: list[Element], found: re.Match[str]) -> None:
        """End the element of that name, and with it those in it that did not end."""
        self._at = found.end()
        names = [element.name for element in stack]
        if found[2] in names:
            while stack[-1].name != found[2]:
                stack.pop().whole = False
            stack.pop()
        gap = self._window.match(_OPENED, self._at)
        self._at = gap.end() if gap else self._at

    def _begin(self, stack: list[Element], found: re.Match[str]) -> None:
        """Read the element that begins here: into the innermost open one that may have it."""
        name = found[2]
        self._at = found.start()
        if name in self._grammar.implied:
            self._imply(stack, name, found.start())
            if not stack:
                return
        if name in self._grammar.containers[stack[-1].name]:
            self._enter(stack, name)
            return
        holders = [
            place for place, element in enumerate(stack) if name in self._grammar.containers[element.name]
        ]
        if not holders or name in [element.name for element in stack]:
            # What cannot stand here begins anew: the open one of the same name did not end.
            place = next((at for at, element in enumerate(stack) if element.name == name), 0)
            _abandon(stack, place)
            self._at = found.start()
            if stack:
                self._begin(stack, found)
            return
        _abandon(stack, holders[-1] + 1)
        self._at = found.start()
        self._enter(stack, name)

    def _enter(self, stack: list[Element], name: str) -> None:
        """Read a child of the innermost open element: a leaf whole, of a container the tag."""
        element, closed = self._open()
        stack[-1].children.append(element)
        if closed:
            return
        if name in self._grammar.containers:
            stack.append(element)
        else:
            self._leaf(element, stack[-1].name)

    def _imply(self, stack: list[Element], name: str, position: int) -> None:
        """Begin the container of an element where its tag must have been."""
        container = self._grammar.implied[name]
        place = next((at for at, element in enumerate(stack) if element.name == container), len(stack))
        if place < len(stack):
            if stack[place].first(name) is None:
                return
            _abandon(stack, place)
            if not stack:
                self._begun = Element(container, self._window.line_at(position), whole=False)
                return
        if stack and container in self._grammar.containers[stack[-1].name]:
            begun = Element(container, self._window.line_at(position), whole=False)
            stack[-1].children.append(begun)
            stack.append(begun)

    def _open(self) -> tuple[Element, bool]:
        """Read a start tag; say whether it is empty, and so its end, too."""
        head = self._window.match(_START, self._at)
        assert head is not None, "the search stands at a start tag"  # noqa: S101 - what the search promised
        name = head[2]
        line = self._window.line_at(self._at) if name in self._grammar.containers else 0
        element = Element(name, line, head[1].removesuffix(":"))
        self._at = head.end()
        if head[3]:
            return element, False
        while (pair := self._window.match(_ATTRIBUTES, self._at)) is not None:
            if pair[1] is not None:
                value = next(part for part in pair.groups()[1:] if part is not None)
                element.attributes.setdefault(pair[1], resolved(value))
            self._at = pair.end()
        end = self._window.match(_OPENED, self._at)
        self._at = end.end() if end else self._at
        return element, bool(end and end[1])

    def _leaf(self, leaf: Element, container: str) -> None:
        """Read the text of a leaf, up to its end or to where it must have been."""
        marked_end, plain_end = self._grammar.ends_of(leaf.name, container)
        cdata = self._window.match(_CDATA, self._at)
        start = self._at if cdata is None else cdata.end()
        found = (
            self._window.search(plain_end, start)
            if cdata is None
            else self._end_of_marked(marked_end, leaf.name, start)
        )
        stop = len(self._window.text) if found is None else found.start()
        raw = self._window.text[start:stop]
        leaf.whole = found is not None and found.end() > found.start() + len("]]>")
        if cdata is None:
            leaf.text = _plain(raw)
        else:
            leaf.text = _CDATA_MARKS.sub(_unmarked, raw) if "]]>" in raw or "<![" in raw else raw
        self._at = stop if found is None else found.end()

    def _end_of_marked(self, pattern: re.Pattern[str], name: str, start: int) -> re.Match[str] | None:
        """Return the end of a leaf that begins with CDATA.

        That is where the marks end and the element with them. An end without marks before it counts as well, for
        marks are forgotten; unless the text has begun such an element itself, as one that speaks of exports does.
        """
        speaks_of_it = False
        at = start
        while (found := self._window.search(pattern, at)) is not None:
            if found["own"] is None:
                return found
            if not speaks_of_it:
                opening = re.compile(rf"<{_PREFIX}{re.escape(name)}[\s>]")
                if opening.search(self._window.text, start, found.start()) is None:
                    return found
                speaks_of_it = True
            at = found.end()
        return None

    def _skip(self, found: re.Match[str]) -> None:
        """Step over a comment, over CDATA of what is not read, or over a tag that means nothing here."""
        self._at = found.end()
        if found[2] is not None:
            return
        mark = found[0]
        if self._window.passed + self._at < self._endless.get(mark, 0):
            return
        end = self._window.search(self._grammar.skipped[mark], self._at)
        if end is not None and end["end"] is not None:
            self._at = end.end()
        else:
            self._endless[mark] = self._window.passed + (
                len(self._window.text) if end is None else end.start()
            )

    def _cut(self) -> None:
        self._window.cut(self._at)
        self._at = 0


_START = re.compile(rf"<({_PREFIX})([\w.-]+)(>?)")


def _abandon(stack: list[Element], keep: int = 0) -> None:
    """Leave open elements that did not end."""
    while len(stack) > keep:
        stack.pop().whole = False


def _unmarked(mark: re.Match[str]) -> str:
    return "]]>" if len(mark[0]) > len("<![CDATA[") else ""


def _plain(raw: str) -> str:
    """Return text that is not marked as such: markup in it stays markup, and so do its references."""
    return raw if "<" in raw else resolved(raw)


def resolved(raw: str) -> str:
    """Resolve references to characters, those of HTML by name; what is none stays as it is."""
    return _REFERENCE.sub(_character, raw) if "&" in raw else raw


def _character(reference: re.Match[str]) -> str:
    decimal, hexadecimal, name = reference.groups()
    if name is not None:
        return html5.get(f"{name};", reference[0])
    code = int(decimal) if decimal is not None else int(hexadecimal, 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
