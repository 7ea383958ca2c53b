"""What of a comment is quoted, and what is its own.

Invariant: every line is one or the other; a line that begins with ``>`` is quoted.
"""

from __future__ import annotations

from archive_tui.search import tokens


def says(text: str, scope: str, phrase: str) -> bool:
    """Say whether a folded phrase is in the quoted lines of a text (scope "quoted") or in the others ("own")."""
    quoted = scope == "quoted"
    lines = [line.lstrip("> ") if quoted else line for line in text.split("\n") if line.startswith(">") == quoted]
    part = "\n".join(lines)
    wanted = tokens.words(phrase)
    if not wanted or " ".join(wanted) != phrase:
        return phrase in tokens.fold(part)
    return f" {phrase} " in f" {' '.join(tokens.words(part))} "
