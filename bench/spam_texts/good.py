"""Good comments that look like spam: talk of pay and prices, mockery, links, praise, other languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.spam_texts import money
from bench.spam_texts.grammar import thrown

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from bench.spam_texts.grammar import Fill

NAMES: dict[str, Fill] = {
    **money.NAMES,
    "amount": lambda dice: f"${dice.choice([dice.randint(1, 99), dice.randint(1, 99) * 100, dice.randint(1, 900) * 1000]):,}",
    "big": ["$1.2 billion", "$40 million", "$700 billion", "2 trillion dollars", "$3.5 million", "$90,000"],
    "who": ["my wife", "my brother", "my son", "my neighbor", "my cousin", "a friend of mine", "my daughter", "my dad", "my sister-in-law", "a guy I work with", "my old boss", "my roommate"],
    "firm": ["Amazon", "Uber", "the county", "Boeing", "the school district", "Google", "Walmart", "the post office", "a call center", "the hospital", "the state", "Microsoft"],
    "job": ["driver", "nurse", "teacher", "programmer", "cop", "welder", "electrician", "waitress", "plumber", "librarian", "accountant", "prison guard"],
    "topic": ["the council", "this mayor", "the tax bill", "the senator", "the strike", "the new stadium", "the pipeline", "health care", "the rent", "immigration", "the union", "the school board", "climate policy"],
    "because": ["because nobody wants to pay taxes", "and that is before insurance", "which is why people are leaving", "so do not tell me they are overpaid", "and they still complain", "while the CEO takes home ten times that", "and rent eats half of it", "but the article leaves that out", "and it is still not enough to live here", "thanks to people like you"],
    "url": ["https://www.nytimes.example/2016/05/politics/story.html", "http://www.example.org/report.pdf", "https://en.wikipedia.example/wiki/Minimum_wage", "https://youtu.example/dQw4w9", "www.cdc.example/data", "https://github.com.example/user/project/issues/12"],
}  # fmt: skip
"""What the patterns are filled with."""

FAMILIES: dict[str, tuple[str, ...]] = {
    "pay": (
        "<who> {makes|earns|gets} <amount> an hour at <firm> {as a <job>|} {working full time|on nights|part time|} <because>.", "{A|The average} <job> {here|in this state|at <firm>} {makes|earns|gets paid} <amount> {a year|per year|a month|an hour|annually}, <because>.", "I {made|earned} <amount> {a week|an hour|last year} as a <job> in {1985|1992|2003|the seventies} {and|, and} {bought a house|raised three kids|paid for college} on it. {Try that now.|Good luck doing that today.|Things have changed.}",
        "{My|Our} {paycheck|salary|pension|social security check} is <amount> a month {before|after} taxes{.|,} {and|while} {rent|medicine|insurance|gas} {costs|takes} <amount>{.|, <because>.}", "I {work|have been working} from home since {March|the pandemic|last year} {and|,} {my boss|<firm>} {wants us back in the office|saves money on rent|tracks every click on my laptop}. {I get more done|The commute was two hours|My kids like it} <because>.", "If you {pay|paid} people <small> an hour {they would|they'd} {show up|stay|not need food stamps}. {Simple economics.|Just saying.|Ask any <job>.}",
        "{<who>|<who>} {lost|quit} {his|her} job {as a <job>|at <firm>} {<many> months ago|last year} and now {drives for|delivers for|works for|sells on} {Uber|Amazon|Etsy|eBay} {for|making|and makes} maybe <amount> a {week|month} <because>.", "{I am|I'm} a <job> and I {make|take home} <amount> {a month|a year|an hour}. {I can't|You cannot} {live|raise a family|buy a house} on that in {Portland|Honolulu|Toronto|Denver|Anchorage}.", "{He|She} {got|was} paid <amount> for {<many> speeches|doing nothing|sitting on a board|one month of work} {and|while} {nobody|no one} {asked|complained}. {Follow the money.|That's corruption.|Nice work if you can get it.}",
    ),
    "prices": (
        "{The|This} {project|stadium|bridge|program|train|wall} {will cost|cost|costs} <big> {and|,} {taxpayers|we|you and I} {are paying|will pay} for it. {<topic> {lied|should resign|knows it}|What a waste|Where does the money come from}?", "{Medicare|Medicaid|Insurance|My insurance} {paid|covers|charged} <amount> for {a|my} {prescription|surgery|visit|viagra prescription|pills} that {costs|would cost} <amount> in Canada.", "{Bitcoin|Crypto|Bitcoins} {was|is} {at|worth} <amount> {last week|today|in 2013}{.|;} {I think|people say} it's a {bubble|scam|pyramid|ponzi scheme}{,|} {but|and} {<who> bought some|I should have bought some|my <kin> mines it|what do I know}.",
        "We {bought|sold} {our|the} house for <amount> in {1998|2006|2012} {and|,} now {it is|it's} {assessed|valued} at <amount>. {Property taxes|The mortgage|Insurance} {went up|doubled|is <amount> a month}.", "{Gas|Milk|Beer|Parking|A ticket} {was|is} <amount> {here|yesterday|when I was young}. {Thanks, <topic>.|Inflation my foot.|Who can afford that?}", "{The|A} casino {would bring|brings} {jobs|crime|money|traffic} {to town|to the county}{,|} {and|but} {gambling|slot machines} {ruin|ruins} {families|lives|people}. {I voted|I will vote} {no|against it}.", "{Student loans|Payday loans|Loan sharks|Mortgages} {are|should be} {a scam|illegal|a trap|regulated}: <who> {borrowed|owes} <amount> {and|,} {paid|has paid} back <amount> already.",
    ),
    "mockery": (
        "{Another|Yet another|Oh look, another} {spammer|work-from-home bot|spam bot|genius} {making|who makes} <amount> {an hour|a month} {on {her|his} laptop|from home}. {Flag|Flagged|Report it|Moderator, please delete|Can we ban these}?", "{And|But} {did you know that|have you heard that} {my|your} {neighbor's|roommate's|mother's} {aunt|hamster|cat|parrot} {makes|earns} <amount> an hour {working from home|on the computer}? {Lol|Just kidding|Sorry, I couldn't resist|The spam here is out of control|/s}", "{I|i} {made|make} <amount> {an hour|a day|a week} {reading|ignoring|flagging|deleting} {spam|comments like yours|spam like the one above} {from home|on my laptop}{.|!} {Sadly no check yet.|Ask me how.|And so can you!|/sarcasm}", "{Why|How} does {this site|the paper|the moderator} {let|allow} {these|this|the} \"{make <amount> an hour from home|work at home and earn <amount>|my friend's mom makes <amount>}\" {spam|ads|posts|scams} {through|on every thread}?",
        "{Beware|Careful|Warning}: {the|that} {comment|post|link} about {making|earning} <amount> {from home|online|a month} is {a scam|spam|phishing}. {Do not|Don't} {click|send money|give them your details}. {<who> lost <amount> to one of those.|The FTC warns about these.|}", "\"{I make|I am making|My aunt makes} <amount> {an hour|a month} working from home\" - {sure you do, buddy|said no honest person ever|and I'm the queen of England|the bots are back|spam}.",
        "> I am making <sum> <month> working from home on my laptop. Check it out here\n\n{Spam. Flagged.|Does anybody fall for this?|Mods, can you delete this garbage?|Cool story, bot.|I would sooner eat the laptop.}",
    ),
    "links": (
        "{Here is|See|Source:|Read|Try} {the|this} {report|study|story|article|video|data}{:|} <url> {It|The second part|Page 12} {says|shows|explains} {the opposite|that|otherwise|what you left out} {about|on} <topic>.", "<url>", "<url>\n{Interesting.|Enough said.|From 2014, still true.|}", "{According to|As} <url> {the numbers are|it was|shows} {<amount>|3.4%|twice that}. {So no, <topic> did not|You might want to read it|<topic> was wrong}.", "{I wrote|I blogged} about {this|<topic>} {last year|in 2011|some time ago}: <url> {Short version|In a nutshell|The gist}: {it depends|nobody knows|yes, but}.",
        "{Thanks|Thank you}{,| for the {post|article|tutorial|explanation}!} {I tried|I used|I have} {this|the code} {with|on} {Python 3|Debian|Windows 10|my Pi} and {it works|got an error|had to change line 12}: <url>", "{See|Check out} the documentation: <url> - {the|you need the} {--force|-v|verbose} {flag|option} {is explained there|does that}.",
    ),
    "praise": (
        "{Great|Nice|Good|Excellent|Wonderful|Lovely} {article|post|piece|column|writing|recipe|photos}{!|.}{ Thank you.| Thanks!| More please.| I agree.|}", "{Thank you|Thanks} {so much |}for {this|writing this|sharing|the recipe|the tip|posting}{!|.}{ I {made|baked|tried} it {today|last night} and {my family|we|the kids} loved it.|}", "{I love|Love} {this|your blog|this recipe|your writing}{!|.}{ It {made|brightened} my day.|}", "{Very|Really} {interesting|helpful|useful|sad|funny|informative}{.|!| article.| post, thanks.}", "{Well|Beautifully|Perfectly} {said|put|written}{.|, sir.|!}", "{I bookmarked this|I'll be back|Looking forward to part two|Subscribed}{.|!}",
    ),
    "insults": (
        "You {are|must be} {an idiot|a troll|a moron|paid by <topic>|a shill|clueless}{.|!|, and everybody knows it.}", "{How much|What} {do they|does <topic>} pay you {to post this|per comment|an hour}, {troll|comrade|buddy|genius}?", "{YOU PEOPLE|THESE IDIOTS|THE GOVERNMENT} {WILL NEVER LEARN|ARE STEALING OUR MONEY|SHOULD GET A JOB}{!!!|!}", "{Get|Go get} a {job|life|clue}{,|} you {lazy|stupid|entitled|worthless} {bum|fool|clown|parasite}.", "{What|Such} a load of {crap|garbage|nonsense|bull}. {Click bait|Fake news|Pure propaganda} {for money|as usual|to sell ads}.",
    ),
    "jobs": (
        "{We need|The state needs|They promised} {jobs|good jobs|well paying jobs|real jobs}{,|} not {<topic>|tax breaks|another casino|more {bike lanes|studies}}. {People|Families|Young people} {cannot|can't} {live|work} on {promises|minimum wage|part time work}.", "{If|When} you {work|worked} {from home|online|remotely} you {still|also} {need|needed} {a good computer|internet|health insurance|a contract} {and|but} {<firm>|most companies|the boss} {won't|will not} pay for it.", "{I applied|My <kin> applied} {for|to} {<many> jobs|a position} {at <firm>|online} {and|but} {never heard back|they wanted <many> years of experience for <small> an hour|got one interview}.", "{Anyone|Everyone} {can|could} {start|open} a {business|shop|restaurant} {here|in this town}{,|} {but|if} {the permits|the fees|taxes} {cost|are} <amount>{.|, so nobody does.}",
        "{<firm>|The company} {is hiring|is looking for|needs} {<job>s|drivers|people}{,|:} <small> an hour {with benefits|plus overtime|to start}. {<who> works there|It is honest work|So stop whining about <topic>|They can't find anyone}.",
    ),
    "foreign": (
        "{Das|So etwas} {ist|war} {doch|leider} {völliger Unsinn|typisch|eine gute Idee|nicht neu}. {Wer|Was} {bezahlt|kostet} das {am Ende|eigentlich}? {Der Steuerzahler.|200 Euro im Monat!|Ich arbeite von zu Hause und spare 300 Euro.}", "{Je|Moi, je} {gagne|touche} 1 400 euros par mois {et|, et} {je ne peux pas|c'est impossible de} {payer mon loyer|vivre à Paris}. {Merci|Bravo} {le gouvernement|Monsieur le ministre}.", "{No|Yo no} {estoy de acuerdo|creo eso}, {pero|aunque} {gracias por el artículo|el precio es muy alto|mi primo trabaja en casa y gana 800 euros}.",
        "{Сколько|А сколько} {можно|стоит} {об этом говорить|билет}? {У нас|В деревне} зарплата {20 тысяч рублей|15 000 рублей|маленькая}, {а цены растут|и никакой работы|вот и весь доход}.", "{Спасибо за статью|Согласен с автором|Ерунда какая-то}{.|, но {почему|где} {так дорого|ссылка на исследование}?}", "{Ottimo articolo|Bella ricetta|Grazie mille}{!|, l'ho provata ieri.}", "{この記事|これ}は{とても|}{面白い|おかしい}と思います。", "{Mooi|Leuk} {artikel|recept}, {bedankt|dank je wel}{!|. Ik heb het gisteren geprobeerd.}",
    ),
    "code": (
        "{You|One} can {also|just} {write|use} `for (int i = 0; i < n; i++) { sum += a[i]; }` {here|instead}{.|, it is faster.}", "$ sudo apt-get install {build-essential|python3|libssl-dev}\n$ ./configure && make\n{worked for me|gives error 127 on Debian|now it says: file not found}", "{The|Your} regex {fails|breaks} on {empty lines|unicode|\"a,b\"}: use r'\\w+@\\w+\\.com' {and|or} test it{.|!}", "{price|total} = {qty * 9.99|sum(x['price'] for x in cart)}  # {dollars|in cents} {is wrong for|overflows with} {negative numbers|refunds}",
    ),
}  # fmt: skip
"""Patterns by what makes them hard."""


def texts(dice: random.Random, number: int, families: tuple[str, ...] | None = None) -> Iterator[str]:
    """Yield good comments, some of two patterns."""
    names = families or tuple(FAMILIES)
    for _ in range(number):
        text = thrown(dice.choice(FAMILIES[dice.choice(names)]), NAMES, dice)
        if dice.random() < 0.3:
            text += " " + thrown(dice.choice(FAMILIES[dice.choice(names)]), NAMES, dice)
        yield text
