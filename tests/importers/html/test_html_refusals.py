"""What holds no discussion is refused with a sentence, and articles without comments are taken as such."""

# ruff: noqa: E501  (markup, on the lines on which sites print it)

from pathlib import Path

import pytest
from tests.importers.html.themes import PAGE

from archive_tui.errors import ImportFailedError
from archive_tui.importers import Source
from archive_tui.importers.html import HtmlImporter
from archive_tui.importers.page_dump import PageDumpImporter
from archive_tui.model import ImportedThread

POST = '<article class="post"><h2 class="entry-title"><a href="/{n}">Post {n}</a></h2><time datetime="2012-05-0{n}">May {n}, 2012</time><p>The council met for the {n}th time, and nobody could agree on anything at all, again.</p><a href="/{n}#comments">{n} Comments</a></article>'
INDEX = "<!DOCTYPE html><title>Notes</title><body>" + "".join(
    POST.replace("{n}", str(n)) for n in range(1, 8)
)
FAQ = (
    '<!DOCTYPE html><title>Questions</title><script type="application/ld+json">{"@context": "https://schema.org", "@type": "FAQPage",'
    '"mainEntity": [{"@type": "Question", "name": "Why?", "acceptedAnswer": {"@type": "Answer", "text": "Because of the ducks."}}]}'
    "</script><h1>Questions</h1><div itemscope itemtype='https://schema.org/FAQPage'><div itemscope itemprop=mainEntity "
    "itemtype='https://schema.org/Question'><h3 itemprop=name>Why?</h3><div itemscope itemtype='https://schema.org/Answer'>"
    "<p itemprop=text>Because of the ducks.</p></div></div></div>"
)


def threads(folder: Path, markup: str) -> list[ImportedThread]:
    page = folder / "page.html"
    page.write_text(markup, encoding="utf-8")
    return list(HtmlImporter().threads([page]))


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (INDEX, "lists articles"),
        (FAQ, "no comments"),
        ("<!DOCTYPE html><title>x</title><p>Nothing to see.</p>", "no comments"),
        ("<!DOCTYPE html><title>Log in</title><form><input name=user></form>", "no comments"),
        ("<html><frameset><frame src=a></frameset></html>", "no comments"),
        ("<html>", "no comments"),
    ],
)
def test_refused_with_a_sentence(tmp_path: Path, markup: str, reason: str) -> None:
    with pytest.raises(ImportFailedError, match=reason):
        threads(tmp_path, markup)


def test_what_may_be_comments_is_refused_with_how_sure_that_is(tmp_path: Path) -> None:
    rows = "".join(
        f"<div class=row><b class=name>Row {n}</b><p>Something about the pond and its ducks, {n} of them.</p><span class=score>{n}</span> <a>Reply</a></div>"
        for n in range(9)
    )
    with pytest.raises(ImportFailedError, match=r"9 times .* \(sure to \d\d%"):
        threads(tmp_path, f"<!DOCTYPE html><title>Rows</title><body>{rows}")


def test_an_article_without_comments_is_an_article(tmp_path: Path) -> None:
    (thread,) = threads(tmp_path, PAGE.replace("{comments}", '<div id="comments"><h3>No Comments</h3></div>'))
    assert (thread.article.title, thread.article.declared, thread.comments) == ("A pond", 0, ())
    assert thread.article.body.startswith("There is a pond")


def test_comments_that_were_not_loaded_are_said_to_be_missing(tmp_path: Path) -> None:
    (thread,) = threads(
        tmp_path, PAGE.replace("{comments}", '<h3>12 Comments</h3><div id="disqus_thread"></div>')
    )
    assert thread.article.declared == 12
    assert thread.partial
    assert "before they were loaded" in thread.skipped[0].why


@pytest.mark.parametrize(
    "head",
    [
        b'<?xml version="1.0"?><rss version="2.0"><channel>',
        b'<?xml version="1.0"?>\n<disqus xmlns="http://disqus.com">',
        b'\xef\xbb\xbf<?xml version="1.0" encoding="utf-8"?><posts><row Id="1"/></posts>',
        b"From ann@e.example Sat Mar  2 10:00:00 2024\nSubject: <html>\n\n<html>",
        b'{"html": "<html>"}',
        b"A page dump\n\n  1. <p>first</p>\n",
        b"\x89PNG\r\n\x1a\n",
        b"",
    ],
)
def test_other_formats_are_not_claimed(head: bytes) -> None:
    assert HtmlImporter().confidence(Source(Path("x"), head)) < 0.25


def test_a_page_is_claimed_by_this_importer_alone() -> None:
    source = Source(Path("x"), PAGE.encode())
    assert HtmlImporter().confidence(source) > 0.5 > PageDumpImporter().confidence(source)
