"""A book (EPUB 3.3): chapters of comments, a table of contents, and nothing that a reading system must fetch or run.

The invariant: every file of the book is well-formed XML with our own elements alone, a link leads to a place that is in
the book, and no file is so large that a small device gives up on it. Comments stand one after the other, set in by
their level, for books nest badly.
"""

from __future__ import annotations

import tempfile
import uuid
import zipfile
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import IO, TYPE_CHECKING

from archive_tui.exporters import Option, markup, wording
from archive_tui.exporters.blocks import blocks
from archive_tui.exporters.places import Places, shortened
from archive_tui.exporters.records import date
from archive_tui.model import Chosen, Omission, Role
from archive_tui.text import transcript
from archive_tui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from archive_tui.model import Annotation, Entry, Selection

_CHAPTER = 120_000
"""Characters from which on the next root begins a new file."""
_CHAPTER_AT_MOST = 240_000
"""Characters from which on any comment does."""
_AROUND = 300
"""Characters that stand around the text of a comment."""
_DEEPEST = 8
_IN_MEMORY = 1 << 23
_PART = 1 << 16
_EPOCH = (1980, 1, 1, 0, 0, 0)
_NAMESPACE = uuid.UUID("9b0d2f5e-54a8-5d0b-9a53-6f3c1f6f2d11")
"""Of the identifiers that are made of keys."""

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


class EpubExporter:
    """Write a book."""

    name = "epub"
    description = "An EPUB 3 book, for reading devices"
    extension = "epub"
    media_type = "application/epub+zip"
    options: tuple[Option, ...] = ()

    def export(self, selections: Iterable[Selection], options: Mapping[str, str]) -> Iterator[bytes]:  # noqa: ARG002
        """Yield the book; it is put together on the disk if it is large."""
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
            with zipfile.ZipFile(file, "w") as archive:
                _Book(archive).write(selections)
            file.seek(0)
            yield from _parts(file)


def _parts(file: IO[bytes]) -> Iterator[bytes]:
    while part := file.read(_PART):
        yield part


@dataclass(slots=True)
class _Chapter:
    """A file of the book."""

    name: str
    title: str
    chapters: list[_Chapter] = field(default_factory=list)
    """Those that the table of contents shows below it."""


