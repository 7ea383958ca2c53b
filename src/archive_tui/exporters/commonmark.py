r"""Text as CommonMark that says the same text again: nothing that a commenter typed becomes structure.

The invariant, for every clean text: parsed by the rules of CommonMark 0.31 (or of GitHub's dialect), what ``paragraph``
and ``inline`` return is one paragraph of plain text, line breaks and links to addresses that stand in the text, and
its text is the text that was given; only spaces at the beginning of a line are no-break ones then.
"""

from __future__ import annotations

import re

from archive_tui.text.clean import safe_url

_SPECIAL = str.maketrans({character: f"\\{character}" for character in "\\`*[]<>&~|"})
"""What may begin markup wherever it stands."""
_AT_EDGES = re.compile(r"(?<![^\W_])_|_(?![^\W_])|(?<!\S)#")
"""What may only at the edge of a word, or end a heading."""
_AT_THE_BEGINNING = re.compile(r"([ ]*)(?:([#+=:-])|(\d{1,9})([.)]))?")
"""What begins a heading, a list, a rule, an underline or a definition at the beginning of a line."""
_URL = re.compile(r"https?://[^\s<>\"'`\\|{}^]+", re.IGNORECASE)
_AFTER_URL = ".,;:!?)]}…"


def paragraph(text: str) -> list[str]:
    """Return the lines of a text without blank lines as the lines of one paragraph."""
    lines = [_line(line.rstrip(" ")) for line in text.split("\n")]
    return [line + "\\" for line in lines[:-1]] + lines[-1:]


def inline(text: str) -> str:
    """Return text on one line, to stand inside a paragraph or a heading."""
    return _line(" ".join(text.split()))


def link(text: str, target: str) -> str:
    """Return a link with a text of ours to a place in the document."""
    return f"[{text}](#{target})"


def address(url: str) -> str:
    """Return a URL as a link to it, if it may be one, else as text."""
    safe = safe_url(url)
    return f"<{safe}>" if safe is not None and _plain(safe) else inline(url)


def _line(line: str) -> str:
    at = _AT_THE_BEGINNING.match(line)
    if at is None or not line:
        return line
    marker = f"\\{at[2]}" if at[2] else f"{at[3]}\\{at[4]}" if at[3] else ""
    rest = line[at.end() :]
    begins = 0 if marker else len(rest) - len(rest.lstrip())
    ends = len(rest.rstrip())
    blanks = "".join(f"&#{ord(blank)};" for blank in rest[:begins])
    after = "".join(f"&#{ord(blank)};" for blank in rest[max(ends, begins) :])
    return "&nbsp;" * len(at[1]) + marker + blanks + _linked(rest[begins:ends]) + after


def _linked(text: str) -> str:
    """Return text with its addresses as links, everything else escaped."""
    if "://" not in text:
        return _escaped(text)
    parts: list[str] = []
    end = 0
    for found in _URL.finditer(text):
        url = found[0].rstrip(_AFTER_URL)
        if "(" in url and found[0][len(url) :].startswith(")"):
            url += ")"
        if safe_url(url) != url or not _plain(url):
            continue
        parts += [_escaped(text[end : found.start()]), f"<{url}>"]
        end = found.start() + len(url)
    parts.append(_escaped(text[end:]))
    return "".join(parts)


def _plain(url: str) -> bool:
    """Return whether a parser shows the URL as it is: one that would be decoded or encoded is shown otherwise."""
    return url.isascii() and "%" not in url


def _escaped(text: str) -> str:
    text = text.translate(_SPECIAL)
    return _AT_EDGES.sub(r"\\\g<0>", text) if "_" in text or "#" in text else text
