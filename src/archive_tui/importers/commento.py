"""Exports of Commento, and of Comentario, which goes on with it: comments of all pages, and who wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive_tui.importers import prose, values
from archive_tui.importers.json_threads import json_threads
from archive_tui.importers.json_values import peek
from archive_tui.model import ImportedArticle, ImportedComment, ImportedThread, Skipped, State, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Source

_FLAGGED = Verdict(label="spam", score=1.0, by="source", reasons=("flagged as spam at the source",))


class CommentoImporter:
    """Read the pages of an export."""

    name = "commento"
    description = "Commento or Comentario export (JSON)"
    spans_files = False

    def confidence(self, source: Source) -> float:
        """Look for comments beside commenters."""
        found = peek(source.head)
        if not isinstance(found, dict) or "comments" not in found or "version" not in found:
            return 0.0
        first = values.table(next(iter(values.rows(found["comments"])), None))
        if "commentHex" in first or {"parentId", "markdown"} <= first.keys():
            return 0.95
        return 0.8 if "commenters" in found else 0.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the pages in the order of their first comments.

        Raises:
            ImportFailedError: the file cannot be read, or there is no comment in it.
        """
        return json_threads(paths, _pages, "there is no comment in it")


def _pages(export: dict[str, Any], skipped: list[Skipped]) -> Iterator[ImportedThread]:
    people = _by_id(export.get("commenters"), "commenterHex", "id")
    known = _by_id(export.get("pages"), "id")
    pages: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for place, record in enumerate(values.rows(export.get("comments")), start=1):
        comment = values.table(record)
        if _own(comment) is None:
            skipped.append(Skipped(f"comment {place}", "it has no id"))
            continue
        page = known.get(values.text(comment.get("pageId")), {})
        address = (
            values.text(comment.get("url"))
            or values.text(comment.get("path"))
            or values.text(page.get("path"))
        )
        domain = values.text(comment.get("domain")) or values.text(page.get("domain"))
        pages.setdefault((domain, address or values.text(comment.get("pageId"))), []).append(comment)
    for (domain, address), comments in pages.items():
        about = known.get(values.text(comments[0].get("pageId")), {})
        page_url = f"https://{domain}{address}" if domain else None
        article = ImportedArticle(
            key=f"commento:{domain}{address}",
            title=values.line(about.get("title")) or f"{domain}{address}",
            url=page_url,
        )
        members = tuple([_comment(comment, people, page_url) for comment in comments])
        yield ImportedThread(article, members)


def _by_id(value: object, *names: str) -> dict[str, dict[str, Any]]:
    found = {}
    for record in values.rows(value):
        own = next(
            (key for name in names if (key := values.identifier(values.table(record).get(name)))), None
        )
        if own is not None:
            found[own] = values.table(record)
    return found


def _own(comment: dict[str, Any]) -> str | None:
    return values.identifier(comment.get("commentHex")) or values.identifier(comment.get("id"))


def _text(comment: dict[str, Any]) -> str:
    return values.text(comment.get("markdown")) or prose.from_html(values.text(comment.get("html")))


def _comment(comment: dict[str, Any], people: dict[str, dict[str, Any]], page: str | None) -> ImportedComment:
    own = _own(comment) or ""
    parent = values.identifier(comment.get("parentHex")) or values.identifier(comment.get("parentId"))
    writer = (
        values.identifier(comment.get("commenterHex")) or values.identifier(comment.get("userCreated")) or ""
    )
    person = people.get(writer, {})
    gone = values.yes(comment.get("deleted")) or values.yes(comment.get("isDeleted"))
    return ImportedComment(
        ref=own,
        parent=None if parent == "root" else parent,
        source_id=own,
        author=values.line(person.get("name")) or values.line(comment.get("authorName")),
        created=values.moment(comment.get("creationDate")) or values.moment(comment.get("createdTime")),
        score=values.whole(comment.get("score")),
        text="" if gone and not comment.get("markdown") else _text(comment),
        url=None if page is None else f"{page}#commento-{own}",
        state=State.DELETED if gone else State.NORMAL,
        verdict=_FLAGGED if values.text(comment.get("state")) == "flagged" else None,
        email=values.line(person.get("email")),
        ip=values.line(comment.get("authorIp")),
    )
