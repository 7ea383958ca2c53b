"""The pictures of the documentation: there, and drawn without anything from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

from bench.screenshots import BEST, portable

from archive_tui.tui.themes import DEFAULT_THEME

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "screenshots"


def test_every_picture_that_the_readme_shows_is_there() -> None:
    shown = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert shown
    for path in shown:
        assert (ROOT / path).is_file(), path


def test_the_pictures_are_those_that_the_script_draws() -> None:
    names = [scene if theme == DEFAULT_THEME else f"{scene}-{theme}" for scene, theme in BEST]
    assert sorted(path.name for path in PICTURES.iterdir()) == sorted(f"{name}-120x40.svg" for name in names)


def test_no_picture_loads_anything() -> None:
    for path in PICTURES.glob("*.svg"):
        text = path.read_text(encoding="utf-8")
        assert set(re.findall(r"https?://[^\s\"'<)]+", text)) <= {
            "http://www.w3.org/2000/svg",
            "https://www.textualize.io",  # a comment's
        }, path.name
        assert "url(" not in re.sub(r"url\(#", "", text), path.name


def test_fonts_are_named_not_loaded() -> None:
    svg = """<svg><style>@font-face {
        font-family: "Fira Code";
        src: url("https://fonts.example/a.woff") format("woff");
    }
    .text { font-family: Fira Code, monospace; }</style></svg>"""
    made = portable(svg)
    assert "font-face" not in made
    assert "example" not in made
    assert "DejaVu Sans Mono" in made
