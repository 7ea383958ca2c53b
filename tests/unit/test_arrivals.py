from __future__ import annotations

from archive_tui.model import ArticleId, ImportReport, Skipped
from archive_tui.tui.arrivals import import_summary


def _good(name: str, article: int) -> ImportReport:
    return ImportReport(name, "page-dump", 1, 1200, new=7, article_ids=(ArticleId(article),))


def test_one_source_is_named() -> None:
    assert import_summary([_good("a.txt", 1)]) == "a.txt: 1,200 comments, 7 of them new."
    skipped = ImportReport("a.txt", "page-dump", 1, 1, new=1, skipped=(Skipped("line 3", "odd"),))
    assert import_summary([skipped]) == "a.txt: 1 comment, 1 of them new; 1 part skipped."


def test_one_source_that_fails_says_why() -> None:
    assert import_summary([ImportReport("a.txt", None, error="a.txt: no text.")]) == "a.txt: no text."


def test_many_sources_are_summed_up() -> None:
    assert import_summary([_good("a", 1), _good("b", 2), _good("b again", 2)]) == (
        "2 articles with 3,600 comments, 21 of them new."
    )


def test_at_most_three_failures_are_named() -> None:
    failures = [ImportReport(name, None, error=f"{name}: no text.") for name in "bcdef"]
    assert import_summary([_good("a", 1), *failures]) == (
        "1 article with 1,200 comments, 7 of them new. Not imported: b, c, d and 2 more."
    )
