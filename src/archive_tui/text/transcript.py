"""Comments and articles as plain text: what ``show`` prints, and what a command gets that a comment is piped to.

The texts are clean already (see ``archive_tui.text.clean``); nothing here knows a width, a colour or a stream.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui.model import Kind, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from archive_tui.model import Article, Comment

GAP = "  "
"""Between the parts of a heading."""
STEP = 2
"""Spaces that a reply stands further in than what it answers."""
DEEPEST = 40
"""Spaces beyond which nothing is indented further where lines have no end."""
_NUMBER_PARTS = 12


def counted(number: int, noun: str) -> str:
    """Return the number with its noun: "1 comment", "1,200 comments"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def moment(when: datetime | None) -> str:
    """Return date and time in UTC, without the time where the source gives none; empty for no date."""
    if when is None:
        return ""
    return when.isoformat(" ", "minutes").removesuffix("+00:00").removesuffix(" 00:00")


def number(comment: Comment) -> str:
    """Return the number, its middle left out where it is deeper than a line can hold."""
    if comment.depth <= _NUMBER_PARTS:
        return comment.number
    parts = comment.number.split(".")
    return f"{'.'.join(parts[:3])}.….{'.'.join(parts[-3:])} (depth {comment.depth})"


def facts(comment: Comment) -> str:
    """Return who wrote a comment, when, and what is odd about it; empty if nothing is known."""
    known = [comment.author or "", moment(comment.created)]
    if comment.score is not None:
        known.append(counted(comment.score, "point"))
    if comment.kind is not Kind.COMMENT:
        known.append(comment.kind.value)
    if comment.missing:
        known.append("no longer in the source")
    return " · ".join(filter(None, known))


def verdict(comment: Comment) -> str:
    """Return who calls a comment spam, and why; empty for any other."""
    if comment.verdict.label != "spam":
        return ""
    reasons = "; ".join(comment.verdict.reasons)
    return f"spam (by the {comment.verdict.by}{': ' + reasons if reasons else ''})"


def unseen(comment: Comment) -> str:
    """Return why a comment is not shown unless somebody asks for it; empty for any other."""
    if comment.verdict.label == "spam":
        return "spam, hidden"
    if comment.hidden:
        return "hidden by you"
    if not comment.muted:
        return ""
    return "pingback, hidden" if comment.kind is Kind.PINGBACK else "muted, hidden"


def body(comment: Comment) -> str:
    """Return the text of a comment, or what stands in for one that is gone."""
    if comment.text:
        return comment.text
    if comment.state is State.GHOST:
        return "(not in the source: known only by the replies to it)"
    return "(deleted)" if comment.state is State.DELETED else "(empty)"


def byline(article: Article) -> str:
    """Return author, date, address and number of comments of an article."""
    summary = article.summary
    comments = counted(summary.comments, "comment")
    if article.declared is not None and article.declared != summary.comments:
        comments += f" (the source declares {article.declared:,})"
    known = [summary.author or "", moment(summary.published), article.url or "", comments]
    return " · ".join(filter(None, known))


def article_lines(article: Article) -> Iterator[str]:
    """Yield the article as it stands above its comments; no line is wrapped."""
    if article.summary.section:
        yield article.summary.section
    yield article.summary.title or "(no title)"
    if article.dek:
        yield from article.dek.split("\n")
    yield byline(article)
    if article.body:
        yield ""
        yield from article.body.split("\n")


def comment_lines(comments: Iterable[Comment], *, spam: bool) -> Iterator[str]:
    """Yield comments in pre-order, a blank line between them; no line is wrapped.

    Args:
        comments: Indented from the first one's depth on.
        spam: Whether all of them are wanted; else spam, and what the reader hid, leaves a line in its place.
    """
    top: int | None = None
    for comment in comments:
        if top is None:
            top = comment.depth
        else:
            yield ""
        indent = " " * min(STEP * (comment.depth - top), DEEPEST)
        if comment.out_of_sight and not spam:
            yield f"{indent}{number(comment)}{GAP}{unseen(comment)}"
            continue
        yield indent + GAP.join(filter(None, (number(comment), facts(comment), verdict(comment))))
        for line in body(comment).split("\n"):
            yield indent + line if line else ""
