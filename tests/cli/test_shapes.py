"""The JSON shapes are a public interface: their keys are written out here, once more, by hand."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from click.testing import Result
from tests.cli.conftest import ThreadImporter

from archive_tui.archive import Archive

if TYPE_CHECKING:
    from pathlib import Path

Run = Callable[..., Result]

ARTICLE = {
    "id": int,
    "key": str,
    "title": str,
    "section": str,
    "dek": str,
    "author": str,
    "published": str,
    "url": str,
    "body": str,
    "source": str,
    "format": str,
    "comments": int,
    "spam": int,
    "max_depth": int,
    "picked": int,
    "unread": int,
}
COMMENT = {
    "id",
    "key",
    "article_id",
    "parent_id",
    "number",
    "depth",
    "author",
    "created",
    "score",
    "text",
    "state",
    "spam",
    "picked",
    "note",
    "tags",
    "read",
    "quotes",
}
IMPORT = {
    "source": str,
    "format": str,
    "articles": int,
    "comments": int,
    "new": int,
    "changed": int,
    "unchanged": int,
    "missing": int,
    "declared": int,
    "skipped": list,
    "seconds": float,
}


def test_articles_prints_an_array_of_articles(run: Run, library: Path) -> None:
    result = run("--db", library, "articles", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    (article,) = json.loads(result.stdout)
    assert {name: type(value) for name, value in article.items()} == ARTICLE
    assert article["key"] == "example.org/lighthouse"
    assert article["title"].startswith("灯台守の手紙")
    assert article["published"] == "2019-03-04T00:00:00Z"
    assert article["body"] == "The lamp is well, and so am I.\n\nSend more ink, and a smaller moon."
    assert (article["spam"], article["max_depth"], article["picked"]) == (2, 3, 0)


def test_show_prints_the_article_and_its_comments_in_pre_order(run: Run, library: Path) -> None:
    result = run("--db", library, "show", "1", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    page = json.loads(result.stdout)
    assert list(page) == ["article", "comments"]
    assert set(page["article"]) == set(ARTICLE)
    for comment in page["comments"]:
        assert set(comment) >= COMMENT
        assert set(comment["spam"]) == {"label", "score", "by", "reasons"}
    numbers = [comment["number"] for comment in page["comments"]]
    assert numbers == ["1", "1.1", "1.1.1", "2", "3", "3.1", "4", "5"]
    assert [comment["depth"] for comment in page["comments"]] == [1, 2, 3, 1, 1, 2, 1, 1]
    first, spam, reply, _, ghost, orphan, deleted, pingback = page["comments"]
    assert (first["author"], first["score"], first["created"]) == ("Ann", 5, "2019-03-04T09:30:00Z")
    assert (first["parent_id"], spam["parent_id"], reply["parent_id"]) == (None, first["id"], spam["id"])
    assert spam["spam"] == {
        "label": "spam",
        "score": 0.98,
        "by": "source",
        "reasons": ["the site's own filter"],
    }
    assert first["spam"]["label"] == "ham"
    assert (ghost["state"], orphan["parent_id"], deleted["state"]) == ("ghost", ghost["id"], "deleted")
    assert pingback["kind"] == "pingback"
    assert first["article_id"] == page["article"]["id"]
    assert (first["read"], first["picked"], first["note"], first["tags"], first["quotes"]) == (
        False,
        False,
        None,
        [],
        [],
    )


def test_show_json_has_everything_unless_spam_is_hidden(run: Run, library: Path) -> None:
    def numbers(*options: str) -> list[str]:
        result = run("--db", library, "show", "example.org/lighthouse", "--json", *options)
        assert result.exit_code == 0
        return [comment["number"] for comment in json.loads(result.stdout)["comments"]]

    assert numbers() == numbers("--spam", "show") == ["1", "1.1", "1.1.1", "2", "3", "3.1", "4", "5"]
    assert numbers("--spam", "hide") == ["1", "1.1.1", "3", "3.1", "4", "5"]
    assert numbers("--spam", "only") == ["1.1", "2"]


def test_show_tells_what_a_comment_quotes(run: Run, tmp_path: Path) -> None:
    lamp = "The lamp on the second pier has been out since the night of the regatta."
    moths = "Moths gather at the harbour office and have begun to keep minutes."
    page = tmp_path / "lamps.json"
    comments = [
        {"ref": "a", "text": f"{lamp} {moths}"},
        {
            "ref": "b",
            "parent": "a",
            "text": f"{moths}\n\nGood minutes, too.\n\n{lamp}\n\n{moths}\n\nSo I read.",
        },
        {"ref": "c", "text": "A keeper wrote of lamps before.\n\n> and who reads that\n\nNobody at all."},
    ]
    page.write_text(
        json.dumps({"article": {"key": "lamps", "title": "Lamps", "body": lamp}, "comments": comments}),
        encoding="utf-8",
    )
    with Archive.open(tmp_path / "lamps.db", importers=[ThreadImporter()]) as archive:
        list(archive.import_paths([page]))
    result = run("--db", tmp_path / "lamps.db", "show", "1", "--json")
    first, second, third = json.loads(result.stdout)["comments"]
    assert first["quotes"] == [{"paragraph": 0, "source_id": None, "source": "article"}]
    assert second["quotes"] == [
        {"paragraph": paragraph, "source_id": first["id"], "source": "comment"} for paragraph in (0, 2, 3)
    ]
    assert third["quotes"] == []  # nobody knows whom


def test_import_prints_one_object_per_source(run: Run, tmp_path: Path, page: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    result = run("--db", tmp_path / "new.db", "import", "--json", page, empty, tmp_path / "absent.txt")
    assert result.exit_code == 1
    good, *bad = map(json.loads, result.stdout.splitlines())
    assert {name: type(good[name]) for name in IMPORT} == IMPORT
    assert good["source"] == str(page)
    assert (good["format"], good["articles"], good["comments"], good["new"]) == ("page-dump", 1, 5, 5)
    assert (good["declared"], good["skipped"], good["error"]) == (5, [], None)
    assert good["article_ids"] == [1]
    assert [report["source"] for report in bad] == [str(empty), str(tmp_path / "absent.txt")]
    for report in bad:
        assert set(report) == set(good)
        assert (report["format"], report["articles"], report["article_ids"]) == (None, 0, [])
        assert report["error"]
    assert result.stderr.count("\n") == 3, "with --json people are told what failed, and the total"


def test_importing_again_is_a_diff(run: Run, tmp_path: Path, page: Path) -> None:
    db = tmp_path / "new.db"
    run("--db", db, "import", page)
    page.write_text(page.read_text(encoding="utf-8").replace("I liked the map.", "I liked the maps."))
    report = json.loads(run("--db", db, "import", "--json", page).stdout)
    assert (report["new"], report["changed"], report["unchanged"], report["missing"]) == (0, 1, 4, 0)
    assert report["articles"] == 1
    assert len(json.loads(run("--db", db, "articles", "--json").stdout)) == 1


def test_formats_prints_an_array(run: Run) -> None:
    formats = json.loads(run("formats", "--json").stdout)
    assert {"page-dump"} <= {each["name"] for each in formats}
    for each in formats:
        assert set(each) == {"name", "description", "direction"}
        assert each["direction"] in {"import", "export"}
        assert each["description"]


def test_stats_prints_an_object(run: Run, library: Path) -> None:
    whole = json.loads(run("--db", library, "stats", "--json").stdout)
    assert (whole["articles"], whole["roots"] > 0, whole["spam"], whole["ghosts"]) == (1, True, 2, 1)
    assert whole["busiest"][0] == {"author": "Ann", "comments": 2}
    assert whole["months"] == [{"month": "2019-03", "comments": 1}]
    assert [row["depth"] for row in whole["depths"]] == [1, 2, 3]
    assert whole["first"] == whole["last"] == "2019-03-04T09:30:00Z"
    assert 0 < whole["spam_share"] < 1
    one = json.loads(run("--db", library, "stats", "1", "--json").stdout)
    assert one["comments"] == whole["comments"]


def test_check_prints_an_object(run: Run, library: Path) -> None:
    result = run("--db", library, "check", "--json")
    report = json.loads(result.stdout)
    assert set(report) == {"ok", "articles", "comments", "problems", "repaired"}
    assert (report["ok"], report["articles"], report["problems"], report["repaired"]) == (True, 1, [], [])
    assert result.exit_code == 0


def test_backup_prints_an_object_and_the_copy_is_a_library(run: Run, library: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    result = run("--db", library, "backup", copy, "--json")
    assert json.loads(result.stdout) == {
        "library": str(library),
        "backup": str(copy),
        "bytes": copy.stat().st_size,
    }
    before = run("--db", library, "show", "1", "--json").stdout
    assert run("--db", copy, "show", "1", "--json").stdout == before
    assert run("--db", copy, "check").exit_code == 0


def test_an_empty_library_gives_empty_arrays(run: Run, tmp_path: Path) -> None:
    result = run("--db", tmp_path / "none.db", "articles", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
    assert "There is no library at" in result.stderr
    assert not (tmp_path / "none.db").exists(), "reading makes no library"


def test_json_is_escaped_where_stdout_is_not_utf8(library: Path, spawn: Callable[..., object]) -> None:
    completed = spawn(
        "--db", library, "articles", "--json", env={**os.environ, "PYTHONIOENCODING": "latin-1"}
    )
    stdout = getattr(completed, "stdout", b"")
    assert stdout.isascii()
    assert json.loads(stdout)[0]["title"].startswith("灯台守の手紙")
