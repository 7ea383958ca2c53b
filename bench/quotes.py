"""Measure how well quotations are found in mail, where ``>`` tells what is one.

``python -m bench.quotes FOLDER…`` reads the messages in each folder, threads them by References and
In-Reply-To, hides the quotation marks and looks for the quotations again. Only paragraphs at the first level
whose words are in an ancestor can be found: the table counts them, how many are found (at least half their
lines), how many with the right source (the nearest ancestor that has the words), and how many of
the quotations yielded were marked. ``-v`` prints what was missed and what was false.
"""

from __future__ import annotations

import email
import email.policy
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from archive_tui.text.clean import clean
from archive_tui.text.decode import decode, looks_binary
from archive_tui.text.paragraphs import paragraphs
from archive_tui.text.phrases import words_of
from archive_tui.text.quotes import Quote, find_quotes

if TYPE_CHECKING:
    from email.message import Message

_SEPARATOR = re.compile(rb"^From .*\d\d:\d\d:\d\d .*\d{4}\s*\n(?=[\w-]+: )", re.MULTILINE)
_MARK = re.compile(r"^( {0,3}(?:> ?)+)", re.MULTILINE)
_REFERENCE = re.compile(r"<[^<>\s]+>")


@dataclass(slots=True)
class Mail:
    """A message: its text, and the messages that it may reply to, the likeliest first."""

    references: list[str]
    text: str


@dataclass(slots=True)
class Tally:
    """Counts for one folder."""

    messages: int = 0
    threads: int = 0
    marked: int = 0
    """Paragraphs at the first level."""
    findable: int = 0
    found: int = 0
    right: int = 0
    yielded: int = 0
    true: int = 0
    """Quotations found half of whose lines were marked, at any level."""

    def row(self, name: str) -> str:
        """Format as a row of the table."""
        return (
            f"{name:12} {self.messages:8} {self.threads:7} {self.marked:6} {self.findable:8} {self.found:5}"
            f" {_share(self.found, self.findable):>8} {self.right:5} {self.yielded:7} {self.true:5}"
            f" {_share(self.true, self.yielded):>9}"
        )


HEADER = (
    f"{'':12} {'messages':>8} {'threads':>7} {'marked':>6} {'findable':>8} {'found':>5}"
    f" {'recall':>8} {'right':>5} {'yielded':>7} {'true':>5} {'precision':>9}"
)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def read_mails(folder: Path) -> dict[str, Mail]:
    """Return the messages of all files in a folder by Message-ID, the first of equal ones."""
    mails: dict[str, Mail] = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        content = path.read_bytes().replace(b"\r\n", b"\n")
        if looks_binary(content[:65536]):
            continue
        for raw in _SEPARATOR.split(content):
            message = email.message_from_bytes(raw, policy=email.policy.compat32)
            name = _REFERENCE.search(str(message.get("Message-ID", "")))
            if name:
                references = _REFERENCE.findall(str(message.get("References", "")))[::-1]
                replied = _REFERENCE.findall(str(message.get("In-Reply-To", "")))
                mails.setdefault(name[0], Mail(replied + references, clean(_text(message))))
    return mails


def _text(message: Message) -> str:
    for part in message.walk():
        if part.get_content_type() == "text/plain":
            payload = part.get_payload(decode=True)
            return decode(payload) if isinstance(payload, bytes) else ""
    return ""


def threads(mails: dict[str, Mail]) -> list[tuple[list[str], list[int]]]:
    """Return (texts in pre-order, parents) of every thread."""
    parents: dict[str, str] = {}
    for name, mail in mails.items():
        for above in mail.references:
            line: str | None = above
            while line and line != name:
                line = parents.get(line)
            if above in mails and line is None:
                parents[name] = above
                break
    replies: dict[str, list[str]] = {}
    for name, above in parents.items():
        replies.setdefault(above, []).append(name)
    found = []
    for root in (name for name in mails if name not in parents):
        texts: list[str] = []
        above_all: list[int] = []
        stack = [(root, -1)]
        while stack:
            name, above_position = stack.pop()
            stack.extend((reply, len(texts)) for reply in reversed(replies.get(name, [])))
            texts.append(mails[name].text)
            above_all.append(above_position)
        found.append((texts, above_all))
    return found


def measure(folder: Path, *, verbose: bool) -> Tally:
    """Count for one folder."""
    mails = read_mails(folder)
    tally = Tally(messages=len(mails))
    for texts, parents in threads(mails):
        tally.threads += 1
        quotes = find_quotes([_MARK.sub("", text) for text in texts], parents)
        _count(texts, parents, quotes, tally, verbose=verbose)
    return tally


def _levels(text: str) -> list[int]:
    """Return for each line how often it is marked; -1 for a line without words."""
    marks = [(_MARK.match(line), line) for line in text.split("\n")]
    return [(mark[0].count(">") if mark else 0) if words_of(line) else -1 for mark, line in marks]


def _quoted_lines(hidden: str, quote: Quote) -> range:
    first = hidden.count("\n", 0, quote.start)
    return range(first, first + hidden.count("\n", quote.start, quote.end) + 1)


def _count(texts: list[str], parents: list[int], quotes: list[Quote], tally: Tally, *, verbose: bool) -> None:
    lines: dict[int, dict[int, set[int]]] = {}
    for quote in quotes:
        hidden = _MARK.sub("", texts[quote.position])
        covered = _quoted_lines(hidden, quote)
        levels = _levels(texts[quote.position])
        tally.yielded += 1
        if 2 * sum(levels[line] > 0 for line in covered) >= sum(levels[line] >= 0 for line in covered):
            tally.true += 1
        elif verbose:
            sys.stdout.write(f"false: {hidden[quote.start : quote.end]!r}\n")
        for line in covered:
            lines.setdefault(quote.position, {}).setdefault(line, set()).add(quote.source_position or 0)
    for position, text in enumerate(texts):
        levels = _levels(text)
        for paragraph in paragraphs(text):
            if paragraph.level != 1:
                continue
            for first, last in _blocks(text, paragraph.start, paragraph.end):
                tally.marked += 1
                wanted = " ".join(words_of("\n".join(text.split("\n")[first:last])))
                source = parents[position]
                while source >= 0 and f" {wanted} " not in f" {' '.join(words_of(texts[source]))} ":
                    source = parents[source]
                if source < 0:
                    continue
                tally.findable += 1
                sources = [lines.get(position, {}).get(line, set()) for line in range(first, last)]
                if 2 * sum(map(bool, sources)) >= last - first:
                    tally.found += 1
                    tally.right += any(source in each for each in sources)
                elif verbose:
                    sys.stdout.write(f"missed: {wanted!r}\n")


def _blocks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the ranges of lines of a marked paragraph that have words, and none without between them."""
    levels = _levels(text)
    blocks: list[tuple[int, int]] = []
    first = text.count("\n", 0, start)
    for line in range(first, first + text.count("\n", start, end) + 1):
        if levels[line] < 0:
            continue
        if blocks and blocks[-1][1] == line:
            blocks[-1] = (blocks[-1][0], line + 1)
        else:
            blocks.append((line, line + 1))
    return blocks


def main(arguments: list[str]) -> None:
    """Print the table for the folders named."""
    verbose = "-v" in arguments
    sys.stdout.write(HEADER + "\n")
    for name in arguments:
        if name != "-v":
            sys.stdout.write(measure(Path(name), verbose=verbose).row(Path(name).name) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
