"""The quotations of the sample articles, through the real importer: none but true ones, and which are missed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive_tui.archive import Archive

SAMPLES = Path(__file__).parents[2] / "sample_data"
FACTS = json.loads((SAMPLES / "facts.json").read_text(encoding="utf-8"))
MISSED = {
    # four words; a sentence of everyday words, without a mark, in front of an answer on the same line
    "one-way-square.txt": {("2.1.1.1", "2.1.1"), ("8.1", "8")},
    # five words: two people could have bought one
    "toaster.txt": {("9.1", "9")},
    "second-moon.lynx.txt": set[tuple[str, str]](),
    "bench-ru.txt": set[tuple[str, str]](),
}
"""What is too short, or too common, to tell it from a coincidence."""


@pytest.mark.parametrize("name", MISSED)
def test_quotations_are_found_and_coincidences_are_not(name: str, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "library.db") as archive:
        (report,) = archive.import_paths([SAMPLES / name])
        (article,) = report.article_ids
        numbers = {comment.id: comment.number for comment in archive.comments(article)}
        quotes = archive.known_quotes(article)
    assert quotes is not None
    found = {
        (numbers[quote.comment_id], numbers[quote.source_id] if quote.source_id else quote.source)
        for quote in quotes
    }
    true = {
        (quoting, "article" if source in {"dek", "body"} else source)
        for quoting, source in FACTS[name]["quotes"]
    }
    assert found <= true
    assert true - found == MISSED[name]
