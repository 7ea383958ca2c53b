r"""The writing of a thread as plain text that reads back exactly: nested lists, as a page printed as text has them.

An entry is a line of two spaces a level, the rank among its siblings, and who says it: ``1. Ada on 2011-06-04 at 09:30
says [3.1; 12 points]:``. What is said stands below it, two spaces further in. Everything between the first such line
and the next line without an indent is the thread.

The invariant: whatever a comment says, ``said`` is undone by ``read_said``, and no line of it is taken for an entry,
for a remark, or for what the reader wrote: one that could be has a backslash before it. Lines of nothing but blanks
become empty ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

STEP = 2
DEEPEST = 100
"""Levels that are indented; deeper comments stand as deep as these, and their numbers tell."""

BETWEEN = "═" * 40
"""A line between two articles."""
END = "Comments end here."
"""The line below the thread."""
NO_NAME = "(no name)"
OWN = "┃"
"""Stands before every line that the reader wrote."""

HEADING = re.compile(
    r"(?P<count>[\d,]+)(?: of (?P<total>[\d,]+))? comments?, written by archive-tui (?P<program>\S+)"
)
"""The line above the thread, by which the writing is known."""

ENTRY = re.compile(
    r"(?P<indent> *)(?P<rank>\d+)\. (?P<name>.+?)"
    r"(?: on (?:no date|(?P<date>\d{4}-\d\d-\d\d)(?: at (?P<time>\d\d:\d\d(?::\d\d)?))?))?"
    r" says \[(?P<odd>[\d.]+(?:; [^;\]]+)*)\]:"
)
_DATED = re.compile(r".* on (?:no date|\d{4}-\d\d-\d\d(?: at \d\d:\d\d(?::\d\d)?)?)")
OMITTED = re.compile(r" *\[[\d,]+ (?:comments?|reply|replies) omitted[^\]]*\]")
_ESCAPED = re.compile(rf"(?P<indent> *)\\(?P<rest>\\*(?:\d+\. .* says \[.*\]:|\[[\d,]+ .*|{OWN}.*))")
_AMBIGUOUS = re.compile(rf"(?P<indent> *)(?P<rest>\\*(?:\d+\. .* says \[.*\]:|\[[\d,]+ .*|{OWN}.*))")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the first line of a comment says."""

    number: str
    name: str | None
    moment: str | None
    """ISO 8601, in UTC."""
    odd: tuple[str, ...]


BY = re.compile(r"By (?P<name>.+?)(?:, (?P<date>\d{4}-\d\d-\d\d)(?: (?P<time>\d\d:\d\d))?)?")
"""The line of the article's author and date."""


def is_ours(line: str) -> bool:
    """Return whether a line of an article could be taken for one of the writing; a space before it tells them apart."""
    bare = line.lstrip(" ")
    return (
        bare in {BETWEEN, END}
        or bare.startswith((OWN, "http://", "https://"))
        or HEADING.fullmatch(bare) is not None
        or BY.fullmatch(bare) is not None
    )


def indent(level: int) -> str:
    """Return the spaces before an entry."""
    return " " * (STEP * min(level, DEEPEST))


def entry(number: str, name: str | None, moment: datetime | None, odd: Sequence[str], level: int) -> str:
    """Return the first line of a comment."""
    when = ""
    if moment is not None:
        date, time = moment.strftime("%Y-%m-%d"), moment.strftime("%H:%M:%S").removesuffix(":00")
        when = f" on {moment.year:04d}{date[-6:]}" + (f" at {time}" if time != "00:00" else "")
    elif name and _DATED.fullmatch(name):
        when = " on no date"
    rank = number.rpartition(".")[2]
    return f"{indent(level)}{rank}. {name or NO_NAME}{when} says [{'; '.join([number, *odd])}]:"


def said(text: str, level: int) -> list[str]:
    """Return the lines of what a comment says; blank lines stay blank."""
    inside = indent(level + 1) if level < DEEPEST else indent(DEEPEST) + " " * STEP
    return [inside + _escaped(line) if line.strip() else "" for line in text.split("\n")]


def read_said(lines: list[str], level: int) -> str:
    """Return what a comment says, from its lines."""
    inside = STEP * (min(level, DEEPEST) + 1)
    return "\n".join(_unescaped(line[inside:]) if line else "" for line in lines)


def read_entry(line: str) -> Entry | None:
    """Return what the first line of a comment says; None for any other line."""
    if not line.endswith("]:"):
        return None
    found = ENTRY.fullmatch(line)
    if found is None:
        return None
    number, *odd = found["odd"].split("; ")
    parts = number.split(".")
    if not all(parts) or len(found["indent"]) != STEP * min(len(parts), DEEPEST):
        return None
    moment = None
    if found["date"]:
        moment = f"{found['date']}T{found['time'] or '00:00'}+00:00"
    name = found["name"]
    return Entry(number, None if name == NO_NAME else name, moment, tuple(odd))


def _escaped(line: str) -> str:
    found = _AMBIGUOUS.fullmatch(line)
    return line if found is None else f"{found['indent']}\\{found['rest']}"


def _unescaped(line: str) -> str:
    found = _ESCAPED.fullmatch(line)
    return line if found is None else found["indent"] + found["rest"]
