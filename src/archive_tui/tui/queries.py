"""Queries that are kept: the last ones asked, and those saved under a name. Knows no Textual.

Invariant: what stands in the settings is never trusted to be whole; what cannot be read counts as nothing kept.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HISTORY: Final = "queries"
"""The setting with the last queries, newest first."""
SAVED: Final = "queries.saved"
"""The setting with the saved ones: a query by name."""
MOST: Final = 50


def read_history(setting: str | None) -> list[str]:
    """Return the last queries, newest first."""
    found = _read(setting)
    return [query for query in found if isinstance(query, str)][:MOST] if isinstance(found, list) else []


def write_history(queries: Sequence[str]) -> str:
    """Return the setting for the last queries, newest first."""
    return json.dumps(list(queries)[:MOST], ensure_ascii=False)


def remembered(queries: Sequence[str], query: str) -> list[str]:
    """Return the last queries with one more as the newest; it stands in them once, blanks alone never."""
    query = query.strip()
    return [query, *(other for other in queries if other != query)][:MOST] if query else list(queries)


def read_saved(setting: str | None) -> dict[str, str]:
    """Return the saved queries by name, in the order in which they were saved."""
    found = _read(setting)
    if not isinstance(found, dict):
        return {}
    return {name: query for name, query in found.items() if isinstance(query, str)}


def write_saved(saved: Mapping[str, str]) -> str:
    """Return the setting for the saved queries."""
    return json.dumps(dict(saved), ensure_ascii=False)


def _read(setting: str | None) -> object:
    try:
        return json.loads(setting) if setting else None
    except ValueError:
        return None


class Recall:
    """Walks through earlier queries and back to what was being typed."""

    def __init__(self, queries: Sequence[str]) -> None:
        self.queries = list(queries)
        self._at = -1
        self._typed = ""

    def walks(self, shown: str) -> bool:
        """Say whether the line is empty, or shows a query that the walk has led to."""
        return not shown or (0 <= self._at < len(self.queries) and shown == self.queries[self._at])

    def older(self, shown: str) -> str | None:
        """Return the query before the one shown, None at the oldest."""
        if not 0 <= self._at < len(self.queries) or shown != self.queries[self._at]:
            self._at, self._typed = -1, shown
        if self._at + 1 >= len(self.queries):
            return None
        self._at += 1
        return self.queries[self._at]

    def newer(self) -> str | None:
        """Return the query after the one shown, at last what was typed; None if the walk has not begun."""
        if self._at < 0:
            return None
        self._at -= 1
        return self.queries[self._at] if self._at >= 0 else self._typed

    def remember(self, query: str) -> None:
        """Take a query as the newest, and begin anew."""
        self.queries = remembered(self.queries, query)
        self._at = -1
