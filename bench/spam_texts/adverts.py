"""Comment spam of the kind that blogs get: wares and services with links, flattery for the sake of a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.spam_texts.grammar import roughened, thrown

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from bench.spam_texts.grammar import Fill


def _host(dice: random.Random) -> str:
    stem = dice.choice(
        [
            "best",
            "cheap",
            "top",
            "buy",
            "online",
            "my",
            "super",
            "easy",
            "pro",
            "24",
            "fast",
            "vip",
            "go",
            "the",
            "real",
        ]
    )
    ware = dice.choice(
        ["pills", "meds", "casino", "slots", "loans", "seo", "essay", "bags", "watches", "shoes", "vape", "crypto", "keto", "poker",
         "escorts", "betting", "rx", "pharmacy", "jersey", "diet", "links", "hosting", "roofing", "plumber", "news", "tips"]
    )  # fmt: skip
    return f"{stem}{dice.choice(['', '-'])}{ware}{dice.choice(['', '', '24', 'hub', 'store'])}.{dice.choice(['example', 'test', 'com.example', 'info.example', 'invalid'])}"


def _link(dice: random.Random) -> str:
    path = dice.choice(
        ["", "/", f"/{dice.choice(['buy', 'order', 'blog', 'category', 'profile', 'index.php', 'p'])}/{dice.choice(['', 'cheap-offer', 'best-price', 'user' + str(dice.randint(100, 99999)), 'online'])}",
         f"/member.php?u={dice.randint(1000, 99999)}", f"/forum/profile/{dice.randint(10, 9999)}"]
    )  # fmt: skip
    return f"{dice.choice(['http://', 'https://', 'http://www.'])}{_host(dice)}{path}"


def _dump(dice: random.Random) -> str:
    return " ".join(
        thrown(dice.choice(['[url=<link>]<ware>[/url]', '<a_open><ware><a_close>', '<link> <ware>', '<ware> <link>', '[URL="<link>"]<ware>[/URL]', "[link=<link>]<ware>[/link]"]), NAMES, dice)
        for _ in range(dice.randint(2, 9))
    )  # fmt: skip


NAMES: dict[str, Fill] = {
    "link": _link,
    "dump": _dump,
    "a_open": lambda dice: f'<a href="{_link(dice)}" rel="nofollow">',
    "a_close": ["</a>"],
    "host": _host,
    "ware": ["<pharma>", "<casino>", "<brand>", "<seo>", "<essay>", "<loan>", "<adult>", "<crypto>", "<foreign>", "<thing>"],
    "pharma": [
        "{buy|cheap|generic|order|discount|purchase} {viagra|cialis|levitra|tramadol|xanax|phentermine|ambien|valium|modafinil|kamagra|sildenafil|tadalafil|soma|propecia|clomid|lasix|prednisone|amoxicillin|zithromax|accutane|oxycontin|adderall}{ online| without prescription| no rx| overnight delivery| 100mg| pills| from canada|}",
        "{canadian|online|mexican|cheap} pharmacy{ no prescription| online|}", "{weight loss|diet|keto|male enhancement|penis enlargement|hair growth|testosterone|cbd oil|cbd gummies|slimming} {pills|supplement|products|reviews|formula}", "{cure|treatment} for {herpes|diabetes|baldness|erectile dysfunction} {naturally|fast|at home}",
    ],
    "casino": ["{online|best|live|bitcoin|free} {casino|casinos|slots|poker|roulette|blackjack|bingo}{ bonus| no deposit| games| real money| sites|}", "{situs|agen|judi|daftar} {slot|slot gacor|bola|togel|poker} {online|terpercaya|resmi}", "{sports|football|horse} betting {tips|sites|odds}", "{satta|teen patti|matka} {result|online|king}"],
    "brand": ["{replica|cheap|discount|fake|outlet} {louis vuitton|gucci|rolex|chanel|michael kors|coach|prada|hermes|ugg|nike|jordan|oakley|ray ban|moncler|burberry|north face|beats} {handbags|bags|watches|shoes|boots|sunglasses|jackets|outlet|sale|store}{ online| uk| usa|}", "wholesale {nfl|nba|mlb} jerseys{ china| free shipping|}", "{sac|sacs} {louis vuitton|longchamp} pas cher", "{air max|air jordan|uggs} {pas cher|outlet|sale|kaufen}"],
    "seo": ["{seo|link building|web design|digital marketing|backlinks} {services|company|agency|expert|packages}{ in {delhi|london|dubai|texas}|}", "{buy|cheap|real} {instagram|youtube|facebook|twitter|tiktok} {followers|likes|views|subscribers}", "{guest post|high da backlinks|quality backlinks|guaranteed traffic}", "{rank|get} {your site|first page} on google", "{software|xrumer|scrapebox|gsa} {blast|links|service}"],
    "essay": ["{buy|write my|custom|cheap|best} {essay|essays|term paper|dissertation|research paper|assignment|thesis|homework}{ online| help| writing service| writers| for me|}", "{assignment|homework|essay} help {uk|australia|online}", "{resume|cv} writing service"],
    "loan": ["{payday|personal|business|quick|fast|instant|bad credit|cash advance} {loan|loans|advance}{ online| no credit check| direct lender| today|}", "{urgent|affordable|genuine} loan {offer|at 2% interest|at 3%}", "debt {consolidation|relief|settlement}", "{car|life|health} insurance quotes"],
    "adult": ["{escort|escorts|call girls|escort service} {in {delhi|london|mumbai|bangalore|dubai|jaipur}|service|agency}", "{free|live|hot|amateur|teen} {porn|sex cam|sex chat|webcam|xxx|nude|cams}{ videos| girls| site|}", "{meet|find} {hot|single|sexy|local} {girls|women|singles}{ tonight| near you| for sex|}", "adult {dating|friend finder|personals}"],
    "crypto": ["{bitcoin|crypto|forex|binary options} {trading|signals|investment|robot|mixer|doubler|mining}{ platform| bot| software|}", "{earn|get|free} {free bitcoin|btc|passive income with crypto}", "{nft|token|airdrop} {giveaway|presale}", "forex {broker|signals|robot} review"],
    "foreign": [
        "{купить|заказать|недорого} {диплом|справку|аккаунты|права|виагру|ссылки|гашиш|окна|мебель} {в москве|с доставкой|дешево|онлайн}", "{казино|ставки|слоты|вулкан} {онлайн|на деньги|играть бесплатно|зеркало}", "{продвижение|раскрутка|создание} {сайтов|сайта} {недорого|под ключ|цена}", "{порно|секс|проститутки} {видео|онлайн|москва|бесплатно}", "{кредит|займ} {онлайн|без отказа|на карту}",
        "{acheter|achat} {viagra|cialis} {en ligne|sans ordonnance|pas cher}", "{kaufen|günstig} {viagra|cialis|potenzmittel} {rezeptfrei|online|ohne rezept}", "{comprar|precio} {viagra|seguidores|casino} {online|barato|sin receta}", "{acquistare|comprare} {viagra|cialis} {senza ricetta|online}", "{canlı|bedava} {bahis|casino} {siteleri|bonus}", "{рулонные|пластиковые} {шторы|окна} {купить|цена}",
    ],
    "thing": ["{roof|carpet|window|duct} {repair|cleaning|installation} {company|near me|service}", "{hotel|flight|taxi|car rental} {booking|deals|cheap}", "{wedding|event} {photographer|planner} {prices|in dubai}", "{packers and movers|plumbers|locksmith|electrician} {delhi|near me|london}", "{best|cheap} {vpn|web hosting|domain|iptv|laptop|mattress} {reviews|deals|2019}", "{garcinia cambogia|raspberry ketone|green coffee|colon cleanse} {extract|review|free trial}", "{fake|novelty|registered} {passport|driver license|ids|documents} {online|for sale}", "{astrologer|vashikaran specialist|black magic|love spell caster} {online|in india|baba ji}", "{minecraft|fifa|roblox|gta} {coins|generator|hack|cheats}"],
    "praise": [
        "{Nice|Great|Good|Awesome|Excellent|Wonderful|Fantastic|Amazing} {post|article|blog|site|work|info|information|share|website|web site}{!|.|,}", "{Thanks|Thank you} for {sharing|this {great|nice|wonderful} {post|article|info}|the {good|great} writeup|posting}{!|.}", "I {really|} {like|love|enjoy|appreciate} your {blog|site|writing style|post|articles}.", "{Very|Really} {useful|informative|helpful|nice|interesting} {post|article|information|blog|content}.", "{Keep|keep} {it up|up the good work|posting|on writing}!",
        "I {have|'ve} {bookmarked|saved|added} {your|this} {site|blog|page|website} {and will {come|be} back|for future {use|reference}|to my favorites}.", "{Hey|Hi|Hello} there! {This is my first {visit|comment} here|I'm happy to find {so many|this} useful info|I just wanted to {say|give a quick shout out}|I stumbled upon your {site|blog}}.", "{What|Wow,} {a|} {great|awesome|wonderful} {blog|layout|post}! How long have you been {blogging|running a blog} for? you {make|made} blogging look easy.", "{I'm|I am} {really|} impressed with your writing {skills|style} and also with the {layout|structure} {on|of} your {blog|weblog}.", "Have you ever {thought about|considered} {adding|including} a little bit more than just your articles?",
        "{I do not|I don't} even know how I {ended up|stopped up} here, but I {thought|assumed} this post was {great|good}.", "{Hello|Hi|Hey}, {i think that|} i {saw|noticed} you visited my {site|blog|web site} so i came to return the favor.", "{I was|I'm} {suggested|recommended} this {blog|web site} by my cousin.", "{Greetings|Howdy}! {Very|I know this is} {useful advice|kinda off topic but} {in this particular post|which blog platform are you using}?", "{Thanks|Thank you} for {finally|} {talking|writing} about this{.|! Loved it!}", "{It's|This is} {hard|difficult} to find {knowledgeable|educated|well-informed} people {on|about} this {topic|subject}, {but|however} you {sound|seem} like you know what you're talking about!",
    ],
    "mine": ["{Feel free to|Please|Do} {visit|surf to|check out|stop by|look at|take a look at} my {site|website|web page|blog|homepage|page|web-site|weblog}{:| -| ;| ::|.|} <link>", "{Also visit|Here is|Look at|Take a look at|Check out|Stop by|Visit|Review} my {site|web page|blog|homepage|website|webpage|blog post|page} {;|:|...|::|-|} {<ware>|<link>|<ware> <link>|(<ware>)}", "{visit|see|check} {us|our {site|website|page|blog|store}} {for|at|here} {<ware>|} <link>", "My {site|blog|website|page|web-site}{ is|:| -} {<link>|<ware> <link>}", "<link>", "<a_open><ware><a_close>", "[url=<link>]<ware>[/url]", "<ware> <link>"],
    "first": ["Anna", "Jacob", "Mrs Helen", "Dr Okoro", "Maria", "David", "Dr Wisdom", "Priest Baba", "Mr Frank", "Lord Zuma", "Grace"],
    "country": ["USA", "Canada", "UK", "Texas", "Germany", "Spain", "California", "Australia"],
}  # fmt: skip
"""What the patterns are filled with."""

FAMILIES: dict[str, tuple[str, ...]] = {
    "dump": ("<dump>", "<ware> <dump>", "<praise> <dump>", "{hi|hello}! <dump>", "<ware>, <ware>, <ware> <link>", "<ware> <link> <ware> <link> <ware> <link>", "<link> <link> <link>", "<a_open><ware><a_close>", "[url=<link>]<ware>[/url]"),
    "flattery": ("<praise> <praise> <mine>", "<praise> <mine>", "<praise> <praise> <praise> <mine>", "<praise> <praise>\n<link>", "<praise> {Regards|Thanks|Cheers}, <ware> <link>"),
    "wares": (
        "{Are you looking for|Looking for|Searching for|Do you need} <ware>? {We {offer|provide|sell|have}|Our {company|store|team} {offers|provides}} <ware> {at the {best|lowest|cheapest} {price|prices|rates}|with {free|fast|worldwide} {shipping|delivery}|24/7|with 100% satisfaction guarantee}. {Visit|Order|Click|Call} {us |now |here |today |}<link>",
        "{Buy|Order|Get|Purchase} <ware> {online|now|today} {at|for|from} {<link>|<ware> <link>|low prices <link>}", "<ware> - {best|lowest|cheap} {price|prices|offers} {online|guaranteed}! {no prescription|free shipping|fast delivery|24/7 support|discreet packaging|money back} <link>",
        "{We are|Our agency is} {a leading|the best|one of the top} <ware> {provider|company|agency} {in <country>|worldwide}. {Visit|Contact|Call} {us|our website} {for|at} <link>", "{Best|Top|Cheap} <ware>. <ware>. <ware>. {More|Details|See|Read}: <link>", "<ware>: {the|your} {complete|best|ultimate} {guide|source|choice}. {Click|See|Read|Visit} <link>",
    ),
    "loan-offer": (
        "{Do you|Are you} {need|in need of|looking for} {a|an} {urgent|quick|genuine|personal|business} loan{ to {pay your bills|start a business|clear debts}|}? We {offer|give out} {all kinds of|} loans at {2%|3%|low} interest rate {to individuals and companies|worldwide|from 5,000 to 5,000,000}. {Contact|Email|Apply} {us|now} {today |}{via|at|through}: {loanfirm|quickloan|godlenders}@{mail|gmail}.example",
        "{I am|My name is} <first>{,|} {from <country>|a private money lender}. {I|We} {give out|offer} loans {at|with} {2%|3%|5%} {interest|interest rate} {to serious people|without collateral}. {Many people fall victim of scam|I was scammed by <many> lenders before} {until|but} {God|a friend} {directed|referred} me to <first> who {lent|gave} me a loan of {$50,000|$90,000} {within|in} {24 hours|two days}. {Contact|Email}: {helen|wisdom|frank}loans@gmail.example",
    ),
    "spell": (
        "{My name is|I am} <first> {from <country>|}. {My {husband|boyfriend|wife|lover} {left|abandoned|divorced} me {for another {woman|man}|after <many> years}} {and|,} {I was {heartbroken|devastated}|we had {quarrels|problems}} {until|then} I {met|contacted|read about} {Dr|Priest|Lord|Baba} {Wisdom|Ogun|Zuma|Amaka}, a {great|powerful|real} {spell caster|herbalist|healer} who {cast a {love|reunion} spell|helped me|brought {him|her|my ex} back} {within|in} {24|48} hours. {He|She} {also|can} {cures|help with|solve} {herpes|HIV|lottery|infertility|court cases}. {Contact|Email|WhatsApp} {him|her} {on|at|via}: {drwisdom|ogunspell|templeoflove}@{gmail|yahoo}.example",
        "{Thank you|Thanks to} {Dr|Priest|Doctor} {Wisdom|Ogun|Amaka} for {bringing back|restoring|healing} my {husband|marriage|ex|wife}{ with his {powerful |}{spell|herbs}|} {in|within} {<many> days|24 hours}. {Contact|Email|Call} {him|her} for {help|any {problem|spell}}<dots> {+234 80|drspell@mail.example}",
        "{How I|I} {got cured|was cured} {of|from} {herpes|HIV|hepatitis|diabetes|cancer} {with|by} {herbal medicine|the herbs of} {Dr|Doctor} {Imoloa|Amaka|Wisdom}. {I took it for <many> weeks and tested negative|He sent it to me through {DHL|courier}}. {Contact|Email} {him|her}: drherbs@gmail.example",
        "Join the {illuminati|brotherhood|great temple} {today|now} and {become|be} {rich|famous|powerful}{, get {money|fame|a car}|}. {Call|WhatsApp|Contact} {us|agent <first>} on +27 {for|to} {initiation|membership}",
    ),
    "adult": (
        "{Hi|Hey|Hello} {boys|guys|dear|baby}{,|!} {I am|I'm} {a {hot|lonely|sexy|young} {girl|woman|student}|bored} and {want to {meet|chat|have sex}|looking for {fun|a man|sex}}{ tonight| now|}. {Write|Find|See} me {here|on {this site|my profile}}: <link>", "{Free|Hot|Live|Best} <adult> <link>", "{Look at|See|Watch} {my {photos|nudes|videos}|these girls} <link> {18+|adults only|}", "<adult> {24/7|full service|low price} {whatsapp|call} +91 <link>",
    ),
    "pitch": (
        "{Hi|Hello|Hey}{ there| admin|}{!|,} {I {have checked|visited|see} your {site|website|blog}|your {page|site} {has|deserves}} {and|} {you could|it can|it needs to} {go viral|get more traffic|rank {higher|on page one}}. {You need|Search for|Try} {initial traffic|<seo>|unique content}. {Search|Google} for: {tip|masitsu|mertiso}'s tricks {<link>|}", "{Earn|Make} {money|extra income|$1200 monthly} {from|with} {your {blog|website}|surveys}{,|.} {you should|use} {monetize|the best adsense alternative}, type in google {K2|boorfe}'s {money tips|tricks}",
        "I {use|found|got} {software|a tool|a service} {that|which} {post|submits|builds} {links|comments|backlinks} {automatically|to thousands of sites}. {Click|Check|Buy} <link>", "{Dear|Hello} {webmaster|owner|sir}, we {offer|do|provide} <seo> {at {cheap|affordable} {price|rate}|with guarantee}. {Reply|Contact|Email|Visit} {us |}<link>",
    ),
    "foreign": ("<foreign> <link>", "<foreign>, <foreign> - <link>", "<foreign> [url=<link>]<foreign>[/url]", "{Привет|Здравствуйте|Добрый день}! {Предлагаем|Рекомендую} <foreign>. {Подробнее|Сайт|Заходите}: <link>", "<foreign> <dump>", "{Bonjour|Hallo|Hola|Ciao}! <foreign> <link>"),
}  # fmt: skip
NAMES["many"] = lambda dice: str(dice.randint(2, 14))
NAMES["dots"] = ["", ".", "...", ":"]


def texts(dice: random.Random, number: int, families: tuple[str, ...] | None = None) -> Iterator[str]:
    """Yield adverts."""
    names = families or tuple(FAMILIES)
    for _ in range(number):
        text = thrown(dice.choice(FAMILIES[dice.choice(names)]), NAMES, dice)
        yield roughened(text, dice) if dice.random() < 0.15 else text
