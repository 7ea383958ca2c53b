"""``show``: an article and its thread as text, for pagers, screen readers and pipes.

The thread is read and written in portions: memory does not grow with it. A comment that hides leaves a line
in its place if replies below it show, so that no reply seems to answer somebody else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

import click

from archive_tui.cli import output
from archive_tui.cli.cells import cells, wrap
from archive_tui.cli.settings import Settings, article_reference, json_option, pass_settings, shared_options
from archive_tui.cli.shapes import article_shape, comment_shape, private_shape
from archive_tui.text import transcript
from archive_tui.thread.outline import NOISE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive_tui.archive import Archive
    from archive_tui.model import Article, Comment, CommentId, Quote
    from archive_tui.thread.outline import Outline

Spam = Literal["show", "hide", "only"]

_PORTION = 1_000
_MEASURE = 80
"""Columns of a line that reads well."""
_TEXT_AT_LEAST = 40


@click.command(short_help="Print an article and its thread.")
@click.argument("article")
@click.option(
    "--spam",
    type=click.Choice(["show", "hide", "only"]),
    help="Comments marked as spam. Default: hide; with --json: show.",
)
@click.option(
    "--width",
    type=click.IntRange(min=0),
    metavar="COLUMNS",
    help="Wrap at so many columns; 0 wraps nothing. Default: the terminal's width, at most 80.",
)
@json_option
@shared_options()
@pass_settings
def show(settings: Settings, article: str, spam: Spam | None, width: int | None, *, as_json: bool) -> None:
    """Print an article and its thread as indented text.

    ARTICLE is an article's id, as "archive-tui articles" lists it, or its key. With --json stdout gets the
    article and its comments, each before its replies.
    """
    with settings.open_existing() as archive:
        found = archive.article(article_reference(article))
        if as_json:
            _write_json(archive, found, spam or "show")
        else:
            if width is None:
                width = min(output.width(), _MEASURE)
            for line in Page(archive, found, settings.painter, width).lines(spam or "hide"):
                output.write(line)


def _write_json(archive: Archive, article: Article, spam: Spam) -> None:
    quotes: defaultdict[CommentId, list[Quote]] = defaultdict(list)
    for quote in archive.quotes(article.summary.id):
        quotes[quote.comment_id].append(quote)
    private = archive.private_details(archive.outline(article.summary.id).ids)
    output.write_raw('{"article": ' + output.to_json(article_shape(article)) + ', "comments": ')
    output.write_json_array(
        (
            comment_shape(comment, quotes.get(comment.id, ())) | private_shape(private.get(comment.id))
            for comment in _comments(archive, article)
            if _is_wanted(comment, spam)
        ),
        closing="}",
    )


def _is_wanted(comment: Comment, spam: Spam) -> bool:
    """Return whether a comment is to be printed: with ``hide`` what the reader hid or muted is not, either."""
    if spam == "only":
        return comment.verdict.label == "spam"
    return spam == "show" or not comment.out_of_sight


def _comments(archive: Archive, article: Article) -> Iterator[Comment]:
    """Yield the thread in pre-order, a portion in memory at a time."""
    start = 0
    while portion := archive.comments(article.summary.id, start, start + _PORTION):
        yield from portion
        start += len(portion)


class Page:
    """An article and its thread, laid out in lines of at most ``width`` cells (0: not wrapped)."""

    def __init__(self, archive: Archive, article: Article, paint: output.Painter, width: int) -> None:
        self._archive = archive
        self._article = article
        self._paint = paint
        self._width = width

    def lines(self, spam: Spam) -> Iterator[str]:
        """Yield the lines, from the article's section to its last comment."""
        yield from self._head()
        stubs = self._stubs() if spam == "hide" else frozenset()
        hidden: Counter[str] = Counter()
        for comment in _comments(self._archive, self._article):
            if _is_wanted(comment, spam):
                yield ""
                yield from self._comment(comment, indented=spam != "only")
            elif spam == "hide":
                why = transcript.unseen(comment)
                hidden[why] += 1
                if comment.position in stubs:
                    yield ""
                    yield self._indent(comment) + self._paint(f"{transcript.number(comment)}  {why}", "dim")
        if hidden:
            yield ""
            yield from self._flow([(_account(hidden), "dim")], self._width)

    def _head(self) -> Iterator[str]:
        summary = self._article.summary
        if summary.section:
            yield from self._flow([(summary.section, "accent")], self._width)
        yield from self._flow([(summary.title or "(no title)", "bold")], self._width)
        if self._article.dek:
            yield from wrap(self._article.dek, self._width)
        yield from self._flow([(transcript.byline(self._article), "dim")], self._width)
        if self._article.body:
            yield ""
            yield from wrap(self._article.body, self._width)

    def _comment(self, comment: Comment, *, indented: bool) -> Iterator[str]:
        indent = self._indent(comment) if indented else ""
        width = self._width and max(self._width - len(indent), 1)
        for line in self._flow(_heading(comment), width):
            yield indent + line
        for line in wrap(transcript.body(comment), width):
            yield indent + line if line else ""

    def _flow(self, pieces: Iterable[tuple[str, output.Style]], width: int) -> Iterator[str]:
        """Yield lines of styled pieces with gaps between them; one that no longer fits begins a line."""
        line, taken = "", 0
        for text, style in pieces:
            if taken and width and taken + len(transcript.GAP) + cells(text) > width:
                yield line
                line, taken = "", 0
            *before, last = wrap(text, width)
            for whole in before:
                yield self._paint(whole, style)
            gap = transcript.GAP if taken else ""
            line += gap + self._paint(last, style)
            taken += len(gap) + cells(last)
        yield line

    def _indent(self, comment: Comment) -> str:
        """Return the spaces before a comment; a deep one goes no further than its text has room."""
        deepest = (self._width or _MEASURE) - _TEXT_AT_LEAST
        return " " * max(min(transcript.STEP * (comment.depth - 1), deepest), 0)

    def _stubs(self) -> frozenset[int]:
        """Return the positions of what is out of sight with something below it that is not. O(n)."""
        outline = self._archive.outline(self._article.summary.id)
        return frozenset(hidden_with_replies(outline))


def hidden_with_replies(outline: Outline) -> Iterator[int]:
    """Yield the positions of comments out of sight whose subtree has one that is not. O(n)."""
    before = [0, *accumulate(0 if flags & NOISE else 1 for flags in outline.flags)]
    for position, flags in enumerate(outline.flags):
        if flags & NOISE and before[position + outline.size[position]] > before[position]:
            yield position


def _account(hidden: Counter[str]) -> str:
    """Say how many comments were left out, and why."""
    names = {
        "spam, hidden": "as spam",
        "hidden by you": "by you",
        "muted, hidden": "since their author is muted",
    }
    parts = [f"{count:,} {names.get(why, 'as pingbacks')}" for why, count in hidden.items()]
    first, *others = parts
    count, _, reason = first.partition(" ")
    told = [f"{count} {'comment' if count == '1' else 'comments'} hidden {reason}", *others]
    return f"{', '.join(told)}: --spam show prints all."


def _heading(comment: Comment) -> Iterator[tuple[str, output.Style]]:
    """Yield what stands above a comment's text, and in what style."""
    yield transcript.number(comment), "accent"
    if facts := transcript.facts(comment):
        yield facts, "dim"
    if verdict := transcript.verdict(comment):
        yield verdict, "warning"
