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


def finish(connection: sqlite3.Connection, import_id: int, report: ImportReport) -> None:
    """Note what an import gave."""
    content = {
        "articles": report.articles,
        "comments": report.comments,
        "missing": report.missing,
        "ghosts": report.ghosts,
        "declared": report.declared,
        "skipped": [[skipped.where, skipped.why] for skipped in report.skipped],
    }
    connection.execute(
        "UPDATE imports SET report = :report WHERE id = :id",
        {"report": json.dumps(content, ensure_ascii=False), "id": import_id},
    )


def unchanged(connection: sqlite3.Connection, fingerprint: Fingerprint) -> ImportReport | None:
    """Return what importing the source again would report, if it would change nothing; else None.

    That is so if its last import was finished, read the same bytes with the same program, and no article that
    it gave was imported from elsewhere since.
    """
    row = connection.execute(
        """
        SELECT id, format, edition, digest, bytes, report FROM imports
         WHERE source = :source ORDER BY id DESC LIMIT 1
        """,
        {"source": fingerprint.source},
    ).fetchone()
    if row is None or row[5] is None:
        return None
    import_id, *same, report = row
    if same != [fingerprint.format, fingerprint.edition, fingerprint.digest, fingerprint.bytes]:
        return None
    content = json.loads(report)
    ids = tuple(
        ArticleId(found)
        for (found,) in connection.execute(
            "SELECT id FROM articles WHERE import_id = :id ORDER BY id", {"id": import_id}
        )
    )
    if len(ids) != content["articles"]:
        return None
    return ImportReport(
        source=fingerprint.source,
        format=fingerprint.format,
        articles=content["articles"],
        comments=content["comments"],
        unchanged=content["comments"],
        missing=content["missing"],
        ghosts=content["ghosts"],
        declared=content["declared"],
        skipped=tuple(Skipped(where, why) for where, why in content["skipped"]),
        article_ids=ids,
    )
