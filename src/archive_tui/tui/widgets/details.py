"""The pane beside the thread: all that is known of the current comment and its article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from archive_tui.model import Article, Comment, State
from archive_tui.text.clean import clean_line

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import ComposeResult


class Details(VerticalScroll, can_focus=False):
    """Facts in two columns; what is not known is not listed."""

    def compose(self) -> ComposeResult:
        """Lay out an empty text."""
        yield Static("", markup=False)

    def show(self, article: Article, comment: Comment | None, quoting: list[tuple[str, str]]) -> None:
        """Tell about a comment, or about the article alone; ``quoting`` is what one quotes and what quotes it."""
        if comment is None:
            parts = [_facts("Article", [*_of_article(article), *quoting])]
        else:
            parts = [
                _facts(_heading(comment), [*_of_comment(comment), *quoting]),
                Content(""),
                _facts("Article", _of_article(article)),
            ]
        self.query_one(Static).update(Content("\n").join(parts))


def _facts(heading: str, facts: list[tuple[str, str]]) -> Content:
    lines = [Content.styled(heading, "$accent bold")]
    lines += [
        Content.assemble((f"{name:<10} ", "$meta"), clean_line(value)) for name, value in facts if value
    ]
    return Content("\n").join(lines)


def _heading(comment: Comment) -> str:
    return f"Comment {comment.number}"


def _of_comment(comment: Comment) -> list[tuple[str, str]]:
    verdict = comment.verdict
    judged = f"{verdict.label}, by the {verdict.by}" if verdict.label == "spam" or verdict.reasons else ""
    return [
        ("author", comment.author or ""),
        ("date", _when(comment.created)),
        ("score", "" if comment.score is None else str(comment.score)),
        ("depth", str(comment.depth)),
        ("replies", f"{comment.size - 1:,}"),
        ("length", f"{len(comment.text):,} characters"),
        ("state", "" if comment.state is State.NORMAL else comment.state.value),
        ("verdict", judged),
        ("why", "; ".join(verdict.reasons)),
        ("source", "no longer has it" if comment.missing else ""),
        ("link", comment.url or ""),
        ("id", str(comment.id)),
    ]


def _of_article(article: Article) -> list[tuple[str, str]]:
    summary = article.summary
    declared = "" if article.declared is None else f"{article.declared:,} by its own count"
    return [
        ("section", summary.section or ""),
        ("author", summary.author or ""),
        ("published", _when(summary.published)),
        ("imported", _when(summary.imported)),
        ("comments", f"{summary.comments:,}"),
        ("declared", declared),
        ("spam", f"{summary.spam:,}" if summary.spam else ""),
        ("depth", str(summary.max_depth)),
        ("format", summary.format),
        ("from", summary.source),
        ("page", article.url or ""),
        ("id", str(summary.id)),
    ]


def _when(moment: datetime | None) -> str:
    return "" if moment is None else moment.astimezone().strftime("%Y-%m-%d %H:%M")
