"""Quotations in the thread widget: what is looked at stays where it is, and ways along them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.tui.test_thread_widget import Host, current_lines, has_read, lines, refusal

from archive_tui.model import CommentId, Place, Quote
from archive_tui.thread.outline import Flag
from archive_tui.thread.quotations import Quotations

if TYPE_CHECKING:
    from collections.abc import Callable

GOOSE = "The goose at the turnstile asked to see my ticket, and then ate it."
ANSWER = "It ate mine as well, and gave me change."
LONG = " ".join(f"word{at}" for at in range(400))


def quotations(app: Host, *found: tuple[int, str, int | None]) -> Quotations:
    """Make quotations of (position, words, source: position, -1 for the article, None if unknown)."""
    ids = app.outline.ids
    quotes = []
    for position, words, source in found:
        start = app.texts[position].index(words)
        quoting, stop = CommentId(ids[position]), start + len(words)
        if source is None:
            quotes.append(Quote(quoting, 0, start, stop, None, None))
        elif source < 0:
            quotes.append(Quote(quoting, 0, start, stop, "article", None))
        else:
            quotes.append(Quote(quoting, 0, start, stop, "comment", CommentId(ids[source])))
    return Quotations(app.outline, quotes)


async def test_they_have_a_bar_and_the_number_of_their_source() -> None:
    app = Host([1, 2, 2], [GOOSE, f"{GOOSE}\n\n{ANSWER}", "You said “asked to see my ticket”, but why?"])
    async with app.run_test(size=(90, 40)) as pilot:
        await pilot.pause()
        app.thread.set_quotations(quotations(app, (1, GOOSE, 0), (2, "“asked to see my ticket”", 0)))
        app.thread.to_last()
        await pilot.pause()
        text = "\n".join(lines(app))
        assert f"▎ {GOOSE} — 1" in text
        assert "quoted by 1.1 and 1 more" in text
        header, body = current_lines(app)[:2]
        assert "quotes 1" in header
        assert "You said “asked to see my ticket”, but why?" in body
        app.thread.fold_quotes(True)
        await pilot.pause()
        text = "\n".join(lines(app))
        assert f"▎ {GOOSE}" not in text
        assert "▎ quotes 1 (1 line)" in text
        assert "“asked to see my ticket”" in text


@pytest.mark.parametrize("fold", [False, True])
async def test_when_they_arrive_the_current_header_stays(fold: bool) -> None:
    text = f"{LONG}\n\n{ANSWER}"
    app = Host([1] * 12, [text] * 12)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        thread = app.thread
        thread.jump_to(1006)
        thread.align("bottom")
        thread.align("center")
        await pilot.pause()
        row = next(at for at, line in enumerate(lines(app)) if line.startswith("▌"))
        everything = quotations(app, *((at, LONG, 0) for at in range(1, 12)))
        thread.set_quotations(everything)
        thread.fold_quotes(fold)
        await pilot.pause()
        assert next(at for at, line in enumerate(lines(app)) if line.startswith("▌")) == row
        assert thread.virtual_size.height == thread.view.heights.total
        assert thread.current == 1006


async def test_in_the_middle_of_a_text_the_words_stay() -> None:
    text = f"{GOOSE * 9}\n\n{LONG}\n\n{LONG}"
    app = Host([1, 1, 1], [text] * 3)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        thread = app.thread
        thread.jump_to(1002)
        thread.scroll_lines(25)
        await pilot.pause()
        word = lines(app)[0].split()[1]
        assert word.startswith("word")
        for change in changes(app, thread_folds=(True, False, True)):
            change()
            await pilot.pause()
            assert word in lines(app)[0].split()
            assert thread.current == 1002


def changes(app: Host, thread_folds: tuple[bool, ...]) -> list[Callable[[], None]]:
    found = quotations(app, (1, GOOSE * 9, 0), (2, GOOSE * 9, 0))
    return [
        lambda: app.thread.set_quotations(found),
        *(lambda fold=fold: app.thread.fold_quotes(fold) for fold in thread_folds),
    ]


async def test_heights_are_exact_when_folded() -> None:
    texts = [f"{LONG}\n\n{ANSWER}"] * 30
    app = Host([1] * 30, texts)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        thread = app.thread
        thread.set_quotations(quotations(app, *((at, LONG, -1) for at in range(30))))
        thread.fold_quotes(True)
        for _ in range(40):
            thread.move(1)
        await pilot.pause()
        heights = [thread.view.heights[row] for row in range(1, len(thread.view.rows))]
        assert heights == [5] * 30  # header, folded quotation, blank, answer, blank
        assert thread.virtual_size.height == thread.view.heights.total


async def test_the_place_in_a_folded_quotation_is_kept_for_the_next_time() -> None:
    text = f"{LONG}\n\n{LONG}"
    app = Host([1, 1], [text] * 2, reading=has_read(place=Place(CommentId(1002), 3)))
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        app.thread.fold_quotes(True)
        app.thread.set_quotations(quotations(app, (1, LONG, 0)))
        await pilot.pause()
        assert app.thread.current == 1002
        assert any("quotes 1" in line for line in lines(app))


async def test_along_quotations_and_back() -> None:
    texts = [GOOSE, f"{GOOSE}\n\nHm.\n\nWater boils.\n\n{ANSWER}", ANSWER, "> who knows\n\nI do not."]
    app = Host([1, 2, 2, 1], texts)
    async with app.run_test(size=(90, 40)) as pilot:
        await pilot.pause()
        thread = app.thread
        assert "still being looked for" in await refusal(app, pilot, thread.to_quoted)
        found = [(1, GOOSE, 0), (1, "Water boils.", -1), (1, ANSWER, 2), (3, "> who knows", None)]
        thread.set_quotations(quotations(app, *found))

        def seen_from(comment: int, *which: int | None) -> list[int]:
            goals: list[int] = []
            for each in which:
                thread.jump_to(comment)
                assert thread.to_quoted(each)
                goals.append(thread.current)
                assert thread.back()
                assert thread.current == comment
            return goals

        assert seen_from(1002, None, None, None, None) == [1001, 0, 1003, 1001]
        assert seen_from(1002, 2, 3, 1) == [0, 1003, 1001]
        assert seen_from(1001, None, None) == [1002, 1002]
        assert seen_from(0, None) == [1002]
        thread.jump_to(1002)
        assert (
            await refusal(app, pilot, lambda: thread.to_quoted(4)) == "This quotes only 1, the article, 1.2"
        )
        thread.jump_to(1001)
        assert await refusal(app, pilot, lambda: thread.to_quoted(2)) == "This is quoted by only 1.1"
        thread.jump_to(1004)
        assert "not in the archive" in await refusal(app, pilot, thread.to_quoted)


async def test_a_source_opens_the_folds_over_it_and_widens_the_view() -> None:
    app = Host([1, 2, 1], [GOOSE, ANSWER, f"{ANSWER}\n\nNo."])
    async with app.run_test(size=(90, 40)) as pilot:
        await pilot.pause()
        thread = app.thread
        thread.set_quotations(quotations(app, (2, ANSWER, 1)))
        thread.fold_all()
        thread.jump_to(1003)
        thread.narrow()
        assert thread.to_quoted()
        assert thread.current == 1002
        assert thread.view.narrowed is None
        assert not thread.view.folded[1]


async def test_a_hidden_source_says_so() -> None:
    app = Host([1, 1], [GOOSE, f"{GOOSE}\n\nNo."], flags={0: Flag.SPAM})
    async with app.run_test(size=(90, 40)) as pilot:
        await pilot.pause()
        app.thread.set_quotations(quotations(app, (1, GOOSE, 0)))
        app.thread.to_last()
        assert "hidden" in await refusal(app, pilot, app.thread.to_quoted)


async def test_another_thread_begins_without_them() -> None:
    app = Host([1, 1], [GOOSE, GOOSE])
    async with app.run_test(size=(90, 40)) as pilot:
        await pilot.pause()
        app.thread.fold_quotes(True)
        app.thread.set_quotations(quotations(app, (1, GOOSE, 0)))
        await pilot.pause()
        app.on_mount()
        await pilot.pause()
        assert app.thread.quotations is None
        assert not any("▎" in line for line in lines(app))
        app.thread.set_quotations(quotations(app, (1, GOOSE, 0)))
        await pilot.pause()
        assert any("▎ quotes 1 (1 line)" in line for line in lines(app))  # still folded
