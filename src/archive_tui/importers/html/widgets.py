"""Comment systems that a site includes: Disqus, Livefyre, Commento, isso, remark42, giscus, and their like.

They draw their comments with a script; a page has them if it was saved after that, or if a frame of them was saved
by itself. The invariant is that of ``systems``.
"""

from __future__ import annotations

import re

from archive_tui.importers.html.entries import Manner
from archive_tui.importers.html.select import selector
from archive_tui.importers.html.systems import System, parent_in

DISQUS = System(
    name="Disqus",
    comment=selector("li.post[id^=post-],div.post[id^=post-][data-role],li[data-role=post]"),
    sign=selector("[data-role=post-content],.post-message,#disqus_thread,#posts,.post-list"),
    holds=selector(".post-message,[data-role=message],.post-body"),
    number=re.compile(r"post-(\w+)"),
    parent=parent_in(".parent-link", r"#comment-(\w+)"),
    manner=Manner(
        body=("[data-role=message]", ".post-message", ".post-body-inner"),
        author=(".post-byline .author a,.post-byline .author", ".author"),
        date=(".time-ago", "[data-role=relative-time]"),
        link=("a.time-ago", "a[data-role=relative-time]"),
        score=("[data-role=likes],.vote-up .count", ".vote-up"),
        furniture=(
            ".comment__footer,footer,.see-more,.post-menu,.parent-link-container,[data-role=show-more]",
        ),
        deleted=(".post-message--deleted,.minimized--deleted,.post.deleted",),
        generic=False,
    ),
    count=selector(".comment-count,[data-nav=conversation] .comment-count"),
)

OLD_DISQUS = System(
    name="Disqus before 2012",
    comment=selector("li.dsq-comment,div.dsq-comment,[id^=dsq-comment-].dsq-comment"),
    holds=selector(".dsq-comment-message,.dsq-comment-text,.dsq-comment-body,[id^=dsq-comment-message]"),
    number=re.compile(r"dsq-comment-(\d+)"),
    manner=Manner(
        body=(".dsq-comment-message", ".dsq-comment-text", ".dsq-comment-body"),
        author=(".dsq-commenter-name", "cite", ".dsq-header-name", ".dsq-comment-cite"),
        date=(".dsq-comment-header-time", ".dsq-header-time", ".dsq-comment-meta"),
        link=(".dsq-comment-header-time a,.dsq-header-time a",),
        score=(".dsq-comment-rating", ".dsq-header-points"),
        furniture=(".dsq-comment-footer,.dsq-comment-buttons",),
    ),
)

LIVEFYRE = System(
    name="Livefyre",
    comment=selector(".fyre-comment-article,article.lf-comment,.fyre-comment-wrapper[data-message-id]"),
    holds=selector(".fyre-comment,.fyre-comment-body,.lf-comment-body"),
    number=re.compile(r"(?:fyre-(?:comment|message)-)?([\w-]+)"),
    attributes=("data-message-id", "data-content-id", "id"),
    manner=Manner(
        body=(".fyre-comment", ".fyre-comment-body", ".lf-comment-body"),
        author=(".fyre-comment-username", "[itemprop=author]", ".lf-author-name"),
        date=(".fyre-comment-date", "time"),
        link=(".fyre-comment-date a,a.fyre-comment-permalink",),
        score=(".fyre-comment-like-count,.fyre-comment-likes", ".fyre-comment-like .fyre-number"),
        furniture=(".fyre-comment-footer,.fyre-comment-like,.fyre-comment-media",),
        deleted=(".fyre-comment-deleted,.fyre-comment-hidden",),
    ),
    count=selector(".fyre-stream-stats span,.fyre-comment-count span,.fyre-stream-stats"),
)

COMMENTO = System(
    name="Commento",
    comment=selector(".commento-card,[id^=commento-comment-card-]"),
    holds=selector(".commento-body,[id^=commento-comment-text-]"),
    number=re.compile(r"commento-comment-card-([0-9a-f]+)"),
    manner=Manner(
        body=("[id^=commento-comment-text-]", ".commento-body > div:first", ".commento-body"),
        author=(".commento-name",),
        date=(".commento-timeago",),
        score=(".commento-score",),
        furniture=(".commento-options,.commento-option-button",),
        generic=False,
    ),
)

