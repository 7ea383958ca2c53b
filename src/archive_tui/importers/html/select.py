"""The few CSS selectors that a description of a site's markup needs.

Understood: ``tag``, ``.class``, ``#id``, ``[name]``, ``[name=value]``, ``[name^=value]``, ``[name*=value]``,
``[name$=value]``, ``:first`` (no sibling element before it), several in a row, a space for "somewhere in", ``>`` for
"directly in", and a comma for "or". Names of classes end with ``*`` where only their beginning is given.

The invariant: a selector is checked when it is compiled, which happens when the module that holds it is imported; asking
whether it matches never raises, and walks up from the element at most once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive_tui.importers.html.page import Element, Page

_PART = re.compile(
    r"""(?P<tag>[a-z][\w-]*) | \.(?P<class>[\w-]+\*?) | \#(?P<id>[\w-]+\*?) | (?P<first>:first)
    | \[(?P<name>[\w:-]+)(?:(?P<operator>[\^*$]?=)(?P<value>[^\]]*))?\]""",
    re.VERBOSE,
)


class _Test(NamedTuple):
    kind: Literal["tag", "class", "class-start", "has", "=", "^=", "*=", "$=", "first"]
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
        for choice in self._choices:
            if _matches(choice, element):
                return True
        return False

    def within(self, page: Page) -> list[Element]:
        """Return the elements of a page that are selected, in order. O(those that the index gives)."""
        if len(self._choices) == 1:
            found = [element for element in _candidates(page, self._choices[0]) if self.matches(element)]
            return found if _is_ordered(self._choices[0]) else _ordered(found)
        return _ordered(
            [
                element
                for choice in self._choices
                for element in _candidates(page, choice)
                if _matches(choice, element)
            ]
        )

    def first_of(self, page: Page) -> Element | None:
        """Return the first element of a page that is selected."""
        best: Element | None = None
        for choice in self._choices:
            candidates = _candidates(page, choice)
            if not _is_ordered(choice):
                candidates = sorted(candidates, key=_place)
            found = next((each for each in candidates if _matches(choice, each)), None)
            if found is not None and (best is None or found.place < best.place):
                best = found
        return best

    def among(self, elements: Iterable[Element]) -> Iterator[Element]:
        """Yield those of the elements that are selected."""
        return (element for element in elements if self.matches(element))

    def first(self, elements: Iterable[Element]) -> Element | None:
        """Return the first of the elements that is selected."""
        return next(self.among(elements), None)


def _place(element: Element) -> int:
    return element.place


def _candidates(page: Page, simples: list[_Simple]) -> Iterable[Element]:
    """Return what the index of the page has for the rarest part of the last simple selector."""
    tests = simples[-1].tests
    kinds: dict[str, _Test] = {test.kind: test for test in reversed(tests)}
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


def _is_ordered(simples: list[_Simple]) -> bool:
    return not any(test.kind == "class-start" for test in simples[-1].tests)


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
    if part["tag"]:
        return _Test("tag", part["tag"])
    if part["class"]:
        name = part["class"]
        return _Test("class-start", name[:-1]) if name.endswith("*") else _Test("class", name)
    if part["id"]:
        value = part["id"]
        return _Test("^=", "id", value[:-1]) if value.endswith("*") else _Test("=", "id", value)
    if part["first"]:
        return _Test("first", "")
    name, value = part["name"] or "", part["value"] or ""
    match part["operator"]:
        case "=":
            return _Test("=", name, value)
        case "^=":
            return _Test("^=", name, value)
        case "*=":
            return _Test("*=", name, value)
        case "$=":
            return _Test("$=", name, value)
        case _:
            return _Test("has", name)


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
    for test in simple.tests:
        if not _passes(test, element):
            return False
    return True


def _passes(test: _Test, element: Element) -> bool:
    match test.kind:
        case "tag":
            return element.name == test.name
        case "class":
            return test.name in element.classes
        case "class-start":
            return any(each.startswith(test.name) for each in element.classes)
        case "first":
            above = element.parent
            return (
                above is None or next(each for each in above.contents if not isinstance(each, str)) is element
            )
        case "has":
            return test.name in element.attributes
    value = element.attributes.get(test.name)
    if value is None:
        return False
    match test.kind:
        case "=":
            return value == test.value
        case "^=":
            return value.startswith(test.value)
        case "*=":
            return test.value in value
        case _:
            return value.endswith(test.value)
