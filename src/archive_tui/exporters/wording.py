"""What every document says in the same words: what was left out, what is odd about a comment, where all of it is from.

Here is the one place where these sentences are made; an exporter decides how they look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui.model import Role, State
from archive_tui.text import transcript
from archive_tui.text.clean import clean, clean_line
from archive_tui.text.transcript import counted

if TYPE_CHECKING:
    from archive_tui.model import Article, Chosen, Omission, Selection

SPAM_LEFT_OUT = "[spam, left out]"
NOTE = "Note"
"""Stands before what the reader wrote."""


def omitted(omission: Omission) -> str:
    """Return what stands in place of comments that were left out: "[12 replies omitted, 2 of them spam]".

    Empty for one that stands for ghosts alone: nothing was left out that anybody has.
    """
    total, spam = omission.comments, omission.spam
    if not total:
        return ""
    what = _replies(total) if omission.level > 1 else counted(total, "comment")
    if spam == total:
        return f"[{what} omitted as spam]"
    return f"[{what} omitted, {spam:,} of them spam]" if spam else f"[{what} omitted]"


def _replies(number: int) -> str:
    return f"{number:,} reply" if number == 1 else f"{number:,} replies"


def facts(chosen: Chosen) -> list[str]:
    """Return author, date, votes, and what is odd about a comment; what is not known is left out."""
    if chosen.spam_left_out:
        return []
    comment = chosen.comment
    known = [clean_line(comment.author or ""), transcript.moment(comment.created)]
    if comment.score is not None:
        known.append(counted(comment.score, "point"))
    return [*filter(None, known), *remarks(chosen)]


def marks(chosen: Chosen, selection: Selection) -> list[str]:
    """Return the marks that the reader set; where only picks are in the document, that one is none."""
    annotation = chosen.annotation
    said = ["★"] if annotation.starred else []
    return [*said, "picked"] if annotation.picked and selection.whole else said


def remarks(chosen: Chosen) -> list[str]:
    """Return what is odd about a comment."""
    comment = chosen.comment
    if chosen.spam_left_out:
        return []
    odd = []
    if comment.kind.value != "comment":
        odd.append(comment.kind.value)
    if comment.verdict.label == "spam":
        odd.append("spam")
    if comment.missing:
        odd.append("no longer in the source")
    if chosen.annotation.changed:
        odd.append("changed in the source since it was picked")
    return odd


def stand_in(chosen: Chosen) -> str:
    """Return what stands in place of a text that is not there; empty where there is one."""
    if chosen.spam_left_out:
        return SPAM_LEFT_OUT
    if chosen.comment.text:
        return ""
    if chosen.comment.state is State.GHOST:
        return "[not in the source: known only by the replies to it]"
    return "[deleted]" if chosen.comment.state is State.DELETED else "[empty]"


def byline(article: Article) -> list[str]:
    """Return author and date of an article, as far as they are known."""
    summary = article.summary
    return [*filter(None, (clean_line(summary.author or ""), transcript.moment(summary.published)))]


def page_notes(article: Article) -> list[str]:
    """Return what the page says beside the article, without what spoke of its own list of comments."""
    return [clean(note.text) for note in article.notes if note.kind in {"editor", "policy"}]


def counts(selection: Selection) -> tuple[int, int]:
    """Return how many comments are here whole, and how many the article has; ghosts count nowhere."""
    here = sum(
        chosen.role is not Role.STUB and chosen.comment.state is not State.GHOST
        for chosen in selection.chosen()
    )
    return here, selection.article.summary.comments


def extent(selection: Selection) -> str:
    """Return how much of the discussion is here, in one line."""
    here, there = counts(selection)
    total = counted(there, "comment")
    declared = selection.article.declared
    if declared is not None and declared > there:
        total += f" (the source declares {declared:,})"
    return total if here == there else f"{here:,} of {total}"


def provenance(selection: Selection) -> list[tuple[str, str]]:
    """Return where an article comes from: what, and the value."""
    origin = selection.provenance
    known = [
        ("Source", clean_line(origin.source)),
        ("Format", origin.format),
        ("SHA-256", origin.digest),
        ("Imported", transcript.moment(origin.imported) + " UTC"),
        ("Key", clean_line(selection.article.summary.key)),
        ("Made by", f"archive-tui {origin.program}"),
    ]
    return [(name, value) for name, value in known if value]
