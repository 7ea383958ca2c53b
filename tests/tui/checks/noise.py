"""How commands keep comments out of sight."""

from __future__ import annotations

from tests.tui.desk import Desk, checks

from archive_tui.tui.screens.library import LibraryScreen
from archive_tui.tui.screens.question import Question
from archive_tui.tui.screens.reader import ReaderScreen
from archive_tui.tui.screens.review import ReviewScreen
from archive_tui.tui.screens.why import WhyScreen


def _article(desk: Desk) -> ReaderScreen:
    screen = desk.pilot.app.screen
    assert isinstance(screen, ReaderScreen)
    return screen


@checks("hide", "hide-branch")
async def hiding(desk: Desk) -> None:
    await desk.do("hide")
    assert desk.note == "The article cannot be hidden; a comment can"
    await desk.go("1.1")
    await desk.do("hide")
    assert desk.number == "1.1.1"  # it has a reply, which stays
    assert desk.line("1.1").strip().endswith("1.1 hidden by you · 1 reply")
    assert "2 hidden: 1 spam, 1 by you" in desk.text("#title")
    await desk.do("hide")
    assert desk.number == "1.2"
    assert desk.shown == ["", "1", "1.2", "2", "2.1", "3", "3.1", "3.1.1", "4"]
    await desk.go("3")
    await desk.do("hide-branch")
    assert (desk.number, desk.note) == ("4", "3 comments hidden")
    await desk.press(".")
    assert (desk.number, desk.shown) == ("2.1", ["", "1", "1.2", "2", "2.1"])
    await desk.press("H")
    assert len(desk.shown) == 11
    await desk.go("3")
    assert "hidden by you" in desk.line("3")
    await desk.do("hide-branch")
    assert (desk.number, desk.note) == ("3", "3 comments shown")
    await desk.press("H", "2", "u")
    assert desk.number == "4"
    assert desk.toasts[-1] == "2 steps undone; the last: 1 comment shown again"
    await desk.press("3", "u")
    assert "1 spam hidden" in desk.text("#title")
    assert desk.number == "1.1"
    await desk.press("ctrl+r")
    assert desk.number == "1.1.1"
    assert desk.shown[1:4] == ["1", "1.1", "1.1.1"]


@checks("mute", "answer-yes", "answer-no")
async def muting(desk: Desk) -> None:
    await desk.do("mute")
    assert desk.note == "Only who wrote a comment can be muted; this is the article"
    await desk.go("1.1")
    await desk.do("mute")
    assert isinstance(desk.pilot.app.screen, Question)
    assert "Mute Bob?" in desk.screen_text
    assert "That hides 3 comments in 2 articles" in desk.screen_text
    assert "2 of them have replies by others" in desk.screen_text
    await desk.do("answer-no")
    assert "1 spam hidden" in desk.text("#title")
    await desk.do("mute")
    await desk.do("answer-yes")
    assert desk.note == "The author is muted"
    assert desk.line("1.1").strip().endswith("1.1 Bob, muted · 1 reply")
    assert "3 hidden: 1 spam, 2 muted" in desk.text("#title")
    archive = _article(desk).session.archive
    assert archive.mutes().authors == {"Bob"}
    assert sum(comment.muted for comment in archive.comments(_article(desk).neighbours[0])) > 0
    await desk.press("u")
    assert (desk.number, archive.mutes().authors) == ("1.1", frozenset())
    await desk.press("ctrl+r", "k")
    assert desk.number == "1.1"
    await desk.do("mute")
    assert "Let Bob speak again?" in desk.screen_text
    await desk.do("answer-yes")
    assert desk.note == "The author is heard"
    assert not archive.mutes().authors


