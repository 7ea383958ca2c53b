"""Every exporter writes, to the byte, what somebody has looked at.

GOLDEN=write in the environment accepts what is written now; look at the difference before you commit it.
"""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from tests.exporters import orchard

from archive_tui import plugins
from archive_tui.exporters import settled

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive_tui.exporters import Exporter
    from archive_tui.model import Selection

GOLDEN = Path(__file__).parent / "golden"

CASES: dict[str, Callable[[], list[Selection]]] = {
    "whole": lambda: [orchard.whole()],
    "picked": lambda: [orchard.picked()],
}
VARIANTS = {
    "jsonl": ({"articles": "fields"},),
    "md": ({"nesting": "headings", "anchors": "no"},),
}


def cases() -> list[tuple[str, str, dict[str, str]]]:
    found: list[tuple[str, str, dict[str, str]]] = []
    for name in plugins.EXPORTERS.built_in:
        found += [(name, case, {}) for case in CASES]
        found += [(name, "whole", options) for options in VARIANTS.get(name, ())]
    return found


def readable(document: bytes) -> bytes:
    """Return a document as something that differences can be read of: a book's files one after the other."""
    if not document.startswith(b"PK"):
        return document
    with zipfile.ZipFile(io.BytesIO(document)) as files:
        parts = [b"==== %s\n%s\n" % (each.filename.encode(), files.read(each)) for each in files.infolist()]
    return b"".join(parts)


@pytest.mark.parametrize(("name", "case", "options"), cases(), ids=str)
def test_documents_are_as_they_were(name: str, case: str, options: dict[str, str]) -> None:
    exporter = cast("Exporter", plugins.load(name, plugins.EXPORTERS))
    document = b"".join(exporter.export(CASES[case](), settled(exporter, options)))
    assert document == b"".join(exporter.export(CASES[case](), settled(exporter, options)))
    label = "".join(f".{value}" for value in options.values())
    path = GOLDEN / f"{case}{label}.{exporter.extension}{'.parts' if document.startswith(b'PK') else ''}"
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(readable(document))
    assert readable(document) == path.read_bytes()


@pytest.mark.parametrize("name", plugins.EXPORTERS.built_in)
def test_every_document_says_what_it_must(name: str) -> None:
    exporter = cast("Exporter", plugins.load(name, plugins.EXPORTERS))
    document = readable(b"".join(exporter.export([orchard.picked()], settled(exporter, {})))).decode()
    plain = document.replace("\\", "")
    for needed in (
        "What the pear tree remembers", "Ottilie Brand", "2011", "orchard.example/pears", "Hanna", "1.2.1",
        "omitted", "saved/pears.html", "9f86d081884c7d65", "2026-03-01", "0.1.0", "again",
    ):  # fmt: skip
        assert needed in plain, needed
    for hidden in ("Cheap Pears", "pears.invalid"):
        assert hidden not in plain


@pytest.mark.parametrize("name", plugins.EXPORTERS.built_in)
def test_no_articles_and_several_are_documents_too(name: str) -> None:
    exporter = cast("Exporter", plugins.load(name, plugins.EXPORTERS))
    assert isinstance(b"".join(exporter.export([], settled(exporter, {}))), bytes)
    several = readable(b"".join(exporter.export([orchard.whole(), orchard.picked()], settled(exporter, {}))))
    assert several.decode().replace("\\", "").count("What the pear tree remembers") >= 2
