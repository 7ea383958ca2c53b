"""``articles``: what the library holds.

On a terminal the table fits its width; elsewhere nothing is cut, so that nothing is lost in a pipe.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archive_tui.cli import output
from archive_tui.cli.cells import cells, cut, pad
from archive_tui.cli.settings import Settings, json_option, pass_settings, shared_options
from archive_tui.cli.shapes import article_shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive_tui.model import ArticleSummary

_GAP = "  "
_TITLE_AT_LEAST = 30
_SECTION_AT_MOST = 18
_RIGHT = frozenset({"ID", "COMMENTS", "UNREAD"})
_EXPENDABLE = ("SECTION", "DATE", "UNREAD", "COMMENTS")
"""Columns that a narrow terminal goes without, in this order."""


@click.command(short_help="List the articles in the library.")
@json_option
@shared_options()
@pass_settings
def articles(settings: Settings, *, as_json: bool) -> None:
    """List the articles in the library, the last imported first.

    With --json stdout gets an array of article objects.
    """
    if not settings.exists():
        output.tell(output.legible(settings.missing()))
        if as_json:
            output.write_json([])
        return
    with settings.open() as archive:
        summaries = archive.articles()
        if as_json:
            output.write_json_array(article_shape(archive.article(summary.id)) for summary in summaries)
            return
    if not summaries:
        output.tell("The library is empty. Import something first: archive-tui import PATH")
        return
    width = output.width() if output.to_terminal() else None
    heading, *rows = table(summaries, width)
    output.write(settings.painter(heading, "dim"))
    for row in rows:
        output.write(row)


def table(summaries: Sequence[ArticleSummary], width: int | None) -> list[str]:
    """Return a heading and a line per article, at most ``width`` cells wide; None cuts nothing."""
    columns = {
        "ID": [str(summary.id) for summary in summaries],
        "TITLE": [summary.title or "(no title)" for summary in summaries],
        "SECTION": [summary.section or "" for summary in summaries],
        "DATE": [f"{summary.published:%Y-%m-%d}" if summary.published else "" for summary in summaries],
        "COMMENTS": [f"{summary.comments:,}" for summary in summaries],
        "UNREAD": [f"{summary.unread:,}" for summary in summaries],
    }
    columns = {name: values for name, values in columns.items() if any(values)}
    widths = {name: max(cells(value) for value in (name, *values)) for name, values in columns.items()}
    if width is not None:
        _fit(widths, width)
    lines = [list(widths), *zip(*(columns[name] for name in widths), strict=True)]
    return [
        _GAP.join(
            pad(cut(value, widths[name]), widths[name], right=name in _RIGHT)
            for name, value in zip(widths, line, strict=True)
        ).rstrip()
        for line in lines
    ]


def _fit(widths: dict[str, int], width: int) -> None:
    """Narrow the columns to the terminal: the title gives first, then whole columns go."""
    if "SECTION" in widths:
        widths["SECTION"] = min(widths["SECTION"], _SECTION_AT_MOST)
    for name in (*_EXPENDABLE, None):
        others = sum(widths.values()) - widths["TITLE"] + len(_GAP) * (len(widths) - 1)
        room = width - others
        if room >= min(widths["TITLE"], _TITLE_AT_LEAST) or name is None:
            widths["TITLE"] = max(min(widths["TITLE"], room), 1)
            return
        widths.pop(name, None)
