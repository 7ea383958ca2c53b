"""Which files are one source: by folder, Maildir, or call; and how many importers are asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from archive_tui.importers.containers.limits import Limits
from archive_tui.importers.containers.spool import Spool
from archive_tui.importers.containers.unpacking import Unpacker
from archive_tui.importers.gathering import Gatherer
from archive_tui.importers.sources import find_sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive_tui.importers import Importer, Source
    from archive_tui.model import ImportedThread


class Sniffer:
    """Takes files that begin with its name, and counts how often it was asked."""

    def __init__(self, name: str, *, spans_files: bool) -> None:
        self.name = self.description = name
        self.spans_files = spans_files
        self.asked = 0

    def confidence(self, source: Source) -> float:
        self.asked += 1
        return 0.9 if source.head.startswith(self.name.encode()) else 0.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        yield from ()


def gathered(importers: Sequence[Importer], *paths: Path) -> list[tuple[str, str | None, int]]:
    """Return each source's name below the first path, its format, and how many files it has."""
    files = list(find_sources(paths, Path("/nowhere/library.db")))
    with Spool(paths[0].parent, Limits()) as spool:
        return [
            (source.name, source.importer.name if source.importer else source.error, len(source.files))
            for source in Gatherer(importers, Unpacker(spool, Limits())).sources(files)
        ]


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_files_whose_threads_span_them_are_one_source_a_folder(tmp_path: Path) -> None:
    mail, page = Sniffer("mail", spans_files=True), Sniffer("page", spans_files=False)
    top = tmp_path / "lists"
    for name in ("a/2009-01", "a/2009-02", "b/2009-01"):
        write(top / name, "mail")
    write(top / "a/2009-01-about.html", "page")
    write(top / "a/z.html", "page")
    assert gathered([page, mail], top) == [
        (str(top / "a/2009-01-about.html"), "page", 1),
        (str(top / "a/z.html"), "page", 1),
        (str(top / "a"), "mail", 2),
        (str(top / "b/2009-01"), "mail", 1),
    ]


def test_the_files_of_one_call_are_one_source(tmp_path: Path) -> None:
    mail = Sniffer("mail", spans_files=True)
    paths = [write(tmp_path / f"{number}.txt", "mail") for number in range(5)]
    assert gathered([mail], *paths[:2]) == [(f"{paths[0]}, {paths[1]}", "mail", 2)]
    assert gathered([mail], *paths) == [(f"{paths[0]}, {paths[1]}, {paths[2]} and 2 more", "mail", 5)]


def test_a_maildir_is_one_source_with_the_maildirs_in_it_beside_it(tmp_path: Path) -> None:
    mail = Sniffer("mail", spans_files=True)
    top = tmp_path / "Maildir"
    for name in ("cur/1:2,S", "cur/2:2,", "new/3", ".list.pond/cur/4:2,S", ".list.pond/new/5", ".git/config"):
        write(top / name, "mail")
    (top / "tmp").mkdir()
    assert sorted(gathered([mail], top)) == [(str(top), "mail", 3), (str(top / ".list.pond"), "mail", 2)]


def test_in_a_folder_of_one_kind_the_others_are_soon_not_asked(tmp_path: Path) -> None:
    mail, page = Sniffer("mail", spans_files=True), Sniffer("page", spans_files=False)
    for number in range(300):
        write(tmp_path / "cur" / f"{number:04}", "mail")
    write(tmp_path / "cur" / "0100-odd", "page")
    found = gathered([page, mail], tmp_path)
    assert found[0] == (str(tmp_path / "cur/0100-odd"), "page", 1)
    assert found[1][1:] == ("mail", 300)
    assert mail.asked == 302
    assert page.asked < 80


def test_a_file_that_nobody_knows_is_named(tmp_path: Path) -> None:
    (found,) = gathered([Sniffer("mail", spans_files=True)], write(tmp_path / "x", "nothing"))
    assert found[1] is not None
    assert found[1].startswith("a text of no known format")
