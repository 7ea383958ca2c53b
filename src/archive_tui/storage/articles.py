"""Articles: listing them, finding one, writing what an import says about one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from archive_tui.errors import NotFoundError
from archive_tui.model import Article, ArticleId, ArticleSummary, PageNote
from archive_tui.storage.times import moment, seconds
from archive_tui.thread.keys import fold

if TYPE_CHECKING:
    import sqlite3

    from archive_tui.model import ImportedArticle

_SUMMARY = """
    SELECT a.id, a.key, a.title, a.section, a.author, a.published, i.started, i.source, i.format,
           a.comments, a.spam, a.max_depth, coalesce(p.picked, 0), a.unread, coalesce(n.new, 0)
      FROM articles AS a JOIN imports AS i ON i.id = a.import_id
      LEFT JOIN (
          SELECT article_id, count(*) AS new FROM comments
           WHERE new AND state <> 'ghost' AND verdict IS NOT 'spam' AND NOT hidden AND NOT muted
           GROUP BY article_id
      ) AS n ON n.article_id = a.id
      LEFT JOIN (
          SELECT article_id, count(*) AS picked FROM picks WHERE NOT dropped GROUP BY article_id
      ) AS p ON p.article_id = a.id
"""
_ALL = _SUMMARY + "ORDER BY a.import_id DESC, a.id"
_BY_ID = _SUMMARY + "WHERE a.id = :id"

_SummaryRow = tuple[
    int, str, str, str | None, str | None, int | None, int, str, str, int, int, int, int, int, int
]


def summaries(connection: sqlite3.Connection) -> list[ArticleSummary]:
    """Return all articles, newest import first, those of one import in the order of their source."""
    return [_summary(row) for row in connection.execute(_ALL)]


def article(connection: sqlite3.Connection, article_id: ArticleId) -> Article:
    """Return an article with its texts.

    Raises:
        NotFoundError: there is none with this id.
    """
    row = connection.execute(_BY_ID, {"id": article_id}).fetchone()
    if row is None:
        raise _not_found(article_id)
    dek, url, body, notes, declared = connection.execute(
        "SELECT dek, url, body, notes, declared FROM article_texts WHERE article_id = :id", {"id": article_id}
    ).fetchone()
    return Article(
        summary=_summary(row),
        dek=dek,
        url=url,
        body=body,
        notes=tuple(PageNote(kind, text) for kind, text in json.loads(notes)),
        declared=declared,
    )


def article_id(connection: sqlite3.Connection, reference: int | str) -> ArticleId:
    """Return the id of the article that an id, or else a key, names.

    Raises:
        NotFoundError: it names none.
    """
    if isinstance(reference, int) or (reference.isascii() and reference.isdigit() and len(reference) < 19):
        found = connection.execute(
            "SELECT id FROM articles WHERE id = :id", {"id": int(reference)}
        ).fetchone()
        if found is not None:
            return ArticleId(found[0])
    if isinstance(reference, str):
        found = connection.execute("SELECT id FROM articles WHERE key = :key", {"key": reference}).fetchone()
        if found is not None:
            return ArticleId(found[0])
    raise _not_found(reference)


def all_ids(connection: sqlite3.Connection) -> list[ArticleId]:
    """Return the ids of all articles, ascending."""
    return [ArticleId(found) for (found,) in connection.execute("SELECT id FROM articles ORDER BY id")]


def known(connection: sqlite3.Connection, key: str) -> ArticleId | None:
    """Return the article that has a key, None if there is none."""
    found = connection.execute("SELECT id FROM articles WHERE key = :key", {"key": key}).fetchone()
    return None if found is None else ArticleId(found[0])


def recognise(
    connection: sqlite3.Connection,
    imported: ImportedArticle,
    *,
    source: str,
    format_name: str,
    import_id: int,
) -> ArticleId | None:
    """Return the article of the library that an imported one is: by its key, else by its source and title.

    Source and title do only if they name the one article of the source's last import, and this import has not had
    another before it.
    """
    found = known(connection, imported.key)
    if found is not None:
        return found
    candidates = connection.execute(
        """
        SELECT a.id FROM articles AS a JOIN imports AS i ON i.id = a.import_id
         WHERE a.folded_title = :title AND i.source = :source AND i.format = :format AND i.id <> :import
           AND i.report ->> 'articles' = 1
           AND NOT EXISTS (SELECT 1 FROM articles WHERE import_id = :import)
         LIMIT 2
        """,
        {"title": fold(imported.title), "source": source, "format": format_name, "import": import_id},
    ).fetchall()
    return ArticleId(candidates[0][0]) if len(candidates) == 1 else None


def insert(
    connection: sqlite3.Connection, imported: ImportedArticle, import_id: int, realm: str | None = None
) -> ArticleId:
    """Add an article without comments; return its id. ``realm`` is the space in which its own id is unique."""
    cursor = connection.execute(
        """
        INSERT INTO articles (key, import_id, title, folded_title, section, author, published, realm, source_id)
        VALUES (:key, :import, :title, :folded, :section, :author, :published, :realm, :source_id)
        """,
        {
            **_columns(imported, import_id),
            "key": imported.key,
            "realm": realm,
            "source_id": None if realm is None else imported.source_id,
        },
    )
    added = ArticleId(cursor.lastrowid or 0)
    connection.execute(
        """
        INSERT INTO article_texts (article_id, dek, url, body, notes, declared)
        VALUES (:id, :dek, :url, :body, :notes, :declared)
        """,
        {**_texts(imported), "id": added},
    )
    return added


def update(
    connection: sqlite3.Connection,
    article_id: ArticleId,
    imported: ImportedArticle,
    import_id: int,
    *,
    partial: bool = False,
    realm: str | None = None,
) -> None:
    """Write what a re-import says about an article; what it does not say any more is kept.

    A ``partial`` source may know the article by name alone: it fills gaps then. What it calls the article is taken as
    long as nobody knows better.
    """
    vague = partial and is_vague(imported)
    has_title = bool(imported.title)
    if vague and has_title:
        _, _, body = words(connection, article_id)
        (published,) = connection.execute(
            "SELECT published FROM articles WHERE id = :id", {"id": article_id}
        ).fetchone()
        has_title = _vague(body, published)
    scope = {
        "id": article_id,
        "vague": vague,
        "titled": has_title,
        "realm": realm,
        "own": imported.source_id,
    }
    connection.execute(
        """
        UPDATE articles
           SET import_id = :import, title = iif(:titled, :title, title),
               folded_title = iif(:titled, :folded, folded_title),
               section = iif(:vague, coalesce(section, :section), coalesce(:section, section)),
               author = iif(:vague, coalesce(author, :author), coalesce(:author, author)),
               published = coalesce(:published, published),
               realm = coalesce(realm, :realm), source_id = coalesce(source_id, iif(:realm IS NULL, NULL, :own))
         WHERE id = :id
        """,
        {**_columns(imported, import_id), **scope},
    )
    connection.execute(
        """
        UPDATE article_texts
           SET dek = iif(:vague, coalesce(dek, :dek), coalesce(:dek, dek)),
               url = iif(:vague, coalesce(url, :url), coalesce(:url, url)),
               body = CASE WHEN :body = '' THEN body ELSE :body END,
               notes = CASE WHEN :notes = '[]' THEN notes ELSE :notes END,
               declared = coalesce(:declared, declared)
         WHERE article_id = :id
        """,
        {**_texts(imported), **scope},
    )


def is_vague(imported: ImportedArticle) -> bool:
    """Return whether a source knows no more of an article than that there is one."""
    return _vague(imported.body, imported.published)


def _vague(body: str, published: object) -> bool:
    return not body and published is None


def words(connection: sqlite3.Connection, article_id: ArticleId) -> tuple[str, str | None, str]:
    """Return title, dek and body of an article: what comments may quote, or repeat without quoting."""
    title, dek, body = connection.execute(
        """
        SELECT a.title, t.dek, t.body FROM articles AS a JOIN article_texts AS t ON t.article_id = a.id
         WHERE a.id = :id
        """,
        {"id": article_id},
    ).fetchone()
    return title, dek, body


def _columns(imported: ImportedArticle, import_id: int) -> dict[str, object]:
    return {
        "import": import_id,
        "title": imported.title,
        "folded": fold(imported.title),
        "section": imported.section,
        "author": imported.author,
        "published": seconds(imported.published),
    }


def _texts(imported: ImportedArticle) -> dict[str, object]:
    return {
        "dek": imported.dek,
        "url": imported.url,
        "body": imported.body,
        "notes": json.dumps([[note.kind, note.text] for note in imported.notes], ensure_ascii=False),
        "declared": imported.declared,
    }


def _summary(row: _SummaryRow) -> ArticleSummary:
    (
        found,
        key,
        title,
        section,
        author,
        published,
        imported,
        source,
        name,
        comments,
        spam,
        depth,
        picked,
        unread,
        new,
    ) = row
    return ArticleSummary(
        ArticleId(found),
        key,
        title,
        section,
        author,
        moment(published),
        datetime.fromtimestamp(imported, UTC),
        source,
        name,
        comments,
        spam,
        depth,
        picked,
        unread,
        new,
    )


def _not_found(reference: int | str) -> NotFoundError:
    return NotFoundError(f"no article {reference} in the library; `archive-tui articles` lists them")
