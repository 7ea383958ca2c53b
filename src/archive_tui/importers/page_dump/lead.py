"""Which of the lines above the body are the kicker, the title and the dek.

Invariant: a title is one line, no part of a list, and no byline; it is looked for in the order in which pages
prove it: by its repetition in what a browser prints of the page's links, by the blank lines that set the head
of the article off, by the byline below it, and only then by its place before the first prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive_tui.importers.printed.furniture import is_heading, is_other_list

if TYPE_CHECKING:
    from collections.abc import Sequence

_SENTENCE = re.compile(r"[.!?…][\"”’»)]*$")
_SEVERAL_SENTENCES = re.compile(r"[.!?…][\"”’»)]*\s+\S")
_SKIP = re.compile(
    r"^(?:skip to|zum inhalt|aller au contenu|saltar al|ir al contenido|home\s*[>»]|menu\b|menü\b).{0,200}$",
    re.IGNORECASE,
)
_JUNK = re.compile(
    r"^\W*$|^[\[(][^\[\]]{0,200}[\])]$|_{4}|[═━─=-]{6}|^iframe\b|https?://|^(?:rss\W*)+$|\|\s*$",
    re.IGNORECASE,
)
_LINE_AT_MOST = 200
"""Characters of a title."""

_DEK_AT_MOST = 400
"""Characters of a dek."""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph before the comments."""

    text: str
    blanks: int
    listed: bool
    """Whether it stands in a list."""
    place: int
    byline: bool = False
    """Whether it is nothing but who wrote the article, and when."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What was found above the body."""

    section: str | None
    title: str
    dek: str | None
    body: list[Part]


def is_prose(part: Part) -> bool:
    """Say whether a part is too long, or too much of a sentence, for a heading."""
    return len(part.text) > 200 or (len(part.text) > 90 and bool(_SENTENCE.search(part.text)))


def is_kicker(first: Part, second: Part) -> bool:
    """Say whether a line is the few words above a title."""
    short = len(first.text) <= 40 and len(first.text.split()) <= 4 and not _SENTENCE.search(first.text)
    return short and len(second.text) > len(first.text) * 1.5 and len(second.text) <= _LINE_AT_MOST


def is_dek(part: Part, following: Part) -> bool:
    """Say whether one sentence stands above a body that is clearly longer."""
    single = len(part.text) <= 220 and not _SEVERAL_SENTENCES.search(part.text)
    longer = not following.listed and len(following.text) >= 1.5 * len(part.text)
    return single and longer and not part.listed and is_prose(following)


def read_lead(parts: Sequence[Part], hints: str) -> Lead:
    """Find the title without a heading of comments that quotes it.

    Args:
        parts: everything before the comments.
        hints: letters and digits of what the renderer printed of the page's links, case folded.
    """
    place = _named(parts, hints)
    if place is None:
        group = _group(parts)
        if group:
            return group
        start = _main_start(parts)
        place = _above_byline(parts, start) if start else None
    return _from_title(parts, place) if place is not None else _guess(parts, start)


