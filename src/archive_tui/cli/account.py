"""The import report for people: what a source declared, what was found, what is missing, and why.

Nothing is kept quiet: a number that is not zero is said, and what is left out for brevity is counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui.cli.output import legible
from archive_tui.text.transcript import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive_tui.model import ImportReport

_SHOWN = 8
"""Skipped parts of a source that are told one by one."""


def account(report: ImportReport, most: int | None = _SHOWN) -> list[str]:
    """Return the lines about one source, with at most so many of its skipped parts."""
    source = legible(report.source)
    if report.error is not None:
        sentence = legible(report.error)
        line = sentence if sentence.startswith(source) else f"{source}: {sentence}"
        return [line] if most is not None else [line, *_skipped(report, most)]
    if report.container is not None:
        left = counted(len(report.skipped), "part")
        return [f"{source}: {report.container}, {left} of it left out", *_skipped(report, most)]
    found = f"{counted(report.articles, 'article')}, {counted(report.comments, 'comment')}"
    lines = [f"{source}: {report.format}, {found}{_changes(report)}"]
    lines.extend(f"  {line}" for line in _gaps(report))
    return [*lines, *_skipped(report, most)]


def eventful(report: ImportReport) -> bool:
    """Return whether there is more to say about a source than that it came."""
    return report.error is not None or bool(report.skipped) or bool(_gaps(report))


def _skipped(report: ImportReport, most: int | None) -> list[str]:
    lines = [f"  {legible(part.where)}: {legible(part.why)}" for part in report.skipped[:most]]
    if most is not None and len(report.skipped) > most:
        lines.append(
            f"  … and {len(report.skipped) - most:,} more: `stats --imports` and --json have them all"
        )
    return lines


def total(reports: Sequence[ImportReport], *, dry_run: bool) -> str:
    """Return the sentence about all sources together."""
    reports = [report for report in reports if report.container is None or report.error is not None]
    done = [report for report in reports if report.error is None]
    comments = sum(report.comments for report in done)
    sentence = (
        f"{'Would import' if dry_run else 'Imported'} {counted(len(done), 'source')}: "
        f"{counted(sum(report.articles for report in done), 'article')}, {counted(comments, 'comment')}"
    )
    failed = len(reports) - len(done)
    return f"{sentence}. {counted(failed, 'source')} could not be imported." if failed else f"{sentence}."


def _changes(report: ImportReport) -> str:
    if not (report.changed or report.unchanged or report.missing):
        return ""
    return f" ({report.new:,} new, {report.changed:,} changed, {report.unchanged:,} unchanged)"


def _gaps(report: ImportReport) -> list[str]:
    lines = []
    if report.declared is not None:
        gap = report.declared - report.comments
        if gap:
            missing = f": {gap:,} missing" if gap > 0 else ""
            lines.append(f"declares {report.declared:,}, found {report.comments:,}{missing}")
    if report.ghosts:
        lines.append(
            f"{report.ghosts:,} more known only by the replies to {'it' if report.ghosts == 1 else 'them'}"
        )
    if report.missing:
        lines.append(f"{counted(report.missing, 'comment')} no longer in the source, kept in the library")
    return lines
