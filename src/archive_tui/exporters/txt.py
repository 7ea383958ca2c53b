"""Plain text in the layout of a page that was printed as text: nested, numbered lists.

The invariant: the importer of such pages reads it again as the same thread, whatever the comments say (see
``text.written``, which owns the writing).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui.exporters import Option, wording
from archive_tui.exporters.places import shortened
from archive_tui.model import Chosen, Omission, Role, State
from archive_tui.text import transcript, written
from archive_tui.text.clean import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from archive_tui.model import Annotation, Selection

_PART = 1 << 16
_NUMBER_AT_MOST = 300
"""Parts of a number that is written in full."""


class TextExporter:
    """Write plain text."""

    name = "txt"
    description = "Plain text in nested lists, which can be imported again"
    extension = "txt"
    media_type = "text/plain"
    options: tuple[Option, ...] = ()

    def export(self, selections: Iterable[Selection], options: Mapping[str, str]) -> Iterator[bytes]:  # noqa: ARG002
        """Yield the document; articles follow each other."""
        for index, selection in enumerate(selections):
            text = f"\n{written.BETWEEN}\n\n" if index else ""
            for lines in _lines(selection):
                text += "\n".join(lines) + "\n"
                if len(text) >= _PART:
                    yield text.encode()
                    text = ""
            yield text.encode()


def _lines(selection: Selection) -> Iterator[list[str]]:
    yield _head(selection)
    for entry in selection.entries:
        lines = _comment(entry, selection) if isinstance(entry, Chosen) else _omission(entry)
        if lines:
            yield ["", *lines]
    rows = [("Title", _title(selection)), *wording.provenance(selection)]
    yield ["", written.END, "", *(f"{what}: {value}" for what, value in rows)]


def _head(selection: Selection) -> list[str]:
    """Return the article; the line of its author is always there, and parts the dek from the body."""
    article = selection.article
    summary = article.summary
    lines = [*_block(clean_line(summary.section)), ""] if summary.section else []
    lines += [*_block(_title(selection)), ""]
    if article.dek:
        lines += [*_block(article.dek), ""]
    published = transcript.moment(summary.published)
    lines += [", ".join(filter(None, (f"By {clean_line(summary.author or written.NO_NAME)}", published))), ""]
    if article.url:
        lines += [clean_line(article.url), ""]
    if article.body:
        lines += [*_block(article.body), ""]
    for text in wording.page_notes(article):
        lines += [*_block(text), ""]
    own = _own(selection.annotation, 0)
    if own:
        lines += [*own, ""]
    here, total = wording.counts(selection)
    extent = transcript.counted(total, "comment")
    if here != total:
        extent = f"{here:,} of {extent}"
    return [*lines, f"{extent}, written by archive-tui {selection.provenance.program}"]


def _title(selection: Selection) -> str:
    return clean_line(selection.article.summary.title) or "(no title)"


def _block(text: str) -> list[str]:
    """Return lines of the article; one that could be a line of ours is set in."""
    return [f" {line}" if written.is_ours(line) else line for line in clean(text).strip("\n").split("\n")]


def _comment(chosen: Chosen, selection: Selection) -> list[str]:
    comment = chosen.comment
    level = comment.depth
    number = comment.number if level <= _NUMBER_AT_MOST else shortened(comment.number)
    odd = [*_odd(chosen), *wording.marks(chosen, selection)]
    name = None if comment.author is None else clean_line(comment.author)
    lines = [written.entry(number, name, comment.created, odd, level)]
    if comment.text:
        lines += ["", *written.said(clean(comment.text), level)]
    own = _own(chosen.annotation, level)
    return [*lines, "", *own] if own else lines


def _odd(chosen: Chosen) -> list[str]:
    """Return what the line of a comment says beside who and when, in words that the importer knows."""
    comment = chosen.comment
    if chosen.spam_left_out:
        return ["spam, left out"]
    odd = [] if comment.score is None else [transcript.counted(comment.score, "point")]
    if chosen.role is Role.STUB:
        odd.append("beginning")
    if comment.state is State.GHOST:
        odd.append("not in the source")
    if comment.state is State.DELETED:
        odd.append("deleted")
    return [*odd, *wording.remarks(chosen)]


def _omission(omission: Omission) -> list[str]:
    said = wording.omitted(omission)
    return [written.indent(omission.level) + said] if said else []


def _own(annotation: Annotation, level: int) -> list[str]:
    """Return what the reader wrote, a mark before every line of it."""
    lines = [f"Tags: {', '.join(map(clean_line, annotation.tags))}"] if annotation.tags else []
    if annotation.note:
        lines += f"{wording.NOTE}: {clean(annotation.note).strip()}".split("\n")
    inside = written.indent(level + 1) if level else ""
    return [f"{inside}{written.OWN} {line}".rstrip() for line in lines]