class _Book:
    """A book that is being written."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._articles: list[_Chapter] = []
        self._origins: list[str] = []
        self._keys: list[str] = []
        self._authors: dict[str, None] = {}
        self._sources: dict[str, None] = {}
        self._published: datetime | None = None
        self._modified: datetime | None = None

    def write(self, selections: Iterable[Selection]) -> None:
        self._add("mimetype", "application/epub+zip", stored=True)
        self._add("META-INF/container.xml", _CONTAINER)
        self._add("EPUB/book.css", _style())
        for index, selection in enumerate(selections):
            self._note(selection)
            piece = _Piece(selection, index)
            first, *rest = piece.files()
            chapter = _Chapter(first.name, piece.title)
            self._articles.append(chapter)
            self._page(first, piece.head())
            for file in rest:
                chapter.chapters.append(_Chapter(file.name, file.title))
                self._page(file, piece.comments(file))
            self._origins.append(piece.origin())
        self._page(_Chapter("about.xhtml", "Where this comes from"), self._about())
        self._add("EPUB/nav.xhtml", self._contents())
        self._add("EPUB/package.opf", self._package())

    def _note(self, selection: Selection) -> None:
        """Remember what the book as a whole says about itself."""
        summary = selection.article.summary
        self._keys.append(summary.key)
        if summary.author:
            self._authors[clean_line(summary.author)] = None
        if selection.article.url:
            self._sources[clean_line(selection.article.url)] = None
        imported = selection.provenance.imported
        self._modified = imported if self._modified is None else max(imported, self._modified)
        if len(self._keys) == 1:
            self._published = summary.published

    def _add(self, name: str, content: str, *, stored: bool = False) -> None:
        entry = zipfile.ZipInfo(name, _EPOCH)
        entry.create_system = 3
        entry.external_attr = 0o644 << 16
        entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        self._archive.writestr(entry, content.encode())

    def _page(self, chapter: _Chapter, content: str) -> None:
        self._add(f"EPUB/{chapter.name}", _page(chapter.title, content))

    @property
    def _title(self) -> str:
        if len(self._articles) == 1:
            return self._articles[0].title
        return transcript.counted(len(self._articles), "article") + " with comments"

    def _about(self) -> str:
        origins = "".join(self._origins) or "<p>There is no article in this book.</p>\n"
        return f'<section class="about">\n<h1>Where this comes from</h1>\n{origins}</section>\n'

    def _contents(self) -> str:
        rows = "".join(_row(chapter) for chapter in self._articles)
        about = '<li><a href="about.xhtml">Where this comes from</a></li>\n'
        first = self._articles[0].name if self._articles else "about.xhtml"
        return _page(
            "Contents",
            f'<nav epub:type="toc" id="toc">\n<h1>Contents</h1>\n<ol>\n{rows}{about}</ol>\n</nav>\n'
            f'<nav epub:type="landmarks" hidden="hidden">\n<h2>Landmarks</h2>\n<ol>\n'
            f'<li><a epub:type="bodymatter" href="{first}">Begin reading</a></li>\n</ol>\n</nav>\n',
        )

    def _package(self) -> str:
        names = [each.name for article in self._articles for each in (article, *article.chapters)]
        names.append("about.xhtml")
        items = "".join(
            f'<item id="f{number}" href="{name}" media-type="application/xhtml+xml"/>\n'
            for number, name in enumerate(names)
        )
        spine = "".join(f'<itemref idref="f{number}"/>\n' for number in range(len(names)))
        identifier = uuid.uuid5(_NAMESPACE, "\n".join(self._keys))
        known = [
            *(f"<dc:creator>{markup.text(author)}</dc:creator>\n" for author in self._authors),
            *(f"<dc:source>{markup.text(source)}</dc:source>\n" for source in self._sources),
        ]
        if self._published is not None and len(self._keys) == 1:
            known.append(f"<dc:date>{date(self._published)}</dc:date>\n")
        return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier>
<dc:title>{markup.text(self._title)}</dc:title>
<dc:language>und</dc:language>
{"".join(known)}<meta property="dcterms:modified">{date(self._modified) or "1970-01-01T00:00:00Z"}</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityFeature">readingOrder</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Text alone. The number of a comment tells what it answers.</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="css" href="book.css" media-type="text/css"/>
{items}</manifest>
<spine>
{spine}</spine>
</package>
"""


@dataclass(slots=True)
class _File(_Chapter):
    """A file of an article."""

    entries: Sequence[Entry] = ()


