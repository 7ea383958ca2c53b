"""Data dumps of Stack Exchange sites: Posts.xml, Comments.xml and Users.xml, a row each line.

A question is an article, its answers are roots, comments stand below their answer, and comments on the question are
roots, too. Answers and comments are numbered apart at the source, so their ids begin with "a" and "c" here.

Invariant: rows are read one by one and grouped outside of memory; names of people are the one thing that is held.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from archive_tui.errors import ImportFailedError
from archive_tui.importers import prose, values
from archive_tui.importers.ancestry import Ancestry
from archive_tui.importers.chunks import Window, text_chunks
from archive_tui.importers.grouping import Grouping
from archive_tui.importers.records import resolved
from archive_tui.model import ImportedArticle, ImportedComment, ImportedThread, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Source

_ROW = re.compile(r"""<row\b((?:[^<>"']|"[^"<]*"|'[^'<]*')*?)/?>""")
_ATTRIBUTE = re.compile(r"""([A-Za-z]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ROOT = re.compile(
    rb"\A[\x80-\xff\s]{0,16}(?:<\?xml[^>]{0,200}\?>)?\s*<(posts|comments|users|votes|badges|tags|posthistory|postlinks)\s*>"
)
_TABLE = re.compile(r"<([a-z]+)\s*>")
_NAMES_AT_MOST = 1_000_000
"""Names of people that are held; of a site with more the rest is called by number."""

_KEPT = values.words(
    "Id PostTypeId ParentId PostId CreationDate Score Body Text Title OwnerUserId OwnerDisplayName UserId "
    "UserDisplayName AnswerCount CommentCount"
)
_QUESTION, _ANSWER = "1", "2"


class StackExchangeImporter:
    """Put questions, answers and comments together."""

    name = "stack-exchange"
    description = "Stack Exchange data dump: Posts.xml, with Comments.xml and Users.xml beside it"
    spans_files = True

    def confidence(self, source: Source) -> float:
        """Look for the table's element and a row."""
        head = source.head.replace(b"\0", b"").lstrip(b"\xff\xfe")
        if _ROOT.match(head) is None:
            return 0.0
        return 0.95 if re.search(rb"<row\s+Id\s*=", head) else 0.5

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the questions, oldest first.

        Raises:
            ImportFailedError: a file cannot be read, or there is no question, answer or comment in any.
        """
        tables = {path: table for path in paths if (table := _table(path)) in {"posts", "comments", "users"}}
        ancestry = Ancestry()
        skipped: list[Skipped] = []
        for path in (path for path, table in tables.items() if table == "posts"):
            for row in _rows(path, []):
                if (
                    row.get("PostTypeId") == _ANSWER
                    and _is_number(row.get("ParentId"))
                    and _is_number(row.get("Id"))
                ):
                    ancestry.add(int(row["Id"]), int(row["ParentId"]))
        people = _people([path for path, table in tables.items() if table == "users"])
        found = False
        with Grouping() as grouping:
            for path, table in tables.items():
                if table != "users":
                    _collect(path, grouping, ancestry, skipped)
            for key, group in grouping.groups():
                found = True
                yield _thread(str(int(key)), group, people, skipped)
                skipped = []
        if not found:
            raise ImportFailedError(paths[0], "", "there is no question, answer or comment in it")


def _table(path: Path) -> str:
    window = Window(text_chunks(path))
    found = window.search(_TABLE, 0, 1000)
    return "" if found is None else found[1]


def _is_number(value: str | None) -> bool:
    return value is not None and value.isascii() and value.isdigit() and len(value) < 19


def _rows(path: Path, skipped: list[Skipped]) -> Iterator[dict[str, str]]:
    """Yield the rows of a file; one that is cut off or broken is named."""
    window = Window(text_chunks(path))
    at = 0
    while True:
        found = window.search(_START, at)
        if found is None:
            if not window.more():
                return
            continue
        row = window.match(_ROW, found.start()) or _whole(window, found.start())
        if row is None:
            skipped.append(
                Skipped(f"line {window.line_at(found.start())} of {path.name}", "the row is broken")
            )
            at = found.end()
        else:
            at = row.end()
            yield {name: resolved(double or single) for name, double, single in _ATTRIBUTE.findall(row[1])}
        if at > 1 << 20:
            window.cut(at)
            at = 0


_START = re.compile(r"<row\s")
_NEXT = re.compile("<")


def _whole(window: Window, position: int) -> re.Match[str] | None:
    """Match a row that is longer than what the window held."""
    window.search(_NEXT, position + 1)  # no text of a row has this character
    return _ROW.match(window.text, position)


def _people(paths: list[Path]) -> dict[str, str]:
    names: dict[str, str] = {}
    for path in paths:
        for row in _rows(path, []):
            if len(names) >= _NAMES_AT_MOST:
                return names
            if row.get("DisplayName"):
                names[row.get("Id", "")] = row["DisplayName"]
    return names


def _collect(path: Path, grouping: Grouping, ancestry: Ancestry, skipped: list[Skipped]) -> None:
    for row in _rows(path, skipped):
        kind = row.get("PostTypeId")
        post = row.get("PostId") if kind is None else row.get("Id")
        if kind not in {None, _QUESTION, _ANSWER}:
            continue  # tags and their wikis
        if not _is_number(post) or not _is_number(row.get("Id")):
            skipped.append(Skipped(f"a row of {path.name}", "it has no number, or none of a post"))
            continue
        question = row.get("ParentId") if kind == _ANSWER else None
        top = question if _is_number(question) else str(ancestry.top(int(post or 0)))
        grouping.add((top or "").rjust(20, "0"), {name: row[name] for name in _KEPT if name in row})


def _thread(
    own: str, group: list[dict[str, str]], people: dict[str, str], skipped: list[Skipped]
) -> ImportedThread:
    question: dict[str, str] | None = None
    answers: set[str] = set()
    declared = 0
    for row in group:
        if row.get("PostTypeId") == _QUESTION:
            question = row
            declared += (values.whole(row.get("AnswerCount")) or 0) + (
                values.whole(row.get("CommentCount")) or 0
            )
        elif row.get("PostTypeId") == _ANSWER:
            answers.add(row["Id"])
            declared += values.whole(row.get("CommentCount")) or 0
    comments = {}
    for row in group:
        if row is not question:
            comment = _comment(row, own, people)
            comments[comment.ref] = comment
    ordered = sorted(
        comments.values(), key=lambda comment: comment.created.timestamp() if comment.created else 0.0
    )
    article = _article(own, question, people, declared, first=group[0].get("CreationDate", ""))
    return ImportedThread(article, tuple(ordered), tuple(skipped), partial=True)


def _article(
    own: str, question: dict[str, str] | None, people: dict[str, str], declared: int, *, first: str
) -> ImportedArticle:
    # No row says of which site it is, and every site counts from 1; the moment tells them apart.
    if question is None:
        return ImportedArticle(key=f"stackexchange:{own}?{first}", title=f"Stack Exchange question {own}")
    return ImportedArticle(
        key=f"stackexchange:{own}@{question.get('CreationDate', '')}",
        title=question.get("Title") or f"Stack Exchange question {own}",
        author=_writer(question, people),
        published=values.moment(question.get("CreationDate")),
        body=prose.from_html(question.get("Body", "")),
        declared=declared,
    )


def _comment(row: dict[str, Any], question: str, people: dict[str, str]) -> ImportedComment:
    is_answer = row.get("PostTypeId") == _ANSWER
    parent = None if is_answer or row.get("PostId") == question else f"a{row.get('PostId')}"
    ref = f"{'a' if is_answer else 'c'}{row['Id']}"
    return ImportedComment(
        ref=ref,
        parent=parent,
        source_id=ref,
        author=_writer(row, people),
        created=values.moment(row.get("CreationDate")),
        score=values.whole(row.get("Score")),
        text=prose.from_html(row.get("Body", "")) if is_answer else row.get("Text", ""),
    )


def _writer(row: dict[str, str], people: dict[str, str]) -> str | None:
    number = row.get("OwnerUserId") or row.get("UserId")
    name = people.get(number or "") or row.get("OwnerDisplayName") or row.get("UserDisplayName")
    return name or (f"user{number}" if number else None)