ISSO = System(
    name="isso",
    comment=selector(".isso-comment,#isso-root .comment"),
    number=re.compile(r"isso-(\d+)"),
    manner=Manner(
        body=(".isso-text", ".text"),
        author=(".isso-author", ".author"),
        date=(".isso-comment-header time,.isso-permalink time", "time"),
        link=("a.isso-permalink", "a.permalink"),
        score=(".isso-votes", ".votes"),
        furniture=(".isso-comment-footer,.isso-comment-header,.comment-header,.comment-footer",),
    ),
    count=selector("#isso-thread h4,.isso-thread-heading"),
)

REMARK42 = System(
    name="remark42",
    comment=selector(".thread,[class*=thread_theme],.root__thread"),
    sign=selector("[id^=remark42__comment-]"),
    holds=selector("[id^=remark42__comment-]"),
    manner=Manner(
        body=(".comment__text", ".raw-content"),
        author=(".comment__username", ".comment__user-name"),
        date=(".comment__time", "time"),
        link=("a.comment__time",),
        score=(".comment__score-value", ".comment-votes"),
        furniture=(".comment__actions,.comment__controls",),
        deleted=(".comment_deleted",),
        generic=False,
    ),
)

GISCUS = System(
    name="giscus",
    comment=selector(".gsc-comment,.gsc-reply"),
    manner=Manner(
        body=(".gsc-comment-content,.gsc-reply-content", ".markdown"),
        author=(
            ".gsc-comment-author .link-primary,.gsc-comment-author-avatar span",
            ".gsc-reply-author .link-primary,.gsc-reply-author-avatar span",
        ),
        date=("time",),
        link=(".gsc-comment-author a.link-secondary",),
        score=(".gsc-upvote-button span", ".gsc-upvotes"),
        furniture=(".gsc-comment-footer,.gsc-reply-footer,.gsc-comment-reactions",),
    ),
)

GITHUB = System(
    name="GitHub",
    comment=selector(".js-comment-container,.timeline-comment-group"),
    holds=selector(".comment-body,.js-comment-body"),
    number=re.compile(r"(?:issuecomment-|discussion_r|issue-|gistcomment-)(\d+)"),
    manner=Manner(
        body=(".js-comment-body", ".comment-body"),
        author=(".timeline-comment-header .author", ".author"),
        date=("relative-time[datetime]", "time-ago[datetime]"),
        link=("a.js-timestamp",),
        furniture=(".comment-reactions,.timeline-comment-actions",),
        generic=False,
    ),
    title=selector(".js-issue-title,bdi.js-issue-title"),
    bodiless=True,
)

GHOST = System(
    name="Ghost",
    comment=selector("[data-testid=comment-component],[data-testid=animated-comment]"),
    holds=selector(".gh-comment-content,[data-testid=comment-content]"),
    manner=Manner(
        body=(".gh-comment-content", "[data-testid=comment-content]"),
        author=("[data-testid=member-name]", "h4"),
        date=("[data-testid=comment-date]", "[title]"),
        score=("[data-testid=like-button] span", "[data-testid=like-button]"),
        furniture=("[data-testid=comment-form]",),
    ),
    count=selector("[data-testid=count]"),
)

SUBSTACK = System(
    name="Substack",
    comment=selector(".comment-list-item,.comment-list > .comment"),
    sign=selector(".comment-list-items,.comments-page"),
    holds=selector(".comment-body"),
    manner=Manner(
        body=(".comment-body",),
        author=(".comment-meta .commenter-name,.comment-meta a[href*=/profile/],.highlight",),
        date=("time,a[title],.comment-meta a",),
        furniture=(".comment-actions,.comment-meta",),
    ),
)

WIDGETS = (DISQUS, OLD_DISQUS, LIVEFYRE, COMMENTO, ISSO, REMARK42, GISCUS, GITHUB, GHOST, SUBSTACK)
