"""Our own JSON and JSON lines, and lines by hand: whole, damaged, cut off, and hostile."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.exporters import orchard

from archive_tui import plugins
from archive_tui.errors import ImportFailedError
from archive_tui.exporters import settled
from archive_tui.exporters.json import JsonExporter
from archive_tui.exporters.jsonl import JsonLinesExporter
from archive_tui.importers import HEAD_SIZE, Source
from archive_tui.importers.archive.json import ArchiveJsonImporter
from archive_tui.importers.archive.lines import ArchiveLinesImporter
from archive_tui.importers.cleaned import cleaned
from archive_tui.importers.detect import detect
from archive_tui.model import Annotation, ImportedThread, State, Verdict
from archive_tui.thread.tree import grow

if TYPE_CHECKING:
    from pathlib import Path

    from archive_tui.importers import Importer

JSON = b"".join(JsonExporter().export([orchard.whole(), orchard.picked()], {}))
LINES = b"".join(JsonLinesExporter().export([orchard.whole()], settled(JsonLinesExporter(), {})))
FIELDS = b"".join(JsonLinesExporter().export([orchard.whole()], {"articles": "fields"}))


def read(
    importer: ArchiveJsonImporter | ArchiveLinesImporter, path: Path, content: bytes
) -> list[ImportedThread]:
    path.write_bytes(content)
    return list(importer.threads([path]))


def from_json(tmp_path: Path, content: bytes) -> list[ImportedThread]:
    return read(ArchiveJsonImporter(), tmp_path / "x.json", content)


def from_lines(tmp_path: Path, *records: Any) -> list[ImportedThread]:
    text = "".join(record if isinstance(record, str) else json.dumps(record) + "\n" for record in records)
    return read(ArchiveLinesImporter(), tmp_path / "x.jsonl", text.encode())


def confidence(importer: ArchiveJsonImporter | ArchiveLinesImporter, path: Path, content: bytes) -> float:
    return importer.confidence(Source(path, content[:HEAD_SIZE]))


def test_each_knows_its_own(tmp_path: Path) -> None:
    for content in (JSON, b"\xef\xbb\xbf" + JSON, json.dumps(json.loads(JSON), indent=4).encode()):
        assert confidence(ArchiveJsonImporter(), tmp_path, content) == 1.0
        assert confidence(ArchiveLinesImporter(), tmp_path, content) == 0.0
    for content in (LINES, FIELDS, LINES[LINES.index(b"\n") + 1 :]):
        assert confidence(ArchiveLinesImporter(), tmp_path, content) == 1.0
        assert confidence(ArchiveJsonImporter(), tmp_path, content) == 0.0


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{}", b"[]", b"null", b"text", b'{"format": "other", "articles": []}', b'{"id": 1, "text": "a"}\n',
        b'{"id": "c1", "body": "a", "link_id": "t3_x", "parent_id": "t3_x", "author": "b"}\n',
        b'{"by": "a", "id": 3, "kids": [4], "parent": 1, "text": "b", "type": "comment"}\n',
        b"[" * 70000, b'{"a":' * 20000,
    ],
)  # fmt: skip
def test_what_others_write_is_not_claimed(tmp_path: Path, content: bytes) -> None:
    assert confidence(ArchiveJsonImporter(), tmp_path, content) == 0.0
    assert confidence(ArchiveLinesImporter(), tmp_path, content) < 0.25


def test_json_that_another_program_wrote_anew(tmp_path: Path) -> None:
    plain = from_json(tmp_path, JSON)
    assert [len(thread.comments) for thread in plain] == [27, 19]
    assert [(thread.partial, thread.ordered) for thread in plain] == [(True, True), (True, True)]
    for written in (
        json.dumps(json.loads(JSON), indent=2),
        json.dumps(json.loads(JSON), sort_keys=True),
        "\ufeff" + json.dumps(json.loads(JSON)),
    ):
        assert from_json(tmp_path, written.encode()) == plain


def test_half_a_file_gives_what_it_has(tmp_path: Path) -> None:
    cut = JSON.index("درخت".encode())
    [thread] = from_json(tmp_path, JSON[: cut + 1])
    assert (thread.article.title, thread.article.key) == ("What the pear tree remembers", "page:pears")
    assert [comment.key for comment in thread.comments] == [f"key-{i}" for i in range(10)]
    assert [skipped.where for skipped in thread.skipped] == ["article 1, line 11"]


def test_a_damage_costs_its_line(tmp_path: Path) -> None:
    whole = from_json(tmp_path, JSON)
    first, second = from_json(tmp_path, JSON.replace(b'"Nobody wins', b'Nobody "wins', 1))
    assert len(first.comments) == len(whole[0].comments) - 1
    assert [skipped.why for skipped in first.skipped] == ["damaged JSON"]
    assert second.comments == whole[1].comments
    first, second = from_json(tmp_path, JSON.replace(b'"section"', b'"section', 1))
    assert first.article.title == "Article 1"
    assert first.comments == whole[0].comments
    assert second == whole[1]


def test_a_file_without_articles_is_refused(tmp_path: Path) -> None:
    for content in (
        b'{"format": "archive-tui"}',
        b'{"format": "archive-tui", "articles": 3}',
        b"\xff\xfe\x00",
    ):
        with pytest.raises(ImportFailedError):
            from_json(tmp_path, content)
    assert from_json(tmp_path, b'{"format": "archive-tui", "articles": []}') == []
    with pytest.raises(ImportFailedError, match="cannot be read"):
        list(ArchiveJsonImporter().threads([tmp_path / "nowhere"]))


def test_lines_in_any_order(tmp_path: Path) -> None:
    [plain] = read(ArchiveLinesImporter(), tmp_path / "a", LINES)
    shuffled = LINES.splitlines(keepends=True)
    random.Random(3).shuffle(shuffled)
    assert read(ArchiveLinesImporter(), tmp_path / "b", b"".join(shuffled)) == [plain]
    [fields] = read(ArchiveLinesImporter(), tmp_path / "c", FIELDS)
    assert fields.comments == plain.comments
    assert (fields.article.title, fields.article.author) == ("What the pear tree remembers", "Ottilie Brand")


def test_lines_by_hand(tmp_path: Path) -> None:
    [thread] = from_lines(
        tmp_path,
        {"id": 2, "parent": 1, "author": "Ben", "text": "No.", "created": 1307180000},
        {"id": 1, "author": "Ada", "text": "Is it?", "created": "2011-06-04 09:00", "score": 4},
        "\n",
        {"text": "Nobody knows who I am."},
    )
    assert [(c.ref, c.parent, c.author, c.text) for c in thread.comments] == [
        ("2", "1", "Ben", "No."),
        ("1", None, "Ada", "Is it?"),
        ("line 3", None, None, "Nobody knows who I am."),
    ]
    assert thread.comments[0].created == datetime.fromtimestamp(1307180000, UTC)
    assert thread.article.key.startswith("lines:")
    assert not thread.partial
    tree = grow(thread.comments)
    assert [comment.ref for comment in tree.comments] == ["1", "2", "line 3"]


def test_lines_of_several_articles_mixed(tmp_path: Path) -> None:
    threads = from_lines(
        tmp_path,
        {"id": 1, "text": "one", "article": {"title": "A", "url": "https://a.example/"}},
        {"id": 1, "text": "two", "article": "b"},
        {"id": 2, "text": "three", "article": {"title": "A", "url": "https://a.example/"}},
        {"type": "article", "key": "b", "title": "B", "published": "2011-06-04"},
    )
    assert [(t.article.key, t.article.title, len(t.comments)) for t in threads] == [
        ("https://a.example/", "A", 2),
        ("b", "B", 1),
    ]


def test_lines_that_are_none_are_named(tmp_path: Path) -> None:
    [thread] = from_lines(tmp_path, {"id": 1, "text": "a"}, "nonsense\n", "[1]\n", {"id": 2, "text": "b"})
    assert [comment.ref for comment in thread.comments] == ["1", "2"]
    assert [(each.where, each.why) for each in thread.skipped] == [
        ("line 2", "it is no object of JSON"),
        ("line 3", "it is no object of JSON"),
    ]
    with pytest.raises(ImportFailedError, match="not one line"):
        from_lines(tmp_path, "nonsense\n")


def test_a_stub_names_its_place_and_nothing_else(tmp_path: Path) -> None:
    threads = from_json(tmp_path, JSON)
    stub = next(comment for comment in threads[1].comments if comment.key == "key-0")
    assert (stub.state, stub.text, stub.author) == (State.GHOST, "", None)
    assert stub.annotation == orchard.NOTES[1]  # type: ignore[index] # ids are integers
    changed = next(comment for comment in threads[1].comments if comment.key == "key-1")
    assert changed.annotation == Annotation(picked=True, text="Mine came by mule, I said.", author="Hanna")
    assert changed.text.startswith("The fence came by post.")


ODD: list[Any] = [None, True, 0, -1, 10**40, 1.5, float("nan"), "", "x", [], ["x"], {}, {"key": 1}, "9" * 50]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_nothing_that_a_field_holds_breaks_the_import(data: st.DataObject, tmp_path: Path) -> None:
    document = json.loads(JSON)
    records = [document["articles"][0], *document["articles"][0]["comments"][:4]]
    for _ in range(data.draw(st.integers(1, 8))):
        record = data.draw(st.sampled_from(records))
        name = data.draw(st.sampled_from([*record, "body", "id", "parent_id"]))
        record[name] = data.draw(st.sampled_from(ODD))
    line = "\n".join(json.dumps(record) for record in records[1:])
    for thread in (*from_json(tmp_path, json.dumps(document).encode()), *from_lines(tmp_path, line)):
        tree = grow(cleaned(thread).comments)
        assert len(tree.comments) >= len(thread.comments)
        for comment in tree.comments:
            assert comment.verdict is None or isinstance(comment.verdict, Verdict)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_files_are_read_or_refused(data: st.DataObject, tmp_path: Path) -> None:
    for importer, whole in ((ArchiveJsonImporter(), JSON), (ArchiveLinesImporter(), LINES)):
        content = bytearray(whole)
        for _ in range(data.draw(st.integers(1, 5))):
            at = data.draw(st.integers(0, len(content)))
            stop = at + data.draw(st.sampled_from((0, 1, 5, 300, 9000)))
            content[at:stop] = data.draw(
                st.sampled_from((b"", b"\0", b'"', b"}", b"]", b"[" * 3000, b"\n", b"\xff\xfe"))
            )
        try:
            for thread in read(importer, tmp_path / "x", bytes(content)):
                grow(cleaned(thread).comments)
        except ImportFailedError:
            pass


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (JSON, "archive-json"),
        (json.dumps(json.loads(JSON), indent=1).encode(), "archive-json"),
        (LINES, "archive-jsonl"),
        (FIELDS, "archive-jsonl"),
        (b'{"id": 1, "author": "Ada", "created": "2011-06-04 09:00", "text": "Is it?"}\n', "archive-jsonl"),
        (b'{"id": 2, "parent": 1, "author": "Ben", "text": "No."}\n', "archive-jsonl"),
    ],
)
def test_no_other_importer_is_surer(content: bytes, name: str, tmp_path: Path) -> None:
    known = [cast("Importer", plugins.load(each)) for each in plugins.IMPORTERS.built_in]
    assert detect(Source(tmp_path, content[:HEAD_SIZE]), known).name == name
