"""What the screens look like; `make snapshots` accepts what they look like now."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from archive_tui.archive import Archive
from archive_tui.tui.app import ArchiveApp
from archive_tui.tui.screens import asking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from textual.pilot import Pilot

SIZES = [(80, 24), (120, 40), (200, 50)]
THEMES = ["lamplight", "paper"]


@pytest.fixture(autouse=True)
def _in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    assert os.environ.get("TZ") == before
    time.tzset()


@pytest.fixture
def show(library: Path, snap_compare: Callable[..., bool]) -> Iterator[Callable[..., bool]]:
    """Compare the screen after these keys with the picture of it."""
    archive = Archive.open(library)
    archive.set_setting("welcomed", "yes")
    archive.set_setting("library.order", "comments")
    apps: list[ArchiveApp] = []

    def compare(theme: str, size: tuple[int, int], *keys: str) -> bool:
        archive.set_setting("theme", theme)
        app = ArchiveApp(archive)
        apps.append(app)

        async def press(pilot: Pilot[None]) -> None:
            for key in (None, *keys, None):
                if key is not None:
                    await pilot.press(key)
                for _ in range(2):
                    await pilot.pause()
                    await pilot.app.workers.wait_for_complete()
            await pilot.pause()

        return snap_compare(app, terminal_size=size, run_before=press)

    yield compare
    for app in apps:
        assert app.writer.close()
    archive.close()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_library(show: Callable[..., bool], theme: str, size: tuple[int, int]) -> None:
    assert show(theme, size)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_reader(show: Callable[..., bool], theme: str, size: tuple[int, int]) -> None:
    assert show(theme, size, "g", "enter", "5", "G", "z", "t", "right_curly_bracket")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_reader_with_picks(show: Callable[..., bool], theme: str, size: tuple[int, int]) -> None:
    note = [*"Nobody", "space", *"looks", "enter", "enter", *"at", "space", *"it"]
    assert show(
        theme,
        size,
        *("g", "enter", "right_curly_bracket", "z", "t", "v", "j", "a", *note, "ctrl+s"),
        *("plus", *"lamps", "space", *"boats", "enter", "j", "v", "asterisk", "j"),
    )


PICKING = ("g", "enter", "right_curly_bracket", "z", "t", "v", "j", "a", *"Hm", "ctrl+s", "j", "v", "j", "V")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_curation(show: Callable[..., bool], theme: str, size: tuple[int, int]) -> None:
    assert show(theme, size, *PICKING, "C", "j", "c", "c")


@pytest.mark.parametrize("theme", THEMES[:1])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_export(
    show: Callable[..., bool],
    theme: str,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert show(theme, size, *PICKING, "E", "j")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_search(
    show: Callable[..., bool], theme: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "perf_counter", lambda: 0.0)
    assert show(theme, size, "backslash", *"lampp", "enter", "j", "c", "j")


@pytest.mark.parametrize("theme", THEMES[:1])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_search_before_it_begins(show: Callable[..., bool], theme: str, size: tuple[int, int]) -> None:
    assert show(theme, size, "backslash")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_review(show: Callable[..., bool], theme: str, size: tuple[int, int]) -> None:
    assert show(theme, size, "exclamation_mark")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("shown", ["stubs", "shown"])
def test_hidden_comments(show: Callable[..., bool], shown: str, size: tuple[int, int]) -> None:
    keys = ("H",) if shown == "shown" else ()
    assert show(THEMES[0], size, "g", "enter", "2", "G", "x", "9", "G", "x", "7", "G", *keys)
