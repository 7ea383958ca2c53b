"""From text to the tokens that the index holds, and from a query's word to the tokens that find it.

Invariant: the index is given folded text, and ``words`` cuts it as SQLite's ``unicode61`` does: a word of a text and
the same word of a query fold to one token, whatever its script; letters with no plain letter inside (ß, æ, ø) are
spelt out. What that tokenizer cannot see (runs of Chinese or Japanese, emoji, the signs of
``c++``) and what a filter asks for go into a second column as marked tokens: they begin with a private-use character,
and no word of a text or of a query can, so neither can ever be taken for the other.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TypeVar

VERSION = 2
"""Of everything below; an index made with another version is made anew."""

COMMENT = "\ue000c"
ARTICLE = "\ue000a"
"""Every document has one of these."""
AUTHOR, OF_ARTICLE, HAS, MONTH, BIGRAM, EMOJI, SYMBOL = "\ue001\ue002\ue003\ue004\ue005\ue006\ue007"

_Text = TypeVar("_Text", str, bytes)
_LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h", "ς": "σ",
}  # fmt: skip
_TABLE = str.maketrans(_LETTERS)
_MARKS = re.compile("[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W_]+")
_ASCII = bytes(range(128))
_SPACED = bytes(code if chr(code).isalnum() else 0x20 for code in range(128)) + bytes(128)
"""What ASCII's signs are to a word: part of it, or its end."""
_SPAN = re.compile("(?:[^\\W_][\u0300-\u036f]*)+")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_RUN = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]+"
)
"""Scripts written without blanks between words, and Korean, whose words carry their particles."""
_EMOJI = re.compile(
    "[\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001f3fa\U0001f400-\U0001faff]"
)
_SIGNED = re.compile(r"(?<![\w.])(?P<word>[^\W\d_]\w{0,15})(?P<sign>\+\+|#)(?!\w)")
_DOTTED = re.compile(r"(?<!\S)\.(?P<word>[A-Za-z]{2,15})(?!\w)")
_SIGNS = {"++": "plusplus", "#": "sharp"}
_POSSESSIVE = re.compile(r"(?<=\w)['’]s$", re.IGNORECASE)
_QUOTE = re.compile(r"^>", re.MULTILINE)


class _Folds(dict[str, str]):
    """Maps a letter to what it folds to, found out when it is first met."""

    def __missing__(self, sign: str) -> str:
        self[sign] = (
            _MARKS.sub("", unicodedata.normalize("NFD", sign)).translate(_TABLE) if sign > "\x7f" else sign
        )
        self[sign] = unicodedata.normalize("NFC", self[sign])
        return self[sign]


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Take case and diacritics away."""
    folded = text.lower()
    if not folded.isascii():
        # few texts have many different letters beyond ASCII, and to replace one is fast
        for sign in _beyond_ascii(folded):
            if _FOLDS[sign] != sign:
                folded = folded.replace(sign, _FOLDS[sign])
    return folded


def _beyond_ascii(text: str) -> set[str]:
    """Return the signs of a text that are not ASCII; in bytes, which takes a tenth of the time."""
    rest = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return set(rest.decode("utf-8", "surrogatepass"))


def plain(text: str) -> str | None:
    """Return the text folded letter by letter, places unchanged; None if case folding changes its length."""
    lowered = text.lower()
    if len(lowered) != len(text):
        return None
    if not lowered.isascii():
        for sign in _beyond_ascii(lowered):
            if len(_FOLDS[sign]) == 1:
                lowered = lowered.replace(sign, _FOLDS[sign])
    return lowered


def words(text: str) -> list[str]:
    """Return the folded words of a text, in order."""
    return spaced(text).split()


def spaced(text: str) -> str:
    """Return the folded words of a text, in order, with blanks between, before and after them."""
    folded = text.lower()
    if not folded.isascii():
        # most texts have dashes and quotation marks beyond ASCII, but no letters
        for sign in _beyond_ascii(folded):
            there = "".join(letter if letter.isalnum() else " " for letter in _FOLDS[sign])
            if there != sign:
                folded = folded.replace(sign, there)
        if not folded.isascii():
            return f" {' '.join(_WORD.findall(folded))} "
    # twenty times as fast as a pattern
    return f" {folded.encode('ascii').translate(_SPACED).decode('ascii')} "


def spans(text: str) -> list[tuple[str, int, int]]:
    """Return each folded word with its first and last-but-one place in the text as it is."""
    return [(fold(found[0]), found.start(), found.end()) for found in _SPAN.finditer(text)]


def visible(text: str) -> str:
    """Return the text without private-use characters, so that no text can pretend to be a marked token."""
    return text if text.isascii() else _PRIVATE.sub(" ", text)


def marked(text: str) -> list[str]:
    """Return the tokens of a text that the tokenizer would not give; most texts have none."""
    found: list[str] = []
    if "++" in text or "#" in text:
        found += [_signed(symbol) for symbol in _SIGNED.finditer(text)]
    if " ." in text or text.startswith("."):
        found += [_dotted(symbol) for symbol in _DOTTED.finditer(text)]
    if text.isascii():
        return found
    for run in _RUN.findall(text):
        found += _bigrams(run)
    found += [f"{EMOJI}{ord(sign):x}" for sign in _EMOJI.findall(text)]
    return found


def labels(*, kind: str, article: int, author: str | None, created: int | None, text: str) -> list[str]:
    """Return the tokens that filters ask for; ``created`` is in seconds since 1970."""
    found = [kind, of_article(article), *by_author(author or "")]
    if created is not None:
        found.append(in_month(created))
    if "://" in text or "www." in text:
        found.append(having("link"))
    if ">" in text and _QUOTE.search(text):
        found.append(having("quote"))
    return found


def of_article(article: int) -> str:
    """Return the token of everything that belongs to an article."""
    return f"{OF_ARTICLE}{article}"


def by_author(name: str) -> list[str]:
    """Return a token for each word of a name."""
    return [AUTHOR + word for word in words(visible(name))]


def in_month(created: int) -> str:
    """Return the token of the month in which a moment lies, in UTC."""
    return _in_month(created // 86_400)


@lru_cache(maxsize=4_096)
def _in_month(day: int) -> str:
    try:
        return f"{MONTH}{datetime.fromtimestamp(day * 86_400, UTC):%Y%m}"
    except (ValueError, OverflowError, OSError):
        # before the year 1 or after 9999
        return f"{MONTH}{'000101' if day < 0 else '999912'}"


def having(what: str) -> str:
    """Return the token of what has a link, or a quote."""
    return HAS + what


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens that stand next to each other in one column of the index."""

    tokens: tuple[str, ...]
    literal: str = ""
    """For marked tokens: what stands in the text, folded."""
    prefix: bool = False
    """The last token may go on."""