@checks("spam")
async def calling_spam(desk: Desk) -> None:
    archive = _article(desk).session.archive
    article = _article(desk).article_id
    await desk.do("spam")
    assert desk.note == "Only a comment that is in the archive can be spam"
    await desk.go("4")
    await desk.do("spam")
    assert "2 spam hidden" in desk.text("#title")
    assert desk.number == "3.1.1"
    assert archive.comment(f"{article}#4").verdict.by == "reader"
    await desk.press("u")
    assert (desk.number, "1 spam hidden" in desk.text("#title")) == ("4", True)
    assert archive.comment(f"{article}#4").verdict.by != "reader"
    await desk.go("2")
    await desk.do("spam")  # the source called it spam
    assert desk.number == "2.1"
    assert "hidden" not in desk.text("#title")
    assert archive.comment(f"{article}#2").verdict.label == "ham"
    await desk.press("u")
    assert archive.comment(f"{article}#2").verdict.by == "source"
    assert "1 spam hidden" in desk.text("#title")
    await desk.press("ctrl+r")
    assert "hidden" not in desk.text("#title")
    await desk.go("1.2")
    await desk.press(".")
    assert archive.comment(f"{article}#1.2").verdict.label == "ham"


@checks("why", "why-go", "close-why")
async def saying_why(desk: Desk) -> None:
    await desk.do("why")
    assert desk.note == "The article is never hidden"
    await desk.go("2")
    await desk.do("why")
    assert "Why 2 is hidden" in desk.screen_text
    assert "Spam, says the source" in desk.screen_text
    assert "marked there" in desk.screen_text
    await desk.do("why-go")  # there is no copy
    await desk.do("close-why")
    await desk.go("1.2")
    await desk.press("x", "k")
    await desk.do("why")
    await desk.do("close-why")
    assert isinstance(desk.pilot.app.screen, ReaderScreen)


@checks(
    "review", "review-right", "review-wrong", "review-all-right", "review-all-wrong", "next-cluster",
    "previous-cluster", "review-open", "review-why", "review-undo", "review-stop", "review-again", "leave-review",
)  # fmt: skip
async def reviewing(desk: Desk) -> None:
    await desk.do("review")
    screen = desk.pilot.app.screen
    assert isinstance(screen, ReviewScreen)
    archive = screen.session.archive
    (held,) = screen.held
    assert "1 held" in desk.text("#title")
    assert "said by the source 1" in desk.text("#why-held")
    assert "Held by the source" in desk.screen_text
    await desk.do("next-cluster")
    await desk.do("previous-cluster")
    await desk.do("review-why")
    assert isinstance(desk.pilot.app.screen, WhyScreen)
    await desk.do("close-why")
    await desk.do("review-undo")
    assert desk.note == "Nothing was said here that could be taken back"
    await desk.do("review-wrong")
    assert archive.comment(held.comment_id).verdict.label == "ham"
    assert screen.said == {held.comment_id: "ham"}
    await desk.do("review-undo")
    verdict = archive.comment(held.comment_id).verdict
    assert (verdict.label, verdict.by, screen.said) == ("spam", "source", {})
    await desk.do("review-right")
    assert archive.comment(held.comment_id).verdict.by == "reader"
    await desk.do("review-all-wrong")
    await desk.do("review-all-right")
    assert archive.comment(held.comment_id).verdict.label == "spam"
    await desk.do("review-stop")
    await desk.do("review-again")
    assert [each.comment_id for each in screen.held] == [held.comment_id]
    await desk.do("review-open")
    assert (desk.number, desk.thread.view.hidden_shown) == ("2", True)
    await desk.press("q")
    await desk.do("leave-review")
    assert isinstance(desk.pilot.app.screen, LibraryScreen)


@checks("pingbacks")
async def hiding_pingbacks(desk: Desk) -> None:
    archive = _article(desk).session.archive
    await desk.do("pingbacks")
    assert desk.note == "Pingbacks are hidden"
    assert archive.mutes().pingbacks
    await desk.do("pingbacks")
    assert desk.note == "Pingbacks are shown"
    await desk.press("u")
    assert archive.mutes().pingbacks
