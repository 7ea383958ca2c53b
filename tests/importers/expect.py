"""Write the expectation of a sample as the importer reads it now: to be looked over by a person before it is kept.

python -m tests.importers.expect IMPORTER SAMPLE...
"""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tests.importers import pairs

from archive_tui import plugins

if TYPE_CHECKING:
    from archive_tui.importers import Importer


def main() -> None:
    importer = cast("Importer", plugins.load(sys.argv[1]))
    for sample in map(Path, sys.argv[2:]):
        found = [pairs.as_json(thread) for thread in pairs.read(importer, sample)]
        text = json.dumps(found[0] if len(found) == 1 else found, ensure_ascii=False, indent=1)
        pairs.expectation_of(sample).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
