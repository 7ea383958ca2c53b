"""A saved page is taken by this importer, whichever others there are, and it takes none of theirs."""

from pathlib import Path
from typing import cast

import pytest
from tests.importers.html import systems, themes
from tests.importers.html.test_saved import SAVED

from archive_tui import plugins
from archive_tui.importers import Importer, Source
from archive_tui.importers.detect import detect
from archive_tui.importers.html import HtmlImporter

IMPORTERS = [cast("Importer", plugins.load(name)) for name in plugins.IMPORTERS.built_in]
PAGES = {
    **{name: themes.render(theme).encode() for name, theme in themes.THEMES.items()},
    **{name: systems.render(site).encode() for name, site in systems.SITES.items()},
    **SAVED,
}
OTHERS = [
    path
    for path in sorted(Path(__file__).parent.parent.rglob("*"))
    if path.is_file()
    and path.suffix != ".py"
    and "html" not in path.parts[-2]
    and ".expected" not in path.name
    and path.suffix != ".mht"
]


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_taken(name: str) -> None:
    assert detect(Source(Path("x"), PAGES[name][:65_536]), IMPORTERS).name == "html"


def test_what_is_no_page_is_left_to_others() -> None:
    taken = [
        path for path in OTHERS if HtmlImporter().confidence(Source(path, path.read_bytes()[:65_536])) >= 0.25
    ]
    assert not taken
    assert len(OTHERS) > 20
