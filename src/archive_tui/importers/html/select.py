"""The few CSS selectors that a description of a site's markup needs.

Understood: ``tag``, ``.class``, ``#id``, ``[name]``, ``[name=value]``, ``[name^=value]``, ``[name*=value]``,
``[name$=value]``, ``:first`` (no sibling element before it), several in a row, a space for "somewhere in", ``>`` for
"directly in", and a comma for "or". Names of classes end with ``*`` where only their beginning is given.

The invariant: a selector is checked when it is compiled, which happens when the module that holds it is imported;
asking whether it matches never raises, and walks up from the element at most once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from archive_tui.importers.html.page import Element, Page

_PART = re.compile(
    r"""(?P<tag>[a-z][\w-]*) | \.(?P<class>[\w-]+\*?) | \#(?P<id>[\w-]+\*?) | (?P<first>:first)
    | \[(?P<name>[\w:-]+)(?:(?P<operator>[\^*$]?=)(?P<value>[^\]]*))?\]""",
    re.VERBOSE,
)


_Kind = Literal["tag", "class", "class-start", "has", "=", "^=", "*=", "$=", "first"]


class _Test(NamedTuple):
    kind: _Kind
    name: str
    value: str = ""


class _Simple(NamedTuple):
    tests: tuple[_Test, ...]
    directly: bool
    """Whether the one before it has to match the parent."""


class Selector:
    """A compiled selector."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._choices = [_compile(choice) for choice in text.split(",")]

    def __repr__(self) -> str:
        return f"Selector({self.text!r})"

    def matches(self, element: Element) -> bool:
        """Say whether an element is selected. O(depth) where ancestors are asked for, else O(1)."""
        return any(_matches(choice, element) for choice in self._choices)

    def within(self, page: Page) -> list[Element]:
        """Return the elements of a page that are selected, in order. O(those that the index gives)."""
        if len(self._choices) == 1:
            return _selected(page, self._choices[0])
        return _ordered([element for choice in self._choices for element in _selected(page, choice)])

    def first_of(self, page: Page) -> Element | None:
        """Return the first element of a page that is selected."""
        return next(iter(self.within(page)), None)

    def among(self, elements: Iterable[Element]) -> Iterator[Element]:
        """Yield those of the elements that are selected."""
        return (element for element in elements if self.matches(element))

    def first(self, elements: Iterable[Element]) -> Element | None:
        """Return the first of the elements that is selected."""
        return next(self.among(elements), None)


def _selected(page: Page, simples: list[_Simple]) -> list[Element]:
    """Return what a choice selects, in order; from the outside in, so that no element is walked up from."""
    around: list[Element] | None = None
    for simple in simples:
        found = [element for element in _candidates(page, simple) if _fits(simple, element)]
        if not _is_ordered(simple):
            found = _ordered(found)
        if around is not None:
            found = _directly_in(found, around) if simple.directly else _in(found, around)
        if not found:
            return []
        around = found
    return around or []


def _directly_in(found: list[Element], around: list[Element]) -> list[Element]:
    places = {element.place for element in around}
    return [element for element in found if element.parent is not None and element.parent.place in places]


def _in(found: list[Element], around: list[Element]) -> list[Element]:
    """Return those of the elements that are in others; both are in order."""
    kept: list[Element] = []
    last, stop = 0, 0
    for element in found:
        while last < len(around) and around[last].place < element.place:
            stop = max(stop, around[last].stop)
            last += 1
        if element.place < stop:
            kept.append(element)
    return kept


def _candidates(page: Page, simple: _Simple) -> Iterable[Element]:
    """Return what the index of the page has for the rarest part of a simple selector."""
    kinds: dict[str, _Test] = {test.kind: test for test in reversed(simple.tests)}
    if "class" in kinds:
        return page.with_class(kinds["class"].name)
    if "class-start" in kinds:
        return page.with_class(kinds["class-start"].name, begins=True)
    for kind in ("=", "^=", "*=", "$=", "has"):
        if kind in kinds:
            return page.having(kinds[kind].name)
    if "tag" in kinds:
        return page.named(kinds["tag"].name)
    return page.elements


def _is_ordered(simple: _Simple) -> bool:
    return not any(test.kind == "class-start" for test in simple.tests)


def _ordered(found: list[Element]) -> list[Element]:
    return [element for _, element in sorted({element.place: element for element in found}.items())]


@lru_cache(maxsize=2048)
def selector(text: str) -> Selector:
    """Compile a selector once.

    Raises:
        ValueError: it is none.
    """
    return Selector(text)


def _compile(text: str) -> list[_Simple]:
    simples: list[_Simple] = []
    directly = False
    for word in text.replace(">", " > ").split():
        if word == ">":
            directly = True
            continue
        simples.append(_Simple(tuple(_tests(word)), directly))
        directly = False
    if not simples:
        message = f"an empty selector: {text!r}"
        raise ValueError(message)
    return simples


def _tests(word: str) -> Iterator[_Test]:
    place = 0
    while place < len(word):
        found = _PART.match(word, place)
        if found is None:
            message = f"not a selector: {word!r}"
            raise ValueError(message)
        place = found.end()
        yield _test(found.groupdict())


def _test(part: dict[str, str | None]) -> _Test:
    tag, name, value = part["tag"], part["class"], part["value"] or ""
    if tag or part["first"]:
        return _Test("tag", tag) if tag else _Test("first", "")
    if name:
        return _Test("class-start", name[:-1]) if name.endswith("*") else _Test("class", name)
    if identity := part["id"]:
        return _Test("^=", "id", identity[:-1]) if identity.endswith("*") else _Test("=", "id", identity)
    return _Test(_OPERATORS[part["operator"]], part["name"] or "", value)


_OPERATORS: dict[str | None, _Kind] = {"=": "=", "^=": "^=", "*=": "*=", "$=": "$=", None: "has"}


def _matches(simples: list[_Simple], element: Element) -> bool:
    if not _fits(simples[-1], element):
        return False
    wanted = len(simples) - 2
    directly = simples[-1].directly
    above = element.parent
    while wanted >= 0 and above is not None:
        if _fits(simples[wanted], above):
            directly = simples[wanted].directly
            wanted -= 1
        elif directly:
            return False
        above = above.parent
    return wanted < 0


def _fits(simple: _Simple, element: Element) -> bool:
    return all(_passes(test, element) for test in simple.tests)


def _passes(test: _Test, element: Element) -> bool:
    return _PASSES[test.kind](test, element)


def _is_first(_test: _Test, element: Element) -> bool:
    above = element.parent
    return above is None or next(each for each in above.contents if not isinstance(each, str)) is element


_PASSES: dict[_Kind, Callable[[_Test, Element], bool]] = {
    "tag": lambda test, element: element.name == test.name,
    "class": lambda test, element: test.name in element.classes,
    "class-start": lambda test, element: any(each.startswith(test.name) for each in element.classes),
    "first": _is_first,
    "has": lambda test, element: test.name in element.attributes,
    "=": lambda test, element: element.attributes.get(test.name) == test.value,
    "^=": lambda test, element: element.attributes.get(test.name, "").startswith(test.value),
    "*=": lambda test, element: test.value in element.attributes.get(test.name, ""),
    "$=": lambda test, element: element.attributes.get(test.name, "").endswith(test.value),
}
