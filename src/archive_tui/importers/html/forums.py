"""More boards: Invision, SMF, MyBB, PunBB and FluxBB, Vanilla, Flarum and NodeBB, WoltLab.

The invariant is that of ``boards``.
"""

from __future__ import annotations

import re

from archive_tui.importers.html.entries import Manner
from archive_tui.importers.html.select import selector
from archive_tui.importers.html.systems import System


def _board(
    name: str,
    comment: str,
    number: str,
    manner: Manner,
    holds: str | None = None,
    *,
    attributes: tuple[str, ...] = ("id",),
) -> System:
    return System(
        name=name,
        comment=selector(comment),
        number=re.compile(number),
        attributes=attributes,
        holds=selector(holds) if holds else None,
        manner=manner,
        bodiless=True,
    )


INVISION = _board(
    "Invision",
    "article.ipsComment,article[id^=elComment_],.post_block[id^=post_id_],div.ipsComment[data-commentid]",
    r"(?:elComment_|post_id_)?(\d+)",
    Manner(
        body=(
            "[data-role=commentContent]",
            ".cPost_contentWrap [data-role=commentContent]",
            ".post.entry-content",
            ".entry-content",
        ),
        author=(
            ".cAuthorPane_author,.ipsComment_author .cAuthorPane_author",
            ".ipsComment_author h3",
            ".author.vcard",
            ".author",
        ),
        date=("time[datetime]", "abbr.published"),
        link=(".ipsComment_meta a[href*=comment]", "a[rel=bookmark]"),
        signature=("[data-role=memberSignature]", ".signature"),
        furniture=(".ipsQuote_citation .ipsQuote_expand,.edit",),
    ),
    attributes=("data-commentid", "id"),
)
SMF = _board(
    "SMF",
    ".post_wrapper,.postbg_wrapper",
    r"(?:msg_?)?(\d+)",
    Manner(
        body=(".inner[id^=msg_]", ".post .inner", ".inner"),
        author=(".poster h4 a", ".poster h4"),
        date=(".keyinfo .smalltext", ".postinfo .smalltext", ".keyinfo"),
        link=("a[href*=#msg]",),
        quote=(".quote",),
        signature=(".signature",),
        subject=("[id^=subject_]",),
    ),
    ".inner",
)
MYBB = _board(
    "MyBB",
    "div.post[id^=post_],table[id^=post_]",
    r"post_(\d+)",
    Manner(
        body=(".post_body", "[id^=pid_]"),
        author=(".author_information .largetext a", ".author_information .largetext", ".largetext"),
        date=(".post_date", ".smalltext"),
        link=(".post_head a[href*=#pid]", "a[href*=#pid]"),
        signature=(".signature",),
        furniture=(".post_edit,.post_meta",),
    ),
    ".post_body,[id^=pid_]",
)
PUNBB = _board(
    "PunBB and FluxBB",
    ".blockpost[id^=p]",
    r"p(\d+)",
    Manner(
        body=(".postmsg",),
        author=(".postleft dt a,.postleft dt,.post-byline strong",),
        date=("h2 a", "h2"),
        link=("h2 a[href*=#p]",),
        signature=(".postsignature",),
        furniture=(".postedit",),
    ),
    ".postmsg",
)
VANILLA = _board(
    "Vanilla",
    ".ItemDiscussion,.ItemComment,li.Comment[id^=Comment_],.Discussion[id^=Discussion_]",
    r"(?:Comment|Discussion)_(\d+)",
    Manner(
        body=(".Message",),
        author=(".Author .Username,.AuthorWrap .Username,.Username",),
        date=("time[datetime]", ".DateCreated"),
        link=(".Permalink,.DateCreated a",),
        signature=(".UserSignature",),
    ),
    ".Message",
)
FLARUM = _board(
    "Flarum and NodeBB",
    "article.CommentPost,[component=post][data-pid]",
    r"(\d+)",
    Manner(
        body=(".Post-body", "[component=post/content]", ".content"),
        author=(".PostUser .username,.username", ".PostUser-name", "[data-username]"),
        date=("time[datetime]", ".timeago[title]"),
        score=("[component=post/vote-count]",),
        furniture=(".Post-footer,.Post-actions",),
    ),
    ".Post-body,.content",
    attributes=("data-pid", "data-id", "id"),
)
WOLTLAB = _board(
    "WoltLab",
    "article.wbbPost,article.message.jsMessage",
    r"(?:post)?(\d+)",
    Manner(
        body=(".messageText",),
        author=(".messageSidebar .username,.messageAuthor .username,.username",),
        date=(".messageHeader time", "time"),
        link=(".messageHeader a.permalink",),
        signature=(".messageSignature > div",),
        furniture=(".messageFooter",),
    ),
    ".messageText",
    attributes=("data-object-id", "id"),
)

FORUMS = (INVISION, SMF, MYBB, PUNBB, VANILLA, FLARUM, WOLTLAB)
