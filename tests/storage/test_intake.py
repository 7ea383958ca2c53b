"""From paths to reports: folders, odd files, bad sources, progress, stopping."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from tests.storage.conftest import ARTICLE, COMMENTS, JsonLinesImporter, write_lines

from archive_tui.archive import Archive
from archive_tui.errors import PluginError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from archive_tui.model import Progress


def article(key: str) -> dict[str, Any]:
    return {**ARTICLE, "key": key, "title": f"Title of {key}"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with sources at several depths, and what an import leaves out."""
    top = tmp_path / "sources"
    (top / "b" / "deep").mkdir(parents=True)
    (top / ".hidden").mkdir()
    write_lines(top / "c.jsonl", (article("c"), COMMENTS))
    write_lines(top / "b" / "deep" / "b.jsonl", (article("b"), COMMENTS[:2]))
    write_lines(top / "a.txt", (article("a"), COMMENTS[:1]))
    write_lines(top / ".hidden" / "no.jsonl", (article("no"), []))
    write_lines(top / ".no.jsonl", (article("no"), []))
    return top


def test_a_folder_is_walked_sorted_and_hidden_files_are_left_out(archive: Archive, folder: Path) -> None:
    reports = list(archive.import_paths([folder]))
    assert [r.source for r in reports] == [
        str(folder / name) for name in ("a.txt", "b/deep/b.jsonl", "c.jsonl")
    ]
    assert [r.comments for r in reports] == [1, 2, 6]
    assert [a.key for a in archive.articles()] == ["c", "b", "a"]


def test_a_hidden_file_that_is_named_is_imported(archive: Archive, folder: Path) -> None:
    (report,) = archive.import_paths([folder / ".no.jsonl"])
    assert report.articles == 1


def test_loops_of_links_are_walked_once(archive: Archive, folder: Path) -> None:
    (folder / "b" / "loop").symlink_to(folder)
    (folder / "b" / "self").symlink_to(folder / "b" / "self")
    reports = list(archive.import_paths([folder]))
    assert [r.articles for r in reports] == [1, 1, 0, 1]
    assert reports[2].error is not None


