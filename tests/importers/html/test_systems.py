"""Pages of every system that is known are read whole, and those of unknown ones where their structure tells."""

# ruff: noqa: E501  (markup, on the lines on which sites print it)

from pathlib import Path

import pytest
from tests.importers.html.systems import SITES, render, wanted

from archive_tui.importers.html import HtmlImporter


@pytest.mark.parametrize("name", SITES)
def test_every_comment(tmp_path: Path, name: str) -> None:
    site = SITES[name]
    page = tmp_path / "page.html"
    page.write_text(render(site), encoding="utf-8")
    (thread,) = HtmlImporter().threads([page])
    expected = wanted(site)
    assert len(thread.comments) == len(expected)
    numbers = {
        comment.ref: post.number for comment, (post, _, _) in zip(thread.comments, expected, strict=True)
    }
    for comment, (post, parent, _) in zip(thread.comments, expected, strict=True):
        assert comment.text == post.text
        assert (numbers[comment.parent] if comment.parent else None) == parent
        assert comment.author == post.name
        if site.ids:
            assert comment.source_id == str(post.number)
        if site.dates:
            assert comment.created == post.when
    assert thread.article.title == site.title
    assert thread.article.declared == site.declared
    if site.body is not None:
        assert thread.article.body == site.body


PIPERMAIL = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2//EN">
<HTML><HEAD><TITLE> [Ponds] Ladders</TITLE><LINK REL="Index" HREF="index.html"></HEAD><BODY BGCOLOR="#ffffff">
<H1>[Ponds] Ladders</H1><B>Oswin Tarrable</B>
<A HREF="mailto:ponds%40bank.example?Subject=Re%3A%20Ladders&In-Reply-To=%3Cabc%40bank.example%3E" TITLE="[Ponds] Ladders">oswin at bank.example</A><BR>
<I>Thu May  3 09:15:00 CEST 2012</I><P><UL><LI>Previous message: <A HREF="000001.html">[Ponds] Swans</A></li>
<LI><B>Messages sorted by:</B> <a href="thread.html#2">[ thread ]</a></LI></UL><HR>
<!--beginarticle-->
<PRE>First a ladder.
&gt; Then the swans.

No.
</PRE>
<!--endarticle--><HR></BODY></HTML>"""


def test_a_message_of_a_list(tmp_path: Path) -> None:
    page = tmp_path / "000002.html"
    page.write_text(PIPERMAIL, encoding="utf-8")
    (thread,) = HtmlImporter().threads([page])
    (comment,) = thread.comments
    assert thread.article.title == "Ladders"
    assert (comment.author, comment.source_id) == ("Oswin Tarrable", "abc@bank.example")
    assert comment.text == "First a ladder.\n> Then the swans.\n\nNo."
    assert comment.created is not None
    assert comment.created.date().isoformat() == "2012-05-03"
