"""Nothing private and nothing hostile passes the gate."""

import pytest

from archive_tui.importers.cleaned import cleaned
from archive_tui.model import ImportedArticle, ImportedComment, ImportedThread

THREAD = ImportedThread(
    ImportedArticle(key="k", title="A \x1b[31mtitle"),
    (ImportedComment(ref="1", author="Mo\u202ess", text="Hi\x07", email="moss@example.org", ip="192.0.2.7"),),
    partial=True,
)


@pytest.mark.parametrize(
    ("keep", "private"), [(False, (None, None)), (True, ("moss@example.org", "192.0.2.7"))]
)
def test_private_data_pass_only_if_they_were_asked_for(
    *, keep: bool, private: tuple[str | None, str | None]
) -> None:
    [comment] = cleaned(THREAD, keep_private=keep).comments
    assert (comment.email, comment.ip) == private


def test_texts_are_cleaned_and_the_rest_is_kept() -> None:
    thread = cleaned(THREAD)
    assert (thread.article.title, thread.comments[0].author, thread.comments[0].text) == (
        "A title",
        "Moss",
        "Hi",
    )
    assert thread.partial
