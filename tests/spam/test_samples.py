"""The samples: exactly their spam is held, whatever else is in the library."""

from __future__ import annotations

import json
from pathlib import Path

from archive_tui.archive import Archive

SAMPLES = Path(__file__).parents[2] / "sample_data"


def test_exactly_the_spam_of_the_samples_is_held(tmp_path: Path) -> None:
    facts = json.loads((SAMPLES / "facts.json").read_text(encoding="utf-8"))
    with Archive.open(tmp_path / "library.db") as archive:
        list(archive.import_paths(SAMPLES / name for name in facts))
        found = {
            Path(article.source).name: [
                comment.number for comment in archive.comments(article.id) if comment.verdict.label == "spam"
            ]
            for article in archive.articles()
        }
        assert found == {name: facts[name]["spam"] for name in facts}
        assert {article.spam for article in archive.articles()} == {len(spam) for spam in found.values()}
        assert len(archive.held()) == sum(len(spam) for spam in found.values())
        assert archive.unjudged() == 0
        assert archive.check().ok
