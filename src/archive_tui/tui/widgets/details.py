"""The pane beside the thread: all that is known of the current comment, its thread and its article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from archive_tui.model import Article, Comment, State
from archive_tui.text.clean import clean_line
from archive_tui.thread.portrait import Unit
from archive_tui.tui.widgets.charts import depth_rows, sparkline
from archive_tui.tui.wrap import wrap

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import ComposeResult

    from archive_tui.model import PrivateDetails
    from archive_tui.thread.portrait import Activity, Portrait

_BAR: Final = 18
"""Cells of the longest bar."""
_NAME: Final = 11
"""Cells of a fact's name and the gap after it."""
_LEAST_VALUE: Final = 20


class Details(VerticalScroll, can_focus=False):
    """Facts in two columns; what is not known is not listed. Below the thread the comment stands beside the rest."""

    def compose(self) -> ComposeResult:
        """Lay out empty texts."""
        with Horizontal():
            yield Static("", id="this-comment", markup=False)
            yield Static("", id="this-article", markup=False)

    def show(
        self, article: Article, comment: Comment | None, portrait: Portrait, quoting: list[tuple[str, str]]
    ) -> None:
        """Tell about a comment, or about the article alone; ``quoting`` is what one quotes and what quotes it."""
        own, rest = self.query_one("#this-comment", Static), self.query_one("#this-article", Static)
        own.display = comment is not None
        if comment is not None:
            lines = _facts(f"Comment {comment.number}", [*_of_comment(comment), *quoting], own.size.width)
            own.update(Content("\n").join([*lines, Content("")]))
        lines = [
            *_facts("Thread", _of_thread(portrait, article.declared), rest.size.width),
            *_charts(portrait),
            Content(""),
            *_facts(
                "Article", [*_of_article(article), *(quoting if comment is None else [])], rest.size.width
            ),
        ]
        rest.update(Content("\n").join(lines))


def private_facts(details: PrivateDetails | None) -> list[tuple[str, str]]:
    """Return what is private of a comment's author, where somebody asked to keep it."""
    if details is None:
        return []
    facts = [("E-mail", details.email), ("IP", details.ip)]
    return [(name, clean_line(value)) for name, value in facts if value is not None]


def _facts(heading: str, facts: list[tuple[str, str]], width: int) -> list[Content]:
    lines = [Content.styled(heading, "$accent bold")]
    for name, value in facts:
        text = clean_line(value)
        for at, (start, end) in enumerate(wrap(text, max(_LEAST_VALUE, width - _NAME)) if text else ()):
            label = "" if at else name
            lines.append(Content.assemble((f"{label:<{_NAME}}", "$meta"), text[start:end]))
    return lines


def _of_comment(comment: Comment) -> list[tuple[str, str]]:
    verdict = comment.verdict
    judged = f"{verdict.label}, by the {verdict.by}" if verdict.label == "spam" or verdict.reasons else ""
    return [
        ("author", comment.author or ""),
        ("date", _when(comment.created)),
        ("score", "" if comment.score is None else f"{comment.score:,}"),
        ("depth", str(comment.depth)),
        ("replies", f"{comment.size - 1:,}" if comment.size > 1 else "none"),
        ("length", f"{len(comment.text):,} characters"),
        ("state", "" if comment.state is State.NORMAL else comment.state.value),
        ("verdict", judged),
        ("why", "; ".join(verdict.reasons)),
        ("source", "no longer has it" if comment.missing else ""),
        ("link", comment.url or ""),
        ("id", str(comment.id)),
    ]


def _of_thread(portrait: Portrait, declared: int | None) -> list[tuple[str, str]]:
    found = portrait.comments - portrait.ghosts
    return [
        ("comments", f"{found:,}, {portrait.roots:,} at the top"),
        ("declared", "" if declared is None else _compared(declared, found)),
        ("authors", f"{portrait.authors:,}" if portrait.authors else "not named"),
        ("spam", f"{portrait.spam:,}" if portrait.spam else ""),
        ("deleted", f"{portrait.deleted:,}" if portrait.deleted else ""),
        ("ghosts", f"{portrait.ghosts:,}, known by replies" if portrait.ghosts else ""),
        ("gone", f"{portrait.missing:,} no longer at the source" if portrait.missing else ""),
    ]


def _compared(declared: int, found: int) -> str:
    if declared == found:
        return f"{declared:,}, all found"
    difference = f"{declared - found:,} not found" if declared > found else f"{found - declared:,} more found"
    return f"{declared:,}, {difference}"


def _charts(portrait: Portrait) -> list[Content]:
    lines: list[Content] = []
    if portrait.activity is not None:
        lines += [Content(""), *_over_time(portrait.activity)]
    if portrait.depths:
        rows = list(depth_rows(portrait.depths, _BAR))
        margin = max(len(label) for label, _, _ in rows)
        lines += [Content(""), Content.styled("By depth", "$meta")]
        lines += [
            Content.assemble((f"{label:>{margin}} ", "$meta"), (bar, f"$depth-{at % 6 + 1}"), f" {count:,}")
            for at, (label, bar, count) in enumerate(rows)
        ]
    return lines


def _over_time(activity: Activity) -> list[Content]:
    shape = "%Y-%m-%d %H:00" if activity.unit is Unit.HOUR else "%Y-%m-%d"
    first, last = activity.first.strftime(shape), activity.last.strftime(shape)
    return [
        Content.styled(f"By {activity.unit}, {max(activity.bars):,} at most", "$meta"),
        Content.styled(sparkline(activity.bars), "$accent"),
        Content.styled(first if first == last else f"{first} to {last}", "$meta"),
    ]


def _of_article(article: Article) -> list[tuple[str, str]]:
    summary = article.summary
    return [
        ("section", summary.section or ""),
        ("author", summary.author or ""),
        ("published", _when(summary.published)),
        ("imported", _when(summary.imported)),
        ("from", summary.source),
        ("format", summary.format),
        ("page", article.url or ""),
        ("id", str(summary.id)),
    ]


def _when(moment: datetime | None) -> str:
    """Return date and time as clocks here show it; midnight in UTC stands for a date without a time."""
    if moment is None:
        return ""
    if not moment.hour and not moment.minute:
        return moment.strftime("%Y-%m-%d")
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
