"""A page as a tree of elements, in pre-order: the descendants of an element are the interval behind it.

The invariant: ``elements[n].place == n``, and what is below an element are ``elements[place + 1 : stop]``. Building
it and walking it take linear time whatever the nesting, and nothing recurses. Broken nesting is mended by the rules
of the HTML standard (section 13.2.6) that matter for who is in whom: what ends what, what is in the scope of what.
Its adoption agency is cut short: a formatting element that ends around a block ends with that block.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui.text.html import BLOCKS, TextWriter
from archive_tui.text.markup import VOID, names, scan

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

MOST_ELEMENTS = 1_500_000
"""Of one page; at some 300 bytes each. What comes after them is left out, and the page says so."""

_BRIEF = 120
"""Elements in what may be a heading, a name, or a date, at the most."""

_NONE: Mapping[str, str] = {}
_NO_CLASSES: frozenset[str] = frozenset()


class Element:
    """An element of a page."""

    __slots__ = ("attributes", "classes", "contents", "name", "parent", "place", "stop")

    def __init__(self, name: str, attributes: Mapping[str, str], parent: Element | None, place: int) -> None:
        self.name = name
        self.attributes = attributes
        self.classes = frozenset(attributes["class"].split()) if attributes.get("class") else _NO_CLASSES
        self.parent = parent
        self.place = place
        self.stop = place + 1
        """The place behind its last descendant."""
        self.contents: list[Element | str] = []

    @property
    def id(self) -> str:
        """Return its ``id``, empty if it has none."""
        return self.attributes.get("id", "")

    def get(self, attribute: str) -> str:
        """Return an attribute without white space at its ends, empty if there is none."""
        return self.attributes.get(attribute, "").strip()

    def holds(self, other: Element) -> bool:
        """Say whether another element is this one or below it."""
        return self.place <= other.place < self.stop

    def ancestors(self) -> Iterator[Element]:
        """Yield what it is in, from the inside out."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent


class Page:
    """All elements of a page."""

    def __init__(self, elements: list[Element], *, cut: bool = False) -> None:
        self.elements = elements
        """In document order; the first one holds all others."""
        self.cut = cut
        """Whether the page had more elements than are kept."""
        self._by_class: dict[str, list[Element]] | None = None
        self._by_name: dict[str, list[Element]] = {}
        self._by_attribute: dict[str, list[Element]] = {}

    @property
    def root(self) -> Element:
        """Return the element that holds all others."""
        return self.elements[0]

    def with_class(self, name: str, *, begins: bool = False) -> list[Element]:
        """Return the elements of a class, or of all classes that begin so; in order for one class."""
        classes = self._indexed()
        if not begins:
            return classes.get(name, [])
        return [
            element for each, elements in classes.items() if each.startswith(name) for element in elements
        ]

    def named(self, name: str) -> list[Element]:
        """Return the elements of a name, in order."""
        self._indexed()
        return self._by_name.get(name, [])

    def having(self, attribute: str) -> list[Element]:
        """Return the elements that have an attribute, in order."""
        self._indexed()
        return self._by_attribute.get(attribute, [])

    def _indexed(self) -> dict[str, list[Element]]:
        """Return the elements by class; index them by name and attribute too, when that is asked for first."""
        if self._by_class is None:
            self._by_class = {}
            for element in self.elements:
                for each in element.classes:
                    self._by_class.setdefault(each, []).append(element)
                self._by_name.setdefault(element.name, []).append(element)
                for each in element.attributes:
                    self._by_attribute.setdefault(each, []).append(element)
        return self._by_class

    def below(self, element: Element) -> Iterator[Element]:
        """Yield the descendants of an element, in document order."""
        elements = self.elements
        for place in range(element.place + 1, element.stop):
            yield elements[place]

    def without(self, element: Element, left_out: Collection[int]) -> Iterator[Element]:
        """Yield an element and its descendants, but none of the places left out, nor anything below them."""
        yield element
        place = element.place + 1
        while place < element.stop:
            here = self.elements[place]
            if place in left_out:
                place = here.stop
            else:
                yield here
                place += 1

    def shown(self, left_out: Collection[int]) -> bytearray:
        """Return for each element whether it is neither left out nor in one that is. O(elements)."""
        mask = bytearray(b"\x01") * len(self.elements)
        for place in left_out:
            if mask[place]:
                stop = self.elements[place].stop
                mask[place:stop] = bytes(stop - place)
        return mask

    def raw(self, element: Element) -> str:
        """Return all text within an element as it stands in the markup."""
        pieces = [content for content in element.contents if isinstance(content, str)]
        if len(pieces) == len(element.contents):
            return "".join(pieces)
        return "".join([content for content in _walk(element, ()) if isinstance(content, str)])

    def words(self, element: Element, left_out: Collection[int] = ()) -> str:
        """Return the text within an element on one line."""
        gathered: list[str] = []
        for content in _walk(element, left_out):
            if isinstance(content, str):
                gathered.append(content)
            elif content.name in BLOCKS or content.name in {"br", "td", "th", "img"}:
                gathered.append(" ")
        return " ".join("".join(gathered).split())

    def brief(self, element: Element, left_out: Collection[int] = ()) -> str:
        """Return the text within an element on one line; empty for one that is no heading, name or date: too large."""
        return self.words(element, left_out) if element.stop - element.place <= _BRIEF else ""

    def text(
        self,
        element: Element,
        left_out: Collection[int] = (),
        *,
        base: str | None = None,
        quoted: Collection[int] = (),
    ) -> str:
        """Return the text within an element as ``archive_tui.text.html`` writes it.

        Args:
            element: Which one; it is shown even if it is hidden.
            left_out: Places of elements that are left out with all that is in them.
            base: Where relative links begin.
            quoted: Places of elements that are quotations, whatever their names.
        """
        writer = TextWriter(base=base)
        if element.name in {"pre", "ul", "ol"}:
            writer.start(element.name, element.attributes)
        stack: list[Iterator[Element | str]] = [iter(element.contents)]
        open_elements = [element]
        while stack:
            content = next(stack[-1], None)
            if content is None:
                stack.pop()
                ended = open_elements.pop()
                if stack:
                    writer.end("blockquote" if ended.place in quoted else ended.name)
            elif isinstance(content, str):
                writer.text(content)
            elif content.place not in left_out:
                name = "blockquote" if content.place in quoted else content.name
                writer.start(name, content.attributes, closed=False)
                if content.name not in VOID:
                    stack.append(iter(content.contents))
                    open_elements.append(content)
        return writer.finish()


