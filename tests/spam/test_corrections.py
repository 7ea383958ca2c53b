"""What a reader says: it wins, copies follow, it survives a re-import, and undo leaves nothing behind."""

from __future__ import annotations

import random
import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

from bench.spam_texts import good, money

from archive_tui.archive.judging import EXCESSIVE_COMMENTS
from archive_tui.model import ImportedComment, Kind, SharedLabel, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from tests.spam.conftest import Store

    from archive_tui.archive import Archive
    from archive_tui.model import ArticleId, CommentId, JudgingProgress, Label

PITCH = "My cousin makes $84 an hour working from home on her laptop. You can start today, check this site >>> HERE"
PLUG = "The best bread in the whole valley is at the bakery of my uncle by the old mill, come and try the rye on Sunday"
GOOD = [
    "Nobody asked the geese before the fence was put up, and now everybody wonders.",
    "Twelve years of walking past that fountain and I never saw it run once.",
    "My grandfather laid those stones, he would have something to say about tarmac.",
    "Could the minutes of the last meeting be printed in letters that one can read?",
    "The bus is late since Thursday because its driver reads the same paper as you.",
    "Please, not the trombone again, some of us sleep in the morning.",
    "If the mayor swims in that lake I will eat my hat in front of the town hall.",
    "There were two lamps at the corner, then one, and now we have a committee.",
    "I would sooner trust the weather than a plan with so many arrows in it.",
    "She said it would rain and it did, so who is the expert now?",
]


def spam_of(archive: Archive, article_id: ArticleId) -> list[str]:
    return [comment.number for comment in archive.comments(article_id) if comment.verdict.label == "spam"]


def ids_of(archive: Archive, article_id: ArticleId) -> list[CommentId]:
    return [comment.id for comment in archive.comments(article_id)]


