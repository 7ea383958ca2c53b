"""The library's migrations in order: every ``m*.py`` beside this file, by name.

``sqlite-utils migrate library.db migrations --list`` shows them without the program. A migration is frozen
once it is released; it imports sqlite_utils only, and uses ``execute()``, which is rolled back, never
``executescript()``.
"""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from sqlite_utils import Migrations

migrations = Migrations("archive_tui")


def _register(path: Path) -> None:
    spec = spec_from_file_location(f"archive_tui_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(path.name)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    migrations(name=path.stem)(module.upgrade)


for _path in sorted(Path(__file__).parent.glob("m[0-9]*.py")):
    _register(_path)
