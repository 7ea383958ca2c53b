"""A list of sentences that ends a page is its discussion, unless a line says that it is something else."""

from pathlib import Path

import pytest

from archive_tui.errors import ImportFailedError
from archive_tui.importers.page_dump import PageDumpImporter

BODY = "The lamp was lit at six, and by seven everybody in the harbour had an opinion about its colour."
TALK = "  1. It is green, and I like it.\n\n    1. It is blue.\n\n  2. Whoever lit it should come forward.\n"
STEPS = "  1. Light the lamp.\n  2. Wait.\n  3. Answer no letters.\n"
MENU = "  1. The harbour\n\n  2. The lamp\n\n  3. The letters\n"


def comments(tmp_path: Path, text: str) -> int:
    path = tmp_path / "dump.txt"
    path.write_text(text, encoding="utf-8")
    try:
        [thread] = PageDumpImporter().threads([path])
    except ImportFailedError:
        return -1
    return len(thread.comments)


@pytest.mark.parametrize(
    "text",
    [
        f"A Lamp\n\n{TALK}",
        f"A Lamp\n\n{BODY}\n\n{TALK}",
        f"A Lamp\n\n{BODY}\n\n{TALK}\nHarbour Gazette\n\nImprint\n",
        f"A Lamp\n\n{BODY}\n\n3 mielipidettä\n\n{TALK}",
        f"A Lamp\n\n{BODY}\n\nComments\n\n{TALK}",
    ],
    ids=["title only", "body", "footer", "unknown language", "heading"],
)
def test_is_the_discussion(tmp_path: Path, text: str) -> None:
    assert comments(tmp_path, text) == 3


@pytest.mark.parametrize(
    "text",
    [
        f"A Lamp\n\n{BODY}\n\nWhat to do\n\n{TALK}",
        f"A Lamp\n\n{BODY}\n\nWhat to do:\n\n{TALK}",
        f"A Lamp\n\n{BODY}\n\n{STEPS}",
        f"A Lamp\n\n{BODY}\n\n{MENU}",
        f"A Lamp\n\n{BODY}\n\n{TALK}\n" + f"{BODY}\n\n" * 4,
        f"A Lamp\n\n{BODY}\n",
    ],
    ids=["a heading of its own", "announced", "steps", "a menu", "the article goes on", "no list"],
)
def test_is_none(tmp_path: Path, text: str) -> None:
    assert comments(tmp_path, text) == -1


def test_comments_without_evidence_of_their_own_stand_above_the_pingbacks(tmp_path: Path) -> None:
    pings = "Trackbacks/Pingbacks\n\n  1. Pingback: A Lamp Elsewhere\n\nComments are closed.\n"
    assert comments(tmp_path, f"A Lamp\n\n{BODY}\n\nTalk\n\n{TALK}\n{pings}") == 4
