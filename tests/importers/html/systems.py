"""One invented thread as other systems than WordPress write it: a template for each, in the words of ``themes``."""

# ruff: noqa: E501  (markup, on the lines on which sites print it)

from dataclasses import dataclass, field
from html import escape

from tests.importers.html.themes import Post, flat

THREAD = (
    Post(
        1001,
        "Oswin",
        (
            "The pond was never meant for swans.",
            "I have said so since the second meeting, and nobody wrote it down.",
        ),
        (
            Post(
                1002,
                "Marta",
                ("Then write it down yourself! Reply when you have.",),
                (Post(1004, "Oswin", ("I did.",)),),
            ),
            Post(1003, "d_ray", ("First a ladder.", "Then the swans.")),
        ),
    ),
    Post(
        1005,
        "Umit",
        ("Share the bread & the blame: 5 < 6, says my aunt.",),
        (Post(1006, "Marta", ("Quoting is not the same as reading.",)),),
    ),
    Post(1007, "Reader", ("Like it.",)),
)


@dataclass(frozen=True)
class Site:
    """How a system writes its pages."""

    comment: str
    around: str
    children: str = "{replies}"
    flat: bool = False
    """Whether no one answers anyone."""
    siblings: bool = False
    """Whether replies stand beside what they answer."""
    breaks: bool = False
    """Whether paragraphs are parted by ``<br><br>``."""
    ids: bool = True
    dates: bool = True
    title: str = "A pond"
    declared: int | None = None
    body: str | None = None
    scores: dict[int, int] = field(default_factory=dict)


def render(site: Site, posts: tuple[Post, ...] = THREAD) -> str:
    """Return a page of the system."""
    return site.around.replace("{all}", _list(site, posts, 1, 0))


def wanted(site: Site, posts: tuple[Post, ...] = THREAD) -> list[tuple[Post, int | None, int]]:
    return [(post, None if site.flat else parent, depth) for post, parent, depth in flat(posts)]


def _list(site: Site, posts: tuple[Post, ...], depth: int, parent: int) -> str:
    return "\n".join(_one(site, post, depth, parent) for post in posts)


def _one(site: Site, post: Post, depth: int, parent: int) -> str:
    replies = _list(site, post.replies, depth + 1, post.number) if post.replies else ""
    beside = site.siblings or site.flat
    if site.breaks:
        text = "<br /><br />".join(escape(paragraph) for paragraph in post.paragraphs)
    else:
        text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in post.paragraphs)
    values = {
        "id": str(post.number),
        "parent": str(parent),
        "name": escape(post.name),
        "date": f"{post.when:%B} {post.when.day}, {post.when:%Y at %I:%M %p}",
        "iso": post.when.isoformat().replace("+00:00", "Z"),
        "epoch": str(int(post.when.timestamp())),
        "text": text,
        "depth": str(depth),
        "level": str(depth - 1),
        "width": str((depth - 1) * 40),
        "votes": str(post.number % 7),
        "children": "" if beside or not replies else site.children.replace("{replies}", replies),
    }
    markup = site.comment
    for name, value in values.items():
        markup = markup.replace("{" + name + "}", value)
    return markup + (
        site.children.replace("{replies}", replies)
        if site.siblings and replies
        else replies
        if beside
        else ""
    )


def _page(body: str, head: str = "", title: str = "A pond | Notes from the bank") -> str:
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{body}</body></html>'


_ARTICLE = (
    '<article class="post"><h1 class="post-title">A pond</h1><div class="post-body"><p>There is a pond behind the town hall, and '
    "the town has opinions about it, most of them wet.</p><p>The council met, adjourned, met again, and could not agree on the "
    "ducks, the swans, or the minutes.</p></div></article>"
)
_DRUPAL = '<meta name="Generator" content="Drupal 7 (http://drupal.org)">'
_TYPEPAD = '<meta name="generator" content="http://www.typepad.com/">'

