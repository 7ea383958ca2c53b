"""The reports of imports, kept: what each run took in, what it could not, and why."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from archive_tui.errors import NotFoundError
from archive_tui.model import ImportReport, ImportRun, Skipped
from archive_tui.storage.imports import content_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

KEPT = 500
"""Runs that are remembered."""

_RUNS = """
    SELECT r.id, r.started, r.seconds, r.paths, r.unchanged, count(p.id),
           coalesce(sum(p.report ->> 'error' IS NOT NULL), 0), coalesce(sum(p.report ->> 'articles'), 0),
           coalesce(sum(p.report ->> 'comments'), 0), coalesce(sum(p.report ->> 'new'), 0),
           coalesce(sum(json_array_length(p.report, '$.skipped')), 0)
      FROM import_runs AS r LEFT JOIN import_reports AS p ON p.run_id = r.id
"""


def begin(connection: sqlite3.Connection, paths: Sequence[str], started: int) -> int:
    """Note that a run begins, and return its id; forget the oldest beyond those that are kept."""
    cursor = connection.execute(
        "INSERT INTO import_runs (started, paths) VALUES (:started, :paths)",
        {"started": started, "paths": json.dumps(list(paths), ensure_ascii=False)},
    )
    run_id = cursor.lastrowid or 0
    connection.execute("DELETE FROM import_runs WHERE id <= :last", {"last": run_id - KEPT})
    return run_id


def add(connection: sqlite3.Connection, run_id: int, report: ImportReport) -> None:
    """Keep what a source gave."""
    connection.execute(
        "INSERT INTO import_reports (run_id, source, format, report) VALUES (:run, :source, :format, :report)",
        {
            "run": run_id,
            "source": report.source,
            "format": report.format,
            "report": json.dumps(content_of(report), ensure_ascii=False),
        },
    )


def finish(connection: sqlite3.Connection, run_id: int, *, unchanged: int, seconds: float) -> None:
    """Note that a run is over."""
    connection.execute(
        "UPDATE import_runs SET unchanged = :unchanged, seconds = :seconds WHERE id = :run",
        {"run": run_id, "unchanged": unchanged, "seconds": seconds},
    )


def runs(connection: sqlite3.Connection) -> list[ImportRun]:
    """Return all runs that are remembered, the last one first."""
    return [_run(row) for row in connection.execute(_RUNS + "GROUP BY r.id ORDER BY r.id DESC")]


def reports(connection: sqlite3.Connection, run_id: int) -> tuple[ImportRun, list[ImportReport]]:
    """Return a run, with what each source gave, in the order in which they came.

    Raises:
        NotFoundError: there is no such run, or it is no longer remembered.
    """
    row = connection.execute(_RUNS + "WHERE r.id = :run GROUP BY r.id", {"run": run_id}).fetchone()
    if row is None:
        message = f"no import {run_id} in the library; `archive-tui stats --imports` lists them"
        raise NotFoundError(message)
    found = connection.execute(
        "SELECT source, format, report FROM import_reports WHERE run_id = :run ORDER BY id", {"run": run_id}
    )
    return _run(row), [_report(*each) for each in found]


def _run(row: tuple[Any, ...]) -> ImportRun:
    run_id, started, seconds, paths, unchanged, sources, failed, articles, comments, new, skipped = row
    return ImportRun(
        id=run_id,
        started=datetime.fromtimestamp(started, UTC),
        seconds=seconds,
        paths=tuple(json.loads(paths)),
        sources=sources,
        failed=failed,
        unchanged=unchanged,
        articles=articles,
        comments=comments,
        new=new,
        skipped=skipped,
    )


def _report(source: str, name: str | None, text: str) -> ImportReport:
    content = json.loads(text)
    return ImportReport(
        source=source,
        format=name,
        articles=content["articles"],
        comments=content["comments"],
        new=content["new"],
        changed=content["changed"],
        unchanged=content["unchanged"],
        missing=content["missing"],
        ghosts=content["ghosts"],
        declared=content["declared"],
        skipped=tuple(Skipped(where, why) for where, why in content["skipped"]),
        seconds=content["seconds"],
        error=content["error"],
        container=content["container"],
    )
