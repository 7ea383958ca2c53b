"""The vocabulary: which words there are, in how many documents, which are near a misspelt one, which go on.

The invariant: nothing of it has to be loaded; a lookup reads a few rows. It may lag behind the documents (counts are of
the last round of indexing): it proposes, the index disposes.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

BUCKETS = 1 << 16
_CHECK_BITS = 7
_CHECK = (1 << _CHECK_BITS) - 1
_SCANNED = 2_000
"""Words that are looked through for the most frequent; where more begin alike, those are kept ready."""
_FIRST_MARKED = "\ue000"
"""Tokens from here on are no words (see ``archive_tui.search.tokens``)."""


class Term(NamedTuple):
    """A word of the vocabulary."""

    term: str
    documents: int


def frequencies(connection: sqlite3.Connection, terms: Sequence[str]) -> dict[str, int]:
    """Return in how many documents each word is; words that are in none are left out."""
    marks = ",".join("?" * len(terms))
    return dict(
        connection.execute(
            f"SELECT term, documents FROM search_terms WHERE documents > 0 AND term IN ({marks})",  # noqa: S608 - marks only
            terms,
        )
    )


def near(connection: sqlite3.Connection, keys: Iterable[bytes], shortest: int, longest: int) -> list[Term]:
    """Return the words that share a deletion with the keys and have a length within the bounds."""
    checks: dict[int, set[int]] = {}
    for key in keys:
        crc = zlib.crc32(key)
        checks.setdefault(crc & (BUCKETS - 1), set()).add(crc >> (32 - _CHECK_BITS))
    marks = ",".join("?" * len(checks))
    ids: set[int] = set()
    for bucket, packed in connection.execute(
        f"SELECT bucket, entries FROM search_buckets WHERE bucket IN ({marks})",  # noqa: S608 - marks only
        list(checks),
    ):
        wanted = checks[bucket]
        entries = _unpacked(packed)
        if len(wanted) == 1:
            (check,) = wanted
            ids.update([entry >> _CHECK_BITS for entry in entries if entry & _CHECK == check])
        else:
            ids.update([entry >> _CHECK_BITS for entry in entries if entry & _CHECK in wanted])
    return _by_ids(connection, list(ids), "AND length(term) BETWEEN ? AND ?", (shortest, longest))


def completions(connection: sqlite3.Connection, prefix: str, limit: int) -> list[Term]:
    """Return the most frequent words that begin so, most frequent first."""
    if len(prefix) <= 3 and count(connection, prefix, _SCANNED) == _SCANNED:
        row = connection.execute(
            "SELECT terms FROM search_completions WHERE prefix = :prefix", {"prefix": prefix}
        ).fetchone()
        found = _by_ids(connection, list(_unpacked(row[0])), "", ()) if row else []
        return sorted(found, key=lambda term: (-term.documents, term.term))[:limit]
    rows = connection.execute(
        """
        SELECT term, documents FROM search_terms
         WHERE term >= :prefix AND term < :end AND documents > 0 ORDER BY documents DESC, term LIMIT :limit
        """,
        {"prefix": prefix, "end": f"{prefix}\U0010ffff", "limit": limit},
    )
    return [Term._make(row) for row in rows]


def count(connection: sqlite3.Connection, prefix: str, limit: int) -> int:
    """Return how many words begin so, counting no further than the limit."""
    (found,) = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM search_terms WHERE term >= :prefix AND term < :end LIMIT :limit)",
        {"prefix": prefix, "end": f"{prefix}\U0010ffff", "limit": limit},
    ).fetchone()
    return int(found)


def indexed_terms(connection: sqlite3.Connection, after: str, limit: int) -> list[Term]:
    """Return the next words of the index itself in the order of their code points, with their documents."""
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words USING fts5vocab(main, search_documents, row)"
    )
    rows = connection.execute(
        "SELECT term, doc FROM temp.search_words WHERE term > :after AND term < :marked LIMIT :limit",
        {"after": after, "marked": _FIRST_MARKED, "limit": limit},
    )
    return [Term._make(row) for row in rows]


def clear(connection: sqlite3.Connection) -> None:
    """Empty the vocabulary."""
    for table in ("search_terms", "search_buckets", "search_completions"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names from the line above
    connection.execute("UPDATE search_state SET value = 0 WHERE name = 'generations'")


def append(connection: sqlite3.Connection, first_id: int, terms: Iterable[Term]) -> None:
    """Write new words with ids from ``first_id`` on."""
    connection.executemany(
        "INSERT INTO search_terms (id, term, documents) VALUES (?, ?, ?)",
        ((number, *term) for number, term in enumerate(terms, first_id)),
    )


def write_completions(connection: sqlite3.Connection, prefixes: Mapping[str, Iterable[int]]) -> None:
    """Write the ids of the words to propose for each prefix."""
    connection.executemany(
        "INSERT OR REPLACE INTO search_completions (prefix, terms) VALUES (?, ?)",
        ((prefix, _packed(array("I", ids))) for prefix, ids in prefixes.items()),
    )


def adjust(connection: sqlite3.Connection, differences: Mapping[str, int]) -> list[tuple[int, str]]:
    """Add to the words' counts (or subtract); return the ids and words that were not known before."""
    known: set[str] = set()
    wanted = list(differences)
    for start in range(0, len(wanted), 10_000):
        part = wanted[start : start + 10_000]
        marks = ",".join("?" * len(part))
        known.update(
            term
            for (term,) in connection.execute(
                f"SELECT term FROM search_terms WHERE term IN ({marks})",  # noqa: S608 - marks only
                part,
            )
        )
    connection.executemany(
        "UPDATE search_terms SET documents = max(documents + ?, 0) WHERE term = ?",
        ((differences[term], term) for term in known),
    )
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM search_terms").fetchone()
    fresh = sorted(term for term, number in differences.items() if number > 0 and term not in known)
    append(connection, last + 1, (Term(term, differences[term]) for term in fresh))
    return list(enumerate(fresh, last + 1))


