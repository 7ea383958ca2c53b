"""Money spam of the kind that news comments get: sums, rates, relatives, laptops, and a call to look elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.spam_texts.grammar import disguised, roughened, thrown

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from bench.spam_texts.grammar import Fill


def _sum(dice: random.Random) -> str:
    amount = dice.choice(
        [
            dice.randint(3, 29) * 1000 + dice.randint(0, 999),
            dice.randint(4, 95) * 1000,
            dice.randint(60, 99) * 100,
        ]
    )
    mark = dice.choice("$$$$$$$$$$£€")
    return dice.choice(
        [f"{mark}{amount}", f"{mark}{amount:,}", f"{mark}{amount // 1000}k", f"{amount // 1000}k", f"{amount}{mark}", f"{mark} {amount}",
         f"{amount} dollars", f"{amount // 1000} thousand dollars", f"{mark}{amount // 1000}K", f"{mark}{amount:,}.00", f"{amount} USD"]
    )  # fmt: skip


def _rate_sum(dice: random.Random) -> str:
    amount = dice.randint(15, 320)
    mark = dice.choice("$$$$$$$£€")
    return dice.choice(
        [f"{mark}{amount}", f"{amount} dollars", f"{amount} bucks", f"{amount}{mark}", f"{mark}{amount}-{amount + 25}", f"{amount} USD", f"{mark}{amount}.00"]
    )  # fmt: skip


NAMES: dict[str, Fill] = {
    "sum": _sum,
    "small": _rate_sum,
    "many": lambda dice: str(dice.randint(2, 14)),
    "hours": ["2", "3", "4", "two", "three", "few", "a couple of", "2-3", "2 to 3", "3 to 4", "5", "four"],
    "rate": ["<small> {an hour|per hour|every hour|hourly|/hr|/h|an hr|per hr|each hour|/hour|a day|per day|each day|every day|daily}"],
    "month": ["{a|per|every|each} {month|week}", "monthly", "weekly", "a month", "per month", "every month", "in a month", "this past month", "last month", "in one month", "in 4 weeks", "within 30 days", "every 30 days", "in the last 28 days"],
    "kin": [
        "friend", "best friend", "neighbor", "neighbour", "roommate", "roomate", "cousin", "sister", "brother", "aunt", "uncle", "mother", "mom", "mum", "dad", "buddy",
        "classmate", "co-worker", "coworker", "colleague", "girlfriend", "boyfriend", "wife", "husband", "sister in law", "mother-in-law", "brother in law", "step-mother",
        "stepmom", "half-sister", "step-sister", "ex-wife", "niece", "nephew", "grandma", "daughter", "son", "bro", "pal", "old friend", "boss",
    ],
    "whose": ["my <kin>'s <kin>", "my <kin>", "my <kin>", "my {best|good|close|divorced|single} <kin>", "<first>'s <kin>", "my <kin>s <kin>", "a {friend|neighbor|cousin} of mine", "one of my {friends|classmates|neighbors}"],
    "first": ["Anna", "Jack", "Melissa", "Kevin", "Bella", "Harold", "Lucy", "Ethan", "Carol", "Diane", "Todd", "Nancy", "Rachel", "Oscar", "Wilma", "Paul", "Irene", "Marvin", "Evelyn", "Fred"],
    "device": ["laptop", "computer", "pc", "phone", "smartphone", "tablet", "internet", "iPad", "macbook", "home computer", "notebook", "mobile", "net", "web"],
    "online": ["online", "on the internet", "on-line", "on the web", "over the internet", "through the internet", "via internet", "from the internet", "on my <device>", "on the <device>"],
    "home": ["from home", "at home", "from my home", "from the comfort of my home", "from my own house", "from my couch", "from the house", "right from home", "sitting at home", "while staying home"],
    "site": ["site", "website", "web site", "page", "web page", "link", "web-page", "webpage", "address"],
    "dots": ["", "", "", ".", "...", "….", "…………", "......", ":", " :", "-", ">>", "➤➤", "►►", "▶▶", "=>", "→", "☛☛", "|", "!!", "➜", "⇛⇛", ">>>>>"],
    "end": [
        "{check|Check|CHECK} {it out|this out|this|this site|it} {now|here|out|}<dots>", "{check out|visit|open|see|read|follow|try|use|go to} {this|the|the given|the following|this given|below|that} <site>{ now| here| for more details| for more info| and start| to get started|}<dots> {HERE|Here|here|More|more info|}",
        "Here's {how|what I do|what i did|where to start|the link|an example}<dots>", "This is what I {do|did|have been doing|am doing}<dots> {More Detail|More Details|Read More|HERE|See More|}", "{More|Full|Complete} {info|details|information|detail|Info here|details here}<dots>",
        "Just {click|tap|look} {here|on the link|this link|below|at my profile}<dots>", "{Read|Learn|Find out|See} more {here|about it here|at this <site>|}<dots>", "Go to {this|the} <site> {and click the|then|and open the} {home|tech|business|media|next} tab {for more {detail|details|info}|for work|}<dots>",
        "{Click|Copy|Open|Visit} {here|this <site>|the <site> below} {for more|for details|to join|to apply|to start|}<dots>", "<dots> {HERE|Here|See Here|More Here|Click Here|Visit Here|Open Here|Continue Here|Details Here}", "for {more|further} {info|details|information} {visit|check|see|follow|open} {this|the|below} <site><dots>",
        "You can {check it out|find it|read about it|see it|get started|do it too} here<dots>", "I {follow|followed|got} {the details|the instructions|it} here<dots>", "{Try|try} it{ out|}{ now| yourself| today|}<dots>", "<dots>", "{search|google} {for|} \"{easy|smart|home} {cash|income|profit}\"", "{GoodLuck|good luck}{ everyone| all|}<dots>", "details on {my|the} {profile|page|bio}<dots>",
        "{take|have} a look {here|at this|}<dots>", "so I started<dots>", "www.{Quick|Smart|Net|Pay|Rich|Work|Job}{Cash|Pay|Jobs|Today|Home|Profit}{1|24|7|9|}.{Com|com|org|net|site|club}", "{EasyCash|JobPay|HomeWorks|NetEarn|RichLife}{7|1|24|}.{Com|CoM|com|net}",
    ],
}  # fmt: skip
"""What the patterns are filled with."""

_TAILS = " <end>"

FAMILIES: dict[str, tuple[str, ...]] = {
    "kin-makes": (
        "<whose> {makes|is making|earns|is earning|gets|made|brings in|gets paid|pulls in} <rate> {on the <device>|working <online>|<online>|by working <online>|on her <device>|just sitting at home}. {she|he} {has been|was} {out of work|without work|unemployed|out of a job|fired|jobless|laid off} for <many> months but {last month|last week|this month|the previous month} {her|his} {pay|check|paycheck|payment|income|salary|cheque|pay check} was <sum> {just|only|by just|for} {working|typing|clicking} {on the <device>|<online>|from home} for {a few|<hours>} hours{ a day| per day| daily|}." + _TAILS,
        "{I|i} {can't|cannot|couldn't|could not} believe {it|this}{!|,|} <whose> {just|} {bought|got|purchased|paid off} {a|her|his} {new|brand new|gorgeous|} {car|house|truck|BMW|Audi|Mercedes|boat|home loan|mortgage} {with|from|thanks to} the {money|income|cash} {she|he} {made|makes|earned|earns} {<online>|working from home|with {her|his} <device>}. {she|he} {makes|gets|earns} <sum> <month>." + _TAILS,
        "{until|till|up to|before} {I|i} {saw|looked at|see} the {check|paycheck|draft|receipt|bank draft|payment} {of|that said|for} <sum>, {I|i} {didn't|did not|admit i didn't|be certain i didn't} {believe|think|know|trust} that <whose> {was|woz|had been} {truly|really|actually|genuinely} {making|earning|taking home|bringing in} {money|cash|extra money|some dough} {in their spare time|part time|part-time} {<online>|at their <device>|with their <device>}. {there|their|her} {uncle|aunt|sister|friend} {has|had} been doing this for {less than|only|about} <many> {months|weeks} and {by now|already|just} {paid off|cleared|repaid} {the|there|their} {loan|mortgage|debts} {and|,} bought {a|themselves a} {great|top of the range|new} {car|van|Mini|boat}." + _TAILS,
        "{what|as|just as} <first> {said|answered|explained|replied|implied|responded} {I'm|I am|i am} {surprised|shocked|amazed|startled|blown away|taken by surprise|inspired} that {anybody|a single person|some people|anyone|a mom|a stay at home mom|you} {can|could|able to} {make|earn|get paid|profit|get} <sum> {in|within} {a|one|4|four|few} {month|weeks|week} {<online>|on the <device>|at home}. {did|have} you {see|seen|look at|visit|read} this {<site>|web address|webpage}<dots>",
        "<first>, {I agree|you're right|I see your point|your story is good|your {article|report|post|remark} is {great|good|neat|nice}}{.|,|...} {last|on} {week|monday|Tuesday|friday} {I|i} {bought|got|purchased|picked up} {a|myself a} {brand new|top of the range|great|gorgeous|new} {car|Porsche|Ford|Land Rover|Acura|Lotus} {after|since|from|because of} {making|earning|I've been earning|earnin} <sum> {this|last|this last|these past|the prior} {month|four weeks|5 weeks} {and|plus|as well as} {more than|over|a little over} <sum> {last|the previous|this past} month. {this is|it's|with out a doubt it's|no doubt this is} {definitely|actually|really|without question|} {the {easiest|best|most rewarding|nicest} {job|work|thing}|my favourite job} {I've|I have} {ever|} {had|done}. I {started|began|actually started} this {<many>|five|six|ten} {months|weeks} ago and {almost|pretty much|practically|right} {immediately|straight away|away} {started|began} {to {make|earn|bring in|get}|making|bringing in|earning} {at least|minimum|over|more than} <rate>." + _TAILS,
    ),
    "i-make": (
        "{I am|I'm|Im|I|i am} {now |} {making|earning|getting|receiving|getting paid} {over|more than|about|up to|an extra|extra|a good|around|nearly|} <sum> {or more|} <month> {<home>|working <home>|by working <online>|with my <device>} {by doing|doing|with} {very |a very |some |} {simple|easy|basic|smart|small} {and easy |and simple |} {job|jobs|work|tasks|<device> work|copy paste work|typing job}{ <online>| <home>|}. {I have {received|earned|made|got|collected}|last month I {got|received|made|earned}|I {received|got|earned}} {exactly|almost|another|total|} <sum> {last month|in my last month|in previous month|this month|} {from this|just by doing this|doing this|with this} {{easy |home |online |} {job|work}|side hustle}. {Everybody|Everyone|Anyone|Every person|Any one} {on this earth |in this world |out there |} {can|must|should} {now |} {get|join|do|try|start} this {job|work|easy job|home job}{ now| today|} {and {start|begin} {making|earning} {more |extra |} {cash|money|dollars|income} <online>|by just follow instructions on this web page|just follow the given <site>|by following the details}." + _TAILS,
        "{I've|I have|Ive|We have} {made|earned|already made|profited|collected} <sum> {so far this year|this year|since {January|March|last fall|june}|in the past {month|30 days|few weeks}} {working|by working|doing work|doing simple tasks} {<online>|<home>} {and|while|though|even though} {I'm|I am|im} {a full time student|still a student|just a beginner|a mother of three|retired|disabled|in college|only 19}. {I'm|I am} {using|doing|part of|in} {an|a|this} {online|internet|home based|} {business |marketing |} {opportunity|system|company|business} {I heard about|a friend told me about|I found|I discovered} {and|where} {I've|I have} {made|earned|gotten} {such|so much|really} {great|good|nice} {money|cash|income}. It's {really|so|very|super} {user friendly|easy|simple|newbie friendly} and {I'm just so {happy|glad|thankful} that I {found|found out about|discovered} it|it changed my life|I love it}." + _TAILS,
        "{Work|Working} {at home|from home|from your house|from anywhere} {for|and make|and earn|making} <rate>{!|.|,} {I|My friend|My sister} {was|were} {skeptical|unsure|in doubt|scared} {at first|in the beginning} but {now I {make|earn|get}|after <many> {weeks|months} I {made|got|received}} <sum> <month>{ and I couldn't be happier| working only <hours> hours a day| and it is legit|}." + _TAILS,
        "{I|i} {quit|left|gave up|resigned from} my {job|day job|9 to 5|office job|regular job|shift work|boring job} {<many> months ago|last year|in {May|March|June}} and {now|since then|today} {I am|I'm|i|I} {making|make|earning|get paid|pull in} <rate> {<home>|<online>|working <online>|on my <device>}. {It was the best decision {I ever made|of my life}|My life has changed {completely|forever|for the better}|I have never been happier|best thing I ever did|I've paid off all my {debts|bills|loans}}{.|, thank god.|!} {I work|Working|It takes} {just|only|} <hours> hours {a day|daily|per day|in a day} {and|with} {I set my own hours|no boss|I get paid weekly|time for my family|payments come every week}." + _TAILS,
        "{Last month|Last week|This month|In {April|May|October}|Previous month} {I|i} {earned|made|received|got|was paid|collected} <sum> {by|from|just by|simply} {doing|working|completing} {an easy|simple|{some|few|very easy}} {online |home |<device> |data entry |} {work|job|jobs|tasks|surveys} {in my {spare|part|free} time|part time|for <hours> hours a day|after school|only on weekends} {from home|<online>|on my <device>|using my <device>}. {I am|I'm} {a {student|single mom|housewife|driver|teacher|nurse}|not {smart|rich|special}} and {if I can {do it|make it}, {anyone|you|everyone} can|it is {easily|truly} {manageable|doable}|{even|} a {child|kid|newbie|10 year old} can do {this|it}}." + _TAILS,
        "I am {making|earning} {a good|good|really good|decent} {MONEY|money|cash} ({<small> to <small>|<rate>|<sum>}) {online|on the net} on my <device>. Last {month|week} my pay {check|cheque|slip} {of|was} {nearly|almost|about|} <sum>. This {online|} {work|job} is {like|as easy as|so simple,} {draw a line and|play and|typing and|} {earn|get} money. {Do not|Don't|No need to} go to {office|work|the factory}. {I do not claim|You will thank me|It's a REAL job|No {cheat|scam|lie}}. {Simply|Just} go to the {below|given} SITE." + _TAILS,
        "{She|He|<first>} {is|was} {now |} {getting paid|earning|making} {every month|each week|monthly} {more than|over|around} <sum> {by doing|doing|with} {very |} easy {job|work} {<online>|<home>}{ <home>|}. {I|We} {have|too have|also} {earned|made|got} {last month|this month} <sum> from this {easy|same|simple} {job|work} {just by giving|by giving|only giving} this {job|work} {only |} <hours> {hrs|hours} {a|per} day {using|on|with} my <device>." + _TAILS,
    ),
    "start-now": (
        "{Start|Begin|Keep|Stop waiting and start} {making|earning|getting} {cash|money|dollars|extra money|a real income|income} {right now|today|immediately|this week|online now}{...|!|.|,} {Get|Spend|Have} {more|extra|} {time|quality time} with your {family|kids|loved ones} {by doing|doing|with} {jobs|work|tasks} that {only require|only need|need nothing but} {for you to have |} a {computer|<device>|phone} {and|with} {an|} {internet|web} {access|connection} {and you can have that at your home|at home|}. {Start|You can start|Begin} {bringing|earning|making} {up to|as much as|at least} <sum> <month>. {I've|I have} {started|begun} this {job|work} and {I've|I have} never been {happier|so happy|more relaxed} and now {I am|I'm} sharing it {with you|here}, so you can {try|do} it too." + _TAILS,
        "{Google|Amazon|Facebook|This company|An online firm|Apple} {is|are} {now |} {paying|pays|offering|hiring and paying} <rate> {for|to} {{online |part time |remote |}{work|jobs|workers|people}|work from home|people who work <home>}. {I|i} {have|} {made|received|got|worked {and|,} received} <sum> {this month|in my first month|last {month|week}|in 11 days} {and|,} {I can't believe how {easy|simple} it {was|is}|the best part is I work from my own schedule|I {bought|got} a {new car|Tesla|laptop} {last|yesterday}|it's the best work I've ever had}." + _TAILS,
        "{Easy|Simple|Genuine|Legit|Real|Home based|Part time|Student} {work|job|jobs|income|online job|typing job} {for|open to|available for} {all|everyone|anyone|students|moms|housewives}{!|.|,|:} {No|Zero|Without} {experience|skills|investment|degree|boss|special skill}{ needed| required| necessary|}{.|,|!} {Work|You work} {from|at} {home|your own place} {and|,} {get paid|earn|receive|make} {up to|from|at least|} <sum> <month>{!|.} {Limited|Only <many>} {seats|spots|positions|places} {left|available|open}. {Apply|Join|Register|Sign up} {now|today|here}<dots>" + _TAILS,
        "{Are you|Anyone here} {looking for|tired of|sick of|in need of} {a way to {earn|make} {money|cash|income}|your {boss|job|9-5|bills|salary}|{extra|passive|second|part time} income}{?|??} {You can|Now you can|Learn how to|See how I} {make|earn} {<sum> <month>|<rate>} {<home>|<online>|with {your|a} <device>|from your <device>} {with no {experience|skills|risk|money down|boss}|in your {spare|free} time|without leaving {home|the house}|and be your own boss}{.|!} {100% {legit|real|free|guaranteed}|No scam|Not a joke|It really works|No {selling|risk}}{.|!}" + _TAILS,
        "{Make|MAKE} {money|cash} {fast|quickly|online|from home} {in your spare time|with your <device>|every day|without working hard}{!!|!|.} {Free|Proven|Secret|New|Simple} {profit|cash|money|income} {system|method|formula|trick|app}, <sum> <month> {guaranteed|guaranted|for sure|no limit}, {no investment|no risk|no skills|zero experience}, {100%|totally|fully} {legit|real|safe}." + _TAILS,
        "{Finally|At last} a {job|way to earn|work} where {you can be {yourself|free|your own boss}|nobody tells you what to do|you choose your hours}! {Only|Just} <hours> hours a day of {typing|easy|data entry|phone|simple} work, {payment|pay|money} every {Friday|week|day} {directly|straight} to {bank|your account|PayPal}. {I have|My <kin> has} {paid off|bought|saved for} {the|a} {car|mortgage|house|holiday}." + _TAILS,
    ),
    "paid-story": (
        "I {just|finally|} {got paid|received|cashed|was paid|made} <sum> {working|for working|just working} {off|on|from} my <device> this month. {And|and} if you think that's {cool|great|something|good}, {my|<whose>} {divorced|} {friend|neighbor|sister} {has|with} {twin toddlers|three kids|a newborn|two jobs} {and|} made {over|more than} <sum> {her|in her} first month. It {feels|is} {so|too} {good|nice|great} {making|to make|earning} so much {money|cash} when {other|most} people {have to|must} work for so much less. This is what I do<dots> {HERE|}",
        "{Making|Earning} money {online|<online>} {more than|over|upto} <sum> {just|} by doing {simple|easy} work <home>. {I have|I've|I} received <sum> last month. {Its|It's|This is} an {easy|amazing} and {simple|best} {job|work} to do and its {earnings|income|payment} {are|is} much better than {regular|any} office {job|work} and even a {little|small} {child|kid} can do this and {earns|make} {money|cash}. {Everybody|Everyone} must try this {job|work} by just {use|using|open} the {info|details} on this page<dots>",
        "{My|The} {last|latest|first|most recent|previous} {paycheck|pay check|payment|check} {was|of} <sum> for {working|doing} {<hours>|12|10|8|20} hours {a week|per week|weekly|online} {<online>|<home>|}. {My|<whose>} {sister's|<kin>'s} {friend|<kin>} has been {averaging|making|earning} <sum> {for months now|every month|a month|on average} and she works {about|only|just} {20|15|ten|18} hours a week. I can't believe how {easy|simple|quick} it was {once|when|after} I tried it {out|}. {The potential with this is endless|This is where I started}." + _TAILS,
        "{My|Im} {name is|} <first> {and|,} {I am|I'm} {from {Texas|Ohio|London|Manila|Florida}|a {waitress|student|mother}}{.|,} {<many>|Six|Three} {months|weeks} ago I was {broke|in debt|jobless|desperate}{,|.} {then|until|and then} {my|a} <kin> {told|showed|introduced} me {about|to|} {this|an} {online |home |} {work|job|opportunity|system} {and|,} {now|today} {I|i} {make|earn|have made|take home} <sum> <month> {and|,} {pay my {bills|rent} on time|drive a new car|live debt free|travel the world}. {Thank you|Thanks} {God|<first>|so much}{!|.}" + _TAILS,
        "{After|Since} {leaving|losing|I lost|I quit} my {job|previous job|{accounting|sales|teaching} job} {a year ago|<many> months ago|during the lockdown|last year}, {I've|I have|i} {had some good luck|been lucky|found luck|got back on my feet} {to learn about|learning about|discovering|by finding} this {website|site|program|platform|work} which was a life {saver|changer} for me. {They|It} {offer|offers} {jobs|work} {for which|where} people can work {online|from home|from their house}. My {latest|last} paycheck {after working there|there|} for <many> months was {for |} <sum>. {Amazing thing about it is|Best of all is} that {the only thing required is|you only need} {simple|basic} {typing|computer} skills and {access to|an} internet." + _TAILS,
        "{I'd|I would} like to {share|tell you|introduce} {how|the way} {I|my <kin>} {earn|earned|make|made} {<sum> <month>|<rate>} {<home>|<online>} {with|by|through} {zero|no|little} {experience|effort|investment|capital}. {Nobody believed me|At first I {laughed|did not believe}|I thought it was a {joke|scam}} {until|but then} {the first|my first|a} {check|payment|transfer} {arrived|came|landed in my account}{!|.}" + _TAILS,
        "{Its|It's|This is} {as {easy|simple} as|like} {copy and paste|facebook|texting|pressing keys}{,|.|:} {I|we} {make|made|get|got} <small> {yesterday|today|on my first day|every day} {and|then} <sum> {this month|by the end of the month|in total|last month}. {You|U} {need|only need|just need} {a|an} <device> and {time|<hours> hours|a mail address}. {Don't miss|Do not waste|Grab} {it|this chance|this opportunity|time}." + _TAILS,
    ),
    "trade": (
        "{I|My family and I|We} {invested|started with|put in|began with} {<small>|<sum>|a small amount} {and|,} {got|received|made|earned|withdrew} {<sum>|a profit of <sum>|double|<sum> in return} {in|within|after} {<many> days|a week|7 days|one month|48 hours} {trading|of trading|through} {with|under|thanks to} {{expert|Mr|Mrs|Madam|coach} <first>|<first> <first>|this {broker|trader|platform}}. {He|She|They} {is|are} {honest|legit|trustworthy|the best {trader|account manager} {I've|I have} {met|worked with}}. {Contact|Message|Reach} {him|her|them} {on|via|through} {WhatsApp|telegram|email|Instagram|facebook}<dots> {+1 (<small>) 555|@<first>trades|<first>fx}",
        "{Bitcoin|Crypto|Forex|Binary options|Binary|BTC} {trading|investment|mining} {is|has been} {the {best|smartest|most profitable}|a great} {thing|way|decision} {to|I ever made to} {make|earn} {money|profit|passive income} {right now|today|this year|online}. {I|i} {make|earn|withdraw|receive} <sum> {every week|weekly|monthly|daily} {with|through|from} {the help of|the signals of|} {my|a} {mentor|broker|manager|expert} {<first> <first>|}. {You can|Anyone can} {start|begin} with {as low as|just|only} <small> {today|}. {Reach|Text|Write|Dm} {him|her|me} {now|today|for {guidance|more details}|}<dots>",
        "{I|My wife and i} {lost|was scammed of|had lost} <sum> {to|in|by} {a|an online|fake} {scam|broker|crypto scam|binary option|investment scam|ponzi}{,|.} {I was|we were} {devastated|depressed|heartbroken} until {I|we} {met|found|contacted|was introduced to} {<first> <first>|a {recovery|ethical} {expert|hacker}|{Wizard|Cyber|Global|Quick} {Recovery|Refund|Retrieval} {Team|Agency|Experts}} who {helped|assisted} {me|us} {recover|get back|retrieve} {all|every cent of|90% of} my {money|funds|bitcoin|lost coins} {within|in} {<many> days|48 hours|a week}. {Contact|Reach|Email|Write} {them|him|her} {via|at|through|on} {email|whatsapp|telegram|gmail}<dots>",
        "{Double|Triple|Grow|Multiply} your {bitcoin|money|btc|savings|investment} {in|within} {24 hours|<many> days|one week}{!|.} {Minimum|Start with|Invest} {investment|deposit|}  <small>, {profit|return|you get} <sum>. {No {risk|loss}|Guaranteed {profit|returns|payout}|100% {safe|secure|legit|guaranteed}}. {Join|Register with|Message} {us|our {group|platform|team}|now}<dots>",
    ),
}  # fmt: skip
"""Patterns by the kind of story they tell."""


def texts(dice: random.Random, number: int, families: tuple[str, ...] | None = None) -> Iterator[str]:
    """Yield money spam: some plain, some rough, some disguised, some cut off before the end."""
    chosen = [pattern for name in families or FAMILIES for pattern in FAMILIES[name]]
    for _ in range(number):
        text = " ".join(thrown(dice.choice(chosen), NAMES, dice).split())
        if dice.random() < 0.3:
            text = roughened(text, dice)
        if dice.random() < 0.25:
            text = disguised(text, dice, dice.choice([0.1, 0.2, 0.4]))
        if dice.random() < 0.1:
            text = f"{dice.choice(_OPENINGS)} {text}"
        if dice.random() < 0.08:
            words = text.split(" ")
            text = " ".join(words[: max(18, len(words) * 3 // 5)])
        yield text


_OPENINGS = (
    "Great article!", "Nice post.", "I agree with you.", "★★★★", '" Online Jobs Here "', "Hi all,", "Hello friends", "Very true.", "LOL.", "Wow!!", "Off topic but",
    "➤➤", "Best job of the year:", "Good news:", "Interesting read.",
)  # fmt: skip
