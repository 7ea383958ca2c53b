"""A page of HTML in one file: it reads on a phone and on paper, folds without scripts, and asks nobody for anything.

The invariant: the page loads nothing and runs nothing. Its policy forbids everything but its own style, which it names
by its digest, and no commenter's text can become an element or leave its paragraph.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from archive_tui.exporters import Option, markup, wording
from archive_tui.exporters.blocks import blocks
from archive_tui.exporters.places import Places, shortened
from archive_tui.model import Chosen, Omission, Role
from archive_tui.text import transcript

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from archive_tui.model import Annotation, Selection

DEEPEST = 30
"""Levels that are nested: a phone holds no more, and browsers stop at 512 elements; there are three a level."""
_DEEP, _DEEPER = 8, 14
"""Above these levels, replies are indented less, and still less."""
_PART = 1 << 16


@cache
def style() -> str:
    """Return the style of the page."""
    return resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")


def policy() -> str:
    """Return the page's Content-Security-Policy."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


class HtmlExporter:
    """Write one self-contained page."""

    name = "html"
    description = "One HTML page: folds without scripts, light and dark, printable, loads nothing"
    extension = "html"
    media_type = "text/html"
    options = (Option("folded", "Whether the replies to each root are folded at first", ("no", "yes")),)

    def export(self, selections: Iterable[Selection], options: Mapping[str, str]) -> Iterator[bytes]:
        """Yield the page; articles follow each other."""
        index = -1
        text = ""
        for index, selection in enumerate(selections):
            if not index:
                text = _beginning(selection)
            for part in _Piece(selection, index, folded=options["folded"] == "yes").parts():
                text += part
                if len(text) >= _PART:
                    yield text.encode()
                    text = ""
        yield ((text if index >= 0 else _beginning(None)) + "</main>\n</body>\n</html>\n").encode()


def _beginning(first: Selection | None) -> str:
    title = markup.text(first.article.summary.title) if first else ""
    program = f"archive-tui {first.provenance.program}" if first else "archive-tui"
    return f"""<!DOCTYPE html>
<html lang="">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="{program}">
<title>{title or "Articles"}</title>
<style>{style()}</style>
</head>
<body>
<main>
"""


