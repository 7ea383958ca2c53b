"""JSON without recursion: for what is nested too deep for the standard library, is damaged, or cut off.

Invariant: nesting costs memory, not stack; a damage costs the value that it is in, and a value that ends in the
middle is as much of it as there was. O(length).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

_TOKEN = re.compile(
    r"""[\s,]*(?:([\[{])|([\]}])|("(?:[^"\\]|\\.)*+")"""
    r"""|(-?\d++(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null|NaN|-?Infinity)\b))""",
    re.DOTALL,
)
_COLON = re.compile(r"\s*:")
_JUNK = re.compile(r"[\s,]*.[^\[\]{}\",\n]*", re.DOTALL)
_lenient = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A value that stood in a text."""

    value: Any
    end: int
    """Where it ended."""
    damages: int
    """Places that were no JSON."""
    cut: bool = False
    """Whether the text ended before the value did; that is a damage, too."""


def decode(text: str, position: int = 0, stop: int | None = None) -> Decoded | None:
    """Return the object or array that begins at a position, whatever is wrong within it; None if none does.

    The text ends at ``stop``, if that is given.
    """
    stop = len(text) if stop is None else stop
    builder = _Builder()
    damages = 0
    while not builder.done:
        token = _TOKEN.match(text, position, stop)
        if token is None:
            if not builder.stack:
                return None
            junk = _JUNK.match(text, position, stop)
            if junk is None:
                return Decoded(builder.stack[0], stop, damages + 1, cut=True)
            position = junk.end()
            damages += 1
            continue
        position = token.end()
        opening, closing, string, literal = token.groups()
        if opening is not None:
            damages += builder.open([] if opening == "[" else {})
        elif closing is not None:
            damages += builder.close(closing)
        elif not builder.stack:
            return None
        elif string is not None and builder.expects_key:
            colon = _COLON.match(text, position, stop)
            if colon is None:
                damages += 1
            else:
                builder.key = str(_scalar(string))
                builder.expects_key = False
                position = colon.end()
        else:
            damages += builder.add(_scalar(string or literal))
    return Decoded(builder.value, position, damages)


def _scalar(token: str) -> Any:
    """Return what a token stands for; one that JSON would not allow (a wrong escape, "007") stands for itself."""
    try:
        return _lenient.decode(token)
    except ValueError:
        return token.strip('"')


class _Builder:
    """The containers that are open, and what belongs to which; what cannot be placed counts as damage."""

    def __init__(self) -> None:
        self.stack: list[Any] = []
        self.key = ""
        self.expects_key = False
        self.value: Any = None
        self.done = False

    def open(self, container: list[Any] | dict[str, Any]) -> int:
        damage = self._put(container)
        self.stack.append(container)
        self.expects_key = isinstance(container, dict)
        return damage

    def close(self, bracket: str) -> int:
        """Close the innermost container of a kind, and what was left open in it."""
        kind = list if bracket == "]" else dict
        place = len(self.stack) - 1
        while place >= 0 and not isinstance(self.stack[place], kind):
            place -= 1
        if place < 0:
            return 1
        damage = int(place < len(self.stack) - 1 or (kind is dict and not self.expects_key))
        self.value = self.stack[place]
        del self.stack[place:]
        self._after()
        return damage

    def add(self, value: object) -> int:
        damage = self._put(value)
        self._after()
        return damage

    def _put(self, value: object) -> int:
        if not self.stack:
            return 0
        above = self.stack[-1]
        if isinstance(above, list):
            above.append(value)
        elif self.expects_key:
            return 1
        else:
            above[self.key] = value
        return 0

    def _after(self) -> None:
        self.done = not self.stack
        self.expects_key = bool(self.stack) and isinstance(self.stack[-1], dict)
