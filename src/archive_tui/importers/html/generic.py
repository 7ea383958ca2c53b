"""How most sites write a comment: what is tried where a system's own description says nothing.

The invariant: the surest selectors stand first, and none of them is so wide that it selects a whole comment.
"""

from __future__ import annotations

from archive_tui.importers.html.entries import Manner

GENERIC = Manner(
    body=(
        "[itemprop=commentText],[itemprop=text]",
        ".e-content,.p-content,.entry-content",
        ".comment-content,.comment_content,.commentcontent,.commentContent,.comment__content,.CommentContent",
        ".comment-text,.comment_text,.commenttext,.commentText,.comment__text,.comment-txt,.commenttxt",
        ".comment-entry,.commententry,.comment_entry,.comment-message,.comment__message,.comment-copy,.comment__copy",
        ".comment-description,.comment-inner-content,.comment-post-content,.comment-body-text,.comment-body-inner",
        ".commentbody,.comment-body,.comment_body,.commentBody,.comment__body",
        "[class*=comment-content],[class*=comment_content],[class*=comment-text],[class*=comment_text],[class*=commentText]",
        "[class*=comment-body],[class*=comment__body],[class*=commentBody],[class*=comment-message],[class*=CommentBody]",
        ".message,.message-text,.message-body,.post-message,.post_message,.msg,.text,.content,.body,.copy",
    ),
    author=(
        "[itemprop=author] [itemprop=name],[itemprop=creator] [itemprop=name]",
        ".fn,.p-author .p-name,.p-author",
        "[itemprop=author],[itemprop=creator]",
        ".comment-author-link,.comment-author-name,.comment_author_name,.commentauthor,.comment__author-name",
        "cite",
        ".comment-author,.comment_author,.commentAuthor,.comment__author,.comment-name,.commenter,.commenter-name",
        ".author-name,.author_name,.username,.user-name,.userName,.user_name,.nickname,.display-name,.screen-name",
        ".author,.poster,.postedby,.posted-by,.comment-by,.comment-user,.name,.user",
        "[data-author],[data-username]",
        "a[rel=author],a[rel*=external]",
    ),
    date=(
        "time[datetime]",
        "[itemprop=datePublished],[itemprop=dateCreated],[itemprop=commentTime],.dt-published,.published",
        "abbr[title].date,abbr[title].timeago,abbr[title]",
        "[datetime],[data-timestamp],[data-time],[data-utime],[data-epoch]",
        "time",
        ".comment-date,.comment_date,.commentdate,.commentDate,.comment__date,.comment-time,.comment-timestamp",
        ".date,.time,.timestamp,.posted-on,.post-date,.datetime,.comment-meta,.commentmetadata,.comment-metadata",
        "a[href*=#comment-],a[href*=#c]",
        "small,.meta,.info,.details,.when,.ago",
    ),
    link=(
        "a.permalink,a.comment-permalink,a.comment-link,a[rel=bookmark],a[itemprop=url],a.u-url",
        "a[href*=#comment-],a[href*=#c]",
    ),
)
"""What most sites do."""
