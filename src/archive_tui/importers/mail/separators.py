"""How the messages of a file are set apart: the forms of mailboxes, and what is a true separator in each.

The invariant: a separator is one only if the head of a message follows it; in an mbox its line must end with a time
as well, so that a line of a text that begins with "From " splits nothing, after a blank line or not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive_tui.importers.mail.headers import HEADER_LINE, fields

if TYPE_CHECKING:
    from collections.abc import Callable

_DAY = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_MONTH = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_TIME = rb"\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?"
_ZONE = rb"(?:[ \t]+(?:[+-]\d{4}|\(?[A-Za-z]{1,5}\)?))"
_YEAR = rb"(?:(?:19|20)?\d\d|1\d\d)"
_ENVELOPE = re.compile(
    rb"From [^\n]{0,1000}?(?<=[ \t])(?:"
    rb"%(day)s,?[ \t]+%(month)s[ \t]+\d{1,2},?[ \t]+%(time)s%(zone)s{0,3}[ \t]+%(year)s%(zone)s{0,2}"
    rb"|(?:%(day)s,?[ \t]+)?\d{1,2}[ \t-]+%(month)s[ \t-]+%(year)s,?[ \t]+%(time)s%(zone)s{0,3}"
    rb"|(?:%(day)s[ \t]+)?(?:19|20)\d\d-\d\d-\d\d[ \tT]%(time)s%(zone)s?"
    rb")[ \t]*(?:remote from [^\n]{0,200})?\r?\n"
    % {b"day": _DAY, b"month": _MONTH, b"time": _TIME, b"zone": _ZONE, b"year": _YEAR},
    re.IGNORECASE,
)
_PATCH = re.compile(rb"From [0-9a-f]{40}(?:[0-9a-f]{24})? Mon Sep 17 00:00:00 2001")
"""What git writes above a patch: people paste them into their mail."""

_BARE = re.compile(rb"From [^\s:]+(?:[ \t][^\n]{0,200})?\r?\n")
"""A separator without a time, in the files of a few programs."""

_GAP = re.compile(rb"\r?\n")
_AFTER = re.compile(rb"(?:>?From [^\n]*\n){0,20}")
"""More lines of the envelope, as UUCP added them."""

KNOWN_FIELD = re.compile(
    rb"(?:from|to|date|subject|message-id|received|return-path|delivered-to|path|newsgroups|reply-to|sender|mime-version"
    rb"|content-type|status|x-[a-z0-9-]+|x400-[a-z-]+|approved|references|in-reply-to|xref|organization|lines|cc"
    rb"|resent-[a-z-]+|list-[a-z-]+|dkim-signature|authentication-results|arc-[a-z-]+|envelope-to|delivery-date"
    rb"|errors-to|precedence|followup-to|nntp-[a-z-]+|distribution|keywords|summary|sent|posted|article-i\.d\."
    rb"|relay-version|posting-version|via|replied|comments|original-[a-z-]+|archived-at|old-[a-z-]+)[ \t]*:",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which the messages of a file are set apart."""

    name: str
    needle: bytes
    """What every separator begins with; the line end before it belongs to it."""
    begins: Callable[[bytes, int], int | None]
    """From the place of the needle's line to that of the head below it; None if it is no separator."""
    counted: bool = False
    """Whether the separator itself says how long the message is."""


def _head_at(content: bytes, place: int) -> int | None:
    return place if HEADER_LINE.match(content, place) else None


def _after_envelope(content: bytes, place: int) -> int | None:
    after = _AFTER.match(content, place)
    return _head_at(content, after.end() if after else place)


def _mbox(content: bytes, place: int) -> int | None:
    found = _ENVELOPE.match(content, place)
    if found is None or _PATCH.match(content, place):
        return None
    head = _after_envelope(content, found.end())
    return head if head is not None else _below_a_gap(content, found.end())


def _below_a_gap(content: bytes, place: int) -> int | None:
    """Accept a head below a blank line, as one export has it, if it begins with two known fields."""
    gap = _GAP.match(content, place)
    if gap is None or not KNOWN_FIELD.match(content, gap.end()):
        return None
    line = content.find(b"\n", gap.end(), gap.end() + 4000)
    return gap.end() if line >= 0 and KNOWN_FIELD.match(content, line + 1) else None


def _patches(content: bytes, place: int) -> int | None:
    found = _ENVELOPE.match(content, place)
    return _after_envelope(content, found.end()) if found else None


def _bare(content: bytes, place: int) -> int | None:
    """Accept a separator without a time where a blank line stands above, and two known fields below."""
    found = _BARE.match(content, place)
    if found is None or (
        place and content[max(0, place - 4) : place].replace(b"\r", b"")[-2:] not in {b"\n\n", b"\n"}
    ):
        return None
    first = KNOWN_FIELD.match(content, found.end())
    line = content.find(b"\n", found.end(), found.end() + 4000)
    while line >= 0 and content[line + 1 : line + 2] in (b" ", b"\t"):
        line = content.find(b"\n", line + 1, line + 4000)
    return found.end() if first and line >= 0 and KNOWN_FIELD.match(content, line + 1) else None