class Buckets:
    """Collects which words share which deletions, and writes them as one generation."""

    def __init__(self) -> None:
        self._entries: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
        self.size = 0
        """Entries collected; each takes four bytes."""

    def add(self, term_id: int, keys: Iterable[bytes]) -> None:
        """Note a word under each of its deletions."""
        entries, shifted = self._entries, term_id << _CHECK_BITS
        for crc in map(zlib.crc32, keys):
            entries[crc & (BUCKETS - 1)].append(shifted | crc >> (32 - _CHECK_BITS))
            self.size += 1

    def write(self, connection: sqlite3.Connection) -> None:
        """Write what was collected as a generation of its own, and begin anew."""
        generation = generations(connection) + 1
        connection.executemany(
            "INSERT INTO search_buckets (bucket, generation, entries) VALUES (?, ?, ?)",
            ((bucket, generation, _packed(self._entries[bucket])) for bucket in sorted(self._entries)),
        )
        connection.execute("UPDATE search_state SET value = ? WHERE name = 'generations'", (generation,))
        self._entries.clear()
        self.size = 0


def generations(connection: sqlite3.Connection) -> int:
    """Return how many generations of buckets there are."""
    (found,) = connection.execute("SELECT value FROM search_state WHERE name = 'generations'").fetchone()
    return int(found)


def _by_ids(
    connection: sqlite3.Connection, ids: list[int], condition: str, values: tuple[int, ...]
) -> list[Term]:
    found: list[Term] = []
    for start in range(0, len(ids), 10_000):
        part = ids[start : start + 10_000]
        marks = ",".join(map(str, part))
        rows = connection.execute(
            f"SELECT term, documents FROM search_terms WHERE id IN ({marks}) AND documents > 0 {condition}",  # noqa: S608 - numbers
            values,
        )
        found += [Term._make(row) for row in rows]
    return found


def _packed(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers = array("I", numbers)
        numbers.byteswap()
    return numbers.tobytes()


def _unpacked(packed: bytes) -> array[int]:
    numbers = array("I", packed)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
