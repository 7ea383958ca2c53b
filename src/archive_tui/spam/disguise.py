"""Words written so that a filter does not know them: digits for letters, letters of another script, letters apart.

The invariant: digits and gaps are read through in words of a closed list alone, and look-alike letters only in words
that mix scripts and are of one script afterwards: a good text is read as it stands. Every pattern is linear.
"""

from __future__ import annotations

import re

_WATCHED = """
    access account accounts adult amazing amount apply available balance bank beautiful best binary bitcoin blog bonus
    boss business buy buying capital cash casino cheap check cheque cialis click coin coins comment company computer
    contact cost credit crypto cryptocurrency currency daily dating day days deposit details discount dollar dollars
    download earn earned earning earnings earns easily easy email employment every everyday everybody everyone expert
    facebook fast finally financial follow forex fortune four free freedom friend friends from full genuine get getting
    girls give gmail good google great guarantee guaranteed hacker hello here home homework hot hour hourly hours house
    how immediately income info information instagram instant interest internet invest investing investment investor job
    jobs join just laptop learn legit life link links loan loans local look lottery love lover luck made magic make
    makes making market marketing mobile moment money mom mommy month monthly months more mortgage most mother need
    neighbor neighbour never now offer office official online only open opportunity order page paid part partner pay
    paycheck paying payment payments payout paypal people period person pharmacy phone pills platform play poker porn
    position possible pounds prescription price private product profit profitable profits program promotion quick quit
    real really receive received recommend recover recovery register reliable replica resign rich salary sale school
    scholarship secret secure sell service services sex sexy show simple single site software solution solutions some
    soon spell start started starting student success successful support system task tasks tax telegram text thousand
    time today together trade trader trades trading travel trial trust trusted unbelievable urgent vacancies verified
    viagra video visit wallet watch watches web webpage website websites week weekly weeks weight whatsapp win winner
    woman women work worked worker workers working works world year years your yourself you zero
    работа работу работе работы заработок заработка заработать заработке доход дохода доходом деньги денег дома онлайн
    рублей неделю вложений удалённо удаленно подработка подработку месяц день дни пишите обучение команду набор оплата
    зарплата крипто крипта крипты людей человек человека партнеров партнёров
"""
WATCHED = frozenset(_WATCHED.split())
"""Words that are looked for behind a disguise."""

_SIGNS = re.compile(r"[\d@$€|]|![^\W\d_]")
_TOUCHES = re.compile(r"[^\W\d_][\d@$€!|]|[\d@$€|][^\W\d_]")
_TOKEN = re.compile(r"[\w@$€!|]+")
_READINGS = tuple(
    str.maketrans(pairs)
    for pairs in (
        {
            "0": "o",
            "1": "i",
            "3": "e",
            "4": "a",
            "5": "s",
            "7": "t",
            "@": "a",
            "$": "s",
            "€": "e",
            "!": "i",
            "|": "i",
        },
        {
            "0": "o",
            "1": "l",
            "3": "e",
            "4": "a",
            "5": "s",
            "7": "t",
            "@": "a",
            "$": "s",
            "€": "e",
            "!": "l",
            "|": "l",
        },
        {"0": "о", "3": "з", "4": "ч", "6": "б", "@": "а"},
    )
)
"""What a digit may stand for: Latin with 1 for i, Latin with 1 for l, Cyrillic."""

_APART = re.compile(r"(?<!\w)[^\W\d_](?:([ ]{1,3}|[.\-_*·|~])[^\W\d_])(?:\1[^\W\d_]){2,40}(?!\w)")
"""Four or more letters, each alone, with the same gap between all of them."""
_SINGLE = re.compile(r"[ .\-_*·|~][^\W\d_][ .\-_*·|~]{1,3}[^\W\d_][ .\-_*·|~]")
_BROKEN = re.compile(r"(?<!\w)[^\W\d_]{1,12}(?:[_*|~^.][^\W\d_]{1,12}){1,6}(?!\w)")
_BREAKS = re.compile(r"[_*|~^.][^\W\d_]")
_GAPS = re.compile(r"[\W_]+")
_MIXED = re.compile(r"(?:[a-z]+[\u0370-\u052f]|[\u0370-\u052f]+[a-z])[a-z\u0370-\u052f]*")
_TO_LATIN = str.maketrans("авеёікмнорстухѕјԁһԛԝαβγεικνορτυχωη", "abeeikmhopctyxsjdhqwabyeikvoptuxwn")
_TO_CYRILLIC = str.maketrans("abcehkmoptxy", "авсенкмортху")
_LATIN = re.compile(r"[a-z]")


def undone(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return a lower-case text with disguised words as they are meant, and each of them: (as written, as read)."""
    found: dict[str, str] = {}
    if not text.isascii():
        text = _MIXED.sub(lambda match: _one_script(match[0], found), text)
    if _SIGNS.search(text) and _TOUCHES.search(text):
        text = _TOKEN.sub(lambda match: _leet(match[0], found), text)
    if _SINGLE.search(text):
        text = _APART.sub(lambda match: _joined(match[0], found), text)
    if _BREAKS.search(text):
        text = _BROKEN.sub(lambda match: _whole(match[0], found), text)
    return text, tuple(found.items())


def _one_script(word: str, found: dict[str, str]) -> str:
    latin = len(_LATIN.findall(word))
    read = word.translate(_TO_LATIN if 2 * latin >= len(word) else _TO_CYRILLIC)
    letters = len(_LATIN.findall(read))
    if len(word) < 3 or 0 < letters < len(read):
        return word
    found[word] = read
    return read


def _leet(token: str, found: dict[str, str]) -> str:
    word = token.strip("!|_")
    if not 3 <= len(word) <= 24 or word.isalpha() or word.isdigit() or word[0] == "@":
        return token
    for reading in _READINGS:
        read = word.translate(reading)
        if read in WATCHED and read != word:
            found[word] = read
            return read
    return token


def _joined(run: str, found: dict[str, str]) -> str:
    words = _split(_GAPS.sub("", run))
    if not words:
        return run
    read = " ".join(words)
    found[run] = read
    return read


def _split(letters: str) -> list[str]:
    """Part letters into watched words, the longest first; empty if they are none. O(length)."""
    words: list[str] = []
    start = 0
    while start < len(letters):
        for length in range(min(14, len(letters) - start), 2, -1):
            if letters[start : start + length] in WATCHED:
                words.append(letters[start : start + length])
                start += length
                break
        else:
            return []
    return words


def _whole(run: str, found: dict[str, str]) -> str:
    parts = _GAPS.split(run)
    read = "".join(parts)
    if len(read) < 5 or read not in WATCHED or all(part in WATCHED for part in parts):
        return run
    found[run] = read
    return read
