"""One invented thread as many WordPress themes write it: each template is the markup around one comment of a theme.

In a template, ``{id}``, ``{name}``, ``{date}``, ``{iso}``, ``{text}`` (paragraphs), ``{depth}``, ``{classes}`` and
``{children}`` (the list of replies, empty if there are none) stand for what the theme prints.
"""

# ruff: noqa: E501  (markup, on the lines on which sites print it)

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape

START = datetime(2012, 5, 3, 9, 15, tzinfo=UTC)


@dataclass(frozen=True)
class Post:
    """A comment of the invented thread."""

    number: int
    name: str
    paragraphs: tuple[str, ...]
    replies: tuple["Post", ...] = field(default=())
    pingback: bool = False

    @property
    def when(self) -> datetime:
        return START + timedelta(hours=self.number)

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


THREAD = (
    Post(
        101,
        "Oswin Tarrable",
        (
            "The pond was never meant for swans.",
            "I have said so since the second meeting, and nobody wrote it down.",
        ),
        (
            Post(
                102,
                "Marta",
                ("Then write it down yourself! Reply when you have.",),
                (Post(104, "Oswin Tarrable", ("I did.",)),),
            ),
            Post(103, "d.", ("1. Buy a ladder", "2. Remove the swans", "3. Apologise to the heron")),
        ),
    ),
    Post(105, "The Reed Gazette » Ponds", (), pingback=True),
    Post(
        106,
        "Ümit Şahin",
        ("Share the bread & the blame: 5 < 6, says my aunt.",),
        (Post(107, "Anonymous", ("Permalink to nowhere.", "“Quoting” is not the same as reading.")),),
    ),
    Post(108, "Reader", ("Like it.",)),
)
"""Eight comments, of which one is a pingback; the words of buttons stand in some of them, and must stay."""


def flat(
    posts: tuple[Post, ...] = THREAD, parent: int | None = None, depth: int = 1
) -> list[tuple[Post, int | None, int]]:
    """Return the thread in pre-order, each post with its parent's number and its depth."""
    found: list[tuple[Post, int | None, int]] = []
    for post in posts:
        found.append((post, parent, depth))
        found.extend(flat(post.replies, post.number, depth + 1))
    return found


@dataclass(frozen=True)
class Theme:
    """What a theme prints."""

    comment: str
    pingback: str
    around: str = (
        '<div id="comments"><h3>8 Responses to “A pond”</h3><ol class="commentlist">{all}</ol></div>'
    )
    children: str = '<ul class="children">{replies}</ul>'
    siblings: bool = False
    """Whether replies stand beside what they answer."""
    ids: bool = True
    dates: bool = True


def render(theme: Theme, posts: tuple[Post, ...] = THREAD) -> str:
    """Return a whole page."""
    return PAGE.replace("{comments}", theme.around.replace("{all}", _list(theme, posts, 1)))


def _list(theme: Theme, posts: tuple[Post, ...], depth: int) -> str:
    return "\n".join(_one(theme, place, post, depth) for place, post in enumerate(posts))


def _one(theme: Theme, place: int, post: Post, depth: int) -> str:
    replies = _list(theme, post.replies, depth + 1) if post.replies else ""
    kind = "pingback" if post.pingback else "comment"
    values = {
        "id": str(post.number),
        "name": escape(post.name),
        "date": f"{post.when:%B} {post.when.day}, {post.when:%Y at %I:%M %p}",
        "iso": post.when.isoformat(),
        "text": "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in post.paragraphs),
        "depth": str(depth),
        "classes": f"{kind} {'even' if place % 2 == 0 else 'odd alt'} {'thread-even ' if depth == 1 else ''}depth-{depth}",
        "alt": "alt" if place % 2 else "",
        "children": "" if theme.siblings or not replies else theme.children.replace("{replies}", replies),
    }
    markup = theme.pingback if post.pingback else theme.comment
    for name, value in values.items():
        markup = markup.replace("{" + name + "}", value)
    return markup + (replies if theme.siblings else "")


