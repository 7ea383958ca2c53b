"""``formats``, ``stats``, ``check`` and ``backup``: the library as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive_tui.cli import output
from archive_tui.cli.cells import cells, cut, pad
from archive_tui.cli.imports import write_run, write_runs
from archive_tui.cli.progress import size
from archive_tui.cli.settings import (
    Settings,
    article_reference,
    json_option,
    pass_settings,
    shared_options,
)
from archive_tui.cli.shapes import check_shape, format_shape, stats_shape
from archive_tui.text.transcript import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive_tui.model import ArticleId, Stats

_BAR = 30
_LABEL_AT_MOST = 30
_MONTHS = 24


@click.command(short_help="List the formats that can be imported and exported.")
@json_option
@shared_options()
@pass_settings
def formats(settings: Settings, *, as_json: bool) -> None:
    """List the formats that can be imported and exported, built in and installed.

    With --json stdout gets an array of objects with name, description and direction.
    """
    with settings.open_for_import(dry_run=True) as archive:
        known = archive.formats()
    if as_json:
        output.write_json_array(format_shape(each) for each in known)
        return
    width = max((cells(each.name) for each in known), default=0)
    for each in known:
        name = settings.painter(pad(each.name, width), "bold")
        output.write(f"{name}  {each.direction}  {each.description}")


@click.command(short_help="Count what the library or an article holds.")
@click.argument("article", required=False)
@click.option("--imports", is_flag=True, help="List earlier imports instead, the last one first.")
@click.option(
    "--import", "run_id", type=int, metavar="N", help="Print the whole report of an earlier import."
)
@json_option
@shared_options()
@pass_settings
def stats(
    settings: Settings, article: str | None, run_id: int | None, *, imports: bool, as_json: bool
) -> None:
    """Count what the library holds, or one ARTICLE (its id or key) of it.

    Sizes, spam share, busiest authors, activity by month, comments by depth. With --json stdout gets an
    object.
    """
    with settings.open_existing() as archive:
        if imports or run_id is not None:
            if run_id is None:
                write_runs(archive, as_json=as_json)
            else:
                write_run(archive, run_id, as_json=as_json)
            return
        article_id: ArticleId | None = None
        title = None
        if article is not None:
            summary = archive.article(article_reference(article)).summary
            article_id, title = summary.id, summary.title
        found = archive.stats(article_id)
    if as_json:
        output.write_json(stats_shape(found))
        return
    heading = output.legible(settings.library) if title is None else title
    output.write(settings.painter(heading, "bold"))
    for line in _counts(found, whole=article is None):
        output.write(line)
    for name, rows, left_out in _charts(found):
        output.write()
        output.write(settings.painter(name, "bold"))
        for line in chart(rows):
            output.write(line)
        if left_out:
            output.write(f"  … and {left_out:,} more: --json has them all")


@click.command(short_help="Verify the library.")
@click.option("--repair", is_flag=True, help="Rebuild what is derived from the comments themselves.")
@json_option
@shared_options()
@pass_settings
def check(settings: Settings, *, repair: bool, as_json: bool) -> None:
    """Verify the library: SQLite's integrity, the threads' order and shape, the agreement of what is derived.

    With --json stdout gets an object. The exit code is 1 if anything is wrong and still is.
    """
    with settings.open_existing() as archive:
        report = archive.check(repair=repair)
    if as_json:
        output.write_json(check_shape(report))
    else:
        for sentence in report.repaired:
            output.write(f"repaired: {output.legible(sentence)}")
        for sentence in report.problems:
            output.write(f"wrong: {output.legible(sentence)}")
        checked = f"{counted(report.articles, 'article')}, {counted(report.comments, 'comment')}"
        if report.ok:
            output.write(f"The library is whole: {checked}.")
        else:
            advice = "Restore a backup." if repair else "Try --repair, or restore a backup."
            output.write(f"{counted(len(report.problems), 'problem')} in {checked}. {advice}")
    if not report.ok:
        raise click.exceptions.Exit(1)


@click.command(short_help="Copy the library, even while it is in use.")
@click.argument("file", type=click.Path(readable=False, path_type=Path))
@json_option
@shared_options()
@pass_settings
def backup(settings: Settings, file: Path, *, as_json: bool) -> None:
    """Write a consistent copy of the library to FILE, even while it is in use.

    A FILE that is there already is not overwritten. With --json stdout gets an object with library, backup
    and bytes.
    """
    with settings.open_existing() as archive:
        archive.backup(file)
    length = file.stat().st_size
    source, target = output.legible(settings.library), output.legible(file)
    if as_json:
        output.write_json({"library": source, "backup": target, "bytes": length})
    else:
        output.tell(f"Copied {source} to {target} ({size(length)}).")


def chart(rows: Sequence[tuple[str, int]]) -> Iterator[str]:
    """Yield a line per row: label, number, and a bar whose length is the number's share of the largest."""
    labels = [cut(label, _LABEL_AT_MOST) for label, _ in rows]
    numbers = [f"{number:,}" for _, number in rows]
    label_width = max(map(cells, labels), default=0)
    number_width = max(map(len, numbers), default=0)
    most = max((number for _, number in rows), default=0) or 1
    for label, text, (_, number) in zip(labels, numbers, rows, strict=True):
        bar = "#" * -(-number * _BAR // most)
        yield f"  {pad(label, label_width)}  {text:>{number_width}}  {bar}".rstrip()


def _counts(found: Stats, *, whole: bool) -> Iterator[str]:
    rows = [
        ("articles", f"{found.articles:,}" if whole else ""),
        ("comments", f"{found.comments:,} ({found.roots:,} roots, depth {found.max_depth:,} at most)"),
        ("unread", f"{found.unread:,}"),
        ("authors", f"{found.authors:,}"),
        ("text", f"{found.characters:,} characters"),
        ("spam", f"{found.spam:,} ({found.spam_share:.1%})" if found.spam else "0"),
        ("deleted", f"{found.deleted:,}" if found.deleted else ""),
        ("pingbacks", f"{found.pingbacks:,}" if found.pingbacks else ""),
        ("known only by their replies", f"{found.ghosts:,}" if found.ghosts else ""),
        ("no longer in their source", f"{found.missing:,}" if found.missing else ""),
        ("dates", f"{found.first:%Y-%m-%d} to {found.last:%Y-%m-%d}" if found.first and found.last else ""),
        ("library file", size(found.library_bytes) if whole else ""),
    ]
    width = max(len(name) for name, value in rows if value)
    for name, value in rows:
        if value:
            yield f"  {name:<{width}}  {value}"


def _charts(found: Stats) -> Iterator[tuple[str, Sequence[tuple[str, int]], int]]:
    """Yield heading, rows, and how many rows were left out."""
    if found.busiest:
        yield "Busiest authors", found.busiest, 0
    if found.months:
        yield "Comments by month", found.months[-_MONTHS:], len(found.months[:-_MONTHS])
    if found.depths:
        depths = [(str(depth), number) for depth, number in found.depths]
        yield "Comments by depth", depths[:_MONTHS], len(depths[_MONTHS:])
