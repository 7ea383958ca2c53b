"""The sample articles arrive in the library as their README says."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive_tui.archive import Archive
from archive_tui.model import Article, Comment, ImportReport, Kind, State

FOLDER = Path(__file__).parents[3] / "sample_data"
FACTS: dict[str, dict[str, Any]] = json.loads((FOLDER / "facts.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("samples") / "library.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def reports(archive: Archive) -> dict[str, ImportReport]:
    paths = sorted(FOLDER.glob("*.txt"))
    return {path.name: report for path, report in zip(paths, archive.import_paths(paths), strict=True)}


def read(archive: Archive, report: ImportReport) -> tuple[Article, list[Comment]]:
    [article_id] = report.article_ids
    return archive.article(article_id), archive.comments(article_id)


def test_every_sample_has_facts() -> None:
    assert sorted(FACTS) == sorted(path.name for path in FOLDER.glob("*.txt"))


@pytest.mark.parametrize("name", sorted(FACTS))
def test_counts(archive: Archive, reports: dict[str, ImportReport], name: str) -> None:
    assert reports[name].error is None
    article, comments = read(archive, reports[name])
    real = [comment for comment in comments if comment.state is not State.GHOST]
    found = {
        "declared": article.declared,
        "comments": len(real),
        "roots": sum(1 for comment in comments if comment.depth == 1),
        "max_depth": max(comment.depth for comment in comments),
        "ghosts": len(comments) - len(real),
        "pingbacks": sum(1 for comment in comments if comment.kind is Kind.PINGBACK),
    }
    assert found == {key: FACTS[name][key] for key in found}


@pytest.mark.parametrize("name", sorted(FACTS))
def test_money_and_quotations_stand_under_their_numbers(
    archive: Archive, reports: dict[str, ImportReport], name: str
) -> None:
    _, comments = read(archive, reports[name])
    texts = {comment.number: comment.text for comment in comments}
    for number in FACTS[name]["spam"]:
        assert any(word in texts[number] for word in ("0", "£", "₽", "$", "€")), number
    assert {number for number, _ in FACTS[name]["quotes"]} <= texts.keys()


def test_the_square_has_its_head_and_its_notes(archive: Archive, reports: dict[str, ImportReport]) -> None:
    article, comments = read(archive, reports["one-way-square.txt"])
    assert (article.summary.section, article.summary.title) == (
        "Town Hall",
        "Market Square to Go One-Way for Pedestrians From Monday",
    )
    assert article.dek == (
        "Shoppers who miss the bakery will have to go round again, "
        'under a scheme that the council describes as "a modest rotation."'
    )
    assert article.body.startswith("From Monday, anyone who crosses Tibbering market square on foot")
    assert article.body.endswith("by anyone who approaches from the left.")
    notes = [(note.kind, note.text) for note in article.notes]
    editor = notes.pop(1)
    assert editor[0] == "editor"
    assert editor[1].startswith("Editor's Note: We invite comments and ask that they be civil")
    assert editor[1].endswith("Report abuse at the desk downstairs.")
    assert notes == [
        ("next", "NEXT: Bus Shelter Wins Architecture Prize, Remains Closed to Passengers"),
        ("footer", "Please log in to post comments"),
        ("footer", "Comments are closed."),
    ]
    assert not [comment for comment in comments if "log in to post" in comment.text]


def test_what_the_square_has_lost_is_said_once_each(reports: dict[str, ImportReport]) -> None:
    assert [(part.where, part.why) for part in reports["one-way-square.txt"].skipped] == [
        ("line 107, the top level", "the list has no number 6"),
        ("line 147, the replies to 8.1.1.1.1", "the list has no number 1"),
        ("line 171", "comment 12.1 is missing; its replies are there"),
        ("line 183, the replies to 12", "the list has no number 1"),
        ("line 217, the top level", "the list has no number 19"),
    ]


@pytest.mark.parametrize(
    ("name", "title", "author"),
    [
        ("toaster.txt", "How I Mended the Toaster, Part One of Several", "Oswin Tarrable"),
        ("second-moon.lynx.txt", "We Have Discovered a Second Moon (Updated)", "The Committee"),
        ("tiny.txt", "Man Finds Other Glove", None),
    ],
)
def test_heads(
    archive: Archive, reports: dict[str, ImportReport], name: str, title: str, author: str | None
) -> None:
    article, _ = read(archive, reports[name])
    assert (article.summary.title, article.summary.author) == (title, author)