PAGE = """<!DOCTYPE html>
<html lang="en-US"><head><meta charset="utf-8"><title>A pond « Notes from the bank</title>
<link rel="canonical" href="https://bank.example/2012/05/a-pond/">
<style>.comment { color: red }</style><script>var comment = "<li class='comment depth-1'>no</li>";</script></head>
<body class="single single-post postid-7">
<div id="header"><h1><a href="https://bank.example/">Notes from the bank</a></h1>
<ul class="menu"><li class="menu-item menu-item-depth-0"><a href="/about">About</a></li></ul></div>
<div id="content"><div class="post hentry" id="post-7"><h2 class="entry-title">A pond</h2>
<div class="entry-meta">Posted on <abbr class="published" title="2012-05-02T08:00:00+0000">May 2, 2012</abbr> by
<span class="author vcard"><a class="url fn" href="/author/ida">Ida Morrow</a></span></div>
<div class="entry-content"><p>There is a pond behind the town hall, and the town has opinions about it, most of them wet.</p>
<p>The council met, adjourned, met again, and could not agree on the ducks, the swans, or the minutes.</p>
<div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="#">Twitter</a></li></ul></div></div></div>
{comments}
<div id="respond"><h3 id="reply-title">Leave a Reply <small><a id="cancel-comment-reply-link" href="#">Cancel reply</a></small></h3>
<form action="/wp-comments-post.php" id="commentform"><p class="comment-notes">Your email address will not be published.</p>
<textarea name="comment" id="comment"></textarea><input name="submit" type="submit" value="Post Comment"></form></div></div>
<div id="sidebar"><ul><li class="widget"><h2>Recent Comments</h2><ul id="recentcomments">
<li class="recentcomments">Marta on <a href="/x#comment-90">Ladders</a></li>
<li class="recentcomments">Reader on <a href="/x#comment-91">Ladders</a></li></ul></li></ul></div>
<div id="footer">Proudly powered by WordPress.</div></body></html>"""

_REPLY = (
    '<div class="reply"><a class="comment-reply-link" href="/a-pond/?replytocom={id}#respond" rel="nofollow" '
    'onclick="return addComment.moveForm()">Reply</a></div>'
)
_LINK = "https://bank.example/2012/05/a-pond/#comment-{id}"

