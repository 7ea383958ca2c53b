"""How commands fold."""

from __future__ import annotations

from tests.tui.desk import Desk, checks


@checks("fold", "unfold-one", "fold-one")
async def folds(desk: Desk) -> None:
    await desk.go("1")
    await desk.do("fold")
    assert "1" in desk.folded
    assert "1.1" not in desk.shown
    await desk.press("z", "a")
    assert "1.1" in desk.shown
    await desk.do("fold-one")
    assert "1.1" not in desk.shown
    await desk.do("unfold-one")
    assert "1.1" in desk.shown


@checks("expand", "collapse")
async def in_and_out(desk: Desk) -> None:
    await desk.go("1")
    await desk.do("collapse")
    assert "1.1" not in desk.shown
    await desk.do("expand")
    assert desk.number == "1"
    await desk.do("expand")
    assert desk.number == "1.1"
    await desk.press("left", "left")
    assert desk.number == "1"


@checks("unfold-branch", "fold-branch")
async def branches(desk: Desk) -> None:
    await desk.go("1")
    await desk.do("fold-branch")
    await desk.press("z", "o")
    assert "1.1" in desk.folded
    await desk.do("unfold-branch")
    assert "1.1.1" in desk.shown


@checks("unfold-level", "fold-level", "fold-depth")
async def levels(desk: Desk) -> None:
    await desk.do("fold-depth", "1")
    assert "1.1" not in desk.shown
    await desk.do("unfold-level")
    assert "1.1" in desk.shown
    assert "1.1.1" not in desk.shown
    await desk.do("fold-level")
    assert "1.1" not in desk.shown
    await desk.do("fold-depth", "2")
    assert "1.1" in desk.shown


@checks("unfold-all", "fold-all")
async def all_folds(desk: Desk) -> None:
    everything = desk.shown
    await desk.do("fold-all")
    assert "1.1" not in desk.shown
    await desk.do("unfold-all")
    assert desk.shown == everything


@checks("fold-chain")
async def chains(desk: Desk) -> None:
    await desk.go("1.1.1")
    await desk.do("fold-chain")
    assert desk.folded == ["1"]
    assert desk.number == "2"
    await desk.go("4")
    await desk.do("fold-chain")
    assert "4" in desk.folded
    await desk.do("fold-chain")
    assert desk.note == "This branch is folded already, and it is the last one"


@checks("fold-others")
async def all_but_unread(desk: Desk) -> None:
    await desk.go("3")
    await desk.press("R", "g")
    await desk.do("fold-others")
    assert "3" in desk.folded
    assert "1" not in desk.folded


@checks("align-middle", "align-top", "align-bottom")
async def alignment(desk: Desk) -> None:
    await desk.go("1.1")
    tops = []
    for command in ("align-top", "align-middle", "align-bottom"):
        await desk.do(command)
        tops.append(desk.thread.scroll_offset.y)
    assert tops[0] > tops[1] > tops[2]
