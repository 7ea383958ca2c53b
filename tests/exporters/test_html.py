"""A page is valid, loads nothing, and holds texts as texts: asked of a parser that follows the standard."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

import html5lib
from hypothesis import given
from hypothesis import strategies as st
from tests.curation.threads import PROVENANCE, article, thread
from tests.exporters import orchard
from tests.exporters.texts import hostile

from archive_tui.curation.select import select
from archive_tui.exporters import settled
from archive_tui.exporters.html import DEEPEST, HtmlExporter
from archive_tui.model import Annotation, CommentId

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element  # what html5lib builds

    from archive_tui.model import Selection

ELEMENTS = """
    a article aside b bdi blockquote body br code dd details div dl dt em footer h1 h2 head header hr html li main mark
    meta ol p pre span strong style summary time title ul
"""
OURS = set(ELEMENTS.split())


def page(*selections: Selection, **options: str) -> bytes:
    exporter = HtmlExporter()
    return b"".join(exporter.export(selections, settled(exporter, options)))


def parsed(document: bytes) -> Element:
    """Return the page; an error of the standard's parser fails the test."""
    root: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(document)
    return root


def attributes(root: Element, name: str) -> list[str]:
    return [value for each in root.iter() if (value := each.get(name)) is not None]


def test_the_page_is_valid_and_every_link_leads_somewhere() -> None:
    root = parsed(page(orchard.whole(), orchard.picked()))
    anchors = attributes(root, "id")
    assert len(anchors) == len(set(anchors))
    for target in attributes(root, "href"):
        assert target.startswith(("https://", "http://")) or target[1:] in anchors, target
    assert not attributes(root, "src")
    assert {str(each.tag) for each in root.iter()} <= OURS


def test_the_policy_allows_the_page_its_own_style_and_nothing_else() -> None:
    root = parsed(page(orchard.whole()))
    [style] = root.iter("style")
    digest = base64.b64encode(hashlib.sha256((style.text or "").encode()).digest()).decode()
    [policy] = [each.get("content") or "" for each in root.iter("meta") if each.get("http-equiv")]
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert not attributes(root, "style")
    assert "url(" not in (style.text or "")
    assert "@import" not in (style.text or "")


def texts(root: Element) -> list[str]:
    return [
        "\n\n".join("".join(each.itertext()) for each in box.iter("p"))
        for box in root.iter("div")
        if box.get("class") == "t"
    ]


@given(data=st.data(), given_texts=st.lists(hostile.filter(bool), min_size=1, max_size=5), note=hostile)
def test_hostile_texts_stay_texts(data: st.DataObject, given_texts: list[str], note: str) -> None:
    parents = [data.draw(st.integers(-1, index - 1)) for index in range(len(given_texts))]
    comments = thread(
        parents,
        {index: {"text": text, "author": text, "url": text} for index, text in enumerate(given_texts)},
    )
    annotations = {comments[0].id: Annotation(note=note or None, tags=(given_texts[0],))}
    selection = select(
        article(
            comments, title=given_texts[0], section=given_texts[0], url=given_texts[0], dek=given_texts[0]
        ),
        comments,
        PROVENANCE,
        annotations=annotations,
    )
    root = parsed(page(selection))
    assert {str(each.tag) for each in root.iter()} <= OURS
    for target in attributes(root, "href"):
        assert target.startswith(("http://", "https://", "mailto:", "#"))
    for found, comment in zip(texts(root), comments, strict=True):
        plain = comment.text.replace(">", " ")
        assert found.replace(">", " ").split() == plain.split()


def test_a_thread_deeper_than_browsers_can_nest() -> None:
    comments = thread(list(range(-1, 599)))
    root = parsed(page(select(article(comments), comments, PROVENANCE)))
    depth, waiting = 0, [(root, 1)]
    while waiting:
        element, level = waiting.pop()
        depth = max(depth, level)
        waiting.extend((child, level + 1) for child in element)
    assert depth < DEEPEST * 3 + 20
    assert len(texts(root)) == 600


def test_replies_can_be_folded_at_first() -> None:
    comments = thread([-1, 0, 1, -1])
    selection = select(article(comments), comments, PROVENANCE)
    root = parsed(page(selection, folded="yes"))
    folded = {
        each.get("id")
        for each in root.iter("li")
        if (box := each.find("details")) is not None and box.get("open") is None
    }
    assert folded == {"c1"}
    [details] = [each.find("details") for each in root.iter("li") if each.get("id") == "c1"]
    assert details is not None
    assert "2 more below" in "".join(details.find("summary").itertext())  # type: ignore[union-attr] # it is there


def test_a_note_has_its_own_element_and_no_markup_of_others() -> None:
    comments = thread([-1])
    note = "# Big\n\n<script>x</script>\n\n![p](http://x.example/y.png) [l](javascript:alert(1)) [k](https://k.example/)"
    annotations = {CommentId(1): Annotation(note=note)}
    root = parsed(page(select(article(comments), comments, PROVENANCE, annotations=annotations)))
    [box] = [each for each in root.iter("aside") if each.get("class") == "note"]
    assert [each.get("href") for each in box.iter("a")] == ["http://x.example/y.png", "https://k.example/"]
    assert not list(box.iter("img"))
    assert "<script>x</script>" in "".join(box.itertext())
    assert not list(box.iter("h1"))
