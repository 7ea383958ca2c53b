"""Finding importers without importing them."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import archive_tui
from archive_tui import plugins
from archive_tui.errors import PluginError

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder on the path with three installed plugins: a good one, a broken one, and an impostor."""
    (tmp_path / "good_plugin.py").write_text(
        "class Good:\n    name = 'good'\n    description = 'a good one'\n", encoding="utf-8"
    )
    (tmp_path / "broken_plugin.py").write_text("raise RuntimeError('no luck')\n", encoding="utf-8")
    metadata = tmp_path / "plugins-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: plugins\nVersion: 1.0\n", encoding="utf-8"
    )
    (metadata / "entry_points.txt").write_text(
        "[archive_tui.importers]\n"
        "good = good_plugin:Good\nbroken = broken_plugin:Broken\npage-dump = good_plugin:Good\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    for module in ("good_plugin", "broken_plugin"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    return tmp_path


@pytest.mark.parametrize("group", plugins.GROUPS, ids=lambda group: group.noun)
def test_the_program_and_its_metadata_name_the_same_plugins(group: plugins.Group) -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"].get(group.entry_points, {}) == dict(group.built_in)


def test_names_come_from_the_program_and_from_plugins(installed: Path) -> None:
    assert plugins.names() == [*plugins.IMPORTERS.built_in, "broken", "good"]


def test_names_import_nothing(installed: Path) -> None:
    source = Path(archive_tui.__file__).parent.parent
    program = (
        "import sys; from archive_tui import plugins; plugins.names(); "
        "print(*[m for m in sys.modules if m.endswith('_plugin') or m.startswith('archive_tui.importers.')])"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": f"{source}:{installed}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "\n"


def test_a_plugin_is_loaded_by_its_name(installed: Path) -> None:
    assert type(plugins.load("good")).__name__ == "Good"


def test_a_plugin_that_cannot_be_loaded_says_why(installed: Path) -> None:
    with pytest.raises(PluginError, match=r"broken cannot be loaded: RuntimeError: no luck"):
        plugins.load("broken")


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(PluginError, match="page-dump"):
        plugins.load("nonsense")


def test_the_edition_changes_with_the_importer(installed: Path) -> None:
    importer = plugins.load("good")
    before = plugins.edition(importer)
    assert plugins.edition(importer) == before
    file = installed / "good_plugin.py"
    file.write_text(file.read_text(encoding="utf-8") + "# a new version\n", encoding="utf-8")
    assert plugins.edition(importer) != before