class _Piece:
    """One article with what was chosen of its thread, as files."""

    def __init__(self, selection: Selection, index: int) -> None:
        self._selection = selection
        self._places = Places(selection, index)
        self._name = f"a{index + 1}"
        self._files: dict[str, str] = {}
        """The file of each comment, by its number."""
        self.title = clean_line(selection.article.summary.title) or "(no title)"

    def files(self) -> list[_File]:
        """Return the file of the article, and those of its comments."""
        files = [_File(f"{self._name}.xhtml", self.title)]
        begin, size = 0, 0
        entries = self._selection.entries
        for place, entry in enumerate(entries):
            if size >= _CHAPTER_AT_MOST or (size >= _CHAPTER and entry.level == 1):
                files.append(self._file(len(files), entries[begin:place]))
                begin, size = place, 0
            size += _AROUND + (len(entry.comment.text) if isinstance(entry, Chosen) else 0)
        if begin < len(entries):
            files.append(self._file(len(files), entries[begin:]))
        return files

    def _file(self, number: int, entries: Sequence[Entry]) -> _File:
        name = f"{self._name}-{number:03}.xhtml"
        numbers = [entry.comment.number for entry in entries if isinstance(entry, Chosen)]
        self._files.update(dict.fromkeys(numbers, name))
        title = "Comments"
        if numbers:
            first, last = shortened(numbers[0]), shortened(numbers[-1])
            title = f"Comments {first} to {last}" if len(numbers) > 1 else f"Comment {first}"
        return _File(name, title, entries=entries)

    def head(self) -> str:
        """Return the article."""
        article = self._selection.article
        summary = article.summary
        meta = [markup.text(fact) for fact in wording.byline(article)]
        if article.url:
            meta.append(markup.address(article.url))
        parts = [f'<section id="{self._places.article}">\n']
        if summary.section:
            parts.append(f'<p class="kicker" dir="auto">{markup.text(summary.section)}</p>\n')
        parts.append(f'<h1 dir="auto">{markup.text(self.title)}</h1>\n')
        if article.dek:
            parts.append(f'<p class="dek" dir="auto">{markup.text(article.dek)}</p>\n')
        if meta:
            parts.append(f'<p class="meta">{" · ".join(meta)}</p>\n')
        parts += [
            _annotated(self._selection.annotation),
            markup.blocks(blocks(article.body), self._reference),
        ]
        parts += [
            f'<p class="in" dir="auto">{markup.prose(text)}</p>\n' for text in wording.page_notes(article)
        ]
        return "".join([*parts, f"<p>{markup.text(wording.extent(self._selection))}</p>\n</section>\n"])

    def comments(self, file: _File) -> str:
        """Return the comments of a file."""
        parts = [f"<section>\n<h2>{markup.text(file.title)}</h2>\n"]
        parts += [
            self._comment(entry) if isinstance(entry, Chosen) else _omission(entry) for entry in file.entries
        ]
        return "".join([*parts, "</section>\n"])

    def _comment(self, chosen: Chosen) -> str:
        comment = chosen.comment
        anchor = self._places.anchor(comment)
        level = min(chosen.level, _DEEPEST)
        stub = " stub" if chosen.role is Role.STUB else ""
        stand_in = wording.stand_in(chosen)
        if stand_in:
            text = f'<p class="in">{markup.text(stand_in)}</p>\n'
        else:
            text = markup.blocks(blocks(comment.text, chosen.quotes), self._reference)
        return (
            f'<div class="c l{level}{stub}" id="{anchor}">\n<p class="h">{self._facts(chosen)}</p>\n{text}'
            f"{_annotated(chosen.annotation)}</div>\n"
        )

    def _facts(self, chosen: Chosen) -> str:
        comment = chosen.comment
        parts = [f'<span class="n">{shortened(comment.number)}</span>']
        if comment.author:
            parts.append(f"<b><bdi>{markup.text(comment.author)}</bdi></b>")
        if comment.created is not None:
            parts.append(markup.moment(comment.created, transcript.moment(comment.created)))
        if comment.score is not None:
            parts.append(markup.text(transcript.counted(comment.score, "point")))
        parts += [f"<i>{markup.text(remark)}</i>" for remark in wording.remarks(chosen)]
        parts += map(markup.text, wording.marks(chosen, self._selection))
        parent = self._places.parent(comment)
        if parent and (chosen.level > _DEEPEST or parent not in self._files):
            parts.append(f"in reply to {self._reference(parent)}")
        if comment.url:
            parts.append(markup.link(comment.url, "source"))
        return " · ".join(filter(None, parts))

    def _reference(self, number: str | None) -> str:
        if number is None:
            return f'<a href="{self._name}.xhtml#{self._places.article}">the article</a>'
        target, file = self._places.target(number), self._files.get(number)
        shown = shortened(number)
        return f'<a href="{file}#{target}">{shown}</a>' if file and target else shown

    def origin(self) -> str:
        """Return where the article comes from."""
        rows = "".join(
            f"<dt>{what}</dt><dd>{markup.text(value)}</dd>\n"
            for what, value in wording.provenance(self._selection)
        )
        return f"<h2>{markup.text(self.title)}</h2>\n<dl>\n{rows}</dl>\n"


@cache
def _style() -> str:
    return resources.files(__package__).joinpath("book.css").read_text(encoding="utf-8")


def _page(title: str, content: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head>
<title>{markup.text(title)}</title>
<link rel="stylesheet" type="text/css" href="book.css"/>
</head>
<body>
{content}</body>
</html>
"""


def _row(chapter: _Chapter) -> str:
    inner = "".join(map(_row, chapter.chapters))
    below = f"\n<ol>\n{inner}</ol>\n" if inner else ""
    return f'<li><a href="{chapter.name}">{markup.text(chapter.title)}</a>{below}</li>\n'


def _omission(omission: Omission) -> str:
    said = wording.omitted(omission)
    level = min(omission.level, _DEEPEST)
    return f'<p class="omitted l{level}">{markup.text(said)}</p>\n' if said else ""


def _annotated(annotation: Annotation) -> str:
    parts = []
    if annotation.tags:
        tags = "".join(f"<li>{markup.text(tag)}</li>" for tag in annotation.tags)
        parts.append(f'<ul class="tags">{tags}</ul>\n')
    if annotation.note:
        parts.append(f'<div class="note"><b>{wording.NOTE}</b>\n{markup.note(annotation.note)}</div>\n')
    return "".join(parts)
