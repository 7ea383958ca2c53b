"""WordPress pages are read whole, whatever the theme."""

from pathlib import Path

import pytest
from tests.importers.html.more_themes import MORE_THEMES
from tests.importers.html.themes import THEMES, flat, render

from archive_tui.importers.html import HtmlImporter
from archive_tui.model import ImportedThread, Kind


def read(folder: Path, markup: str) -> ImportedThread:
    page = folder / "page.html"
    page.write_text(markup, encoding="utf-8")
    (thread,) = HtmlImporter().threads([page])
    return thread


ALL = THEMES | MORE_THEMES


@pytest.mark.parametrize("name", ALL)
def test_every_comment_of_a_theme(tmp_path: Path, name: str) -> None:
    theme = ALL[name]
    thread = read(tmp_path, render(theme))
    wanted = flat()
    assert len(thread.comments) == len(wanted)
    numbers = {
        comment.ref: post.number for comment, (post, _, _) in zip(thread.comments, wanted, strict=True)
    }
    for comment, (post, parent, _) in zip(thread.comments, wanted, strict=True):
        assert (numbers[comment.parent] if comment.parent else None) == parent
        assert comment.kind is (Kind.PINGBACK if post.pingback else Kind.COMMENT)
        if post.pingback:
            continue
        assert comment.source_id == str(post.number)
        assert comment.author == post.name
        assert comment.text == post.text
        assert comment.created == post.when


@pytest.mark.parametrize("name", THEMES)
def test_the_article_of_a_theme(tmp_path: Path, name: str) -> None:
    article = read(tmp_path, render(THEMES[name])).article
    assert article.title == "A pond"
    assert article.author == "Ida Morrow"
    assert article.published is not None
    assert article.published.isoformat() == "2012-05-02T08:00:00+00:00"
    assert article.url == "https://bank.example/2012/05/a-pond/"
    assert article.body.startswith("There is a pond behind")
    assert article.body.endswith("or the minutes.")
    assert article.declared == (None if name == "Genesis" else 8)
    assert article.key == "url:bank.example/2012/05/a-pond"
