"""The article as the first entry of its thread: the lines it is painted as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from archive_tui.text.clean import clean, clean_line
from archive_tui.tui.widgets.body import lay_out
from archive_tui.tui.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive_tui.model import Article


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """A line, the component class it is painted in, and its links: (start, end, URL)."""

    text: str
    style: str
    links: tuple[tuple[int, int, str], ...] = ()


def article_lines(
    article: Article, comments: int, width: int, beside: Sequence[str] = ()
) -> list[ArticleLine]:
    """Lay the article out: its text, what the reader wrote beside it, and a rule with the number of comments."""
    return [*text_lines(article, width), *_beside(beside), *_rule(article, comments, width)]


def title_lines(article: Article, comments: int, width: int, beside: Sequence[str] = ()) -> list[ArticleLine]:
    """Lay out no more than the title, in one line, what the reader wrote beside it, and the rule."""
    title = clean_line(article.summary.title) or "Untitled"
    return [ArticleLine(title, "title"), *_beside(beside), *_rule(article, comments, width)]


def _beside(lines: Sequence[str]) -> list[ArticleLine]:
    written = [ArticleLine(line, "tag" if line.startswith("#") else "memo") for line in lines]
    return [*written, ArticleLine("", "body")] if written else []


def _rule(article: Article, comments: int, width: int) -> list[ArticleLine]:
    rule = f"── {_count(comments, article.declared)} "
    return [ArticleLine(rule + "─" * max(0, width - len(rule)), "rule"), ArticleLine("", "body")]


_PAGE_ONLY: Final = frozenset({"heading", "footer"})
"""Notes that spoke of the page's own comment list: here the rule with the number of comments does."""


def text_lines(article: Article, width: int) -> list[ArticleLine]:
    """Lay out kicker, title, dek, byline, body and notes."""
    summary = article.summary
    lines: list[ArticleLine] = []

    def block(text: str, style: str, *, gap: bool = True) -> None:
        if text.strip():
            lines.extend(ArticleLine(text[start:end], style) for start, end in wrap(text, width))
            if gap:
                lines.append(ArticleLine("", "body"))

    block(clean_line(summary.section or "").upper(), "kicker", gap=False)
    block(clean_line(summary.title) or "Untitled", "title", gap=not article.dek)
    block(clean_line(article.dek or ""), "dek")
    block(_byline(article), "meta")
    lines.extend(_body_lines(article.body, width))
    for note in article.notes:
        if note.kind not in _PAGE_ONLY:
            block(clean(note.text), "note")
    return lines


def _body_lines(text: str, width: int) -> list[ArticleLine]:
    body = lay_out(text, width)
    if not body.lines:
        return []
    lines = []
    for start, end, level in body.lines:
        bars = "▎ " * level
        links = tuple(
            (max(first, start) - start + len(bars), min(last, end) - start + len(bars), url)
            for first, last, url in body.links
            if first < end and last > start
        )
        lines.append(ArticleLine(bars + body.text[start:end], "quote" if level else "body", links))
    return [*lines, ArticleLine("", "body")]


def _byline(article: Article) -> str:
    summary = article.summary
    published = summary.published.strftime("%Y-%m-%d") if summary.published else ""
    return " · ".join(part for part in (clean_line(summary.author or ""), published) if part)


def _count(comments: int, declared: int | None) -> str:
    counted = "1 comment" if comments == 1 else f"{comments:,} comments" if comments else "No comments"
    return counted if declared in (None, comments) else f"{counted}, the source says {declared:,}"
