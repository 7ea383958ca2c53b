"""Threads made of parents and a few facts, as values of the model; no library is needed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from archive_tui.model import (
    Article,
    ArticleId,
    ArticleSummary,
    Comment,
    CommentId,
    Kind,
    Provenance,
    State,
    Verdict,
)
from archive_tui.thread.tree import numbers, shape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

START = datetime(2011, 6, 4, 9, 30, tzinfo=UTC)
SPAM = Verdict("spam", 0.97, "filter", ("three links and no word about the article",))

PROVENANCE = Provenance(
    source="saved/pears.html",
    format="html",
    digest="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    imported=datetime(2026, 3, 1, 18, 5, 9, tzinfo=UTC),
    program="0.1.0",
)


def thread(parents: Sequence[int], facts: Mapping[int, Mapping[str, Any]] | None = None) -> list[Comment]:
    """Return the comments in pre-order; ``facts`` replaces fields of the comment with an index in ``parents``."""
    made = shape(parents)
    counted = numbers(made.parent, made.rank, 0, len(made))
    comments = []
    for position, number in enumerate(counted):
        parent = made.parent[position]
        fields: dict[str, Any] = {
            "key": f"key-{made.order[position]}",
            "author": f"Author {made.order[position] % 5}",
            "created": START + timedelta(minutes=17 * made.order[position]),
            "score": None,
            "text": f"Comment {made.order[position]} has a sentence. And another.",
            "url": None,
            "state": State.NORMAL,
            "kind": Kind.COMMENT,
            "verdict": Verdict(),
            "missing": False,
            "read": False,
            **(facts or {}).get(made.order[position], {}),
        }
        comments.append(
            Comment(
                id=CommentId(made.order[position] + 1),
                article_id=ArticleId(7),
                parent_id=None if parent < 0 else CommentId(made.order[parent] + 1),
                position=position,
                size=made.size[position],
                depth=made.depth[position],
                number=number,
                **fields,
            )
        )
    return comments


def article(comments: Sequence[Comment] = (), **fields: Any) -> Article:
    """Return an article; fields of its summary and its own fields may be given."""
    real = [comment for comment in comments if comment.state is not State.GHOST]
    summary = {
        "key": "page:pears",
        "title": "What the pear tree remembers",
        "section": "Orchard",
        "author": "Ottilie Brand",
        "published": datetime(2011, 6, 3, tzinfo=UTC),
        "imported": PROVENANCE.imported,
        "source": PROVENANCE.source,
        "format": PROVENANCE.format,
    }
    own: dict[str, Any] = {
        "dek": "An old tree, a new fence, and who was there first.",
        "url": "https://orchard.example/pears",
        "body": "The tree stood before the fence did.\n\nNobody asked the tree.",
        "notes": (),
        "declared": None,
    }
    summary.update({name: value for name, value in fields.items() if name in summary})
    own.update({name: value for name, value in fields.items() if name in own})
    return Article(
        summary=ArticleSummary(
            id=ArticleId(7),
            **summary,  # type: ignore[arg-type] # names and values are those above
            comments=len(real),
            spam=sum(comment.verdict.label == "spam" for comment in real),
            max_depth=max((comment.depth for comment in comments), default=0),
            picked=0,
            unread=0,
        ),
        **own,
    )
