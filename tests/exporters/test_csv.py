"""A table that every reader of CSV reads alike, and in which no cell is a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from tests.curation.threads import PROVENANCE, article, thread
from tests.exporters import orchard
from tests.exporters.texts import hostile

from archive_tui.curation.select import select
from archive_tui.exporters import settled
from archive_tui.exporters.csv import COLUMNS, CsvExporter

if TYPE_CHECKING:
    from archive_tui.model import Selection


def table(*selections: Selection, **options: str) -> list[dict[str, str]]:
    exporter = CsvExporter()
    document = b"".join(exporter.export(selections, settled(exporter, options)))
    assert document.endswith(b"\r\n")
    return list(csv.DictReader(io.StringIO(document.decode("utf-8-sig"), newline=""), strict=True))


@given(texts=st.lists(hostile, min_size=1, max_size=5))
def test_texts_come_back_and_none_is_a_formula(texts: list[str]) -> None:
    comments = thread([-1] * len(texts), {i: {"text": text, "author": text} for i, text in enumerate(texts)})
    selection = select(article(comments, title=texts[0]), comments, PROVENANCE)
    plain = table(selection, guard="no", rows="comments")
    assert [row["text"] for row in plain] == texts
    for row, text in zip(table(selection, rows="comments"), texts, strict=True):
        assert row["text"] in {text, f"'{text}"}
        for name in COLUMNS:
            assert not row[name].lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_rows_say_what_they_are() -> None:
    rows = table(orchard.picked())
    assert [row["row"] for row in rows][:2] == ["article", "comment"]
    assert rows[-1]["row"] == "provenance"
    assert {row["text"] for row in rows if row["row"] == "omitted"} >= {
        "[1 reply omitted]",
        "[4 comments omitted]",
    }
    assert all(row["row"] == "comment" for row in table(orchard.picked(), rows="comments"))
    by_number = {row["number"]: row for row in rows}
    assert (by_number["1.2.1"]["parent"], by_number["1.2.1"]["missing"]) == ("1.2", "yes")
    assert by_number["2"]["role"] == "spam left out"


def test_a_score_below_nothing_is_a_number() -> None:
    [row] = [row for row in table(orchard.whole()) if row["number"] == "6"]
    assert row["score"] == "-3"


def test_a_byte_order_mark_comes_where_it_is_asked_for() -> None:
    exporter = CsvExporter()
    assert b"".join(exporter.export([], settled(exporter, {"bom": "yes"}))).startswith(b"\xef\xbb\xbfrow,")
    assert b"".join(exporter.export([], settled(exporter, {}))).startswith(b"row,")