THEMES: dict[str, Theme] = {
    "the core's default, as lists of 2009": Theme(
        '<li class="{classes}" id="comment-{id}"><div id="div-comment-{id}" class="comment-body">'
        '<div class="comment-author vcard"><img alt="" src="http://0.gravatar.com/avatar/1?s=32" class="avatar avatar-32 photo">'
        '<cite class="fn"><a href="http://a.example" rel="external nofollow" class="url">{name}</a></cite> '
        f'<span class="says">says:</span></div><div class="comment-meta commentmetadata"><a href="{_LINK}">{{date}}</a>'
        '<a class="comment-edit-link" href="/edit">(Edit)</a></div>{text}' + _REPLY + "</div>{children}</li>",
        '<li class="{classes}" id="comment-{id}"><div id="div-comment-{id}" class="comment-body"><div class="comment-author vcard">'
        '<cite class="fn"><a href="http://p.example" rel="external nofollow" class="url">{name}</a></cite> '
        '<span class="says">says:</span></div><div class="comment-meta commentmetadata"><a href="#comment-{id}">{date}</a></div>'
        "<p>[...] the pond, again, in our pages [...]</p></div></li>",
    ),
    "the core's default since 2013": Theme(
        '<li id="comment-{id}" class="{classes}"><article id="div-comment-{id}" class="comment-body"><footer class="comment-meta">'
        '<div class="comment-author vcard"><img class="avatar"> <b class="fn"><a href="http://a.example" rel="external nofollow '
        'ugc" class="url">{name}</a></b> <span class="says">says:</span></div><div class="comment-metadata">'
        f'<a href="{_LINK}"><time datetime="{{iso}}">{{date}}</time></a> <span class="edit-link"><a href="/e">Edit</a></span>'
        '</div></footer><div class="comment-content">{text}</div>' + _REPLY + "</article>{children}</li>",
        '<li id="comment-{id}" class="{classes}"><div class="comment-body">Pingback: <a href="http://p.example" '
        'class="url">{name}</a> <span class="edit-link"><a href="/e">Edit</a></span></div></li>',
        '<div id="comments" class="comments-area"><h2 class="comments-title">8 thoughts on &ldquo;A pond&rdquo;</h2>'
        '<ol class="comment-list">{all}</ol></div>',
        '<ol class="children">{replies}</ol>',
    ),
    "Twenty Ten and Eleven": Theme(
        '<li class="{classes}" id="li-comment-{id}"><div id="comment-{id}"><div class="comment-author vcard"><img class="avatar">'
        '<cite class="fn">{name}</cite> <span class="says">says:</span></div><div class="comment-meta commentmetadata">'
        f'<a href="{_LINK}">{{date}}</a></div><div class="comment-body">{{text}}</div>'
        + _REPLY
        + "</div>{children}</li>",
        '<li class="post pingback"><p>Pingback: <a href="http://p.example" rel="external nofollow" class="url">{name}</a></p></li>',
    ),
    "Twenty Twelve": Theme(
        '<li class="{classes}" id="li-comment-{id}"><article id="comment-{id}" class="comment"><header class="comment-meta '
        'comment-author vcard"><img class="avatar"><cite><b class="fn">{name}</b> <span>Post author</span></cite>'
        f'<a href="{_LINK}"><time datetime="{{iso}}">{{date}}</time></a></header><section class="comment-content comment">'
        '{text}<p class="edit-link"><a class="comment-edit-link">Edit</a></p></section>'
        + _REPLY
        + "</article>{children}</li>",
        '<li class="{classes}" id="comment-{id}"><p>Pingback: <a href="http://p.example" class="url">{name}</a> </p></li>',
    ),
    "a block theme": Theme(
        '<li id="comment-{id}" class="{classes}"><div class="wp-block-columns"><div class="wp-block-column"><div '
        'class="wp-block-avatar"><img class="avatar wp-block-avatar__image"></div></div><div class="wp-block-column">'
        '<div class="wp-block-comment-author-name"><a rel="external nofollow ugc" href="http://a.example">{name}</a></div>'
        f'<div class="wp-block-comment-date"><time datetime="{{iso}}"><a href="{_LINK}">{{date}}</a></time></div>'
        '<div class="wp-block-comment-edit-link"><a>Edit</a></div><div class="wp-block-comment-content">{text}</div><div '
        'class="wp-block-comment-reply-link"><a rel="nofollow" class="comment-reply-link">Reply</a></div></div></div>'
        "{children}</li>",
        '<li id="comment-{id}" class="{classes}"><div class="wp-block-comment-author-name"><a href="http://p.example">{name}'
        '</a></div><div class="wp-block-comment-content"><p>[&#8230;] the pond again [&#8230;]</p></div></li>',
        '<div class="wp-block-comments"><h2 class="wp-block-comments-title">8 responses to “A pond”</h2><ol '
        'class="wp-block-comment-template">{all}</ol></div>',
        "<ol>{replies}</ol>",
    ),
    "divs in place of lists": Theme(
        '<div class="{classes}" id="comment-{id}"><div class="comment-author vcard"><cite class="fn">{name}</cite> <span '
        f'class="says">says:</span></div><div class="comment-meta commentmetadata"><a href="{_LINK}">{{date}}</a></div>'
        "{text}" + _REPLY + "{children}</div>",
        '<div class="{classes}" id="comment-{id}"><p>Trackback: <a href="http://p.example" class="url">{name}</a></p></div>',
        '<section id="comments"><h3>8 Comments</h3><div class="comments-list">{all}</div></section>',
        "{replies}",
    ),
    "terms and descriptions, each marked": Theme(
        '<dt class="{classes}" id="comment-{id}"><span class="comment_num"><a href="#comment-{id}" title="Permalink">{id}</a>'
        '</span> <span class="comment_author">{name}</span> <span class="comment_time">{date}</span></dt>'
        '<dd class="{classes}"><div class="format_text">{text}' + _REPLY + "</div>{children}</dd>",
        '<dt class="{classes}" id="comment-{id}"><span class="comment_author">{name}</span></dt><dd class="{classes}"><div '
        'class="format_text"><p>[...] the pond again [...]</p></div></dd>',
        '<div id="comments"><p class="comments_intro">{ 8 comments… read them below }</p><dl id="comment_list">{all}</dl></div>',
        '<dl class="children">{replies}</dl>',
    ),
    "replies beside what they answer": Theme(
        '<article class="{classes} clearfix" id="comment-{id}"><div class="comment-avatar"><img class="avatar"></div>'
        '<div class="comment-head"><span class="name">{name}</span> <span class="date">{date}</span></div>'
        '<div class="comment-entry">{text}</div><span class="reply"><a class="comment-reply-link">Reply ↓</a></span></article>',
        '<article class="{classes}" id="comment-{id}"><p>Pingback: <a href="http://p.example">{name}</a></p></article>',
        '<div id="comments"><h3>8 Comments</h3>{all}</div>',
        siblings=True,
    ),
    "Kubrick, before there were depths": Theme(
        '<li class="{alt}" id="comment-{id}"><img class="avatar avatar-32"><cite><a href="http://a.example" rel="external '
        'nofollow">{name}</a></cite> Says:<br /><small class="commentmetadata"><a href="#comment-{id}" title="">{date}</a> '
        "</small>{text}{children}</li>",
        '<li class="{alt}" id="comment-{id}"><cite><a href="http://p.example">{name}</a></cite> Says:<br /><small '
        'class="commentmetadata"><a href="#comment-{id}">{date}</a></small><p>[...] the pond again [...]</p></li>',
        '<h3 id="comments">8 Responses to &#8220;A pond&#8221;</h3><ol class="commentlist">{all}</ol>',
    ),
    "K2": Theme(
        '<li id="comment-{id}" class="{alt}"><a href="#comment-{id}" class="counter" title="Permanent Link">{id}</a> <span '
        'class="commentauthor"><a href="http://a.example" rel="external nofollow">{name}</a></span> <small '
        'class="commentmetadata"><a href="#comment-{id}" title="3 years ago">{date}</a></small><div class="itemtext2">{text}'
        "</div>{children}</li>",
        '<li id="comment-{id}" class="trackback"><span class="commentauthor"><a href="http://p.example">{name}</a></span>'
        '<small class="commentmetadata">{date}</small></li>',
        '<div class="comments"><h4>8 Responses to ‘A pond’</h4><ul id="commentlist">{all}</ul></div>',
    ),
    "Genesis": Theme(
        '<li class="{classes}" id="comment-{id}"><article id="article-comment-{id}" itemprop="comment" itemscope '
        'itemtype="https://schema.org/Comment"><header class="comment-header"><p class="comment-author" itemprop="author" '
        'itemscope itemtype="https://schema.org/Person"><img class="avatar"><span itemprop="name">{name}</span> <span '
        f'class="says">says</span></p><p class="comment-meta"><time class="comment-time" datetime="{{iso}}" '
        f'itemprop="datePublished"><a class="comment-time-link" href="{_LINK}" itemprop="url">{{date}}</a></time></p></header>'
        '<div class="comment-content" itemprop="text">{text}</div><div class="comment-reply"><a class="comment-reply-link">'
        "Reply</a></div></article>{children}</li>",
        '<li class="{classes}" id="comment-{id}"><article><header class="comment-header"><p class="comment-author"><span '
        'itemprop="name">{name}</span> <span class="says">says</span></p></header><div class="comment-content" '
        'itemprop="text"><p>[...] the pond again [...]</p></div></article></li>',
        '<div class="entry-comments" id="comments"><h3>Comments</h3><ol class="comment-list">{all}</ol></div>',
    ),
    "everything within the content": Theme(
        '<li class="{classes}" id="li-comment-{id}"><div id="comment-{id}" class="comment-body"><div class="comment-content">'
        '<div class="comment-meta"><div class="comment-author vcard"><cite class="name">{name}</cite> <span '
        'class="coment-date">{date}</span></div></div>{text}' + _REPLY + "</div></div>{children}</li>",
        '<li class="{classes}" id="li-comment-{id}"><a href="http://p.example" rel="external nofollow" class="url">{name}</a></li>',
    ),
    "the details below the text": Theme(
        '<li class="{classes}" id="comment-{id}"><div id="div-comment-{id}" class="comment-body"><div class="comment-author '
        'vcard"><img class="avatar"></div><div class="comment-content"><h4>{name} <span class="says">says:</span></h4>{text}'
        '<p class="comment-detail">{date} <a class="comment-reply-link">Reply</a></p></div></div>{children}</li>',
        '<li class="{classes}" id="comment-{id}"><p>Pingback: <a href="http://p.example">{name}</a></p></li>',
    ),
    "the name behind a dash": Theme(
        '<li class="media {classes}" id="comment-{id}"><img class="avatar media-object"><div class="media-body">{text}<div '
        'class="text-muted">&mdash; <a href="http://a.example" rel="external nofollow" class="url">{name}</a></div><time '
        'datetime="{iso}"><a href="#comment-{id}">{date}</a></time><a class="comment-edit-link">(Edit)</a></div>{children}</li>',
        '<li class="{classes}" id="comment-{id}"><p>Pingback: <a href="http://p.example">{name}</a></p></li>',
    ),
    "name and date in one box": Theme(
        '<li class="{classes}" id="comment-{id}"><div class="the-comment"><div class="avatar"><img></div><div '
        'class="comment-box"><div class="comment-author meta"><strong>{name}</strong> {date} <a rel="nofollow" '
        'class="comment-reply-link">- Reply</a></div><div class="comment-text">{text}</div></div></div>{children}</li>',
        '<li class="{classes}" id="comment-{id}"><div class="comment-text"><p>Pingback: <a href="http://p.example">{name}</a>'
        "</p></div></li>",
    ),
    "classes of its own": Theme(
        '<article id="comment-{id}" class="ast-comment {classes}"><div class="ast-comment-info"><div '
        'class="ast-comment-avatar-wrap"><img></div><header class="ast-comment-meta"><div class="ast-comment-cite-wrap"><cite>'
        f'<b class="fn">{{name}}</b></cite></div><div class="ast-comment-time"><span class="timendate"><a href="{_LINK}"><time '
        'datetime="{iso}">{date}</time></a></span></div></header></div><section class="ast-comment-content comment">{text}<div '
        'class="ast-comment-edit-reply-wrap"><span class="ast-reply-link"><a class="comment-reply-link">Reply</a></span></div>'
        "</section>{children}</article>",
        '<article id="comment-{id}" class="{classes}"><p>Pingback: <a href="http://p.example">{name}</a></p></article>',
        '<div id="comments" class="comments-area"><h3 class="comments-title">8 thoughts on “A pond”</h3><div '
        'class="ast-comment-list">{all}</div></div>',
        "{replies}",
    ),
}