def state(path: Path) -> list[tuple[object, ...]]:
    """Return everything that the filter has come to, but for the time of labels."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT id, verdict, verdict_by, verdict_score, verdict_reasons FROM comments ORDER BY id"
        ).fetchall()
        rows += connection.execute("SELECT id, spam, unread FROM articles ORDER BY id").fetchall()
        rows += connection.execute("SELECT hex(flags) FROM outlines ORDER BY article_id").fetchall()
        rows += connection.execute("SELECT article_key, comment_key, label FROM spam_labels").fetchall()
        rows += connection.execute("SELECT * FROM spam_suspects ORDER BY comment_id").fetchall()
        rows += connection.execute("SELECT * FROM spam_shingles").fetchall()
    return rows


def test_a_comment_is_held_with_reasons_and_counted(archive: Archive, store: Store) -> None:
    article = store("a", [*GOOD, PITCH])
    assert archive.unjudged() == len(GOOD) + 1
    archive.judge_pending()
    assert spam_of(archive, article) == [str(len(GOOD) + 1)]
    (summary,) = archive.articles()
    assert (summary.spam, summary.unread) == (1, len(GOOD))
    why = archive.why(ids_of(archive, article)[-1])
    assert why.verdict.label == "spam"
    assert why.verdict.by == "filter"
    assert any("money pitch" in reason and "$84" in reason for reason in why.verdict.reasons)
    assert archive.why(ids_of(archive, article)[0]).verdict.label == "ham"
    assert archive.check().ok


def test_what_the_reader_says_wins_and_copies_follow(archive: Archive, store: Store) -> None:
    first, second = store("a", [*GOOD, PLUG]), store("b", [PLUG.upper(), *GOOD])
    archive.judge_pending()
    assert not spam_of(archive, first)
    done = archive.mark_spam([ids_of(archive, first)[-1]], "spam")
    assert spam_of(archive, first) == [str(len(GOOD) + 1)]
    assert spam_of(archive, second) == ["1"], "a copy that no filter ever suspected"
    assert (done.hides, done.shows) == (2, 0)
    assert archive.comment(ids_of(archive, first)[-1]).verdict.by == "reader"
    later = store("c", [*GOOD, f"  {PLUG.lower()}!"])
    archive.judge_pending()
    assert spam_of(archive, later) == [str(len(GOOD) + 1)], "so is one that comes later"
    archive.mark_spam([ids_of(archive, first)[-1]], "ham")
    assert not spam_of(archive, first) + spam_of(archive, second) + spam_of(archive, later)
    assert archive.check().ok


def test_a_preview_says_the_same_and_does_nothing(archive: Archive, store: Store) -> None:
    article = store("a", [*GOOD, PITCH, PLUG])
    archive.judge_pending()
    before = state(archive.path)
    wanted = ids_of(archive, article)[-1:]
    preview = archive.preview_spam(wanted, "spam")
    assert state(archive.path) == before
    assert archive.mark_spam(wanted, "spam").effects == preview.effects
    assert state(archive.path) != before


def test_undo_is_exact_in_any_order_of_labels(archive: Archive, store: Store) -> None:
    dice = random.Random(4)
    articles = [
        store(f"a{number}", [*money.texts(dice, 6), *good.texts(dice, 14), PLUG, PITCH])
        for number in range(3)
    ]
    archive.judge_pending()
    states = [state(archive.path)]
    said: list[ArticleId] = []
    labels: list[Label | None] = ["spam", "ham", None]
    while len(said) < 25:
        article = dice.choice(articles)
        if archive.mark_spam([dice.choice(ids_of(archive, article))], dice.choice(labels)).before:
            said.append(article)
            archive.judge_pending()
            states.append(state(archive.path))
    for article in reversed(said):
        assert state(archive.path) == states.pop()
        assert archive.undo(article) is not None
        archive.judge_pending()
    assert state(archive.path) == states.pop()
    assert archive.check().ok


def test_labels_survive_a_re_import_and_another_library(
    archive: Archive, store: Store, tmp_path: Path
) -> None:
    article = store("a", [*GOOD, PLUG])
    archive.judge_pending()
    archive.mark_spam([ids_of(archive, article)[-1]], "spam")
    assert store("a", [*GOOD, PLUG, "One more comment that came later."]) == article
    archive.judge_pending()
    assert spam_of(archive, article) == [str(len(GOOD) + 1)]
    shared = tmp_path / "labels.jsonl"
    shared.write_text("\n".join(archive.written_labels()), encoding="utf-8")
    archive.mark_spam([ids_of(archive, article)[-2]], None)
    assert not archive.labels()
    assert not spam_of(archive, article)
    (label,) = archive.read_labels(shared)
    archive.take_labels([label, SharedLabel("elsewhere", "x", "spam", PITCH, 0)])
    assert spam_of(archive, article) == [str(len(GOOD) + 1)]
    assert len(archive.labels()) == 2, "a label waits for its comment"


def test_the_sources_verdict_comes_back_when_a_label_is_taken_back(archive: Archive, store: Store) -> None:
    verdict = Verdict("spam", 0.9, "source", ("their own filter",))
    article = store("a", [*GOOD, ImportedComment("x", source_id="x", text=PLUG, verdict=verdict)])
    archive.judge_pending()
    comment = ids_of(archive, article)[-1]
    archive.mark_spam([comment], "ham")
    assert archive.comment(comment).verdict.label == "ham"
    archive.mark_spam([comment], None)
    assert archive.comment(comment).verdict == verdict


def test_pingbacks_and_removed_comments_are_no_spam(archive: Archive, store: Store) -> None:
    article = store("a", [ImportedComment("p", source_id="p", text=PITCH, kind=Kind.PINGBACK), *GOOD])
    archive.judge_pending()
    assert not spam_of(archive, article)


def test_marking_everything_is_noticed_before(archive: Archive, store: Store) -> None:
    article = store("a", GOOD)
    archive.judge_pending()
    (effect,) = archive.preview_spam(ids_of(archive, article), "spam").excessive
    assert effect.share == 1.0
    assert not archive.preview_spam(ids_of(archive, article)[:EXCESSIVE_COMMENTS], "spam").excessive
    assert not spam_of(archive, article)


def test_a_text_repeated_in_discussions_is_held_but_copies_of_a_page_are_none(
    archive: Archive, store: Store
) -> None:
    advert = "Полезный сайт о путешествиях по северу, заходите и читайте новые рассказы о поездках каждый день недели"
    articles = [store(f"a{n}", [*(GOOD[3 * n : 3 * n + 3]), f"{advert} {n}"]) for n in range(3)]
    pages = [
        store(
            f"page{n}",
            [*GOOD, "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich und fragen nach Brot"],
        )
        for n in range(3)
    ]
    archive.judge_pending()
    assert [spam_of(archive, article) for article in articles] == [["4"]] * 3
    assert not any(spam_of(archive, page) for page in pages)
    clusters = {one.cluster for one in archive.held()}
    assert len(clusters) == 1


def test_judging_can_be_stopped_and_goes_on(archive: Archive, store: Store) -> None:
    article = store("a", [*money.texts(random.Random(1), 1_200)])
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 1

    done = archive.judge_pending(cancelled=cancelled)
    assert 0 < done < 1_200
    assert archive.unjudged() == 1_200 - done
    archive.judge_pending()
    before = spam_of(archive, article)
    assert len(before) > 1_000
    archive.judge_anew()
    assert spam_of(archive, article) == before
    assert archive.check().ok


def test_a_changed_text_is_judged_again(archive: Archive, store: Store) -> None:
    article = store("a", [*GOOD, PITCH])
    archive.judge_pending()
    assert store("a", [*GOOD, PLUG]) == article
    archive.judge_pending()
    assert not spam_of(archive, article)


def test_a_check_finds_and_mends_verdicts_that_are_wrong(archive: Archive, store: Store) -> None:
    article = store("a", [*GOOD, PITCH, PLUG])
    archive.judge_pending()
    archive.mark_spam(ids_of(archive, article)[-1:], "spam")
    before = state(archive.path)
    with closing(sqlite3.connect(archive.path)) as connection, connection:
        connection.execute("DELETE FROM spam_shingles")
        connection.execute("DELETE FROM spam_suspects")
    assert not archive.check().ok
    report = archive.check(repair=True)
    assert report.ok
    assert report.repaired
    assert state(archive.path) == before


def test_a_correction_is_made_while_the_library_is_being_judged(archive: Archive, store: Store) -> None:
    article = store("a", [*GOOD, *money.texts(random.Random(2), 800)])
    mine = ids_of(archive, article)[:1]
    left: list[int] = []

    def correct(_progress: JudgingProgress) -> None:
        if not left:
            thread = threading.Thread(target=archive.mark_spam, args=(mine, "spam"), daemon=True)
            thread.start()
            thread.join(20)
            assert not thread.is_alive()
            left.append(archive.unjudged())

    archive.judge_pending(correct)
    assert left[0] > 0
    assert spam_of(archive, article)[0] == "1"
    assert not archive.unjudged()
    assert archive.check().ok
