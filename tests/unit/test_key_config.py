"""The table of commands and the reader's own keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive_tui.tui.commands import BY_ID, COMMANDS, Group, KeyMap, Room, commands_in
from archive_tui.tui.commands.reference import reference
from archive_tui.tui.config import ENVIRONMENT, ConfigError, config_path, keymap_from, load_config
from archive_tui.tui.keys import clash

ROOT = Path(__file__).parents[2]


def test_the_table_has_no_clash() -> None:
    for room in Room:
        assert clash((keys, command.id) for keys, command in KeyMap().pairs(room)) is None


def test_ids_are_unique() -> None:
    assert len(BY_ID) == len(COMMANDS)


def test_every_command_has_all_its_texts() -> None:
    for command in COMMANDS:
        assert command.keys
        assert command.help
        assert command.palette
        assert command.rooms
        assert isinstance(command.group, Group)


def test_the_help_of_a_screen_is_in_order_of_groups() -> None:
    for room in Room:
        groups = [list(Group).index(command.group) for command in commands_in(room)]
        assert groups == sorted(groups)


def test_the_documentation_is_up_to_date() -> None:
    assert (ROOT / "docs/keys.md").read_text(encoding="utf-8") == reference(), "run: make docs"


def test_own_keys_replace_those_of_the_table() -> None:
    keymap = keymap_from({"next": ["alt+n", "pgdn"], "page-down": "f", "peek": []})
    bindings = keymap.bindings(Room.READER)
    assert bindings["alt+n",] == "next"
    assert bindings["pagedown",] == "next"
    assert ("j",) not in bindings
    assert "peek" not in bindings.values()
    assert keymap.label(BY_ID["next"]) == "Alt+N PgDn"


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"nxt": "n"}, 'there is no command "nxt"; did you mean "next"?'),
        ({"next": "wobble"}, '"next": no key is called "wobble"'),
        ({"next": 5}, 'the keys of "next" must be a string or a list of strings'),
        ({"next": [1]}, 'the keys of "next" must be a string or a list of strings'),
        ({"next": "k"}, 'the key k would mean both "next" and "previous" on the reader screen'),
        ({"next": "z"}, 'the key z would mean both "next" and "fold" on the reader screen'),
        ({"next": "ctrl+i"}, '"next": terminals send ctrl+i and Tab as the same byte'),
        ({"next": "5"}, '"next": the digits are counts (5j) and cannot begin a command'),
        ({"next": "y{letter}"}, '"next": its keys cannot take {letter}'),
        ({"fold-depth": "y"}, '"fold-depth": its keys must end in {digit}'),
    ],
)
def test_refuses_with_a_sentence(keys: dict[str, object], sentence: str) -> None:
    with pytest.raises(ConfigError) as refusal:
        keymap_from(keys)
    assert str(refusal.value) == sentence


def test_two_keys_can_be_swapped() -> None:
    bindings = keymap_from({"next": "k", "previous": "j"}).bindings(Room.READER)
    assert (bindings["k",], bindings["j",]) == ("next", "previous")


def test_reads_the_file(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[keys]\nnext = "alt+n"\n', encoding="utf-8")
    config = load_config(path)
    assert config.keymap.bindings(Room.READER)["alt+n",] == "next"
    assert not config.options.fold_moves_on


def test_reads_options(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[reader]\nfold_moves_on = true\n", encoding="utf-8")
    assert load_config(path).options.fold_moves_on


def test_an_option_that_is_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[reader]\nfold = true\n", encoding="utf-8")
    with pytest.raises(ConfigError, match='no option "fold"; it has fold_moves_on, plain_badges'):
        load_config(path)


def test_no_file_means_the_table(tmp_path: Path) -> None:
    assert load_config(tmp_path / "none.toml").keymap.bindings(Room.READER)["j",] == "next"


@pytest.mark.parametrize(
    "text",
    ["[keys", "keys = 3", "[colours]\n", "reader = 1", "[reader]\nfold_moves_on = 1", '[keys]\nnxt = "n"'],
)
def test_a_bad_file_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"config\.toml"):
        load_config(path)


def test_the_environment_names_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "mine.toml"))
    assert config_path() == tmp_path / "mine.toml"
    monkeypatch.delenv(ENVIRONMENT)
    assert config_path().name == "config.toml"
