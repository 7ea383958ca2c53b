"""How exactly saved pages are read: ``python -m bench.saved_pages FOLDER [--detail]``.

The folder holds pages ``NAME.html`` and beside each ``NAME.truth.json``: a list, in the page's order, of objects
with ``order``, ``id``, ``class_parent`` (the order of the parent, or null), ``pingback``,
``longest_paragraph_start``. Prints for each page how many of its comments were found (by their longest paragraph),
how many of them under the right parent, how many pingbacks are marked as such, and how many comments were found
that are none.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive_tui.errors import ImportFailedError
from archive_tui.importers.html import HtmlImporter
from archive_tui.model import ImportedThread, Kind
from archive_tui.text.clean import clean_line


@dataclass(slots=True)
class Score:
    """The figures of a page."""

    name: str
    true: int = 0
    found: int = 0
    parents: int = 0
    pingbacks: int = 0
    true_pingbacks: int = 0
    extra: int = 0
    declared: int | None = None
    seconds: float = 0.0

    def add(self, other: Score) -> None:
        """Add another page's figures."""
        for name in ("true", "found", "parents", "pingbacks", "true_pingbacks", "extra", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def line(self) -> str:
        """Return the page's line of the table."""
        declared = "-" if self.declared is None else self.declared
        return (
            f"{self.name[:46]:46} {self.true:5} {_share(self.found, self.true)} {_share(self.parents, self.true)} "
            f"{self.pingbacks:4}/{self.true_pingbacks:<4} {self.extra:5} {declared:>8} "
            f"{self.seconds:7.2f}"
        )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:7.1f}%" if whole else "      -"


def measure(page: Path, truth: list[dict[str, Any]], *, detail: bool) -> Score:
    """Compare what is read from a page with what is in it."""
    score = Score(page.stem, true=len(truth), true_pingbacks=sum(bool(each["pingback"]) for each in truth))
    began = time.perf_counter()
    try:
        (thread,) = HtmlImporter().threads([page])
    except ImportFailedError as error:
        print(f"{page.name}: {error}")
        return score
    score.seconds = time.perf_counter() - began
    score.declared = thread.article.declared
    matched = _matched(thread, truth)
    refs = {index: thread.comments[place].ref for index, place in matched.items()}
    for index, place in matched.items():
        comment = thread.comments[place]
        wanted = truth[index]["class_parent"]
        score.parents += comment.parent == (None if wanted is None else refs.get(wanted))
        score.pingbacks += bool(truth[index]["pingback"]) and comment.kind is Kind.PINGBACK
    score.found = len(matched)
    score.extra = len(thread.comments) - len(matched)
    if detail:
        _explain(thread, truth, matched)
    return score


def _matched(thread: ImportedThread, truth: list[dict[str, Any]]) -> dict[int, int]:
    """Pair each true comment with one that was found: by its text, else by its number where it has none."""
    texts = [clean_line(comment.text) for comment in thread.comments]
    free = set(range(len(texts)))
    matched: dict[int, int] = {}
    for index, each in enumerate(truth):
        start = clean_line(each["longest_paragraph_start"] or "")[:60]
        number = "".join(letter for letter in str(each["id"] or "") if letter.isdigit())
        same = [place for place in sorted(free) if number and thread.comments[place].source_id == number]
        place = next((place for place in same if start in texts[place]), None)
        if place is None and start:
            place = next((place for place in sorted(free) if start in texts[place]), None)
        if place is not None:
            matched[index] = place
            free.discard(place)
    return matched


def _explain(thread: ImportedThread, truth: list[dict[str, Any]], matched: dict[int, int]) -> None:
    article = thread.article
    print(
        f"   title {article.title!r} section {article.section!r} dek {article.dek!r} author {article.author!r}"
    )
    print(
        f"   published {article.published} url {article.url} body {len(article.body)}: {article.body[:120]!r}"
    )
    print(f"   … {article.body[-120:]!r}; partial {thread.partial}")
    for skipped in thread.skipped:
        print(f"   skipped {skipped.where}: {skipped.why}")
    for index, each in enumerate(truth):
        if index not in matched:
            print(f"   missing {each['id']}: {each['longest_paragraph_start']!r}")
            continue
        comment = thread.comments[matched[index]]
        said = str(each.get("author_raw") or "")
        if (comment.author or "") not in said or (each.get("datetime") and comment.created is None):
            print(
                f"   {each['id']}: author {comment.author!r} of {said!r}, {comment.created} of {each.get('datetime')}"
            )
    for place, comment in enumerate(thread.comments):
        if place not in matched.values():
            print(f"   extra {comment.ref} {comment.author!r}: {comment.text[:80]!r}")


def main() -> None:
    """Print the table of a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--detail", action="store_true", help="say what is missing, and what else was read")
    options = parser.parse_args()
    total = Score("all pages")
    print(
        f"{'page':46} {'true':>5} {'found':>8} {'parents':>8} {'pingbacks':>9} {'extra':>5} {'declared':>8} "
        f"{'seconds':>7}"
    )
    for beside in sorted(options.folder.glob("*.truth.json")):
        page = beside.with_name(beside.name.removesuffix(".truth.json") + ".html")
        score = measure(page, json.loads(beside.read_text(encoding="utf-8")), detail=options.detail)
        print(score.line())
        total.add(score)
    print(total.line())


if __name__ == "__main__":
    main()
