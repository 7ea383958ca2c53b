"""Broken and hostile pages: nothing raises but a refusal, nothing hangs, and what can be read is."""

# ruff: noqa: E501  (markup, on the lines on which sites print it)

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.importers.html import systems, themes
from tests.importers.html.themes import PAGE

from archive_tui.errors import ImportFailedError
from archive_tui.importers.html import HtmlImporter
from archive_tui.importers.html.page import read_page
from archive_tui.importers.html.saved import Saved
from archive_tui.importers.html.thread import thread_of
from archive_tui.model import ImportedThread

LI = '<li class="comment depth-{d}" id="comment-{n}"><div class="comment-author"><cite class="fn">A{n}</cite></div><div class="comment-content"><p>Text {n}.</p></div>'


def one(markup: str) -> ImportedThread:
    return thread_of(Path("page.html"), Saved(markup))


def page(comments: str) -> str:
    return PAGE.replace("{comments}", f'<div id="comments"><ol class="commentlist">{comments}</ol></div>')


def test_unclosed_tags_leave_every_comment(tmp_path: Path) -> None:
    thread = one(page("".join(LI.format(d=1, n=n) + "<div><b><p>more" for n in range(1, 40))))
    assert [comment.source_id for comment in thread.comments] == [str(n) for n in range(1, 40)]
    assert thread.comments[0].text == "Text 1.\n\nmore" or thread.comments[0].text == "Text 1."


def test_a_thread_of_five_thousand_levels() -> None:
    thread = one(page("".join(LI.format(d=n, n=n) + '<ul class="children">' for n in range(1, 5001))))
    assert len(thread.comments) == 5000
    assert all(comment.parent == str(number) for number, comment in enumerate(thread.comments[1:], start=1))


@pytest.mark.parametrize(
    "junk",
    [
        "<div>" * 100_000,
        "<b><i><a href=x>" * 20_000,
        "<table><tr><td>" * 20_000,
        "<ul><li>" * 30_000,
        "<p title='" + "x" * 3_000_000 + "'>",
        "<!--" * 50_000,
        "</div></li></ul>" * 30_000,
        "<script>" + "x" * 1_000_000 + "</script>",
        "<style>" * 1000 + "</style>",
        "&" * 500_000,
    ],
    ids=lambda junk: junk[:8],
)
def test_junk_before_the_comments_takes_no_more_than_its_length(junk: str) -> None:
    assert (
        len(
            one(
                page(LI.format(d=1, n=1) + "</li>" + LI.format(d=1, n=2) + "</li>").replace(
                    '<div id="sidebar">', junk
                )
            ).comments
        )
        == 2
    )


def test_the_copy_for_browsers_without_scripts_is_left_out() -> None:
    comments = LI.format(d=1, n=1) + "</li>" + LI.format(d=1, n=2) + "</li>"
    both = one(page(f"<noscript>{comments}</noscript>{comments}"))
    assert [comment.source_id for comment in both.comments] == ["1", "2"]
    assert [comment.source_id for comment in one(page(f"<noscript>{comments}</noscript>")).comments] == [
        "1",
        "2",
    ]


def test_what_stands_on_the_page_twice_is_taken_once() -> None:
    comments = LI.format(d=1, n=1) + "</li>" + LI.format(d=1, n=2) + "</li>"
    thread = one(page(LI.format(d=1, n=2) + "</li>" + comments))
    assert [comment.source_id for comment in thread.comments] == ["2", "1"]
    assert [skipped.why for skipped in thread.skipped] == ["1 stand on the page twice; each was taken once"]


def test_two_comments_of_one_id_are_both_kept() -> None:
    thread = one(
        page(LI.format(d=1, n=1) + "</li>" + LI.format(d=1, n=1).replace("Text", "Other text") + "</li>")
    )
    assert [comment.source_id for comment in thread.comments] == ["1", None]
    assert len({comment.ref for comment in thread.comments}) == 2
    assert "have this id" in thread.skipped[0].why


def test_hidden_text_and_scripts_are_no_text() -> None:
    hidden = "<p style='display:none'>Buy pills.</p><script>var x;</script><style>p{}</style><p hidden>Buy more.</p>"
    thread = one(
        page(LI.format(d=1, n=1).replace("<p>Text", hidden + "<p>Text") + "</li>" + LI.format(d=1, n=2))
    )
    assert thread.comments[0].text == "Text 1."


def test_links_pictures_and_quotations_stay_in_the_text() -> None:
    text = '<blockquote><p>Quoted.</p></blockquote><p>See <a href="/pond">the pond</a> <img src="d.jpg" alt="a duck"></p>'
    thread = one(page(LI.format(d=1, n=1).replace("<p>Text 1.</p>", text) + "</li>" + LI.format(d=1, n=2)))
    assert thread.comments[0].text == "> Quoted.\n\nSee the pond <https://bank.example/pond> [a duck]"


def test_a_page_of_comments_says_that_it_is_a_part() -> None:
    more = '</ol><div class="navigation"><a href="https://bank.example/2012/05/a-pond/comment-page-1/#comments">Older Comments</a></div><ol>'
    assert one(page(LI.format(d=1, n=1) + "</li>" + LI.format(d=1, n=2) + more)).partial
    assert not one(page(LI.format(d=1, n=1) + "</li>" + LI.format(d=1, n=2))).partial


PAGES = [themes.render(theme) for theme in themes.THEMES.values()] + [
    systems.render(site) for site in systems.SITES.values()
]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.sampled_from(PAGES),
    st.integers(0, 12_000),
    st.integers(0, 400),
    st.sampled_from(
        ["", "<div>", "</div>", "<!--", "\"'", "<table>", "</li></ul>", "&#0;", "<p", "<script>"]
    ),
)
def test_a_mutilated_page_is_read_or_refused(markup: str, place: int, length: int, instead: str) -> None:
    place %= len(markup)
    with contextlib.suppress(ImportFailedError):
        thread = one(markup[:place] + instead + markup[place + length :])
        refs = [comment.ref for comment in thread.comments]
        assert len(refs) == len(set(refs))
        assert all(comment.parent is None or comment.parent in refs for comment in thread.comments)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<div>",
                "<p>",
                "<ul>",
                "<li>",
                "<a>",
                "<b>",
                "<table>",
                "<tr>",
                "<td>",
                "<form>",
                "<dl>",
                "<dt>",
                "<dd>",
                "<h2>",
                "</div>",
                "</p>",
                "</ul>",
                "</li>",
                "</a>",
                "</b>",
                "</table>",
                "</td>",
                "</dl>",
                "<br/>",
                "text",
            ]
        ),
        max_size=80,
    )
)
def test_a_tree_is_in_pre_order(pieces: list[str]) -> None:
    tree = read_page(" ".join(pieces))
    for place, element in enumerate(tree.elements):
        assert element.place == place
        assert place < element.stop <= len(tree.elements)
        if element.parent is not None:
            assert element.parent.place < place
            assert element.stop <= element.parent.stop
    assert tree.words(tree.root).split().count("text") == pieces.count("text")


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFailedError):
        list(HtmlImporter().threads([tmp_path / "absent.html"]))
