"""Saved pages: HTML in any encoding, MHTML, SingleFile, pages of the Wayback Machine.

Invariant: nothing is imported on a guess. The comments of a page are told by the marks of the system that wrote it,
by marks for machines, or by a structure that repeats and says who wrote what when; a page with none of these is
refused with a sentence, unless it is an article that says that it has no comments. The stages, a module each: saved
(bytes) → page (tree) → families (which system) → entries (who answers whom) → reading (what each says); article,
body and counts for the rest.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive_tui.errors import ImportFailedError
from archive_tui.importers.html.saved import is_mhtml, read_saved, without_transport
from archive_tui.importers.html.thread import thread_of
from archive_tui.text.decode import looks_binary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Source
    from archive_tui.model import ImportedThread

SIZE_AT_MOST = 256 * 1024 * 1024
"""Bytes; pictures written into a page make it large, and are dropped before it is read."""

_BEGINNING = re.compile(
    r"""(?:\s|<!--(?:(?!-->).){0,20000}+-->|<\?xml[^>]{0,300}\?>|<\?[^>]{0,300}>)*+
    <(?:!doctype\s+html|html|head|body|title|meta|link|base|div|article|main|section|ol|ul|table|h[1-6]|p|noscript|form|header)
    \b""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_PAGE = re.compile(r"<(?:html|head|body)[\s>]", re.IGNORECASE)


class HtmlImporter:
    """Read a saved page: an article, and the comments below it."""

    name = "html"
    description = "Saved web page with comments: HTML, MHTML, SingleFile; blogs, boards, news sites"
    spans_files = False

    def confidence(self, source: Source) -> float:
        """Judge the first bytes: whether they begin a page; what is in it, its whole decides."""
        if is_mhtml(source.head):
            return 0.95
        head = without_transport(source.head)[0]
        if looks_binary(head[:4096]):
            return 0.0
        text = head.decode(
            "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "latin-1", "replace"
        ).lstrip("\ufeffï»¿")
        found = _BEGINNING.match(text)
        if found is None:
            return 0.0
        return 0.9 if "!doctype" in found[0].lower() or _PAGE.search(text) else 0.5

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the one article of each page.

        Raises:
            ImportFailedError: the file cannot be read, is too large, or holds no page with a discussion.
        """
        for path in paths:
            saved = read_saved(_read(path))
            if not saved.markup.strip():
                raise ImportFailedError(path, "", "this archive holds no page")
            yield thread_of(path, saved)


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > SIZE_AT_MOST:
            raise ImportFailedError(
                path, "", f"too large for a page ({size:,} bytes; at most {SIZE_AT_MOST:,})"
            )
        return path.read_bytes()
    except OSError as error:
        raise ImportFailedError(path, "", f"it cannot be read: {error.strerror or error}") from error