def pieces(typed: str, *, strict: bool = False) -> list[Piece]:
    """Return what a word, or a phrase, of a query asks for; nothing if it is made of punctuation alone.

    Args:
        typed: a word with everything that belongs to it: ``well-known``, ``ada@example.org``, ``Ada's``, ``c++``.
        strict: keep what a possessive adds.
    """
    typed = visible(typed)
    found: list[Piece] = []
    found += [Piece((_signed(symbol),), symbol[0].lower()) for symbol in _SIGNED.finditer(typed)]
    found += [Piece((_dotted(symbol),), symbol[0].lower()) for symbol in _DOTTED.finditer(typed)]
    typed = _DOTTED.sub(" ", _SIGNED.sub(" ", typed))
    for sign in _EMOJI.findall(typed):
        found.append(Piece((f"{EMOJI}{ord(sign):x}",), sign))
    for run in _RUN.findall(typed):
        plain = _plain(run)
        if len(plain) == 1:
            found.append(Piece((BIGRAM + plain,), plain, prefix=True))
        elif plain:
            found.append(Piece(tuple(BIGRAM + plain[at : at + 2] for at in range(len(plain) - 1)), plain))
    rest = _RUN.sub(" ", typed)
    plain_words = tuple(words(rest if strict else _POSSESSIVE.sub("", rest)))
    if plain_words:
        found.append(Piece(plain_words))
    return found


def _signed(found: re.Match[str]) -> str:
    return f"{SYMBOL}{fold(found['word']).replace('_', '')}{_SIGNS[found['sign']]}"


def _dotted(found: re.Match[str]) -> str:
    return f"{SYMBOL}dot{found['word'].lower()}"


def _plain(run: str) -> str:
    return "".join(sign for sign in run if sign.isalnum())


def _bigrams(run: str) -> list[str]:
    """Return each pair of neighbours, and the last sign alone, so that a single sign is the prefix of some token."""
    plain = _plain(run)
    return [BIGRAM + plain[at : at + 2] for at in range(len(plain))]


LONGEST, SHORTEST = 30, 3
"""Letters of the words that may be corrected to."""
_HEAD = 7


def reach(word: str) -> int:
    """Return how many slips a word of a query may have: none in the shortest words and in numbers."""
    return slips(word) if len(word) >= SHORTEST and word.isalpha() else 0


def slips(word: str) -> int:
    """Return how many letters are taken out of a word to find it again."""
    return 1 if len(word) < 6 else 2


def deletions(word: str, distance: int) -> set[bytes]:
    """Return the word's first letters with up to so many of them taken out: what near words have in common."""
    head = word[:_HEAD]
    # in bytes where a letter is one byte: a million words are cut like this
    return _cut(head.encode(), distance) if head.isascii() else {key.encode() for key in _cut(head, distance)}


def _cut(head: _Text, distance: int) -> set[_Text]:
    shorter = {head[:at] + head[at + 1 :] for at in range(len(head))}
    found = {head} | shorter
    if distance > 1:
        for once in shorter:
            found.update([once[:at] + once[at + 1 :] for at in range(len(once))])
    return found
