"""What makes no difference to a verdict, and what must not take long."""

from __future__ import annotations

import random

import pytest
from bench.spam_texts import adverts, good, money
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_tui.spam import policy
from archive_tui.spam.plain import plain

SPAM = [*money.texts(random.Random(1), 40), *adverts.texts(random.Random(1), 20)]
GOOD = [text for text in good.texts(random.Random(1), 60) if not policy.score(text).held]
TEXTS = st.sampled_from(SPAM + GOOD)


@given(TEXTS, st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
@settings(deadline=None)
def test_case_makes_no_difference(text: str, change: object) -> None:
    assert callable(change)
    assert policy.score(change(text)).score == pytest.approx(policy.score(text).score)


@given(TEXTS, st.integers(0, 2**32))
@settings(deadline=None)
def test_white_space_within_lines_makes_no_difference(text: str, seed: int) -> None:
    dice = random.Random(seed)
    noisy = "".join(letter + " " * dice.choice([0, 0, 1, 2]) if letter == " " else letter for letter in text)
    assert policy.score(f"  {noisy}\t ").held == policy.score(text).held


@given(TEXTS, st.integers(0, 2**32))
@settings(deadline=None)
def test_hidden_characters_make_no_difference(text: str, seed: int) -> None:
    dice = random.Random(seed)
    noisy = "".join(letter + dice.choice(["", "", "\u200b", "\u2060", "\u00ad"]) for letter in text)
    assert policy.score(noisy).score == policy.score(text).score


@given(st.sampled_from(GOOD), st.sampled_from(SPAM), st.booleans())
@settings(deadline=None)
def test_a_quotation_of_spam_hides_no_good_comment(comment: str, spam: str, first: bool) -> None:
    quoted = "\n".join(f"> {line}" for line in spam.split("\n"))
    assert not policy.score(f"{quoted}\n\n{comment}" if first else f"{comment}\n\n{quoted}").held


@given(st.text(max_size=300))
@settings(deadline=None)
def test_any_text_can_be_scored(text: str) -> None:
    assert 0.0 <= policy.verdict(policy.score(text)).score <= 1.0


HOSTILE = {
    "a word": "a" * 100_000,
    "letters apart": "a " * 50_000,
    "dots": "a." * 50_000,
    "hyphens": "a-" * 50_000,
    "hidden": "\u200b" * 10_000 + "x" + "\u200d" * 90_000,
    "quotation marks": '"a ' * 33_000,
    "quotes": "> " * 50_000,
    "blocks": "[quote" * 16_000,
    "tags": "<a " * 33_000,
    "digits": "1," * 50_000,
    "sums": "$1 per hour " * 9_000,
    "leet": "a1" * 50_000,
    "two scripts": "aа" * 50_000,
    "addresses": "http://a.b " * 9_000,
    "earnings": "make money online check " * 4_000,
    "arrows": ">" * 100_000,
    "signs": "@" * 100_000,
    "phones": "+1 " * 33_000,
    "brackets": "{(;" * 33_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_take_no_longer_than_long_ones(name: str) -> None:
    """A pattern that went wild would run into the time limit of all tests."""
    text = HOSTILE[name]
    assert policy.score(text).text.row == plain(text).row
    assert len(plain(text).row) < 60_000
