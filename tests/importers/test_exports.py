"""Exports that need no more than a look at what comes out: each sample against its expectation."""

import json
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.importers import pairs

from archive_tui import plugins
from archive_tui.errors import ImportFailedError
from archive_tui.importers.detect import SURE, detect, source_of
from archive_tui.model import ImportedThread

if TYPE_CHECKING:
    from archive_tui.importers import Importer

HERE = Path(__file__).parent
FOLDERS = (
    "blogger",
    "commento",
    "coral",
    "discourse",
    "disqus",
    "isso",
    "lobsters",
    "mastodon",
    "movable_type",
    "remark42",
    "stack_exchange",
)
OURS = ("wxr", "hacker-news", "reddit", *(folder.replace("_", "-") for folder in FOLDERS))
IMPORTERS = {name: cast("Importer", plugins.load(name)) for name in plugins.IMPORTERS.built_in}
SAMPLES = [sample for folder in FOLDERS for sample in pairs.samples(HERE / folder)]


def importer_of(sample: Path) -> "Importer":
    return detect(source_of(sample), IMPORTERS.values())


def refs(threads: list[ImportedThread]) -> list[list[str]]:
    return [[comment.ref for comment in thread.comments] for thread in threads]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_reads_as_expected(sample: Path) -> None:
    pairs.check(importer_of(sample), sample)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_ids_are_those_of_parts_where_a_thread_may_be_one(sample: Path) -> None:
    for thread in pairs.read(importer_of(sample), sample):
        if thread.partial:
            assert all(comment.source_id == comment.ref for comment in thread.comments)


@pytest.mark.parametrize("name", [name for name in IMPORTERS if name.startswith(OURS)])
def test_an_importer_refuses_what_holds_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / "nothing"
    for content in (b"", b"{}", b"[]", b"<x/>", b"\0" * 100, b"text\n", b"SQLite format 3\0" + b"\0" * 200):
        path.write_bytes(content)
        assert IMPORTERS[name].confidence(source_of(path)) < SURE
        with pytest.raises(ImportFailedError):
            list(IMPORTERS[name].threads([path]))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(data=st.data())
def test_a_damaged_sample_raises_nothing_else(data: st.DataObject, tmp_path: Path) -> None:
    """Cut, doubled, or with bytes put in: the answer is threads, or a refusal."""
    sample = data.draw(st.sampled_from(SAMPLES))
    importer = importer_of(sample)
    content = sample.read_bytes()
    start = data.draw(st.integers(0, len(content)))
    stop = data.draw(st.integers(start, len(content)))
    middle = data.draw(
        st.sampled_from([b"", content[start:stop] * 2, b"\0", b"<", b'"', b"]]>", b"\xff\xfe", b"}", b"[[["])
    )
    path = tmp_path / "damaged"
    path.write_bytes(content[:start] + middle + content[stop:])
    importer.confidence(source_of(path))
    try:
        threads = list(importer.threads([path]))
    except ImportFailedError:
        return
    assert threads
    assert all(isinstance(comment.ref, str) for thread in threads for comment in thread.comments)


def test_disqus_loses_nothing_in_broken_files() -> None:
    folder = HERE / "disqus" / "broken"
    disqus = IMPORTERS["disqus"]
    assert refs(pairs.read(disqus, folder / "stray_and_unquoted.xml")) == [["31", "32", "33", "line 65"]]
    threads = pairs.read(disqus, folder / "never_closed.xml")
    assert refs(threads) == [["31", "32", "33"]]
    assert [comment.parent for comment in threads[0].comments] == [None, "31", "32"]
    assert "post 50" in [skipped.where for skipped in threads[0].skipped]
    with pytest.raises(ImportFailedError, match="no thread in it has a post"):
        pairs.read(disqus, folder / "no_posts.xml")


def test_answers_of_disqus_belong_together() -> None:
    folder = HERE / "disqus"
    threads = pairs.read(IMPORTERS["disqus-api"], folder / "posts_list.json", folder / "threads_list.json")
    assert [(thread.article.title, thread.article.declared) for thread in threads] == [
        ("An older page", 4),
        ("Who keeps the shed?", 7),
    ]
    assert threads[1].article.body == "The text."


def test_a_status_completes_its_context() -> None:
    folder = HERE / "mastodon"
    [thread] = pairs.read(IMPORTERS["mastodon"], folder / "context.json", folder / "status.json")
    assert thread.article.body == "The key is gone.\n\nWho has it?"
    assert refs([thread]) == [["101", "102", "103"]]


