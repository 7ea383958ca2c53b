"""JSON-LD: what a page says of itself to machines.

The invariant: nothing raises; a script that is no JSON, or too deep to be meant, says nothing.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive_tui.importers.html.page import Page

Thing = dict[str, Any]

_LONGEST = 8_000_000
_MOST_THINGS = 200_000
_COMMA = re.compile(r",\s*+([\]}])")
"""A comma after the last of a list: meant by people, and refused by the standard."""


def things(page: Page) -> Iterator[Thing]:
    """Yield the objects of all scripts, those within others after them."""
    for element in page.elements:
        if element.name == "script" and element.get("type").lower().startswith("application/ld+json"):
            yield from _within(_parsed(page.raw(element)))


def _parsed(text: str) -> object:
    text = (
        text.strip()
        .removeprefix("<!--")
        .removesuffix("-->")
        .removeprefix("//<![CDATA[")
        .removesuffix("//]]>")
        .strip()
    )
    if len(text) > _LONGEST:
        return None
    for written in (text, _COMMA.sub(r"\1", text), html.unescape(text)):
        try:
            return json.loads(written, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _within(found: object) -> Iterator[Thing]:
    waiting = [found]
    count = 0
    while waiting and count < _MOST_THINGS:
        current = waiting.pop()
        count += 1
        if isinstance(current, dict):
            yield current
            waiting.extend(reversed([each for each in current.values() if isinstance(each, dict | list)]))
        elif isinstance(current, list):
            waiting.extend(reversed([each for each in current if isinstance(each, dict | list)]))


def kinds(thing: Thing) -> frozenset[str]:
    """Return the types of an object, without the address of their vocabulary."""
    said = thing.get("@type")
    said = said if isinstance(said, list) else [said]
    return frozenset(each.rpartition("/")[2] for each in said if isinstance(each, str))


def word(thing: Thing, *names: str) -> str | None:
    """Return the first of the properties that is, or has a name that is, a word."""
    for name in names:
        value = thing.get(name)
        if isinstance(value, list):
            value = next((each for each in value if each), None)
        if isinstance(value, dict):
            value = value.get("name") or value.get("@id") or value.get("url")
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def listed(thing: Thing, *names: str) -> list[Thing]:
    """Return the objects that a property holds."""
    found: list[Thing] = []
    for name in names:
        value = thing.get(name)
        found.extend(
            each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict)
        )
    return found


def count(thing: Thing, *names: str) -> int | None:
    """Return the first of the properties that is a number."""
    for name in names:
        said = word(thing, name)
        if said is not None and said.strip().isdecimal() and len(said) < 10:
            return int(said)
    return None
