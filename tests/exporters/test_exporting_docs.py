"""docs/exporting.md has every format, every option and every choice."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from archive_tui import plugins
from archive_tui.errors import ExportError
from archive_tui.exporters import settled

if TYPE_CHECKING:
    from archive_tui.exporters import Exporter

DOCS = (Path(__file__).parents[2] / "docs" / "exporting.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", plugins.EXPORTERS.built_in)
def test_every_format_option_and_choice_is_documented(name: str) -> None:
    exporter = cast("Exporter", plugins.load(name, plugins.EXPORTERS))
    assert exporter.name == name
    assert f"| `{name}` |" in DOCS
    assert exporter.description
    assert re.fullmatch(r"[a-z]+", exporter.extension)
    assert "/" in exporter.media_type
    for option in exporter.options:
        assert len(option.choices) > 1
        choices = ", ".join(f"`{choice}`" for choice in option.choices)
        assert f"| `{option.name}` | {choices} |" in DOCS


def test_no_other_format_is_documented() -> None:
    table = DOCS[DOCS.index("| format |") : DOCS.index("## What every document says")]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(plugins.EXPORTERS.built_in)


def test_what_is_not_said_is_the_first_choice_and_what_is_wrong_is_named() -> None:
    exporter = cast("Exporter", plugins.load("md", plugins.EXPORTERS))
    assert settled(exporter, {"nesting": "headings"}) == {"nesting": "headings", "anchors": "yes"}
    with pytest.raises(ExportError, match="md has no option colour; it has: nesting, anchors"):
        settled(exporter, {"colour": "red"})
    with pytest.raises(ExportError, match="nesting of md is one of: quotes, headings"):
        settled(exporter, {"nesting": "none"})
