"""Everything that is noticed in one text, for and against.

The invariant: a signal comes with a sentence that quotes what fired it; the hard ones are those that can hold a
comment, and none of them is a link, praise, anger or brevity alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive_tui.model import Signal
from archive_tui.spam.adverts import advert, flattery, many_links, markup, odd_link
from archive_tui.spam.money import money_pitch
from archive_tui.spam.phrases import STRONG, WEAK, phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive_tui.spam.plain import Plain

_MENTIONS = phrase(
    "talk about spam", -1.5,
    "spam spammer spammers spamming spambot spambots scam scams scammer scammers phishing ponzi bot bots "
    "moderator moderators mods flag flagged troll trolls sarcasm satire",
    r"(?:spam(?:mers?|ming|bots?|s)?|(?:a|the|these|this|those|obvious|another|your|is|was|total|pure) (?:\w+ "
    r")?scam(?:s|mers?)?|phishing|ponzi|pyramid|bots?|mods?|moderators?|flag(?:ged|ging)?(?: \w+)?|trolls?|"
    r"sarcasm|satire)",
)  # fmt: skip
_NO_MENTION = re.compile(
    r"(?<= )(?:no|not|isnt|not a|no more|without|was|by|from|previous|earlier|other|fake|crypto|investment) "
    r"(?:a |an |any |the )?(?:\w+ )?(?:spam|scam|scams|scammers?)(?= )"
)
_ARGUES = frozenset(
    [
        "because",
        "however",
        "although",
        "therefore",
        "whether",
        "unless",
        "despite",
        "republicans",
        "democrats",
        "liberals",
        "conservatives",
        "president",
        "congress",
        "government",
        "taxpayers",
        "voters",
        "senator",
        "policy",
        "argument",
        "evidence",
        "constitution",
        "law",
        "court",
        "police",
        "society",
        "media",
        "article",
        "author",
        "socialism",
        "capitalism",
        "tax",
        "taxes",
        "union",
        "wages",
        "minimum",
    ]
)
_CODE = re.compile(
    r"(?:\w\(\w*[,)]|[{};] *$|[{};]\n|=>? *['\"\d]|\bdef \w|\bimport \w|</?(?:div|span|p|li|script)\b|\$ \w+ -|"
    r"::|\+\+|==|#include)"
)
_CONTACT = re.compile(
    r"(?:whats ?app|telegram|wickr|viber|signal|kik)[^\w]{0,4}(?:number|no|me|us|chat|id|:|\+|at|"
    r"on)?[^\w]{0,6}(?:\+?\d[\d ()-]{6,20}|@\w{3,40})"
    r"|\+\d{1,3}[ (-]{0,2}\d[\d ()-]{7,18}\d|(?<![\w.])@\w{4,40}|[\w.-]{2,40} ?@ ?(?:gmail|yahoo|hotmail|"
    r"outlook|mail|protonmail)\.|t\.me/"
)
_CONTACT_SIGNS = re.compile(r"[@+]|whats|telegram|wickr|viber|t\.me")
_CODE_SIGNS = re.compile(r"[({;}=<$+#:]")
_RUSSIAN_WORK = re.compile(
    r"(?:заработ\w{1,6}|зарабатыва\w{1,6}|доход\w{0,4}|подработк\w{1,3}|удал[её]нн\w{1,4}|инвести\w{1,8}|"
    r"крипт\w{0,10}|партн[её]р\w{0,4}|прибыл\w{1,4}|ваканси\w{1,3}|выплат\w{1,4}|оплат\w{1,3})"
)
_RUSSIAN_PROMISE = re.compile(
    r"(?:не выходя из дома|без вложений|без опыта|без начальник\w{1,3}|обучение бесплатно|обучаем|обучу|в "
    r"команду|набира\w{2,5}|ищу (?:людей|партн[её]ров)|нужны люди|на дому|онлайн|"
    r"от 18|18 лет|совмещать|пишите|пиши|в личк\w|в лс|в личные|подробност\w{1,3}|свободного времени|"
    r"час\w{0,2} в день|в неделю|в месяц|в день|за день|легально|от дома|с телефона)"
)
_SEPARATE = re.compile(r"\s")


def disguised_words(text: Plain) -> Signal | None:
    """Notice words that were written so that a filter should not know them."""
    found = text.disguised
    if not found:
        return None
    shown = ", ".join(f"{written}→{read}" for written, read in found[:4])
    return Signal("disguised words", f"disguised words: {shown}", min(1.2 + 0.9 * len(found), 4.5), STRONG)


def russian_pitch(text: Plain) -> Signal | None:
    """Notice the money pitch as it is made in Russian."""
    if "о" not in text.row and "а" not in text.row:
        return None
    work = dict.fromkeys(_RUSSIAN_WORK.findall(text.row))
    if not work:
        return None
    promises = dict.fromkeys(_RUSSIAN_PROMISE.findall(text.row))
    weight = 1.2 * min(len(work), 3) + 0.9 * min(len(promises), 4) + (1.0 if text.sums else 0.0)
    if not promises or len(work) + len(promises) + bool(text.sums) < 4:
        return None
    shown = ", ".join(f"“{words}”" for words in [*work, *promises][:5])
    return Signal("money pitch", f"money pitch: {shown}", min(weight, 6.0), STRONG)


def contact(text: Plain) -> Signal | None:
    """Notice an account or a number to write to; a good comment rarely has one, but it may."""
    found = _CONTACT_SIGNS.search(text.text)
    match = found and _CONTACT.search(text.text)
    if match is None:
        return None
    return Signal("contact", f"somewhere to write to: {match[0].strip()[:40]}", 1.0, WEAK)


def talk_about_spam(text: Plain) -> Signal | None:
    """Notice that somebody speaks of spam, as spam itself rarely does, but to deny that it is any."""
    words = _MENTIONS.found(text)
    if words is None:
        return None
    denied = _NO_MENTION.search(text.row)
    if denied and not re.search(
        r"(?<= )(?:spam|bots?|flag|flagged|mods?|moderators?)(?= )", text.row.replace(denied[0], "")
    ):
        return None
    return Signal("talk about spam", f"speaks about spam (“{words}”)", -2.0)


def argument(text: Plain) -> Signal | None:
    """Notice words of an argument: spam has no reasons."""
    found = sorted(_ARGUES & text.distinct)
    if len(found) < 2:
        return None
    weight = -0.5 * min(len(found), 5)
    return Signal("argument", f"argues: {', '.join(found[:4])}", weight)


def code(text: Plain) -> Signal | None:
    """Notice program code."""
    found = _CODE.findall(text.text) if _CODE_SIGNS.search(text.text) else []
    if len(found) < 2:
        return None
    return Signal("code", f"has code (“{found[0].strip()[:20]}”)", -2.0)


_FOR: tuple[Callable[[Plain], Signal | None], ...] = (
    money_pitch, russian_pitch, disguised_words, advert, markup, many_links, odd_link, flattery, contact,
)  # fmt: skip
_AGAINST: tuple[Callable[[Plain], Signal | None], ...] = (talk_about_spam, argument, code)


def signals(text: Plain) -> list[Signal]:
    """Return what is noticed in a text, strongest first."""
    found = [signal for notice in _FOR if (signal := notice(text)) is not None]
    if not found:
        return []
    found += [signal for notice in _AGAINST if (signal := notice(text)) is not None]
    return sorted(found, key=lambda signal: -abs(signal.weight))
