"""Discussions of Reddit: pages as its API gives them, and dumps of millions of comments.

Invariant: what a page did not load is counted and said, and a comment whose submission is nowhere still has an
article, which the submission fills when it comes.
"""

from archive_tui.importers.reddit.dumps import RedditDumpImporter
from archive_tui.importers.reddit.pages import RedditImporter

__all__ = ["RedditDumpImporter", "RedditImporter"]
