"""A book keeps the rules of its container, every file of it is XML, and every link leads somewhere in it."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from hypothesis import example, given
from hypothesis import strategies as st
from tests.curation.threads import PROVENANCE, article, thread
from tests.exporters import orchard
from tests.exporters.texts import hostile

from archive_tui.curation.select import select
from archive_tui.exporters.epub import EpubExporter
from archive_tui.model import Annotation

if TYPE_CHECKING:
    from archive_tui.model import Selection

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
OPS = "{http://www.idpf.org/2007/ops}"


def book(*selections: Selection) -> dict[str, bytes]:
    document = b"".join(EpubExporter().export(selections, {}))
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert archive.testzip() is None
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, first.extra, first.header_offset) == (
            "mimetype",
            0,
            b"",
            0,
        )
        assert document[30:58] == b"mimetypeapplication/epub+zip"
        names = archive.namelist()
        assert len(names) == len(set(names))
        return {name: archive.read(name) for name in names}


def xml(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314 - our own


def check(files: dict[str, bytes]) -> ET.Element:
    """Check what every book must keep; return its package."""
    container = xml(files["META-INF/container.xml"])
    [root] = container.iter("{urn:oasis:names:tc:opendocument:xmlns:container}rootfile")
    package = xml(files[str(root.get("full-path"))])
    manifest = {str(item.get("id")): item for item in package.iter(f"{OPF}item")}
    listed = {posixpath.join("EPUB", str(item.get("href"))) for item in manifest.values()}
    assert listed | {"mimetype", "META-INF/container.xml", "EPUB/package.opf"} == set(files)
    spine = [str(each.get("idref")) for each in package.iter(f"{OPF}itemref")]
    assert spine
    assert set(spine) <= set(manifest)
    [nav] = [item for item in manifest.values() if item.get("properties") == "nav"]
    assert nav.get("href") == "nav.xhtml"
    pages = {name: xml(content) for name, content in files.items() if name.endswith(".xhtml")}
    anchors = {
        (name, each.get("id")) for name, page in pages.items() for each in page.iter() if each.get("id")
    }
    assert len(anchors) == sum(1 for page in pages.values() for each in page.iter() if each.get("id"))
    for name, page in pages.items():
        assert not list(page.iter(f"{XHTML}script"))
        for each in page.iter(f"{XHTML}a"):
            target = str(each.get("href"))
            if not target.startswith(("http://", "https://", "mailto:")):
                file, _, anchor = target.partition("#")
                assert f"EPUB/{file}" in pages if file else anchor, name
                assert not anchor or (f"EPUB/{file}" if file else name, anchor) in anchors
    return package


def test_a_book_says_what_it_is() -> None:
    package = check(book(orchard.whole()))
    assert [each.text for each in package.iter(f"{DC}title")] == ["What the pear tree remembers"]
    assert [each.text for each in package.iter(f"{DC}creator")] == ["Ottilie Brand"]
    assert [each.text for each in package.iter(f"{DC}source")] == ["https://orchard.example/pears"]
    meta = {each.get("property"): each.text for each in package.iter(f"{OPF}meta")}
    assert meta["dcterms:modified"] == "2026-03-01T18:05:09Z"
    assert {"schema:accessMode", "schema:accessibilityHazard", "schema:accessibilitySummary"} <= set(meta)
    [identifier] = [each.text for each in package.iter(f"{DC}identifier")]
    again = check(book(orchard.whole()))
    assert [each.text for each in again.iter(f"{DC}identifier")] == [identifier]


def test_a_book_of_several_articles_or_none() -> None:
    package = check(book(orchard.whole(), orchard.picked()))
    assert [each.text for each in package.iter(f"{DC}title")] == ["2 articles with comments"]
    check(book())


def test_a_long_thread_is_parted_into_files_and_its_links_hold() -> None:
    parents = [-1 if index % 40 == 0 else index - 1 for index in range(800)]
    comments = thread(parents, {index: {"text": "Long words. " * 60} for index in range(800)})
    files = book(select(article(comments), comments, PROVENANCE))
    check(files)
    chapters = [name for name in files if name.startswith("EPUB/a1-")]
    assert len(chapters) > 4
    assert max(len(files[name]) for name in chapters) < 400_000
    nav = xml(files["EPUB/nav.xhtml"])
    [toc] = [each for each in nav.iter(f"{XHTML}nav") if each.get(f"{OPS}type") == "toc"]
    assert len(list(toc.iter(f"{XHTML}li"))) == len(chapters) + 2


@given(said=st.lists(hostile.filter(bool), min_size=1, max_size=4), note=hostile)
@example(said=[orchard.HOSTILE], note=orchard.HOSTILE)
def test_hostile_texts_stay_texts(said: list[str], note: str) -> None:
    facts = {index: {"text": text, "author": text, "url": text} for index, text in enumerate(said)}
    comments = thread([index - 1 for index in range(len(said))], facts)
    annotations = {comments[0].id: Annotation(note=note or None, tags=(said[0],))}
    whole = article(
        comments, title=said[0], section=said[0], dek=said[0], author=said[0], url=said[0], body=said[0]
    )
    files = book(select(whole, comments, PROVENANCE, annotations=annotations))
    check(files)
    page = xml(files["EPUB/a1-001.xhtml"])
    found = [each for each in page.iter(f"{XHTML}div") if str(each.get("class")).startswith("c ")]
    for box, text in zip(found, said, strict=True):
        paragraphs = [p for p in box.iter(f"{XHTML}p") if p.get("dir") == "auto" and p not in notes(box)]
        shown = " ".join("".join(p.itertext()) for p in paragraphs)
        assert shown.replace(">", " ").split() == text.replace(">", " ").split()


def notes(box: ET.Element) -> list[ET.Element]:
    return [p for each in box.iter(f"{XHTML}div") if each.get("class") == "note" for p in each.iter()]
