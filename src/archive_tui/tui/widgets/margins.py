"""What the reader wrote beside a thread: notes and tags by comment, and how notes are laid out.

Invariant: a note is never mixed up with what commenters wrote: every line of it stands behind a mark of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.cache import LRUCache

from archive_tui.text.clean import clean, clean_line
from archive_tui.tui.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archive_tui.model import Annotation, CommentId

NOTE: Final = "✎ "
"""Stands before the first line of a note; the others begin below its text."""
_INDENT: Final = len(NOTE)
_LAID_OUT: Final = 256


class Margins:
    """Notes and tags, by comment id; 0 is the article itself."""

    def __init__(
        self, annotations: Mapping[CommentId, Annotation] | None = None, *, folded: bool = False
    ) -> None:
        found = annotations or {}
        self.notes: dict[int, str] = {each: beside.note for each, beside in found.items() if beside.note}
        self.tags: dict[int, tuple[str, ...]] = {
            each: beside.tags for each, beside in found.items() if beside.tags
        }
        self.changed: set[int] = {each for each, beside in found.items() if beside.changed}
        """Picks that the source changed since."""
        self.folded = folded
        """Whether each note takes no more than a line."""
        self._lines: LRUCache[tuple[int, int, bool], list[str]] = LRUCache(_LAID_OUT)

    def set_note(self, comment_id: int, note: str | None) -> None:
        """Write a note, or take it away."""
        if note:
            self.notes[comment_id] = note
        else:
            self.notes.pop(comment_id, None)
        self._lines.clear()

    def set_tags(self, comment_id: int, tags: str | None) -> None:
        """Give a comment exactly these tags, blanks between them."""
        if tags:
            self.tags[comment_id] = tuple(tags.split())
        else:
            self.tags.pop(comment_id, None)

    def lines(self, comment_id: int, width: int) -> list[str]:
        """Return the lines of a note in so many cells, its mark included; none if there is no note."""
        note = self.notes.get(comment_id)
        if note is None:
            return []
        key = (comment_id, width, self.folded)
        lines = self._lines.get(key)
        if lines is None:
            lines = self._lines[key] = _one_line(note, width) if self.folded else _all_lines(note, width)
        return lines

    def hashes(self, comment_id: int) -> str:
        """Return the tags of a comment as a reader writes them: "#lamp #harbour"."""
        return " ".join(f"#{clean_line(tag)}" for tag in self.tags.get(comment_id, ()))


def _all_lines(note: str, width: int) -> list[str]:
    text = clean(note)
    wrapped = [text[start:end] for start, end in wrap(text, max(2, width - _INDENT))] or [""]
    return [(" " * _INDENT if at else NOTE) + line for at, line in enumerate(wrapped)]


def _one_line(note: str, width: int) -> list[str]:
    count = len(_all_lines(note, width))
    more = f" ({count} lines)" if count > 1 else ""
    line = clean_line(note)
    room = max(2, width - _INDENT - len(more))
    first = next((line[start:end] for start, end in wrap(line, room)), "")
    return [f"{NOTE}{first}{'…' if len(first) < len(line) else ''}{more}"]
