"""What a commenter wrote is text in Markdown, and the same text: asked of a real parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.curation.threads import PROVENANCE, article, thread
from tests.exporters import orchard
from tests.exporters.texts import hostile, lines

from archive_tui.curation.select import select
from archive_tui.exporters import settled
from archive_tui.exporters.blocks import blocks
from archive_tui.exporters.commonmark import address, inline, paragraph
from archive_tui.exporters.md import MarkdownExporter

if TYPE_CHECKING:
    from markdown_it.token import Token

PARSERS = {
    "commonmark": MarkdownIt("commonmark"),
    "github": MarkdownIt("commonmark").enable(["table", "strikethrough"]),
}
PLAIN = {"text", "text_special", "hardbreak", "link_open", "link_close"}


def said(token: Token) -> str:
    """Return the text of an inline token, with its line breaks."""
    parts = []
    for child in token.children or ():
        assert child.type in PLAIN, child
        if child.type == "link_open":
            assert child.markup == "autolink"
        parts.append("\n" if child.type == "hardbreak" else child.content)
    return "".join(parts).replace("\u00a0", " ")


def trimmed(text: str) -> str:
    return "\n".join(line.rstrip(" ") for line in text.split("\n"))


@pytest.mark.parametrize("dialect", PARSERS)
@given(text=hostile)
@example(text=orchard.HOSTILE)
@example(text="a\n===")
@example(text="http://a.example/*x*_y_")
@example(text="　　ideographic　")
def test_paragraphs_are_plain_and_say_the_same(dialect: str, text: str) -> None:
    parser = PARSERS[dialect]
    found, expected = [], []
    for block in blocks(text):
        tokens = parser.parse("\n".join(paragraph(block.text)))
        assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
        found.append(said(tokens[1]))
        expected.append(trimmed(block.text))
    assert found == expected


@given(text=lines)
@example(text="C #")
@example(text="1. News")
def test_a_line_is_plain_anywhere(text: str) -> None:
    parser = PARSERS["github"]
    for begin, wanted in (("", "paragraph_open"), ("# ", "heading_open")):
        tokens = parser.parse(begin + inline(text))
        if text:
            assert tokens[0].type == wanted
            assert len(tokens) == 3
            assert said(tokens[1]) == text


@given(url=st.one_of(hostile, st.text().map(lambda path: f"https://x.example/{path}")))
def test_an_address_leads_to_itself_or_nowhere(url: str) -> None:
    url = " ".join(url.split())
    for token in PARSERS["github"].parse(f"see {address(url)}"):
        for child in token.children or ():
            assert child.type in PLAIN
            if child.type == "link_open":
                assert str(child.attrs["href"]).startswith(("http://", "https://", "mailto:"))


def comments_of(tokens: list[Token]) -> list[list[str]]:
    """Return the paragraphs of every comment, in order: all inline texts between two of our anchors."""
    found: list[list[str]] = []
    for token in tokens:
        if token.type == "heading_open" and token.tag == "h2":
            found.append([])
        elif token.type == "inline":
            first = (token.children or [token])[0]
            if first.type == "html_inline" and 'id="c' in first.content:
                found.append([])
            elif found:
                found[-1].append(
                    token.content
                    if token.children is None
                    else "".join(
                        "\n" if child.type == "hardbreak" else child.content for child in token.children
                    ).replace("\u00a0", " ")
                )
    return found[1:-1]


@pytest.mark.parametrize("nesting", ["quotes", "headings"])
@given(data=st.data(), texts=st.lists(hostile.filter(bool), min_size=1, max_size=6))
def test_a_document_holds_the_comments_and_no_structure_of_theirs(
    nesting: str, data: st.DataObject, texts: list[str]
) -> None:
    parents = [data.draw(st.integers(-1, index - 1)) for index in range(len(texts))]
    comments = thread(parents, {index: {"text": text, "author": text} for index, text in enumerate(texts)})
    exporter = MarkdownExporter()
    selection = select(article(comments, title=texts[0], dek=texts[-1]), comments, PROVENANCE)
    document = b"".join(exporter.export([selection], settled(exporter, {"nesting": nesting}))).decode()
    tokens = PARSERS["github"].parse(document)
    expected = [[trimmed(block.text) for block in blocks(comment.text)] for comment in comments]
    assert comments_of(tokens) == expected
    headings = [token for token in tokens if token.type == "heading_open"]
    assert len(headings) == 3 + (len(texts) if nesting == "headings" else 0)
    kinds = {token.type for token in tokens}
    assert not kinds & {"code_block", "fence", "html_block", "table_open", "ordered_list_open", "hr"}
    assert sum(token.type == "bullet_list_open" for token in tokens) == 1
