"""Text in terminal cells: how wide it is, and how it is cut, padded and wrapped.

No line that leaves this module is wider than was asked for, except one that is a single unbreakable word.
The text is clean already (see ``archive_tui.text``): it has no tabs and no controls.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterator

_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_NO_LINE_START = frozenset("、。，．！？」』）】〕》〉：；…ー々")


def cells(text: str) -> int:
    """Return how many terminal cells the text takes. O(n); plain ASCII costs nothing."""
    if text.isascii():
        return len(text)
    width = 0
    previous = joined = 0
    for character in text:
        if character == _EMOJI_STYLE:
            width += 1 if previous == 1 else 0
            previous = 2
        elif character == _JOINER:
            joined = 1
        else:
            own = _cell_width(character)
            width += 0 if joined and own == 2 else own
            previous, joined = own or previous, 0
    return width


def cut(text: str, width: int) -> str:
    """Return the text, with its end replaced by an ellipsis if it is wider than ``width`` cells."""
    if cells(text) <= width:
        return text
    end = 0
    while cells(text[: end + 1]) < width:
        end += 1
    while end < len(text) and _cell_width(text[end]) == 0 and cells(text[: end + 1]) < width:
        end += 1
    return text[:end].rstrip() + "…" if width else ""


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Return the text filled with spaces to ``width`` cells; ``right`` puts it at the right end."""
    space = " " * (width - cells(text))
    return space + text if right else text + space


def wrap(text: str, width: int) -> list[str]:
    """Return the text in lines of at most ``width`` cells; 0 means that nothing is wrapped.

    Line ends are kept, and so is a line's own indentation. Breaks come at spaces and between East Asian
    characters, never inside a word: an address stays whole, to be copied or clicked.
    """
    lines = text.split("\n")
    if not width:
        return lines
    wrapped: list[str] = []
    for line in lines:
        if len(line) <= width and cells(line) <= width:
            wrapped.append(line)
        else:
            wrapped.extend(_wrap_line(line, width))
    return wrapped


def _wrap_line(line: str, width: int) -> Iterator[str]:
    body = line.lstrip(" ")
    indent = " " * min(len(line) - len(body), width // 2)
    if body.isascii():
        for start, end in _ascii_lines(body, width - len(indent)):
            yield indent + body[start:end].rstrip(" ")
        return
    current, taken = indent, len(indent)
    empty = True
    for glue, piece in _pieces(body):
        own = cells(piece)
        if not empty and taken + len(glue) + own > width:
            yield current.rstrip(" ")
            current, taken, empty = indent, len(indent), True
        if not empty:
            current += glue
            taken += len(glue)
        current += piece
        taken += own
        empty = False
    yield current.rstrip(" ")


def _ascii_lines(body: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield start and end of each line, where a character is a cell: a search a line, not a step a word."""
    start, length = 0, len(body)
    while length - start > width:
        end = body.rfind(" ", start, start + width + 1)
        if end <= start:
            end = body.find(" ", start + width)
            if end < 0:
                break
        yield start, end
        start = end + 1
        while start < length and body[start] == " ":
            start += 1
    if start < length:
        yield start, length


def _pieces(line: str) -> Iterator[tuple[str, str]]:
    """Yield what may not be broken, each with the space that stands before it."""
    for word in line.split(" "):
        glue = " "
        if word.isascii():
            yield glue, word
            continue
        start = 0
        for index in range(1, len(word)):
            if _may_break(word, index):
                yield glue, word[start:index]
                glue, start = "", index
        yield glue, word[start:]


def _may_break(word: str, index: int) -> bool:
    """Say whether a line may end before the character at ``index``: only beside one that is written wide."""
    before, after = word[index - 1], word[index]
    if _JOINER in (before, after) or not _cell_width(after) or after in _NO_LINE_START:
        return False
    return _cell_width(before) == 2 or _cell_width(after) == 2


@lru_cache(8_192)
def _cell_width(character: str) -> int:
    if category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(character) in {"W", "F"} else 1
