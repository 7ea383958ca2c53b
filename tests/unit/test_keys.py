"""Keys: how they are written, and what presses come to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_tui.tui.keys import (
    DIGIT,
    Call,
    KeyReader,
    KeySyntaxError,
    canonical,
    clash,
    parse_keys,
    show_keys,
)

BINDINGS = {
    ("j",): "next",
    ("z", "a"): "fold",
    ("z", "z"): "middle",
    ("z", DIGIT): "depth",
    ("'", "{letter}"): "go",
    ("'", "'"): "last",
    ("G",): "last",
}


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("j", ("j",)),
        ("J", ("J",)),
        ("shift+j", ("J",)),
        ("za", ("z", "a")),
        ("z a", ("z", "a")),
        ("z{digit}", ("z", "{digit}")),
        ("''", ("'", "'")),
        ("Ctrl+D", ("ctrl+d",)),
        ("ctrl+alt+x", ("alt+ctrl+x",)),
        ("alt+ctrl+x", ("alt+ctrl+x",)),
        ("PgDn", ("pagedown",)),
        ("esc", ("escape",)),
        ("F12", ("f12",)),
        ("+", ("+",)),
        ("ctrl++", ("ctrl++",)),
        ("é", ("é",)),
    ],
)
def test_reads_keys_as_people_write_them(written: str, keys: tuple[str, ...]) -> None:
    assert parse_keys(written) == keys


@pytest.mark.parametrize(
    "written", ["", "  ", "wobble", "hyper+j", "ctrl+", "f13", "ctrl+ctrl+j", "z q q", "shift+["]
)
def test_refuses_what_no_keyboard_has(written: str) -> None:
    with pytest.raises(KeySyntaxError):
        parse_keys(written)


@pytest.mark.parametrize(
    ("key", "character", "name"),
    [
        ("j", "j", "j"),
        ("J", "J", "J"),
        ("shift+j", None, "J"),
        ("left_square_bracket", "[", "["),
        ("question_mark", "?", "?"),
        ("space", " ", "space"),
        ("tab", "\t", "tab"),
        ("ctrl+d", "\x04", "ctrl+d"),
        ("shift+tab", None, "shift+tab"),
        ("alt+right", None, "alt+right"),
    ],
)
def test_names_what_terminals_report(key: str, character: str | None, name: str) -> None:
    assert canonical(key, character) == name


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        (("z", "a"), "za"),
        (("z", DIGIT), "z1…9"),
        (("ctrl+d",), "Ctrl+D"),
        (("pagedown",), "PgDn"),
        (("shift+tab",), "Shift+Tab"),
        (("+",), "+"),
    ],
)
def test_shows_keys_as_a_help_does(keys: tuple[str, ...], shown: str) -> None:
    assert show_keys(keys) == shown


def _press(reader: KeyReader, keys: str) -> Call | None:
    step = None
    for key in keys:
        step = reader.press(key)
    return step.call if step else None


@pytest.mark.parametrize(
    ("keys", "call"),
    [
        ("j", Call("next")),
        ("5j", Call("next", 5)),
        ("120j", Call("next", 120)),
        ("za", Call("fold")),
        ("3za", Call("fold", 3)),
        ("z4", Call("depth", None, "4")),
        ("2z4", Call("depth", 2, "4")),
        ("''", Call("last")),
        ("'x", Call("go", None, "x")),
        ("12G", Call("last", 12)),
    ],
)
def test_makes_calls_of_presses(keys: str, call: Call) -> None:
    reader = KeyReader(BINDINGS)
    assert _press(reader, keys) == call
    assert reader.pending == ""


def test_says_what_is_pending_and_what_may_follow() -> None:
    reader = KeyReader(BINDINGS)
    assert _press(reader, "5z") is None
    assert reader.pending == "5z"
    assert dict(reader.continuations()) == {("a",): "fold", ("z",): "middle", (DIGIT,): "depth"}


def test_escape_cancels_only_what_is_pending() -> None:
    reader = KeyReader({**BINDINGS, ("escape",): "peel"})
    reader.press("5")
    assert reader.press("escape").cancelled
    assert reader.press("escape").call == Call("peel")


def test_a_zero_alone_is_no_count() -> None:
    assert KeyReader(BINDINGS).press("0").refused == "0"


def test_names_keys_that_mean_nothing() -> None:
    reader = KeyReader(BINDINGS)
    reader.press("z")
    assert reader.press("q").refused == "zq"
    assert reader.press("j").call == Call("next")


@given(st.lists(st.sampled_from([*"jzaG'q0123456789", "escape", "tab", "space"])))
def test_never_waits_for_more_than_one_key(keys: list[str]) -> None:
    reader = KeyReader(BINDINGS)
    for key in keys:
        step = reader.press(key)
        assert len(reader.waiting) <= 1
        assert (step.call is not None) + bool(step.pending) + bool(step.refused) + step.cancelled == 1
        assert reader.pending == step.pending


@given(st.text("123456789", min_size=1, max_size=40))
def test_counts_stay_bounded(digits: str) -> None:
    call = _press(KeyReader(BINDINGS), digits + "j")
    assert call is not None
    assert call.count == int(digits[:6])


def test_finds_clashes() -> None:
    assert clash([(("j",), "next"), (("z", "a"), "fold")]) is None
    assert clash([(("j",), "next"), (("j",), "fold")]) == (("j",), "next", "fold")
    assert clash([(("z",), "next"), (("z", "a"), "fold")]) == (("z",), "next", "fold")
