"""Measure the page-dump importer against pages whose comments are known.

``python -m bench.page_dumps FOLDER`` reads ``FOLDER/page-dumps/NAME.RENDERER.txt`` and
``FOLDER/html/NAME.truth.json`` and prints, per renderer: comments that the dump contains, how many of them
were found, how many of the comments found are ones, and how many have the right parent. A comment is
contained if the beginning of its longest paragraph stands in the white-space-folded dump. ``-v`` adds a row
per page, ``-vv`` names what is missing, false or misplaced.

Beside a ``NAME.facts.json`` in ``FOLDER/page-dumps``, which lists the number, the length and the digest of each
comment's white-space-folded text, ``NAME.txt`` is compared comment by comment, and the exit code is 1 where one
differs.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from archive_tui.errors import ImportFailedError
from archive_tui.importers.page_dump import PageDumpImporter
from archive_tui.model import ImportedComment, Kind, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(slots=True)
class Tally:
    """Counts for one page or one renderer."""

    pages: int = 0
    contained: int = 0
    found: int = 0
    right: int = 0
    """Found, and with the right parent."""
    real: int = 0
    """Comments made that the page has, contained in the dump by the definition above or not."""
    yielded: int = 0
    """Comments that the importer made, ghosts aside."""
    remarks: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Add another page's counts."""
        self.pages += other.pages
        self.contained += other.contained
        self.found += other.found
        self.right += other.right
        self.yielded += other.yielded
        self.real += other.real

    def row(self, name: str) -> str:
        """Format as a row of the table."""
        recall, precision = _share(self.found, self.contained), _share(self.real, self.yielded)
        return (
            f"{name:58} {self.pages:5} {self.contained:9} {self.found:6} {recall:>8}"
            f" {self.yielded:8} {precision:>10} {self.right:8} {_share(self.right, self.contained):>8}"
        )


HEADER = f"{'':58} pages contained  found   recall  yielded  precision  parents    right"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def _fold(text: str) -> str:
    return " ".join(text.split())


def _squeezed(text: str) -> str:
    """Drop all white space: a renderer may break a word where it cut an address."""
    return "".join(text.split())


def measure(dump: Path, truth: Sequence[dict[str, object]]) -> Tally:
    """Import one dump and compare."""
    tally = Tally(pages=1)
    text = _fold(dump.read_text(encoding="utf-8", errors="replace"))
    begun = [entry for entry in truth if entry["longest_paragraph_start"]]
    contained = [entry for entry in begun if _fold(str(entry["longest_paragraph_start"])) in text]
    tally.contained = len(contained)
    comments: tuple[ImportedComment, ...] = ()
    try:
        for thread in PageDumpImporter().threads([dump]):
            comments = thread.comments
    except ImportFailedError as error:
        tally.remarks.append(f"refused: {error}")
    comments = tuple(comments)
    tally.yielded = sum(1 for comment in comments if comment.state is not State.GHOST)
    matched = _match(contained, comments)
    place_of = dict(matched)
    parent_of = {comment.ref: comment.parent for comment in comments}
    ghosts = {comment.ref for comment in comments if comment.state is State.GHOST}
    for entry in contained:
        order = int(str(entry["order"]))
        ref = place_of.get(order)
        if ref is None:
            tally.remarks.append(f"missing: {entry['longest_paragraph_start']}")
            continue
        tally.found += 1
        expected = entry["class_parent"]
        parent = parent_of[ref]
        if _parent_is_right(expected, parent, place_of, ghosts):
            tally.right += 1
        else:
            tally.remarks.append(f"misplaced (parent {expected}): {entry['longest_paragraph_start']}")
    left = [entry for entry in truth if int(str(entry["order"])) not in matched]
    known = set(matched.values()) | ghosts
    false = [comment for comment in comments if comment.ref not in known and not _explained(comment, left)]
    tally.real = tally.yielded - len(false)
    tally.remarks.extend(f"no comment: {_fold(comment.text)[:80]}" for comment in false)
    return tally


