"""What the search screen says about an answer, and how a field gets into a query. Pure, knows no Textual.

Invariant: nothing here leaves a character in a text that is not safe to paint.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from archive_tui.model import Facets
from archive_tui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive_tui.errors import QuerySyntaxError
    from archive_tui.model import ArticleId, Hit, Match, SearchAnswer

_QUOTES: Final = str.maketrans(dict.fromkeys('"“”„«»', " "))
_SAFE: Final = re.compile(r"[\w.#@+-]+", re.ASCII)
_UNFINISHED: Final = re.compile(r"(?:^|[\s(-])[^\W_]{2,}$")
_MOST_ROWS: Final = 60
"""Rows of a facet that are listed."""
_NUMBER: Final = 9


def with_field(query: str, name: str, value: str) -> str:
    """Return the query narrowed by a field; one of the same name at its end is replaced."""
    value = " ".join(value.translate(_QUOTES).split())
    field = f"{name}:{value}" if _SAFE.fullmatch(value) else f'{name}:"{value}"'
    kept = re.sub(rf'(?:^|\s){name}:(?:"[^"]*"|\S+)\s*$', "", query).strip()
    if re.search(r"\bOR\b|\|", kept) and not (kept.startswith("(") and kept.endswith(")")):
        kept = f"({kept})"
    return f"{kept} {field}".strip()


def completed(query: str) -> str:
    """Return the query as it is taken while somebody types: its last word may go on."""
    return f"{query}*" if _UNFINISHED.search(query) else query


@dataclass(frozen=True, slots=True)
class Choice:
    """A row of a list to choose from."""

    label: str
    note: str = ""
    """At the right end."""
    value: str = ""
    """What choosing it means; empty for a heading, which cannot be chosen."""
    name: str = ""
    """The field of the query that it belongs to."""


def choices(facets: Facets) -> list[Choice]:
    """Return what a search can be narrowed to: a heading, then its rows, most hits first; years newest first."""
    kinds: tuple[tuple[str, str, list[tuple[str, str, int]]], ...] = (
        ("Articles", "article", [(title, str(key), count) for key, title, count in facets.articles]),
        ("Authors", "author", [(author, author, count) for author, count in facets.authors]),
        (
            "Years",
            "on",
            [(str(year), str(year), count) for year, count in sorted(facets.years, reverse=True)],
        ),
    )
    rows: list[Choice] = []
    for heading, name, found in kinds:
        if not found:
            continue
        rows += [Choice("")] if rows else []
        rows.append(Choice(heading))
        for label, value, count in found[:_MOST_ROWS]:
            rows.append(Choice(clean_line(label) or "(without a title)", f"{count:,}", value, name))
    return rows


def counted(answer: SearchAnswer) -> str:
    """Say how many hits there are: "1,204 hits", "at least 80 hits"."""
    noun = "hit" if answer.total == 1 else "hits"
    return f"{'' if answer.total_exact else 'at least '}{answer.total:,} {noun}"


def took(seconds: float) -> str:
    """Write a duration: "12 ms", "1.4 s"."""
    return f"{seconds:.1f} s" if seconds >= 1 else f"{max(1, round(seconds * 1000))} ms"


def remarks(answer: SearchAnswer) -> tuple[str, str]:
    """Name what was corrected, and say how to have it otherwise and what was left out; both may be empty."""
    corrected = ", ".join(clean_line(str(each)) for each in answer.corrections)
    parts = ["no hit has all of the words"] if answer.relaxed else []
    if corrected:
        parts.append('"quotes" for the exact word')
    return corrected, " · ".join(parts)


def spread(hits: Iterable[Hit]) -> Facets:
    """Count hits by article, author and year, where the library has not counted them."""
    articles: Counter[tuple[ArticleId, str]] = Counter()
    authors: Counter[str] = Counter()
    years: Counter[int] = Counter()
    counted = 0
    for hit in hits:
        counted += 1
        articles[hit.article_id, hit.title] += 1
        authors.update([hit.author] if hit.author else [])
        years.update([hit.created.year] if hit.created else [])
    return Facets(
        tuple((key, title, count) for (key, title), count in articles.most_common()),
        tuple(authors.most_common()),
        tuple(years.most_common()),
        counted,
        complete=False,
    )


def pointed(error: QuerySyntaxError, width: int) -> str:
    """Say what is wrong with a query in one line, with a caret below the place if that fits below the query."""
    place, reason = error.position, clean_line(error.reason)
    if len(error.query) < width and error.query.isascii():
        if place + 2 + len(reason) <= width:
            return f"{' ' * place}↑ {reason}"
        if len(reason) + 1 <= place:
            return f"{' ' * (place - len(reason) - 1)}{reason} ↑"
    return f"at character {place + 1}: {reason}"


def heading(hit: Hit) -> tuple[str, str, str, str]:
    """Return title, number, author and date of a hit; empty where there is none."""
    number = hit.number if len(hit.number) <= _NUMBER * 2 else f"…{hit.number[-_NUMBER * 2 :]}"
    date = hit.created.astimezone().date().isoformat() if isinstance(hit.created, datetime) else ""
    return clean_line(hit.title) or "(without a title)", number, clean_line(hit.author or ""), date


def excerpt(hit: Hit) -> tuple[str, list[tuple[int, int]]]:
    """Return the snippet on one safe line, and where its matches are in that."""
    text = clean_line(hit.snippet)
    if text == hit.snippet:
        return text, list(hit.spans)
    # Cleaning moved the characters: clean piece by piece, and count anew.
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    at = length = 0
    for start, stop in (*hit.spans, (len(hit.snippet), len(hit.snippet))):
        for piece, is_match in ((hit.snippet[at:start], False), (hit.snippet[start:stop], True)):
            cleaned = _inner(piece)
            if is_match and cleaned:
                spans.append((length, length + len(cleaned)))
            pieces.append(cleaned)
            length += len(cleaned)
        at = stop
    return "".join(pieces), spans


def _inner(piece: str) -> str:
    """Clean a piece of a line, with the blanks at its ends."""
    text = clean_line(piece)
    if not text:
        return " " if piece[:1].isspace() else ""
    return f"{' ' if piece[0].isspace() else ''}{text}{' ' if piece[-1].isspace() else ''}"


def places(text: str, matches: Iterable[Match]) -> list[tuple[int, int]]:
    """Return where the matched words of a hit are in a text: first, first after; ascending, apart."""
    words = {word for match in matches for word in match.matched.split() if word.strip("*")}
    if not words:
        return []
    ordered = sorted(words, key=len, reverse=True)
    patterns = (rf"{re.escape(word[:-1])}\w*" if word.endswith("*") else re.escape(word) for word in ordered)
    found = re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)
    return [match.span() for match in found.finditer(text)]


def keeps_exact(shown: SearchAnswer | None, fuller: SearchAnswer) -> bool:
    """Say whether an answer may take the place of the one shown while typing: it must not lose exact hits."""
    return not _is_exact(shown.hits if shown else ()) or _is_exact(fuller.hits)


def _is_exact(hits: Sequence[Hit]) -> bool:
    return bool(hits) and hits[0].exact
