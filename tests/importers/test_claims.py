"""Every sample of every importer is claimed by its own importer alone."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from tests.importers import pairs

from archive_tui import plugins
from archive_tui.importers.detect import SURE, detect, source_of

if TYPE_CHECKING:
    from archive_tui.importers import Importer

HERE = Path(__file__).parent
IMPORTERS = [cast("Importer", plugins.load(name)) for name in plugins.IMPORTERS.built_in]
SAMPLES = [
    sample
    for folder in sorted(HERE.iterdir())
    if folder.is_dir() and folder.name != "__pycache__"
    for sample in [*pairs.samples(folder), *sorted((folder / "broken").glob("*"))]
    if sample.is_file() and sample.name != "README.md"
]
REFUSED = frozenset(
    path for path in SAMPLES if path.parent.name == "broken" and path.parent.parent.name == "page_dump"
)  # none of these is of any known format


def kin(name: str, folder: str) -> bool:
    """Say whether an importer is one of those that a folder of samples is for: its name begins with the folder's."""
    return name.startswith(folder.replace("_", "-"))


def identity(sample: Path) -> str:
    return str(sample.relative_to(HERE))


@pytest.mark.parametrize("sample", [sample for sample in SAMPLES if sample not in REFUSED], ids=identity)
def test_a_sample_is_claimed_by_its_own_importer_alone(sample: Path) -> None:
    source = source_of(sample)
    folder = sample.relative_to(HERE).parts[0]
    claims = [importer.name for importer in IMPORTERS if importer.confidence(source) >= SURE]
    if not any(kin(importer.name, folder) for importer in IMPORTERS):
        pytest.skip("samples of something that is no importer by itself")
    if sample.parent.name == "broken":
        # What is no mail, say, may well be a saved page.
        assert len(claims) <= 1, claims
    else:
        assert [kin(claim, folder) for claim in claims] == [True], claims
        assert detect(source, IMPORTERS).name == claims[0]


@pytest.mark.parametrize("sample", sorted(REFUSED), ids=identity)
def test_what_is_of_no_format_is_claimed_by_none(sample: Path) -> None:
    source = source_of(sample)
    assert [importer.name for importer in IMPORTERS if importer.confidence(source) >= SURE] == []
