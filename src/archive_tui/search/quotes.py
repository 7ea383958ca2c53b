"""What of a comment is quoted, and what is its own.

Invariant: everything is one or the other; quoted are the lines that begin with ``>`` and the quotations that the
library knows of.
"""

from __future__ import annotations

from archive_tui.search import tokens


def says(text: str, quotations: str | None, scope: str, phrase: str) -> bool:
    """Say whether a folded phrase is in what a text quotes (scope "quoted") or in the rest ("own").

    Args:
        text: A comment's.
        quotations: Known ones: first character and first after of each, all with blanks between them.
        scope: "quoted" or "own".
        phrase: Folded.
    """
    part = _parts(text, quotations or "")[scope != "quoted"]
    wanted = tokens.words(phrase)
    if not wanted or " ".join(wanted) != phrase:
        return phrase in tokens.fold(part)
    return f" {phrase} " in f" {' '.join(tokens.words(part))} "


def _parts(text: str, quotations: str) -> tuple[str, str]:
    """Return what is quoted and what is not."""
    places = [int(place) for place in quotations.split()]
    quoted, own, at = [], [], 0
    for start, stop in sorted(zip(places[::2], places[1::2], strict=True)):
        own.append(text[at:start])
        quoted.append(text[start:stop])
        at = max(at, stop)
    own.append(text[at:])
    lines = "\n".join(own).split("\n")
    quoted += [line for line in lines if line.startswith(">")]
    return "\n".join(quoted), "\n".join(line for line in lines if not line.startswith(">"))
