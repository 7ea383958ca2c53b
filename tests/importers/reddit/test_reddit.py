"""Pages and dumps of Reddit."""

import json
from pathlib import Path

import pytest
from tests.importers import pairs

from archive_tui.errors import ImportFailedError
from archive_tui.importers import HEAD_SIZE, Source, prose
from archive_tui.importers.reddit import RedditDumpImporter, RedditImporter
from archive_tui.importers.reddit.things import bare

HERE = Path(__file__).parent
PAGES = ["link_post", "page", "user_comments"]
SAMPLES = pairs.samples(HERE)


def importer_of(sample: Path) -> RedditImporter | RedditDumpImporter:
    return RedditImporter() if sample.stem in PAGES else RedditDumpImporter()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_reads_as_expected(sample: Path) -> None:
    pairs.check(importer_of(sample), sample)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_each_shape_has_its_importer(sample: Path) -> None:
    source = Source(sample, sample.read_bytes()[:HEAD_SIZE])
    sure = [importer.confidence(source) > 0.8 for importer in (RedditImporter(), RedditDumpImporter())]
    assert sure == [sample.stem in PAGES, sample.stem not in PAGES]


def test_comments_find_their_submissions_in_the_other_file() -> None:
    threads = pairs.read(RedditDumpImporter(), HERE / "comments.ndjson", HERE / "submissions.ndjson")
    assert [(thread.article.key, thread.article.title, len(thread.comments)) for thread in threads] == [
        ("reddit:t3_zz9", "r/lanes thread t3_zz9", 1),
        ("reddit:t3_sub1", "The title", 4),
        ("reddit:t3_sub2", "A link", 3),
        ("reddit:t3_sub3", "Nobody said anything", 0),
    ]
    assert all(thread.partial for thread in threads)


def test_a_page_that_did_not_load_everything_is_a_part() -> None:
    [page] = pairs.read(RedditImporter(), HERE / "page.json")
    [link] = pairs.read(RedditImporter(), HERE / "link_post.json")
    assert page.partial
    assert not link.partial


def test_several_pages_in_one_file_are_read_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "pages.json"
    pages = [(HERE / f"{name}.json").read_text(encoding="utf-8") for name in ("page", "link_post")]
    path.write_text("\n".join(pages), encoding="utf-8")
    threads = pairs.read(RedditImporter(), path)
    assert [thread.article.key for thread in threads] == ["reddit:t3_abc1", "reddit:t3_abc9"]
    assert len(threads[0].comments) == 7


def test_a_page_may_be_nested_beyond_reason(tmp_path: Path) -> None:
    depth = 20_000
    opening = (
        '{"kind":"t1","data":{"id":"c%d","body":"x","author":"a","link_id":"t3_z","created_utc":1,"replies":'
        '{"kind":"Listing","data":{"children":['
    )
    path = tmp_path / "deep.json"
    path.write_text(
        '[{"kind":"Listing","data":{"children":[{"kind":"t3","data":{"id":"z","title":"Deep"}}]}},'
        '{"kind":"Listing","data":{"children":['
        + "".join(opening % number for number in range(depth))
        + "]}}}}" * depth
        + "]}}]",
        encoding="utf-8",
    )
    [thread] = pairs.read(RedditImporter(), path)
    assert len(thread.comments) == depth
    assert thread.comments[-1].parent == f"c{depth - 2}"


@pytest.mark.parametrize(
    "content",
    [
        "{}",
        "[]",
        '[{"kind": {}, "data": []}]',
        '{"kind":"Listing"}',
        '[{"kind":"Listing","data":{"children":[]}}]',
        "7",
    ],
)
def test_nothing_of_reddit_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content, encoding="utf-8")
    for importer in (RedditImporter(), RedditDumpImporter()):
        with pytest.raises(ImportFailedError, match="Reddit"):
            pairs.read(importer, path)


def test_a_later_record_without_text_does_not_empty_an_earlier_one(tmp_path: Path) -> None:
    record = {"id": "a", "link_id": "t3_b", "parent_id": "t3_b", "created_utc": 1, "author": "ada"}
    path = tmp_path / "dump.ndjson"
    lines = [json.dumps({**record, "body": body}) for body in ("Kept.", "[removed]")]
    path.write_text("\n".join(lines), encoding="utf-8")
    [thread] = pairs.read(RedditDumpImporter(), path)
    assert [comment.text for comment in thread.comments] == ["Kept."]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("t3_AbC", "abc"),
        ("abc", "abc"),
        (36, "10"),
        (0, "0"),
        (None, None),
        ("", None),
        (True, None),
        ("t1_", ""),
    ],
)
def test_ids_are_bare(value: object, expected: str | None) -> None:
    assert bare(value) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("&gt;quoted\n\nplain", "> quoted\n\nplain"),
        ("&gt; quoted &amp;amp; so", "> quoted &amp; so"),
        ("a -&gt; b &lt;c&gt;", "a -> b <c>"),
        ("&gt;!spoiler!&lt;", ">!spoiler!<"),
        ("&amp;#x200B;\n\n&amp;nbsp;", "\n\n&nbsp;"),
        (">>deeper", "> > deeper"),
    ],
)
def test_markdown_is_as_typed(markdown: str, expected: str) -> None:
    assert prose.from_reddit(markdown) == expected
