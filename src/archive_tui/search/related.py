"""Comments like a comment: by the rare words they share, or by being nearly the same text.

Invariant: a comment is never found to be like itself.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from archive_tui.search import tokens
from archive_tui.search.expansion import Group, Variant
from archive_tui.storage import search_find, search_terms
from archive_tui.storage.search_find import Find

if TYPE_CHECKING:
    import sqlite3

    from archive_tui.search.rank import Collection
    from archive_tui.storage.search_find import Row

_WORDS = 12
"""Telling words of a comment that are looked for."""
_POOL = 150
_SAME = 85.0
"""Per cent of two texts that must be equal."""
_LONGEST = 20_000
"""Characters of a text that are compared."""


def telling(connection: sqlite3.Connection, text: str, collection: Collection) -> list[Group]:
    """Return the words that tell the text from others, most telling first; words of this text alone tell nothing."""
    counts = Counter(tokens.words(text[:_LONGEST]))
    frequencies = search_terms.frequencies(connection, sorted(word for word in counts if len(word) > 2))
    worth = {
        word: (1 + math.log(counts[word])) * collection.idf(documents)
        for word, documents in frequencies.items()
        if 1 < documents <= collection.documents / 10 or (documents > 1 and collection.documents < 100)
    }
    chosen = sorted(worth, key=lambda word: (-worth[word], word))[:_WORDS]
    return [Group(word, (Variant((word,), documents=frequencies[word]),)) for word in chosen]


def similar(
    connection: sqlite3.Connection, row: Row, collection: Collection
) -> tuple[list[tuple[int, float]], list[Group]]:
    """Return documents with a score, best first, and the words they were found by.

    The score is the part of the telling words' weight that a document shares, 0.0 to 1.0.
    """
    groups = telling(connection, row.text, collection)
    if not groups:
        return [], []
    match = "(" + " OR ".join(group.match() for group in groups) + f') AND "{tokens.COMMENT}"'
    ids = [found for found in search_find.best(connection, Find(match), _POOL) if found != row.id]
    weights = {group.typed: collection.idf(group.documents) for group in groups}
    whole = sum(weights.values())
    scored = []
    for other in search_find.rows(connection, ids):
        there = set(tokens.words(other.text[:_LONGEST]))
        shared = [word for word in weights if word in there]
        if len(shared) > 1 or len(weights) == 1:
            scored.append((other.id, sum(weights[word] for word in shared) / whole))
    return sorted(scored, key=lambda one: (-one[1], -one[0])), groups


def duplicates(connection: sqlite3.Connection, row: Row, collection: Collection) -> list[tuple[int, float]]:
    """Return comments whose text is nearly the same, with the part that is equal, most equal first.

    Case, punctuation and white space do not count.
    """
    folded = " ".join(tokens.words(row.text[:_LONGEST]))
    if not folded:
        return []
    groups = telling(connection, row.text, collection)[:8]
    if groups:
        match = "(" + " OR ".join(group.match() for group in groups) + ")"
    else:
        match = '"' + " ".join(folded.split()[:12]) + '"'
    ids = search_find.best(connection, Find(f'{match} AND "{tokens.COMMENT}"'), _POOL)
    found = []
    for other in search_find.rows(connection, [one for one in ids if one != row.id]):
        compared = " ".join(tokens.words(other.text[:_LONGEST]))
        likeness = fuzz.ratio(folded, compared, score_cutoff=_SAME)
        if likeness:
            found.append((other.id, likeness / 100))
    return sorted(found, key=lambda one: (-one[1], -one[0]))
