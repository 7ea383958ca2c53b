"""Comments in JSON-LD arrive with their parents, however the page ties them together."""

import json
from html import escape
from pathlib import Path
from typing import Any

import pytest

from archive_tui.importers.html import HtmlImporter

POST = {"@type": "DiscussionForumPosting", "@id": "/p", "headline": "A pond", "text": "There is one."}


def said(number: int, **more: Any) -> dict[str, Any]:
    return {"@type": "Comment", "@id": f"/p#c{number}", "author": "Ida", "text": f"Remark {number}.", **more}


def answers(number: int) -> dict[str, str]:
    return {"@id": f"/p#c{number}"}


NESTED = said(1, comment=[said(2, comment=said(3))])
BESIDE = [said(1), said(2, parentItem=answers(1)), said(3, parentItem=answers(2))]
CHAIN: dict[str, list[str]] = {
    "nested": [json.dumps({**POST, "comment": [NESTED]})],
    "a list that names parents": [json.dumps({**POST, "comment": BESIDE})],
    "a graph": [json.dumps({"@graph": [POST, *BESIDE]})],
    "a graph of references": [
        json.dumps(
            {"@graph": [{**POST, "comment": [answers(1)]}, said(1, comment=[answers(2)]), *BESIDE[1:]]}
        )
    ],
    "several scripts": [json.dumps(each) for each in (POST, *BESIDE)],
    "escaped as HTML": [escape(json.dumps({**POST, "comment": [NESTED]}))],
    "commas too many": [json.dumps({**POST, "comment": [NESTED]}).replace("}]", "},]")],
}


@pytest.mark.parametrize("name", CHAIN)
def test_a_chain_of_answers(tmp_path: Path, name: str) -> None:
    scripts = "".join(f'<script type="application/ld+json">{each}</script>' for each in CHAIN[name])
    page = tmp_path / "page.html"
    page.write_text(f"<html><head><title>A pond</title>{scripts}</head><body><h1>A pond</h1></body></html>")
    (thread,) = HtmlImporter().threads([page])
    assert [(each.ref, each.parent, each.text) for each in thread.comments] == [
        ("/p#c1", None, "Remark 1."),
        ("/p#c2", "/p#c1", "Remark 2."),
        ("/p#c3", "/p#c2", "Remark 3."),
    ]
