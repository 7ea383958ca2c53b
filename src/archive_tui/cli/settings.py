"""The options that every command takes, and the library they choose.

An option may stand before the command or after it; the last one counts. A command that only reads creates
no library.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from archive_tui.cli import output
from archive_tui.errors import NotFoundError, StorageError

if TYPE_CHECKING:
    from archive_tui.archive import Archive

_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(slots=True)
class Settings:
    """What the shared options chose."""

    db: Path | None = None
    """The library file; None is the platform's default."""
    color: bool = True
    debug: bool = False

    @property
    def library(self) -> Path:
        """The library file."""
        if self.db is not None:
            return self.db
        from platformdirs import user_data_path  # noqa: PLC0415 - not needed by --help

        return user_data_path("archive-tui", appauthor=False) / "library.db"

    @property
    def painter(self) -> output.Painter:
        """Colours for stdout: only on a terminal, and only where nobody declined them."""
        return output.Painter(colour=self.colours_wanted and output.to_terminal())

    @property
    def colours_wanted(self) -> bool:
        """Whether neither --no-color nor NO_COLOR (https://no-color.org) is given."""
        return self.color and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def open(self) -> Archive:
        """Open the library, made anew if there is none, its directory too.

        Raises:
            StorageError: the library cannot be opened or made.
        """
        return _open(self.library)

    @contextmanager
    def open_for_import(self, *, dry_run: bool) -> Iterator[Archive]:
        """Open the library for an import; a dry run on none is given an empty one that is gone afterwards.

        Raises:
            StorageError: the library cannot be opened or made.
        """
        if not dry_run or self.exists():
            with self.open() as archive:
                yield archive
            return
        from tempfile import TemporaryDirectory  # noqa: PLC0415 - not needed by --help

        with (
            TemporaryDirectory(prefix="archive-tui-") as directory,
            _open(Path(directory) / "dry.db") as archive,
        ):
            yield archive

    def open_existing(self) -> Archive:
        """Open the library if there is one.

        Raises:
            NotFoundError: there is none.
            StorageError: it cannot be opened.
        """
        if not self.exists():
            raise NotFoundError(self.missing())
        return self.open()

    def exists(self) -> bool:
        """Say whether there is a library file.

        Raises:
            StorageError: its directory may not be looked into.
        """
        try:
            return self.library.exists()
        except OSError as error:
            raise StorageError(f"The library {self.library} cannot be read: {error.strerror}.") from error

    def missing(self) -> str:
        """Return the sentence that says that there is no library, and how to get one."""
        return (
            f"There is no library at {self.library} yet. "
            "Import something first (archive-tui import PATH), or choose another one with --db FILE."
        )


pass_settings = click.make_pass_decorator(Settings, ensure=True)


def shared_options(*, environment: bool = False) -> Callable[[_Command], _Command]:
    """Give a command the shared options; ``environment`` where ARCHIVE_TUI_DB is to be looked at too."""

    def decorate(command: _Command) -> _Command:
        for option in (
            click.option(
                "--debug",
                is_flag=True,
                expose_value=False,
                callback=_set_debug,
                help="Show tracebacks of errors.",
            ),
            click.option(
                "--no-color", is_flag=True, expose_value=False, callback=_set_color, help="Use no colours."
            ),
            click.option(
                "--db",
                type=click.Path(dir_okay=False, readable=False, path_type=Path),
                metavar="FILE",
                envvar="ARCHIVE_TUI_DB" if environment else None,
                expose_value=False,
                callback=_set_db,
                help="The library. Default: ARCHIVE_TUI_DB, else library.db in your data directory.",
            ),
        ):
            command = option(command)
        return command

    return decorate


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def _open(path: Path) -> Archive:
    from archive_tui.archive import Archive  # noqa: PLC0415 - loads SQLite, which --help must not wait for

    return Archive.open(path)


def article_reference(text: str) -> int | str:
    """Return what ARTICLE on the command line names: an id if it is a plain number, else a key."""
    return int(text) if text.isascii() and text.isdigit() else text


def _settings(context: click.Context) -> Settings:
    return context.find_root().ensure_object(Settings)


def _set_db(context: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    if value is not None:
        _settings(context).db = value


def _set_color(context: click.Context, _parameter: click.Parameter, value: object) -> None:
    if value:
        _settings(context).color = False


def _set_debug(context: click.Context, _parameter: click.Parameter, value: object) -> None:
    if value:
        _settings(context).debug = True
