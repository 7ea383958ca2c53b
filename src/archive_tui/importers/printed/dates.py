"""Dates as sites print them beside a name, in a dozen languages.

Invariant: only a date that is absolute and complete (day, month, year) becomes a ``datetime``, aware and in
UTC; pages print no time zone, so the printed time is taken as UTC. Everything else that is plainly a date
is recognised, so that it can be taken out of the text, but has no value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from archive_tui.importers.printed import LONGEST_TRIED

_MONTH_NAMES = (
    "january januar jänner janvier enero gennaio januari janeiro stycznia января січня leden ledna",
    "february februar feber février febrero febbraio februari fevereiro lutego февраля лютого února",
    "march märz maerz mrz mars marzo maart março marca марта березня března",
    "april avril abril aprile kwietnia апреля квітня dubna",
    "may mai mayo maggio mei maio maja мая травня května",
    "june juni juin junio giugno junho czerwca июня червня června",
    "july juli juillet julio luglio julho lipca июля липня července",
    "august août agosto augustus sierpnia августа серпня srpna",
    "september septembre septiembre setiembre settembre setembro września сентября вересня září",
    "october oktober octobre octubre ottobre outubro października октября жовтня října",
    "november novembre noviembre novembro listopada ноября листопада",
    "december dezember décembre diciembre dicembre dezembro grudnia декабря грудня prosince desember",
)
_SHORT_NAMES = (
    "jan ene janv gen sty янв",
    "feb févr fev lut фев",
    "mar mrz mär märz мар",
    "apr avr abr kwi апр",
    "may mai mei maj май",
    "jun juin giu czerw июн",
    "jul juil lug lip июл",
    "aug août ago sie авг",
    "sep sept set wrz сен",
    "oct okt ott out paź окт",
    "nov lis ноя",
    "dec dez déc dic gru дек",
)
_MONTHS = {
    name: number
    for names in (_SHORT_NAMES, _MONTH_NAMES)
    for number, row in enumerate(names, start=1)
    for name in row.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.|º|er)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|mo|di|mi|do|fr|sa|so"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica)\b[.,]*\s+"
)
_CLOCK = (
    r"(?:[\s,|/@·•–-]*(?:\b(?:at|um|à|a las|a|alle|om|às|as|kl|o|о|в)\b)?[\s,|.:–-]*"
    r"(?P<hour>\d{1,2})(?:(?:\s?h\s?|[:.])(?P<minute>\d\d)(?:\s?min\b)?)(?:[:.](?P<second>\d\d))?"
    r"(?:\s*(?P<half>[ap]\.?\s?m\b\.?))?"
    r"(?:\s*(?:uhr|h\b|hrs\b|(?:utc|gmt|[ecmp][sd]t|cest|cet)\b(?:\s*[+-]\d+)?))?)?"
)
_FORMS = (
    rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
    rf"{_DAY}\s*(?:de\s+|of\s+)?{_MONTH},?\s*(?:de\s+|del\s+)?{_YEAR}",
    r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:T|\b)",
    r"(?P<first>\d{1,2})(?P<dot>[./-])(?P<second_>\d{1,2})(?P=dot)(?P<year>(?:19|20)\d\d|\d\d)\b",
    r"(?P<year>(?:19|20)\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日?",
)
_WHOLE = tuple(
    re.compile(
        rf"(?:\b(?:on|am|le|el|il|den|op|em|vom)\s+)?(?:{_WEEKDAY})?(?<![\d]){form}{_CLOCK}", re.IGNORECASE
    )
    for form in _FORMS
)
_YEAR_IN = re.compile(r"(?:19|20)\d\d|\d[./-]\d{1,2}[./-]\d\d")
"""What every whole date contains; most lines do not, and need not be searched with the long patterns."""

_VAGUE_IN = re.compile(
    r"\b(?:ago|vor|il y a|hace|há|fa|atrás|geleden|temu|назад|тому|sedan|siden|yesterday|today|gestern|heute)\b"
)
"""What every relative date contains."""

_TIME_FIRST = re.compile(
    r"""\b(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?\s*(?P<half>[ap]\.?m\.?)?(?:\s*uhr)?
    \s*(?:on|am|,|-|–|/|•)?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_RELATIVE = re.compile(
    r"""(?:(?:about|over|almost|ca\.)\s+)?
    \b(?:\d+|an?|one)\s*(?:second|minute|min|hour|hr|day|week|month|year|yr)s?(?:,?\s+\d+\s+\w+)?\s+ago\b
    | \b(?:vor|il\ y\ a|hace|há|fa)\s+(?:\d+|ein\w*|une?|una?)\s+\w+\b
    | \b\d+\s+\w+\s+(?:fa|atrás|geleden|temu|назад|тому|sedan|siden)\b
    | (?<=\s)\d{1,2}(?:h|d|w|y|mo)\s+ago\b
    | \b(?:yesterday|today|gestern|heute)\b(?:,?\s*(?:at|um)\s*\d{1,2}:\d\d(?:\s*[ap]m)?)?""",
    re.IGNORECASE | re.VERBOSE,
)
_GLUED = re.compile(r"(?<=[^\W\d_])\d+\s+(?:second|minute|hour|day|week|month|year)s?\s+ago\b", re.IGNORECASE)


_DAY_AND_MONTH = re.compile(rf"{_DAY}\s*{_MONTH}(?:\s+{_YEAR}|\s*$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date found in a line."""

    start: int
    end: int
    when: datetime | None
    """None for a date that says too little: "3 years ago"."""
    clocked: bool = False
    """Whether it tells the time of day."""


def begins_with_date(line: str) -> bool:
    """Say whether a line begins with a day and a month's name: "7.

    Oktober 2008" is no seventh entry of a list.
    """
    return _DAY_AND_MONTH.match(line) is not None


def find_date(line: str, *, day_first: bool = True) -> Dated | None:
    """Find the first date in a line; ``day_first`` decides what 03/04/2019 means.

    Lines beyond 400 are not tried.
    """
    return _find_date(line, day_first=day_first) if len(line) <= LONGEST_TRIED else None


@lru_cache(maxsize=1024)
def _find_date(line: str, *, day_first: bool) -> Dated | None:
    best: Dated | None = None
    for form in _WHOLE if _YEAR_IN.search(line) else ():
        found = form.search(line)
        dated = _dated(line, found, day_first=day_first) if found else None
        if dated is not None and (best is None or dated.start < best.start):
            best = dated
    if best is not None or not _VAGUE_IN.search(line.casefold()):
        return best
    vague = _RELATIVE.search(line) or _GLUED.search(line)
    return Dated(vague.start(), vague.end(), None) if vague else None


def _dated(line: str, found: re.Match[str], *, day_first: bool) -> Dated | None:
    fields = found.groupdict()
    start = found.start()
    clock = fields
    if fields.get("hour") is None and (before := _TIME_FIRST.search(line[:start])):
        start, clock = before.start(), {**before.groupdict(), "second": None}
    try:
        when = _when(fields, clock, day_first=day_first)
    except ValueError:
        return None
    return Dated(start, found.end(), when, clock.get("hour") is not None)


def _when(fields: dict[str, str | None], clock: dict[str, str | None], *, day_first: bool) -> datetime:
    """Build the time; ValueError where the calendar has no such day."""
    year = int(fields["year"] or 0)
    if year < 100:
        year += 2000 if year < 70 else 1900
    if fields.get("first") is not None:
        day, month = int(fields["first"] or 0), int(fields["second_"] or 0)
        if month > 12 or (day <= 12 and not day_first):
            day, month = month, day
    else:
        name = (fields["month"] or "").lower()
        month = int(name) if name.isdigit() else _MONTHS[name]
        day = int(fields["day"] or 0)
    hour, minute, second = (int(clock.get(part) or 0) for part in ("hour", "minute", "second"))
    half = (clock.get("half") or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    later = timedelta(days=1) if hour == 24 and not minute else timedelta()
    return datetime(year, month, day, 0 if later else hour, minute, second, tzinfo=UTC) + later


def day_comes_first(lines: list[str]) -> bool:
    """Say how a page writes 03/04/2019: from its dates that can be read in one way only.

    Day first if there are none.
    """
    votes = 0
    for line in lines:
        if len(line) > LONGEST_TRIED:
            continue
        for first, second in re.findall(r"\b(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d\d)\b", line):
            votes += (12 < int(first) <= 31 and int(second) <= 12) - (
                12 < int(second) <= 31 and int(first) <= 12
            )
    return votes >= 0
