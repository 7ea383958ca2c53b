"""The report of an import as lines of a list. Knows no Textual.

Invariant: nothing is left out: every source has a line, and every part of it that was skipped has one below it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from archive_tui.text.transcript import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive_tui.model import ImportReport, ImportRun


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a report."""

    text: str
    """All of it."""
    name: str
    """Of the source, without the folders that all sources are in; or where the part is."""
    counts: str
    """What the source gave; or why the part was skipped."""
    heads: bool
    """It is about a source; those below it are about parts of that."""
    failed: bool
    folded: str
    """What a filter looks into: the source's words count for its parts, too."""


def report_lines(reports: Sequence[ImportReport]) -> Iterator[Line]:
    """Yield the lines about each source."""
    shared = _shared([report.source for report in reports])
    for report in reports:
        about = _about(report)
        text = f"{report.source}: {about}"
        failed = report.error is not None
        name = report.source.removeprefix(shared)
        yield Line(text, name, about, heads=True, failed=failed, folded=text.casefold())
        for part in report.skipped:
            below = f"{part.where}: {part.why}"
            folded = f"{report.source} {below}".casefold()
            yield Line(below, part.where, part.why, heads=False, failed=False, folded=folded)


def _shared(names: Sequence[str]) -> str:
    """Return the folders that all names begin with, up to their last slash."""
    if len(names) < 2:
        return ""
    first, last = min(names).split("/"), max(names).split("/")
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first[:-1], last[:-1], strict=False))
    return "".join(f"{part}/" for part, _ in same)


def run_counts(run: ImportRun) -> str:
    """Return what an import came to."""
    parts = [f"{counted(run.articles, 'article')}, {counted(run.comments, 'comment')}, {run.new:,} new"]
    if run.failed:
        parts.append(f"{run.failed:,} failed")
    if run.skipped:
        parts.append(f"{run.skipped:,} skipped")
    if run.unchanged:
        parts.append(f"{counted(run.unchanged, 'source')} unchanged")
    if run.seconds is None:
        parts.append("broken off")
    return "; ".join(parts)


def _about(report: ImportReport) -> str:
    if report.error is not None:
        return report.error
    if report.container is not None:
        return f"{report.container}, {counted(len(report.skipped), 'part')} left out"
    parts = [f"{report.format}, {counted(report.articles, 'article')}, {counted(report.comments, 'comment')}"]
    parts += [
        f"{count:,} {word}"
        for count, word in (
            (report.new, "new"),
            (report.changed, "changed"),
            (report.missing, "missing"),
            (report.ghosts, "known by their replies alone"),
        )
        if count
    ]
    if report.declared is not None and report.declared != report.comments:
        parts.append(f"declares {report.declared:,}")
    return ", ".join(parts)
