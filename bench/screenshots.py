"""Draw every screen as SVG: `python -m bench.screenshots OUT_DIR [--theme NAME ...]`.

Imports sample_data into a library that is thrown away, and drives the real program without a terminal.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.pilot import Pilot

from archive_tui.archive import Archive
from archive_tui.tui.app import ArchiveApp
from archive_tui.tui.themes import DEFAULT_THEME, THEME_NAMES

SAMPLES = Path(__file__).parent.parent / "sample_data"
SIZES = ((80, 24), (120, 40), (200, 50))

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


SCENES: dict[str, Act] = {
    "library": keys(),
    "library-filter": keys("slash", "m", "o"),
    "article": keys("g", "enter"),
    "reader": keys("g", "enter", "right_curly_bracket", "j", "j", "j"),
    "reader-folded": keys("g", "enter", "z", "1", "right_curly_bracket", "l", "l", "z", "t"),
    "reader-deep": keys("g", "enter", "3", "0", "G", "z", "t"),
    "reader-branch": keys("g", "enter", "3", "0", "G", "^", "c"),
    "details": keys("g", "enter", "1", "2", "G", "i"),
    "peek": keys("g", "enter", "3", "0", "G", "P"),
    "z-hint": keys("g", "enter", "1", "2", "G", "z"),
    "help": keys("g", "enter", "question_mark"),
    "palette": keys("g", "enter", "colon"),
    "search": search("baloon", "tab"),
    "search-narrow": search("people", "tab", "c", "j"),
    "search-empty": search(""),
    "search-opened": search("baloon", "enter", "j", "enter"),
    "search-mistaken": search("people OR"),
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
                name = f"{scene}-{theme}-{size[0]}x{size[1]}.svg"
                app.save_screenshot(name, path=str(out))
        finally:
            app.writer.close()


def fill(library: Path) -> None:
    """Import the samples."""
    with Archive.open(library) as archive:
        for report in archive.import_paths(sorted(SAMPLES.glob("*.txt"))):
            if report.error:
                print(f"{report.source}: {report.error}", file=sys.stderr)


async def main(out: Path, themes: list[str], scenes: list[str]) -> None:
    """Draw every scene: in every size in the first theme, at one size in the others."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        filled, library = Path(folder) / "filled.db", Path(folder) / "library.db"
        fill(filled)
        for scene in scenes:
            for theme in themes:
                for size in SIZES if theme == themes[0] else SIZES[1:2]:
                    library.unlink(missing_ok=True)
                    if scene != "empty":
                        shutil.copy(filled, library)
                    await draw(scene, library, out, theme, size)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Draw every screen as SVG.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--theme", action="append", choices=THEME_NAMES)
    parser.add_argument("--scene", action="append", choices=SCENES)
    chosen = parser.parse_args()
    asyncio.run(main(chosen.out, chosen.theme or [DEFAULT_THEME], chosen.scene or list(SCENES)))
