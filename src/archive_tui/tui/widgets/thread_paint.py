"""From an entry's line to a strip: the one place where texts of a thread become what the terminal gets.

Every text is cleaned here once more, so nothing that came from outside reaches the terminal as anything but
text.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len, split_graphemes
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from archive_tui.text.clean import clean, clean_line
from archive_tui.thread.noise import Reason, reason
from archive_tui.thread.outline import NO_DATE, NO_SCORE, NOISE, Flag
from archive_tui.thread.people import author_at
from archive_tui.tui.widgets.badges import SIGNS, Badges
from archive_tui.tui.widgets.geometry import BAR, INDENT
from archive_tui.tui.widgets.margins import NOTE, Margins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from archive_tui.thread.view import ThreadView
    from archive_tui.tui.widgets.article import ArticleLine
    from archive_tui.tui.widgets.body import Body
    from archive_tui.tui.widgets.geometry import Geometry

GUIDE_COLOURS = 6
FOLD_META = "fold"
"""Key in the meta of a fold mark's style: a click there folds."""
URL_META = "url"
"""Key in the meta of a link's style: a click there opens the URL."""
_GONE = {
    Flag.GHOST: "A comment that is not in the archive: it is known only because there are replies to it.",
    Flag.DELETED: "The text of this comment was removed at the source.",
}
_STUBS = {
    Reason.SPAM: "spam, hidden",
    Reason.READER: "hidden by you",
    Reason.PINGBACK: "pingback, hidden",
}
_PREVIEW = 200


def gone_text(flags: int) -> str:
    """Return the sentence that stands in for the text of a comment without one.

    Empty for an ordinary comment.
    """
    for flag, sentence in _GONE.items():
        if flags & flag:
            return sentence
    return ""


def short_number(number: str) -> str:
    """Return a number that fits in a header line: the middle of a very deep one is left out."""
    parts = number.split(".")
    return number if len(parts) <= 8 else ".".join([*parts[:2], "…", *parts[-3:]])


def first_words(body: Body) -> str:
    """Return the first words of a comment's own, if there are any besides quotations, in one line."""
    start = next((start for start, end, level in body.lines if not level and start < end), 0)
    return clean_line(body.text[start : start + _PREVIEW])


def count_of(count: int, singular: str, plural: str) -> str:
    """Return "1 reply" or "2 replies"."""
    return f"1 {singular}" if count == 1 else f"{count:,} {plural}"


