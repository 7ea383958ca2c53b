"""How commands search everything."""

from __future__ import annotations

from tests.tui.desk import Desk, checks

from archive_tui.tui.screens.search import SearchScreen


@checks("search-all")
async def searching(desk: Desk) -> None:
    await desk.do("search-all")
    assert desk.search.focused is desk.search.line
    await desk.type("gulls")
    assert [hit.number for hit in desk.search.hits.hits] == ["3"]


@checks("open-hit", "leave-search")
async def opening_hits(desk: Desk) -> None:
    await desk.look_for("lamp author:ann")
    search = desk.search
    await desk.press("j")
    wanted = search.hits.current
    assert wanted is not None
    await desk.do("open-hit")
    assert desk.number == wanted.number
    await desk.press("q")
    assert desk.search is search
    assert search.hits.current == wanted
    await desk.do("leave-search")
    assert not isinstance(desk.pilot.app.screen, SearchScreen)


@checks("edit-query", "next-part")
async def parts_of_the_search(desk: Desk) -> None:
    await desk.look_for("lamp")
    assert desk.search.focused is None
    await desk.do("edit-query")
    assert desk.search.focused is desk.search.line
    await desk.do("next-part")
    assert desk.search.focused is None
    await desk.do("next-part")
    assert desk.search.focused is desk.search.line


@checks("narrow-search")
async def narrowing_the_search(desk: Desk) -> None:
    await desk.look_for("lamp")
    await desk.until(lambda: bool(desk.search.facets.rows))
    await desk.do("narrow-search")
    while (row := desk.search.facets.current) is not None and row.name != "author":
        await desk.press("j")
    assert row is not None
    await desk.press("enter")
    assert desk.search.line.value == f"lamp author:{row.value}"
    await desk.until(lambda: {hit.author for hit in desk.search.hits.hits} == {row.value})


@checks("exact")
async def exact_words(desk: Desk) -> None:
    await desk.look_for("lampp")
    await desk.until(lambda: bool(desk.search.hits.hits))
    await desk.do("exact")
    await desk.until(lambda: not desk.search.hits.hits)
    await desk.do("exact")
    await desk.until(lambda: bool(desk.search.hits.hits))


@checks("save-search", "saved", "use-saved", "forget-saved", "close-saved")
async def saved_searches(desk: Desk) -> None:
    await desk.look_for("lamp")
    await desk.do("save-search")
    await desk.press("ctrl+u", *"lights", "enter")
    assert desk.search.saved == {"lights": "lamp"}
    await desk.press("escape", "escape")
    await desk.look_for("gulls")
    await desk.until(lambda: "lights" in desk.search.saved)
    await desk.do("saved")
    await desk.do("use-saved")
    assert desk.search.line.value == "lamp"
    await desk.do("saved")
    await desk.do("forget-saved")
    await desk.do("close-saved")
    await desk.do("saved")
    assert desk.note == "No query is saved; S saves the one above"


@checks("indexing")
async def indexing(desk: Desk) -> None:
    await desk.look_for("lamp")
    await desk.do("indexing")
    assert desk.note == "The index is brought up to date"


@checks("peel-search")
async def peeling_the_search(desk: Desk) -> None:
    await desk.look_for("lamp")
    await desk.until(lambda: bool(desk.search.facets.rows))
    await desk.do("narrow-search")
    await desk.do("peel-search")
    assert not desk.search.facets.active
    await desk.do("peel-search")
    assert desk.search.line.value == ""
    assert not desk.search.hits.display
    await desk.do("peel-search")
    assert not isinstance(desk.pilot.app.screen, SearchScreen)


@checks("more-like-this", "near-duplicates")
async def like_this(desk: Desk) -> None:
    await desk.do("more-like-this")
    assert desk.note == "Only comments can be compared, not the article"
    await desk.go("1.2")
    await desk.do("more-like-this")
    assert "1" in [hit.number for hit in desk.search.hits.hits]
    await desk.press("q")
    await desk.do("near-duplicates")
    assert desk.search.hits.hits == []
