"""CommonMark: replies nested as quotations, or under headings.

The invariant: every comment begins with a line of ours that has its number and an anchor; what a commenter wrote
stands below it as plain paragraphs, as deep as the comment and no deeper, whatever it says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive_tui.exporters import Option, wording
from archive_tui.exporters.blocks import Block, blocks
from archive_tui.exporters.commonmark import address, inline, link, paragraph
from archive_tui.exporters.places import Places, shortened
from archive_tui.model import Chosen, Omission
from archive_tui.text.clean import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from archive_tui.model import Annotation, Selection

DEEPEST_QUOTE = 12
"""Levels that are nested; parsers stop at twenty or so, and readers before."""
DEEPEST_HEADING = 6
_PART = 1 << 16
_TAG = re.compile(r"<(?=[A-Za-z/!?])")


class MarkdownExporter:
    """Write CommonMark."""

    name = "md"
    description = "Markdown (CommonMark), replies as nested quotations or under headings"
    extension = "md"
    media_type = "text/markdown"
    options = (
        Option("nesting", "How replies are nested", ("quotes", "headings")),
        Option(
            "anchors", "Whether comments have anchors (in HTML), and references lead there", ("yes", "no")
        ),
    )

    def export(self, selections: Iterable[Selection], options: Mapping[str, str]) -> Iterator[bytes]:
        """Yield the document; articles follow each other."""
        for index, selection in enumerate(selections):
            text = "\n---\n\n" if index else ""
            for lines in _Document(selection, index, options).parts():
                text += "\n".join(lines) + "\n"
                if len(text) >= _PART:
                    yield text.encode()
                    text = ""
            yield text.encode()


class _Document:
    """One article with what was chosen of its thread."""

    def __init__(self, selection: Selection, index: int, options: Mapping[str, str]) -> None:
        self._selection = selection
        self._anchors = options["anchors"] == "yes"
        self._headings = options["nesting"] == "headings"
        self._places = Places(selection, index)
        self._depth = 0
        """Of the quotation that the last comment stands in."""

    def parts(self) -> Iterator[list[str]]:
        """Yield the document as lines, from blank line to blank line."""
        yield self._head()
        for entry in self._selection.entries:
            lines = self._comment(entry) if isinstance(entry, Chosen) else self._omission(entry)
            if lines:
                yield self._nested(entry.level, lines)
        yield self._foot()

    def _head(self) -> list[str]:
        article = self._selection.article
        title = inline(clean_line(article.summary.title)) or "(no title)"
        lines = [f"# {self._anchor(self._places.article)}{title}"]
        known = [
            inline(fact) for fact in [clean_line(article.summary.section or ""), *wording.byline(article)]
        ]
        if article.url:
            known.append(address(clean_line(article.url)))
        if any(known):
            lines += ["", " · ".join(filter(None, known))]
        for block in blocks(article.dek or ""):
            lines += ["", f"**{inline(block.text)}**"]
        for block in blocks(article.body):
            lines += ["", *_quoted(block)]
        for text in wording.page_notes(article):
            for block in blocks(text):
                lines += ["", *(f"> {line}" for line in _quoted(block))]
        lines += _annotated(self._selection.annotation)
        return [*lines, "", f"## {wording.extent(self._selection)}"]

    def _comment(self, chosen: Chosen) -> list[str]:
        comment = chosen.comment
        number = shortened(comment.number)
        facts = [inline(fact) for fact in wording.facts(chosen)]
        facts += wording.marks(chosen, self._selection)
        if comment.url:
            facts.append(address(clean_line(comment.url)))
        facts += self._answered(chosen)
        anchor = self._anchor(self._places.anchor(comment))
        if self._headings:
            marks = "#" * min(chosen.level + 2, DEEPEST_HEADING)
            lines = [f"{marks} {anchor}{' · '.join([number, *facts])}"]
        else:
            lines = [f"{anchor}{' · '.join([f'**{number}**', *facts])}"]
        stand_in = wording.stand_in(chosen)
        if stand_in:
            lines += ["", f"*{inline(stand_in)}*"]
        for block in blocks(comment.text, chosen.quotes):
            lines += ["", *_quoted(block), *self._source(block)]
        return lines + _annotated(chosen.annotation)

    def _answered(self, chosen: Chosen) -> list[str]:
        """Return what a comment answers where its place does not show it, and what it quotes in passing."""
        said = []
        deepest = DEEPEST_HEADING - 2 if self._headings else DEEPEST_QUOTE
        parent = self._places.parent(chosen.comment)
        if parent and (chosen.level > deepest or not self._places.target(parent)):
            said.append(f"in reply to {self._link(parent)}")
        quoted = [number for number in self._places.quoted(chosen) if number != parent]
        if quoted:
            said.append(f"quotes {', '.join(map(self._link, quoted))}")
        return said

    def _omission(self, omission: Omission) -> list[str]:
        said = wording.omitted(omission)
        return [f"*{inline(said)}*"] if said else []

    def _nested(self, level: int, lines: list[str]) -> list[str]:
        """Return the lines in the quotation that they belong into, apart from what stands before them."""
        depth = 0 if self._headings else min(level, DEEPEST_QUOTE + 1) - 1
        apart = min(self._depth, max(depth - 1, 0))
        self._depth = depth
        mark = "> " * depth
        return [("> " * apart).rstrip(), *[(mark + line).rstrip(" ") for line in lines]]

    def _source(self, block: Block) -> list[str]:
        """Return who is quoted, as the last paragraph of the quotation."""
        if not block.quoted:
            return []
        where = "the article" if block.number is None else self._link(block.number)
        return [">", f"> — {where}"]

    def _link(self, number: str) -> str:
        target = self._places.target(number) if self._anchors else None
        return link(shortened(number), target) if target else shortened(number)

    def _anchor(self, name: str) -> str:
        return f'<a id="{name}"></a>' if self._anchors else ""

    def _foot(self) -> list[str]:
        lines = ["", "## Where this comes from", ""]
        for what, value in wording.provenance(self._selection):
            exact = what in {"SHA-256", "Key"} and "`" not in value
            lines.append(f"- {what}: {f'`{value}`' if exact else inline(value)}")
        return lines


def _quoted(block: Block) -> list[str]:
    mark = "> " * min(block.level, DEEPEST_QUOTE // 3)
    return [mark + line for line in paragraph(block.text)]


def _annotated(annotation: Annotation) -> list[str]:
    """Return what the reader wrote as a list, a blank line before it; a comment holds no lists."""
    lines: list[str] = []
    if annotation.tags:
        lines += ["", f"- **Tags:** {', '.join(inline(clean_line(tag)) for tag in annotation.tags)}"]
    if annotation.note:
        note = clean(annotation.note).strip("\n")
        lines += ["", f"- **{wording.NOTE}:**", ""]
        lines += [f"  {line}".rstrip(" ") for line in _TAG.sub("&lt;", note).split("\n")]
    return lines
