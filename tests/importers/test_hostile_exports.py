"""Inputs that are made to cost more than their length; a careless reader needs hours for each of them."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from archive_tui.errors import ImportFailedError
from archive_tui.importers import Importer, prose
from archive_tui.importers.blogger import BloggerImporter
from archive_tui.importers.commento import CommentoImporter
from archive_tui.importers.coral import CoralImporter
from archive_tui.importers.discourse import DiscourseImporter
from archive_tui.importers.disqus import DisqusApiImporter, DisqusImporter
from archive_tui.importers.hacker_news import HackerNewsImporter, HackerNewsPostsImporter
from archive_tui.importers.mastodon import MastodonImporter
from archive_tui.importers.movable_type import MovableTypeImporter
from archive_tui.importers.reddit import RedditDumpImporter, RedditImporter
from archive_tui.importers.remark42 import Remark42Importer
from archive_tui.importers.stack_exchange import StackExchangeImporter
from archive_tui.importers.wxr import WxrImporter

MANY = 20_000

XML = {
    "open comments": "<!--" * MANY,
    "open comments with an end that does not count": "<!--" * MANY + "<wp:comment></wp:comment>-->",
    "open marks": "<![CDATA[" * MANY,
    "starts without ends": "<wp:comment>" * MANY,
    "leaves without ends": "<wp:comment_content><![CDATA[" * MANY,
    "ends without starts": "</wp:comment_content>" * MANY,
    "an element that speaks of itself": "<wp:comment><wp:comment_content><![CDATA[<wp:comment_content>"
    + "</wp:comment_content><" * MANY,
    "a tag without end": "<wp:comment " + "a=b " * MANY,
    "quotation marks": "<wp:comment " + '"' * MANY,
    "spaces": "<wp:comment>" + " " * MANY * 10,
    "posts of Disqus": "<disqus>" + '<post dsq:id="1"><thread dsq:id="1"><author>' * (MANY // 4),
    "entries": "<feed>" + "<entry><author><name>" * (MANY // 4),
    "rows": "<posts>" + "<row " * MANY,
    "rows with open values": "<posts>" + '<row Id="1" Body="' * (MANY // 4),
    "references": "<item><title>" + "&amp" * MANY,
}

JSON = {
    "objects": "{" * MANY,
    "broken objects on one line": '{"a"}' * MANY,
    "broken objects on many lines": '{"a"}\n' * MANY,
    "one broken line before many good ones": '{"a"\n' + '{"id":1}\n' * MANY,
    "open strings": '{"a":"' * MANY,
    "arrays": "[" * MANY,
    "replies": '{"id":1,"type":"comment","children":[' * (MANY // 4),
    "listings": '{"kind":"Listing","data":{"children":[' * (MANY // 4),
    "a long number": '{"id":' + "9" * MANY + "}",
    "commas": "[" + "," * MANY,
    "escapes": '{"a":"' + "\\" * MANY,
}

TEXT = {
    "hyphens": "AUTHOR: a\n" + "-----\n" * MANY,
    "parts": "AUTHOR: a\n-----\n" + "COMMENT:\n-----\n" * (MANY // 4),
    "quotation marks": "a,b,c,2020-01-01T00:00,x,y,\n" + '"' * MANY,
}


def read(path: Path, content: str, importers: list[Callable[[], Importer]]) -> None:
    path.write_text(content, encoding="utf-8")
    for importer in importers:
        with suppress(ImportFailedError):
            for _ in importer().threads([path]):
                pass


@pytest.mark.parametrize("content", XML.values(), ids=XML.keys())
def test_xml_takes_no_longer_than_it_is(tmp_path: Path, content: str) -> None:
    item = "<rss><item><title>x</title>"
    read(tmp_path / "x", item + content, [WxrImporter])
    read(tmp_path / "x", content, [WxrImporter, DisqusImporter, BloggerImporter, StackExchangeImporter])


@pytest.mark.parametrize("content", JSON.values(), ids=JSON.keys())
def test_json_takes_no_longer_than_it_is(tmp_path: Path, content: str) -> None:
    read(tmp_path / "x", content, [HackerNewsImporter, RedditDumpImporter])
    others: list[Callable[[], Importer]] = [
        RedditImporter,
        DiscourseImporter,
        CommentoImporter,
        HackerNewsPostsImporter,
        MastodonImporter,
        DisqusApiImporter,
        Remark42Importer,
    ]
    read(tmp_path / "x", content[:10_000], others)


@pytest.mark.parametrize("content", TEXT.values(), ids=TEXT.keys())
def test_text_takes_no_longer_than_it_is(tmp_path: Path, content: str) -> None:
    read(tmp_path / "x", content, [MovableTypeImporter, CoralImporter])


@pytest.mark.parametrize(
    "markup",
    [
        "<pre " * MANY,
        "<pre>" * MANY,
        "\n" * MANY + "x<",
        " " * MANY + "<",
        "<br>\n" * MANY,
        "[caption " * MANY,
        "<!-- wp:" * MANY,
        "<p>\n" * MANY,
    ],
    ids=lambda markup: markup[:8].strip() or "white space",
)
def test_prose_takes_no_longer_than_it_is(markup: str) -> None:
    prose.from_wordpress(markup)
    prose.from_either(markup)
    prose.from_reddit(markup.replace("<", "&gt;"))
