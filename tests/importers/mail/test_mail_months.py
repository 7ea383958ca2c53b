"""The months of a list come one by one, in any order, and the library holds what it would hold of all together."""

from itertools import permutations
from pathlib import Path

import pytest

from archive_tui.archive import Archive
from archive_tui.importers.mail import MailImporter

Placed = dict[str, tuple[str, str, str | None]]


def letter(number: int, *references: int, day: int) -> str:
    names = "".join(f" <{reference}@h>" for reference in references)
    return (
        f"From a Mon Mar  1 09:00:00 2004\nFrom: Writer {number} <w{number}@h>\nDate: {day} Mar 2004 09:00:00 +0000\n"
        f"Subject: {'Re: ' if references else ''}The pier\nMessage-ID: <{number}@h>\n"
        + (f"References:{names}\n" if references else "")
        + f"\nText {number}.\n\n"
    )


MONTHS = [
    letter(1, day=1) + letter(2, 1, day=2),
    letter(3, 1, 2, day=3) + letter(4, 1, 2, 3, day=4) + letter(6, 1, 2, 3, 7, day=6) + letter(8, 9, day=8),
    letter(5, 1, 4, day=5) + letter(10, 1, 2, 3, 7, 6, day=10),
]


def library(path: Path, calls: list[list[Path]]) -> Placed:
    """Import in several calls; return each comment's article, state and parent, by its text."""
    placed: Placed = {}
    with Archive.open(path, importers=[MailImporter()]) as archive:
        for paths in calls:
            for report in archive.import_paths(paths):
                assert report.error is None
        for summary in archive.articles():
            comments = archive.comments(summary.id)
            texts = {comment.id: comment.text for comment in comments}
            for comment in comments:
                above = None if comment.parent_id is None else texts[comment.parent_id]
                name = (
                    comment.text
                    or f"empty above {sorted(c.text for c in comments if c.parent_id == comment.id)}"
                )
                placed[name] = (summary.title, comment.state.value, above)
        assert archive.check().problems == ()
    return placed


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_months_in_any_order(order: tuple[int, ...], tmp_path: Path) -> None:
    paths = []
    for number, month in enumerate(MONTHS):
        path = tmp_path / f"month-{number}"
        path.write_text(month, encoding="utf-8")
        paths.append(path)
    whole = library(tmp_path / "whole.db", [paths])
    assert len(whole) == 8
    assert whole["Text 5."] == ("The pier", "normal", "Text 4.")
    assert library(tmp_path / "parts.db", [[paths[number]] for number in order]) == whole
