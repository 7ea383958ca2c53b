"""When a comment was written, as its elements say: in attributes for machines first, then in words.

The invariant: what is returned is aware and in UTC; a page that prints no zone is taken at its word.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from archive_tui.importers.printed.dates import day_comes_first, find_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive_tui.importers.html.page import Element

_STAMPS = (
    "datetime",
    "data-datetime",
    "data-iso-date",
    "data-created",
    "data-created-at",
    "created-timestamp",
    "data-date",
    "data-timestamp",
    "data-time",
    "data-utime",
    "data-epoch",
    "data-unixtime",
    "data-ts",
    "ts",
    "content",
    "title",
    "data-original-title",
    "data-tooltip",
    "aria-label",
)
_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[T ]+(?P<clock>\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*"
    r"(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?)?(?!\d)"
)
_EPOCH = re.compile(r"(\d{9,10})(?:\d{3})?(?:\.\d+)?")
_ASCTIME = re.compile(
    r"(?P<day>[A-Z][a-z]{2}) +(?P<month>[A-Z][a-z]{2}) +(?P<date>\d{1,2}) +(?P<clock>\d\d:\d\d(?::\d\d)?)"
    r"(?: +(?P<zone>[A-Z]{2,5}|[+-]\d{4}))? +(?P<year>\d{4})"
)
_ZONES = {"CET": "+0100", "CEST": "+0200", "MET": "+0100", "MEST": "+0200", "BST": "+0100", "WEST": "+0100",
          "EET": "+0200", "EEST": "+0300", "MSK": "+0300", "JST": "+0900", "IST": "+0530", "AEST": "+1000"}  # fmt: skip
"""Zones that RFC 5322 does not know, as list archives print them."""

_NO_ZONE = ("Z", "UTC", "GMT", None)
_AGO = re.compile(
    r"""(?:^|[\s(])(?:(?:vor|il\ y\ a|hace|há|fa)\s+)?(?P<count>\d{1,4}|an?|one|eine[mrn]?|une?|una?|um|uma)\s*
    (?P<unit>[^\W\d_]+)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_UNITS = (
    (1, "s sec secs second seconds sekunde sekunden seconde secondes segundo segundos secondi"),
    (60, "m min mins minute minutes minuten minuto minutos minuti минут минуты"),
    (3600, "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur час часа часов"),
    (86_400, "d day days tag tage tagen jour jours día días dia dias giorno giorni dag dagen день дня дней"),
    (604_800, "w wk wks week weeks woche wochen semaine semaines semana semanas settimana settimane"),
    (2_629_746, "mo month months monat monate monaten mois mes meses mese mesi maand maanden месяц месяцев"),
    (
        31_556_952,
        "y yr yrs year years jahr jahre jahren an ans année années año años anno anni jaar год года лет",
    ),
)
_SECONDS = {word: seconds for seconds, row in _UNITS for word in row.split()}


class Moments:
    """Reads the dates of one page, in the page's own order of day and month."""

    def __init__(self, *, day_first: bool = True, saved: datetime | None = None) -> None:
        self.day_first = day_first
        self._saved = saved

    def of(self, element: Element, words: str) -> datetime | None:
        """Read an element's date.

        Args:
            element: Which one.
            words: The text in it.
        """
        for name in _STAMPS:
            if value := element.attributes.get(name):
                moment = stamp(value) or (self._printed(value) if len(value) <= 120 else None)
                if moment is not None:
                    return moment
        return self.in_words(words)

    def in_words(self, words: str) -> datetime | None:
        """Read a date in words; one relative to the moment of saving only where that is known."""
        if len(words) > 400:
            return None
        return stamp(words) or self._printed(words) or self._ago(words)

    def _printed(self, words: str) -> datetime | None:
        found = find_date(words, day_first=self.day_first)
        return found.when if found else None

    def _ago(self, words: str) -> datetime | None:
        if self._saved is None:
            return None
        found = find_date(words)
        said = _AGO.search(words[found.start : found.end] if found and found.when is None else words)
        if said is None or (
            found is None and "ago" not in words and not re.fullmatch(r"\s*\d+\s*\w+\s*", words)
        ):
            return None
        seconds = _SECONDS.get(said["unit"].casefold())
        if seconds is None:
            return None
        count = int(said["count"]) if said["count"].isdecimal() else 1
        try:
            return self._saved - timedelta(seconds=count * seconds)
        except OverflowError:
            return None


def stamp(text: str) -> datetime | None:
    """Read what is written for machines: ISO 8601, seconds or milliseconds since 1970, RFC 5322."""
    text = text.strip()
    if not text or len(text) > 80:
        return None
    if found := _ISO.match(text):
        return _iso(found)
    if found := _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(found[1]), UTC)
    if found := _ASCTIME.fullmatch(text):
        zone = _ZONES.get(found["zone"] or "", found["zone"] or "+0000")
        text = f"{found['day']}, {found['date']} {found['month']} {found['year']} {found['clock']} {zone}"
    if re.match(r"[A-Z][a-z]{2}, +\d", text):
        try:
            moment = parsedate_to_datetime(text)
            return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return None


def _iso(found: re.Match[str]) -> datetime | None:
    zone = "+00:00" if found["zone"] in _NO_ZONE else found["zone"]
    try:
        moment = datetime.fromisoformat(f"{found['day']}T{found['clock'] or '00:00'}{zone}")
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def day_first(language: str, dates: Iterable[str]) -> bool:
    """Say how a page writes 03/04/2019: by its dates that can be read in one way only, else by its language."""
    dates = list(dates)
    if day_comes_first(dates) is False:
        return False
    decided = any(
        int(one) > 12
        for date in dates
        for one in re.findall(r"\b(\d{1,2})[./-]\d{1,2}[./-](?:\d{4}|\d\d)\b", date[:400])
    )
    return decided or not re.match(r"en(?:[-_]us)?$", language.strip(), re.IGNORECASE)
