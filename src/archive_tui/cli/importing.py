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
from archive_tui.cli.progress import JudgingBar, ProgressBar
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
        self.is_idle = False
        """Whether nothing is being imported; it stays so once somebody stopped it then."""

    def __call__(self) -> bool:
        """Say whether somebody wishes to stop."""
        return self._wished.is_set()

    def pause(self, seconds: float) -> None:
        """Wait, but not for longer than until somebody wishes to stop."""
        self.is_idle = True
        self._wished.wait(seconds)
        self.is_idle = self._wished.is_set()

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
        if self.is_idle:
            return
        # a signal may come amid a write to sys.stderr, which must not be entered twice: go below it
        os.write(2, f"\n{self._said} Press Ctrl-C again to stop at once.\n".encode())


@click.command("import", short_help="Import files and folders into the library.")
@_paths
@click.option(
    "--format", "format_name", metavar="NAME", help="The format, where its content does not tell it."
)
@click.option("--dry-run", is_flag=True, help="Read and report; change nothing.")
@click.option("--keep-private", is_flag=True, help="Store e-mail and IP addresses of commenters, too.")
@click.option("--watch", is_flag=True, help="Go on: import what is new or changed, until Ctrl-C.")
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
    watch: bool,
    as_json: bool,
) -> None:
    """Import files, folders and archives into the library.

    The format is found out by content, never by name. A source that cannot be imported is named, and the
    others are imported all the same; the exit code is then 1. What is imported again is compared with what
    the library has: nothing is lost, and read marks, folds and places stay.

    With --watch it goes on after that: files that are new or have changed are imported once they are left
    alone, until Ctrl-C ends it.

    The report is written to stderr. With --json stdout gets one JSON object per source, one a line.
    """
    if watch and dry_run:
        message = "--watch and --dry-run exclude each other."
        raise click.UsageError(message)
    with settings.open_for_import(dry_run=dry_run) as archive:
        if format_name is not None:
            _require_format(archive, format_name)
        if watch:
            broken_off = _watch(
                archive, paths, format_name=format_name, keep_private=keep_private, as_json=as_json
            )
            raise click.exceptions.Exit(_INTERRUPTED if broken_off else 0)
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
    with ProgressBar() as bar, Interruption() as interrupted:
        telling = _Telling(bar, as_json=as_json)
        for report in archive.import_paths(
            paths,
            format=format_name,
            dry_run=dry_run,
            keep_private=keep_private,
            progress=bar,
            cancelled=interrupted,
        ):
            telling.tell(report)
        telling.end()
        wished = interrupted()
    if not dry_run and not wished:
        _judge_rest(archive)
    return telling.reports, wished


def _judge_rest(archive: Archive) -> None:
    """Judge what a big import left; Ctrl-C leaves it for the next time, and what is imported stays whole."""
    if not archive.unjudged():
        return
    with JudgingBar() as bar, Interruption("Stopping; what is imported can be read and searched.") as wished:
        archive.judge_pending(bar, wished)
    if left := archive.unjudged():
        output.tell(f"{left:,} comments are still to be judged for spam: archive-tui spam list does it.")


def _watch(
    archive: Archive, paths: Sequence[Path], *, format_name: str | None, keep_private: bool, as_json: bool
) -> bool:
    """Import the paths and what becomes of them, until somebody stops it; return whether that broke an import off."""
    with ProgressBar() as bar, Interruption() as interrupted:
        telling = _Telling(bar, as_json=as_json, most=None)
        output.tell(f"Watching {', '.join(map(output.legible, paths))}; Ctrl-C ends it.")
        for report in archive.watch_paths(
            paths,
            format=format_name,
            keep_private=keep_private,
            progress=bar,
            cancelled=interrupted,
            pause=interrupted.pause,
        ):
            telling.tell(report)
            output.flush()
            telling.reports.clear()
        bar.clear()
        return not interrupted.is_idle


class _Telling:
    """Tells of sources as they are done."""

    def __init__(self, bar: ProgressBar, *, as_json: bool, most: int | None = _TOLD) -> None:
        """Prepare; of more than ``most`` sources only those that have something to say are told of."""
        self._bar = bar
        self._as_json = as_json
        self._most = most
        self._quiet = 0
        self.reports: list[ImportReport] = []

    def tell(self, report: ImportReport) -> None:
        """Tell of a source."""
        self.reports.append(report)
        if self._as_json:
            self._bar.clear()
            output.write_json(import_shape(report))
        if self._most is not None and len(self.reports) > self._most and not eventful(report):
            self._quiet += 1
        elif report.error is not None or not self._as_json:
            self._bar.clear()
            for line in account(report):
                output.tell(line)

    def end(self) -> None:
        """Say how many sources were not told of."""
        self._bar.clear()
        if self._quiet and not self._as_json:
            output.tell(f"… and {self._quiet:,} more sources about which there is nothing special to say.")


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
