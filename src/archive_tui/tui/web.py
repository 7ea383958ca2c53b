"""The same UI in a browser: a small web server that runs the program once for every window that is opened.

Invariant: a page from elsewhere gets nothing. A browser lets any site open a web socket to this machine, so a request
is answered only if it names the host that is served (a foreign name means DNS rebinding) and, where it says which page
it comes from, if that is our own. The page loads nothing but from this server.
"""

from __future__ import annotations

import asyncio
import ipaddress
import shlex
import signal
import string
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from archive_tui.errors import ArchiveError

try:
    import textual_serve
    from aiohttp import web
    from textual_serve.server import Server
except ImportError as error:
    raise ArchiveError(
        "To show the UI in a browser, textual-serve is needed: install archive-tui[serve]."
    ) from error

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_PATIENCE: Final = 0.5
"""Seconds for requests that are under way when the server ends; then the windows' programs are told to end."""


def is_loopback(host: str) -> bool:
    """Return whether only this machine reaches a host name or address."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def may_ask(served: str, host: str, origin: str | None) -> bool:
    """Return whether a request may be answered.

    Args:
        served: The host that the server listens on.
        host: The request's Host header.
        origin: Its Origin header; browsers send one with every web socket.
    """
    name = urlsplit(f"//{host}").hostname or ""
    if is_loopback(served) and not is_loopback(name):
        return False
    return origin is None or urlsplit(origin).netloc.casefold() == host.casefold()


def application(command: Sequence[str], served: str) -> web.Application:
    """Make the web application that runs a command for every window.

    Args:
        command: Program and arguments, as they are.
        served: The host that the server listens on.
    """
    # "exec": signals reach the program, not a shell around it
    windows = Server(f"exec {shlex.join(command)}", title="archive-tui")
    page = string.Template(files("archive_tui.tui").joinpath("page.html").read_text(encoding="utf-8"))

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not may_ask(served, request.host, request.headers.get("Origin")):
            raise web.HTTPForbidden(text="This page may not ask here.")
        return await handler(request)

    async def label(_request: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(_HEADERS)

    async def show_page(request: web.Request) -> web.Response:
        socket = f"{'wss' if request.secure else 'ws'}://{request.host}/ws"
        return web.Response(text=page.substitute(socket=socket), content_type="text/html")

    made = web.Application(middlewares=[guard])
    made.on_response_prepare.append(label)
    made.add_routes(
        [
            web.get("/", show_page),
            web.get("/ws", windows.handle_websocket),
            web.get("/download/{key}", windows.handle_download),
            web.static("/static", Path(textual_serve.__file__).parent / "static"),
        ]
    )
    return made


async def serve(command: Sequence[str], host: str, port: int, ready: Callable[[str], object]) -> None:
    """Serve until somebody ends the program with Ctrl-C or SIGTERM.

    Args:
        command: What runs for every window: program and arguments.
        host: Name or address to listen on.
        port: 0 for any that is free.
        ready: Called with the address, once browsers can come.

    Raises:
        ArchiveError: It is not possible to listen there.
    """
    runner = web.AppRunner(application(command, host), access_log=None, shutdown_timeout=_PATIENCE)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise ArchiveError(
                f"Port {port} of {host} cannot be listened on ({error.strerror}); --port 0 finds one that is free."
            ) from error
        loop, end = asyncio.get_running_loop(), asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, end.set)
        name = f"[{host}]" if ":" in host else host
        ready(f"http://{name}:{runner.addresses[0][1]}/")
        await end.wait()
    finally:
        await runner.cleanup()
