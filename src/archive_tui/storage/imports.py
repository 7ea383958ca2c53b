"""The log of imports: what each source gave, so that one that has not changed need not be read again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from archive_tui import __version__
from archive_tui.model import ArticleId, ImportReport, Provenance, Skipped
from archive_tui.storage import articles

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a source was, and what read it: as long as all of it is equal, an import gives the same again."""

    source: str
    format: str
    edition: str
    """What tells one version of the importer's program from another."""
    digest: str
    """SHA-256 of the source, hexadecimal."""
    bytes: int


def begin(connection: sqlite3.Connection, fingerprint: Fingerprint, started: int) -> int:
    """Note that an import begins, and return its id; until ``finish`` it counts as broken off."""
    cursor = connection.execute(
        """
        INSERT INTO imports (source, format, edition, digest, bytes, started)
        VALUES (:source, :format, :edition, :digest, :bytes, :started)
        """,
        {
            "source": fingerprint.source,
            "format": fingerprint.format,
            "edition": fingerprint.edition,
            "digest": fingerprint.digest,
            "bytes": fingerprint.bytes,
            "started": started,
        },
    )
    return cursor.lastrowid or 0


def provenance(connection: sqlite3.Connection, article_id: ArticleId) -> Provenance:
    """Return where an article comes from: the last source that had it.

    Raises:
        NotFoundError: there is no such article.
    """
    values = {"article": articles.article_id(connection, article_id)}
    source, format_name, digest, started = connection.execute(
        """
        SELECT i.source, i.format, i.digest, i.started
          FROM articles AS a JOIN imports AS i ON i.id = a.import_id WHERE a.id = :article
        """,
        values,
    ).fetchone()
    return Provenance(source, format_name, digest, datetime.fromtimestamp(started, UTC), __version__)


def finish(connection: sqlite3.Connection, import_id: int, report: ImportReport, *, partial: bool) -> None:
    """Note what an import gave; ``partial``: parts of threads, whose articles other sources have, too."""
    content = {**content_of(report), "partial": partial}
    if partial:
        content["article_ids"] = list(report.article_ids)
    connection.execute(
        "UPDATE imports SET report = :report WHERE id = :id",
        {"report": json.dumps(content, ensure_ascii=False), "id": import_id},
    )


def content_of(report: ImportReport) -> dict[str, object]:
    """Return what is kept of a report, apart from its source and format."""
    return {
        "articles": report.articles,
        "comments": report.comments,
        "new": report.new,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "missing": report.missing,
        "ghosts": report.ghosts,
        "declared": report.declared,
        "skipped": [[skipped.where, skipped.why] for skipped in report.skipped],
        "seconds": report.seconds,
        "error": report.error,
        "container": report.container,
    }


def unchanged(connection: sqlite3.Connection, fingerprint: Fingerprint) -> tuple[ImportReport, int] | None:
    """Return what importing the source again would report, with its last import, if it would change nothing.

    That is so if that import was finished, read the same bytes with the same program, and no article that it gave was
    imported from elsewhere since; parts of threads may have been.
    """
    row = connection.execute(
        "SELECT id, format, edition, digest, bytes FROM imports WHERE source = :source ORDER BY id DESC LIMIT 1",
        {"source": fingerprint.source},
    ).fetchone()
    if row is None:
        return None
    import_id, *same = row
    if same != [fingerprint.format, fingerprint.edition, fingerprint.digest, fingerprint.bytes]:
        return None
    report = repeated(connection, fingerprint.source, import_id)
    return None if report is None else (report, import_id)


def held(connection: sqlite3.Connection, import_id: int) -> int:
    """Return how many articles were last imported by an import."""
    (count,) = connection.execute(
        "SELECT count(*) FROM articles WHERE import_id = :id", {"id": import_id}
    ).fetchone()
    return int(count)


def repeated(
    connection: sqlite3.Connection, source: str, import_id: int, held: int | None = None
) -> ImportReport | None:
    """Return what a finished import would report again; None if the library is no longer as that left it.

    ``held`` is the number of articles that were last imported by it; None if it must be all that it gave.
    """
    row = connection.execute(
        "SELECT id, format, report FROM imports WHERE source = :source ORDER BY id DESC LIMIT 1",
        {"source": source},
    ).fetchone()
    if row is None or row[0] != import_id or row[2] is None:
        return None
    content = json.loads(row[2])
    if content.get("partial"):
        ids = tuple(ArticleId(found) for found in content["article_ids"])
    else:
        found = connection.execute(
            "SELECT id FROM articles WHERE import_id = :id ORDER BY id", {"id": import_id}
        )
        ids = tuple(ArticleId(article_id) for (article_id,) in found)
        if len(ids) != (content["articles"] if held is None else held):
            return None
    return ImportReport(
        source=source,
        format=row[1],
        articles=content["articles"],
        comments=content["comments"],
        unchanged=content["comments"],
        missing=content["missing"],
        ghosts=content["ghosts"],
        declared=content["declared"],
        skipped=tuple(Skipped(where, why) for where, why in content["skipped"]),
        article_ids=ids,
    )