def folded(text: str) -> str:
    """Keep letters and digits only, without case."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _can_be_title(part: Part) -> bool:
    text = part.text
    one_line = len(text) <= _LINE_AT_MOST and "\n" not in text
    furniture = _JUNK.search(text) or _SKIP.match(text) or is_other_list(text) or is_heading(text)
    return one_line and not (part.listed or part.byline or furniture)


def _named(parts: Sequence[Part], hints: str) -> int | None:
    """Return the part that the page's links name most seldom, for they name the site with every feed.

    Of equals the longest, and of those the last.
    """
    if not hints:
        return None
    best: tuple[int, int, int] | None = None
    for place, part in enumerate(parts):
        letters = folded(part.text) if _can_be_title(part) and len(part.text.split()) > 1 else ""
        if len(letters) < 10 or letters not in hints:
            continue
        worth = (-hints.count(letters), len(letters), place)
        best = worth if best is None else max(best, worth)
    return None if best is None else best[2]


def _group(parts: Sequence[Part]) -> Lead | None:
    """Read a head that two blank lines set off from the body."""
    end = next((place for place, part in enumerate(parts[:6]) if place and part.blanks >= 2), None)
    if end is None or any(part.listed or len(part.text) > _DEK_AT_MOST for part in parts[:end]):
        return None
    head = [part for part in parts[:end] if not part.byline]
    if not 2 <= len(head) <= 3 or not _kicks(head) or not _can_be_title(head[1]):
        return None
    dek = head[2].text if len(head) == 3 else None
    return Lead(head[0].text, head[1].text, dek, list(parts[end:]))


def _main_start(parts: Sequence[Part]) -> int:
    """Return where the article begins: after the menus, if the dump begins with menus."""
    menus = 0
    for index, part in enumerate(parts):
        if is_prose(part) and not part.listed:
            if not menus:
                return 0
            start = index
            while (
                start
                and not parts[start - 1].listed
                and index - start < 4
                and len(parts[start - 1].text) <= _LINE_AT_MOST
            ):
                start -= 1
            return start
        menus += part.listed or bool(_SKIP.match(part.text))
    return 0


def _above_byline(parts: Sequence[Part], start: int) -> int | None:
    """Return the nearest title above the byline that stands right before the body."""
    for byline in range(start, min(start + 6, len(parts))):
        if not parts[byline].byline:
            continue
        for place in range(byline - 1, start - 1, -1):
            if _can_be_title(parts[place]) and len(parts[place].text.split()) > 1:
                return place
        return None
    return None


def _from_title(parts: Sequence[Part], place: int) -> Lead:
    """Read what follows a title."""
    rest = [part for index, part in enumerate(parts[place + 1 :]) if index > 4 or not part.byline]
    section = parts[0].text if place == 1 and is_kicker(parts[0], parts[1]) else None
    dek, body = first_dek(rest, kicked=section is not None)
    return Lead(section, parts[place].text, dek, body)


def first_dek(parts: list[Part], *, kicked: bool) -> tuple[str | None, list[Part]]:
    """Take the first part for the dek if it is short and the body is set off from it.

    Args:
        parts: what follows the title.
        kicked: whether a kicker stands above the title; a page that has one has a dek.
    """
    if len(parts) >= 2 and not parts[0].listed and len(parts[0].text) <= _DEK_AT_MOST:
        text = parts[0].text
        lonely = not is_prose(parts[0]) and is_prose(parts[1]) and len(text) >= 30
        clean = "\n" not in text and not _JUNK.search(text)
        apart = parts[1].blanks >= 2 and parts[0].blanks < 2
        if clean and (lonely or apart or (kicked and is_dek(parts[0], parts[1]))):
            return text, parts[1:]
    return None, parts


def _guess(parts: Sequence[Part], start: int) -> Lead:
    """Take the lines right before the first prose: kicker, title, dek."""
    lead: list[Part] = []
    index = start
    while index < len(parts) and len(lead) < 6:
        part = parts[index]
        if lead and part.blanks >= 2 and not part.byline and is_prose(part):
            break
        if part.listed or (lead and is_prose(part) and not _is_head(lead, parts, index)):
            break
        if not part.byline and not _SKIP.match(part.text):
            lead.append(part)
        index += 1
    first = next((place for place, part in enumerate(lead) if _can_be_title(part)), 0)
    lead = lead[first:]
    section = lead.pop(0).text if len(lead) >= 2 and _kicks(lead) else None
    title = lead.pop(0).text if lead else ""
    rest = [*lead, *parts[index:]]
    if lead and not is_prose(lead[0]):
        return (
            Lead(section, title, lead[0].text, rest[1:])
            if len(rest) > 1
            else Lead(section, title, None, rest)
        )
    dek, body = first_dek(rest, kicked=True)
    return Lead(section, title, dek, body)


def _kicks(lead: list[Part]) -> bool:
    """Say whether the first line is a kicker; above a mere sentence it is the title, and the sentence the dek."""
    sentence = _SENTENCE.search(lead[1].text) and not _in_title_case(lead[1].text)
    return is_kicker(lead[0], lead[1]) and (len(lead) > 2 or not sentence)


def _is_head(lead: list[Part], parts: Sequence[Part], index: int) -> bool:
    """Say whether a part that reads like prose belongs to the head.

    A title in title case below a kicker; a standfirst of one line, with the body set off from it by two blanks.
    """
    part = parts[index]
    if len(lead) == 1 and is_kicker(lead[0], part) and _in_title_case(part.text):
        return True
    if index + 1 >= len(parts) or len(lead) > 2:
        return False
    return len(part.text) <= _DEK_AT_MOST and parts[index + 1].blanks >= 2


def _in_title_case(text: str) -> bool:
    words = [word for word in text.split() if len(word) > 4 and word[0].isalpha()]
    return len(words) >= 4 and sum(1 for word in words if word[0].isupper()) * 10 >= len(words) * 9