class ThreadPainter:
    """Paints the lines of a view at a geometry in styles by component name."""

    def __init__(
        self,
        view: ThreadView,
        geometry: Geometry,
        styles: Mapping[str, Style],
        body: Callable[[int], Body],
        article: Callable[[], list[ArticleLine]],
        *,
        hits: Callable[[int], Sequence[tuple[int, int]]] = lambda _: (),
        writers: frozenset[int] = frozenset(),
        quoted_by: Callable[[int], Sequence[int]] = lambda _: (),
        margins: Margins | None = None,
        badges: Badges = SIGNS,
    ) -> None:
        self._view = view
        self._geometry = geometry
        self._styles = styles
        self._body = body
        self._article = article
        self._hits = hits
        self._writers = writers
        """Authors of comments who bear the name of the article's author."""
        self._quoted_by = quoted_by
        self._margins = margins or Margins()
        self._signs = badges

    def strip(self, entry: int, line: int, *, current: bool) -> Strip:
        """Paint a line of an entry, ``current`` where the cursor is, over the full width."""
        base = self._styles["base"]
        # The article is longer than the screen: the bar alone says that the cursor is on it.
        lit = current and (entry > 0 or bool(self._view.folded[0]))
        ground = base + self._styles["cursor"] if lit else base
        view, geometry = self._view, self._geometry
        one_line = bool(view.folded[entry]) or view.is_stub(entry)
        segments = [self._bar(ground, current=current)]
        if entry == 0:
            segments += self._article_line(line, ground)
        else:
            segments += self._guides(entry, ground)
            if line == 0:
                segments += self._header(entry, ground)
            elif not one_line:
                segments += self._body_line(entry, line - 1, ground)
        margin = [Segment(" " * geometry.margin, base)] if geometry.margin else []
        column = Strip(_fitted(_cleaned(segments), geometry.column)).adjust_cell_length(
            geometry.column, ground
        )
        return Strip.join([Strip(margin), column]).adjust_cell_length(geometry.width, base)

    def _bar(self, ground: Style, *, current: bool) -> Segment:
        return Segment("▌", ground + self._styles["bar"]) if current else Segment(" " * BAR, ground)

    def _guides(self, entry: int, ground: Style) -> list[Segment]:
        count = self._geometry.guides(self._view.arrangement.depth[entry])
        return [
            Segment("│" + " " * (INDENT - 1), ground + self._styles[f"guide-{level % GUIDE_COLOURS + 1}"])
            for level in range(count)
        ]

    def _fold_mark(self, entry: int, ground: Style) -> Segment:
        unfolded = "▾" if self._view.arrangement.size[entry] > 1 or entry == 0 else "·"
        mark = "▸" if self._view.folded[entry] else unfolded
        return Segment(f"{mark} ", ground + self._styles["mark"] + Style.from_meta({FOLD_META: entry}))

    # The article

    def _article_line(self, line: int, ground: Style) -> list[Segment]:
        lines = self._article()
        if self._view.folded[0]:
            title = next(each for each in lines if each.style == "title")
            return [self._fold_mark(0, ground), Segment(title.text, ground + self._styles["title"])]
        mark = self._fold_mark(0, ground) if line == 0 else Segment("  ", ground)
        shown = lines[line]
        style = ground + self._styles[shown.style]
        return [mark, *self._linked(shown.text, 0, len(shown.text), list(shown.links), style)]

    # A comment

    def _header(self, entry: int, ground: Style) -> list[Segment]:
        view, styles = self._view, self._styles
        stored = view.arrangement.stored[entry]
        flags = view.outline.flags[stored]
        meta = ground + styles["meta"]
        segments = [self._fold_mark(entry, ground)]
        if view.is_stub(entry):
            return [*segments, *self._stub(entry, stored, ground)]
        if view.unread[entry] and not view.hidden[entry]:
            segments.append(Segment("● ".translate(self._signs), ground + styles["unread"]))
        if view.picked[entry]:
            segments.append(Segment("✓ ".translate(self._signs), ground + styles["pick"]))
        if view.starred[entry]:
            segments.append(Segment("★ ".translate(self._signs), ground + styles["star"]))
        if view.outline.ids[stored] in self._margins.notes:
            segments.append(Segment(NOTE.translate(self._signs), ground + styles["memo-bar"]))
        depth = view.arrangement.depth[entry]
        if self._geometry.is_capped(depth):
            segments.append(Segment(f"⇥ {depth} ", ground + styles["depth"]))
        number = short_number(view.outline.number(stored))
        author = view.outline.author[stored]
        segments.append(Segment(f"{number} " if author >= 0 else number, ground + styles["number"]))
        if author >= 0:
            name = clean_line(view.outline.authors[author])
            dimmed = "context" if self._is_context(entry) else "author"
            segments.append(Segment(name, ground + styles["hidden" if flags & NOISE else dimmed]))
            if author in self._writers:
                segments += [Segment(" · ", meta), Segment("author", ground + styles["writer"])]
        segments.append(Segment(self._facts(entry, stored), meta))
        segments.append(Segment(self._answered(entry, stored), meta))
        segments += self._badges(entry, flags, ground)
        if hashes := self._margins.hashes(view.outline.ids[stored]):
            segments += [Segment(" · ", meta), Segment(hashes, ground + styles["tag"])]
        if view.folded[entry]:
            segments += self._preview(entry, ground)
        return segments

    def _stub(self, entry: int, stored: int, ground: Style) -> Iterator[Segment]:
        """Yield the line that stands for a hidden comment with something to show below it: why, and how much."""
        outline = self._view.outline
        style = ground + self._styles["stub"]
        yield Segment(f"{short_number(outline.number(stored))} ", ground + self._styles["number"])
        why = reason(outline.flags[stored])
        if why is Reason.MUTED:
            yield Segment(f"{clean_line(author_at(outline, stored) or '')}, muted", style)
        else:
            yield Segment(_STUBS[why] if why else "hidden", style)
        held = self._view.held(entry)
        shown = held.replies - held.hidden
        if shown:
            yield Segment(f" · {count_of(shown, 'reply', 'replies')}", ground + self._styles["meta"])
        if self._view.folded[entry] and held.unread:
            yield Segment(f" · {held.unread:,} unread", ground + self._styles["meta"])

    def _is_context(self, entry: int) -> bool:
        """Return whether a comment is there only because a filter keeps something below it."""
        filtered = self._view.filtered
        return filtered is not None and not filtered[entry]

    def _facts(self, entry: int, stored: int) -> str:
        outline = self._view.outline
        facts = []
        if outline.created[stored] != NO_DATE:
            facts.append(_date(outline.created[stored]))
        replies = outline.size[stored] - 1
        if replies:
            facts.append(count_of(replies, "reply", "replies"))
        if self._view.folded[entry]:
            held = self._view.held(entry)
            if held.unread:
                facts.append(f"{held.unread:,} unread")
            if held.new:
                facts.append(f"{held.new:,} new")
            if held.picked:
                facts.append(f"{held.picked:,} picked")
            if held.starred:
                facts.append(f"{held.starred:,} starred")
            if held.hits:
                facts.append(count_of(held.hits, "hit", "hits"))
            if held.hidden:
                facts.append(f"{held.hidden:,} hidden")
        if outline.score[stored] != NO_SCORE:
            facts.append(count_of(outline.score[stored], "point", "points"))
        if not self._view.folded[entry]:
            facts += self._quoting(entry, stored)
        return "".join(f" · {fact}" for fact in facts)

    def _answered(self, entry: int, stored: int) -> str:
        """Say whom a comment answers, unless that stands right above it or nobody knows."""
        view = self._view
        parent = view.outline.parent[stored]
        name = author_at(view.outline, parent) if parent >= 0 else None
        if name is None:
            return ""
        row = view.row_of(entry)
        if row and view.rows[row - 1] == view.arrangement.entry[parent]:
            return ""
        return f" · ↳ {clean_line(name)}"

    def _quoting(self, entry: int, stored: int) -> Iterator[str]:
        """Yield what a comment quotes within its sentences, and the first that quotes it."""
        sources = dict.fromkeys(span.source for span in self._body(entry).inline if span.source)
        if sources:
            yield f"quotes {', '.join(sources)}"
        quoting = self._quoted_by(stored)
        if quoting:
            more = f" and {len(quoting) - 1:,} more" if len(quoting) > 1 else ""
            yield f"quoted by {short_number(self._view.outline.number(quoting[0]))}{more}"

    def _badges(self, entry: int, flags: int, ground: Style) -> list[Segment]:
        badges = [
            ("new", "new", bool(self._view.new[entry])),
            ("spam", "spam", bool(flags & Flag.SPAM)),
            ("hidden by you", "stub", bool(flags & Flag.HIDDEN)),
            ("muted", "stub", bool(flags & Flag.MUTED) and not flags & Flag.PINGBACK),
            ("pingback", "meta", bool(flags & Flag.PINGBACK)),
            ("no longer at the source", "meta", bool(flags & Flag.MISSING)),
            ("changed since it was picked", "meta", self._is_changed(entry)),
            ("deleted", "stub", bool(flags & Flag.DELETED)),
            ("not in the archive", "stub", bool(flags & Flag.GHOST)),
        ]
        segments = []
        for text, style, shown in badges:
            if shown:
                segments += [Segment(" · ", ground + self._styles["meta"])]
                segments += [Segment(text, ground + self._styles[style])]
        return segments

    def _is_changed(self, entry: int) -> bool:
        view = self._view
        comment_id = view.outline.ids[view.arrangement.stored[entry]]
        return bool(view.picked[entry]) and comment_id in self._margins.changed

    def _preview(self, entry: int, ground: Style) -> list[Segment]:
        words = first_words(self._body(entry))
        return [Segment(f" — {words}", ground + self._styles["preview"])] if words else []

    def _body_line(self, entry: int, line: int, ground: Style) -> list[Segment]:
        view, styles = self._view, self._styles
        depth = view.arrangement.depth[entry]
        if view.arrangement.size[entry] > 1 and not self._geometry.is_capped(depth + 1):
            colour = (depth - 1 - self._geometry.base) % GUIDE_COLOURS + 1
            pad = Segment("│ ", ground + styles[f"guide-{colour}"])
        else:
            pad = Segment("  ", ground)
        body = self._body(entry)
        if line >= len(body.lines):
            return [pad, *self._note_line(entry, line - len(body.lines), ground)]
        start, end, level = body.lines[line]
        flags = view.outline.flags[view.arrangement.stored[entry]]
        name = "quote" if level else "stub" if flags & _EMPTIED else "body"
        if flags & NOISE:
            name = "hidden"
        if name == "body" and self._is_context(entry):
            name = "context"
        style = ground + styles[name]
        bars = [Segment("▎ " * level, ground + styles["quote-bar"])] if level else []
        tail = body.tails.get(line)
        tails = [Segment(tail, ground + styles["meta"])] if tail else []
        within = ground + styles["quote"]
        segments: list[Segment] = []
        offset = start
        for span in body.inline:
            if start < span.stop and span.start < end:
                segments += self._linked(body.text, start, max(start, span.start), body.links, style)
                segments += self._linked(
                    body.text, max(start, span.start), min(end, span.stop), body.links, within
                )
                start = min(end, span.stop)
        segments += self._linked(body.text, start, end, body.links, style)
        if hits := self._hits(entry):
            segments = list(_highlighted(segments, offset, hits, styles["hit"]))
        return [pad, *bars, *segments, *tails]

    def _note_line(self, entry: int, line: int, ground: Style) -> list[Segment]:
        view = self._view
        comment_id = view.outline.ids[view.arrangement.stored[entry]]
        lines = self._margins.lines(comment_id, self._geometry.measure(view.arrangement.depth[entry]))
        if line >= len(lines):
            return []
        mark, text = lines[line][: len(NOTE)], lines[line][len(NOTE) :]
        return [
            Segment(mark.translate(self._signs), ground + self._styles["memo-bar"]),
            Segment(text, ground + self._styles["memo"]),
        ]

    def _linked(
        self, text: str, start: int, end: int, links: list[tuple[int, int, str]], style: Style
    ) -> list[Segment]:
        """Return ``text[start:end]`` with what is part of a link in the link's style."""
        segments = []
        for first, last, url in links:
            left, right = max(first, start), min(last, end)
            if left >= right:
                continue
            if left > start:
                segments.append(Segment(text[start:left], style))
            link = style + self._styles["link"] + Style(link=url, meta={URL_META: url})
            segments.append(Segment(text[left:right], link))
            start = right
        if start < end:
            segments.append(Segment(text[start:end], style))
        return segments