_UNSHOWN = names("script style head title template noscript textarea select option svg")


def _walk(element: Element, left_out: Collection[int]) -> Iterator[Element | str]:
    """Yield the elements and texts below an element, each element both where it begins and where it ends."""
    stack: list[tuple[Element, Iterator[Element | str]]] = [(element, iter(element.contents))]
    while stack:
        content = next(stack[-1][1], None)
        if content is None:
            yield stack.pop()[0]
        elif isinstance(content, str):
            yield content
        elif content.place not in left_out and content.name not in _UNSHOWN:
            yield content
            stack.append((content, iter(content.contents)))


def read_page(markup: str) -> Page:
    """Build the tree of a page. O(length)."""
    builder = _Builder()
    scan(markup, builder)
    return builder.page()


_SCOPES = names("applet caption html table td th marquee object template")
"""Beyond these an end tag or an implied end has no effect."""

_SPECIAL = names(
    """address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd
    details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header
    hgroup hr html iframe img input keygen li link listing main marquee menu meta nav noembed noframes noscript object
    ol p param plaintext pre script search section select source style summary table tbody td template textarea tfoot th
    thead title tr track ul wbr xmp"""
)
_TRANSPARENT = names("address div p")
"""Special elements through which a new entry ends the one before it."""

_ENDS_P = names(
    """address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3
    h4 h5 h6 header hgroup hr listing main menu nav ol p pre search section summary table ul li dd dt xmp"""
)
_HEADINGS = names("h1 h2 h3 h4 h5 h6")
_ROWS = {
    "td": names("td th"),
    "th": names("td th"),
    "tr": names("td th tr caption colgroup"),
    "tbody": names("td th tr tbody thead tfoot caption colgroup"),
    "thead": names("td th tr tbody thead tfoot caption colgroup"),
    "tfoot": names("td th tr tbody thead tfoot caption colgroup"),
    "caption": names("colgroup caption"),
}
"""What of the same table ends where one of these begins."""

_IN_TABLE = names("table tbody thead tfoot tr td th caption colgroup")
_IN_HEAD = names("meta link title script style base basefont bgsound noscript template object")
_KEPT_SCRIPTS = ("application/ld+json", "application/json")