def test_an_empty_context_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "context.json"
    path.write_text('{"ancestors": [], "descendants": []}', encoding="utf-8")
    assert importer_of(path).name == "mastodon"
    with pytest.raises(ImportFailedError, match="empty"):
        pairs.read(IMPORTERS["mastodon"], path)


def test_the_tables_of_a_site_belong_together() -> None:
    folder = HERE / "stack_exchange"
    files = [folder / name for name in ("comments.xml", "posts.xml", "users.xml")]
    first, second = pairs.read(IMPORTERS["stack-exchange"], *files)
    assert (first.article.title, first.article.author, first.article.declared) == (
        "How to open a shed?",
        "Ada",
        5,
    )
    assert [(each.ref, each.parent, each.author) for each in first.comments] == [
        ("c2", None, "passer-by"),
        ("a2", None, "Bo & Co"),
        ("a3", None, "user77"),
        ("c1", "a2", "Ada"),
        ("c3", "a2", "Bo & Co"),
    ]
    assert refs([second]) == [["a6"]]


def test_questions_of_two_sites_are_two(tmp_path: Path) -> None:
    posts = (HERE / "stack_exchange" / "posts.xml").read_text(encoding="utf-8")
    other = tmp_path / "posts.xml"
    other.write_text(posts.replace("2014-05-14T00:15:22.253", "2015-05-14T00:15:22.253"), encoding="utf-8")
    keys = [
        pairs.read(IMPORTERS["stack-exchange"], path)[0].article.key
        for path in (HERE / "stack_exchange" / "posts.xml", other)
    ]
    assert keys[0] != keys[1]


def test_rows_of_a_dump_survive_their_neighbours() -> None:
    folder = HERE / "stack_exchange" / "broken"
    [thread] = pairs.read(IMPORTERS["stack-exchange"], folder / "damaged.xml")
    assert refs([thread]) == [["a3"]]
    assert [skipped.where for skipped in thread.skipped] == ["line 4 of damaged.xml", "line 6 of damaged.xml"]
    with pytest.raises(ImportFailedError, match="no question"):
        pairs.read(IMPORTERS["stack-exchange"], folder / "votes.xml")


def test_rows_may_be_longer_than_the_window(tmp_path: Path) -> None:
    path = tmp_path / "posts.xml"
    long = "x" * 3_000_000
    rows = "".join(
        f'<row Id="{number}" PostTypeId="1" CreationDate="2014-05-14T00:15:2{number}" Title="T" Body="{long}" />\n'
        for number in range(3)
    )
    path.write_text(f"<posts>\n{rows}</posts>", encoding="utf-8")
    assert [len(thread.article.body) for thread in pairs.read(IMPORTERS["stack-exchange"], path)] == [
        3_000_000
    ] * 3


def test_the_collections_of_coral_belong_together() -> None:
    folder = HERE / "coral"
    files = [folder / name for name in ("comments.csv", "stories.csv", "users.csv")]
    threads = pairs.read(IMPORTERS["coral"], *files)
    assert [(thread.article.title, thread.article.author) for thread in threads] == [
        ("The shed", "Mira"),
        ("https://lane.example/lane", None),
    ]
    assert [comment.author for comment in threads[0].comments] == ["Ada", "Bo", "Ada"]


@pytest.mark.parametrize("name", ["stories.csv", "users.csv"])
def test_files_of_coral_are_recognised(name: str) -> None:
    assert importer_of(HERE / "coral" / name).name == "coral"


