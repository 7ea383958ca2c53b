"""``import``, and the opening of files in the UI: from paths to reports.

A bad source stops nothing; an interruption stops between two articles, so that the library is always whole.
"""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import click

from archive_tui.cli import output
from archive_tui.cli.account import account, eventful, total
from archive_tui.cli.progress import ProgressBar
from archive_tui.cli.settings import Settings, json_option, pass_settings, shared_options
from archive_tui.cli.shapes import import_shape

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType, TracebackType

    from archive_tui.archive import Archive
    from archive_tui.model import ImportReport

_INTERRUPTED = 130
_TOLD = 50
"""Sources of which each gets a line; of more than that only those that have something to say."""
# readable=False: what cannot be read is told in the report, and stops nothing
_paths = click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(readable=False, path_type=Path)
)


class Interruption:
    """Turns the first Ctrl-C into a wish to stop; the second one stops at once."""

    def __init__(self, said: str = "Stopping after this article.") -> None:
        self._said = said
        self._wished = threading.Event()
        self._before: Any = None

    def __call__(self) -> bool:
        """Say whether somebody wishes to stop."""
        return self._wished.is_set()

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._wish)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _wish(self, _signal: int, _frame: FrameType | None) -> None:
        if self._wished.is_set():
            raise KeyboardInterrupt
        self._wished.set()
        # a signal may come amid a write to sys.stderr, which must not be entered twice: go below it
        os.write(2, f"\n{self._said} Press Ctrl-C again to stop at once.\n".encode())


@click.command("import", short_help="Import files and folders into the library.")
@_paths
@click.option(
    "--format", "format_name", metavar="NAME", help="The format, where its content does not tell it."
)
@click.option("--dry-run", is_flag=True, help="Read and report; change nothing.")
@click.option("--keep-private", is_flag=True, help="Store e-mail and IP addresses of commenters, too.")
@json_option
@shared_options()
@pass_settings
def import_paths(
    settings: Settings,
    paths: Sequence[Path],
    format_name: str | None,
    *,
    dry_run: bool,
    keep_private: bool,
    as_json: bool,
) -> None:
    """Import files, folders and archives into the library.

    The format is found out by content, never by name. A source that cannot be imported is named, and the
    others are imported all the same; the exit code is then 1. What is imported again is compared with what
    the library has: nothing is lost, and read marks, folds and places stay.

    The report is written to stderr. With --json stdout gets one JSON object per source, one a line.
    """
    with settings.open_for_import(dry_run=dry_run) as archive:
        if format_name is not None:
            _require_format(archive, format_name)
        reports, interrupted = run_import(
            archive,
            paths,
            format_name=format_name,
            dry_run=dry_run,
            keep_private=keep_private,
            as_json=as_json,
        )
    _end(reports, interrupted=interrupted, dry_run=dry_run)


@click.command("open")
@_paths
@shared_options()
@pass_settings
def open_paths(settings: Settings, paths: Sequence[Path]) -> None:
    """Import files and folders, then open the terminal UI on them."""
    with settings.open() as archive:
        reports, interrupted = run_import(archive, paths)
    if interrupted or not any(report.error is None for report in reports):
        _end(reports, interrupted=interrupted)
    open_ui(settings, reports)


def open_ui(settings: Settings, reports: Sequence[ImportReport]) -> None:
    """Open the terminal UI; the process ends with its exit code, or with 1 if an import before it failed."""
    from archive_tui.tui.app import run  # noqa: PLC0415 - loads Textual

    if not settings.colours_wanted:
        os.environ["NO_COLOR"] = "1"
    opened = [article_id for report in reports for article_id in report.article_ids]
    code = run(settings.library, opened=opened, reports=reports)
    failed = any(report.error is not None for report in reports)
    raise click.exceptions.Exit(code or int(failed))


def run_import(
    archive: Archive,
    paths: Sequence[Path],
    *,
    format_name: str | None = None,
    dry_run: bool = False,
    keep_private: bool = False,
    as_json: bool = False,
) -> tuple[list[ImportReport], bool]:
    """Import the paths, with a progress bar, telling of each source as it is done.

    Returns:
        The reports, and whether it was interrupted.
    """
    reports: list[ImportReport] = []
    quiet = 0
    with ProgressBar() as bar, Interruption() as interrupted:
        for report in archive.import_paths(
            paths,
            format=format_name,
            dry_run=dry_run,
            keep_private=keep_private,
            progress=bar,
            cancelled=interrupted,
        ):
            reports.append(report)
            if as_json:
                bar.clear()
                output.write_json(import_shape(report))
            if len(reports) > _TOLD and not eventful(report):
                quiet += 1
            elif report.error is not None or not as_json:
                bar.clear()
                for line in account(report):
                    output.tell(line)
        bar.clear()
        if quiet and not as_json:
            output.tell(f"… and {quiet:,} more sources about which there is nothing special to say.")
        return reports, interrupted()


def _require_format(archive: Archive, name: str) -> None:
    """Refuse a format that no importer has, naming those there are."""
    names = sorted(known.name for known in archive.formats() if known.direction == "import")
    if name not in names:
        raise click.BadParameter(
            f"there is no importer '{output.legible(name)}'. There are: {', '.join(names)}.",
            param_hint="--format",
        )


def _end(reports: Sequence[ImportReport], *, interrupted: bool, dry_run: bool = False) -> None:
    """Say what the sources came to, and end the process with what that means."""
    if interrupted:
        output.tell(
            f"Interrupted. {total(reports, dry_run=dry_run)} Run the same command again for the rest."
        )
        raise click.exceptions.Exit(_INTERRUPTED)
    if len(reports) != 1:
        output.tell(total(reports, dry_run=dry_run))
    elif dry_run:
        output.tell("Nothing was changed: this was a dry run.")
    if any(report.error is not None for report in reports):
        raise click.exceptions.Exit(1)
