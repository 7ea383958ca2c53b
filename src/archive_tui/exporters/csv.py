"""CSV for spreadsheets: RFC 4180, a row a comment.

The invariant: opened in a spreadsheet, no cell is a formula. A text that a program could take for one has an apostrophe
before it; ``guard=no`` leaves texts as they are, for programs that only read.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from archive_tui.exporters import Option, wording
from archive_tui.exporters.records import date
from archive_tui.model import Chosen, Omission

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from archive_tui.model import Entry, Selection

COLUMNS = (
    "row", "article", "number", "depth", "parent", "role", "author", "created", "score", "text", "note", "tags",
    "picked", "starred", "state", "kind", "spam", "missing", "quotes", "url", "key", "article_key",
)  # fmt: skip
_NUMBERS = frozenset({"depth", "score"})
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_TOGETHER = 500

Row = dict[str, object]


class CsvExporter:
    """Write a row a comment."""

    name = "csv"
    description = "CSV for spreadsheets, a comment a row, guarded against formulas"
    extension = "csv"
    media_type = "text/csv"
    options = (
        Option("rows", "Whether the article, omissions and the source have rows, too", ("all", "comments")),
        Option("guard", "Whether texts that look like formulas get an apostrophe", ("yes", "no")),
        Option("bom", "Whether the file begins with a byte order mark, which Excel needs", ("no", "yes")),
    )

    def export(self, selections: Iterable[Selection], options: Mapping[str, str]) -> Iterator[bytes]:
        """Yield the table."""
        sheet = _Sheet(guard=options["guard"] == "yes")
        yield ("\ufeff" if options["bom"] == "yes" else "").encode() + sheet.written(
            [dict(zip(COLUMNS, COLUMNS, strict=True))]
        )
        everything = options["rows"] == "all"
        wanted = {"comment", "omitted"} if everything else {"comment"}
        for selection in selections:
            if everything:
                yield sheet.written([_article(selection)])
            numbers = {chosen.comment.key: chosen.comment.number for chosen in selection.chosen()}
            for start in range(0, len(selection.entries), _TOGETHER):
                rows = (
                    _row(entry, selection, numbers) for entry in selection.entries[start : start + _TOGETHER]
                )
                yield sheet.written(row for row in rows if row["row"] in wanted)
            if everything:
                yield sheet.written([_provenance(selection)])


class _Sheet:
    """Turns rows into lines."""

    def __init__(self, *, guard: bool) -> None:
        self._guard = guard

    def written(self, rows: Iterable[Row]) -> bytes:
        lines = io.StringIO(newline="")
        writer = csv.writer(lines, lineterminator="\r\n")
        writer.writerows([self._cell(name, row.get(name)) for name in COLUMNS] for row in rows)
        return lines.getvalue().encode()

    def _cell(self, name: str, value: object) -> object:
        if value is None or name in _NUMBERS or not isinstance(value, str):
            return value
        # A number such as 3.10 is a text; nothing can keep a spreadsheet from reading it as it likes.
        return f"'{value}" if self._guard and value.lstrip(" ").startswith(_FORMULAS) else value


def _article(selection: Selection) -> Row:
    article = selection.article
    summary = article.summary
    return {
        "row": "article",
        "article": summary.title,
        "author": summary.author,
        "created": date(summary.published),
        "text": "\n\n".join(filter(None, (article.dek, article.body))),
        "note": selection.annotation.note,
        "tags": ", ".join(selection.annotation.tags),
        "url": article.url,
        "article_key": summary.key,
    }


def _row(entry: Entry, selection: Selection, numbers: Mapping[str, str]) -> Row:
    summary = selection.article.summary
    of_article = {"article": summary.title, "article_key": summary.key}
    if isinstance(entry, Omission):
        said = wording.omitted(entry)
        return {"row": "omitted" if said else "", **of_article, "text": said}
    return {**of_article, **_comment(entry, numbers)}


def _comment(chosen: Chosen, numbers: Mapping[str, str]) -> Row:
    comment = chosen.comment
    parent = None if chosen.parent_key is None else numbers.get(chosen.parent_key)
    return {
        "row": "comment",
        "number": comment.number,
        "depth": comment.depth,
        "parent": parent or comment.number.rpartition(".")[0],
        "role": "spam left out" if chosen.spam_left_out else chosen.role.value,
        "author": comment.author,
        "created": date(comment.created),
        "score": comment.score,
        "text": comment.text,
        "note": chosen.annotation.note,
        "tags": ", ".join(chosen.annotation.tags),
        "picked": _yes(chosen.annotation.picked),
        "starred": _yes(chosen.annotation.starred),
        "state": comment.state.value,
        "kind": comment.kind.value,
        "spam": _yes(comment.verdict.label == "spam"),
        "missing": _yes(comment.missing),
        "quotes": ", ".join(dict.fromkeys(quote.number for quote in chosen.quotes if quote.number)),
        "url": comment.url,
        "key": comment.key,
    }


def _provenance(selection: Selection) -> Row:
    said = "; ".join(f"{what}: {value}" for what, value in wording.provenance(selection))
    summary = selection.article.summary
    return {"row": "provenance", "article": summary.title, "text": said, "article_key": summary.key}


def _yes(value: bool) -> str:  # noqa: FBT001 - a value, not a switch
    return "yes" if value else ""
