"""The systems that are known, in the order in which they are asked.

The invariant: the system that finds the most comments by its own marks wins, of equals the first; the finder of
repeated structures is asked only where no system finds any.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archive_tui.importers.html.blogs import BLOGGER, DRUPAL, MOVABLE_TYPE, OLD_BLOGGER, SQUARESPACE, WPDISCUZ
from archive_tui.importers.html.boards import BOARDS
from archive_tui.importers.html.finder import Finder
from archive_tui.importers.html.lists import Pipermail
from archive_tui.importers.html.news import NEWS
from archive_tui.importers.html.semantic import SEMANTIC
from archive_tui.importers.html.widgets import WIDGETS
from archive_tui.importers.html.wordpress import WordPress

if TYPE_CHECKING:
    from archive_tui.importers.html.entries import Discussion, Family
    from archive_tui.importers.html.page import Page

FAMILIES: tuple[Family, ...] = (
    WPDISCUZ,
    *WIDGETS,
    *NEWS,
    *BOARDS,
    BLOGGER,
    OLD_BLOGGER,
    DRUPAL,
    SQUARESPACE,
    MOVABLE_TYPE,
    Pipermail(),
    WordPress(),
)


def find_discussion(page: Page) -> Discussion | None:
    """Return the comments of a page, None if it has none."""
    best: Discussion | None = None
    for family in FAMILIES:
        found = family.find(page)
        found = _seen(page, found) if found is not None else None
        if found is not None and (best is None or len(found.entries) > len(best.entries)):
            best = found
    if best is not None:
        return best
    for family in (*SEMANTIC, Finder()):
        found = family.find(page)
        if found is not None:
            return _seen(page, found)
    return None


def _seen(page: Page, found: Discussion) -> Discussion | None:
    """Leave out the copies for browsers without scripts, unless there is nothing else."""
    if not found.entries:
        return None
    shown = page.shown([element.place for name in ("noscript", "template") for element in page.named(name)])
    kept = [entry for entry in found.entries if shown[entry.parts[0].place]]
    return replace(found, entries=kept) if kept else found
