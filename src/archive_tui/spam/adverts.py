"""Advertising: wares and services that nobody in the thread asked for, links for the sake of links.

The invariant: naming a ware, linking a page, praising a post never is spam by itself; it takes an offer, an address to
go to, or several wares.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive_tui.model import Signal
from archive_tui.spam.phrases import STRONG, WEAK, Phrase, phrase

if TYPE_CHECKING:
    from archive_tui.spam.plain import Plain

_BUY = (
    r"(?:buy|buying|order|cheap|cheapest|discount(?:ed)?|generic|purchase|get|online|without prescription|"
    r"no prescription|no rx|wholesale|replica|free|best|low ?cost|affordable|overnight|acheter|achat|kaufen|"
    r"comprar|acquistare)"
)
_DRUGS = (
    r"(?:viagra|cialis|levitra|tramadol|xanax|phentermine|ambien|valium|modafinil|kamagra|sildenafil|tadalafil|"
    r"vardenafil|propecia|finasteride|clomid|lasix|"
    r"prednisone|amoxicillin|zithromax|accutane|oxycontin|oxycodone|adderall|vicodin|hydrocodone|percocet|"
    r"ativan|klonopin|provigil|nolvadex|xenical|priligy|dapoxetine|"
    r"ivermectin|hydroxychloroquine|lorazepam|diazepam|alprazolam|zolpidem|fioricet|carisoprodol|anabolic "
    r"steroids|hgh|cannabis oil|cbd oil|cbd gummies|potenzmittel)"
)
_BRANDS = (
    r"(?:louis vuitton|vuitton|gucci|rolex|chanel|michael kors|coach|prada|hermes|uggs?|nike|air jordans?|"
    r"jordans?|oakleys?|ray ?bans?|moncler|burberry|north face|beats|"
    r"longchamp|tiffany|pandora|canada goose|air max|yeezys?|omega|cartier|breitling|polo|lululemon|mulberry|"
    r"christian louboutin|louboutins?|nfl|nba|mlb|nhl)"
)

WARES: tuple[Phrase, ...] = (
    phrase("drugs", 2.2, "buy order cheap cheapest generic discount discounted purchase online prescription rx "
                         "pharmacy acheter achat kaufen comprar acquistare viagra cialis levitra tramadol "
                         "xanax pills mg",
           rf"(?:{_BUY} (?:\w+ )?{_DRUGS}|{_DRUGS} (?:\w+ )?(?:online|for sale|cheap|pills|num mg|without|no "
           rf"prescription|price|sale|generic|buy|pharmacy|rezeptfrei|sans ordonnance|ohne rezept|senza "
           rf"ricetta|sin receta|pas cher|overnight|cost|dosage|vs)|"
           r"(?:canadian|online|mexican|internet|cheap|discount|best|overseas|indian) (?:online )?pharmac(?:y|"
           r"ies)|pharmac(?:y|ies) (?:online|no prescription)|(?:no|without) (?:a )?prescription (?:needed|"
           r"required|online))"),
    phrase("cures and diets", 1.8, "weight diet keto male penis hair testosterone slimming fat erectile herpes "
                                   "enlargement garcinia raspberry colon breast supplement supplements muscle "
                                   "acne baldness",
           r"(?:weight loss (?:pills?|supplements?|products?|diets?|tips|programs?|reviews?|surgery cost)|"
           r"(?:diet|keto|slimming|fat burning|male enhancement|penis enlargement|testosterone|enlargement|"
           r"hair growth|muscle building|breast enlargement) "
           r"(?:pills?|supplements?|products?|reviews?|formula|patches|booster|gummies|cream|oil)|penis "
           r"enlargement|male enhancement|garcinia cambogia|raspberry ketones?|green coffee (?:bean )?extract|"
           r"colon cleanse|(?:cure|treatment|remedy|remedies) (?:for|of) (?:herpes|diabetes|baldness|erectile "
           r"dysfunction|acne)|lose weight (?:fast|quickly|naturally|now))"),
    phrase("gambling", 1.8, "casino casinos slot slots poker roulette blackjack bingo betting togel judi bola "
                            "satta gacor казино ставки слоты вулкан bahis baccarat lottery",
           r"(?:(?:online|best|live|bitcoin|free|mobile|crypto|real money|internet) (?:\w+ )?(?:casinos?|"
           r"slots?|poker|roulette|blackjack|bingo|betting|baccarat|gambling)|(?:casinos?|slots?|poker|bingo) "
           r"(?:online|bonus(?:es)?|no deposit|games?|real money|sites?|free spins|reviews?|siteleri)|"
           r"(?:situs|agen|judi|daftar|bandar) (?:\w+ )?(?:slots?|bola|togel|poker|judi|casino)|slot gacor|"
           r"(?:sports|football|horse|soccer|cricket) betting (?:tips|sites?|odds|predictions?)|satta (?:matka|"
           r"king)|teen patti|"
           r"(?:казино|ставки|слоты|рулетка) (?:онлайн|на деньги|на спорт|играть|вулкан|зеркало|бесплатно)|"
           r"(?:онлайн|интернет|лучшие) казино|вулкан казино|canlı bahis|bahis siteleri|no deposit bonus)"),
    phrase("imitations", 1.8, "replica cheap discount fake outlet wholesale sac sacs sale knockoff authentic "
                              "handbags jerseys pas kaufen sunglasses",
           rf"(?:(?:replica|cheap|discount|fake|outlet|wholesale|knockoff|authentic|sac|sacs|buy) (?:\w+ "
           rf")?{_BRANDS}(?: \w+){{0,2}}|{_BRANDS} (?:\w+ )?(?:outlet|sale|replica|pas cher|kaufen|store "
           rf"online|factory|handbags?|jerseys|sunglasses|bags? (?:online|sale|uk|usa)|shoes online|watches? "
           rf"(?:online|sale))|"
           r"replica (?:watch(?:es)?|handbags?|bags|shoes|sunglasses)|cheap (?:nfl |nba |mlb |nhl )?jerseys|"
           r"jerseys (?:wholesale|china|free shipping|cheap)|designer handbags (?:outlet|sale|online|cheap))"),
    phrase("search-engine tricks", 1.9, "seo backlinks backlink traffic followers likes subscribers xrumer "
                                        "scrapebox gsa rank ranking google adsense продвижение раскрутка "
                                        "сайтов monetize viral webmaster dofollow links views marketing",
           r"(?:(?:seo|link building|backlinks?|web design|digital marketing|website promotion|website design|"
           r"internet marketing|affiliate marketing) (?:\w+ )?(?:services?|compan(?:y|ies)|agenc(?:y|ies)|"
           r"experts?|packages?|software|tool|course|consultants?|tips)|"
           r"(?:buy|cheap|real|get|free|more|increase|boost|gain|high quality|quality|thousands of|num) (?:\w+ "
           r")?(?:backlinks?|instagram (?:followers|likes)|youtube (?:views|subscribers|likes)|facebook "
           r"(?:likes|fans)|twitter followers|tiktok (?:followers|likes)|followers|guaranteed traffic|targeted "
           r"traffic|website traffic|dofollow)|"
           r"(?:xrumer|scrapebox|gsa search|senuke)|(?:rank|ranking|get|number one|first page|top)(?: "
           r"\w+){0,5} (?:first page|page one|google rankings?|in google|on google|search engines?)|go viral|"
           r"(?:adsense|adsence) alternative|monetize (?:your|it)|unique content|"
           r"(?:продвижение|раскрутка|создание|оптимизация) (?:\w+ )?сайт(?:а|ов)|dofollow (?:links?|backlinks?))"),
    phrase("bought homework", 2.0, "essay essays dissertation dissertations thesis paper papers assignment "
                                   "assignments homework coursework resume writing",
           r"(?:(?:buy|write my|cheap|best|custom|order|purchase|do my|professional|pay for|help with) (?:\w+ "
           r")?(?:essays?|term papers?|dissertations?|research papers?|assignments?|thesis|homework|coursework|"
           r"resumes?|papers)(?: \w+)?|"
           r"(?:essays?|dissertations?|assignments?|homework|thesis|term papers?|research papers?|coursework|"
           r"papers?|resume|cv) (?:writing (?:services?|help|companies|company)|help (?:online|services?|uk|"
           r"australia|usa)|writers? (?:online|service)|online (?:help|writing)|services?)|custom (?:essay|"
           r"paper) writing)"),
    phrase("loans", 1.9, "loan loans lender lenders credit debt insurance mortgage refinance кредит займ займы "
                         "borrower",
           r"(?:(?:payday|personal|business|quick|fast|instant|bad credit|cash advance|same day|urgent|"
           r"affordable|genuine|unsecured|guaranteed|online|short term|car title|student|home) loans?(?: \w+)? "
           r"(?:online|today|no credit check|direct lenders?|lenders?|offers?|bad credit|approval|at num|"
           r"services?|company|apply|here)|"
           r"(?:need|offer|offering|give out|gave me|granted me|apply for|seeking|get|obtain|giving out|in "
           r"need of|kinds of|types of) (?:\w+ ){0,3}loans? (?:at|of|from|to|with|today|today|urgently|xsum|"
           r"without)|loan (?:offer|offers|company|firm|lender|lenders)|(?:interest|low) rates? of num|num "
           r"interest(?: rate)?|"
           r"private (?:money |loan )?lender|no credit checks?|debt (?:consolidation|relief|settlement) "
           r"(?:loans?|company|services?|help|programs?)|(?:car|auto|life|health|cheap) insurance quotes?|"
           r"cheap (?:car|auto) insurance|(?:кредит|займ|займы|микрозайм) (?:онлайн|без отказа|на карту|"
           r"наличными|под залог))"),
    phrase("sex", 2.0, "escort escorts call porn sex xxx cam cams webcam nude nudes adult hookup singles порно "
                       "секс проститутки girls naked horny milf erotic",
           r"(?:(?:escorts?|call girls?) (?:services?|in \w+|agency|agencies|girls|whatsapp|number|near|\w+ "
           r"escorts?)|(?:\w+) escorts? (?:service|agency|in)|(?:free|live|hot|amateur|teen|best|hd|watch|"
           r"adult|gay|nude|sexy) (?:\w+ )?(?:porn|sex|sex cams?|sex chat|webcams?|xxx|nudes?|cams?|porno|"
           r"pornstars?)(?: \w+)? (?:videos?|girls?|sites?|movies|chat|cams?|tubes?|online|free|here|xlink)|"
           r"(?:free|live|hot|hd) (?:porn|xxx|sex cams?)|(?:porn|xxx|sex) (?:videos?|movies?|tubes?|cams?|"
           r"sites?|chat)|(?:meet|find|date|chat with|looking for) (?:\w+ )?(?:hot|sexy|local|horny|single|"
           r"naked) (?:\w+ )?(?:girls?|women|singles|ladies|milfs?)|adult (?:dating|friend ?finder|personals|"
           r"webcams?|toys)|"
           r"(?:порно|секс|проститутки|эротика) (?:видео|онлайн|москва|бесплатно|фото|чат)|want to (?:have sex|"
           r"meet for sex)|my (?:nudes|nude photos|naked photos))"),
    phrase("trading and doubling", 2.0, "bitcoin btc crypto cryptocurrency forex binary trading trader broker "
                                        "invest invested investing investment mining nft airdrop profits "
                                        "signals token usdt withdraw withdrawal",
           r"(?:(?:bitcoin|crypto|cryptocurrency|forex|binary options?|binary|fx|btc|nft|stock) (?:\w+ "
           r")?(?:trading (?:platform|bot|software|signals|expert|company|robot|course|strategy)|signals|"
           r"robots?|doubler|mixer|mining (?:company|platform|pool|investment)|giveaway|presale|airdrop|broker|"
           r"brokers|investment(?: \w+)? (?:platform|company|plan)|account manager|expert|mentor)|"
           r"(?:invested|invest|investing|started with|deposited|investment of|put in)(?: \w+){0,4} xsum(?: "
           r"\w+){0,12} (?:profits?|returns?|earned|got|received|made|withdrew|withdraw|weekly|in return|"
           r"within)|(?:double|triple|multiply|grow) your (?:bitcoin|money|btc|savings|investment|coins|income|"
           r"capital)|"
           r"(?:account manager|expert trader|professional trader|trading (?:mentor|expert|coach)|trade "
           r"(?:with|for|under) (?:mr|mrs|miss|her|him|expert))|guaranteed (?:profits?|returns?|payouts?)|"
           r"passive income (?:with|from|through) (?:crypto|bitcoin|trading)|(?:trading|trade|invest|investing|"
           r"investment)(?: \w+){0,3} (?:with|thanks to|through|under|help of)(?: \w+){0,2} (?:mr|mrs|madam|"
           r"miss|expert|coach|mentor|broker|trader|platform|manager))"),
    phrase("recovery of lost money", 2.2, "back recover recovery recovered retrieve retrieved hacker hackers refund "
                                          "reclaim",
           r"(?:(?:recover(?:ed|ing)?|retriev(?:e|ed|ing)|got back|get back|reclaim(?:ed)?)(?: \w+){0,6} "
           r"(?:bitcoins?|funds?|money|crypto|coins?|wallet|investment|btc|account)(?: \w+){0,12} (?:contact|"
           r"email|expert|hacker|recovery|team|agency|gmail|whatsapp|telegram|through|wizard|them|him|her)|"
           r"(?:\w+ )?(?:recovery|refund|retrieval|hack(?:ing)?) (?:expert|experts|agency|team|agent|wizard|"
           r"specialist|company|service|services|firm|guru)|(?:professional|ethical|genuine|legit|trusted|"
           r"reliable|hire a|hire an|certified|ethical) (?:\w+ )?hackers?|hacker(?:s)? for hire)"),
    phrase("spells", 2.2, "spell spells caster casters vashikaran herbalist herbal illuminati baba priest dr "
                          "doctor astrologer magic lover ex",
           r"(?:spell ?casters?|(?:love|reunion|powerful|lottery|death|marriage|return|black magic) spells?(?: "
           r"caster| to| that)|cast(?:ed)? (?:a |the |my |some )?(?:\w+ )?spells?|vashikaran|(?:black magic|"
           r"love problem|love marriage|astrology) (?:specialist|removal|solution|expert)|"
           r"(?:dr|doctor|priest|prophet|baba|lord|mama|chief|great)(?: \w+){0,6} (?:spell|spells|herbs|herbal|"
           r"healer|brought back|bring back|bringing back|temple|restored)|(?:bring|brought|bringing|get|got|"
           r"getting|restored?|restoring)(?: \w+){0,4} (?:ex|lover|husband|wife|boyfriend|girlfriend|marriage) "
           r"back|bring(?:ing)? back (?:my|your|his|her) (?:ex|lover|husband|wife|boyfriend|girlfriend)|"
           r"(?:cured|healed|cure|cures)(?: \w+){0,6} (?:with|by|using|from)(?: \w+){0,3} (?:herbs|herbal|dr|"
           r"doctor|spell)|herbal (?:medicine|cure|remed(?:y|ies)|doctor)(?: \w+){0,3} (?:dr|doctor|contact|"
           r"cured|from)|(?:join|become a member of|welcome to)(?: \w+){0,3} (?:illuminati|brotherhood|great "
           r"temple))"),
    phrase("forged papers", 2.2, "passport passports license licenses documents diploma диплом ids fake "
                                 "counterfeit banknotes clone",
           r"(?:(?:buy|real|fake|novelty|registered|genuine|get|original|order) (?:\w+ ){0,3}(?:passports?|"
           r"drivers? licen[sc]es?|driving licen[sc]es?|ielts|toefl|diplomas?|ids? cards?|social security "
           r"cards?|counterfeit money|banknotes|visas online)(?: \w+)?|counterfeit (?:money|bills|notes|"
           r"banknotes|currency)|clone(?:d)? cards?|"
           r"(?:купить|заказать) (?:\w+ )?(?:диплом|справку|аттестат|права|паспорт|аккаунты|ссылки|гашиш|мефедрон))"),
    phrase("trades and services", 1.3, "roof roofing carpet plumber plumbers locksmith movers packers vpn iptv "
                                       "hosting photographer limo taxi cleaning installation mattress hotel "
                                       "flights coins generator",
           r"(?:(?:carpet|window|duct|gutter|house|upholstery) cleaning (?:company|service|services|near|in)|"
           r"(?:roof|roofing|plumbing|locksmith|electrician|hvac|pest control|moving|limo|towing|cleaning|"
           r"painting) (?:repair |services? |company |contractors? )+(?:in|near|\w+)|packers and movers|"
           r"(?:plumber|locksmith|electrician|movers|taxi)s? (?:near me|in \w+|service)|(?:best|cheap) (?:vpn|"
           r"web hosting|iptv|hosting)(?: \w+)?|"
           r"(?:car rental|hotel|flight|taxi) (?:booking|deals)|(?:minecraft|fifa|roblox|gta|coins|gems) "
           r"(?:coins|generator|hack|cheats)|(?:hack|cheat) (?:tool|generator|codes))"),
)  # fmt: skip

_OFFER = phrase(
    "an offer", 0.8,
    "we our us buy order visit contact call click apply join email whatsapp telegram reply text message reach "
    "offer offers sell provide shipping delivery discount price prices rate guaranteed guarantee via "
    "купить заказать цена заходите пишите подробнее dm inbox write kontakt",
    r"(?:we (?:\w+ )?(?:offer|provide|sell|give|have|are|do|deliver|specialize)|our (?:\w+ )?(?:company|store|"
    r"shop|services?|team|site|website|agency|products|experts|customers|platform)|(?:buy|order|apply|join|"
    r"call|click|visit|register|book|enquire) (?:\w+ )?(?:now|today|here|online|us|our|xlink|xsite)|"
    r"(?:contact|email|e mail|whatsapp|telegram|reach|text|message|call|dm|write|add|mail|inbox|viber)(?: "
    r"\w+){0,3} (?:via|on|at|through|now|today|for|with|num|xsite|us|me|gmail|whatsapp|telegram|email|here|"
    r"directly)|(?:best|low|lowest|cheap|cheapest|affordable|great|good|competitive|unbeatable) (?:prices?|"
    r"rates?|offers?|deals?|cost)|"
    r"(?:free|fast|worldwide|overnight|express|discreet) (?:shipping|delivery|packaging)|money back|(?:num|"
    r"full) (?:satisfaction|service|customer)(?: \w+)?|satisfaction guarantee|discreet(?:ly)?|num num support|"
    r"via (?:email|whatsapp|telegram|gmail)|(?:купить|заказать|цена|недорого|дешево|заходите|подробнее|"
    r"подробности|пишите)|for (?:help|more info|inquiries|consultation)|gmail com|whatsapp num)",
)  # fmt: skip

_PRAISE = phrase(
    "praise", 0.3,
    "nice great good awesome excellent wonderful fantastic amazing thanks thank like love enjoy appreciate "
    "useful informative helpful interesting keep bookmarked blog site post article weblog impressed stumbled",
    r"(?:(?:nice|great|good|awesome|excellent|wonderful|fantastic|amazing|useful|informative|helpful|"
    r"interesting|superb|brilliant|outstanding|valuable|quality) (?:\w+ )?(?:post|posts|article|articles|blog|"
    r"site|work|info|information|share|website|web site|weblog|content|writeup|write up|read|job|stuff|page)|"
    r"(?:thanks|thank you)(?: \w+){0,3} (?:sharing|post|article|info|information|writeup|posting|blog)|(?:like|"
    r"love|enjoy|appreciate|enjoyed|liked|loved)(?: \w+){0,4} (?:blog|site|post|posts|article|articles|writing|"
    r"website|weblog)|keep (?:it up|up the|posting|on writing|writing)|(?:bookmarked|saved as a favorite)|"
    r"writing (?:style|skills)|"
    r"(?:this|your) (?:blog|site|website|web site|weblog|web page|webpage)|stumbled (?:upon|across))",
)  # fmt: skip
_MINE = phrase(
    "an own page", 1.6,
    "my our visit also homepage webpage weblog site website blog page here look review stop surf us",
    r"(?:(?:visit|see|check out|check|stop by|look at|look into|take a look at|have a look at|surf to|browse|"
    r"review|here is|heres|also visit|go to|come to|follow|feel free to)(?: \w+){0,4} (?:my|our)(?: \w+){0,2} "
    r"(?:site|web ?site|website|page|web ?page|web page|webpage|homepage|blog|weblog|blog post|post|store|shop|"
    r"channel|profile)|"
    r"my (?:site|website|web ?page|web page|webpage|homepage|blog|weblog|web site|page|blog post)(?: \w+){0,6} "
    r"xlink|(?:visit|check|see) us)",
)  # fmt: skip
_MARKUP = re.compile(r"\[(?:url|link)(?:=|\] ?(?:http|www))|<a\b[^>]{0,100}\bhref\s?=|&lt;a\b")
_SHORTENERS = frozenset(
    [
        "bit.ly",
        "goo.gl",
        "tinyurl.com",
        "ow.ly",
        "is.gd",
        "t.co",
        "adf.ly",
        "cutt.ly",
        "rb.gy",
        "shorturl.at",
        "tiny.cc",
        "urlz.fr",
        "vk.cc",
        "clck.ru",
        "t.me",
        "wa.me",
        "lnkd.in",
        "buff.ly",
        "rebrand.ly",
        "soo.gd",
        "shorte.st",
        "bc.vc",
    ]
)
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/\s?#:]{1,100})")
_WARE_IN_HOST = (
    r"(?:pharm(?:acy|a)?|pills?|meds|loans?|sex|slots?|poker|betting|bets?|seo|forex|crypto|bitcoin|btc|shoes|bags?|"
    r"diet|keto|vape|dating|insurance|followers|rx|kors|jordans?|uggs?|watch(?:es)?|jerseys?|handbags?|jackets?|"
    r"hacker|recovery|spells?|cbd|credit|hosting|vpn|iptv|links?|trading|profits?|cash|jobs?|roofing|plumbers?|movers)"
)
_SELLING_WORD = (
    r"(?:buy|cheap|best|discount|online|order|top|easy|fast|quick|vip|super|24|hub|store|outlet|shop|sale|deals?|4u|365|"
    r"247|reviews?)"
)
_SPAM_HOST = re.compile(
    r"(?:viagra|cialis|levitra|tramadol|casino|replica|payday|escort|porn|(?<!x)xxx(?!x)|vuitton|backlink|essay|togel|bahis|"
    rf"vulkan|kazino|weightloss|spellcast|{_SELLING_WORD}-?{_WARE_IN_HOST}|{_WARE_IN_HOST}-?{_SELLING_WORD})"
)
_SPAM_PATH = re.compile(
    r"(?:viagra|cialis|levitra|tramadol|xanax|phentermine|payday-?loan|louis-?vuitton|replica-|escort|casino-?online|"
    r"online-?casino|buy-?cheap|cheap-?(?:nike|jordan|jersey|ugg|essay)|weight-?loss-?pill)"
)
_FEW = 15
"""Words beside a link that leave little else in a text."""
_WARE_HOST = re.compile(rf"(?<![a-z]){_WARE_IN_HOST}(?![a-z])")
_PROFILE_PATH = re.compile(
    r"/(?:member\.php|profile|profiles|user|users|members?|forum/(?:profile|member)|index\.php\?(?:title=user|"
    r"action=profile)|author)[/?=.]"
)


def advert(text: Plain) -> Signal | None:
    """Notice wares that are offered: several of them, or one with an offer or somewhere to go."""
    wares = {ware: words for ware in WARES if (words := ware.found(text))}
    if not wares:
        return None
    offer = _OFFER.found(text)
    linked = bool(text.links or text.sites or _MARKUP.search(text.text))
    weight = sum(ware.weight for ware in wares) + (0.8 if offer else 0.0) + (1.2 if linked else 0.0)
    strong = any(ware.weight >= 2.2 for ware in wares)
    hard = len(wares) + bool(offer) + linked + strong >= 2
    said = ", ".join(f"{ware.name} (“{_plain(words)}”)" for ware, words in wares.items())
    if offer:
        said += f", an offer (“{_plain(offer)}”)"
    if linked:
        said += ", an address"
    return Signal("advert", f"advertises {said}", min(weight, 6.0), STRONG if hard else WEAK)


def markup(text: Plain) -> Signal | None:
    """Notice the markup of links, which only somebody writes who does not look at what comes of it."""
    if "[" not in text.text and "<" not in text.text and "&lt;" not in text.text:
        return None
    found = len(_MARKUP.findall(text.text))
    if not found:
        return None
    share = found * 12 / max(len(text.words), 1)
    weight = 1.6 + min(found, 5) * 0.4 + min(share, 1.0)
    return Signal(
        "link markup",
        f"{found} links written as markup",
        weight,
        STRONG if found > 1 or share > 0.5 else WEAK,
    )


def many_links(text: Plain) -> Signal | None:
    """Notice links to many places among few words."""
    hosts = dict.fromkeys(host[1] for link in text.links if (host := _HOST.match(link)))
    own = len(text.words) - len(text.links)
    if len(hosts) < 3 or own > 25 * len(hosts):
        return None
    shown = ", ".join(list(hosts)[:3])
    return Signal(
        "many links",
        f"links to {len(hosts)} places among {own} words: {shown}",
        min(0.5 * len(hosts), 3.0),
        STRONG if len(hosts) >= 4 and own < 12 * len(hosts) else WEAK,
    )


def odd_link(text: Plain) -> Signal | None:
    """Notice shorteners, hosts named after wares, and pages of profiles."""
    for link in (*text.links, *text.sites):
        host = _HOST.match(link)
        if host is None:
            continue
        name = host[1]
        if name in _SHORTENERS:
            return Signal("shortened link", f"a link that hides where it leads: {name}", 0.8, WEAK)
        if selling := _SPAM_HOST.search(name) or _SPAM_PATH.search(link):
            said = f"a link to {name}, named after wares (“{selling[0]}”)"
            alone = len(text.words) - len(text.links) <= _FEW
            return Signal("link to wares", said, 4.5 if alone else 3.0, STRONG)
        if _PROFILE_PATH.search(link):
            return Signal("link to a profile", f"a link to a profile: {link[:60]}", 1.2, WEAK)
        if selling := _WARE_HOST.search(name):
            return Signal("link to wares", f"a link to {name} (“{selling[0]}”)", 0.6, WEAK)
    return None


def flattery(text: Plain) -> Signal | None:
    """Notice praise for the sake of an own page; neither alone is anything."""
    mine = _MINE.found(text)
    linked = bool(text.links or text.sites or _MARKUP.search(text.text))
    if not mine and not (linked and len(text.words) < 120):
        return None
    praise = _PRAISE.found(text)
    if not praise or not (mine or linked):
        return None
    weight = 0.6 + (1.8 if mine else 0.0) + (0.8 if linked else 0.0)
    said = f"praise (“{_plain(praise)}”)" + (
        f" and an own page (“{_plain(mine)}”)" if mine else " and a link"
    )
    return Signal("praise for a link", said, weight, STRONG if mine else WEAK)


def _plain(words: str) -> str:
    return words.replace("xlink", "…").replace("xsite", "…").replace("xsum", "…").replace("num", "…")[:80]
