"""More WordPress themes: those whose marks of a comment, its author, its date or its furniture differ from the rest."""

# ruff: noqa: E501  (markup, on the lines on which sites print it)

from tests.importers.html.themes import Theme

_LINK = "https://bank.example/2012/05/a-pond/#comment-{id}"
_A = '<a href="http://a.example" rel="external nofollow" class="url">{name}</a>'
_R = '<a rel="nofollow" class="comment-reply-link" href="?replytocom={id}#respond" aria-label="Reply to {name}">Reply</a>'
_PING = '<li class="{classes}" id="comment-{id}"><p>Pingback: <a href="http://p.example" class="url">{name}</a></p></li>'

MORE_THEMES: dict[str, Theme] = {
    "the bar of a newspaper": Theme(
        '<li class="comment" id="comment-{id}"><article><footer><img class="avatar"><cite>' + _A + "</cite>"
        '<a class="comment-link" href="#comment-{id}"><time pubdate="{iso}">{date}</time></a></footer>'
        '<div class="comment-content tagdiv-type">{text}</div><div class="comment-meta" id="comment-{id}">'
        + _R
        + "</div></article>{children}</li>",
        '<li class="pingback" id="comment-{id}"><article><footer><cite><a href="http://p.example">{name}</a></cite></footer>'
        '<div class="comment-content"><p>[...] the pond [...]</p></div></article></li>',
        '<div class="comments" id="comments"><div class="td-comments-title-wrap"><h4 class="td-comments-title block-title"><span>8 COMMENTS</span></h4></div><ol class="comment-list">{all}</ol></div>',
        '<ul class="children">{replies}</ul>',
    ),
    "a builder's bodies": Theme(
        '<li class="{classes}" id="li-comment-{id}"><article id="comment-{id}" class="comment-body clearfix"><div class="comment_avatar"><img class="avatar"></div>'
        '<div class="comment_postinfo"><span class="fn">'
        + _A
        + '</span> <span class="comment_date">on {date}</span></div>'
        '<div class="comment_area"><div class="comment-content clearfix">{text}<span class="reply-container">'
        + _R
        + "</span></div></div></article>{children}</li>",
        _PING,
        '<section id="comment-wrap"><h1 id="comments" class="page_title">8 Comments</h1><ol class="commentlist clearfix">{all}</ol></section>',
    ),
    "a name, a date and a link in one heading": Theme(
        '<li class="{classes}" id="comment-{id}"><div class="the-comment"><div class="avatar"><img></div><div class="comment-box"><div class="comment-author meta">'
        "<strong>"
        + _A
        + '</strong>{date}<a class="comment-edit-link" href="#"> - Edit</a>'
        + _R.replace(">Reply<", "> - Reply<")
        + '</div><div class="comment-text">{text}</div></div></div>{children}</li>',
        _PING,
    ),
    "hooks and filters of a frame": Theme(
        '<li id="comment-{id}" class="{classes} c-y2012 c-m05 c-d03"><div class="comment-author vcard"><img class="photo avatar"><span class="fn n">'
        + _A
        + "</span></div>"
        '<div class="comment-meta">Posted {date}<span class="meta-sep">|</span> <a href="'
        + _LINK
        + '" title="Permalink to this comment">Permalink</a></div>'
        '<div class="comment-content">{text}</div><div class="comment-reply-link">'
        + _R
        + "</div>{children}</li>",
        '<li id="comment-{id}" class="{classes}"><div class="comment-author">By <a href="http://p.example" class="url">{name}</a> on {date}</div><div class="comment-content"><p>[...] the pond [...]</p></div></li>',
        '<div id="comments"><div id="comments-list" class="comments"><h3><span>Eight</span> Comments</h3><ol>{all}</ol></div></div>',
    ),
    "a canvas": Theme(
        '<li class="{classes}"><a name="comment-{id}"></a><div id="li-comment-{id}" class="comment-container"><div class="avatar"><a href="#"><img></a></div>'
        '<div class="comment-head"><span class="name">'
        + _A
        + '</span> <span class="date">{date}</span> <span class="perma"><a href="'
        + _LINK
        + '" title="Direct link to this comment">#</a></span> <span class="edit"></span></div>'
        '<div class="comment-entry" id="comment-{id}">{text}<div class="reply">'
        + _R
        + "</div></div></div>{children}</li>",
        '<li id="comment-{id}" class="{classes}"><span class="author"><a href="http://p.example">{name}</a></span> - <span class="date">{date}</span> <span class="pingcontent">[...] the pond [...]</span></li>',
    ),
    "mist": Theme(
        '<li class="{classes} withAvatars" id="comment-{id}"><div class="comment-head"><div class="avatar-box"><img class="avatar"></div><div class="author"><span class="by">'
        + _A
        + '</span><br>Posted on <span class="comment-date">{date}</span></div>'
        '<div class="controls bubble"><a class="reply" id="reply-to-{id}" href="#">Reply</a><a class="quote" title="Quote" href="#">Quote</a></div></div>'
        '<div class="comment-body clearfix" id="comment-body-{id}"><div class="comment-text">{text}</div><a id="comment-reply-{id}"></a></div>{children}</li>',
        _PING,
    ),
    "tables around faces": Theme(
        '<li class="{classes}" id="comment-{id}"><div id="div-comment-{id}" class="comment-container"><table class="comment-head"><tr><td><img class="avatar"></td><td><span class="authorname">'
        + _A
        + "</span> "
        '<span class="comment-date">{date}</span></td><td><a href="#comment-{id}">#{id}</a></td></tr></table>{text}<p>'
        + _R
        + "</p></div>{children}</li>",
        _PING,
    ),
    "a magazine's chat": Theme(
        '<li class="{classes}" id="comment-{id}"><div class="comment-body"><header><div class="avatar-wrap"><img></div><div class="comment-author vcard"><cite class="fn">'
        + _A
        + '</cite> <a class="comment-date" href="#comment-{id}">{date}</a></div></header>'
        '{text}<div class="comment-footer"><div class="reply">' + _R + "</div></div></div>{children}</li>",
        _PING.replace("Pingback: ", ""),
        '<section id="comments" class="themeform"><ul class="comment-tabs group"><li class="active"><a href="#commentlist-container">Comments <span>7</span></a></li><li><a href="#pinglist-container">Pingbacks <span>1</span></a></li></ul><div id="commentlist-container" class="comment-tab"><ol class="commentlist">{all}</ol></div></section>',
    ),
    "an ocean": Theme(
        '<li id="comment-{id}" class="comment-container"><article class="{classes} comment-body"><img class="avatar"><div class="comment-content"><div class="comment-author"><h3 class="comment-link">'
        + _A
        + '</h3><span class="comment-meta commentmetadata"><span class="comment-date">{date}</span>'
        + _R
        + "</span></div>"
        '<div class="clr"></div><div class="comment-entry"><div class="comment-content"><p class="comment-awaiting-moderation">Your comment is awaiting moderation.</p>{text}</div></div></div></article>{children}</li>',
        '<li id="comment-{id}" class="{classes}"><article><p>Pingback: <span><a href="http://p.example" class="url">{name}</a></span></p></article></li>',
    ),
    "the reader's own plugin of likes": Theme(
        '<li class="{classes}" id="comment-{id}"><article id="div-comment-{id}" class="comment-body"><footer class="comment-meta"><div class="comment-author vcard"><img class="avatar"><b class="fn">{name}</b><span class="says">sagt:</span></div>'
        '<div class="comment-metadata"><a href="'
        + _LINK
        + '"><time datetime="{iso}">{date}</time></a></div></footer><div class="comment-content">{text}'
        '<p id="comment-like-{id}" data-liked="comment-not-liked" class="comment-likes comment-not-liked"><a href="?like_comment={id}" class="comment-like-link needs-login" rel="nofollow"><span>Like</span></a><span id="comment-like-count-{id}" class="comment-like-feedback">Liked by 2 people</span></p></div><div class="reply">'
        + _R
        + "</div></article>{children}</li>",
        _PING,
    ),
    "stars, thumbs and a form below": Theme(
        '<li class="{classes}" id="comment-{id}"><div class="commentauthor"><cite>'
        + _A
        + '</cite> <small><a href="#comment-{id}">{date}</a></small></div><div class="commentbody">{text}'
        '<p class="ckrating"><img src="up.png" alt="Thumb up" id="up-{id}"> <span id="karma-{id}-up">3</span> <img alt="Thumb down"> <span id="karma-{id}-down">0</span></p>'
        '<div class="ratingblock"><div class="ratingheader"></div><div class="ratingstars"><div class="ratertext">VN:F [1.9.3]</div></div><div class="ratingtext">Rating: 0 (from 0 votes)</div></div></div>{children}</li>',
        _PING,
    ),
    "cores of a core": Theme(
        '<li class="li-comment {classes}" id="li-comment-{id}"><div id="comment-{id}" class="div-comment hentry"><div class="meta"><span class="vcard author"><span class="fn">'
        + _A
        + '</span></span> <a class="comment-id published" href="#comment-{id}" title="{iso}">{date}</a></div>'
        '<div class="entry-content">{text}</div><div class="comment-actions">'
        + _R
        + "</div></div>{children}</li>",
        _PING,
    ),
    "a blog of short remarks": Theme(
        '<li id="comment-{id}" class="{classes}"><img class="avatar"><h4>{name} <span class="meta">{date} <span class="actions"><a class="thepermalink" href="#comment-{id}" title="Permalink">Permalink</a> | '
        + _R
        + "</span></span></h4>"
        '<div id="commentcontent-{id}" class="commentcontent">{text}</div>{children}</li>',
        _PING,
        '<ul id="comments" class="commentlist inlinecomments">{all}</ul>',
    ),
    "a large number before each": Theme(
        '<li class="{classes}" id="comment-{id}"><div class="comment-number">1</div><div class="comment-inner"><div class="comment-header"><h4>'
        + _A
        + '</h4></div><div class="comment-content post-content">{text}</div>'
        '<div class="comment-actions clear"><p class="comment-author-link left"><span>Posted by</span></p><p class="comment-date"><a href="#comment-{id}">{date}</a></p>'
        + _R
        + "</div></div>{children}</li>",
        _PING,
    ),
    "a shop's front": Theme(
        '<li class="{classes}" id="comment-{id}"><div class="comment-body"><div class="comment-meta commentmetadata"><div class="comment-author vcard"><img class="avatar"><cite class="fn">'
        + _A
        + "</cite></div>"
        '<a href="'
        + _LINK
        + '" class="comment-date"><time datetime="{iso}">{date}</time></a></div><div id="div-comment-{id}" class="comment-content"><div class="comment-text">{text}</div><div class="reply">'
        + _R
        + "</div></div></div>{children}</li>",
        _PING,
    ),
    "bold, with a bullet between": Theme(
        '<li class="{classes}" id="comment-{id}"><div class="author-box"><b>'
        + _A
        + '</b> &bull; <i>{date}</i></div>{text}<p class="links"><a class="comment-reply-link">Reply</a> &bull; <a href="#comment-{id}">Permalink</a></p>{children}</li>',
        _PING,
    ),
    "unordered, with rows": Theme(
        '<li class="{classes} media" id="comment-{id}"><div class="row"><div class="col-sm-2"><img class="avatar img-circle"></div><div class="col-sm-10"><h4 class="media-heading">{name}</h4><time class="comment-time" datetime="{iso}">{date}</time>'
        '<div class="comment-txt">{text}</div><div class="pull-right">'
        + _R
        + "</div></div></div>{children}</li>",
        _PING,
        '<div id="comments"><h3>8 Comments</h3><ul class="media-list">{all}</ul></div>',
        '<ul class="media-list children">{replies}</ul>',
    ),
    "numbers, ends and clears": Theme(
        '<li class="{classes}"><div id="comment-{id}"><div class="cmt-no">#{id}</div><p class="commentmeta"><strong>'
        + _A
        + '</strong> wrote on {date}:</p><div class="cmt">{text}</div><p class="cmt-links">'
        + _R
        + ' | <a href="javascript:void(0)">Quote</a></p><div class="clear"></div></div>{children}</li>',
        '<li class="{classes}"><div id="comment-{id}"><p>Trackback from <a href="http://p.example">{name}</a></p></div></li>',
    ),
    "a year without labels": Theme(
        '<div id="comment-{id}" class="{classes} comment-wrap"><div class="comment-left"><img class="avatar"></div><div class="comment-right"><p class="comment-title"><span class="comment-author">'
        + _A
        + '</span><span class="comment-date"> | {date}</span></p><div class="comment-main">{text}</div><p class="reply">'
        + _R
        + "</p></div>{children}</div>",
        '<div id="comment-{id}" class="{classes}"><p><a href="http://p.example">{name}</a></p></div>',
        '<div id="comments"><div class="commentlist">{all}</div></div>',
        '<div class="children">{replies}</div>',
    ),
    "twenty years on": Theme(
        '<div id="comment-{id}" class="{classes}"><article id="div-comment-{id}" class="comment-body"><footer class="comment-meta"><div class="comment-author vcard"><a href="http://a.example" rel="external nofollow" class="url"><img class="avatar"><span class="fn">{name}</span><span class="screen-reader-text says">says:</span></a></div>'
        '<div class="comment-metadata"><a href="'
        + _LINK
        + '"><time datetime="{iso}">{date}</time></a> <span aria-hidden="true">&bull;</span> <a class="comment-edit-link">Edit</a></div></footer><div class="comment-content entry-content">{text}</div><footer class="comment-footer-meta"><span class="comment-reply">'
        + _R
        + '</span><span class="by-post-author">By Post Author</span></footer></article>{children}</div>',
        '<div id="comment-{id}" class="{classes}"><div class="comment-body">Pingback: <a href="http://p.example">{name}</a></div></div>',
        '<div class="comments" id="comments"><h2 class="comment-reply-title">8 replies on &ldquo;A pond&rdquo;</h2><div class="comments-inner section-inner thin max-percentage">{all}</div></div>',
        "{replies}",
    ),
}