def _explained(comment: ImportedComment, left: list[dict[str, object]]) -> bool:
    """Say whether a comment is one of those left over in the truth, and take that one.

    The truth knows no text of pingbacks, took a byline for the longest paragraph of very short comments, and
    read some characters differently; letters, the kind and the author decide then.
    """
    for entry in left:
        start = _letters(str(entry["longest_paragraph_start"] or ""))
        author = str(entry["author_raw"] or "")
        same_kind = bool(entry["pingback"]) and comment.kind is Kind.PINGBACK
        same_text = bool(start) and start in _letters(comment.text)
        same_author = comment.author is not None and author.startswith(comment.author)
        if same_kind or same_text or same_author:
            left.remove(entry)
            return True
    return False


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isascii() and character.isalnum())


def _parent_is_right(
    expected: object, parent: str | None, place_of: dict[int, str], ghosts: set[str]
) -> bool:
    """Compare parents; a parent that the dump does not contain is right as a ghost."""
    if expected is None:
        return parent is None
    known = place_of.get(int(str(expected)))
    return parent == known if known is not None else parent in ghosts


def _match(contained: Iterable[dict[str, object]], comments: Sequence[ImportedComment]) -> dict[int, str]:
    """Pair the truth with the comments in page order; each comment is used once."""
    squeezed = [_squeezed(comment.text) for comment in comments]
    used: set[int] = set()
    matched: dict[int, str] = {}
    for entry in contained:
        wanted = _squeezed(str(entry["longest_paragraph_start"]))
        for place, text in enumerate(squeezed):
            if place not in used and wanted in text:
                used.add(place)
                matched[int(str(entry["order"]))] = comments[place].ref
                break
    return matched


def differences(dump: Path, facts: dict[str, object]) -> list[str]:
    """Compare one dump with what is known of every comment in it; no lines where all is exact."""
    [thread] = PageDumpImporter().threads([dump])
    below: Counter[str | None] = Counter()
    number: dict[str | None, str] = {None: ""}
    found: list[tuple[str, int, int, str, int]] = []
    for comment in thread.comments:
        below[comment.parent] += 1
        number[comment.ref] = f"{number[comment.parent]}.{below[comment.parent]}".lstrip(".")
        text = _fold(comment.text)
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        depth = number[comment.ref].count(".") + 1
        found.append((number[comment.ref], depth, len(text), digest, comment.text.count("\n\n") + 1))
    known = facts["facts"]
    assert isinstance(known, list)
    wanted = [
        tuple(row[key] for key in ("number", "depth", "chars", "sha256_16", "paragraphs")) for row in known
    ]
    lines = [f"no such comment: {row[0]}" for row in found if row not in wanted]
    lines.extend(f"not found so: {row[0]}" for row in wanted if row not in found)
    if not (thread.article.section and thread.article.title and thread.article.dek):
        lines.append("kicker, title or dek not recognised")
    return lines


def main(arguments: list[str]) -> int:
    """Print the table; the exit code is 1 where a page with facts differs from them."""
    verbose = sum(argument.count("v") for argument in arguments if argument.startswith("-"))
    folders = [Path(argument) for argument in arguments if not argument.startswith("-")]
    if len(folders) != 1:
        sys.stderr.write("usage: python -m bench.page_dumps [-v] FOLDER\n")
        return 2
    totals: defaultdict[str, Tally] = defaultdict(Tally)
    lines = [HEADER]
    for dump in sorted((folders[0] / "page-dumps").glob("*.txt")):
        page, _, renderer = dump.stem.rpartition(".")
        known = folders[0] / "html" / f"{page}.truth.json"
        if not known.exists():
            continue
        tally = measure(dump, json.loads(known.read_text(encoding="utf-8")))
        totals[renderer].add(tally)
        if verbose:
            lines.append(tally.row(dump.stem))
        if verbose > 1:
            lines.extend(f"    {remark}" for remark in tally.remarks)
    lines.extend(tally.row(name) for name, tally in sorted(totals.items()))
    wrong = 0
    for known in sorted((folders[0] / "page-dumps").glob("*.facts.json")):
        dump = known.with_name(known.name.removesuffix(".facts.json") + ".txt")
        differing = differences(dump, json.loads(known.read_text(encoding="utf-8")))
        wrong += bool(differing)
        lines.append(f"{dump.stem}: {'differs from its facts' if differing else 'exact'}")
        lines.extend(f"    {line}" for line in differing)
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