SITES: dict[str, Site] = {
    "wpDiscuz 7": Site(
        '<div id="wpd-comm-{id}_{parent}" class="comment even thread-even depth-{depth} wpd-comment wpd_comment_level-{depth}"><div class="wpd-comment-wrap"><div class="wpd-comment-left"><div class="wpd-avatar"><img></div></div><div id="comment-{id}" class="wpd-comment-right"><div class="wpd-comment-header"><div class="wpd-comment-author">{name}</div><div class="wpd-comment-date" title="{date}"><i class="far"></i> 2 years ago</div><div class="wpd-comment-share"><span>Share</span></div></div><div class="wpd-comment-text">{text}</div><div class="wpd-comment-footer"><div class="wpd-vote"><div class="wpd-vote-result" title="{votes}">{votes}</div></div><div class="wpd-reply-button"><span>Reply</span></div></div></div></div><div id="wpdiscuz_form_anchor-{id}_{parent}"></div>{children}</div>',
        _page(
            _ARTICLE
            + '<div id="comments"><div id="wpdcom"><div class="wpd-thread-head"><div class="wpd-thread-info" data-comments-count="7"><span class="wpdtc">7</span> Comments</div></div><div class="wpd-thread-list">{all}</div></div></div>'
        ),
        declared=7,
    ),
    "wpDiscuz 4": Site(
        '<div id="wc-comm-{id}_{parent}" class="wc-comment wc-blog-guest wc_comment_level-{depth}"><div class="wc-comment-left"><img class="avatar"></div><div id="comment-{id}" class="wc-comment-right"><div class="wc-comment-header"><div class="wc-comment-author">{name}</div></div><div class="wc-comment-text">{text}</div><div class="wc-comment-footer"><div class="wc-vote-result">{votes}</div><span class="wc-reply-button">Reply</span><div class="wc-comment-date"><i></i>{date}</div></div></div>{children}</div>',
        _page(
            _ARTICLE
            + '<div id="wpcomm"><div class="wc_header_text"><span class="wc_header_text_count">7</span> Comments on "A pond"</div><div class="wc-thread-wrapper">{all}</div></div>'
        ),
        declared=7,
    ),
    "Blogger": Site(
        '<li class="comment" id="c55{id}00"><div class="avatar-image-container"><img></div><div class="comment-block"><div class="comment-header"><cite class="user"><a href="#" rel="nofollow">{name}</a></cite><span class="icon user"></span><span class="datetime secondary-text"><a rel="nofollow" href="https://pond.blogspot.example/p.html?showComment=1#c55{id}00">{date}</a></span></div><p class="comment-content">{text}</p><span class="comment-actions secondary-text"><a class="comment-reply" target="_self">Reply</a><span class="item-control"><a>Delete</a></span></span></div><div class="comment-replies">{children}</div><div class="comment-replybox-single"></div></li>',
        _page(
            _ARTICLE
            + '<section class="comments threaded" id="comments"><h3 class="title">7 comments:</h3><div id="comment-holder"><div id="bc_0_0T" class="comment-thread toplevel-thread"><ol id="top-ra">{all}</ol></div></div></section>'
        ),
        '<div class="comment-thread inline-thread"><span class="thread-toggle thread-expanded"><span class="thread-count"><a>Replies</a></span></span><ol class="thread-chrome thread-expanded"><div>{replies}</div><div class="continue"><a class="comment-reply">Reply</a></div></ol></div>',
        breaks=True,
        ids=False,
        declared=7,
    ),
    "Blogger before threads": Site(
        '<dt class="comment-author" id="c{id}"><a name="c{id}"></a><a href="#" rel="nofollow">{name}</a> said...</dt><dd class="comment-body" id="Blog1_cmt-{id}"><p>{text}</p></dd><dd class="comment-footer"><span class="comment-timestamp"><a href="#c{id}" title="comment permalink">{date}</a><span class="item-control"><a><img></a></span></span></dd>',
        _page(
            _ARTICLE
            + '<div class="comments" id="comments"><h4>7 comments:</h4><dl id="comments-block">{all}</dl><p class="comment-footer"><a href="#">Post a Comment</a></p></div>'
        ),
        flat=True,
        breaks=True,
        declared=7,
    ),
    "Drupal 6": Site(
        '<a id="comment-{id}"></a><div class="comment comment-published odd clear-block"><h3 class="title"><a href="/node/1#comment-{id}" class="active">Re: A pond</a></h3><div class="submitted">Submitted by {name} on {date}.</div><div class="content">{text}</div><div class="links"><ul class="links"><li class="comment_reply"><a href="/comment/reply/1/{id}">reply</a></li></ul></div></div>',
        _page(_ARTICLE + '<div id="comments"><h2>Comments</h2>{all}</div>', _DRUPAL),
        '<div class="indented">{replies}</div>',
        siblings=True,
    ),
    "Drupal 7": Site(
        '<a id="comment-{id}"></a><div class="comment clearfix" about="/comment/{id}#comment-{id}" typeof="sioc:Post sioct:Comment"><div class="attribution"><div class="submitted"><p class="commenter-name"><span class="username" property="foaf:name">{name}</span></p><p class="comment-time"><span property="dc:date dc:created" content="{iso}" datatype="xsd:dateTime">{date}</span></p><p class="comment-permalink"><a class="permalink" href="/comment/{id}#comment-{id}">Permalink</a></p></div></div><div class="comment-text"><h3 property="dc:title" datatype=""><a href="/comment/{id}#comment-{id}" class="permalink" rel="bookmark">Re: A pond</a></h3><div class="content"><span rel="sioc:reply_of" resource="/comment/{parent}#comment-{parent}" class="rdf-meta element-hidden"></span><div class="field field-name-comment-body field-type-text-long field-label-hidden"><div class="field-items"><div class="field-item even" property="content:encoded">{text}</div></div></div></div><ul class="links inline"><li class="comment-reply"><a>reply</a></li></ul></div></div>',
        _page(
            _ARTICLE
            + '<div id="comments" class="comment-wrapper"><h2 class="title">Comments</h2>{all}</div>',
            _DRUPAL,
        ),
        '<div class="indented">{replies}</div>',
        siblings=True,
    ),
    "Drupal 9": Site(
        '<article data-comment-user-id="0" id="comment-{id}" class="comment js-comment by-anonymous"><mark class="hidden" data-comment-timestamp="{epoch}"></mark><footer class="comment__meta"><p class="comment__author"><span lang="">{name}</span></p><p class="comment__time">{date}</p><p class="comment__permalink"><a href="/comment/{id}#comment-{id}" hreflang="en">Permalink</a></p></footer><div class="comment__content"><h3><a href="/comment/{id}#comment-{id}" class="permalink" rel="bookmark">Re: A pond</a></h3><div class="clearfix text-formatted field field--name-comment-body field--type-text-long">{text}</div><nav><ul class="links inline"><li class="comment-reply"><a href="/comment/reply/node/1/comment/{id}">Reply</a></li></ul></nav></div></article>',
        _page(
            _ARTICLE
            + '<section class="field field--name-comment comment-wrapper"><h2 class="title">Comments</h2>{all}</section>',
            _DRUPAL,
        ),
        '<div class="indented">{replies}</div>',
        siblings=True,
    ),
    "Movable Type": Site(
        '<div class="comment" id="comment-{id}"><div class="inner"><div class="comment-header"><div class="user-pic"><img></div><div class="asset-meta"><span class="byline">By <span class="vcard author"><a class="fn url" href="http://a.example">{name}</a></span> <a href="#comment-{parent}">replied to comment</a></span> <span><a href="#comment-{id}"><abbr class="published" title="{iso}">{date}</abbr></a> | <a title="Reply">Reply</a></span></div></div><div class="comment-content">{text}</div></div></div>',
        _page(
            _ARTICLE
            + '<div id="comments" class="comments"><h2 class="comments-header">7 Comments</h2><div class="comments-content">{all}</div></div>',
            '<meta name="generator" content="Movable Type Pro 5.2">',
        ),
        siblings=True,
        declared=7,
    ),
    "TypePad": Site(
        '<div class="comment comment-odd font-entrybody" id="comment-6a00d8341c{id}"><div class="comment-avatar"><img></div><div class="comment-content font-entrybody"><span id="comment-6a00d8341c{id}-content">{text}</span></div><p class="comment-footer font-entryfooter">Posted by: <a target="_blank" rel="nofollow" href="http://a.example">{name}</a> | <a href="http://pond.typepad.example/2012/05/a-pond.html?cid=6a#comment-6a00d8341c{id}"><span class="comment-date">{date}</span></a></p></div>',
        _page(
            _ARTICLE
            + '<div id="comments" class="comments"><h2 class="comments-header">Comments</h2><div class="comments-content">{all}</div></div>',
            _TYPEPAD,
        ),
        flat=True,
        ids=False,
    ),
    "Squarespace": Site(
        '<div class="comment" id="comment-5e1f{id}"><div class="comment-header"><span class="avatar"><img></span><span class="author"><a>{name}</a></span><span class="date" title="{iso}">2 years ago</span></div><div class="comment-body">{text}</div><div class="comment-footer"><span class="comment-likes">0 Likes</span><a class="comment-btn">Reply</a></div>{children}</div>',
        _page(
            _ARTICLE
            + '<div class="squarespace-comments"><h2>Comments (7)</h2><div class="comment-list">{all}</div></div>'
        ),
        '<div class="comment-list">{replies}</div>',
        ids=False,
        declared=7,
    ),
    "XenForo 1": Site(
        '<li id="post-{id}" class="message" data-author="{name}"><div class="messageUserInfo"><h3 class="userText"><a class="username">{name}</a><em class="userTitle">Active Member</em></h3></div><div class="messageInfo primaryContent"><div class="messageContent"><article><blockquote class="messageText SelectQuoteContainer ugc baseHtml">{text}<div class="messageTextEndMarker">&nbsp;</div></blockquote></article></div><div class="messageMeta"><div class="privateControls"><span class="item muted"><span class="authorEnd"><a class="username author">{name}</a>,</span> <a href="threads/a-pond.7/#post-{id}" class="datePermalink"><span class="DateTime" title="{date}">May 3, 2012</span></a></span></div><div class="publicControls"><a class="item muted postNumber">#1</a><a class="ReplyQuote item control reply">Reply</a></div></div></div></li>',
        _page(
            '<div class="titleBar"><h1>A pond</h1></div><ol class="messageList" id="messageList">{all}</ol>'
        ),
        flat=True,
    ),
    "XenForo 2": Site(
        '<article class="message message--post js-post js-inlineModContainer" data-author="{name}" data-content="post-{id}" id="js-post-{id}"><span class="u-anchorTarget" id="post-{id}"></span><div class="message-inner"><div class="message-cell message-cell--user"><section class="message-user"><h4 class="message-name"><a class="username">{name}</a></h4><h5 class="userTitle message-userTitle">Member</h5></section></div><div class="message-cell message-cell--main"><div class="message-main js-quickEditTarget"><header class="message-attribution"><ul class="message-attribution-main"><li class="u-concealed"><a href="/threads/a-pond.7/post-{id}" rel="nofollow"><time class="u-dt" datetime="{iso}">May 3, 2012</time></a></li></ul><ul class="message-attribution-opposite"><li><a href="/threads/a-pond.7/post-{id}">#1</a></li></ul></header><div class="message-content js-messageContent"><div class="message-userContent lbContainer"><article class="message-body js-selectToQuote"><div class="bbWrapper">{text}</div><div class="js-selectToQuoteEnd">&nbsp;</div></article></div><div class="message-lastEdit">Last edited: <time datetime="{iso}">Today</time></div></div><footer class="message-footer"><div class="message-actionBar"><a class="actionBar-action--reply">Reply</a></div></footer></div></div></div></article>',
        _page(
            '<div class="p-title"><h1 class="p-title-value">A pond</h1></div><div class="block-body js-replyNewMessageContainer">{all}</div>'
        ),
        flat=True,
    ),
    "vBulletin 3": Site(
        '<div id="edit{id}" style="padding:0px 0px 6px 0px"><table class="tborder" id="post{id}" width="100%"><tr><td class="thead" style="font-weight:normal"><a name="post{id}"><img></a> {date} <!-- status icon --></td><td class="thead" align="right">&nbsp; #<a href="showpost.php?p={id}&amp;postcount=1" id="postcount{id}" name="1"><strong>1</strong></a></td></tr><tr valign="top"><td class="alt2" width="175"><div id="postmenu_{id}"><a class="bigusername" href="member.php?u=1">{name}</a></div><div class="smallfont">Registered User</div><div class="smallfont"><div>Join Date: Jan 2001</div><div>Posts: 12</div></div></td><td class="alt1" id="td_post_{id}"><div class="smallfont"><strong>A pond</strong></div><hr size="1"><div id="post_message_{id}">{text}</div></td></tr></table></div>',
        _page(
            '<table><tr><td class="navbar"><strong>A pond</strong></td></tr></table><div id="posts">{all}</div><div id="lastpost"></div>',
            title="A pond - The Bank Forums",
        ),
        flat=True,
        breaks=True,
    ),
    "vBulletin 4": Site(
        '<li class="postbitlegacy postbitim postcontainer old" id="post_{id}"><div class="posthead"><span class="postdate old"><span class="date">{date}</span></span><span class="nodecontrols"><a name="post{id}" href="showthread.php?7-A-pond&amp;p={id}#post{id}" class="postcounter">#1</a></span></div><div class="postdetails"><div class="userinfo"><div class="username_container"><a class="username offline popupctrl"><strong>{name}</strong></a></div><span class="usertitle">Member</span></div><div class="postbody"><div class="postrow has_after_content"><h2 class="title icon">Re: A pond</h2><div class="content"><div id="post_message_{id}"><blockquote class="postcontent restore">{text}</blockquote></div></div></div></div></div><div class="postfoot"><a class="newreply">Reply With Quote</a></div></li>',
        _page(
            '<div id="pagetitle"><h1><span class="threadtitle"><a>A pond</a></span></h1></div><div id="postlist" class="postlist"><ol id="posts" class="posts">{all}</ol></div>'
        ),
        flat=True,
        breaks=True,
    ),
    "vBulletin 5": Site(
        '<li data-node-id="{id}" class="b-post b-post--collapsed js-post js-comment-post" itemscope itemtype="http://schema.org/Comment"><div class="b-post__grid-container"><div class="b-post__sidebar"><div class="b-userinfo"><div class="author h-text-size--14" itemprop="author"><strong><a class="js-vbmember"><span itemprop="name">{name}</span></a></strong></div><div class="usertitle">Member</div></div></div><div class="b-post__body"><div class="b-post__arrow"></div><hr><div class="b-post__timestamp"><time itemprop="dateCreated" datetime="{iso}">{date}</time></div><a class="b-post__count js-show-post-link">#1</a><h2 class="b-post__title js-post-title b-post__title--separator h-hide" itemprop="name"></h2><div class="js-post__content-wrapper"><div class="b-post__content js-post__content"><div class="js-post__content-text restore h-wordwrap" itemprop="text">{text}</div></div></div><div class="b-post__footer"><span class="js-post__votes">1</span> like</div></div></div></li>',
        _page(
            '<h1 class="main-title js-main-title">A pond</h1><ul class="conversation-list list-container">{all}</ul>'
        ),
        flat=True,
    ),
    "phpBB 2": Site(
        '<tr><td width="150" align="left" valign="top" class="row1"><span class="name"><a name="{id}"></a><b>{name}</b></span><br /><span class="postdetails"><br /><br />Joined: 01 Jan 2001<br />Posts: 12</span><br /></td><td class="row1" width="100%" height="28" valign="top"><table width="100%"><tr><td width="100%"><a href="viewtopic.php?p={id}#{id}"><img></a><span class="postdetails">Posted: {date}<span class="gen">&nbsp;</span>&nbsp; &nbsp;Post subject: A pond</span></td><td valign="top" nowrap="nowrap"><a href="posting.php?mode=quote"><img alt="Reply with quote"></a></td></tr><tr><td colspan="2"><hr /></td></tr><tr><td colspan="2"><span class="postbody">{text}</span><span class="gensmall"></span></td></tr></table></td></tr><tr><td class="row1"><span class="nav"><a href="#top" class="nav">Back to top</a></span></td><td class="row1"><img alt="View user\'s profile"></td></tr><tr><td class="spaceRow" colspan="2" height="1"></td></tr>',
        _page(
            '<table><tr><td><a class="maintitle" href="viewtopic.php?t=7">A pond</a></td></tr></table><table class="forumline"><tr><th class="thLeft">Author</th><th class="thRight">Message</th></tr>{all}</table>',
            title="The Bank :: View topic - A pond",
        ),
        flat=True,
        breaks=True,
    ),
    "phpBB 3": Site(
        '<div id="p{id}" class="post has-profile bg2"><div class="inner"><dl class="postprofile" id="profile{id}"><dt><a href="./memberlist.php" class="username">{name}</a></dt><dd>Posts: 12</dd></dl><div class="postbody"><div id="post_content{id}"><h3 class="first"><a href="#p{id}">Re: A pond</a></h3><ul class="post-buttons"><li><a>Quote</a></li></ul><p class="author"><a class="unread" href="./viewtopic.php?p={id}#p{id}"><i></i></a><span class="responsive-hide">by <strong><a class="username">{name}</a></strong> &raquo; </span><time datetime="{iso}">{date}</time></p><div class="content">{text}</div><div class="notice">Last edited by {name}, edited 1 time in total.</div></div></div></div></div>',
        _page(
            '<div id="page-body"><h2 class="topic-title"><a href="./viewtopic.php?t=7">A pond</a></h2>{all}</div>',
            title="A pond - The Bank",
        ),
        flat=True,
        breaks=True,
    ),
    "Hacker News": Site(
        '<tr class="athing comtr" id="{id}"><td><table border="0"><tr><td class="ind" indent="{level}"><img src="s.gif" height="1" width="{width}"></td><td valign="top" class="votelinks"><center><a id="up_{id}" href="vote?id={id}"><div class="votearrow" title="upvote"></div></a></center></td><td class="default"><div style="margin-top:2px; margin-bottom:-10px;"><span class="comhead"><a href="user?id={name}" class="hnuser">{name}</a> <span class="age" title="{iso} {epoch}"><a href="item?id={id}">8 years ago</a></span> <span id="unv_{id}"></span><span class="navs"> | <a href="#1">parent</a> <a class="togg clicky">[–]</a></span></span></div><br><div class="comment"><div class="commtext c00">{text}</div><div class="reply"><p><font size="1"><u><a href="reply?id={id}">reply</a></u></font></div></div></td></tr></table></td></tr>',
        _page(
            '<center><table id="hnmain"><tr><td><span class="pagetop"><b class="hnname"><a href="news">Hacker News</a></b></span></td></tr><tr><td><table class="fatitem"><tr class="athing" id="1000"><td class="title"><span class="titleline"><a href="https://bank.example/pond">A pond</a></span></td></tr><tr><td class="subtext"><span class="subline"><span class="score" id="score_1000">20 points</span> by <a href="user?id=ida" class="hnuser">ida</a> <span class="age" title="2012-05-03T08:00:00 1336032000"><a href="item?id=1000">8 years ago</a></span> | <a href="item?id=1000">7&nbsp;comments</a></span></td></tr></table><br><table class="comment-tree">{all}</table></td></tr></table></center>',
            title="A pond | Hacker News",
        ),
        siblings=True,
        declared=7,
    ),
    "Hacker News of 2013": Site(
        '<tr><td><table border=0><tr><td><img src="s.gif" height=1 width={width}></td><td valign=top><center><a id=up_{id} href="vote?for={id}"><img src="grayarrow.gif"></a></center></td><td class="default"><div style="margin-top:2px; margin-bottom:-10px; "><span class="comhead"><a href="user?id={name}">{name}</a> 8 hours ago | <a href="item?id={id}">link</a></span></div><br><span class="comment"><font color=#000000>{text}</font></span><p><font size=1><u><a href="reply?id={id}">reply</a></u></font></td></tr></table></td></tr>',
        _page(
            '<center><table><tr><td><span class="pagetop"><b><a href="news">Hacker News</a></b></span></td></tr><tr><td><table border=0><tr><td class="title"><a href="https://bank.example/pond">A pond</a><span class="comhead"> (bank.example) </span></td></tr><tr><td class="subtext"><span id=score_1000>20 points</span> by <a href="user?id=ida">ida</a> 8 hours ago | <a href="item?id=1000">7 comments</a></td></tr></table><br><table border=0>{all}</table></td></tr></table></center>',
            title="A pond | Hacker News",
        ),
        siblings=True,
        dates=False,
        declared=7,
    ),
    "old Reddit": Site(
        '<div class="thing id-t1_{id} noncollapsed comment" id="thing_t1_{id}" data-fullname="t1_{id}" data-type="comment" data-author="{name}"><p class="parent"><a name="{id}"></a></p><div class="midcol unvoted"><div class="arrow up"></div></div><div class="entry unvoted"><p class="tagline"><a class="expand">[–]</a><a href="https://old.reddit.com/user/{name}" class="author may-blank">{name}</a><span class="userattrs"></span> <span class="score dislikes" title="0">0 points</span><span class="score unvoted" title="{votes}">{votes} points</span> <time title="x" datetime="{iso}" class="live-timestamp">8 years ago</time> <a class="numchildren">(1 child)</a></p><form class="usertext"><div class="usertext-body may-blank-within md-container"><div class="md">{text}</div></div></form><ul class="flat-list buttons"><li class="first"><a href="https://old.reddit.com/r/ponds/comments/abc/a_pond/{id}/" class="bylink">permalink</a></li><li><a>reply</a></li></ul></div><div class="child">{children}</div><div class="clearleft"></div></div>',
        _page(
            '<div id="siteTable" class="sitetable linklisting"><div class="thing id-t3_abc link self" id="thing_t3_abc" data-fullname="t3_abc"><div class="entry"><p class="title"><a class="title may-blank" href="/r/ponds/comments/abc/a_pond/">A pond</a></p><p class="tagline">submitted <time datetime="2012-05-03T08:00:00+00:00">8 years ago</time> by <a class="author">ida</a></p><div class="expando"><form class="usertext"><div class="usertext-body"><div class="md"><p>What about the swans?</p></div></div></form></div><ul class="flat-list buttons"><li><a class="bylink comments may-blank">7 comments</a></li></ul></div></div></div><div class="commentarea"><div id="siteTable_t3_abc" class="sitetable nestedlisting">{all}</div></div>',
            title="A pond : ponds",
        ),
        '<div class="sitetable listing">{replies}</div>',
        declared=7,
        body="What about the swans?",
    ),
    "Reddit of 2020": Site(
        '<div class="_1" style="padding-left: 16px"><div class="_3sf33-9rVAO_v4y0pIW_CH"><div class="Comment t1_{id} P8SGAKMtRxNwlmLz1zdJu" id="t1_{id}" tabindex="-1"><div class="_3KgrO85L1p9wQbgwG27q4y"><button><i class="icon"></i></button></div><div class="_3tw"><span class="_1RIl585IYPW6cmNXwgRz0J">level {depth}</span><div class="_2mHuuvyV9doV3zwbZPtIPG"><div><a class="wM6scouPXXsFDSZmZPHRo" href="/user/{name}/" data-testid="comment_author_link">{name}</a></div><span>·</span><a class="_1sA-1jNHouHDpgCp1fCQ_F" data-testid="comment_timestamp" id="CommentTopMeta--Created--t1_{id}" href="https://www.reddit.com/r/ponds/comments/abc/a_pond/{id}/">8 yr. ago</a></div><div data-testid="comment" class="_3cjCphgls6DH-irkVaA0GM"><div class="_292iotee39Lmt0MkQZ2hPV RichTextJSON-root">{text}</div></div><div class="_3KgrO"><div class="_1E9mcoVn4MYnuBQSVDt1gC" id="vote-arrows-t1_{id}"><button aria-label="upvote"></button><div class="_1rZYMD_4xY3gRcSS3p8ODO">{votes}</div><button aria-label="downvote"></button></div><button>Reply</button><button>Share</button></div></div></div></div></div>',
        _page(
            '<div data-test-id="post-content"><h1 class="_eYtD2XCVieq6emjKBH3m">A pond</h1></div><div class="_1YCqQVO-9r-Up6QPB9H6_4">{all}</div>',
            title="A pond : ponds",
        ),
        siblings=True,
        dates=False,
    ),
    "Reddit of 2024": Site(
        '<shreddit-comment author="{name}" thingid="t1_{id}" parentid="t1_{parent}" depth="{level}" score="{votes}" permalink="/r/ponds/comments/abc/comment/{id}/" class="pt-md"><div slot="commentMeta"><faceplate-tracker><a href="/user/{name}/">{name}</a></faceplate-tracker><faceplate-timeago ts="{iso}">8y ago</faceplate-timeago></div><div id="t1_{id}-comment-rtjson-content" class="md text-14" slot="comment"><div id="-post-rtjson-content" class="py-0">{text}</div></div><shreddit-comment-action-row slot="actionRow" permalink="/x" score="{votes}"><button>Reply</button></shreddit-comment-action-row>{children}</shreddit-comment>',
        _page(
            '<main><shreddit-post post-title="A pond" author="ida" comment-count="7" created-timestamp="2012-05-03T08:00:00.000000+0000" permalink="/r/ponds/comments/abc/a_pond/"><h1 slot="title">A pond</h1><div slot="text-body"><p>What about the swans?</p></div></shreddit-post><shreddit-comment-tree id="comment-tree">{all}</shreddit-comment-tree></main>',
            title="A pond : r/ponds",
        ),
        declared=7,
        body="What about the swans?",
    ),
    "Lobsters": Site(
        '<li class="comments_subtree"><input id="comment_folder_{id}" class="comment_folder_button" type="checkbox"><div id="c_{id}" data-shortid="{id}" class="comment"><label class="comment_folder"></label><div class="voters"><a class="upvoter">{votes}</a></div><div class="details"><div class="byline"><a href="/~{name}"><img class="avatar"></a> <a href="/~{name}" class="u-author">{name}</a> <time title="{iso}" datetime="{iso}">8 years ago</time> | <a href="https://lobste.example/s/abc/a_pond#c_{id}">link</a> | <a class="comment_replier">reply</a></div><div class="comment_text">{text}</div></div></div>{children}</li>',
        _page(
            '<ol class="stories"><li class="story"><div class="story_liner"><span class="link"><a class="u-url" href="https://bank.example/pond">A pond</a></span></div></li></ol><ol class="comments comments1"><li class="comments_subtree"><form></form><ol class="comments">{all}</ol></li></ol>',
            title="A pond | Lobsters",
        ),
        '<ol class="comments">{replies}</ol>',
    ),
    "Slashdot": Site(
        '<li id="tree_{id}" class="comment"><div id="comment_status_{id}" class="commentstatus"><input type="hidden"></div><div id="comment_{id}" class="cw"><div id="comment_top_{id}" class="commentTop"><div class="title"><h4><a id="comment_link_{id}" name="comment_link_{id}" href="//slashdot.example/comments.pl?cid={id}">Re:A pond</a> <span id="comment_score_{id}" class="score">(Score:<a href="#">{votes}</a>)</span></h4></div><div class="details"><span class="by">by <a href="//slashdot.example/~x">{name}</a></span> <span class="otherdetails" id="comment_otherdetails_{id}">on {date} (<a href="#">#{id}</a>)</span></div></div><div class="commentBody"><div id="comment_body_{id}">{text}</div></div><div class="commentSub" id="comment_sub_{id}"><span class="nbutton"><a>Reply to This</a></span></div></div><div id="replyto_{id}"></div><ul id="commtree_{id}">{children}</ul></li>',
        _page(
            '<article><h2 class="story"><span class="story-title"><a href="//slashdot.example/story">A pond</a></span></h2><div class="body"><div class="p">The council could not agree on the ducks.</div></div></article><div id="comments"><ul id="commentlisting">{all}</ul></div>',
            title="A pond - Slashdot",
        ),
        breaks=True,
        body="The council could not agree on the ducks.",
    ),
    "Discourse, as crawlers see it": Site(
        '<div id="post_{id}" itemprop="comment" itemscope itemtype="http://schema.org/Comment" class="topic-body crawler-post"><div class="crawler-post-meta"><span class="creator" itemprop="author" itemscope itemtype="http://schema.org/Person"><a itemprop="url" rel="nofollow" href="https://talk.example/u/{name}"><span itemprop="name">{name}</span></a></span><link itemprop="mainEntityOfPage" href="https://talk.example/t/a-pond/7"><span class="crawler-post-infos"><time itemprop="datePublished" datetime="{iso}" class="post-time">{date}</time><meta itemprop="dateModified" content="{iso}"><span itemprop="position">1</span></span></div><div class="post" itemprop="text">{text}</div><div itemprop="interactionStatistic" itemscope itemtype="http://schema.org/InteractionCounter"><meta itemprop="interactionType" content="http://schema.org/LikeAction"><meta itemprop="userInteractionCount" content="{votes}"><span class="post-likes">{votes} Likes</span></div></div>',
        _page(
            '<div id="main-outlet" class="wrap"><div id="topic-title"><h1><a href="/t/a-pond/7">A pond</a></h1></div><div itemscope itemtype="http://schema.org/DiscussionForumPosting">{all}</div></div>',
            title="A pond - Ponds - Talk",
        ),
        flat=True,
    ),
    "Discourse, as browsers show it": Site(
        '<div class="topic-post clearfix regular"><article id="post_{id}" data-post-id="9{id}" class="boxed onscreen-post"><div class="row"><div class="topic-avatar"><img class="avatar"></div><div class="topic-body clearfix"><div class="topic-meta-data"><div class="names trigger-user-card"><span class="first username"><a data-user-card="{name}">{name}</a></span></div><div class="post-infos"><div class="post-info post-date"><a class="post-date" href="/t/a-pond/7/{id}"><span class="relative-date" data-time="{epoch}000" title="{date}">May 12</span></a></div></div></div><div class="regular contents"><div class="cooked">{text}</div><section class="post-menu-area clearfix"><nav class="post-controls"><button>Reply</button></nav></section></div></div></div></article></div>',
        _page(
            '<div id="topic-title"><div class="title-wrapper"><h1><a class="fancy-title" href="/t/a-pond/7">A pond</a></h1></div></div><div class="post-stream">{all}</div>',
            title="A pond - Talk",
        ),
        flat=True,
    ),
    "Disqus": Site(
        '<li class="post" id="post-{id}"><div data-role="post-content" class="post-content"><ul class="post-menu dropdown"><li><a>Collapse</a></li></ul><div class="avatar hovercard"><img></div><div class="post-body"><header class="comment__header"><span class="post-byline"><span class="author publisher-anchor-color"><a href="#" data-username="x">{name}</a></span></span><span class="post-meta"><span class="bullet time-ago-bullet">•</span> <a href="https://bank.example/pond#comment-{id}" data-role="relative-time" class="time-ago" title="{date}">8 years ago</a></span></header><div class="post-body-inner"><div class="post-message-container" data-role="message-container"><div data-role="message-content"><div class="post-message" data-role="message" dir="auto">{text}</div></div><a class="see-more hidden">see more</a></div></div><footer class="comment__footer"><menu class="comment-footer__menu"><li class="voting"><a class="vote-up"><span class="updatable count" data-role="likes">{votes}</span></a></li><li class="reply"><a><span class="text">Reply</span></a></li><li class="share"><a>Share ›</a></li></menu></footer></div></div><ul data-role="children" class="children">{children}</ul></li>',
        _page(
            _ARTICLE
            + '<div id="disqus_thread"><nav class="nav nav-primary"><ul><li class="nav-tab"><a><span class="comment-count">7 comments</span></a></li></ul></nav><ul id="post-list" class="post-list">{all}</ul></div>'
        ),
        declared=7,
    ),
    "Disqus of 2010": Site(
        '<li id="dsq-comment-{id}" class="dsq-comment"><div id="dsq-comment-header-{id}" class="dsq-comment-header"><div class="dsq-header-avatar"><img></div><cite id="dsq-cite-{id}" class="dsq-commenter-name">{name}</cite> <span class="dsq-comment-header-time"><a href="#comment-{id}">{date}</a></span></div><div id="dsq-comment-body-{id}" class="dsq-comment-body"><div id="dsq-comment-message-{id}" class="dsq-comment-message"><div class="dsq-comment-text">{text}</div></div></div><div class="dsq-comment-footer"><a>Reply</a></div>{children}</li>',
        _page(
            _ARTICLE
            + '<div id="disqus_thread"><div id="dsq-content"><ul id="dsq-comments">{all}</ul></div></div>'
        ),
        "<ul>{replies}</ul>",
    ),
    "Livefyre": Site(
        '<article class="fyre-comment-article fyre-comment-source-0" id="fyre-message-{id}" data-message-id="{id}"><div class="fyre-comment-wrapper"><a class="fyre-comment-user-link"><img class="fyre-user-avatar"></a><section class="fyre-comment-head"><span class="fyre-comment-username">{name}</span> <time class="fyre-comment-date" datetime="{iso}">{date}</time></section><section class="fyre-comment-body"><div class="fyre-comment">{text}</div></section><footer class="fyre-comment-footer"><a class="fyre-comment-reply">Reply</a> <span class="fyre-comment-like">Like</span></footer></div><div class="fyre-comment-replies">{children}</div></article>',
        _page(
            _ARTICLE
            + '<div id="livefyre" class="fyre"><div class="fyre-stream-stats"><span>7 comments</span></div><div class="fyre-comment-stream">{all}</div></div>'
        ),
        declared=7,
    ),
    "Commento": Site(
        '<div id="commento-comment-card-ab{id}" class="commento-card"><div class="commento-header"><div class="commento-avatar">O</div><div class="commento-name commento-op">{name}</div><div class="commento-subtitle"><div class="commento-timeago" title="{iso}">8 years ago</div><div class="commento-score">{votes} points</div></div></div><div id="commento-comment-contents-ab{id}"><div class="commento-options"><button>Reply</button></div><div class="commento-body"><div id="commento-comment-text-ab{id}">{text}</div></div><div id="commento-comment-children-ab{id}" class="commento-card-children">{children}</div></div></div>',
        _page(
            _ARTICLE
            + '<div id="commento" class="commento-root"><div class="commento-comments">{all}</div></div>'
        ),
        ids=False,
    ),
    "isso": Site(
        '<div class="isso-comment" id="isso-{id}"><div class="isso-avatar"><svg></svg></div><div class="isso-text-wrapper"><div class="isso-comment-header" role="meta"><span class="isso-author">{name}</span><span class="isso-spacer">•</span><a class="isso-permalink" href="#isso-{id}"><time title="x" datetime="{iso}">8 years ago</time></a></div><div class="isso-text">{text}</div><div class="isso-comment-footer"><span class="isso-votes">{votes}</span><a class="isso-reply" href="#">Reply</a></div></div><div class="isso-follow-up">{children}</div></div>',
        _page(
            _ARTICLE
            + '<section id="isso-thread"><h4 class="isso-thread-heading">7 Comments</h4><div id="isso-root">{all}</div></section>'
        ),
        declared=7,
    ),
    "remark42": Site(
        '<div class="thread thread_theme_light"><article id="remark42__comment-uu-{id}" class="comment root__thread_{depth}"><div class="comment__body"><div class="comment__info"><button class="comment__username" title="x">{name}</button><a class="comment__time" href="https://bank.example/pond#remark42__comment-uu-{id}" title="{date}">May 3</a><div class="comment__vote"><div class="comment__score-value">{votes}</div></div></div><div class="comment__text raw-content">{text}</div><div class="comment__actions"><button>Reply</button></div></div></article>{children}</div>',
        _page(_ARTICLE + '<div id="remark42"><div class="root__threads">{all}</div></div>'),
        ids=False,
    ),
    "giscus": Site(
        '<div class="gsc-comment"><div class="color-bg-primary"><div class="gsc-comment-header"><div class="gsc-comment-author"><a class="gsc-comment-author-avatar"><img><span class="link-primary overflow-hidden">{name}</span></a><a class="link-secondary" href="https://git.example/discussions/7#c{id}"><time title="x" datetime="{iso}">May 3</time></a></div></div><div class="markdown gsc-comment-content">{text}</div><div class="gsc-comment-footer"><button class="gsc-upvote-button"><span class="gsc-upvotes">{votes}</span></button></div></div><div class="gsc-replies">{children}</div></div>',
        _page(_ARTICLE + '<main class="gsc-main"><div class="gsc-timeline">{all}</div></main>'),
        ids=False,
    ),
    "microdata": Site(
        '<div itemprop="comment" itemscope itemtype="https://schema.org/Comment" id="comment-{id}"><p class="x1"><span itemprop="author" itemscope><b itemprop="name">{name}</b></span> wrote <time itemprop="dateCreated" datetime="{iso}">{date}</time></p><div itemprop="text">{text}</div><a>Reply</a>{children}</div>',
        _page(_ARTICLE + "<section><h2>7 comments</h2>{all}</section>"),
        declared=7,
    ),
    "microformats": Site(
        '<li class="h-entry p-comment" id="c{id}"><div class="p-author h-card"><img class="u-photo"><span class="p-name">{name}</span></div><a class="u-url" href="https://bank.example/pond#c{id}"><time class="dt-published" datetime="{iso}">{date}</time></a><div class="e-content">{text}</div>{children}</li>',
        _page(_ARTICLE + "<section><h2>7 replies</h2><ul>{all}</ul></section>"),
        "<ul>{replies}</ul>",
        declared=7,
    ),
    "a system of its own": Site(
        '<div class="gb-row" id="gb{id}"><div class="gb-who">{name}</div><div class="gb-when">{date}</div><div class="gb-what">{text}</div><div class="gb-do"><a href="?answer={id}">Reply</a></div>{children}</div>',
        _page(_ARTICLE + '<div class="gb"><h2>7 comments</h2>{all}</div>'),
        declared=7,
    ),
    "a flat system of its own": Site(
        '<div class="entry2"><a name="e{id}"></a><div class="entry2-text">{text}</div><div class="entry2-foot">posted by <a href="/u/{name}">{name}</a> at <a href="#e{id}">{date}</a></div></div>',
        _page(_ARTICLE + '<div class="below"><h3>Comments</h3>{all}</div>'),
        flat=True,
        ids=False,
    ),
}
