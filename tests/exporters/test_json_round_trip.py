"""What was exported as JSON is imported without loss: through real libraries, both times."""

from __future__ import annotations

import json
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exporters import orchard
from tests.exporters.texts import hostile, lines

from archive_tui.archive import Archive
from archive_tui.curation.select import ARTICLE
from archive_tui.exporters import settled
from archive_tui.exporters.json import JsonExporter
from archive_tui.exporters.jsonl import JsonLinesExporter
from archive_tui.importers.archive.json import ArchiveJsonImporter
from archive_tui.importers.archive.lines import ArchiveLinesImporter
from archive_tui.model import (
    Annotation,
    Choice,
    ImportedArticle,
    ImportedComment,
    ImportedThread,
    Kind,
    PageNote,
    SpamRule,
    State,
    Verdict,
)
from archive_tui.thread.order import Order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive_tui.importers import Importer, Source
    from archive_tui.model import Selection

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "archive.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

maybe_lines = st.none() | lines.filter(bool)
dates = st.none() | st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1)).map(  # noqa: DTZ001 - UTC is added
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)
verdicts = st.none() | st.builds(
    Verdict,
    label=st.sampled_from(("spam", "ham")),
    score=st.floats(0, 1).map(lambda score: round(score, 3)),
    by=st.sampled_from(("source", "reader", "filter")),
    reasons=st.lists(lines.filter(bool), max_size=2).map(tuple),
)


attached_values = st.builds(
    Annotation,
    note=st.none() | hostile.filter(bool),
    tags=st.lists(lines.filter(bool), max_size=2).map(tuple),
    picked=st.just(True),
    starred=st.booleans(),
    text=st.none() | hostile,
    author=st.just("Then"),
)


@st.composite
def threads(draw: st.DrawFn) -> list[ImportedThread]:
    return [draw(one_thread(f"key {index}")) for index in range(draw(st.integers(1, 2)))]


@st.composite
def one_thread(draw: st.DrawFn, key: str) -> ImportedThread:
    comments: list[ImportedComment] = []
    for index in range(draw(st.integers(0, 7))):
        state = draw(st.sampled_from((State.NORMAL, State.NORMAL, State.DELETED)))
        source_id = draw(st.none() | st.just(f"s{index}"))
        parents: list[str | None] = [None, *[c.ref for c in comments], "nobody has it"]
        comments.append(
            ImportedComment(
                ref=source_id or f"r{index}",
                parent=draw(st.sampled_from(parents)),
                source_id=source_id,
                author=draw(maybe_lines),
                created=draw(dates),
                score=draw(st.none() | st.integers(-9, 99)),
                text="" if state is State.DELETED else draw(hostile),
                url=draw(maybe_lines),
                state=state,
                kind=draw(st.sampled_from(Kind)),
                verdict=draw(verdicts),
                annotation=draw(st.none() | attached_values),
            )
        )
    article = ImportedArticle(
        key=key,
        title=draw(lines.filter(bool)),
        section=draw(maybe_lines),
        dek=draw(st.none() | hostile.filter(bool)),
        author=draw(maybe_lines),
        published=draw(dates),
        url=draw(maybe_lines),
        body=draw(hostile),
        notes=tuple(draw(st.lists(st.builds(PageNote, st.just("editor"), hostile.filter(bool)), max_size=1))),
        declared=draw(st.none() | st.integers(0, 99)),
        annotation=draw(st.none() | attached_values),
    )
    return ImportedThread(article, tuple(comments))


class Given:
    """An importer of threads that are values."""

    name = "given"
    description = "Threads that are there already"
    spans_files = False

    def __init__(self, found: Sequence[ImportedThread]) -> None:
        self._threads = found

    def confidence(self, source: Source) -> float:
        return 1.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        yield from self._threads


@contextmanager
def library(folder: Path, name: str, importer: Importer, source: Path) -> Iterator[Archive]:
    with Archive.open(folder / name, importers=[importer]) as archive:
        for report in archive.import_paths([source]):
            assert report.error is None
            assert report.skipped == ()
        yield archive


