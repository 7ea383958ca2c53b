"""``sample.ext`` beside ``sample.expected.json``: what an importer gives, written down so that a person can read it."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from archive_tui.importers import Importer
from archive_tui.model import ImportedComment, ImportedThread

_EXPECTED = ".expected.json"


def samples(folder: Path) -> list[Path]:
    """Return the samples of a folder that have an expectation beside them."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_file() and expectation_of(path).exists() and not path.name.endswith(_EXPECTED)
    )


def expectation_of(sample: Path) -> Path:
    return sample.with_name(sample.name.partition(".")[0] + _EXPECTED)


def read(importer: Importer, *paths: Path) -> list[ImportedThread]:
    return list(importer.threads(paths))


def check(importer: Importer, sample: Path) -> None:
    """Compare what the importer reads from a sample with its expectation: a thread, or a list of threads."""
    expected = json.loads(expectation_of(sample).read_text(encoding="utf-8"))
    found = [as_json(thread) for thread in read(importer, sample)]
    assert (found if isinstance(expected, list) else found[0]) == expected
    assert isinstance(expected, list) or len(found) == 1


def numbers(comments: Sequence[ImportedComment]) -> list[str]:
    """Return the comments' numbers as a reader counts; "?" before that of one whose parent did not come before it."""
    number: dict[str | None, str] = {None: ""}
    children: dict[str | None, int] = {}
    for comment in comments:
        children[comment.parent] = children.get(comment.parent, 0) + 1
        above = number.get(comment.parent, "?")
        number[comment.ref] = f"{above}.{children[comment.parent]}".lstrip(".")
    return [number[comment.ref] for comment in comments]


def as_json(thread: ImportedThread) -> dict[str, Any]:
    article = thread.article
    return {
        "title": article.title,
        "section": article.section,
        "dek": article.dek,
        "author": article.author,
        "published": article.published and article.published.isoformat(),
        "body": article.body,
        "notes": [[note.kind, note.text] for note in article.notes],
        "declared": article.declared,
        "comments": [
            _comment(number, comment)
            for number, comment in zip(numbers(thread.comments), thread.comments, strict=True)
        ],
        "skipped": [[skipped.where, skipped.why] for skipped in thread.skipped],
    }


def _comment(number: str, comment: ImportedComment) -> dict[str, Any]:
    """Return a comment; what only some formats have is left out where it is not there."""
    rare = {
        "id": comment.source_id,
        "score": comment.score,
        "url": comment.url,
        "email": comment.email,
        "ip": comment.ip,
        "verdict": comment.verdict and [comment.verdict.label, *comment.verdict.reasons],
    }
    return {
        "number": number,
        "author": comment.author,
        "created": comment.created and comment.created.isoformat(),
        "kind": comment.kind.value,
        "state": comment.state.value,
        "text": comment.text,
        **{name: value for name, value in rare.items() if value is not None},
    }
