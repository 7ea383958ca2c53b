"""Discussions of Disqus: the export of a forum (XML), and what its API answers (JSON).

Invariant: threads and posts are brought together by the ids that Disqus gives them, in both shapes the same, so
that one can be imported after the other. A post whose thread is nowhere still arrives.
"""

from archive_tui.importers.disqus.answers import DisqusApiImporter
from archive_tui.importers.disqus.export import DisqusImporter

__all__ = ["DisqusApiImporter", "DisqusImporter"]
