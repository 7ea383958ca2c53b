"""Discussions of Hacker News, nested and in single posts."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers import pairs

from archive_tui.errors import ImportFailedError
from archive_tui.importers import HEAD_SIZE, Source
from archive_tui.importers.ancestry import Ancestry
from archive_tui.importers.detect import source_of
from archive_tui.importers.hacker_news import HackerNewsImporter, HackerNewsPostsImporter

HERE = Path(__file__).parent
NESTED = ["algolia", "algolia_comment", "algolia_poll", "hnapi"]
SAMPLES = pairs.samples(HERE)


def importer_of(sample: Path) -> HackerNewsImporter | HackerNewsPostsImporter:
    return HackerNewsImporter() if sample.stem in NESTED else HackerNewsPostsImporter()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_reads_as_expected(sample: Path) -> None:
    pairs.check(importer_of(sample), sample)


def test_posts_in_several_files_are_one_discussion(tmp_path: Path) -> None:
    for record in json.loads((HERE / "firebase.json").read_text(encoding="utf-8")):
        (tmp_path / f"{record['id']}.json").write_text(json.dumps(record), encoding="utf-8")
    [together] = pairs.read(HackerNewsPostsImporter(), *sorted(tmp_path.iterdir()))
    [alone] = pairs.read(HackerNewsPostsImporter(), HERE / "firebase.json")
    assert pairs.as_json(together) == pairs.as_json(alone)


def test_posts_by_their_numbers_are_posts(tmp_path: Path) -> None:
    records = json.loads((HERE / "firebase.json").read_text(encoding="utf-8"))
    path = tmp_path / "item.json"
    path.write_text(json.dumps({str(record["id"]): record for record in records}), encoding="utf-8")
    assert HackerNewsPostsImporter().confidence(source_of(path)) > 0.8
    [thread] = pairs.read(HackerNewsPostsImporter(), path)
    assert len(thread.comments) == 5


def test_a_discussion_whose_replies_are_all_there_is_whole(tmp_path: Path) -> None:
    records = json.loads((HERE / "firebase.json").read_text(encoding="utf-8"))
    records[0]["kids"].remove(599)
    path = tmp_path / "whole.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    [thread] = pairs.read(HackerNewsPostsImporter(), path)
    assert not thread.partial
    assert not thread.skipped


def test_posts_of_an_unknown_story_know_what_they_answer() -> None:
    first, second = pairs.read(HackerNewsPostsImporter(), HERE / "bigquery.jsonl")
    assert [first.article.source_id, second.article.source_id] == ["690", "701"]
    assert first.realm == "hn"
    assert first.partial


def test_a_discussion_may_be_a_hundred_thousand_deep(tmp_path: Path) -> None:
    depth = 100_000
    opening = '{"id":%d,"type":"comment","text":"x","children":['
    path = tmp_path / "deep.json"
    path.write_text(
        '{"id":1,"type":"story","title":"Deep","created_at_i":1705312800,"children":['
        + "".join(opening % number for number in range(2, depth + 2))
        + "]}" * (depth + 1),
        encoding="utf-8",
    )
    [thread] = pairs.read(HackerNewsImporter(), path)
    assert len(thread.comments) == depth
    assert thread.comments[-1].parent == thread.comments[-2].ref


@pytest.mark.parametrize(
    "content", ["{}", "[]", '{"id": "x", "type": "story", "children": []', "[1, 2, null]", '{"id":1}']
)
def test_what_is_no_discussion_is_refused_or_empty(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content, encoding="utf-8")
    for importer in (HackerNewsImporter(), HackerNewsPostsImporter()):
        try:
            threads = pairs.read(importer, path)
        except ImportFailedError:
            continue
        assert all(not thread.comments for thread in threads)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_each_shape_has_its_importer(sample: Path) -> None:
    source = Source(sample, sample.read_bytes()[:HEAD_SIZE])
    sure = [
        importer.confidence(source) > 0.8 for importer in (HackerNewsImporter(), HackerNewsPostsImporter())
    ]
    assert sure == [sample.stem in NESTED, sample.stem not in NESTED]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=60))
def test_ancestry_goes_up_as_far_as_it_can(links: list[tuple[int, int]]) -> None:
    ancestry = Ancestry()
    parents: dict[int, int] = {}
    for child, parent in sorted(links, reverse=True):
        ancestry.add(child, parent)
        parents[child] = parent
    for start in range(41):
        path = [start]
        while path[-1] in parents and parents[path[-1]] not in path:
            path.append(parents[path[-1]])
        ring = parents.get(path[-1])
        expected = path[-1] if ring is None else min(path[path.index(ring) :])
        assert ancestry.top(start) == expected