_EMPTIED = Flag.GHOST | Flag.DELETED


def _date(seconds: int) -> str:
    """Return a date and time in UTC; what lies outside the calendar as seconds."""
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M")
    except (OverflowError, ValueError, OSError):
        return f"{seconds} s"


def _highlighted(
    segments: list[Segment], offset: int, spans: Sequence[tuple[int, int]], style: Style
) -> Iterator[Segment]:
    """Yield the segments of a stretch of text that begins at ``offset``, what lies in a span in a style besides."""
    for text, own, _ in segments:
        done, end = offset, offset + len(text)
        for first, last in spans:
            left, right = max(first, done), min(last, end)
            if left < right:
                yield Segment(text[done - offset : left - offset], own)
                yield Segment(text[left - offset : right - offset], (own or Style.null()) + style)
                done = right
        yield Segment(text[done - offset :], own)
        offset = end


def _cleaned(segments: list[Segment]) -> list[Segment]:
    return [
        Segment(clean(text).replace("\n", " "), style) if text else Segment("", style)
        for text, style, _ in segments
    ]


def _fitted(segments: list[Segment], width: int) -> list[Segment]:
    """Return segments no wider than this, an ellipsis where something is left out; no grapheme is cut."""
    if sum(cell_len(segment.text) for segment in segments) <= width:
        return segments
    kept: list[Segment] = []
    room = width - 1
    for segment in segments:
        end = used = 0
        for _, stop, cells in split_graphemes(segment.text)[0]:
            if used + cells > room:
                break
            end, used = stop, used + cells
        kept.append(Segment(segment.text[:end], segment.style))
        room -= used
        if end < len(segment.text):
            return [*kept, Segment("…", segment.style)]
    return kept
