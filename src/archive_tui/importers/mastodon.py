"""Conversations of Mastodon and its kin: the context of a status, and the status itself where it was saved, too.

A context has what is above a status and what is below it, but not the status. Where no file has it, it is known
by the replies to it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from archive_tui.errors import ImportFailedError
from archive_tui.importers import prose, values
from archive_tui.importers.json_values import json_values, peek, peek_record
from archive_tui.model import ImportedArticle, ImportedComment, ImportedThread, Skipped, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Source

_TITLE_LENGTH = 70

Status = dict[str, Any]


class MastodonImporter:
    """Read contexts and statuses."""

    name = "mastodon"
    description = "Mastodon conversation: the context of a status, with the status if it is there (JSON)"
    spans_files = True

    def confidence(self, source: Source) -> float:
        """Look for the two lists of a context, or for a status."""
        found = peek(source.head)
        if isinstance(found, dict) and "ancestors" in found and found.keys() <= {"ancestors", "descendants"}:
            return 0.95
        record = peek_record(source.head)
        return 0.9 if {"id", "in_reply_to_id", "content", "account"} <= record.keys() else 0.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the conversations, a context each, then those of statuses that are in none.

        Raises:
            ImportFailedError: a file cannot be read, or there is no status in any.
        """
        skipped: list[Skipped] = []
        statuses: dict[str, Status] = {}
        contexts: list[Path] = []
        for path in paths:
            for value in json_values(path, skipped):
                record = values.table(value)
                if "ancestors" in record or "descendants" in record:
                    contexts.append(path)
                    break
                own = values.identifier(record.get("id"))
                if own is not None and "content" in record:
                    statuses[own] = record
        used: set[str] = set()
        for path in contexts:
            for value in json_values(path, []):
                thread = _conversation(values.table(value), statuses, used, skipped)
                if thread is not None:
                    yield thread
                    skipped = []
        found = bool(used)
        left = [status for own, status in statuses.items() if own not in used]
        for thread in _trees(left, skipped):
            found = True
            yield thread
            skipped = []
        if not found:
            raise ImportFailedError(
                paths[0], "", skipped[0].why if skipped else "the context is empty: no status is in it"
            )


def _conversation(
    context: dict[str, Any], saved: dict[str, Status], used: set[str], skipped: list[Skipped]
) -> ImportedThread | None:
    """Return the one conversation of a context; None if it is empty."""
    above = _statuses(context.get("ancestors"))
    below = _statuses(context.get("descendants"))
    if not above and not below:
        return None
    known = {values.text(status.get("id")) for status in [*above, *below]}
    focus = _focus(below, known)
    placed = list(above)
    if focus is not None:
        status = saved.get(focus)
        placed.append(
            status
            if status is not None
            else {"id": focus, "in_reply_to_id": above[-1].get("id") if above else None}
        )
        used.add(focus)
    used |= known
    [thread, *_] = list(_trees([*placed, *below], skipped, single=True))
    return thread


def _focus(below: list[Status], known: set[str]) -> str | None:
    """Return the status that a context is of: what most of its descendants answer and is not among them."""
    answered = Counter(
        parent
        for status in below
        if (parent := values.identifier(status.get("in_reply_to_id"))) is not None and parent not in known
    )
    return answered.most_common(1)[0][0] if answered else None


def _statuses(value: object) -> list[Status]:
    return [
        each for each in values.rows(value) if isinstance(each, dict) and values.identifier(each.get("id"))
    ]


def _trees(
    statuses: list[Status], skipped: list[Skipped], *, single: bool = False
) -> Iterator[ImportedThread]:
    """Yield a thread for each status that answers none of the others, or one of all of them."""
    parents = {
        values.text(status["id"]): values.identifier(status.get("in_reply_to_id")) for status in statuses
    }
    tops: dict[str, str] = {}
    members: dict[str, list[Status]] = {}
    for status in statuses:
        own = values.text(status["id"])
        top = values.text(statuses[0]["id"]) if single else _top(own, parents, tops)
        members.setdefault(top, []).append(status)
    for top, group in members.items():
        first = next((status for status in group if values.text(status["id"]) == top), {"id": top})
        comments = [_comment(status, top) for status in group if status is not first]
        yield ImportedThread(_article(first), tuple(comments), tuple(skipped), partial=True, realm="mastodon")


def _top(own: str, parents: dict[str, str | None], tops: dict[str, str]) -> str:
    path: list[str] = []
    current = own
    while current not in tops and current not in path:
        path.append(current)
        above = parents.get(current)
        if above is None:
            break
        current = above
    top = tops.get(current, current)
    tops.update(dict.fromkeys(path, top))
    return top


def _article(status: Status) -> ImportedArticle:
    own = values.text(status["id"])
    if "content" not in status:
        return ImportedArticle(key=f"mastodon:{own}", title=f"Mastodon thread {own}", source_id=own)
    text = _text(status)
    first = " ".join(text.partition("\n")[0].split())
    title = first if len(first) <= _TITLE_LENGTH else first[:_TITLE_LENGTH].rsplit(" ", 1)[0] + "…"
    return ImportedArticle(
        key=f"mastodon:{own}",
        title=title or f"Mastodon thread {own}",
        author=_author(status),
        published=values.moment(status.get("created_at")),
        url=values.line(status.get("url")) or values.line(status.get("uri")),
        body=text,
        source_id=own,
    )


def _comment(status: Status, top: str) -> ImportedComment:
    own = values.text(status["id"])
    parent = values.identifier(status.get("in_reply_to_id"))
    return ImportedComment(
        ref=own,
        parent=None if parent == top else parent,
        source_id=own,
        author=_author(status),
        created=values.moment(status.get("created_at")),
        score=values.whole(status.get("favourites_count")),
        text=_text(status),
        url=values.line(status.get("url")) or values.line(status.get("uri")),
        state=State.NORMAL if "content" in status else State.GHOST,
    )


def _author(status: Status) -> str | None:
    account = values.table(status.get("account"))
    return values.line(account.get("acct")) or values.line(account.get("username"))


def _text(status: Status) -> str:
    """Return warning, text, and what the attachments are described as."""
    attached = [values.table(each) for each in values.rows(status.get("media_attachments"))]
    described = [f"[{line}]" for each in attached if (line := values.line(each.get("description")))]
    parts = [
        values.text(status.get("spoiler_text")),
        prose.from_html(values.text(status.get("content"))),
        *described,
    ]
    return "\n\n".join(part for part in parts if part)
