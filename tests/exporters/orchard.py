"""A thread with every trap that an exporter meets, as values of the model; all of it is invented."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tests.curation.threads import PROVENANCE, article, thread

from archive_tui.curation.select import ARTICLE, select
from archive_tui.model import (
    Annotation,
    Choice,
    CommentId,
    Context,
    Kind,
    PageNote,
    Quote,
    State,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive_tui.model import Article, Comment, Selection

HOSTILE = """\
<script>alert("pears")</script> & <img src=x onerror=alert(1)> &amp; &#60;b&#62;
# No heading
Nor this
========
or this
---
- no list
+ none
* none either
1. one
2) two

| no | table |
| --- | --- |
```sh
rm -rf ~/pears
```
[no link](javascript:alert(1)) ![no picture](http://tracker.example/x.png) <https://not.example/auto>
[reference]: http://not.example/ "title"
**not bold** _not slanted_ ~~not struck~~ `no code` snake_case_stays \\*backslashes\\* stay\\
    four spaces in front
=SUM(A1:A9)+cmd|' /C calc'!A0
From the fence one sees the tree.
>From behind, too.
]]> --> {{template}} %s %(x)d ${home}
A link that stays: https://orchard.example/a_(pear)?b=1&c=2."""

DEEP = 12

EARLY = datetime(102, 3, 4, 5, 6, 7, tzinfo=UTC)

FACTS: Sequence[tuple[int, dict[str, Any]]] = (
    # parent, facts
    (
        -1,
        {"author": "Maria Holt", "text": "The tree was there first.\n\nThe fence came by post.", "score": 12},
    ),
    (
        0,
        {
            "author": "Hanna",
            "text": "The fence came by post.\n\nMine came by mule. “The tree was there first.” So they say.",
            "url": "https://orchard.example/pears#comment-2",
        },
    ),
    (1, {"author": None, "created": None, "text": "> Mine came by mule.\n> Slowly.\n\nHow slowly?"}),
    (0, {"state": State.GHOST, "author": None, "created": None, "text": ""}),
    (3, {"author": "Old Timer", "text": "Whoever I answered is gone, and so is my hat.", "missing": True}),
    (
        -1,
        {
            "author": "Cheap Pears Online",
            "text": "Buy pears now at http://pears.invalid and win a tree!",
            "verdict": Verdict("spam", 0.99, "filter", ("an offer", "a link")),
        },
    ),
    (5, {"author": "Maria Holt", "text": "Nobody wins a tree."}),
    (-1, {"author": "Gone", "state": State.DELETED, "text": ""}),
    (7, {"author": "Hanna", "text": "I had read it. It was kind."}),
    (-1, {"author": "The Crumb Letter", "kind": Kind.PINGBACK, "text": "Pingback: Ten trees we loved"}),
    (-1, {"author": "دانیال", "text": "درخت گلابی می‌داند.\nחצר ישנה, עץ ישן (1923)."}),
    (10, {"author": "梨子", "text": "梨の木は覚えている。\n\n　全角の字下げ。"}),
    (11, {"author": "🌳 Tree 👩‍🌾", "text": "👍🏽 🍐🍐 ❤️ 🏳️‍🌈 1️⃣"}),
    (-1, {"author": "Eve <eve@evil.example> \"x\" & 'y'", "text": HOSTILE, "score": -3}),
)


def _facts() -> tuple[list[int], dict[int, dict[str, Any]]]:
    parents = [parent for parent, _ in FACTS]
    facts = {index: fields for index, (_, fields) in enumerate(FACTS)}
    above = -1
    for step in range(DEEP):
        facts[len(parents)] = {"author": f"Climber {step + 1}", "text": f"Branch {step + 1} holds."}
        parents.append(above)
        above = len(parents) - 1
    parents.append(-1)
    facts[len(parents) - 1] = {"text": "", "author": "Silent"}
    return parents, facts


def comments() -> list[Comment]:
    return thread(*_facts())


def pears(found: Sequence[Comment]) -> Article:
    return article(
        found,
        notes=(PageNote("editor", "Editor’s note: the fence was moved in 2012."),),
        declared=40,
    )


NOTES = {
    ARTICLE: Annotation(note="Read with *Fences*, ch. 3.", tags=("trees", "fences")),
    CommentId(1): Annotation(
        note="The claim.\n\n- said in 2011\n- **again** in 2014\n\n<b>no HTML</b> [link](https://ok.example/)",
        tags=("claim", "日本 & co"),
        picked=True,
        starred=True,
    ),
    CommentId(9): Annotation(picked=True),
    CommentId(11): Annotation(starred=True, note="می‌داند"),
}

PICKS = {
    CommentId(2): Choice(),
    CommentId(5): Choice(context=Context.NONE),
    CommentId(7): Choice(),
    CommentId(13): Choice(context=Context.PARENT),
    CommentId(17): Choice(context=Context.BRANCH),
    CommentId(26): Choice(),
}


def quotes(found: Sequence[Comment]) -> list[Quote]:
    by_id = {comment.id: comment.text for comment in found}
    text = by_id[CommentId(2)]
    said = "“The tree was there first.”"
    return [
        Quote(CommentId(2), 0, 0, len("The fence came by post."), "comment", CommentId(1)),
        Quote(CommentId(2), 1, text.index(said), text.index(said) + len(said), "comment", CommentId(1)),
        Quote(CommentId(3), 0, 0, len("> Mine came by mule.\n> Slowly."), "comment", CommentId(2)),
    ]


def whole(**options: Any) -> Selection:
    found = comments()
    return select(pears(found), found, PROVENANCE, annotations=NOTES, quotes=quotes(found), **options)


def picked() -> Selection:
    """Return picks with stubs, gaps and every rule of context; one was changed in the source since."""
    changed = {
        **NOTES,
        CommentId(2): Annotation(picked=True, text="Mine came by mule, I said.", author="Hanna"),
    }
    found = comments()
    return select(
        pears(found), found, PROVENANCE, choices=PICKS, annotations=changed, quotes=quotes(found), body=False
    )
