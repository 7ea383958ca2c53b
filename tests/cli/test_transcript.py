"""What the reader pipes to a command is what ``show`` prints where lines have no end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from click.testing import Result

from archive_tui.archive import Archive
from archive_tui.text.transcript import article_lines, comment_lines

if TYPE_CHECKING:
    from pathlib import Path

Run = Callable[..., Result]


def test_a_thread_is_written_as_show_prints_it(run: Run, library: Path) -> None:
    with Archive.open(library) as archive:
        article = next(each for each in archive.articles() if each.spam)
        lines = [*article_lines(archive.article(article.id)), ""]
        lines += comment_lines(archive.comments(article.id), spam=True)
    shown = run("--db", str(library), "show", str(article.id), "--width", "0", "--spam", "show").stdout
    assert shown == "\n".join([*lines, ""])


def test_spam_in_a_branch_leaves_a_line(library: Path) -> None:
    with Archive.open(library) as archive:
        article = next(each for each in archive.articles() if each.spam)
        comments = archive.comments(article.id)
    lines = list(comment_lines(comments, spam=False))
    hidden = [line.strip() for line in lines if line.endswith("  spam, hidden")]
    assert hidden == [f"{each.number}  spam, hidden" for each in comments if each.verdict.label == "spam"]
    assert hidden


def test_a_branch_begins_at_the_margin(library: Path) -> None:
    with Archive.open(library) as archive:
        article = archive.articles()[0]
        reply = next(each for each in archive.comments(article.id) if each.depth == 2)
        branch = archive.comments(article.id, reply.position, reply.position + reply.size)
    first = next(iter(comment_lines(branch, spam=True)))
    assert first.startswith(reply.number)