def selections(archive: Archive, **rules: Any) -> list[Selection]:
    """Return all articles in the order of their keys."""
    rules = {"spam": SpamRule.SHOW, **rules}
    found = sorted(archive.articles(), key=lambda summary: summary.key)
    return [archive.selection(summary.id, **rules) for summary in found]


def exported(archive: Archive, format_name: str, path: Path, **rules: Any) -> Path:
    path.write_bytes(b"".join(archive.export(selections(archive, **rules), format_name)))
    return path


def told(path: Path) -> Any:
    """Return what a document of JSON says, but for where it comes from; it is as the schema says."""
    document = json.loads(path.read_text(encoding="utf-8"))
    VALIDATOR.validate(document)
    for article in document["articles"]:
        del article["provenance"]
    return document


@pytest.mark.parametrize(
    ("format_name", "importer"), [("json", ArchiveJsonImporter()), ("jsonl", ArchiveLinesImporter())]
)
@settings(max_examples=25)
@given(found=threads(), order=st.sampled_from(Order), turn=st.booleans())
def test_nothing_is_lost_on_the_way_there_and_back(
    format_name: str, importer: Importer, found: list[ImportedThread], order: Order, turn: bool
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "given"
        source.write_text("x")
        with library(folder, "a.db", Given(found), source) as first:
            before = told(exported(first, "json", folder / "before.json"))
            passed = exported(first, format_name, folder / f"passed.{format_name}", order=order)
            starred = first.articles()
        if turn and format_name == "jsonl":
            passed.write_bytes(b"".join(reversed(passed.read_bytes().splitlines(keepends=True))))
        with library(folder, "b.db", importer, passed) as second:
            after = told(exported(second, "json", folder / "after.json"))
            assert len(second.articles()) == len(starred)
            [again] = second.import_paths([exported(second, format_name, folder / f"again.{format_name}")])
            assert (again.new, again.changed, again.missing) == (0, 0, 0)
            assert told(exported(second, "json", folder / "again.json")) == after
        assert after == before


def test_the_documents_are_as_the_schema_says() -> None:
    exporter = JsonExporter()
    VALIDATOR.check_schema(SCHEMA)
    for selection in (orchard.whole(), orchard.picked(), orchard.whole(spam=SpamRule.SHOW)):
        VALIDATOR.validate(json.loads(b"".join(exporter.export([selection], {}))))
    VALIDATOR.validate(json.loads(b"".join(exporter.export([], {}))))
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate({"format": "archive-tui", "version": 1, "articles": [{}]})


def test_lines_are_records_of_the_schema() -> None:
    exporter = JsonLinesExporter()
    comment = VALIDATOR.evolve(schema={**SCHEMA["$defs"]["comment"], "$defs": SCHEMA["$defs"]})
    for line in b"".join(exporter.export([orchard.picked()], settled(exporter, {}))).splitlines():
        record = json.loads(line)
        kind, article = record.pop("type"), record.pop("article", None)
        assert kind == "article" or article == "page:pears"
        if kind == "comment":
            comment.validate(record)


def test_what_a_reader_attached_comes_along() -> None:
    exporter = JsonExporter()
    document = b"".join(exporter.export([orchard.whole()], {}))
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "pears.json"
        path.write_bytes(document)
        [thread] = ArchiveJsonImporter().threads([path])
    assert thread.article.annotation == Annotation(
        note="Read with *Fences*, ch. 3.", tags=("trees", "fences")
    )
    expected = {1: orchard.NOTES[1], 9: Annotation(picked=True), 11: orchard.NOTES[11]}  # type: ignore[index] # ids are integers
    by_number = {
        chosen.comment.id: imported.annotation
        for chosen, imported in zip(orchard.whole().chosen(), thread.comments, strict=True)
        if imported.annotation is not None
    }
    assert by_number == expected


def test_an_excerpt_adds_to_a_library_and_takes_nothing_away(tmp_path: Path) -> None:
    comments = [
        ImportedComment(f"r{i}", None if i % 3 == 0 else f"r{i - 1}", text=f"Text number {i} stands.")
        for i in range(9)
    ]
    article = ImportedArticle("the key", "The title", body="A body of its own.")
    whole = ImportedThread(article, tuple(comments))
    source = tmp_path / "given"
    source.write_text("x")
    with library(tmp_path, "a.db", Given([whole]), source) as first:
        [summary] = first.articles()
        last = first.comment(f"{summary.id}#2.1.1")
        passed = exported(first, "json", tmp_path / "excerpt.json", choices={last.id: Choice()}, body=False)
        before = told(exported(first, "json", tmp_path / "before.json"))
    with Archive.open(tmp_path / "a.db") as again:
        [report] = again.import_paths([passed])
        assert (report.new, report.changed, report.missing) == (0, 0, 0)
        assert told(exported(again, "json", tmp_path / "after.json")) == before
    with Archive.open(tmp_path / "b.db") as other:
        [report] = other.import_paths([passed])
        assert (report.new, report.ghosts) == (1, 2)
        [summary] = other.articles()
        found = other.comments(summary.id)
        assert [(c.state.value, c.number) for c in found] == [
            ("ghost", "1"),
            ("ghost", "1.1"),
            ("normal", "1.1.1"),
        ]
        [report] = other.import_paths([tmp_path / "before.json"])
        assert (report.new, report.missing) == (8, 0)
        assert told(exported(other, "json", tmp_path / "other.json")) == before
        assert not any(comment.missing for comment in other.comments(summary.id))


def test_what_this_reader_wrote_stays(tmp_path: Path) -> None:
    source = tmp_path / "given"
    source.write_text("x")
    brought = Annotation(
        note="theirs", tags=("their own", "both"), picked=True, text="As it was there.", author="Then"
    )
    comment = ImportedComment("a", source_id="a", text="As it is.", annotation=brought)
    thread = ImportedThread(ImportedArticle("k", "t", annotation=brought), (comment,))
    with library(tmp_path, "a.db", Given([thread]), source) as first:
        passed = exported(first, "json", tmp_path / "passed.json")
    mine = replace(thread, article=ImportedArticle("k", "t"), comments=(replace(comment, annotation=None),))
    with library(tmp_path, "b.db", Given([mine]), source) as second:
        [summary] = second.articles()
        [own] = second.comments(summary.id)
        second.annotate(summary.id, own.id, "mine")
        second.tag(summary.id, [own.id], add="both #mine")
        second.pick(summary.id, [own.id])
    with Archive.open(tmp_path / "b.db") as again:
        [report] = again.import_paths([passed])
        assert (report.error, report.new, report.changed) == (None, 0, 0)
        attached = again.annotations(summary.id)
        assert attached[own.id] == Annotation("mine", ("both", "mine", "own", "their"), picked=True)
        assert attached[ARTICLE] == Annotation("theirs", ("both", "own", "their"))


def test_a_comment_that_was_gone_is_gone_there_too(tmp_path: Path) -> None:
    source = tmp_path / "given"
    comments = (ImportedComment("a", text="It stays here."), ImportedComment("b", text="It goes away soon."))
    thread = ImportedThread(ImportedArticle("k", "t"), comments)
    source.write_text("1")
    with library(tmp_path, "a.db", Given([thread]), source):
        pass
    source.write_text("2")
    with library(tmp_path, "a.db", Given([replace(thread, comments=comments[:1])]), source) as first:
        passed = exported(first, "json", tmp_path / "passed.json")
    with Archive.open(tmp_path / "b.db") as second:
        [report] = second.import_paths([passed])
        assert report.error is None
        [summary] = second.articles()
        assert [comment.missing for comment in second.comments(summary.id)] == [False, True]
