"""A library of three small articles, and the whole program on it, without a terminal."""

from __future__ import annotations

import shutil
import sqlite3
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from archive_tui.archive import Archive
from archive_tui.model import ImportedArticle, ImportedComment, ImportedThread, Verdict
from archive_tui.tui.app import ArchiveApp

if TYPE_CHECKING:
    from archive_tui.importers import Source

OpenApp = Callable[..., AbstractAsyncContextManager[Pilot[None]]]

_START = datetime(2012, 5, 4, 12, tzinfo=UTC)
_LONG = "\n\n".join(
    f"Point {n}: the gulls were there first, and they have never signed anything." for n in range(30)
)

_HARBOUR = (
    ("a", None, "Ann", "The harbour needs a second lamp.", 5),
    ("b", "a", "Bob", "It has one, and nobody looks at it.", 3),
    ("c", "b", "Ann", "I look at it. See https://example.org/lamp for a drawing.", 9),
    ("d", "a", "Cy", "> The harbour needs a second lamp.\n\nIt needs a first boat.", 1),
    ("e", None, "Promo", "Easy w0rk from home: https://example.org/first or https://example.org/second", 0),
    ("f", "e", "Ann", "How?", 7),
    ("g", None, "Dee", _LONG, 2),
    ("h", "g", "Bob", "You have a lot of points.", 2),
    ("i", "h", "Dee", "Thirty.", 2),
    ("j", None, "Cy", "Who moved the bollard?", 4),
)


def _thread(
    key: str, title: str, section: str, comments: tuple[tuple[str, str | None, str, str, int], ...]
) -> ImportedThread:
    article = ImportedArticle(
        key=key,
        title=title,
        section=section,
        dek="What it is about, in one line.",
        author="E. Ditor",
        published=_START - timedelta(days=len(title)),
        url="https://example.org/" + key,
        body="The first paragraph of the body.\n\nThe second one, which is no longer.",
    )
    imported = tuple(
        ImportedComment(
            ref=ref,
            parent=parent,
            source_id=f"{key}-{ref}",
            author=author,
            created=_START - timedelta(hours=at),
            score=score,
            text=text,
            verdict=Verdict("spam", 1.0, "source", ("marked there",)) if author == "Promo" else None,
        )
        for at, (ref, parent, author, text, score) in enumerate(comments)
    )
    return ImportedThread(article, imported)


class ShelfImporter:
    """Gives the same three articles for any file."""

    name = "shelf"
    description = "three invented articles"
    spans_files = False

    def confidence(self, source: Source) -> float:
        return 1.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        yield _thread("harbour", "The Harbour Lamp", "Town", _HARBOUR)
        yield _thread(
            "kettles",
            "Kettles, Compared",
            "Kitchen",
            (("a", None, "Ann", "Mine whistles.", 1), ("b", "a", "Bob", "So do I.", 1)),
        )
        yield _thread(
            "bridge", "A Bridge in the Wrong Place", "Town", (("a", None, "Cy", "Move the river.", 1),)
        )


@pytest.fixture(scope="session")
def made_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    (folder / "source.txt").write_text("anything", encoding="utf-8")
    path = folder / "library.db"
    with Archive.open(path, importers=[ShelfImporter()]) as archive:
        (report,) = archive.import_paths([folder / "source.txt"])
        assert report.error is None
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE imports SET started = ?, source = 'page.txt'", (int(_START.timestamp()),))
    connection.close()
    return path


@pytest.fixture
def library(made_library: Path, tmp_path: Path) -> Path:
    """A library that nobody has opened before."""
    return Path(shutil.copy(made_library, tmp_path / "library.db"))


async def settle(pilot: Pilot[None]) -> None:
    """Wait until what was asked for is on the screen."""
    await pilot.pause()
    # The loader of a tree of folders waits for work as long as the tree is there.
    while waiting := [w for w in pilot.app.workers if not w.is_finished and w.group != "_loader"]:
        await pilot.app.workers.wait_for_complete(waiting)
        await pilot.pause()


@pytest.fixture
def open_app(library: Path) -> OpenApp:
    """Open the program on the library; it has been greeted, unless told otherwise."""

    @asynccontextmanager
    async def opened(
        path: Path = library, *, size: tuple[int, int] = (80, 24), greeted: bool = True, **options: Any
    ) -> AsyncIterator[Pilot[None]]:
        with Archive.open(path) as archive:
            if greeted:
                archive.set_setting("welcomed", "yes")
            app = ArchiveApp(archive, **options)
            try:
                async with app.run_test(size=size, notifications=True) as pilot:
                    await settle(pilot)
                    yield pilot
            finally:
                assert app.writer.close()

    return opened


@pytest.fixture
def press() -> Callable[..., Any]:
    """Press keys one after the other, each with all that follows from it."""

    async def pressed(pilot: Pilot[None], *keys: str) -> None:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)

    return pressed


class RecordingBrowser(webbrowser.BaseBrowser):
    """Opens nothing, and remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__("recording")
        self.opened: list[str] = []
        self.works = True

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        self.opened.append(url)
        return self.works


@pytest.fixture(autouse=True)
def browser() -> RecordingBrowser:
    """Stand before every browser of this machine: no test opens a window."""
    recording = RecordingBrowser()
    webbrowser.register("recording", None, recording, preferred=True)
    return recording