def test_the_library_itself_is_left_out(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", (ARTICLE, COMMENTS))
    with Archive.open(tmp_path / "library.db", importers=[JsonLinesImporter()]) as archive:
        archive.set_setting("so that", "there is a log")
        (tmp_path / "library.db.backup-before-m0001_library").write_bytes(b"SQLite format 3\0")
        assert [r.source for r in archive.import_paths([tmp_path])] == [str(tmp_path / "a.jsonl")]


def test_a_bad_source_is_reported_and_the_rest_goes_on(archive: Archive, folder: Path) -> None:
    (folder / "a-empty").touch()
    (folder / "b-binary").write_bytes(b"\x7fELF\0\0\0")
    (folder / "b-text").write_text("Just a note to myself.", encoding="utf-8")
    os.mkfifo(folder / "c-pipe")
    (folder / "d-broken").write_text('{"article": {"key": "x", "title"', encoding="utf-8")
    paths = [folder / "nowhere", folder]
    reports = {r.source.rpartition("/")[2]: r for r in archive.import_paths(paths)}
    errors = {name: report.error for name, report in reports.items() if report.error is not None}
    assert list(errors) == ["nowhere", "a-empty", "b-binary", "b-text", "c-pipe", "d-broken"]
    assert len(set(errors.values())) == 6
    assert errors["d-broken"] == "line 1: no JSON"
    assert all(report.format is None for name, report in reports.items() if name in errors)
    assert [a.key for a in archive.articles()] == ["c", "b", "a"]


def test_what_was_read_before_the_bad_part_is_kept(archive: Archive, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "half.jsonl", (article("a"), COMMENTS), (article("b"), COMMENTS))
    path.write_text(path.read_text(encoding="utf-8")[:-30], encoding="utf-8")
    (report,) = archive.import_paths([path])
    assert report.error is None
    assert (report.articles, report.comments) == (1, 6)
    assert [(s.where, s.why) for s in report.skipped] == [("line 14", "no JSON")]
    # Broken off, so it is read again, and not taken for unchanged.
    (again,) = archive.import_paths([path])
    assert again.skipped == report.skipped


def test_a_source_without_articles(archive: Archive, tmp_path: Path) -> None:
    class Silent(JsonLinesImporter):
        def threads(self, paths: Sequence[Path]) -> Any:
            return iter(())

    path = write_lines(tmp_path / "a.jsonl", (ARTICLE, COMMENTS))
    with Archive.open(archive.path, importers=[Silent()]) as silent:
        (report,) = silent.import_paths([path])
    assert report.error == "there is no article in it"


def test_a_dry_run_reports_the_same_and_writes_nothing(archive: Archive, folder: Path) -> None:
    list(archive.import_paths([folder / "c.jsonl"]))
    write_lines(folder / "c.jsonl", (article("c"), [*COMMENTS[:5], {"ref": "new", "text": "News."}]))
    dry = list(archive.import_paths([folder], dry_run=True))
    assert [a.key for a in archive.articles()] == ["c"]
    wet = list(archive.import_paths([folder]))
    for one, other in zip(dry, wet, strict=True):
        for name in ("source", "format", "articles", "comments", "new", "changed", "unchanged", "missing"):
            assert getattr(one, name) == getattr(other, name)
    assert (wet[2].new, wet[2].unchanged, wet[2].missing) == (1, 5, 1)


def test_progress_ends_where_the_sources_end(archive: Archive, folder: Path) -> None:
    seen: list[Progress] = []
    list(archive.import_paths([folder], progress=seen.append))
    total = sum((folder / name).stat().st_size for name in ("a.txt", "b/deep/b.jsonl", "c.jsonl"))
    assert (seen[-1].done, seen[-1].total) == (total, total)
    assert (seen[-1].articles, seen[-1].comments) == (3, 9)
    assert [p.done for p in seen] == sorted(p.done for p in seen)
    assert [p.comments for p in seen] == sorted(p.comments for p in seen)


def test_an_import_stops_between_articles(archive: Archive, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "two.jsonl", (article("a"), COMMENTS), (article("b"), COMMENTS))
    other = write_lines(tmp_path / "z.jsonl", (article("z"), COMMENTS))
    (report,) = archive.import_paths([path, other], cancelled=lambda: len(archive.articles()) == 1)
    assert (report.articles, report.comments) == (1, 6)
    assert [s.where for s in report.skipped] == ["the rest of the source"]
    reports = list(archive.import_paths([path, other]))
    assert [(r.articles, r.new, r.unchanged) for r in reports] == [(2, 6, 6), (1, 6, 0)]


def test_an_importer_by_its_name(archive: Archive, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", (ARTICLE, COMMENTS))
    path.write_text("\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    (unknown,) = archive.import_paths([path])
    assert unknown.error is not None
    (forced,) = archive.import_paths([path], format="test-lines")
    assert forced.error == "line 1: no JSON"
    with pytest.raises(PluginError, match="test-lines"):
        archive.import_paths([path], format="nonsense")


def test_a_name_that_is_no_text_can_be_shown_and_stored(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9\x1b[31m.jsonl")
    write_lines(path, (ARTICLE, COMMENTS))
    (report,) = archive.import_paths([path])
    assert report.error is None
    assert report.source == archive.articles()[0].source
    assert report.source.encode("utf-8").endswith(b"caf\\xe9.jsonl")


def test_hostile_texts_are_cleaned_on_the_way_in(archive: Archive, tmp_path: Path) -> None:
    evil = "red\x1b[31m\x00 \u202eflip\ud800"
    comments: list[dict[str, Any]] = [
        {
            "ref": evil,
            "source_id": evil,
            "author": evil,
            "text": f"\n{evil}\r\nsecond",
            "url": evil,
            "score": 10**30,
        },
        {"ref": "b", "parent": evil, "text": "reply", "created": "0001-01-01T00:00:00+14:00", "author": " "},
    ]
    fields = {**article("a"), "title": evil, "body": evil, "dek": evil, "notes": [["footer", evil]]}
    (report,) = archive.import_paths([write_lines(tmp_path / "evil.jsonl", (fields, comments))])
    assert report.error is None
    found = archive.article("a")
    first, second = archive.comments(report.article_ids[0])
    assert second.parent_id == first.id
    assert (second.created, second.author) == (None, None)
    for text in (
        found.summary.title,
        found.body,
        found.dek,
        found.notes[0].text,
        first.author,
        first.text,
        first.key,
    ):
        assert text is not None
        assert not any(character in text for character in "\x1b\x00\u202e\ud800\r")
    assert first.text.splitlines()[1:] == ["second"]


def test_an_article_without_a_title_is_called_after_its_body_or_its_file(
    archive: Archive, tmp_path: Path
) -> None:
    path = write_lines(
        tmp_path / "stem.jsonl",
        ({"key": "1", "title": "", "body": "First line.\nSecond."}, []),
        ({"key": "2", "title": " "}, []),
    )
    list(archive.import_paths([path]))
    assert [a.title for a in archive.articles()] == ["First line.", "stem"]