_BATCH = re.compile(rb"#! rnews \d{1,12}[^\n]*\n")


def _rnews(content: bytes, place: int) -> int | None:
    found = _BATCH.match(content, place)
    return _head_at(content, found.end()) if found else None


_MMDF_LINE = re.compile(rb"(?:\x01{4}\r?\n)+(?:From [^\n]*\n)?")


def _mmdf(content: bytes, place: int) -> int | None:
    found = _MMDF_LINE.match(content, place)
    return _head_at(content, found.end()) if found else None


_RULE = re.compile(rb"={73}\r?\n")


def _listserv(content: bytes, place: int) -> int | None:
    found = _RULE.match(content, place)
    return found.end() if found and KNOWN_FIELD.match(content, found.end()) else None


_ANSWER = re.compile(rb"(?:\.\r?\n)?22[01] \d+ ?<[^<>\r\n]*>[^\n]*\n")


def _nntp(content: bytes, place: int) -> int | None:
    found = _ANSWER.match(content, place)
    return _head_at(content, found.end()) if found else None


_BABYL_MARK = re.compile(
    rb"\x1f?\x0c\r?\n[01],[^\n]*\n(?:Summary-line:[^\n]*\n)?(?:\*\*\* EOOH \*\*\*\r?\n)?"
)


def _babyl(content: bytes, place: int) -> int | None:
    found = _BABYL_MARK.match(content, place)
    return _head_at(content, found.end()) if found else None


MBOX = Form("mbox", b"\nFrom ", _mbox)
PATCHES = Form("mbox", b"\nFrom ", _patches)
BARE = Form("mbox", b"\nFrom ", _bare)
RNEWS = Form("rnews", b"\n#! rnews ", _rnews, counted=True)
MMDF = Form("mmdf", b"\n\x01\x01\x01\x01", _mmdf)
LISTSERV = Form("listserv", b"\n" + b"=" * 73, _listserv)
NNTP = Form("nntp", b"\n.", _nntp)
BABYL = Form("babyl", b"\n\x1f", _babyl)
SINGLE = Form("message", b"", _head_at)

_START = re.compile(rb"(?:\xef\xbb\xbf)?[\s\x00]*")


def start_of(content: bytes) -> int:
    """Return where the content begins: behind a byte order mark, blank lines and NULs."""
    found = _START.match(content)
    return found.end() if found else 0


def form_of(content: bytes) -> tuple[Form, int] | None:
    """Return the form of a mailbox, and where its first line begins; None if it is none."""
    start = start_of(content)
    if content.startswith(b"BABYL OPTIONS:", start):
        place = content.find(b"\n\x1f", start)
        return (BABYL, start) if place >= 0 and _babyl(content, place + 1) is not None else None
    for form in (MBOX, PATCHES, BARE, RNEWS, MMDF, NNTP, LISTSERV):
        if form.begins(content, start) is not None:
            return form, start
    counted = _COUNT.match(content, start)
    for place in (counted.end(),) if counted else (start,):
        if is_head(content[place : place + _LOOKED_AT]):
            return SINGLE, place
    return None


def form_within(content: bytes, least: int) -> tuple[Form, int] | None:
    """Return where the first true separator stands in the middle of an mbox whose beginning is missing.

    ``least`` is how many there must be.
    """
    found: list[int] = []
    place = content.find(MBOX.needle)
    while place >= 0 and len(found) < least:
        if _mbox(content, place + 1) is not None:
            found.append(place + 1)
        place = content.find(MBOX.needle, place + 1)
    return (MBOX, found[0]) if len(found) >= least else None


_LOOKED_AT = 65_536
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_COUNT = re.compile(rb"\d{1,10}[ \t]*\r?\n")
"""The first line of a message as Apple Mail keeps it (.emlx): how long it is."""


def is_head(content: bytes) -> bool:
    """Say whether this begins with the head of a mail or an article, and of nothing else that looks like it."""
    content = content[:_LOOKED_AT]
    end = _HEAD_END.search(content)
    head = content[: end.start()] if end else content
    lines = head.split(b"\n")
    odd = sum(1 for line in lines if line[:1] not in b" \t\r" and not HEADER_LINE.match(line))
    if odd * 10 > len(lines) or (lines and not HEADER_LINE.match(lines[0])):
        return False
    found = fields(head)
    sender = found.get(b"from", b"")
    if b"saved by" in sender.lower() or b"snapshot-content-location" in found:
        return False  # a page, saved as MHTML
    travelled = bool(
        found.keys()
        & {
            b"message-id",
            b"received",
            b"path",
            b"return-path",
            b"newsgroups",
            b"delivered-to",
            b"to",
            b"list-id",
            b"x-from-line",
        }
    )
    if b"multipart/related" in found.get(b"content-type", b"").lower() and not travelled:
        return False
    named = sum(
        name in found
        for name in (b"from", b"date", b"subject", b"message-id", b"newsgroups", b"article-i.d.")
    )
    return (b"from" in found and named >= 2 and (travelled or named >= 3)) or (travelled and named >= 3)
