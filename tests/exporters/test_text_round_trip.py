"""Plain text reads back as the thread that was written, whatever its comments say."""

from __future__ import annotations

import tempfile
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import example, given
from hypothesis import strategies as st
from tests.curation.threads import PROVENANCE, SPAM, article, thread
from tests.exporters import orchard
from tests.exporters.texts import hostile, lines

from archive_tui.curation.select import select
from archive_tui.exporters.txt import TextExporter
from archive_tui.importers import HEAD_SIZE, Source
from archive_tui.importers.page_dump import PageDumpImporter
from archive_tui.model import Annotation, CommentId, Kind, SpamRule, State
from archive_tui.text import written

if TYPE_CHECKING:
    from archive_tui.model import ImportedThread, Selection

OURS = (
    "1. Ada on 2011-06-04 at 09:30 says [1]:", "\\1. Ada says [1.1]:", "[3 replies omitted]", "\\[3 replies omitted]",
    "┃ Note: mine", "\\┃", "3 comments, written by archive-tui 0.1.0", "═" * 40, "Comments end here.", "Title: other",
    "By Bob, 2011-06-04", "(no name", "A on no date", "A on 2011-06-04", "https://x.example/", " By Bob", "  1. one",
)  # fmt: skip
texts = (
    st.lists(hostile | st.sampled_from(OURS), max_size=4).map("\n".join).map(lambda text: text.strip("\n"))
)
names = lines.filter(bool) | st.sampled_from([each.strip() for each in OURS])


def read(*selections: Selection) -> list[ImportedThread]:
    document = b"".join(TextExporter().export(selections, {}))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.txt"
        path.write_bytes(document)
        assert PageDumpImporter().confidence(Source(path, document[:HEAD_SIZE])) == 1.0
        return list(PageDumpImporter().threads([path]))


def blank(text: str) -> str:
    """Return a text whose lines of blanks are empty, as in the writing."""
    return "\n".join(line if line.strip() else "" for line in text.split("\n")).strip("\n")


@given(data=st.data(), said=st.lists(texts, max_size=6), title=names, dek=st.none() | texts, body=texts)
def test_what_was_written_reads_back(
    data: st.DataObject, said: list[str], title: str, dek: str | None, body: str
) -> None:
    parents = [data.draw(st.integers(-1, index - 1)) for index in range(len(said))]
    facts: dict[int, dict[str, Any]] = {
        index: {
            "text": text,
            "author": data.draw(st.none() | names),
            "created": data.draw(st.none() | st.datetimes(timezones=st.just(UTC))),
            "score": data.draw(st.sampled_from((None, None, 0, 1, -3, 12_345))),
            "kind": data.draw(st.sampled_from(Kind)),
            "missing": data.draw(st.booleans()),
        }
        for index, text in enumerate(said)
    }
    comments = thread(parents, facts)
    url = data.draw(st.sampled_from((None, "https://orchard.example/pears")))
    annotations = {
        comment.id: Annotation(note="┃ a\n\n1. Ada says [1]:", tags=("x",)) for comment in comments[:2]
    }
    whole = article(comments, title=title, dek=dek or None, body=body, url=url, section=None)
    selection = select(whole, comments, PROVENANCE, annotations=annotations)
    [found] = read(selection)
    assert [
        (c.ref, c.parent, c.author, c.created, c.score, c.text, c.kind, c.missing) for c in found.comments
    ] == [
        (
            c.number,
            c.number.rpartition(".")[0] or None,
            c.author,
            c.created and c.created.replace(microsecond=0),
            c.score,
            blank(c.text),
            c.kind,
            c.missing,
        )
        for c in comments
    ]
    assert found.article.title == title
    assert (found.article.author, found.article.url) == ("Ottilie Brand", url)
    assert blank(found.article.body) == blank(body)
    assert found.skipped == ()
    assert not found.partial


@given(text=texts)
@example(text="\\\\[3 replies omitted]")
def test_no_line_of_a_comment_is_one_of_ours(text: str) -> None:
    found = written.said(text, 3)
    for line in found:
        assert written.read_entry(line) is None
        assert not written.OMITTED.fullmatch(line)
        assert not line.lstrip(" ").startswith(written.OWN)
    assert blank(written.read_said(found, 3)) == blank(text)


def test_the_thread_of_traps_comes_back() -> None:
    selection = orchard.whole(spam=SpamRule.SHOW)
    [found] = read(selection)
    comments = [chosen.comment for chosen in selection.chosen()]
    assert [c.text for c in found.comments] == [c.text for c in comments]
    assert [c.author for c in found.comments] == [c.author for c in comments]
    assert [c.state for c in found.comments] == [c.state for c in comments]
    assert [c.verdict is not None for c in found.comments] == [
        c.verdict == comments[5].verdict for c in comments
    ]
    assert (found.article.section, found.article.dek) == (
        "Orchard",
        "An old tree, a new fence, and who was there first.",
    )


def test_an_excerpt_is_a_part_with_places_for_the_rest() -> None:
    first, second = read(orchard.picked(), orchard.whole(spam=SpamRule.SHOW))
    assert first.partial
    assert first.ordered
    states = {comment.ref: comment.state for comment in first.comments}
    assert (states["1"], states["1.1"], states["2"]) == (State.GHOST, State.NORMAL, State.GHOST)
    # A ghost of the source is one here, and so the thread may lack something.
    assert second.partial


def test_a_deep_thread_keeps_its_tree() -> None:
    comments = thread(list(range(-1, 249)), {0: {"verdict": SPAM}})
    [found] = read(select(article(comments), comments, PROVENANCE, spam=SpamRule.SHOW))
    assert [c.parent for c in found.comments] == [None, *[c.ref for c in found.comments[:-1]]]
    assert (
        max(
            map(
                len,
                b"".join(TextExporter().export([select(article(comments), comments, PROVENANCE)], {})).split(
                    b"\n"
                ),
            )
        )
        < 900
    )


def test_a_text_that_was_cut_off_says_so() -> None:
    comments = thread([-1, 0, -1])
    document = b"".join(TextExporter().export([select(article(comments), comments, PROVENANCE)], {}))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.txt"
        path.write_bytes(document[: document.index(b"Comments end here")])
        [found] = PageDumpImporter().threads([path])
    assert [c.ref for c in found.comments] == ["1", "1.1", "2"]
    assert found.partial
    assert [skipped.why for skipped in found.skipped] == ["the text ends before its comments do"]


def test_tags_of_the_reader_are_nobodys_words() -> None:
    comments = thread([-1])
    annotations = {
        CommentId(1): Annotation(note="mine\n\n[9 replies omitted]", tags=("t",)),
        CommentId(0): Annotation(note="mine"),
    }
    [found] = read(select(article(comments), comments, PROVENANCE, annotations=annotations))
    assert [c.text for c in found.comments] == [comments[0].text]
    assert "mine" not in found.article.body
