"""Draw every screen as SVG: `python -m bench.screenshots OUT_DIR [--theme NAME ...] [--best]`.

Imports sample_data into a library that is thrown away, and drives the real program without a terminal.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterable, Iterator
from pathlib import Path

from textual.pilot import Pilot

from archive_tui.archive import Archive
from archive_tui.tui.app import ArchiveApp
from archive_tui.tui.themes import DEFAULT_THEME, THEME_NAMES

ROOT = Path(__file__).parent.parent
SIZES = ((80, 24), (120, 40), (200, 50))
LIGHT = "daylight"
BEST = (
    ("library", DEFAULT_THEME),
    ("reader", DEFAULT_THEME),
    ("reader", "paper"),
    ("details", DEFAULT_THEME),
    ("themes", DEFAULT_THEME),
    ("help", DEFAULT_THEME),
    ("search", DEFAULT_THEME),
    ("curation", DEFAULT_THEME),
)
"""Scenes and themes of docs/screenshots, at 120x40."""
_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_FONTS = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"

Act = Callable[[Pilot[None]], Awaitable[None]]


async def settle(pilot: Pilot[None]) -> None:
    """Wait for what was asked for to be on the screen."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


def keys(*pressed: str) -> Act:
    """Press keys, one after the other."""

    async def act(pilot: Pilot[None]) -> None:
        for key in pressed:
            await pilot.press(key)
            await settle(pilot)

    return act


def search(query: str, *then: str) -> Act:
    """Search everywhere, wait for the full answer, press keys."""

    async def act(pilot: Pilot[None]) -> None:
        await keys("backslash")(pilot)
        for character in query:
            await pilot.press("space" if character == " " else character)
        await pilot.pause(0.8)
        await settle(pilot)
        await keys(*then)(pilot)
        await pilot.pause(0.3)
        await settle(pilot)

    return act


_NOTE = "He says what the minutes leave out: nobody counted the lamps."
_PICKING = (
    *("g", "enter", "right_curly_bracket", "z", "t", "v", "a"),
    *("space" if each == " " else {":": "colon", ".": "full_stop"}.get(each, each) for each in _NOTE),
    *("ctrl+s", "plus", *"council", "enter", "j", "j", "v", "asterisk", "2", "j", "V", "9", "j", "v"),
)
"""Keys that pick a few comments, with a note and a tag to one."""

SCENES: dict[str, Act] = {
    "library": keys(),
    "library-filter": keys("slash", "m", "o"),
    "article": keys("g", "enter"),
    "reader": keys("g", "enter", "right_curly_bracket", "z", "t", "j", "j", "j", "j"),
    "reader-folded": keys("g", "enter", "z", "1", "right_curly_bracket", "l", "l", "z", "t"),
    "reader-deep": keys("g", "enter", "2", "4", "G", "z", "z"),
    "reader-branch": keys("g", "enter", "2", "4", "G", "^", "c"),
    "details": keys("j", "enter", "right_curly_bracket", "j", "i"),
    "peek": keys("g", "enter", "2", "2", "G", "P"),
    "z-hint": keys("g", "enter", "1", "2", "G", "z"),
    "help": keys("g", "enter", "question_mark"),
    "palette": keys("g", "enter", "colon"),
    "search": search("bolard", "tab"),
    "search-narrow": search("people", "tab", "c", "j"),
    "search-empty": search(""),
    "search-opened": search("baloon", "enter", "j", "enter"),
    "search-mistaken": search("people OR"),
    "themes": keys("g", "enter", "right_curly_bracket", "z", "t", "j", "f3"),
    "picks": keys(*_PICKING),
    "curation": keys(*_PICKING, "C", "j", "c", "c", "j", "j"),
    "export": keys(*_PICKING, "E"),
    "welcome": keys(),
    "empty": keys(),
}
"""Keys from the library, by the picture's name."""


async def draw(scene: str, library: Path, out: Path, theme: str, size: tuple[int, int]) -> None:
    """Save one picture."""
    with Archive.open(library) as archive:
        archive.set_setting("theme", theme)
        archive.set_setting("library.order", "comments")
        if scene != "welcome":
            archive.set_setting("welcomed", "yes")
        app = ArchiveApp(archive)
        try:
            async with app.run_test(size=size) as pilot:
                await settle(pilot)
                await SCENES[scene](pilot)
                name = scene if theme == DEFAULT_THEME else f"{scene}-{theme}"
                picture = out / f"{name}-{size[0]}x{size[1]}.svg"
                picture.write_text(portable(app.export_screenshot()), encoding="utf-8")
        finally:
            app.writer.close()


def portable(svg: str) -> str:
    """Name fonts that machines have, not addresses to load one from; every run of text has its length anyway."""
    named = _FONT_FACE.sub("", svg).replace("Fira Code, monospace", _FONTS).replace("arial", "sans-serif")
    return "\n".join(line.rstrip() for line in named.splitlines()) + "\n"


def fill(library: Path) -> None:
    """Import the samples, under the names that they have in the repository."""
    os.chdir(ROOT)
    with Archive.open(library) as archive:
        for report in archive.import_paths(sorted(Path("sample_data").glob("*.txt"))):
            if report.error:
                print(f"{report.source}: {report.error}", file=sys.stderr)


def every(themes: list[str], scenes: list[str]) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Yield scene, theme and size: every size in the first two themes, one size in the others."""
    for scene in scenes:
        for at, theme in enumerate(themes):
            for size in SIZES if at < 2 else SIZES[1:2]:
                yield scene, theme, size


async def main(out: Path, pictures: Iterable[tuple[str, str, tuple[int, int]]]) -> None:
    """Draw pictures, each on a library of its own."""
    out = out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        filled, library = Path(folder) / "filled.db", Path(folder) / "library.db"
        fill(filled)
        for scene, theme, size in pictures:
            library.unlink(missing_ok=True)
            if scene != "empty":
                shutil.copy(filled, library)
            await draw(scene, library, out, theme, size)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Draw every screen as SVG.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--theme", action="append", choices=THEME_NAMES)
    parser.add_argument("--scene", action="append", choices=SCENES)
    parser.add_argument("--best", action="store_true", help="only those that the documentation shows")
    chosen = parser.parse_args()
    wanted = (
        [(scene, theme, SIZES[1]) for scene, theme in BEST]
        if chosen.best
        else every(chosen.theme or [DEFAULT_THEME, LIGHT], chosen.scene or list(SCENES))
    )
    asyncio.run(main(chosen.out, wanted))
