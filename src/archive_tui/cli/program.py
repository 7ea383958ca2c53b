"""``archive-tui`` itself: which command a command line means, and how each of them ends.

Whatever a command raises ends here as one sentence on stderr and an exit code: 0 all done, 1 something
could not be done, 2 the command line is wrong, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from archive_tui import __version__
from archive_tui.cli import output
from archive_tui.cli.articles import articles
from archive_tui.cli.curating import note, pick, tag, unpick
from archive_tui.cli.exporting import export
from archive_tui.cli.importing import import_paths, open_paths, open_ui
from archive_tui.cli.library import backup, check, formats, stats
from archive_tui.cli.muting import mute, mutes, unmute
from archive_tui.cli.search import search
from archive_tui.cli.serving import serve
from archive_tui.cli.settings import Settings, shared_options
from archive_tui.cli.show import show
from archive_tui.cli.spam import spam
from archive_tui.errors import ArchiveError

_ARGUMENTS = "archive_tui.arguments"


class Program(click.Group):
    """A group whose first argument is a command or, where there is no such command, a path to open."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the options of the program; remember the arguments, for a ``--`` among them."""
        ctx.meta[_ARGUMENTS] = list(args)
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is meant, and its arguments.

        Raises:
            click.UsageError: the first argument is neither a command nor something on the disk.
        """
        given: list[str] = ctx.meta[_ARGUMENTS]
        if given[: -len(args)][-1:] == ["--"]:
            return open_paths.name, open_paths, ["--", *args]
        if args[0] in self.commands:
            return super().resolve_command(ctx, args)
        if not os.path.lexists(args[0]):
            raise click.UsageError(self._unknown(args[0]), ctx)
        return open_paths.name, open_paths, args

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; turn what it raises into a sentence and an exit code."""
        output.prepare()
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            _abandon_stdout()
            raise click.exceptions.Exit(0) from None
        except KeyboardInterrupt:
            output.tell("\nInterrupted.")
            raise click.exceptions.Exit(130) from None
        except ArchiveError as error:
            self._fail(ctx, error, str(error))
        except OSError as error:
            _abandon_stdout()
            place = f"{error.filename}: " if error.filename else ""
            self._fail(ctx, error, f"{place}{error.strerror or error}.")

    def _fail(self, ctx: click.Context, error: Exception, sentence: str) -> None:
        settings = ctx.find_object(Settings)
        if settings is not None and settings.debug:
            raise error
        output.tell(f"archive-tui: {output.legible(sentence)}")
        raise click.exceptions.Exit(1) from None

    def _unknown(self, argument: str) -> str:
        from difflib import get_close_matches  # noqa: PLC0415 - for this sentence alone

        shown = output.legible(argument)
        directory = Path(argument).parent
        names = [*self.commands]
        sentence = f"'{shown}' is neither a command nor a file that is there."
        close = get_close_matches(argument, names, n=1)
        if not close and directory.is_dir():
            near = get_close_matches(
                Path(argument).name, sorted(path.name for path in directory.iterdir()), n=1
            )
            close = [output.legible(directory / name) for name in near]
        return f"{sentence} Did you mean '{close[0]}'?" if close else sentence


def _abandon_stdout() -> None:
    """Send nowhere what cannot be written to stdout, or the interpreter would complain of it at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


@click.group(
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="[OPTIONS]",
    subcommand_metavar="[PATH... | COMMAND [ARGS]...]",
    epilog="A file that is called like a command: ./import, or archive-tui -- import.",
)
@shared_options(environment=True)
@click.version_option(__version__, prog_name="archive-tui")
@click.pass_context
def program(context: click.Context) -> None:
    """Read, search, clean and curate archived discussions.

    Without a command, open the terminal UI on the library; PATHs are imported first.
    """
    if context.invoked_subcommand is None:
        open_ui(context.ensure_object(Settings), ())


for _command in (
    import_paths,
    articles,
    show,
    search,
    spam,
    pick,
    unpick,
    note,
    tag,
    export,
    mute,
    unmute,
    mutes,
    formats,
    stats,
    check,
    backup,
    serve,
):
    program.add_command(_command)
