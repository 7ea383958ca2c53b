r"""The nouns of the program: immutable values, no behaviour beyond themselves.

Three names for three directions of one thing: what comes from outside is ``Imported…``, what the library holds is
``Article`` and ``Comment``, what goes out is a ``Selection``. Times are aware and in UTC. Texts are cleaned
(see ``archive_tui.text``): plain, ``\\n`` line ends, a blank line between paragraphs.
"""

from archive_tui.model.curation import Pick, Rules
from archive_tui.model.discussion import (
    Article,
    ArticleId,
    ArticleSummary,
    Comment,
    CommentId,
    CommentText,
    Kind,
    PageNote,
    Quote,
    State,
    Utterance,
    Verdict,
)
from archive_tui.model.imported import (
    Format,
    ImportedArticle,
    ImportedComment,
    ImportedThread,
    ImportReport,
    Progress,
    Skipped,
)
from archive_tui.model.library import (
    CheckReport,
    Stats,
)
from archive_tui.model.noise import AuthorShare, Mutes
from archive_tui.model.reading import Change, Mark, Place, Reading, Value
from archive_tui.model.search import (
    Correction,
    Facets,
    Hit,
    IndexProgress,
    Match,
    SearchAnswer,
    ThreadHits,
)
from archive_tui.model.selection import (
    Annotation,
    Choice,
    Chosen,
    Context,
    Entry,
    Omission,
    Provenance,
    Quotation,
    Role,
    Selection,
    SpamRule,
)

__all__ = [
    "Annotation",
    "Article",
    "ArticleId",
    "ArticleSummary",
    "AuthorShare",
    "Change",
    "CheckReport",
    "Choice",
    "Chosen",
    "Comment",
    "CommentId",
    "CommentText",
    "Context",
    "Correction",
    "Entry",
    "Facets",
    "Format",
    "Hit",
    "ImportReport",
    "ImportedArticle",
    "ImportedComment",
    "ImportedThread",
    "IndexProgress",
    "Kind",
    "Mark",
    "Match",
    "Mutes",
    "Omission",
    "PageNote",
    "Pick",
    "Place",
    "Progress",
    "Provenance",
    "Quotation",
    "Quote",
    "Reading",
    "Role",
    "Rules",
    "SearchAnswer",
    "Selection",
    "Skipped",
    "SpamRule",
    "State",
    "Stats",
    "ThreadHits",
    "Utterance",
    "Value",
    "Verdict",
]
