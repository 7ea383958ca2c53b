"""Lines that a site's own software prints around comments, told from what people write.

Invariant: a phrase is compared with a whole line, never searched inside one, so that a commenter may write
"reply" without losing it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from archive_tui.importers.printed import LONGEST_TRIED, words

_AROUND = " \t\u00a0↓↑←→↩⤷⤶↳➥»«›‹·•|/-–—()[]:.…▼▲▾▸✓✔★☆+*~>"
_BETWEEN = re.compile(r"[|·•/]|\s{2,}|, ")
_REMEMBERED = 4096
"""Lines whose judgement is kept."""
_ALL_BUTTONS = words.BUTTONS | words.REPLY_BUTTONS
_COUNT_BUTTON = re.compile(
    r"""(?:reply|antworten|responder|répondre)\ (?:to|auf|a|à)\ [^.,!?]{1,40}
    | \d{1,5}\ (?:likes?|votes?|points?) | [+-]\d{1,4} | [\s\d]*[▲▼👍👎][▲▼👍👎\s\d]*""",
    re.IGNORECASE | re.VERBOSE,
)
_OPENING, _CLOSING = '“„"«‘»‹', '”“"»’«›'


def _plain(line: str) -> str:
    """Fold case and drop the arrows, dots and marks around a phrase."""
    return line.strip(_AROUND).casefold()


def is_button(line: str) -> bool:
    """Say whether a line consists of nothing but the page's own buttons: "Reply", "Share | Permalink"."""
    return 0 < len(line) <= 80 and _is_button(line)


@lru_cache(maxsize=_REMEMBERED)
def _is_button(line: str) -> bool:
    """Judge a line; a page's lines are asked about several times in a row, and repeat."""
    plain = _plain(line)
    if plain in _ALL_BUTTONS or (plain + "...") in _ALL_BUTTONS:
        return True
    parts = [_plain(part) for part in _BETWEEN.split(line)]
    if len(parts) > 1 and all(part in _ALL_BUTTONS for part in parts if part):
        return bool(any(parts))
    singles = plain.split()
    if 1 < len(singles) <= 5 and all(word in _ALL_BUTTONS for word in singles):
        return True
    return _COUNT_BUTTON.fullmatch(line.strip()) is not None


def is_reply_button(line: str) -> bool:
    """Say whether a line is a button that only comments have: "Reply", "Antworten ↓"."""
    if not 0 < len(line) <= 80:
        return False
    if _plain(line) in words.REPLY_BUTTONS:
        return True
    parts = re.split(r"[|·•/]|\s+", line)
    return is_button(line) and any(_plain(part) in words.REPLY_BUTTONS for part in parts)


def is_ending(line: str) -> bool:
    """Say whether a line ends every discussion: the heading of a comment form, "Comments are closed."."""
    return len(line) <= 160 and words.ENDING.match(line) is not None


def is_paging(line: str) -> bool:
    """Say whether a line leads to another page of the same comments."""
    return len(line) <= 60 and words.PAGING.match(line) is not None


def is_other_list(line: str) -> bool:
    """Say whether a line heads a list that holds no discussion: recent comments, archives, a menu."""
    return len(line) <= 80 and words.OTHER_LIST.match(line) is not None


def is_heading(line: str) -> bool:
    """Say whether a line heads the comments, with a count or without."""
    return len(line) <= LONGEST_TRIED and (_plain(line) in words.HEADINGS or declared(line) is not None)


def declared(line: str) -> int | None:
    """Return the count that a heading of comments states.

    "20 thoughts on …", "5 Antworten", "Comments (7)".
    """
    if len(line) > LONGEST_TRIED:
        return None
    found = words.COUNT_LAST.match(line)
    if found:
        return int(found.group("count"))
    found = words.COUNTED.match(line)
    if not found:
        return None
    rest = found.group("rest").strip(_AROUND)
    if rest and not words.AFTER_COUNT.match(rest):
        return None
    if rest and rest[-1] in ".!?" and len(rest) > 30:
        return None
    count = found.group("count").lower()
    digits = re.sub(r"\D", "", count)
    return int(digits) if digits else words.COUNT_WORDS.get(count, 1)


def stated_count(line: str) -> int | None:
    """Return the one number of a line of at most three words that begins or ends with it.

    "۵ دیدگاه", "Hozzászólások (12)": whether it is a heading of comments, their number must tell.
    """
    found = words.STATED.match(line) if len(line) <= 60 else None
    return int(found.group("first") or found.group("last")) if found else None


def titled(line: str) -> str | None:
    """Return the article's title as a heading of comments quotes it: "3 thoughts on “A title”"."""
    found = words.COUNTED.match(line) if len(line) <= LONGEST_TRIED else None
    if not found:
        return None
    rest = words.ON_WORD.sub("", found.group("rest").strip(), count=1).strip()
    if len(rest) > 2 and rest[0] in _OPENING and rest[-1] in _CLOSING:
        return rest[1:-1].strip()
    return rest if rest != found.group("rest").strip() and len(rest) > 2 else None
