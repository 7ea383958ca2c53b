"""``archive-tui serve``: a real server in a process of its own, and a browser's requests."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import aiohttp
import pytest
from click.testing import Result

import archive_tui
from archive_tui.archive import Archive
from archive_tui.cli.serving import window_command
from archive_tui.tui.web import is_loopback, may_ask

Run = Callable[..., Result]

_PATIENCE = 60.0


@pytest.fixture
def shelf(run: Run, page: Path, tmp_path: Path) -> Path:
    """A library in a place that a shell must be kept from taking apart."""
    folder = tmp_path / "my 'saved' $HOME pages"
    folder.mkdir()
    db = folder / "x y.db"
    assert run("--db", db, "import", page).exit_code == 0
    with Archive.open(db) as archive:
        archive.set_setting("welcomed", "yes")
    return db


@contextmanager
def serving(db: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "archive_tui", "serve", "--port", "0", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={
            **os.environ,
            "ARCHIVE_TUI_DB": str(db),
            "PYTHONPATH": str(Path(archive_tui.__file__).parents[1]),
        },
    )
    assert process.stdout is not None
    assert process.stderr is not None
    with process.stdout, process.stderr:
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()
            process.wait()


async def window(address: str, *, wanted: str, act: Callable[[], object]) -> str:
    """Open a window, do something when the text is in it, and return all it showed until the server closed it."""
    shown = ""
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{address}ws?width=80&height=24", origin=address.rstrip("/")) as socket,
    ):
        acted = False
        async for message in socket:
            if message.type is aiohttp.WSMsgType.BINARY:
                shown += message.data.decode()
            if wanted in shown and not acted:
                acted = True
                act()
    assert wanted in shown, shown
    return shown


def test_the_page_comes_from_here_alone(shelf: Path) -> None:
    async def look(address: str) -> None:
        async with aiohttp.ClientSession() as session:
            async with session.get(address) as answer:
                text = await answer.text()
                assert answer.status == 200
                assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
            assert f'data-session-websocket-url="{address.replace("http", "ws")}ws"' in text
            assert "https://" not in text
            for name in ("static/js/textual.js", "static/css/xterm.css"):
                assert f'"/{name}"' in text
                async with session.get(address + name) as answer:
                    assert answer.status == 200, name
            async with session.get(address, headers={"Host": "elsewhere.example"}) as answer:
                assert answer.status == 403
            with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
                await session.ws_connect(address + "ws", origin="http://elsewhere.example")

    with serving(shelf) as (process, address):
        assert address.startswith("http://127.0.0.1:")
        asyncio.run(look(address))
        process.send_signal(signal.SIGINT)
        assert process.wait(_PATIENCE) == 0
        assert process.stderr is not None
        assert process.stderr.read() == "Ctrl-C ends it.\n"


def test_a_window_shows_the_library_and_ends_with_the_server(shelf: Path) -> None:
    with serving(shelf) as (process, address):
        asyncio.run(
            window(address, wanted="The ferry that forgot", act=lambda: process.send_signal(signal.SIGINT))
        )
        assert process.wait(_PATIENCE) == 0


def test_a_window_ends_when_the_server_is_killed(shelf: Path) -> None:
    windows: list[int] = []

    def kill() -> None:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        windows.extend(map(int, children.read_text().split()))
        process.kill()

    async def gone(pid: int) -> None:
        with suppress(ProcessLookupError):
            while True:
                os.kill(pid, 0)
                await asyncio.sleep(0.1)

    if not Path("/proc/self/task").exists():
        pytest.skip("looks the window's process up in Linux's /proc")
    with serving(shelf) as (process, address):
        asyncio.run(window(address, wanted="The ferry that forgot", act=kill))
    assert windows
    for pid in windows:
        asyncio.run(asyncio.wait_for(gone(pid), _PATIENCE))


def test_a_port_that_is_taken_is_a_sentence(shelf: Path) -> None:
    with (
        serving(shelf) as (_, address),
        serving(shelf, "--port", address.rstrip("/").rsplit(":", 1)[1]) as (second, nothing),
    ):
        assert nothing == ""
        assert second.wait(_PATIENCE) == 1
        assert second.stderr is not None
        assert "cannot be listened on" in second.stderr.read()


def test_an_address_that_others_reach_is_warned_of(shelf: Path) -> None:
    with serving(shelf, "--host", "0.0.0.0") as (process, address):  # noqa: S104 - it is what is warned of
        assert address.startswith("http://0.0.0.0:")
        process.send_signal(signal.SIGTERM)
        assert process.wait(_PATIENCE) == 0
        assert process.stderr is not None
        assert "there is no password" in process.stderr.read()


def test_without_the_extra_a_sentence_names_it(shelf: Path) -> None:
    script = "import sys; sys.modules['textual_serve'] = None; from archive_tui.__main__ import main; sys.exit(main())"
    completed = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script, "--db", shelf, "serve"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(archive_tui.__file__).parents[1])},
    )
    assert completed.returncode == 1
    assert "archive-tui[serve]" in completed.stderr
    assert "Traceback" not in completed.stderr


def test_the_command_of_a_window_keeps_what_was_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    command = window_command(Path("a b.db"), color=False, debug=True)
    assert command[1:4] == ["-P", "-m", "archive_tui"]
    assert command[4:] == ["--db", str(tmp_path / "a b.db"), "--no-color", "--debug"]


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("LocalHost", True),
        ("0.0.0.0", False),  # noqa: S104
        ("::", False),
        ("192.168.1.4", False),
        ("localhost.example.org", False),
        ("", False),
    ],
)
def test_what_only_this_machine_reaches(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


@pytest.mark.parametrize(
    ("served", "host", "origin", "answered"),
    [
        ("127.0.0.1", "127.0.0.1:8000", None, True),
        ("127.0.0.1", "localhost:9000", "http://localhost:9000", True),
        ("127.0.0.1", "[::1]:8000", "http://[::1]:8000", True),
        ("127.0.0.1", "127.0.0.1:8000", "http://127.0.0.1:8001", False),
        ("127.0.0.1", "127.0.0.1:8000", "https://elsewhere.example", False),
        ("127.0.0.1", "127.0.0.1:8000", "null", False),
        ("127.0.0.1", "rebound.example:8000", "http://rebound.example:8000", False),
        ("127.0.0.1", "rebound.example:8000", None, False),
        ("127.0.0.1", "", None, False),
        ("0.0.0.0", "box.lan:8000", "http://box.lan:8000", True),  # noqa: S104
        ("0.0.0.0", "box.lan:8000", "http://elsewhere.example", False),  # noqa: S104
    ],
)
def test_who_may_ask(served: str, host: str, origin: str | None, answered: bool) -> None:
    assert may_ask(served, host, origin) is answered
