"""``stats --imports`` and ``stats --import``: what earlier imports took in, and what they could not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui.cli import output
from archive_tui.cli.account import account
from archive_tui.cli.shapes import import_shape, run_shape
from archive_tui.text.transcript import counted

if TYPE_CHECKING:
    from archive_tui.archive import Archive
    from archive_tui.model import ImportRun


def write_runs(archive: Archive, *, as_json: bool) -> None:
    """Write the imports that are remembered, the last one first."""
    runs = archive.import_runs()
    if as_json:
        output.write_json_array(run_shape(run) for run in runs)
        return
    if not runs:
        output.tell("Nothing has been imported yet.")
    for run in runs:
        output.write(_line(run))


def write_run(archive: Archive, run_id: int, *, as_json: bool) -> None:
    """Write what each source of an import gave, every part that was skipped included.

    Raises:
        NotFoundError: there is no such import, or it is no longer remembered.
    """
    run, reports = archive.import_run(run_id)
    if as_json:
        output.write_json({**run_shape(run), "reports": [import_shape(report) for report in reports]})
        return
    output.write(_line(run))
    for report in reports:
        for line in account(report, most=None):
            output.write(line)


def _line(run: ImportRun) -> str:
    when = run.started.astimezone().strftime("%Y-%m-%d %H:%M")
    paths = ", ".join(map(output.legible, run.paths))
    parts = [f"{counted(run.articles, 'article')}, {counted(run.comments, 'comment')}, {run.new:,} new"]
    if run.unchanged:
        parts.append(f"{counted(run.unchanged, 'source')} unchanged")
    if run.failed:
        parts.append(f"{counted(run.failed, 'source')} failed")
    if run.skipped:
        parts.append(f"{counted(run.skipped, 'part')} skipped")
    if run.seconds is None:
        parts.append("broken off")
    return f"{run.id}  {when}  {paths}: {'; '.join(parts)}"
