"""Lines of plain text while they are written: what stands before them, and what is owed between them.

The invariant: no line but a preformatted one begins or ends with a space that no indent asks for, and no two blank
lines follow each other but in preformatted text.
"""

from __future__ import annotations

import re

DEEPEST = 12
"""Levels of quotations and lists that are drawn; what is deeper stands at the deepest."""

_MARKS = re.compile(r"(?:> )*")


class Layout:
    """Takes words and the breaks between them, and gives lines."""

    def __init__(self) -> None:
        self.space = False
        """Whether a space is owed before the next word, if it stands on the same line."""
        self.gap = 0
        """Line ends that are owed before the next word: 0, 1, or 2 for a blank line."""
        self.line: list[str] = []
        """The pieces of the line that is being written."""
        self._lines: list[str] = []
        self._indents: list[tuple[str, str]] = []
        """Open quotations and entries: the element, and what stands before each line."""
        self._prefix = ""
        self._label = ""
        """What stands before the next word in place of the last indent: the number of an entry."""

    def text(self) -> str:
        """Return everything that was written."""
        self.end_line()
        return "\n".join(self._lines).strip("\n").rstrip()

    def put(self, words: str) -> None:
        """Write words on the line, or on a new one where that is owed."""
        if self.gap:
            self.end_line()
            if self.gap > 1 and self._lines:
                self._lines.append(self._blank())
            self.gap = 0
        if not self.line:
            self.line.append(self._opening())
        elif self.space:
            self.line.append(" ")
        self.space = False
        self.line.append(words)

    def put_verbatim(self, text: str) -> None:
        """Write preformatted text."""
        for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            if number and (self.line or not self.gap):
                if not self.line and self._lines:
                    self._lines.append(self._blank())
                self.end_line()
            if line and self.line and not self.gap:
                self.line.append(line)
            elif line:
                self.space = False
                self.put(line)

    def owe(self, gap: int) -> None:
        """Let at least so many line ends come before the next word."""
        self.space = False
        self.gap = max(self.gap, gap)

    def break_line(self) -> None:
        """End the line; twice in a row leaves a blank line, more often no more."""
        self.space = False
        self.gap = min(self.gap + 1, 2)

    def end_line(self) -> None:
        """Begin a new line now."""
        if self.line:
            self._lines.append("".join(self.line).rstrip(" \u00a0"))
            self.line.clear()

    def indent(self, name: str, indent: str, label: str = "") -> None:
        """Put something before all lines until ``outdent``.

        Args:
            name: Of the element that wants it.
            indent: What stands before each line.
            label: What stands before the first one in its place.
        """
        if len(self._indents) >= DEEPEST:
            indent = ""
        self._indents.append((name, indent))
        self._prefix += indent
        self._label = label

    def outdent(self, name: str) -> None:
        """Take away what was put before the lines last for an element of a name, and all that came after it."""
        for place in range(len(self._indents) - 1, max(-1, len(self._indents) - 1 - 4 * DEEPEST), -1):
            if self._indents[place][0] == name:
                del self._indents[place:]
                self._prefix = "".join(indent for _, indent in self._indents[: DEEPEST + 1])
                self._label = ""
                return

    def indented_for(self, name: str) -> bool:
        """Say whether the last indent is of an element of that name."""
        return bool(self._indents) and self._indents[-1][0] == name

    def open_of(self, name: str) -> int:
        """Return how many of the last indents are of elements of that name."""
        return sum(each == name for each, _ in self._indents[-DEEPEST:])

    def _opening(self) -> str:
        """Return what stands before the first word of a line."""
        if self._label and self._indents:
            indent = self._indents[-1][1]
            opening = self._prefix[: len(self._prefix) - len(indent)] + self._label.ljust(len(indent))
            self._label = ""
            return opening
        return self._prefix

    def _blank(self) -> str:
        """Return what stands on a blank line: the marks of the quotations that both its neighbours are in."""
        above = _MARKS.match(self._lines[-1] + " ")
        here = _MARKS.match(self._prefix)
        return min(above[0] if above else "", here[0] if here else "", key=len).rstrip()
