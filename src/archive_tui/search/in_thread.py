"""Finding in one thread: all positions that match, asked from narrow to wide.

Invariant: corrected comments are found only if none matches as typed.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from archive_tui.model import ArticleId, Correction, ThreadHits
from archive_tui.search import candidates
from archive_tui.search.hits import corrections, hits
from archive_tui.search.rank import Ranker
from archive_tui.storage import search_find

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive_tui.search.question import Question

_NAMED = 100
"""Corrected hits of a thread that are asked which word they rest on."""


def in_thread(question: Question, article: ArticleId, stop: Callable[[], bool]) -> ThreadHits:
    """Ask from narrow to wide until something of the thread matches."""
    for groups in question.levels():
        if stop():
            break
        find = question.find(groups)
        found = search_find.positions(question.connection, find, article) if find else array("i")
        if not found or find is None:
            continue
        driving = [group for kept in question.driving(groups).values() for group in kept]
        corrected: tuple[Correction, ...] = ()
        if groups is not question.typed:
            ids = candidates.scan(question.connection, find, question.bounds, _NAMED, stop)
            ranker = Ranker(driving, question.collection, question.stop_documents)
            corrected = corrections(hits(question.connection, [(one, 0.0, False) for one in ids], ranker))
        variants = [variant for group in driving for variant in group.variants]
        return ThreadHits(
            found,
            tuple(dict.fromkeys(str(variant) for variant in variants if not variant.literal)),
            tuple(dict.fromkeys(variant.literal for variant in variants if variant.literal)),
            corrected,
        )
    return ThreadHits(array("i"))
