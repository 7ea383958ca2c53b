"""Dumps of Pushshift and Arctic Shift: a comment or submission a line, in files of their own, gigabytes of them.

They are grouped by submission outside of memory; submissions come oldest first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive_tui.errors import ImportFailedError
from archive_tui.importers import values
from archive_tui.importers.grouping import Grouping
from archive_tui.importers.json_values import json_values, peek, peek_record
from archive_tui.importers.reddit.things import article_of, bare, comment_of, parent_of
from archive_tui.model import ImportedThread, Skipped, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Source
    from archive_tui.model import ImportedComment

_COMMENT = values.words(
    "id parent_id author created_utc score score_hidden body body_html permalink subreddit spam"
)
_COMMENT_ON_NOWHERE = ("link_title", "link_permalink")
_SUBMISSION = values.words(
    "id author created_utc title selftext url permalink subreddit num_comments is_self"
)
_ID_LENGTH = 13
"""Digits of the longest id, to the base of 36, that fits 64 bits."""


class RedditDumpImporter:
    """Put comments and submissions together."""

    name = "reddit-dump"
    description = "Reddit dump of Pushshift or Arctic Shift: comments, submissions, or both (JSON lines)"
    spans_files = True

    def confidence(self, source: Source) -> float:
        """Look for the fields of a comment or a submission, bare."""
        found = peek(source.head)
        record = peek_record(source.head)
        if isinstance(found, dict) and isinstance(found.get("data"), list):
            record = values.table(found["data"][0]) if found["data"] else {}
        if "kind" in record:
            return 0.0
        if {"link_id", "body"} <= record.keys() and ("parent_id" in record or "created_utc" in record):
            return 0.95
        if (
            "title" in record
            and "created_utc" in record
            and {"subreddit", "selftext", "num_comments"} & record.keys()
        ):
            return 0.9
        return 0.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the submissions with their comments, oldest first; those without comments, too.

        Raises:
            ImportFailedError: a file cannot be read, or there is nothing of Reddit in any.
        """
        skipped: list[Skipped] = []
        with Grouping() as grouping:
            for path in paths:
                _collect(path, grouping, skipped)
            found = False
            for key, group in grouping.groups():
                found = True
                yield _thread(key.lstrip("0") or "0", group, skipped)
                skipped = []
        if not found:
            raise ImportFailedError(
                paths[0], "", skipped[0].why if skipped else "there is nothing of Reddit in it"
            )


def _collect(path: Path, grouping: Grouping, skipped: list[Skipped]) -> None:
    for value in json_values(path, skipped):
        if not isinstance(value, dict):
            continue
        wrapped = value.get("data")
        for record in wrapped if isinstance(wrapped, list) and "body" not in value else (value,):
            if not isinstance(record, dict):
                continue
            is_comment = "body" in record or "link_id" in record
            if not is_comment and "title" not in record:
                continue
            own = bare(record.get("id")) or bare(record.get("name"))
            submission = bare(record.get("link_id")) if is_comment else own
            if own is None or submission is None:
                skipped.append(Skipped(f"a record of {path.name}", "it has no id, or names no submission"))
                continue
            kept = {
                name: record[name]
                for name in (_COMMENT if is_comment else _SUBMISSION)
                if record.get(name) is not None
            }
            if is_comment and "link_title" in record:
                kept |= {name: record[name] for name in _COMMENT_ON_NOWHERE if name in record}
            kept["id"] = own
            grouping.add(submission.rjust(_ID_LENGTH, "0"), kept)


def _thread(own: str, group: list[dict[str, Any]], skipped: list[Skipped]) -> ImportedThread:
    submission: dict[str, Any] | None = None
    comments: dict[str, ImportedComment] = {}
    twice = 0
    for record in group:
        if "title" in record and "body" not in record:
            submission = record
            continue
        comment = comment_of(record, record["id"], parent_of(record, own), own)
        known = comments.get(comment.ref)
        twice += known is not None
        if known is None or known.state is State.DELETED or comment.state is not State.DELETED:
            comments[comment.ref] = comment
    if twice:
        skipped = [
            *skipped,
            Skipped(f"thread t3_{own}", f"{twice:,} came twice; of each what says more was kept"),
        ]
    first = next((record for record in group if "body" in record), None)
    article = article_of(own, submission, first)
    ordered = sorted(
        comments.values(), key=lambda comment: comment.created.timestamp() if comment.created else 0.0
    )
    return ImportedThread(article, tuple(ordered), tuple(skipped), partial=True)