class _Piece:
    """One article with what was chosen of its thread."""

    def __init__(self, selection: Selection, index: int, *, folded: bool) -> None:
        self._selection = selection
        self._places = Places(selection, index)
        self._folded = folded
        self._open: list[bool] = []
        """The comments that are not closed yet, by level; whether a list of replies was begun in each."""
        self._below = _replies_below(selection)

    def parts(self) -> Iterator[str]:
        """Yield the piece, its elements closed at the end."""
        yield self._head()
        begun = False
        for place, entry in enumerate(self._selection.entries):
            level = min(entry.level, DEEPEST)
            if isinstance(entry, Omission) and not wording.omitted(entry):
                continue
            if not begun:
                yield '<ol class="thread">\n'
                begun = True
            yield self._close(level - 1)
            yield self._begin_replies(level)
            if isinstance(entry, Chosen):
                yield self._comment(entry, self._below[place])
                self._open.append(False)
            else:
                yield f'<li class="omitted">{markup.text(wording.omitted(entry))}</li>\n'
        yield self._close(0)
        yield ("</ol>\n" if begun else "") + self._foot()

    def _close(self, level: int) -> str:
        """Close the comments below a level."""
        parts = ["</ol>\n</details></li>\n" if begun else "</details></li>\n" for begun in self._open[level:]]
        del self._open[level:]
        return "".join(reversed(parts))

    def _begin_replies(self, level: int) -> str:
        if level < 2 or self._open[level - 2]:
            return ""
        self._open[level - 2] = True
        depth = " deeper" if level > _DEEPER else " deep" if level > _DEEP else ""
        return f'<ol class="replies{depth}">\n'

    def _head(self) -> str:
        article = self._selection.article
        summary = article.summary
        kicker = markup.text(summary.section or "")
        meta = [f"<span>{markup.text(fact)}</span>" for fact in wording.byline(article)]
        if article.url:
            meta.append(f"<span>{markup.address(article.url)}</span>")
        parts = [f'<article class="piece" id="{self._places.article}">\n<header>\n']
        if kicker:
            parts.append(f'<p class="kicker" dir="auto">{kicker}</p>\n')
        parts.append(f'<h1 dir="auto">{markup.text(summary.title) or "(no title)"}</h1>\n')
        if article.dek:
            parts.append(f'<p class="dek" dir="auto">{markup.text(article.dek)}</p>\n')
        if meta:
            parts.append(f'<p class="meta">{"".join(meta)}</p>\n')
        parts.append("</header>\n")
        parts.append(self._annotated(self._selection.annotation))
        if article.body:
            parts.append(
                f'<div class="body">\n{markup.blocks(blocks(article.body), self._reference)}</div>\n'
            )
        parts += [
            f'<aside class="aside"><p dir="auto">{markup.prose(text)}</p></aside>\n'
            for text in wording.page_notes(article)
        ]
        parts.append(f"<h2>{markup.text(wording.extent(self._selection))}</h2>\n")
        return "".join(parts)

    def _comment(self, chosen: Chosen, below: int) -> str:
        comment = chosen.comment
        anchor = self._places.anchor(comment)
        classes = ["stub"] if chosen.role is Role.STUB else []
        if chosen.annotation.picked and self._selection.whole:
            classes.append("picked")
        named = f' class="{" ".join(classes)}"' if classes else ""
        closed = self._folded and chosen.level == 1 and below
        number = f'<a class="n" href="#{anchor}">{shortened(comment.number)}</a>'
        parts = [
            f'<li{named} id="{anchor}"><details{"" if closed else " open"}>\n',
            f"<summary>{number}{self._facts(chosen, below)}</summary>\n",
        ]
        stand_in = wording.stand_in(chosen)
        if stand_in:
            text = f'<p class="in">{markup.text(stand_in)}</p>\n'
        else:
            text = markup.blocks(blocks(comment.text, chosen.quotes), self._reference)
        parts.append(f'<div class="t">\n{text}</div>\n')
        parts.append(self._annotated(chosen.annotation))
        return "".join(parts)

    def _facts(self, chosen: Chosen, below: int) -> str:
        comment = chosen.comment
        parts = []
        if comment.author:
            parts.append(f'<b class="by"><bdi>{markup.text(comment.author)}</bdi></b>')
        if comment.created is not None:
            parts.append(markup.moment(comment.created, transcript.moment(comment.created)))
        if comment.score is not None:
            parts.append(f"<span>{markup.text(transcript.counted(comment.score, 'point'))}</span>")
        parts += [f'<span class="odd">{markup.text(remark)}</span>' for remark in wording.remarks(chosen)]
        if chosen.annotation.starred:
            parts.append('<span class="star" title="starred">★</span>')
        parent = self._places.parent(comment)
        if parent and (chosen.level > DEEPEST or not self._places.target(parent)):
            parts.append(f"<span>in reply to {self._reference(parent)}</span>")
        if comment.url:
            parts.append(markup.link(comment.url, "source"))
        if below:
            parts.append(f'<span class="more">{below:,} more below</span>')
        return "".join(f" {part}" for part in parts if part)

    def _annotated(self, annotation: Annotation) -> str:
        parts = []
        if annotation.tags:
            tags = "".join(f"<li>{markup.text(tag)}</li>" for tag in annotation.tags)
            parts.append(f'<ul class="tags" aria-label="Tags">{tags}</ul>\n')
        if annotation.note:
            parts.append(
                f'<aside class="note"><b>{wording.NOTE}</b>\n{markup.note(annotation.note)}</aside>\n'
            )
        return "".join(parts)

    def _reference(self, number: str | None) -> str:
        """Return a link to a comment, or to the article, if it is on the page, else its number."""
        if number is None:
            return f'<a href="#{self._places.article}">the article</a>'
        target = self._places.target(number)
        shown = shortened(number)
        return f'<a href="#{target}">{shown}</a>' if target else shown

    def _foot(self) -> str:
        rows = "".join(
            f"<dt>{what}</dt><dd>{markup.text(value)}</dd>\n"
            for what, value in wording.provenance(self._selection)
        )
        return f'<footer class="about">\n<h2>Where this comes from</h2>\n<dl>\n{rows}</dl>\n</footer>\n</article>\n'


def _replies_below(selection: Selection) -> list[int]:
    """Return how many comments stand below each entry in the document. O(entries)."""
    below = [0] * len(selection.entries)
    above: list[int] = []
    for place, entry in enumerate(selection.entries):
        while above and selection.entries[above[-1]].level >= entry.level:
            below_it = below[above.pop()]
            if above:
                below[above[-1]] += below_it
        if isinstance(entry, Chosen):
            if above:
                below[above[-1]] += 1
            above.append(place)
    while above:
        below_it = below[above.pop()]
        if above:
            below[above[-1]] += below_it
    return below
