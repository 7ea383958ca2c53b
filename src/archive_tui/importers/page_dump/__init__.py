"""Dumps of pages with comments, as text renderers print them: Resiliparse, lynx, w3m, elinks.

Invariant: nothing is imported on a guess. A dump is taken in if a list of comments was found on evidence,
or if the page says of itself that it has none; every other text is refused with a sentence. The stages, one
module each: lines → layouts → outline → discussion → comments, and head for what stands before them.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from archive_tui.errors import ImportFailedError
from archive_tui.importers.page_dump.comments import Threader
from archive_tui.importers.page_dump.discussion import find_discussion
from archive_tui.importers.page_dump.flat import find_flat
from archive_tui.importers.page_dump.head import Head, footer_notes, read_head
from archive_tui.importers.page_dump.own import MARK, Piece, is_own, pieces
from archive_tui.importers.page_dump.page import read_page
from archive_tui.importers.printed.furniture import declared, is_ending, is_heading
from archive_tui.model import ImportedArticle, ImportedThread, PageNote
from archive_tui.text.clean import clean
from archive_tui.text.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Source
    from archive_tui.importers.page_dump.page import Page
    from archive_tui.model import ImportedComment

SIZE_AT_MOST = 64 * 1024 * 1024
"""Bytes; a page that prints more is none."""

_REFUSAL = "this is no page dump: it has no list of comments, and no word about comments"


class PageDumpImporter:
    """Read the text of one page: an article, and its comments as nested lists."""

    name = "page-dump"
    description = "Text of a page with comments, as printed by Resiliparse, lynx, w3m or elinks"
    spans_files = False

    def confidence(self, source: Source) -> float:
        """Judge the first bytes.

        Other formats announce themselves, a page dump is recognised by its comments.
        """
        if _own_text(source.head) is not None:
            return 1.0
        if _is_something_else(source.head):
            return 0.0
        page = read_page(clean(decode(source.head)))
        found = find_discussion(page) or find_flat(page)
        if found is not None:
            return 0.9 if found.signed >= 0.5 or found.heading is not None else 0.6
        return 0.3 if _says_no_comments(page) is not None else 0.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the one article of each dump.

        Raises:
            ImportFailedError: the file cannot be read, is too large, or holds no page with comments.
        """
        for path in paths:
            raw = _read(path)
            own = _own_text(raw)
            if own is not None:
                yield from map(_own_thread, pieces(own))
                continue
            if _is_something_else(raw):
                raise ImportFailedError(path, "", _REFUSAL)
            yield _thread(path, read_page(clean(decode(raw))))


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > SIZE_AT_MOST:
            raise ImportFailedError(
                path, "", f"too large for a page dump ({size:,} bytes; at most {SIZE_AT_MOST:,})"
            )
        return path.read_bytes()
    except OSError as error:
        raise ImportFailedError(path, "", f"cannot be read: {error.strerror}") from error


def _is_something_else(raw: bytes) -> bool:
    """Say whether the bytes announce another format: binary, markup, JSON, a program."""
    head = raw[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start or b"\x00" in head:
        return True
    return start[:1] in (b"<", b"{") or start.startswith(
        (b"#!", b"[{", b"[\n", b"%PDF", b"\x1f\x8b", b"PK\x03\x04")
    )


def _own_text(raw: bytes) -> str | None:
    """Return the text if archive-tui wrote it; None for every other."""
    if MARK.encode() not in raw:
        return None
    text = clean(decode(raw))
    return text if is_own(text) else None


def _own_thread(piece: Piece) -> ImportedThread:
    """Return an article that archive-tui wrote; one that is not complete adds to what is there."""
    comments = tuple(piece.comments)
    article = replace(_article(piece.head, None, comments), url=piece.url)
    partial = not piece.complete
    return ImportedThread(article, comments, tuple(piece.skipped), partial=partial, ordered=partial)


def _thread(path: Path, page: Page) -> ImportedThread:
    discussion = find_discussion(page) or find_flat(page)
    if discussion is None:
        empty = _says_no_comments(page)
        if empty is None:
            raise ImportFailedError(path, "", _REFUSAL)
        count, place = empty
        head = read_head(page, place, place if is_heading(page.lines[place].text) else None)
        if not head.title and not head.body:
            raise ImportFailedError(path, "", _REFUSAL)
        head.notes.extend(footer_notes(page, place - 1))
        return ImportedThread(_article(head, count, ()), ())
    head = read_head(page, discussion.first, discussion.heading)
    head.notes.extend(footer_notes(page, discussion.last))
    threader = Threader(page, discussion)
    threader.run()
    comments = tuple(threader.comments)
    return ImportedThread(_article(head, discussion.declared, comments), comments, tuple(threader.skipped))


def _says_no_comments(page: Page) -> tuple[int | None, int] | None:
    """Return the declared count and the line, where a page without a list of comments speaks of its comments.

    A heading with a count says enough; a form to comment says so only on a page that has something else.
    """
    form: int | None = None
    for line in page.lines:
        count = declared(line.text) if line.text else None
        if count is not None and line.place > 0 and _set_off(page, line.place):
            return count, line.place
        if form is None and line.place > 0 and is_ending(line.text) and _set_off(page, line.place):
            form = line.place
    return None if form is None else (None, form)


def _set_off(page: Page, place: int) -> bool:
    """Say whether a line stands alone: blank lines around it, or the end of the text."""
    before = place == 0 or not page.lines[place - 1].text
    after = not any(line.text for line in page.lines[place + 1 : place + 2])
    last = not any(line.text for line in page.lines[place + 1 :][:50])
    return (before and after) or last


def _article(head: Head, count: int | None, comments: tuple[ImportedComment, ...]) -> ImportedArticle:
    body = "\n\n".join(head.body)
    first = next((comment.text for comment in comments if comment.text), "")
    return ImportedArticle(
        key=_key(head, body or ("" if head.title and head.dek else first)),
        title=head.title or _untitled(first),
        section=head.section,
        dek=head.dek,
        author=head.author,
        published=head.published,
        body=body,
        notes=tuple(_distinct(head.notes)),
        declared=count,
    )


def _distinct(notes: list[PageNote]) -> list[PageNote]:
    return list(dict.fromkeys(notes))


def _untitled(first: str) -> str:
    """Name an article that has no title after the beginning of its first comment."""
    words = " ".join(first.split())
    return f"(untitled) {words[:60].rstrip()}…" if len(words) > 60 else f"(untitled) {words}".rstrip()


def _key(head: Head, body: str) -> str:
    """Return what stays the same however often and wherever the page is dumped."""
    folded = "\x1f".join(
        " ".join(part.casefold().split()) for part in (head.title, head.dek or "", body[:2000])
    )
    return "page:" + hashlib.sha256(folded[:1500].encode("utf-8", "replace")).hexdigest()[:24]
