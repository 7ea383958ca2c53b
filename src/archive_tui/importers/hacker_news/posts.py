"""A post of Hacker News, read from any of the shapes in which its posts are handed round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive_tui.importers import prose, values
from archive_tui.model import ImportedArticle, ImportedComment, PageNote, State, Verdict

if TYPE_CHECKING:
    from datetime import datetime

PAGE = "https://news.ycombinator.com/item?id="
_DEAD = Verdict(label="spam", score=1.0, by="source", reasons=("dead: killed at Hacker News",))
_TOLD = frozenset(
    ("by", "author", "time", "time_ts", "timestamp", "created_at_i", "parent", "deleted", "objectID")
)
_STORIES = frozenset(("story", "job", "poll"))


@dataclass(frozen=True, slots=True)
class Post:
    """A story, comment, poll or option of a poll."""

    id: str
    kind: str = ""
    """"story", "comment", "poll", "pollopt", "job"; empty where that is not said."""
    parent: str | None = None
    story: str | None = None
    """The story that it belongs to, where that is said."""
    author: str | None = None
    created: datetime | None = None
    text: str = ""
    """HTML."""
    title: str = ""
    """Of a story; of a comment's story where ``story`` is said, too."""
    url: str | None = None
    score: int | None = None
    declared: int | None = None
    replies: tuple[str, ...] = ()
    """In the order of the page, where that is said."""
    deleted: bool = False
    dead: bool = False

    @property
    def is_story(self) -> bool:
        """Say whether it stands on its own, as far as one can tell."""
        if self.kind:
            return self.kind in _STORIES
        return self.parent is None and bool(self.title)


def read_post(record: dict[str, Any]) -> Post | None:
    """Return the post in a record of Firebase, of BigQuery, or of a search by Algolia; None if it is none."""
    own = values.identifier(record.get("id")) or values.identifier(record.get("objectID"))
    if own is None or not own.isdigit() or not _TOLD & record.keys():
        return None
    found = "objectID" in record or "_tags" in record
    score = values.whole(record.get("score"))
    tags = [values.text(tag) for tag in values.rows(record.get("_tags"))]
    kind = values.text(record.get("type")) or next(
        (tag for tag in tags if tag in _STORIES | {"comment", "pollopt"}), ""
    )
    return Post(
        id=own,
        kind=kind,
        parent=values.identifier(record.get("parent"))
        or values.identifier(record.get("parent_id"))
        or values.identifier(record.get("poll")),
        story=values.identifier(record.get("story_id")) if found else None,
        author=values.line(record.get("by")) or values.line(record.get("author")),
        created=_created(record),
        text=values.text(record.get("text"))
        or values.text(record.get("comment_text"))
        or values.text(record.get("story_text")),
        title=values.text(record.get("title")) or values.text(record.get("story_title")),
        url=values.line(record.get("url")) or values.line(record.get("story_url")),
        score=values.whole(record.get("points")) if score is None else score,
        declared=_declared(record),
        replies=tuple([values.text(kid) for kid in values.rows(record.get("kids"))]),
        deleted=values.yes(record.get("deleted")),
        dead=values.yes(record.get("dead")),
    )


def _created(record: dict[str, Any]) -> datetime | None:
    for name in ("time", "created_at_i", "time_ts", "timestamp", "created_at"):
        moment = values.moment(record.get(name))
        if moment is not None:
            return moment
    return None


def _declared(record: dict[str, Any]) -> int | None:
    for name in ("descendants", "num_comments", "comments_count"):
        count = values.whole(record.get(name))
        if count is not None and count >= 0:
            return count
    return None


def article_of(story: Post, *, options: list[Post], declared: int | None) -> ImportedArticle:
    """Return the article that a story is; the options of a poll are part of it."""
    text = prose.from_html(story.text)
    choices = "\n".join(
        f"- {prose.from_html(option.text)}"
        + (f" ({option.score} points)" if option.score is not None else "")
        for option in options
    )
    return ImportedArticle(
        key=f"hn:{story.id}",
        title=prose.from_html(story.title) or _title(story),
        author=story.author,
        published=story.created,
        url=story.url or PAGE + story.id,
        body="\n\n".join(part for part in (text, choices) if part),
        notes=(PageNote("footer", f"Discussion: {PAGE}{story.id}"),) if story.created else (),
        declared=declared,
        source_id=story.id,
    )


def _title(story: Post) -> str:
    return f"Hacker News item {story.id}" + (" (deleted)" if story.deleted else "")


def comment_of(post: Post, parent: str | None) -> ImportedComment:
    """Return the comment that a post is, below ``parent``."""
    gone = post.deleted or (not post.text and post.author is None)
    return ImportedComment(
        ref=post.id,
        parent=parent,
        source_id=post.id,
        author=post.author,
        created=post.created,
        score=post.score,
        text="" if gone else prose.from_html(post.text),
        url=PAGE + post.id,
        state=State.DELETED if gone else State.NORMAL,
        verdict=_DEAD if post.dead and not gone else None,
    )
