"""Who quotes whom, by position."""

from __future__ import annotations

from array import array
from dataclasses import replace
from typing import Literal

from archive_tui.model import CommentId, Quote
from archive_tui.thread.outline import Outline, empty_outline
from archive_tui.thread.quotations import ARTICLE, Quotation, Quotations


def outline(*ids: int) -> Outline:
    return replace(empty_outline(), ids=array("q", ids))


def quote(comment: int, start: int, source: int | None, stop: int = 99) -> Quote:
    """Make a quotation of a comment, of the article (0), or of something unknown (None)."""
    kind: Literal["comment", "article"] | None = None
    if source is not None:
        kind = "comment" if source else "article"
    return Quote(CommentId(comment), 0, start, stop, kind, CommentId(source) if source else None)


def test_sources_and_who_quotes_them() -> None:
    found = Quotations(
        outline(7, 5, 6),
        [quote(5, 0, 7, 4), quote(5, 4, None), quote(6, 0, 0), quote(6, 3, 7), quote(6, 8, 7)],
    )
    assert found.of(1) == [Quotation(0, 4, 0), Quotation(4, 99, None)]
    assert found.sources(1) == [0]
    assert found.sources(2) == [ARTICLE, 0]
    assert found.quoted_by(0) == [1, 2]
    assert found.quoted_by(ARTICLE) == [2]
    assert (found.of(0), found.sources(0), found.quoted_by(2)) == ((), [], ())
    assert found


def test_what_is_not_in_the_thread_any_more_is_left_out() -> None:
    found = Quotations(outline(7, 5), [quote(6, 0, 7), quote(5, 0, 6)])
    assert found.of(1) == [Quotation(0, 99, None)]
    assert found.sources(1) == []
    assert not found.quoted_by(0)
    assert not Quotations(outline(), [])
