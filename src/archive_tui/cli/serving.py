"""``serve``: the UI in a browser, on this machine alone unless somebody asks for more."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from archive_tui.cli import output
from archive_tui.cli.settings import Settings, pass_settings, shared_options

if TYPE_CHECKING:
    from pathlib import Path

_PORT = 8000


@click.command(short_help="Show the UI in a browser.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="NAME", help="Where to listen.")
@click.option(
    "--port",
    default=_PORT,
    show_default=True,
    type=click.IntRange(0, 65_535),
    metavar="N",
    help="The port; 0 finds a free one.",
)
@shared_options()
@pass_settings
def serve(settings: Settings, host: str, port: int) -> None:
    """Show the same UI in a browser, until Ctrl-C.

    stdout gets the address as soon as browsers can come. Only this machine is served unless --host names
    another address; there is no password.
    """
    import asyncio  # noqa: PLC0415 - with the web server, too slow for --help

    from archive_tui.tui import web  # noqa: PLC0415

    settings.open().close()  # made, migrated or refused now, not in somebody's window
    if not web.is_loopback(host):
        output.tell(
            f"Whoever reaches {output.legible(host)} can read the library, and do all that the UI can: "
            "there is no password."
        )
    # A window is a terminal of all colours, whatever the one is that we were started in.
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
    command = window_command(settings.library, color=settings.color, debug=settings.debug)
    asyncio.run(web.serve(command, host, port, _tell))


def window_command(library: Path, *, color: bool, debug: bool) -> list[str]:
    """Return the command line that runs the UI on a library, wherever it is started from."""
    options = ["--db", str(library.absolute())]
    if not color:
        options.append("--no-color")
    if debug:
        options.append("--debug")
    # -P: a folder that happens to be called archive_tui here is not ours
    return [sys.executable, "-P", "-m", "archive_tui", *options]


def _tell(address: str) -> None:
    output.write(address)
    output.tell("Ctrl-C ends it.")
