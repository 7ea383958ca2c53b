"""Who wrote a comment and when: the lines that a site prints above its text.

Invariant: a byline is taken off only where it stands, on the first lines of an entry, and only if its
wording or its date says what it is; a bare name is taken for one only where the page as a whole prints bare
names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from archive_tui.importers.printed.dates import find_date
from archive_tui.importers.printed.furniture import is_button

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME_AT_MOST = 80

_SAYS = (
    r"(?:says|said|wrote|writes|commented|comments|replied|replies|responded|adds|asks"
    r"|sagt|sagte|schrieb|schreibt|meint|antwortete?|kommentierte?|dit|a dit|a écrit|écrit|répond"
    r"|dice|dijo|escribió|comentó|ha detto|ha scritto|scrive|zegt|schreef|schrijft|diz|disse|escreveu"
    r"|pisze|napisał\(?a?\)?|mówi|пишет|говорит|сказал\(?а?\)?|каже|пише|säger|skriver|sier|siger|sanoo"
    r"|říká|napsal|mondja|spune|diyor ki|のコメント|说道?|說道?)"
)
_NAME_SAYS = re.compile(
    rf"^(?P<name>.{{1,{NAME_AT_MOST}}}?)[\s,]+{_SAYS}\s*(?:\.{{3}}|…|[:：]|-)?\s*$", re.IGNORECASE
)
_SAYS_COLON = re.compile(
    rf"^(?P<name>\S.{{0,{NAME_AT_MOST - 1}}}?)[\s,]+{_SAYS}\s*[:：]\s*(?P<rest>\S.*)$", re.IGNORECASE
)
_DATE_NAME_SAYS = re.compile(rf"^[\s,:–-]*(?P<name>\S.*?)\s+{_SAYS}\s*[:：]?\s*$", re.IGNORECASE)
_SAYS_END = re.compile(rf"[\s,]*\b{_SAYS}\s*(?:\.{{3}}|…|[:：])?\s*$", re.IGNORECASE)
_SAYS_START = re.compile(rf"^[\s,:–-]*{_SAYS}?\s*(?:\.{{3}}|…|[:：])?\s*$", re.IGNORECASE)
_PINGBACK = re.compile(
    r"""^(?:pingback | trackback | ping | rétrolien | rétroping | пингбек | トラックバック | ピンバック)
    (?:\s+(?:from|by|von|de|di|da))?\s*[:：]""",
    re.IGNORECASE | re.VERBOSE,
)
_EXCERPT = re.compile(
    r"^\s*(?:\[\s*(?:…|\.\.\.|&#8230;)\s*\]|\[&hellip;\]).{0,1000}(?:\[\s*(?:…|\.\.\.)\s*\])\s*$"
)
_MARKS = re.compile(
    r"""^(?:\s*(?:\[(?:IMG | INLINE | LINK | gravatar | photo | image | user | [0-9a-f]{4,32}
    | \w{0,40}avatar\w{0,20} | [^\[\]\s]{1,60}\.(?:jpe?g|png|gif|webp|svg))\] | [\ue000-\uf8ff]))+\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_PREFIX = re.compile(
    r"^(?:comment\s+)?(?:by|from|(?:posted|written|submitted|left|said) by"
    r"|(?:geschrieben|eingereicht|verfasst) von"
    r"|(?:soumis|écrit) par|enviado por|inviato da|ingediend door|von|par|por|di|da|door|автор:?)\s+",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(?:#\s?\d{1,5}|(?:comment|kommentar)\s+#?\d{1,5}|\d{1,5}\.?)\s*$", re.IGNORECASE)
_SUFFIX = re.compile(r"[\s,|•·–—:(@-]+$|\s+(?:on|am|at|um|le|el|il|op|em|den|vom)\s*$", re.IGNORECASE)
_ROLE = re.compile(
    r"\s*[(\[]?\b(?:(?:post |article )?author|autor|beitragsautor|admin|moderator|auteur)\b[)\]]?\s*$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"""^[-–—\s]*(?:(?:comment | kommentar | commentaire | comentario | commento)\s+(?:by|von|par|de|di)
    | (?:posted | written | left | geschrieben | écrit)\s+(?:by|von|par) | by | von)\s+(?P<rest>\S.*)$""",
    re.IGNORECASE | re.VERBOSE,
)
_SENTENCE_END = re.compile(r"(?<!\b[^\W\d_a-z])[.!?…;,:]$")
"""An initial with its dot ends a name, not a sentence."""
_TWICE = re.compile(r"(?P<name>.{3,}?)\s*(?P=name)")
"""A name after its picture, whose caption is the name."""


@dataclass(frozen=True, slots=True)
class Byline:
    """What the first lines of an entry say about it."""

    author: str | None = None
    created: datetime | None = None
    pingback: bool = False
    used: int = 0
    """How many of the entry's lines it took."""
    firm: bool = False
    """Whether the wording or a date proves it; a bare name proves nothing."""
    tail: int = 0
    """How many lines at the end it took, where a page prints it below the text."""


def strip_marks(line: str) -> str:
    """Take off what a renderer prints for an image at the start of a line."""
    if len(line) > 0 and (line[0] == "[" or "\ue000" <= line[0] <= "\uf8ff"):
        return _MARKS.sub("", line, count=1)
    return line


def is_pingback(line: str) -> bool:
    """Say whether the line announces another page's link: "Pingback: …"."""
    return _PINGBACK.match(line) is not None


def read_byline(lines: Sequence[str], *, day_first: bool = True, bare_names: bool = False) -> Byline:
    """Read the byline at the head of an entry's logical lines (blank ones are empty strings).

    Args:
        lines: the entry's own lines; only the first few are looked at.
        day_first: how the page writes 03/04/2019.
        bare_names: whether the page prints bare names on the first line.
    """
    head = _Head(lines, day_first=day_first)
    byline = head.read()
    if not byline.firm and bare_names:
        return head.bare()
    return byline


class _Head:
    """The first printed lines of one entry."""

    def __init__(self, lines: Sequence[str], *, day_first: bool) -> None:
        self._day_first = day_first
        self._lines: list[tuple[int, str]] = []
        for place, line in enumerate(lines[:16]):
            text = strip_marks(line.strip()) if len(line) <= 1000 else line
            if text and not is_button(text) and not _NUMBERED.match(text):
                self._lines.append((place, text))
            if len(self._lines) == 4:
                break

    def read(self) -> Byline:
        """Try the wordings, the most telling first."""
        if not self._lines:
            return Byline()
        place, first = self._lines[0]
        if _PINGBACK.match(first):
            return Byline(pingback=True, used=place, firm=True)
        return self._says(place, first) or self._dated(place, first) or self._name_then_date() or Byline()

    def bare(self) -> Byline:
        """Take a short first line that is followed by more for a name."""
        if len(self._lines) < 2 or not looks_like_name(self._lines[0][1]):
            return Byline()
        place, first = self._lines[0]
        return Byline(author=_name(first), used=place + 1)

    def _says(self, place: int, first: str) -> Byline | None:
        """Read "Name says:" alone on its line, and a date on the next."""
        if len(first) > 3 * NAME_AT_MOST:
            return None
        found = _NAME_SAYS.match(first)
        if found is None:
            rested = _SAYS_COLON.match(first)
            return self._said_on(place, rested) if rested else None
        name = found.group("name")
        dated = find_date(name, day_first=self._day_first)
        if dated is not None:
            author = _name((name[: dated.start] + " " + name[dated.end :]).strip())
            return Byline(author, dated.when, used=place + 1, firm=author is not None)
        author = _name(name)
        return self._with_date(Byline(author, used=place + 1, firm=True), 1) if author else None

    def _said_on(self, place: int, found: re.Match[str]) -> Byline | None:
        """Read "Name says: June 3, 2007": what follows must be a date and nothing else."""
        rest = found.group("rest")
        dated = find_date(rest, day_first=self._day_first)
        if dated is None or dated.start > 3 or len(rest) - dated.end > 3:
            return None
        return Byline(_name(found.group("name")), dated.when, used=place + 1, firm=True)

    def _with_date(self, byline: Byline, index: int) -> Byline:
        """Add the date that stands alone on a following line."""
        dated = self._alone(index)
        if dated is None:
            return byline
        when = dated if isinstance(dated, datetime) else None
        return replace(byline, created=when, used=self._lines[index][0] + 1)

    def _alone(self, index: int) -> datetime | bool | None:
        """Return the date of a line that is nothing else.

        Its time, True if it has no value, None if it is no date.
        """
        if index >= len(self._lines):
            return None
        line = self._lines[index][1]
        if len(line) > 100:
            return None
        dated = find_date(line, day_first=self._day_first)
        if dated is None:
            return None
        before, after = line[: dated.start].strip(" \t-–—•·|,:@()"), line[dated.end :].strip(" \t-–—•·|,:.()")
        if (
            before
            and before.casefold()
            not in {"on", "am", "posted", "posted on", "at", "le", "el", "permalink", "vor", "um"}
            and not is_button(before)
        ):
            return None
        if after and not _tail_is_furniture(after):
            return None
        return dated.when or True

    def _dated(self, place: int, first: str) -> Byline | None:
        """Read name and date on one line, in either order, or a date alone and the name on the next line."""
        if len(first) > 2 * NAME_AT_MOST:
            return None
        alone = self._alone(0)
        if alone is not None:
            byline = Byline(None, alone if isinstance(alone, datetime) else None, used=place + 1, firm=True)
            if len(self._lines) > 2 and looks_like_name(self._lines[1][1]):
                return replace(byline, author=_name(self._lines[1][1]), used=self._lines[1][0] + 1)
            return byline
        dated = find_date(first, day_first=self._day_first)
        if dated is None:
            return None
        before, after = first[: dated.start], first[dated.end :].strip()
        if not before.strip():
            named = _DATE_NAME_SAYS.match(after)
            name = _name(named.group("name")) if named else None
        elif not after or _SAYS_START.match(after) or _tail_is_furniture(after):
            name = _name(_SAYS_END.sub("", _SUFFIX.sub("", before)))
        else:
            name = None
        if name is None or len(name) > NAME_AT_MOST:
            return None
        return Byline(name, dated.when, used=place + 1, firm=True)

    def _name_then_date(self) -> Byline | None:
        """Read a name on one line and a date alone on the next, or the one after that."""
        if not looks_like_name(self._lines[0][1]):
            return None
        for index in (1, 2):
            dated = self._alone(index)
            if dated is not None and (index == 1 or len(self._lines[1][1]) <= 30):
                when = dated if isinstance(dated, datetime) else None
                return Byline(_name(self._lines[0][1]), when, used=self._lines[index][0] + 1, firm=True)
        return None


def ends_byline(line: str) -> bool:
    """Say whether a line ends like a byline: "Name says:"."""
    return line.endswith((":", "：")) and len(line) <= 3 * NAME_AT_MOST and _SAYS_END.search(line) is not None


def is_dated(line: str) -> bool:
    """Say whether a line is a date with its time, or ends with one that a short name stands before."""
    if not 0 < len(line) <= NAME_AT_MOST:
        return False
    dated = find_date(line)
    if dated is None or not dated.clocked or not _tail_is_furniture(line[dated.end :]):
        return False
    before = _name(line[: dated.start])
    return before is None or looks_like_name(before)


def is_tail(line: str) -> bool:
    """Say whether a line is a byline of those that stand below the text."""
    found = _TAIL.match(line) if len(line) <= 2 * NAME_AT_MOST else None
    return found is not None and find_date(found.group("rest")) is not None


def read_tail(lines: Sequence[str], *, day_first: bool = True) -> Byline | None:
    """Read a byline that stands below the text.

    "Comment by Name — June 3, 2007 @ 4:15 pm"; a name and a date with its time need no such words.
    """
    place = len(lines) - 1
    while place > 0 and (not lines[place] or is_button(lines[place])):
        place -= 1
    if place < 1 or len(lines[place]) > 2 * NAME_AT_MOST:
        return None
    found = _TAIL.match(lines[place])
    if found is None and not is_dated(lines[place]):
        return None
    rest = found.group("rest") if found else lines[place]
    dated = find_date(rest, day_first=day_first)
    if dated is None or not _tail_is_furniture(rest[dated.end :]):
        return None
    name = _name(rest[: dated.start])
    return Byline(name, dated.when, firm=True, tail=len(lines) - place) if name else None


def looks_like_name(line: str) -> bool:
    """Say whether a line could be a name: short, and no sentence."""
    return (
        0 < len(line) <= 50
        and not _SENTENCE_END.search(line)
        and len(line.split()) <= 6
        and "://" not in line
    )


def _name(text: str) -> str | None:
    """Clean a name; None if nothing is left of it."""
    name = _SUFFIX.sub("", _PREFIX.sub("", strip_marks(text.strip(" \t,;:–—-"))).strip()).strip()
    twice = _TWICE.fullmatch(name)
    name = twice.group("name") if twice else name
    role = _ROLE.search(name)
    if role and role.start() > 0:
        name = name[: role.start()].strip()
    return name or None


def _tail_is_furniture(after: str) -> bool:
    """Say whether what follows a date is the page's own: "Reply", "#", "at 5 pm · Edit"."""
    plain = after.strip(" \t-–—•·|,:.()#")
    return not plain or is_button(plain) or _SAYS_START.match(plain) is not None


def is_excerpt(text: str) -> bool:
    """Say whether a text is the cut-out that a pingback shows: "[…] words [...]"."""
    return len(text) <= 2000 and _EXCERPT.match(text) is not None


def is_says(line: str) -> bool:
    """Say whether a line is what is left of a byline without its name: "says:", "on", "schrieb am"."""
    plain = line.strip()
    return 0 < len(plain) <= 30 and (
        _SAYS_START.match(plain) is not None
        or re.fullmatch(r"(?:on|at|by|am|um|von|le|el|il|op|em)\W*", plain.lower()) is not None
    )


def plain_name(text: str) -> str | None:
    """Return the name in what a page prints of it: "By Ann says:", "Ann (author)"; None if there is none."""
    if len(text) > 3 * NAME_AT_MOST:
        return None
    return _name(_SAYS_END.sub("", text.strip()))
