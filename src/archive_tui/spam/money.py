"""The money pitch: somebody earns a great deal with little, at home, and everybody should look at a page.

The invariant: no part of it is spam by itself; it takes earnings, several of the usual promises, and a call to act or
more promises still.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive_tui.model import Signal
from archive_tui.spam.phrases import STRONG, WEAK, phrase

if TYPE_CHECKING:
    from archive_tui.spam.plain import Plain

_SUM = r"(?:xsum|xk)"
_NEAR = r"(?: \w+){0,3} "
_PERIOD = r"(?:hour|hr|hrs|hours|day|daily|week|weekly|month|monthly|hourly)"

_EARNINGS = (
    phrase("a sum", 1.0, "xsum xk", _SUM),
    phrase("a rate", 0.6, "hour hr hourly day daily week weekly month monthly",
           rf"{_SUM}(?: (?:to|or|and|more|dollars|usd|over|up|xsum|num)){{0,3}} (?:an|per|every|each|a|in a|in "
           rf"one|in the last|this past|in|last|this|past|previous)? ?{_PERIOD}"),
    phrase("earning", 0.9, "earn earns earned earning earnings earnin make makes made making paid pays pay "
                           "paying paycheck paychecks check cheque "
           "income profit received receive receiving get gets getting bring brings bringing salary payment "
           "collected cashed withdrew averaging",
           rf"(?:earn(?:s|ed|ing|ings|in)?|pay ?checks?|extra (?:cash|money|income|dollars)|(?:online|passive|"
           rf"second|real|steady|home) income|"
           rf"(?:mak(?:e|es|ing)|made|get|gets|getting|receiv(?:e|ed|ing)|got|been paid|paid|pays?|paying|"
           rf"bring(?:s|ing)?(?: in)?|pull(?:s|ing)? in|tak(?:e|es|ing) home|"
           rf"collected|cashed|withdrew|averaging|profited){_NEAR}{_SUM}|mak(?:e|es|ing) (?:\w+ "
           rf"){{0,3}}(?:money|cash|income|dollars|profit)|"
           rf"(?:check|cheque|pay|payment|income|salary|pay ?slip|paycheck)(?: \w+){{0,3}} {_SUM})"),
    phrase("again a sum", 0.7, "xsum xk", rf"{_SUM}(?: \w+){{1,80}}? {_SUM}"),
)  # fmt: skip

_PROMISES = (
    phrase("at home or online", 1.1, "home online line internet laptop computer pc ipad smartphone tablet "
                                     "macbook notebook web net house couch mobile phone remotely",
           r"(?:(?:from|at) (?:my |your |her |his |their |the |own |comfort |of )*(?:home|house|couch|laptop|"
           r"computer|pc)|"
           r"(?:work(?:s|ed|ing)?|jobs?|tasks?|money|cash|income|business|doing|do|earn(?:s|ed|ing)?|mak(?:e|"
           r"es|ing))(?: \w+){0,3} (?:online|on line|on the (?:net|web|internet|laptop|computer|pc))|"
           r"online (?:work|jobs?|business|income|money|tasks?|opportunity|system|surveys|earning)|(?:home|"
           r"internet|web) based|"
           r"(?:on|off|with|using|through|over|via|have|need) (?:my |your |her |his |the |a |an |their "
           r")?(?:laptop|computer|pc|ipad|smartphone|tablet|macbook|notebook|internet|home computer|web|net)|"
           r"(?:home|laptop|computer|internet|online|typing|data entry|copy paste) (?:job|jobs|work))"),
    phrase("little effort", 0.9, "easy simple easily hours hrs hour spare free part time no zero without basic "
                                 "few skills experience boss",
           r"(?:(?:easy|simple|basic|smart)(?: \w+){0,3} (?:job|jobs|work|tasks?|money|cash|way)|(?:job|work|"
           r"tasks?)(?: \w+){0,2} (?:easy|simple)|"
           r"(?:few|couple of|num|two|three|four|only|just) (?:num |to |or )?(?:hours|hrs|hour)(?: (?:a|per|"
           r"each|every|in a) (?:day|week)| daily| weekly)|"
           r"(?:spare|free|part|extra) time|(?:no|zero|without|not need|any)(?: \w+){0,2} (?:experience|"
           r"skills?|boss|investment|degree|risk|effort)|"
           r"own (?:boss|schedule|hours|pace)|copy (?:and )?paste|for a few (?:hours|hrs)|user friendly|so "
           r"(?:easy|simple))"),
    phrase("somebody's relative", 0.7,
           "friend friends neighbor neighbour neighbors neighbours roommate roommates roomate cousin cousins "
           "sister sisters brother brothers aunt aunts uncle uncles mother mothers mom moms mum "
           "buddy buddys classmate coworker worker colleague girlfriend boyfriend wife husband niece nephew "
           "grandma daughter son stepmom pal bro dad",
           r"(?:my|a|best|your|good|old|close|single) (?:\w+ ){0,2}(?:friends?|neighbou?rs?|room?mates?|"
           r"cousins?|sisters?|brothers?|aunts?|uncles?|mothers?|moms?|mums?|buddys?|buddies|"
           r"classmates?|co ?workers?|colleagues?|girlfriends?|boyfriends?|wifes?|husbands?|nieces?|nephews?|"
           r"grandmas?|daughters?|sons?|stepmoms?|pals?|bros?|dads?)"),
    phrase("a change of life", 0.9, "life happier happy quit job jobless unemployed fired work laid believe "
                                    "bought paid skeptical changed best thank boss debt debts surprised shocked",
           r"(?:never been (?:so |more )?(?:happier|happy|relaxed)|couldnt be happier|chang(?:ed|e|er|ing)(?: "
           r"\w+){0,2} life|life(?: has| was)? chang(?:ed|er|ing)|life saver|"
           r"(?:quit|left|leaving|quitting|resigned from|gave up)(?: \w+){0,3} (?:job|work|num to num|boss)|"
           r"out of (?:work|a job)(?: \w+){0,2} (?:months?|weeks|year)|"
           r"(?:jobless|unemployed|laid off|fired|without work|without a job) (?:for|since) (?:\w+ "
           r")?(?:months?|weeks|a year|num)|"
           r"(?:cant|cannot|couldnt|could not|didnt) (?:\w+ )?believe|(?:bought|purchased|paid off|cleared|"
           r"got)(?: \w+){0,5} (?:car|house|mortgage|loans?|debts?|bills|boat|truck|bmw|audi|tesla|mercedes|"
           r"porsche|ford|acura|lotus|rover|jaguar|ferrari|mini|honda|chrysler|van|motorcycle|home)|"
           r"(?:skeptical|unsure|in doubt) (?:at first|in the beginning)|best (?:job|work|decision|thing)(?: "
           r"\w+){0,2} ever|so (?:happy|glad|thankful)|financial(?:ly)? (?:freedom|free|independent)|debt free|"
           r"(?:surprised|amazed|shocked|blown away|startled|inspired|alarmed|impressed) that)"),
    phrase("for everybody", 0.9, "everybody everyone anyone anybody every child kid you students person people "
                                 "any try join start begin apply",
           r"(?:(?:everybody|everyone|anyone|anybody|any (?:one|body|person)|every (?:one|person|body)|a "
           r"(?:\w+ )?(?:child|kid|newbie)|some people|a single (?:mom|person))(?: \w+){0,5} (?:can|could|must|"
           r"should|able|do this|makes?|earns?)|"
           r"(?:start|begin|keep) (?:\w+ )?(?:mak(?:e|ing)|earn(?:ing)?|bringing|getting)|(?:join|try|get|"
           r"apply|do) (?:\w+ )?(?:now )?(?:this|it|the)(?: \w+){0,2} (?:job|work|now|too|today|opportunity|"
           r"out)|"
           r"you (?:can|could|will|should)(?: \w+){0,2} (?:earn|make|too|try|start|get paid)|join (?:now|us|"
           r"today)|start (?:now|today|working|earning|making)|sharing (?:it|this)|"
           r"open (?:to|for) (?:all|everyone)|for (?:students|housewives|moms)|looking for (?:a way|extra|"
           r"passive|part time))"),
    phrase("assurances", 0.8, "legit legitimate scam real guaranteed guaranted guarantee genuine joke proven "
                              "honest safe trust limited",
           r"(?:(?:num |totally |fully |completely )?(?:legit|legitimate|genuine)|(?:no|not a|not) (?:scam|"
           r"joke|lie|cheat)|its a real job|real (?:job|work|money|cash)|guaranteed?|proven (?:system|method|"
           r"way|income)|limited (?:seats|spots|places|offer))"),
)  # fmt: skip

_CALL = phrase(
    "a call to act", 1.2,
    "here info information details detail site website webpage page link address tab instructions xlink xsite "
    "more profile how bio below now out try click",
    r"(?:(?:check|click|visit|follow|open|see|copy|go|goto|read|look|try|use|using|tap|browse|find|take|google|"
    r"search|view|get)(?: \w+){0,4} (?:site|website|websites|webpage|page|link|address|here|tab|tabs|profile|"
    r"bio|details|instructions|xlink|xsite|out|below)|"
    r"(?:more|full|further|complete) (?:info|details?|information|reading)|(?:here|heres|here is) (?:how|what|"
    r"where|the link|an example)|(?:this is|thats) (?:what|where|how) (?:i|we)(?: \w+){0,2}|"
    r"(?:given|below|following|above|this) (?:link|site|website|web site|web page|webpage|web address|address|"
    r"page)|xlink|xsite|(?:read|learn|see|find|know) more|for (?:more|details|info)|sign up|register now|apply "
    r"(?:now|here|today)|"
    r"so i started|home tab|try it(?: \w+)?)",
)  # fmt: skip
_POINTS = re.compile(
    r"(?:[➤►▶→☛➜⇛⟹✅👉⬇↓]|>{2,}|={1,3}>|-{2,}>|\.{4,}|\. \. "
    r"\.)[^\w]{0,20}(?:\w{1,12}[^\w]{1,3}){0,4}\w{0,12}[^\w]{0,10}$"
)
"""Arrows or a row of dots near the end, where a link stood."""
_WHOLE = 4.2
"""What the parts of a whole pitch weigh together."""
_PART = 2.4
_TRIGGERS = frozenset(
    [
        "xsum",
        "xk",
        "earn",
        "earns",
        "earned",
        "earning",
        "earnings",
        "paycheck",
        "income",
        "money",
        "cash",
        "profit",
        "dollars",
    ]
)


def money_pitch(text: Plain) -> Signal | None:
    """Notice a money pitch, with the words that make it; a part of one is a weak signal."""
    if _TRIGGERS.isdisjoint(text.distinct):
        return None
    parts = {part: words for part in _EARNINGS if (words := part.found(text))}
    if not parts:
        return None
    promises = {part: words for part in _PROMISES if (words := part.found(text))}
    call = _CALL.found(text)
    if not promises and not call:
        return None
    parts |= promises
    if call:
        parts[_CALL] = call
    names = {part.name for part in parts}
    weight = sum(part.weight for part in parts)
    if points := _POINTS.search(text.text[-120:]):
        weight += 0.8
    enough = len(promises) + bool(call or points) >= (2 if "a sum" in names else 3)
    whole = weight >= _WHOLE and enough and bool(names & {"earning", "a rate"}) and bool(promises)
    if not whole and weight < _PART:
        return None
    said = ", ".join(f"{part.name} (“{_shown(words, text)}”)" for part, words in parts.items())
    ending = f", ends in “{points[0].strip()[-40:]}” where a link stood" if points and not text.links else ""
    sentence = f"money pitch: {said}{ending}"
    if whole:
        return Signal("money pitch", sentence, min(weight, 7.0), STRONG)
    return Signal("part of a money pitch", sentence, 0.3 * weight, WEAK)


def _shown(words: str, text: Plain) -> str:
    """Return the words with the first sum, address or site of the text in place of its stand-in."""
    for stand_in, written in (("xsum", text.sums), ("xsite", text.sites), ("xlink", text.links)):
        if written:
            words = words.replace(stand_in, written[0].strip()[:60], 1)
    return (
        words.replace("xsum", "…")
        .replace("xk", "…k")
        .replace("xlink", "…")
        .replace("xsite", "…")
        .replace("num", "…")[:90]
    )