@pytest.mark.parametrize(
    "content",
    [
        "name,address\nAda,https://ada.example\n",
        "1,2,3,4,5,6\n",
        "a@b.example,Ada\n",
        "id,url\n1,https://x.example\n",
    ],
)
def test_other_tables_are_not_of_coral(tmp_path: Path, content: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(content, encoding="utf-8")
    assert IMPORTERS["coral"].confidence(source_of(path)) == 0.0


def database(path: Path, *statements: str) -> Path:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


def test_a_database_is_not_changed_by_reading_it(tmp_path: Path) -> None:
    content = (HERE / "isso" / "comments.sqlite").read_bytes()
    path = tmp_path / "a name with ? and % and #.db"
    path.write_bytes(content)
    path.chmod(0o444)
    assert len(pairs.read(IMPORTERS["isso"], path)) == 3
    assert path.read_bytes() == content
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_what_lies_in_a_journal_is_named(tmp_path: Path) -> None:
    path = tmp_path / "comments.db"
    path.write_bytes((HERE / "isso" / "comments.sqlite").read_bytes())
    (tmp_path / "comments.db-wal").write_bytes(b"pages")
    [thread, *others] = pairs.read(IMPORTERS["isso"], path)
    assert [skipped.where for skipped in thread.skipped] == ["comments.db-wal"]
    assert not any(other.skipped for other in others)


def test_views_in_the_place_of_tables_are_refused(tmp_path: Path) -> None:
    path = database(
        tmp_path / "views.db",
        "CREATE TABLE threads (id INTEGER PRIMARY KEY, uri, title)",
        "CREATE VIEW comments AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT 1 AS tid, i AS id, NULL AS remote_addr, x'00' AS voters FROM n",
    )
    with pytest.raises(ImportFailedError, match="no database of isso"):
        pairs.read(IMPORTERS["isso"], path)


def test_a_damaged_database_is_refused_with_a_sentence(tmp_path: Path) -> None:
    content = bytearray((HERE / "isso" / "comments.sqlite").read_bytes())
    content[600:] = b"\xaa" * (len(content) - 600)
    path = tmp_path / "damaged.db"
    path.write_bytes(content)
    with pytest.raises(ImportFailedError, match="database cannot be read"):
        pairs.read(IMPORTERS["isso"], path)


def test_an_old_database_without_some_columns_is_read(tmp_path: Path) -> None:
    path = database(
        tmp_path / "old.db",
        "CREATE TABLE threads (id INTEGER PRIMARY KEY, uri, title)",
        "CREATE TABLE comments (tid, id INTEGER PRIMARY KEY, parent, created, mode, remote_addr, text, author, voters)",
        "INSERT INTO threads VALUES (1, '/x', 'X')",
        "INSERT INTO comments VALUES (1, 7, NULL, 1, 1, '', CAST(x'c3a4ff' AS TEXT), 'Ada', x'00')",
    )
    [thread] = pairs.read(IMPORTERS["isso"], path)
    assert [(comment.text, comment.score) for comment in thread.comments] == [("ä\ufffd", None)]


def test_latest_posts_and_single_ones_are_of_topics(tmp_path: Path) -> None:
    topic = json.loads((HERE / "discourse" / "topic.json").read_text(encoding="utf-8"))
    posts = topic["post_stream"]["posts"]
    other = {
        **posts[1],
        "topic_id": 78,
        "topic_slug": "other",
        "avatar_template": "/user_avatar/lane.example/ada/{size}/1.png",
    }
    for name, content in (("latest.json", {"latest_posts": [*posts, other]}), ("post.json", other)):
        path = tmp_path / name
        path.write_text(json.dumps(content), encoding="utf-8")
        assert importer_of(path).name == "discourse"
        *_, last = pairs.read(IMPORTERS["discourse"], path)
        assert last.article.key == "discourse:78/other"
        assert [comment.url for comment in last.comments] == ["https://lane.example/t/other/78/2"]
    assert refs(pairs.read(IMPORTERS["discourse"], tmp_path / "latest.json")) == [
        ["2", "3", "4", "5", "7"],
        ["2"],
    ]


def test_damage_is_named_wherever_it_stands(tmp_path: Path) -> None:
    topic = json.dumps(json.loads((HERE / "discourse" / "page_two.json").read_text(encoding="utf-8")))
    path = tmp_path / "lines.json"
    path.write_text(f"{topic}\nbroken\n{topic}\nbroken, too\n", encoding="utf-8")
    threads = pairs.read(IMPORTERS["discourse"], path)
    assert [[skipped.where for skipped in thread.skipped] for thread in threads] == [
        [],
        ["line 2 of lines.json", "line 4 of lines.json"],
    ]


def test_a_wrapped_topic_is_a_topic(tmp_path: Path) -> None:
    topic = json.loads((HERE / "discourse" / "topic.json").read_text(encoding="utf-8"))
    path = tmp_path / "lines.json"
    path.write_text(
        "\n".join(json.dumps({"backend_name": "Discourse", "data": topic}) for _ in range(2)),
        encoding="utf-8",
    )
    assert importer_of(path).name == "discourse"
    assert refs(pairs.read(IMPORTERS["discourse"], path)) == [["2", "3", "4", "5", "7"]] * 2
