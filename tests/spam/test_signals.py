"""Each signal with a text that fires it and one that nearly does."""

from __future__ import annotations

import pytest

from archive_tui.spam import policy
from archive_tui.spam.plain import plain
from archive_tui.spam.signals import signals

FIRING = {
    "money pitch": "My cousin makes $84 an hour working from home on her laptop. You can start today, check this site",
    "part of a money pitch": "I was paid $9,000 last month for easy work",
    "disguised words": "There is m0ney in 0nline w0rk",
    "advert": "Buy cheap viagra online, free shipping http://a.example",
    "link markup": "[url=http://a.example]one[/url] [url=http://b.example]two[/url]",
    "many links": "http://a.example http://b.example http://c.example http://d.example see",
    "link to wares": "nice http://cheap-pills24.example",
    "link to a profile": "me http://forum.example/member.php?u=12",
    "shortened link": "look https://bit.ly/abc",
    "praise for a link": "Great post! Feel free to visit my website http://a.example",
    "contact": "Write to me: whatsapp +44 7700 900123",
    "talk about spam": "http://bit.ly/x is spam",
    "argument": "http://bit.ly/x because the government taxes it",
    "code": "for(i=0;i<n;i++) { f(x); g(y, z); } // http://bit.ly/x",
}
NEARLY = {
    "money pitch": "My cousin makes $84 an hour as a nurse in a hospital downtown",
    "part of a money pitch": "The senator was paid $9,000 by the pipeline company",
    "disguised words": "The B52 and the MP3 of 10k runners at 4am",
    "advert": "I take viagra and Medicare does not cover it",
    "link markup": "The list[url] and a < b are both wrong",
    "many links": "http://a.example/1 http://a.example/2 http://a.example/3",
    "link to wares": "nice http://www.watchmaking.example/pillars",
    "link to a profile": "me http://forum.example/thread/12",
    "shortened link": "look https://habit.lyre.example/abc",
    "praise for a link": "Great post! I will visit my mother tomorrow",
    "contact": "In 2011 he wrote 4 + 5 = 9",
    "talk about spam": "http://bit.ly/x no scam, I promise",
    "argument": "http://bit.ly/x because",
    "code": "f(x) is a function http://bit.ly/x",
}


def fired(text: str) -> set[str]:
    return {signal.name for signal in signals(plain(text))}


@pytest.mark.parametrize("name", FIRING)
def test_a_signal_fires(name: str) -> None:
    assert name in fired(FIRING[name])


@pytest.mark.parametrize("name", NEARLY)
def test_a_signal_nearly_fires(name: str) -> None:
    assert name not in fired(NEARLY[name])


@pytest.mark.parametrize("name", FIRING)
def test_a_sentence_quotes_what_fired(name: str) -> None:
    for signal in signals(plain(FIRING[name])):
        assert len(signal.sentence) > len("code"), signal
        assert (signal.holds is None) or signal.weight > 0


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("w0rk", "work"),
        ("0nline", "online"),
        ("d@y", "day"),
        ("m o n e y", "money"),
        ("m.o.n.e.y", "money"),
        ("mon_ey", "money"),
        ("mоney", "money"),  # a Cyrillic o
        ("д0ма", "дома"),
        ("ｍｏｎｅｙ", "money"),
    ],
)
def test_a_disguise_is_read_through(written: str, read: str) -> None:
    assert read in plain(f"so {written} it is").words


@pytest.mark.parametrize(
    "text",
    ["U.S.A.", "COVID-19", "a b c d", "1337", "@home", "i.e. e.g.", "web.site", "iPhone6", "3D-модель"],
)
def test_a_good_text_is_read_as_it_stands(text: str) -> None:
    assert not plain(text).disguised


@pytest.mark.parametrize(
    "text",
    [
        "Another spam bot who makes $8,000 a month on her laptop from home. Flagged.",
        "I make $20 an hour as a welder and rent takes half of it, because nobody builds houses here.",
        "> I make $9,000 a month working from home, check it here >>> www.cash.example\n\nDoes anybody fall for this?",
        "“I make $9,000 a month working from home on my laptop, check this website here” said no honest person ever.",
        "Bitcoin was at $400 in 2014 and my brother in law sold all of it.",
        "Great article, keep it up!",
        "https://www.example.org/report.pdf",
        "Medicare paid $300 for a prescription that costs $20 in Canada.",
        "You absolute moron. Get a job.",
        "Ich arbeite von zu Hause und spare 300 Euro im Monat.",
        "$ sudo apt-get install libfoo && make -j4  # works, saved me $50",
        "",
        "ok",
    ],
)
def test_good_comments_are_not_held(text: str) -> None:
    assert not policy.score(text).held
