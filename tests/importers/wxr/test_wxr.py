"""Exports of WordPress, whole and broken."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers import pairs

from archive_tui.errors import ImportFailedError
from archive_tui.importers import HEAD_SIZE, Source
from archive_tui.importers.wxr import WxrImporter
from archive_tui.model import ImportedThread, State

HERE = Path(__file__).parent
SAMPLES = pairs.samples(HERE)
BROKEN = sorted(path for path in (HERE / "broken").glob("*.xml") if path.stem != "no_posts")
PARENTS = {"1": None, "2": "1", "3": "2", "5": None, "6": "5"}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_reads_as_expected(sample: Path) -> None:
    pairs.check(WxrImporter(), sample)


@pytest.mark.parametrize("sample", SAMPLES + BROKEN, ids=lambda path: path.stem)
def test_is_recognised(sample: Path) -> None:
    assert WxrImporter().confidence(Source(sample, sample.read_bytes()[:HEAD_SIZE])) > 0.9


@pytest.mark.parametrize(
    "content", [b"<rss><channel><item><title>A feed</title></item></channel></rss>", b"<html>"]
)
def test_a_feed_is_no_export(content: bytes) -> None:
    assert WxrImporter().confidence(Source(Path("x"), content)) == 0.0


def parents(threads: list[ImportedThread]) -> dict[str, str | None]:
    return {comment.ref: comment.parent for thread in threads for comment in thread.comments}


@pytest.mark.parametrize("sample", BROKEN, ids=lambda path: path.stem)
def test_every_comment_of_a_broken_file_arrives(sample: Path) -> None:
    threads = pairs.read(WxrImporter(), sample)
    found = parents(threads)
    known = {**PARENTS, "6": None} if sample.stem == "cut_off" else PARENTS
    assert {ref: found.get(ref, "lost") for ref in PARENTS} == known
    assert [thread.article.key for thread in threads] == [
        "wp:https://lane.example/?p=1",
        "wp:https://lane.example/?p=2",
    ]
    assert all(comment.text for thread in threads for comment in thread.comments)


@pytest.mark.parametrize(
    ("name", "ref", "text"),
    [
        ("nested_cdata", "2", "I pasted a mark into a comment."),
        ("mark_never_closed", "2", "Two, whose mark never closes."),
        ("element_never_closed", "2", "Two, whose element never closes."),
        ("ampersands", "2", "Two & a half < three, R&D;"),
        ("ampersands", "3", "Three in bold & all."),
        ("speaks_of_exports", "2", "An export has 99text 0 in it."),
        ("cut_off", "6", "Six"),
        ("bytes", "2", "Two: café."),
        ("bytes", "3", "Three: façade, naïve, über."),
    ],
)
def test_texts_of_damaged_comments(name: str, ref: str, text: str) -> None:
    threads = pairs.read(WxrImporter(), HERE / "broken" / f"{name}.xml")
    [found] = [comment.text for thread in threads for comment in thread.comments if comment.ref == ref]
    assert " ".join(found.split()) == text


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("element_never_closed", "comment 2"),
        ("comment_never_closed", "comment 2"),
        ("post_never_closed", "post “The shed” (line 5)"),
        ("cut_off", "comment 6"),
        ("nothing_readable", "comment 2 of the post (line 18)"),
    ],
)
def test_damage_is_named(name: str, where: str) -> None:
    threads = pairs.read(WxrImporter(), HERE / "broken" / f"{name}.xml")
    assert where in [skipped.where for thread in threads for skipped in thread.skipped]


def test_comments_without_tags_of_their_own_are_told_apart(tmp_path: Path) -> None:
    fields = "<wp:comment_id>{0}</wp:comment_id><wp:comment_content>Text {0}</wp:comment_content>"
    outside = "".join(fields.format(number) for number in range(4, 7))
    within = "".join(fields.format(number) for number in range(1, 4))
    path = tmp_path / "export.xml"
    path.write_text(
        f"<rss><item><title>T</title>{within}</item><wp:comment>{outside}</rss>", encoding="utf-8"
    )
    [thread] = pairs.read(WxrImporter(), path)
    assert [(comment.ref, comment.text) for comment in thread.comments] == [
        (str(number), f"Text {number}") for number in range(1, 7)
    ]


def test_an_export_without_posts_is_refused() -> None:
    with pytest.raises(ImportFailedError, match="no posts"):
        pairs.read(WxrImporter(), HERE / "broken" / "no_posts.xml")


def test_one_id_twice_in_a_post_keeps_both() -> None:
    threads = pairs.read(WxrImporter(), HERE / "broken" / "twice.xml")
    assert [comment.text for comment in threads[0].comments] == ["One.", "Two.", "Another two.", "Three."]


COMMENT = (
    "<wp:comment><wp:comment_id>{ref}</wp:comment_id><wp:comment_author><![CDATA[{author}]]></wp:comment_author>"
    "<wp:comment_content><![CDATA[{text}]]></wp:comment_content><wp:comment_parent>0</wp:comment_parent></wp:comment>\n"
)
PIECES = (
    "<![CDATA[", "]]>", "<", ">", "&", "</", "/>", "<wp:", "<wp:comment_content>", "</wp:comment_content>", "<!--",
    "-->", "<b>", '"', "\x00", "wp:comment", "&#", "<item", "<wp:comment_author><![CDATA[", "\n", "text ", "é",
)  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), min_size=1, max_size=5))
def test_no_garbage_costs_more_than_a_neighbour(
    tmp_path_factory: pytest.TempPathFactory, garbage: list[str]
) -> None:
    """Of two well-formed comments between damaged ones, the second arrives whole."""
    path = tmp_path_factory.mktemp("wxr") / "export.xml"
    body = "".join(
        COMMENT.format(ref=10 * number, author="Ada", text=f"Number {number}.")
        + COMMENT.format(ref=10 * number + 1, author="Bo", text=f"Again {number}.")
        + f"<wp:comment><wp:comment_id>{10 * number + 2}</wp:comment_id><wp:comment_content>{piece}"
        "</wp:comment_content></wp:comment>\n"
        for number, piece in enumerate(garbage, start=1)
    )
    last = "".join(COMMENT.format(ref=7000 + number, author="Bo", text="The last.") for number in range(2))
    path.write_text(
        f"<rss><channel><item><title>T</title>{body}{last}</item></channel></rss>", encoding="utf-8"
    )
    threads = pairs.read(WxrImporter(), path)
    found = {comment.ref: comment.text for thread in threads for comment in thread.comments}
    expected = {str(10 * number + 1): f"Again {number}." for number in range(1, len(garbage) + 1)}
    assert {ref: found.get(ref) for ref in expected} == expected
    assert found["7001"] == "The last."
    assert found["10"] == "Number 1."


@given(st.binary(max_size=300))
def test_nothing_is_raised_but_a_refusal(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("wxr") / "export.xml"
    path.write_bytes(b"<rss><item><title>x</title><wp:comment>" + content)
    with suppress(ImportFailedError):
        pairs.read(WxrImporter(), path)


def test_trash_keeps_its_text_and_place() -> None:
    [thread, *_] = pairs.read(WxrImporter(), HERE / "blog.xml")
    [trashed] = [comment for comment in thread.comments if comment.state is State.DELETED]
    assert trashed.text == "I take that back."
