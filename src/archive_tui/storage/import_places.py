"""Folders, containers and calls whose files have all been imported, so that none of them need be opened again.

The invariant: a place is remembered only as it was before any of its files was read, and only if all of them were.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive_tui.model import ImportReport, Skipped
from archive_tui.storage import imports

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Place:
    """A place as it is now."""

    name: str
    edition: str
    """What tells one version of the program and its importers from another."""
    state: str | None
    """Digest of names, sizes and times of its files; None if that says nothing, since they have just been written."""
    digest: str | None = None
    """SHA-256 of a container; None if that was not asked for."""


def is_known(connection: sqlite3.Connection, place: Place) -> bool:
    """Return whether a place of this name was imported by the same program, whatever has become of it."""
    row = connection.execute(
        "SELECT 1 FROM import_places WHERE name = :name AND edition = :edition",
        {"name": place.name, "edition": place.edition},
    ).fetchone()
    return row is not None


def reports(connection: sqlite3.Connection, place: Place) -> list[tuple[ImportReport, int | None]] | None:
    """Return what importing a place again would report, each with its import, if it would change nothing; else None."""
    row = connection.execute(
        "SELECT edition, state, digest, reports FROM import_places WHERE name = :name", {"name": place.name}
    ).fetchone()
    if row is None or row[0] != place.edition:
        return None
    same_state = place.state is not None and place.state == row[1]
    same_bytes = place.digest is not None and place.digest == row[2]
    if not same_state and not same_bytes:
        return None
    found = []
    for one in json.loads(row[3]):
        report = _again(connection, one)
        if report is None:
            return None
        found.append((report, one["import"]))
    return found


def _again(connection: sqlite3.Connection, one: dict[str, Any]) -> ImportReport | None:
    if one["import"] is not None:
        return imports.repeated(connection, one["source"], one["import"], one["held"])
    skipped = tuple(Skipped(where, why) for where, why in one["skipped"])
    return ImportReport(one["source"], None, skipped=skipped, error=one["error"], container=one["container"])


def remember(
    connection: sqlite3.Connection, place: Place, given: Iterable[tuple[ImportReport, int | None]]
) -> None:
    """Remember what each source of a place gave, with its import, if there was one."""
    content = [
        {
            "source": report.source,
            "import": import_id,
            # Of the articles that it gave, sources after it may have had some, too.
            "held": None if import_id is None else imports.held(connection, import_id),
            "container": report.container,
            "error": report.error,
            "skipped": [] if import_id is not None else [[part.where, part.why] for part in report.skipped],
        }
        for report, import_id in given
    ]
    connection.execute(
        """
        INSERT OR REPLACE INTO import_places (name, edition, state, digest, reports)
        VALUES (:name, :edition, :state, :digest, :reports)
        """,
        {
            "name": place.name,
            "edition": place.edition,
            "state": place.state,
            "digest": place.digest,
            "reports": json.dumps(content, ensure_ascii=False),
        },
    )
