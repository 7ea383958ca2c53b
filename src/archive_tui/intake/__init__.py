"""The way in: a path, an importer, clean texts, a tree, one transaction for whole articles, an honest report.

The invariant: whatever happens to one article or one source, those before it are stored whole and those after
it get their turn; an import that was broken off can simply be run again, and what is stored is not stored again.
"""

from archive_tui.intake.followers import Follower
from archive_tui.intake.run import Intake

__all__ = ["Follower", "Intake"]
