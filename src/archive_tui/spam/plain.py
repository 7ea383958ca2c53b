"""A text in its plain form, for scoring alone: without quotations, hidden characters and disguises; words in a row.

The invariant: case, white space within a line and hidden characters make no difference to a plain form, and making
one takes time linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from archive_tui.spam.disguise import undone

SUM, LINK, SITE, NUMBER, THOUSANDS = "xsum", "xlink", "xsite", "num", "xk"
"""What stands in the row of words for a sum of money, an address, a bare domain, a number, and one like 19k."""

_HEAD, _TAIL = 12_000, 4_000
"""Characters of a very long text that are looked at."""
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff]+"
)
_TYPOGRAPHY = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."}
)
_SPACE = re.compile(r"\s+")
_QUOTED_LINE = re.compile(r"^[ \t]{0,3}>.*$", re.MULTILINE)
_QUOTED_BLOCK = re.compile(
    r"\[quote\b[^\]\n]{0,80}\].{0,4000}?\[/quote\]|<blockquote\b.{0,4000}?</blockquote>", re.S | re.I
)
_PASSAGE = re.compile(
    r'(?<!\w)“[^“”]{24,2000}”(?!\w)|(?<!\w)"(?! )[^"]{24,2000}(?<! )"(?!\w)|«[^«»]{24,2000}»|„[^„“]{24,2000}“'
)
_CALL_WORDS = frozenset(
    [
        "here",
        "more",
        "see",
        "info",
        "information",
        "details",
        "detail",
        "website",
        "site",
        "link",
        "click",
        "read",
        "visit",
        "check",
        "this",
        "now",
        "open",
        "web",
        "page",
    ]
)

_ADDRESS = re.compile(r"(?:https?://|hxxps?://|www\.)[^\s<>\"'\[\]()]{1,2000}")
_TLDS = (
    "com|net|org|info|biz|ru|de|co|io|me|tv|cc|ws|site|online|club|shop|top|xyz|website|link|live|store|pro|icu|vip|"
    "space|life|app|tk|ml|ga|cf|gq|pw|in|us|uk|ca|eu|pl|fr|it|es|nl|br|cn|to|ly|gl|blog|work|click|ltd|fun"
)
_BARE = re.compile(
    rf"(?<![\w@.-])[a-z0-9][a-z0-9-]{{1,62}}(?:\.[a-z0-9-]{{2,62}}){{0,3}}\.(?:{_TLDS})(?![\w.-]?\w)(?:/[^\s<>\"']{{0,300}})?"
)
_DOTTED = re.compile(r"\w\.[a-z]{2}")
_AMOUNT = r"\d{1,9}(?:[.,]\d{1,9}){0,4}"
_SUM = re.compile(
    rf"(?:(?:[$€£₹₽¥₦]|(?<![^\W\d_])(?:usd?|eur|gbp|aud|cad|inr|rs)\.?(?= ?[$£€]?\d)) ?[$£€]?{_AMOUNT}"
    rf"(?: ?(?:k|thousand|grand|million)(?![^\W\d_]))?(?: ?(?:usd|dollars?|bucks|euros?|pounds?)(?![^\W\d_]))?"
    rf"|(?<![\w.]){_AMOUNT} ?(?:(?:k|thousand|grand|million|тыс\.?|тысяч) ?)?"
    r"(?:[$€£₹₽¥]|(?:usdt?|dollars?|dollers?|bucks|euros?|pounds?|quid|rupees|naira|руб(?:лей|ля|\.)?|рублей|р|"
    r"грн|гривен|"
    r"долларов|баксов|евро)(?![^\W\d_])))"
)
_THOUSANDS = re.compile(r"(?<![\w.,])\d{1,4}(?:[.,]\d)? ?k(?!\w)")
_DIGITS = re.compile(r"\d[\d.,:]*")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as the filter sees it."""

    text: str
    """Lower-case, white space folded, disguises undone, quotations left out."""
    words: list[str]
    """In order; stand-ins for sums, links and numbers among them."""
    distinct: frozenset[str]
    row: str
    """The words with a space before and after each: what phrases are looked for in."""
    links: tuple[str, ...]
    sites: tuple[str, ...]
    sums: tuple[str, ...]
    disguised: tuple[tuple[str, str], ...]
    """(as written, as read)."""
    quoted: bool
    """Whether something was left out as a quotation."""


def plain(text: str) -> Plain:
    """Return the plain form of a text."""
    text = _HIDDEN.sub("", text)
    if len(text) > _HEAD + _TAIL:
        text = f"{text[:_HEAD]}\n{text[-_TAIL:]}"
    own = _without_quotations(text)
    quoted = own is not text
    if not own.isascii():
        own = unicodedata.normalize("NFKC", own.translate(_TYPOGRAPHY))
    folded = _SPACE.sub(" ", own.lower()).strip().replace("'", "")
    links: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    row = folded
    if "://" in row or "www." in row:
        links = tuple(_ADDRESS.findall(row))
        row = _ADDRESS.sub(f" {LINK} ", row)
    row, disguised = undone(row)
    seen = row
    if _DOTTED.search(row):
        sites = tuple(_BARE.findall(row))
        if sites:
            row = _BARE.sub(f" {SITE} ", row)
    sums: tuple[str, ...] = ()
    if _DIGITS.search(row):
        sums = tuple(match[0] for match in _SUM.finditer(row))
        if sums:
            row = _SUM.sub(f" {SUM} ", row)
        row = _DIGITS.sub(f" {NUMBER} ", _THOUSANDS.sub(f" {THOUSANDS} ", row))
    words = _WORD.findall(row)
    return Plain(seen, words, frozenset(words), f" {' '.join(words)} ", links, sites, sums, disguised, quoted)


def _without_quotations(text: str) -> str:
    """Return what somebody says themselves; the text itself if it quotes nothing, or nothing but a call is left."""
    own = text
    if ">" in text:
        own = _QUOTED_LINE.sub("", own)
    if "[quote" in text or "<blockquote" in text:
        own = _QUOTED_BLOCK.sub("", own)
    unmarked = own
    if '"' in own or "“" in own or "«" in own:
        own = _PASSAGE.sub(" ", own)
        if own != unmarked and all(word in _CALL_WORDS for word in _WORD.findall(own.lower())):
            own = unmarked
    return text if own == text else own