class _Builder:
    """Takes tags and text, and keeps the stack of open elements."""

    def __init__(self) -> None:
        root = Element("html", {}, None, 0)
        self._elements = [root]
        self._stack = [root]
        self._open: dict[str, list[int]] = {"html": [0]}
        """Where in the stack the open elements of a name are."""
        self._scopes = [0]
        self._special = [0]
        """Where in the stack the special elements are."""
        self._firm = [0]
        """Where those special elements are that no entry ends through."""
        self._doomed: set[int] = set()
        """Places of elements that have ended already, and are left as soon as nothing is open in them."""
        self._cut = False

    def page(self) -> Page:
        """Return what was built."""
        self._pop_to(1)
        self._elements[0].stop = len(self._elements)
        return Page(self._elements, cut=self._cut)

    def start(self, name: str, attributes: Mapping[str, str], *, closed: bool) -> None:
        """Begin an element, and end what it ends."""
        if name in {"html", "body"} and self._is_again(name, attributes):
            return
        if self._stack[-1].name == "head" and name not in _IN_HEAD:
            self._pop_to(len(self._stack) - 1)
        if name == "image":
            name = "img"
        if self._implied_ends(name):
            return
        if len(self._elements) >= MOST_ELEMENTS:
            self._cut = True
            return
        element = Element(name, attributes or _NONE, self._stack[-1], len(self._elements))
        self._elements.append(element)
        self._stack[-1].contents.append(element)
        foreign = closed and (self._open.get("svg") or self._open.get("math"))
        if name not in VOID and not foreign:
            self._push(element)

    def end(self, name: str) -> None:
        """End an element with all that is open in it; without effect if none is in scope."""
        if name == "br":
            self.start("br", {}, closed=False)
            return
        if name in _HEADINGS:
            name = max(_HEADINGS, key=self._last)
        place = self._last(name)
        if place <= 0 or name == "body":
            return
        if name in _IN_TABLE:
            barrier = self._last("table") if name != "table" else 0
        elif name == "li":
            barrier = max(self._scopes[-1], self._last("ul"), self._last("ol"))
        elif name == "p":
            barrier = max(self._scopes[-1], self._last("button"))
        elif name in _SCOPES:
            barrier = 0
        elif name in _SPECIAL:
            barrier = self._scopes[-1]
        else:
            barrier = self._special[-1]
        if place > barrier or (place == barrier and name in _SCOPES):
            self._pop_to(place)
        elif name not in _SPECIAL and place > self._scopes[-1]:
            self._doomed.add(self._stack[place].place)

    def text(self, text: str) -> None:
        """Add text to what is open."""
        here = self._stack[-1]
        if here.name in {"script", "style"} and here.get("type").lower() not in _KEPT_SCRIPTS:
            return
        if here.name == "head" and text.strip():
            self._pop_to(len(self._stack) - 1)
            here = self._stack[-1]
        if not self._cut:
            here.contents.append(text)

    def _last(self, name: str) -> int:
        """Return where in the stack the innermost element of a name is; -1 if none is open."""
        places = self._open.get(name)
        return places[-1] if places else -1

    def _is_again(self, name: str, attributes: Mapping[str, str]) -> bool:
        """Say whether the tag only adds attributes to an element that is there."""
        if name == "html":
            self._elements[0].attributes = {**attributes, **self._elements[0].attributes}
            return True
        if self._stack[-1].name == "head":
            self._pop_to(len(self._stack) - 1)
        return bool(self._open.get("body"))

    def _push(self, element: Element) -> None:
        place = len(self._stack)
        self._stack.append(element)
        self._open.setdefault(element.name, []).append(place)
        if element.name in _SCOPES:
            self._scopes.append(place)
        if element.name in _SPECIAL:
            self._special.append(place)
            if element.name not in _TRANSPARENT:
                self._firm.append(place)

    def _pop_to(self, place: int) -> None:
        """End everything from a place of the stack on, and what has waited for that."""
        stack = self._stack
        while len(stack) > place or (len(stack) > 1 and stack[-1].place in self._doomed):
            ended = stack.pop()
            ended.stop = len(self._elements)
            self._open[ended.name].pop()
            for places in (self._scopes, self._special, self._firm):
                if places[-1] >= len(stack) > 0:
                    places.pop()

    def _implied_ends(self, name: str) -> bool:
        """End what cannot hold a new element; return whether the new one is to be left out."""
        stack = self._stack
        if name in {"li", "dd", "dt"}:
            pair = {"li"} if name == "li" else {"dd", "dt"}
            if stack[self._firm[-1]].name in pair:
                self._pop_to(self._firm[-1])
        if name in _ENDS_P:
            place = self._last("p")
            if place > max(self._scopes[-1], self._last("button")):
                self._pop_to(place)
        if name in _HEADINGS and stack[-1].name in _HEADINGS:
            self._pop_to(len(stack) - 1)
        elif name in _ROWS:
            self._end_rows(name)
        elif name == "a":
            place = self._last("a")
            if place > self._special[-1]:
                self._pop_to(place)
        elif name in {"option", "optgroup"}:
            if stack[-1].name == "option":
                self._pop_to(len(stack) - 1)
        elif name == "button":
            place = self._last("button")
            if place > self._scopes[-1]:
                self._pop_to(place)
        return name == "form" and self._last("form") > self._last("template")

    def _end_rows(self, name: str) -> None:
        table = self._last("table")
        if table < 0:
            return
        places = [place for each in _ROWS[name] if (place := self._last(each)) > table]
        if places:
            self._pop_to(min(places))
