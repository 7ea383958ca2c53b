"""Comments of isso: its database, and the generic JSON that it reads from others."""

from archive_tui.importers.isso.database import IssoImporter
from archive_tui.importers.isso.generic import IssoJsonImporter

__all__ = ["IssoImporter", "IssoJsonImporter"]
